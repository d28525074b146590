//! The palette: every action by name, every record by id.

use std::ops::Range;

use ratatui::layout::Rect;
use tui_input::InputRequest;

use super::{Flow, Layer, Next, dashboard};
use crate::app::content::{List, Region, Titles};
use crate::app::keys::{self, Binding, Bindings, EVERYWHERE, LetterKeys};
use crate::app::layout::split_lines;
use crate::app::motion::{Motion, Rows};
use crate::app::text_input::TextInput;
use crate::app::{Action, Program, Shared};
use crate::atlas::{Data, RecordId};
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};
use crate::search::Names;

/// Longest input accepted, in characters; enough for the name of every action and for ordinary ids.
const LONGEST: usize = 80;

/// Columns for the name of a record; the row cuts it to the window, and no window is wider.
const WIDEST: usize = 1000;

/// Most records listed, so that one letter over large data costs no more than a few pages of rows.
const MOST_RECORDS: usize = 50;

/// Columns for the keys.
const KEY: usize = 11;

pub(super) static KEYS: Bindings = Bindings {
    name: "palette",
    heading: "IN THE PALETTE",
    letters: LetterKeys::Typed,
    list: &[
        Binding::new(
            "Down Up Ctrl-n Ctrl-p PgDn PgUp",
            &[
                Action::Move(Motion::Next),
                Action::Move(Motion::Previous),
                Action::Move(Motion::Next),
                Action::Move(Motion::Previous),
                Action::Move(Motion::PageDown),
                Action::Move(Motion::PageUp),
            ],
            "next, previous; a page down, up",
        )
        .hint(2, "move", 2),
        Binding::new("Enter", &[Action::Open], "run the action; open the record").hint(1, "run it", 1),
        Binding::new("Esc", &[Action::Close], "close the palette").hint(1, "close", 3),
        keys::IN_INPUT,
        keys::BY_WORDS,
        keys::DELETE,
    ],
};

/// The palette screen.
#[derive(Debug, Clone)]
pub struct Palette {
    input: TextInput,
    rows: Vec<Row>,
    selected: usize,
}

/// A row of the palette.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The action or record that it opens.
    pub what: Chosen,
    /// The name of the action, or the id and name of the record.
    pub name: String,
    /// The key bound to the action; empty if there is none.
    pub key: String,
    /// The byte ranges of the name that match the input.
    pub marks: Vec<Range<usize>>,
}

/// The action or record of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// An action.
    Action(Action),
    /// A record.
    Record(RecordId),
}

impl Palette {
    /// The palette with an empty input.
    pub(super) fn new(shared: &Shared) -> Self {
        let mut palette = Self { input: TextInput::new("", LONGEST), rows: Vec::new(), selected: 0 };
        palette.renew(shared);
        palette
    }

    /// The input.
    pub const fn input(&self) -> &TextInput {
        &self.input
    }

    /// The rows, best match first.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The selected action or record, if anything matches.
    pub fn chosen(&self) -> Option<&Chosen> {
        self.rows.get(self.selected).map(|row| &row.what)
    }

    /// Finds the rows again after the input or the data has changed.
    fn renew(&mut self, shared: &Shared) {
        let typed = self.input.text().trim();
        let actions = actions(typed, shared);
        // Only ids contain a slash.
        let records = if typed.is_empty() { Vec::new() } else { records(typed, shared.data()) };
        self.rows = if typed.contains('/') { [records, actions].concat() } else { [actions, records].concat() };
        self.selected = 0;
    }
}

impl Layer for Palette {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn title(&self, _: &Shared) -> String {
        "Palette".to_owned()
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let arrangement = shared.arrangement();
        let [input, rows] = areas(shared, body);
        let typing = Region::bordered(arrangement, input, Titles::new("Palette", "").focused(true));
        let inside = typing.inside();
        let list = Region::bordered(arrangement, rows, Titles::new("Actions and record ids", ""));
        let list = if self.rows.is_empty() {
            list.line(Role::Text, " No match. Try fewer letters.")
        } else {
            let listed = List { count: self.rows.len(), selected: self.selected, focused: true };
            list.list(listed, |number, width| vec![self.rows[number].line(width)].into())
        };
        show(typing.input(inside, " : ", &self.input, true));
        show(list);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let page =
            Region::bordered(shared.arrangement(), areas(shared, shared.body())[1], Titles::default()).inside().height;
        self.selected = Rows::of(self.rows.len()).moved(self.selected, motion, page.into());
        Flow::Stay
    }

    fn open(&mut self, _: &Shared) -> Flow {
        match self.chosen() {
            Some(Chosen::Action(action)) => Flow::Close(Next { act: Some(*action), ..Next::default() }),
            Some(Chosen::Record(record)) => Flow::jump(record.clone()),
            None => Flow::Stay,
        }
    }

    fn edit(&mut self, shared: &Shared, request: InputRequest) -> Flow {
        if self.input.edit(request) {
            self.renew(shared);
        }
        Flow::Stay
    }

    fn paste(&mut self, shared: &Shared, text: &str) -> Flow {
        self.input.insert(text);
        self.renew(shared);
        Flow::Stay
    }

    fn works(&self, _: &Shared, action: Action) -> bool {
        action != Action::Open || self.chosen().is_some()
    }

