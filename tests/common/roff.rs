//! Manual pages in roff: text that needs no escapes, and Markdown as roff.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Longest line of the source, in bytes, except for words that are longer.
const WIDTH: usize = 78;

/// A page while it is written.
#[derive(Default)]
pub struct Page(pub String);

/// A character as roff has it in ordinary text.
fn spelled(letter: char, is_code: bool) -> String {
    match letter {
        '\\' => "\\(rs".into(),
        '-' if is_code => "\\-".into(),
        '\'' if is_code => "\\(aq".into(),
        '`' => "\\(ga".into(),
        '^' => "\\(ha".into(),
        '~' => "\\(ti".into(),
        '"' => "\\(dq".into(),
        // Without UTF-8 nothing stands for it.
        '…' => "...".into(),
        // Without UTF-8 groff shows a v, which is another key, and other signs.
        '↓' => "Down".into(),
        '↑' => "Up".into(),
        '←' => "Left".into(),
        '→' => "Right".into(),
        letter if letter.is_ascii() => letter.into(),
        letter => format!("\\[u{:04X}]", u32::from(letter)),
    }
}

/// A text that is shown as it is.
pub fn code(text: &str) -> String {
    text.chars().map(|letter| spelled(letter, true)).collect()
}

/// Prose in which what stands between backticks is code, and bold.
pub fn prose(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let spelled = |text: &str| text.chars().map(|letter| spelled(letter, false)).collect::<String>();
    parts.map(|(number, part)| if number % 2 == 1 { bold(part) } else { spelled(part) }).collect()
}

pub fn bold(text: &str) -> String {
    format!("\\fB{}\\fR", code(text))
}

pub fn italic(text: &str) -> String {
    format!("\\fI{}\\fR", code(text))
}

impl Page {
    /// The head of a page.
    pub fn titled(name: &str, section: u8, day: &str, what: &str) -> Self {
        let mut page = Self::default();
        let (shown, program) = (name.to_uppercase(), format!("icatlas {}", env!("CARGO_PKG_VERSION")));
        // From 1.23 on groff aligns paragraphs as its string AD says.
        page.0 = format!(
            ".\\\" `cargo run --example manual` writes this page.\n.TH {} {section} {day} \"{program}\" \"icatlas\"\n.ss 12 0\n.nh\n.ds AD l\n.ad l\n",
            code(&shown)
        );
        page.heading("NAME");
        page.text(&format!("{} \\- {}", code(name), prose(what)));
        page
    }

    pub fn heading(&mut self, heading: &str) {
        self.0 += &format!(".SH {}\n", quoted(&prose(heading)));
    }

    pub fn subheading(&mut self, heading: &str) {
        self.0 += &format!(".SS {}\n", quoted(heading));
    }

    /// A text in roff, in lines of the source.
    pub fn text(&mut self, roff: &str) {
        let mut line = String::new();
        for word in roff.split_whitespace() {
            if !line.is_empty() && line.len() + 1 + word.len() > WIDTH {
                self.line(&line);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(&line);
    }

    fn line(&mut self, line: &str) {
        if !line.is_empty() {
            let guard = if line.starts_with(['.', '\'']) { "\\&" } else { "" };
            self.0 += &format!("{guard}{line}\n");
        }
    }

    pub fn paragraph(&mut self, roff: &str) {
        self.separate();
        self.text(roff);
    }

    /// Begins a paragraph, unless a heading has just done so.
    fn separate(&mut self) {
        let last = self.0.lines().last().unwrap_or_default();
        if !last.starts_with(".SH") && !last.starts_with(".SS") {
            self.0 += ".PP\n";
        }
    }

    /// A term and what it means.
    pub fn entry(&mut self, term: &str, roff: &str) {
        self.0 += ".TP\n";
        self.line(term);
        if roff.is_empty() { self.0 += "\\&\n" } else { self.text(roff) }
    }

    /// Lines that are shown as they are.
    pub fn lines<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        self.separate();
        self.0 += ".RS 4\n.nf\n";
        for line in lines {
            if line.is_empty() { self.0 += "\\&\n" } else { self.line(&code(line)) }
        }
        self.0 += ".fi\n.RE\n";
    }

    /// A page of Markdown without its title.
    pub fn markdown(&mut self, markdown: &str) {
        let (mut text, mut cells, mut head) = (String::new(), Vec::<String>::new(), Vec::new());
        let (mut block, mut in_item, mut in_title, mut level) = (None::<String>, false, false, HeadingLevel::H1);
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Heading { level: found, .. }) => {
                    level = found;
                    in_title = found == HeadingLevel::H1;
                    text.clear();
                }
                Event::End(TagEnd::Heading(_)) => {
                    let heading = std::mem::take(&mut text);
                    match level {
                        _ if in_title => {}
                        HeadingLevel::H2 => {
                            self.0 += &format!(".SH {}\n", quoted(&in_capitals(&heading)));
                        }
                        _ => self.subheading(&heading),
                    }
                    in_title = false;
                }
                Event::Start(Tag::CodeBlock(_)) => block = Some(String::new()),
                Event::End(TagEnd::CodeBlock) => self.lines(block.take().unwrap_or_default().lines()),
                Event::Start(Tag::Item) => in_item = true,
                Event::End(TagEnd::Item) => {
                    self.item(&mut text);
                    in_item = false;
                }
                Event::End(TagEnd::Paragraph) if in_item => self.item(&mut text),
                Event::End(TagEnd::Paragraph) => self.paragraph(&std::mem::take(&mut text)),
                Event::End(TagEnd::TableCell) => cells.push(std::mem::take(&mut text)),
                Event::End(TagEnd::TableHead) => head = std::mem::take(&mut cells),
                Event::End(TagEnd::TableRow) => self.row(&head, &std::mem::take(&mut cells)),
                Event::Text(words) => match &mut block {
                    Some(block) => block.push_str(&words),
                    None => text += &prose(&words),
                },
                Event::Code(words) => text += &bold(&words),
                Event::Start(Tag::Strong) => text += "\\fB",
                Event::Start(Tag::Emphasis) => text += "\\fI",
                Event::End(TagEnd::Strong | TagEnd::Emphasis) => text += "\\fR",
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
    }

    fn item(&mut self, text: &mut String) {
        if !text.is_empty() {
            self.0 += ".IP \\(bu 2\n";
            self.text(&std::mem::take(text));
        }
    }

    /// The row of a table: the first cell as a term, the others with their headings if there are several.
    fn row(&mut self, head: &[String], cells: &[String]) {
        let Some((first, others)) = cells.split_first() else { return };
        let named = |(heading, cell): (&String, &String)| match others {
            [_] => cell.clone(),
            _ => format!("{heading}: {cell}"),
        };
        let others: Vec<String> =
            head.iter().skip(1).zip(others).filter(|(_, cell)| !cell.is_empty()).map(named).collect();
        self.entry(first, &others.join("; "));
    }
}

/// An argument of a macro.
fn quoted(roff: &str) -> String {
    format!("\"{roff}\"")
}

/// A heading in capitals, as manual pages have them; one with escapes stays as it is.
fn in_capitals(heading: &str) -> String {
    if heading.contains('\\') { heading.to_owned() } else { heading.to_uppercase() }
}
