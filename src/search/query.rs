//! What somebody looks for, read from what was typed. Whatever is typed is a query: what cannot be read as the language
//! below is taken as text, and a remark says so.
//!
//! ```text
//! word        matched as closely as it can be          "a phrase"   the words in this order, next to one another
//! 'word       as written: nothing forgiven             a | b        either
//! ^word       at the beginning of a word               !word        records without it
//! word$       at the end of a word                     field:value  see `FIELDS`
//! ```
//!
//! Values of one field are alternatives, different fields narrow each other down. The beginning of an id, from its first
//! slash on (`rec/prot`), is one without its field. Brackets and other signs around a filter say nothing: `(kind:gap)`.
//!
//! Whoever mistypes a filter would get what they did not want. So a value that its field cannot have finds nothing, be it left
//! out (`!kind:zebra`) or one of several; nor does a filter with a blank beside its colon (`kind: gap`), or one that is left
//! out as elsewhere (`-kind:gap`). The name of a field is never taken for another word.

use super::field::{Field, Fields};
use super::filter_field::{field, misspelt, named, taken_as_text};
use super::fold;
use super::pattern::{Pattern, patterns};
use super::token::{
    COLONS, Piece, elsewhere_leaves_out, excludes_nothing, field_and_value, leaves_out, pieces, signs, value_alone,
};
use super::value::{citing, fitting, unknown, values, values_in_short};
use crate::atlas::{Basis, Data, Kind, Pillar};

/// Of a longer query only the words within so many characters are read: nobody types them, and every one costs its share.
pub const LONGEST: usize = 256;

/// More words than this are not looked for: nobody types them, and every one costs its share.
pub(super) const MOST_TERMS: usize = 16;

/// What somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(super) terms: Vec<Term>,
    pub(super) filters: Vec<Filter>,
    /// The fields in which words count.
    pub(super) fields: Fields,
    /// Words that were typed as the names of fields, and are not.
    names: Vec<String>,
    remarks: Vec<String>,
}

/// A word of the query, or several of which one has to match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// As it was typed.
    pub typed: String,
    pub choices: Vec<Pattern>,
    /// Whether records that match are left out.
    pub negated: bool,
}

impl Term {
    fn only_joins(&self) -> bool {
        let joins = |word: &str| fold::is_function_word(word);
        !self.negated && matches!(self.choices.as_slice(), [Pattern::Loose(word)] if joins(word))
    }
}

/// What a record has to be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter {
    pub test: Test,
    pub negated: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    Kinds(Vec<Kind>),
    Pillars(Vec<Pillar>),
    /// The beginning of an id; a whole part of one where there is such a part.
    Id(String),
    Bases(Vec<Basis>),
    /// A document, as [`super::value::cited`] reads it.
    Cites(String),
    /// What no record meets.
    Nothing,
}

impl Query {
    /// Reads what was typed. Documents that the data cites can be named.
    pub fn new(typed: &str, data: &Data) -> Self {
        let mut reader = Reader {
            data,
            query: Self {
                terms: Vec::new(),
                filters: Vec::new(),
                fields: Fields::ALL,
                names: Vec::new(),
                remarks: Vec::new(),
            },
            fields: None,
            fields_left_out: Vec::new(),
            either: false,
            without_value: None,
            before: Before::Text,
        };
        // A word that goes on behind the last character read is none of those that were typed.
        let end = typed.char_indices().nth(LONGEST).map_or(typed.len(), |(at, _)| at);
        let mut read = 0;
        for piece in pieces(typed) {
            if read + piece.text().len() > end {
                break;
            }
            read += piece.text().len();
            match piece {
                Piece::Token(token) => reader.token(token),
                Piece::Blank(_) => reader.blank(),
            }
        }
        if end < typed.len() {
            let narrows = pieces(&typed[read..]).any(|piece| reader.narrows(piece.text()));
            reader.say_cut(&format!("{LONGEST} characters"), narrows);
        }
        if reader.query.terms.len() > MOST_TERMS {
            let narrows = reader.query.terms.split_off(MOST_TERMS).iter().any(|term| term.negated);
            reader.say_cut(&format!("{MOST_TERMS} words"), narrows);
        }
        let mut fields = reader.fields.take().unwrap_or_else(|| Field::ALL.to_vec());
        fields.retain(|field| !reader.fields_left_out.contains(field));
        if fields.is_empty() {
            reader.find_nothing();
        }
        reader.say_values();
        let Reader { mut query, .. } = reader;
        query.fields = Fields::of(fields);
        if query.filters.iter().any(|filter| filter.test == Test::Nothing) {
            // Whatever the words are: what was said is why.
            query.terms.clear();
        }
        query
    }

    /// Whether nothing is looked for.
    pub const fn is_empty(&self) -> bool {
        !self.has_words() && !self.has_filters()
    }

