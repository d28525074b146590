//! One character of a data file that is wrong is one problem, told where it is.

mod common;

use std::fs;
use std::path::Path;

use common::bad::{edit, told};
use common::copy;
use icatlas::atlas::{Atlas, LoadError, Problems};

/// Characters that mean something in RON, or stand in no text, and two that stand in most.
const SIGNS: [char; 14] = ['"', ',', ':', '(', ')', '[', ']', '\'', '\\', '/', '\u{7}', '\n', ' ', 'x'];

/// Of the places of a file, every so many get each mistake. Prime, so that no order of the file is kept step with.
const STEP: usize = 1201;

/// Lines between a bracket that is missing and the next record, at which it shows.
const TO_THE_NEXT: usize = 3;

/// What is wrong with a folder, if anything is.
fn problems(folder: &Path) -> Option<Problems> {
    match Atlas::load(folder) {
        Ok(_) => None,
        Err(LoadError::Data(problems)) => Some(problems),
        Err(LoadError::Memory(short)) => panic!("{short}"),
    }
}

/// The texts in which the character at a place is left out, doubled, exchanged for each sign, or has each before it.
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
            let told = told(folder.path());
            assert!(told.ends_with("\n1 problem in the data\n"), "{file} {character:?}: {told}");
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
    let places = signs.iter().step_by(STEP / 5).chain(others.iter().step_by(STEP));
    for (at, sign) in places.copied() {
        let line = whole[..at].matches('\n').count() + 1;
        for (number, wrong) in mistakes(&whole, at).iter().enumerate() {
            fs::write(&path, wrong).unwrap();
            let Some(problems) = problems(folder.path()) else { continue };
            let told = &problems.reported()[0];
            // What is missing shows at the next record, a text that is not closed where it begins.
            let last = if number == 0 && sign == '"' { line } else { line + TO_THE_NEXT };
            let is_here = Path::new(told.file()) == path
                && told.line_and_column().is_some_and(|(told, _)| (line..=last).contains(&told));
            // An id that was changed shows where somebody leads to it.
            let is_lost = || told.to_string().contains("which is not in the data");
            let is_told_well = problems.count() == 1 && (is_here || is_lost());
            assert!(is_told_well, "{sign:?} in line {line} of {}, {number}:\n{problems}", path.display());
        }
    }
}
