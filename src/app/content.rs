//! The content of a screen: regions of lines with their areas in the window. The view paints them and adds no text.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use super::layout::{Arrangement, inside, text_area};
use super::motion::{Rows, scrolled};
use super::text_input::TextInput;
use crate::atlas::Pillar;
use crate::present::content::{Line, Role, Span};
use crate::present::wrap;

/// Sign before the selected row of the focused list.
pub const SELECTED: &str = "▸ ";

/// Sign before the selected row of any other list.
pub const REMEMBERED: &str = "› ";

/// Margin of all other rows.
pub const UNSELECTED: &str = "  ";

/// Columns around the two titles of a border: its two corners, and a blank on each side of each title.
const AROUND_TITLES: usize = 6;

/// An area of the window with its lines.
#[derive(Debug, Clone, Default)]
pub struct Region {
    /// The whole area, including the border.
    pub area: Rect,
    /// The titles in the border; no border if there are none.
    pub titles: Option<Titles>,
    /// The lines, block by block.
    pub blocks: Vec<Block>,
    /// The scroll position of a list or a text; the view draws a scrollbar if not all of it fits.
    pub scroll: Option<Scroll>,
    /// The text cursor.
    pub cursor: Option<Position>,
    /// Charts drawn over the lines.
    pub charts: Vec<Chart>,
}

/// The titles in the upper edge of a border.
#[derive(Debug, Clone, Default)]
pub struct Titles {
    /// The title on the left.
    pub left: String,
    /// Role of the left title while the region is not focused.
    pub role: Role,
    /// The title on the right.
    pub right: String,
    /// Whether the region has the focus.
    pub focused: bool,
}

/// Consecutive lines.
#[derive(Debug, Clone)]
pub struct Block {
    /// The area of the lines; the first one is at its top.
    pub area: Rect,
    /// The visible lines.
    pub lines: Vec<Line>,
    /// Whether they are aligned to the right.
    pub at_right: bool,
}

/// Scroll position of a list or a text.
#[derive(Debug, Clone, Copy)]
pub struct Scroll {
    /// The first screen line of its area.
    pub y: u16,
    /// Number of screen lines of its area.
    pub height: u16,
    /// The first visible line.
    pub first: usize,
    /// Number of all lines.
    pub all: usize,
}

/// A chart over the lines of a region.
#[derive(Debug, Clone, Copy)]
pub struct Chart {
    /// Its area in the window.
    pub area: Rect,
    /// What to draw.
    pub what: Drawing,
}

/// The data of a [`Chart`].
#[derive(Debug, Clone, Copy)]
pub enum Drawing {
    /// A number as a bar.
    Bar {
        /// The number.
        count: usize,
        /// The count of the longest bar of the same scale.
        most: usize,
        /// Whether it counts missing things, such as unanswered gaps.
        hollow: bool,
        /// The pillar whose colour it has.
        pillar: Option<Pillar>,
    },
    /// A line with a dot at its end; its length is the time since the first date of all, as a part of the whole, 0 to 1.
    Time(f64),
}

/// A list with rows of one line each.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// Number of rows.
    pub count: usize,
    /// The selected row.
    pub selected: usize,
    /// Whether the list has the focus.
    pub focused: bool,
}

impl List {
    /// The first visible row in an area with this many lines.
    pub fn first_row(self, height: usize) -> usize {
        Rows::of(self.count).first_line(self.selected, height)
    }
}

impl Region {
    /// A region without a border.
    pub fn new(area: Rect) -> Self {
        Self { area, ..Self::default() }
    }

    /// A region with a border, if the arrangement has borders.
    pub fn bordered(arrangement: Arrangement, area: Rect, titles: Titles) -> Self {
        Self { area, titles: arrangement.has_borders().then_some(titles), ..Self::default() }
    }

    /// The area inside the border.
    pub const fn inside(&self) -> Rect {
        if self.titles.is_some() { inside(Arrangement::Wide, self.area) } else { self.area }
    }

    /// Adds as many lines as fit into an area.
    #[must_use]
    pub fn lines(mut self, area: Rect, lines: impl IntoIterator<Item = Line>) -> Self {
        let lines = lines.into_iter().take(area.height.into()).collect();
        self.blocks.push(Block { area, lines, at_right: false });
        self
    }

    /// Adds a line at the right end of an area.
    #[must_use]
    pub fn at_right(mut self, area: Rect, line: Line) -> Self {
        self.blocks.push(Block { area, lines: vec![line], at_right: true });
        self
    }

    /// Adds a line at the top of the region.
    #[must_use]
    pub fn line(self, role: Role, words: impl Into<String>) -> Self {
        let area = self.inside();
        self.lines(area, [Line::new(role, words)])
    }

    /// Adds as many rows of a list as fit, the selected one among them. `row` returns the line of a row for a width in
    /// columns.
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

    /// Adds a text, scrolled to line `first` but not beyond its end, with a margin of one column on both sides.
    #[must_use]
    pub fn text(mut self, lines: &[Line], first: usize) -> Self {
        let area = text_area(if self.titles.is_some() { Arrangement::Wide } else { Arrangement::List }, self.area);
        let first = scrolled(first, lines.len(), area.height.into(), None);
        self.scroll = Some(Scroll { y: area.y, height: area.height, first, all: lines.len() });
        self.lines(area, lines.iter().skip(first).take(area.height.into()).cloned())
    }

    /// Adds an input after its prompt. With `typing` it shows the cursor.
    #[must_use]
    pub fn input(mut self, area: Rect, prompt: &str, input: &TextInput, typing: bool) -> Self {
        let before = u16::try_from(wrap::width(prompt)).unwrap_or(u16::MAX).min(area.width);
        // Reserve one column for the cursor after the last letter.
        let room = area.width.saturating_sub(before + 1);
        let (shown, cursor) = input.visible(room.into());
        if typing {
            let column = u16::try_from(cursor).unwrap_or(u16::MAX).min(room);
            self.cursor = Some(Position::new(area.x + before + column, area.y));
        }
        self.lines(area, [vec![Span::new(Role::Selected, prompt), Span::new(Role::Text, shown)].into()])
    }
}

impl Titles {
    /// Titles in the default role.
    pub fn new(left: impl Into<String>, right: impl Into<String>) -> Self {
        Self { left: left.into(), right: right.into(), ..Self::default() }
    }

    /// Sets whether the region has the focus.
    #[must_use]
    pub fn focused(self, focused: bool) -> Self {
        Self { focused, ..self }
    }

    /// The left and the right title, cut to the width of the border in columns.
    pub fn within(&self, width: usize) -> (Cow<'_, str>, Cow<'_, str>) {
        let right = wrap::cut(&self.right, width);
        (wrap::cut(&self.left, width.saturating_sub(AROUND_TITLES + wrap::width(&right))), right)
    }
}
