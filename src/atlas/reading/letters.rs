//! Finds the characters that only format 1 allows in the texts of a file.

use super::problem::Problems;
use super::scan;
use super::source::SourceFile;
use crate::atlas::text::unfit_since_format_2;

/// Reports each text with such characters, except texts with a problem already reported at one of the offsets
/// `reported`.
pub(in crate::atlas) fn report_letters(file: &SourceFile, reported: &[usize], problems: &mut Problems) {
    let text = file.layout.text();
    // The only cost for good data.
    if !text.contains("\\u") && (text.is_ascii() || unfit_since_format_2(text).is_none()) {
        return;
    }
    for string in scan::strings(text, &(0..text.len())) {
        if reported.iter().any(|at| string.contains(at)) {
            continue;
        }
        // The parser reports a string it cannot read.
        let Ok(read) = ron::from_str::<String>(&text[string.clone()]) else { continue };
        let Some(unfit) = unfit_since_format_2(&read) else { continue };
        let span = match text[string.clone()].find(unfit.character) {
            Some(at) => string.start + at..string.start + at + unfit.character.len_utf8(),
            None => string,
        };
        problems.report(|| file.problem(span, unfit.what(), unfit.remedy()));
    }
}
