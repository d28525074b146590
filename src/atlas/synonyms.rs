//! `data/synonyms.ron`: words of the same meaning. The search uses them; they are never shown as a text of the data.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, de};

use super::Text;
use super::packed::{Pack, Packer, Unpacker};

/// Groups of words and phrases with the same meaning: a line for each group, in which tabs separate them. No text holds
/// either character.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Synonyms(Cow<'static, str>);

impl Synonyms {
    /// The groups, each of at least two words or phrases.
    pub fn groups(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.0.lines().map(|group| group.split('\t'))
    }
}

impl Pack for Synonyms {
    fn pack(&self, to: &mut Packer) {
        to.string(&self.0);
    }

    fn unpack(from: &mut Unpacker) -> Self {
        Self(Cow::Borrowed(from.string()))
    }
}

impl<'de> Deserialize<'de> for Synonyms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let groups = Vec::<Vec<Text>>::deserialize(deserializer)?;
        if groups.iter().any(|group| group.len() < 2) {
            return Err(de::Error::custom("a group of fewer than two words: add what it stands for, or remove it"));
        }
        let lines = groups.iter().map(|group| group.iter().map(Text::as_str).collect::<Vec<_>>().join("\t"));
        Ok(Self(lines.collect::<Vec<_>>().join("\n").into()))
    }
}
