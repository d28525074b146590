//! The source of a text: a document and a place in it.

use std::fmt;

use serde::{Deserialize, Serialize, de};

use crate::atlas::packed::{Pack, Packer, Unpacker, fields};
use crate::atlas::{Date, RecordId, Text};

/// A document and the place in it that supports a record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SpelledCitation")]
pub struct Citation {
    /// The id of a record of kind `document`.
    pub document: RecordId,
    /// The place in the document.
    pub place: Place,
    /// The part of the record that this citation supports, if that is not the text itself.
    pub supports: Option<Text>,
    /// See [`Citation::read`] and [`Citation::marks`]; few citations say anything of it.
    evidence: Option<Box<Evidence>>,
}

/// When and how well a source bears something out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Evidence {
    read: Option<Date>,
    is_single: bool,
    is_unofficial: bool,
}

/// A citation, as spelled in the data files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Citation")]
struct SpelledCitation {
    document: RecordId,
    place: Place,
    #[serde(default)]
    supports: Option<Text>,
    #[serde(default)]
    read: Option<Date>,
    #[serde(default)]
    single_source: bool,
    #[serde(default)]
    unofficial: bool,
}

impl TryFrom<SpelledCitation> for Citation {
    type Error = de::value::Error;

    fn try_from(spelled: SpelledCitation) -> Result<Self, Self::Error> {
        let SpelledCitation { document, place, supports, read, single_source, unofficial } = spelled;
        if read.is_some_and(|read| read.month().is_none()) {
            return Err(de::Error::custom("a year does not say when the source was read: write 2026-11-25 or 2026-11"));
        }
        let evidence = Evidence { read, is_single: single_source, is_unofficial: unofficial };
        let evidence = (evidence != Evidence::default()).then(|| Box::new(evidence));
        Ok(Self { document, place, supports, evidence })
    }
}

impl Citation {
    /// The citation of a document as a whole.
    pub const fn of_whole(document: RecordId) -> Self {
        Self { document, place: Place::Whole, supports: None, evidence: None }
    }

    /// The day on which the source was read, or the month.
    pub fn read(&self) -> Option<Date> {
        self.evidence.as_ref()?.read
    }

    /// Whether no other source says it.
    pub fn is_single_source(&self) -> bool {
        self.evidence.as_ref().is_some_and(|evidence| evidence.is_single)
    }

    /// Whether neither the body that it is about nor the United Nations published the source.
    pub fn is_unofficial(&self) -> bool {
        self.evidence.as_ref().is_some_and(|evidence| evidence.is_unofficial)
    }

    /// Whether it says anything that only citations of format 3 say.
    pub(in crate::atlas) const fn is_of_format_3(&self) -> bool {
        self.evidence.is_some()
    }

    /// What is said of the source after the place: the day of reading, and its marks.
    pub fn remarks(&self) -> impl Iterator<Item = String> {
        self.when_read().into_iter().chain(self.marks().map(str::to_owned))
    }

    /// When the source was read: `read in November 2026`.
    pub fn when_read(&self) -> Option<String> {
        self.read().map(|day| format!("read {}", day.when()))
    }

    /// How well the source bears out what it is cited for, if that is worth a warning.
    pub fn marks(&self) -> impl Iterator<Item = &'static str> {
        let single = self.is_single_source().then_some("single source");
        single.into_iter().chain(self.is_unofficial().then_some("unofficial"))
    }
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

fields!(Citation { document, place, supports, evidence });

fields!(Evidence { read, is_single, is_unofficial });

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
