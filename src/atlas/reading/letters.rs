//! Characters that only the first format of the data lets through, wherever a text of a file holds one.

use super::problem::Problems;
use super::scan;
use super::source::SourceFile;
use crate::atlas::text::{code_point, refused_later};

/// Tells the first of them in each text.
pub(in crate::atlas) fn tell_letters(file: &SourceFile, problems: &mut Problems) {
    let text = file.layout.text();
    // Good data costs no more than this look.
    if !text.contains("\\u") && (text.is_ascii() || refused_later(text).is_none()) {
        return;
    }
    for string in scan::strings(text, &(0..text.len())) {
        // What cannot be read is told by whoever reads it.
        let Ok(read) = ron::from_str::<String>(&text[string.clone()]) else { continue };
        let Some((_, character, hazard)) = refused_later(&read) else { continue };
        let place = match text[string.clone()].find(character) {
            Some(at) => string.start + at..string.start + at + character.len_utf8(),
            None => string,
        };
        let what = || format!("the text holds {}, {}", code_point(character), hazard.name());
        problems.tell(|| file.problem(place, what(), "remove it"));
    }
}
