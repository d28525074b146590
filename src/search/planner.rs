//! Makes plans: looks up each unit of a query in the word list of the index and in the entries of the trade's vocabulary.

use std::ops::Range;

use super::common::is_common;
use super::compounds::as_spelled;
use super::entries::{Entries, Sense};
use super::fallback::Caches;
use super::families::forms_with_closeness;
use super::field::{Field, Fields, NAMES};
use super::filter_name::named;
use super::function_words::{is_english, is_function_word};
use super::fuzzy::Fuzzy;
use super::index::Posting;
use super::leading::{Typed, typed_of};
use super::pattern::{Pattern, patterns};
use super::plan::{Closeness, Criterion, Lead, Matches, Plan, Run, Sequence, Unit, Word, loose};
use super::query::{Query, Term, is_like_an_acronym};
use super::spelled_out;
use super::state::StateName;
use super::units::{TermUnit, keep_most, key, parted};
use super::visible::Visible;
use super::word_list::{WordId, WordList, has_figure};
use super::wording::{are, quoted};

pub(super) struct Planner<'a> {
    pub visible: Visible<'a>,
    pub entries: &'a Entries,
    pub fuzzy: &'a Fuzzy,
    pub caches: &'a Caches,
}

impl Planner<'_> {
    pub(super) fn word_list(&self) -> &WordList {
        &self.visible.index.word_list
    }

    /// The id of a word, if it occurs in a visible text.
    pub(super) fn known(&self, word: &str) -> Option<WordId> {
        self.word_list().whole(word).filter(|id| self.visible.has(&(*id..id + 1)))
    }

    /// The id of a word, if it occurs in a visible name or acronym.
    fn in_names(&self, word: &str) -> Option<WordId> {
        let names = Fields::of(NAMES);
        let is_name = |words: &Range<WordId>, posting: &Posting| {
            names.holds(posting.class()) && self.visible.shows(words, *posting)
        };
        let is_in_names = |words: Range<WordId>| {
            self.visible.index.postings(words.clone()).iter().any(|posting| is_name(&words, posting))
        };
        self.word_list().whole(word).filter(|id| is_in_names(*id..*id + 1))
    }

    pub(super) fn plan(&self, query: &Query) -> Plan {
        let mut query = as_spelled(query, self);
        let (mut parts, mut units) = self.looked_up(&query);
        // “without testifying” is an entry.
        let is_in_entry = |number: usize| {
            let part = parts.iter().find(|part| part.terms.contains(&number));
            part.map_or_else(|| is_between(&parts, number), |part| part.terms.len() > 1 || !part.related.is_empty())
        };
        let mut remarks = [query.remarks(), &spelled_out::remarks(&query, is_in_entry)].concat();
        self.correct_all(&mut query, &mut parts, &mut units);
        let absent: Vec<String> = query.terms.iter().flat_map(|term| self.absent(&query, term)).collect();
        if !absent.is_empty() {
            remarks.push(format!("{} in no record and did not count", are(&absent)));
        }
        let is_passed_over = |number: &usize| !parts.iter().any(|part| part.terms.contains(number));
        let passed_over = (0..query.terms.len()).filter(is_passed_over);
        let passed_over = passed_over.map(|number| query.terms[number].typed.clone()).collect();
        let nowhere: Vec<&Word> = units.iter().filter(|unit| !unit.is_found()).flat_map(|unit| &unit.words).collect();
        let explained: Vec<String> = nowhere.iter().flat_map(|word| word.loose()).filter_map(own_word).collect();
        let is_explained = query.is_explained() || !explained.is_empty() && explained.len() == nowhere.len();
        remarks.extend(explained);
        Plan { units, remarks, is_explained, passed_over, ..Plan::default() }
    }

    /// The alternatives of a term that nothing matches, quoted, if something matches another.
    fn absent(&self, query: &Query, term: &Term) -> Vec<String> {
        if term.negated || !term.typed.contains('|') {
            return Vec::new();
        }
        let typed = term.typed.split('|').map(str::trim).filter(|typed| !typed.is_empty());
        let alone = |typed: &str| Term { typed: typed.to_owned(), choices: patterns(typed, false), ..term.clone() };
        let query = Query { terms: typed.map(alone).collect(), is_open: false, ..query.clone() };
        let is_absent = |number: &usize| self.word(&query, *number).matches.is_empty();
        let absent: Vec<usize> = (0..query.terms.len()).filter(is_absent).collect();
        let is_any = absent.len() < query.terms.len();
        absent.into_iter().filter(|_| is_any).map(|number| quoted(&query.terms[number].typed)).collect()
    }

    pub(super) fn looked_up(&self, query: &Query) -> (Vec<TermUnit>, Vec<Unit>) {
        let begins = |word: &str| self.visible.has(&self.word_list().beginning(word));
        let mut parts = parted(query, self.entries, |word| self.known(word).is_some(), begins);
        keep_most(&mut parts, |part| query.terms[part.terms.start].negated);
        let units = parts.iter().map(|part| self.unit(query, part)).collect();
        (parts, units)
    }

    fn unit(&self, query: &Query, part: &TermUnit) -> Unit {
        let terms = &query.terms[part.terms.clone()];
        let mut unit = match terms {
            [term] => Unit::of(self.word(query, part.terms.start), term.negated),
            _ => self.words_together(query, part),
        };
        unit.is_abbreviation = part.is_whole_abbreviation;
        if part.is_whole_abbreviation || !part.together.is_empty() {
            // LEA is not the beginning of “lead”.
            unit.words = unit.words.into_iter().map(Word::of_whole_words).collect();
        }
        let is_group = |number: &u32| self.group(*number).is_some_and(|group| !matches!(group.sense, Sense::Label(_)));
        let groups: Vec<u32> = part.groups.iter().copied().filter(is_group).collect();
        let is_in_data = unit.words.iter().all(|word| !word.matches.is_empty());
        let is_same = |number: &u32| self.group(*number).is_some_and(|group| group.sense == Sense::Same);
        if part.is_whole && (groups.len() > 1 || !is_in_data && groups.iter().all(is_same)) {
            unit.meanings = groups;
        }
        let typed = typed_of(query, part);
        let beside: Vec<&str> = query.terms[part.entry.clone()].iter().filter_map(key).collect();
        if query.fields == Fields::ALL && !unit.negated {
            unit.leads.extend(part.dates.iter().copied().map(Lead::Dated));
            part.groups.iter().chain(&part.together).for_each(|group| self.lead(*group, typed, &beside, &mut unit));
            part.begun
                .iter()
                .chain(&part.related)
                .for_each(|group| self.lead(*group, Typed::Beginning, &beside, &mut unit));
            if let ([_], [word], []) = (terms, unit.words.as_slice(), part.related.as_slice()) {
                word.loose().for_each(|word| self.hints(word, &mut unit.leads));
            }
        } else {
            let groups = part.groups.iter().chain(&part.together).chain(&part.begun).chain(&part.related);
            groups.for_each(|group| self.stand_in(*group, &beside, &mut unit));
        }
        for date in &part.dates {
            // As the texts have it.
            unit.whole.sequences.extend(self.sequence(&date.in_words(), false, Closeness::Synonym));
        }
        if part.is_whole_abbreviation {
            part.groups.iter().for_each(|group| self.spell_out(*group, &mut unit));
        }
        if let [term] = terms {
            self.read_otherwise(query, term, part, &mut unit);
        }
        unit
    }

    /// A unit of several terms.
    fn words_together(&self, query: &Query, part: &TermUnit) -> Unit {
        let mut typed: Vec<&str> = query.terms[part.terms.clone()].iter().map(|term| term.typed.as_str()).collect();
        // The words of one that was taken apart have it in common: `qu'est-ce`.
        typed.dedup();
        let typed = typed.join(" ");
        let says = |number: &&usize| !query.is_function_term(**number);
        let count = part.words.iter().filter(says).count().max(1);
        let words = if part.is_phrase {
            let folded = part.words.iter().filter_map(|number| query.terms[*number].choices.first().and_then(loose));
            vec![self.phrase(&typed, folded.map(str::to_owned).collect())]
        } else {
            // As an entry they are whole words: “national” is not a part of “international” then.
            part.words.iter().map(|number| self.word(query, *number).of_whole_words()).collect()
        };
        Unit { typed, count, words, ..Unit::of(Word::default(), false) }
    }

    /// These words next to one another, as one.
    fn phrase(&self, typed: &str, words: Vec<String>) -> Word {
        let sequences = self.sequence(&words, false, Closeness::Word).into_iter().collect();
        let criteria = vec![Criterion { pattern: Pattern::Phrase { words, is_open: false }, least: Closeness::Word }];
        Word { typed: typed.to_owned(), criteria, matches: Matches { sequences, ..Matches::default() } }
    }

    /// What the patterns of a term match.
    fn word(&self, query: &Query, number: usize) -> Word {
        let term = &query.terms[number];
        let is_open = query.is_open && number + 1 == query.terms.len();
        let is_acronym = query.is_acronym_term(number);
        let is_name = is_acronym && term.choices.iter().filter_map(loose).any(is_english);
        let mut matches = Matches { is_name, ..Matches::default() };
        let runs = &mut matches.runs;
        let mut criteria = Vec::new();
        for pattern in &term.choices {
            let mut least = if is_acronym { Closeness::Word } else { Closeness::Part };
            match pattern {
                Pattern::Loose(word) if !term.may_be_in_one(word) && !self.is_compound(word) => continue,
                Pattern::Loose(word) if matches.is_name => {
                    runs.extend(self.in_names(word).map(|id| Run::of(id, Closeness::Word)));
                }
                Pattern::Loose(word) if is_acronym => self.whole(word, Closeness::Word, runs),
                Pattern::Loose(word) => {
                    let before = runs.len();
                    self.exactly(word, runs);
                    let is_ordinary = is_ordinary(word, self.entries);
                    if is_ordinary || has_figure(word) || is_like_an_acronym(&term.typed) {
                        // “unity” is no part of “impunity”, nor CIA of “infancia”, and neither “back ” is the beginning of
                        // “background” nor “18 ” of 182.
                        let is_whole = !is_open && (is_ordinary || has_figure(word));
                        least = if is_whole { Closeness::Word } else { Closeness::Beginning };
                        let found = runs.split_off(before);
                        runs.extend(found.into_iter().filter(|run| run.closeness >= least));
                    }
                    self.weaken_function_words(word, before, runs);
                    let forms = if is_ordinary || self.known(word).is_some() {
                        forms_with_closeness(&term.typed, word)
                    } else if is_open {
                        self.forms_of_begun(word)
                    } else {
                        Vec::new()
                    };
                    for (form, closeness) in forms {
                        self.whole(&form, closeness, runs);
                    }
                }
                Pattern::Written(word) => {
                    // “men” is no part of “women”.
                    if is_open {
                        self.beginning(word, runs);
                    } else {
                        self.whole(word, Closeness::Word, runs);
                    }
                    least = if is_open { Closeness::Beginning } else { Closeness::Word };
                    // Who excludes victims excludes a victim too.
                    for (form, closeness) in
                        term.negated.then(|| forms_with_closeness(&term.typed, word)).into_iter().flatten()
                    {
                        self.whole(&form, closeness, runs);
                    }
                }
                Pattern::Whole(word) if !term.may_be_in_one(word) => continue,
                Pattern::Whole(word) => self.whole(word, Closeness::Word, runs),
                Pattern::Beginning(word) => self.beginning(word, runs),
                Pattern::Ending(word) => self.ending(word, runs),
                Pattern::Phrase { words, is_open: may_go_on } => {
                    // `61/18 ` is not 61/180.
                    let may_go_on = *may_go_on && (is_open || !words.last().is_some_and(|last| has_figure(last)));
                    matches.sequences.extend(self.sequence(words, may_go_on, Closeness::Word));
                }
            }
            criteria.push(Criterion { pattern: pattern.clone(), least });
        }
        runs.retain(|run| self.visible.has(&run.words));
        Word { typed: term.typed.clone(), criteria, matches }
    }

    /// Matches exactly: the word, its beginning, a part of it.
    fn exactly(&self, sought: &str, runs: &mut Vec<Run>) {
        let before = runs.len();
        self.beginning(sought, runs);
        let word_list = self.word_list();
        let beginning = word_list.beginning(sought);
        let parts = word_list.with_part(sought).into_iter().filter(|id| !beginning.contains(id));
        runs.extend(parts.map(|id| Run::of(id, Closeness::Part)));
        if !has_figure(sought) {
            // `sr` is not the beginning of `s-res-2331`.
            let found = runs.split_off(before);
            runs.extend(found.into_iter().flat_map(|run| run.without(word_list.with_figure(run.words.clone()))));
        }
    }

    /// The forms of the only word that an unfinished one may become, so that hits do not go and come back while it is typed:
    /// `preventi` finds what `prevention` will.
    fn forms_of_begun(&self, begun: &str) -> Vec<(String, Closeness)> {
        let ids = self.word_list().beginning(begun).filter(|id| self.visible.has(&(*id..id + 1)));
        let mut words = ids.map(|id| self.word_list().word(id));
        let Some(first) = words.next() else { return Vec::new() };
        let forms = forms_with_closeness(first, first);
        if words.all(|word| forms.iter().any(|(form, _)| form == word)) { forms } else { Vec::new() }
    }

    /// Removes the function words from the runs starting at index `from`, except the one typed as a whole, which then
    /// counts least.
    fn weaken_function_words(&self, sought: &str, from: usize, runs: &mut Vec<Run>) {
        for run in runs.split_off(from) {
            let function_words = self.visible.index.function_words_in(&run.words).iter().copied();
            let typed = function_words.clone().filter(|id| self.word_list().word(*id) == sought);
            runs.extend(typed.map(|id| Run::of(id, Closeness::FunctionWord)));
            runs.extend(run.without(function_words));
        }
    }

    pub(super) fn whole(&self, sought: &str, closeness: Closeness, runs: &mut Vec<Run>) {
        runs.extend(self.known(sought).map(|id| Run::of(id, closeness)));
    }

    fn beginning(&self, sought: &str, runs: &mut Vec<Run>) {
        // In alphabetical order the word itself comes first.
        let mut words = self.word_list().beginning(sought);
        if let Some(id) = self.word_list().whole(sought) {
            runs.push(Run::of(id, Closeness::Word));
            words.start = id + 1;
        }
        if !words.is_empty() {
            runs.push(Run { words, closeness: Closeness::Beginning, skipped: 0 });
        }
    }

    fn ending(&self, sought: &str, runs: &mut Vec<Run>) {
        let word_list = self.word_list();
        runs.extend(word_list.ending(sought).into_iter().map(|id| {
            let whole = word_list.word(id) == sought;
            Run::of(id, if whole { Closeness::Word } else { Closeness::Part })
        }));
    }

    /// The sequence of these words, if each of them occurs in a visible text.
    pub(super) fn sequence(&self, words: &[impl AsRef<str>], is_open: bool, closeness: Closeness) -> Option<Sequence> {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        let (last, before) = words.split_last()?;
        let whole = |word: &str| self.known(word).map(|id| id..id + 1);
        let mut positions: Vec<_> = before.iter().map(|word| whole(word)).collect::<Option<_>>()?;
        let at_last = if is_open { self.word_list().beginning(last) } else { whole(last)? };
        if !self.visible.has(&at_last) {
            return None;
        }
        positions.push(at_last);
        Some(Sequence {
            positions,
            is_open,
            last: self.word_list().whole(last),
            closeness,
            words: words.into_iter().map(str::to_owned).collect(),
        })
    }
}

