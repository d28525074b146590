//! Writes synthetic data of any size, for measurements. The same number of records gives the same bytes.
//!
//! ```text
//! cargo run --release --example synthesize -- 250000 large
//! icatlas --data large
//! ```

use std::path::Path;
use std::process::ExitCode;

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [records, folder] = arguments.as_slice() else { return usage() };
    let Ok(records) = records.parse::<usize>() else { return usage() };
    let folder = Path::new(folder);
    // Neither mix the records with existing data nor overwrite it.
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        eprintln!("the folder is not empty: name a new one");
        return ExitCode::from(2);
    }
    match synthetic::write(records, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write to the folder ({error}): name another one");
            ExitCode::from(4)
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: synthesize RECORDS FOLDER");
    ExitCode::from(2)
}
