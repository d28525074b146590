//! How records come by their ranks: `icatlas find --explain`.

use std::io::{self, Write};

use crate::atlas::text::printable;
use crate::search::{Closeness, Found, Part, Query, Searcher};

/// Writes for each hit a line with its id and the parts of its score, and below it a line for each word of the query.
pub(super) fn write(searcher: &Searcher, query: &Query, found: &Found, out: &mut dyn Write) -> io::Result<()> {
    for hit in &found.hits {
        let record = &searcher.atlas().records()[hit.record];
        let parts = searcher.explain(query, &found.plan, hit.record);
        let near = hit.nearness.map(|words| format!(", within {words} words")).unwrap_or_default();
        let (id, matched, points, length) = (&record.id, hit.matched, hit.points, hit.length);
        writeln!(out, "{id}  {matched} of {} matched, {points} points{near}, {length} words long", parts.len())?;
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
        Closeness::Word => "whole word",
        Closeness::Beginning => "beginning",
        Closeness::Part => "part",
        Closeness::Letters => "letters in order",
        Closeness::Typo => "typing error",
        Closeness::Synonym => "synonym",
    };
    let of = match &best.word {
        Some(word) if best.closeness != Closeness::Word => format!(" of {word}"),
        _ => String::new(),
    };
    format!("{typed}: {how}{of} in {}, {} points", best.field.name(), best.points)
}
