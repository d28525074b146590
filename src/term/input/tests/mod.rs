//! Input as terminals send it: keys are decoded whatever else comes in.

mod fuzz;
mod protocol;
mod replies;

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Decoder, Input};
use crate::key::{Key, KeyCode, Modifiers};

/// A terminal, and a clock that the test moves.
struct Terminal {
    decoder: Decoder,
    now: Instant,
    inputs: Vec<Input>,
}

impl Terminal {
    fn new(utf8: bool) -> Self {
        let now = Instant::now();
        Self { decoder: Decoder::new(utf8, now), now, inputs: Vec::new() }
    }

    fn send(&mut self, bytes: &[u8]) -> &mut Self {
        self.decoder.feed(bytes, self.now, &mut self.inputs);
        self
    }

    /// Lets time pass, as the wait for events does.
    fn wait(&mut self, milliseconds: u64) -> &mut Self {
        let until = self.now + Duration::from_millis(milliseconds);
        while let Some(deadline) = self.decoder.deadline().filter(|deadline| *deadline <= until) {
            self.now = self.now.max(deadline);
            self.decoder.expire(self.now, &mut self.inputs);
        }
        self.now = until;
        self
    }

    fn inputs(&mut self) -> Vec<Input> {
        std::mem::take(&mut self.inputs)
    }
}

/// The inputs decoded from bytes that come in pieces, after all waits.
fn decoded(pieces: &[&[u8]]) -> Vec<Input> {
    let mut terminal = Terminal::new(true);
    for piece in pieces {
        terminal.send(piece);
    }
    terminal.wait(60_000).inputs()
}

fn key(code: KeyCode) -> Input {
    Input::Key(Key::named(code))
}

fn char(character: char) -> Input {
    key(KeyCode::Char(character))
}

fn held(modifiers: Modifiers, code: KeyCode) -> Input {
    Input::Key(Key::named(code).with(modifiers))
}

fn escaped(code: KeyCode) -> Input {
    Input::Escaped(Key::named(code))
}

const ESC: Input = Input::Key(Key::named(KeyCode::Escape));
const CTRL: Modifiers = Modifiers::CONTROL;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

#[test]
fn an_arrow_is_one_key_wherever_it_is_cut() {
    for pieces in [&[&b"\x1b[A"[..]][..], &[b"\x1b", b"[A"], &[b"\x1b[", b"A"], &[b"\x1b", b"[", b"A"]] {
        assert_eq!(decoded(pieces), [key(KeyCode::Up)]);
    }
}

#[test]
fn an_escape_character_with_nothing_after_it_is_the_key_esc() {
    assert_eq!(decoded(&[b"\x1b"]), [ESC]);
    assert_eq!(decoded(&[b"\x1b\x1b"]), [ESC, ESC]);
    assert_eq!(decoded(&[b"\x1b\x1b\x1b"]), [ESC, ESC, ESC]);
}

#[test]
fn esc_acts_sooner_on_a_fast_connection_than_on_a_slow_one() {
    let wait = |prepare: fn(&mut Decoder)| {
        let mut terminal = Terminal::new(true);
        prepare(&mut terminal.decoder);
        terminal.send(b"\x1b");
        terminal.decoder.deadline().unwrap() - terminal.now
    };
    let milliseconds = Duration::from_millis;
    assert_eq!(wait(|_| {}), milliseconds(30));
    assert_eq!(wait(|decoder| decoder.adapt(Duration::from_millis(2))), milliseconds(30));
    assert_eq!(wait(|decoder| decoder.adapt(Duration::from_millis(60))), milliseconds(60));
    assert_eq!(wait(|decoder| decoder.adapt(Duration::from_secs(2))), milliseconds(100));
    assert_eq!(wait(|decoder| decoder.set_escape(Duration::from_millis(250))), milliseconds(250));
}

#[test]
fn after_an_escape_and_a_bracket_the_rest_has_half_a_second() {
    let mut terminal = Terminal::new(true);
    assert_eq!(terminal.send(b"\x1b[").wait(490).send(b"A").inputs(), [key(KeyCode::Up)]);
    assert_eq!(terminal.send(b"\x1b[").wait(510).inputs(), [escaped(KeyCode::Char('['))]);
}

#[test]
fn the_rest_of_an_arrow_that_comes_after_esc_has_acted_is_an_arrow() {
    let mut terminal = Terminal::new(true);
    assert_eq!(terminal.send(b"\x1b").wait(300).send(b"[A").inputs(), [ESC, key(KeyCode::Up)]);
}

