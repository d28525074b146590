//! The programs that are measured.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use icatlas::atlas::Data;
use icatlas::built_in;

use crate::figures::{Command, Opened};
use crate::launch::Streams;
use crate::run::Run;
use crate::{Arguments, built, one_a_line};

/// The names of the programs, as the table has them. `LARGE` is icatlas with ten times the data built in.
pub const ICATLAS: &str = "icatlas";
pub const BEFORE: &str = "before";
pub const LARGE: &str = "ten times";
pub const MINIMAL: &str = "minimal";
pub const FZF: &str = "fzf";
pub const LESS: &str = "less";

/// A program.
pub struct Program {
    pub name: &'static str,
    pub path: PathBuf,
    /// The arguments with which it shows its first frame.
    arguments: Vec<String>,
    /// Its standard input, if that is not the terminal.
    input: Option<PathBuf>,
    /// The key that ends it.
    quit: &'static [u8],
    /// What `icatlas pick` prints to, a file, if the program has that command.
    picked: Option<PathBuf>,
}

impl Program {
    /// A program that needs no arguments, and that `q` ends.
    const fn new(name: &'static str, path: PathBuf) -> Self {
        Self { name, path, arguments: Vec::new(), input: None, quit: b"q", picked: None }
    }

    /// icatlas, of whichever data and commit.
    fn icatlas(name: &'static str, path: PathBuf, folder: &Path) -> Self {
        let help = process::Command::new(&path).args(["pick", "--help"]).output().unwrap();
        let picked = String::from_utf8_lossy(&help.stdout).contains("icatlas pick").then(|| folder.join("picked"));
        Self { picked, ..Self::new(name, path) }
    }

    /// Whether it is icatlas, of whichever data and commit.
    pub fn is_icatlas(&self) -> bool {
        [ICATLAS, BEFORE, LARGE].contains(&self.name)
    }

    /// The arguments of a command. Only what answers the same question is compared.
    pub fn command(&self, command: Command) -> Option<Vec<String>> {
        let arguments = match command {
            _ if self.is_icatlas() => command.arguments(),
            Command::Version if self.name != MINIMAL => &["--version"],
            Command::Find if self.name == FZF => &["--filter", "extradition"],
            _ => return None,
        };
        Some(arguments.iter().map(ToString::to_string).collect())
    }

    /// Whether it can open this.
    pub fn opens(&self, opened: Opened) -> bool {
        opened == Opened::Dashboard || self.picked.is_some()
    }

    /// The key that ends what it has opened.
    pub fn quit(&self, opened: Opened) -> &'static [u8] {
        match opened {
            Opened::Dashboard => self.quit,
            Opened::Pick => b"\x03",
        }
    }

    /// Starts it, to show its first frame; in `other`, such as valgrind with its arguments, if that is given.
    pub fn open(&self, opened: Opened, other: Option<(&Path, &[String])>) -> Run {
        let (arguments, output) = match opened {
            Opened::Dashboard => (self.arguments.clone(), None),
            Opened::Pick => (vec!["pick".to_owned()], self.picked.as_deref()),
        };
        self.start(&arguments, output, other)
    }

    /// Starts a command.
    pub fn run(&self, arguments: &[String], other: Option<(&Path, &[String])>) -> Run {
        self.start(arguments, None, other)
    }

    fn start(&self, arguments: &[String], output: Option<&Path>, other: Option<(&Path, &[String])>) -> Run {
        let streams = Streams { input: self.input.as_deref(), output };
        let Some((other, others)) = other else { return Run::start(&self.path, arguments, streams) };
        let path = self.path.to_str().unwrap().to_owned();
        Run::start(other, &[others, &[path], arguments].concat(), streams)
    }
}

/// All programs that there are on this machine. Says which are missing.
pub fn all(arguments: &Arguments, folder: &Path) -> Vec<Program> {
    let mut programs = vec![Program::icatlas(ICATLAS, arguments.program.clone(), folder)];
    programs.extend(arguments.before.clone().map(|path| Program::icatlas(BEFORE, path, folder)));
    let add = |programs: &mut Vec<Program>, program: Result<Program, String>| match program {
        Ok(program) => programs.push(program),
        Err(reason) => println!("{reason}\n"),
    };
    if !arguments.skip_large {
        add(&mut programs, built::large().map(|path| Program::icatlas(LARGE, path, folder)));
    }
    add(&mut programs, built::minimal().map(|path| Program::new(MINIMAL, path)));
    add(&mut programs, fzf(folder));
    add(&mut programs, less(arguments, folder));
    programs
}

/// fzf over the same records, one a line. Ctrl-c ends it.
fn fzf(folder: &Path) -> Result<Program, String> {
    let path = installed(FZF)?;
    let lines: String = Data::from(built_in::atlas()).records().map(one_a_line::line).collect();
    let input = folder.join("records");
    fs::write(&input, lines).unwrap();
    Ok(Program { input: Some(input), quit: b"\x03", ..Program::new(FZF, path) })
}

/// less over the same records as a text.
fn less(arguments: &Arguments, folder: &Path) -> Result<Program, String> {
    let path = installed(LESS)?;
    let text = folder.join("atlas.md");
    let exported = process::Command::new(&arguments.program).args(["export", "--format", "md"]).output().unwrap();
    fs::write(&text, exported.stdout).unwrap();
    Ok(Program { arguments: vec![text.to_str().unwrap().to_owned()], ..Program::new(LESS, path) })
}

/// The path of an installed program.
pub fn installed(name: &str) -> Result<PathBuf, String> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file());
    found.ok_or_else(|| format!("{name} is not installed, so it is left out."))
}
