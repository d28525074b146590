//! What is known of the terminal: its size, letters, colours, and what it replies.

use std::io::IsTerminal;

use serde::Serialize;

use crate::atlas::text::{abridged, printable};
use crate::cli::arguments::{ColorMode, Global};
use crate::cli::dashboard;
use crate::cli::output::{color_is_welcome, is_dumb, locale_is_utf8};
use crate::term::{self, Replies, Terminal};

/// Longest name of a terminal printed, in characters.
const LONGEST_NAME: usize = 40;

/// The variables of the locale, the first that is set decides.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// What is known of the terminal.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the JSON")]
pub(super) struct Report {
    /// Its name in `TERM`.
    name: Option<String>,
    /// Whether its name says that it can show no dashboard.
    dumb: bool,
    columns: Option<u16>,
    lines: Option<u16>,
    /// Whether the session came over SSH.
    ssh: bool,
    utf8: bool,
    /// The variable that says so.
    locale: Option<&'static str>,
    ascii: bool,
    colors: bool,
    #[serde(skip)]
    without_colors: Option<&'static str>,
    /// Whether it replies, if it was asked.
    replies: Option<bool>,
    /// After how long, in milliseconds.
    reply_ms: Option<u64>,
    keyboard_protocol: Option<bool>,
    /// How long Esc waits, if the environment says so, in milliseconds.
    escape_ms: Option<u64>,
    /// What is wrong with that setting.
    problem: Option<String>,
}

impl Report {
    /// Looks at the terminal of standard output or, if there is none, at the controlling one, and asks it.
    pub(super) fn look(global: &Global) -> Self {
        let terminal = if std::io::stdout().is_terminal() { Terminal::OfStreams } else { Terminal::Controlling };
        let size = terminal.size();
        let utf8 = locale_is_utf8();
        // A terminal without sequences would show the questions.
        let asked = size.filter(|_| !is_dumb()).and_then(|_| term::ask(terminal, utf8).ok());
        let (replied, after, keyboard_protocol) = match asked {
            None | Some(Replies::Unasked) => (None, None, None),
            Some(Replies::None) => (Some(false), None, None),
            Some(Replies::Some { after, keyboard_protocol }) => (Some(true), Some(after), Some(keyboard_protocol)),
        };
        let (escape, problem) = match dashboard::escape() {
            Ok(escape) => (escape, None),
            Err(failure) => (None, Some(failure.to_string())),
        };
        let without_colors = match global.color_mode() {
            ColorMode::Auto if is_dumb() => Some("TERM is dumb"),
            ColorMode::Auto if !color_is_welcome() => Some("NO_COLOR is set"),
            ColorMode::Never => Some("the options say so"),
            ColorMode::Auto | ColorMode::Always => None,
        };
        let milliseconds = |time: std::time::Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let name = std::env::var("TERM").ok().filter(|name| !name.is_empty());
        Self {
            name: name.map(|name| printable(&abridged(&name, LONGEST_NAME)).into_owned()),
            columns: size.map(|(columns, _)| columns),
            lines: size.map(|(_, lines)| lines),
            ssh: ["SSH_CONNECTION", "SSH_TTY"].iter().any(|variable| std::env::var_os(variable).is_some()),
            utf8,
            locale: LOCALE.into_iter().find(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())),
            ascii: global.ascii() || !utf8,
            colors: without_colors.is_none(),
            without_colors,
            replies: replied,
            reply_ms: after.map(milliseconds),
            keyboard_protocol,
            escape_ms: escape.map(milliseconds),
            dumb: is_dumb(),
            problem,
        }
    }

    /// The lines of the report.
    pub(super) fn lines(&self) -> Vec<(&'static str, String)> {
        let over = if self.ssh { ", over SSH" } else { "" };
        let size = match (self.columns, self.lines) {
            (Some(columns), Some(lines)) => format!("{columns} columns, {lines} lines"),
            _ => "unknown: there is no terminal here".to_owned(),
        };
        let dashboard = self.dumb.then(|| "does not open here (TERM is dumb): use `icatlas find WORDS`".to_owned());
        let lines = [
            ("name", format!("{}{over}", self.name.as_deref().unwrap_or("none (TERM is not set)"))),
            ("size", size),
            ("letters", self.letters()),
            ("colours", self.without_colors.map_or_else(|| "used".to_owned(), |why| format!("not used: {why}"))),
            ("replies", self.replying()),
            ("keyboard", self.keyboard()),
        ];
        lines.into_iter().chain(dashboard.map(|dashboard| ("dashboard", dashboard))).collect()
    }

    fn letters(&self) -> String {
        let utf8 = match (self.utf8, self.locale) {
            (true, Some(variable)) => format!("UTF-8, as {variable} says"),
            (true, None) => "taken for UTF-8: no locale is set".to_owned(),
            (false, variable) => format!("not UTF-8, as {} says", variable.unwrap_or("the locale")),
        };
        if self.ascii { format!("{utf8}; ASCII is shown") } else { utf8 }
    }

    fn replying(&self) -> String {
        match (self.replies, self.reply_ms) {
            (Some(true), Some(after)) => format!("yes, after {after} ms"),
            (Some(_), _) => "none within a second: frames are not held back on a slow connection".to_owned(),
            (None, _) => "unknown: it was not asked".to_owned(),
        }
    }

    fn keyboard(&self) -> String {
        let waits = match (&self.problem, self.escape_ms) {
            (Some(problem), _) => problem.clone(),
            (None, Some(set)) => format!("Esc waits {set} ms, as ICATLAS_ESCAPE_MS says"),
            (None, None) => "Esc waits 30 to 100 ms, depending on the round trip".to_owned(),
        };
        match self.keyboard_protocol {
            Some(true) => "kitty's protocol: Esc works at once".to_owned(),
            Some(false) => format!("no keyboard protocol: {waits}"),
            None => format!("protocol unknown; {waits}"),
        }
    }
}
