//! What names an element of a list, so that an edition which extends another can change it: a record by its id, a judgement by
//! its ends and relation.

use std::hash::Hash;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::parse::options;
use super::scan::{self, Field};
use super::source::Content;
use crate::atlas::{Record, RecordId};

/// A record or a judgement.
pub(in crate::atlas) trait Keyed {
    /// What names it.
    type Key: Eq + Hash + Clone;
    /// The fields with the key; a problem of it is shown at the last.
    const FIELDS: &'static [&'static str];

    fn key(&self) -> Self::Key;

    /// Reads the key of an element.
    fn read(element: &Fields<'_>) -> Option<Self::Key>;

    /// The key as messages write it.
    fn told(key: &Self::Key) -> String;

    /// The problem of a key in a file of this content, and the remedy.
    fn misplaced(_key: &Self::Key, _content: Content) -> Option<(String, String)> {
        None
    }
}

impl Keyed for Record {
    type Key = RecordId;
    const FIELDS: &'static [&'static str] = &["id"];

    fn key(&self) -> RecordId {
        self.id.clone()
    }

    fn read(element: &Fields<'_>) -> Option<RecordId> {
        element.value("id")
    }

    fn told(id: &RecordId) -> String {
        id.to_string()
    }

    fn misplaced(id: &RecordId, content: Content) -> Option<(String, String)> {
        let Content::Records(kind) = content else { return None };
        (id.kind() != kind).then(|| {
            let what = format!("the id {id} is that of {}, in a file of {}", id.kind().with_article(), kind.plural());
            (what, format!("move this to {}.ron", id.kind().plural()))
        })
    }
}

/// The fields of an element.
pub(in crate::atlas) struct Fields<'a> {
    pub text: &'a str,
    pub all: Vec<Field<'a>>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, all: scan::fields(text, &(0..text.len())) }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Field<'a>> {
        self.all.iter().find(|field| field.name == name)
    }

    /// The value of a field, if it is sound.
    pub(super) fn value<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        options().from_str(&self.text[self.value_span(self.get(name)?)]).ok()
    }

    /// The span of the value of a field.
    pub(super) fn value_span(&self, field: &Field<'_>) -> Range<usize> {
        let text = &self.text[field.span.clone()];
        let start = text.find(':').map_or(text.len(), |colon| colon + 1);
        let value = text[start..].trim_start();
        let start = field.span.end - value.len();
        start..start + value.strip_suffix(',').unwrap_or(value).len()
    }

    /// The span of the element at an offset in the list that is the value of a field, with what parts it from its neighbour: without
    /// it the rest is still valid. `None` if the value is no list, or has no other element.
    pub(super) fn in_list(&self, field: &Field<'_>, at: usize) -> Option<Range<usize>> {
        let value = self.value_span(field);
        let elements = scan::elements(&self.text[value.clone()])?;
        let elements: Vec<_> = elements.iter().map(|span| value.start + span.start..value.start + span.end).collect();
        let here = elements.iter().rposition(|span| span.start <= at)?;
        match (here.checked_sub(1).map(|before| elements[before].end), elements.get(here + 1)) {
            (_, Some(next)) => Some(elements[here].start..next.start),
            (Some(before), None) => Some(before..elements[here].end),
            (None, None) => None,
        }
    }

    /// The span of the key, for a problem of it.
    pub(super) fn place(&self, key: &[&str]) -> Range<usize> {
        let field = key.last().and_then(|name| self.get(name));
        let value = field.and_then(|field| scan::strings(self.text, &field.span).into_iter().next());
        value.unwrap_or(0..1)
    }
}
