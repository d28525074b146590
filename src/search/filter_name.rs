//! The names of filters: typed in full, abbreviated or misspelt.

use std::fmt;

use strsim::normalized_damerau_levenshtein;

use crate::atlas::{Relation, nearest};

/// A filter. `cites:` is wider than the relation: it also finds the parts of a document and what it established.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FilterName {
    Kind,
    Pillar,
    Id,
    In,
    Basis,
    Cites,
    Is,
    After,
    Before,
    Relation(Relation),
}

impl FilterName {
    /// All filters, as remarks list them and as Tab completes them.
    pub(super) const ALL: [Self; 24] = [
        Self::Kind,
        Self::Pillar,
        Self::Id,
        Self::In,
        Self::Basis,
        Self::Cites,
        Self::Is,
        Self::After,
        Self::Before,
        Self::Relation(Relation::TookPart),
        Self::Relation(Relation::Convened),
        Self::Relation(Relation::Contributed),
        Self::Relation(Relation::EstablishedBy),
        Self::Relation(Relation::PartOf),
        Self::Relation(Relation::Answers),
        Self::Relation(Relation::Supports),
        Self::Relation(Relation::MemberOf),
        Self::Relation(Relation::Chaired),
        Self::Relation(Relation::SucceededBy),
        Self::Relation(Relation::MergedInto),
        Self::Relation(Relation::BearsOn),
        Self::Relation(Relation::AdoptedAs),
        Self::Relation(Relation::CoordinatedBy),
        Self::Relation(Relation::AnniversaryOf),
    ];

    /// As it is typed.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Pillar => "pillar",
            Self::Id => "id",
            Self::In => "in",
            Self::Basis => "basis",
            Self::Cites | Self::Relation(Relation::Cites) => "cites",
            Self::Is => "is",
            Self::After => "after",
            Self::Before => "before",
            Self::Relation(Relation::TookPart) => "took-part",
            Self::Relation(Relation::Convened) => "convened",
            Self::Relation(Relation::Contributed) => "contributed",
            Self::Relation(Relation::EstablishedBy) => "established-by",
            Self::Relation(Relation::PartOf) => "part-of",
            Self::Relation(Relation::Answers) => "answers",
            Self::Relation(Relation::Supports) => "supports",
            Self::Relation(Relation::MemberOf) => "member-of",
            Self::Relation(Relation::Chaired) => "chaired",
            Self::Relation(Relation::SucceededBy) => "succeeded-by",
            Self::Relation(Relation::MergedInto) => "merged-into",
            Self::Relation(Relation::BearsOn) => "bears-on",
            Self::Relation(Relation::AdoptedAs) => "adopted-as",
            Self::Relation(Relation::CoordinatedBy) => "coordinated-by",
            Self::Relation(Relation::AnniversaryOf) => "anniversary-of",
        }
    }

    /// The filter with a value that it can have in any data; `None` for those that take records.
    pub(super) const fn example(self) -> Option<&'static str> {
        Some(match self {
            Self::Kind => "kind:gap",
            Self::Pillar => "pillar:protection",
            Self::Id => "id:gap",
            Self::In => "in:title",
            Self::Basis => "basis:verbatim",
            Self::Is => "is:editorial",
            Self::After => "after:2007",
            Self::Before => "before:2010-10",
            Self::Cites | Self::Relation(_) => return None,
        })
    }

    /// What the beginning of several names means, the least first: `p:prot` is a pillar, and nothing that is part of something.
    /// Newer filters come last, so that `an:` stays `answers`.
    const fn precedence(self) -> u8 {
        match self {
            Self::Kind | Self::Pillar | Self::Id | Self::In | Self::Basis | Self::Cites => 0,
            Self::Relation(relation) if relation.is_of_format_3() => 2,
            Self::Is | Self::After | Self::Before | Self::Relation(_) => 1,
        }
    }
}

impl fmt::Display for FilterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Least similarity of a misspelt name of a relation, from 0 to 1; ordinary words begin alike, as `convention` and `convened`.
const NEAR_RELATION: f64 = 0.65;

