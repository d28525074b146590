//! Completion by Tab, tried in bash, zsh and fish themselves.
//!
//! If a shell is not installed, its test says so and passes; with `ICATLAS_DEMAND_BASH=1`, `ICATLAS_DEMAND_ZSH=1` and
//! `ICATLAS_DEMAND_FISH=1`, as in `.ci/run`, it fails.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::ICATLAS;
use common::pty::Session;
use tempfile::TempDir;

/// A shell, how it starts without the files of the person, and what is typed to load the completion.
struct Shell {
    name: &'static str,
    arguments: &'static [&'static str],
    load: &'static str,
}

const BASH: Shell = Shell {
    name: "bash",
    arguments: &["--norc", "--noprofile", "-i"],
    load: "bind 'set enable-bracketed-paste off' 'set page-completions off' 'set completion-query-items 0'; PS1='ready> '; \
           source <(icatlas completions bash)",
};
const ZSH: Shell = Shell {
    name: "zsh",
    arguments: &["-f", "-i"],
    load: "unset zle_bracketed_paste; autoload -U compinit; compinit -u -D; PS1='ready> '; source <(icatlas completions zsh)",
};
const FISH: Shell = Shell {
    name: "fish",
    arguments: &["--no-config", "-i"],
    load: "function fish_prompt; echo -n 'ready> '; end; function fish_greeting; end; set -g fish_autosuggestion_enabled 0; \
           icatlas completions fish | source",
};

/// A shell in which completion works, in a folder of its own.
struct Running {
    session: Session,
    folder: TempDir,
}

impl Shell {
    /// Starts the shell; `None` if it is not installed and nobody demands it.
    fn start(&self, environment: &[(&str, &str)]) -> Option<Running> {
        if Command::new(self.name).arg("--version").output().is_err() {
            let demand = format!("ICATLAS_DEMAND_{}", self.name.to_uppercase());
            assert!(std::env::var_os(demand).is_none(), "{} is required and not installed", self.name);
            eprintln!("{} is not installed: its completion is not tested", self.name);
            return None;
        }
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("a folder")).unwrap();
        fs::write(folder.path().join("a-file"), "").unwrap();
        let here = folder.path().to_str().unwrap();
        let programs = Path::new(ICATLAS).parent().unwrap().display();
        let path = format!("{programs}:{}", std::env::var("PATH").unwrap());
        let home = [("PATH", path.as_str()), ("HOME", here), ("XDG_CONFIG_HOME", here), ("XDG_DATA_HOME", here)];
        let arguments = [&["-c", "cd \"$HOME\" && exec \"$@\"", "sh", self.name], self.arguments].concat();
        let session = Session::program("/bin/sh", &arguments, &[&home[..], environment].concat(), 110, 40);
        session.settle();
        session.send(&format!("{}; echo lo''aded\r", self.load));
        session.wait_for_text("loaded");
        session.settle();
        Some(Running { session, folder })
    }
}

impl Running {
    /// Types the beginning of a line and Tab, and waits until that has led to this text.
    fn complete(&self, typed: &str, tabs: &str, shown: &[&str]) {
        self.session.send("\x15\x0c");
        self.session.wait_for("an empty screen", |screen| screen.contents().trim() == "ready>");
        self.session.send(typed);
        self.session.wait_for_text(typed.trim());
        self.session.settle();
        self.session.send(tabs);
        for text in shown {
            self.session.wait_for_text(text);
        }
    }

    fn assert_completes(&self, typed: &str, completed: &str) {
        self.complete(typed, "\t", &[&format!("ready> {completed}")]);
    }
}

