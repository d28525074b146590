//! Bad data: every fault is told with its place and remedy, all in one go, with exit code 3, and nothing is changed.

mod common;

use std::fs;
use std::path::Path;

use common::{copy, icatlas, stderr};
use tempfile::TempDir;

/// Replaces the first `old` in a file.
fn edit(folder: &TempDir, file: &str, old: &str, new: &str) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

/// Line and column, from 1, at which a text first stands in a file.
fn place(folder: &TempDir, file: &str, text: &str) -> String {
    let content = fs::read_to_string(folder.path().join(file)).unwrap();
    let before = &content[..content.find(text).unwrap()];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    format!("{}:{}", before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().path()).collect());
    let mut paths: Vec<_> = entries.unwrap_or_default();
    paths.sort();
    paths.retain(|path| path.is_file());
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
}

/// What `check` and every other start-up tell of a folder: the same, with exit code 3.
fn told(folder: &Path) -> String {
    let before = contents(folder);
    let name = folder.to_str().unwrap();
    let check = icatlas(&["check", name]);
    for start in [
        check.clone(),
        icatlas(&["--data", name, "check"]),
        icatlas(&["--data", name, "find", "impunity"]),
        icatlas(&["--data", name, "show", "member/unodc"]),
        icatlas(&["--data", name, "list", "gap"]),
        icatlas(&["--data", name, "export"]),
    ] {
        assert_eq!(start.status.code(), Some(3), "{}", stderr(&start));
        assert!(start.stdout.is_empty());
        assert_eq!(stderr(&start), stderr(&check));
    }
    assert_eq!(contents(folder), before, "the data was changed");
    let told = stderr(&check);
    assert!(!told.chars().any(|c| c != '\n' && icatlas::atlas::text::hazard(c).is_some()), "echoed raw: {told:?}");
    told
}

/// Asserts that exactly one problem is told, and that it reads so.
fn assert_told(folder: &TempDir, at: &str, what: &str) {
    let told = told(folder.path());
    let expected = format!("icatlas: {}/{at}: {what}", folder.path().display());
    assert!(told.starts_with(&expected), "expected\n{expected}\nbut was told\n{told}");
    assert!(told.ends_with("\n1 problem in the data\n"), "{told}");
}

