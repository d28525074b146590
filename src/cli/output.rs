//! Standard output: what is known of it, and how it is written to.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};

use super::{Failure, Global, messages};
use crate::formats::ascii::{Ascii, Letters, Spelling};
use crate::term;

/// Standard output.
pub(super) struct Output {
    /// The columns, if it is a terminal.
    pub columns: Option<usize>,
    /// What it may hold.
    pub letters: Letters,
}

impl Output {
    pub(super) fn new(global: &Global) -> Self {
        let columns = if io::stdout().is_terminal() { term::size().map(|(width, _)| width.into()) } else { None };
        Self { columns, letters: letters(global) }
    }

    /// Has `write` fill standard output with text. A reader that has seen enough, such as `head`, is no failure.
    pub(super) fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        self.print_as(Spelling::Alike, write)
    }

    /// The same for a form that has spellings of its own. It is written as it comes: of large data nothing is gathered first.
    pub(super) fn print_as(
        &self,
        spelling: Spelling,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut out = BufWriter::with_capacity(AT_ONCE, Stream(rustix::stdio::stdout()));
        let written = fill(&self.letters, spelling, &mut out, write).and_then(|()| out.flush());
        // What could not be written is not tried again when the buffer goes.
        drop(out.into_parts());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
            _ => Ok(()),
        }
    }
}

/// The letters of results: of standard output, in a pipe as well, and of files. Whoever sets a locale without UTF-8 has programs
/// that read nothing else.
pub(super) fn letters(global: &Global) -> Letters {
    Letters::only_ascii(global.ascii || !locale_is_utf8())
}

/// Has `write` fill `out` in these letters. Says so if the texts cannot be read back from what was written.
pub(super) fn fill(
    letters: &Letters,
    spelling: Spelling,
    out: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if !letters.are_ascii() {
        return write(out);
    }
    let mut ascii = Ascii::new(out, spelling);
    write(&mut ascii)?;
    let changed = ascii.finish()? || letters.have_changed();
    if changed && !spelling.is_exact() {
        messages::say_spelled();
    }
    Ok(())
}

/// Standard output or error, written to without the standard library's own: that takes a stream that cannot be written to for
/// one that takes everything.
pub(super) struct Stream(pub(super) rustix::fd::BorrowedFd<'static>);

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::retry_on_intr(|| rustix::io::write(self.0, bytes))?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// So many bytes are written at once.
const AT_ONCE: usize = 1 << 16;

/// Whether the locale says that the terminal shows UTF-8. Where no locale is set at all, it is taken to: that is how
/// bare SSH sessions and containers are.
pub(super) fn locale_is_utf8() -> bool {
    is_utf8(["LC_ALL", "LC_CTYPE", "LANG"].map(std::env::var_os))
}

fn is_utf8(variables: [Option<OsString>; 3]) -> bool {
    let set = variables.into_iter().flatten().find(|value| !value.is_empty());
    set.is_none_or(|locale| {
        let locale = locale.to_string_lossy().to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let locale = |values: [&str; 3]| is_utf8(values.map(|value| (value != "-").then(|| value.into())));
        assert!(locale(["-", "-", "-"]) && locale(["-", "-", "en_US.UTF-8"]) && locale(["C.utf8", "-", "C"]));
        assert!(!locale(["-", "-", "C"]) && !locale(["POSIX", "-", "en_US.UTF-8"]) && !locale(["", "", "de_AT@euro"]));
    }
}
