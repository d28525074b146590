//! Families of words beyond the regular endings of `forms`: irregular forms (`women`), other spellings (`labor`) and
//! derived words (`prosecutor` of `prosecute`). For `planner`.
//!
//! The choice is our own. To extend it, add a line to `families.txt`, but never join words that only begin alike.

use super::fold::folded;
use super::forms::forms;
use super::function_words::is_function_word;
use super::plan::Closeness;

/// One family a line: its folded words, separated by blanks. The lines are sorted. A possessive loses its apostrophe
/// when it is folded (`children's`), so an irregular one is a word of its family.
const FAMILIES: &str = include_str!("families.txt");

/// Where each word of [`FAMILIES`] begins, in the order of the words. `build.rs` sorts them: to read the families themselves for the
/// dozen regular forms of a word would take 20 to 50 µs, and this takes 5.
#[cfg(common_words)]
#[allow(clippy::unreadable_literal, reason = "written by the build script")]
static STARTS: &[u16] = &include!(concat!(env!("OUT_DIR"), "/families.rs"));

/// The build script looks up no word.
#[cfg(not(common_words))]
static STARTS: &[u16] = &[];

/// The other words of the family of a folded word.
pub(super) fn family(folded: &str) -> impl Iterator<Item = &'static str> {
    line(folded).unwrap_or_default().split(' ').filter(move |word| !word.is_empty() && *word != folded)
}

/// The other forms of a folded word, except function words: those with regular endings, and those of its family or that of such a
/// form. Not all of them exist. A word that was typed as no English word ends (`unité`) has a plural or a singular as its only
/// regular form: it is none of `united`.
pub(super) fn all_forms(typed: &str, word: &str) -> Vec<String> {
    forms_with_closeness(typed, word).into_iter().map(|(form, _)| form).collect()
}

/// The same, each with how close it is: for `trafficker`, `traffickers` is closer than `trafficking`.
pub(super) fn forms_with_closeness(typed: &str, word: &str) -> Vec<(String, Closeness)> {
    let mut regular = forms(word);
    if ends_in_an_accent(typed) && folded(typed).concat() == word {
        regular.retain(|form| form.trim_end_matches('s') == word.trim_end_matches('s'));
    }
    // What the word is made of has a family, and not what might be made of it: “telling” says nothing of `tel`.
    let bases = regular.iter().map(String::as_str).filter(|form| form.len() <= word.len());
    let of_families: Vec<String> = std::iter::once(word).chain(bases).flat_map(family).map(str::to_owned).collect();
    let derived: Vec<String> = of_families.into_iter().filter(|form| !regular.contains(form)).collect();
    let regular = regular.into_iter().map(|form| (form, Closeness::Form));
    let mut all: Vec<_> = regular.chain(derived.into_iter().map(|form| (form, Closeness::Derived))).collect();
    all.retain(|(form, _)| form != word && !is_function_word(form));
    all
}

/// Whether the last letter but for `e` and `s` has an accent.
fn ends_in_an_accent(typed: &str) -> bool {
    let before_endings = typed.trim_end_matches(['e', 's']);
    before_endings.ends_with(|letter: char| letter.is_alphabetic() && !letter.is_ascii())
}

/// The line that has this word.
fn line(folded: &str) -> Option<&'static str> {
    let at = STARTS.binary_search_by(|start| word_at(*start).cmp(folded)).ok()?;
    let (before, rest) = FAMILIES.split_at(usize::from(*STARTS.get(at)?));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = rest.find('\n').map_or(FAMILIES.len(), |end| before.len() + end);
    Some(&FAMILIES[start..end])
}

/// The word that begins there.
fn word_at(start: u16) -> &'static str {
    FAMILIES[usize::from(start)..].split([' ', '\n']).next().unwrap_or_default()
}

