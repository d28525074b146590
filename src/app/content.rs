//! The content of a screen: regions of lines with their areas in the window. The view paints them and adds no text.

use std::borrow::Cow;
use std::ops::Range;

use compact_str::{CompactString, format_compact};
use ratatui::layout::{Position, Rect};

use super::Shared;
use super::layout::{Arrangement, cells, inside, reading_area};
use super::list::row_at;
pub use super::list::{List, MEASURED, RowLines, SELECTED, TALLEST_ROW, UNSELECTED, part};
use super::motion::scrolled;
use super::text_input::TextInput;
use crate::present::content::{Line, Lines, Role};
use crate::present::wrap;

/// Columns around a title of an edge: two corners, and a blank on each side of it.
const AROUND_TITLE: usize = 4;

/// Columns that a second title takes besides its words.
const AROUND_SECOND: usize = 2;

/// The columns that a title at one end of an edge has, with this title at the other end.
fn room_beside(other: &str, width: usize) -> usize {
    let second = if other.is_empty() { 0 } else { AROUND_SECOND + wrap::width(other) };
    width.saturating_sub(AROUND_TITLE + second)
}

/// An area of the window with its lines.
#[derive(Debug, Clone, Default)]
pub struct Region {
    /// The whole area, including the border.
    pub area: Rect,
    /// The titles in the border; no border if there are none.
    pub titles: Option<Titles>,
    /// The lines of all blocks.
    pub lines: Lines,
    /// Where the lines stand, block by block.
    pub blocks: Vec<Block>,
    /// The terminal's cursor: behind the last letter of an input, or on the selected row.
    pub cursor: Option<Position>,
}

/// The titles in the edges of a border.
#[derive(Debug, Clone, Default)]
pub struct Titles {
    /// On the left of the upper edge, before the text there: tabs.
    pub tabs: Option<Tabs>,
    /// On the left of the upper edge.
    pub left: CompactString,
    /// On the right of the upper edge: a count or an id.
    pub right: CompactString,
    /// The role of the right title.
    pub right_role: Role,
    /// On the left of the lower edge: the basis, the edition.
    pub lower_left: CompactString,
    /// On the right of the lower edge: which lines are visible.
    pub lower_right: CompactString,
    /// Whether the region has the focus.
    pub focused: bool,
}