/// Whether a word that was passed over stands between two of one entry: the `no` of “principio de no sanción”.
fn is_between(parts: &[TermUnit], number: usize) -> bool {
    let before = parts.iter().rfind(|part| part.terms.end <= number);
    let after = parts.iter().find(|part| part.terms.start > number);
    before.zip(after).is_some_and(|(before, after)| before.related.iter().any(|group| after.related.contains(group)))
}

/// What to write instead of a word that is that of a filter, a field or a state.
fn own_word(word: &str) -> Option<String> {
    if let Some(filter_name) = named(word) {
        return Some(match filter_name.example() {
            None => format!("“{filter_name}” is the name of a filter: add a colon and words of a record, or its id"),
            Some(example) => format!("“{filter_name}” is the name of a filter: add a value, as in “{example}”"),
        });
    }
    if Field::ALL.into_iter().any(|field| field.name() == word) {
        return Some(format!("“{word}” is the name of a field: write “in:{word}” and words"));
    }
    let is_meant = |state: &StateName| state.name() == word && !state.is_of_gaps();
    let state = StateName::ALL.into_iter().find(is_meant)?;
    Some(format!("“{word}” is a state of records: write “is:{}”", state.name()))
}

/// Whether a word is one of the language or of the trade, and so is neither misspelt nor unfinished.
pub(super) fn is_ordinary(word: &str, entries: &Entries) -> bool {
    is_common(word) || is_function_word(word) || entries.knows(word)
}
