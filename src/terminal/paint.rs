//! Turns the cells of a frame that have changed into few bytes.
//!
//! Made for slow links, where the way of ratatui's own backend costs about half as much again: it spells every colour out
//! in its long form, moves the cursor absolutely, and begins each frame from scratch. Here the pen and the cursor stay as
//! they are between frames, blanks do not care for the pen's colour, a short gap is written again rather than jumped over,
//! and a long blank run is erased (ECH). All sequences are ECMA-48's, and older than any terminal in use.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use super::pen::Pen;

/// Blank runs from this length on are erased and not written: the sequence and the move behind it are shorter then.
const ERASED: usize = 10;

/// Where the second half of a wide letter stands; equal to nothing that will be written there.
const COVERED: Cell = Cell::new("");

/// A screen that is painted into memory.
#[derive(Debug)]
pub(super) struct Painter {
    /// What to send to the terminal.
    pub bytes: Vec<u8>,
    size: Size,
    /// What stands on the screen, row by row.
    shown: Vec<Cell>,
    pen: Pen,
    /// Where the cursor is, if that is known. In the column behind the last one it waits to wrap.
    cursor: Option<Position>,
    cursor_shown: bool,
}

impl Painter {
    /// A screen of that size about which nothing is known.
    pub(super) fn new(width: u16, height: u16) -> Self {
        let mut painter = Self {
            bytes: Vec::new(),
            size: Size::new(width, height),
            shown: Vec::new(),
            pen: Pen::default(),
            cursor: None,
            cursor_shown: true,
        };
        painter.wipe();
        painter
    }

    fn wipe(&mut self) {
        self.bytes.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J");
        self.shown = vec![Cell::EMPTY; usize::from(self.size.width) * usize::from(self.size.height)];
        self.pen = Pen::default();
        self.cursor = Some(Position::ORIGIN);
    }

    fn place(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.size.width) + usize::from(x)
    }

    /// Brings the cursor to a cell, the shortest way.
    fn go(&mut self, x: u16, y: u16) {
        let to = Position { x, y };
        let Some(from) = self.cursor.replace(to) else {
            return self.jump(to);
        };
        if from == to {
            return;
        }
        if from.y == y && from.x < x {
            let gap = self.shown[self.place(from.x, y)..self.place(x, y)].iter();
            let plain = gap.clone().all(|cell| self.pen.serves(cell) && is_simple(cell.symbol()));
            let length: usize = gap.clone().map(|cell| cell.symbol().len()).sum();
            if plain && length <= if x - from.x == 1 { 3 } else { 4 } {
                let again: Vec<u8> = gap.flat_map(|cell| cell.symbol().bytes()).collect();
                self.bytes.extend_from_slice(&again);
            } else {
                self.sequence(x - from.x, 'C');
            }
        } else if from.y == y && x == 0 {
            self.bytes.push(b'\r');
        } else if from.y + 1 == y && x == from.x && from.x < self.size.width {
            self.bytes.push(b'\n');
        } else if from.y + 1 == y && x < 10 {
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

    /// A control sequence whose parameter is a count, 1 being understood.
    fn sequence(&mut self, count: u16, end: char) {
        let count = if count == 1 { String::new() } else { count.to_string() };
        self.bytes.extend_from_slice(format!("\x1b[{count}{end}").as_bytes());
    }

    fn write(&mut self, x: u16, y: u16, cell: &Cell) {
        self.go(x, y);
        if !self.pen.serves(cell) {
            self.pen.change(Pen::of(cell), &mut self.bytes);
            self.pen = Pen::of(cell);
        }
        self.bytes.extend_from_slice(cell.symbol().as_bytes());
        // How wide a terminal takes anything but a single narrow letter to be is not for us to know.
        self.cursor = is_simple(cell.symbol()).then_some(Position { x: x + 1, y });
        let place = self.place(x, y);
        self.shown[place] = cell.clone();
        let row_end = self.place(self.size.width - 1, y);
        let wide = cell.symbol().width() > 1;
        if wide && place < row_end {
            self.shown[place + 1] = COVERED;
        }
        let behind = place + if wide { 2 } else { 1 };
        if behind <= row_end && self.shown[behind].symbol().is_empty() {
            // The half of a wide letter that was overwritten: what a terminal makes of it is not for us to know.
            self.write(x + if wide { 2 } else { 1 }, y, &Cell::EMPTY);
        }
    }

    fn erase(&mut self, x: u16, y: u16, length: u16) {
        self.go(x, y);
        if self.pen.on_blanks() != Pen::default() {
            self.pen.change(Pen::default(), &mut self.bytes);
            self.pen = Pen::default();
        }
        self.sequence(length, 'X');
        let place = self.place(x, y);
        self.shown[place..place + usize::from(length)].fill(Cell::EMPTY);
    }
}

/// Whether every terminal takes a symbol to be one column wide.
fn is_simple(symbol: &str) -> bool {
    symbol.len() == 1 || (symbol.chars().count() == 1 && symbol.width() == 1)
}

/// Whether a cell looks as one that was erased.
fn is_erased(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell).on_blanks() == Pen::default()
}

