//! The editions that a folder can extend: which are found, and what is wrong with the others.

mod common;

use std::fs;
use std::os::unix::fs::symlink;

use common::editions::{CITED, assert_reported, checked, edit, edition, extending, listed, shown, write};
use common::{built_in_icatlas, copy_to, icatlas, stderr};
use tempfile::tempdir;

#[test]
fn an_unknown_base_is_reported_with_the_known_ones() {
    for base in ["../x", "/tmp", ".", "..", "2010-deck/", "gaps", "nowhere", "other"] {
        let folder = extending(&[]);
        fs::create_dir(folder.path().join("gaps")).unwrap();
        write(folder.path(), "older/edition.ron", "(name: \"older\", date: \"2009\", schema: 1)");
        write(folder.path(), "renamed/edition.ron", "(name: \"other\", date: \"2009\", schema: 1)");
        write(folder.path(), "edition.ron", &edition("mine", base));
        let reported = checked(folder.path());
        let expected = format!("edition.ron:1:56: there is no edition `{base}` to extend: write ");
        assert!(reported.contains(&expected), "{reported}");
        // A folder is named, and not what it calls itself.
        let known = reported.lines().next().unwrap();
        assert!(["2010-deck", "older", "renamed"].iter().all(|name| known.contains(name)), "{reported}");
        assert!(reported.ends_with("\n1 problem in the data\n"), "{reported}");
    }
}

#[test]
fn an_edition_cannot_extend_itself_not_even_through_others() {
    let folder = extending(&[("edition.ron", &edition("2010-deck", "2010-deck"))]);
    assert_reported(
        &folder,
        "edition.ron:1:61: `2010-deck` would extend itself: extend another edition, or give this one",
    );
    let folder = tempdir().unwrap();
    for (name, base) in [("a", "b"), ("b", "a")] {
        write(&folder.path().join(name), "edition.ron", &edition(name, base));
        symlink(folder.path().join(base), folder.path().join(name).join(base)).unwrap();
    }
    let reported = checked(&folder.path().join("a"));
    assert!(reported.contains("/a/b/edition.ron:1:53: `a` would extend itself"), "{reported}");
    // By whatever names.
    for (folder_name, base) in [("a", "b"), ("b", "a")] {
        write(&folder.path().join(folder_name), "edition.ron", &edition(&format!("called-{folder_name}"), base));
    }
    let reported = checked(&folder.path().join("a"));
    assert!(reported.contains("/a/b/edition.ron:1:60: `a` would extend itself"), "{reported}");
}

#[test]
fn the_folder_that_is_named_is_extended_whatever_it_calls_itself() {
    let folder = extending(&[("edition.ron", &edition("mine", "x"))]);
    let [deck, x] = ["2010-deck", "x"].map(|name| folder.path().join(name));
    fs::rename(deck, &x).unwrap();
    assert!(checked(folder.path()).contains(" records, no problems\n"), "{}", checked(folder.path()));
    assert_eq!(listed(folder.path(), "gap"), listed(&x, "gap"));
    // It may even have the name of the one around it, and counts more than an edition of the program.
    for (own, named) in [("mine", "mine"), ("mine", "2010-deck"), ("2010-deck", "other")] {
        write(folder.path(), "edition.ron", &edition(own, "x"));
        write(&x, "edition.ron", &format!("(name: \"{named}\", date: \"2010-10-20\", schema: 2)"));
        assert!(checked(folder.path()).contains(&format!("edition {own} ")), "{}", checked(folder.path()));
    }
    let nearer = folder.path().join("2010-deck");
    write(&nearer, "edition.ron", &edition("nearer", "2010-deck"));
    write(&nearer, "gaps.ron", "[(id: \"gap/prevention/1\", replaces: Fields, headline: \"Nearer\")]");
    write(folder.path(), "edition.ron", &edition("mine", "2010-deck"));
    assert_eq!(shown(&folder, "gap/prevention/1")["headline"], "Nearer");
}

