//! Which words of a query a hit has, which it lacks, and which it is only related to: what the headings above the hits say.

use super::order::MOST_RELATED;
use super::plan::{Reading, Unit};
use super::rank::Hit;
use super::searcher::Found;
use super::wording::{joined, quoted};

/// Which words of the query a hit has. The words are as typed, or as the one word that they were corrected to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing<'a> {
    /// It has every word.
    All,
    /// It lacks words that it could have.
    Some {
        /// The words that it has.
        has: Vec<&'a str>,
        /// The words that it lacks and other records have.
        lacks: Vec<&'a str>,
        /// The words that it is only related to.
        related: Vec<&'a str>,
    },
    /// None, but it is related to these; empty if the query has too many words to tell.
    Related(Vec<&'a str>),
}

impl Found {
    /// Whether a hit matches all words of the query.
    pub fn has_all_words(&self, hit: &Hit) -> bool {
        (0..self.plan.sought().count()).all(|number| has(hit.units, number))
    }

    /// The words of the query that a hit does not have.
    pub fn missing(&self, hit: &Hit) -> Vec<&str> {
        let sought = self.plan.sought().enumerate();
        sought.filter(|(number, _)| !has(hit.units, *number)).map(|(_, unit)| unit.name()).collect()
    }

    /// Says which words the first hits lack or are only related to, if other records have them and none has all: what the headings
    /// say on the screen.
    pub fn lacking(&self) -> Option<String> {
        let standing = self.new_standing(0)?;
        let (lacks, related) = match &standing {
            Standing::All => return None,
            Standing::Some { lacks, related, .. } => (lacks.as_slice(), related.as_slice()),
            Standing::Related(related) => (&[][..], related.as_slice()),
        };
        // Of a word that no record has it is said anyway.
        let is_elsewhere = |name: &str| self.plan.sought().any(|unit| unit.name() == name && is_elsewhere(unit));
        let named = |names: &[&str]| {
            let names: Vec<String> = names.iter().filter(|name| is_elsewhere(name)).map(|name| quoted(name)).collect();
            Some(joined(&names)).filter(|_| !names.is_empty())
        };
        let lacking = named(lacks).map(|names| format!("lack {names}"));
        let related = named(related).map(|names| format!("are only related to {names}"));
        let lacking: Vec<String> = lacking.into_iter().chain(related).collect();
        (!lacking.is_empty()).then(|| format!("no record has all the words: the first ones {}", joined(&lacking)))
    }

    /// The standing of the hit at this index if it is the first with this standing. `None` if all hits have all words.
    pub fn new_standing(&self, number: usize) -> Option<Standing<'_>> {
        let hit = self.hits.get(number)?;
        // Hits that lack words come last.
        if self.hits.last().is_some_and(|last| self.has_all_words(last)) {
            return None;
        }
        let before = number.checked_sub(1).and_then(|before| self.hits.get(before));
        let is_first = before.is_none_or(|before| self.units(before) != self.units(hit));
        is_first.then(|| self.standing(hit))
    }

    /// The standing of a hit.
    fn standing(&self, hit: &Hit) -> Standing<'_> {
        if self.has_all_words(hit) {
            return Standing::All;
        }
        let (units, related) = self.units(hit);
        let names = |is_among: &dyn Fn(usize, &Unit) -> bool| -> Vec<&str> {
            let sought = self.plan.sought().enumerate();
            sought.filter(|(number, unit)| is_among(*number, unit)).map(|(_, unit)| unit.name()).collect()
        };
        let related_names = names(&|number, _| has(related, number));
        if units == 0 {
            return Standing::Related(related_names);
        }
        Standing::Some {
            has: names(&|number, _| has(units, number)),
            lacks: names(&|number, unit| !has(units | related, number) && is_elsewhere(unit)),
            related: related_names,
        }
    }

    /// The units that a hit matches and those that it is related to, as far as they order the hits.
    fn units(&self, hit: &Hit) -> (u16, u16) {
        let has_few = self.plan.sought().nth(MOST_RELATED as usize).is_none();
        (hit.units, if has_few { hit.related } else { 0 })
    }
}

/// Whether records have a unit.
const fn is_elsewhere(unit: &Unit) -> bool {
    matches!(unit.reading, Reading::AsTyped | Reading::Corrected(_))
}

