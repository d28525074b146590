//! A joiner belongs to the spelling of a text between letters that join, and nowhere else: compared with Unicode's own
//! tables.

use std::collections::{HashMap, HashSet};

use icatlas::atlas::Text;
use icatlas::atlas::text::{is_joiner, printable};
use icu_properties::CodePointMapData;
use icu_properties::props::{CanonicalCombiningClass, GeneralCategory, GeneralCategoryGroup, JoiningType, Script};

#[test]
fn joiners_are_spelling_only_between_letters_that_join() {
    for text in [
        "می\u{200C}خواهم",
        "ක්\u{200D}ර",
        "क्\u{200D}ष",
        "ന്\u{200D}റ",
        "ᠠ\u{200D}ᠡ",
        "हिं\u{200C}दी",
        // A half letter at the end of a word; and before its virama the ra of Bengali, Assamese and Kannada.
        "അവന്\u{200D}",
        "അവന്\u{200D} വ",
        "র\u{200D}\u{9CD}যাব",
        "ৰ\u{200D}\u{9CD}য",
        "ರ\u{200D}\u{CCD}ಕ",
        "ꡀ\u{200C}ꡁ",
        "مـ\u{200D}ـم",
    ] {
        assert!(Text::try_from(text.to_owned()).is_ok(), "{text:?}");
        assert_eq!(printable(text), text);
    }
    for text in [
        "a\u{200C}b",
        "a\u{200D}b",
        "می\u{200C}",
        "\u{200C}می",
        "می\u{200C} خواهم",
        "می\u{200C}\u{200C}خ",
        "1\u{200D}2",
        "人\u{200C}口",
        "a\u{94D}\u{200D}",
        "a\u{94D}\u{200C}b",
        "क\u{94D}\u{200C}b",
        "क\u{94D}\u{200C}",
        "क\u{200D}\u{94D}य",
        "র\u{200D}\u{9CD}",
        "র\u{200C}\u{9CD}য",
        "\u{94D}\u{200D}",
        "👩\u{200D}💻",
        "❤\u{FE0F}",
    ] {
        assert!(Text::try_from(text.to_owned()).is_err(), "{text:?}");
        assert!(!printable(text).contains(is_joiner), "{text:?}");
    }
    let script = CodePointMapData::<Script>::new();
    let category = CodePointMapData::<GeneralCategory>::new();
    let scripts = scripts_that_join();
    let mut served = HashSet::new();
    for letter in '\0'..=char::MAX {
        if Text::try_from(format!("{letter}\u{200D}{letter}")).is_ok() {
            // Some signs are common to several scripts, as the line that stretches Arabic words.
            let is_common = [Script::Common, Script::Inherited].contains(&script.get(letter));
            assert!(is_common || scripts.contains(&script.get(letter)), "U+{:04X}", u32::from(letter));
            served.insert(script.get(letter));
        }
    }
    for living in [
        Script::Arabic,
        Script::Syriac,
        Script::Nko,
        Script::Mongolian,
        Script::Adlam,
        Script::HanifiRohingya,
        Script::Devanagari,
        Script::Bengali,
        Script::Gurmukhi,
        Script::Gujarati,
        Script::Oriya,
        Script::Tamil,
        Script::Telugu,
        Script::Kannada,
        Script::Malayalam,
        Script::Sinhala,
        Script::Myanmar,
        Script::Khmer,
        Script::Balinese,
    ] {
        assert!(served.contains(&living), "{living:?}");
    }
    let sinhala = ('\u{D80}'..='\u{DFF}').filter(|letter| category.get(*letter) == GeneralCategory::OtherLetter);
    for letter in sinhala {
        assert!(Text::try_from(format!("ක්\u{200D}{letter}")).is_ok(), "{letter}");
    }
}

/// A script joins if one of its letters joins the next one, or if one of its marks takes the vowel away.
fn scripts_that_join() -> HashSet<Script> {
    let script = CodePointMapData::<Script>::new();
    let joining = CodePointMapData::<JoiningType>::new();
    let class = CodePointMapData::<CanonicalCombiningClass>::new();
    let joins = |character: &char| {
        let is_mark = class.get(*character) == CanonicalCombiningClass::Virama;
        is_mark
            || [JoiningType::DualJoining, JoiningType::LeftJoining, JoiningType::RightJoining]
                .contains(&joining.get(*character))
    };
    ('\0'..=char::MAX).filter(joins).map(|character| script.get(character)).collect()
}

