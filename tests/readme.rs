//! Compares the keys, pictures and command lines of the README and of `docs/` with the program.

mod common;
#[path = "common/picture.rs"]
mod picture;
#[path = "common/pictures.rs"]
mod pictures;

use common::frames;

use common::{built_in_icatlas, stderr, stdout};
use frames::{COLORED, built_in_model, draw, press, text, type_in};

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
fn the_pictures_are_what_the_program_draws() {
    for picture in &pictures::ALL {
        let path = format!("{}/docs/{}.svg", env!("CARGO_MANIFEST_DIR"), picture.name);
        let kept = std::fs::read_to_string(&path).unwrap();
        assert!(
            kept == picture.drawn(),
            "{path} is out of date: `cargo run --example picture -- --all docs/` draws it"
        );
    }
    let shown = pictures::ALL.iter().filter(|picture| README.contains(&format!("(docs/{}.svg)", picture.name)));
    assert_eq!(shown.count(), 3, "the README shows three pictures");
}

#[test]
fn each_letter_of_a_picture_stands_in_its_cell() {
    let svg = pictures::ALL[0].drawn();
    let letters: Vec<&str> = svg.split("<tspan x=\"").skip(1).collect();
    assert!(letters.len() > 500);
    for letter in letters {
        let (x, letter) = letter.split_once("\">").unwrap();
        assert!(x.parse::<usize>().unwrap().is_multiple_of(9), "{x}: {letter}");
        let letter = letter.split_once("</tspan>").unwrap().0;
        let letter = letter.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assert_eq!(letter.chars().count(), 1, "{letter}");
    }
}

#[test]
fn borders_of_a_picture_are_lines_without_gaps() {
    for picture in &pictures::ALL {
        let svg = picture.drawn();
        let as_letter = |letter: char| ('\u{2500}'..='\u{257f}').contains(&letter);
        assert!(!svg.contains(as_letter), "{}: a border is drawn as a letter of a font", picture.name);
    }
    // The left edge of the members' pane runs from line 1 to line 13 in one piece.
    let svg = pictures::ALL[0].drawn();
    assert!(svg.contains("<title>The dashboard of icatlas"));
    let paths: Vec<&str> = svg.lines().filter(|line| line.starts_with("<path ")).collect();
    assert!(paths.iter().any(|path| path.contains("M4.5 28.5V256.5")), "{paths:?}");
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
