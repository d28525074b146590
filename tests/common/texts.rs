//! Texts that are difficult for every reader, and data that consists of them.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use tempfile::TempDir;

/// Signs with a meaning in Markdown, TeX, CSV, JSON or a spreadsheet.
const MEANINGFUL: &[&str] = &[
    "1. ",
    "12) ",
    "- ",
    "+ ",
    "* ",
    "> ",
    "# ",
    "#",
    "=",
    "===",
    "---",
    "***",
    "___",
    ":--",
    "|",
    "||",
    "a|b",
    "~~",
    "~",
    "~~~",
    "```",
    "`",
    "``",
    "&amp;",
    "&#35;",
    "&lt",
    "&",
    "<b>",
    "</b>",
    "<!--",
    "<a@b.c>",
    "[x] ",
    "[ ]",
    "[^1]",
    "[^1]: ",
    "[a](b)",
    "![a](b)",
    "[a]: b",
    "https://a.b/c_d",
    "http://x",
    "ftp://a.b",
    "www.a_b.c",
    "mailto:a@b.c",
    "a@b.c",
    "a_b_c",
    "**",
    "*",
    "_",
    "\\",
    "\\\\",
    "\\*",
    "$",
    "$a$",
    "$$",
    "^",
    "%",
    "@",
    "@misc{x,",
    "@comment",
    "{",
    "}",
    "{}",
    "\"",
    "\"\"",
    "'",
    "''",
    "``",
    "--",
    "\\textbf{",
    "\\end",
    "#1",
    ",",
    ";",
    "!",
    "=1+1",
    "＝1+1",
    "\u{2212}1",
    "<<",
    ">>",
    "?`",
    "!`",
    ":smile:",
    "://",
    "：//",
    "1",
    "２. ",
    "（",
    "“",
    "”",
    "’",
    "–",
    "—",
    "…",
    "é",
    "ệ",
    "ß",
    "œ",
    "人",
    "口",
    "😀",
    "ا",
    "क",
    " ",
    "  ",
    "\u{A0}",
    "·",
    "†",
    "Set { of",
    "{0}",
    ".",
    ")",
    "(",
    "/",
    "|---|",
    "|a|b|",
];

/// A text as data may hold it.
pub fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => proptest::sample::select(MEANINGFUL).prop_map(str::to_owned),
        2 => "[a-zA-Z0-9]{1,4}",
        1 => "[ -~]{1,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    let text = proptest::collection::vec(part, 1..8).prop_map(|parts| parts.concat().trim().to_owned());
    let fit = |text: &String| {
        let is_fit = |character| icatlas::atlas::text::hazard(character).is_none();
        !text.is_empty() && text.chars().all(is_fit) && !text.ends_with(char::is_whitespace)
    };
    text.prop_filter("no text", fit)
}

/// The same text in RON.
pub fn quoted(text: &str) -> String {
    ron::to_string(text).unwrap()
}

/// The frozen data with a document `document/x-N`, an event, a member and a contact of each of these texts.
pub fn data_of(texts: &[String]) -> TempDir {
    let folder = super::copy();
    let write = |kind: &str, record: &dyn Fn(usize, &str) -> String| {
        let records: String =
            texts.iter().enumerate().map(|(number, text)| record(number, &quoted(text)) + ",\n").collect();
        fs::create_dir(folder.path().join(kind)).unwrap();
        fs::write(folder.path().join(kind).join("texts.ron"), format!("[{records}]")).unwrap();
    };
    write("documents", &|number, text| {
        format!(
            "(id: \"document/x-{number}\", title: Verbatim({text}), body: {text}, symbol: {text}, address: {text}, \
             text: Verbatim([{text}, {text}]), citations: [(document: \"document/x-{number}\", place: Section({text}))])"
        )
    });
    write("events", &|number, text| {
        format!(
            "(id: \"event/x-{number}\", title: Verbatim({text}), text: Verbatim({text}), place: Verbatim([{text}, {text}]), \
             host: Paraphrase([{text}, {text}]),              citations: [(document: \"document/x-{number}\", place: Whole, supports: {text})])"
        )
    });
    write("members", &|number, text| {
        format!(
            "(id: \"member/x-{number}\", name: {text}, acronym: {text}, names: [(standing: French, basis: Editorial, \
             name: {text}, acronym: {text})], citations: [(document: \"document/x-{number}\", place: Section({text}))])"
        )
    });
    write("contacts", &|number, text| {
        format!(
            "(id: \"contact/x-{number}\", name: {text}, address: [{text}, {text}], telephone: {text}, fax: {text}, \
             email: {text}, citations: [(document: \"document/x-{number}\", place: Whole)])"
        )
    });
    folder
}

/// A state folder in which these ids are pinned, each with a note; not every id need be that of a record.
pub fn pins_of(pins: &[(String, String, String)]) -> TempDir {
    let state = TempDir::new().unwrap();
    fs::create_dir(state.path().join("icatlas")).unwrap();
    let pin = |(id, title, note): &(String, String, String)| {
        format!("(id: {}, title: {}, note: Some({})),", quoted(id), quoted(title), quoted(note))
    };
    let pins: String = pins.iter().map(pin).collect();
    let saved = format!("(version: 1, kept: (pins: [{pins}], queries: [], place: None))");
    fs::write(state.path().join("icatlas/state.ron"), saved).unwrap();
    state
}

/// Writes a file of pins that is this many bytes shorter than the limit, and returns its path.
pub fn full_of_pins(state: &TempDir, room: usize) -> PathBuf {
    let folder = state.path().join("icatlas");
    fs::create_dir_all(&folder).unwrap();
    let before = "(version: 1, kept: (pins: [(id: \"gap/prevention/1\", title: \"x\", note: Some(\"";
    let after = "\"))]))";
    let note = "n".repeat((16 << 20) - room - before.len() - after.len());
    let file = folder.join("state.ron");
    fs::write(&file, [before, &note, after].concat()).unwrap();
    file
}
