//! Restricted mode, tried with the parser's own list of commands, options and values: the table below says what each of them
//! does there. None touches a file of the person.

mod common;
#[path = "restricted/table.rs"]
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::mem::MaybeUninit;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::CommandFactory;
use common::pty::Session;
use icatlas::cli::Arguments;
use rustix::fd::OwnedFd;
use rustix::fs::inotify::{self, CreateFlags, Reader, WatchFlags};
use rustix::io::Errno;
use table::{ChoosesData, DATA, Dashboard, EACH, GAPS_OF_EACH_STATE, Picks, Prints, Refused, Silent, TABLE, VARIABLES};
use tempfile::TempDir;

/// How the person is restricted: by an option, or by the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Option,
    Environment,
}

/// Writes a file that is closed for good afterwards: what this process itself has open for writing, a child that another
/// test has just forked would close later, and the watch would see it.
fn write_in_a_child(path: &Path, text: &str) {
    let script = "printf %s \"$1\" > \"$2\"";
    let written = Command::new("sh").args(["-c", script, "sh", text]).arg(path).status().unwrap();
    assert!(written.success(), "{}", path.display());
}

/// The folders of a person: home, the saved state, temporary files, and a working folder. All are watched.
struct Folders {
    folder: TempDir,
    data: PathBuf,
    /// The watched folders, by the numbers of their watches.
    watched: BTreeMap<i32, PathBuf>,
    events: OwnedFd,
}

impl Folders {
    fn new(data: &TempDir) -> Self {
        let folder = TempDir::new().unwrap();
        let inside = |path: &str| folder.path().join(path);
        let folders = ["", "home", "home/.local/state/icatlas", "state/icatlas", "tmp", "work"].map(inside);
        for folder in &folders {
            fs::create_dir_all(folder).unwrap();
        }
        let pins = "(version: 1, kept: (pins: [(id: \"gap/prevention/1\", title: \"a gap\")]))";
        write_in_a_child(&inside("state/icatlas/state.ron"), pins);
        write_in_a_child(&inside("home/.local/state/icatlas/state.ron"), pins);
        write_in_a_child(&inside("work/there"), "mine");
        let events = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).unwrap();
        let watch = |path| (inotify::add_watch(&events, &path, WatchFlags::ALL_EVENTS).unwrap(), path);
        let watched = folders.into_iter().map(watch).collect();
        Self { folder, data: data.path().to_owned(), watched, events }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// The variables that name the folders of the person.
    fn environment(&self, how: How) -> Vec<(String, String)> {
        let restricted = if how == How::Environment { "1" } else { "" };
        let home = [("HOME", "home"), ("XDG_STATE_HOME", "state"), ("TMPDIR", "tmp")];
        let home = home.map(|(name, folder)| (name.to_owned(), self.path(folder)));
        home.into_iter().chain([("ICATLAS_RESTRICTED".to_owned(), restricted.to_owned())]).collect()
    }

    /// A command line of the table in full.
    fn arguments(&self, how: How, arguments: &[&str], value: &str) -> Vec<String> {
        let data = self.data.to_str().unwrap();
        let restricted =
            (how == How::Option && !arguments.contains(&"--restricted")).then(|| "--restricted".to_owned());
        let filled = arguments.iter().map(|part| part.replace(EACH, value).replace(DATA, data));
        restricted.into_iter().chain(filled).collect()
    }

    /// Asserts that nobody has opened, read, made, changed or removed anything here.
    fn assert_untouched(&self, what: &str) {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut events = Reader::new(&self.events, &mut buffer);
        match events.next() {
            Err(Errno::AGAIN) => {}
            Err(error) => panic!("{error}"),
            Ok(event) => {
                let name = event.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
                panic!("{what}: {:?} of {}", event.events(), self.watched[&event.wd()].join(&*name).display());
            }
        }
    }

