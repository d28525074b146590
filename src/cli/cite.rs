//! `icatlas cite`: where records are from, in forms that others take over.

use super::arguments::{Cite, Global};
use super::{Failure, Output, load, named};
use crate::formats::cite::Style;

pub(super) fn run(global: &Global, cite: &Cite) -> Result<(), Failure> {
    let atlas = load(global)?;
    let records = named(&atlas, &cite.ids, "cite")?;
    let style = Style::from(cite.format);
    let citations: Vec<String> = records.iter().map(|record| style.cite(&atlas, record)).collect();
    Output::new(global).print(|out| out.write_all(citations.concat().as_bytes()))
}
