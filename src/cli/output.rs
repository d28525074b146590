//! Standard output: its width, its letters, and writing to it.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};

use rustix::fs::{FileType, OFlags, fcntl_getfl, fstat, major, minor};

use super::arguments::{ColorMode, Coloring};
use super::{Failure, Global, messages};
use crate::formats::ascii::{Ascii, Letters, Spelling};
use crate::term;
use crate::ui::Theme;

/// Standard output.
pub(super) struct Output {
    /// Its columns, if it is a terminal.
    pub columns: Option<usize>,
    /// The letters that may be written.
    pub letters: Letters,
    /// The looks of text; `None` for text alone.
    pub theme: Option<Theme>,
}

impl Output {
    pub(super) fn new(global: &Global) -> Self {
        let columns = if io::stdout().is_terminal() { term::size().map(|(width, _)| width.into()) } else { None };
        Self { columns, letters: letters(global), theme: None }
    }

    /// The same in colours, if the arguments and the environment want them. The command's own option has the last word.
    pub(super) fn colored(global: &Global, coloring: &Coloring) -> Self {
        let mut output = Self::new(global);
        let color = match coloring.color.unwrap_or_else(|| global.color_mode()) {
            ColorMode::Always => Some(true),
            ColorMode::Never => None,
            ColorMode::Auto => (output.columns.is_some() && !is_dumb()).then(color_is_welcome),
        };
        output.theme = color.map(|color| Theme { color, ascii: output.letters.are_ascii() });
        output
    }

    /// Writes text to standard output. A reader that stops early, such as `head`, is no failure.
    pub(super) fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        self.print_as(Spelling::Alike, write)
    }

    /// The same for a format with its own escapes for characters. Writes as it goes, without collecting large data first.
    pub(super) fn print_as(
        &self,
        spelling: Spelling,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut out = BufWriter::with_capacity(AT_ONCE, Stream(rustix::stdio::stdout()));
        let written = fill(&self.letters, spelling, &mut out, write).and_then(|()| out.flush());
        // Dropping the buffer would try the failed write again.
        drop(out.into_parts());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
            _ => Ok(()),
        }
    }
}

/// The letters for standard output, even in a pipe, and for files. In a locale without UTF-8 other programs do not read
/// UTF-8 either.
pub(super) fn letters(global: &Global) -> Letters {
    Letters::only_ascii(global.ascii() || !locale_is_utf8())
}

/// Has `write` fill `out` in these letters. Prints a message if the texts cannot be recovered from the result.
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

/// Standard output or standard error, written to directly: the standard library ignores writes to a closed descriptor.
pub(super) struct Stream(pub(super) rustix::fd::BorrowedFd<'static>);

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::retry_on_intr(|| rustix::io::write(self.0, bytes))?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Size of the buffer of standard output, in bytes: one write fills a pipe of Linux.
const AT_ONCE: usize = 1 << 16;

/// Whether standard output goes nowhere since it was closed before the program ran (`>&-`). The standard library then opens
/// `/dev/null` in its place for reading and writing, as `>/dev/null` does not. A program that does so itself, such as Python with
/// `subprocess.DEVNULL`, cannot be told apart, so this is only for what is of no use there.
pub(super) fn is_closed() -> bool {
    let stdout = rustix::stdio::stdout();
    let is_null = fstat(stdout).is_ok_and(|stat| {
        FileType::from_raw_mode(stat.st_mode) == FileType::CharacterDevice
            && (major(stat.st_rdev), minor(stat.st_rdev)) == NULL_DEVICE
    });
    is_null && fcntl_getfl(stdout).is_ok_and(|flags| flags & OFlags::RWMODE == OFlags::RDWR)
}

/// The numbers of `/dev/null` on Linux.
const NULL_DEVICE: (u32, u32) = (1, 3);

/// Whether the terminal knows no sequences.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb")
}

/// Whether `NO_COLOR` is unset or empty.
pub(super) fn color_is_welcome() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether the locale is UTF-8. Without any locale, as in bare SSH sessions and containers, it counts as UTF-8.
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
