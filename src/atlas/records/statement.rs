//! A text of a record with its basis: verbatim, paraphrase or editorial.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use smallvec::{SmallVec, smallvec};

use crate::atlas::Text;
use crate::atlas::packed::{choices, fields};

/// How a text relates to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Basis {
    /// The source's own words, to the letter.
    Verbatim,
    /// The source's meaning, in our words.
    Paraphrase,
    /// Our own judgement or knowledge; no cited source says it.
    Editorial,
}

impl Basis {
    /// All bases, the closest to the source first.
    pub const ALL: [Self; 3] = [Self::Verbatim, Self::Paraphrase, Self::Editorial];

    /// The label shown with every text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Paraphrase => "paraphrase",
            Self::Editorial => "editorial",
        }
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The paragraphs of a text. Nearly all texts have one, which needs no memory of its own.
pub type Paragraphs = SmallVec<[Text; 1]>;

/// A text of one or more paragraphs with its basis; in RON `Verbatim("…")` or `Paraphrase(["…", "…"])`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// How the text relates to its source.
    pub basis: Basis,
    /// The paragraphs, at least one.
    pub paragraphs: Paragraphs,
}

impl Statement {
    /// One paragraph of the source's own words.
    pub fn verbatim(text: Text) -> Self {
        Self { basis: Basis::Verbatim, paragraphs: smallvec![text] }
    }

    /// One paragraph with the source's meaning in our words.
    pub fn paraphrase(text: Text) -> Self {
        Self { basis: Basis::Paraphrase, paragraphs: smallvec![text] }
    }

    /// One paragraph of our own words.
    pub fn editorial(text: Text) -> Self {
        Self { basis: Basis::Editorial, paragraphs: smallvec![text] }
    }

    /// The whole text, its paragraphs joined by line breaks.
    pub fn joined(&self) -> String {
        self.paragraphs.iter().map(Text::as_str).collect::<Vec<_>>().join("\n")
    }

    /// The first paragraph; a title has no other.
    pub fn first(&self) -> &str {
        self.paragraphs.first().map_or("", Text::as_str)
    }
}

impl<'de> Deserialize<'de> for Statement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// The three bases as spelled in RON, each around its text.
        #[derive(Deserialize)]
        #[serde(rename = "Statement")]
        enum Spelled {
            Verbatim(OneOrMore),
            Paraphrase(OneOrMore),
            Editorial(OneOrMore),
        }
        let (basis, OneOrMore(paragraphs)) = match Spelled::deserialize(deserializer)? {
            Spelled::Verbatim(text) => (Basis::Verbatim, text),
            Spelled::Paraphrase(text) => (Basis::Paraphrase, text),
            Spelled::Editorial(text) => (Basis::Editorial, text),
        };
        Ok(Self { basis, paragraphs })
    }
}

/// One text, or a list of one or more.
struct OneOrMore(Paragraphs);

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;

        impl<'de> Visitor<'de> for Texts {
            type Value = OneOrMore;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<OneOrMore, E> {
                Text::try_from(text.to_owned()).map(|text| OneOrMore(smallvec![text])).map_err(E::custom)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMore, A::Error> {
                let mut paragraphs = Paragraphs::new();
                while let Some(paragraph) = list.next_element()? {
                    paragraphs.push(paragraph);
                }
                if paragraphs.is_empty() {
                    return Err(serde::de::Error::custom("the list of paragraphs is empty: write at least one"));
                }
                Ok(OneOrMore(paragraphs))
            }
        }

        deserializer.deserialize_any(Texts)
    }
}

choices!(Basis { Verbatim, Paraphrase, Editorial });

fields!(Statement { basis, paragraphs });
