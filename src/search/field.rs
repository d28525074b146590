//! Where in a record a word can stand.

use crate::atlas::{Kind, Record};

/// A searchable part of a record. The order is that of weight: what a record is called comes before what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The citation: the place in the source.
    Source,
    /// A date, an address and the like.
    Fact,
    /// The text.
    Text,
    /// The id.
    Id,
    /// The title.
    Title,
    /// An organization's name, in any language.
    Name,
    /// An organization's acronym, in any language.
    Acronym,
}

impl Field {
    /// All fields, in the order of weight.
    pub const ALL: [Self; 7] = [Self::Source, Self::Fact, Self::Text, Self::Id, Self::Title, Self::Name, Self::Acronym];

    /// The field's name, as in `in:title`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Fact => "fact",
            Self::Text => "text",
            Self::Id => "id",
            Self::Title => "title",
            Self::Name => "name",
            Self::Acronym => "acronym",
        }
    }
}

/// A choice of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fields(u8);

impl Fields {
    pub(super) const ALL: Self = Self(u8::MAX);

    pub(super) fn of(fields: impl IntoIterator<Item = Field>) -> Self {
        Self(fields.into_iter().fold(0, |set, field| set | 1 << field as u8))
    }

    pub(super) const fn holds(self, field: Field) -> bool {
        self.0 & 1 << field as u8 != 0
    }
}

/// Hands on every text of a record that can be searched, with the field that it belongs to: the id, what it is called, and
/// then the rest.
pub(super) fn each_text<'a>(record: &'a Record, mut found: impl FnMut(Field, &'a str)) {
    found(Field::Id, record.id.as_str());
    // An organization's title and text are made of its names.
    if record.names.is_empty() {
        record.title.paragraphs.iter().for_each(|text| found(Field::Title, text.as_str()));
        let text = record.text.iter().flat_map(|text| &text.paragraphs);
        text.for_each(|text| found(Field::Text, text.as_str()));
    }
    for name in &record.names {
        name.name.iter().for_each(|name| found(Field::Name, name.as_str()));
        name.acronym.iter().for_each(|acronym| found(Field::Acronym, acronym.as_str()));
    }
    let facts = record.facts.iter().flat_map(|fact| &fact.statement.paragraphs);
    facts.for_each(|text| found(Field::Fact, text.as_str()));
    let places = record.citations.iter().filter_map(|citation| citation.place.words());
    places.for_each(|words| found(Field::Source, words));
}

/// Whether a word of a query is one that names this kind, as `rec` and `gaps` do: a bare word like that weighs as a hint.
pub(super) fn names_kind(word: &str, kind: Kind) -> bool {
    let shortest = kind.prefix();
    word.starts_with(shortest) && (kind.name().starts_with(word) || kind.plural().starts_with(word))
}
