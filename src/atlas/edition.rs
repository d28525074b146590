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

/// The name, date and format of a data set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The name in the title line.
    pub name: Text,
    /// The date of the newest content.
    pub date: Date,
    /// The data format, from 1 to [`NEWEST_FORMAT`].
    #[serde(deserialize_with = "known_format")]
    pub schema: u32,
}

fields!(Edition { name, date, schema });

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
