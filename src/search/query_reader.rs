//! Reads a query from the input, token by token, in the language that `query` describes.

use super::field::{Field, Fields};
use super::filter_name::{FilterName, filter_name, misspelt, named, read_as_text, starting_with, written_apart};
use super::filters::{self, Condition};
use super::fold;
use super::pattern::patterns;
use super::query::{Filter, LONGEST, MOST_TERMS, MOST_WORDS, Query, Term, Test, is_in_capitals};
use super::state::Pinned;
use super::token::{
    COLONS, Piece, excludes, excludes_as_elsewhere, excludes_nothing, exclusion_as_typed, name_and_value, phrase_in,
    pieces, separated, signs, value_alone,
};
use super::value::{has_value, values, values_in_short};
use super::wording::{are, joined};
use crate::atlas::Data;

/// Parses the input; see [`Query::with_pins`].
pub(super) fn read<'a>(typed: &'a str, data: &'a Data, pinned: &'a Pinned) -> Query {
    let mut reader = Reader {
        data,
        pinned,
        query: Query {
            terms: Vec::new(),
            filters: Vec::new(),
            fields: Fields::ALL,
            names: Vec::new(),
            remarks: Vec::new(),
            says_why: false,
            is_open: false,
        },
        fields: None,
        excluded_fields: Vec::new(),
        count: 0,
        left_out: None,
        either: false,
        without_value: None,
        before: Before::Text,
        excluded_by_dash: Vec::new(),
    };
    // A word cut by the limit is not one that was typed, so it is dropped.
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
        reader.remark_cut(&format!("{LONGEST} characters"), narrows);
        reader.query.is_open = false;
    }
    reader.finish()
}

struct Reader<'a> {
    data: &'a Data,
    pinned: &'a Pinned,
    query: Query,
    /// The fields selected by `in:`, if any.
    fields: Option<Vec<Field>>,
    excluded_fields: Vec<Field>,
    /// The number of words so far, alternatives included.
    count: usize,
    /// Whether any of the words beyond those that count excludes records, if there are more.
    left_out: Option<bool>,
    /// Whether a bar was read. The next word is then an alternative to the term before it, even if filters are between
    /// them.
    either: bool,
    /// A filter name that was read with its colon but without a value.
    without_value: Option<FilterName>,
    before: Before<'a>,
    /// The words and filters that a dash excludes, each after its signs.
    excluded_by_dash: Vec<(String, String)>,
}

/// The previous token, if it affects how the next one is read.
#[derive(Clone, Copy)]
enum Before<'a> {
    /// A word, or nothing.
    Text,
    /// The name of a filter, without a colon.
    Name(FilterName),
    /// A colon apart from the name of a filter.
    Colon(FilterName),
    /// Another word, without a colon.
    Word(&'a str),
    /// An exclamation mark before a blank.
    Exclamation,
    /// A filter of this name, with no blank after it.
    Filter(FilterName),
}

impl<'a> Reader<'a> {
    /// Adds a remark, once.
    fn remark(&mut self, remark: String) {
        if !self.query.remarks.contains(&remark) {
            self.query.remarks.push(remark);
        }
    }

    fn find_nothing(&mut self) {
        self.add(Test::Nothing, false);
    }

    /// Remarks that only the first part of the query counts. If the rest `narrows` the search, the query finds nothing,
    /// because without the rest it would find too much.
    ///
    /// The remark comes first, because the dashboard shows only one; but after the one that says why nothing is found.
    fn remark_cut(&mut self, counted: &str, narrows: bool) {
        let why =
            if narrows { "; a filter or “!” behind them would not count: shorten what is before it" } else { "" };
        let position = if self.query.finds_nothing() { self.query.remarks.len() } else { 0 };
        self.query.remarks.insert(position, format!("only the first {counted} count{why}"));
        if narrows {
            self.find_nothing();
        }
    }