/// What every shell completes.
fn completes(shell: &Shell) {
    let Some(running) = shell.start(&[]) else { return };
    for (typed, completed) in [
        ("icatlas li", "icatlas list "),
        ("icatlas show gap/prosecution/1", "icatlas show gap/prosecution/1"),
        ("icatlas show member/unod", "icatlas show member/unodc"),
        ("icatlas show UNOD", "icatlas show UNODC"),
        ("icatlas cite --quote 61/1", "icatlas cite --quote 61/180"),
        ("icatlas cite A/RES/61", "icatlas cite A/RES/61/180"),
        ("icatlas list eve", "icatlas list event"),
        ("icatlas list re", "icatlas list recommendation"),
        ("icatlas find --expl", "icatlas find --explain"),
        ("icatlas find demand kind:ga", "icatlas find demand kind:gap"),
        ("icatlas find demand pill", "icatlas find demand pillar:"),
        ("icatlas cite --format bib", "icatlas cite --format bibtex"),
        ("icatlas cite --format=bib", "icatlas cite --format=bibtex"),
        ("icatlas --edition 2010", "icatlas --edition 2010-deck"),
        ("icatlas export -o a-f", "icatlas export -o a-file"),
        ("icatlas --data a", "icatlas --data a\\ folder/"),
        ("icatlas export --output=a-f", "icatlas export --output=a-file"),
        ("icatlas completions zs", "icatlas completions zsh"),
    ] {
        running.assert_completes(typed, completed);
    }
    running.complete("icatlas list ", "\t\t", &["member", "gap", "recommendation", "document"]);
    running.complete("icatlas show gap/prevention/", "\t\t", &["evention/1", "evention/4"]);
}

/// zsh shows what the candidates are in a column of their own, and none of them in two lines.
#[test]
fn zsh_shows_each_candidate_in_one_line() {
    let Some(running) = ZSH.start(&[]) else { return };
    running.complete("icatlas ", "\t", &["cite         Print citations", "diff         Print what changed"]);
    running.complete("icatlas show document/tip-protocol document/un-", "\t", &["document/un-"]);
    running.session.settle();
    let shown = running.session.contents();
    let listed: Vec<&str> = shown.lines().skip(1).filter(|line| !line.is_empty()).collect();
    assert!(listed.len() > 2 && listed.iter().all(|line| line.starts_with("document/")), "{shown}");
}

/// The data of an earlier `--data` is completed from, and none of it is evaluated.
fn takes_hostile_names_as_words(shell: &Shell) {
    let Some(running) = shell.start(&[]) else { return };
    let data = running.folder.path().join("it's data");
    fs::create_dir(&data).unwrap();
    common::copy_to(&data);
    let members = fs::read_to_string(data.join("members.ron")).unwrap();
    let hostile = "ZZ$(touch pwned)`touch pwned`;touch pwned 'x";
    let members = members.replacen("acronym: \"UNODC\"", &format!("acronym: \"{hostile}\""), 1);
    assert!(members.contains(hostile));
    fs::write(data.join("members.ron"), members).unwrap();
    running.assert_completes("icatlas --data \"it's data\" list --js", "icatlas --data \"it's data\" list --json");
    running.complete("icatlas --data \"it's data\" show ZZ", "\t", &["show ZZ\\$"]);
    running.session.settle();
    running.session.send("\r");
    running.session.wait_for_text("Office on Drugs and Crime");
    running.session.settle();
    assert!(!running.folder.path().join("pwned").exists(), "a name of the data was evaluated");
}

/// In restricted mode Tab tells nothing: no command, no record, and above all no file.
fn tells_nothing_in_restricted_mode(shell: &Shell) {
    for (environment, option) in [(&[("ICATLAS_RESTRICTED", "1")][..], ""), (&[], "--restricted ")] {
        let Some(running) = shell.start(environment) else { return };
        for typed in ["show UNOD", "export -o a-f", "--data a", "li"] {
            let line = format!("icatlas {option}{typed}");
            running.complete(&line, "\t\t", &[]);
            running.session.settle();
            let shown = running.session.contents();
            assert_eq!(shown.trim(), format!("ready> {line}"), "{}", shell.name);
        }
    }
}

macro_rules! in_each_shell {
    ($($test:ident: $shell:expr, $does:expr;)*) => { $(#[test] fn $test() { $does(&$shell) })* };
}

in_each_shell! {
    bash_completes_commands_options_and_what_the_data_has: BASH, completes;
    zsh_completes_commands_options_and_what_the_data_has: ZSH, completes;
    fish_completes_commands_options_and_what_the_data_has: FISH, completes;
    bash_evaluates_no_name_of_the_data: BASH, takes_hostile_names_as_words;
    zsh_evaluates_no_name_of_the_data: ZSH, takes_hostile_names_as_words;
    fish_evaluates_no_name_of_the_data: FISH, takes_hostile_names_as_words;
    bash_is_told_nothing_in_restricted_mode: BASH, tells_nothing_in_restricted_mode;
    zsh_is_told_nothing_in_restricted_mode: ZSH, tells_nothing_in_restricted_mode;
    fish_is_told_nothing_in_restricted_mode: FISH, tells_nothing_in_restricted_mode;
}
