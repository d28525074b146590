//! The content of a screen: regions of lines with their areas in the window. The view paints them and adds no text.

use std::borrow::Cow;
use std::collections::HashMap;

use ratatui::layout::{Position, Rect};

use super::layout::{Arrangement, inside, reading_area};
pub use super::list::{List, MEASURED, RowLines, SELECTED, TALLEST_ROW, UNSELECTED, part};
use super::motion::scrolled;
use super::text_input::TextInput;
use crate::present::content::{Line, Role, Span};
use crate::present::wrap;

/// Columns around a title of an edge: two corners, and a blank on each side of it.
const AROUND_TITLE: usize = 4;

/// Columns that a second title takes besides its words.
const AROUND_SECOND: usize = 2;

/// The columns that a title on the left has, in an edge with this title on the right.
fn room_beside(right: &str, width: usize) -> usize {
    let second = if right.is_empty() { 0 } else { AROUND_SECOND + wrap::width(right) };
    width.saturating_sub(AROUND_TITLE + second)
}

/// An area of the window with its lines.
#[derive(Debug, Clone, Default)]
pub struct Region {
    /// The whole area, including the border.
    pub area: Rect,
    /// The titles in the border; no border if there are none.
    pub titles: Option<Titles>,
    /// The lines, block by block.
    pub blocks: Vec<Block>,
    /// The terminal's cursor: behind the last letter of an input, or on the selected row.
    pub cursor: Option<Position>,
}

/// The titles in the edges of a border.
#[derive(Debug, Clone, Default)]
pub struct Titles {
    /// On the left of the upper edge.
    pub left: Vec<Span>,
    /// On the right of the upper edge: a count or an id.
    pub right: String,
    /// The role of the right title.
    pub right_role: Role,
    /// On the left of the lower edge: the basis, the edition.
    pub lower_left: String,
    /// On the right of the lower edge: which lines are visible.
    pub lower_right: String,
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

    /// Adds as many rows of a list as fit, the selected one among them. `row` returns the lines of a row for a width in
    /// columns. The sign before a row and the blank after it are added here.
    #[must_use]
    pub fn list(self, list: List, row: impl FnMut(usize, usize) -> RowLines) -> Self {
        let area = self.inside();
        self.list_in(area, list, list.count, row)
    }

    /// The same in a part of the region. If the list is only the beginning of a longer one, that one has `total` rows.
    #[must_use]
    pub fn list_in(
        mut self,
        area: Rect,
        list: List,
        total: usize,
        mut row: impl FnMut(usize, usize) -> RowLines,
    ) -> Self {
        let height = usize::from(area.height);
        let width = usize::from(area.width).saturating_sub(2);
        let mut heights = HashMap::new();
        let mut tall = |number| *heights.entry(number).or_insert_with(|| row(number, width).len());
        let (first, hidden) = list.first_visible(height, &mut tall);
        let (before, all): (usize, usize) = if list.count <= MEASURED {
            ((0..first).map(&mut tall).sum::<usize>() + hidden, (0..list.count).map(&mut tall).sum())
        } else {
            (first, total)
        };
        let mut lines = Vec::new();
        let mut number = first;
        let mut cursor = None;
        while number < list.count && lines.len() < height + hidden {
            let is_selected = number == list.selected;
            let row = row(number, width);
            lines.extend(row.above.into_iter().map(|line| with_sign(line, UNSELECTED)));
            if is_selected {
                cursor = Some(lines.len());
            }
            for (at, line) in row.own.into_iter().enumerate() {
                let line = with_sign(line, if is_selected && at == 0 { SELECTED } else { UNSELECTED });
                lines.push(Line { selected: is_selected && list.focused, ..line });
            }
            number += 1;
        }
        let visible: Vec<Line> = lines.into_iter().skip(hidden).take(height).collect();
        let seen = if list.count <= MEASURED { height } else { number - first };
        self.note(part(before, seen, all));
        if let Some(line) = cursor.filter(|_| list.focused && self.cursor.is_none()) {
            let line = u16::try_from(line.saturating_sub(hidden)).unwrap_or(u16::MAX);
            self.cursor = Some(Position::new(area.x, area.y.saturating_add(line)));
        }
        self.lines(area, visible)
    }

    /// Adds a text, scrolled to line `first` but not beyond its end, with a margin of one column on both sides.
    #[must_use]
    pub fn text(mut self, lines: &[Line], first: usize) -> Self {
        let area = reading_area(self.inside());
        let height = usize::from(area.height);
        let first = scrolled(first, lines.len(), height, None);
        self.note(part(first, height, lines.len()));
        self.lines(area, lines.iter().skip(first).take(height).cloned())
    }

    /// Writes on the right of the lower edge which part is visible, after what stands there.
    pub(super) fn note(&mut self, part: String) {
        if let Some(titles) = self.titles.as_mut().filter(|_| !part.is_empty()) {
            let before = std::mem::take(&mut titles.lower_right);
            titles.lower_right = if before.is_empty() { part } else { format!("{before} · {part}") };
        }
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
        self.lines(area, [vec![Span::new(Role::Heading, prompt), Span::new(Role::Text, shown)].into()])
    }
}

fn with_sign(mut line: Line, sign: &str) -> Line {
    line.spans.insert(0, Span::new(Role::Text, sign));
    line
}

impl Titles {
    /// Titles in the upper edge.
    pub fn new(left: impl Into<String>, right: impl Into<String>) -> Self {
        Self { left: vec![Span::new(Role::Text, left)], right: right.into(), ..Self::default() }
    }

    /// An id as the right title.
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        Self { right: id.into(), right_role: Role::Id, ..self }
    }

    /// Adds a title on the left of the lower edge.
    #[must_use]
    pub fn below(self, lower_left: impl Into<String>) -> Self {
        Self { lower_left: lower_left.into(), ..self }
    }

    /// Sets whether the region has the focus.
    #[must_use]
    pub fn focused(self, focused: bool) -> Self {
        Self { focused, ..self }
    }

    /// The titles of the upper edge, cut to the width of the border in columns; the left one yields.
    pub fn upper(&self, width: usize) -> (Vec<Span>, Cow<'_, str>) {
        let right = wrap::cut(&self.right, width);
        let mut room = room_beside(&right, width);
        let left = self.left.iter().map(|span| {
            let text = wrap::cut(&span.text, room).into_owned();
            room = room.saturating_sub(wrap::width(&text));
            Span { text, ..span.clone() }
        });
        (left.collect(), right)
    }

    /// The titles of the lower edge, cut to the width of the border in columns; the left one yields.
    pub fn lower(&self, width: usize) -> (Cow<'_, str>, Cow<'_, str>) {
        let right = wrap::cut(&self.lower_right, width);
        (wrap::cut(&self.lower_left, room_beside(&right, width)), right)
    }
}
