//! Areas of the window: title line, body and footer, and the arrangement that each size has.

use ratatui::layout::Rect;

/// Smallest window for the dashboard, in columns and lines: a list with a title and a readable part of a text.
pub const SMALLEST: (u16, u16) = (40, 12);

/// Smallest window for [`Arrangement::Tabbed`], in columns and lines: the four tabs, and both a pane and a detail of several
/// lines inside their borders.
const SMALLEST_TABBED: (u16, u16) = (70, 18);

/// Smallest window for [`Arrangement::Wide`], in columns and lines: four pillars next to the left panes, and the matrix of
/// the built-in data with headlines of two lines above a detail.
const SMALLEST_WIDE: (u16, u16) = (110, 32);

/// How much a window of a given size shows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrangement {
    /// A notice that the window is too small.
    Notice,
    /// One list; the detail covers it.
    List,
    /// One pane above the detail, and tabs for the other panes.
    Tabbed,
    /// All panes and the detail.
    Wide,
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
        } else {
            Self::Wide
        }
    }

    /// Whether panes have borders.
    pub const fn has_borders(self) -> bool {
        matches!(self, Self::Tabbed | Self::Wide)
    }
}

/// The title line at the top of the window.
pub const fn title((width, height): (u16, u16)) -> Rect {
    Rect { x: 0, y: 0, width, height: if height < 1 { height } else { 1 } }
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

/// The area inside the border.
pub const fn inside(arrangement: Arrangement, area: Rect) -> Rect {
    if arrangement.has_borders() {
        Rect::new(area.x + 1, area.y + 1, area.width.saturating_sub(2), area.height.saturating_sub(2))
    } else {
        area
    }
}

/// The area of the text in a detail: inside the border, with a margin of one column on each side.
pub fn text_area(arrangement: Arrangement, area: Rect) -> Rect {
    let inside = inside(arrangement, area);
    Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_the_design_have_their_arrangements() {
        assert_eq!(Arrangement::of(120, 40), Arrangement::Wide);
        assert_eq!(Arrangement::of(80, 24), Arrangement::Tabbed);
        assert_eq!(Arrangement::of(80, 23), Arrangement::Tabbed, "a tmux window with its status line");
        assert_eq!(Arrangement::of(40, 12), Arrangement::List);
        assert_eq!(Arrangement::of(39, 12), Arrangement::Notice);
        assert_eq!(Arrangement::of(40, 11), Arrangement::Notice);
        assert_eq!(Arrangement::of(0, 0), Arrangement::Notice);
    }
}
