//! `data/events.ron`: meetings and other events.

use serde::Deserialize;

use crate::atlas::{Citation, Date, Entry, Fact, Headline, Link, Record, RecordId, Statement};

/// The label of the fact that holds a date.
pub const DATE: &str = "date";

/// The label of the fact that holds where an event takes place.
pub const PLACE: &str = "place";

/// The label of the fact that holds who gives an event a place.
pub const HOST: &str = "host";

/// An event, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Event {
    id: RecordId,
    title: Statement,
    #[serde(default)]
    headline: Option<Headline>,
    #[serde(default)]
    date: Option<Date>,
    #[serde(default)]
    place: Option<Statement>,
    #[serde(default)]
    host: Option<Statement>,
    text: Statement,
    #[serde(default)]
    links: Vec<Link>,
    citations: Vec<Citation>,
}

impl Entry for Event {
    fn into_record(self) -> Record {
        let facts = [Fact::dated(self.date), Fact::text(PLACE, self.place), Fact::text(HOST, self.host)];
        Record {
            headline: self.headline,
            text: Some(self.text),
            date: self.date,
            facts: facts.into_iter().flatten().collect::<Vec<_>>().into(),
            links: self.links.into(),
            ..Record::new(self.id, self.title, self.citations)
        }
    }
}
