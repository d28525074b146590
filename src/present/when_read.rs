//! When the sources of a page were read, said once where that is the same for all of them.

use super::citing::name_of;
use crate::atlas::{Citation, Data, Date, RecordId};

/// Most sources without a day that the sentence names.
const MOST_WITHOUT: usize = 3;

/// When all sources of a page were read.
pub(super) struct WhenRead<'a> {
    /// The day or month.
    pub day: Date,
    /// The documents of which nothing says when they were read.
    without: Vec<&'a RecordId>,
    /// Whether there is one document.
    is_one: bool,
}

impl<'a> WhenRead<'a> {
    /// What can be said once for these citations, all those of a page. `None` if it differs, if it does not hold of all citations of
    /// a document, or if it is shorter to say it after each citation.
    pub fn of(data: &Data, citations: &[&'a Citation]) -> Option<Self> {
        let day = citations.iter().find_map(|citation| citation.read())?;
        let (with, others): (Vec<_>, Vec<_>) =
            citations.iter().copied().partition(|citation| citation.read() == Some(day));
        let mut without: Vec<&RecordId> = Vec::new();
        for Citation { document, .. } in &others {
            if without.contains(&document) {
                continue;
            }
            if without.len() == MOST_WITHOUT {
                return None;
            }
            without.push(document);
        }
        let is_one_day = others.iter().all(|citation| citation.read().is_none());
        // Two documents may have one name.
        let is_without = |citation: &&Citation| {
            without.iter().any(|document| name_of(data, document) == name_of(data, &citation.document))
        };
        let is_clear = !with.iter().any(is_without);
        let is_one = without.is_empty() && with.iter().all(|citation| citation.document == with[0].document);
        let told = Self { day, without, is_one };
        // Links with the same source show it once.
        let shown = with.chunk_by(|one, other| one == other).count();
        let is_shorter = || told.words(data).len() < shown * (", read ".len() + day.when().len());
        (is_one_day && is_clear && is_shorter()).then_some(told)
    }

    /// The sentence: `All sources but ICAT deck were read in November 2026`.
    pub fn words(&self, data: &Data) -> String {
        if self.is_one {
            return format!("The source was read {}", self.day.when());
        }
        let mut words = "All sources".to_owned();
        for (number, document) in self.without.iter().enumerate() {
            words.push_str(match number {
                0 => " but ",
                _ if number + 1 == self.without.len() => " and ",
                _ => ", ",
            });
            words.push_str(name_of(data, document));
        }
        words + " were read " + &self.day.when()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    /// What is said of citations of documents, each with the day on which it was read, or without.
    fn told(citations: &[(&str, Option<&str>)]) -> Option<String> {
        let data = Data::from(Atlas::of_format_3());
        let citations = citations.iter().map(|(document, day)| {
            let read = day.map(|day| format!(", read: Some(\"{day}\")")).unwrap_or_default();
            ron::from_str::<Citation>(&format!("(document: \"document/{document}\", place: Whole{read})")).unwrap()
        });
        let citations: Vec<_> = citations.collect();
        WhenRead::of(&data, &citations.iter().collect::<Vec<_>>()).map(|told| told.words(&data))
    }

    #[test]
    fn what_is_true_of_all_sources_is_said_once() {
        let read = |document| (document, Some("2026-11"));
        let all = told(&[read("ga-10959"), read("icat-about")]);
        assert_eq!(all.as_deref(), Some("All sources were read in November 2026"));
        let most = [
            read("ga-10959"),
            ("icat-deck", None),
            read("icat-about"),
            ("icat-deck", None),
            read("ungift-icat-events"),
        ];
        assert_eq!(told(&most).as_deref(), Some("All sources but ICAT deck were read in November 2026"));
        let on_a_day = told(&[("ga-10959", Some("2026-11-25")), ("icat-about", Some("2026-11-25"))]);
        assert_eq!(on_a_day.as_deref(), Some("All sources were read on 25 November 2026"));
    }

    #[test]
    fn nothing_is_said_of_all_sources_that_were_read_on_different_days() {
        let read = |document| (document, Some("2026-11"));
        let mut citations = vec![read("ga-10959"), read("icat-about"), read("ungift-icat-events")];
        assert!(told(&citations).is_some());
        citations.push(("icat-deck", Some("2026-10")));
        assert_eq!(told(&citations), None);
        *citations.last_mut().unwrap() = ("icat-deck", Some("2026-11-25"));
        assert_eq!(told(&citations), None, "a day of the month says more than the month");
        // One of its two citations has no day.
        *citations.last_mut().unwrap() = ("ga-10959", None);
        assert_eq!(told(&citations), None);
    }

    #[test]
    fn what_is_shorter_after_each_citation_stands_there() {
        let read = |document| (document, Some("2026-11"));
        assert_eq!(told(&[read("ga-10959")]), None);
        assert_eq!(told(&[read("ga-10959"), read("ga-10959")]), None, "links with the same source show it once");
        assert_eq!(told(&[("icat-deck", None), ("unodc-en-el-mundo", None)]), None);
    }
}
