//! The rules for a word that is still being typed, by examples from the frozen data.

use super::{found, searcher};

#[test]
fn the_first_letter_of_a_further_word_changes_no_hit() {
    for letter in ["d", "p", "v"] {
        assert_eq!(found(&format!("trafficking in {letter}")), found("trafficking "), "{letter}");
    }
    assert_ne!(found("trafficking in pe"), found("trafficking "));
    assert_ne!(found("p"), found(""), "alone it counts");
    assert_ne!(found("trafficking !p"), found("trafficking "), "and so it does to exclude");
    assert_ne!(found("resolution 6"), found("resolution "), "a figure does");
}

#[test]
fn per_is_the_beginning_of_persons() {
    assert_eq!(found("trafficking in per"), found("trafficking in pers"));
}

#[test]
fn an_unfinished_word_finds_all_forms_of_the_only_word_that_it_may_become() {
    let (begun, typed) = (found("reducin"), found("reducing"));
    assert_eq!(begun.len(), typed.len());
    assert!(begun.contains(&"rec/prevention/1".to_owned()), "“reduce”");
    assert!(!found("reducin ").contains(&"rec/prevention/1".to_owned()), "finished it is no word");
}

#[test]
fn a_beginning_of_one_letter_is_near_nothing() {
    let searcher = searcher();
    let nearness = |typed: &str| -> Vec<Option<u8>> {
        searcher.search(&searcher.query(typed), 9).hits.iter().map(|hit| hit.nearness).collect()
    };
    // Finished, since it would be passed over while it is typed.
    let (of_letter, of_two) = (nearness("trafficking p "), nearness("trafficking pe "));
    assert!(
        !of_letter.is_empty() && of_letter.iter().all(Option::is_none),
        "so many words begin with it: {of_letter:?}"
    );
    assert!(of_two.iter().any(Option::is_some), "{of_two:?}");
    assert!(nearness("gap 1").iter().any(Option::is_some), "but a letter or figure that is a word");
}
