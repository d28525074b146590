//! Which key a whole control sequence is. The forms that single terminals have of their own are brought into the usual one
//! (xterm's `CSI number ; modifiers ~` and `CSI code ; modifiers u`), and termina reads that.

use termina::Parser;
use termina::event::{KeyEvent, KeyEventKind};

use super::Input;
use crate::key::{Key, KeyCode, Modifiers};

/// What a control sequence means, by what stands between `ESC [` and its final byte. Most mean nothing: they answer
/// somebody else's question.
pub(super) fn control(parameters: &[u8], end: u8) -> Option<Input> {
    if end == b'R' && reports_cursor(parameters) {
        return Some(Input::Reply);
    }
    let usual = match (parameters, end) {
        // xterm's modifyOtherKeys has `CSI 27 ; modifiers ; code ~` for `CSI code ; modifiers u`.
        (parameters, b'~') if parameters.starts_with(b"27;") => {
            let (modifiers, code) = split(&parameters[3..])?;
            [code, b";", modifiers, b"u"].concat()
        }
        // rxvt has `$`, `^` and `@` for Shift, Ctrl and both. Shift does not count with such keys.
        (number, b'$') if is_number(number) => [number, b"~"].concat(),
        (number, b'^' | b'@') if is_number(number) => [number, b";5~"].concat(),
        (b"", b'a'..=b'd') => [b"1;2", &[end.to_ascii_uppercase()][..]].concat(),
        _ => [parameters, &[end]].concat(),
    };
    understood(&[b"\x1b[", &usual[..]].concat()).map(Input::Key)
}

/// Which key `ESC O` and this byte are: one of the keypad in application mode (DECKPAM), or an arrow in that of the cursor
/// keys. A digit between them tells what is held down.
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
        // rxvt's arrows with Ctrl.
        b'a'..=b'd' => return understood(&[b"\x1b[1;5", &[end.to_ascii_uppercase()][..]].concat()),
        _ => return understood(&[0x1B, b'O', end]),
    })
}

/// Which key sends this character.
pub(super) fn character(character: char) -> Key {
    match character {
        '\r' => Key::named(KeyCode::Enter),
        '\t' => Key::named(KeyCode::Tab),
        '\u{1b}' => Key::named(KeyCode::Escape),
        // Which of the two the Backspace key sends is a matter of taste among terminals.
        '\u{8}' | '\u{7f}' => Key::named(KeyCode::Backspace),
        '\0' => Key::ctrl(' '),
        '\u{1}'..='\u{1a}' => Key::ctrl(moved(character, '\u{1}', 'a')),
        '\u{1c}'..='\u{1f}' => Key::ctrl(moved(character, '\u{1c}', '4')),
        _ => Key::char(character),
    }
}

/// The character as far behind `to` as this one is behind `from`.
fn moved(character: char, from: char, to: char) -> char {
    char::from_u32(u32::from(character) - u32::from(from) + u32::from(to)).unwrap_or(character)
}

/// The key that termina sees in a sequence.
fn understood(sequence: &[u8]) -> Option<Key> {
    let mut parser = Parser::default();
    parser.parse(sequence, false);
    let event = parser.pop()?;
    match event {
        // Of what it does not know termina makes single characters.
        _ if parser.pop().is_some() => None,
        termina::Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key),
        _ => None,
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let mut modifiers = key.modifiers;
    // What some terminals report as Meta or Super is the key that sends Alt from the others.
    modifiers.set(Modifiers::ALT, modifiers.intersects(Modifiers::ALT | Modifiers::META | Modifiers::SUPER));
    match key.code {
        KeyCode::Char(character) if character.is_control() => Some(self::character(character).with(modifiers)),
        // With Ctrl a letter is the same key whether Shift is held or not, as it is without such sequences.
        KeyCode::Char(letter) if modifiers.contains(Modifiers::CONTROL) => {
            Key::new(KeyCode::Char(letter.to_ascii_lowercase()), modifiers)
        }
        KeyCode::Char(letter) if modifiers.contains(Modifiers::SHIFT) => {
            Key::new(KeyCode::Char(shifted(letter)), modifiers)
        }
        code => Key::new(code, modifiers),
    }
}

/// A letter with Shift. What Shift makes of other keys only the layout knows.
fn shifted(letter: char) -> char {
    let mut upper = letter.to_uppercase();
    upper.next().filter(|_| upper.next().is_none()).unwrap_or(letter)
}

/// Whether these are the parameters of a report of the cursor's place (CPR, ECMA-48 8.3.14): line and column.
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

/// Whether this begins with parameters and a final byte of a control sequence, or with that of a key.
pub(super) fn is_rest_of_control(rest: &[u8]) -> bool {
    let parameters = rest.iter().take_while(|byte| (0x20..=0x3F).contains(*byte)).count();
    let end = rest.get(parameters);
    end.is_some_and(|end| if parameters > 0 { (0x40..=0x7E).contains(end) } else { b"ABCDFHPQSZ".contains(end) })
}

/// The same with parameters that can only be those of an answer.
pub(super) fn is_rest_of_reply(rest: &[u8]) -> bool {
    let parameters = rest.iter().take_while(|byte| (0x20..=0x3F).contains(*byte)).count();
    is_reply(&rest[..parameters]) && is_rest_of_control(rest)
}

/// Whether these parameters can only be those of an answer: nobody types so much.
pub(super) fn is_reply(parameters: &[u8]) -> bool {
    parameters.first().is_some_and(|first| (b'<'..=b'?').contains(first)) || parameters.contains(&b';')
}