    /// Runs a command, and returns its exit code, output and message.
    fn run(&self, arguments: &[String], environment: &[(String, String)]) -> (Option<i32>, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_icatlas"))
            .args(arguments)
            .env_clear()
            .env("LC_ALL", "C.UTF-8")
            .env("ICATLAS_DATA", GAPS_OF_EACH_STATE)
            .envs(environment.iter().cloned())
            .current_dir(self.path("work"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    /// Starts a session in the working folder.
    fn session(&self, arguments: &[String], environment: &[(String, String)]) -> Session {
        let work = self.path("work");
        let command = "cd \"$1\" && shift && exec \"$@\"";
        let program = ["-c", command, "sh", &work, env!("CARGO_BIN_EXE_icatlas")];
        let arguments: Vec<&str> = program.into_iter().chain(arguments.iter().map(String::as_str)).collect();
        let environment: Vec<(&str, &str)> =
            environment.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let session = Session::program("/bin/sh", &arguments, &environment, 120, 40);
        session.wait_for_text("Inter-Agency");
        session
    }

    /// Opens the search in which records are picked, and picks two.
    fn pick(&self, arguments: &[String], environment: &[(String, String)]) {
        let mut session = self.session(arguments, environment);
        session.send("\x1bm\x1b[B\x1bm");
        session.wait_for_text("2 marked");
        session.send("\x1a");
        session.wait_for_text("Restricted mode does not suspend");
        session.send("\r");
        assert_eq!(session.wait().exit_code(), 0, "{arguments:?}");
    }

    /// Opens the dashboard, tries every action that would leave something behind, and quits.
    fn visit(&self, arguments: &[String], environment: &[(String, String)]) {
        let mut session = self.session(arguments, environment);
        // Closes the search that words open; then tries a pin, its sheet in a file, a copy, a query, a stop.
        session.send("\x1b");
        session.wait_for_text("1 Members");
        session.send("m'w");
        session.wait_for_text("Restricted mode writes no file");
        session.send("\x1b");
        session.wait_for("the dashboard", |screen| !screen.contents().contains("as Markdown"));
        session.send("yY/refugees\r");
        session.wait_for("the record that was found", |screen| !screen.contents().contains("Esc close"));
        session.send("\x1a");
        session.wait_for_text("Restricted mode does not suspend");
        session.send("\x03");
        assert_eq!(session.wait().exit_code(), 0, "{arguments:?}");
    }
}

/// The parser's own list: commands, their options, and operands by their names; each with its values, if the parser lists
/// them.
fn known_to_the_parser() -> BTreeMap<String, Vec<String>> {
    let (mut parser, mut known) = (Arguments::command(), BTreeMap::new());
    parser.build();
    list(&parser, "", &mut known);
    known
}

fn list(command: &clap::Command, before: &str, known: &mut BTreeMap<String, Vec<String>>) {
    // Options of all commands are listed once.
    for argument in command.get_arguments().filter(|argument| before.is_empty() || !argument.is_global_set()) {
        let long = argument.get_long().map(|long| format!("--{long}"));
        let short = || argument.get_short().map(|short| format!("-{short}"));
        let operand = || argument.get_value_names().unwrap()[0].to_string();
        let name = long.or_else(short).unwrap_or_else(operand);
        // A flag has the values true and false in the list, which cannot be written.
        let values = argument.get_possible_values().into_iter().filter(|_| argument.get_action().takes_values());
        known.insert(format!("{before}{name}"), values.map(|value| value.get_name().to_owned()).collect());
    }
    for command in command.get_subcommands() {
        let name = format!("{before}{}", command.get_name());
        known.insert(name.clone(), Vec::new());
        // Below this one all commands are listed once more.
        if name != "help" {
            list(command, &format!("{name} "), known);
        }
    }
}

#[test]
fn every_command_and_option_of_the_parser_has_a_class() {
    let classed: BTreeSet<String> = TABLE.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let known: BTreeSet<String> = known_to_the_parser().into_keys().collect();
    let unclassed: Vec<_> = known.difference(&classed).collect();
    assert!(unclassed.is_empty(), "add to the table what these do in restricted mode: {unclassed:?}");
    let gone: Vec<_> = classed.difference(&known).collect();
    assert!(gone.is_empty(), "take these out of the table, the parser has none: {gone:?}");
    assert_eq!(classed.len(), TABLE.len(), "one is classed twice");
}

#[test]
fn in_restricted_mode_no_command_and_no_option_touches_a_file_of_the_person() {
    // The data of the administrator, apart from the person's folders.
    let (data, known) = (common::copy(), known_to_the_parser());
    for how in [How::Option, How::Environment] {
        let folders = Folders::new(&data);
        for (name, class, arguments) in TABLE {
            let values = known.get(*name).cloned().unwrap_or_default();
            for value in if values.is_empty() { vec![String::new()] } else { values } {
                let arguments = folders.arguments(how, arguments, &value);
                let environment = folders.environment(how);
                let refused = match class {
                    Refused(told) => Some(told),
                    ChoosesData(told) if how == How::Environment => Some(told),
                    Prints | Silent | ChoosesData(_) => None,
                    Dashboard | Picks => {
                        let visit = if *class == Dashboard { Folders::visit } else { Folders::pick };
                        visit(&folders, &arguments, &environment);
                        folders.assert_untouched(&format!("{arguments:?}, {how:?}"));
                        continue;
                    }
                };
                let (code, printed, said) = folders.run(&arguments, &environment);
                folders.assert_untouched(&format!("{arguments:?}, {how:?}"));
                if let Some(told) = refused {
                    assert!(code == Some(2) && printed.is_empty() && said.contains(told), "{arguments:?}: {said}");
                } else {
                    let as_classed = printed.is_empty() == (*class == Silent);
                    assert!(code == Some(0) && as_classed, "{arguments:?}: {printed}{said}");
                }
            }
        }
        assert_eq!(fs::read_to_string(folders.path("work/there")).unwrap(), "mine");
    }
}

#[test]
fn in_restricted_mode_a_query_for_pins_touches_no_file_of_the_person() {
    let data = common::copy();
    for how in [How::Option, How::Environment] {
        let folders = Folders::new(&data);
        for command in ["find", "export"] {
            let arguments = folders.arguments(how, &[command, "is:pinned"], "");
            let (code, printed, said) = folders.run(&arguments, &folders.environment(how));
            folders.assert_untouched(&format!("{arguments:?}, {how:?}"));
            assert_eq!((code, printed.as_str()), (Some(1), ""));
            assert!(said.contains("restricted mode keeps no pins"), "{said}");
        }
    }
}

#[test]
fn in_restricted_mode_no_variable_makes_the_program_touch_a_file_of_the_person() {
    let data = common::copy();
    let folders = Folders::new(&data);
    for (name, values) in VARIABLES {
        for value in *values {
            let value = value.replace(DATA, data.path().to_str().unwrap());
            let with = |how| [folders.environment(how), vec![((*name).to_owned(), value.clone())]].concat();
            for how in [How::Option, How::Environment] {
                let (code, printed, said) =
                    folders.run(&folders.arguments(how, &["find", "trafficking"], ""), &with(how));
                assert!(code == Some(0) && !printed.is_empty(), "{name}={value}, {how:?}: {said}");
            }
            if value != "dumb" {
                folders.visit(&[], &with(How::Environment));
            }
            folders.assert_untouched(&format!("{name}={value}"));
        }
    }
}

/// Shows that the watch works: without restricted mode it sees files touched.
#[test]
fn without_restricted_mode_the_watch_sees_the_same_commands_touch_files() {
    let data = common::copy();
    for arguments in [&["export", "--pins"][..], &["export", "-o", "out"]] {
        let folders = Folders::new(&data);
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        let environment = folders.environment(How::Option);
        assert_eq!(folders.run(&arguments, &environment).0, Some(0), "{arguments:?}");
        let seen = std::panic::catch_unwind(|| folders.assert_untouched(""));
        assert!(seen.is_err(), "{arguments:?} went unseen");
    }
}

#[test]
fn every_variable_in_the_readme_has_a_class() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `ICATLAS_")?.split_once('`'));
    let named: Vec<String> = rows.map(|(name, _)| format!("ICATLAS_{name}")).collect();
    assert!(named.len() >= 4, "{named:?}");
    for name in named.iter().filter(|name| *name != "ICATLAS_RESTRICTED") {
        assert!(VARIABLES.iter().any(|(classed, _)| classed == name), "{name}");
    }
}
