//! The help: the keys of the screen below, from its bindings, and the query syntax. A filter finds the keys of all screens.

mod lines;

use ratatui::layout::Rect;
use tui_input::InputRequest;

use super::{Below, Flow, Layer, search};
use crate::app::Action::{Close, Help as Own, Leave, Open};
use crate::app::content::{Region, Titles, part};
use crate::app::keys::{self, Binding, Bindings, Hint, LetterKeys};
use crate::app::layout::{inside, split_lines, text_area};
use crate::app::motion::{Motion, scrolled};
use crate::app::shared::Field;
use crate::app::text_input::TextInput;
use crate::app::{Action as Pressed, Shared};
use crate::present::content::{Line, Role};

pub use lines::SYNTAX;

/// An action that only the help has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Type what the keys are filtered by.
    Filter,
    /// Show what can be typed in the search, or the keys again.
    Syntax,
}

pub(super) static KEYS: Bindings = Bindings {
    name: "help",
    heading: "IN THIS HELP",
    letters: LetterKeys::Unused,
    list: &[
        keys::MOVE.hint(2, "scroll", 2),
        Binding::new("Esc", &[Close], "close the help").hint(1, "back", 0),
        Binding::new("/", &[Own(Action::Filter)], "filter the keys")
            .hint(1, "filter", 1)
            .named(&["Help: filter the keys of all screens"]),
        Binding::new("F1", &[Own(Action::Syntax)], "what can be typed")
            .hint(1, "what can be typed in the search", 4)
            .named(&["Help: what can be typed in the search"]),
        keys::ENDS,
        keys::PAGES,
        keys::HALF_PAGES,
    ],
};

/// The keys while the filter is typed.
pub(super) static FILTER_KEYS: Bindings = Bindings {
    name: "filter of the help",
    heading: "WHILE THE HELP IS FILTERED",
    letters: LetterKeys::Typed,
    list: &[
        Binding::new("Enter", &[Open], "keep the filter").hint(1, "done", 1),
        Binding::new("Esc", &[Close], "show all keys").hint(1, "all keys", 2),
        Binding::new("Down Up", &[Pressed::Move(Motion::Next), Pressed::Move(Motion::Previous)], "scroll")
            .hint(2, "scroll", 3),
    ],
};

/// Smallest width of a text area for two columns: each has a key and a description of some words.
const TWO_COLUMNS: u16 = 72;

/// Blanks between two columns.
const BETWEEN: u16 = 2;

/// Longest filter accepted, in characters: a few words.
const LONGEST_FILTER: usize = 80;

/// The help screen.
#[derive(Debug, Clone)]
pub struct Help {
    /// The first visible line; an earlier one is used if fewer lines follow than fit.
    scroll: usize,
    /// What is below it.
    below: Below,
    /// Whether it shows what can be typed in the search.
    syntax: bool,
    filter: TextInput,
    /// Whether the filter is being typed.
    filtering: bool,
}

impl Help {
    /// The help over a screen.
    pub(super) fn over(below: Below) -> Self {
        let syntax = below.bindings.name == search::KEYS.name;
        Self { scroll: 0, below, syntax, filter: TextInput::new("", LONGEST_FILTER), filtering: false }
    }

    /// The first visible line.
    pub const fn scroll(&self) -> usize {
        self.scroll
    }

    /// Carries out an action that only the help has.
    pub(in crate::app) fn obey(&mut self, action: Action) -> Flow {
        match action {
            Action::Filter => self.filtering = true,
            Action::Syntax => self.syntax = !self.syntax,
        }
        self.scroll = 0;
        Flow::Stay
    }

    /// Whether one of those actions would do something now. Over the search there is nothing but its own keys.
    pub(in crate::app) fn permits(&self, action: Action) -> bool {
        match action {
            Action::Filter => true,
            Action::Syntax => self.below.bindings.letters == LetterKeys::Unused,
        }
    }

    /// The areas of the columns of text, and of the filter at the bottom.
    fn areas(&self, shared: &Shared, body: Rect) -> (Vec<Rect>, Rect) {
        let within = inside(shared.arrangement(), body);
        let is_filtered = !self.filter.text().is_empty();
        let has_filter = self.filtering || is_filtered;
        let [area, filter] = split_lines(within, within.height.saturating_sub(has_filter.into()));
        let area = text_area(area);
        if area.width < TWO_COLUMNS || is_filtered {
            return (vec![area], filter);
        }
        let width = (area.width - BETWEEN) / 2;
        let right = Rect { x: area.x + width + BETWEEN, width: area.width - width - BETWEEN, ..area };
        (vec![Rect { width, ..area }, right], filter)
    }

    /// The pages of the columns, as long as they can be to fit together. Parts stand apart where there is room.
    fn pages(&self, shared: &Shared, columns: &[Rect]) -> Vec<Vec<Line>> {
        let width = columns.iter().map(|column| column.width).min().unwrap_or_default().into();
        let height = columns.first().map_or(0, |column| column.height.into());
        let filter = self.filter.text().trim();
        let parts = match (filter.is_empty(), self.syntax) {
            (false, _) => lines::matching(shared, width, filter),
            (true, true) => lines::of_search(shared, width),
            (true, false) => lines::of(shared, width, self.below.bindings),
        };
        let apart = divided(joined(&parts, true), columns.len());
        let fits = apart.iter().all(|page| page.len() <= height);
        if fits || columns.len() < 2 { apart } else { divided(joined(&parts, false), columns.len()) }
    }