/// The filter with this name, in lower case.
pub(super) fn named(word: &str) -> Option<FilterName> {
    starting_with(word).find(|filter| filter.name() == word)
}

/// The filters whose names start with `name`, in lower case.
pub(super) fn starting_with(name: &str) -> impl Iterator<Item = FilterName> {
    FilterName::ALL.into_iter().filter(move |filter| filter.name().starts_with(name))
}

/// The filter with this name, or the only one whose name starts with it; see [`FilterName::precedence`].
pub(super) fn filter_name(name: &str) -> Option<FilterName> {
    let name = name.to_ascii_lowercase();
    let least = starting_with(&name).map(FilterName::precedence).min()?;
    let mut meant = starting_with(&name).filter(|filter| filter.precedence() == least);
    let first = meant.next();
    named(&name).or(first.filter(|_| meant.next().is_none()))
}

/// The filter that two words mean together: `took part:` for `took-part:`.
pub(super) fn written_apart(before: &str, name: &str) -> Option<FilterName> {
    named(&format!("{before}-{name}").to_ascii_lowercase())
}

/// The remark on a name before a colon that is not the name of a filter.
pub(super) fn read_as_text(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let meant = starting_with(&name).map(FilterName::name).collect::<Vec<_>>().join(" or ");
    if meant.is_empty() {
        let filters = FilterName::ALL.map(FilterName::name).join(", ");
        format!("“{name}:” is read as text; the filters are {filters}")
    } else {
        format!("“{name}:” is read as text; it may be {meant}")
    }
}

/// The filter whose name differs by a letter or two, or is spelled in letters that look alike.
pub(super) fn misspelt(name: &str) -> Option<FilterName> {
    let plain = deunicode::deunicode(name).to_lowercase();
    // An abbreviation of several names may mean any of them.
    let is_name = plain.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_'))
        && !(name.is_ascii() && starting_with(&plain).next().is_some());
    let is_near = |filter: &FilterName| {
        !matches!(filter, FilterName::Relation(_))
            || normalized_damerau_levenshtein(&plain, filter.name()) > NEAR_RELATION
    };
    let meant = nearest(&plain, FilterName::ALL.map(FilterName::name).into_iter()).and_then(named);
    meant.filter(is_near).filter(|_| is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_name_stands_for_it_if_it_is_clear() {
        for (typed, meant) in [
            ("k", Some("kind")),
            ("P", Some("pillar")),
            ("b", Some("basis")),
            ("c", Some("cites")),
            ("is", Some("is")),
            ("in", Some("in")),
            ("i", None),
            ("a", None),
            ("an", Some("answers")),
            ("af", Some("after")),
            ("took", Some("took-part")),
            ("Took-P", Some("took-part")),
            ("est", Some("established-by")),
            ("part", Some("part-of")),
            ("con", None),
            ("contr", Some("contributed")),
            ("m", None),
            ("mem", Some("member-of")),
            ("ch", Some("chaired")),
            ("s", Some("supports")),
            ("succ", Some("succeeded-by")),
            ("tookpart", None),
        ] {
            assert_eq!(filter_name(typed).map(FilterName::name), meant, "{typed}");
        }
    }

    #[test]
    fn a_misspelt_name_is_recognized_and_an_ordinary_word_is_not() {
        for (typed, meant) in [
            ("take-part", Some("took-part")),
            ("tookpart", Some("took-part")),
            ("took_part", Some("took-part")),
            ("took‑part", Some("took-part")),
            ("contribution", Some("contributed")),
            ("supported", Some("supports")),
            ("beforre", Some("before")),
            ("later", Some("after")),
            ("convention", None),
            ("contract", None),
            ("control", None),
            ("re-trafficking", None),
            ("support", None),
        ] {
            assert_eq!(misspelt(typed).map(FilterName::name), meant, "{typed}");
        }
    }

    #[test]
    fn a_name_of_two_words_is_recognized() {
        assert_eq!(written_apart("Took", "part"), Some(FilterName::Relation(Relation::TookPart)));
        assert_eq!(written_apart("established", "by"), Some(FilterName::Relation(Relation::EstablishedBy)));
        assert_eq!(written_apart("took", "par"), None);
    }
}