#[test]
fn an_escape_character_and_a_key_in_one_piece_are_one_input() {
    assert_eq!(decoded(&[b"\x1bj"]), [escaped(KeyCode::Char('j'))]);
    assert_eq!(decoded(&["\x1bé".as_bytes()]), [escaped(KeyCode::Char('é'))]);
    assert_eq!(decoded(&[b"\x1b\x7f"]), [escaped(KeyCode::Backspace)]);
    assert_eq!(decoded(&[b"\x1b\x1bj"]), [ESC, escaped(KeyCode::Char('j'))]);
    for introducer in ['[', ']', 'O', 'P', 'X', '^', '_'] {
        let together = format!("\x1b{introducer}");
        assert_eq!(decoded(&[together.as_bytes()]), [escaped(KeyCode::Char(introducer))]);
    }
    assert_eq!(
        decoded(&[b"\x1b]]\r"]),
        [escaped(KeyCode::Char(']')), char(']'), key(KeyCode::Enter)],
        "no answer begins so"
    );
}

#[test]
fn arrows_with_alt_as_terminals_send_them() {
    for sent in ["\x1b[1;3D", "\x1b[1;9D", "\x1b[1;33D"] {
        assert_eq!(decoded(&[sent.as_bytes()]), [held(ALT, KeyCode::Left)], "{sent:?}");
    }
    // rxvt, PuTTY and Terminal put an escape character before the arrow.
    for sent in ["\x1b\x1b[D", "\x1b\x1bOD"] {
        assert_eq!(decoded(&[sent.as_bytes()]), [escaped(KeyCode::Left)], "{sent:?}");
    }
}

#[test]
fn keys_carry_their_modifiers() {
    assert_eq!(decoded(&[b"\x03"]), [held(CTRL, KeyCode::Char('c'))]);
    assert_eq!(decoded(&["é".as_bytes()]), [char('é')]);
    for (sent, expected) in [
        ("\x1b[27;5;99~", held(CTRL, KeyCode::Char('c'))),
        ("\x1b[27;6;67~", held(CTRL, KeyCode::Char('c'))),
        ("\x1b[99;5u", held(CTRL, KeyCode::Char('c'))),
        ("\x1b[27;2;71~", char('G')),
        ("\x1b[103;2u", char('G')),
        ("\x1b[27;3;98~", held(ALT, KeyCode::Char('b'))),
        ("\x1b[27;5;13~", held(CTRL, KeyCode::Enter)),
        ("\x1b[27;2;9~", key(KeyCode::BackTab)),
        ("\x1b[27;1;27~", ESC),
        ("\x1b[27;1;8~", key(KeyCode::Backspace)),
        ("\x1b[127;3u", held(ALT, KeyCode::Backspace)),
        ("\x1b[a", held(SHIFT, KeyCode::Up)),
        ("\x1b[1;2A", held(SHIFT, KeyCode::Up)),
        ("\x1b[1;4D", held(ALT | SHIFT, KeyCode::Left)),
        ("\x1b[1;2H", held(SHIFT, KeyCode::Home)),
        ("\x1b[6;2~", held(SHIFT, KeyCode::PageDown)),
        ("\x1b[15;2~", held(SHIFT, KeyCode::Function(5))),
        ("\x1bOd", held(CTRL, KeyCode::Left)),
        ("\x1bO5C", held(CTRL, KeyCode::Right)),
        ("\x1b[5^", held(CTRL, KeyCode::PageUp)),
        ("\x1b[3$", held(SHIFT, KeyCode::Delete)),
        ("\x1b[7@", held(CTRL | SHIFT, KeyCode::Home)),
        ("\x1b[3;5~", held(CTRL, KeyCode::Delete)),
        ("\x1b[Z", key(KeyCode::BackTab)),
        ("\x1b[[A", key(KeyCode::Function(1))),
        ("\x1b[11~", key(KeyCode::Function(1))),
        ("\x1b[26~", key(KeyCode::Function(14))),
        ("\x1b[28~", key(KeyCode::Function(15))),
        ("\x1b[29;2~", held(SHIFT, KeyCode::Function(16))),
        ("\x1b[31~", key(KeyCode::Function(17))),
        ("\x1b[34;5~", held(CTRL, KeyCode::Function(20))),
        ("\x1bOP", key(KeyCode::Function(1))),
    ] {
        assert_eq!(decoded(&[sent.as_bytes(), b"j"]), [expected, char('j')], "{sent:?}");
    }
}

