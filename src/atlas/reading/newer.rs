//! Detects data in a format newer than the program. No other problem of it is reported, because the newer format may
//! allow it.

use serde::Deserialize;

use super::parse::options;
use super::problem::Problem;
use super::scan;
use super::source::SourceFile;
use crate::atlas::edition::{NEWEST_FORMAT, refused};

/// The part of the edition that all formats share.
#[derive(Deserialize)]
#[serde(rename = "Edition")]
struct AnyEdition {
    schema: u32,
}

/// The problem of an edition in a newer format.
pub(in crate::atlas) fn newer_format(edition: &SourceFile) -> Option<Problem> {
    let text = edition.layout.text();
    let AnyEdition { schema } = options().from_str(text).ok()?;
    let (what, remedy) = refused(schema).filter(|_| schema > NEWEST_FORMAT)?;
    let fields = scan::fields(text, &(0..text.len()));
    let span = fields.iter().find(|field| field.name == "schema").map_or(0..0, |field| field.span.clone());
    Some(edition.problem(span, what, remedy))
}
