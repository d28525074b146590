//! Replies of terminals are never keys, whatever asked for them and however late they come; typed text is never a reply.

use super::*;

#[test]
fn no_reply_is_a_key_and_the_next_key_works_at_once() {
    for answer in [
        "\x1b[>41;390;0c",
        "\x1b[?62;22c",
        "\x1b[0n",
        "\x1b[?1;2n",
        "\x1b[?2026;2$y",
        "\x1b[4;1$y",
        // Parameters that no key has.
        "\x1b[$y",
        "\x1b[=c",
        "\x1b[;A",
        "\x1b[113;1$u",
        "\x1b[^",
        "\x1b[1;2^",
        "\x1b[1;2@",
        "\x1b[8;24;80t",
        "\x1b[?12;40R",
        "\x1b[I",
        "\x1b[O",
        "\x1b[<0;12;3M",
        "\x1b[<0;12;3m",
        "\x1b[35;12;3M",
        "\x1b[M !!",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
        "\x1b]52;c;cXVpdA==\x1b\\",
        "\x1b]lquit\x1b\\",
        "\x1b]Lquit\x1b\\",
        "\x1bP>|XTerm(390)\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1bP!|00000000\x1b\\",
        "\x1bP1+r544e=78\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b_quit\x1b\\",
        "\x1b^quit\x1b\\",
        "\x1bXquit\x1b\\",
        "\x1b\\",
    ] {
        for cut in 1..=answer.len() {
            let mut terminal = Terminal::new(true);
            terminal.send(&answer.as_bytes()[..cut]).send(&answer.as_bytes()[cut..]).send(b"j");
            assert_eq!(terminal.inputs(), [char('j')], "{answer:?} cut at {cut}");
        }
    }
    assert_eq!(decoded(&[b"\x1b[12;40Rj"]), [Input::Reply, char('j')]);
    assert_eq!(decoded(&[b"\x1b\x1b[12;40Rj"]), [ESC, Input::Reply, char('j')], "Esc was pressed just before it");
}

#[test]
fn the_reply_about_the_keyboard_protocol_is_no_key_wherever_it_is_cut() {
    for answer in ["\x1b[?0u", "\x1b[?1u", "\x1b[?31u"] {
        assert_eq!(decoded(&[answer.as_bytes(), b"j"]), [Input::KeyboardProtocol, char('j')], "{answer:?}");
        let after_escape = decoded(&[format!("\x1b{answer}j").as_bytes()]);
        assert_eq!(after_escape, [ESC, Input::KeyboardProtocol, char('j')], "Esc was pressed just before {answer:?}");
        for pause in [0, 40, 300, 700, 9000] {
            for cut in 1..answer.len() {
                let (begun, rest) = answer.as_bytes().split_at(cut);
                let mut terminal = Terminal::new(true);
                terminal.send(begun).wait(pause).send(rest).wait(40).send(b"j");
                let mut inputs = terminal.inputs();
                // An escape character is the key Esc once it has waited long enough, and so is what begins a sequence.
                inputs.retain(|input| !(cut == 1 && *input == ESC));
                inputs.retain(|input| !(cut == 2 && pause >= 700 && *input == escaped(KeyCode::Char('['))));
                inputs.retain(|input| *input != Input::KeyboardProtocol);
                assert_eq!(inputs, [char('j')], "{answer:?} cut at {cut}, {pause} ms");
            }
        }
    }
    for other in ["\x1b[?u", "\x1b[?1;2u", "\x1b[?1:2u", "\x1b[>1u", "\x1b[<1u", "\x1b[=1u", "\x1b[?1$u"] {
        assert_eq!(decoded(&[other.as_bytes(), b"j"]), [char('j')], "{other:?}");
    }
}

#[test]
fn fast_typing_gets_through_every_unfinished_sequence() {
    for begun in
        ["\x1b[", "\x1b[>41;390", "\x1b]", "\x1b]l", "\x1bP", "\x1b_", "\x1b^abc", "\x1bXabc", "\x1b[M", "\x1bO"]
    {
        for typed in ["j", "2", " ", "l", "G", ";"] {
            let mut terminal = Terminal::new(true);
            terminal.send(begun.as_bytes());
            for _ in 0..20 {
                terminal.wait(100).send(typed.as_bytes());
            }
            let key = char(typed.chars().next().unwrap());
            let obeyed = terminal.inputs().iter().filter(|input| **input == key).count();
            assert!(obeyed >= 14, "{begun:?} {typed:?}: {obeyed} of 20");
        }
    }
}

