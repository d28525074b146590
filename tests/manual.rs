//! The manual pages are those that the definitions give, and man and mandoc show them without a warning.
//!
//! If man is not installed, its test says so and passes; with `ICATLAS_DEMAND_MAN=1`, as in `.ci/run`, it fails.

mod common;
#[path = "common/manual.rs"]
mod manual;

use std::process::Command;

use common::{built_in_icatlas, stdout};

const PAGES: [&str; 2] = ["docs/icatlas.1", "docs/icatlas-data.5"];

#[test]
fn the_pages_are_those_of_the_definitions() {
    let pages = [manual::icatlas(), manual::data()];
    for (path, page) in PAGES.iter().zip(&pages) {
        let kept = std::fs::read_to_string(path).unwrap();
        assert!(kept == *page, "{path} is out of date: `cargo run --example manual` writes it");
    }
}

#[test]
fn icatlas_prints_its_page() {
    let output = built_in_icatlas(&["man"]);
    assert!(output.status.success());
    assert_eq!(stdout(&output), manual::icatlas());
}

#[test]
fn the_pages_name_each_command_option_and_key() {
    let page = shown("docs/icatlas.1", "C.UTF-8").unwrap_or_else(manual::icatlas).replace("\\-", "-");
    for command in ["find", "show", "list", "cite", "diff", "export", "pick", "check", "completions", "doctor", "man"] {
        assert!(page.contains(&format!("icatlas {command}")), "{command}");
    }
    let help = stdout(&built_in_icatlas(&["--help"]));
    for (typed, _) in icatlas::app::screens::help::SYNTAX {
        let typed = typed.replace('…', "...");
        assert!(page.contains(&typed), "{typed}");
    }
    for option in help.split_whitespace().filter(|word| word.starts_with("--")) {
        let option = option.trim_end_matches([',', '.', '`']);
        assert!(page.contains(option), "{option}");
    }
    for part in [
        "ICATLAS_RESTRICTED",
        "Ctrl-l",
        "Exit with 1 if there are differences",
        "icatlas-data(5)",
        "opens the help of the dashboard",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

/// The text that man shows of a page in a locale; `None` if man is not installed and nobody demands it.
fn shown(page: &str, locale: &str) -> Option<String> {
    let mut man = Command::new("man");
    man.args(["--warnings", "-P", "cat", "-l", page]).envs([
        ("LC_ALL", locale),
        ("MANWIDTH", "80"),
        ("MAN_KEEP_FORMATTING", ""),
    ]);
    let Ok(output) = man.output() else {
        assert!(std::env::var_os("ICATLAS_DEMAND_MAN").is_none(), "man is required and not installed");
        eprintln!("man is not installed: it shows no page");
        return None;
    };
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.is_empty(), "{page}: {told}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn man_shows_both_pages_without_a_warning() {
    for page in PAGES {
        // What stands for a letter without UTF-8 must not be nothing.
        for text in ["C.UTF-8", "C"].into_iter().filter_map(|locale| shown(page, locale)) {
            assert!(text.contains("NAME") && text.contains("SEE ALSO") && !text.contains("\\["), "{text}");
            let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            // The examples of data files keep their lines.
            assert!(longest <= 120, "{page}: a line of {longest} characters");
        }
    }
}

#[test]
fn the_page_names_the_arrow_keys_by_words_that_no_locale_turns_into_other_keys() {
    for locale in ["C.UTF-8", "C"] {
        let Some(text) = shown("docs/icatlas.1", locale) else { return };
        for keys in ["j k Down Up\n", "h l Left Right\n", "Alt-Up Alt-Down\n"] {
            assert!(text.contains(keys), "{locale}: {keys}");
        }
    }
}

#[test]
fn the_page_has_the_usage_of_words_behind_two_hyphens_and_tells_both_forms_of_the_help_apart() {
    let page = manual::icatlas().replace("\\-", "-");
    assert!(page.contains("icatlas completions SHELL [-- WORD...]"));
    assert!(page.contains("\\fB-h\\fR, \\fB--help\\fR\nPrint the help; \\fB-h\\fR prints a summary of it.\n"));
}

#[test]
fn mandoc_finds_no_fault() {
    let Ok(linted) = Command::new("mandoc").args(["-T", "lint", PAGES[0], PAGES[1]]).output() else {
        assert!(std::env::var_os("ICATLAS_DEMAND_MANDOC").is_none(), "mandoc is required and not installed");
        return;
    };
    let told = String::from_utf8(linted.stdout).unwrap();
    assert!(told.is_empty(), "{told}");
}
