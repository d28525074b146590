//! Reports what only data of format 3 has in data of an older format, which an older icatlas could not read.

use super::check::{Checker, Parts};
use crate::atlas::{Citation, Fact, Link, Name, Record};

/// The format of what is reported here.
const FORMAT: u32 = 3;

impl Checker<'_> {
    /// Reports each record and judgement with something that its format does not have.
    pub(super) fn newer_parts(&mut self, parts: &Parts<'_>) {
        if parts.format.is_none_or(|format| format >= FORMAT) {
            return;
        }
        let remedy = || format!("write `schema: {FORMAT}` in edition.ron, or leave it out");
        for located in parts.records {
            if let Some(newer) = newer(&located.value) {
                let id = &located.value.id;
                self.report(located.origin(), id.as_str(), |_| {
                    (format!("{id} has {newer}, of data format 3"), remedy())
                });
            }
        }
        for located in parts.judgements {
            let judgement = &located.value;
            if judgement.link().is_of_format_3() {
                self.report(located.origin(), judgement.from.as_str(), |_| {
                    ("a judgement with fields of data format 3".to_owned(), remedy())
                });
            }
        }
    }
}

/// What a record has that only format 3 knows.
fn newer(record: &Record) -> Option<&'static str> {
    let of_names = record.names.iter().filter_map(|name| name.citation());
    let of_facts = record.facts.iter().filter_map(Fact::citation);
    let mut citations = record.citations.iter().chain(of_names).chain(of_facts);
    if record.kind().is_of_format_3() {
        Some("a kind")
    } else if record.period.is_some() {
        Some("a period")
    } else if record.names.iter().any(Name::is_of_format_3) {
        Some("a name with a standing, a language or a period")
    } else if record.links.iter().any(Link::is_of_format_3) {
        Some("a link with a relation, a period or a citation")
    } else {
        citations.any(Citation::is_of_format_3).then_some("a citation with a day of reading or a mark")
    }
}