    /// Whether a token may be a filter or exclude records.
    fn narrows(&self, token: &str) -> bool {
        let (signs, rest) = signs(token);
        token.contains(COLONS)
            || signs.contains(excludes) && !rest.is_empty()
            || excludes_as_elsewhere(signs, rest)
            || self.begins_an_id(&value_alone(rest).to_lowercase())
    }

    fn blank(&mut self) {
        self.query.is_open = false;
        if let Before::Filter(_) = self.before {
            self.before = Before::Text;
        }
    }

    /// Reads a bar. The name of a filter before it may still belong to a colon after it.
    fn bar(&mut self) {
        self.either = !self.query.terms.is_empty();
        match self.before {
            Before::Filter(filter_name) => {
                self.remark(format!("“|” separates words, not values: write “{filter_name}:” before each value"));
                self.find_nothing();
                self.before = Before::Text;
            }
            Before::Exclamation => self.before = Before::Text,
            Before::Colon(filter_name) => self.remark_space(filter_name, ""),
            Before::Name(_) | Before::Word(_) | Before::Text => {}
        }
    }

    fn token(&mut self, token: &'a str) {
        self.query.is_open = false;
        if token == "|" {
            return self.bar();
        }
        let (signs, rest) = signs(token);
        let by_dash = excludes_as_elsewhere(signs, rest);
        let negated = signs.contains(excludes) || by_dash;
        let next = if excludes_nothing(token) { Before::Exclamation } else { Before::Text };
        let before = std::mem::replace(&mut self.before, next);
        self.after(before, signs, rest);
        if let (Before::Word(word), Some((name, _))) = (before, name_and_value(rest))
            && let Some(filter_name) = written_apart(word, name)
        {
            self.remark(format!("“{word} {name}:” finds nothing: write it as “{filter_name}:”"));
            return self.find_nothing();
        }
        let Some((filter_name, value)) = self.filter_in(rest, negated) else {
            if by_dash {
                self.excluded_by_dash.push((exclusion_as_typed(signs), rest.to_owned()));
            }
            return self.text(rest, negated);
        };
        self.before = Before::Filter(filter_name);
        if by_dash && !value.is_empty() {
            self.excluded_by_dash.push((exclusion_as_typed(signs), format!("{filter_name}:{value}")));
        }
        self.filter(filter_name, &value.to_lowercase(), negated);
    }

    /// Remarks on a token and the one before it that were meant as one.
    fn after(&mut self, before: Before<'_>, signs: &str, rest: &str) {
        match before {
            Before::Exclamation if rest.contains(char::is_alphanumeric) => {
                self.remark(format!("“!” needs no space after it: write “!{rest}”"));
                // Behind a word it may be punctuation: `Assistance ! victims`.
                if self.query.terms.is_empty() || self.filter_in(rest, false).is_some() {
                    self.find_nothing();
                }
            }
            // The value may follow: `kind : gap`.
            Before::Name(filter_name) if signs.contains(COLONS) && rest.is_empty() => {
                self.before = Before::Colon(filter_name);
            }
            Before::Colon(filter_name) => self.remark_space(filter_name, rest),
            Before::Name(filter_name) if signs.contains(COLONS) => self.remark_space(filter_name, rest),
            // Text may have a colon too, so only a colon right before a value of that filter counts.
            Before::Word(name) if signs.ends_with(COLONS) => {
                if let Some(filter_name) = misspelt(name).filter(|filter_name| self.is_value(*filter_name, rest)) {
                    self.remark_misspelt(name, filter_name);
                }
            }
            Before::Name(_) | Before::Word(_) | Before::Filter(_) | Before::Exclamation | Before::Text => {}
        }
    }

