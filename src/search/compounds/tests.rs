use super::*;
use crate::atlas::{Atlas, Data};

struct Words;

impl Spelling for Words {
    fn is_one(&self, word: &str) -> bool {
        ["cooperation", "nonpunishment", "aboutside"].contains(&word)
    }

    fn is_in_data(&self, word: &str) -> bool {
        self.is_one(word)
    }

    fn is_in_text(&self, word: &str) -> bool {
        word != "aboutside"
    }

    fn is_entry(&self, word: &str) -> bool {
        ["nonpunishment", "lawenforcement", "fieldpaper"].contains(&word)
    }

    fn knows(&self, word: &str) -> bool {
        let known = ["cooperation", "law", "enforcement", "pre", "trial", "side", "event", "then", "work", "force"];
        known.contains(&word) || ["states", "men", "field", "paper"].contains(&word)
    }

    fn stands_apart(&self, word: &str) -> Option<Vec<String>> {
        let words = [["co", "operation"], ["side", "event"]];
        words.into_iter().find(|words| words.concat() == word).map(|words| words.map(str::to_owned).to_vec())
    }

    fn stand_together(&self, words: &[String]) -> bool {
        words == ["9", "4"]
    }

    fn compound(&self, word: &str) -> Option<Vec<String>> {
        (word == "nonun").then(|| ["non", "un"].map(str::to_owned).to_vec())
    }

    fn is_near(&self, word: &str) -> bool {
        word == "proceding"
    }

    fn is_abbreviation(&self, word: &str) -> bool {
        word == "nap"
    }
}

fn spelled(typed: &str) -> Vec<Term> {
    as_spelled(&Query::new(typed, &Data::from(Atlas::frozen())), &Words).terms
}

fn terms(typed: &str) -> Vec<String> {
    spelled(typed).into_iter().map(|term| term.typed).collect()
}

#[test]
fn a_word_is_one_term_however_it_is_written() {
    let choices = |typed: &str| spelled(typed).remove(0).choices;
    for typed in ["co-operation of", "Co operation of", "cooperation of"] {
        assert_eq!(terms(typed).len(), 2, "{typed}");
        assert_eq!(choices(typed), choices("co-operation"), "{typed}");
    }
}

#[test]
fn words_apart_are_terms_however_they_are_written() {
    for typed in ["Law-Enforcement", "LawEnforcement", "Law Enforcement"] {
        assert_eq!(terms(typed), ["Law", "Enforcement"], "{typed}");
    }
    assert_eq!(terms("sideevent"), ["side", "event"]);
    assert_eq!(terms("law-"), ["law-"]);
    assert_eq!(terms("law-spouse"), ["law", "spouse"]);
}

#[test]
fn an_ordinary_word_is_one_term_though_the_data_may_have_its_parts() {
    for typed in ["childcare", "child-care", "Child care"] {
        assert_eq!(terms(typed), [typed]);
        assert_eq!(spelled(typed).remove(0).choices, [Pattern::Loose("childcare".to_owned())], "{typed}");
    }
    assert_eq!(terms("side then"), ["side", "then"], "no ordinary word together");
    assert_eq!(terms("side law"), ["side", "law"], "nor these");
    assert_eq!(terms("in law"), ["in", "law"], "with a function word");
    assert_eq!(terms("about side"), ["about", "side"], "the words of an address");
    assert_eq!(terms("would-be"), ["would", "be"], "function words");
}

#[test]
fn words_that_are_known_are_joined_to_none_that_is_not() {
    for typed in ["work force", "work-force"] {
        assert_eq!(terms(typed), ["work", "force"], "{typed}");
    }
    assert_eq!(terms("workforce"), ["workforce"]);
    assert_eq!(terms("states men"), ["states", "men"], "no statesmen");
    assert_eq!(terms("field paper"), ["field", "paper"], "an entry");
}

#[test]
fn a_compound_within_an_entry_is_its_parts() {
    for typed in ["nonun", "non-un", "non un"] {
        assert_eq!(terms(typed), ["non", "un"], "{typed}");
    }
}

#[test]
fn a_prefix_is_a_term_only_beside_a_word_that_is_known() {
    for typed in ["inter event", "inter-event"] {
        assert_eq!(terms(typed), ["inter", "event"], "{typed}");
    }
    for typed in ["ex-spouse", "inter parliamentary", "inter-parliamentary", "interparliamentary"] {
        assert_eq!(terms(typed), [typed]);
    }
}

#[test]
fn a_word_is_taken_apart_only_where_its_parts_stand_together() {
    for typed in ["eventpaper", "pretrial", "interevent", "shortevent", "lawtrial"] {
        assert_eq!(terms(typed), [typed], "though its parts are known");
    }
}

#[test]
fn the_prefixes_are_sorted() {
    assert!(PREFIXES.is_sorted());
}

#[test]
fn the_plural_of_an_abbreviation_in_capitals_is_read_as_the_abbreviation() {
    let first = |typed: &str| spelled(typed).remove(0).choices;
    assert_eq!(first("NAPs"), first("nap"));
    assert_ne!(first("naps"), first("nap"), "what one takes in the afternoon");
}

#[test]
fn signs_letters_and_figures_are_left_as_they_are() {
    for typed in ["e-mail", "64-293", "!law-enforcement", "law-enforcement|police", "\"law-enforcement\""] {
        assert_eq!(terms(typed).len(), 1, "{typed}");
    }
}

#[test]
fn there_are_never_more_terms_than_a_query_may_have() {
    let typed = "law-enforcement ".repeat(MOST_WORDS);
    assert_eq!(terms(&typed).len(), MOST_WORDS);
}
