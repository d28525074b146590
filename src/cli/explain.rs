//! `icatlas find --explain`: explains the rank of each hit.

use std::io::{self, Write};

use crate::atlas::text::printable;
use crate::present::naming::counted;
use crate::search::{Closeness, Found, Part, Query, Searcher};

/// Writes a line for each hit, with its id and the parts of its score, and below it a line for each unit of the query: a word, or
/// several that were looked up together. The words that were passed over come first.
pub(super) fn write(searcher: &Searcher, query: &Query, found: &Found, out: &mut dyn Write) -> io::Result<()> {
    if !found.plan.passed_over().is_empty() {
        let words: Vec<_> = found.plan.passed_over().iter().map(|word| printable(word)).collect();
        writeln!(out, "passed over, being function words: {}", words.join(", "))?;
    }
    for (hit, record) in found.hits.iter().zip(found.records(searcher.data())) {
        let parts = searcher.explain(query, &found.plan, hit);
        let near = hit.nearness.map(|words| format!(", within {}", counted(words, "word"))).unwrap_or_default();
        let (id, matched, long, points) = (record.id(), hit.matched, hit.long, hit.points);
        let background = if hit.is_background { ", background" } else { "" };
        let (all, length) = (found.plan.words(), hit.length);
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
    let mut typed = printable(&part.typed).into_owned();
    if let Some(term) = &part.read_as {
        typed.push_str(&format!(", read as {}", printable(term)));
    }
    let Some(best) = &part.best else { return format!("{typed}: no match") };
    let how = match best.closeness {
        Closeness::Word if best.is_led_to && best.word.is_some() => "name by the vocabulary",
        Closeness::Word if best.is_led_to => "what it is",
        Closeness::Word => "whole word",
        Closeness::Swapped => "two letters swapped",
        Closeness::Beginning => "beginning",
        Closeness::Part => "part",
        Closeness::Letters => "letters in order",
        Closeness::Typo => "typing error",
        Closeness::LedTo if best.word.is_none() => "what it is linked to",
        Closeness::LedTo => "vocabulary",
        Closeness::Synonym => "synonym",
        Closeness::Form | Closeness::Derived => "other form",
        Closeness::Related => "related by the vocabulary",
        Closeness::FunctionWord => "function word",
    };
    let of = match &best.word {
        Some(group) if best.is_led_to => format!(" (group “{group}”)"),
        Some(word) if best.closeness != Closeness::Word => format!(" of {word}"),
        _ => String::new(),
    };
    let within = if best.is_led_to { String::new() } else { format!(" in {}", best.field.name()) };
    format!("{typed}: {how}{of}{within}, {}", counted(best.points, "point"))
}
