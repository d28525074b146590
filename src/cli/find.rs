//! `icatlas find`: finds records by words.

use super::arguments::{Find, Global};
use super::rows::Rows;
use super::{Failure, Output, explain, load, search, searcher};
use crate::atlas::VisibleRecord;
use crate::formats::Format;
use crate::formats::json::{Match, write_found};
use crate::search::{Found, Hit};

pub(super) fn run(global: &Global, find: &Find) -> Result<(), Failure> {
    let searcher = searcher(load(global)?)?;
    let data = searcher.data();
    let most = find.number.and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX);
    let (query, found) = search(global, &searcher, &find.words, most)?;
    let records: Vec<VisibleRecord<'_>> = found.records(data).collect();
    let output = Output::colored(global, &find.coloring);
    if find.json {
        let matches: Vec<Match> = found.hits.iter().map(|hit| said_of(&found, hit)).collect();
        output.print_as(Format::Json.spelling(), |out| write_found(data, &records, &matches, out))
    } else if find.explain {
        output.print(|out| explain::write(&searcher, &query, &found, out))
    } else {
        let search = Some((&searcher, &found));
        output.print(|out| Rows { records: &records, search, output: &output }.write(out))
    }
}

/// What the JSON says of a hit.
fn said_of(found: &Found, hit: &Hit) -> Match {
    let missing = found.missing(hit).into_iter().map(str::to_owned).collect();
    Match { missing, related: hit.related != 0 }
}
