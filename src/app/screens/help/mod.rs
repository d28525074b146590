//! The help: the keys of the screen below, from its bindings, and the query syntax. A filter finds the keys of all screens.

mod lines;

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use compact_str::CompactString;
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
use crate::present::content::{Line, Lines, Role};
use crate::present::page::Page;

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
        let syntax = below.is_to_pick || std::ptr::eq(below.bindings, &raw const search::KEYS);
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

    /// The areas of the columns of text, of which the second may be empty, and of the filter at the bottom.
    fn areas(&self, shared: &Shared, body: Rect) -> ([Rect; 2], Rect) {
        let within = inside(shared.arrangement(), body);
        let is_filtered = !self.filter.text().is_empty();
        let has_filter = self.filtering || is_filtered;
        let [area, filter] = split_lines(within, within.height.saturating_sub(has_filter.into()));
        let area = text_area(area);
        if area.width < TWO_COLUMNS || is_filtered {
            return ([area, Rect::default()], filter);
        }
        let width = (area.width - BETWEEN) / 2;
        let right = Rect { x: area.x + width + BETWEEN, width: area.width - width - BETWEEN, ..area };
        ([Rect { width, ..area }, right], filter)
    }

    /// The lines, and those of them in each column.
    fn page(&self, shared: &Shared, columns: [Rect; 2]) -> (Rc<Page>, [Range<usize>; 2]) {
        let (width, height) = (columns[0].width.into(), columns[0].height.into());
        let has_two = columns[1].width > 0;
        let filter = self.filter.text().trim();
        let name = format_args!("{filter} {} {} {height} {has_two}", self.below.bindings.name, self.syntax);
        let page = shared.composed(name, width, || {
            let lines = match (filter.is_empty(), self.syntax) {
                (false, _) => lines::matching(shared, width, self.below, filter),
                (true, true) => lines::of_search(shared, width, self.below),
                (true, false) => lines::of(shared, width, self.below.bindings),
            };
            // Parts stand apart where there is room.
            let apart = apart(&lines);
            let fits = divided(&apart, has_two).iter().all(|page| page.len() <= height);
            Page::of_lines(if fits || !has_two { apart } else { lines })
        });
        let divided = divided(&page.lines, has_two);
        (page, divided)
    }

    /// The lines of the longer column, and the lines that fit.
    fn extent(&self, shared: &Shared, body: Rect) -> (usize, usize) {
        let (columns, _) = self.areas(shared, body);
        let [left, right] = self.page(shared, columns).1;
        (left.len().max(right.len()), columns[0].height.into())
    }
}

/// Whether a part begins at this line, with its heading.
fn begins_part(line: Line<'_>) -> bool {
    line.role == Role::Heading
}

/// The same lines with an empty one between two parts.
fn apart(lines: &Lines) -> Lines {
    let mut apart = Lines::default();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 && begins_part(line) {
            apart.begin(Role::Text);
        }
        apart.copy([line]);
    }
    apart
}

/// The lines in one column, or in two that are about as long.
fn divided(all: &Lines, has_two: bool) -> [Range<usize>; 2] {
    if !has_two {
        return [0..all.len(), 0..0];
    }
    // A column begins neither between a key and its description nor, if it can, within a part.
    let is_between = |at: &usize| all.within(*at..at + 1).all(begins_part);
    let longer = |at: &usize| (*at).max(all.len() - at);
    let split = (0..=all.len()).filter(is_between).min_by_key(longer).unwrap_or(all.len());
    let end = all.within(0..split).rposition(|line| !line.plain().is_empty()).map_or(0, |last| last + 1);
    [0..end, split..all.len()]
}

impl Layer for Help {
    fn keys(&self) -> &'static Bindings {
        if self.filtering { &FILTER_KEYS } else { &KEYS }
    }

    fn title(&self, _: &Shared, _: usize) -> CompactString {
        "Keys".into()
    }

    fn count(&self, shared: &Shared) -> CompactString {
        let (all, height) = self.extent(shared, shared.body());
        part(scrolled(self.scroll, all, height, None), height, all)
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let (columns, filter) = self.areas(shared, body);
        let (page, divided) = self.page(shared, columns);
        let (all, height) = self.extent(shared, body);
        let first = scrolled(self.scroll, all, height, None);
        let of: Cow<'_, str> = match (self.filter.text().trim().is_empty(), self.syntax) {
            (false, _) if self.below.is_to_pick => "of icatlas pick".into(),
            (false, _) => "of all screens".into(),
            (true, true) => "in the search".into(),
            (true, false) => format!("in the {}", self.below.name).into(),
        };
        let mut region = Region::bordered(shared, body, Titles::new("Keys", of).focused(true));
        region.note(&part(first, height, all));
        for (area, Range { start, end }) in columns.into_iter().zip(divided) {
            region.add(area, |lines| lines.copy(page.lines.within((start + first).min(end)..end)));
        }
        if !filter.is_empty() {
            region = region.input(filter, " / ", &self.filter, self.filtering);
        }
        show(region);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let (all, height) = self.extent(shared, shared.body());
        self.scroll = scrolled(self.scroll, all, height, Some(motion));
        Flow::Stay
    }

    fn moves(&self, shared: &Shared, motion: Motion) -> bool {
        let (all, height) = self.extent(shared, shared.body());
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