#[test]
fn a_base_may_extend_another_and_be_a_link() {
    let folder = extending(&[
        ("middle/edition.ron", &edition("middle", "2010-deck")),
        ("middle/gaps.ron", "[(id: \"gap/prevention/1\", replaces: Fields, headline: \"Middle\")]"),
        ("edition.ron", &edition("top", "middle")),
        ("gaps.ron", "[(id: \"gap/prevention/1\", replaces: Fields, text: Verbatim(\"Top\"))]"),
        ("functions.ron", "[]"),
    ]);
    symlink(folder.path().join("2010-deck"), folder.path().join("middle/2010-deck")).unwrap();
    let gap = shown(&folder, "gap/prevention/1");
    assert_eq!((&gap["headline"], &gap["title"]), (&"Middle".into(), &"Top".into()));
    assert_eq!(listed(folder.path(), "gap"), listed(&folder.path().join("2010-deck"), "gap"));
}

#[test]
fn a_folder_with_an_edition_of_its_own_is_no_part_of_the_one_around_it() {
    let folder = tempdir().unwrap();
    copy_to(folder.path());
    let gap = format!("[(id: \"gap/prevention/9\", text: Verbatim(\"x\"), {CITED})]");
    write(folder.path(), "gaps/more.ron", &gap);
    assert!(checked(folder.path()).contains("84 records"));
    write(folder.path(), "gaps/edition.ron", "(name: \"gaps\", date: \"2010\", schema: 2)");
    assert!(checked(folder.path()).contains("83 records"));
    copy_to(&folder.path().join("gaps"));
    assert!(checked(folder.path()).contains("83 records"));
}

#[test]
fn a_base_with_problems_is_reported_alone_by_its_file_names() {
    let folder = extending(&[("gaps.ron", "[(id: \"gap/prevention/1\", replaces: Filds)]")]);
    edit(folder.path(), "2010-deck/gaps.ron", "text:", "txet:");
    assert_reported(&folder, "2010-deck/gaps.ron:5:9: unknown field `txet`: write `text`, or leave it out\n");
    // If a file cannot be read, what it may hold is not reported as missing.
    let folder = extending(&[("gaps.ron", "[(id: \"gap/prevention/1\", replaces: Fields, headline: \"x\")]")]);
    fs::write(folder.path().join("2010-deck/gaps.ron"), b"\xff").unwrap();
    assert_reported(&folder, "2010-deck/gaps.ron:1:1: the byte 0xFF is not UTF-8");
    fs::remove_file(folder.path().join("2010-deck/gaps.ron")).unwrap();
    assert_reported(&folder, "2010-deck: the file gaps.ron is missing");
}

#[test]
fn only_what_can_be_mended_is_reported_of_an_edition_of_the_program() {
    let folder = tempdir().unwrap();
    write(folder.path(), "edition.ron", &edition("mine", "2026").replace("schema: 3", "schema: 2"));
    let needed = "edition.ron:1:56: an edition extends another since format 3: write `schema: 3`\n";
    let assert_needed = || {
        let output = built_in_icatlas(&["check", folder.path().to_str().unwrap()]);
        let reported = stderr(&output);
        assert!(reported.contains(needed) && reported.ends_with("\n1 problem in the data\n"), "{reported}");
    };
    assert_needed();
    // Nor what the folder itself has, which the newer format allows.
    write(folder.path(), "members.ron", "[(id: \"member/osce\", replaces: Fields, period: (from: \"1975\"))]");
    assert_needed();
}

#[test]
fn the_format_of_each_edition_is_heeded() {
    let older = edition("mine", "2010-deck").replace("schema: 3", "schema: 2");
    let folder = extending(&[("edition.ron", &older)]);
    assert_reported(&folder, "edition.ron:1:56: an edition extends another since format 3: write `schema: 3`\n");
    let folder = extending(&[]);
    edit(folder.path(), "2010-deck/edition.ron", "schema: 2", "schema: 9");
    assert_reported(&folder, "2010-deck/edition.ron:5:5: the data is in format 9");
    let folder = extending(&[("edition.ron", &edition("mine", "2010-deck").replace("\"2010-deck\"", "5"))]);
    assert_reported(&folder, "edition.ron:1:56: a text is expected here: put it between quotation marks\n");
    let folder = extending(&[("edition.ron", &edition("mine", ""))]);
    assert_reported(&folder, "edition.ron:1:56: the text is empty");
}

