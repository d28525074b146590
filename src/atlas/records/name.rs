//! The names by which an organization is known and looked up.

use serde::{Deserialize, Serialize};

use crate::atlas::{Basis, Citation, Text};

/// A name and an acronym of the same thing, with where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name in full, where there is one to give.
    pub name: Option<Text>,
    /// Its acronym.
    pub acronym: Option<Text>,
    /// What sort of name it is.
    pub standing: Standing,
    /// Whose words it is in.
    pub basis: Basis,
    /// Where it was read, if not where the record is cited from.
    pub citation: Option<Citation>,
}

impl Name {
    /// Whether it is this acronym or this name.
    pub fn holds(&self, text: &Text) -> bool {
        self.acronym.as_ref() == Some(text) || self.name.as_ref() == Some(text)
    }

    /// The acronym, or else the name.
    pub fn shortest(&self) -> Option<&Text> {
        self.acronym.as_ref().or(self.name.as_ref())
    }
}

/// What sort of name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Standing {
    /// As the source has it, to the letter.
    Source,
    /// The organization's own name where the source's differs.
    Official,
    /// The name that it took after the source was written.
    Later,
    /// Its name in French.
    French,
    /// Its name in Spanish.
    Spanish,
}

impl Standing {
    /// Whether the name is in another language than that of the data.
    pub const fn is_foreign(self) -> bool {
        matches!(self, Self::French | Self::Spanish)
    }

    /// The word shown beside the name.
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
