//! The keys of complete control sequences. Sequences of particular terminals are rewritten as xterm's (`CSI number ;
//! modifiers ~` and `CSI code ; modifiers u`), which termina parses.

use termina::Parser;
use termina::event::{KeyEvent, KeyEventKind};

use super::Input;
use crate::key::{Key, KeyCode, Modifiers};

/// The input of a control sequence, given the bytes between `ESC [` and the final byte, and the final byte. Replies to other
/// programs have none.
pub(super) fn control(parameters: &[u8], end: u8) -> Option<Input> {
    if end == b'R' && reports_cursor(parameters) {
        return Some(Input::Reply);
    }
    if end == b'u' && reports_keyboard_protocol(parameters) {
        return Some(Input::KeyboardProtocol);
    }
    if !may_be_key(parameters) {
        return None;
    }
    let usual = match (parameters, end) {
        // xterm's modifyOtherKeys sends `CSI 27 ; modifiers ; code ~` for `CSI code ; modifiers u`.
        (parameters, b'~') if parameters.starts_with(b"27;") => {
            let (modifiers, code) = split(&parameters[3..])?;
            [code, b";", modifiers, b"u"].concat()
        }
        // rxvt ends with `$`, `^` and `@` for Shift, Ctrl and both.
        (number, b'$') if is_number(number) => [number, b";2~"].concat(),
        (number, b'^') if is_number(number) => [number, b";5~"].concat(),
        (number, b'@') if is_number(number) => [number, b";6~"].concat(),
        (b"", b'a'..=b'd') => [b"1;2", &[end.to_ascii_uppercase()][..]].concat(),
        // F3 as the first version of the keyboard protocol had it.
        (b"", b'R') => b"13~".to_vec(),
        (parameters, b'~') => function_key(parameters).unwrap_or_else(|| [parameters, b"~"].concat()),
        _ => [parameters, &[end]].concat(),
    };
    understood(&[b"\x1b[", &usual[..]].concat()).map(Input::Key)
}

/// The keys F15 to F20 as the keyboard protocol has them. xterm and rxvt number them 28 to 34, which termina takes for F13 to F17.
fn function_key(parameters: &[u8]) -> Option<Vec<u8>> {
    let digits = parameters.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, modifiers) = parameters.split_at(digits);
    let code: &[u8] = match number {
        b"28" => b"57378",
        b"29" => b"57379",
        b"31" => b"57380",
        b"32" => b"57381",
        b"33" => b"57382",
        b"34" => b"57383",
        _ => return None,
    };
    Some([code, modifiers, b"u"].concat())
}

/// The key of `ESC O` and a final byte: one of the keypad in application mode (DECKPAM), or an arrow in application cursor
/// mode. A digit between them gives the modifiers.
pub(super) fn keypad(modifiers: Option<u8>, end: u8) -> Option<Key> {
    if let Some(modifiers) = modifiers {
        return understood(&[b"\x1b[1;", &[modifiers, end][..]].concat());
    }
    Some(match end {
        b'M' => Key::named(KeyCode::Enter),
        b'I' => Key::named(KeyCode::Tab),
        b' ' => Key::char(' '),
        b'X' => Key::char('='),
        b'j'..=b'y' => Key::char(char::from(end - b'j' + b'*')),
        // Arrows with Ctrl in rxvt.
        b'a'..=b'd' => return understood(&[b"\x1b[1;5", &[end.to_ascii_uppercase()][..]].concat()),
        _ => return understood(&[0x1B, b'O', end]),
    })
}

/// The key that sends a character.
pub(super) fn character(character: char) -> Key {
    match character {
        '\r' => Key::named(KeyCode::Enter),
        '\t' => Key::named(KeyCode::Tab),
        '\u{1b}' => Key::named(KeyCode::Escape),
        // Terminals differ in which of the two the Backspace key sends.
        '\u{8}' | '\u{7f}' => Key::named(KeyCode::Backspace),
        '\0' => Key::ctrl(' '),
        '\u{1}'..='\u{1a}' => Key::ctrl(moved(character, '\u{1}', 'a')),
        '\u{1c}'..='\u{1f}' => Key::ctrl(moved(character, '\u{1c}', '4')),
        _ => Key::char(character),
    }
}

/// The character as far after `to` as this one is after `from`.
fn moved(character: char, from: char, to: char) -> char {
    char::from_u32(u32::from(character) - u32::from(from) + u32::from(to)).unwrap_or(character)
}