    fn adopt(&mut self, shared: &Shared, _: &Data) {
        let chosen = self.chosen().cloned();
        self.renew(shared);
        let same = self.rows.iter().position(|row| Some(&row.what) == chosen.as_ref());
        self.selected = same.unwrap_or_default();
    }
}

/// The areas of the input and of the rows, with their borders.
fn areas(shared: &Shared, body: Rect) -> [Rect; 2] {
    split_lines(body, if shared.arrangement().has_borders() { 3 } else { 1 })
}

impl Row {
    fn line(&self, width: usize) -> Line {
        let mut spans = vec![Span::new(Role::Accent, format!("{:KEY$}", self.key))];
        let name = wrap::cut(&self.name, width.saturating_sub(KEY));
        // Drop marks beyond the cut.
        let uncut = name.strip_suffix('…').unwrap_or(&name).len();
        let marks = self.marks.iter().filter(|mark| mark.end <= uncut).cloned().collect::<Vec<_>>();
        spans.extend(Span::marked(&name, &marks, Role::Text));
        spans.into()
    }
}

/// The actions whose names match, best first.
fn actions(typed: &str, shared: &Shared) -> Vec<Row> {
    let mut found = Vec::new();
    let names = Names::default();
    for binding in dashboard::KEYS.list.iter().chain(&EVERYWHERE) {
        for (action, name) in binding.actions.iter().copied().zip(binding.names) {
            let Some(matched) = names.find(name, typed) else { continue };
            let key = shared.keymap().label(&dashboard::KEYS, action, shared.ascii());
            let (what, name) = (Chosen::Action(action), (*name).to_owned());
            // Quit comes last among equal matches.
            let rank = (std::cmp::Reverse(matched.score), action == Action::Program(Program::Quit));
            found.push((rank, Row { what, name, key, marks: matched.marks }));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, row)| row).collect()
}

/// The records whose ids have consecutive parts that begin like the typed ones: `rec/prot`, `unodc`, `prot/3`.
fn records(typed: &str, data: &Data) -> Vec<Row> {
    let typed = typed.to_lowercase();
    let begin = |id: &str| -> Option<Range<usize>> {
        let starts = std::iter::once(0).chain(id.match_indices('/').map(|(slash, _)| slash + 1));
        starts.into_iter().find_map(|start| matching(&id[start..], &typed).map(|length| start..start + length))
    };
    let fitting = data.records().filter_map(|record| Some((record, begin(record.id().as_str())?)));
    fitting
        .take(MOST_RECORDS)
        .map(|(record, mark)| Row {
            what: Chosen::Record(record.id().clone()),
            name: format!("{}  {}", record.id(), naming::short(record, WIDEST)),
            key: String::new(),
            marks: vec![mark],
        })
        .collect()
}

/// Number of bytes that match from the start of `id`, if each part of it begins with the typed part.
fn matching(id: &str, typed: &str) -> Option<usize> {
    let (mut ids, mut length) = (id.split('/'), 0);
    let mut typed = typed.split('/').peekable();
    while let Some(part) = typed.next() {
        let whole = ids.next().filter(|whole| whole.starts_with(part))?;
        length += if typed.peek().is_some() { whole.len() + 1 } else { part.len() };
    }
    Some(length.min(id.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Name, Take};
    use crate::atlas::Atlas;
    use crate::search::Searcher;

    fn typed(text: &str) -> Palette {
        let shared = Shared::new(Searcher::new(Atlas::frozen()), (120, 40));
        let mut palette = Palette::new(&shared);
        palette.paste(&shared, text);
        palette
    }

    fn names(text: &str) -> Vec<String> {
        typed(text).rows().iter().map(|row| row.name.clone()).collect()
    }

    #[test]
    fn the_palette_has_every_action_of_the_dashboard_once_with_its_key() {
        let palette = typed("");
        for (_, action) in dashboard::KEYS.list.iter().flat_map(Binding::bound) {
            let of = palette.rows().iter().filter(|row| row.what == Chosen::Action(action)).collect::<Vec<_>>();
            let is_there = matches!(of.as_slice(), [row] if !row.key.is_empty());
            assert_eq!(is_there, action != Action::Show(Name::Palette), "{action:?}");
        }
    }

    #[test]
    fn an_action_is_found_by_letters_of_its_name() {
        assert_eq!(typed("crossw").chosen(), Some(&Chosen::Action(Action::Show(Name::Crosswalk))));
        assert_eq!(typed("cpy cit").chosen(), Some(&Chosen::Action(Action::Take(Take::CopyCitation))));
        assert_eq!(typed("quit").chosen(), Some(&Chosen::Action(Action::Program(Program::Quit))));
        assert!(names("zzzz").is_empty());
    }

    #[test]
    fn a_record_is_found_by_the_beginnings_of_the_parts_of_its_id() {
        assert!(names("rec/prot")[0].starts_with("rec/protection/1"));
        assert!(names("rec/prot/3")[0].starts_with("rec/protection/3"));
        assert!(names("prot/3")[0].starts_with("gap/protection/3"));
        assert!(names("unhcr").iter().any(|name| name.starts_with("member/unhcr")));
        assert_eq!(typed("rec/prot").rows()[0].marks.first(), Some(&(0..8)));
    }
}
