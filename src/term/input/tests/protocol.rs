//! Keys in kitty's keyboard protocol: they are the same as without it, and get out of whatever is unfinished.

use super::*;

#[test]
fn a_key_is_the_same_in_the_protocol_and_without() {
    for (protocol, without) in [
        ("\x1b[27u", "\x1b"),
        ("\x1b[99;5u", "\x03"),
        ("\x1b[122;5u", "\x1a"),
        ("\x1b[100;5u", "\x04"),
        ("\x1b[108;5u", "\x0c"),
        ("\x1b[32;5u", "\0"),
        // Keys whose control character is that of a named key.
        ("\x1b[91;5u", "\x1b"),
        ("\x1b[104;5u", "\x08"),
        ("\x1b[109;5u", "\r"),
        ("\x1b[104;6u", "\x08"),
        ("\x1b[27;5;109~", "\r"),
        ("\x1b[27;5;91~", "\x1b"),
        ("\x1b[9u", "\t"),
        ("\x1b[9;2u", "\x1b[Z"),
        ("\x1b[13u", "\r"),
        ("\x1b[127u", "\x7f"),
        ("\x1b[1;3D", "\x1b[1;3D"),
        // With the locks of capitals and numbers.
        ("\x1b[27;129u", "\x1b"),
        ("\x1b[27;65u", "\x1b"),
        ("\x1b[27;193u", "\x1b"),
        ("\x1b[99;133u", "\x03"),
        ("\x1b[99;197u", "\x03"),
        ("\x1b[1;129A", "\x1b[A"),
        ("\x1b[1;131D", "\x1b[1;3D"),
        ("\x1b[5;193~", "\x1b[5~"),
        ("\x1b[1;129P", "\x1bOP"),
        ("\x1b[13~", "\x1bOR"),
        ("\x1b[R", "\x1bOR"),
        // The keypad.
        ("\x1b[57399u", "0"),
        ("\x1b[57408;129u", "9"),
        ("\x1b[57409u", "."),
        ("\x1b[57410u", "/"),
        ("\x1b[57411u", "*"),
        ("\x1b[57412u", "-"),
        ("\x1b[57413u", "+"),
        ("\x1b[57414u", "\r"),
        ("\x1b[57414;129u", "\r"),
        ("\x1b[57415u", "="),
        ("\x1b[57416u", ","),
        ("\x1b[57417u", "\x1b[D"),
        ("\x1b[57418u", "\x1b[C"),
        ("\x1b[57419u", "\x1b[A"),
        ("\x1b[57420;2u", "\x1b[1;2B"),
        ("\x1b[57421u", "\x1b[5~"),
        ("\x1b[57422u", "\x1b[6~"),
        ("\x1b[57423u", "\x1b[H"),
        ("\x1b[57424u", "\x1b[F"),
        ("\x1b[57425u", "\x1b[2~"),
        ("\x1b[57426u", "\x1b[3~"),
        // Function keys.
        ("\x1b[57376u", "\x1b[25~"),
        ("\x1b[57378u", "\x1b[28~"),
        ("\x1b[57383;2u", "\x1b[34;2~"),
    ] {
        let expected = decoded(&[without.as_bytes()]);
        assert_eq!(expected.len(), 1, "{without:?}");
        assert_eq!(decoded(&[protocol.as_bytes()]), expected, "{protocol:?}");
        for cut in 2..protocol.len() {
            let (begun, rest) = protocol.as_bytes().split_at(cut);
            assert_eq!(decoded(&[begun, rest, b"j"]), [expected[0].clone(), char('j')], "{protocol:?} cut at {cut}");
        }
    }
}

#[test]
fn keys_that_only_the_protocol_tells_apart() {
    for (sent, expected) in [
        ("\x1b[105;5u", held(CTRL, KeyCode::Char('i'))),
        ("\x1b[27;5;105~", held(CTRL, KeyCode::Char('i'))),
        ("\x1b[105;6u", held(CTRL, KeyCode::Char('i'))),
        ("\x1b[13;2u", held(SHIFT, KeyCode::Enter)),
        ("\x1b[27;2u", held(SHIFT, KeyCode::Escape)),
        ("\x1b[127;2u", held(SHIFT, KeyCode::Backspace)),
        ("\x1b[13;6u", held(CTRL | SHIFT, KeyCode::Enter)),
        ("\x1b[57414;2u", held(SHIFT, KeyCode::Enter)),
        ("\x1b[98;3u", held(ALT, KeyCode::Char('b'))),
        ("\x1b[98;67u", held(ALT, KeyCode::Char('b'))),
        ("\x1b[98;4u", held(ALT, KeyCode::Char('B'))),
        ("\x1b[104;7u", held(ALT, KeyCode::Backspace)),
        ("\x1b[32;2u", char(' ')),
    ] {
        assert_eq!(decoded(&[sent.as_bytes()]), [expected], "{sent:?}");
    }
}

