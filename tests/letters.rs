//! The characters that a text may contain, compared with Unicode's own tables; and data that contains others.

mod common;

use std::fs;

use common::bad::{assert_reported, edit, location, reported};
use common::pty::Session;
use common::texts::pins_of;
use common::{copy, icatlas, icatlas_with, stderr, stdout};
use icatlas::atlas::Text;
use icatlas::atlas::text::hazard;
use icu_properties::props::{
    BidiControl, DefaultIgnorableCodePoint, GeneralCategory, NoncharacterCodePoint, PrependedConcatenationMark,
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
