//! `data/edition.ron`: the name, date and format of the data set.

use serde::{Deserialize, Deserializer};

use super::packed::fields;
use super::{Date, Text};

/// The newest data format; older ones are read too. The JSON output has a number of its own, so a change there refuses
/// no data.
pub const NEWEST_FORMAT: u32 = 3;

/// The first format that refuses invisible and unassigned characters (see [`super::text::Hazard`]); in older data they
/// are warnings.
pub(super) const STRICT: u32 = 2;

/// The first format with periods.
const PERIODS: u32 = 3;

/// The first format in which an edition may extend another.
pub(super) const EXTENDS: u32 = 3;

/// The name, date and format of a data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The name in the title line.
    pub name: Text,
    /// The date of the newest content.
    pub date: Date,
    /// The data format, from 1 to [`NEWEST_FORMAT`].
    pub schema: u32,
    /// Members that no source names since this date are listed apart; `None` if they are not.
    pub named_since: Option<Date>,
    /// The dates of the editions that it extends, the first one first.
    pub extended: Vec<Date>,
}

impl Edition {
    /// Whether anything in it may say from when until when it holds.
    pub const fn may_have_periods(&self) -> bool {
        self.schema >= PERIODS
    }
}

fields!(Edition { name, date, schema, named_since, extended });

/// An edition, as spelled in the data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Edition")]
pub(super) struct SpelledEdition {
    name: Text,
    date: Date,
    #[serde(deserialize_with = "known_format")]
    schema: u32,
    /// The name of the edition that it extends, which `reading::editions` has looked for.
    #[serde(default, rename = "extends")]
    _extends: Option<Text>,
    #[serde(default)]
    named_since: Option<Date>,
}

impl From<SpelledEdition> for Edition {
    fn from(spelled: SpelledEdition) -> Self {
        let SpelledEdition { name, date, schema, _extends: _, named_since } = spelled;
        Self { name, date, schema, named_since, extended: Vec::new() }
    }
}

/// What is wrong with the date since which an edition asks for names, and the remedy.
pub(super) fn wrong_since(edition: &Edition) -> Option<(String, String)> {
    let since = edition.named_since?;
    if edition.schema < PERIODS {
        let what = format!("an edition lists members by when they are named since format {PERIODS}");
        return Some((what, format!("write `schema: {PERIODS}`, or leave `named_since` out")));
    }
    let is_later = since.first_day() > edition.date.last_day();
    is_later.then(|| {
        let what = format!("`named_since` is {}, after the day of the edition", since.iso());
        (what, format!("write a date up to {}", edition.date.iso()))
    })
}

fn known_format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let format = u32::deserialize(deserializer)?;
    match refused(format) {
        Some((what, remedy)) => Err(serde::de::Error::custom(format!("{what}: {remedy}"))),
        None => Ok(format),
    }
}

/// The reason for refusing a format and the remedy; `None` if the format is read.
pub(super) fn refused(format: u32) -> Option<(String, &'static str)> {
    match format {
        0 => Some(("there is no data format 0".to_owned(), "write `schema: 3`")),
        1..=NEWEST_FORMAT => None,
        newer => {
            let what = format!("the data is in format {newer}, and this icatlas reads formats up to {NEWEST_FORMAT}");
            Some((what, "use a newer icatlas"))
        }
    }
}
