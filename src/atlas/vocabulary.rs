//! `data/vocabulary.ron`: what people in the field say for what the records say. The search uses it; it is never shown as a
//! text of the data.

use serde::Deserialize;

use super::packed::{choices, fields};
use super::text::{folded, has_only_capitals};
use super::{RecordId, Text};

/// Terms for one idea, and what they lead to in the data.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The terms in English; the first is the name of the group, which tells its meaning from that of other groups with an
    /// ambiguous term. At least one.
    pub terms: Vec<Text>,
    /// Abbreviations, which count only if they are typed whole.
    #[serde(default)]
    pub abbreviations: Vec<Text>,
    /// The terms in French; those in capitals are abbreviations.
    #[serde(default)]
    pub french: Vec<Text>,
    /// The terms in Spanish; those in capitals are abbreviations.
    #[serde(default)]
    pub spanish: Vec<Text>,
    /// Those of the terms above that are in another group of strength [`Strength::Same`], too.
    #[serde(default)]
    pub ambiguous: Vec<Text>,
    /// The records that the terms lead to, the best first.
    #[serde(default)]
    pub records: Vec<RecordId>,
    /// Words and phrases of the data that the terms lead to besides these records.
    #[serde(default)]
    pub words: Vec<Text>,
    /// How close the terms are to what they lead to.
    #[serde(default)]
    pub strength: Strength,
}

/// How close the terms of a group are to what they lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Strength {
    /// Other words for it: the terms stand for one another and for what the records say.
    #[default]
    Same,
    /// A related idea: the terms lead to it, and do not stand for one another.
    Near,
}

/// An entry of a group: a term of any language, or an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupEntry<'a> {
    /// The term as the data has it.
    pub text: &'a str,
    /// Whether it counts only if it is typed whole.
    pub is_abbreviation: bool,
    /// Whether it is French or Spanish.
    pub is_foreign: bool,
}

impl Group {
    /// A group of words that stand for one another, and lead to nothing else.
    pub(super) const fn of_words(terms: Vec<Text>) -> Self {
        Self {
            terms,
            abbreviations: Vec::new(),
            french: Vec::new(),
            spanish: Vec::new(),
            ambiguous: Vec::new(),
            records: Vec::new(),
            words: Vec::new(),
            strength: Strength::Same,
        }
    }

    /// The name of the group: its first term.
    pub fn name(&self) -> &str {
        self.terms.first().map_or("", Text::as_str)
    }

    /// All entries: the terms, the abbreviations, the French and the Spanish terms, each in the order of the data.
    pub fn entries(&self) -> impl Iterator<Item = GroupEntry<'_>> {
        let english = self.terms.iter().map(|term| (term, false, false));
        let abbreviations = self.abbreviations.iter().map(|term| (term, true, false));
        let foreign = self.french.iter().chain(&self.spanish);
        let foreign = foreign.map(|term| (term, has_only_capitals(term.as_str()), true));
        let all = english.chain(abbreviations).chain(foreign);
        all.map(|(text, is_abbreviation, is_foreign)| GroupEntry { text: text.as_str(), is_abbreviation, is_foreign })
    }

    /// Whether its terms lead to anything, or stand for one another.
    pub(super) fn is_of_use(&self) -> bool {
        self.leads_anywhere() || (self.strength == Strength::Same && self.entries().nth(1).is_some())
    }

    /// Whether the group leads to anything but its own terms.
    pub fn leads_anywhere(&self) -> bool {
        !self.records.is_empty() || !self.words.is_empty()
    }
}

/// A text as terms are compared: in lower case, without diacritics and apostrophes, with one blank for whatever else is
/// between two words.
pub(super) fn comparable(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let letters = text.chars().filter(|letter| !matches!(letter, '\'' | '’' | 'ʼ'));
    for letter in letters.flat_map(folded) {
        match letter {
            letter if letter.is_alphanumeric() => key.push(letter),
            _ if key.is_empty() || key.ends_with(' ') => {}
            _ => key.push(' '),
        }
    }
    key.truncate(key.trim_end().len());
    key
}

fields!(Group { terms, abbreviations, french, spanish, ambiguous, records, words, strength });
choices!(Strength { Same, Near });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_their_order_and_say_which_are_abbreviations() {
        let group: Group = ron::from_str(
            "(terms: [\"national action plan\", \"UN plan\"], abbreviations: [\"NAP\", \"NAPs\"], french: [\"PAN\", \"plan d'action\"], \
             spanish: [\"P.A.N. 2\", \"plan de acción\", \"行动\"])",
        )
        .unwrap();
        let entries: Vec<_> = group.entries().map(|entry| (entry.text, entry.is_abbreviation)).collect();
        assert_eq!(
            entries,
            [
                ("national action plan", false),
                ("UN plan", false),
                ("NAP", true),
                ("NAPs", true),
                ("PAN", true),
                ("plan d'action", false),
                ("P.A.N. 2", true),
                ("plan de acción", false),
                ("行动", false),
            ]
        );
        assert_eq!(
            (group.name(), group.strength, group.leads_anywhere()),
            ("national action plan", Strength::Same, false)
        );
    }

    #[test]
    fn terms_are_compared_without_case_accents_hyphens_and_apostrophes() {
        for (one, other) in [
            ("Re-Trafficking", "re trafficking"),
            ("retrafficking", "RETRAFFICKING"),
            ("chef-d’œuvre", "chef d'oeuvre"),
            ("victime de la traite, exploitée", "VICTIME  DE LA TRAITE (exploitee)"),
            ("i\u{307}", "İ"),
            ("– «4 P» –", "4 p"),
            ("Straße", "STRASSE"),
            ("Malmø, Łódź", "malmo lodz"),
            ("&", ""),
        ] {
            assert_eq!(comparable(one), comparable(other), "{one}");
        }
        assert_ne!(comparable("retrafficking"), comparable("re-trafficking"));
    }
}