#[test]
fn keys_typed_after_escape_and_a_letter_in_one_piece_work_at_once() {
    for begun in ["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX"] {
        for typed in ["2jj", "ljj", " aid", "jkq", ";1a"] {
            let mut terminal = Terminal::new(true);
            terminal.send(begun.as_bytes());
            for key in typed.chars() {
                terminal.wait(80).send(key.to_string().as_bytes());
            }
            let introducer = begun.chars().nth(1).unwrap();
            let expected = std::iter::once(escaped(KeyCode::Char(introducer))).chain(typed.chars().map(char));
            assert_eq!(terminal.inputs(), expected.collect::<Vec<_>>(), "{begun:?} {typed:?}");
        }
    }
}

#[test]
fn the_late_rest_of_a_reply_is_no_key() {
    for (begun, rest) in [
        ("\x1b]11;rgb:1e1e/", "1e1e/1e1e\x1b\\"),
        ("\x1b]11", ";rgb:1e1e/1e1e/1e1e\x07"),
        ("\x1b]", "11;rgb:1e1e/1e1e/1e1e\x07"),
        ("\x1b]52;c;", "cXVpdA==\x1b\\"),
        ("\x1bP>|XTe", "rm(390)\x1b\\"),
        ("\x1bP1+r5", "44e=78\x1b\\"),
        ("\x1b_Gi=3", "1;OK\x1b\\"),
        ("\x1b_qu", "it\x1b\\"),
        ("\x1b^qu", "it\x1b\\"),
        ("\x1bXqu", "it\x1b\\"),
        ("\x1b[>41;3", "90;0c"),
        ("\x1b[?62;", "22c"),
    ] {
        let mut terminal = Terminal::new(true);
        terminal.send(begun.as_bytes()).wait(700);
        terminal.inputs();
        terminal.send(rest.as_bytes()).send(b"j");
        assert_eq!(terminal.inputs(), [char('j')], "{begun:?} {rest:?}");
    }
}

#[test]
fn a_reply_in_two_pieces_with_a_pause_is_no_key() {
    for answer in [
        "\x1b[>41;390;0c",
        "\x1b[?62;22c",
        "\x1b[24;80R",
        "\x1b[48;24;80;480;640t",
        "\x1b[?2026;2$y",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]52;c;cXVpdA==\x07",
        "\x1bP>|XTerm(390)\x1b\\",
        "\x1bP1+r544e=78\x1b\\",
        "\x1b_Gi=31;ENOENT:bad\x1b\\",
        "\x1b^quit\x1b\\",
        "\x1bXquit\x1b\\",
    ] {
        for pause in [40, 300, 700] {
            for cut in 1..answer.len() - 1 {
                let mut terminal = Terminal::new(true);
                terminal
                    .send(&answer.as_bytes()[..cut])
                    .wait(pause)
                    .send(&answer.as_bytes()[cut..])
                    .wait(40)
                    .send(b"j");
                let mut inputs = terminal.inputs();
                inputs.retain(|input| *input != Input::Reply);
                // An escape character is the key Esc once it has waited long enough.
                inputs.retain(|input| !(cut == 1 && *input == ESC));
                inputs.retain(|input| !(cut == 2 && pause == 700 && matches!(input, Input::Escaped(_))));
                assert_eq!(inputs, [char('j')], "{answer:?} cut at {cut}, {pause} ms");
            }
        }
    }
}

#[test]
fn a_reply_in_three_pieces_is_no_key() {
    for pieces in [
        ["\x1b]1", "1", ";rgb:1e1e/1e1e/1e1e\x1b\\"],
        ["\x1b]lq", "uery ", "title\x1b\\"],
        ["\x1b]lque", "ry ", "title\x1b\\"],
        ["\x1b]lqu", "ery", " title\x1b\\"],
        ["\x1bP1+r5", "44e=", "78\x1b\\"],
        ["\x1b_Gi=3", "1;ENOENT:", "bad\x1b\\"],
    ] {
        let mut terminal = Terminal::new(true);
        for piece in pieces {
            terminal.send(piece.as_bytes()).wait(700);
        }
        assert_eq!(terminal.send(b"j").inputs(), [char('j')], "{pieces:?}");
    }
}

