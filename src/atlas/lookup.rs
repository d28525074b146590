//! Finds records by id, by the beginning of an id, and by a misspelt id. The command line may look up thousands of ids,
//! so only an unknown id is compared with every record.

use super::{Data, RecordId, VisibleRecord, effort};

impl Data {
    /// The records under a prefix, in the order of the data: one for a whole id, several for the beginning of ids such
    /// as `gap/prevention`.
    pub fn within(&self, prefix: &str) -> Vec<VisibleRecord<'_>> {
        let prefix = prefix.trim_end_matches('/');
        let itself = self.with_beginning(prefix).next().filter(|record| record.id().as_str() == prefix);
        let mut found: Vec<_> = itself.into_iter().chain(self.with_beginning(&format!("{prefix}/"))).collect();
        found.sort_unstable_by_key(VisibleRecord::ordinal);
        found
    }

    /// The visible records whose ids start with `beginning`, in the order of the ids.
    pub fn with_beginning(&self, beginning: &str) -> impl Iterator<Item = VisibleRecord<'_>> {
        self.whole().records.with_beginning(beginning).iter().filter_map(|ordinal| self.at(*ordinal as usize))
    }

    /// The id nearest to a misspelt one; see [`nearest`].
    pub fn nearest_id(&self, typed: &str) -> Option<&RecordId> {
        let near = nearest(typed, self.records().map(|record| record.id().as_str()))?;
        self.records().map(|record| record.id()).find(|id| id.as_str() == near)
    }
}

/// Longest word compared, in bytes. A comparison takes time in proportion to the product of both lengths, and no id or
/// name of ours is that long.
const LONGEST_WORD: usize = 256;

/// Least Jaro-Winkler similarity of a word with the same beginning, from 0 to 1.
const NEAR_BEGINNING: f64 = 0.8;

/// Least normalized Damerau-Levenshtein similarity of a misspelt word, from 0 to 1.
const NEAR_SPELLING: f64 = 0.65;

/// The choice that a misspelt word most likely means, if any is near: one with a similar beginning (`NEAR_BEGINNING`)
/// or with few letters wrong or swapped (`NEAR_SPELLING`).
///
/// A word longer than `LONGEST_WORD` has no near choice.
pub fn nearest<'a>(typed: &str, choices: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if typed.len() > LONGEST_WORD {
        return None;
    }
    choices
        .filter(|choice| choice.len() <= LONGEST_WORD)
        .map(|choice| {
            effort::spent(1);
            let beginning = strsim::jaro_winkler(typed, choice);
            let edits = strsim::normalized_damerau_levenshtein(typed, choice);
            (beginning, edits, choice)
        })
        .filter(|(beginning, edits, _)| *beginning > NEAR_BEGINNING || *edits > NEAR_SPELLING)
        // Equally near choices are decided by the alphabet, so the order of `choices` does not matter.
        .max_by(|a, b| (a.0 + a.1).total_cmp(&(b.0 + b.1)).then_with(|| b.2.cmp(a.2)))
        .map(|(_, _, choice)| choice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    /// Events with ids that are beginnings of one another.
    fn data() -> Data {
        let ids = ["b", "a/b", "a", "a-b", "a/b/c", "ab", "a/b-c", "aa/b", "b/a"];
        let numbered = (0..2000).map(|number| format!("x/{number}"));
        let events = ids.iter().map(ToString::to_string).chain(numbered).map(|id| {
            format!(
                "(id: \"event/{id}\", title: Verbatim(\"t\"), text: Verbatim(\"x\"), citations: [(document: \"document/d\", place: Whole)]),"
            )
        });
        let document = "[(id: \"document/d\", title: Verbatim(\"t\"), body: \"b\", text: Paraphrase(\"x\"), citations: [(document: \"document/d\", place: Whole)])]";
        Atlas::of_texts(&[
            ("edition", "(name: \"test\", date: \"2010\", schema: 1)".to_owned()),
            ("events", format!("[{}]", events.collect::<String>())),
            ("documents", document.to_owned()),
        ])
        .unwrap()
        .into()
    }

    #[test]
    fn records_under_a_prefix_come_in_the_order_of_the_data() {
        let data = data();
        let others =
            ["", "/", "event", "event/", "even", "event/a/", "event/a//", "event/nothing", "document", "Event/a"];
        let own = data.records().map(|record| record.id().as_str());
        for prefix in own.chain(others) {
            let found: Vec<_> = data.within(prefix).iter().map(VisibleRecord::id).collect();
            let ids = data.records().map(|record| record.id());
            assert_eq!(found, ids.filter(|id| id.is_in(prefix)).collect::<Vec<_>>(), "{prefix}");
        }
    }

    #[test]
    fn an_id_is_found_without_a_pass_over_the_records() {
        let data = data();
        data.with_beginning("").next();
        let (found, effort) =
            effort::of(|| (0..2000).map(|number| data.within(&format!("event/x/{number}")).len()).sum::<usize>());
        assert_eq!(found, 2000);
        assert!(effort < 2000 * 2 * 15, "{effort} comparisons");
    }

    #[test]
    fn a_very_long_word_has_no_near_choice() {
        let data = Data::from(Atlas::frozen());
        assert_eq!(data.nearest_id("gap/prevetnion/1").map(RecordId::as_str), Some("gap/prevention/1"));
        let (near, effort) = effort::of(|| data.nearest_id(&"gap/prevention/1".repeat(10_000)).cloned());
        assert_eq!((near, effort), (None, 0));
    }
}
