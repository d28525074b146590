//! Where in a record a word can stand.

use crate::atlas::{Kind, SYMBOL, Shown};

/// A searchable part of a record. The order is that of weight: what a record is called comes before what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The citation: the place in the source.
    Source,
    /// A date, an address and the like.
    Fact,
    /// The text.
    Text,
    /// An organization's name in another language than that of the data.
    ForeignName,
    /// The id, or the symbol of a document.
    Id,
    /// The title.
    Title,
    /// An organization's name.
    Name,
    /// An organization's acronym, in any language.
    Acronym,
}

impl Field {
    /// All fields, in the order of weight.
    pub const ALL: [Self; 8] =
        [Self::Source, Self::Fact, Self::Text, Self::ForeignName, Self::Id, Self::Title, Self::Name, Self::Acronym];

    /// Whether it says what a record is called.
    pub(super) const fn is_called(self) -> bool {
        matches!(self, Self::ForeignName | Self::Title | Self::Name | Self::Acronym)
    }

    /// The field's name, as in `in:title`. Names in all languages are one to whoever asks for names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Fact => "fact",
            Self::Text => "text",
            Self::Id => "id",
            Self::Title => "title",
            Self::ForeignName | Self::Name => "name",
            Self::Acronym => "acronym",
        }
    }
}

/// A choice of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fields(u8);

// A field is a bit of it.
const _: () = assert!(Field::ALL.len() <= u8::BITS as usize);

impl Fields {
    pub(super) const ALL: Self = Self(u8::MAX);

    pub(super) fn of(fields: impl IntoIterator<Item = Field>) -> Self {
        Self(fields.into_iter().fold(0, |set, field| set | 1 << field as u8))
    }

    pub(super) const fn holds(self, field: Field) -> bool {
        self.0 & 1 << field as u8 != 0
    }
}

/// Hands on every text of a record that can be searched, with the field that it belongs to: what it is called, then the id,
/// and then the rest.
pub(super) fn each_text<'a>(record: Shown<'a>, mut found: impl FnMut(Field, &'a str)) {
    // An organization's title and text are made of its names.
    let is_named = record.names().next().is_some();
    for name in record.names() {
        let field = if name.standing.is_foreign() { Field::ForeignName } else { Field::Name };
        name.name.iter().for_each(|name| found(field, name.as_str()));
        name.acronym.iter().for_each(|acronym| found(Field::Acronym, acronym.as_str()));
    }
    if !is_named {
        record.title().paragraphs.iter().for_each(|text| found(Field::Title, text.as_str()));
    }
    found(Field::Id, record.id().as_str());
    if !is_named {
        let text = record.text().into_iter().flat_map(|text| &text.paragraphs);
        text.for_each(|text| found(Field::Text, text.as_str()));
    }
    for fact in record.facts() {
        // A symbol is the id by which everybody else knows a document.
        let field = if fact.label == SYMBOL { Field::Id } else { Field::Fact };
        fact.statement.paragraphs.iter().for_each(|text| found(field, text.as_str()));
    }
    let places = record.citations().iter().filter_map(|citation| citation.place.words());
    places.for_each(|words| found(Field::Source, words));
}

/// Whether a word of a query is one that names this kind, as `rec` and `gaps` do: a bare word like that weighs as a hint.
pub(super) fn names_kind(word: &str, kind: Kind) -> bool {
    let shortest = kind.prefix();
    word.starts_with(shortest) && (kind.name().starts_with(word) || kind.plural().starts_with(word))
}
