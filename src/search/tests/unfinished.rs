//! The rules for a word that is still being typed, by examples from the frozen data.

use super::found;

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
