//! The content of a screen: regions of lines with their positions in the window. The view paints them and adds no text.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use super::layout::{Arrangement, inside, text_area};
use super::motion::{Rows, scrolled};
use super::text_input::TextInput;
use crate::atlas::Pillar;
use crate::present::content::{Line, Role, Span};
use crate::present::wrap;

/// The sign before the selected row of the focused list.
pub const SELECTED: &str = "▸ ";

/// The sign before the selected row of any other list.
pub const REMEMBERED: &str = "› ";

/// The margin of all other rows.
pub const UNSELECTED: &str = "  ";

/// A part of the window.
#[derive(Debug, Clone, Default)]
pub struct Region {
    /// All of it, with its frame if it has one.
    pub area: Rect,
    /// The frame, where there is one.
    pub frame: Option<Titles>,
    /// The lines.
    pub blocks: Vec<Block>,
    /// The scroll position, if lines are hidden above or below.
    pub scroll: Option<Scroll>,
    /// Where somebody types.
    pub cursor: Option<Position>,
    /// Charts drawn over the lines.
    pub charts: Vec<Chart>,
}

/// A frame and what stands in its upper edge.
#[derive(Debug, Clone, Default)]
pub struct Titles {
    /// On the left.
    pub left: String,
    /// What the left one is, where the frame has no focus.
    pub role: Role,
    /// On the right.
    pub right: String,
    /// Whether the frame has the focus.
    pub focused: bool,
}

/// Lines below one another.
#[derive(Debug, Clone)]
pub struct Block {
    /// Where the first line stands, and how wide they are.
    pub area: Rect,
    /// The lines that are shown.
    pub lines: Vec<Line>,
    /// Whether they stand at the right.
    pub at_right: bool,
}

/// How far something longer than its area is scrolled.
#[derive(Debug, Clone, Copy)]
pub struct Scroll {
    /// The rows of the window in which it is shown.
    pub y: u16,
    /// How many those are.
    pub height: u16,
    /// The first line shown.
    pub first: usize,
    /// How many there are in all.
    pub all: usize,
}

/// A drawing.
#[derive(Debug, Clone, Copy)]
pub struct Chart {
    /// Where it stands.
    pub area: Rect,
    /// What it shows.
    pub what: Drawing,
}

/// What a [`Chart`] shows.
#[derive(Debug, Clone, Copy)]
pub enum Drawing {
    /// A number as a bar.
    Bar {
        /// The number.
        count: usize,
        /// The number of the longest bar beside it.
        most: usize,
        /// Whether it counts what is missing.
        hollow: bool,
        /// The pillar that it belongs to.
        pillar: Option<Pillar>,
    },
    /// A line as long as the time from the first date to this one, 0 to 1, with a dot at its end.
    Time(f64),
}

/// How a list is shown: its rows, the selected one and whether it has the focus.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// How many rows there are, of one line each.
    pub count: usize,
    /// The selected one.
    pub selected: usize,
    /// Whether the list has the focus.
    pub focused: bool,
}

impl List {
    /// The first row that is shown where there is room for so many.
    pub fn first_row(self, room: usize) -> usize {
        Rows::of(self.count).first_line(self.selected, room)
    }
}

impl Region {
    /// A part of the window without a frame.
    pub fn new(area: Rect) -> Self {
        Self { area, ..Self::default() }
    }

    /// A part of the window with a frame where the form has frames.
    pub fn framed(arrangement: Arrangement, area: Rect, titles: Titles) -> Self {
        Self { area, frame: arrangement.framed().then_some(titles), ..Self::default() }
    }

    /// The part of it inside the frame.
    pub const fn inside(&self) -> Rect {
        if self.frame.is_some() { inside(Arrangement::Wide, self.area) } else { self.area }
    }

    /// The same with lines in an area, as many as fit.
    #[must_use]
    pub fn lines(mut self, area: Rect, lines: impl IntoIterator<Item = Line>) -> Self {
        let lines = lines.into_iter().take(area.height.into()).collect();
        self.blocks.push(Block { area, lines, at_right: false });
        self
    }

    /// The same with a line at the right end of an area.
    #[must_use]
    pub fn at_right(mut self, area: Rect, line: Line) -> Self {
        self.blocks.push(Block { area, lines: vec![line], at_right: true });
        self
    }

    /// The same with a line in the first row inside, if there is any.
    #[must_use]
    pub fn saying(self, role: Role, words: impl Into<String>) -> Self {
        let area = self.inside();
        self.lines(area, [Line::new(role, words)])
    }

    /// The same with the rows of a list that fit, one line each, the selected one among them. `row` gives a row's content for
    /// a width.
    #[must_use]
    pub fn list(mut self, list: List, mut row: impl FnMut(usize, usize) -> Line) -> Self {
        let area = self.inside();
        let height = usize::from(area.height);
        let first = list.first_row(height);
        let width = usize::from(area.width).saturating_sub(3);
        let lines = (first..list.count.min(first + height)).map(|number| {
            let mut line = row(number, width);
            let (sign, role) = match (number == list.selected, list.focused) {
                (true, true) => (SELECTED, Role::Selected),
                (true, false) => (REMEMBERED, Role::Aside),
                (false, _) => (UNSELECTED, Role::Text),
            };
            line.selected = role == Role::Selected;
            line.spans.insert(0, Span::new(role, sign));
            line
        });
        let lines: Vec<Line> = lines.collect();
        self.scroll = Some(Scroll { y: area.y, height: area.height, first, all: list.count });
        self.lines(area, lines)
    }

    /// The same with a text from a line on, or from an earlier one if fewer follow than fit; set off from the frame or the edge
    /// by a column.
    #[must_use]
    pub fn text(mut self, lines: &[Line], first: usize) -> Self {
        let area = text_area(if self.frame.is_some() { Arrangement::Wide } else { Arrangement::List }, self.area);
        let first = scrolled(first, lines.len(), area.height.into(), None);
        self.scroll = Some(Scroll { y: area.y, height: area.height, first, all: lines.len() });
        self.lines(area, lines.iter().skip(first).take(area.height.into()).cloned())
    }

    /// The same with a field after its prompt in an area; with `typing` the cursor stands in it.
    #[must_use]
    pub fn input(mut self, area: Rect, prompt: &str, input: &TextInput, typing: bool) -> Self {
        let before = u16::try_from(wrap::width(prompt)).unwrap_or(u16::MAX).min(area.width);
        // A column is left for the cursor behind the last letter.
        let room = area.width.saturating_sub(before + 1);
        let (shown, cursor) = input.shown(room.into());
        if typing {
            let column = u16::try_from(cursor).unwrap_or(u16::MAX).min(room);
            self.cursor = Some(Position::new(area.x + before + column, area.y));
        }
        self.lines(area, [vec![Span::new(Role::Selected, prompt), Span::new(Role::Text, shown)].into()])
    }
}

impl Titles {
    /// Titles without a role of their own.
    pub fn new(left: impl Into<String>, right: impl Into<String>) -> Self {
        Self { left: left.into(), right: right.into(), ..Self::default() }
    }

    /// The same where the frame has the focus, or not.
    #[must_use]
    pub fn focused(self, focused: bool) -> Self {
        Self { focused, ..self }
    }

    /// What fits over a frame of a width: on the left, on the right.
    pub fn within(&self, width: usize) -> (Cow<'_, str>, Cow<'_, str>) {
        let right = wrap::cut(&self.right, width);
        (wrap::cut(&self.left, width.saturating_sub(6 + wrap::width(&right))), right)
    }
}
