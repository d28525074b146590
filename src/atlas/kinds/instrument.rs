//! `data/instruments.ron`: the treaties that the sources name.

use serde::Deserialize;

use crate::atlas::{Citation, Date, Entry, Fact, Headline, Period, Record, RecordId, Statement, Text};

/// A treaty, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Instrument {
    id: RecordId,
    title: Statement,
    #[serde(default)]
    headline: Option<Headline>,
    /// Its name in front of the number of an article, where room is short.
    #[serde(default)]
    short: Option<Text>,
    /// When it was adopted.
    #[serde(default)]
    date: Option<Date>,
    text: Statement,
    /// From when until when it is in force.
    #[serde(default)]
    period: Option<Period>,
    citations: Vec<Citation>,
}

impl Entry for Instrument {
    fn into_record(self) -> Record {
        let period = Fact::of_period(self.period, &self.citations);
        Record {
            headline: self.headline,
            short: self.short,
            text: Some(self.text),
            date: self.date,
            facts: Fact::dated(self.date).into_iter().chain(period).collect::<Vec<_>>().into(),
            period: self.period.map(Box::new),
            ..Record::new(self.id, self.title, self.citations)
        }
    }
}
