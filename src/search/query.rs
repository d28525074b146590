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
//! slash on (`rec/prot`), is one without its field.

use super::field::{Field, Fields};
use super::fold;
use super::pattern::{Pattern, patterns};
use crate::atlas::{Basis, Data, Kind, Pillar};

/// Of a longer query only so many characters are read: nobody types them, and every one costs its share.
pub const LONGEST: usize = 256;

/// More words than this are not looked for: nobody types them, and every one costs its share.
pub(super) const MOST_TERMS: usize = 16;

/// The fields of the query language, with what their values are.
pub const FIELDS: [(&str, &str); 6] = [
    ("kind", "a kind of record"),
    ("pillar", "one of the four Ps"),
    ("id", "an id or its beginning"),
    ("in", "a part of the records"),
    ("basis", "whose words the text is in"),
    ("cites", "a document that is cited"),
];

/// What somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(super) terms: Vec<Term>,
    pub(super) filters: Vec<Filter>,
    /// The fields in which words count.
    pub(super) fields: Fields,
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
    /// The beginning of a document's id; a whole one where there is such a document.
    Cites(String),
}

impl Query {
    /// Reads what was typed. Documents that the data cites can be named.
    pub fn new(typed: &str, data: &Data) -> Self {
        let mut reader = Reader {
            data,
            query: Self { terms: Vec::new(), filters: Vec::new(), fields: Fields::ALL, remarks: Vec::new() },
            fields: Vec::new(),
            either: false,
        };
        let end = typed.char_indices().nth(LONGEST).map_or(typed.len(), |(at, _)| at);
        for token in tokens(&typed[..end]) {
            reader.token(token);
        }
        let Reader { mut query, fields, .. } = reader;
        if end < typed.len() {
            query.remarks.push(format!("only the first {LONGEST} characters count"));
        }
        if !fields.is_empty() {
            query.fields = Fields::of(fields);
        }
        if query.terms.len() > MOST_TERMS {
            query.terms.truncate(MOST_TERMS);
            query.remarks.push(format!("only the first {MOST_TERMS} words count"));
        }
        query
    }

    /// Whether nothing is looked for.
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.filters.is_empty()
    }

    /// Whether the term with this number is looked for. A word that only joins others (`of`) is passed over where the query
    /// has any other, unless it comes last: then it may be the beginning of a word.
    pub(super) fn counts(&self, number: usize) -> bool {
        let others = || self.terms.iter().any(|term| !term.negated && !term.only_joins());
        let passed_over = self.terms.get(number).is_some_and(Term::only_joins);
        !passed_over || number + 1 == self.terms.len() || !others()
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

/// A part of what was typed, between spaces; a phrase is one part.
pub(super) fn tokens(typed: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (at, character) in typed.char_indices() {
        match character {
            '"' if quoted => {
                tokens.extend(start.take().map(|start| &typed[start..=at]));
                quoted = false;
            }
            '"' if start.is_none_or(|start| &typed[start..at] == "!") => {
                start = start.or(Some(at));
                quoted = true;
            }
            _ if quoted => {}
            '|' => {
                tokens.extend(start.take().map(|start| &typed[start..at]));
                tokens.push("|");
            }
            space if space.is_whitespace() => tokens.extend(start.take().map(|start| &typed[start..at])),
            _ => start = start.or(Some(at)),
        }
    }
    tokens.extend(start.map(|start| &typed[start..]));
    tokens
}

struct Reader<'a> {
    data: &'a Data,
    query: Query,
    fields: Vec<Field>,
    /// Whether the last token was a bar: the next one is an alternative to the term before it.
    either: bool,
}

