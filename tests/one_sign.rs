//! One wrong character of a data file is one problem, reported at its location.

mod common;

use std::fs;
use std::path::Path;

use common::bad::{edit, reported};
use common::copy;
use icatlas::atlas::{Atlas, LoadError, Problems};

/// Characters with a meaning in RON, characters that no text contains, and two that most texts contain.
const SIGNS: [char; 14] = ['"', ',', ':', '(', ')', '[', ']', '\'', '\\', '/', '\u{7}', '\n', ' ', 'x'];

/// Every mistake is made at each offset that is a multiple of this. Prime, so that it keeps step with no pattern of the file.
const STEP: usize = 1201;

/// Lines between a missing bracket and the next record, where it is noticed.
const TO_THE_NEXT: usize = 3;

/// The problems of a folder, if it has any.
fn problems(folder: &Path) -> Option<Problems> {
    match Atlas::load(folder) {
        Ok(_) => None,
        Err(LoadError::Data(problems)) => Some(problems),
        Err(LoadError::Memory(short)) => panic!("{short}"),
    }
}

/// The texts in which the character at an offset is removed, doubled, replaced by each sign, or preceded by each sign.
fn mistakes(whole: &str, at: usize) -> Vec<String> {
    let (before, rest) = whole.split_at(at);
    let sign = rest.chars().next().unwrap();
    let behind = &rest[sign.len_utf8()..];
    let mut wrong = vec![[before, behind].concat(), format!("{before}{sign}{rest}")];
    for other in SIGNS {
        wrong.push(format!("{before}{other}{behind}"));
        wrong.push(format!("{before}{other}{rest}"));
    }
    wrong
}

#[test]
fn an_unfit_character_in_an_id_or_a_date_is_reported_once() {
    for character in ['\u{200b}', '\u{2800}', '\u{e000}', '\u{fdd0}', '\u{378}'] {
        for (file, beginning) in [
            ("gaps.ron", "gap/prevention"),
            ("contacts.ron", "member/"),
            ("events.ron", "2006-09"),
            ("members.ron", "event/"),
        ] {
            let folder = copy();
            edit(&folder, file, beginning, &format!("{beginning}{character}"));
            let reported = reported(folder.path());
            assert!(reported.ends_with("\n1 problem in the data\n"), "{file} {character:?}: {reported}");
        }
    }
}

#[test]
fn one_wrong_character_is_reported_once_and_at_its_location() {
    let names: Vec<_> = fs::read_dir(copy().path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    // Each file in a folder and a thread of its own.
    std::thread::scope(|scope| {
        for name in &names {
            scope.spawn(move || assert_all_told_once_in(Path::new(name)));
        }
    });
}

/// Makes mistakes all over one file of the data.
fn assert_all_told_once_in(name: &Path) {
    let folder = copy();
    let path = folder.path().join(name);
    let whole = fs::read_to_string(&path).unwrap();
    let data: usize = whole.lines().take_while(|line| line.starts_with("//")).map(|line| line.len() + 1).sum();
    let (signs, others): (Vec<_>, Vec<_>) =
        whole.char_indices().skip_while(|(at, _)| *at < data).partition(|(_, sign)| SIGNS[..7].contains(sign));
    let offsets = signs.iter().step_by(STEP / 5).chain(others.iter().step_by(STEP));
    for (at, sign) in offsets.copied() {
        let line = whole[..at].matches('\n').count() + 1;
        for (number, wrong) in mistakes(&whole, at).iter().enumerate() {
            fs::write(&path, wrong).unwrap();
            let Some(problems) = problems(folder.path()) else { continue };
            let reported = &problems.reported()[0];
            // A missing sign is noticed at the next record, an unclosed text where it begins.
            let last = if number == 0 && sign == '"' { line } else { line + TO_THE_NEXT };
            let is_here = Path::new(reported.file()) == path
                && reported.line_and_column().is_some_and(|(reported, _)| (line..=last).contains(&reported));
            // A changed id is noticed at the links that lead to it.
            let is_lost = || reported.to_string().contains("which is not in the data");
            let is_told_well = problems.count() == 1 && (is_here || is_lost());
            assert!(is_told_well, "{sign:?} in line {line} of {}, {number}:\n{problems}", path.display());
        }
    }
}
