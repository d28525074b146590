//! The source of a text: a document and a place in it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::atlas::packed::{Pack, Packer, Unpacker, fields};
use crate::atlas::{RecordId, Text};

/// A document and the place in it that supports a record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The id of a record of kind `document`.
    pub document: RecordId,
    /// The place in the document.
    pub place: Place,
    /// The part of the record that this citation supports, if that is not the text itself.
    #[serde(default)]
    pub supports: Option<Text>,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Place {
    /// The slide with this heading.
    Slide(Text),
    /// The paragraph with this number or name.
    Paragraph(Text),
    /// The article with this number.
    Article(Text),
    /// The section with this heading.
    Section(Text),
    /// The document as a whole.
    Whole,
}

impl Place {
    /// The place as people name it: a preamble is no numbered paragraph. JSON has the kind before it.
    pub const fn in_words(&self) -> PlaceInWords<'_> {
        PlaceInWords(self)
    }

    /// The source's own words for the place: a heading or a number. `None` for a whole document.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Slide(words) | Self::Paragraph(words) | Self::Article(words) | Self::Section(words) => {
                Some(words.as_str())
            }
            Self::Whole => None,
        }
    }
}

/// A place as people name it.
#[derive(Debug, Clone, Copy)]
pub struct PlaceInWords<'a>(&'a Place);

impl fmt::Display for PlaceInWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Place::Paragraph(name) if !name.as_str().contains(|letter: char| letter.is_ascii_digit()) => name.fmt(f),
            place => place.fmt(f),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slide(heading) => write!(f, "slide “{heading}”"),
            Self::Paragraph(number) => write!(f, "paragraph {number}"),
            Self::Article(number) => write!(f, "article {number}"),
            Self::Section(heading) => write!(f, "section “{heading}”"),
            Self::Whole => f.write_str("the whole of it"),
        }
    }
}

fields!(Citation { document, place, supports });

impl Pack for Place {
    fn pack(&self, to: &mut Packer) {
        let (number, words) = match self {
            Self::Slide(words) => (0, Some(words)),
            Self::Paragraph(words) => (1, Some(words)),
            Self::Article(words) => (2, Some(words)),
            Self::Section(words) => (3, Some(words)),
            Self::Whole => (4, None),
        };
        to.number(number);
        if let Some(words) = words {
            words.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker) -> Self {
        match from.number() {
            0 => Self::Slide(Text::unpack(from)),
            1 => Self::Paragraph(Text::unpack(from)),
            2 => Self::Article(Text::unpack(from)),
            3 => Self::Section(Text::unpack(from)),
            _ => Self::Whole,
        }
    }
}
