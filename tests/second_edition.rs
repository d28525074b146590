//! The second edition of the built-in data: what became of the organizations of the deck, and what was added since.

mod common;

use common::{built_in_icatlas, stderr, stdout};
use serde_json::Value;

/// What icatlas prints over the second edition.
fn printed(arguments: &[&str]) -> String {
    let output = built_in_icatlas(&[&["--edition", "2026"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

/// The text without its line breaks.
fn unwrapped(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn it_has_no_problem_and_no_warning() {
    let output = built_in_icatlas(&["--edition", "2026", "check"]);
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
        let page = unwrapped(&printed(&["show", member]));
        let successor = "Succeeded by UN Women “United Nations Entity for Gender Equality and the Empowerment of Women”, \
                         2 July 2010 GA/10959, read in November 2026";
        assert!(page.contains(successor), "{page}");
        assert!(page.contains("Period until January 2011"), "{page}");
    }
    let today = unwrapped(&printed(&["show", "member/un-women"]));
    for part in ["Succeeded UNDAW “", "UNIFEM “"] {
        assert!(today.contains(part), "{today}");
    }
    assert!(!unwrapped(&stdout(&built_in_icatlas(&["show", "member/unifem"]))).contains("Succeeded by"));
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
        let found = printed(&["find", typed]);
        let first = found.split('\t').next().unwrap();
        assert!(right.contains(&first), "{typed}: {first}");
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
        let found = printed(&["find", typed]);
        assert_eq!(found.split('\t').next(), Some(right), "{typed}");
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