/// [`STARTS`], for the build script. The families take less than 64 KiB; with more, the tests fail.
#[cfg(any(test, not(common_words)))]
pub fn starts() -> Vec<u16> {
    let separators = FAMILIES.match_indices([' ', '\n']).map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(separators).filter(|at| *at < FAMILIES.len());
    let mut starts: Vec<u16> = starts.map(|at| u16::try_from(at).unwrap_or(u16::MAX)).collect();
    starts.sort_unstable_by_key(|start| word_at(*start));
    starts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::fold;

    fn words() -> Vec<&'static str> {
        FAMILIES.split_whitespace().collect()
    }

    fn are_related(word: &str, other: &str) -> bool {
        family(word).any(|member| member == other)
    }

    #[test]
    fn each_line_is_a_family_of_folded_words_and_the_lines_are_sorted() {
        assert!(FAMILIES.lines().is_sorted_by(|before, after| before < after));
        assert!(FAMILIES.lines().all(|line| line.split(' ').count() > 1));
        for word in words() {
            assert_eq!(fold::words(word).into_iter().map(|word| word.folded).collect::<Vec<_>>(), [word]);
        }
    }

    #[test]
    fn the_program_holds_the_starts_of_all_words() {
        assert!(STARTS == starts() && starts().len() == words().len());
        assert!(FAMILIES.len() < usize::from(u16::MAX), "{}", FAMILIES.len());
    }

    #[test]
    fn a_word_is_in_one_family() {
        let mut words = words();
        words.sort_unstable();
        assert_eq!(words.windows(2).find(|pair| pair[0] == pair[1]), None);
    }

    #[test]
    fn a_word_leads_to_all_others_of_its_family_and_not_to_itself() {
        for line in FAMILIES.lines() {
            for word in line.split(' ') {
                let mut all: Vec<_> = family(word).chain([word]).collect();
                let mut expected: Vec<_> = line.split(' ').collect();
                all.sort_unstable();
                expected.sort_unstable();
                assert_eq!(all, expected, "{word}");
            }
        }
    }

    #[test]
    fn irregular_forms_spellings_and_derived_words_are_related() {
        for (word, other) in [
            ("women", "woman"),
            ("children", "childrens"),
            ("womens", "women"),
            ("sought", "seek"),
            ("lives", "life"),
            ("labor", "labour"),
            ("prosecutors", "prosecution"),
            ("migrants", "migration"),
            ("criteria", "criterion"),
            ("statutory", "statute"),
            ("ninas", "nino"),
            ("paises", "pais"),
            ("grew", "grown"),
            ("merger", "merged"),
            ("prioritisation", "prioritize"),
            ("best", "good"),
        ] {
            assert!(are_related(word, other) && are_related(other, word), "{word}, {other}");
        }
    }

    #[test]
    fn words_that_only_look_alike_are_not_related() {
        for (word, other) in [
            ("conviction", "convention"),
            ("convene", "convention"),
            ("prosecution", "persecution"),
            ("proceeds", "proceedings"),
            ("legal", "illegal"),
            ("organ", "organization"),
            ("organize", "organization"),
            ("identify", "identity"),
            ("find", "fund"),
            ("found", "founded"),
            ("lives", "gives"),
            ("policy", "police"),
            ("act", "action"),
            ("nation", "national"),
            ("state", "statement"),
            ("obligation", "obligatory"),
            ("trafficking", "retrafficking"),
            ("participate", "party"),
            ("punishment", "impunity"),
            ("basis", "bases"),
            ("cheque", "check"),
            ("new", "news"),
            ("part", "party"),
            ("section", "sector"),
            ("major", "majority"),
            ("general", "generate"),
            ("secretary", "secretariat"),
            ("commit", "commission"),
            ("person", "personnel"),
            ("object", "objective"),
            ("include", "inclusion"),
            ("initiate", "initiative"),
            ("measures", "measurement"),
            ("provisions", "provide"),
            ("services", "serve"),
            ("private", "privacy"),
            ("secure", "security"),
            ("transit", "transition"),
            ("workers", "work"),
            ("deposition", "depositary"),
            ("executive", "execution"),
            ("optional", "option"),
        ] {
            assert!(!are_related(word, other) && !are_related(other, word), "{word}, {other}");
        }
    }

    #[test]
    fn a_regular_form_is_closer_than_a_derived_word() {
        let closeness = |word: &str, form: &str| {
            let forms = forms_with_closeness(word, word);
            forms.into_iter().find(|(other, _)| other == form).map(|(_, closeness)| closeness)
        };
        assert_eq!(closeness("trafficker", "traffickers"), Some(Closeness::Form));
        assert_eq!(closeness("trafficker", "trafficking"), Some(Closeness::Derived));
        assert_eq!(closeness("woman", "women"), Some(Closeness::Derived));
        assert_eq!(closeness("trafficker", "traffic jam"), None);
    }

    proptest! {
        #[test]
        fn any_text_has_a_family_or_none(text in prop_oneof!["[a-z \n]{0,6}", any::<String>()]) {
            let is_listed = words().contains(&text.as_str());
            prop_assert_eq!(family(&text).next().is_some(), is_listed);
        }
    }
}
