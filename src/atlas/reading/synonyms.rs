//! `synonyms.ron`, the vocabulary as older data has it: a list of groups of words that stand for one another.

use serde::{Deserialize, Deserializer, de};

use crate::atlas::{Group, Text};

/// The groups of the file, each of at least two words or phrases.
#[derive(Debug, Default)]
pub(in crate::atlas) struct Synonyms(pub Vec<Group>);

impl<'de> Deserialize<'de> for Synonyms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let groups = Vec::<Vec<Text>>::deserialize(deserializer)?;
        if groups.iter().any(|group| group.len() < 2) {
            return Err(de::Error::custom("a group of fewer than two words: add what it stands for, or remove it"));
        }
        Ok(Self(groups.into_iter().map(Group::of_words).collect()))
    }
}
