//! `icatlas cite`: prints citations of records in a style.

use super::arguments::{Cite, Global};
use super::{Failure, Output, load, named};
use crate::atlas::VisibleRecord;
use crate::formats::cite::Style;

pub(super) fn run(global: &Global, cite: &Cite) -> Result<(), Failure> {
    let data = load(global)?;
    let records = named(&data, &cite.ids)?;
    let style = Style::from(cite.format);
    let output = Output::new(global);
    let cited = |record: &VisibleRecord<'_>| style.cite_in(&output.letters, &data, *record);
    output
        .print_as(style.spelling(), |out| records.iter().try_for_each(|record| out.write_all(cited(record).as_bytes())))
}
