//! The characters that a text may contain, compared with Unicode's own tables; and data that contains others.

mod common;

use std::collections::{HashMap, HashSet};
use std::fs;

use common::bad::{assert_reported, edit, location, reported};
use common::pty::Session;
use common::texts::pins_of;
use common::{copy, icatlas, icatlas_with, stderr, stdout};
use icatlas::atlas::Text;
use icatlas::atlas::text::{hazard, is_joiner, printable};
use icu_properties::props::{
    BidiControl, CanonicalCombiningClass, DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup,
    JoiningType, NoncharacterCodePoint, PrependedConcatenationMark, Script,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use tempfile::TempDir;

/// Characters that look like a space but are not of the category of spaces. No property of Unicode lists them.
const BLANKS: [char; 5] = ['\u{2800}', '\u{16FE4}', '\u{13441}', '\u{13442}', '\u{1D159}'];

#[test]
fn the_hazards_are_the_invisible_and_unassigned_characters_of_unicode() {
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let none = CodePointSetData::new::<NoncharacterCodePoint>();
    let reversing = CodePointSetData::new::<BidiControl>();
    let over_numbers = CodePointSetData::new::<PrependedConcatenationMark>();
    let category = CodePointMapData::<GeneralCategory>::new();
    for character in '\0'..=char::MAX {
        let unfit = match category.get(character) {
            GeneralCategory::Control
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned => true,
            GeneralCategory::Format => !over_numbers.contains(character),
            _ => {
                ignorable.contains(character)
                    || none.contains(character)
                    || reversing.contains(character)
                    || BLANKS.contains(&character)
            }
        };
        assert_eq!(hazard(character).is_some(), unfit, "U+{:04X}", u32::from(character));
    }
}

#[test]
fn spaces_of_every_width_are_spaces() {
    for space in ['\u{A0}', '\u{2007}', '\u{2009}', '\u{202F}', '\u{3000}'] {
        assert!(Text::try_from(format!("a{space}b")).is_ok(), "{space:?}");
    }
}

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

/// One hazard of each sort that only data of the first format may contain.
const REFUSED_LATER: [(char, &str); 8] = [
    ('\u{FFF0}', "an invisible character"),
    ('\u{E0080}', "an invisible character"),
    ('\u{1BCA0}', "an invisible character"),
    ('\u{2800}', "a blank that is not a space"),
    ('\u{E000}', "a private-use character"),
    ('\u{FDD0}', "a noncharacter"),
    ('\u{10FFFF}', "a noncharacter"),
    ('\u{378}', "a character that Unicode does not know"),
];

/// The frozen data with this character in one of its texts.
fn data_with(letters: &str, format: u32) -> TempDir {
    let folder = copy();
    edit(&folder, "gaps.ron", "Large impunity", &format!("Large im{letters}punity"));
    edit(&folder, "edition.ron", "schema: 2", &format!("schema: {format}"));
    folder
}

#[test]
fn data_of_the_newest_format_with_a_hazard_is_refused() {
    for (character, name) in REFUSED_LATER {
        let code_point = format!("U+{:04X}", u32::from(character));
        let folder = data_with(&character.to_string(), 2);
        let at = location(&folder, "gaps.ron", &character.to_string());
        assert_reported(
            &folder,
            &format!("gaps.ron:{at}"),
            &format!("the text holds {code_point}, {name}: remove it\n"),
        );
        let escaped = data_with(&format!("\\u{{{:x}}}", u32::from(character)), 2);
        assert!(reported(escaped.path()).contains(&format!("the text holds {code_point}, {name}: remove it\n")));
    }
    // In any text, but not in a comment.
    for (file, text, unfit) in [
        ("synonyms.ron", "\"cop\"", "\"c\u{2800}op\""),
        ("crosswalk.ron", "reason: \"", "reason: \"x\u{2800}"),
        ("edition.ron", "2010-deck", "2010\u{2800}deck"),
        ("members.ron", "\"UNODC\"", "\"UN\u{2800}ODC\""),
    ] {
        let folder = copy();
        edit(&folder, file, text, unfit);
        assert!(reported(folder.path()).contains("the text holds U+2800, a blank"), "{file}");
    }
    let folder = copy();
    edit(&folder, "gaps.ron", "// The", "// \u{2800} \\u The");
    assert_eq!(icatlas(&["check", folder.path().to_str().unwrap()]).status.code(), Some(0));
}

#[test]
fn data_of_the_first_format_with_a_hazard_is_read_with_a_warning() {
    for (character, name) in REFUSED_LATER {
        let folder = data_with(&character.to_string(), 1);
        let path = folder.path().to_str().unwrap();
        let at = location(&folder, "gaps.ron", &character.to_string());
        for check in [icatlas(&["check", path]), icatlas(&["--data", path, "check"])] {
            assert_eq!(check.status.code(), Some(0));
            assert!(stdout(&check).contains("83 records, no problems"));
            let reported = stderr(&check);
            let what = format!(
                "icatlas: {path}/gaps.ron:{at}: the text holds U+{:04X}, {name}: remove it\n",
                u32::from(character)
            );
            assert!(reported.starts_with(&what) && reported.ends_with("\n1 warning in the data\n"), "{reported}");
            assert!(!reported.contains(character), "echoed raw");
        }
        // Commands other than `check` print no warning: a reader of the data cannot correct it.
        let shown = icatlas(&["--data", path, "show", "gap/prosecution/1"]);
        assert_eq!((shown.status.code(), stderr(&shown)), (Some(0), String::new()));
    }
    let sound = data_with("", 1);
    let check = icatlas(&["check", sound.path().to_str().unwrap()]);
    assert_eq!((check.status.code(), stderr(&check)), (Some(0), String::new()));
}

#[test]
fn several_unfit_characters_of_a_text_are_one_problem_with_their_number() {
    for (letters, what) in [
        (
            "\u{2800}\u{E000}",
            "the text holds U+2800, a blank that is not a space, and 1 more unfit character: remove them\n",
        ),
        (
            "\u{7}\u{200B}\u{202E}",
            "the text holds U+0007, a control character, and 2 more unfit characters: remove them\n",
        ),
        ("\u{200B}", "the text holds U+200B, an invisible character: remove it\n"),
    ] {
        let folder = data_with(letters, 2);
        let first = letters.chars().next().unwrap().to_string();
        let at = location(&folder, "gaps.ron", &first);
        assert_reported(&folder, &format!("gaps.ron:{at}"), what);
    }
    let folder = data_with("\u{2800}\u{E000}", 1);
    let reported = stderr(&icatlas(&["check", folder.path().to_str().unwrap()]));
    assert!(
        reported.contains("and 1 more unfit character: remove them\n")
            && reported.ends_with("\n1 warning in the data\n"),
        "{reported}"
    );
}

#[test]
fn the_first_format_still_refuses_what_it_refused() {
    for character in ['\u{200B}', '\u{202E}', '\u{FE0F}', '\u{3164}', '\u{7F}'] {
        assert!(reported(data_with(&character.to_string(), 1).path()).contains("the text holds U+"), "{character:?}");
    }
}

#[test]
fn pins_with_hazards_are_still_read() {
    let letters: String = REFUSED_LATER.iter().map(|(character, _)| *character).collect();
    let text = format!("x{letters}y");
    let state = pins_of(&[("gap/prosecution/1".to_owned(), text.clone(), text.clone())]);
    let pins = icatlas_with(&["export", "--pins"], &[("XDG_STATE_HOME", state.path())]);
    assert_eq!(stderr(&pins), "");
    assert!(stdout(&pins).contains(&text));
    assert_eq!(fs::read_dir(state.path().join("icatlas")).unwrap().count(), 1, "set aside");
}

#[test]
fn no_hazard_reaches_the_terminal_and_frames_stay_whole() {
    let opened = |letters: &str| {
        let folder = data_with(letters, 1);
        let session = Session::icatlas(&["--data", folder.path().to_str().unwrap(), "gap/prosecution/1"], 100, 30);
        session.wait_for_text("Large im");
        (session, folder)
    };
    // Characters without a width are left out; the others become question marks.
    for (letters, shown) in [
        ("\u{FFF0}", ""),
        ("\u{E0080}", ""),
        ("\u{E000}", "?"),
        ("\u{378}", "?"),
        ("\u{2800}", "?"),
        ("e\u{301}\u{E000}\u{FFF0}", "e\u{301}?"),
        ("\u{2FFFD}", "??"),
        ("\u{F0000}x\u{3FFFD}", "?x??"),
    ] {
        let (reference, _data) = opened(shown);
        let (session, _data) = opened(letters);
        session.wait_for(&format!("a whole frame with {letters:?}"), |screen| {
            let screen = screen.contents();
            screen.contains("† our judgement")
                && screen.contains("protection measures")
                && screen == reference.contents()
        });
        let sent = String::from_utf8(session.bytes()).unwrap();
        let unfit = |character| !"\u{1b}\r\n".contains(character) && hazard(character).is_some();
        assert!(!sent.contains(unfit), "{letters:?} was sent");
    }
}
