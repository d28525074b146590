//! Standard output: what is known of it, and how it is written to.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};

use super::{Failure, Global};
use crate::terminal;

/// Standard output.
pub(super) struct Output {
    /// The columns, if it is a terminal.
    pub columns: Option<usize>,
    ascii: bool,
}

impl Output {
    pub(super) fn new(global: &Global) -> Self {
        let columns = if io::stdout().is_terminal() { terminal::size().map(|(width, _)| width.into()) } else { None };
        // In a pipe the locale of the terminal says nothing about who reads.
        Self { columns, ascii: global.ascii || (columns.is_some() && !locale_is_utf8()) }
    }

    /// Has `write` fill standard output. A reader that has seen enough, such as `head`, is no failure.
    pub(super) fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let mut text = Vec::new();
        write(&mut text).map_err(Failure::Output)?;
        let text = if self.ascii { deunicode::deunicode(&String::from_utf8_lossy(&text)).into_bytes() } else { text };
        printed(&text)
    }

    /// The same for JSON, which has escapes of its own for what is not ASCII.
    pub(super) fn print_json(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let mut json = Vec::new();
        write(&mut json).map_err(Failure::Output)?;
        let json = if self.ascii { escaped(&String::from_utf8_lossy(&json)).into_bytes() } else { json };
        printed(&json)
    }
}

/// Prints a text to standard output as it is.
///
/// # Errors
/// If standard output does not take it.
pub fn print(text: &str) -> Result<(), Failure> {
    printed(text.as_bytes())
}

fn printed(text: &[u8]) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(()),
    }
}

/// JSON with everything but ASCII escaped by its code units in UTF-16; only strings can hold any.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_ascii() {
            escaped.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    escaped
}

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

    #[test]
    fn json_in_ascii_means_the_same() {
        let json = "{\"a\": \"é “ 😀\"}";
        let shown = escaped(json);
        assert!(shown.is_ascii());
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&shown), read(json));
    }
}
