//! Whether copies get out of what is around the program.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use serde::Serialize;

use crate::atlas::text::{abridged, printable};
use crate::cli::Failure;
use crate::cli::arguments::{ClipboardMode, Global};
use crate::cli::dashboard;
use crate::session::Around;

/// How long to wait for tmux, which replies at once or hangs.
const PATIENCE: Duration = Duration::from_secs(1);

/// Longest value of a setting printed, in characters.
const LONGEST: usize = 20;

/// What is known of copies.
#[derive(Debug, Serialize)]
pub(super) struct Copies {
    /// How they are made: a value of `--clipboard`.
    mode: Option<&'static str>,
    /// Why the mode is not known.
    problem: Option<String>,
    tmux: bool,
    /// Settings of tmux, if it told them.
    set_clipboard: Option<String>,
    allow_passthrough: Option<String>,
    /// Whether they get as far as the terminal around tmux, if that is known.
    get_through: Option<bool>,
    /// Whether tmux was asked, if it is there. Restricted mode starts no program.
    #[serde(skip)]
    may_ask: bool,
    #[serde(skip)]
    why: String,
}

impl Copies {
    /// Looks at the settings.
    pub(super) fn look(global: &Global) -> Self {
        let (mode, problem) = match dashboard::clipboard(global) {
            Ok(mode) => (Some(mode), None),
            Err(failure @ Failure::Usage(_)) => (None, Some(failure.to_string())),
            Err(_) => (None, None),
        };
        let around = Around::from_environment();
        let tmux = around == Around::Tmux;
        let may_ask = !global.restricted();
        let ask = |option| if tmux && may_ask { setting(option) } else { None };
        let (set_clipboard, allow_passthrough) = (ask("set-clipboard"), ask("allow-passthrough"));
        let plain = set_clipboard.as_deref().map(|set| set == "on");
        let enveloped = allow_passthrough.as_deref().map(|set| set == "on" || set == "all");
        let (get_through, why) = match (mode, around) {
            (None, _) => (None, "unknown".to_owned()),
            (Some(ClipboardMode::Off), _) => (Some(false), "no: copying is switched off".to_owned()),
            (Some(ClipboardMode::Auto), Around::WithoutClipboard) => {
                (Some(false), "no: this terminal has no clipboard".to_owned())
            }
            (Some(mode), Around::Tmux) => {
                let passes = match mode {
                    ClipboardMode::Raw => plain,
                    ClipboardMode::Passthrough => enveloped,
                    ClipboardMode::Auto | ClipboardMode::Off => either(plain, enveloped),
                };
                (passes, in_tmux(passes, may_ask))
            }
            (Some(ClipboardMode::Auto), Around::GnuScreen) => {
                (None, "GNU screen passes them on; the terminal around it decides".to_owned())
            }
            (Some(_), Around::GnuScreen) => {
                (None, "not through GNU screen; `--clipboard auto` gets them through".to_owned())
            }
            (Some(_), Around::Terminal | Around::WithoutClipboard) => {
                (None, "the terminal decides (OSC 52), and none says whether a copy has arrived".to_owned())
            }
        };
        let mode = mode.and_then(|mode| mode.to_possible_value()).map(|value| value.get_name().to_owned().leak() as &_);
        Self { mode, problem, tmux, set_clipboard, allow_passthrough, get_through, may_ask, why }
    }

    /// The lines of the report.
    pub(super) fn lines(&self) -> Vec<(&'static str, String)> {
        let mode = self.mode.map_or_else(|| self.problem.clone().unwrap_or_default(), str::to_owned);
        let mut lines = vec![("mode", mode)];
        if self.tmux && !self.may_ask {
            lines.push(("tmux", "not asked: restricted mode starts no program".to_owned()));
        } else if self.tmux {
            let told = |setting: &Option<String>| setting.clone().unwrap_or_else(|| "unknown".to_owned());
            let (clipboard, passthrough) = (told(&self.set_clipboard), told(&self.allow_passthrough));
            lines.push(("tmux", format!("set-clipboard {clipboard}, allow-passthrough {passthrough}")));
        }
        lines.push(("get through", self.why.clone()));
        lines
    }
}

/// Whether either way is open; known if one is, or both are known.
fn either(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        (None | Some(false), None | Some(false)) => None,
    }
}

fn in_tmux(passes: Option<bool>, was_asked: bool) -> String {
    match passes {
        Some(true) => "tmux passes them on; the terminal around it decides",
        Some(false) => "no: tmux keeps them; `tmux set -g set-clipboard on` lets them through",
        None if !was_asked => "unknown: restricted mode does not ask tmux",
        None => "unknown: tmux did not tell its settings",
    }
    .to_owned()
}

/// The value of an option of tmux, for the pane that icatlas runs in.
fn setting(option: &str) -> Option<String> {
    let mut tmux = Command::new("tmux")
        .args(["show-options", "-Apqv", option])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let end = Instant::now() + PATIENCE;
    while tmux.try_wait().ok()?.is_none() {
        if Instant::now() >= end {
            let _ = tmux.kill();
            let _ = tmux.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = tmux.wait_with_output().ok()?;
    let value = String::from_utf8(output.stdout).ok()?;
    let value = printable(abridged(value.trim(), LONGEST).as_ref()).into_owned();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_get_through_if_one_way_is_known_to_be_open() {
        assert_eq!(either(Some(false), Some(true)), Some(true));
        assert_eq!(either(None, Some(true)), Some(true));
        assert_eq!(either(Some(false), Some(false)), Some(false));
        assert_eq!(either(Some(false), None), None);
    }
}
