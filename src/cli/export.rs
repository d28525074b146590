//! `icatlas export`: everything, in a form for other programs.

use std::io::{self, Write};
use std::path::Path;

use super::arguments::{Export, FormatName, Global};
use super::{Failure, Output, load};
use crate::atlas::Record;
use crate::atlas::text::printable;
use crate::formats::Format;

pub(super) fn run(global: &Global, export: &Export) -> Result<(), Failure> {
    let atlas = load(global)?;
    let records: Vec<&Record> = atlas.records().iter().collect();
    let format = Format::from(export.format);
    let Some(path) = &export.output else {
        let output = Output::new(global);
        let write = |out: &mut dyn Write| format.write(&atlas, &records, out);
        return if matches!(export.format, FormatName::Json) { output.print_json(write) } else { output.print(write) };
    };
    if global.restricted {
        return Err(Failure::Usage("restricted mode writes no file: leave -o out".to_owned()));
    }
    write_file(path, export.force, |file| format.write(&atlas, &records, file))
}

/// Writes a file beside its place and moves it there when it is whole: never half a file.
fn write_file(path: &Path, replace: bool, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let failure = |error| Failure::Write { path: path.to_owned(), error };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().permissions(ordinary()).tempfile_in(folder).map_err(failure)?;
    let mut buffered = io::BufWriter::new(&mut file);
    write(&mut buffered).and_then(|()| buffered.flush()).map_err(failure)?;
    drop(buffered);
    file.as_file().sync_all().map_err(failure)?;
    let moved = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    match moved {
        Ok(_) => Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => {
            let name = path.display().to_string();
            Err(Failure::Usage(format!("{} is there already: add --force to replace it", printable(&name))))
        }
        Err(refused) => Err(failure(refused.error)),
    }
}

/// The permissions that a file of a person's has before the umask.
fn ordinary() -> std::fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o666)
}