/// The key that termina parses from a sequence.
fn understood(sequence: &[u8]) -> Option<Key> {
    let mut parser = Parser::default();
    parser.parse(sequence, false);
    let event = parser.pop()?;
    match event {
        // termina splits an unknown sequence into characters.
        _ if parser.pop().is_some() => None,
        termina::Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key),
        _ => None,
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let mut modifiers = key.modifiers;
    // Some terminals report Meta or Super for the key that others report as Alt.
    modifiers.set(Modifiers::ALT, modifiers.intersects(Modifiers::ALT | Modifiers::META | Modifiers::SUPER));
    match key.code {
        KeyCode::Char(character) if character.is_control() => Some(self::character(character).with(modifiers)),
        // A key that the keyboard protocol gives a code for private use and termina does not know.
        KeyCode::Char('\u{e000}'..='\u{f8ff}') => None,
        // As in terminals that send a control character.
        KeyCode::Char(letter @ ('h' | 'H' | 'm' | 'M' | '[')) if modifiers.contains(Modifiers::CONTROL) => {
            let code = match letter {
                'h' | 'H' => KeyCode::Backspace,
                'm' | 'M' => KeyCode::Enter,
                _ => KeyCode::Escape,
            };
            Key::new(code, modifiers & Modifiers::ALT)
        }
        // With Ctrl, Shift makes no difference to a letter, as in terminals that send a control character.
        KeyCode::Char(letter) if modifiers.contains(Modifiers::CONTROL) => {
            Key::new(KeyCode::Char(letter.to_ascii_lowercase()), modifiers)
        }
        KeyCode::Char(letter) if modifiers.contains(Modifiers::SHIFT) => {
            Key::new(KeyCode::Char(shifted(letter)), modifiers)
        }
        code => Key::new(code, modifiers),
    }
}

/// A letter with Shift. For other keys the result depends on the keyboard layout.
fn shifted(letter: char) -> char {
    let mut upper = letter.to_uppercase();
    upper.next().filter(|_| upper.next().is_none()).unwrap_or(letter)
}

/// Whether keys have such parameters: none, a number and more, or the `[` of the Linux console, without intermediate bytes
/// (ECMA-48 5.4). Of other sequences termina may drop the beginning and take the rest for typed text.
fn may_be_key(parameters: &[u8]) -> bool {
    parameters.first().is_none_or(|first| first.is_ascii_digit() || *first == b'[')
        && !parameters.iter().any(|byte| (0x20..=0x2F).contains(byte))
}

/// Whether these are the parameters of a reply to the question for the keyboard protocol: the flags that are set.
fn reports_keyboard_protocol(parameters: &[u8]) -> bool {
    parameters.strip_prefix(b"?").is_some_and(is_number)
}

/// Whether this byte ends a reply to the question for the keyboard protocol.
pub(super) fn ends_report_of_keyboard_protocol(parameters: &[u8], byte: u8) -> bool {
    byte == b'u' && reports_keyboard_protocol(parameters)
}

/// Whether bytes are Ctrl-c or Ctrl-z and nothing else, as a control character or a sequence of the keyboard protocol.
pub(super) fn is_way_out(bytes: &[u8]) -> bool {
    if matches!(bytes, [0x03 | 0x1A]) {
        return true;
    }
    let Some((end, parameters)) = bytes.strip_prefix(b"\x1b[").and_then(<[u8]>::split_last) else { return false };
    let is_whole = matches!(end, b'u' | b'~') && parameters.iter().all(|byte| (0x30..=0x3F).contains(byte));
    let ways_out = ['c', 'z'].map(|letter| Some(Input::Key(Key::ctrl(letter))));
    is_whole && ways_out.contains(&control(parameters, *end))
}

/// Whether these are the parameters of a cursor position report (CPR, ECMA-48 8.3.14): line and column.
fn reports_cursor(parameters: &[u8]) -> bool {
    split(parameters).is_some_and(|(line, column)| is_number(line) && is_number(column))
}

fn split(parameters: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = parameters.iter().position(|byte| *byte == b';')?;
    Some((&parameters[..at], &parameters[at + 1..]))
}

fn is_number(parameter: &[u8]) -> bool {
    !parameter.is_empty() && parameter.iter().all(u8::is_ascii_digit)
}

/// Whether bytes begin with parameters and a final byte of a control sequence, or with the final byte of a key.
pub(super) fn is_rest_of_control(rest: &[u8]) -> bool {
    let parameters = rest.iter().take_while(|byte| (0x20..=0x3F).contains(*byte)).count();
    let end = rest.get(parameters);
    end.is_some_and(|end| if parameters > 0 { (0x40..=0x7E).contains(end) } else { b"ABCDFHPQSZ".contains(end) })
}

/// Whether bytes begin with a control sequence whose parameters can only be those of a reply.
pub(super) fn is_rest_of_reply(rest: &[u8]) -> bool {
    let parameters = rest.iter().take_while(|byte| (0x20..=0x3F).contains(*byte)).count();
    is_reply(&rest[..parameters]) && is_rest_of_control(rest)
}

/// Whether parameters can only be those of a reply, since no key sends them.
pub(super) fn is_reply(parameters: &[u8]) -> bool {
    parameters.first().is_some_and(|first| (b'<'..=b'?').contains(first)) || parameters.contains(&b';')
}
