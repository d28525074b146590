//! The palette: every action by name, every record by id.

use std::ops::Range;

use compact_str::CompactString;
use ratatui::layout::Rect;
use tui_input::InputRequest;

use super::{BINDINGS, Flow, Layer, Name, Next, dashboard, pins, record_row};
use crate::app::content::{List, Region, RowLines, TALLEST_ROW, Titles};
use crate::app::keys::{Binding, Bindings, LetterKeys};
use crate::app::layout::{inside, split_lines};
use crate::app::motion::Motion;
use crate::app::shared::Field;
use crate::app::text_input::TextInput;
use crate::app::{Action, Shared, Take};
use crate::atlas::{Data, RecordId};
use crate::present::content::Role;
use crate::present::{naming, wrap};
use crate::search::Names;

/// Longest input accepted, in characters; enough for the name of every action and for ordinary ids.
const LONGEST: usize = 80;

/// Most columns of a record's name. Headlines are shorter; of a longer name the search shows more.
const WIDEST: usize = 200;

/// Most records listed, so that one letter over large data costs no more than a few pages of rows.
const MOST_RECORDS: usize = 50;

/// Columns for the keys, and for what a record is.
const KEY: usize = 11;
const RECORD: usize = 18;

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
    ],
};

/// The actions that people look for by their names, in the order of the palette. The others follow, moves last.
const FIRST: [Action; 12] = [
    Action::Pins(pins::Action::WriteFile),
    Action::Show(Name::Pins),
    Action::Show(Name::Crosswalk),
    Action::Take(Take::Words),
    Action::Take(Take::Citation),
    Action::Take(Take::Markdown),
    Action::SourcesOnly,
    Action::Take(Take::Pin),
    Action::Take(Take::Note),
    Action::Undo,
    Action::Show(Name::Plain),
    Action::Show(Name::Search),
];

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
    /// What it opens.
    pub what: Chosen,
    /// The name of the action, or the name and id of the record.
    pub name: String,
    /// The key bound to the action, or what the record is; empty if there is none.
    pub before: CompactString,
    /// The byte ranges of the name that match the input.
    pub marks: Vec<Range<usize>>,
    /// Whether words of it match, not only letters.
    by_words: bool,
}

/// What a row opens.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// An action.
    Action(Action),
    /// A record.
    Record(RecordId),
    /// The search for what was typed.
    Search(String),
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

    /// What the selected row opens.
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
        if !typed.is_empty() {
            let before = shared.keymap().label(&dashboard::KEYS, Action::Show(Name::Search), shared.ascii());
            let name = format!("Search for “{typed}”");
            let what = Chosen::Search(typed.to_owned());
            // Letters alone are no reason to change anything.
            let risky = |row: &Row| matches!(row.what, Chosen::Action(action) if changes(action)) && !row.by_words;
            let (risky, rows): (Vec<Row>, Vec<Row>) = std::mem::take(&mut self.rows).into_iter().partition(risky);
            let search = Row { what, name, before: before.into(), marks: Vec::new(), by_words: false };
            self.rows = rows.into_iter().chain([search]).chain(risky).collect();
        }
        self.selected = 0;
    }

    fn list(&self) -> List {
        List { count: self.rows.len(), selected: self.selected, focused: true }
    }
}

impl Layer for Palette {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn title(&self, _: &Shared, _: usize) -> CompactString {
        "Palette".into()
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let [input, rows] = areas(shared, body);
        let typing = Region::bordered(shared, input, Titles::new("Palette", "").focused(true));
        let inside = typing.inside();
        let list = Region::bordered(shared, rows, Titles::new("Actions and records", ""));
        let list = list.list(self.list(), |number, width, lines| self.rows[number].add(width, lines));
        show(typing.input(inside, " : ", &self.input, true));
        show(list);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let area = inside(shared.arrangement(), areas(shared, shared.body())[1]);
        let row = |number: usize, width, lines: &mut RowLines<'_>| self.rows[number].add(width, lines);
        let tall = |number| RowLines::height(number, area.width, &row);
        self.selected = self.list().moved(motion, area.height.into(), tall);
        Flow::Stay
    }

