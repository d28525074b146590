//! `icatlas cite`: where records are from, in forms that others take over.

use super::arguments::{Cite, Global};
use super::{Failure, Output, load, named};
use crate::atlas::Record;
use crate::formats::cite::Style;

pub(super) fn run(global: &Global, cite: &Cite) -> Result<(), Failure> {
    let atlas = load(global)?;
    let records = named(&atlas, &cite.ids, "cite")?;
    let style = Style::from(cite.format);
    let cite = |record: &&Record| style.cite(&atlas, record);
    Output::new(global).print(|out| records.iter().try_for_each(|record| out.write_all(cite(record).as_bytes())))
}
