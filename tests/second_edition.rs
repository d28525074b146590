//! The second edition of the built-in data, which is the default: what became of the organizations of the deck, and what was added since.

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;

use common::frames::{press, type_in};
use common::screens::frame;
use common::{built_in_icatlas, deck_icatlas, stderr, stdout};
use icatlas::app::Model;
use icatlas::atlas::{Data, Date, Filter, Kind, Link, Membership, Relation, SYMBOL, Statement, VisibleRecord};
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
fn a_former_member_says_what_became_of_it_and_cites_it() {
    for member in ["member/unifem", "member/undaw"] {
        let fate = "Succeeded by UN Women, 2 July 2010; member until January 2011";
        for day in [&[][..], &["--as-of", "2011-06"]] {
            let page = unwrapped(&printed(&[&["show", member], day].concat()));
            let first = format!("verbatim, ICAT deck {fate} GA/10959, read in November 2026, paraphrase “");
            assert!(page.contains(&first), "{page}");
            assert_eq!(page.matches("Succeeded by").count(), 1, "{page}");
            assert!(page.contains("Period until January 2011"), "{page}");
        }
        for day in ["2011-01", "2010-12-31"] {
            let before = unwrapped(&printed(&["show", member, "--as-of", day]));
            assert!(!before.contains("Succeeded") && !before.contains("ember until January"), "{before}");
        }
        // UN Women is named among the members from June 2011 on.
        let between = unwrapped(&printed(&["show", member, "--as-of", "2011-02"]));
        assert!(between.contains("verbatim, ICAT deck Member until January 2011 “"), "{between}");
        let quoted = printed(&["cite", "--quote", member]);
        let second = quoted.lines().nth(1).unwrap();
        let from = "(United Nations, Press release on the creation of UN Women, GA/10959, 2 July 2010";
        assert!(second.starts_with("Succeeded by United Nations Entity for") && second.contains(from), "{quoted}");
    }
    let today = unwrapped(&printed(&["show", "member/un-women"]));
    for part in ["Succeeded UNDAW “", "UNIFEM “"] {
        assert!(today.contains(part), "{today}");
    }
    assert!(!unwrapped(&stdout(&deck_icatlas(&["show", "member/unifem"]))).contains("Succeeded by"));
}

/// The ids of the members in each group of the pane, by the last part.
fn groups(as_of: Option<&str>) -> Vec<(Membership, String)> {
    let as_of = as_of.map(|day| Date::try_from(day).unwrap());
    let atlas = Arc::new(built_in::atlas());
    let data = Data::new(atlas, Filter { sources_only: false, as_of });
    let members = data.members();
    let groups = members.chunk_by(|(one, _), (other, _)| one == other);
    groups
        .map(|group| (group[0].0, group.iter().map(|(_, member)| member.leaf()).collect::<Vec<_>>().join(" ")))
        .collect()
}

#[test]
fn the_members_of_today_come_first_and_former_ones_last() {
    let expected = [
        (
            Membership::NamedSince(Date::try_from("2018").unwrap()),
            "unodc iom ilo unfpa unicef unhcr un-women icmpd osce cbss osrsg-vac oas",
        ),
        // The Toolkit names it among the Working Group.
        (Membership::LastNamed(Some(2016)), "ohchr"),
        // They took part in the meeting in Geneva of June 2011.
        (Membership::LastNamed(Some(2011)), "interpol unaids"),
        // Later sources tell of another name, and of one in another language; they call neither a member.
        (Membership::LastMember(2010), "dpko icao"),
        (Membership::LastNamed(Some(2010)), "undp unicri unesco world-bank"),
        (Membership::Former, "undaw unifem"),
    ];
    assert_eq!(groups(None), expected.map(|(group, members)| (group, members.to_owned())));
    // A day later than the edition's own is that one.
    assert_eq!(groups(Some("2030")), groups(None));
}

