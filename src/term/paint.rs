//! Turns the changed cells of a frame into few bytes.
//!
//! ratatui's own backend sends about half as many bytes again: it writes every colour in its long sequence, moves the cursor
//! absolutely, and resets the pen after each frame. Here pen and cursor stay as they are between frames, blanks ignore the
//! colour of the pen, short gaps are written again instead of jumped over, and long runs of blanks are erased (ECH, EL). All
//! sequences are from ECMA-48, which every terminal in use follows.

use std::borrow::Cow;
use std::collections::{BTreeMap, TryReserveError};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

use super::grid::{Grid, GridCell, Letter, symbol};
use super::pen::Pen;
use crate::atlas::text::{hazard, is_joiner};

/// Shortest run of blanks that is erased: from here on the sequence and the move after it are shorter than the blanks.
const ERASED: usize = 10;

/// Columns up to which a move to the next line goes by `CR LF` and a relative move, which is then not longer than an
/// absolute one.
const NEAR_LEFT: u16 = 10;

/// The state of the terminal's screen: its cells, pen and cursor.
#[derive(Debug)]
pub struct Painter {
    /// The bytes to send.
    bytes: Vec<u8>,
    /// The columns.
    width: u16,
    /// The cells of the screen, line by line.
    grid: Grid,
    /// The symbols of [`Letter::Other`], by their index in the grid.
    others: BTreeMap<usize, Box<str>>,
    pen: Pen,
    /// Position of the cursor, if known. In the column after the last one it is about to wrap.
    cursor: Option<Position>,
    cursor_shown: bool,
}

