//! Explains the rank of a record: the points of each word of the query, computed from the record's texts.

use super::field::{Class, Field, Fields};
use super::index::{Index, Read};
use super::plan::{Closeness, Plan};
use super::rank::{Points, capped, points};
use super::sequence::sequence_in;

/// The contribution of one word of the query to a record's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The word as typed.
    pub typed: String,
    /// Its best match, if it has one.
    pub best: Option<Match>,
}

/// A match of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// How it matches.
    pub closeness: Closeness,
    /// The field of the match.
    pub field: Field,
    /// The word of the record, folded; `None` if several words match together, or the kind or pillar does.
    pub word: Option<String>,
    /// The points of this match.
    pub points: Points,
}

/// The parts of a record's score, one for each word of the query that is not negated.
pub(super) fn parts(index: &Index, fields: Fields, plan: &Plan, record: usize) -> Vec<Part> {
    let positive = plan.terms.iter().filter(|term| !term.negated);
    positive
        .map(|term| {
            let mut best: Option<Match> = None;
            let mut consider = |closeness, field, skipped, word: Option<&str>| {
                let points = points(closeness, field, skipped);
                if best.as_ref().is_none_or(|best| points > best.points) {
                    best = Some(Match { closeness, field, word: word.map(str::to_owned), points });
                }
            };
            let mut class = Class::numbered(0);
            for token in index.texts(record) {
                let (word, is_part) = match token.read() {
                    Read::Text(next) => {
                        class = next;
                        continue;
                    }
                    Read::Word(word) => (word, false),
                    Read::Part(word) => (word, true),
                };
                for run in term.runs.iter().filter(|run| fields.holds(class) && run.words.contains(&word)) {
                    let closeness = capped(run.closeness, is_part);
                    consider(closeness, class.field(), run.skipped, Some(index.vocabulary.word(word)));
                }
            }
            for sequence in &term.sequences {
                if let Some((closeness, field)) = sequence_in(index, fields, record, sequence) {
                    consider(closeness, field, 0, None);
                }
            }
            let facet = index.facets[record];
            if term.kinds.contains(&facet.kind()) || facet.pillar().is_some_and(|pillar| term.pillars.contains(&pillar))
            {
                consider(Closeness::Word, Field::Name, 0, None);
            }
            Part { typed: term.typed.clone(), best }
        })
        .collect()
}
