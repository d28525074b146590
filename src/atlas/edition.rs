//! `data/edition.ron`: what the data set calls itself.

use serde::{Deserialize, Deserializer};

use super::{Date, Text};

/// The newest data format. This program reads it and all before it.
pub const SCHEMA: u32 = 2;

/// From this format on no text holds characters that nobody sees or knows (see [`super::text::Hazard`]); before, they are told.
pub(super) const STRICT: u32 = 2;

/// The name, date and format of a data set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its name, as the title line shows it.
    pub name: Text,
    /// The day of its newest content.
    pub date: Date,
    /// The data format, up to [`SCHEMA`].
    #[serde(deserialize_with = "known_schema")]
    pub schema: u32,
}

fn known_schema<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let schema = u32::deserialize(deserializer)?;
    if (1..=SCHEMA).contains(&schema) {
        return Ok(schema);
    }
    Err(serde::de::Error::custom(format!(
        "data of schema {schema}, and this program reads schemas 1 to {SCHEMA}: use an icatlas of the same age as the data"
    )))
}
