//! `icatlas find`: finds records by words.

use super::arguments::{Find, Global};
use super::{Failure, Output, explain, load, rows, search, searcher};
use crate::atlas::VisibleRecord;
use crate::formats::Format;

pub(super) fn run(global: &Global, find: &Find) -> Result<(), Failure> {
    let searcher = searcher(load(global)?)?;
    let data = searcher.data();
    let most = find.number.and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX);
    let (query, found) = search(global, &searcher, &find.words, most)?;
    let records: Vec<VisibleRecord<'_>> = found.records(data).collect();
    let output = Output::new(global);
    if find.json {
        output.print_as(Format::Json.spelling(), |out| Format::Json.write(data, &records, out))
    } else if find.explain {
        output.print(|out| explain::write(&searcher, &query, &found, out))
    } else {
        output.print(|out| rows::write(&records, output.columns, out))
    }
}