#[test]
fn a_key_without_a_name_does_nothing() {
    // Locks, print, pause and menu; media and modifiers; the middle of the keypad; a code for future use.
    for code in (57358..=57363).chain(57427..=57454).chain([57344, 57364, 57455, 63743]) {
        assert_eq!(decoded(&[format!("\x1b[{code}u").as_bytes(), b"j"]), [char('j')], "{code}");
        assert_eq!(decoded(&[format!("\x1b[{code};129u").as_bytes(), b"j"]), [char('j')], "{code}");
    }
    assert_eq!(decoded(&[b"\x1b[E\x1b[1;129E\x1b[57427~j"]), [char('j')]);
}

/// Beginnings that keys get out of, with the inputs that they leave.
const UNFINISHED: [&str; 12] = [
    "\x1b[200~abc",
    "\x1b[200~abc\x1b[20",
    "\x1b]52;c;never ends",
    "\x1bP1+r5",
    "\x1b_Gi=3",
    "\x1b^abc",
    "\x1b[?62;",
    "\x1b[12;4",
    "\x1b[[",
    "\x1b[M !",
    "\x1bO",
    "\u{e9}\x1b[",
];

#[test]
fn ctrl_c_and_ctrl_z_get_out_of_everything_unfinished_in_every_form() {
    for (sent, letter) in [
        ("\x03", 'c'),
        ("\x1a", 'z'),
        ("\x1b[99;5u", 'c'),
        ("\x1b[122;5u", 'z'),
        ("\x1b[99;133u", 'c'),
        ("\x1b[122;5:1u", 'z'),
        ("\x1b[27;5;99~", 'c'),
    ] {
        for begun in UNFINISHED {
            for waited in [60, 400, 700] {
                let mut terminal = Terminal::new(true);
                terminal.send(begun.as_bytes()).wait(waited).send(sent.as_bytes());
                let inputs = terminal.inputs();
                assert_eq!(inputs.last(), Some(&held(CTRL, KeyCode::Char(letter))), "{begun:?}, {waited} ms, {sent:?}");
                // Nothing but what was begun, and none of the sequence's own bytes.
                assert!(inputs.len() <= 3, "{begun:?}, {waited} ms, {sent:?}: {inputs:?}");
                assert_eq!(terminal.send(b"j").inputs(), [char('j')], "{begun:?}, {waited} ms, {sent:?}");
            }
        }
    }
}

#[test]
fn esc_in_the_protocol_leaves_a_string_at_once() {
    for begun in ["\x1b]52;c;never ends", "\x1bP1+r5", "\x1b_Gi=3", "\x1b^abc", "\x1b[?62;"] {
        for waited in [60, 700] {
            let mut terminal = Terminal::new(true);
            terminal.send(begun.as_bytes()).wait(waited).inputs();
            assert_eq!(terminal.send(b"\x1b[27u").inputs(), [ESC], "{begun:?} after {waited} ms");
            assert_eq!(terminal.send(b"j").inputs(), [char('j')], "{begun:?} after {waited} ms");
        }
    }
}

#[test]
fn a_paste_may_contain_the_sequences_of_keys() {
    let pasted = "a\u{1b}[99;5ub";
    let mut terminal = Terminal::new(true);
    terminal.send(b"\x1b[200~").send(pasted.as_bytes()).send(b"\x1b[99;5u").send(b"\x1b[201~");
    assert_eq!(terminal.inputs(), [Input::Paste(format!("{pasted}\u{1b}[99;5u"))]);
    // Another key after a pause is text of the paste, too.
    terminal.send(b"\x1b[200~a").wait(100).send(b"\x1b[A").send(b"\x1b[201~");
    assert_eq!(terminal.inputs(), [Input::Paste("a\u{1b}[A".to_owned())]);
}
