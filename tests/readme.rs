//! Compares the keys, pictures and command lines of the README and of `docs/` with the program.

mod common;
#[path = "common/picture.rs"]
mod picture;

use common::frames::{COLORED, built_in_model, draw, press, text, type_in};
use common::{built_in_icatlas, stderr, stdout};

const README: &str = include_str!("../README.md");

/// The text between `<!-- NAME -->` and `<!-- /NAME -->` in a page.
fn part(page: &'static str, name: &str) -> &'static str {
    let (_, after) = page.split_once(&format!("<!-- {name} -->\n")).unwrap();
    after.split_once(&format!("<!-- /{name} -->")).unwrap().0
}

#[test]
fn docs_list_the_keys_of_the_program() {
    assert_eq!(
        part(include_str!("../docs/keys.md"), "keys"),
        icatlas::app::keys::Keymap::default().markdown(),
        "`cargo run --example keys` prints the table"
    );
}

#[test]
fn the_readme_has_the_query_syntax_of_the_help() {
    let rows = icatlas::app::screens::help::SYNTAX
        .map(|(typed, finds)| format!("| `{}` | {finds} |\n", typed.replace('|', "\\|")));
    assert_eq!(part(README, "syntax"), "| typed | finds |\n| --- | --- |\n".to_owned() + &rows.concat());
}

#[test]
fn the_picture_is_what_the_program_draws() {
    let mut model = built_in_model(110, 32);
    press(&mut model, "2 l l");
    let drawn = picture::svg(&draw(&model, COLORED, 110, 32), &picture::DARK);
    assert!(
        include_str!("../docs/dashboard.svg") == drawn,
        "`cargo run --example picture -- 110x32 \"2 l l\" > docs/dashboard.svg` draws it anew"
    );
}

#[test]
fn the_readme_shows_the_crosswalk_after_eight_keys() {
    let mut model = built_in_model(110, 32);
    press(&mut model, "/");
    type_in(&mut model, "impun");
    press(&mut model, "Enter x");
    let frame = text(&draw(&model, COLORED, 110, 32));
    assert_eq!(part(README, "crosswalk"), format!("```text\n{frame}```\n"));
}

#[test]
fn command_lines_print_the_output_in_the_readme() {
    let blocks: Vec<_> = README.split("```console\n").skip(1).map(|rest| rest.split_once("```").unwrap().0).collect();
    assert!(!blocks.is_empty());
    for shown in blocks.iter().flat_map(|block| block.split("$ icatlas ").skip(1)) {
        let (arguments, expected) = shown.split_once('\n').unwrap();
        let output = built_in_icatlas(&arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(stdout(&output) + &stderr(&output), expected, "$ icatlas {arguments}");
    }
}

#[test]
fn every_option_of_the_help_is_in_the_readme() {
    let help = stdout(&built_in_icatlas(&["--help"]));
    let options = help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2);
    for option in
        options.map(|option| option.trim_end_matches([',', '.'])).filter(|o| !["--help", "--version"].contains(o))
    {
        assert!(README.contains(option), "{option}");
    }
}
