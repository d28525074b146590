//! The fields of a record that are searched.

use crate::atlas::{Basis, Filter, Kind, NUMBER, SYMBOL, Statement, VisibleRecord};

/// A searchable field of a record, in the order of weight: names and titles weigh more than texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The place in a citation.
    Source,
    /// A fact: a date, an address.
    Fact,
    /// The text.
    Text,
    /// An organization's name in a language other than that of the data.
    ForeignName,
    /// The id, or the symbol of a document.
    Id,
    /// The title.
    Title,
    /// An organization's name.
    Name,
    /// An organization's acronym, in any language, or the number by which a document goes.
    Acronym,
}

impl Field {
    /// All fields, in the order of weight.
    pub const ALL: [Self; 8] =
        [Self::Source, Self::Fact, Self::Text, Self::ForeignName, Self::Id, Self::Title, Self::Name, Self::Acronym];

    /// The field's name, as in `in:title`. `in:name` covers names in all languages.
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

/// The fields with the names and acronyms of organizations.
pub(super) const NAMES: [Field; 3] = [Field::ForeignName, Field::Name, Field::Acronym];

/// A field, and whether its words are editorial. A filter lets through all texts of a class or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class(u8);

impl Class {
    /// The bits of the field.
    const FIELD_BITS: u32 = 3;

    /// The bits of a class.
    pub(super) const BITS: u32 = Self::FIELD_BITS + 1;

    pub(super) const fn new(field: Field, basis: Basis) -> Self {
        Self((matches!(basis, Basis::Editorial) as u8) << Self::FIELD_BITS | field as u8)
    }

    /// The class with this number; ignores higher bits.
    pub(super) const fn numbered(number: u32) -> Self {
        Self((number & ((1 << Self::BITS) - 1)) as u8)
    }

    pub(super) const fn number(self) -> u32 {
        self.0 as u32
    }

    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..1 << Self::BITS).map(Self::numbered)
    }

    pub(super) const fn field(self) -> Field {
        Field::ALL[self.field_number() as usize]
    }

    pub(super) const fn field_number(self) -> u8 {
        self.0 & ((1 << Self::FIELD_BITS) - 1)
    }

    pub(super) const fn is_editorial(self) -> bool {
        self.0 >> Self::FIELD_BITS != 0
    }
}

/// A set of classes, one bit each. A query selects fields, editorial or not; a filter hides the editorial class of
/// every field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fields(u16);

// Every number is a class, a class is a bit of the set, and the classes that are not editorial are the lower half.
const _: () = assert!(Field::ALL.len() == 1 << Class::FIELD_BITS && 1 << Class::BITS == u16::BITS);
const _: () = assert!(Field::ALL.len() == u8::BITS as usize);

impl Fields {
    pub(super) const ALL: Self = Self(u16::MAX);
    const SOURCED: Self = Self(u8::MAX as u16);

    pub(super) fn of(fields: impl IntoIterator<Item = Field>) -> Self {
        let bit = |field: Field, basis: Basis| 1 << Class::new(field, basis).0;
        let both = |field: Field| bit(field, Basis::Verbatim) | bit(field, Basis::Editorial);
        Self(fields.into_iter().fold(0, |set, field| set | both(field)))
    }

    /// The classes that a filter lets through.
    pub(super) fn let_through_by(filter: Filter) -> Self {
        if filter.lets_through(Basis::Editorial) { Self::ALL } else { Self::SOURCED }
    }

    /// The classes in both sets.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn holds(self, class: Class) -> bool {
        self.0 & 1 << class.0 != 0
    }
}

/// Calls `found` with every searchable text of a record and its class: names and title first, then the id and the rest.
pub(super) fn each_text(record: VisibleRecord<'_>, mut found: impl FnMut(Class, &str)) {
    // The title of an organization repeats its names, and so does the text of a member.
    let is_named = record.names().next().is_some();
    for name in record.names() {
        let field = if name.is_foreign() { Field::ForeignName } else { Field::Name };
        name.name.iter().for_each(|text| found(Class::new(field, name.basis), text.as_str()));
        name.acronym.iter().for_each(|text| found(Class::new(Field::Acronym, name.basis), text.as_str()));
    }
    // The substitute for a hidden title is the symbol or the id, which follow anyway.
    if let Some(title) = record.own_title().filter(|_| !is_named) {
        each_paragraph(Field::Title, title, &mut found);
    }
    // Lists show headlines, so that people type their words.
    if let Some(headline) = record.headline() {
        found(Class::new(Field::Title, Basis::Paraphrase), headline);
    }
    match record.id().in_kind().rsplit_once('/').filter(|_| record.kind() == Kind::Article) {
        // An article is no answer to the name of its instrument.
        Some((instrument, number)) => {
            found(Class::new(Field::Text, Basis::Verbatim), instrument);
            found(Class::new(Field::Id, Basis::Verbatim), number);
            // `principles-4-6` is one word, and “4-6” is no 46.
            if let Some((_, numbers)) = number.split_once('-').filter(|(_, numbers)| numbers.contains('-')) {
                found(Class::new(Field::Id, Basis::Verbatim), &numbers.replace('-', " "));
            }
        }
        None => found(Class::new(Field::Id, Basis::Verbatim), record.id().as_str()),
    }
    if let Some(text) = record.text().filter(|_| record.kind() != Kind::Member) {
        each_paragraph(Field::Text, text, &mut found);
    }
    for fact in record.facts() {
        // A symbol is the United Nations' own id for a document.
        let field = match fact.label.as_str() {
            SYMBOL => Field::Id,
            // An article is called by its number: “objective 10”.
            NUMBER if record.kind() == Kind::Article => Field::Title,
            _ => Field::Fact,
        };
        each_paragraph(field, &fact.statement, &mut found);
        if fact.label.as_str() == SYMBOL {
            fact.statement.paragraphs.iter().filter_map(|symbol| number_of(symbol.as_str())).for_each(|number| {
                found(Class::new(Field::Acronym, fact.statement.basis), number);
            });
        }
    }
    // An article bears on a gap by one of its paragraphs, whose number is not that of an article.
    for (paragraph, basis) in record.links().filter_map(|link| Some((link.paragraph()?, link.basis))) {
        found(Class::new(Field::Fact, basis), paragraph.as_str());
    }
    let places = record.citations().iter().filter_map(|citation| citation.place.words());
    places.for_each(|words| found(Class::new(Field::Source, Basis::Verbatim), words));
}

/// Shortest number by which a document goes, in figures.
const SHORTEST_NUMBER: usize = 3;

/// The number by which people call a document, as they call an organization by its acronym: `2331` of `S/RES/2331`, and `262` of
/// `A/RES/72/262 C`.
fn number_of(symbol: &str) -> Option<&str> {
    let mut numbers = symbol.split(|letter: char| !letter.is_ascii_digit());
    numbers.rfind(|number| !number.is_empty()).filter(|number| number.len() >= SHORTEST_NUMBER)
}

fn each_paragraph(field: Field, statement: &Statement, found: &mut impl FnMut(Class, &str)) {
    let class = Class::new(field, statement.basis);
    statement.paragraphs.iter().for_each(|text| found(class, text.as_str()));
}

/// Whether a word of a query names this kind, as `rec` and `gaps` do. Such a bare word is a hint for the ranking.
pub(super) fn names_kind(word: &str, kind: Kind) -> bool {
    let begins = word.starts_with(kind.prefix()) && (kind.name().starts_with(word) || kind.plural().starts_with(word));
    // `recs` and `docs`, too.
    begins || Kind::from_name(word) == Some(kind)
}