#[test]
fn the_limits_of_size_and_memory_hold_for_the_base() {
    let folder = extending(&[]);
    let gaps = folder.path().join("2010-deck/gaps.ron");
    let text = fs::read_to_string(&gaps).unwrap();
    fs::write(&gaps, format!("{text}\n// {}", "x".repeat(2 << 20))).unwrap();
    let name = folder.path().to_str().unwrap();
    assert_eq!(icatlas(&["check", name]).status.code(), Some(0));
    let refused = icatlas(&["--largest-file", "1", "check", name]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(stderr(&refused).contains("2010-deck/gaps.ron: the file is longer than 1 MiB"), "{}", stderr(&refused));
    fs::write(&gaps, format!("{text}\n// {}", "x".repeat(60 << 20))).unwrap();
    let script = "ulimit -v 150000; exec \"$0\" check \"$1\"";
    let refused = common::command("sh").args(["-c", script, common::ICATLAS, name]).output().unwrap();
    assert_eq!(refused.status.code(), Some(4), "{}", stderr(&refused));
    assert!(stderr(&refused).contains("there is not enough memory"), "{}", stderr(&refused));
}

#[test]
fn an_edition_of_the_program_can_be_extended() {
    let folder = tempdir().unwrap();
    write(folder.path(), "edition.ron", &edition("mine", "2010-deck"));
    write(folder.path(), "gaps.ron", "[(id: \"gap/prevention/1\", replaces: Fields, headline: \"Other\")]");
    assert_eq!(checked(folder.path()), "edition mine (25 November 2026): 75 records, no problems\n");
    assert_eq!(shown(&folder, "gap/prevention/1")["headline"], "Other");
    // What leads in it to what is withdrawn is named with its line.
    write(folder.path(), "gaps.ron", "[(id: \"gap/prevention/3\", withdrawn: \"x\")]");
    let reported = checked(folder.path());
    let place = format!("icatlas: {}/gaps.ron:1:7: gap/prevention/3 is withdrawn here", folder.path().display());
    assert!(reported.starts_with(&place), "{reported}");
    assert!(reported.contains("<built-in>/2010-deck/crosswalk.ron line 14 leads to it"), "{reported}");
    // A folder of the name counts more.
    write(folder.path(), "2010-deck/edition.ron", "(name: \"2010-deck\", date: \"2010\", schema: 1)");
    assert!(checked(folder.path()).contains("/2010-deck: the file members.ron is missing"));
}

#[test]
fn too_little_memory_for_many_changes_is_reported_and_never_aborts() {
    const CHANGED: usize = 10_000;
    let folder = extending(&[]);
    let each = |element: &dyn Fn(usize) -> String| format!("[{}]", (0..CHANGED).map(element).collect::<String>());
    let whole = |number| {
        format!(
            "(id: \"function/x-{number}\", title: Verbatim(\"t {number}\"), text: Verbatim(\"x {number}\"), {CITED}),\n"
        )
    };
    let change =
        |number| format!("(id: \"function/x-{number}\", replaces: Fields, title: Verbatim(\"u {number}\")),\n");
    write(folder.path(), "2010-deck/functions/many.ron", &each(&whole));
    write(folder.path(), "functions.ron", &each(&change));
    let mut codes = Vec::new();
    for kilobytes in (40_000..130_000).step_by(8_000) {
        let script = format!("ulimit -v {kilobytes}; exec \"$0\" check \"$1\"");
        let name = folder.path().to_str().unwrap();
        let output = common::command("sh").args(["-c", &script, common::ICATLAS, name]).output().unwrap();
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 4)), "{kilobytes}: {code:?} {}", stderr(&output));
        codes.extend(code);
    }
    assert!(codes.contains(&0) && codes.contains(&4), "{codes:?}");
}
