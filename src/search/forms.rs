//! Other forms of an English word: `reducing` for `reduce`, `policy` for `policies`.
//!
//! Only the endings of regular nouns and verbs. Irregular forms (`children`, `sought`) and derived words (`reduction`)
//! are not covered.

/// Sets of interchangeable endings: those of `protect`, of `reduce` and of `policy`.
const ENDINGS: [&[&str]; 3] = [&["", "s", "es", "ed", "ing"], &["e", "es", "ed", "ing"], &["y", "ies", "ied", "ying"]];

/// Shortest stem, in letters; a shorter one is shared by unrelated words.
const SHORTEST_STEM: usize = 3;

/// The ends of words that have their plural or third person in -es.
const AFTER_WHICH_ES: [&str; 6] = ["s", "x", "z", "ch", "sh", "o"];

/// A noun that would have a form of another word: `united` is one of `unite`, and in the name of half of the organizations.
const NOUN: &str = "unit";
const NOUN_ENDINGS: [&str; 2] = ["", "s"];

/// Words that look like a form of another and are a word of their own: of “new”, “good”, “aid” and of “bore”, which bears.
const NO_FORMS: [&str; 5] = ["news", "goods", "aids", "bored", "boring"];

/// The possible forms of a folded word, sorted, except itself. Not all of them exist.
pub(super) fn forms(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for endings in ENDINGS {
        let is_whole = endings.contains(&"");
        for (ending, stem) in endings.iter().filter_map(|ending| Some((*ending, word.strip_suffix(ending)?))) {
            // `plann-ing`, but not `tell`.
            let undoubled = undoubled(stem).filter(|_| matches!(ending, "ed" | "ing"));
            for stem in [Some(stem), undoubled].into_iter().flatten() {
                let is_noun = stem == NOUN && is_whole;
                let may_have = |ending: &str| may_have(stem, ending, is_whole);
                if is_noun && NOUN_ENDINGS.contains(&ending) {
                    forms.extend(NOUN_ENDINGS.map(|ending| format!("{stem}{ending}")));
                }
                if !is_noun && stem.chars().count() >= SHORTEST_STEM && may_have(ending) {
                    let endings = endings.iter().filter(|ending| may_have(ending));
                    forms.extend(endings.map(|ending| format!("{stem}{ending}")));
                    if is_whole && let Some(last) = stem.chars().next_back().filter(|last| is_consonant(*last)) {
                        forms.extend(["ed", "ing"].map(|ending| format!("{stem}{last}{ending}")));
                    }
                }
            }
        }
    }
    let has_none = NO_FORMS.contains(&word);
    forms.retain(|form| form != word && !has_none && !NO_FORMS.contains(&form.as_str()));
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Whether a stem can have an ending; it may be a whole word. “witness” is no plural of `witnes`, “refugees” is none of “refuge”, and
/// “states” none of `stat`.
fn may_have(stem: &str, ending: &str, is_whole: bool) -> bool {
    match ending {
        "s" => !stem.ends_with('s'),
        "es" if is_whole => AFTER_WHICH_ES.iter().any(|end| stem.ends_with(end)),
        "ed" if is_whole => !stem.ends_with('e'),
        _ => true,
    }
}

/// The stem without a doubled consonant at its end: `plan` of `plann-ing`.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let last = letters.next().filter(|last| is_consonant(*last))?;
    (letters.next() == Some(last)).then(|| &stem[..stem.len() - last.len_utf8()])
}

/// Whether a letter may be doubled before an ending.
fn is_consonant(letter: char) -> bool {
    !"aeiou".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regular_word_is_found_in_its_other_forms() {
        for (typed, form) in [
            ("reduce", "reducing"),
            ("reducing", "reduced"),
            ("victims", "victim"),
            ("trafficked", "trafficking"),
            ("policies", "policy"),
            ("identify", "identified"),
            ("planning", "plan"),
            ("planned", "planning"),
            ("drug", "drugs"),
            ("measure", "measures"),
            ("plan", "planning"),
            ("plans", "planned"),
            ("protect", "protecting"),
        ] {
            assert!(forms(typed).contains(&form.to_owned()), "{typed}: {:?}", forms(typed));
        }
    }

    #[test]
    fn a_unit_is_not_united() {
        assert_eq!(forms("unit"), ["units"]);
        assert!(forms("units").contains(&"unit".to_owned()) && !forms("units").contains(&"united".to_owned()));
        assert!(forms("unite").contains(&"united".to_owned()) && !forms("united").contains(&"unit".to_owned()));
    }

    #[test]
    fn news_and_goods_are_neither_new_nor_good() {
        for (word, other) in [("news", "new"), ("goods", "good"), ("aids", "aid"), ("news", "newing")] {
            assert!(!forms(word).contains(&other.to_owned()) && !forms(other).contains(&word.to_owned()), "{word}");
        }
        assert!(forms("aid").contains(&"aided".to_owned()));
    }

    #[test]
    fn an_ending_that_begins_with_e_does_not_follow_one() {
        assert!(!forms("refuge").contains(&"refugees".to_owned()) && !forms("refugees").contains(&"refuge".to_owned()));
        assert!(!forms("fill").contains(&"filles".to_owned()) && !forms("stats").contains(&"states".to_owned()));
        for (word, form) in [
            ("process", "processes"),
            ("refugees", "refugee"),
            ("agree", "agreed"),
            ("agree", "agreeing"),
            ("agreed", "agrees"),
        ] {
            assert!(forms(word).contains(&form.to_owned()), "{word}: {:?}", forms(word));
        }
    }

    #[test]
    fn a_word_is_no_form_of_itself() {
        assert!(["victim", "drugs", "identify"].iter().all(|word| !forms(word).contains(&(*word).to_owned())));
    }

    #[test]
    fn a_stem_must_be_long_enough_to_distinguish_words() {
        assert!(!forms("used").contains(&"us".to_owned()) && !forms("ring").contains(&"red".to_owned()));
        assert_eq!(forms("as"), [""; 0]);
        assert!(forms("laws").contains(&"law".to_owned()));
    }

    #[test]
    fn letters_of_every_script_count_as_letters() {
        assert!(!forms("жуs").contains(&"жу".to_owned()), "four bytes, two letters");
        let found = forms("жуковs");
        assert!(["жуков", "жуковed", "жуковing"].iter().all(|form| found.contains(&(*form).to_owned())));
        assert_eq!(
            forms("中文字字ing").first().map(String::as_str),
            Some("中文字"),
            "a letter before the ending left out"
        );
    }
}
