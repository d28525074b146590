//! The short name of a record in our own words.

use std::fmt;

use serde::{Deserialize, Deserializer, de};
use unicode_width::UnicodeWidthStr;

use crate::atlas::Text;
use crate::atlas::packed::{Pack, Packer, Unpacker};

/// Longest headline, in columns: two lines in the narrowest column of the matrix.
pub const LONGEST_HEADLINE: usize = 36;

/// A short name for a record where its own words do not fit. Its basis is always paraphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline(Text);

/// The headline is too long; reads as `what is wrong: what to do`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the headline is {0} columns wide: shorten it to {LONGEST_HEADLINE}, or leave it out")]
pub struct TooLong(usize);

impl Headline {
    /// The headline as a string slice.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl TryFrom<Text> for Headline {
    type Error = TooLong;

    fn try_from(text: Text) -> Result<Self, TooLong> {
        let width = text.as_str().width();
        if width > LONGEST_HEADLINE { Err(TooLong(width)) } else { Ok(Self(text)) }
    }
}

impl<'de> Deserialize<'de> for Headline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer)?.try_into().map_err(de::Error::custom)
    }
}

impl fmt::Display for Headline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Pack for Headline {
    fn pack(&self, to: &mut Packer) {
        self.0.pack(to);
    }

    fn unpack(from: &mut Unpacker) -> Self {
        Self(Text::unpack(from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_measured_in_columns() {
        let headline = |text: &str| Headline::try_from(Text::try_from(text.to_owned()).unwrap());
        assert!(headline(&"a".repeat(36)).is_ok() && headline(&"人".repeat(18)).is_ok());
        assert_eq!(headline(&"a".repeat(37)), Err(TooLong(37)));
        assert_eq!(headline(&"人".repeat(19)), Err(TooLong(38)));
    }
}
