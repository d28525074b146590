//! `icatlas` without a command: opens the dashboard.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;

use super::arguments::{ClipboardMode, ColorMode, Global};
use super::first_word::{FirstWord, Words};
use super::output::{color_is_welcome, is_dumb, locale_is_utf8};
use super::{Failure, load, load_whole, messages, on_later_day, searcher};
use crate::app::Model;
use crate::atlas::{Data, Filter};
use crate::session::{self, Settings};
use crate::storage::Store;
use crate::term::{self, Terminal};
use crate::ui::Theme;

pub(super) fn run(global: &Global, words: &Words) -> Result<(), Failure> {
    let size = if std::io::stdout().is_terminal() { term::size() } else { None };
    let Some((width, height)) = size else { return Err(no_terminal(global, "output", words)) };
    // Words in a script: whoever started it is not asking for a dashboard.
    if !words.text.is_empty() && !std::io::stdin().is_terminal() {
        return Err(no_terminal(global, "input", words));
    }
    if is_dumb() {
        return Err(Failure::Usage(
            "this terminal cannot show the dashboard (TERM is dumb): use `icatlas find WORDS`".to_owned(),
        ));
    }
    let mut settings = settings(global, Terminal::OfStreams)?;
    // Load editorial texts too, since a key shows them again.
    let data = Data::new(Arc::new(load_whole(global)?), Filter { sources_only: false, ..global.filter() });
    data.check_memory()?;
    let remark = global.as_of().and_then(|day| on_later_day(day, &data));
    let mut model = Model::new(data, width, height);
    settings.disk = global.disk();
    if let Some(disk) = settings.disk {
        settings.store = Store::open(disk)?;
    }
    model = model.with_saved(settings.store.saved().clone());
    if global.sources_only() {
        model = model.with_sources_only();
    }
    if settings.theme.ascii {
        model = model.in_ascii();
    }
    if global.restricted() {
        model = model.in_restricted_mode();
    }
    if !words.text.is_empty() {
        model = searching(model, words, settings.theme.ascii);
    }
    if let Some(remark) = remark {
        model.notify(remark);
    }
    if let Some(unsaved) = session::run(model, settings)?.unsaved {
        messages::say(&unsaved);
    }
    Ok(())
}

/// Opens the search for the words, or for those after a misspelt command.
fn searching(model: Model, words: &Words, is_ascii: bool) -> Model {
    let first = words.first(|word| model.shared().searcher().knows(word));
    // An ellipsis in ASCII would be the sign of a text that is cut.
    let notice = first.notice().map(|notice| if is_ascii { notice.replace('…', "...") } else { notice });
    let mut model = model.searching(match &first {
        FirstWord::Command { rest, .. } => rest,
        FirstWord::Words | FirstWord::Kind { .. } => &words.text,
    });
    if let Some(notice) = notice {
        model.notify(notice);
    }
    model
}

/// Says that there is no terminal on standard input or output, and which command prints what was asked for.
fn no_terminal(global: &Global, stream: &str, words: &Words) -> Failure {
    // The message comes even if the data has problems.
    let is_known = |word: &str| load(global).and_then(searcher).is_ok_and(|searcher| searcher.knows(word));
    let remedy = words.first(is_known).notice();
    let remedy = remedy.unwrap_or_else(|| "use `icatlas find WORDS`".to_owned());
    Failure::Usage(format!("standard {stream} is not a terminal, so the dashboard cannot be shown: {remedy}"))
}

/// The settings of a session on a terminal, which neither reads nor writes files.
///
/// # Errors
/// If a variable of the environment has a value that means nothing.
pub(super) fn settings(global: &Global, terminal: Terminal) -> Result<Settings, Failure> {
    let utf8 = locale_is_utf8();
    let color = match global.color_mode() {
        ColorMode::Auto => color_is_welcome(),
        ColorMode::Always => true,
        ColorMode::Never => false,
    };
    let theme = Theme { color, ascii: global.ascii() || !utf8 };
    let (clipboard, escape) = (clipboard(global)?.into(), escape()?);
    Ok(Settings { terminal, theme, store: Store::in_memory(), disk: None, clipboard, utf8, escape })
}

/// How to copy: as the option says, or else the environment.
pub(super) fn clipboard(global: &Global) -> Result<ClipboardMode, Failure> {
    let set = std::env::var_os(CLIPBOARD).filter(|mode| !mode.is_empty());
    let mode = match (global.clipboard, set) {
        (Some(mode), _) => mode,
        (None, None) => ClipboardMode::Auto,
        (None, Some(mode)) => ClipboardMode::from_str(&mode.to_string_lossy(), true).map_err(|_| {
            let modes = ClipboardMode::value_variants().iter().filter_map(ClipboardMode::to_possible_value);
            let modes = modes.map(|mode| mode.get_name().to_owned()).collect::<Vec<_>>().join(", ");
            Failure::Usage(format!("{CLIPBOARD} must be one of {modes}"))
        })?,
    };
    Ok(mode)
}

/// How the dashboard copies if `--clipboard` is not given.
const CLIPBOARD: &str = "ICATLAS_CLIPBOARD";

/// How long an escape character may start a key, if the environment says so.
pub(super) fn escape() -> Result<Option<Duration>, Failure> {
    let Some(set) = std::env::var_os(ESCAPE).filter(|set| !set.is_empty()) else { return Ok(None) };
    let milliseconds = set.to_str().and_then(|set| set.parse().ok()).filter(|set| *set <= LONGEST_ESCAPE);
    let milliseconds = milliseconds.ok_or_else(|| {
        Failure::Usage(format!("{ESCAPE} must be a number of milliseconds from 0 to {LONGEST_ESCAPE}"))
    })?;
    Ok(Some(Duration::from_millis(milliseconds)))
}

/// How long the dashboard waits for the rest of a key after an escape character, in milliseconds.
const ESCAPE: &str = "ICATLAS_ESCAPE_MS";

/// Longest such wait, in milliseconds. With a longer one Esc would seem to do nothing.
const LONGEST_ESCAPE: u64 = 1000;