    /// Whether words are looked for.
    pub const fn has_words(&self) -> bool {
        !self.terms.is_empty()
    }

    /// Whether only some of the records are looked among.
    pub const fn has_filters(&self) -> bool {
        !self.filters.is_empty()
    }

    /// Whether the term with this number is looked for. A word that only joins others (`of`) is passed over where the query
    /// has any other, unless it comes last: then it may be the beginning of a word.
    pub(super) fn counts(&self, number: usize) -> bool {
        let others = || self.terms.iter().any(|term| !term.negated && !term.only_joins());
        let passed_over = self.terms.get(number).is_some_and(Term::only_joins);
        !passed_over || number + 1 == self.terms.len() || !others()
    }

    /// Whether a word may be taken for another one: the name of a field is meant as such.
    pub(super) fn forgives(&self, word: &str) -> bool {
        named(word).is_none() && !self.names.iter().any(|name| name == word)
    }

    /// What could not be read as it was meant, in sentences without a full stop.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Whether records of this kind are asked for by a filter.
    pub fn asks_for_kind(&self, kind: Kind) -> bool {
        self.filters.iter().any(|filter| !filter.negated && filter.test == Test::Kinds(vec![kind]))
    }

    /// Whether records under this pillar are asked for by a filter.
    pub fn asks_for_pillar(&self, pillar: Pillar) -> bool {
        self.filters.iter().any(|filter| !filter.negated && filter.test == Test::Pillars(vec![pillar]))
    }
}

struct Reader<'a> {
    data: &'a Data,
    query: Query,
    /// The fields that are asked for, if any are.
    fields: Option<Vec<Field>>,
    fields_left_out: Vec<Field>,
    /// Whether a bar was read: the next word is an alternative to the term before it, whatever filters stand between.
    either: bool,
    /// A field that has been read with its colon and without a value.
    without_value: Option<&'static str>,
    before: Before,
}

