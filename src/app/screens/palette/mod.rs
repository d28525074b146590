//! The command palette: every action by its name, and every record by its id.

mod update;

use tui_input::InputRequest;

use crate::app::Action;
use crate::app::field::Field;
use crate::app::keys::{self, Context};
use crate::atlas::{Data, RecordId};
use crate::search::Names;

/// More characters than this are not taken.
const LONGEST: usize = 80;

/// No window has more columns for a name.
const WIDEST: usize = 1000;

/// So many records are offered.
const MOST_RECORDS: usize = 50;

/// The palette as it lies over the dashboard.
#[derive(Debug, Clone)]
pub struct Palette {
    field: Field,
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
    pub marks: Vec<std::ops::Range<usize>>,
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
    pub fn new(data: &Data, ascii: bool) -> Self {
        let mut palette = Self { field: Field::new("", LONGEST), entries: Vec::new(), selected: 0 };
        palette.renew(data, ascii);
        palette
    }

    /// The field in which names are typed.
    pub const fn field(&self) -> &Field {
        &self.field
    }

    /// What can be chosen, best first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number of the selected entry.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// What is selected, if anything matches.
    pub fn chosen(&self) -> Option<&Chosen> {
        self.entries.get(self.selected).map(|entry| &entry.what)
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.entries.len().saturating_sub(1));
    }

    /// Edits what is typed.
    pub fn edit(&mut self, request: InputRequest, data: &Data, ascii: bool) {
        if self.field.edit(request) {
            self.renew(data, ascii);
        }
    }

    /// Inserts pasted text.
    pub fn paste(&mut self, text: &str, data: &Data, ascii: bool) {
        self.field.insert(text);
        self.renew(data, ascii);
    }

    /// Finds anew what can be chosen: what is typed has changed, or the data.
    pub fn renew(&mut self, data: &Data, ascii: bool) {
        let typed = self.field.text().trim();
        let actions = actions(typed, ascii);
        // Who types a slash means an id.
        let records = if typed.is_empty() { Vec::new() } else { records(typed, data) };
        self.entries = if typed.contains('/') { [records, actions].concat() } else { [actions, records].concat() };
        self.selected = 0;
    }
}

/// The actions whose names match, best first.
fn actions(typed: &str, ascii: bool) -> Vec<Entry> {
    let mut seen = Vec::new();
    let mut found = Vec::new();
    let names = Names::default();
    for row in keys::rows(Context::List).chain(keys::rows(Context::Detail)) {
        for (key, action) in row.keys {
            let Some(name) = action.name().filter(|_| !seen.contains(&action)) else { continue };
            seen.push(action);
            let Some(matched) = names.find(&name, typed) else { continue };
            let entry = Entry {
                what: Chosen::Action(action.clone()),
                name: name.into_owned(),
                key: key.label(ascii),
                marks: matched.marks,
            };
            found.push((std::cmp::Reverse(matched.score), entry));
        }
    }
    found.sort_by_key(|(score, _)| *score);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// The records whose ids have parts that begin as those typed: `rec/prot`, `unodc`, `prot/3`.
fn records(typed: &str, data: &Data) -> Vec<Entry> {
    let typed = typed.to_lowercase();
    let begin = |id: &str| -> Option<std::ops::Range<usize>> {
        let starts = std::iter::once(0).chain(id.match_indices('/').map(|(slash, _)| slash + 1));
        starts.into_iter().find_map(|start| matching(&id[start..], &typed).map(|length| start..start + length))
    };
    let fitting = data.records().filter_map(|record| Some((record, begin(record.id().as_str())?)));
    fitting
        .take(MOST_RECORDS)
        .map(|(record, mark)| Entry {
            what: Chosen::Record(record.id().clone()),
            name: format!("{}  {}", record.id(), crate::present::naming::short(record, WIDEST)),
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
    use crate::atlas::Atlas;

    fn typed(text: &str) -> Palette {
        let data = Atlas::embedded().unwrap().into();
        let mut palette = Palette::new(&data, false);
        palette.paste(text, &data, false);
        palette
    }

    fn names(text: &str) -> Vec<String> {
        typed(text).entries().iter().map(|entry| entry.name.clone()).collect()
    }

    #[test]
    fn every_action_of_lists_and_the_detail_is_there_once_with_its_key() {
        let palette = typed("");
        let of = |action: &Action| {
            palette.entries().iter().filter(|entry| entry.what == Chosen::Action(action.clone())).collect::<Vec<_>>()
        };
        for row in keys::rows(Context::List).chain(keys::rows(Context::Detail)) {
            for (_, action) in row.keys.iter().filter(|(_, action)| *action != Action::Palette) {
                assert!(matches!(of(action).as_slice(), [entry] if !entry.key.is_empty()), "{action:?}");
            }
        }
    }

    #[test]
    fn an_action_is_found_by_letters_of_its_name() {
        assert_eq!(typed("crossw").chosen(), Some(&Chosen::Action(Action::Crosswalk)));
        assert_eq!(typed("cpy cit").chosen(), Some(&Chosen::Action(Action::CopyCitation)));
        assert_eq!(typed("quit").chosen(), Some(&Chosen::Action(Action::Quit)));
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
