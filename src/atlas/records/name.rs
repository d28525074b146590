//! The names of an organization.

use serde::{Deserialize, Serialize, de};

use crate::atlas::packed::{choices, fields};
use crate::atlas::{Basis, Citation, Deferred, Text};

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
    /// How the name relates to its source.
    pub basis: Basis,
    /// See [`Name::citation`].
    pub(in crate::atlas) citation: Deferred<Option<Box<Citation>>>,
}

/// A name besides the source's, as spelled in the data files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "FurtherName")]
struct SpelledName {
    standing: Standing,
    basis: Basis,
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
        let SpelledName { standing, basis, name, acronym, citation } = spelled;
        if name.is_none() && acronym.is_none() {
            return Err(de::Error::custom("a name without words: give it a `name` or an `acronym`"));
        }
        Ok(Self { name, acronym, standing, basis, citation: citation.map(Box::new).into() })
    }
}

impl Name {
    /// Its source, if that is not among the citations of the record.
    pub fn citation(&self) -> Option<&Citation> {
        self.citation.as_deref()
    }

    /// Whether `text` is the acronym or the name.
    pub fn holds(&self, text: &Text) -> bool {
        self.acronym.as_ref() == Some(text) || self.name.as_ref() == Some(text)
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
    /// Its name in French.
    French,
    /// Its name in Spanish.
    Spanish,
}

impl Standing {
    /// Whether the name is in a language other than that of the data.
    pub const fn is_foreign(self) -> bool {
        matches!(self, Self::French | Self::Spanish)
    }

    /// The label shown next to the name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Source => "in the source",
            Self::Official => "official",
            Self::Later => "later name",
            Self::French => "French",
            Self::Spanish => "Spanish",
        }
    }
}

fields!(Name { name, acronym, standing, basis, citation });

choices!(Standing { Source, Official, Later, French, Spanish });
