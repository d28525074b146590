//! The ranking of search results; no other module decides their order.
//!
//! The rules, each breaking the ties of those before it:
//!
//! 1. A record that matches more words of the query comes first; among equals the one that matches more words of three
//!    letters or more, so that the beginning of a word does not outweigh a whole one.
//! 2. Of records that match as many words, those that by the vocabulary are related to more of the other words come first.
//! 3. Records that match the same words stand together, so that headings can say which words they lack: first those with
//!    the best record by rules 4 and 5.
//! 4. Documents, which are sources, come after the others, unless the query asks for documents: by their kind, by a term that leads to
//!    one before all others, or by a figure, as in a symbol or a date. Those that have the words whole come after others that have them whole or
//!    begin so, and before what has them in part, in other forms or in other words.
//! 5. Every word gets points for its best match: how it matches, and in which field. How, best first: the whole word,
//!    two letters of it swapped, its beginning, a part of it (of a compound, or of a word: from four letters on, at its end
//!    from three), its letters in order with few skipped, a typing error, a record that the vocabulary leads to, another word
//!    for the same by the vocabulary, another form of it by its ending, another word of its family, a whole function word.
//!    Fields, most weight first: acronym, name, title, id or symbol, name in another language, text, facts, source. How
//!    outweighs the field, and the sum over the words decides. In facts, which have web addresses, letters inside a word do not
//!    count, nor does a short part of a compound.
//! 6. The closer together the words are in one text, the better. A word that only begins with a single letter of the query is near
//!    nothing.
//! 7. Members, bodies, gaps, recommendations, clauses, functions and articles come before the background: events, publications,
//!    instruments and contacts, and those before documents, which are sources.
//! 8. The shorter the record's title and text, the better.
//! 9. The order of the data.
//!
//! Before all others comes a record with all words of the query whose title or headline, or one of whose names, is what was typed,
//! function words included, if that is two words or more.
//!
//! A record that is only about a related idea by the vocabulary comes after all others.
//!
//! Several words that are one entry of the vocabulary, one label or one date count together: a record matches all of them,
//! or what stands for them, or it does not match. A function word (`the`, `who`, `de`) is passed over if the query has any
//! other word. Letters in order count only for a word that matches nothing in the data more closely, and typing errors only
//! if letters in order find nothing either. A label (`phone`, `took part`), a word that names a kind or pillar (`rec`, `prot`)
//! or a date counts as a whole word of each of its records. Where a label names a relation, its records also have the words of
//! those that they are linked to by it: `took part tokyo` finds who took part there. A query without words keeps the order of the data.

use super::field::Field;
use super::index::Facet;
use super::labels::{Has, Label};
use super::order::Sum;
use super::plan::{Closeness, Lead, Run, Specificity};
use super::query::MOST_WORDS;
use super::visible::Visible;
use super::word_list::WordList;
use crate::atlas::Filter;

/// The points that one word of a query gives a record.
pub(super) type Points = u16;

/// The points for one match, by rule 5. Letters in order get more points if fewer are skipped.
pub(super) fn points(closeness: Closeness, field: Field, skipped: usize) -> Points {
    let unskipped = (SKIPS - 1).saturating_sub(u16::try_from(skipped).unwrap_or(u16::MAX));
    ((closeness as u16 + 1) * FIELDS + field as u16) * SKIPS + unskipped
}

/// The least points of a whole word, and how many a document has less for each: it stands after beginnings of words then.
pub(super) const LEAST_OF_WHOLE_WORD: u32 =
    Closeness::Swapped as u32 * (FIELDS * SKIPS) as u32 + (FIELDS * SKIPS) as u32;
pub(super) const BEHIND: u32 = 2 * (FIELDS * SKIPS) as u32;

/// The number of fields, so that closeness outweighs the field in the points.
#[allow(clippy::cast_possible_truncation, reason = "there are eight")]
const FIELDS: Points = Field::ALL.len() as Points;

/// The different numbers of skipped letters that get different points; more count as the last.
const SKIPS: Points = 8;

/// Most points of one word.
const MOST_POINTS: u32 =
    ((Closeness::Word as u32 + 1) * FIELDS as u32 + FIELDS as u32 - 1) * SKIPS as u32 + SKIPS as u32 - 1;

// No packed number may overflow into its neighbour.
const _: () = {
    assert!(MOST_POINTS <= Points::MAX as u32);
    assert!((MOST_POINTS as usize) * MOST_WORDS < 1 << Sum::POINTS);
    assert!(MOST_WORDS < 1 << Sum::WORDS);
    assert!(Sum::POINTS + 2 * Sum::WORDS <= u32::BITS);
};

/// The points for a lead to all records of a kind or under a pillar, and whether a record is such.
pub(super) fn points_by_facet(lead: Lead) -> Option<(Points, impl Fn(Facet) -> bool)> {
    let by_word = |field| points(Closeness::Word, field, 0);
    let points = match lead {
        Lead::Kind(_) => by_word(Field::Acronym),
        Lead::Pillar(_) => by_word(Field::Name),
        Lead::Record { .. } | Lead::Label(_) | Lead::Dated(_) => return None,
    };
    let is_meant = move |facet: Facet| match lead {
        Lead::Kind(kind) => facet.kind() == kind,
        Lead::Pillar(pillar) => facet.kind().has_pillars() && facet.pillars(Filter::default()).has(pillar),
        Lead::Record { .. } | Lead::Label(_) | Lead::Dated(_) => false,
    };
    Some((points, is_meant))
}

