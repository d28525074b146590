//! Reports what only data of format 3 has in data of an older format, which an older icatlas could not read.

use super::check::{Checker, Parts};
use super::crosswalk::Judgement;
use super::key::Keyed;
use crate::atlas::{Kind, Link, Name, Record};

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
                    (format!("{id} needs data format {FORMAT} for {newer}"), remedy())
                });
            }
        }
        for located in parts.judgements {
            let judgement = &located.value;
            if judgement.link().is_of_format_3() {
                self.report(located.origin(), judgement.from.as_str(), |_| {
                    let told = Judgement::told(&judgement.key());
                    (
                        format!("{told} needs data format {FORMAT} for its relation, paragraph, strength or citation"),
                        remedy(),
                    )
                });
            }
        }
    }
}

/// The parts of a record that only format 3 knows.
fn newer(record: &Record) -> Option<&'static str> {
    if record.kind().is_of_format_3() {
        Some("its kind")
    } else if record.kind() == Kind::Instrument && record.short.is_some() {
        Some("its short name")
    } else if record.period.is_some() {
        Some("its period")
    } else if record.names.iter().any(Name::is_of_format_3) {
        Some("the standing, language or period of a name")
    } else if record.links.iter().any(Link::is_of_format_3) {
        Some("the relation, period, paragraph or citation of a link")
    } else {
        let is_newer = record.all_citations().any(|(citation, _)| citation.is_of_format_3());
        is_newer.then_some("the day of reading or a mark of a citation")
    }
}
