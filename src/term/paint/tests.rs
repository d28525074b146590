//! Tests of the painter.

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

/// A frame, and the position of its cursor if it has one.
type Painted = (Buffer, Option<Position>);

/// Paints frames one after the other and compares each with the screen of a terminal emulator that gets the bytes.
fn assert_painted(frames: &[Painted]) {
    assert_painted_by(painter(WIDTH, HEIGHT), frames);
    assert_painted_by(painter(WIDTH, HEIGHT).for_emacs(), frames);
}

fn assert_painted_by(mut painter: Painter, frames: &[Painted]) {
    let mut terminal = vt100::Parser::new(HEIGHT.try_into().unwrap(), WIDTH.try_into().unwrap(), 0);
    for (frame, cursor) in frames {
        terminal.process(&painter.paint(frame, *cursor));
        assert!(painter.paint(frame, *cursor).is_empty(), "painted twice");
        assert_eq!(terminal.screen().hide_cursor(), cursor.is_none());
        if let Some(cursor) = cursor {
            assert_eq!(terminal.screen().cursor_position(), (cursor.y, cursor.x), "the cursor");
        }
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

fn cursors() -> impl Strategy<Value = Option<Position>> {
    prop::option::of((0..WIDTH, 0..HEIGHT).prop_map(Position::from))
}

proptest! {
    #[test]
    fn the_terminal_shows_what_was_painted(frames in prop::collection::vec((strokes(), cursors()), 1..6)) {
        let frames: Vec<Painted> = frames.into_iter().map(|(strokes, cursor)| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
            for Stroke(x, y, text, style) in strokes {
                buffer.set_string(x, y, text, style);
            }
            (buffer, cursor)
        }).collect();
        assert_painted(&frames);
    }
}

/// The bytes of a line after another one, without the way back to its first column.
fn painted(before: &str, after: &str) -> String {
    let mut painter = painter(WIDTH, 1);
    let frame = |text: &str| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, 1));
        buffer.set_string(0, 0, text, Style::new());
        buffer
    };
    painter.paint(&frame(before), Some(Position::ORIGIN));
    let bytes = String::from_utf8(painter.paint(&frame(after), Some(Position::ORIGIN))).unwrap().replace('\r', "");
    bytes.trim_end_matches("\x1b[D").to_owned()
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
        let letters: String = letter.chars().chain(letter.chars().last().into_iter().cycle().take(100_000)).collect();
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
        (buffer, None)
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
        ((12, 0), (12, 3), "\n\n\n"),
        ((12, 0), (12, 5), "\x1b[5B"),
        ((12, 3), (12, 2), "\x1b[A"),
        ((12, 3), (12, 1), "\x1b[2A"),
        ((12, 3), (0, 3), "\r"),
        ((12, 3), (2, 3), "\r  "),
        ((12, 3), (11, 3), "\x1b[D"),
        ((20, 3), (9, 3), "\x1b[11D"),
        ((12, 3), (0, 4), "\r\n"),
        ((12, 3), (9, 4), "\n\x1b[3D"),
        ((20, 3), (11, 4), "\n\x1b[9D"),
        // To a column that has fewer digits than there are columns between.
        ((20, 3), (8, 4), "\n\x1b[9G"),
        ((12, 3), (20, 4), "\n\x1b[8C"),
        ((9, 5), (20, 0), "\x1b[1;21H"),
        ((12, 3), (0, 5), "\r\n\n"),
        // After the last column, where the terminal is about to wrap.
        ((WIDTH, 3), (0, 4), "\r\n"),
        ((WIDTH, 3), (WIDTH - 1, 3), "\r\x1b[29C"),
        ((WIDTH, 3), (WIDTH - 1, 4), "\x1b[5;30H"),
        ((WIDTH, 3), (20, 1), "\x1b[2;21H"),
    ] {
        let mut painter = painter(WIDTH, HEIGHT);
        painter.bytes.clear();
        painter.cursor = Some(from.into());
        painter.go(to.0, to.1);
        assert_eq!(String::from_utf8(painter.bytes).unwrap(), bytes, "{from:?} to {to:?}");
    }
}

#[test]
fn the_terminal_of_emacs_gets_no_sequence_that_it_lacks() {
    for (from, to) in [((20, 3), (8, 4)), ((WIDTH, 3), (WIDTH - 1, 3)), ((25, 1), (2, 2))] {
        let mut painter = painter(WIDTH, HEIGHT).for_emacs();
        painter.bytes.clear();
        painter.cursor = Some(from.into());
        painter.go(to.0, to.1);
        assert!(!painter.bytes.contains(&b'G'), "{from:?} to {to:?}");
    }
}

#[test]
fn a_blank_run_is_erased_where_that_takes_fewer_bytes() {
    for (before, after, bytes) in [
        ("abcdefghijklmnop|", "A               |", "A\x1b[15X"),
        ("abcdef|", "A     |", "A\x1b[5X"),
        ("abcde|", "A    |", "A    "),
        // Before a letter that is written, too.
        ("abcdefghijk|", "A          !", "A\x1b[10X\x1b[10C!"),
        ("abcdefghij|", "A         !", "A         !"),
        // Blanks that the screen shows already.
        ("ab              |", "A               |", "A "),
        ("abcdef          |", "A               |", "A\x1b[5X"),
        // From where the cursor stands, so that it need not move.
        ("  abcdef|", "        |", "\x1b[8X"),
        // To the end of the line.
        ("abcde", "A", "A\x1b[K"),
        ("abcd", "A", "A   "),
    ] {
        assert_eq!(painted(before, after), bytes, "{before:?}, then {after:?}");
    }
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

#[test]
fn the_pen_changes_before_a_blank_that_looks_the_same_with_it() {
    let mut painter = painter(WIDTH, 1);
    let mut frame = Buffer::empty(Rect::new(0, 0, WIDTH, 1));
    frame.set_string(0, 0, "ab cd", Style::new());
    painter.paint(&frame, Some(Position::ORIGIN));
    frame.set_string(0, 0, "ab", Style::new().add_modifier(Modifier::UNDERLINED));
    frame.set_string(3, 0, "CD", Style::new());
    let bytes = String::from_utf8(painter.paint(&frame, None)).unwrap();
    assert_eq!(bytes.trim_end_matches("\x1b[?25l"), "\x1b[4mab\x1b[m CD");
}

#[test]
fn the_line_of_the_cursor_is_painted_first() {
    let mut painter = painter(WIDTH, 2);
    let mut frame = Buffer::empty(Rect::new(0, 0, WIDTH, 2));
    painter.paint(&frame, Some(Position { x: 0, y: 1 }));
    frame.set_string(0, 0, "a", Style::new());
    frame.set_string(0, 1, "b", Style::new());
    let bytes = String::from_utf8(painter.paint(&frame, Some(Position { x: 1, y: 0 }))).unwrap();
    assert_eq!(bytes, "b\r\x1b[Aa");
}
