//! Output in ASCII: it keeps its lines, columns and cells, and a message reports lost letters.

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use common::texts::{data_of, pins_of};
use common::{icatlas_with, stderr, stdout};
use serde_json::Value;
use tempfile::TempDir;

/// Signs that become others in ASCII: quotation marks, commas, formulas, markup.
const TEXTS: [&str; 8] = ["“a”, ‘b’", "“", "a，b；c", "＝1+1", "–1", "＊a＊ ＿b＿ ｀c｀ ＜d＞", "é人 ß", "１． x"];

const REMARK: &str = "Letters outside ASCII are replaced by similar ones";

struct World {
    data: TempDir,
    state: TempDir,
    files: TempDir,
}

impl World {
    fn new() -> Self {
        let texts = TEXTS.map(str::to_owned);
        let pin = |(number, text): (usize, &String)| (format!("document/x-{number}"), text.clone(), text.clone());
        let mut pins: Vec<_> = texts.iter().enumerate().map(pin).collect();
        pins.push(("“gone”，".to_owned(), "‘ö’".to_owned(), "＝1".to_owned()));
        Self { data: data_of(&texts), state: pins_of(&pins), files: TempDir::new().unwrap() }
    }

    fn run(&self, arguments: &[&str], locale: &str) -> Output {
        let all = [&["--data", self.data.path().to_str().unwrap()], arguments].concat();
        icatlas_with(&all, &[("XDG_STATE_HOME", self.state.path()), ("LC_ALL", Path::new(locale))])
    }

    /// The output of a command: with all letters, with `--ascii`, in a locale without UTF-8; and its message in ASCII.
    fn printed(&self, arguments: &[&str]) -> [(String, String); 3] {
        let asked = self.run(&[&["--ascii"], arguments].concat(), "C.UTF-8");
        [self.run(arguments, "C.UTF-8"), asked, self.run(arguments, "C")].map(|output| {
            assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
            (stdout(&output), stderr(&output))
        })
    }
}

