//! The second edition of the built-in data, which is the default: what became of the organizations of the deck, and what was added since.

mod common;
#[path = "second_edition/members.rs"]
mod members;
#[path = "second_edition/pages.rs"]
mod pages;
#[path = "second_edition/translations.rs"]
mod translations;

use std::collections::BTreeSet;

use common::frames::{press, type_in};
use common::screens::frame;
use common::{built_in_icatlas, deck_icatlas, stderr, stdout};
use icatlas::app::Model;
use icatlas::atlas::{Data, Kind, Relation, SYMBOL, Statement, VisibleRecord};
use icatlas::built_in;
use icatlas::present::citing::short_article;
use serde_json::Value;

/// What icatlas prints over the second edition.
fn printed(arguments: &[&str]) -> String {
    let output = built_in_icatlas(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

/// The id of the record that is found first.
fn first(typed: &str) -> String {
    printed(&["find", typed]).split('\t').next().unwrap().to_owned()
}

/// The text without its line breaks.
fn unwrapped(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn it_has_no_problem_and_no_warning() {
    let output = built_in_icatlas(&["check"]);
    assert!(stdout(&output).starts_with("edition 2026 (25 November 2026): "), "{}", stdout(&output));
    assert!(stdout(&output).ends_with(" records, no problems\n"), "{}", stdout(&output));
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
}

#[test]
fn it_has_every_record_of_the_deck_s_edition_in_the_same_order() {
    let ids = |edition| {
        let exported: Value =
            serde_json::from_str(&stdout(&built_in_icatlas(&["--edition", edition, "export"]))).unwrap();
        let records = exported["records"].as_array().unwrap().clone();
        records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (deck, second) = (ids("2010-deck"), ids("2026"));
    assert_eq!((deck.len(), second.len() > 200), (75, true));
    assert_eq!(second.iter().filter(|id| deck.contains(id)).collect::<Vec<_>>(), deck.iter().collect::<Vec<_>>());
}

#[test]
fn the_contact_says_everywhere_of_which_day_its_details_are() {
    let contact = "contact/unodc-ahtmsu";
    let mut told =
        vec![printed(&["show", contact]), printed(&["cite", contact]), printed(&["cite", "--quote", contact])];
    told.extend(["json", "md", "csv"].map(|format| printed(&["export", "id:contact", "--format", format])));
    let mut model = Model::new(built_in::atlas(), 60, 40);
    press(&mut model, "/");
    type_in(&mut model, "id:contact");
    press(&mut model, "Enter");
    told.push(frame(&model));
    for told in told {
        let told = unwrapped(&told);
        assert!(told.contains("the day of these details: 20 October 2010; nothing was read of them since"), "{told}");
    }
}

#[test]
fn the_third_appraisal_says_which_source_has_which_day() {
    let page = unwrapped(&printed(&["show", "event/2021-11-23-appraisal"]));
    for told in [
        "GA/12388, for its opening on 22 November",
        "for both days",
        "for the event on 23 November, the day that stands here",
    ] {
        assert!(page.contains(told), "{page}");
    }
}

#[test]
fn what_was_added_is_found_first() {
    for (typed, right) in [
        ("ONU Femmes", &["member/un-women"][..]),
        ("un women", &["member/un-women"]),
        ("who replaced UNIFEM", &["member/un-women", "member/unifem"]),
        ("article 9", &["article/tip-protocol/9"]),
        ("public procurement", &["publication/issue-brief-10"]),
    ] {
        let first = first(typed);
        assert!(right.contains(&first.as_str()), "{typed}: {first}");
    }
}

#[test]
fn the_words_of_the_trade_lead_to_what_was_added() {
    for (typed, right) in [
        ("C182", "instrument/ilo-182"),
        ("OPSC", "instrument/sale-of-children"),
        ("protocole de 2014", "instrument/ilo-protocol-29"),
        ("meta 8.7", "article/sdg/8-7"),
        ("titre de séjour", "article/tip-protocol/7"),
        ("faux papiers", "article/tip-protocol/12"),
        ("recours", "article/ohchr/guideline-9"),
        ("compras públicas", "publication/issue-brief-10"),
        ("heads of agencies", "event/2018-05-02-principals"),
        ("how many organizations", "body/icat"),
        ("nuevos miembros", "member/un-women"),
    ] {
        assert_eq!(first(typed), right, "{typed}");
    }
}

#[test]
fn a_term_of_the_deck_leads_to_what_the_deck_says_before_what_was_added() {
    for (typed, of_the_deck, added) in [
        ("causas profundas", "gap/prevention/2", "article/tip-protocol/9"),
        ("counselling", "gap/protection/3", "article/tip-protocol/6"),
        ("passeport", "member/icao", "article/tip-protocol/12"),
    ] {
        let found = printed(&["find", typed]);
        let place = |id: &str| found.lines().position(|line| line.starts_with(&format!("{id}\t")));
        assert_eq!(place(of_the_deck), Some(0), "{typed}: {found}");
        assert!(place(added).is_some(), "{typed}: {found}");
    }
}

#[test]
fn a_symbol_finds_its_own_document_before_those_that_cite_it() {
    let searcher = built_in::searcher(built_in::atlas());
    let mut tried = 0;
    for document in searcher.data().of_kind(Kind::Document) {
        let Some(symbol) = document.fact(SYMBOL).map(Statement::first) else { continue };
        let number: String = symbol.split_inclusive('/').rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        let mut sought = vec![symbol.to_owned(), symbol.to_lowercase(), format!("document {symbol}")];
        if symbol.contains("/RES/") {
            sought.extend([format!("resolution {symbol}"), format!("resolution {number}")]);
        }
        for typed in sought {
            let found = searcher.search(&searcher.query(&typed).finished(), 1);
            let first = found.records(searcher.data()).next().map(|record| record.id().to_string());
            assert_eq!(first.as_deref(), Some(document.id().as_str()), "{typed}");
            tried += 1;
        }
    }
    assert!(tried > 80, "{tried} symbols");
}

#[test]
fn a_date_finds_what_has_it_as_its_own_before_what_only_names_it() {
    let searcher = built_in::searcher(built_in::atlas());
    let dated = |record: VisibleRecord<'_>| record.date().map(|date| date.to_string());
    let days: BTreeSet<String> =
        Kind::ALL.into_iter().flat_map(|kind| searcher.data().of_kind(kind)).filter_map(dated).collect();
    for day in days {
        let found = searcher.search(&searcher.query(&day).finished(), 1);
        let first = found.records(searcher.data()).next().and_then(dated);
        assert!(first.as_ref().is_some_and(|first| first.contains(&day)), "{day}: {first:?}");
    }
}

#[test]
fn a_date_in_figures_finds_what_it_finds_in_words() {
    let searcher = built_in::searcher(built_in::atlas());
    let dates: BTreeSet<(String, String)> = Kind::ALL
        .into_iter()
        .flat_map(|kind| searcher.data().of_kind(kind))
        .filter_map(|record| record.date())
        .filter(|date| date.iso().len() > "2010".len())
        .map(|date| (date.iso(), date.to_string()))
        .collect();
    assert!(dates.len() > 50);
    for (figures, words) in dates {
        let found = |typed: &str| -> BTreeSet<String> {
            let found = searcher.search(&searcher.query(typed).finished(), usize::MAX);
            found.records(searcher.data()).map(|record| record.id().to_string()).collect()
        };
        assert_eq!(found(&figures), found(&words), "{figures} and {words}");
        let (before, year) = words.rsplit_once(' ').unwrap();
        let (day, month) = before.rsplit_once(' ').unwrap_or(("", before));
        let in_short = format!("{day} {} {year}", &month[..3]);
        assert_eq!(found(&in_short), found(&words), "{in_short} and {words}");
    }
}

#[test]
fn the_only_record_that_is_called_what_is_typed_comes_first() {
    for (typed, right) in [
        ("ICAT address", "contact/unodc-ahtmsu"),
        ("first ICAT meeting", "event/2006-09-tokyo"),
        ("goal 8.7", "article/sdg/8-7"),
        ("ICAT Plan of Action", "event/2020-12-15-principals"),
    ] {
        assert_eq!(first(typed), right, "{typed}");
    }
}

#[test]
fn who_presides_is_asked_in_french_and_spanish_too() {
    let chairs = |typed: &str| printed(&["find", typed]).lines().take(2).map(str::to_owned).collect::<Vec<_>>();
    for typed in ["qui préside", "quién preside", "présider", "presidente"] {
        assert_eq!(chairs(typed), chairs("who chairs"), "{typed}");
    }
}

#[test]
fn a_period_is_found_as_the_label_that_it_is_on_the_screen() {
    let found = printed(&["find", "period"]);
    let ids: BTreeSet<&str> = found.lines().filter_map(|line| line.split('\t').next()).collect();
    let data = Data::from(built_in::atlas());
    let with_period = data.records().filter(|record| record.period().is_some());
    let expected: BTreeSet<&str> = with_period.map(|record| record.id().as_str()).collect();
    assert_eq!(ids, expected);
    let of_other = printed(&["find", "reflection period"]);
    assert!(!of_other.contains("member/unifem"), "the period of a longer entry is another:\n{of_other}");
}

#[test]
fn the_sorts_and_languages_of_names_are_found_as_words() {
    for (typed, right) in [
        ("later name", "member/dpko"),
        ("former name", "member/unfpa"),
        ("formerly DPKO", "member/dpko"),
        ("official name", "member/interpol"),
        ("French name", "member/ilo"),
        ("names in Spanish", "member/ilo"),
    ] {
        assert_eq!(first(typed), right, "{typed}");
    }
    assert!(!stdout(&deck_icatlas(&["find", "former name"])).starts_with("member/"), "no member has one there");
}

#[test]
fn the_numbers_of_the_articles_on_a_gap_are_whole_in_narrow_windows() {
    let data = Data::from(built_in::atlas());
    let gaps: Vec<_> = data.of_kind(Kind::Gap).collect();
    let mut told = 0;
    for (width, height) in [(40, 12), (60, 20), (69, 40)] {
        let mut model = Model::new(built_in::atlas(), width, height);
        press(&mut model, "x");
        for gap in &gaps {
            let frame = frame(&model);
            let below = frame.lines().skip_while(|line| !line.starts_with('─')).collect::<Vec<_>>().join(" ");
            let below = unwrapped(&below);
            for article in data.of_kind(Kind::Article) {
                for link in article.links().filter(|link| link.relation == Relation::BearsOn && link.to == *gap.id()) {
                    let cited = short_article(article, link.paragraph(), 100);
                    let number = cited.split_once(", ").unwrap().1;
                    assert!(below.contains(number), "{number} on {} at {width}x{height}\n{frame}", gap.id());
                    told += 1;
                }
            }
            press(&mut model, "j");
        }
    }
    assert!(told > 3 * gaps.len());
}
