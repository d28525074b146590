//! The command palette: palette: every action by name, every record by id.

use std::ops::Range;

use ratatui::layout::Rect;
use tui_input::InputRequest;

use super::{Flow, Layer, Next, dashboard};
use crate::app::content::{List, Region, Titles};
use crate::app::keys::{self, Bindings, EVERYWHERE, Letters, Row};
use crate::app::layout::split_rows;
use crate::app::motion::{Motion, Rows};
use crate::app::text_input::TextInput;
use crate::app::{Action, Program, Shared};
use crate::atlas::{Data, RecordId};
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};
use crate::search::Names;

/// More characters than this are not taken.
const LONGEST: usize = 80;

/// No window has more columns for a name.
const WIDEST: usize = 1000;

/// So many records are offered.
const MOST_RECORDS: usize = 50;

/// The columns of the keys.
const KEY: usize = 11;

pub(super) static KEYS: Bindings = Bindings {
    name: "palette",
    heading: "IN THE PALETTE",
    letters: Letters::Typed,
    rows: &[
        Row::new(
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
        .hint(2, "move", 5),
        Row::new("Enter", &[Action::Open], "run the action; open the record").hint(1, "run it", 2),
        Row::new("Esc", &[Action::Close], "close the palette").hint(1, "close", 1),
        keys::IN_INPUT,
        keys::BY_WORDS,
        keys::DELETE,
    ],
};

/// The palette as it lies over the dashboard.
#[derive(Debug, Clone)]
pub struct Palette {
    input: TextInput,
    entries: Vec<Entry>,
    selected: usize,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What choosing it does.
    pub what: Chosen,
    /// What it is called.
    pub name: String,
    /// The key that does the same, if one does.
    pub key: String,
    /// The parts of the name that match what is typed, in bytes.
    pub marks: Vec<Range<usize>>,
}

/// What an entry stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// An action.
    Action(Action),
    /// A record.
    Record(RecordId),
}

impl Palette {
    /// The palette with nothing typed yet.
    pub(super) fn new(shared: &Shared) -> Self {
        let mut palette = Self { input: TextInput::new("", LONGEST), entries: Vec::new(), selected: 0 };
        palette.renew(shared);
        palette
    }

    /// The field in which names are typed.
    pub const fn input(&self) -> &TextInput {
        &self.input
    }

    /// What can be chosen, best first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is selected, if anything matches.
    pub fn chosen(&self) -> Option<&Chosen> {
        self.entries.get(self.selected).map(|entry| &entry.what)
    }

    /// Finds anew what can be chosen: what is typed has changed, or the data.
    fn renew(&mut self, shared: &Shared) {
        let typed = self.input.text().trim();
        let actions = actions(typed, shared);
        // Who types a slash means an id.
        let records = if typed.is_empty() { Vec::new() } else { records(typed, shared.data()) };
        self.entries = if typed.contains('/') { [records, actions].concat() } else { [actions, records].concat() };
        self.selected = 0;
    }
}

impl Layer for Palette {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn called(&self, _: &Shared) -> String {
        "Command".to_owned()
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let arrangement = shared.arrangement();
        let [input, entries] = areas(shared, body);
        let command = Region::framed(arrangement, input, Titles::new("Command", "").focused(true));
        let inside = command.inside();
        let list = Region::framed(arrangement, entries, Titles::new("Actions and record ids", ""));
        let list = if self.entries.is_empty() {
            list.saying(Role::Aside, " No match. Try fewer letters.")
        } else {
            let rows = List { count: self.entries.len(), selected: self.selected, focused: true };
            list.list(rows, |number, width| self.entries[number].line(width))
        };
        show(command.input(inside, " : ", &self.input, true));
        show(list);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let page =
            Region::framed(shared.arrangement(), areas(shared, shared.body())[1], Titles::default()).inside().height;
        self.selected = Rows::of(self.entries.len()).moved(self.selected, motion, page.into());
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
        let same = self.entries.iter().position(|entry| Some(&entry.what) == chosen.as_ref());
        self.selected = same.unwrap_or_default();
    }
}

/// The areas of the field and of what can be chosen, with their frames.
fn areas(shared: &Shared, body: Rect) -> [Rect; 2] {
    split_rows(body, if shared.arrangement().framed() { 3 } else { 1 })
}

impl Entry {
    fn line(&self, width: usize) -> Line {
        let mut spans = vec![Span::new(Role::Accent, format!("{:KEY$}", self.key))];
        let name = wrap::cut(&self.name, width.saturating_sub(KEY));
        // A mark that was cut off has nothing to stand on.
        let saved = name.strip_suffix('…').unwrap_or(&name).len();
        let marks = self.marks.iter().filter(|mark| mark.end <= saved).cloned().collect::<Vec<_>>();
        spans.extend(Span::marked(&name, &marks, Role::Text));
        spans.into()
    }
}

/// The actions whose names match, best first.
fn actions(typed: &str, shared: &Shared) -> Vec<Entry> {
    let mut found = Vec::new();
    let names = Names::default();
    for row in dashboard::KEYS.rows.iter().chain(&EVERYWHERE) {
        for (action, name) in row.actions.iter().copied().zip(row.names) {
            let Some(matched) = names.find(name, typed) else { continue };
            let key = shared.keymap().label(&dashboard::KEYS, action, shared.ascii());
            let (what, name) = (Chosen::Action(action), (*name).to_owned());
            // Of those that match alike leaving comes last.
            let rank = (std::cmp::Reverse(matched.score), action == Action::Program(Program::Quit));
            found.push((rank, Entry { what, name, key, marks: matched.marks }));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// The records whose ids have parts that begin as those typed: `rec/prot`, `unodc`, `prot/3`.
fn records(typed: &str, data: &Data) -> Vec<Entry> {
    let typed = typed.to_lowercase();
    let begin = |id: &str| -> Option<Range<usize>> {
        let starts = std::iter::once(0).chain(id.match_indices('/').map(|(slash, _)| slash + 1));
        starts.into_iter().find_map(|start| matching(&id[start..], &typed).map(|length| start..start + length))
    };
    let fitting = data.records().filter_map(|record| Some((record, begin(record.id().as_str())?)));
    fitting
        .take(MOST_RECORDS)
        .map(|(record, mark)| Entry {
            what: Chosen::Record(record.id().clone()),
            name: format!("{}  {}", record.id(), naming::short(record, WIDEST)),
            key: String::new(),
            marks: vec![mark],
        })
        .collect()
}

/// How many bytes of an id's end the parts typed take, if each of them begins a part of it.
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
        let shared = Shared::new(Searcher::new(Atlas::embedded().unwrap()), (120, 40));
        let mut palette = Palette::new(&shared);
        palette.paste(&shared, text);
        palette
    }

    fn names(text: &str) -> Vec<String> {
        typed(text).entries().iter().map(|entry| entry.name.clone()).collect()
    }

    #[test]
    fn every_action_of_the_dashboard_is_there_once_with_its_key() {
        let palette = typed("");
        for (_, action) in dashboard::KEYS.rows.iter().flat_map(Row::bound) {
            let of = palette.entries().iter().filter(|entry| entry.what == Chosen::Action(action)).collect::<Vec<_>>();
            let is_there = matches!(of.as_slice(), [entry] if !entry.key.is_empty());
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
        assert_eq!(typed("rec/prot").entries()[0].marks.first(), Some(&(0..8)));
    }
}