/// The points for a lead to a record with these properties; `None` if it does not lead there.
pub(super) fn points_of_lead(lead: Lead, record: usize, visible: &Visible<'_>) -> Option<Points> {
    let index = visible.index;
    let by_word = |field| Some(points(Closeness::Word, field, 0));
    match lead {
        Lead::Record { record: led_to, closeness, specificity, position, .. } => {
            let field = match specificity {
                _ if closeness == Closeness::Word => Field::Name,
                Specificity::OneOrTwo => Field::Acronym,
                Specificity::Few => Field::Name,
                Specificity::Many => Field::Id,
            };
            (led_to as usize == record).then(|| points(closeness, field, position))
        }
        Lead::Kind(_) | Lead::Pillar(_) => {
            let (points, is_meant) = points_by_facet(lead)?;
            is_meant(index.facets[record]).then_some(points)
        }
        Lead::Label(label) => match visible.labels(record).has(label)? {
            Has::Itself => by_word(Field::Name),
            Has::OtherEnd => by_word(Field::Text),
        },
        Lead::Dated(span) => {
            let dates = visible.dates(record);
            let has_own = visible.labels(record).has(Label::Date).is_some();
            let field = match dates {
                [own, ..] if has_own && span.holds(*own) => Field::Name,
                _ if dates.iter().any(|date| span.holds(*date)) => Field::Title,
                _ => Field::Fact,
            };
            by_word(field).filter(|_| dates.iter().any(|date| date.meets(span)))
        }
    }
}

/// The points for a word that a record has by a link: of those that took part in the meeting in Tokyo, for `tokyo`.
pub(super) fn points_of_link() -> Points {
    points(Closeness::LedTo, Field::Text, 0)
}

/// Limits the closeness of a match in a part of a compound to that of a part.
pub(super) fn capped(closeness: Closeness, is_part: bool) -> Closeness {
    if is_part { closeness.min(Closeness::Part) } else { closeness }
}

/// Shortest part of a compound that counts in a fact, in letters.
const SHORTEST_PART_OF_FACT: usize = 4;

/// Whether a match of a word of this length counts in a text; the word may be a part of a compound there. Letters inside a word of a
/// fact do not count, nor does a part of a compound that is short, only begins so or is another word for it: those of web addresses
/// are mostly no words (`123docz.net`, `decea-sed`).
pub(super) fn counts(closeness: Closeness, is_part: bool, field: Field, length: impl FnOnce() -> usize) -> bool {
    match closeness {
        _ if field != Field::Fact => true,
        Closeness::Part => false,
        Closeness::Beginning | Closeness::Synonym | Closeness::Related => !is_part,
        _ => !is_part || length() >= SHORTEST_PART_OF_FACT,
    }
}

/// The points for a word that a run matches; none if it does not count there.
pub(super) fn points_of_run(run: &Run, is_part: bool, field: Field, words: &WordList) -> Points {
    let length = || words.word(run.words.start).chars().count();
    let counts = counts(run.closeness, is_part, field, length);
    if counts { points(capped(run.closeness, is_part), field, run.skipped) } else { 0 }
}

/// The points from which a match is more than related.
pub(super) const MATCHED: Points = (Closeness::FunctionWord as Points + 1) * FIELDS * SKIPS;

/// A record in the results, with its rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hit {
    /// The ordinal of the record.
    pub record: usize,
    /// The number of words of the query that it matches; 0 if it is only about a related idea.
    pub matched: usize,
    /// The number of these words that were typed with three letters or more.
    pub long: usize,
    /// The units of the query that it matches, one bit each in the order of [`Plan::readings`](super::Plan::readings).
    pub units: u16,
    /// The units that it is only related to.
    pub related: u16,
    /// The sum of the points by rule 5.
    pub points: u32,
    /// The length in words of the shortest stretch that contains all matched words, if there are several in one text.
    pub nearness: Option<u8>,
    /// Whether its kind is [background](crate::atlas::Kind::is_background).
    pub is_background: bool,
    /// Whether it is a document, which comes after the other background.
    pub is_document: bool,
    /// The number of words in its title and text.
    pub length: u16,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closeness_outweighs_the_field_and_the_field_outweighs_skipped_letters() {
        let ways = [
            Closeness::Related,
            Closeness::FunctionWord,
            Closeness::Derived,
            Closeness::Form,
            Closeness::Synonym,
            Closeness::LedTo,
            Closeness::Typo,
            Closeness::Letters,
            Closeness::Part,
            Closeness::Beginning,
            Closeness::Swapped,
            Closeness::Word,
        ];
        let ranked = ways.into_iter().flat_map(|closeness| {
            Field::ALL
                .into_iter()
                .flat_map(move |field| (0..8).rev().map(move |skipped| points(closeness, field, skipped)))
        });
        assert!(ranked.is_sorted_by(|worse, better| worse < better));
        assert!(points(Closeness::Related, Field::Source, usize::MAX) > 0, "zero points mean no match");
        assert_eq!(points(Closeness::Letters, Field::Text, 7), points(Closeness::Letters, Field::Text, usize::MAX));
    }
}
