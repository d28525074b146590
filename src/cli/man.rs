//! `icatlas man`: prints the manual page, which `examples/manual.rs` makes from the definitions.

use super::arguments::Global;
use super::{Failure, Output};

pub(super) fn run(global: &Global) -> Result<(), Failure> {
    Output::new(global).print(|out| out.write_all(include_bytes!("../../docs/icatlas.1")))
}