#[test]
fn sound_data_has_no_problems() {
    let folder = copy();
    let output = icatlas(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(common::stdout(&output).contains("75 records, no problems"));
}

#[test]
fn an_unknown_field() {
    let folder = copy();
    edit(&folder, "gaps.ron", "text: Verbatim(\"Large", "txet: Verbatim(\"Large");
    let at = place(&folder, "gaps.ron", "txet");
    assert_told(&folder, &format!("gaps.ron:{at}"), "unknown field `txet`: write `text`, or leave it out\n");
}

#[test]
fn the_line_that_is_wrong_is_shown_with_a_mark_under_it() {
    let folder = copy();
    edit(&folder, "gaps.ron", "text: Verbatim(\"Large", "txet: Verbatim(\"Large");
    let told = told(folder.path());
    let lines: Vec<_> = told.lines().collect();
    assert!(lines[2].ends_with("|         txet: Verbatim(\"Large impunity\"),"), "{told}");
    assert!(lines[3].ends_with("|         ^^^^"), "{told}");
}

#[test]
fn a_missing_field() {
    let folder = copy();
    edit(&folder, "gaps.ron", "        text: Verbatim(\"Large impunity\"),\n", "");
    let told = told(folder.path());
    assert!(told.contains("the field `text` is missing: add it before this bracket closes"), "{told}");
    assert!(told.ends_with("\n1 problem in the data\n"), "{told}");
}

#[test]
fn a_wrong_enum_value() {
    let folder = copy();
    edit(&folder, "gaps.ron", "Verbatim(\"Large", "Verbatm(\"Large");
    let at = place(&folder, "gaps.ron", "Verbatm");
    let what = "`Verbatm` is not one of Verbatim, Paraphrase, Editorial: write `Verbatim`\n";
    assert_told(&folder, &format!("gaps.ron:{at}"), what);
}

#[test]
fn a_duplicate_id() {
    let folder = copy();
    edit(&folder, "gaps.ron", "gap/prevention/2", "gap/prevention/1");
    let first = place(&folder, "gaps.ron", "\"gap/prevention/1\"");
    let told = told(folder.path());
    let line = first.split(':').next().unwrap();
    let what =
        format!("the id gap/prevention/1 is used before, in {}/gaps.ron line {line}: give", folder.path().display());
    assert!(told.contains(&what), "{told}");
}

#[test]
fn a_link_that_leads_nowhere() {
    let folder = copy();
    edit(&folder, "members.ron", "to: \"event/2006-09-tokyo\"", "to: \"event/2006-09-tokio\"");
    let at = place(&folder, "members.ron", "\"event/2006-09-tokio\"");
    let what = "the link leads to event/2006-09-tokio, which is not in the data: write event/2006-09-tokyo, or add";
    assert_told(&folder, &format!("members.ron:{at}"), what);
}

#[test]
fn a_link_between_records_of_the_wrong_kinds() {
    let folder = copy();
    edit(&folder, "crosswalk.ron", "from: \"rec/prevention/1\"", "from: \"clause/icat/1\"");
    let at = place(&folder, "crosswalk.ron", "\"gap/prevention/2\"");
    let what =
        "`answers` leads here from a clause to a gap: it joins a recommendation to a gap: correct the ids or the";
    assert_told(&folder, &format!("crosswalk.ron:{at}"), what);
}

#[test]
fn a_judgement_that_starts_from_nowhere_or_stands_twice() {
    let folder = copy();
    edit(&folder, "crosswalk.ron", "from: \"rec/prevention/1\"", "from: \"rec/prevention/9\"");
    let at = place(&folder, "crosswalk.ron", "\"rec/prevention/9\"");
    let what = "the judgement starts from rec/prevention/9, which is not in the data: write rec/prevention/1, or add";
    assert_told(&folder, &format!("crosswalk.ron:{at}"), what);
    let folder = copy();
    let file = fs::read_to_string(folder.path().join("crosswalk.ron")).unwrap();
    let (first, _) = file[file.find("    (").unwrap()..].split_once("    ),\n").unwrap();
    edit(&folder, "crosswalk.ron", "[\n", &format!("[\n{first}    ),\n"));
    let told = told(folder.path());
    assert!(told.contains("that rec/prevention/1 answers gap/prevention/2 stands here twice: remove one of"), "{told}");
}

#[test]
fn an_editorial_link_without_a_reason_and_a_reason_for_a_source_s_words() {
    let folder = copy();
    edit(&folder, "clauses.ron", "basis: Paraphrase,", "basis: Editorial,");
    let missing = told(folder.path());
    assert!(missing.contains("an editorial link without a reason: add a `reason`, in a sentence"), "{missing}");
    let folder = copy();
    edit(&folder, "clauses.ron", "basis: Paraphrase,", "basis: Paraphrase, reason: \"I think so\",");
    let superfluous = told(folder.path());
    assert!(superfluous.contains("a reason for what a source says: leave it out, or make the link"), "{superfluous}");
    let folder = copy();
    edit(&folder, "crosswalk.ron", "        reason: \"Policies", "        raeson: \"Policies");
    let at = place(&folder, "crosswalk.ron", "raeson");
    assert_told(&folder, &format!("crosswalk.ron:{at}"), "unknown field `raeson`: write `reason`, or leave it out\n");
}

#[test]
fn a_citation_of_no_document() {
    let folder = copy();
    edit(&folder, "gaps.ron", "document: \"document/icat-deck\"", "document: \"member/unodc\"");
    let at = place(&folder, "gaps.ron", "\"member/unodc\"");
    assert_told(&folder, &format!("gaps.ron:{at}"), "the citation names member/unodc, which is no document: cite");
}

#[test]
fn a_record_without_a_citation() {
    let folder = copy();
    let text = fs::read_to_string(folder.path().join("gaps.ron")).unwrap();
    let start = text.find("citations: [").unwrap();
    let end = start + text[start..].find("],").unwrap() + 1;
    edit(&folder, "gaps.ron", &text[start..end], "citations: []");
    let at = place(&folder, "gaps.ron", "\"gap/prevention/1\"");
    assert_told(&folder, &format!("gaps.ron:{at}"), "gap/prevention/1 cites nothing: add the document and place");
}

#[test]
fn control_characters_and_bidirectional_overrides_are_refused_and_never_echoed() {
    for (character, name) in [
        ('\u{1b}', "U+001B, a control character"),
        ('\u{9b}', "U+009B, a control character"),
        ('\u{202e}', "U+202E, a character that reverses the reading direction"),
        ('\u{2066}', "U+2066, a character that reverses the reading direction"),
        ('\u{200b}', "U+200B, an invisible character"),
    ] {
        let folder = copy();
        edit(&folder, "gaps.ron", "Large impunity", &format!("Large {character}[31m impunity"));
        let at = place(&folder, "gaps.ron", &character.to_string());
        assert_told(&folder, &format!("gaps.ron:{at}"), &format!("the text holds {name}: remove it\n"));
    }
}

#[test]
fn an_escaped_control_character_is_refused_as_well() {
    let folder = copy();
    edit(&folder, "gaps.ron", "Large impunity", "Large \\u{1b}[31m impunity");
    assert!(told(folder.path()).contains("the text holds U+001B, a control character: remove it"));
}

#[test]
fn invalid_utf_8() {
    let folder = copy();
    fs::write(folder.path().join("contacts.ron"), b"[\n  \xff\n]").unwrap();
    assert_told(&folder, "contacts.ron:2:3", "the byte 0xFF is not UTF-8: save the file as UTF-8\n");
}

#[test]
fn a_truncated_file() {
    let whole = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/events.ron")).unwrap();
    for length in [10, 100, 400, 700, whole.len() - 2] {
        let folder = copy();
        fs::write(folder.path().join("events.ron"), &whole[..whole.floor_char_boundary(length)]).unwrap();
        let told = told(folder.path());
        assert!(told.contains("/events.ron:"), "{told}");
        assert!(told.ends_with("\n1 problem in the data\n"), "one fault is one problem, whatever links to it: {told}");
    }
}

#[test]
fn an_empty_file() {
    for text in ["", " \n\n"] {
        let folder = copy();
        fs::write(folder.path().join("events.ron"), text).unwrap();
        assert_told(&folder, "events.ron", "the file is empty: write a list of records into it, or `[]`\n");
    }
}

#[test]
fn a_missing_file() {
    let folder = copy();
    fs::remove_file(folder.path().join("events.ron")).unwrap();
    let told = told(folder.path());
    assert!(
        told.contains(": the file events.ron is missing: add it; if there are no events, let it hold `[]`"),
        "{told}"
    );
    assert!(told.ends_with("\n1 problem in the data\n"), "{told}");
}

#[test]
fn a_misnamed_file() {
    let folder = copy();
    fs::rename(folder.path().join("events.ron"), folder.path().join("event.ron")).unwrap();
    assert!(told(folder.path()).contains("event.ron: not the name of a data file: rename it to events.ron"));
}

#[test]
fn a_folder_that_does_not_exist() {
    let folder = copy();
    let told = told(&folder.path().join("nowhere"));
    assert!(told.contains("/nowhere: there is no such file or folder: name a folder"), "{told}");
}

#[test]
fn a_file_in_place_of_the_folder() {
    let folder = copy();
    assert!(told(&folder.path().join("gaps.ron")).contains("/gaps.ron: not a folder: name the folder"));
}

#[test]
fn a_fifo_is_refused_without_waiting_for_a_writer() {
    let folder = copy();
    let path = folder.path().join("events.ron");
    fs::remove_file(&path).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let output = icatlas(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("/events.ron: not a regular file: put a file of records there"));
}

#[test]
fn a_hundred_thousand_nested_brackets() {
    for text in
        ["[".repeat(100_000), "(".repeat(100_000), format!("[(id: {}", "[".repeat(100_000)), "/*".repeat(100_000)]
    {
        let folder = copy();
        fs::write(folder.path().join("events.ron"), text).unwrap();
        let told = told(folder.path());
        assert!(told.contains("/events.ron:1:") && told.len() < 2000, "{told}");
    }
}

#[test]
fn an_impossible_date() {
    let folder = copy();
    edit(&folder, "events.ron", "\"2010-07-30\"", "\"2010-02-30\"");
    let at = place(&folder, "events.ron", "\"2010-02-30\"");
    assert_told(&folder, &format!("events.ron:{at}"), "there is no such day: look the date up in the source\n");
}

#[test]
fn an_id_of_another_kind() {
    let folder = copy();
    edit(&folder, "contacts.ron", "\"contact/unodc-ahtmsu\"", "\"event/unodc-ahtmsu\"");
    let told = told(folder.path());
    assert!(
        told.contains("the id event/unodc-ahtmsu is that of a event, in a file of contacts: begin it with contact/"),
        "{told}"
    );
}

#[test]
fn data_of_another_schema() {
    let folder = copy();
    edit(&folder, "edition.ron", "schema: 1", "schema: 2");
    assert!(told(folder.path()).contains("data of schema 2, and this program reads schema 1: use an icatlas"));
}

#[test]
fn all_problems_of_all_files_are_told_in_one_go_and_each_once() {
    let folder = copy();
    edit(&folder, "gaps.ron", "text: Verbatim(\"Large", "txet: Verbatim(\"Large");
    edit(&folder, "gaps.ron", "Verbatim(\"Reducing", "Verbatm(\"Reducing");
    edit(&folder, "gaps.ron", "Slide(\"Partnership GAPS\")", "Slied(\"Partnership GAPS\")");
    edit(&folder, "members.ron", "to: \"event/2006-09-tokyo\"", "to: \"event/nowhere\"");
    edit(&folder, "members.ron", "basis: Editorial", "basis: Opinion");
    edit(&folder, "events.ron", "\"2010-07-30\"", "\"2010-02-30\"");
    edit(&folder, "functions.ron", "\"function/2\"", "\"function/1\"");
    fs::write(folder.path().join("contacts.ron"), b"\xff").unwrap();
    let told = told(folder.path());
    for what in [
        "unknown field `txet`",
        "`Verbatm` is not one of",
        "`Slied` is not one of",
        "`Opinion` is not one of",
        "there is no such day",
        "the id function/1 is used before",
        "is not UTF-8",
    ] {
        assert_eq!(told.matches(what).count(), 1, "{what} in\n{told}");
    }
}

#[test]
fn two_faults_of_one_record_are_both_told() {
    let folder = copy();
    edit(&folder, "members.ron", "name: \"Department", "nmae: \"Department");
    edit(&folder, "members.ron", "standing: Later", "standing: Latr");
    let told = told(folder.path());
    assert!(told.contains("unknown field `nmae`: write `name`") && told.contains("`Latr` is not one of"), "{told}");
    assert!(told.ends_with("\n2 problems in the data\n"), "{told}");
}

#[test]
fn a_kind_may_be_a_folder_of_files() {
    let folder = copy();
    fs::create_dir(folder.path().join("gaps")).unwrap();
    fs::rename(folder.path().join("gaps.ron"), folder.path().join("gaps/all.ron")).unwrap();
    let output = icatlas(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn other_data_replaces_the_built_in() {
    let folder = copy();
    edit(&folder, "gaps.ron", "Large impunity", "Large xyzzy impunity");
    let output = icatlas(&["--data", folder.path().to_str().unwrap(), "find", "xyzzy"]);
    assert!(common::stdout(&output).starts_with("gap/prosecution/1\t"));
}

#[test]
fn a_hostile_folder_name_is_not_echoed_raw() {
    let output = icatlas(&["check", "no\u{1b}[2Jwhere\u{202e}"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("no<U+001B>[2Jwhere<U+202E>: there is no such"), "{}", stderr(&output));
}

#[test]
fn a_device_and_a_loop_are_refused_without_reading_for_ever() {
    let folder = copy();
    let file = |name: &str| folder.path().join(name);
    fs::remove_file(file("gaps.ron")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", file("gaps.ron")).unwrap();
    fs::remove_file(file("events.ron")).unwrap();
    std::os::unix::fs::symlink("events.ron", file("events.ron")).unwrap();
    std::os::unix::fs::symlink(".", file("members")).unwrap();
    let told = told(folder.path());
    assert!(told.contains("gaps.ron: not a regular file"), "{told}");
    assert!(told.contains("events.ron: cannot be read"), "{told}");
}

#[test]
fn the_greatest_length_of_a_file_can_be_changed() {
    let folder = copy();
    let text = fs::read_to_string(folder.path().join("gaps.ron")).unwrap();
    fs::write(folder.path().join("gaps.ron"), format!("{text}\n// {}", "x".repeat(2 << 20))).unwrap();
    let name = folder.path().to_str().unwrap();
    assert_eq!(icatlas(&["check", name]).status.code(), Some(0));
    let refused = icatlas(&["--largest-file", "1", "check", name]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(stderr(&refused).contains("longer than 1 MiB: split it"), "{}", stderr(&refused));
    let sparse = fs::File::create(folder.path().join("gaps.ron")).unwrap();
    sparse.set_len(65 << 20).unwrap();
    let refused = icatlas(&["check", name]);
    assert!(stderr(&refused).contains("longer than 64 MiB"), "{}", stderr(&refused));
    let allowed = icatlas(&["--largest-file", "65", "check", name]);
    assert!(!stderr(&allowed).contains("longer than"), "{}", stderr(&allowed));
}

#[test]
fn a_file_that_changes_while_it_is_read_gives_an_error_or_sound_data() {
    let folder = copy();
    let path = folder.path().join("gaps.ron");
    let whole = fs::read(&path).unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut cut = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                // Written over in place, as careless editors do.
                cut = (cut + 97) % whole.len();
                fs::write(&path, &whole[..cut]).unwrap();
                fs::write(&path, [&whole[..], &whole[..cut]].concat()).unwrap();
                fs::write(&path, &whole).unwrap();
            }
        });
        for _ in 0..60 {
            let output = icatlas(&["check", folder.path().to_str().unwrap()]);
            assert!([Some(0), Some(3)].contains(&output.status.code()), "{:?} {}", output.status, stderr(&output));
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}
