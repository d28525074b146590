//! `data/edition.ron`: what the data set calls itself.

use serde::{Deserialize, Deserializer};

use super::{Date, Text};

/// The newest data format, and every older one is read too. The number of the JSON is another one, so that a change of that
/// shuts no data out.
pub const NEWEST_FORMAT: u32 = 2;

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
    /// The data format, from 1 to [`NEWEST_FORMAT`].
    #[serde(deserialize_with = "known_format")]
    pub schema: u32,
}

fn known_format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let format = u32::deserialize(deserializer)?;
    match refused(format) {
        Some((what, remedy)) => Err(serde::de::Error::custom(format!("{what}: {remedy}"))),
        None => Ok(format),
    }
}

/// Why data in a format is not read, and what to do.
pub(super) fn refused(format: u32) -> Option<(String, &'static str)> {
    match format {
        0 => Some(("there is no data format 0".to_owned(), "write `schema: 2`")),
        1..=NEWEST_FORMAT => None,
        newer => {
            let what = format!("the data is in format {newer}, and this icatlas reads formats up to {NEWEST_FORMAT}");
            Some((what, "use a newer icatlas"))
        }
    }
}
