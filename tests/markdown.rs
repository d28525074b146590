//! Markdown: a reader of `CommonMark` with all of GitHub's extensions reads every text as it was.

mod common;

use common::texts::{data_of, pins_of, text};
use common::{icatlas_with, stderr, stdout};
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use proptest::prelude::*;

/// The blocks of a text with words, as read. Any element but words, code and emphasis appears by its name.
fn blocks(markdown: &str) -> Vec<String> {
    fn words<'a>(node: &'a AstNode<'a>, read: &mut String) {
        for child in node.children() {
            match &child.data.borrow().value {
                NodeValue::Text(text) => read.push_str(text),
                NodeValue::Code(code) => read.push_str(&code.literal),
                NodeValue::SoftBreak | NodeValue::LineBreak => read.push('\n'),
                NodeValue::Emph | NodeValue::Strong => words(child, read),
                // A web address is a link to itself, and GitHub turns every e-mail address into a link; its text stays the same.
                NodeValue::Link(link) => {
                    let before = read.len();
                    words(child, read);
                    assert!(link.url.contains('@') || link.url == read[before..], "{} is a link", &read[before..]);
                }
                other => {
                    read.push_str(&format!("<{other:?}>"));
                    words(child, read);
                }
            }
        }
    }
    let mut options = Options::default();
    let extension = &mut options.extension;
    for extension in [
        &mut extension.strikethrough,
        &mut extension.table,
        &mut extension.autolink,
        &mut extension.tasklist,
        &mut extension.footnotes,
        &mut extension.math_dollars,
    ] {
        *extension = true;
    }
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options);
    let mut blocks = Vec::new();
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::Paragraph | NodeValue::Heading(_) => {
                let mut read = String::new();
                words(node, &mut read);
                blocks.push(read);
            }
            NodeValue::Document | NodeValue::List(_) | NodeValue::Item(_) | NodeValue::BlockQuote => {}
            other if other.block() => blocks.push(format!("<{other:?}>")),
            _ => {}
        }
    }
    blocks
}

/// The quotation marks around a text. A blank parts them from those of the text.
fn marks(text: &str) -> (&'static str, &'static str) {
    (if text.starts_with('“') { "“ " } else { "“" }, if text.ends_with('”') { " ”" } else { "”" })
}

fn printed(folder: &tempfile::TempDir, state: &tempfile::TempDir, arguments: &[&str]) -> String {
    let all = [&["--data", folder.path().to_str().unwrap()], arguments].concat();
    let output = icatlas_with(&all, &[("XDG_STATE_HOME", state.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 400, ..common::cases(24, "proptest-regressions/tests/markdown.txt") })]

    #[test]
    fn a_markdown_reader_reads_every_text_as_it_was(texts in proptest::collection::vec(text(), 20)) {
        let folder = data_of(&texts);
        let pin = |(number, text): (usize, &String)| {
            let id = if number % 2 == 0 { format!("document/x-{number}") } else { text.clone() };
            (id, text.clone(), text.clone())
        };
        // An id is pinned once.
        let mut pins: Vec<_> = texts.iter().enumerate().map(pin).collect();
        pins.sort();
        pins.dedup_by(|a, b| a.0 == b.0);
        let state = pins_of(&pins);

        let records = blocks(&printed(&folder, &state, &["export", "document", "event", "member", "contact", "--format", "md"]));
        for (number, text) in texts.iter().enumerate() {
            let (open, close) = marks(text);
            let of = |kind: &str| {
                let is_last = |block: &String| *block == format!("{kind}/x-{number} in icatlas");
                let last = records.iter().position(is_last);
                let last = last.unwrap_or_else(|| panic!("{kind}/x-{number} of {text:?} is lost"));
                let is_id = |block: &String| block.ends_with(" in icatlas") && block.contains('/');
                &records[records[..last].iter().rposition(is_id).map_or(0, |before| before + 1)..last]
            };
            let document = of("document");
            let words = [format!("{open}{text}"), format!("{text}{close}")];
            prop_assert!(document.contains(&format!("Document {text}: {open}{text}{close}")), "{:#?}", document);
            prop_assert!(document.windows(2).any(|two| two == words), "{:#?}", document);
            for fact in [format!("Body: {text}"), format!("Address: {text}")] {
                prop_assert!(document.contains(&fact), "{} in {:#?}", fact, document);
            }
            let source = format!("The source’s own words: {text}, {text}, {text}, section “{text}”");
            prop_assert!(document.contains(&source), "{} in {:#?}", source, document);
            let event = of("event");
            for block in [
                format!("Event: {open}{text}{close}"),
                format!("Place: {open}{text}\n{text}{close}"),
                format!("Host: {text}\n{text}"),
                format!("The source’s own words: {text}, {text}, {text}, for {text}"),
            ] {
                prop_assert!(event.contains(&block), "{} in {:#?}", block, event);
            }
            let member = of("member");
            for block in [
                format!("{text}, member of ICAT"),
                format!("{open}{text} ({text})”"),
                format!("French name: {text} ({text}) (our knowledge)"),
            ] {
                prop_assert!(member.contains(&block), "{} in {:#?}", block, member);
            }
        }

        for (number, text) in texts.iter().enumerate() {
            let open = marks(text).0;
            let close = marks(&format!("Email: {text}")).1;
            let address =
                format!("{open}{text}\n{text}\n{text}\nTel. {text}\nFax. {text}\nEmail: {text}{close}");
            prop_assert!(records.contains(&address), "{} of {} in {:#?}", address, number, records);
        }

        let sheet = blocks(&printed(&folder, &state, &["export", "--pins", "--format", "md"]));
        let mut expected = Vec::new();
        for (id, title, note) in &pins {
            if id.starts_with("document/x-") {
                let (open, close) = marks(title);
                let source = format!("The source’s own words: {title}, {title}, {title}, section “{title}”");
                let heading = format!("Document {title}: {open}{title}{close}");
                expected.extend([heading, format!("{open}{title}"), format!("{title}{close}"), source]);
            } else {
                expected.push(format!("{title} (no longer in the data)"));
            }
            expected.extend([format!("Note: {note}"), format!("{id} in icatlas")]);
        }
        prop_assert_eq!(&sheet[2..], &expected);

        let documents: Vec<_> = (0..texts.len()).map(|number| format!("document/x-{number}")).collect();
        let ids: Vec<_> = ["cite", "--format", "md"].into_iter().chain(documents.iter().map(String::as_str)).collect();
        let cited = blocks(&printed(&folder, &state, &ids));
        let expected: Vec<_> = texts.iter().map(|text| format!("{text}, {text}, {text}")).collect();
        prop_assert_eq!(cited, [expected.join("\n")]);
    }
}
