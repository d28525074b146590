//! Where things stand on a screen of a given size.

use ratatui::layout::Rect;

/// The least columns and rows in which anything but a notice is shown.
pub const SMALLEST: (u16, u16) = (40, 12);

/// How much the screen shows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrangement {
    /// A line that says that the window is too small.
    Notice,
    /// One list; the detail lies over it.
    List,
    /// One pane with the detail below, and tabs for the others.
    Tabbed,
    /// All panes and the detail.
    Wide,
}

impl Arrangement {
    /// The form for a window of this many columns and rows.
    pub const fn of(width: u16, height: u16) -> Self {
        if width < SMALLEST.0 || height < SMALLEST.1 {
            Self::Notice
        } else if width < 70 || height < 18 {
            Self::List
        } else if width < 110 || height < 32 {
            Self::Tabbed
        } else {
            Self::Wide
        }
    }

    /// Whether panes have frames around them.
    pub const fn framed(self) -> bool {
        matches!(self, Self::Tabbed | Self::Wide)
    }
}

/// The line at the top of the window.
pub const fn title((width, height): (u16, u16)) -> Rect {
    Rect { x: 0, y: 0, width, height: if height < 1 { height } else { 1 } }
}

/// The line at its bottom.
pub fn footer((width, height): (u16, u16)) -> Rect {
    Rect::new(0, height.saturating_sub(1), width, height.saturating_sub(1).min(1))
}

/// What is between the two.
pub fn body(size: (u16, u16)) -> Rect {
    let (title, footer) = (title(size), footer(size));
    Rect::new(0, title.bottom(), size.0, footer.y.saturating_sub(title.bottom()))
}

/// Divides an area: so many rows, and those below them.
pub fn split_rows(area: Rect, upper: u16) -> [Rect; 2] {
    let upper = upper.min(area.height);
    [Rect { height: upper, ..area }, Rect { y: area.y + upper, height: area.height - upper, ..area }]
}

/// The part of an area that is left inside its frame.
pub const fn inside(arrangement: Arrangement, area: Rect) -> Rect {
    if arrangement.framed() {
        Rect::new(area.x + 1, area.y + 1, area.width.saturating_sub(2), area.height.saturating_sub(2))
    } else {
        area
    }
}

/// The part of a detail area in which text stands: within its frame, with a column of air on each side.
pub fn text_area(arrangement: Arrangement, area: Rect) -> Rect {
    let inside = inside(arrangement, area);
    Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_the_design_have_their_forms() {
        assert_eq!(Arrangement::of(120, 40), Arrangement::Wide);
        assert_eq!(Arrangement::of(80, 24), Arrangement::Tabbed);
        assert_eq!(Arrangement::of(80, 23), Arrangement::Tabbed, "a tmux window with its status line");
        assert_eq!(Arrangement::of(40, 12), Arrangement::List);
        assert_eq!(Arrangement::of(39, 12), Arrangement::Notice);
        assert_eq!(Arrangement::of(40, 11), Arrangement::Notice);
        assert_eq!(Arrangement::of(0, 0), Arrangement::Notice);
    }
}
