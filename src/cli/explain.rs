//! `icatlas find --explain`: explains the rank of each hit.

use std::io::{self, Write};

use crate::atlas::text::printable;
use crate::present::naming::counted;
use crate::search::{Closeness, Found, Part, Query, Searcher};

/// Writes a line for each hit, with its id and the parts of its score, and below it a line for each word of the query.
pub(super) fn write(searcher: &Searcher, query: &Query, found: &Found, out: &mut dyn Write) -> io::Result<()> {
    for (hit, record) in found.hits.iter().zip(found.records(searcher.data())) {
        let parts = searcher.explain(query, &found.plan, hit.record);
        let near = hit.nearness.map(|words| format!(", within {}", counted(words, "word"))).unwrap_or_default();
        let (id, matched, long, points) = (record.id(), hit.matched, hit.long, hit.points);
        let background = if hit.is_background { ", background" } else { "" };
        let (all, length) = (parts.len(), hit.length);
        let short = if long < matched { format!(" ({} by one or two letters)", matched - long) } else { String::new() };
        let (points, length) = (counted(points, "point"), counted(length, "word"));
        writeln!(out, "{id}  {matched} of {all} matched{short}, {points}{near}{background}, {length} long")?;
        for part in parts {
            writeln!(out, "  {}", described(&part))?;
        }
    }
    Ok(())
}

fn described(part: &Part) -> String {
    let typed = printable(&part.typed);
    let Some(best) = &part.best else { return format!("{typed}: no match") };
    let how = match best.closeness {
        Closeness::Word if best.is_led_to => "what it is",
        Closeness::Word => "whole word",
        Closeness::Swapped => "two letters swapped",
        Closeness::Beginning => "beginning",
        Closeness::Part => "part",
        Closeness::Letters => "letters in order",
        Closeness::Typo => "typing error",
        Closeness::LedTo => "vocabulary",
        Closeness::Synonym => "synonym",
        Closeness::Form => "other form",
        Closeness::Related => "related by the vocabulary",
        Closeness::FunctionWord => "function word",
    };
    let of = match &best.word {
        Some(word) if best.closeness != Closeness::Word => format!(" of {word}"),
        _ => String::new(),
    };
    format!("{typed}: {how}{of} in {}, {}", best.field.name(), counted(best.points, "point"))
}
