//! The groups of synonyms, folded for comparison with the words of a query.

use std::borrow::Cow;

use memchr::memmem;

use super::fold::{self, Shape};
use crate::atlas::{Data, Strength};

/// A line for each group; in it tabs separate the synonyms, and blanks the words of a synonym.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Groups(pub(super) Cow<'static, str>);

impl Groups {
    pub(super) fn of(data: &Data) -> Self {
        let folded = |text: &str| {
            let words = fold::words(text).into_iter().filter(|word| word.shape != Shape::Part);
            words.map(|word| word.folded).collect::<Vec<_>>().join(" ")
        };
        let groups = data.vocabulary().iter().filter(|group| group.strength == Strength::Same);
        let lines = groups.map(|group| group.entries().map(|entry| folded(entry.text)).collect::<Vec<_>>().join("\t"));
        Self(lines.collect::<Vec<_>>().join("\n").into())
    }

    /// The groups in which a word starts with `beginning`, as lists of the words of each synonym.
    pub(super) fn with(&self, beginning: &str) -> Vec<Vec<Vec<&str>>> {
        let mut groups = Vec::new();
        let mut end = 0;
        for at in memmem::find_iter(self.0.as_bytes(), beginning) {
            let (before, after) = self.0.split_at(at);
            // A group is added once, however many of its words begin so.
            if at < end || !before.is_empty() && !before.ends_with(['\n', '\t', ' ']) {
                continue;
            }
            let start = before.rfind('\n').map_or(0, |newline| newline + 1);
            end = after.find('\n').map_or(self.0.len(), |newline| at + newline);
            groups.push(self.0[start..end].split('\t').map(|synonym| synonym.split(' ').collect()).collect());
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_found_once_by_the_beginning_of_any_of_its_words() {
        let groups = Groups("police\tlaw enforcement\tpolicing\nlaw\tstatute\nnaw".into());
        assert_eq!(
            groups.with("law"),
            [vec![vec!["police"], vec!["law", "enforcement"], vec!["policing"]], vec![vec!["law"], vec!["statute"]],]
        );
        assert_eq!(groups.with("pol").len(), 1);
        assert_eq!(groups.with("enf").len(), 1);
        assert!(groups.with("aw").is_empty() && groups.with("lawless").is_empty());
        assert_eq!(groups.with("naw"), [[["naw"]]]);
    }
}