fn cells(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_message_with_replaced_letters_says_so_once() {
    let world = World::new();
    for arguments in [&["show", "member/ünodc"][..], &["list", "gäp"], &["find", "кзщ"]] {
        let told = stderr(&world.run(arguments, "C"));
        assert_eq!(told.matches(REMARK).count(), 1, "{told}");
        assert!(told.is_ascii() && !stderr(&world.run(arguments, "C.UTF-8")).contains(REMARK));
    }
    // Quotation marks are the program's own.
    assert!(!stderr(&world.run(&["find", "zzzz"], "C")).contains(REMARK));
}

#[test]
fn ascii_output_keeps_lines_and_columns_and_one_message_says_so() {
    let world = World::new();
    for arguments in [
        &["list", "member"][..],
        &["find", "a"],
        &["find", "--explain", "ß"],
        &["show", "document", "event", "member"],
        &["cite", "event"],
        &["cite", "event", "--format", "md"],
        &["cite", "event", "member", "document", "--quote"],
        &["export", "--format", "md"],
        &["export", "--format", "csv"],
        &["export", "--pins", "--format", "md"],
        &["export", "--pins", "--format", "csv"],
    ] {
        let [(whole, said), ascii @ ..] = world.printed(arguments);
        assert!(!whole.is_ascii() && said.is_empty(), "{arguments:?}: {said}");
        for (ascii, said) in ascii {
            assert!(ascii.is_ascii() && said.is_ascii(), "{arguments:?}");
            assert_eq!(said.matches(REMARK).count(), 1, "{arguments:?}: {said}");
            assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
            assert_eq!(ascii.lines().count(), whole.lines().count(), "{arguments:?}: {ascii}");
            for (line, before) in ascii.lines().zip(whole.lines()) {
                assert_eq!(line.matches('\t').count(), before.matches('\t').count(), "{line}");
            }
            if arguments.contains(&"csv") {
                let (cells, before) = (cells(&ascii), cells(&whole));
                assert_eq!(cells.len(), before.len());
                for (row, before) in cells.iter().zip(before) {
                    assert_eq!(row.len(), before.len(), "{row:?}");
                    assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
                }
            }
        }
    }
}

#[test]
fn formats_with_escapes_of_their_own_lose_nothing_in_ascii() {
    let world = World::new();
    for arguments in [&["export"][..], &["export", "--pins"], &["show", "--json", "event"], &["find", "--json", "a"]] {
        let [(whole, _), ascii @ ..] = world.printed(arguments);
        for (ascii, said) in ascii {
            assert!(ascii.is_ascii() && said.is_empty(), "{arguments:?}: {said}");
            let read = |json: &str| serde_json::from_str::<Value>(json).unwrap();
            assert_eq!(read(&ascii), read(&whole), "{arguments:?}");
        }
    }
    let [_, ascii @ ..] = world.printed(&["cite", "event", "--format", "bibtex"]);
    for (ascii, said) in ascii {
        assert!(ascii.is_ascii() && said.is_empty(), "{said}");
        assert!(ascii.contains("{\\'{e}}{\\symbol{20154}} {\\ss}"), "{ascii}");
    }
}

#[test]
fn markup_that_arises_only_in_ascii_is_escaped() {
    let world = World::new();
    let [_, (ascii, _), _] = world.printed(&["export", "document", "--format", "md"]);
    for line in ["\\*a\\* \\_b\\_ \\`c\\` \\<d\\>", "1\\. x", "\\-1", "\\=1+1"] {
        assert!(ascii.contains(&format!("\n> {line}\"\n")), "{line} in {ascii}");
    }
    let [_, (pins, _), _] = world.printed(&["export", "--pins", "--format", "md"]);
    let gone = "\n9. **'o'** (no longer in the data)\n\n   Note: \\=1\n\n   `\"gone\",` in icatlas\n";
    assert!(pins.contains(gone), "{pins}");
}

#[test]
fn files_are_written_in_the_letters_of_standard_output() {
    let world = World::new();
    for arguments in [&["export"][..], &["export", "--format", "csv"], &["export", "--pins", "--format", "md"]] {
        let [_, (_, remark), (printed, _)] = world.printed(arguments);
        let file = world.files.path().join("out");
        let to_file = [arguments, &["--force", "-o", file.to_str().unwrap()]].concat();
        for (asked, locale) in [(&["--ascii"][..], "C.UTF-8"), (&[], "C")] {
            let output = world.run(&[asked, &to_file].concat(), locale);
            assert_eq!(output.status.code(), Some(0));
            assert_eq!(stderr(&output), remark);
            assert!(printed.is_ascii(), "{arguments:?}");
            assert_eq!(fs::read_to_string(&file).unwrap(), printed, "{arguments:?}");
        }
    }
}

#[test]
fn messages_about_mistakes_are_ascii_and_keep_their_lines() {
    let world = World::new();
    for arguments in [
        &["show", "mémber/unodc"][..],
        &["list", "gäp"],
        &["find", "“qqqqqq”人"],
        &["export", "人人人"],
        &["cite", "--format", "“é”", "gap"],
        &["--dätä", "x"],
        &["--data", "/ä/“b”", "check"],
        &["check", "/ä/“b”"],
        &["export", "-o", "/ä/“b”"],
        &["--clipboard", "é"],
        &[],
    ] {
        let whole = icatlas_with(arguments, &[]);
        for ascii in [
            icatlas_with(&[&["--ascii"], arguments].concat(), &[]),
            icatlas_with(arguments, &[("LC_ALL", Path::new("POSIX"))]),
        ] {
            assert_eq!(ascii.status.code(), whole.status.code(), "{arguments:?}");
            let said = stderr(&ascii).lines().filter(|line| !line.starts_with(REMARK)).count();
            assert!(stderr(&ascii).is_ascii() && ascii.stdout.is_ascii(), "{arguments:?}: {}", stderr(&ascii));
            assert_eq!(said, stderr(&whole).lines().count(), "{arguments:?}: {}", stderr(&ascii));
        }
    }
    // The line of a data file is shown with its mark under it.
    fs::write(world.data.path().join("gaps.ron"), "[\n  (ïd: \"“é”\"),\n]\n").unwrap();
    let output = world.run(&["--ascii", "check"], "C.UTF-8");
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).is_ascii() && stderr(&output).lines().count() > 4, "{}", stderr(&output));
}

#[test]
fn help_is_ascii() {
    for arguments in [&["--help"][..], &["find", "--help"], &["export", "--help"], &["--version"]] {
        let output = icatlas_with(arguments, &[("LC_ALL", Path::new("C"))]);
        assert!(output.stdout.is_ascii() && !output.stdout.is_empty() && output.stderr.is_empty());
    }
}
