//! Which data a JSON output is from, beside its schema number.

use serde::Serialize;

use crate::atlas::{Data, Date};

/// The edition, and the day as of which it is shown.
#[derive(Serialize)]
pub struct Origin<'a> {
    edition: EditionNamed<'a>,
    /// In ISO 8601; left out if no day was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
}

#[derive(Serialize)]
struct EditionNamed<'a> {
    name: &'a str,
    /// In ISO 8601.
    date: String,
}

impl<'a> Origin<'a> {
    pub(in crate::formats) fn of(data: &'a Data) -> Self {
        Self { as_of: data.filter().as_of.map(Date::iso), ..Self::of_any_day(data) }
    }

    /// Without a day, for what is about several.
    pub(super) fn of_any_day(data: &'a Data) -> Self {
        let edition = data.edition();
        Self { edition: EditionNamed { name: edition.name.as_str(), date: edition.date.iso() }, as_of: None }
    }
}
