//! The command line: output, messages and exit codes.

mod common;

use std::fs;

use ::icatlas::atlas::Data;
use ::icatlas::built_in;
use clap::CommandFactory;
use common::{FROZEN, ICATLAS, built_in_icatlas, command, copy_to, icatlas, icatlas_with, stderr, stdout};
use serde_json::Value;
use tempfile::TempDir;

/// Runs icatlas and expects it to succeed.
fn printed(arguments: &[&str]) -> String {
    let output = icatlas(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    assert!(output.stderr.is_empty());
    stdout(&output)
}

/// Runs icatlas and expects it to fail with this exit code, with a message and without output.
fn complaint(arguments: &[&str], code: i32) -> String {
    let output = icatlas(arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
    assert!(output.stdout.is_empty(), "{}", stdout(&output));
    let complaint = stderr(&output);
    assert!(complaint.starts_with("icatlas: "), "{complaint}");
    complaint
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments)).unwrap()
}

#[test]
fn find_names_the_best_record_first_in_tab_separated_columns() {
    let found = printed(&["find", "extradition"]);
    let first: Vec<_> = found.lines().next().unwrap().split('\t').collect();
    assert_eq!(first[..3], ["rec/partnership/3", "recommendation", "Partnership"]);
    assert!(first[3].starts_with("Increase mutual legal assistance"));
}

#[test]
fn find_prints_the_requested_number_of_records() {
    assert!(printed(&["find", "trafficking"]).lines().count() > 5);
    assert_eq!(printed(&["find", "trafficking", "-n", "2"]).lines().count(), 2);
    complaint(&["find", "trafficking", "-n", "0"], 2);
}

