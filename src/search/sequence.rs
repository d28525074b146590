//! Finds phrases in the texts of a record.

use super::field::{Class, Field, Fields};
use super::index::Unpacked;
use super::plan::{Closeness, Sequence};
use super::visible::Visible;

/// The best match of a sequence in a record. Reads the texts once, with a bit for each beginning of the sequence that
/// ends at the current word (Baeza-Yates and Gonnet 1992, "shift-and"), so only the first 64 words of a sequence count.
pub(super) fn sequence_in(
    visible: &Visible<'_>,
    fields: Fields,
    record: usize,
    sequence: &Sequence,
) -> Option<(Closeness, Field)> {
    let positions = &sequence.positions[..sequence.positions.len().min(u64::BITS as usize)];
    let first = positions.first()?;
    let end = 1 << (positions.len() - 1);
    let mut best = None;
    let mut class = Class::numbered(0);
    // The positions matched by the previous and by the current word, and whether the current one is the last as typed.
    let (mut before, mut here, mut is_last) = (0_u64, 0_u64, false);
    // A text that begins ends the one before it, and so does the end of the record.
    let tokens = visible.texts(record).iter().map(|token| token.unpacked()).chain([Unpacked::Text(class)]);
    for token in tokens {
        // The parts of a compound stand at its position.
        if here & end != 0 && !matches!(token, Unpacked::Part(_)) {
            best = best.max(ended(sequence, fields, class, is_last));
        }
        let word = match token {
            Unpacked::Text(started) => {
                (class, before, here) = (started, 0, 0);
                continue;
            }
            Unpacked::Word(word) => {
                (before, here, is_last) = (here, 0, false);
                word
            }
            Unpacked::Part(word) => word,
        };
        // The positions that the word matches, given those of the previous word.
        if first.contains(&word) {
            here |= 1;
        }
        let mut following = before << 1;
        while following != 0 {
            let position = following.trailing_zeros() as usize;
            if positions.get(position).is_some_and(|words| words.contains(&word)) {
                here |= 1 << position;
            }
            following &= following - 1;
        }
        is_last |= sequence.last == Some(word);
    }
    best
}

/// Whether a sequence occurs in a visible record. Reads at most `most` tokens of texts, which it takes off; a sequence in
/// records with more is taken to occur.
pub(super) fn occurs(visible: &Visible<'_>, sequence: &Sequence, most: &mut usize) -> bool {
    let postings = sequence.positions.iter().map(|words| visible.index.postings(words.clone()));
    let Some(fewest) = postings.min_by_key(|postings| postings.len()) else { return false };
    for posting in fewest.iter().filter(|posting| visible.is_visible(posting.record())) {
        let Some(left) = most.checked_sub(visible.texts(posting.record()).len()) else { return true };
        *most = left;
        if sequence_in(visible, visible.fields, posting.record(), sequence).is_some() {
            return true;
        }
    }
    false
}

/// The match of a sequence that ended in a text of this class, if the class counts.
fn ended(sequence: &Sequence, fields: Fields, class: Class, is_last: bool) -> Option<(Closeness, Field)> {
    let closeness = if is_last { sequence.closeness } else { sequence.closeness.min(Closeness::Beginning) };
    fields.holds(class).then_some((closeness, class.field()))
}
