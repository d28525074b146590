//! What words lead to besides the records that have them: the records, words, kinds and labels of the groups that they are an entry
//! of. The part of `planner` that looks entries up.

use super::entries::{Group, Sense};
use super::field::names_kind;
use super::labels::Target;
use super::plan::{Closeness, Lead, Specificity, Unit};
use super::planner::Planner;
use super::query::Query;
use super::units::TermUnit;
use crate::atlas::{Kind, Pillar};

/// Shortest beginning that distinguishes the pillars, in letters: `prev`, `prot`, `pros`, `part`.
const SHORTEST_PILLAR: usize = 4;

/// How much of an entry is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    /// Its beginning, or one of its words beside others.
    Beginning,
    /// The whole entry.
    Whole,
    /// The same, of several words, and nothing else that counts.
    All,
}

/// How much is typed of the entries that a unit is.
pub(super) fn typed_of(query: &Query, part: &TermUnit) -> Typed {
    let terms = if part.together.is_empty() { &part.terms } else { &part.entry };
    let is_in = |number: usize| terms.contains(&number) || query.is_passed_over(number);
    if terms.len() > 1 && (0..query.terms.len()).all(is_in) { Typed::All } else { Typed::Whole }
}

impl Planner<'_> {
    /// Adds the kinds and pillars that a bare word names. A word of the data is not the beginning of a pillar: `part`, `protect`.
    pub(super) fn hints(&self, word: &str, leads: &mut Vec<Lead>) {
        leads.extend(Kind::ALL.into_iter().filter(|kind| names_kind(word, *kind)).map(Lead::Kind));
        let named = |pillar: &Pillar| {
            let begins = || word.len() >= SHORTEST_PILLAR && pillar.segment().starts_with(word);
            pillar.segment() == word || begins() && self.known(word).is_none()
        };
        leads.extend(Pillar::ALL.into_iter().filter(named).map(Lead::Pillar));
    }

    /// A group, unless it is hidden: what is related is our judgement.
    pub(super) fn group(&self, number: u32) -> Option<Group<'_>> {
        self.entries.group(number).filter(|group| self.visible.shows_judgements() || group.sense != Sense::Related)
    }

    /// Adds the records, words, kinds and labels that a group leads to, whose entry was typed whole or only begun, but not the words
    /// that stand `beside` this one.
    pub(super) fn lead(&self, number: u32, typed: Typed, beside: &[&str], unit: &mut Unit) {
        let Some(group) = self.group(number) else { return };
        let closeness = match group.sense {
            Sense::Label(Target::Label(label)) => return unit.leads.push(Lead::Label(label)),
            Sense::Label(Target::Kind(kind)) => return unit.leads.push(Lead::Kind(kind)),
            Sense::Same => Closeness::LedTo,
            Sense::Related => Closeness::Related,
        };
        let specificity = Specificity::of(group.records().count());
        let is_only = typed == Typed::All && group.records().count() == 1;
        let kind = |record: u32| self.visible.index.facets[record as usize].kind();
        let is_organization = |record| matches!(kind(record), Kind::Member | Kind::Body);
        let records = group.records().filter(|(record, _)| self.visible.is_visible(*record as usize));
        unit.leads.extend(records.enumerate().map(|(position, (record, is_named))| {
            let is_called_so = is_only && kind(record) != Kind::Document
                || specificity == Specificity::OneOrTwo && is_organization(record);
            let is_name = typed != Typed::Beginning && closeness == Closeness::LedTo && (is_named || is_called_so);
            // What people call an organization or an event is a name of it, and so is all that is typed of the only record that is
            // called so.
            let closeness = if is_name { Closeness::Word } else { closeness };
            Lead::Record { record, group: number, closeness, specificity, position }
        }));
        self.stand_in(number, beside, unit);
    }

    /// Adds the words and phrases of the data that stand for the unit.
    pub(super) fn stand_in(&self, number: u32, beside: &[&str], unit: &mut Unit) {
        let Some(group) = self.group(number) else { return };
        let closeness = if group.sense == Sense::Same { Closeness::Synonym } else { Closeness::Related };
        let is_beside = |words: &[&str]| matches!(words, [word] if beside.contains(word));
        for words in group.words().filter(|words| !is_beside(words)) {
            match words.as_slice() {
                [word] => self.whole(word, closeness, &mut unit.whole.runs),
                words => unit.whole.sequences.extend(self.sequence(words, false, closeness)),
            }
        }
    }
}
