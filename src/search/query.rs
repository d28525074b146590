//! A parsed query, and the query language. Every input is a query: parts that the language does not cover are read as text, and a
//! remark says so.
//!
//! ```text
//! word        the word, its forms or similar words     "a phrase"   the words in this order, next to one another
//! 'word       the word as written                      a | b        either
//! ^word       at the beginning of a word               !word        records without the word
//! word$       at the end of a word                     name:value   a filter, see `FILTERS`
//! ```
//!
//! The exclusion signs of other query languages are taken for `!`, with a remark: `-word`, `-kind:gap`.
//!
//! Several values of one filter are alternatives; different filters narrow the result. The beginning of an id up to its
//! first slash or beyond (`rec/prot`) is a filter without its name. Brackets and other signs around a filter are
//! ignored: `(kind:gap)`.
//!
//! A mistyped filter must not return unfiltered records, so it finds nothing: a value that the filter cannot have,
//! negated (`!kind:zebra`) or one of several; a blank next to the colon (`kind: gap`) or within the name (`took part:tokyo`).
//! So does what cannot be tested: answers while editorial texts are hidden, pins in restricted mode. The name of a filter never
//! gets a fuzzy match.

use std::borrow::Cow;

use super::common::Language;
use super::dates::Span;
use super::field::Fields;
use super::filter_name::named;
use super::function_words::{is_contraction, is_foreign, is_function_word, is_negation, may_be_english};
use super::pattern::Pattern;
use super::plan::loose;
use super::query_reader::read;
use super::state::{Pinned, State};
use crate::atlas::text::has_only_capitals;
use crate::atlas::{Answered, Basis, Data, Kind, Pillar, Relation};

/// Longest text read, in characters; a huge paste must not stall the query parser.
pub const LONGEST: usize = 256;

/// Most words searched, alternatives included and function words left out: each costs a pass over its postings, and a term, of one or several of them, is a
/// bit of a mask (see `nearness`).
pub(super) const MOST_WORDS: usize = 16;

/// Most terms, the function words among them included.
pub(super) const MOST_TERMS: usize = 64;

/// Shortest number that may be written with signs between its figures, in figures: `26060-5687`, but not `6.3`.
const SHORTEST_WITH_SIGNS: usize = 4;

/// A parsed query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(super) terms: Vec<Term>,
    pub(super) filters: Vec<Filter>,
    /// The fields in which words count.
    pub(super) fields: Fields,
    /// Words that were typed as names of filters but are not.
    pub(super) names: Vec<String>,
    pub(super) remarks: Vec<String>,
    /// Whether a remark says why a filter lets no record through.
    pub(super) says_why: bool,
    /// Whether the last word may be unfinished: nothing follows it.
    pub(super) is_open: bool,
}

/// A word of the query, or alternatives joined by bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// The input it was read from.
    pub typed: String,
    pub choices: Vec<Pattern>,
    /// Whether it excludes the records that match.
    pub negated: bool,
    pub read_as: Option<Correction>,
}

/// What a term is read as that is misspelt, or has a misspelt part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correction {
    pub words: String,
    /// The numbers of the misspelt terms before compounds were put together or taken apart, a bit for each.
    pub of: u64,
}

impl Term {
    /// Whether it is one word without signs, parts and alternatives.
    pub(super) fn is_one_word(&self) -> bool {
        matches!(self.choices.as_slice(), [Pattern::Loose(_)])
    }

    /// The words of a symbol written as one.
    pub(super) fn in_one(&self) -> Option<&str> {
        match self.choices.as_slice() {
            [Pattern::Phrase { .. }, Pattern::Whole(joined)] if !self.negated => Some(joined),
            _ => None,
        }
    }

    /// Whether the words of a symbol may be meant as this word, which they are as one: `M&E` is no `me`, and neither `6(3)` nor `6.3`
    /// is 63.
    pub(super) fn may_be_in_one(&self, joined: &str) -> bool {
        let is_number = joined.len() < SHORTEST_WITH_SIGNS && joined.bytes().all(|byte| byte.is_ascii_digit());
        let has_parts = self.choices.iter().any(|pattern| matches!(pattern, Pattern::Phrase { .. }));
        !(has_parts && is_number || self.in_one().is_some() && is_function_word(joined))
    }

