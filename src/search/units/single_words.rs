//! Words that stand for themselves: those of a term that the data has, and other forms of an entry.

use super::super::common::is_common;
use super::super::entries::{Keys, Meaning, Sense};
use super::super::families::all_forms;
use super::super::inflections::{inflected, may_be_inflected};
use super::{Parter, TermUnit, Word};

impl<F: Fn(&str) -> bool, G: Fn(&str) -> bool> Parter<'_, F, G> {
    /// The words of a unit as units of their own, if each of them is in the data and they only happen to be a term of the trade:
    /// `trafficking women` finds records with one of the words, too. What the term leads to counts for each of them.
    pub(super) fn apart(&self, unit: TermUnit) -> Vec<TermUnit> {
        let is_same = |group: &u32| self.entries.group(*group).is_some_and(|group| group.sense == Sense::Same);
        let is_known =
            |number: &usize| self.words[*number].is_some_and(|word| !word.is_function && (self.known)(word.folded));
        let may_part = unit.words.len() > 1
            // A term with several meanings is read as one, so that a remark can name them.
            && matches!(unit.groups.as_slice(), [group] if is_same(group))
            && !unit.is_whole_abbreviation
            && unit.words.iter().all(is_known);
        if !may_part {
            return vec![unit];
        }
        let of_word = |number: &usize| TermUnit {
            together: unit.groups.clone(),
            entry: unit.terms.clone(),
            related: unit.related.clone(),
            ..TermUnit::of(*number..number + 1)
        };
        unit.words.iter().map(of_word).collect()
    }

    /// The entry of several words that ends in another form of this one, after those with which the keys begin: `hidden populations`.
    pub(super) fn form_of_last(&self, before: Option<Keys>, number: usize) -> Option<Keys> {
        let last = self.words[number].filter(|word| self.may_have_forms(word))?;
        let beginning = &last.folded[..last.folded.chars().next()?.len_utf8()];
        self.entries.after(before, beginning)?;
        // What is being typed may become a longer form.
        let is_open = self.is_open && number + 1 == self.words.len();
        let may_be_meant = |form: &String| !is_open || last.folded.starts_with(form.as_str());
        let forms = all_forms(last.typed, last.folded).into_iter().filter(may_be_meant);
        forms.filter_map(|form| self.entries.after(before, &form)).find(|keys| self.is_term(*keys))
    }

    /// Whether a word has other forms: it is one of the language or of the trade, or may be inflected like one. Another is misspelt,
    /// and what it is read as is told: `human trafficing`.
    fn may_have_forms(&self, word: &Word<'_>) -> bool {
        let is_word = |folded: &str| (self.known)(folded) || is_common(folded) || self.entries.knows(folded);
        let is_inflected = || may_be_inflected(word.folded, |base| self.entries.knows(base));
        !word.is_function && !word.is_short && (is_word(word.folded) || is_inflected())
    }

    /// Whether the keys have an entry that is no abbreviation.
    pub(super) fn is_term(&self, keys: Keys) -> bool {
        self.entries.whole(keys).any(|meaning| !meaning.is_abbreviation)
    }

    /// The other forms of a word that the data lacks and others follow, with which an entry may begin: `lesson learned`.
    pub(super) fn forms_of_first(&self, start: usize) -> impl Iterator<Item = String> {
        let may_begin = |word: &Word<'_>| self.may_have_forms(word) && !(self.known)(word.folded);
        let first = self.words[start].filter(|word| start + 1 < self.words.len() && may_begin(word));
        let forms = first.map(|word| all_forms(word.typed, word.folded)).unwrap_or_default();
        forms.into_iter().filter(|form| self.entries.after(None, form).is_some())
    }

    /// Takes a word for an entry that it is another form of, if neither it nor a form of it is in the data: `rescued`.
    pub(super) fn form_of_entry(&self, start: usize, best: &mut TermUnit) {
        let word = self.words[start].filter(|word| !word.is_acronym && self.may_have_forms(word));
        let Some(word) = word.filter(|word| best.groups.is_empty() && !(self.known)(word.folded)) else { return };
        let forms = all_forms(word.typed, word.folded);
        if forms.iter().any(|form| (self.known)(form)) {
            return;
        }
        let meanings = |form: &str| -> Vec<Meaning> {
            let keys = self.entries.after(None, form).into_iter();
            keys.flat_map(|keys| self.entries.whole(keys)).filter(|meaning| !meaning.is_abbreviation).collect()
        };
        let forms = forms.into_iter().chain(inflected(word.folded).map(|(base, _)| base));
        let meanings = forms.map(|form| meanings(&form)).find(|meanings| !meanings.is_empty());
        best.add(meanings.unwrap_or_default().into_iter());
    }
}