#[test]
fn no_heading_says_that_nothing_was_read_since_of_a_member_of_which_something_was() {
    let data = Data::from(built_in::atlas());
    let years = |text: &str| -> Vec<i32> {
        let words = text.split(|letter: char| !letter.is_ascii_digit()).filter(|word| word.len() == 4);
        words.map(|word| word.parse().unwrap()).filter(|year| (1990..2026).contains(year)).collect()
    };
    let year_of = |id| data.get(id).and_then(|record| record.date()).map(Date::year);
    let mut told = 0;
    for (standing, member) in data.members() {
        let Membership::LastNamed(Some(last)) = standing else { continue };
        // The dates on its page, and those of what it cites and is linked to.
        let page = printed(&["show", member.id().as_str()]);
        let of_names = member.names().filter_map(|name| year_of(&name.citation()?.document));
        let of_links = member.links().flat_map(|link| [year_of(&link.citation.document), year_of(&link.to)]).flatten();
        let newest = years(&page).into_iter().chain(of_names).chain(of_links).max();
        assert_eq!(newest.map(|newest| newest.max(last)), Some(last).filter(|_| newest.is_some()), "{page}");
        told += 1;
    }
    assert_eq!(told, 7);
    let mut model = Model::new(data, 80, 50);
    press(&mut model, "1 z");
    let pane = frame(&model);
    for heading in ["Named in 2016, nothing read since", "Named as members in 2010, not since"] {
        assert!(pane.contains(heading), "{pane}");
    }
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
fn who_chaired_in_a_year_is_found_first() {
    let data = Data::from(built_in::atlas());
    let mut chairs = std::collections::BTreeMap::<i32, BTreeSet<String>>::new();
    for member in data.of_kind(Kind::Member) {
        let years = member.links().filter(|link| link.relation == Relation::Chaired).filter_map(Link::period);
        for from in years.filter_map(|period| period.from) {
            chairs.entry(from.year()).or_default().insert(member.id().to_string());
        }
    }
    assert_eq!(chairs.keys().copied().collect::<Vec<_>>(), [2012, 2018, 2019, 2021, 2022, 2023, 2024]);
    for (year, chairs) in chairs {
        for question in ["who chaired", "chair", "who was chair in", "co-chairs", "who co-chaired", "présidence"] {
            let found = printed(&["find", question, &year.to_string()]);
            let ids = found.lines().map(|row| row.split('\t').next().unwrap().to_owned());
            assert_eq!(ids.take(chairs.len()).collect::<BTreeSet<_>>(), chairs, "{question} {year}: {found}");
        }
    }
}

#[test]
fn on_the_day_of_the_deck_the_members_are_the_deck_s_in_its_order() {
    let ids = printed(&["list", "member", "--as-of", "2010-10-20"]);
    let ids: Vec<_> = ids.lines().map(|line| line.split('\t').next().unwrap().trim_start_matches("member/")).collect();
    assert_eq!(groups(Some("2010-10-20")), [(Membership::Member, ids.join(" "))]);
    assert_eq!(ids.len(), 17);
    // Before the date since which the edition asks, only former members stand apart.
    let groups: Vec<_> = groups(Some("2012")).into_iter().map(|(group, _)| group).collect();
    assert_eq!(groups, [Membership::Member, Membership::Former]);
}

#[test]
fn lists_have_the_name_of_the_day_and_the_page_what_it_was_formerly() {
    let name = |day: &str| {
        let members = printed(&["list", "member", "--as-of", day]);
        members.lines().find(|row| row.starts_with("member/dpko\t")).unwrap().rsplit('\t').next().unwrap().to_owned()
    };
    let formerly = "DPO · Department of Peace Operations, formerly DPKO";
    for (day, expected) in [
        ("2010-10-20", "DPKO · Department for Peace Keeping Operations"),
        ("2018-12-31", "DPKO · Department for Peace Keeping Operations"),
        ("2019-01-01", formerly),
        ("2026-11-25", formerly),
    ] {
        assert_eq!(name(day), expected, "{day}");
    }
    let then = printed(&["show", "member/dpko", "--as-of", "2018"]);
    assert!(then.starts_with("DPKO, member of ICAT\n") && !then.contains("ormerly"), "{then}");
    let now = printed(&["show", "member/dpko"]);
    assert!(now.starts_with("DPO, member of ICAT\n"), "{now}");
    let told =
        "\n\nFormerly DPKO; Department of Peace Operations (DPO) from 1 January 2019\n  UN reform: Two new departments";
    assert!(now.contains(told) && now.matches("Department of Peace Operations").count() == 1, "{now}");
    assert!(now.contains("“Department for Peace Keeping Operations (DPKO)”"), "the words of the deck stay: {now}");
    for told in [&["cite", "--quote", "member/dpko"][..], &["export", "member/dpko", "--format", "markdown"]] {
        let told = printed(told);
        assert!(told.contains("\nFormerly DPKO; Department of Peace Operations (DPO) from 1 January 2019"), "{told}");
        assert!(told.contains("read in November 2026"), "{told}");
    }
    let members = printed(&["show", "body/icat"]);
    assert!(members.contains("\n  DPO  “Department of Peace Operations”\n"), "{members}");
}

#[test]
fn a_row_says_by_which_later_name_a_member_is_found_and_what_a_former_one_became() {
    let found = |query: &str| printed(&["find", query]);
    let dpo = "DPO · Department of Peace Operations, formerly DPKO";
    let in_the_source = format!("{dpo}; in the source: Department for Peace Keeping Operations (DPKO)");
    let queries = ["Department of Peace Operations", "DPO", "DPKO"].map(|query| (query, dpo));
    for (query, row) in queries.into_iter().chain([("keeping", &*in_the_source)]) {
        assert_eq!(found(query).lines().next().unwrap().rsplit('\t').next(), Some(row), "{query}");
    }
    let women = found("ONU Femmes");
    assert!(women.starts_with("member/un-women\t"), "{women}");
    for part in ["UNDAW · ", "UNIFEM · "] {
        let row = women.lines().find(|row| row.contains(part)).unwrap();
        assert!(row.ends_with(", until January 2011; succeeded by UN Women"), "{row}");
    }
    // Before the name is taken nothing says it.
    assert!(!printed(&["--as-of", "2012", "find", "peace operations"]).contains("DPO"));
    assert!(!stdout(&deck_icatlas(&["find", "peace operations"])).contains("DPO ·"));
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
fn the_overview_says_how_many_members_a_source_counts_if_the_sources_name_fewer() {
    let overview = |day: &str, width, height| {
        let as_of = Some(Date::try_from(day).unwrap());
        let data = Data::from(built_in::atlas()).filtered(Filter { sources_only: false, as_of });
        let mut model = Model::new(data, width, height);
        press(&mut model, "4 j j j j");
        frame(&model)
    };
    for (day, expected) in [
        ("2010-10-20", "MEMBERS           17 "),
        // Two had ended: the deck names all of its seventeen.
        ("2011-03", "MEMBERS           15 "),
        ("2012-01", "MEMBERS           16 "),
        ("2018-05-01", "MEMBERS           17 "),
        ("2018-10-04", "MEMBERS     18 of 23 "),
        ("2021-07", "MEMBERS     19 of 30 "),
        ("2024", "MEMBERS     21 of 31 "),
    ] {
        assert!(overview(day, 120, 40).contains(expected), "{day}: {}", overview(day, 120, 40));
    }
    let after = unwrapped(&overview("2011-03", 80, 24).replace('│', ""));
    assert!(after.contains(" 15 members of ICAT that the sources read name. UNODC"), "{after}");
    let then = overview("2021-07", 80, 24);
    assert!(then.contains("Members       19 named by the sources read; nearly 30 in all in July 2021"), "{then}");
    let limit = "There were nearly 30 in July 2021; the sources read name only some of them.";
    assert!(unwrapped(&then.replace('│', "")).contains(limit), "{then}");
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
fn the_sorts_and_languages_of_names_are_found_as_words() {
    for (typed, right) in [
        ("later name", "member/dpko"),
        ("former name", "member/unfpa"),
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