    /// Whether it is nothing but a function word.
    pub(super) fn is_function(&self) -> bool {
        let is_function = |word: &String| is_function_word(word);
        match self.choices.as_slice() {
            _ if self.negated => false,
            [Pattern::Loose(word)] => is_function_word(word) || is_contraction(&self.typed),
            // `a-t-il`
            [Pattern::Loose(_), Pattern::Phrase { words, .. }] => words.iter().all(is_function),
            _ => false,
        }
    }
}

/// A condition on a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter {
    pub test: Test,
    pub negated: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    Kinds(Vec<Kind>),
    Pillars(Vec<Pillar>),
    /// The beginning of an id. If it ends at a slash or at the end in any id, only such ids match.
    Id(String),
    Bases(Vec<Basis>),
    /// A document; see [`super::value::cited`].
    Cites(String),
    /// Any of these.
    Is(Vec<State>),
    /// Has a date that ends after these days.
    After(Span),
    /// Has a date that begins before these days.
    Before(Span),
    /// Has a link of this relation to a record that the value means; see [`super::relations::meant`].
    Linked {
        relation: Relation,
        value: String,
    },
    /// Met by no record.
    Nothing,
}

impl Filter {
    /// How far a gap is to be answered, if it tests nothing else.
    pub(super) fn state_of_gaps(&self) -> Option<Answered> {
        match &self.test {
            Test::Is(states) if !self.negated => match states.as_slice() {
                [State::Answered(answered)] => Some(*answered),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the two are alternatives: neither is negated, and they have the same name.
    pub(super) fn is_alternative_to(&self, other: &Self) -> bool {
        let have_one_name = match (&self.test, &other.test) {
            (Test::Linked { relation, .. }, Test::Linked { relation: other, .. }) => relation == other,
            (test, other) => std::mem::discriminant(test) == std::mem::discriminant(other),
        };
        !self.negated && !other.negated && have_one_name
    }
}

/// The filters `after` and `before` together: a date of a record must be within both.
pub(super) struct Between {
    after: Vec<Span>,
    before: Vec<Span>,
}

impl Between {
    /// `None` unless there are filters of both names. Those that are negated narrow by themselves.
    pub(super) fn of(filters: &[Filter]) -> Option<Self> {
        let tests = || filters.iter().filter(|filter| !filter.negated).map(|filter| &filter.test);
        let after: Vec<Span> =
            tests().filter_map(|test| if let Test::After(span) = test { Some(*span) } else { None }).collect();
        let before: Vec<Span> =
            tests().filter_map(|test| if let Test::Before(span) = test { Some(*span) } else { None }).collect();
        (!after.is_empty() && !before.is_empty()).then_some(Self { after, before })
    }

    /// Of filters of one name, one is enough.
    pub(super) fn holds(&self, date: Span) -> bool {
        self.after.iter().any(|span| date.to > span.to) && self.before.iter().any(|span| date.from < span.from)
    }
}

impl Query {
    /// Parses the input. Names of records and beginnings of ids are looked up in the data. No record counts as pinned.
    pub fn new(typed: &str, data: &Data) -> Self {
        Self::with_pins(typed, data, &Pinned::default())
    }

    /// The same with the pinned records, for `is:pinned`. Only a query that [asks for them](Self::asks_for_pins) differs.
    pub fn with_pins(typed: &str, data: &Data, pinned: &Pinned) -> Self {
        read(&with_straight_quotes(typed), data, pinned)
    }

    /// Whether it asks which records are pinned.
    pub fn asks_for_pins(&self) -> bool {
        let asks = |filter: &Filter| matches!(&filter.test, Test::Is(states) if states.iter().any(State::is_pinned));
        self.filters.iter().any(asks)
    }

    /// The same after the last word is finished, as on a command line.
    #[must_use]
    pub fn finished(self) -> Self {
        Self { is_open: false, ..self }
    }

    /// The same with these terms, by their numbers, spelled as other words.
    pub(super) fn corrected(&self, misspelt: &[(usize, String)]) -> Self {
        let mut query = self.clone();
        for (number, word) in misspelt {
            let term = &mut query.terms[*number];
            term.choices = vec![Pattern::Loose(word.clone())];
            term.read_as = Some(Correction { words: word.clone(), of: 1 << number });
        }
        query
    }

    /// Whether the query has neither words nor filters.
    pub const fn is_empty(&self) -> bool {
        !self.has_words() && !self.has_filters()
    }

    /// Whether the query has words.
    pub const fn has_words(&self) -> bool {
        !self.terms.is_empty()
    }

    /// Whether the query has filters.
    pub const fn has_filters(&self) -> bool {
        !self.filters.is_empty()
    }

    /// Whether it lets no record through because it cannot be read as intended.
    pub(super) fn finds_nothing(&self) -> bool {
        self.filters.iter().any(|filter| filter.test == Test::Nothing)
    }

    /// Whether the remarks explain an empty result.
    pub(super) fn is_explained(&self) -> bool {
        self.says_why || self.finds_nothing() || self.is_empty() && !self.remarks.is_empty()
    }

    /// Whether words count in all fields.
    pub fn is_in_all_fields(&self) -> bool {
        self.fields == Fields::ALL
    }

    /// Whether a term is a function word: `who`, but not `WHO` alone or among words in small letters, nor `"who"`. While it is typed,
    /// the first letter of a further word is passed over like one: the hits would change for the time of one letter.
    pub(super) fn is_function_term(&self, number: usize) -> bool {
        let Some(term) = self.terms.get(number) else { return false };
        let is_further = self.is_open && number > 0 && number + 1 == self.terms.len() && !term.negated;
        let is_begun = matches!(term.choices.as_slice(), [Pattern::Loose(word)] if is_one_letter(word));
        let is_other = || self.stands_out(term) || self.is_english_word(number) || self.is_month(number);
        is_further && is_begun || term.is_function() && !is_other()
    }

    /// Whether a term is the month that is spelt as a verb: beside a number, or after a preposition as in “in May”.
    fn is_month(&self, number: usize) -> bool {
        let beside = |number: Option<usize>| number.and_then(|number| self.terms.get(number));
        let (before, after) = (beside(number.checked_sub(1)), beside(number.checked_add(1)));
        let is_number = |term: &Term| term.typed.starts_with(|letter: char| letter.is_ascii_digit());
        let leads = |term: &Term| {
            let mut words = term.choices.iter().filter_map(loose);
            words.any(|word| matches!(word, "in" | "of" | "since" | "until" | "by" | "last" | "early" | "late" | "mid"))
        };
        self.terms[number].choices.iter().filter_map(loose).any(|word| word == "may")
            && ([before, after].into_iter().flatten().any(is_number) || before.is_some_and(leads))
    }

    /// Whether a function word of French or Spanish is meant as the English word that is spelt so, since no other word is of these
    /// languages: `general comment`, but not `comment signaler`.
    fn is_english_word(&self, number: usize) -> bool {
        let is_other_language = |term: &Term| {
            let is_foreign = |word: &str| {
                is_foreign(word)
                    || Language::Foreign.has(word) && !is_function_word(word) && !Language::English.has(word)
            };
            term.typed.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii())
                || term.choices.iter().filter_map(loose).any(is_foreign)
        };
        let may_be = |pattern: &Pattern| loose(pattern).is_some_and(may_be_english);
        self.terms[number].choices.first().is_some_and(may_be) && !self.terms.iter().any(is_other_language)
    }

    /// Whether a term alone is passed over where others count: a function word, or a `no` or `sans` before a word or a symbol. In
    /// “no answer”, which is an entry, it changes the sense; by itself it would find the numbers of conventions (“No. 182”).
    pub(super) fn is_passed_over(&self, number: usize) -> bool {
        let negates = |term: &Term| match term.choices.as_slice() {
            [Pattern::Loose(word)] => is_negation(word) && !self.stands_out(term),
            _ => false,
        };
        let is_number = |term: &Term| term.typed.bytes().all(|byte| byte.is_ascii_digit());
        let is_before_other = || self.terms.get(number + 1).is_some_and(|next| !is_number(next));
        self.is_function_term(number) || negates(&self.terms[number]) && is_before_other()
    }

    /// Whether a term is an acronym that is spelt as a function word: `WHO` alone or among words in small letters.
    pub(super) fn is_acronym_term(&self, number: usize) -> bool {
        self.terms.get(number).is_some_and(|term| term.is_function() && self.stands_out(term))
    }

    /// Whether a term is in capitals, and the rest of the query is not. `AND`, `OR` and `NOT` are of other query languages.
    fn stands_out(&self, term: &Term) -> bool {
        let is_alone = self.terms.len() == 1;
        is_in_capitals(&term.typed)
            && (is_alone || self.terms.iter().any(|term| term.typed.contains(char::is_lowercase)))
            && !matches!(term.typed.as_str(), "AND" | "OR" | "NOT")
    }

    /// Whether a term is typed as an acronym: as short as one and in capitals, unless all of several words are. Another one is
    /// mostly another body, and no typing error.
    pub(super) fn is_typed_as_acronym(&self, term: &Term) -> bool {
        is_like_an_acronym(&term.typed) && self.stands_out(term)
    }

    /// Whether a word may be read as another one; the name of a filter may not.
    pub(super) fn may_be_corrected(&self, word: &str) -> bool {
        named(word).is_none() && !self.names.iter().any(|name| name == word)
    }

    /// Remarks on parts that could not be read as intended: sentences without a full stop.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Whether a filter selects exactly this kind.
    pub fn asks_for_kind(&self, kind: Kind) -> bool {
        self.filters.iter().any(|filter| !filter.negated && filter.test == Test::Kinds(vec![kind]))
    }

    /// Whether a filter selects exactly this pillar.
    pub fn asks_for_pillar(&self, pillar: Pillar) -> bool {
        self.filters.iter().any(|filter| !filter.negated && filter.test == Test::Pillars(vec![pillar]))
    }
}

/// Whether a folded word is a single letter of the Latin alphabet; in other scripts one may be a whole word.
fn is_one_letter(word: &str) -> bool {
    matches!(word.as_bytes(), [b'a'..=b'z'])
}

/// Longest acronym, in letters; longer words in capitals are mostly not acronyms.
pub(super) const LONGEST_ACRONYM: usize = 7;

/// A query with the quotation marks of a text around its phrases, “…” and «…», as those of the keyboard. Around a filter they do
/// not count, as other signs.
fn with_straight_quotes(typed: &str) -> Cow<'_, str> {
    const PAIRS: [(char, char); 2] = [('“', '”'), ('«', '»')];
    let mut straight = Cow::Borrowed(typed);
    for (open, close) in PAIRS {
        let mut from = 0;
        while let Some(start) = straight[from..].find(open).map(|at| from + at) {
            let Some(end) = straight[start..].find(close).map(|at| start + at) else { break };
            let quoted = &straight[start + open.len_utf8()..end];
            from = end;
            if !quoted.contains(':') {
                let (before, after) = (&straight[..start], &straight[end + close.len_utf8()..]);
                let phrase = format!("{before}\"{quoted}\"{after}");
                from = start + quoted.len() + 2;
                straight = Cow::Owned(phrase);
            }
        }
    }
    straight
}

/// Whether a text is as short as an acronym and in capitals.
pub(super) fn is_like_an_acronym(typed: &str) -> bool {
    is_in_capitals(typed) && typed.chars().filter(|letter| letter.is_alphanumeric()).count() <= LONGEST_ACRONYM
}

/// Whether a text has several letters, and all of them are capitals.
pub(super) fn is_in_capitals(typed: &str) -> bool {
    has_only_capitals(typed) && typed.chars().filter(|letter| letter.is_alphabetic()).count() > 1
}
