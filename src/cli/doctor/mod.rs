//! `icatlas doctor`: prints what icatlas knows of the terminal, the data and the saved state, on one page without secrets: no
//! values of the environment but the name of the terminal, and paths from the home folder on.

mod copies;
mod terminal;

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::arguments::{Doctor, Global};
use super::{Failure, Output, load_whole};
use crate::atlas::Atlas;
use crate::atlas::text::printable;
use crate::formats::Format;
use crate::formats::json::SCHEMA;
use crate::present::naming::counted;
use crate::present::wrap::lines_at_spaces;
use crate::storage::{Probe, home};
use copies::Copies;

/// Columns of a page, if the terminal has no fewer.
const COLUMNS: usize = 80;

/// Columns of what stands before a value.
const LABELS: usize = 14;

/// What is said of a damaged file of pins.
const DAMAGED: &str = "The file of pins, state.ron, is damaged. The next session renames it and begins a new one.";

/// The JSON: an object like that of other commands.
#[derive(Serialize)]
struct Printed {
    schema: u32,
    doctor: Report,
}

/// All that is known.
#[derive(Debug, Serialize)]
struct Report {
    version: &'static str,
    system: String,
    restricted: bool,
    terminal: terminal::Report,
    copies: Copies,
    data: DataReport,
    state: StateReport,
}

#[derive(Debug, Serialize)]
struct DataReport {
    /// The folder; null if the data is built in, or in restricted mode.
    folder: Option<String>,
    built_in: bool,
    edition: Option<String>,
    date: Option<String>,
    records: Option<usize>,
    /// Why it cannot be used.
    problem: Option<String>,
}

#[derive(Debug, Serialize)]
struct StateReport {
    folder: Option<String>,
    kept: bool,
    pins: Option<usize>,
    /// Why it is not kept.
    obstacle: Option<String>,
    /// What is wrong with a variable that names another folder, or with the file there.
    remark: Option<String>,
    #[serde(skip)]
    damaged: bool,
}

pub(super) fn run(global: &Global, doctor: &Doctor) -> Result<(), Failure> {
    let report = Report {
        version: env!("CARGO_PKG_VERSION"),
        system: format!("{} ({})", std::env::consts::OS, std::env::consts::ARCH),
        restricted: global.restricted(),
        terminal: terminal::Report::look(global),
        copies: Copies::look(global),
        data: DataReport::look(global),
        state: StateReport::look(global),
    };
    let output = Output::new(global);
    if doctor.json {
        return output.print_as(Format::Json.spelling(), |out| {
            serde_json::to_writer_pretty(&mut *out, &Printed { schema: SCHEMA, doctor: report })?;
            writeln!(out)
        });
    }
    let columns = output.columns.map_or(COLUMNS, |columns| columns.min(COLUMNS));
    output.print(|out| out.write_all(report.page(columns).as_bytes()))
}

impl Report {
    fn page(&self, columns: usize) -> String {
        let mode = if self.restricted { ", restricted mode" } else { "" };
        let mut page = format!("icatlas {} on {}{mode}\n", self.version, self.system);
        for (heading, lines) in [
            ("Terminal", self.terminal.lines()),
            ("Copies", self.copies.lines()),
            ("Data", self.data.lines()),
            ("State", self.state.lines()),
        ] {
            page.push_str(&format!("{heading}\n"));
            for (label, value) in lines {
                let rows = lines_at_spaces(&value, columns.saturating_sub(LABELS + 2).max(1));
                for (number, row) in rows.enumerate() {
                    let label = if number == 0 { label } else { "" };
                    page.push_str(format!("  {label:LABELS$}{row}").trim_end());
                    page.push('\n');
                }
            }
        }
        page
    }
}

