//! Standard output: what is known of it, and how it is written to.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};

use super::ascii::{self, Ascii, Spelling};
use super::{Failure, Global};
use crate::term;

/// Standard output.
pub(super) struct Output {
    /// The columns, if it is a terminal.
    pub columns: Option<usize>,
    ascii: bool,
}

impl Output {
    pub(super) fn new(global: &Global) -> Self {
        let columns = if io::stdout().is_terminal() { term::size().map(|(width, _)| width.into()) } else { None };
        // In a pipe the locale of the terminal says nothing about who reads.
        Self { columns, ascii: global.ascii || (columns.is_some() && !locale_is_utf8()) }
    }

    /// Has `write` fill standard output. A reader that has seen enough, such as `head`, is no failure.
    pub(super) fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        self.put(ascii::plain, write)
    }

    /// The same for JSON, which has escapes of its own for what is not ASCII.
    pub(super) fn print_json(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        self.put(ascii::json, write)
    }

    /// Writes as it comes: of large data nothing is gathered first.
    fn put(&self, spelled: Spelling, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let mut out = BufWriter::with_capacity(AT_ONCE, Stream(rustix::stdio::stdout()));
        let written = if self.ascii {
            let mut ascii = Ascii::new(&mut out, spelled);
            write(&mut ascii).and_then(|()| ascii.finish())
        } else {
            write(&mut out)
        };
        let written = written.and_then(|()| out.flush());
        // What could not be written is not tried again when the buffer goes.
        drop(out.into_parts());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
            _ => Ok(()),
        }
    }
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

/// Prints a text to standard output as it is.
///
/// # Errors
/// If standard output does not take it.
pub fn print(text: &str) -> Result<(), Failure> {
    Output { columns: None, ascii: false }.print(|out| out.write_all(text.as_bytes()))
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
