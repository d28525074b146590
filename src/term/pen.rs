//! Pens: the looks of letters, and the shortest sequence from one to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

/// Modifiers that are visible on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Modifiers with the parameters that turn them on and off (ECMA-48 §8.3.117, SGR).
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The look of the next letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// The default look: that of erased cells.
    pub(super) const ERASED: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// The pen of a cell.
    pub(super) const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// The part of it that is visible on a blank. The colour is, if a modifier draws something in it.
    pub(super) fn on_blanks(self) -> Self {
        let modifier = self.modifier & ON_BLANKS;
        Self { fg: if modifier.is_empty() { Color::Reset } else { self.fg }, bg: self.bg, modifier }
    }

    /// Appends the shorter of two sequences to another pen: one that changes the differences, or one that resets first.
    pub(super) fn change(self, to: Self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(b"\x1b[");
        let start = bytes.len();
        self.parameters(to, bytes, start);
        let end = bytes.len();
        bytes.push(b'0');
        Self::ERASED.parameters(to, bytes, end);
        // A reset without further parameters needs no number.
        if bytes[end..] == *b"0" {
            bytes.truncate(end);
        }
        if bytes.len() - end < end - start {
            bytes.drain(start..end);
        } else {
            bytes.truncate(end);
        }
        bytes.push(b'm');
    }

    /// Appends the parameters that change it to another pen to those from `start` on.
    fn parameters(self, to: Self, bytes: &mut Vec<u8>, start: usize) {
        let mut add = |number: u8| {
            if bytes.len() > start {
                bytes.push(b';');
            }
            push_number(bytes, number.into());
        };
        let mut on = self.modifier;
        for (modifier, _, off) in MODIFIERS {
            if on.contains(modifier) && !to.modifier.contains(modifier) {
                add(off);
                // Bold and dim, slow and rapid are turned off together.
                let together = MODIFIERS.iter().filter(|(.., other)| *other == off);
                on.remove(together.fold(Modifier::empty(), |all, (one, ..)| all | *one));
            }
        }
        for (modifier, number, _) in MODIFIERS {
            if to.modifier.contains(modifier) && !on.contains(modifier) {
                add(number);
            }
        }
        if self.fg != to.fg {
            color(to.fg, 30, &mut add);
        }
        if self.bg != to.bg {
            color(to.bg, 40, &mut add);
        }
    }
}

/// Appends a text in a look, for output that begins and ends in the default look.
pub fn paint(text: &str, look: Style, to: &mut String) {
    let mut cell = Cell::default();
    cell.set_style(look);
    let pen = Pen::of(&cell);
    if pen == Pen::ERASED {
        return to.push_str(text);
    }
    let (mut before, mut after) = (Vec::new(), Vec::new());
    Pen::ERASED.change(pen, &mut before);
    pen.change(Pen::ERASED, &mut after);
    // The sequences are ASCII.
    to.extend([&*String::from_utf8_lossy(&before), text, &*String::from_utf8_lossy(&after)]);
}

/// Appends a number.
pub(super) fn push_number(bytes: &mut Vec<u8>, number: u16) {
    bytes.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Adds the parameters for a colour; `base` is 30 for the foreground and 40 for the background. The bright colours are not
/// in ECMA-48; they come from aixterm.
fn color(color: Color, base: u8, add: &mut impl FnMut(u8)) {
    add(match color {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(index) => return [base + 8, 5, index].into_iter().for_each(add),
        Color::Rgb(red, green, blue) => return [base + 8, 2, red, green, blue].into_iter().for_each(add),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(color: Color, base: u8) -> String {
        let mut parameters = Vec::new();
        super::color(color, base, &mut |parameter| parameters.push(parameter.to_string()));
        parameters.join(";")
    }

    #[test]
    fn each_colour_has_its_numbers_as_foreground_and_background() {
        for (named, number) in [
            (Color::Black, 30),
            (Color::Red, 31),
            (Color::Green, 32),
            (Color::Yellow, 33),
            (Color::Blue, 34),
            (Color::Magenta, 35),
            (Color::Cyan, 36),
            (Color::Gray, 37),
            (Color::DarkGray, 90),
            (Color::LightRed, 91),
            (Color::LightGreen, 92),
            (Color::LightYellow, 93),
            (Color::LightBlue, 94),
            (Color::LightMagenta, 95),
            (Color::LightCyan, 96),
            (Color::White, 97),
            (Color::Reset, 39),
        ] {
            assert_eq!(color(named, 30), number.to_string());
            assert_eq!(color(named, 40), (number + 10).to_string());
        }
        assert_eq!([color(Color::Indexed(7), 30), color(Color::Rgb(1, 2, 3), 40)], ["38;5;7", "48;2;1;2;3"]);
    }

    #[test]
    fn one_look_changes_to_another_in_the_fewest_bytes() {
        let plain = Pen::ERASED;
        let with = |modifier, fg| Pen { fg, modifier, ..plain };
        let many = Modifier::UNDERLINED | Modifier::REVERSED;
        for (from, to, bytes) in [
            (plain, with(Modifier::BOLD, Color::Reset), "\x1b[1m"),
            (plain, with(Modifier::BOLD, Color::Red), "\x1b[1;31m"),
            (with(Modifier::BOLD, Color::Red), with(Modifier::BOLD, Color::Blue), "\x1b[34m"),
            (with(Modifier::empty(), Color::Red), plain, "\x1b[m"),
            (with(many, Color::Red), with(Modifier::BOLD, Color::Reset), "\x1b[0;1m"),
            (with(many, Color::Red), with(many | Modifier::BOLD, Color::Red), "\x1b[1m"),
            // Bold and dim are turned off together.
            (with(many | Modifier::BOLD | Modifier::DIM, Color::Red), with(many, Color::Red), "\x1b[22m"),
            (
                with(many | Modifier::BOLD | Modifier::DIM, Color::Red),
                with(many | Modifier::DIM, Color::Red),
                "\x1b[22;2m",
            ),
            (with(many | Modifier::BOLD, Color::Red), with(many | Modifier::DIM, Color::Red), "\x1b[22;2m"),
        ] {
            let mut sent = Vec::new();
            from.change(to, &mut sent);
            assert_eq!(String::from_utf8(sent).unwrap(), bytes, "{from:?} to {to:?}");
        }
    }
}
