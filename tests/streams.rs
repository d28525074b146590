//! Standard output or error that cannot be written to: results are printed if possible, and the exit code
//! reports that something was lost.

mod common;

use std::fs::OpenOptions;
use std::process::{Output, Stdio};

use common::{ICATLAS, command};

#[derive(Clone, Copy, PartialEq)]
enum Full {
    Out,
    Error,
}

/// A command line of every command that prints, and what it prints without one.
const PRINTING: &[&[&str]] = &[
    &["--help"],
    &["--version"],
    &["find", "--help"],
    &["help"],
    &["find", "impunity"],
    &["find", "--explain", "impunity"],
    &["find", "--json", "impunity"],
    &["show", "gap/prevention"],
    &["list", "gap"],
    &["list"],
    &["list", "--json"],
    &["cite", "gap/prevention/1"],
    &["cite", "--json", "gap/prevention/1"],
    &["export"],
    &["export", "--format", "csv"],
    &["check"],
    &["--ascii", "list", "gap"],
    &["export", "--format", "md", "unodc"],
    &["diff", "--as-of", "2008"],
    &["diff", "--json", "--as-of", "2008"],
    &["completions", "bash"],
    &["man"],
    &["doctor"],
    &["doctor", "--json"],
    &["pick", "--first", "large", "impunity"],
];

fn run(arguments: &[&str], full: Full) -> Output {
    let device = || Stdio::from(OpenOptions::new().write(true).open("/dev/full").unwrap());
    let mut command = command(ICATLAS);
    command.args(arguments);
    match full {
        Full::Out => command.stdout(device()),
        Full::Error => command.stderr(device()),
    };
    command.output().unwrap()
}

#[test]
fn results_are_printed_even_if_messages_cannot_be() {
    for arguments in [&["find", "impuntiy"][..], &["export", "impuntiy"], &["find", "--json", "impuntiy"]] {
        let output = run(arguments, Full::Error);
        assert_eq!(output.status.code(), Some(4), "{arguments:?}: {:?}", output.status);
        assert!(!output.stdout.is_empty(), "{arguments:?}");
    }
    let silent = run(&["find", "impunity"], Full::Error);
    assert_eq!(silent.status.code(), Some(0), "nothing had to be said");
}

#[test]
fn the_exit_code_reports_lost_messages() {
    for arguments in [&["find", "qqqqqq"][..], &["--nonsense"], &["check", "/nowhere"], &["export", "--pins"], &[]] {
        assert_eq!(run(arguments, Full::Error).status.code(), Some(4), "{arguments:?}");
    }
}

#[test]
fn lost_output_is_reported_with_the_reason() {
    for arguments in PRINTING {
        let output = run(arguments, Full::Out);
        assert_eq!(output.status.code(), Some(4), "{arguments:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("standard output cannot be written to"), "{arguments:?}: {told}");
    }
}

#[test]
fn output_to_a_stream_opened_for_reading_is_reported_as_lost() {
    for redirection in ["1</dev/null", "2</dev/null"] {
        let script = format!("{ICATLAS} find impuntiy {redirection}");
        let output = command("bash").args(["-c", &script]).output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{redirection}");
    }
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let script = format!(
        "{ICATLAS} export | head -c 1; {ICATLAS} --help | head -c 1; {ICATLAS} find impuntiy 2>&1 >/dev/null | head -c 1"
    );
    let output = command("bash").args(["-o", "pipefail", "-ec", &script]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// Runs a command line in a shell that redirects its standard output.
fn redirected(arguments: &[&str], redirection: &str) -> Output {
    let script = format!("exec \"$@\" {redirection}");
    command("bash").args(["-c", &script, "bash", ICATLAS]).args(arguments).output().unwrap()
}

#[test]
fn the_null_device_is_no_failure_however_it_was_opened() {
    // Python opens it for reading and writing, as the standard library does where standard output is closed.
    for arguments in PRINTING.iter().filter(|arguments| arguments[0] != "pick") {
        for redirection in [">/dev/null", "1<>/dev/null"] {
            assert_eq!(redirected(arguments, redirection).status.code(), Some(0), "{arguments:?} {redirection}");
        }
    }
}

#[test]
fn what_goes_to_a_file_needs_no_standard_output() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("unodc.json").display().to_string();
    let output = redirected(&["export", "-o", &file, "unodc"], ">&-");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(std::fs::read_to_string(file).unwrap().contains("member/unodc"));
}

#[test]
fn a_file_that_cannot_be_written_is_reported() {
    let output = redirected(&["export", "-o", "/dev/full", "unodc"], "");
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stderr).unwrap().contains("/dev/full cannot be written"));
}