/// The letters of each script, but for those that are common to several.
fn letters_by_script() -> HashMap<Script, Vec<char>> {
    let (script, category) = (CodePointMapData::<Script>::new(), CodePointMapData::<GeneralCategory>::new());
    let mut letters = HashMap::<Script, Vec<char>>::new();
    let is_letter = |letter: &char| GeneralCategoryGroup::Letter.contains(category.get(*letter));
    for letter in ('\0'..=char::MAX).filter(is_letter) {
        letters.entry(script.get(letter)).or_default().push(letter);
    }
    letters.retain(|script, _| ![Script::Common, Script::Inherited].contains(script));
    letters
}

fn assert_spelling(text: &str) {
    assert!(Text::try_from(text.to_owned()).is_ok(), "{text:?}");
}

#[test]
fn a_joiner_is_accepted_between_letters_that_join() {
    // Rule A1 of Unicode's annex 31, with marks on either side and without.
    let joining = CodePointMapData::<JoiningType>::new();
    let of_type = |letters: &[char], types: [JoiningType; 2]| -> Vec<char> {
        letters.iter().copied().filter(|letter| types.contains(&joining.get(*letter))).collect()
    };
    for letters in letters_by_script().values() {
        let joined_behind = of_type(letters, [JoiningType::DualJoining, JoiningType::LeftJoining]);
        let joined_before = of_type(letters, [JoiningType::DualJoining, JoiningType::RightJoining]);
        for first in &joined_behind {
            for second in &joined_before {
                assert_spelling(&format!("{first}\u{200C}{second}"));
            }
            for second in joined_before.iter().take(1) {
                assert_spelling(&format!("{first}\u{301}\u{200C}\u{301}{second}"));
            }
        }
    }
}

#[test]
fn a_joiner_is_accepted_after_every_virama() {
    // Rules A2 and B of the same; each virama of a script with each of its letters on either side.
    let (script, class) = (CodePointMapData::<Script>::new(), CodePointMapData::<CanonicalCombiningClass>::new());
    let letters = letters_by_script();
    let viramas = ('\0'..=char::MAX).filter(|mark| class.get(*mark) == CanonicalCombiningClass::Virama);
    let mut scripts = 0;
    for virama in viramas {
        let Some(letters) = letters.get(&script.get(virama)) else { continue };
        scripts += 1;
        for pair in letters.windows(2).chain([&[letters[0], letters[letters.len() - 1]][..]]) {
            let (first, second) = (pair[0], pair[1]);
            for text in [
                format!("{first}{virama}\u{200C}{second}"),
                format!("{second}{virama}\u{200D}{first}"),
                format!("{first}{virama}\u{200D}"),
                format!("{first}{virama}\u{200D} {second}"),
            ] {
                assert_spelling(&text);
            }
        }
    }
    assert!(scripts > 40, "{scripts}");
}

#[test]
fn a_joiner_next_to_a_letter_that_does_not_join_is_refused() {
    let joining = scripts_that_join();
    let letters = letters_by_script();
    let first_and_last = |(_, letters): (&Script, &Vec<char>)| [letters[0], letters[letters.len() - 1]];
    let others: Vec<char> =
        letters.iter().filter(|(script, _)| !joining.contains(script)).flat_map(first_and_last).collect();
    assert!(others.len() > 100, "{}", others.len());
    for letter in letters.iter().flat_map(first_and_last) {
        for other in &others {
            for joiner in ['\u{200C}', '\u{200D}'] {
                for text in [format!("{letter}{joiner}{other}"), format!("{other}{joiner}{letter}")] {
                    assert!(Text::try_from(text.clone()).is_err(), "{text:?}");
                }
                for virama in ['\u{94D}', '\u{D4D}', '\u{1039}'] {
                    for text in [format!("{other}{virama}{joiner}"), format!("{other}{virama}{joiner}{letter}")] {
                        assert!(Text::try_from(text.clone()).is_err(), "{text:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_joiner_next_to_a_character_of_several_scripts_is_refused() {
    for letter in ['\u{628}', '\u{915}', '\u{1820}'] {
        // The modifier letter prime, and a digit and a comma that several scripts share.
        for other in ['\u{2B9}', '\u{966}', '\u{60C}'] {
            for joiner in ['\u{200C}', '\u{200D}'] {
                for text in [
                    format!("{letter}{joiner}{other}"),
                    format!("{other}{joiner}{letter}"),
                    format!("{other}{joiner}{other}"),
                ] {
                    assert!(Text::try_from(text.clone()).is_err(), "{text:?}");
                }
            }
        }
    }
}
