//! Entries of the vocabulary that are several words.

use super::*;

#[test]
fn an_entry_may_begin_with_an_elided_word() {
    for typed in ["d'où viennent les victimes", "d’où viennent les victimes"] {
        let remark = format!("“{typed}” also finds origin countries");
        assert_eq!(SEARCHER.search(&finished(typed), 1).plan.remarks(), [remark]);
    }
}

#[test]
fn a_word_of_exclusion_within_an_entry_gets_no_advice() {
    let remarks = |typed: &str| SEARCHER.search(&finished(typed), 1).plan.remarks().join("; ");
    for typed in
        ["without testifying", "sans réponse", "sin respuesta", "gaps without answer", "which gaps have no answer"]
    {
        assert!(!remarks(typed).contains("excludes nothing") && !found(&finished(typed)).is_empty(), "{typed}");
    }
    assert!(remarks("victims without police").contains("“without” excludes nothing: write “!police”"));
}

#[test]
fn a_word_of_a_longer_entry_is_no_entry_of_its_own() {
    for (typed, right, other) in [
        ("money laundering", "rec/partnership/3", "money"),
        ("terms of reference", "function/1", "reference"),
        ("ToR", "function/1", "reference"),
    ] {
        assert_eq!(found(&finished(typed))[0], right, "{typed}");
        assert_ne!(found(&finished(other))[0], right, "{other} alone is another entry");
    }
}

#[test]
fn an_entry_of_several_words_may_begin_or_end_in_another_form() {
    for (typed, entry) in [
        ("lesson learned", "lessons learned"),
        ("risks of trafficking", "risk of trafficking"),
        ("rule of procedure", "rules of procedure"),
        ("letter rogatory", "letters rogatory"),
        ("concept notes", "concept note"),
        ("correspondence tables", "correspondence table"),
        ("development banks", "development bank"),
        ("hidden populations", "hidden population"),
        ("policy paper", "policy papers"),
    ] {
        let of_entry = found(&finished(entry));
        assert!(!of_entry.is_empty(), "{entry}");
        assert_eq!(found(&finished(typed))[0], of_entry[0], "{typed}");
    }
}

#[test]
fn a_word_that_was_taken_apart_is_quoted_once() {
    let remarks = |typed: &str| SEARCHER.search(&finished(typed), 1).plan.remarks().join("; ");
    for typed in ["qu'est-ce que l'ICAT", "qu’est-ce que l’ICAT"] {
        assert_eq!(
            remarks(typed),
            format!("“{typed}” also finds Inter-Agency Coordination Group against Trafficking in Persons")
        );
    }
}