impl Painter {
    /// A screen without a size.
    #[expect(clippy::new_without_default, reason = "it paints nothing before it has a size")]
    pub const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            width: 0,
            grid: Grid::new(),
            others: BTreeMap::new(),
            pen: Pen::ERASED,
            cursor: None,
            cursor_shown: false,
        }
    }

    /// Clears the screen and gives it a size, in columns and lines.
    ///
    /// # Errors
    /// If there is not enough memory for the cells.
    pub fn forget(&mut self, width: u16, height: u16) -> Result<(), TryReserveError> {
        self.bytes = b"\x1b[m\x1b[H\x1b[2J\x1b[?25l".to_vec();
        self.width = width;
        self.grid.wipe(usize::from(width) * usize::from(height))?;
        self.others.clear();
        self.pen = Pen::ERASED;
        self.cursor = Some(Position::ORIGIN);
        self.cursor_shown = false;
        Ok(())
    }

    /// The bytes that make the screen show a frame; none if it shows it already.
    pub fn paint(&mut self, frame: &Buffer, cursor: Option<Position>) -> Vec<u8> {
        for (y, row) in (0..).zip(frame.content.chunks(self.width.max(1).into())) {
            self.paint_row(y, row);
        }
        if let Some(Position { x, y }) = cursor {
            self.go(x, y);
        }
        if self.cursor_shown != cursor.is_some() {
            self.bytes.extend_from_slice(if cursor.is_some() { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = cursor.is_some();
        }
        std::mem::take(&mut self.bytes)
    }

    fn paint_row(&mut self, y: u16, row: &[Cell]) {
        let mut x = 0;
        while let Some(cell) = row.get(usize::from(x)) {
            let wide = symbol(cell).width() > 1;
            if self.shows(x, y, cell) {
                x += 1 + u16::from(wide);
                continue;
            }
            let blanks =
                row[x.into()..].iter().take_while(|cell| GridCell::of(cell).looks_like(GridCell::ERASED)).count();
            if blanks >= ERASED {
                let blanks = u16::try_from(blanks).unwrap_or(u16::MAX);
                self.erase(x, y, blanks);
                x += blanks;
            } else {
                self.write(x, y, cell);
                x += 1 + u16::from(wide);
            }
        }
    }

    /// Whether the cell at a position looks like this cell of a frame.
    fn shows(&self, x: u16, y: u16, cell: &Cell) -> bool {
        let index = self.index(x, y);
        let alike = self.grid.get(index).looks_like(GridCell::of(cell));
        alike && self.others.get(&index).is_none_or(|shown| **shown == *symbol(cell))
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.width) + usize::from(x)
    }

    /// Moves the cursor to a cell with as few bytes as possible.
    fn go(&mut self, x: u16, y: u16) {
        let to = Position { x, y };
        let Some(from) = self.cursor.replace(to) else {
            return self.jump(to);
        };
        if from == to {
            return;
        }
        if from.y == y && from.x < x {
            let gap = self.index(from.x, y)..self.index(x, y);
            let again: Option<String> = gap.clone().map(|index| self.grid.get(index).again(self.pen)).collect();
            let jump = if gap.len() == 1 { "\x1b[C".len() } else { "\x1b[2C".len() };
            if let Some(again) = again.filter(|again| again.len() <= jump) {
                self.bytes.extend_from_slice(again.as_bytes());
            } else {
                self.sequence(x - from.x, 'C');
            }
        } else if from.y == y && x == 0 {
            self.bytes.push(b'\r');
        } else if from.y + 1 == y && x == from.x && from.x < self.width {
            self.bytes.push(b'\n');
        } else if from.y + 1 == y && x < NEAR_LEFT {
            self.bytes.extend_from_slice(b"\r\n");
            if x > 0 {
                self.sequence(x, 'C');
            }
        } else {
            self.jump(to);
        }
    }

    fn jump(&mut self, to: Position) {
        self.bytes.extend_from_slice(format!("\x1b[{};{}H", to.y + 1, to.x + 1).as_bytes());
    }

    /// Writes a control sequence with a count, which is left out if it is 1.
    fn sequence(&mut self, count: u16, end: char) {
        let count = if count == 1 { String::new() } else { count.to_string() };
        self.bytes.extend_from_slice(format!("\x1b[{count}{end}").as_bytes());
    }

    fn write(&mut self, x: u16, y: u16, cell: &Cell) {
        self.go(x, y);
        let new = GridCell::of(cell);
        let symbol = symbol(cell);
        if !new.looks_same_with(self.pen) {
            self.pen.change(new.pen, &mut self.bytes);
            self.pen = new.pen;
        }
        self.bytes.extend_from_slice(safe(symbol).as_bytes());
        let index = self.index(x, y);
        self.grid.set(index..index + 1, new);
        self.others.remove(&index);
        self.cursor = Some(Position { x: x + 1, y });
        if new.letter == Letter::Other {
            // Terminals differ in its width.
            self.cursor = None;
            self.others.insert(index, symbol.into());
            if symbol.width() > 1 && x + 1 < self.width {
                self.grid.set(index + 1..index + 2, GridCell::HALF);
                self.others.remove(&(index + 1));
            }
        }
    }

    fn erase(&mut self, x: u16, y: u16, length: u16) {
        self.go(x, y);
        if !GridCell::ERASED.looks_same_with(self.pen) {
            self.pen.change(Pen::ERASED, &mut self.bytes);
            self.pen = Pen::ERASED;
        }
        if x + length == self.width {
            self.bytes.extend_from_slice(b"\x1b[K");
        } else {
            self.sequence(length, 'X');
        }
        let range = self.index(x, y)..self.index(x, y) + usize::from(length);
        self.others.retain(|index, _| !range.contains(index));
        self.grid.set(range, GridCell::ERASED);
    }
}