/// Whether the bit of a unit is set.
const fn has(units: u16, number: usize) -> bool {
    units & 1 << number != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, Data};
    use crate::search::Searcher;

    /// The beginnings of the groups of hits: the number of each first hit and its standing.
    fn groups(data: impl Into<Data>, typed: &str) -> Vec<(usize, String)> {
        let searcher = Searcher::new(data);
        let found = searcher.search(&searcher.query(typed), usize::MAX);
        let standings = (0..found.hits.len()).filter_map(|number| Some((number, found.new_standing(number)?)));
        let said = |standing| match standing {
            Standing::All => "all".to_owned(),
            Standing::Some { has, lacks, related } => {
                format!("{} / {} / {}", has.join(" "), lacks.join(" "), related.join(" "))
            }
            Standing::Related(related) => format!("related: {}", related.join(" ")),
        };
        standings.map(|(number, standing)| (number, said(standing))).collect()
    }

    fn expected(groups: &[(usize, &str)]) -> Vec<(usize, String)> {
        groups.iter().map(|(number, said)| (*number, (*said).to_owned())).collect()
    }

    /// Gaps of one or two words; by the vocabulary the first two are about something related to a levy.
    fn with_related() -> Atlas {
        let cited = r#"citations: [(document: "document/deck", place: Slide("x"))]"#;
        let gap =
            |number: u8, text: &str| format!(r#"(id: "gap/prevention/{number}", text: Verbatim("{text}"), {cited}),"#);
        let title = r#"title: Editorial("deck"), body: "icat", text: Editorial("deck")"#;
        let document = format!(r#"[(id: "document/deck", {title}, {cited})]"#);
        let vocabulary =
            r#"[(terms: ["levy", "duty"], records: ["gap/prevention/1", "gap/prevention/2"], strength: Near)]"#;
        let texts = [
            ("edition", r#"(name: "test", date: "2010", schema: 2)"#.to_owned()),
            ("gaps", format!("[{}{}{}]", gap(1, "tax fraud"), gap(2, "customs"), gap(3, "fraud"))),
            ("documents", document),
            ("vocabulary", vocabulary.to_owned()),
        ];
        Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}"))
    }

    #[test]
    fn hits_that_all_have_all_words_form_no_groups() {
        for typed in ["police", "root causes", "kind:gap", ""] {
            assert_eq!(groups(Atlas::frozen(), typed), [], "{typed}");
        }
    }

    #[test]
    fn a_group_names_the_words_it_has_and_those_it_lacks() {
        let of = |typed| groups(Atlas::frozen(), typed);
        assert_eq!(
            of("traffick women"),
            expected(&[(0, "all"), (1, "women / traffick / "), (4, "traffick / women / ")])
        );
        let both = [(0, "resources capacity / police / "), (1, "police / resources capacity / ")];
        assert_eq!(of("resources capacity police")[..2], expected(&both));
    }

    #[test]
    fn a_word_that_no_record_has_is_not_among_those_that_a_group_lacks() {
        assert_eq!(groups(Atlas::frozen(), "impunity zyxwv"), expected(&[(0, "impunity /  / ")]));
    }

    #[test]
    fn a_corrected_word_goes_by_its_correction() {
        assert_eq!(groups(Atlas::frozen(), "impuntiy zyxwv"), expected(&[(0, "impunity /  / ")]));
        assert_eq!(groups(Atlas::frozen(), "impnty zyxwv"), expected(&[(0, "impunity /  / ")]));
    }

    #[test]
    fn what_is_only_related_forms_groups_of_its_own() {
        let of = |typed| groups(with_related(), typed);
        assert_eq!(of("levy"), expected(&[(0, "related: levy")]));
        assert_eq!(of("fraud levy"), expected(&[(0, "fraud /  / levy"), (1, "fraud /  / "), (2, "related: levy")]));
    }

    #[test]
    fn remarks_name_the_words_for_which_only_related_records_count() {
        let searcher = Searcher::new(with_related());
        let remarks = |typed: &str| searcher.search(&searcher.query(typed), 1).plan.remarks().join("\n");
        assert_eq!(remarks("levy duty"), "“levy” and “duty” are in no record: records about a related idea come last");
        assert_eq!(remarks("deck levy"), "“levy” is in no record: records about a related idea come last");
        // The first record has the word “fraud” and is about a related idea.
        let among = "“levy” is in no record: some records are about a related idea";
        assert_eq!([remarks("fraud levy"), remarks("tax levy")], [among; 2]);
        assert_eq!(remarks("fraud levy !tax"), "“levy” is in no record: records about a related idea come last");
    }

    #[test]
    fn hits_of_one_standing_stand_together_however_many_words_are_typed() {
        for typed in ["fraud levy", "fraud tax customs levy a1 b2 c3 d4 e5 f6"] {
            let mut standings: Vec<String> = groups(with_related(), typed).into_iter().map(|group| group.1).collect();
            let all = standings.len();
            standings.sort();
            standings.dedup();
            assert_eq!(standings.len(), all, "{typed}");
        }
    }
}
