//! `icatlas find`: records by words.

use super::arguments::{Find, Global};
use super::{Failure, Output, load, rows};
use crate::atlas::Record;
use crate::atlas::text::printable;
use crate::formats::Format;
use crate::search::{Index, Query, Searcher};

pub(super) fn run(global: &Global, find: &Find) -> Result<(), Failure> {
    let atlas = load(global)?;
    let words = find.words.join(" ");
    let hits = Searcher::new(Index::of(&atlas)).search(&Query::new(&words));
    let most = find.number.and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX);
    let found: Vec<&Record> = hits.iter().take(most).map(|hit| &atlas.records()[hit.record]).collect();
    if found.is_empty() {
        let words = printable(&words).into_owned();
        return Err(Failure::NothingFound(format!("nothing found for “{words}”: fewer letters find more")));
    }
    let output = Output::new(global);
    if find.json {
        output.print_json(|out| Format::Json.write(&atlas, &found, out))
    } else {
        output.print(|out| rows::write(&found, output.columns, out))
    }
}