#[test]
fn find_that_finds_nothing_says_so_with_exit_code_1() {
    assert!(complaint(&["find", "xyzzy"], 1).contains("nothing found for “xyzzy”"));
    let as_json = icatlas(&["find", "xyzzy", "--json"]);
    assert_eq!(as_json.status.code(), Some(1));
    assert!(stderr(&as_json).contains("nothing found") && stdout(&as_json).contains(r#""records": []"#));
}

#[test]
fn json_is_one_object_and_a_record_looks_the_same_everywhere() {
    let found = json(&["find", "extradition", "-n", "1", "--json"]);
    let shown = json(&["show", "rec/partnership/3", "--json"]);
    let export = json(&["export", "--format", "json"]);
    let in_export = export["records"].as_array().unwrap().iter().find(|record| record["id"] == "rec/partnership/3");
    assert_eq!(found["schema"], 2);
    assert_eq!(found["records"][0], shown["records"][0]);
    assert_eq!(Some(&shown["records"][0]), in_export);
    for key in ["id", "kind", "title", "text", "pillar", "names", "links", "citations"] {
        assert!(shown["records"][0].get(key).is_some(), "{key}");
    }
    assert_eq!(shown["records"][0]["pillar"], "partnership");
    assert_eq!(shown["records"][0]["basis"]["text"], "verbatim");
}

#[test]
fn a_member_s_json_has_its_names_links_and_sources() {
    let shown = json(&["show", "member/unhcr", "--json"]);
    let member = &shown["records"][0];
    let acronyms: Vec<_> = member["names"].as_array().unwrap().iter().filter_map(|n| n["acronym"].as_str()).collect();
    assert!(acronyms.contains(&"HCR") && acronyms.contains(&"ACNUR"));
    let links = member["links"].as_array().unwrap();
    assert!(links.iter().any(|link| link["relation"] == "took part" && link["to"] == "event/2006-09-tokyo"));
    assert_eq!(member["citations"][0]["place"], "slide “ICAT Member Organizations”");
}

#[test]
fn the_seven_and_the_nine_members_of_the_deck_are_links() {
    let ends = |id: &str, relation: &str| {
        let shown = json(&["show", id, "--json"]);
        let links = shown["records"][0]["links"].as_array().unwrap().clone();
        let mut ends: Vec<String> = links
            .iter()
            .filter(|link| link["relation"] == relation)
            .map(|link| link["from"].as_str().unwrap().trim_start_matches("member/").to_owned())
            .collect();
        ends.sort();
        ends
    };
    let seven = ["ilo", "iom", "undaw", "unhcr", "unicef", "unifem", "unodc"];
    assert_eq!(ends("event/2006-09-tokyo", "took part"), seven);
    let nine = ["ilo", "iom", "ohchr", "unesco", "unfpa", "unhcr", "unicef", "unicri", "unodc"];
    assert_eq!(ends("publication/analytical-review", "contributed"), nine);
}

#[test]
fn members_are_in_the_order_of_the_deck() {
    let ids: Vec<_> = printed(&["list", "member"]).lines().map(|l| l.split('\t').next().unwrap().to_owned()).collect();
    let order = "unodc dpko iom ilo interpol icao ohchr unaids undp undaw unfpa unicef unifem unicri unesco unhcr world-bank \
         example-bureau";
    assert_eq!(ids, order.split(' ').map(|name| format!("member/{name}")).collect::<Vec<_>>());
}

#[test]
fn show_prints_a_record_with_its_source() {
    let shown = printed(&["show", "gap/prevention/4"]);
    assert_eq!(
        shown,
        "Gap 4 under Prevention\ngap/prevention/4\nverbatim, ICAT deck\n\n“Lack of resources to reach potential \
         victims”\n\n○ No recommendation answers it (our judgement)\n\nSource\n  ICAT deck, slide “Prevention GAPS”\n\nLinks\n  document/icat-deck\n"
    );
}

#[test]
fn the_beginning_of_an_id_shows_all_records_under_it() {
    assert_eq!(json(&["show", "gap/prevention", "--json"])["records"].as_array().unwrap().len(), 4);
    assert_eq!(json(&["show", "gap", "rec", "--json"])["records"].as_array().unwrap().len(), 29);
}

#[test]
fn an_unknown_id_gets_the_nearest_one_as_a_tip() {
    assert!(complaint(&["show", "member/unchr"], 1).contains("did you mean member/unhcr?"));
    assert!(complaint(&["show", "gap/prev"], 1).contains("did you mean"));
}

#[test]
fn list_takes_a_kind_by_any_of_its_names() {
    let gaps = printed(&["list", "gap"]);
    assert_eq!(gaps.lines().count(), 13);
    assert_eq!(printed(&["list", "gaps"]), gaps);
    for (short, name) in
        [("rec", "Recommendations"), ("recs", "recommendation"), ("docs", "document"), ("pub", "publications")]
    {
        assert_eq!(printed(&["list", short]), printed(&["list", name]), "{short}");
    }
    for (beginning, name) in [
        ("mem", "member"),
        ("func", "function"),
        ("ev", "event"),
        ("EVENT", "event"),
        ("evs", "event"),
        ("instr", "instrument"),
        ("inst", "instrument"),
        ("recommend", "rec"),
        ("co", "contact"),
    ] {
        assert_eq!(printed(&["list", beginning]), printed(&["list", name]), "{beginning}");
    }
    for one_letter in ["g", "e", "gs"] {
        assert!(complaint(&["list", one_letter], 2).contains("is not a kind of record"), "{one_letter}");
    }
    assert!(complaint(&["list", "gpa"], 2).contains("did you mean gap?"));
    assert!(complaint(&["list", "zzz"], 2).contains("use one of member, body, gap, rec"));
}

#[test]
fn list_without_a_kind_counts_the_records_of_each() {
    let kinds = printed(&["list"]);
    assert_eq!(kinds.lines().count(), 12);
    for line in kinds.lines() {
        let (kind, count) = line.split_once('\t').unwrap();
        match count.parse::<usize>().unwrap() {
            0 => assert!(complaint(&["list", kind], 1).contains("in the data"), "{kind}"),
            count => assert_eq!(printed(&["list", kind]).lines().count(), count, "{kind}"),
        }
    }
}

#[test]
fn list_unanswered_takes_gaps_only() {
    let unanswered = printed(&["list", "--unanswered", "gaps"]);
    assert!(unanswered.starts_with("gap/prevention/1\t") && unanswered.lines().count() < 13, "{unanswered}");
    for kind in ["member", "rec", "documents"] {
        let complaint = complaint(&["list", kind, "--unanswered"], 2);
        assert!(complaint.contains("only gaps are answered or not: omit --unanswered to list the "), "{complaint}");
    }
    assert_eq!(printed(&["list", "--unanswered"]), unanswered, "nothing else is unanswered");
    assert!(complaint(&["list", "zzz", "--unanswered"], 2).contains("use one of member, body, gap, rec"));
}

#[test]
fn wrong_usage_is_reported_with_the_nearest_right_option() {
    assert!(complaint(&["find", "--jsn", "x"], 2).contains("--json"));
    assert!(complaint(&["export", "--format", "jsn"], 2).contains("json"));
    assert!(complaint(&["find"], 2).contains("icatlas find"));
    assert!(complaint(&["show"], 2).contains("icatlas show"));
    assert!(complaint(&["export", "--force"], 2).contains("--force replaces a file: add -o FILE"));
}

#[test]
fn hostile_arguments_are_not_echoed_raw() {
    for arguments in [
        vec!["find", "xyzzy\u{1b}]xyzzy\u{7}"],
        vec!["show", "\u{1b}[2J"],
        vec!["list", "\u{202e}"],
        vec!["--\u{1b}[2J"],
        vec!["find", "--\u{9b}2J", "x"],
        vec!["export", "--format", "\u{1b}c"],
        vec!["--data", "\u{1b}c", "list", "gap"],
        vec!["export", "-o", "/nowhere/\u{1b}c"],
    ] {
        let output = icatlas(&arguments);
        assert_ne!(output.status.code(), Some(0));
        let told = stderr(&output);
        let raw = |c: char| c != '\n' && icatlas::atlas::text::hazard(c).is_some();
        assert!(!told.chars().any(raw), "{arguments:?}: {told:?}");
    }
}

#[test]
fn without_a_terminal_the_dashboard_names_find() {
    for arguments in [&[][..], &["extradition"], &["--", "check"]] {
        let complaint = complaint(arguments, 2);
        assert!(complaint.contains("not a terminal") && complaint.contains("`icatlas find WORDS`"), "{complaint}");
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    assert!(printed(&["--help"]).contains("Usage: icatlas"));
    assert!(printed(&["--version"]).starts_with("icatlas "));
    assert!(printed(&["find", "--help"]).contains("-n <N>"));
}

#[test]
fn the_help_of_each_command_has_examples_that_work() {
    let mut parser = ::icatlas::cli::Arguments::command();
    parser.build();
    let commands = parser.get_subcommands().map(clap::Command::get_name).filter(|name| *name != "help");
    for command in commands {
        let help = stdout(&built_in_icatlas(&[command, "--help"]));
        let (_, examples) = help.split_once("\nExample").unwrap_or_else(|| panic!("{command} has none: {help}"));
        let lines: Vec<&str> = examples.lines().filter_map(|line| line.strip_prefix("  icatlas ")).collect();
        assert!(!lines.is_empty(), "{help}");
        for line in lines {
            assert!(line.starts_with(command), "{line}");
            let output = built_in_icatlas(&line.split(' ').collect::<Vec<_>>());
            assert_eq!(output.status.code(), Some(0), "{line}: {}", stderr(&output));
            assert!(!output.stdout.is_empty() && output.stderr.is_empty(), "{line}: {}", stderr(&output));
        }
    }
}

#[test]
fn export_replaces_a_file_only_on_request() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("out.json");
    let name = path.to_str().unwrap();
    printed(&["export", "-o", name]);
    let whole = fs::read_to_string(&path).unwrap();
    assert_eq!(whole, printed(&["export"]));
    fs::write(&path, "mine").unwrap();
    assert!(complaint(&["export", "-o", name], 2).contains("add --force"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    printed(&["export", "-o", name, "--force"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "another file was left behind");
}

#[test]
fn a_file_that_cannot_be_written_has_exit_code_4() {
    assert!(complaint(&["export", "-o", "/nowhere/at/all.json"], 4).contains("/nowhere/at/all.json cannot be written"));
}

#[test]
fn restricted_mode_writes_no_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("out.json");
    assert!(complaint(&["--restricted", "export", "-o", path.to_str().unwrap()], 2).contains("restricted"));
    assert!(!path.exists());
}

/// Runs icatlas under an administrator's environment.
fn restricted(arguments: &[&str], variables: &[(&str, &str)]) -> std::process::Output {
    command(ICATLAS).args(arguments).env("ICATLAS_RESTRICTED", "1").envs(variables.iter().copied()).output().unwrap()
}

#[test]
fn no_option_lifts_the_restriction_of_the_environment() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("out.json");
    let path_name = path.to_str().unwrap();
    for (arguments, told) in [
        (&["export", "-o", path_name][..], "omit -o"),
        (&["export", "-o", path_name, "--force"], "omit -o"),
        (&["--data", FROZEN, "list", "member"], "omit --data"),
        (&["check", FROZEN], "omit the folder"),
        (&["--data", "/etc", "check"], "omit --data"),
    ] {
        let output = restricted(arguments, &[]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(told), "{}", stderr(&output));
        assert!(output.stdout.is_empty());
    }
    assert!(!path.exists());
    assert!(stdout(&restricted(&["list", "clause"], &[])).contains("clause/icat/1"));
}

#[test]
fn only_the_data_of_the_administrator_is_read() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    copy_to(folder.path());
    let edition = "(name: \"of-the-administrator\", date: \"2010-10-20\", schema: 2)";
    fs::write(folder.path().join("edition.ron"), edition).unwrap();
    let read = |data| stdout(&restricted(&["check"], &[("ICATLAS_DATA", data)]));
    assert!(read(data).starts_with("edition of-the-administrator ("), "{}", read(data));
    let built_in = Data::from(built_in::atlas());
    assert!(read("").starts_with(&format!("edition {} (", built_in.edition().name)), "{}", read(""));
    let elsewhere = restricted(&["check"], &[("ICATLAS_DATA", "/nowhere")]);
    assert_eq!(elsewhere.status.code(), Some(3));
}

#[test]
fn ascii_output_is_ascii_and_json_still_means_the_same() {
    for arguments in [["--ascii", "show", "member"], ["--ascii", "find", "refugees"]] {
        let output = icatlas(&arguments);
        assert!(output.status.success() && output.stdout.is_ascii(), "{arguments:?}");
    }
    let json_text = printed(&["--ascii", "export"]);
    assert!(json_text.is_ascii());
    assert_eq!(serde_json::from_str::<Value>(&json_text).unwrap(), json(&["export"]));
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let mut child = command(ICATLAS)
        .arg("export")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", stderr(&output));
}

#[test]
fn export_pins_says_when_nothing_is_pinned() {
    let state = TempDir::new().unwrap();
    let output = icatlas_with(&["export", "--pins"], &[("XDG_STATE_HOME", state.path())]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("nothing is pinned"));
    assert_eq!(fs::read_dir(state.path()).unwrap().count(), 0, "reading leaves nothing behind");
}

#[test]
fn values_of_options_are_taken_in_any_case() {
    for (upper, lower) in [
        (&["find", "--color", "ALWAYS", "impunity"][..], &["find", "--color", "always", "impunity"][..]),
        (&["--color=Never", "list", "gap"], &["--color=never", "list", "gap"]),
        (&["cite", "--format", "BibTeX", "unodc"], &["cite", "--format", "bibtex", "unodc"]),
        (&["export", "--format", "CSV", "unodc"], &["export", "--format", "csv", "unodc"]),
        (&["export", "--format", "Markdown", "unodc"], &["export", "--format", "md", "unodc"]),
        (
            &["pick", "--first", "--print", "ID", "large", "impunity"],
            &["pick", "--first", "--print", "id", "large", "impunity"],
        ),
        (&["completions", "BASH"], &["completions", "bash"]),
        (&["--clipboard", "OFF", "list"], &["--clipboard", "off", "list"]),
    ] {
        let (output, same) = (icatlas(upper), icatlas(lower));
        assert_eq!((output.status.code(), stdout(&output)), (Some(0), stdout(&same)), "{upper:?}: {}", stderr(&output));
    }
    let edition = |name| built_in_icatlas(&["--edition", name, "list"]);
    assert_eq!(stdout(&edition("2010-DECK")), stdout(&edition("2010-deck")));
    assert_eq!(edition("2010-DECK").status.code(), Some(0));
}