    fn extent(&self, shared: &Shared) -> (usize, usize) {
        let (columns, _) = self.areas(shared, shared.body());
        extent(&self.pages(shared, &columns), &columns)
    }
}

/// The lines of all parts, with an empty one between two parts if they stand `apart`.
fn joined(parts: &[Vec<Line>], apart: bool) -> Vec<Line> {
    let before = |number: usize| (apart && number > 0).then(Line::default);
    parts.iter().enumerate().flat_map(|(number, part)| before(number).into_iter().chain(part.iter().cloned())).collect()
}

/// The lines in one column, or in two that are about as long.
fn divided(all: Vec<Line>, columns: usize) -> Vec<Vec<Line>> {
    if columns < 2 {
        return vec![all];
    }
    // A column begins neither between a key and its description nor, if it can, within a part.
    let begins_part = |at: &usize| all.get(*at).is_none_or(|line| line.role == Role::Heading);
    let longer = |at: &usize| (*at).max(all.len() - at);
    let split = (0..=all.len()).filter(begins_part).min_by_key(longer).unwrap_or(all.len());
    let (left, right) = all.split_at(split);
    let end = left.iter().rposition(|line| !line.plain().is_empty()).map_or(0, |last| last + 1);
    vec![left[..end].to_vec(), right.to_vec()]
}

impl Layer for Help {
    fn keys(&self) -> &'static Bindings {
        if self.filtering { &FILTER_KEYS } else { &KEYS }
    }

    fn title(&self, _: &Shared) -> String {
        "Keys".to_owned()
    }

    fn count(&self, shared: &Shared) -> String {
        let (all, height) = self.extent(shared);
        part(scrolled(self.scroll, all, height, None), height, all)
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let (columns, filter) = self.areas(shared, body);
        let pages = self.pages(shared, &columns);
        let (all, height) = extent(&pages, &columns);
        let first = scrolled(self.scroll, all, height, None);
        let of = match (self.filter.text().trim().is_empty(), self.syntax) {
            (false, _) => "of all screens".to_owned(),
            (true, true) => "in the search".to_owned(),
            (true, false) => format!("in the {}", self.below.name),
        };
        let mut region = Region::bordered(shared.arrangement(), body, Titles::new("Keys", of).focused(true));
        region.note(part(first, height, all));
        for (area, page) in columns.into_iter().zip(&pages) {
            region = region.lines(area, page.iter().skip(first).cloned());
        }
        if !filter.is_empty() {
            region = region.input(filter, " / ", &self.filter, self.filtering);
        }
        show(region);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let (all, height) = self.extent(shared);
        self.scroll = scrolled(self.scroll, all, height, Some(motion));
        Flow::Stay
    }

    fn moves(&self, shared: &Shared, motion: Motion) -> bool {
        let (all, height) = self.extent(shared);
        !motion.is_across() && all > height
    }

    fn open(&mut self, _: &Shared) -> Flow {
        self.filtering = false;
        Flow::Stay
    }

    fn opens(&self, _: &Shared) -> bool {
        self.filtering
    }

    fn close(&mut self) -> Flow {
        self.scroll = 0;
        if std::mem::take(&mut self.filtering) || !self.filter.text().is_empty() {
            self.filter.write("");
            return Flow::Stay;
        }
        Flow::closed()
    }

    fn field(&self) -> Option<(Field, &str)> {
        self.filtering.then(|| (Field::Filter, self.filter.text()))
    }

    fn edit(&mut self, _: &Shared, request: InputRequest) -> Flow {
        self.filter.edit(request);
        self.scroll = 0;
        Flow::Stay
    }

    fn recall(&mut self, shared: &Shared, older: bool) -> Flow {
        self.filter.recall(older, shared.typed(Field::Filter));
        self.scroll = 0;
        Flow::Stay
    }

    fn paste(&mut self, _: &Shared, text: &str) -> Flow {
        self.filtering = true;
        self.filter.insert(text);
        Flow::Stay
    }

    fn has_selection(&self) -> bool {
        false
    }

    fn hint(&self, _: &Shared, binding: &Binding, hint: Hint) -> Option<Hint> {
        let is_own = self.keys().list.contains(binding);
        let is_back = self.syntax && binding.actions.contains(&Own(Action::Syntax));
        let hint = if is_back { Hint { word: "the keys", ..hint } } else { hint };
        Some(hint).filter(|_| is_own || binding.actions.contains(&Leave))
    }
}

/// The lines of the longest page, and the lines that fit.
fn extent(pages: &[Vec<Line>], columns: &[Rect]) -> (usize, usize) {
    let lines = pages.iter().map(Vec::len).max().unwrap_or_default();
    (lines, columns.first().map_or(0, |column| column.height.into()))
}