impl Reader<'_> {
    fn token(&mut self, token: &str) {
        if token == "|" {
            self.either = !self.query.terms.is_empty();
            return;
        }
        let (negated, rest) = match token.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, token),
        };
        if self.filter(rest, negated) {
            self.either = false;
            return;
        }
        let path = rest.to_lowercase();
        if !negated && path.contains('/') && self.begins_an_id(&path) {
            self.add(Test::Id(path), negated);
            return;
        }
        if !rest.starts_with('"') && rest.contains(':') {
            // Text after all: the colon only parts it.
            for part in rest.split(':') {
                self.words(part, negated);
            }
        } else {
            self.words(rest, negated);
        }
    }

    /// Whether there is a record whose id begins like this.
    fn begins_an_id(&self, beginning: &str) -> bool {
        self.data.with_beginning(beginning).next().is_some()
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
        let alternative = std::mem::take(&mut self.either);
        match self.query.terms.last_mut() {
            Some(term) if alternative && !term.negated && !negated => {
                term.typed = format!("{} | {token}", term.typed);
                term.choices.extend(choices);
            }
            _ => self.query.terms.push(Term { typed: token.to_owned(), choices, negated }),
        }
    }

    /// Reads `field:value`. What is none is left to be read as text.
    fn filter(&mut self, token: &str, negated: bool) -> bool {
        let Some((name, value)) = token.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphabetic()) || value.starts_with("//") {
            return false;
        }
        let name = name.to_ascii_lowercase();
        let meant: Vec<&str> =
            FIELDS.iter().map(|(field, _)| *field).filter(|field| field.starts_with(&name)).collect();
        let &[field] = meant.as_slice() else {
            let fields = FIELDS.map(|(field, _)| field).join(", ");
            self.query.remarks.push(match meant.as_slice() {
                [] => format!("“{name}:” is taken as text; the fields are {fields}"),
                meant => format!("“{name}:” is taken as text; it may be {}", meant.join(" or ")),
            });
            return false;
        };
        let value = value.trim_matches('"').to_lowercase();
        if value.is_empty() {
            let values = values(field, self.data, MOST_VALUES + 1);
            self.query.remarks.push(format!("{field}: {}", shortened(&values)));
            return true;
        }
        self.value(field, &value, negated)
    }

    /// The values of a field that somebody can mean by `value`: the one that is written so, or all that begin so.
    fn fitting(&self, field: &str, value: &str) -> Vec<String> {
        if field == "id" {
            return self.begins_an_id(value).then(|| value.to_owned()).into_iter().collect();
        }
        // There may be as many documents as records: they are not gone through one by one.
        if field == "cites" {
            let id = document(value);
            return self.begins_an_id(&id).then_some(id).into_iter().collect();
        }
        if let Some(kind) = Kind::from_name(value).filter(|_| field == "kind") {
            return vec![kind.name().to_owned()];
        }
        let choices = values(field, self.data, usize::MAX);
        match choices.iter().find(|choice| *choice == value) {
            Some(exact) => vec![exact.clone()],
            None => choices.into_iter().filter(|choice| choice.starts_with(value)).collect(),
        }
    }

    fn value(&mut self, field: &'static str, value: &str, negated: bool) -> bool {
        let fitting = self.fitting(field, value);
        if fitting.is_empty() {
            self.query.remarks.push(format!("“{field}:{value}” is taken as text; no {field} begins like that"));
            return false;
        }
        if fitting.len() > 1 {
            self.query.remarks.push(format!("{field}:{value} may be {}: all of them count", fitting.join(" or ")));
        }
        let is_meant = |name: &str| fitting.iter().any(|choice| choice == name);
        let test = match field {
            "kind" => Test::Kinds(Kind::ALL.into_iter().filter(|kind| is_meant(kind.name())).collect()),
            "pillar" => Test::Pillars(Pillar::ALL.into_iter().filter(|pillar| is_meant(pillar.segment())).collect()),
            "basis" => Test::Bases(Basis::ALL.into_iter().filter(|basis| is_meant(basis.name())).collect()),
            "cites" => Test::Cites(document(value)),
            "in" if negated => {
                let others = Field::ALL.into_iter().filter(|field| !is_meant(field.name()));
                self.fields.extend(others);
                return true;
            }
            "in" => {
                self.fields.extend(Field::ALL.into_iter().filter(|field| is_meant(field.name())));
                return true;
            }
            _ => Test::Id(value.to_owned()),
        };
        self.add(test, negated);
        true
    }
}

/// So many values of a field are named in a remark.
const MOST_VALUES: usize = 10;

/// The values that a field can have, but for ids: what Tab completes. Of documents at most so many.
pub(super) fn values(field: &str, data: &Data, most: usize) -> Vec<String> {
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    match field {
        "kind" => named(&Kind::ALL.map(Kind::name)),
        "pillar" => named(&Pillar::ALL.map(Pillar::segment)),
        "in" => {
            let mut fields = named(&Field::ALL.map(Field::name));
            fields.sort_unstable();
            fields.dedup();
            fields
        }
        "basis" => named(&Basis::ALL.map(Basis::name)),
        "cites" => data.of_kind(Kind::Document).take(most).map(|document| document.id().in_kind().to_owned()).collect(),
        _ => named(&Kind::ALL.map(Kind::prefix)),
    }
}

/// The id of a document, or its beginning: both may be given without the kind.
fn document(value: &str) -> String {
    let prefix = Kind::Document.prefix();
    let within = value.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('/'));
    format!("{prefix}/{}", within.unwrap_or(value))
}

/// As many values as a line has room for.
fn shortened(values: &[String]) -> String {
    let shown = values.iter().take(MOST_VALUES).map(String::as_str).collect::<Vec<_>>().join(", ");
    if values.len() > MOST_VALUES { format!("{shown}, …") } else { shown }
}
