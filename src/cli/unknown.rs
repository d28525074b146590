//! Says which arguments name no record, and what may be meant.

use std::collections::HashSet;
use std::ops::Range;

use super::Failure;
use super::named::Resolved;
use super::suggestions::{among, suggested};
use super::wrong_name::edits_to_name;
use crate::atlas::text::{abridged, printable};
use crate::atlas::{Data, Date, Filter, Hidden};
use crate::search::LONGEST;

/// Most arguments that are listed.
const MOST_LISTED: usize = 10;

/// Most arguments that are read together as names of several words, so that the work is bounded.
const MOST_JOINED: usize = 64;

/// Most words of such a name.
const MOST_WORDS: usize = 12;

/// Says what is wrong with those of the arguments that are `wrong`. `nameless` are all those that name no record; of a query there may
/// be more of them.
pub(super) fn unknown(data: &Data, arguments: &[String], nameless: &HashSet<&str>, wrong: &[&str]) -> Failure {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).take(MOST_JOINED).collect();
    let apart = Apart::among(data, &arguments, nameless, wrong);
    let joined: HashSet<&str> = apart.iter().flat_map(|apart| apart.words.iter().copied()).collect();
    let single: Vec<&str> = wrong.iter().copied().filter(|argument| !joined.contains(argument)).collect();
    let rest = (apart.len() + single.len()).saturating_sub(MOST_LISTED);
    let rest = (rest > 0).then(|| format!("and {rest} more name no record"));
    let lines = apart.iter().map(Apart::told).chain(single.into_iter().map(|argument| told(data, argument)));
    Failure::NothingFound(lines.take(MOST_LISTED).chain(rest).collect::<Vec<_>>().join("\n"))
}

/// Says what is wrong with an argument.
fn told(data: &Data, argument: &str) -> String {
    if argument.trim().is_empty() {
        return "the id is empty: name a record, such as member/unodc".to_owned();
    }
    if let Some(later) = begins_later(data, argument) {
        return later;
    }
    let remedy = several(data, argument).or_else(|| suggested(data, argument));
    let remedy = remedy.unwrap_or_else(|| "`icatlas find WORDS` finds ids".to_owned());
    format!("there is no record {}: {remedy}", printable(&abridged(argument, LONGEST)))
}

/// How to write an argument that consists of several names: `unodc, ilo`.
fn several(data: &Data, argument: &str) -> Option<String> {
    let names = argument.split([',', ';', ' ']).filter(|name| !name.is_empty()).take(MOST_WORDS + 1);
    let names: Vec<String> = names.map(str::to_owned).collect();
    let are_several = (2..=MOST_WORDS).contains(&names.len()) && Resolved::of(data, &names).is_complete();
    let apart = || printable(&abridged(&names.join(" "), LONGEST)).into_owned();
    are_several.then(|| format!("it is several names: write them apart, {}", apart()))
}

/// Says since when the record is known that an argument names, if the day of the filter hides it.
fn begins_later(data: &Data, argument: &str) -> Option<String> {
    let day = data.filter().as_of?;
    let all = data.filtered(Filter { as_of: None, ..data.filter() });
    let arguments = [argument.to_owned()];
    let resolved = Resolved::of(&all, &arguments);
    let begins = resolved.first()?.iter().map(|record| match data.hidden(record.id())? {
        Hidden::Later(begins) => Some(begins),
        Hidden::Editorial => None,
    });
    // A group begins with its first record.
    let first = begins.collect::<Option<Vec<Date>>>()?.into_iter().min_by_key(|date| date.first_day())?;
    let argument = printable(&abridged(argument, LONGEST)).into_owned();
    Some(format!("{argument} is known from {first} on, and hidden as of {day}: omit --as-of, or write a later day"))
}

/// Arguments that are the words of one name, written without quotation marks.
struct Apart<'a> {
    /// Those that are wrong.
    words: Vec<&'a str>,
    remedy: String,
}

impl<'a> Apart<'a> {
    /// The names of several words among the arguments, or else those that are nearly such names.
    fn among(data: &Data, arguments: &[&'a str], nameless: &HashSet<&str>, wrong: &[&str]) -> Vec<Self> {
        let of = |words: &[&'a str], remedy| {
            let words = words.iter().copied().filter(|word| wrong.contains(word)).collect();
            Self { words, remedy }
        };
        let names = names(data, arguments, wrong);
        if !names.is_empty() {
            return names.into_iter().map(|range| of(&arguments[range.clone()], quoted(&arguments[range]))).collect();
        }
        let runs = arguments.chunk_by(|a, b| nameless.contains(a) && nameless.contains(b));
        let runs = runs.filter(|run| run.len() > 1 && run.iter().any(|word| wrong.contains(word))).take(MOST_LISTED);
        let near = runs.filter_map(|run| {
            let name = run.join(" ");
            edits_to_name(data, &name)?;
            Some(of(run, suggested(data, &name)?))
        });
        near.collect()
    }

    fn told(&self) -> String {
        let words: Vec<String> =
            self.words.iter().map(|word| printable(&abridged(word, LONGEST)).into_owned()).collect();
        let noun = if words.len() == 1 { "is no record" } else { "are no records" };
        format!("there {noun} {}: {}", among(&words, "and"), self.remedy)
    }
}

/// Where arguments, at least one of them wrong, are the words of a name; of two such places that overlap the longer.
fn names(data: &Data, arguments: &[&str], wrong: &[&str]) -> Vec<Range<usize>> {
    let from = |start: usize| (start + 2..=arguments.len().min(start + MOST_WORDS)).map(move |end| start..end);
    let has_wrong = |range: &Range<usize>| arguments[range.clone()].iter().any(|word| wrong.contains(word));
    let ranges: Vec<Range<usize>> = (0..arguments.len()).flat_map(from).filter(has_wrong).collect();
    let joined: Vec<String> = ranges.iter().map(|range| arguments[range.clone()].join(" ")).collect();
    let resolved = Resolved::of(data, &joined);
    let found: HashSet<&str> = resolved.arguments().collect();
    let mut named: Vec<Range<usize>> = Vec::new();
    for (range, _) in ranges.into_iter().zip(&joined).filter(|(_, joined)| found.contains(joined.as_str())) {
        match named.last_mut() {
            Some(last) if last.start == range.start => *last = range,
            Some(last) if range.start < last.end => {}
            Some(_) | None => named.push(range),
        }
    }
    named
}

/// How to write words as one argument.
fn quoted(words: &[&str]) -> String {
    let name = words.join(" ");
    let name = printable(&abridged(&name, LONGEST)).into_owned();
    format!("a name of several words needs quotation marks, '{}'", name.replace('\'', "'\\''"))
}
