//! Data in a format that is newer than the program. Nothing else is told of it: what looks wrong may be right there.

use serde::Deserialize;

use super::parse::options;
use super::problem::Problem;
use super::scan;
use super::source::SourceFile;
use crate::atlas::edition::{NEWEST_FORMAT, refused};

/// What the edition says in any format.
#[derive(Deserialize)]
#[serde(rename = "Edition")]
struct AnyEdition {
    schema: u32,
}

/// The problem with an edition that is in a newer format.
pub(in crate::atlas) fn newer_format(edition: &SourceFile) -> Option<Problem> {
    let text = edition.layout.text();
    let AnyEdition { schema } = options().from_str(text).ok()?;
    let (what, remedy) = refused(schema).filter(|_| schema > NEWEST_FORMAT)?;
    let fields = scan::fields(text, &(0..text.len()));
    let span = fields.iter().find(|field| field.name == "schema").map_or(0..0, |field| field.span.clone());
    Some(edition.problem(span, what, remedy))
}
