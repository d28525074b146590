//! The inputs that the decoder appends: keys, and the key Esc before what turned out not to be part of a sequence.

use super::{Input, sequence};
use crate::key::Key;

/// Appends the key Esc `count` times.
pub(super) fn escapes(count: usize, inputs: &mut Vec<Input>) {
    inputs.extend(std::iter::repeat_n(Input::Key(sequence::character('\x1b')), count));
}

/// Appends the input of a complete sequence. If it is `escaped`, another escape character precedes it: with a key that may
/// be Alt, with anything else it is Esc.
pub(super) fn finish(escaped: bool, meaning: Option<Input>, inputs: &mut Vec<Input>) {
    match meaning {
        Some(Input::Key(key)) if escaped => inputs.push(Input::Escaped(key)),
        meaning => {
            escapes(escaped.into(), inputs);
            inputs.extend(meaning);
        }
    }
}

/// Appends the keys of `ESC O` without a key of the keypad after it.
pub(super) fn no_keypad(escaped: bool, inputs: &mut Vec<Input>) {
    escapes(escaped.into(), inputs);
    inputs.push(Input::Escaped(Key::char('O')));
}
