//! The tallies of the overview: records that have something in common, counted and named.

use std::borrow::Cow;
use std::ops::Range;

use compact_str::{CompactString, format_compact};

use super::lists::WIDEST;
use crate::atlas::{Answered, Citation, Data, Kind, Listing, MemberCount, Pillar, RecordId, Relation, VisibleRecord};
use crate::present::naming::{self, capitalized, number_in_words, quoted};
use crate::present::page::Label;

/// The records that have something in common, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The property that they have in common.
    pub what: Counted,
    /// The records.
    pub records: Listing,
    /// The number of records of which these are a part, such as all gaps under a pillar.
    pub of: usize,
    /// How many of the records are gaps that nothing answers; they come first.
    pub unanswered: usize,
    /// Of members: how many there were in all by a source, if the sources name fewer. These need not be among them.
    pub in_all: Option<MemberCount>,
}

/// The property that the records of a tally have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Gaps under a pillar, if the data has no answers.
    Gaps(Pillar),
    /// Gaps under a pillar that nothing answers.
    Unanswered(Pillar),
    /// Gaps under a pillar that nothing answers, and then those that are answered in part only; if the data says how much of
    /// a gap is answered.
    Open(Pillar),
    /// All that are members still.
    Members,
    /// Members with this relation to a record.
    Role(Relation, RecordId),
    /// Records to which members have this relation, where there are too many for a row each.
    Ends(Relation),
    /// What is dated and earlier than the time line shows.
    Earlier,
    /// What is dated and later than that.
    Later,
    /// All articles.
    Articles,
    /// All documents.
    Documents,
}

impl Counted {
    /// The citation that says that a record is one of those counted, if its own does not.
    pub fn citation<'a>(&self, record: VisibleRecord<'a>) -> Option<&'a Citation> {
        let Self::Role(relation, id) = self else { return None };
        let link = record.links().find(|link| link.relation == *relation && link.to == *id);
        link.map(|link| &link.citation)
    }

    /// Whether the count is editorial: it depends on the crosswalk.
    pub const fn is_editorial(&self) -> bool {
        matches!(self, Self::Unanswered(_) | Self::Open(_))
    }

    /// What the count is of, as the title of its list.
    pub fn heading(&self, data: &Data, columns: usize) -> CompactString {
        match self {
            Self::Gaps(pillar) => format_compact!("Gaps under {pillar}"),
            Self::Unanswered(pillar) => format_compact!("Unanswered gaps under {pillar}"),
            Self::Open(pillar) => format_compact!("Gaps left open under {pillar}"),
            Self::Members => "Members".into(),
            Self::Role(Relation::TookPart, id) => format_compact!("Members at {}", name_of(data, id, columns)),
            Self::Role(Relation::Contributed, id) => {
                format_compact!("Members that contributed to {}", name_of(data, id, columns))
            }
            Self::Role(relation, id) => {
                format_compact!("Members: {} {}", relation.forward(), name_of(data, id, columns))
            }
            Self::Ends(Relation::TookPart) => "Meetings of members".into(),
            Self::Ends(Relation::Contributed) => "Contributions of members".into(),
            Self::Ends(relation) => format_compact!("Members: {}", relation.forward()),
            Self::Earlier => "Earlier on the time line".into(),
            Self::Later => "Later on the time line".into(),
            Self::Articles => "Articles".into(),
            Self::Documents => "Documents".into(),
        }
    }

    /// What stands before each record of the list.
    pub const fn label(&self) -> Label {
        match self {
            Self::Earlier | Self::Later | Self::Ends(_) => Label::WithDate,
            Self::Gaps(_)
            | Self::Unanswered(_)
            | Self::Open(_)
            | Self::Members
            | Self::Role(..)
            | Self::Articles
            | Self::Documents => Label::WithKind,
        }
    }

    /// The basis of the count, on the upper edge of its list.
    pub const fn basis(&self) -> &'static str {
        if self.is_editorial() { "counted by the crosswalk †" } else { "counted" }
    }
}

