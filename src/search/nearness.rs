//! Measures how close together the words of a query are in a record.

use super::field::Fields;
use super::index::Unpacked;
use super::plan::{Closeness, Matches, Plan};
use super::query::MOST_WORDS;
use super::visible::Visible;

/// The nearness of records without one, which sorts after all others.
pub(super) const FARTHEST: u8 = u8::MAX;

/// Whether a word of the query is a single letter. So many words begin with it that one of them is near everywhere: only the letter
/// itself has a nearness.
pub(super) fn is_letter(typed: &str) -> bool {
    typed.chars().nth(1).is_none()
}

/// For each word of the list a bit mask of the words of the query that it matches.
pub(super) struct Masks<'a> {
    visible: Visible<'a>,
    fields: Fields,
    words: Vec<u16>,
}

// A term is a bit of a mask.
const _: () = assert!(MOST_WORDS <= u16::BITS as usize);

impl<'a> Masks<'a> {
    /// `None` if fewer than two words of the query match any words that can be near: then there is no nearness.
    pub(super) fn of(plan: &Plan, visible: Visible<'a>, fields: Fields) -> Option<Self> {
        if plan.sought().map(|unit| unit.words.len()).sum::<usize>() < 2 {
            return None;
        }
        let mut masks = vec![0; visible.index.word_list.len()];
        let mut of_all = 0_u16;
        let mut add = |matches: &Matches, mask: u16, is_letter: bool| {
            let counts = |closeness| !(is_letter && closeness == Closeness::Beginning);
            let in_runs = matches.runs.iter().map(|run| (run.closeness, &run.words)).filter(|(by, _)| counts(*by));
            let sequences = matches.sequences.iter();
            let in_sequences = sequences
                .flat_map(|sequence| sequence.positions.iter().map(move |position| (sequence.closeness, position)));
            let matched = in_runs.chain(in_sequences).filter(|(closeness, _)| *closeness > Closeness::Related);
            for (_, words) in matched.filter(|(_, words)| !words.is_empty()) {
                of_all |= mask;
                masks[words.start as usize..words.end as usize].iter_mut().for_each(|of_word| *of_word |= mask);
            }
        };
        let mut number = 0;
        for unit in plan.sought() {
            let mut all = 0;
            for word in &unit.words {
                add(&word.matches, 1 << number, is_letter(&word.typed));
                all |= 1 << number;
                number += 1;
            }
            add(&unit.whole, all, false);
        }
        (of_all.count_ones() > 1).then_some(Self { visible, fields, words: masks })
    }

    /// The length in words of the shortest stretch of one text that contains all the words of the query that the record
    /// contains. `None` if there are fewer than two, or no text contains all of them.
    pub(super) fn nearness(&self, record: usize) -> Option<u8> {
        // The last position of each term in the current text, from 1.
        let mut seen = [0_u32; MOST_WORDS];
        let mut all = 0;
        let mut in_text = 0;
        // The length of the shortest stretch so far, and the mask of its terms.
        let (mut best, mut best_of) = (0, 0);
        let mut counts = false;
        let mut position = 0;
        for token in self.visible.texts(record) {
            let word = match token.unpacked() {
                Unpacked::Text(class) => {
                    (in_text, position, counts) = (0, 0, self.fields.holds(class));
                    continue;
                }
                Unpacked::Word(word) => {
                    position += 1;
                    word
                }
                Unpacked::Part(part) => part,
            };
            let mask = self.words[word as usize];
            if mask == 0 || !counts {
                continue;
            }
            in_text |= mask;
            all |= mask;
            let (mut bits, mut first) = (in_text, position);
            while bits != 0 {
                let bit = bits.trailing_zeros() as usize;
                if mask & 1 << bit != 0 {
                    seen[bit] = position;
                }
                first = first.min(seen[bit]);
                bits &= bits - 1;
            }
            let stretch = position - first + 1;
            // A stretch counts only if it has all terms of the record. A later text may add terms, so `best_of` is
            // compared with `all` again at the end.
            if in_text == all && (all != best_of || stretch < best) {
                (best_of, best) = (all, stretch);
            }
        }
        let several = all & all.wrapping_sub(1) != 0;
        (best_of == all && several).then(|| u8::try_from(best).unwrap_or(FARTHEST).min(FARTHEST - 1))
    }
}
