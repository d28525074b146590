//! Other forms of a word, and other words of its family. Over the edition of 2026, which has more of them.

use icatlas::atlas::{RecordId, Text};

use super::*;

/// Whether the texts of a record have a word as it stands.
fn has_word(id: &str, word: &str) -> bool {
    let record = TODAY.data().get(&RecordId::try_from(id).unwrap()).unwrap();
    let title = record.title().paragraphs.iter().map(Text::as_str);
    let text = record.text().into_iter().flat_map(|text| &text.paragraphs).map(Text::as_str);
    title.chain(text).any(|text| text.to_lowercase().contains(word))
}

#[test]
fn a_plural_or_singular_comes_before_other_words_of_the_family() {
    for (typed, form) in [("trafficker", "traffickers"), ("slaves", "slave trade")] {
        let found = found_in_2026(typed);
        assert!(has_word(&found[0], form), "{typed}: {found:?}");
        assert!(found.iter().any(|id| !has_word(id, form)), "{typed}: others of the family are found, too");
    }
}

#[test]
fn a_word_is_no_form_of_one_that_only_begins_so() {
    let found = found_in_2026("refuge");
    assert!(!found.contains(&"member/unhcr".to_owned()), "{found:?}");
    assert_eq!(found_in_2026("refugee")[0], "member/unhcr");
}