impl Tally {
    /// All of these records.
    pub(super) fn of<'a>(data: &Data, what: Counted, records: impl IntoIterator<Item = VisibleRecord<'a>>) -> Self {
        let records = Listing::of(data, records);
        let in_all = if what == Counted::Members { data.members_in_all() } else { None };
        Self { what, of: records.len(), records, unanswered: 0, in_all }
    }

    /// The gaps under a pillar that are not answered in full, or the unanswered ones in data that does not say how much of a
    /// gap is answered, or all in data without answers.
    pub(super) fn under(data: &Data, pillar: Pillar, has_strengths: bool) -> Self {
        let gaps = || data.under(Kind::Gap, pillar);
        if !data.has_answers() {
            return Self::of(data, Counted::Gaps(pillar), gaps());
        }
        let that_are = |answered| gaps().filter(move |gap| data.answered(*gap) == Some(answered));
        let unanswered = that_are(Answered::NotAtAll).count();
        let tally = if has_strengths {
            let open = that_are(Answered::NotAtAll).chain(that_are(Answered::InPart));
            Self::of(data, Counted::Open(pillar), open)
        } else {
            Self::of(data, Counted::Unanswered(pillar), that_are(Answered::NotAtAll))
        };
        Self { of: gaps().count(), unanswered, ..tally }
    }

    /// How many of the gaps are answered in full, in part, and not at all.
    pub fn answered(&self) -> [usize; 3] {
        let records = self.records.len();
        [self.of.saturating_sub(records), records.saturating_sub(self.unanswered), self.unanswered]
    }

    /// The records in groups, each with the sentence above it. One group may have no records.
    pub fn groups(&self, data: &Data) -> Vec<(String, Range<usize>)> {
        let all = self.records.len();
        if self.what == Counted::Articles {
            return self.by_instrument(data);
        }
        if self.unanswered == 0 || self.unanswered == all {
            return vec![(self.sentence(data, self.unanswered, all - self.unanswered), 0..all)];
        }
        let unanswered = (self.sentence(data, self.unanswered, 0), 0..self.unanswered);
        vec![unanswered, (self.sentence(data, 0, all - self.unanswered), self.unanswered..all)]
    }

    /// The articles of each instrument below its name.
    fn by_instrument(&self, data: &Data) -> Vec<(String, Range<usize>)> {
        let mut groups: Vec<(String, Range<usize>)> = Vec::new();
        for (number, article) in self.records.records(data).enumerate() {
            let name = article.part_of().map_or_else(String::new, |whole| naming::headline(whole, WIDEST).into());
            match groups.last_mut().filter(|(last, _)| *last == name) {
                Some((_, group)) => group.end = number + 1,
                None => groups.push((name, number..number + 1)),
            }
        }
        groups
    }

    /// A sentence about the records: so many unanswered gaps, or so many others.
    fn sentence(&self, data: &Data, unanswered: usize, others: usize) -> String {
        let count = |one: &str, many: &str| {
            let words = capitalized(&number_in_words(others));
            if others == 1 { format!("{words} {one}") } else { format!("{words} {many}") }
        };
        match (&self.what, unanswered) {
            (Counted::Gaps(pillar), _) => format!("{} under {pillar}.", count("gap", "gaps")),
            (Counted::Unanswered(pillar), 0) => format!("Every gap under {pillar} has an answer (our judgement)."),
            (Counted::Open(pillar), 0) => match others {
                0 => format!("Every gap under {pillar} is answered in full (our judgement)."),
                1 => "This gap is answered in part (our judgement).".to_owned(),
                others => format!("These {} gaps are answered in part (our judgement).", number_in_words(others)),
            },
            (Counted::Unanswered(_) | Counted::Open(_), 1) => {
                "No recommendation answers this gap (our judgement).".to_owned()
            }
            (Counted::Unanswered(_) | Counted::Open(_), gaps) => {
                format!("No recommendation answers these {} gaps (our judgement).", number_in_words(gaps))
            }
            // There may be more than the sources name.
            (Counted::Members, _) if data.edition().named_since.is_some() => {
                let named = format!("{} of ICAT that the sources read name.", count("member", "members"));
                match &self.in_all {
                    Some(MemberCount { words, date, .. }) => {
                        format!("{named} There were {words} {}; the sources read name only some of them.", date.when())
                    }
                    None => named,
                }
            }
            (Counted::Members, _) => format!("{}.", count("member of ICAT", "members of ICAT")),
            (Counted::Role(relation, id), _) => {
                let to = data.get(id).map_or_else(
                    || id.to_string(),
                    |record| quoted(record.title().first(), record.title().basis).to_string(),
                );
                format!("{} {} {to}.", count("member", "members"), relation.forward())
            }
            (Counted::Ends(Relation::TookPart), _) => {
                format!("{} in which members took part.", count("meeting", "meetings"))
            }
            (Counted::Ends(Relation::Contributed), _) => {
                format!("{} to which members contributed.", count("publication", "publications"))
            }
            (Counted::Ends(relation), _) => format!("{}: {}.", count("record", "records"), relation.forward()),
            (Counted::Articles, _) => format!("{}.", count("article", "articles")),
            (Counted::Earlier | Counted::Later, _) => {
                format!("{}, the earliest first.", count("dated record", "dated records"))
            }
            (Counted::Documents, _) => {
                format!("{}.", count("document that records cite", "documents that records cite"))
            }
        }
    }
}

