//! Which records a query finds, and in what order.

use std::collections::HashMap;

use super::fold::{self, Word};
use super::fuzzy::Fuzzy;
use super::index::{Field, Index};

/// What somebody looks for: the words of the query, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads a query. Whatever is typed is one; nothing but punctuation is the empty query.
    pub fn new(typed: &str) -> Self {
        Self { words: fold::words(typed).into_iter().map(|word| word.folded).collect() }
    }

    /// Whether nothing is looked for.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// How a word of the query matches a word of a record, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    /// Its letters stand in the word in order, close together, and begin it.
    Letters,
    /// It stands within the word.
    Within,
    /// It begins the word.
    Prefix,
    /// It is the word.
    Whole,
}

/// A record found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The record's place in the atlas.
    pub record: usize,
    /// How many words of the query it matches.
    pub matched: usize,
    /// How well, by the rules of [`Searcher::search`].
    pub score: u32,
}

/// Answers queries over an index.
#[derive(Debug)]
pub struct Searcher {
    index: Index,
    fuzzy: Fuzzy,
}

impl Searcher {
    /// A searcher over this index.
    pub fn new(index: Index) -> Self {
        Self { index, fuzzy: Fuzzy::default() }
    }

    /// The records that match, best first. The rules, each deciding where those before it leave a tie:
    ///
    /// 1. A record that matches more of the query's words comes first.
    /// 2. Every word counts for where and how it matches best: by closeness (whole word, then prefix, then within a
    ///    word, then letters in order) and by field (name, title, id, text, particulars, source); the sum decides. A
    ///    closer match outweighs any field.
    /// 3. The order of the data.
    ///
    /// Letters in order count only where a word of the query matches nothing in the atlas more closely.
    pub fn search(&self, query: &Query) -> Vec<Hit> {
        let mut totals = HashMap::<usize, Hit>::new();
        for word in &query.words {
            for (record, score) in self.best(word) {
                let hit = totals.entry(record).or_insert(Hit { record, matched: 0, score: 0 });
                hit.matched += 1;
                hit.score += score;
            }
        }
        let mut hits: Vec<_> = totals.into_values().collect();
        hits.sort_unstable_by_key(|hit| (std::cmp::Reverse((hit.matched, hit.score)), hit.record));
        hits
    }

    /// For each record that matches this word, the score of its best match.
    fn best(&self, sought: &str) -> HashMap<usize, u32> {
        let mut matches: Vec<_> =
            self.index.words().filter_map(|(word, postings)| Some((plainly(word, sought)?, postings))).collect();
        if matches.is_empty() {
            let with_letters = self.index.words().filter(|(word, _)| self.fuzzy.find(word, sought).is_some());
            matches = with_letters.map(|(_, postings)| (Closeness::Letters, postings)).collect();
        }
        let mut best = HashMap::new();
        for (closeness, postings) in matches {
            for posting in postings {
                let score = score(closeness, posting.field);
                best.entry(posting.record).and_modify(|best| *best = score.max(*best)).or_insert(score);
            }
        }
        best
    }

    /// The parts of a text that a query matches, in order and apart from each other: what is marked on the screen.
    pub fn marks(&self, query: &Query, text: &str) -> Vec<std::ops::Range<usize>> {
        let mut marks: Vec<_> = fold::words(text)
            .iter()
            .flat_map(|word| query.words.iter().flat_map(|sought| self.spans(word, sought)))
            .collect();
        marks.sort_unstable_by_key(|span| (span.start, span.end));
        marks.dedup_by(|next, last| {
            let joined = next.start <= last.end;
            if joined {
                last.end = last.end.max(next.end);
            }
            joined
        });
        marks
    }

    fn spans(&self, word: &Word, sought: &str) -> Vec<std::ops::Range<usize>> {
        if let Some(byte) = word.folded.find(sought) {
            if plainly(&word.folded, sought).is_none() {
                return Vec::new();
            }
            let start = word.folded[..byte].chars().count();
            return word.spans(start..start + sought.chars().count());
        }
        let letters = self.fuzzy.find(&word.folded, sought);
        letters.map(|letters| word.spans(letters.positions.into_iter())).unwrap_or_default()
    }
}

/// How a word matches without skipping letters. A single letter must begin a word.
fn plainly(word: &str, sought: &str) -> Option<Closeness> {
    if word == sought {
        Some(Closeness::Whole)
    } else if word.starts_with(sought) {
        Some(Closeness::Prefix)
    } else if sought.chars().nth(1).is_some() && word.contains(sought) {
        Some(Closeness::Within)
    } else {
        None
    }
}

/// The weight of one match: closeness first, field second.
const fn score(closeness: Closeness, field: Field) -> u32 {
    (closeness as u32 + 1) * 8 + field as u32
}
