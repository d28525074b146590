//! `icatlas` without a command: the dashboard.

use std::io::IsTerminal;

use super::arguments::Global;
use super::output::locale_is_utf8;
use super::{Failure, load};
use crate::app::Model;
use crate::terminal;
use crate::ui::Theme;

pub(super) fn run(global: &Global, words: &[String]) -> Result<(), Failure> {
    let size = if std::io::stdout().is_terminal() { terminal::size() } else { None };
    let Some((width, height)) = size else {
        return Err(Failure::Usage(
            "standard output is no terminal, so there is nothing to show the dashboard on: use `icatlas find WORDS`"
                .to_owned(),
        ));
    };
    if std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb") {
        return Err(Failure::Usage(
            "this terminal can show no dashboard (TERM is dumb): use `icatlas find WORDS`".to_owned(),
        ));
    }
    let ascii = global.ascii || !locale_is_utf8();
    let color = !global.no_color && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut model = Model::new(load(global)?, width, height);
    if ascii {
        model = model.in_ascii();
    }
    if global.restricted {
        model = model.in_restricted_mode();
    }
    if !words.is_empty() {
        model = model.searching(&words.join(" "));
    }
    Ok(terminal::run(model, Theme { color, ascii })?)
}