#[test]
fn characters_of_every_length_and_controls_are_keys() {
    assert_eq!(decoded(&["é€𝄞j".as_bytes()]), [char('é'), char('€'), char('𝄞'), char('j')]);
    assert_eq!(decoded(&["\x1b€".as_bytes()]), [escaped(KeyCode::Char('€'))]);
    assert_eq!(decoded(&[b"\t\r"]), [key(KeyCode::Tab), key(KeyCode::Enter)]);
    let held_down = |key: char| held(CTRL, KeyCode::Char(key));
    assert_eq!(decoded(&[b"\0\x01\x1a"]), [held_down(' '), held_down('a'), held_down('z')]);
    assert_eq!(decoded(&[b"\x1c\x1f"]), [held_down('4'), held_down('7')]);
}

#[test]
fn the_release_of_a_key_is_no_key() {
    assert_eq!(decoded(&[b"\x1b[106;1:1u\x1b[106;1:2u\x1b[106;1:3u"]), [char('j'), char('j')]);
    assert_eq!(decoded(&[b"\x1b[1;2:1A\x1b[1;2:3A"]), [held(SHIFT, KeyCode::Up)]);
    assert_eq!(decoded(&[b"\x1b[5;1:1~\x1b[5;1:3~"]), [key(KeyCode::PageUp)]);
    assert_eq!(decoded(&[b"\x1b[27;1:1u\x1b[27;1:3u"]), [ESC]);
}

#[test]
fn nothing_is_given_up_before_its_time() {
    for begun in [&b"\x1b"[..], b"\x1b[", b"\x1bO", b"\x1b]11;", b"\x1b[200~abc"] {
        let mut terminal = Terminal::new(true);
        terminal.send(begun);
        let deadline = terminal.decoder.deadline().unwrap();
        let before = deadline.checked_sub(Duration::from_millis(1)).unwrap();
        terminal.decoder.expire(before, &mut terminal.inputs);
        assert_eq!((terminal.inputs(), terminal.decoder.deadline()), (Vec::new(), Some(deadline)), "{begun:?}");
    }
}

#[test]
fn empty_pieces_are_ignored_and_a_begun_sequence_goes_on() {
    for [begun, rest] in
        [["\x1b", "[1;1R"], ["\x1b[", "1;1R"], ["\x1b]1", "1;rgb:0/0/0\x07"], ["\x1b[200~a", "b\x1b[201~"]]
    {
        // Before the sequence is given up, and after that.
        for pause in [0, 700, 12_000] {
            let inputs = |empty: &[&[u8]]| {
                let mut terminal = Terminal::new(true);
                terminal.send(begun.as_bytes()).wait(pause);
                for bytes in empty {
                    terminal.send(bytes);
                }
                terminal.send(rest.as_bytes()).wait(60_000).send(b"j").inputs()
            };
            assert_eq!(inputs(&[b"", b""]), inputs(&[]), "{begun:?} {rest:?} after {pause} ms");
        }
    }
}

#[test]
fn backspace_is_either_of_two_bytes() {
    assert_eq!(decoded(&[b"\x08\x7f"]), [key(KeyCode::Backspace), key(KeyCode::Backspace)]);
}

#[test]
fn the_keypad_in_application_mode_types_its_labels() {
    let sent = "pqrstuvwxyjklmnoXM".chars().flat_map(|end| ['\x1b', 'O', end]).collect::<String>();
    let typed = "0123456789*+,-./=".chars().map(char).chain([key(KeyCode::Enter)]).collect::<Vec<_>>();
    assert_eq!(decoded(&[sent.as_bytes()]), typed);
    assert_eq!(decoded(&[b"\x1bOA\x1bOH"]), [key(KeyCode::Up), key(KeyCode::Home)]);
    assert_eq!(decoded(&[b"\x1bOI\x1bO "]), [key(KeyCode::Tab), char(' ')]);
    assert_eq!(decoded(&[b"\x1bO\r"]), [escaped(KeyCode::Char('O')), key(KeyCode::Enter)], "no keypad has such a key");
}

#[test]
fn single_bytes_are_controls_only_without_utf_8() {
    let inputs = |utf8, bytes: &[u8]| Terminal::new(utf8).send(bytes).wait(1000).inputs();
    assert_eq!(inputs(false, b"\x9bA"), [key(KeyCode::Up)]);
    assert_eq!(inputs(false, b"\x9d11;rgb:0/0/0\x9cj"), [char('j')]);
    assert_eq!(inputs(true, b"\x9bA"), [char('A')], "no character begins so");
    assert_eq!(inputs(false, "ě".as_bytes()), [char('ě')], "0x9B is its second byte");
    assert_eq!(inputs(false, "\x1b]2;Ü\x1b\\j".as_bytes()), [char('j')], "0x9C is a second byte");
    assert_eq!(inputs(false, b"\x84j"), [char('j')]);
    for utf8 in [true, false] {
        assert_eq!(inputs(utf8, "\x1b]2;Üx\x1b\\j".as_bytes()), [char('j')], "the string goes on behind it");
    }
    assert_eq!(inputs(false, b"\x1b]2;\xc3\x9c\x9cj"), [char('j')], "it ends the string behind a whole character");
}

