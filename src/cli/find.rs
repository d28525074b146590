//! `icatlas find`: finds records by words.

use super::arguments::{Find, Global};
use super::rows::Rows;
use super::{Failure, Output, anything_found, explain, load, messages, search, searcher};
use crate::atlas::VisibleRecord;
use crate::atlas::text::printable;
use crate::formats::Format;
use crate::formats::json::{self, Match, Search, Sought, write_found};
use crate::search::{Found, Hit, Reading};

pub(super) fn run(global: &Global, find: &Find) -> Result<(), Failure> {
    let searcher = searcher(load(global)?)?;
    let data = searcher.data();
    let most = find.number.and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX);
    let (query, found) = search(global, &searcher, &find.words, most)?;
    let records: Vec<VisibleRecord<'_>> = found.records(data).collect();
    let output = Output::colored(global, &find.coloring);
    if find.json {
        // A script reads an object in any case.
        output.print_as(Format::Json.spelling(), |out| write_found(data, &records, &said(&found), out))?;
    }
    anything_found(&searcher, &find.words, &query, &found)?;
    // Rows on a terminal have headings.
    let has_headings = output.columns.is_some() && !find.json;
    if let Some(lacking) = found.lacking().filter(|_| !has_headings) {
        messages::say(&lacking);
    }
    if find.json {
        return Ok(());
    }
    if find.explain {
        output.print(|out| explain::write(&searcher, &query, &found, out))
    } else {
        let search = Some((&searcher, &found));
        output.print(|out| Rows { records: &records, search, output: &output }.write(out))
    }
}

/// What the JSON says of the search.
fn said(found: &Found) -> Search {
    let readings = found.plan.readings().zip(found.plan.corrections());
    let sought = readings.map(|((typed, reading), read_as)| sought(typed, reading, read_as));
    let passed_over = found.plan.passed_over().iter();
    let passed_over = passed_over.map(|word| Sought {
        typed: printable(word).into_owned(),
        reading: json::Reading::PassedOver,
        read_as: Vec::new(),
    });
    Search {
        words: sought.chain(passed_over).collect(),
        nearest: found.nearest.iter().map(|nearest| nearest.word.clone()).collect(),
        matches: found.hits.iter().map(|hit| said_of(found, hit)).collect(),
    }
}

/// What the JSON says of a word that was sought.
fn sought(typed: &str, reading: &Reading, read_as: &[String]) -> Sought {
    let reading = match reading {
        Reading::AsTyped => json::Reading::AsTyped,
        Reading::Corrected(_) => json::Reading::Corrected,
        Reading::Related => json::Reading::Related,
        Reading::Nowhere => json::Reading::Nowhere,
    };
    Sought { typed: printable(typed).into_owned(), reading, read_as: printed(read_as) }
}

fn printed(words: &[String]) -> Vec<String> {
    words.iter().map(|word| printable(word).into_owned()).collect()
}

/// What the JSON says of a hit.
fn said_of(found: &Found, hit: &Hit) -> Match {
    let missing = found.missing(hit).into_iter().map(|word| printable(word).into_owned()).collect();
    Match { missing, related: hit.related != 0 }
}
