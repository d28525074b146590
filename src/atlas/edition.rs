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
}

impl Edition {
    /// Whether anything in it may say from when until when it holds.
    pub const fn may_have_periods(&self) -> bool {
        self.schema >= PERIODS
    }
}

fields!(Edition { name, date, schema });

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
}

impl From<SpelledEdition> for Edition {
    fn from(spelled: SpelledEdition) -> Self {
        let SpelledEdition { name, date, schema, _extends: _ } = spelled;
        Self { name, date, schema }
    }
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