impl DataReport {
    fn look(global: &Global) -> Self {
        let built_in = global.data.is_none() || global.edition.is_some();
        let folder = global.data.as_deref().filter(|_| !built_in && !global.restricted()).map(from_home);
        let loaded = load_whole(global);
        let problem = loaded.as_ref().err().map(|failure| match failure {
            Failure::Data(_) => format!("it has problems: `{}` lists them", check(folder.as_deref())),
            failure => without_home(failure.to_string().lines().next().unwrap_or_default()),
        });
        let atlas = loaded.ok();
        let edition = atlas.as_ref().map(Atlas::edition);
        Self {
            folder,
            built_in,
            edition: edition.map(|edition| edition.name.to_string()),
            date: edition.map(|edition| edition.date.iso()),
            records: atlas.as_ref().map(Atlas::len),
            problem,
        }
    }

    fn lines(&self) -> Vec<(&'static str, String)> {
        let from = match (&self.folder, self.built_in) {
            (_, true) => "built in".to_owned(),
            (Some(folder), false) => folder.clone(),
            (None, false) => "a folder".to_owned(),
        };
        let edition = match (&self.edition, &self.date, self.records) {
            (Some(edition), Some(date), Some(records)) => {
                format!("{edition} of {date}, {}", counted(records as u64, "record"))
            }
            _ => self.problem.clone().unwrap_or_default(),
        };
        vec![("source", from), ("edition", edition)]
    }
}

impl StateReport {
    /// Looks at the folder of the state; restricted mode keeps none, and looks at nothing.
    fn look(global: &Global) -> Self {
        let Some(disk) = global.disk() else {
            return Self {
                folder: None,
                kept: false,
                pins: None,
                obstacle: Some("restricted mode keeps none".to_owned()),
                remark: None,
                damaged: false,
            };
        };
        let Probe { folder, pins, damaged, obstacle, remark } = Probe::of(disk);
        let remarks: Vec<String> = damaged.then(|| DAMAGED.to_owned()).into_iter().chain(remark).collect();
        Self {
            folder: folder.as_deref().map(from_home),
            kept: obstacle.is_none(),
            pins,
            obstacle: obstacle.map(|obstacle| without_home(&obstacle)),
            remark: (!remarks.is_empty()).then(|| remarks.join(" ")),
            damaged,
        }
    }

    fn lines(&self) -> Vec<(&'static str, String)> {
        let kept = match (&self.obstacle, self.pins) {
            (Some(why), _) => format!("no: {why}"),
            (None, Some(pins)) => format!("yes: {}", counted(pins as u64, "pin")),
            (None, None) if self.damaged => "yes, but what was saved before is damaged".to_owned(),
            (None, None) => "yes: nothing saved yet".to_owned(),
        };
        let folder = self.folder.iter().map(|folder| ("folder", folder.clone()));
        let remark = self.remark.iter().map(|remark| ("remark", remark.clone()));
        folder.chain([("kept", kept)]).chain(remark).collect()
    }
}

/// The command that lists the problems of a folder, as it is typed in a shell.
fn check(folder: Option<&str>) -> String {
    let Some(folder) = folder else { return "icatlas check".to_owned() };
    // A shell expands the home folder only outside of quotation marks.
    let (home, rest) = folder.strip_prefix("~/").map_or(("", folder), |rest| ("~/", rest));
    let is_plain = rest.chars().all(|letter| letter.is_alphanumeric() || "/.,_-+@%:".contains(letter));
    if is_plain {
        format!("icatlas check {folder}")
    } else {
        format!("icatlas check {home}'{}'", rest.replace('\'', "'\\''"))
    }
}

/// The home folder, unless it is the root, which hides nothing.
fn hidden() -> Option<PathBuf> {
    home().filter(|home| home.parent().is_some())
}

/// A path, from the home folder on if it is in there: the name of the person does not belong in a report.
fn from_home(path: &Path) -> String {
    let inside = hidden().and_then(|home| Some(path.strip_prefix(home).ok()?.to_owned()));
    let path = inside.map_or_else(|| path.to_owned(), |inside| Path::new("~").join(inside));
    printable(&path.display().to_string()).into_owned()
}

/// A message in which paths begin with `~` where they are in the home folder.
fn without_home(message: &str) -> String {
    match hidden() {
        Some(home) => message.replace(&format!("{}/", printable(&home.display().to_string())), "~/"),
        None => message.to_owned(),
    }
}