/// The token before, as far as it says how the next one is meant.
#[derive(Clone, Copy)]
enum Before {
    /// A word, or nothing.
    Text,
    /// The name of a field, without a colon.
    Name(&'static str),
    /// An exclamation mark that nothing follows.
    Exclamation,
    /// A filter on this field, with no blank behind it.
    Filter(&'static str),
}

impl Reader<'_> {
    /// Says something, once.
    fn say(&mut self, remark: String) {
        if !self.query.remarks.contains(&remark) {
            self.query.remarks.push(remark);
        }
    }

    fn find_nothing(&mut self) {
        self.add(Test::Nothing, false);
    }

    /// Says how much of the query counts. If the rest `narrows` the search, it would find more without it: it finds nothing.
    fn say_cut(&mut self, counted: &str, narrows: bool) {
        self.say(format!("only the first {counted} count"));
        if narrows {
            self.say("a filter or “!” behind them would not count: shorten what is before it".to_owned());
            self.find_nothing();
        }
    }

    /// Whether a token may be a filter or exclude records.
    fn narrows(&self, token: &str) -> bool {
        let (signs, rest) = signs(token);
        token.contains(COLONS)
            || signs.contains(leaves_out) && !rest.is_empty()
            || self.begins_an_id(&value_alone(rest).to_lowercase())
    }

    fn blank(&mut self) {
        if let Before::Filter(_) = self.before {
            self.before = Before::Text;
        }
    }

    /// Reads a bar. The name of a field before it may still belong to a colon behind it.
    fn bar(&mut self) {
        self.either = !self.query.terms.is_empty();
        match self.before {
            Before::Filter(field) => {
                self.say(format!("“|” separates words, not values: write “{field}:” before each value"));
                self.find_nothing();
                self.before = Before::Text;
            }
            Before::Exclamation => self.before = Before::Text,
            Before::Name(_) | Before::Text => {}
        }
    }

    fn token(&mut self, token: &str) {
        if token == "|" {
            return self.bar();
        }
        let (signs, rest) = signs(token);
        let negated = signs.contains(leaves_out);
        let next = if excludes_nothing(token) { Before::Exclamation } else { Before::Text };
        let before = std::mem::replace(&mut self.before, next);
        match before {
            Before::Exclamation => {
                self.say("“!” needs no space after it: write “!kind:gap”".to_owned());
            }
            Before::Name(field) if signs.contains(COLONS) => self.say_parted(field),
            Before::Name(_) | Before::Filter(_) | Before::Text => {}
        }
        let path = value_alone(rest).to_lowercase();
        let is_path = !negated && !rest.starts_with('"') && self.begins_an_id(&path);
        let filter = field_and_value(rest).and_then(|(name, value)| Some((field(name)?, value_alone(value))));
        let filter = filter.or(is_path.then_some(("id", path.as_str())));
        let is_minus = !negated && signs.contains(elsewhere_leaves_out) && rest.contains(char::is_alphanumeric);
        if let Some((field, value)) = filter {
            if matches!(before, Before::Exclamation) {
                self.find_nothing();
            }
            self.before = Before::Filter(field);
            return self.filter(field, &value.to_lowercase(), negated, is_minus);
        }
        if is_minus && named(&path).is_none() {
            self.say(format!("“-{rest}” finds what “{rest}” finds: “!{rest}” excludes such records"));
        }
        if let Some(field) = rest.strip_prefix('"').and_then(field_and_value).and_then(|(name, _)| named(name)) {
            self.say(format!("“{field}:” in quotation marks is text: leave them out to filter"));
        }
        if let Some(field) = named(&path) {
            self.before = Before::Name(field);
        }
        // Text after all: a colon only parts it, but for those within a phrase.
        let phrase = rest.find('"').filter(|quote| *quote == 0 || rest[..*quote].ends_with(COLONS));
        let (parts, phrase) = rest.split_at(phrase.unwrap_or(rest.len()));
        if let Some((name, value)) = parts.split_once(COLONS) {
            self.query.names.extend(fold::words(name).into_iter().map(|word| word.folded));
            match misspelt(name).filter(|_| !value.is_empty()) {
                Some(field) => {
                    self.say(format!("“{name}:” finds nothing: did you mean “{field}:”?"));
                    self.find_nothing();
                }
                None => field_and_value(parts).into_iter().for_each(|(name, _)| self.say(taken_as_text(name))),
            }
        }
        for part in parts.split(COLONS).chain([phrase]) {
            self.words(part, negated);
        }
    }

    /// Whether there is a record whose id begins like this, from its first slash on.
    fn begins_an_id(&self, beginning: &str) -> bool {
        beginning.contains('/') && self.data.with_beginning(beginning).next().is_some()
    }

    /// Adds a filter, unless it is there: each is held against every record.
    fn add(&mut self, test: Test, negated: bool) {
        let filter = Filter { test, negated };
        if !self.query.filters.contains(&filter) {
            self.query.filters.push(filter);
        }
    }

    fn words(&mut self, token: &str, negated: bool) {
        let choices = patterns(token, negated);
        if choices.is_empty() {
            return;
        }
        if let Some(field) = self.without_value.take() {
            self.say_parted(field);
        }
        let alternative = std::mem::take(&mut self.either);
        match self.query.terms.last_mut() {
            Some(term) if alternative && !term.negated && !negated => {
                term.typed = format!("{} | {token}", term.typed);
                term.choices.extend(choices);
            }
            _ => self.query.terms.push(Term { typed: token.to_owned(), choices, negated }),
        }
    }

    /// Says which values the field has that was read without one.
    fn say_values(&mut self) {
        if let Some(field) = self.without_value.take() {
            self.say(format!("{field}: {}", values_in_short(field, self.data)));
        }
    }

    /// Says that a field and its value stand apart.
    fn say_parted(&mut self, field: &str) {
        let value = values(field, self.data, 1).into_iter().next().unwrap_or_default();
        self.say(format!("“{field}:” finds nothing with a space at its colon: write “{field}:{value}”"));
        self.find_nothing();
    }

    /// Reads a filter; `value` is in lower case. With a minus it may be meant to leave records out, which `!` does here.
    fn filter(&mut self, field: &'static str, value: &str, negated: bool, is_minus: bool) {
        if value.is_empty() {
            self.say_values();
            self.without_value = Some(field);
            return;
        }
        let fitting = fitting(field, value, self.data);
        if fitting.is_empty() {
            self.say(unknown(field, value, self.data));
            return self.find_nothing();
        }
        if is_minus {
            self.say(format!("“-{field}:{value}” finds nothing: “!{field}:{value}” excludes such records"));
            return self.find_nothing();
        }
        if field == "cites" && citing(value, self.data).next().is_none() {
            self.say(format!(
                "“cites:{value}” finds nothing: no record cites it, is part of it or was established by it"
            ));
        }
        if fitting.len() > 1 {
            self.say(format!("{field}:{value} may be {}: all of them match", fitting.join(" or ")));
        }
        let is_meant = |name: &str| fitting.iter().any(|choice| choice == name);
        let test = match field {
            "kind" => Test::Kinds(Kind::ALL.into_iter().filter(|kind| is_meant(kind.name())).collect()),
            "pillar" => Test::Pillars(Pillar::ALL.into_iter().filter(|pillar| is_meant(pillar.segment())).collect()),
            "basis" => Test::Bases(Basis::ALL.into_iter().filter(|basis| is_meant(basis.name())).collect()),
            "cites" => Test::Cites(value.to_owned()),
            "in" => {
                let named = Field::ALL.into_iter().filter(|field| is_meant(field.name()));
                let list = if negated { &mut self.fields_left_out } else { self.fields.get_or_insert_default() };
                list.extend(named);
                return;
            }
            _ => Test::Id(value.to_owned()),
        };
        self.add(test, negated);
    }
}
