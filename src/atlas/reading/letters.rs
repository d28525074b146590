//! Characters that only the first format of the data lets through, wherever a text of a file holds one.

use super::problem::Problems;
use super::scan;
use super::source::SourceFile;
use crate::atlas::text::refused_later;

/// Tells each text that holds any, but for those of which something is told already, at these bytes of the file.
pub(in crate::atlas) fn tell_letters(file: &SourceFile, told: &[usize], problems: &mut Problems) {
    let text = file.layout.text();
    // Good data costs no more than this look.
    if !text.contains("\\u") && (text.is_ascii() || refused_later(text).is_none()) {
        return;
    }
    for string in scan::strings(text, &(0..text.len())) {
        if told.iter().any(|at| string.contains(at)) {
            continue;
        }
        // What cannot be read is told by whoever reads it.
        let Ok(read) = ron::from_str::<String>(&text[string.clone()]) else { continue };
        let Some(unfit) = refused_later(&read) else { continue };
        let span = match text[string.clone()].find(unfit.character) {
            Some(at) => string.start + at..string.start + at + unfit.character.len_utf8(),
            None => string,
        };
        problems.tell(|| file.problem(span, unfit.what(), unfit.remedy()));
    }
}
