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
use super::fold::{self, Role};
use crate::atlas::{Atlas, Basis, Kind, Pillar, RecordId};

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

/// What a word of a record has to be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pattern {
    /// This word, matched as closely as it can be.
    Loose(String),
    /// This word as written.
    Written(String),
    /// A word with this beginning.
    Beginning(String),
    /// A word with this ending.
    Ending(String),
    /// This word and no other.
    Whole(String),
    /// These words next to one another; while the phrase is `open`, its last word may be unfinished.
    Phrase { words: Vec<String>, open: bool },
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
    Cites(Vec<RecordId>),
}

impl Query {
    /// Reads what was typed. Documents that the atlas cites can be named.
    pub fn new(typed: &str, atlas: &Atlas) -> Self {
        let mut reader = Reader {
            atlas,
            query: Self { terms: Vec::new(), filters: Vec::new(), fields: Fields::ALL, remarks: Vec::new() },
            fields: Vec::new(),
            either: false,
        };
        for token in tokens(typed) {
            reader.token(token);
        }
        let Reader { mut query, fields, .. } = reader;
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
    atlas: &'a Atlas,
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
            self.query.filters.push(Filter { test: Test::Id(path), negated });
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
        self.atlas.records().iter().any(|record| record.id.as_str().starts_with(beginning))
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
            let values = values(field, self.atlas);
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
        if let Some(kind) = Kind::from_name(value).filter(|_| field == "kind") {
            return vec![kind.name().to_owned()];
        }
        let choices = values(field, self.atlas);
        match choices.iter().find(|choice| *choice == value) {
            Some(exact) => vec![exact.clone()],
            None => choices.into_iter().filter(|choice| fits(choice, value)).collect(),
        }
    }

    fn value(&mut self, field: &'static str, value: &str, negated: bool) -> bool {
        let fitting = self.fitting(field, value);
        if fitting.is_empty() {
            self.query.remarks.push(format!("“{field}:{value}” is taken as text; no {field} begins like that"));
            return false;
        }
        if fitting.len() > 1 && field != "cites" {
            self.query.remarks.push(format!("{field}:{value} may be {}: all of them count", fitting.join(" or ")));
        }
        let is_meant = |name: &str| fitting.iter().any(|choice| choice == name);
        let test = match field {
            "kind" => Test::Kinds(Kind::ALL.into_iter().filter(|kind| is_meant(kind.name())).collect()),
            "pillar" => Test::Pillars(Pillar::ALL.into_iter().filter(|pillar| is_meant(pillar.segment())).collect()),
            "basis" => Test::Bases(Basis::ALL.into_iter().filter(|basis| is_meant(basis.name())).collect()),
            "cites" => {
                let documents = self.atlas.of_kind(Kind::Document).map(|document| &document.id);
                Test::Cites(documents.filter(|id| is_meant(id.in_kind())).cloned().collect())
            }
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
        self.query.filters.push(Filter { test, negated });
        true
    }
}

/// The values that a field can have, but for ids: what Tab completes.
pub(super) fn values(field: &str, atlas: &Atlas) -> Vec<String> {
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
        "cites" => atlas.of_kind(Kind::Document).map(|document| document.id.in_kind().to_owned()).collect(),
        _ => named(&Kind::ALL.map(Kind::prefix)),
    }
}

/// Whether a value is meant by its beginning; a document by the beginning of its whole id too.
fn fits(choice: &str, value: &str) -> bool {
    choice.starts_with(value.strip_prefix("document/").unwrap_or(value))
}

/// As many values as a line has room for.
fn shortened(values: &[String]) -> String {
    let shown = values.iter().take(10).map(String::as_str).collect::<Vec<_>>().join(", ");
    if values.len() > 10 { format!("{shown}, …") } else { shown }
}

/// The patterns that a token without its field and exclamation mark stands for, any of which has to match.
fn patterns(token: &str, negated: bool) -> Vec<Pattern> {
    if let Some(quoted) = token.strip_prefix('"') {
        let (quoted, open) = match quoted.strip_suffix('"') {
            Some(quoted) => (quoted, false),
            None => (quoted, true),
        };
        let mut words = places(quoted);
        // Of the word that is being typed one letter says nothing yet.
        if open && words.len() > 1 && words.last().is_some_and(|last| last.chars().count() == 1) {
            words.pop();
        }
        return phrase(words, open).into_iter().collect();
    }
    let (written, token) = match token.strip_prefix('\'') {
        Some(rest) => (true, rest.strip_suffix('\'').unwrap_or(rest)),
        None => (false, token),
    };
    let (beginning, token) = match token.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, token),
    };
    let (ending, token) = match token.strip_suffix('$') {
        Some(rest) => (true, rest),
        None => (false, token),
    };
    let words = fold::words(token);
    let in_places = places(token);
    let [word] = in_places.as_slice() else {
        // `A/64/L.64` is the `a-64-l-64` of an id as well.
        let joined = Some(in_places.concat()).filter(|joined| !joined.is_empty() && !fold::is_function_word(joined));
        let joined = joined.map(Pattern::Whole);
        return phrase(in_places, !ending).into_iter().chain(joined).collect();
    };
    let word = word.clone();
    let parts: Vec<String> = words.into_iter().filter(|word| word.role == Role::Part).map(|word| word.folded).collect();
    match (beginning, ending) {
        (true, true) => vec![Pattern::Whole(word)],
        (true, false) => vec![Pattern::Beginning(word)],
        (false, true) => vec![Pattern::Ending(word)],
        (false, false) if written || negated => vec![Pattern::Written(word)],
        // `re-trafficking` is `retrafficking` as well as `re trafficking`.
        (false, false) => std::iter::once(Pattern::Loose(word)).chain(phrase(parts, true)).collect(),
    }
}

/// The words of a text by place: a compound as one word.
fn places(text: &str) -> Vec<String> {
    let words = fold::words(text).into_iter();
    words.filter(|word| word.role != Role::Part).map(|word| word.folded).collect()
}

fn phrase(words: Vec<String>, open: bool) -> Option<Pattern> {
    match words.as_slice() {
        [] => None,
        [word] if open => Some(Pattern::Beginning(word.clone())),
        [word] => Some(Pattern::Whole(word.clone())),
        _ => Some(Pattern::Phrase { words, open }),
    }
}