#[test]
fn keys_in_one_piece_after_a_sequence_given_up_are_typed() {
    for (begun, pause, typed) in [
        ("\x1b", 40, "[j"),
        ("\x1b", 40, "[1;"),
        ("\x1b", 40, "]jk"),
        // Half a second later no key is cut, after ten seconds no reply.
        ("\x1b", 600, "[A"),
        ("\x1b", 11_000, "[1;2A"),
        ("\x1b", 11_000, "]11;rgb:0/0/0"),
        ("\x1b[", 600, "jk"),
        ("\x1b[", 600, "Ak"),
        ("\x1b[", 11_000, "1;2A"),
        ("\x1b]", 600, "jk"),
        ("\x1b]", 11_000, "11;rgb"),
        ("\x1bP", 600, "1aq"),
        ("\x1b_Gab", 600, "jk"),
        ("\x1b_qab", 600, "jk"),
        ("\x1b^", 600, "jk"),
        // A single key is no rest of a title or of graphics.
        ("\x1b]l", 600, "a"),
        ("\x1b]lq", 600, "a"),
        ("\x1b_q", 600, "a"),
        ("\x1b]lq", 11_000, "ab"),
    ] {
        let mut terminal = Terminal::new(true);
        terminal.send(begun.as_bytes()).wait(pause).inputs();
        let expected = typed.chars().map(char).collect::<Vec<_>>();
        assert_eq!(terminal.send(typed.as_bytes()).wait(100).inputs(), expected, "{begun:?} {typed:?}");
    }
}

#[test]
fn keys_typed_into_a_reply_lose_at_most_the_first() {
    for begun in ["\x1b]11;rgb:", "\x1b]lq", "\x1bP1+r5", "\x1b_Gi=3"] {
        let mut terminal = Terminal::new(true);
        terminal.send(begun.as_bytes());
        for _ in 0..20 {
            terminal.wait(100).send(b"j");
        }
        assert_eq!(terminal.inputs(), vec![char('j'); 19], "{begun:?}");
    }
}

#[test]
fn a_reply_may_contain_controls_only_until_its_time_is_up() {
    assert_eq!(decoded(&[b"\x1b_a\rb\t\x7f\x1b\\j"]), [char('j')]);
    let mut terminal = Terminal::new(true);
    terminal.send(b"\x1b]52;c;").wait(700).send(b"\rj");
    assert_eq!(terminal.inputs(), [key(KeyCode::Enter), char('j')]);
}

#[test]
fn a_mouse_report_far_from_the_corner_is_no_key() {
    for report in [&b"\x1b[M \xc3\xa9!"[..], b"\x1b[M \xc3\xa9\xc3\xa9", b"\x1b[M \xc3!", b"\x1b[M \xa9\xa9"] {
        assert_eq!(decoded(&[report, b"j"]), [char('j')], "{report:?}");
    }
}

#[test]
fn the_two_bytes_of_a_terminator_may_come_apart() {
    let mut terminal = Terminal::new(true);
    terminal.send(b"\x1b]11;rgb:0/0/0\x1b").wait(300).send(b"\\").send(b"j");
    assert_eq!(terminal.inputs(), [char('j')]);
}

#[test]
fn a_terminator_of_one_byte_ends_a_late_reply_too() {
    let mut terminal = Terminal::new(false);
    terminal.send(b"\x1b^qu").wait(700).inputs();
    assert_eq!(terminal.send(b"it\x9cj").inputs(), [char('j')]);
}

#[test]
fn keys_pressed_to_get_out_end_a_string_at_once() {
    let ways: [(&[u8], Input); 3] =
        [(b"\x03", held(CTRL, KeyCode::Char('c'))), (b"\x1a", held(CTRL, KeyCode::Char('z'))), (b"\x1b", ESC)];
    for (sent, expected) in ways {
        for waited in [60, 700] {
            let mut terminal = Terminal::new(true);
            terminal.send(b"\x1b]52;c;never ends").wait(waited).send(sent).wait(40);
            assert_eq!(terminal.inputs(), std::slice::from_ref(&expected));
            assert_eq!(terminal.send(b"j").inputs(), [char('j')]);
        }
    }
}

#[test]
fn a_late_reply_swallows_four_kilobytes_at_most() {
    let mut terminal = Terminal::new(true);
    terminal.send(b"\x1b]52;c;").wait(700).send(&[b'x'; 4200]).wait(700);
    let keys = terminal.inputs().len();
    assert!((1..=4200 - 4096).contains(&keys), "{keys}");
}

#[test]
fn a_reply_that_never_ends_is_given_up_after_ten_seconds() {
    for begun in [&b"\x1b]11;rgb:"[..], b"\x1bP1+r5", b"\x1b_Gi=3", b"\x1b[?62;"] {
        let mut terminal = Terminal::new(true);
        let sent = terminal.now;
        terminal.send(begun).wait(9_999);
        assert_eq!(terminal.decoder.deadline(), Some(sent + Duration::from_secs(10)), "{begun:?}");
        // A deadline that stayed in the past would keep the loop awake for ever.
        terminal.decoder.expire(sent + Duration::from_secs(10), &mut terminal.inputs);
        assert_eq!(terminal.decoder.deadline(), None, "{begun:?}");
        assert_eq!(terminal.inputs(), []);
    }
}