    /// The filter that a token without its signs is, and its value as typed: by its name, or by the beginning of an id.
    fn filter_in<'t>(&self, rest: &'t str, negated: bool) -> Option<(FilterName, &'t str)> {
        let filter = name_and_value(rest).and_then(|(name, value)| Some((filter_name(name)?, value_alone(value))));
        filter.or_else(|| {
            let path = value_alone(rest);
            let is_path = !negated && !rest.starts_with('"') && self.begins_an_id(&path.to_lowercase());
            is_path.then_some((FilterName::Id, path))
        })
    }

    /// Reads a token without its signs as text: colons separate its words, except within a phrase.
    fn text(&mut self, rest: &'a str, negated: bool) {
        if let Some(filter_name) = rest.strip_prefix('"').and_then(name_and_value).and_then(|(name, _)| named(name)) {
            self.remark(format!("“{filter_name}:” in quotation marks is text: leave them out to filter"));
        }
        if let Some(filter_name) = named(&value_alone(rest).to_lowercase()) {
            self.before = Before::Name(filter_name);
        } else if !rest.is_empty() {
            self.before = Before::Word(rest);
        }
        let (parts, phrase) = rest.split_at(phrase_in(rest).unwrap_or(rest.len()));
        if let Some((name, value)) = parts.split_once(COLONS) {
            self.query.names.extend(fold::words(name).into_iter().map(|word| word.folded));
            match misspelt(name).filter(|_| !value.is_empty()) {
                Some(filter_name) => self.remark_misspelt(name, filter_name),
                // A word with a colon and a blank is prose: `The next decade: Promoting …`.
                None if value.is_empty() && starting_with(&name.to_lowercase()).next().is_none() => {}
                None => name_and_value(parts).into_iter().for_each(|(name, _)| self.remark(read_as_text(name))),
            }
        }
        for part in parts.split(COLONS).chain([phrase]) {
            separated(part, negated).for_each(|words| self.words(words, negated));
        }
    }

    /// Whether this contains a slash and is the beginning of a visible record's id.
    fn begins_an_id(&self, beginning: &str) -> bool {
        beginning.contains('/') && self.data.with_beginning(beginning).next().is_some()
    }

    /// Adds a filter, once; each is tested on every record.
    fn add(&mut self, test: Test, negated: bool) {
        let filter = Filter { test, negated };
        if !self.query.filters.contains(&filter) {
            self.query.filters.push(filter);
        }
    }

    fn words(&mut self, token: &str, negated: bool) {
        let mut choices = patterns(token, negated);
        if choices.is_empty() {
            return;
        }
        if let Some(filter_name) = self.without_value.take() {
            self.remark_space(filter_name, token);
        }
        let is_alternative = std::mem::take(&mut self.either) && !negated;
        let is_full = self.query.terms.len() == MOST_TERMS;
        let mut term = self.query.terms.last_mut().filter(|term| is_alternative && !term.negated);
        if let Some(term) = &mut term {
            choices.retain(|choice| !term.choices.contains(choice));
        }
        self.query.is_open = true;
        if choices.is_empty() {
            return;
        }
        // Of `2331 (2016)` this is the end of the second word.
        let typed = if token.contains('(') { token } else { token.trim_end_matches(')') };
        let next = Term { typed: typed.to_owned(), choices, negated, read_as: None };
        let counts = !may_be_passed_over(&next);
        if self.count == MOST_WORDS && counts || is_full {
            self.left_out = Some(self.left_out.unwrap_or(false) || negated);
            self.query.is_open = false;
            return;
        }
        self.count += usize::from(counts);
        match term {
            Some(term) => {
                term.typed = format!("{} | {token}", term.typed);
                term.choices.extend(next.choices);
            }
            None => self.query.terms.push(next),
        }
    }

    /// Remarks on the possible values of a filter that was read without one.
    fn remark_values(&mut self) {
        if let Some(filter_name) = self.without_value.take() {
            self.remark(format!("{filter_name}: {}", values_in_short(filter_name, self.data)));
        }
    }

    /// Remarks that there is a space between a filter's name and what may be its value.
    fn remark_space(&mut self, filter_name: FilterName, typed: &str) {
        let value = if self.is_value(filter_name, typed) {
            value_alone(typed).to_owned()
        } else {
            values(filter_name, self.data, 1).into_iter().next().unwrap_or_default()
        };
        let nothing = format!("“{filter_name}:” finds nothing with a space at its colon: write it as in");
        if !self.query.remarks.iter().any(|remark| remark.starts_with(&nothing)) {
            self.remark(format!("{nothing} “{filter_name}:{value}”"));
        }
        self.find_nothing();
    }

    /// Remarks on a misspelt filter name before a value.
    fn remark_misspelt(&mut self, name: &str, filter_name: FilterName) {
        self.remark(format!("“{name}:” finds nothing: did you mean “{filter_name}:”?"));
        self.find_nothing();
    }

    /// Whether a token, without its signs, is a value that the filter can have.
    fn is_value(&self, filter_name: FilterName, rest: &str) -> bool {
        let value = value_alone(rest).to_lowercase();
        !value.is_empty() && has_value(filter_name, &value, self.data)
    }

    /// Reads a filter; `value` is in lower case.
    fn filter(&mut self, filter_name: FilterName, value: &str, negated: bool) {
        if value.is_empty() {
            self.remark_values();
            self.without_value = Some(filter_name);
            return;
        }
        let read = filters::read(filter_name, value, negated, self.data, self.pinned);
        self.query.says_why |= read.finds_nothing && !negated;
        if let Some(remark) = read.remark {
            self.remark(remark);
        }
        match read.condition {
            Condition::Test(Test::Nothing) => self.find_nothing(),
            Condition::Test(test) => self.add(test, negated),
            Condition::Fields(fields) if negated => self.excluded_fields.extend(fields),
            Condition::Fields(fields) => self.fields.get_or_insert_default().extend(fields),
        }
    }

    /// The query, once all tokens are read.
    fn finish(mut self) -> Query {
        if self.query.terms.iter().all(may_be_passed_over) && self.query.terms.len() > MOST_WORDS {
            self.query.terms.truncate(MOST_WORDS);
            self.query.is_open = false;
            self.left_out.get_or_insert(false);
        }
        if let Some(narrows) = self.left_out {
            self.remark_cut(&format!("{MOST_WORDS} words"), narrows);
        }
        let selects = if self.fields.is_some() { " that “in:” selects" } else { "" };
        let mut fields = self.fields.take().unwrap_or_else(|| Field::ALL.to_vec());
        fields.retain(|field| !self.excluded_fields.contains(field));
        if fields.is_empty() {
            self.remark(format!("no text is left to search: “!in:” excludes every field{selects}"));
            self.find_nothing();
        }
        self.remark_values();
        if let Before::Colon(filter_name) = self.before {
            self.remark_space(filter_name, "");
        }
        let Self { mut query, excluded_by_dash, .. } = self;
        query.fields = Fields::of(fields);
        if query.finds_nothing() {
            // The remark explains the empty result; the words do not matter.
            query.terms.clear();
        } else if !excluded_by_dash.is_empty() {
            let typed: Vec<String> = excluded_by_dash.iter().map(|(signs, word)| format!("“{signs}{word}”")).collect();
            let read: Vec<String> = excluded_by_dash.iter().map(|(_, word)| format!("“!{word}”")).collect();
            let excludes = if excluded_by_dash.len() == 1 { "it excludes" } else { "they exclude" };
            let told = format!("{} read as {}: {excludes} such records", are(&typed), joined(&read));
            // First, since nobody expects of a dash in a text that it excludes records.
            query.remarks.insert(0, told);
        }
        query
    }
}

/// Whether a term does not count beside other words: a function word that is no acronym.
fn may_be_passed_over(term: &Term) -> bool {
    term.is_function() && !is_in_capitals(&term.typed)
}

#[cfg(test)]
mod tests;