    fn open(&mut self, _: &Shared) -> Flow {
        match self.chosen() {
            Some(Chosen::Action(action)) => Flow::Close(Next { act: Some(*action), ..Next::default() }),
            Some(Chosen::Record(record)) => Flow::jump(record.clone()),
            Some(Chosen::Search(words)) => Flow::Close(Next { search: Some(words.clone()), ..Next::default() }),
            None => Flow::Stay,
        }
    }

    fn opens(&self, _: &Shared) -> bool {
        self.chosen().is_some()
    }

    fn field(&self) -> Option<(Field, &str)> {
        Some((Field::Palette, self.input.text()))
    }

    fn edit(&mut self, shared: &Shared, request: InputRequest) -> Flow {
        if self.input.edit(request) {
            self.renew(shared);
        }
        Flow::Stay
    }

    fn recall(&mut self, shared: &Shared, older: bool) -> Flow {
        self.input.recall(older, shared.typed(Field::Palette));
        self.renew(shared);
        Flow::Stay
    }

    fn paste(&mut self, shared: &Shared, text: &str) -> Flow {
        self.input.insert(text);
        self.renew(shared);
        Flow::Stay
    }

    fn has_selection(&self) -> bool {
        false
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
    /// Adds the lines of the row: the name, its further lines below the first.
    fn add(&self, width: usize, lines: &mut RowLines<'_>) {
        let (column, role) = match self.what {
            Chosen::Record(_) => (RECORD, Role::Text),
            Chosen::Action(_) | Chosen::Search(_) => (KEY, Role::Accent),
        };
        let column = column.min(width / 2).max(wrap::width(&self.before) + 1);
        let words = record_row::Beside { words: &self.name, margin: column, width, most: TALLEST_ROW };
        words.add(lines, || self.marks.clone(), |line| _ = line.write(role, format_args!("{:column$}", self.before)));
    }
}

/// The actions of all screens whose names match, best first.
fn actions(typed: &str, shared: &Shared) -> Vec<Row> {
    let mut found: Vec<(_, Row)> = Vec::new();
    let names = Names::default();
    for (bindings, binding) in BINDINGS.iter().flat_map(|bindings| bindings.all().map(move |all| (bindings, all))) {
        for (action, name) in binding.actions.iter().copied().zip(binding.names) {
            let what = Chosen::Action(action);
            let Some(matched) = names.find(name, typed).filter(|_| found.iter().all(|(_, row)| row.what != what))
            else {
                continue;
            };
            let before = shared.keymap().label(bindings, action, shared.ascii()).into();
            let rank = (!matched.by_words, std::cmp::Reverse(matched.score), order(action));
            found.push((
                rank,
                Row { what, name: (*name).to_owned(), before, marks: matched.marks, by_words: matched.by_words },
            ));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, row)| row).collect()
}

/// Whether an action changes the pins, or leaves the program or its screen.
fn changes(action: Action) -> bool {
    matches!(
        action,
        Action::Undo
            | Action::Take(Take::Pin)
            | Action::Pins(_)
            | Action::Leave
            | Action::Interrupt
            | Action::Program(_)
    )
}

/// The order among equal matches: what people look for, then the rest, then moves, which every key does.
fn order(action: Action) -> usize {
    let is_move = matches!(action, Action::Move(_));
    FIRST.iter().position(|first| *first == action).unwrap_or(FIRST.len() + usize::from(is_move))
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
            before: naming::kind_and_number(record, RECORD),
            name: format!("{}  {}", record.id(), record_row::words(record, WIDEST, 1, &mut String::new())),
            marks: vec![mark],
            by_words: true,
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
            let is_there = matches!(of.as_slice(), [row] if !row.before.is_empty());
            assert_eq!(is_there, action != Action::Show(Name::Palette), "{action:?}");
        }
    }

    #[test]
    fn an_action_is_found_by_letters_of_its_name() {
        assert_eq!(typed("crossw").chosen(), Some(&Chosen::Action(Action::Show(Name::Crosswalk))));
        assert_eq!(typed("cpy cit").chosen(), Some(&Chosen::Action(Action::Take(Take::Citation))));
        assert_eq!(typed("quit").chosen(), Some(&Chosen::Action(Action::Interrupt)));
        assert_eq!(names("zzzz"), ["Search for “zzzz”"], "the search may know it");
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
