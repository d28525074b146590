//! `icatlas pick`: the search on the terminal; the picked records go to standard output, which may be a pipe or a file.

use super::arguments::{Form, Global, Pick};
use super::cite::write_quotations;
use super::output::{is_closed, is_dumb};
use super::{Failure, Output, dashboard, load};
use crate::app::Model;
use crate::atlas::{Data, VisibleRecord};
use crate::formats::Format;
use crate::formats::ascii::Spelling;
use crate::formats::cite::Style;
use crate::session;
use crate::term::Terminal;

pub(super) fn run(global: &Global, pick: &Pick) -> Result<(), Failure> {
    if is_closed() {
        return Err(Failure::Closed);
    }
    let settings = dashboard::settings(global, Terminal::Controlling)?;
    let data = load(global)?;
    data.check_memory()?;
    let window = Terminal::Controlling.size().filter(|_| !is_dumb());
    let (width, height) = window.unwrap_or_default();
    let mut model = Model::new(data.clone(), width, height);
    let words = pick.words.join(" ");
    let mut undecided = None;
    if pick.first {
        let searcher = model.shared().searcher();
        match searcher.as_typed(&searcher.query(&words).finished()).as_slice() {
            [record] => return print(global, pick.print, &data, &[*record]),
            as_typed => undecided = Some(as_typed.len()),
        }
    }
    if window.is_none() {
        return Err(no_terminal(undecided));
    }
    if settings.theme.ascii {
        model = model.in_ascii();
    }
    if global.restricted() {
        model = model.in_restricted_mode();
    }
    let picked = session::run(model.picking(&words), settings)?.picked;
    if picked.is_empty() {
        return Err(Failure::NothingPicked);
    }
    let records: Vec<VisibleRecord<'_>> = picked.iter().filter_map(|id| data.get(id)).collect();
    print(global, pick.print, &data, &records)
}

/// Says that there is no terminal. `undecided` is the number of records that have all words as typed, if `--first` asked for it.
fn no_terminal(undecided: Option<usize>) -> Failure {
    let why = if is_dumb() {
        "this terminal cannot show the search (TERM is dumb)"
    } else {
        "there is no terminal to show the search on"
    };
    let before = match undecided {
        None => String::new(),
        Some(0) => "no record has all words as typed, and ".to_owned(),
        Some(several) => format!("{several} records have all words as typed, and "),
    };
    Failure::NoTerminal(format!("{before}{why}: run `icatlas pick` in a terminal, or use `icatlas find WORDS`"))
}

fn print(global: &Global, form: Form, data: &Data, records: &[VisibleRecord<'_>]) -> Result<(), Failure> {
    let output = Output::new(global);
    let letters = &output.letters;
    let format =
        |format: Format| output.print_as(format.spelling(), |out| format.write_in(letters, data, records, out));
    match form {
        Form::Quote => output.print(|out| write_quotations(data, records, None, out)),
        Form::Citation => output.print_as(Style::Plain.spelling(), |out| {
            records.iter().try_for_each(|record| out.write_all(Style::Plain.cite_in(letters, data, *record).as_bytes()))
        }),
        Form::Markdown => format(Format::Markdown),
        Form::Id => output
            .print_as(Spelling::Alike, |out| records.iter().try_for_each(|record| writeln!(out, "{}", record.id()))),
        Form::Json => format(Format::Json),
    }
}