/// The tabs of the panes, with their roles.
pub type Tabs = [(Role, &'static str); 4];

/// Consecutive lines.
#[derive(Debug, Clone)]
pub struct Block {
    /// The area of the lines; the first one is at its top.
    pub area: Rect,
    /// The visible lines, of those of the region.
    pub lines: Range<usize>,
    /// Whether they are aligned to the right.
    pub at_right: bool,
}

impl Region {
    /// A region without a border.
    pub fn new(shared: &Shared, area: Rect) -> Self {
        let (mut lines, blocks) = shared.spare.take();
        lines.make_room();
        Self { area, lines, blocks, ..Self::default() }
    }

    /// A region with a border, if the arrangement has borders.
    pub fn bordered(shared: &Shared, area: Rect, titles: Titles) -> Self {
        Self { titles: shared.arrangement().has_borders().then_some(titles), ..Self::new(shared, area) }
    }

    /// Leaves its memory to the next region.
    pub(super) fn recycle(mut self, shared: &Shared) {
        self.lines.truncate(0);
        self.blocks.clear();
        shared.spare.replace((self.lines, self.blocks));
    }

    /// The area inside the border.
    pub const fn inside(&self) -> Rect {
        if self.titles.is_some() { inside(Arrangement::Wide, self.area) } else { self.area }
    }

    /// The lines of a block.
    pub fn lines_of(&self, block: &Block) -> impl DoubleEndedIterator<Item = Line<'_>> + ExactSizeIterator {
        self.lines.within(block.lines.clone())
    }

    /// Adds as many of the lines that `write` writes as fit into an area.
    #[must_use]
    pub fn block(mut self, area: Rect, write: impl FnOnce(&mut Lines)) -> Self {
        self.add(area, write);
        self
    }

    /// Like [`Region::block`], in place.
    pub fn add(&mut self, area: Rect, write: impl FnOnce(&mut Lines)) {
        let first = self.lines.len();
        write(&mut self.lines);
        self.lines.truncate(self.lines.len().min(first + usize::from(area.height)));
        self.blocks.push(Block { area, lines: first..self.lines.len(), at_right: false });
    }

    /// Adds all lines that `write` writes from the top of an area on, if there are any, and returns their number.
    pub fn add_all(&mut self, area: Rect, write: impl FnOnce(&mut Lines)) -> usize {
        let first = self.lines.len();
        write(&mut self.lines);
        let lines = first..self.lines.len();
        let count = lines.len();
        if count > 0 {
            self.blocks.push(Block { area: Rect { height: cells(count), ..area }, lines, at_right: false });
        }
        count
    }

    /// Adds a text at the right end of an area.
    #[must_use]
    pub fn at_right(mut self, area: Rect, text: &str) -> Self {
        let line = self.lines.len();
        self.lines.line(Role::Text, text);
        self.blocks.push(Block { area, lines: line..line + 1, at_right: true });
        self
    }

    /// Adds a line at the top of the region.
    #[must_use]
    pub fn line(self, role: Role, words: &str) -> Self {
        let area = self.inside();
        self.block(area, |lines| lines.line(role, words))
    }

    /// Adds as many rows of a list as fit, the selected one among them. `row` adds the lines of a row for a width in columns.
    #[must_use]
    pub fn list(self, list: List, row: impl Fn(usize, usize, &mut RowLines<'_>)) -> Self {
        let area = self.inside();
        self.list_in(area, list, list.count, row)
    }

    /// The same in a part of the region. If the list is only the beginning of a longer one, that one has `total` rows.
    #[must_use]
    pub fn list_in(self, area: Rect, list: List, total: usize, row: impl Fn(usize, usize, &mut RowLines<'_>)) -> Self {
        let mut heights = [0; MEASURED];
        let measured = heights.get_mut(..list.count).unwrap_or_default();
        for (number, height) in measured.iter_mut().enumerate() {
            *height = cells(RowLines::height(number, area.width, &row));
        }
        self.list_measured(area, (list, None), total, measured, row)
    }

    /// The same for a list whose rows have these heights; none if there are more than [`MEASURED`]. It stays where it was `before`,
    /// as far as it can.
    #[must_use]
    pub fn list_measured(
        mut self,
        area: Rect,
        (list, before): (List, Option<usize>),
        total: usize,
        heights: &[u16],
        row: impl Fn(usize, usize, &mut RowLines<'_>),
    ) -> Self {
        let height = usize::from(area.height);
        let width = usize::from(area.width).saturating_sub(2);
        let is_measured = list.count <= MEASURED;
        let tall = |number: usize| match heights.get(number) {
            Some(height) => usize::from(*height),
            None => RowLines::height(number, area.width, &row),
        };
        let (first, hidden) = match before {
            Some(_) if !heights.is_empty() => row_at(list.first_line(before, height, heights), heights),
            Some(_) | None => list.first_visible(height, tall),
        };
        let begin = self.lines.len();
        let (mut number, mut left_out) = (first, hidden);
        let mut cursor = None;
        while number < list.count && self.lines.len() < begin + height {
            let is_selected = number == list.selected;
            let room = begin + height - self.lines.len();
            let mut lines = RowLines::shown(&mut self.lines, list.sign_of(number), left_out..left_out + room);
            row(number, width, &mut lines);
            let own = lines.first_own().saturating_sub(left_out);
            if is_selected {
                cursor = Some(height - room + own);
            }
            (number, left_out) = (number + 1, 0);
        }
        let (before, seen, all) = if is_measured {
            let lines = |heights: &[u16]| heights.iter().map(|height| usize::from(*height)).sum::<usize>();
            (lines(&heights[..first]) + hidden, height, lines(heights))
        } else {
            (first, number - first, total)
        };
        self.note(&part(before, seen, all));
        if let Some(line) = cursor.filter(|_| list.focused && self.cursor.is_none()) {
            let line = u16::try_from(line).unwrap_or(u16::MAX);
            self.cursor = Some(Position::new(area.x, area.y.saturating_add(line)));
        }
        self.blocks.push(Block { area, lines: begin..self.lines.len(), at_right: false });
        self
    }

    /// Adds a text, scrolled to line `first` but not beyond its end, with a margin of one column on both sides.
    #[must_use]
    pub fn text(mut self, lines: &Lines, first: usize) -> Self {
        let area = reading_area(self.inside());
        let height = usize::from(area.height);
        let first = scrolled(first, lines.len(), height, None);
        self.note(&part(first, height, lines.len()));
        self.block(area, |block| block.copy(lines.within(first..first + height)))
    }

    /// Writes on the right of the lower edge which part is visible, after what stands there.
    pub(super) fn note(&mut self, part: &str) {
        if let Some(titles) = self.titles.as_mut().filter(|_| !part.is_empty()) {
            let before = &titles.lower_right;
            titles.lower_right = if before.is_empty() { part.into() } else { format_compact!("{before} · {part}") };
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
        self.block(area, |lines| {
            lines.begin(Role::Text).span(Role::Heading, prompt).span(Role::Text, &shown);
        })
    }
}

impl Titles {
    /// Titles in the upper edge.
    pub fn new(left: impl Into<CompactString>, right: impl Into<CompactString>) -> Self {
        Self { left: left.into(), right: right.into(), ..Self::default() }
    }

    /// An id as the right title.
    #[must_use]
    pub fn id(self, id: impl Into<CompactString>) -> Self {
        Self { right: id.into(), right_role: Role::Id, ..self }
    }

    /// Adds a title on the left of the lower edge.
    #[must_use]
    pub fn below(self, lower_left: impl Into<CompactString>) -> Self {
        Self { lower_left: lower_left.into(), ..self }
    }

    /// Sets whether the region has the focus.
    #[must_use]
    pub fn focused(self, focused: bool) -> Self {
        Self { focused, ..self }
    }

    /// The titles of the upper edge, cut to the width of the border in columns; the left one yields.
    pub fn upper(&self, width: usize) -> (impl Iterator<Item = (Role, Cow<'_, str>)>, Cow<'_, str>) {
        let right = wrap::cut(&self.right, width);
        let mut room = room_beside(&right, width);
        let tabs = self.tabs.iter().flatten().copied();
        let left = tabs.chain([(Role::Text, self.left.as_str())]).map(move |(role, text)| {
            let text = wrap::cut(text, room);
            room = room.saturating_sub(wrap::width(&text));
            (role, text)
        });
        (left, right)
    }

    /// The columns on the right of the lower edge that leave its left whole.
    pub(super) fn room_on_the_right(&self, width: usize) -> usize {
        room_beside(&self.lower_left, width)
    }

    /// The columns on the left of the lower edge.
    pub(super) fn room_on_the_left(&self, width: usize) -> usize {
        room_beside(&self.lower_right, width)
    }

    /// The titles of the lower edge, cut to the width of the border in columns; the left one yields.
    pub fn lower(&self, width: usize) -> (Cow<'_, str>, Cow<'_, str>) {
        let right = wrap::cut(&self.lower_right, width);
        (wrap::cut(&self.lower_left, room_beside(&right, width)), right)
    }
}