/// The headline of a record, or its title, or else its id.
pub(super) fn name_of<'a>(data: &'a Data, id: &'a RecordId, columns: usize) -> Cow<'a, str> {
    data.get(id).map_or_else(|| id.as_str().into(), |record| naming::headline(record, columns))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Model, Pane, Subject};
    use crate::atlas::Atlas;
    use crate::present::content::Line;

    fn under(pillar: Pillar) -> (Data, Tally) {
        let data = Data::from(Atlas::of_format_3());
        let tally = Tally::under(&data, pillar, data.has_strengths());
        (data, tally)
    }

    #[test]
    fn gaps_are_counted_in_three_states() {
        let (data, tally) = under(Pillar::Prevention);
        assert_eq!((tally.answered(), tally.of), ([1, 2, 1], 4));
        let ids: Vec<_> = tally.records.records(&data).map(|gap| gap.id().as_str()).collect();
        assert_eq!(ids, ["gap/prevention/1", "gap/prevention/3", "gap/prevention/4"], "the unanswered first");
        assert_eq!(under(Pillar::Protection).1.answered(), [3, 0, 0]);
    }

    #[test]
    fn gaps_that_nothing_answers_and_those_answered_in_part_have_a_sentence_each() {
        let (data, tally) = under(Pillar::Prevention);
        let groups = [
            ("No recommendation answers this gap (our judgement).".to_owned(), 0..1),
            ("These two gaps are answered in part (our judgement).".to_owned(), 1..3),
        ];
        assert_eq!(tally.groups(&data), groups);
        let (data, tally) = under(Pillar::Protection);
        assert_eq!(
            tally.groups(&data),
            [("Every gap under Protection is answered in full (our judgement).".to_owned(), 0..0)]
        );
    }

    #[test]
    fn the_list_has_a_heading_for_each_state() {
        let model = Model::new(Atlas::of_format_3(), 80, 24);
        let tally = model.dashboard().contents().tally(Pane::Overview, 0).unwrap();
        let page = model.shared().page(Subject::Tally(tally), 76);
        let lines: Vec<_> = page.lines.iter().map(Line::plain).collect();
        let expected = [
            "No recommendation answers this gap (our judgement).",
            "",
            "Gap 1  “Need for a holistic approach”",
            "",
            "These two gaps are answered in part (our judgement).",
            "",
            "Gap 3  “Reducing the demand”",
            "Gap 4  “Lack of resources to reach potential victims”",
        ];
        assert_eq!(lines, expected);
        assert_eq!(page.items.len(), 3);
    }
}
