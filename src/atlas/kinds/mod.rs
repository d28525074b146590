//! The kinds of record: the table of their names, and a module for the data file of each.

mod article;
mod body;
mod clause;
mod contact;
mod document;
mod event;
mod function;
mod gap;
mod instrument;
mod member;
mod publication;
mod recommendation;

use std::fmt;

use serde::Serialize;

use crate::atlas::packed::choices;
use crate::atlas::reading::{SourceFile, records};
use crate::atlas::{Problems, Record};
pub use article::NUMBER;
pub use contact::particular;
pub use document::{ADDRESS, BODY, CITED_AS, SYMBOL};
pub use event::{DATE, HOST, PLACE};

/// The kind of a record.
///
/// The order is that of [`Kind::ALL`]: the order of the data, of lists and of exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An organization that the source lists as a member of ICAT.
    Member,
    /// What is no member: the group itself, or another body that its members belong to.
    Body,
    /// A shortcoming that the source names under one of the four Ps.
    Gap,
    /// A recommendation of the source under one of the four Ps.
    Recommendation,
    /// A passage of the Global Plan of Action on ICAT.
    Clause,
    /// One of the functions that the source gives ICAT.
    Function,
    /// An article, guideline, target or objective of an instrument.
    Article,
    /// A meeting or another event on a day or in a month.
    Event,
    /// A publication of ICAT.
    Publication,
    /// A treaty.
    Instrument,
    /// An address to write to.
    Contact,
    /// A text or page that records cite.
    Document,
}

impl Kind {
    /// All kinds, in the order of the data.
    pub const ALL: [Self; 12] = [
        Self::Member,
        Self::Body,
        Self::Gap,
        Self::Recommendation,
        Self::Clause,
        Self::Function,
        Self::Article,
        Self::Event,
        Self::Publication,
        Self::Instrument,
        Self::Contact,
        Self::Document,
    ];

    const fn properties(self) -> &'static Properties {
        &TABLE[self as usize]
    }

    /// The first part of the ids of this kind, and its short name.
    pub const fn prefix(self) -> &'static str {
        self.properties().prefix
    }

    /// The name in the singular: `gap`.
    pub const fn name(self) -> &'static str {
        self.properties().name
    }

    /// The name with its article: `a gap`, `an event`.
    pub fn with_article(self) -> String {
        let article = if self.name().starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
        format!("{article} {}", self.name())
    }

    /// The name in the plural, which is also the stem of the data file: `members` for `data/members.ron`.
    pub const fn plural(self) -> &'static str {
        self.properties().plural
    }

    /// Whether records of this kind are background: events, publications, treaties, contacts and documents. The other
    /// kinds describe the group itself: its members, its work, what is missing, and what the law asks for.
    pub const fn is_background(self) -> bool {
        self.properties().is_background
    }

    /// Whether its records stand under the four Ps, one each, by their ids. Articles may be judged to belong to several.
    pub const fn has_pillars(self) -> bool {
        matches!(self, Self::Gap | Self::Recommendation)
    }

    /// Whether data of the formats before 3 has no such records.
    pub(super) const fn is_of_format_3(self) -> bool {
        matches!(self, Self::Body | Self::Article)
    }

    /// Reads the records of a file of this kind, each with the index of its element in the file's list.
    pub(super) fn read(self, file: &SourceFile, problems: &mut Problems) -> Vec<(usize, Record)> {
        (self.properties().read)(file, problems)
    }

    /// The kind whose ids begin with `prefix`.
    pub fn from_prefix(prefix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.prefix() == prefix)
    }

    /// Parses a kind from its name or a short form of it (`rec`, `doc`), in the singular or the plural, in upper or lower case.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        if let Some(kind) = Self::ALL.into_iter().find(|kind| kind.plural() == name) {
            return Some(kind);
        }
        // Short forms add an s, too.
        let singular = name.strip_suffix('s').unwrap_or(&name);
        let short = SHORT.iter().find(|(short, _)| *short == singular).map(|(_, kind)| *kind);
        short.or_else(|| Self::ALL.into_iter().find(|kind| [kind.prefix(), kind.name()].contains(&singular)))
    }

    /// The same, or from a beginning of a name that no other kind has: `ev`, `instr`. A single letter is none.
    pub fn from_beginning(typed: &str) -> Option<Self> {
        Self::from_name(typed).or_else(|| {
            let typed = typed.to_lowercase();
            let beginning = typed.strip_suffix('s').unwrap_or(&typed);
            let mut kinds = Self::ALL.into_iter().filter(|kind| kind.name().starts_with(beginning));
            let kind = kinds.next().filter(|_| beginning.len() >= SHORTEST_BEGINNING)?;
            kinds.next().is_none().then_some(kind)
        })
    }
}

