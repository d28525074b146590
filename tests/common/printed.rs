//! The output of commands, and a state folder with pins to print.

use std::fs;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use tempfile::TempDir;

use super::{copy, icatlas, icatlas_with, stderr, stdout};

/// The output of a command.
pub fn printed(arguments: &[&str]) -> String {
    let output = icatlas(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

/// A state folder with two pins, the second on a record that no data has.
pub fn pinned() -> TempDir {
    let state = TempDir::new().unwrap();
    let folder = state.path().join("icatlas");
    fs::create_dir(&folder).unwrap();
    let pins = "(version: 1, kept: (pins: [\
        (id: \"gap/prosecution/1\", title: \"Large impunity\", note: Some(\"=ask *Geneva*\")),\
        (id: \"gap/prosecution/9\", title: \"A gap of old\", note: None)], queries: [], place: None))";
    fs::write(folder.join("state.ron"), pins).unwrap();
    state
}

/// The pins of [`pinned`] in a format.
pub fn pins_as(format: &str) -> String {
    let state = pinned();
    let output = icatlas_with(&["export", "--pins", "--format", format], &[("XDG_STATE_HOME", state.path())]);
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

/// The tree of a Markdown text: a line for each element with its content.
pub fn tree(markdown: &str) -> Vec<String> {
    let (mut lines, mut path, mut text) = (Vec::new(), Vec::<String>::new(), String::new());
    let flush = |path: &[String], text: &mut String, lines: &mut Vec<String>| {
        if !text.trim().is_empty() {
            lines.push(format!("{}: {}", path.join(">"), std::mem::take(text).trim()));
        }
        text.clear();
    };
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Strong) => text.push_str("<b>"),
            Event::End(TagEnd::Strong) => text.push_str("</b>"),
            Event::Start(Tag::Emphasis) => text.push_str("<i>"),
            Event::End(TagEnd::Emphasis) => text.push_str("</i>"),
            // A web address is a link to itself.
            Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) => {}
            Event::Start(tag) => {
                flush(&path, &mut text, &mut lines);
                path.push(match tag {
                    Tag::Heading { level: HeadingLevel::H1, .. } => "h1".to_owned(),
                    Tag::Heading { level: HeadingLevel::H2, .. } => "h2".to_owned(),
                    Tag::Heading { level: HeadingLevel::H3, .. } => "h3".to_owned(),
                    Tag::List(None) => "ul".to_owned(),
                    Tag::List(Some(_)) => "ol".to_owned(),
                    Tag::Item => "li".to_owned(),
                    Tag::Paragraph => "p".to_owned(),
                    Tag::BlockQuote(_) => "quote".to_owned(),
                    other => format!("{other:?}"),
                });
            }
            Event::End(_) => {
                flush(&path, &mut text, &mut lines);
                path.pop();
            }
            Event::Text(words) => text.push_str(&words),
            Event::Code(words) => text.push_str(&format!("<code>{words}</code>")),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            other => panic!("{other:?} does not belong there"),
        }
    }
    lines
}

/// Prints with data in which the first `before` in a file is `after`.
pub fn printed_with(file: &str, before: &str, after: &str, arguments: &[&str]) -> String {
    let folder = copy();
    let file = folder.path().join(file);
    let records = fs::read_to_string(&file).unwrap();
    assert!(records.contains(before), "{before}");
    fs::write(&file, records.replacen(before, after, 1)).unwrap();
    printed(&[&["--data", folder.path().to_str().unwrap()], arguments].concat())
}