/// The symbol that is sent to the terminal. Characters that must not be shown, as data of format 1 may contain them, become
/// a question mark for each column; those without a width are left out.
fn safe(symbol: &str) -> Cow<'_, str> {
    let is_unfit = |character: char| hazard(character).is_some() && !is_joiner(character);
    if !symbol.contains(is_unfit) {
        return Cow::Borrowed(symbol);
    }
    let marked: String = symbol.chars().filter(|character| !is_unfit(*character)).collect();
    let missing = symbol.width().max(1).saturating_sub(marked.width());
    Cow::Owned(marked + &"?".repeat(missing))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    const WIDTH: u16 = 30;
    const HEIGHT: u16 = 6;

    fn painter(width: u16, height: u16) -> Painter {
        let mut painter = Painter::new();
        painter.forget(width, height).unwrap();
        painter
    }

    /// Paints frames one after the other and compares each with the screen of a terminal emulator that gets the bytes.
    fn assert_painted(frames: &[Buffer]) {
        let mut painter = painter(WIDTH, HEIGHT);
        let mut terminal = vt100::Parser::new(HEIGHT.try_into().unwrap(), WIDTH.try_into().unwrap(), 0);
        for frame in frames {
            terminal.process(&painter.paint(frame, None));
            assert!(painter.paint(frame, None).is_empty(), "painted twice");
            for y in 0..HEIGHT {
                for x in 0..WIDTH {
                    let (cell, seen) = (&frame[(x, y)], terminal.screen().cell(y, x).unwrap());
                    if seen.is_wide_continuation() {
                        continue;
                    }
                    let letters = if seen.has_contents() { seen.contents() } else { " " };
                    assert_eq!(letters, cell.symbol(), "at {x}, {y}");
                    assert_eq!(seen.underline(), cell.modifier.contains(Modifier::UNDERLINED), "at {x}, {y}");
                    assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED), "at {x}, {y}");
                    if cell.symbol() != " " {
                        assert_eq!(seen.bold(), cell.modifier.contains(Modifier::BOLD), "at {x}, {y}");
                        assert_eq!(seen.dim(), cell.modifier.contains(Modifier::DIM), "at {x}, {y}");
                        assert_eq!(seen.fgcolor(), seen_as(cell.fg), "at {x}, {y}");
                    }
                    assert_eq!(seen.bgcolor(), seen_as(cell.bg), "at {x}, {y}");
                }
            }
        }
    }

    fn seen_as(color: Color) -> vt100::Color {
        match color {
            Color::Reset => vt100::Color::Default,
            Color::Cyan => vt100::Color::Idx(6),
            Color::LightBlue => vt100::Color::Idx(12),
            other => panic!("{other}?"),
        }
    }

    #[derive(Debug, Clone)]
    struct Stroke(u16, u16, String, Style);

    fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
        let modifiers = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::UNDERLINED,
            Modifier::REVERSED | Modifier::BOLD,
        ]);
        let colors = prop::sample::select(vec![Color::Reset, Color::Cyan, Color::LightBlue]);
        let style = (modifiers, colors).prop_map(|(modifier, fg)| Style::reset().add_modifier(modifier).fg(fg));
        let style = prop_oneof![Just(Style::reset()), style].boxed();
        let stroke = |rows, letters| {
            (0..WIDTH, rows, letters, style.clone()).prop_map(|(x, y, text, style)| Stroke(x, y, text, style))
        };
        let narrow = prop::collection::vec(stroke(0..HEIGHT - 1, "[ a-b│é]{1,25}"), 0..12);
        // A frame never contains half a wide letter, so wide letters are one stroke on a line of their own.
        let wide = stroke(HEIGHT - 1..HEIGHT, "[ a│人]{1,15}");
        (narrow, wide).prop_map(|(mut strokes, wide)| {
            strokes.push(wide);
            strokes
        })
    }

    proptest! {
        #[test]
        fn the_terminal_shows_what_was_painted(frames in prop::collection::vec(strokes(), 1..6)) {
            let frames: Vec<Buffer> = frames.into_iter().map(|strokes| {
                let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
                for Stroke(x, y, text, style) in strokes {
                    buffer.set_string(x, y, text, style);
                }
                buffer
            }).collect();
            assert_painted(&frames);
        }
    }

    fn painted(before: &str, after: &str) -> String {
        let mut painter = painter(WIDTH, 1);
        let frame = |text: &str| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, 1));
            buffer.set_string(0, 0, text, Style::new());
            buffer
        };
        painter.paint(&frame(before), Some(Position::ORIGIN));
        String::from_utf8(painter.paint(&frame(after), Some(Position::ORIGIN))).unwrap().replace('\r', "")
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 3, 1));
        for (x, symbol) in (0..).zip(["\u{1b}", "\u{9b}", "\u{202e}"]) {
            frame[(x, 0)].set_symbol(symbol);
        }
        let bytes = String::from_utf8(painter(3, 1).paint(&frame, None)).unwrap();
        assert!(bytes.ends_with("???"), "{bytes:?}");
    }

    #[test]
    fn a_letter_with_many_marks_is_sent_once_and_in_few_bytes() {
        // Marks above, vowels of Hangul that join the letter before, and numbers that enclose what follows.
        for letter in ["a\u{301}", "\u{1100}\u{1161}", "\u{600}", "क\u{94d}"] {
            let letters: String =
                letter.chars().chain(letter.chars().last().into_iter().cycle().take(100_000)).collect();
            let mut frame = Buffer::empty(Rect::new(0, 0, WIDTH, 1));
            frame[(0, 0)].set_symbol(&letters);
            let mut painter = painter(WIDTH, 1);
            let bytes = painter.paint(&frame, None);
            assert!(bytes.len() < 200, "{} bytes for {letter:?}", bytes.len());
            assert!(painter.paint(&frame, None).is_empty(), "{letter:?} is sent again");
            assert!(painter.others.values().all(|kept| kept.len() < 200));
            frame[(0, 0)].set_symbol("b");
            assert!(!painter.paint(&frame, None).is_empty());
        }
    }

    #[test]
    fn a_short_gap_is_written_again_and_a_long_one_skipped() {
        assert_eq!(painted("abcd", "Abcd"), "A");
        assert_eq!(painted("abcdefghij", "AbcDefghij"), "AbcD");
        assert_eq!(painted("abcdefghij", "AbcdeFghij"), "AbcdeF");
        assert_eq!(painted("abcdefghij", "AbcdefghiJ"), "A\x1b[8CJ");
    }

    #[test]
    fn a_letter_of_uncertain_width_leaves_the_next_cell_unchanged() {
        assert_eq!(painted("abc", "e\u{301}bc"), "e\u{301}\x1b[1;1H");
    }

    #[test]
    fn wide_letters_come_and_go_without_a_trace() {
        let frames = ["ab|", "人|", "口|", "ab|", "a人", "ab|", "e\u{301}b|", "人|", "e\u{301}b|"].map(|text| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
            buffer.set_string(0, 0, text, Style::new());
            buffer
        });
        assert_painted(&frames);
    }

    #[test]
    fn a_wide_letter_in_the_last_column_changes_no_other_line() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 3, 2));
        frame.set_string(0, 1, "abc", Style::new());
        let mut painter = painter(3, 2);
        painter.paint(&frame, None);
        frame[(2, 0)].set_symbol("人");
        assert_eq!(String::from_utf8(painter.paint(&frame, None)).unwrap(), "\x1b[1;3H人");
        frame[(2, 1)].set_symbol("人");
        assert_eq!(String::from_utf8(painter.paint(&frame, None)).unwrap(), "\x1b[2;3H人");
    }

    #[test]
    fn the_cursor_moves_in_few_bytes() {
        for (from, to, bytes) in [
            ((12, 3), (12, 3), ""),
            ((12, 3), (12, 4), "\n"),
            ((12, 3), (12, 5), "\x1b[6;13H"),
            ((12, 3), (12, 2), "\x1b[3;13H"),
            ((12, 3), (0, 3), "\r"),
            ((12, 3), (2, 3), "\x1b[4;3H"),
            ((12, 3), (0, 4), "\r\n"),
            ((12, 3), (1, 4), "\r\n\x1b[C"),
            ((12, 3), (9, 4), "\r\n\x1b[9C"),
            ((12, 3), (10, 4), "\x1b[5;11H"),
            ((12, 3), (0, 5), "\x1b[6;1H"),
            // After the last column, where the terminal is about to wrap.
            ((WIDTH, 3), (0, 4), "\r\n"),
            ((WIDTH, 3), (WIDTH - 1, 3), "\x1b[4;30H"),
        ] {
            let mut painter = painter(WIDTH, HEIGHT);
            painter.bytes.clear();
            painter.cursor = Some(from.into());
            painter.go(to.0, to.1);
            assert_eq!(String::from_utf8(painter.bytes).unwrap(), bytes, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn a_long_blank_run_is_erased() {
        assert_eq!(painted("abcdefghijklmnop|", "a               |"), "a\x1b[15X");
        assert_eq!(painted("abcdefghijklmnop", "a"), "a\x1b[K");
    }

    #[test]
    fn a_blank_needs_no_change_of_pen() {
        let dim = Style::new().add_modifier(Modifier::DIM);
        let mut painter = painter(WIDTH, 1);
        let mut after = Buffer::empty(Rect::new(0, 0, WIDTH, 1));
        after.set_string(0, 0, "ab", dim);
        after.set_string(3, 0, "cd", dim);
        painter.bytes.clear();
        assert_eq!(String::from_utf8(painter.paint(&after, None)).unwrap(), "\x1b[2mab cd");
    }
}
