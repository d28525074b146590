//! Areas of the window: title line, body and footer, and the arrangement that each size has.

use ratatui::layout::Rect;

/// Smallest window for the dashboard, in columns and lines: a list with a title and a readable part of a text.
pub const SMALLEST: (u16, u16) = (40, 12);

/// Smallest window for [`Arrangement::Tabbed`], in columns and lines: the four tabs, and both a pane and a detail of several
/// lines inside their borders.
const SMALLEST_TABBED: (u16, u16) = (70, 18);

/// Smallest window for [`Arrangement::Wide`], in columns and lines: a rail of acronyms, four pillars with headlines of two
/// lines, and a detail of seven lines below.
const SMALLEST_WIDE: (u16, u16) = (110, 30);

/// Smallest window for [`Arrangement::Columns`], in columns and lines: the rail, four pillars, and a column to read in.
const SMALLEST_COLUMNS: (u16, u16) = (150, 30);

/// How much a window of a given size shows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrangement {
    /// A notice that the window is too small.
    Notice,
    /// One list; the detail covers it.
    List,
    /// One pane above the detail, and tabs for the other panes.
    Tabbed,
    /// All panes above the detail.
    Wide,
    /// All panes beside the detail.
    Columns,
}

impl Arrangement {
    /// The arrangement of a window of this many columns and lines.
    pub const fn of(width: u16, height: u16) -> Self {
        if width < SMALLEST.0 || height < SMALLEST.1 {
            Self::Notice
        } else if width < SMALLEST_TABBED.0 || height < SMALLEST_TABBED.1 {
            Self::List
        } else if width < SMALLEST_WIDE.0 || height < SMALLEST_WIDE.1 {
            Self::Tabbed
        } else if width < SMALLEST_COLUMNS.0 || height < SMALLEST_COLUMNS.1 {
            Self::Wide
        } else {
            Self::Columns
        }
    }

    /// Whether panes have borders.
    pub const fn has_borders(self) -> bool {
        matches!(self, Self::Tabbed | Self::Wide | Self::Columns)
    }

    /// Whether all panes are visible at once.
    pub const fn shows_all_panes(self) -> bool {
        matches!(self, Self::Wide | Self::Columns)
    }

    /// Whether the window has a title line. With one pane the tabs are in its border.
    const fn has_title(self) -> bool {
        !matches!(self, Self::Tabbed)
    }
}

/// The title line at the top of the window; of no height in an arrangement without one.
pub fn title((width, height): (u16, u16)) -> Rect {
    Rect::new(0, 0, width, height.min(Arrangement::of(width, height).has_title().into()))
}

/// The footer at the bottom of the window.
pub fn footer((width, height): (u16, u16)) -> Rect {
    Rect::new(0, height.saturating_sub(1), width, height.saturating_sub(1).min(1))
}

/// The area between title line and footer.
pub fn body(size: (u16, u16)) -> Rect {
    let (title, footer) = (title(size), footer(size));
    Rect::new(0, title.bottom(), size.0, footer.y.saturating_sub(title.bottom()))
}

/// This part of a length, given as numerator and denominator.
pub const fn part((numerator, denominator): (u16, u16), length: u16) -> u16 {
    length * numerator / denominator
}

/// Divides an area into the `upper` lines and the rest.
pub fn split_lines(area: Rect, upper: u16) -> [Rect; 2] {
    let upper = upper.min(area.height);
    [Rect { height: upper, ..area }, Rect { y: area.y + upper, height: area.height - upper, ..area }]
}

/// A number of columns or lines as the size of an area.
pub fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// Divides an area into the first `left` columns and the rest.
pub fn split_columns(area: Rect, left: u16) -> [Rect; 2] {
    let width = left.min(area.width);
    [Rect { width, ..area }, Rect { x: area.x + width, width: area.width - width, ..area }]
}

/// The area inside the border.
pub const fn inside(arrangement: Arrangement, area: Rect) -> Rect {
    if arrangement.has_borders() {
        Rect::new(area.x + 1, area.y + 1, area.width.saturating_sub(2), area.height.saturating_sub(2))
    } else {
        area
    }
}

/// Widest text to be read, in columns; longer lines are hard to follow.
const WIDEST_TEXT: u16 = 100;

/// The area of a text inside a border: with a margin of one column on each side.
pub fn text_area(inside: Rect) -> Rect {
    Rect { x: inside.x + inside.width.min(1), width: inside.width.saturating_sub(2), ..inside }
}

/// The area of a text to be read inside a border, no wider than can be read easily.
pub fn reading_area(inside: Rect) -> Rect {
    let area = text_area(inside);
    Rect { width: area.width.min(WIDEST_TEXT), ..area }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_the_design_have_their_arrangements() {
        assert_eq!(Arrangement::of(150, 30), Arrangement::Columns);
        assert_eq!(Arrangement::of(149, 60), Arrangement::Wide);
        assert_eq!(Arrangement::of(110, 30), Arrangement::Wide);
        assert_eq!(Arrangement::of(109, 60), Arrangement::Tabbed);
        assert_eq!(Arrangement::of(160, 29), Arrangement::Tabbed);
        assert_eq!(Arrangement::of(80, 24), Arrangement::Tabbed);
        assert_eq!(Arrangement::of(80, 23), Arrangement::Tabbed, "a tmux window with its status line");
        assert_eq!(Arrangement::of(40, 12), Arrangement::List);
        assert_eq!(Arrangement::of(39, 12), Arrangement::Notice);
        assert_eq!(Arrangement::of(40, 11), Arrangement::Notice);
        assert_eq!(Arrangement::of(0, 0), Arrangement::Notice);
    }
}
