//! `data/synonyms.ron`: words of the same meaning. The search uses them; they are never shown as a text of the data.

use serde::{Deserialize, Deserializer, de};

use super::Text;

/// Groups of words and phrases with the same meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Synonyms(Vec<Vec<Text>>);

impl Synonyms {
    /// The groups, each of at least two words or phrases.
    pub fn groups(&self) -> &[Vec<Text>] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Synonyms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let groups = Vec::<Vec<Text>>::deserialize(deserializer)?;
        if groups.iter().any(|group| group.len() < 2) {
            return Err(de::Error::custom("a group of fewer than two words: add what it stands for, or remove it"));
        }
        Ok(Self(groups))
    }
}
