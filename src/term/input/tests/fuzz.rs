//! Random bytes, in random pieces and at a random pace.

use proptest::prelude::*;

use super::{Input, Terminal, char, decoded};

/// Longest wait for the rest of anything unfinished, in milliseconds.
const LONGEST_WAIT: u64 = 10_000;

/// Bytes kept of a paste.
const LONGEST_PASTE: usize = 16 << 10;

/// Longest `Debug` output of an unfinished paste: up to five characters a byte.
const LARGEST: usize = 5 * LONGEST_PASTE + 1000;

/// Bytes that controls are made of, among any others.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![
        3 => any::<u8>(),
        2 => Just(0x1B),
        6 => prop::sample::select(b"[]OPX^_M;:1?>\\$@~u<RlLGq\x07\x18\x9b\x9c\x9d\x90\x98\x9f\x03\r".to_vec()),
        1 => prop::sample::select("é人\u{1f600}".as_bytes().to_vec()),
    ]
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let begun = prop::sample::select(vec!["\x1b[", "\x1b[200~", "\x1b]1;", "\x1bP1", "\x1b_G", "\x1bX", "\x1bO"]);
    let endless = (begun, byte(), 1usize..30_000)
        .prop_map(|(begun, byte, times)| [begun.as_bytes(), &vec![byte; times]].concat());
    prop_oneof![20 => prop::collection::vec(byte(), 1..200).boxed(), 1 => endless.boxed()]
}

/// A key, a reply, a mouse report, a paste or text: input that ends by itself.
fn whole() -> impl Strategy<Value = Vec<u8>> {
    let text = prop_oneof!["[ -~é人\u{1f600}\r\t\u{1}\u{7f}]{1,8}", "\\PC"];
    let text = text.prop_filter("a lone mark of the clipboard's end", |text| !text.is_empty());
    let control = "\u{1b}?\u{1b}\\[[<=>?]?[0-9;:]{0,80}[ -/]{0,2}[@-LN-Z\\\\-~]";
    // `ESC [ [` and `ESC [ M` continue with a letter.
    let control = control.prop_filter("no key of the console", |control| !control.ends_with("[["));
    let keypad = "\u{1b}?\u{1b}O[0-9]?[A-Za-z ]";
    let console = "\u{1b}?\u{1b}\\[\\[[A-E]";
    let mouse = "\u{1b}\\[M[ -~]{3}";
    let answer =
        "\u{1b}(\\][0-9]{1,3};[ -~é]{0,30}|P[0-9 -?]{1,3}[ -~]{0,30}|_[ -~]{0,30}|\\^[ -~]{0,30}|X[ -~]{0,30})";
    let answer = (answer, prop::sample::select(vec!["\x07", "\x1b\\"])).prop_map(|(text, end)| text + end);
    let paste =
        "[ -~\r\n\u{1b}é]{0,40}".prop_map(|text| format!("\x1b[200~{}\x1b[201~", text.replace("\x1b[201~", "")));
    let whole = prop_oneof![
        text.boxed(),
        control.prop_filter("the beginning of a paste", |control| !control.ends_with("[200~")).boxed(),
        keypad.boxed(),
        console.boxed(),
        mouse.boxed(),
        answer.boxed(),
        paste.boxed(),
    ];
    whole.prop_map(String::into_bytes)
}

/// Sends bytes in pieces that end at these offsets, without a pause between them.
fn send_cut(terminal: &mut Terminal, bytes: &[u8], cuts: &[prop::sample::Index]) {
    let mut ends: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
    ends.extend([0, bytes.len()]);
    ends.sort_unstable();
    for piece in ends.windows(2).filter(|piece| piece[0] < piece[1]) {
        terminal.send(&bytes[piece[0]..piece[1]]);
    }
}

/// The length of the `Debug` output of everything unfinished.
fn size(terminal: &Terminal) -> usize {
    format!("{:?}", terminal.decoder).len()
}

