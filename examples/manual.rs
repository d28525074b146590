//! Writes the manual pages, `docs/icatlas.1` and `docs/icatlas-data.5`:
//!
//! ```text
//! cargo run --example manual
//! ```

use std::fs;

#[path = "../tests/common/manual.rs"]
mod manual;

fn main() -> std::io::Result<()> {
    fs::write("docs/icatlas.1", manual::icatlas())?;
    fs::write("docs/icatlas-data.5", manual::data())
}
