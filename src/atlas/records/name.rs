//! The names of an organization.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, de};

use crate::atlas::packed::{choices, fields};
use crate::atlas::{Basis, Citation, Deferred, Period, PeriodEnd, Text};

/// A name, its acronym, or both, with their source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SpelledName")]
pub struct Name {
    /// The name in full, if known.
    pub name: Option<Text>,
    /// Its acronym.
    pub acronym: Option<Text>,
    /// The sort of name.
    pub standing: Standing,
    /// The language it is in.
    pub language: Language,
    /// How the name relates to its source.
    pub basis: Basis,
    /// When the organization has it, if that is known.
    pub period: Option<Period>,
    /// See [`Name::citation`].
    pub(in crate::atlas) citation: Deferred<Option<Box<Citation>>>,
}

/// A name besides the source's, as spelled in the data files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "FurtherName")]
struct SpelledName {
    standing: Standing,
    #[serde(default)]
    language: Option<Language>,
    basis: Basis,
    #[serde(default)]
    period: Option<Period>,
    #[serde(default)]
    name: Option<Text>,
    #[serde(default)]
    acronym: Option<Text>,
    #[serde(default)]
    citation: Option<Citation>,
}

impl TryFrom<SpelledName> for Name {
    type Error = de::value::Error;

    fn try_from(spelled: SpelledName) -> Result<Self, Self::Error> {
        let SpelledName { standing, language, basis, period, name, acronym, citation } = spelled;
        if name.is_none() && acronym.is_none() {
            return Err(de::Error::custom("a name without words: give it a `name` or an `acronym`"));
        }
        let of_standing = standing.language();
        if language.is_some() && of_standing != Language::English {
            let what = "a standing that is a language, and a language beside it: write `standing: Official`";
            return Err(de::Error::custom(what));
        }
        let is_read = citation.as_ref().is_some_and(|citation| citation.read().is_some());
        if period.is_some_and(|period| period.to == PeriodEnd::Open) && !is_read {
            return Err(de::Error::custom(PeriodEnd::UNREAD));
        }
        let language = language.unwrap_or(of_standing);
        Ok(Self { name, acronym, standing, language, basis, period, citation: citation.map(Box::new).into() })
    }
}

impl Name {
    /// Whether it says anything that only names of format 3 say.
    pub(in crate::atlas) fn is_of_format_3(&self) -> bool {
        self.standing == Standing::Former || self.language != self.standing.language() || self.period.is_some()
    }

    /// Whether it is in a language other than that of the data.
    pub fn is_foreign(&self) -> bool {
        self.language != Language::English
    }

    /// What sort of name it is, and in which language if not in that of the data: `later name, French`.
    pub fn label(&self) -> Cow<'static, str> {
        match (self.standing, self.language) {
            (standing, Language::English) => standing.label().into(),
            (Standing::Official | Standing::French | Standing::Spanish, language) => language.label().into(),
            (standing @ (Standing::Source | Standing::Later | Standing::Former), language) => {
                format!("{}, {}", standing.label(), language.label()).into()
            }
        }
    }

    /// The label of names in other languages that differ in that alone: `former name, French and Spanish`.
    pub fn label_of(alike: &[&Self]) -> String {
        let mut label = alike.first().map_or_else(String::new, |name| name.label().into_owned());
        for (number, name) in alike.iter().enumerate().skip(1) {
            label.push_str(if number + 1 < alike.len() { ", " } else { " and " });
            label.push_str(name.language.label());
        }
        label
    }

    /// When the organization has it, in words.
    pub fn when(&self) -> Option<String> {
        Some(self.period?.in_words(self.citation().and_then(Citation::read)))
    }

    /// Its source, if that is not among the citations of the record.
    pub fn citation(&self) -> Option<&Citation> {
        self.citation.as_deref()
    }

    /// Whether `text` is the acronym or the name.
    pub fn holds(&self, text: &Text) -> bool {
        self.acronym.as_ref() == Some(text) || self.name.as_ref() == Some(text)
    }

    /// The name with the acronym in brackets, or the one that there is.
    pub fn in_full(&self) -> Cow<'_, str> {
        match (&self.name, &self.acronym) {
            (Some(name), Some(acronym)) => format!("{name} ({acronym})").into(),
            (Some(words), None) | (None, Some(words)) => words.as_str().into(),
            (None, None) => "".into(),
        }
    }

    /// The acronym if there is one, or else the name.
    pub fn shortest(&self) -> Option<&Text> {
        self.acronym.as_ref().or(self.name.as_ref())
    }
}

/// The sort of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Standing {
    /// The name in the source, to the letter.
    Source,
    /// The organization's own name, if the source's differs.
    Official,
    /// A name taken after the source was written.
    Later,
    /// Its official name in French, as older data has it.
    French,
    /// The same in Spanish.
    Spanish,
    /// A name that it has no longer.
    Former,
}

/// The language of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Language {
    /// That of the data.
    English,
    /// French.
    French,
    /// Spanish.
    Spanish,
}

impl Language {
    const fn label(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "French",
            Self::Spanish => "Spanish",
        }
    }
}

impl Standing {
    /// The language that older data gives as the standing of an official name.
    const fn language(self) -> Language {
        match self {
            Self::French => Language::French,
            Self::Spanish => Language::Spanish,
            Self::Source | Self::Official | Self::Later | Self::Former => Language::English,
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Source => "in the source",
            Self::Official => "official",
            Self::Later => "later name",
            Self::French => "French",
            Self::Spanish => "Spanish",
            Self::Former => "former name",
        }
    }
}

fields!(Name { name, acronym, standing, language, basis, period, citation });

choices!(Standing { Source, Official, Later, French, Spanish, Former });

choices!(Language { English, French, Spanish });