#[test]
fn a_stray_byte_swallows_no_key() {
    for lone in [&b"\xe9"[..], b"\xc3", b"\xff", b"\x80", b"\xf0\x9f", b"\xed\xa0\x80"] {
        for utf8 in [true, false] {
            let mut terminal = Terminal::new(utf8);
            assert_eq!(terminal.send(lone).send(b"j").inputs(), [char('j')], "{lone:?}");
        }
    }
    assert_eq!(decoded(&[b"\x1b\x80j"]), [ESC, char('j')]);
}

#[test]
fn a_letter_of_another_encoding_with_alt_is_no_esc() {
    for letter in [&b"\x1b\xe9"[..], b"\x1b\xff", b"\x1b\xc1"] {
        for utf8 in [true, false] {
            assert_eq!(Terminal::new(utf8).send(&[letter, b"j"].concat()).inputs(), [char('j')], "{letter:?}");
        }
    }
}

#[test]
fn a_paste_is_one_input_and_nothing_in_it_is_a_key() {
    assert_eq!(
        decoded(&[b"a\x1b[20", b"0~q\x1b[A\r\x1b[20", b"1~b"]),
        [char('a'), Input::Paste("q\u{1b}[A\r".to_owned()), char('b')]
    );
    assert_eq!(decoded(&[b"\x1b[200~a\x03b\x1a\x1b[201~"]), [Input::Paste("a\u{3}b\u{1a}".to_owned())]);
}

#[test]
fn a_long_paste_is_cut_and_an_endless_one_ends_after_a_pause() {
    let long = [b"\x1b[200~", &vec![b'x'; 1 << 20][..], b"\x1b[201~j"].concat();
    assert_eq!(decoded(&[&long]), [Input::Paste("x".repeat(16 << 10)), char('j')]);
    assert_eq!(decoded(&[b"\x1b[200~", b"abc"]), [Input::Paste("abc".to_owned())]);
}

#[test]
fn typing_does_not_prolong_an_endless_paste() {
    let mut terminal = Terminal::new(true);
    terminal.send(b"\x1b[200~abc");
    for _ in 0..70 {
        terminal.wait(100).send(b"j");
    }
    assert!(terminal.inputs.len() >= 15, "{}", terminal.inputs.len());
    // A held key does not prolong it either, and Ctrl-c ends it at once.
    let mut terminal = Terminal::new(true);
    terminal.send(b"\x1b[200~abc");
    for _ in 0..200 {
        terminal.wait(33).send(b"j");
    }
    assert!(terminal.inputs.len() >= 40, "{}", terminal.inputs.len());
    let mut terminal = Terminal::new(true);
    terminal.send(b"\x1b[200~abc").wait(100).send(b"\x03");
    assert_eq!(terminal.inputs(), [Input::Paste("abc".to_owned()), held(CTRL, KeyCode::Char('c'))]);
    // A paste over a slow connection takes its time.
    terminal.inputs();
    terminal.send(b"\x1b[200~");
    for _ in 0..2000 {
        terminal.wait(10).send(b"x");
    }
    terminal.send(b"\x1b[201~");
    assert_eq!(terminal.inputs(), [Input::Paste("x".repeat(2000))]);
}

proptest! {
    #[test]
    fn after_any_input_keys_soon_work_again(
        utf8 in any::<bool>(),
        bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), Just(0x1B), prop::sample::select(b"[]OPX^_M;1?>\\".to_vec())], 0..300,
        ),
    ) {
        let mut terminal = Terminal::new(utf8);
        terminal.send(&bytes).wait(60_000);
        prop_assert_eq!(terminal.decoder.deadline(), None);
        terminal.inputs();
        prop_assert_eq!(terminal.send(b"j").inputs(), [char('j')]);
    }

    #[test]
    fn text_and_keys_are_decoded_the_same_wherever_they_are_cut(text in "[a-zé人\r\t]{0,30}", cut in 0usize..60) {
        let whole = decoded(&[text.as_bytes()]);
        let cut = cut.min(text.len());
        prop_assert_eq!(whole, decoded(&[&text.as_bytes()[..cut], &text.as_bytes()[cut..]]));
    }
}
