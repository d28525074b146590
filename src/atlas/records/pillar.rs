//! The four Ps.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::atlas::packed::{Pack, Packer, Unpacker, choices};

/// One of the four headings under which the source sorts gaps and recommendations ("the four Ps").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Pillar {
    /// Keeping trafficking from happening.
    Prevention,
    /// Protecting and assisting those who are trafficked.
    Protection,
    /// Bringing traffickers to justice.
    Prosecution,
    /// Working together, within states and between them.
    Partnership,
}

impl Pillar {
    /// All four, in the source's order.
    pub const ALL: [Self; 4] = [Self::Prevention, Self::Protection, Self::Prosecution, Self::Partnership];

    /// The pillar's name, as in the headings of the source's slides.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prevention => "Prevention",
            Self::Protection => "Protection",
            Self::Prosecution => "Prosecution",
            Self::Partnership => "Partnership",
        }
    }

    /// The pillar's part of an id: `prevention`.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Prevention => "prevention",
            Self::Protection => "protection",
            Self::Prosecution => "prosecution",
            Self::Partnership => "partnership",
        }
    }

    /// Parses the pillar's part of an id.
    pub fn from_segment(segment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pillar| pillar.segment() == segment)
    }

    /// Its index in [`Pillar::ALL`], 0 to 3.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Pillar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

choices!(Pillar { Prevention, Protection, Prosecution, Partnership });

/// A set of pillars: a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pillars(u8);

impl Pillars {
    /// Its pillars, in the source's order.
    pub fn iter(self) -> impl Iterator<Item = Pillar> {
        Pillar::ALL.into_iter().filter(move |pillar| self.has(*pillar))
    }

    /// Whether it has a pillar.
    pub const fn has(self, pillar: Pillar) -> bool {
        self.0 & 1 << pillar as u8 != 0
    }

    /// Whether it has no pillar.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its bits, the first pillar lowest.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set with these bits; ignores higher ones.
    pub const fn of_bits(bits: u8) -> Self {
        Self(bits & ((1 << Pillar::ALL.len()) - 1))
    }

    /// The pillars in a line: `Prevention, Protection`.
    pub fn in_words(self) -> String {
        self.iter().map(Pillar::name).collect::<Vec<_>>().join(", ")
    }
}

impl From<Option<Pillar>> for Pillars {
    fn from(pillar: Option<Pillar>) -> Self {
        Self(pillar.map_or(0, |pillar| 1 << pillar as u8))
    }
}

/// In RON a list: `[Prevention, Protection]`.
impl<'de> Deserialize<'de> for Pillars {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;

        impl<'de> Visitor<'de> for List {
            type Value = Pillars;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of pillars")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Pillars, A::Error> {
                let mut pillars = Pillars::default();
                while let Some(pillar) = list.next_element()? {
                    if pillars.has(pillar) {
                        let what = format!("{pillar} is there twice: remove one of the two");
                        return Err(serde::de::Error::custom(what));
                    }
                    pillars.0 |= Pillars::from(Some(pillar)).0;
                }
                Ok(pillars)
            }
        }

        deserializer.deserialize_seq(List)
    }
}

impl Pack for Pillars {
    fn pack(&self, to: &mut Packer) {
        to.number(self.0.into());
    }

    fn unpack(from: &mut Unpacker) -> Self {
        let [bits, ..] = from.number().to_le_bytes();
        Self(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_pillars_is_in_the_order_of_the_source_and_holds_none_twice() {
        let read = |list: &str| ron::from_str::<Pillars>(list).map_err(|error| error.code.to_string());
        let pillars = read("[Prosecution, Prevention]").unwrap();
        assert_eq!(pillars.iter().collect::<Vec<_>>(), [Pillar::Prevention, Pillar::Prosecution]);
        assert_eq!(pillars.in_words(), "Prevention, Prosecution");
        assert_eq!(Pillars::of_bits(pillars.bits()), pillars);
        assert!(read("[]").unwrap().is_empty());
        assert_eq!(read("[Protection, Protection]").unwrap_err(), "Protection is there twice: remove one of the two");
    }
}