/// Fewest letters of a beginning that names a kind.
const SHORTEST_BEGINNING: usize = 2;

/// Short forms besides the first parts of ids.
const SHORT: [(&str, Kind); 3] = [("art", Kind::Article), ("pub", Kind::Publication), ("doc", Kind::Document)];

/// The properties of a kind.
struct Properties {
    kind: Kind,
    prefix: &'static str,
    name: &'static str,
    plural: &'static str,
    is_background: bool,
    read: fn(&SourceFile, &mut Problems) -> Vec<(usize, Record)>,
}

/// A line of the table: the kind, its short name, its name, its plural, whether it is background, and its type.
macro_rules! properties {
    ($kind:ident, $prefix:literal, $name:literal, $plural:literal, $is_background:literal, $entry:ty) => {
        Properties {
            kind: Kind::$kind,
            prefix: $prefix,
            name: $name,
            plural: $plural,
            is_background: $is_background,
            read: records::<$entry>,
        }
    };
}

/// One line for each kind, in the order of [`Kind::ALL`].
const TABLE: [Properties; 12] = [
    properties!(Member, "member", "member", "members", false, member::Member),
    properties!(Body, "body", "body", "bodies", false, body::Body),
    properties!(Gap, "gap", "gap", "gaps", false, gap::Gap),
    properties!(Recommendation, "rec", "recommendation", "recommendations", false, recommendation::Recommendation),
    properties!(Clause, "clause", "clause", "clauses", false, clause::Clause),
    properties!(Function, "function", "function", "functions", false, function::Function),
    properties!(Article, "article", "article", "articles", false, article::Article),
    properties!(Event, "event", "event", "events", true, event::Event),
    properties!(Publication, "publication", "publication", "publications", true, publication::Publication),
    properties!(Instrument, "instrument", "instrument", "instruments", true, instrument::Instrument),
    properties!(Contact, "contact", "contact", "contacts", true, contact::Contact),
    properties!(Document, "document", "document", "documents", true, document::Document),
];

// `Kind::properties` indexes the table by discriminant.
const _: () = {
    let mut number = 0;
    while number < TABLE.len() {
        assert!(TABLE[number].kind as usize == number && Kind::ALL[number] as usize == number);
        number += 1;
    }
};

choices!(Kind {
    Member,
    Body,
    Gap,
    Recommendation,
    Clause,
    Function,
    Article,
    Event,
    Publication,
    Instrument,
    Contact,
    Document
});

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_a_singular_a_plural_and_short_forms() {
        for kind in Kind::ALL {
            let stem = kind.name().strip_suffix('y').map_or_else(|| kind.name().to_owned(), |stem| format!("{stem}ie"));
            assert_eq!(kind.plural(), format!("{stem}s"));
            let short = [kind.prefix().to_owned(), format!("{}s", kind.prefix()), kind.name().to_uppercase()];
            for form in short.iter().map(String::as_str).chain([kind.name(), kind.plural()]) {
                assert_eq!(Kind::from_name(form), Some(kind), "{form}");
            }
        }
        for (form, kind) in [("pubs", Kind::Publication), ("Doc", Kind::Document)] {
            assert_eq!(Kind::from_name(form), Some(kind));
        }
        assert!(["gapss", "s", "", "ga"].into_iter().all(|form| Kind::from_name(form).is_none()));
    }
}