fn cuts() -> impl Strategy<Value = Vec<prop::sample::Index>> {
    prop::collection::vec(any::<prop::sample::Index>(), 0..8)
}

proptest! {
    #[test]
    fn complete_input_is_decoded_the_same_wherever_it_is_cut_and_after_any_other(
        utf8 in any::<bool>(),
        parts in prop::collection::vec((whole(), cuts(), prop_oneof![Just(0), 0u64..3000]), 1..8),
    ) {
        let mut terminal = Terminal::new(utf8);
        let mut expected = Vec::new();
        for (part, cuts, pause) in &parts {
            expected.extend(Terminal::new(utf8).send(part).wait(60_000).inputs());
            send_cut(&mut terminal, part, cuts);
            terminal.wait(*pause);
        }
        prop_assert_eq!(terminal.wait(60_000).inputs(), expected);
    }

    #[test]
    fn bytes_are_decoded_the_same_wherever_they_are_cut(mut bytes in bytes(), cuts in cuts()) {
        // Only after `ESC ]` or `ESC P` do the bytes that come in together decide: a reply, or two keys.
        for at in 1..bytes.len() {
            if bytes[at - 1] == 0x1B && matches!(bytes[at], b']' | b'P') {
                bytes[at] = b'_';
            }
        }
        let mut terminal = Terminal::new(true);
        send_cut(&mut terminal, &bytes, &cuts);
        prop_assert_eq!(terminal.wait(60_000).inputs(), decoded(&[&bytes]));
    }

    #[test]
    fn any_bytes_at_any_pace_take_little_memory_and_keys_soon_work_again(
        utf8 in any::<bool>(),
        pieces in prop::collection::vec((bytes(), prop_oneof![Just(0), 0u64..100, 0u64..12_000]), 0..12),
    ) {
        let mut terminal = Terminal::new(utf8);
        let mut sent = 0;
        for (piece, pause) in &pieces {
            terminal.send(piece);
            sent += piece.len();
            let waits = terminal.decoder.deadline().map(|deadline| deadline.saturating_duration_since(terminal.now));
            prop_assert!(waits.is_none_or(|waits| waits.as_millis() <= u128::from(LONGEST_WAIT)));
            prop_assert!(size(&terminal) < LARGEST);
            terminal.wait(*pause);
        }
        terminal.wait(LONGEST_WAIT * 3);
        prop_assert_eq!(terminal.decoder.deadline(), None);
        let inputs = terminal.inputs();
        prop_assert!(inputs.len() <= sent, "no more keys than bytes");
        let pasted: usize = inputs.iter().map(|input| if let Input::Paste(text) = input { text.len() } else { 0 }).sum();
        // Invalid UTF-8 becomes a sign of three bytes.
        prop_assert!(pasted <= sent * 3);
        prop_assert_eq!(terminal.send(b"j").inputs(), [char('j')]);
    }

    #[test]
    fn a_paste_of_any_length_is_one_input_cut_where_it_is_too_long(
        letters in "[a-zé人]{1,20}",
        times in 1usize..4000,
        cuts in cuts(),
    ) {
        let text = letters.repeat(times);
        let mut terminal = Terminal::new(true);
        send_cut(&mut terminal, &[b"\x1b[200~", text.as_bytes()].concat(), &cuts);
        prop_assert!(size(&terminal) < LARGEST);
        let inputs = terminal.send(b"\x1b[201~j").inputs();
        let [Input::Paste(pasted), key] = &inputs[..] else { panic!("{inputs:?}") };
        // Half a letter becomes the replacement character.
        let kept = pasted.trim_end_matches('\u{fffd}');
        prop_assert!(text.starts_with(kept));
        let least = text.len().min(LONGEST_PASTE - 3);
        prop_assert!((least..=LONGEST_PASTE).contains(&kept.len()), "{} of {} bytes", kept.len(), text.len());
        prop_assert_eq!(key, &char('j'));
    }
}
