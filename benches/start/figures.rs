//! The figures: what is measured of each program, and its values.

use std::collections::BTreeMap;

/// A command whose result is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Command {
    Version,
    Find,
    Misspelt,
    Show,
    Export,
}

impl Command {
    pub const ALL: [Self; 5] = [Self::Version, Self::Find, Self::Misspelt, Self::Show, Self::Export];

    /// The arguments of icatlas.
    pub const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Version => &["--version"],
            Self::Find => &["find", "extradition"],
            Self::Misspelt => &["find", "extraditoin"],
            Self::Show => &["show", "gap/prevention/1"],
            Self::Export => &["export"],
        }
    }
}

/// What icatlas opens on the terminal; of the other programs, all that they open is their dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opened {
    Dashboard,
    Pick,
}

impl Opened {
    pub const ALL: [Self; 2] = [Self::Dashboard, Self::Pick];

    /// What to add to the name of a figure.
    const fn suffix(self) -> &'static str {
        match self {
            Self::Dashboard => "",
            Self::Pick => " of `pick`",
        }
    }
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// Milliseconds from `exec` to the first byte on the terminal.
    FirstByte(Opened),
    /// Milliseconds from `exec` to the last byte of the first frame.
    FirstFrame(Opened),
    /// Milliseconds from `exec` to the last byte of the result.
    Result(Command),
    /// Instructions of a command.
    Instructions(Command),
    /// Instructions until the first frame is shown, and the end after a key.
    FrameInstructions(Opened),
    /// Private dirty memory of a session that shows its first frame, in KiB.
    Dirty,
    /// The same after some use.
    DirtyAfterUse,
    /// Proportional memory of each of twenty sessions that show their first frame, in KiB.
    Proportional,
    /// The same after some use.
    ProportionalAfterUse,
    /// Bytes of the binary.
    Size,
    /// Bytes of the binary without symbols.
    Stripped,
}

impl Figure {
    /// Its name in the table.
    pub fn name(self) -> String {
        let command = |command: Command| command.arguments().join(" ");
        match self {
            Self::FirstByte(opened) => format!("`exec` to the first byte{}", opened.suffix()),
            Self::FirstFrame(opened) => format!("`exec` to the full first frame{}", opened.suffix()),
            Self::Result(named) => format!("`exec` to the result of `{}`", command(named)),
            Self::Instructions(named) => format!("instructions of `{}`", command(named)),
            Self::FrameInstructions(opened) => format!("instructions: first frame{}, then quit", opened.suffix()),
            Self::Dirty => "private dirty memory, first frame".to_owned(),
            Self::DirtyAfterUse => "private dirty memory after some use".to_owned(),
            Self::Proportional => "proportional memory of each of 20, first frame".to_owned(),
            Self::ProportionalAfterUse => "proportional memory of each of 20 after some use".to_owned(),
            Self::Size => "binary".to_owned(),
            Self::Stripped => "binary, stripped".to_owned(),
        }
    }

    /// A value with its unit.
    pub fn shown(self, value: f64) -> String {
        match self {
            Self::FirstByte(_) | Self::FirstFrame(_) | Self::Result(_) => format!("{value:.2} ms"),
            Self::Instructions(_) | Self::FrameInstructions(_) => format!("{:.2} M", value / 1e6),
            Self::Dirty | Self::DirtyAfterUse | Self::Proportional | Self::ProportionalAfterUse => {
                format!("{:.2} MiB", value / 1024.0)
            }
            Self::Size | Self::Stripped => format!("{:.2} MB", value / 1e6),
        }
    }
}

/// The values of each figure, by the number of the program.
#[derive(Debug, Default)]
pub struct Figures(BTreeMap<Figure, BTreeMap<usize, Vec<f64>>>);

impl Figures {
    pub fn add(&mut self, figure: Figure, program: usize, value: f64) {
        self.0.entry(figure).or_default().entry(program).or_default().push(value);
    }

    /// What was measured of any program, in order.
    pub fn measured(&self) -> impl Iterator<Item = Figure> {
        self.0.keys().copied()
    }

    /// The median of the values.
    pub fn median(&self, figure: Figure, program: usize) -> Option<f64> {
        median(self.0.get(&figure)?.get(&program)?.clone())
    }
}

pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