impl Backend for Painter {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let changed: Vec<_> = content
            .filter(|(x, y, cell)| {
                let shown = &self.shown[self.place(*x, *y)];
                shown.symbol() != cell.symbol() || !Pen::of(shown).serves(cell)
            })
            .collect();
        let mut rest = &changed[..];
        while let [(x, y, cell), ..] = rest {
            let next_to_each_other = |(i, (other, row, _)): &(usize, &(u16, u16, &Cell))| {
                row == y && usize::from(*other) == usize::from(*x) + i
            };
            let blanks = rest.iter().enumerate().take_while(|at| next_to_each_other(at) && is_erased(at.1.2)).count();
            if blanks >= ERASED {
                self.erase(*x, *y, u16::try_from(blanks).unwrap_or(u16::MAX));
                rest = &rest[blanks..];
            } else {
                self.write(*x, *y, cell);
                rest = &rest[1..];
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown {
            self.bytes.write_all(b"\x1b[?25l")?;
        }
        self.cursor_shown = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !self.cursor_shown {
            self.bytes.write_all(b"\x1b[?25h")?;
        }
        self.cursor_shown = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        self.go(position.x, position.y);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.wipe();
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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

    /// Paints frames one after the other and holds each against what a terminal makes of the bytes.
    fn assert_painted(frames: &[Buffer]) {
        let mut painter = Painter::new(WIDTH, HEIGHT);
        let mut terminal = vt100::Parser::new(HEIGHT.try_into().unwrap(), WIDTH.try_into().unwrap(), 0);
        let mut before = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        for frame in frames {
            painter.draw(before.diff(frame).into_iter()).unwrap();
            terminal.process(&std::mem::take(&mut painter.bytes));
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
            before = frame.clone();
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
        // A wide letter that is half overwritten is no frame: one stroke, on a row of its own.
        let wide = stroke(HEIGHT - 1..HEIGHT, "[ a│人]{1,15}");
        (narrow, wide).prop_map(|(mut strokes, wide)| {
            strokes.push(wide);
            strokes
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

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
        let mut painter = Painter::new(WIDTH, 1);
        let frame = |text: &str| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, 1));
            buffer.set_string(0, 0, text, Style::new());
            buffer
        };
        let (before, after) = (frame(before), frame(after));
        painter.draw(Buffer::empty(Rect::new(0, 0, WIDTH, 1)).diff(&before).into_iter()).unwrap();
        painter.go(0, 0);
        painter.bytes.clear();
        painter.draw(before.diff(&after).into_iter()).unwrap();
        String::from_utf8(painter.bytes).unwrap()
    }

    #[test]
    fn a_short_gap_is_written_again_and_a_long_one_is_jumped_over() {
        assert_eq!(painted("abcd", "Abcd"), "A");
        assert_eq!(painted("abcdefghij", "AbcDefghij"), "AbcD");
        assert_eq!(painted("abcdefghij", "AbcdefghiJ"), "A\x1b[8CJ");
    }

    #[test]
    fn a_long_blank_run_is_erased() {
        assert_eq!(painted("abcdefghijklmnop|", "a               |"), "\x1b[C\x1b[15X".replace("\x1b[C", "a"));
    }

    #[test]
    fn a_blank_needs_no_other_pen() {
        let dim = Style::new().add_modifier(Modifier::DIM);
        let mut painter = Painter::new(WIDTH, 1);
        let mut after = Buffer::empty(Rect::new(0, 0, WIDTH, 1));
        after.set_string(0, 0, "ab", dim);
        after.set_string(3, 0, "cd", dim);
        painter.bytes.clear();
        painter.draw(Buffer::empty(Rect::new(0, 0, WIDTH, 1)).diff(&after).into_iter()).unwrap();
        assert_eq!(String::from_utf8(painter.bytes).unwrap(), "\x1b[2mab cd");
    }
}
