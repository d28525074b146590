//! What each unit of a query means: everything that its words match, what stands for the whole, and where it leads.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::is_other_form;
use super::groups::Sense;
use super::units::Unit;
use super::{Reference, units};
use crate::atlas::{Kind, Pillar};
use crate::search::common::is_common;
use crate::search::field::{Fields, NAMES, names_kind};
use crate::search::function_words::{is_english, is_function_word};
use crate::search::labels::Target;
use crate::search::leading::Typed;
use crate::search::pattern::Pattern;
use crate::search::plan::{Closeness, Lead, Specificity, loose};
use crate::search::query::{Query, Term, is_like_an_acronym};
use crate::search::split::splits;
use crate::search::{families, fold, forms};

/// Something that a word or a unit matches.
pub(super) enum Closely {
    /// This pattern, at most so closely.
    Pattern(Pattern, Closeness),
    /// This word and no longer one.
    Only(String, Closeness),
    /// This word in a name or acronym.
    Name(String),
    /// This word or its beginning.
    Begun(String),
    /// This word with letters left out, with the number of letters skipped.
    Letters(String, usize),
}

impl Closely {
    /// How closely a word of the data is matched, and the letters skipped.
    pub(super) fn matches(&self, word: &str) -> Option<(Closeness, usize)> {
        match self {
            Self::Pattern(pattern, most) => Some((exact(pattern, word)?.min(*most), 0)),
            Self::Only(sought, closeness) => (word == sought).then_some((*closeness, 0)),
            Self::Name(sought) => (word == sought).then_some((Closeness::Word, 0)),
            Self::Begun(sought) => {
                let closeness = exact(&Pattern::Loose(sought.clone()), word)?;
                Some((closeness, 0)).filter(|(closeness, _)| *closeness != Closeness::Part)
            }
            Self::Letters(sought, skipped) => (word == sought).then_some((Closeness::Letters, *skipped)),
        }
    }
}

/// A word of a unit.
pub(super) struct Word {
    pub typed: String,
    pub closely: Vec<Closely>,
}

/// The meaning of a unit.
pub(super) struct Meaning {
    pub negated: bool,
    pub count: usize,
    pub words: Vec<Word>,
    pub whole: Vec<Closely>,
    pub leads: Vec<Lead>,
    /// The word of the trade that its word is misspelt for.
    pub misspelt: Option<String>,
}

/// The closeness of an exact match.
pub(super) fn exact(pattern: &Pattern, word: &str) -> Option<Closeness> {
    match pattern {
        Pattern::Loose(sought) if is_function_word(word) => (word == sought).then_some(Closeness::FunctionWord),
        Pattern::Loose(sought) if has_digit(word) && !has_digit(sought) => None,
        Pattern::Loose(sought) | Pattern::Written(sought) => {
            if word == sought {
                Some(Closeness::Word)
            } else if word.starts_with(sought.as_str()) {
                Some(Closeness::Beginning)
            } else {
                let is_part = match sought.chars().count() {
                    ..3 => false,
                    3 => word.ends_with(sought.as_str()),
                    _ => word.contains(sought.as_str()),
                };
                is_part.then_some(Closeness::Part)
            }
        }
        Pattern::Whole(sought) => (word == sought).then_some(Closeness::Word),
        Pattern::Beginning(sought) if word == sought => Some(Closeness::Word),
        Pattern::Beginning(sought) => word.starts_with(sought.as_str()).then_some(Closeness::Beginning),
        Pattern::Ending(sought) if word == sought => Some(Closeness::Word),
        Pattern::Ending(sought) => word.ends_with(sought.as_str()).then_some(Closeness::Part),
        Pattern::Phrase { .. } => None,
    }
}

fn has_digit(word: &str) -> bool {
    word.chars().any(|letter| letter.is_ascii_digit())
}

impl Reference<'_> {
    pub(super) fn meaning(&self, query: &Query, unit: &Unit) -> Meaning {
        let says = |number: &&usize| !query.is_function_term(**number);
        let terms = &query.terms[unit.terms.clone()];
        let typed = || terms.iter().map(|term| term.typed.as_str()).collect::<Vec<_>>().join(" ");
        let words: Vec<Word> = if unit.is_phrase && terms.len() > 1 {
            let words = unit.words.iter().map(|number| units::key(&query.terms[*number]).unwrap().to_owned()).collect();
            let phrase = Closely::Pattern(Pattern::Phrase { words, is_open: false }, Closeness::Word);
            vec![Word { typed: typed(), closely: vec![phrase] }]
        } else {
            let only_whole = unit.is_abbreviation || terms.len() > 1 || !unit.together.is_empty();
            unit.words.iter().map(|number| self.word(query, *number, only_whole)).collect()
        };
        let mut meaning = Meaning {
            negated: terms[0].negated,
            count: if terms.len() == 1 { 1 } else { unit.words.iter().filter(says).count().max(1) },
            words,
            whole: Vec::new(),
            leads: Vec::new(),
            misspelt: None,
        };
        let is_led = query.fields == Fields::ALL && !meaning.negated;
        let of_entry = if unit.together.is_empty() { unit.terms.clone() } else { unit.entry.clone() };
        let others = || (0..query.terms.len()).filter(|number| !of_entry.contains(number));
        let is_all = of_entry.len() > 1 && others().all(|number| query.is_passed_over(number));
        let typed_so = if is_all { Typed::All } else { Typed::Whole };
        let whole = unit.groups.iter().chain(&unit.together).map(|group| (*group, typed_so));
        let beside: Vec<&str> = query.terms[unit.entry.clone()].iter().filter_map(units::key).collect();
        let begun = unit.begun.iter().chain(&unit.near).map(|group| (*group, Typed::Beginning));
        for (group, typed_so) in whole.chain(begun) {
            self.lead(group, is_led, typed_so, &beside, &mut meaning);
        }
        for date in &unit.dates {
            let phrase = Pattern::Phrase { words: date.in_words(), is_open: false };
            meaning.whole.push(Closely::Pattern(phrase, Closeness::Synonym));
        }
        for group in unit.groups.iter().filter(|_| unit.is_abbreviation).map(|group| &self.groups.all[*group]) {
            let is_shown = group.sense == Sense::Related && !self.data.filter().sources_only;
            if is_shown && group.name.len() > 1 && self.occurs(&group.name) {
                let phrase = Pattern::Phrase { words: group.name.clone(), is_open: false };
                meaning.whole.push(Closely::Pattern(phrase, Closeness::Synonym));
            }
        }
        if is_led {
            meaning.leads.extend(unit.dates.iter().copied().map(Lead::Dated));
        }
        if let [term] = terms {
            if is_led && unit.near.is_empty() {
                for word in term.choices.iter().filter_map(loose) {
                    let kinds = Kind::ALL.into_iter().filter(|kind| names_kind(word, *kind)).map(Lead::Kind);
                    let named = |pillar: &Pillar| {
                        let begins = word.len() >= 4 && pillar.segment().starts_with(word);
                        pillar.segment() == word || begins && !self.word_list.contains(word)
                    };
                    let pillars = Pillar::ALL.into_iter().filter(named).map(Lead::Pillar);
                    meaning.leads.extend(kinds.chain(pillars));
                }
            }
            if !self.has_word(&meaning.words[0]) {
                self.add_splits(query, term, unit.is_whole, &mut meaning);
            }
            if !unit.is_whole && !self.has_word(&meaning.words[0]) {
                let is_last = unit.terms.end == query.terms.len();
                self.read_otherwise(query, term, query.is_open && is_last, &mut meaning);
            }
        }
        meaning
    }

    fn word(&self, query: &Query, number: usize, only_whole: bool) -> Word {
        let term = &query.terms[number];
        let is_open = query.is_open && number + 1 == query.terms.len();
        let only = |(form, closeness)| Closely::Only(form, closeness);
        let mut closely = Vec::new();
        for pattern in &term.choices {
            let Pattern::Loose(word) = pattern else {
                let is_phrase = matches!(pattern, Pattern::Phrase { .. });
                if matches!(pattern, Pattern::Whole(word) if !term.may_be_in_one(word)) {
                    continue;
                }
                let whole = |word: &String| Closely::Only(word.clone(), Closeness::Word);
                if let Pattern::Written(word) = pattern.clone()
                    && term.negated
                {
                    closely.extend(self.forms(&term.typed, &word).into_iter().map(only));
                }
                closely.push(match pattern {
                    Pattern::Beginning(word) | Pattern::Ending(word) if only_whole && !is_phrase => whole(word),
                    Pattern::Written(word) if only_whole || !is_open => whole(word),
                    Pattern::Written(word) => Closely::Pattern(Pattern::Beginning(word.clone()), Closeness::Word),
                    Pattern::Phrase { words, .. } if !is_open && words.last().is_some_and(|last| has_digit(last)) => {
                        Closely::Pattern(Pattern::Phrase { words: words.clone(), is_open: false }, Closeness::Word)
                    }
                    pattern => Closely::Pattern(pattern.clone(), Closeness::Word),
                });
                continue;
            };
            let is_compound = || {
                let mut positions = self.records.iter().flat_map(|(texts, _)| texts).flat_map(|(_, text)| text);
                positions.any(|words| words.len() > 1 && words.iter().any(|(other, part)| other == word && !part))
            };
            if !term.may_be_in_one(word) && !is_compound() {
                continue;
            }
            if query.is_acronym_term(number) && !is_english(word) {
                closely.push(Closely::Only(word.clone(), Closeness::Word));
                continue;
            }
            if query.is_acronym_term(number) {
                let in_names = self.records.iter().flat_map(|(texts, _)| texts).any(|(class, text)| {
                    NAMES.contains(&class.field()) && text.iter().flatten().any(|(other, _)| other == word)
                });
                closely.extend(in_names.then(|| Closely::Name(word.clone())));
                continue;
            }
            let is_ordinary = self.is_ordinary(word);
            let is_figure = has_digit(word);
            if !is_open && (is_ordinary || is_figure) || only_whole {
                let closeness = if is_function_word(word) { Closeness::FunctionWord } else { Closeness::Word };
                if closeness == Closeness::Word || !only_whole {
                    closely.push(Closely::Only(word.clone(), closeness));
                }
            } else if is_ordinary || is_figure || is_like_an_acronym(&term.typed) {
                closely.push(Closely::Begun(word.clone()));
            } else {
                closely.push(Closely::Pattern(pattern.clone(), Closeness::Word));
            }
            let forms = match is_ordinary || self.word_list.contains(word) {
                true => self.forms(&term.typed, word),
                false if is_open => self.forms_of_begun(word),
                false => BTreeMap::new(),
            };
            closely.extend(forms.into_iter().filter(|(form, _)| !is_function_word(form)).map(only));
        }
        Word { typed: term.typed.clone(), closely }
    }

    /// The words of the data that are other forms of a word, by their ending or as words of its family.
    pub(super) fn forms(&self, typed: &str, word: &str) -> BTreeMap<String, Closeness> {
        let stem = typed.trim_end_matches(['e', 's']);
        let is_corrected = fold::folded(typed).concat() != word;
        let is_accented =
            !is_corrected && stem.chars().next_back().is_some_and(|last| last.is_alphabetic() && !last.is_ascii());
        let may_be = |other: &str| !is_accented || other.trim_end_matches('s') == word.trim_end_matches('s');
        let mut known: Vec<String> = forms::forms(word).into_iter().filter(|form| may_be(form)).collect();
        known.push(word.to_owned());
        let bases = known.iter().filter(|form| form.len() <= word.len());
        let of_families: BTreeSet<&str> = bases.flat_map(|word| families::family(word)).collect();
        let as_form = |other: &String| match may_be(other) && is_other_form(word, other) {
            _ if other == word => None,
            true => Some((other.clone(), Closeness::Form)),
            false => of_families.contains(other.as_str()).then(|| (other.clone(), Closeness::Derived)),
        };
        self.word_list.iter().filter_map(as_form).collect()
    }

    /// The forms of the first word of the data that begins so, if all others that do are among them.
    fn forms_of_begun(&self, begun: &str) -> BTreeMap<String, Closeness> {
        let mut words = self.word_list.iter().filter(|word| word.starts_with(begun));
        let Some(first) = words.next() else { return BTreeMap::new() };
        let forms = self.forms(first, first);
        let is_form = |word: &String| forms.contains_key(word) && !is_function_word(word);
        if words.all(is_form) { forms } else { BTreeMap::new() }
    }

    /// Adds what a group leads to; only its words and phrases if it `is_led` nowhere, but not the words `beside` this one.
    fn lead(&self, number: usize, is_led: bool, typed: Typed, beside: &[&str], meaning: &mut Meaning) {
        let group = &self.groups.all[number];
        match group.sense {
            Sense::Label(_) if !is_led => return,
            Sense::Related if self.data.filter().sources_only => return,
            Sense::Label(Target::Label(label)) => return meaning.leads.push(Lead::Label(label)),
            Sense::Label(Target::Kind(kind)) => return meaning.leads.push(Lead::Kind(kind)),
            Sense::Same | Sense::Related => {}
        }
        let is_same = group.sense == Sense::Same;
        if is_led {
            let specificity = Specificity::of(group.records.len());
            let visible = group.records.iter().filter_map(|ordinal| {
                self.records.iter().map(|(_, record)| record).find(|record| record.ordinal() == *ordinal)
            });
            for (position, record) in visible.enumerate() {
                let is_organization = matches!(record.kind(), Kind::Member | Kind::Body);
                let is_named = group.named.contains(&record.ordinal());
                let is_one_of_two = is_organization && specificity == Specificity::OneOrTwo;
                let is_only = typed == Typed::All && group.records.len() == 1 && record.kind() != Kind::Document;
                let is_called_so = typed != Typed::Beginning && (is_named || is_only || is_one_of_two);
                let closeness = match is_same {
                    true if is_called_so => Closeness::Word,
                    true => Closeness::LedTo,
                    false => Closeness::Related,
                };
                let record = u32::try_from(record.ordinal()).unwrap();
                let group = u32::try_from(number).unwrap();
                meaning.leads.push(Lead::Record { record, group, closeness, specificity, position });
            }
        }
        let closeness = if is_same { Closeness::Synonym } else { Closeness::Related };
        let stands_in = |words: &&Vec<String>| match words.as_slice() {
            [word] => !beside.contains(&word.as_str()),
            words => !words.is_empty(),
        };
        meaning.whole.extend(group.words.iter().filter(stands_in).map(|words| match words.as_slice() {
            [word] => Closely::Only(word.clone(), closeness),
            words => Closely::Pattern(Pattern::Phrase { words: words.to_vec(), is_open: false }, closeness),
        }));
    }

    /// Whether the word itself or another form of it is in the data.
    fn has_word(&self, word: &Word) -> bool {
        let is_word = |closeness| matches!(closeness, Closeness::Word | Closeness::Form | Closeness::Derived);
        let in_data = |closely: &Closely| {
            let closeness = |word: &String| closely.matches(word).map(|(closeness, _)| closeness);
            self.word_list.iter().any(|word| closeness(word).is_some_and(is_word))
        };
        word.closely.iter().any(in_data)
    }

    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        is_common(word) || is_function_word(word) || self.groups.knows(word)
    }

    /// Whether anything but a related idea matches a unit of one word.
    pub(super) fn is_found(&self, meaning: &Meaning) -> bool {
        let is_known = |closely: &Closely| match closely {
            Closely::Pattern(pattern, closeness) => *closeness > Closeness::Related && self.is_known(pattern),
            closely => self.word_list.iter().any(|word| self.covers(closely, word)),
        };
        let is_lead = |lead: &Lead| !matches!(lead, Lead::Record { closeness: Closeness::Related, .. });
        meaning.words[0].closely.iter().chain(&meaning.whole).any(is_known) || meaning.leads.iter().any(is_lead)
    }

    /// Whether anything matches a unit, or is related to it.
    pub(super) fn finds_any(&self, meaning: &Meaning) -> bool {
        let is_known = |closely: &Closely| match closely {
            Closely::Pattern(pattern, _) => self.is_known(pattern),
            closely => self.word_list.iter().any(|word| closely.matches(word).is_some()),
        };
        meaning.words.iter().all(|word| word.closely.iter().any(is_known))
            || meaning.whole.iter().any(is_known)
            || !meaning.leads.is_empty()
    }

    /// Adds the ways to part a word, or a symbol of which not all words are known. Of an entry only with digits.
    fn add_splits(&self, query: &Query, term: &Term, is_entry: bool, meaning: &mut Meaning) {
        let loose = term.choices.iter().filter_map(loose).filter(|word| query.may_be_corrected(word));
        let phrase_is_known = term.choices.first().is_some_and(|phrase| self.is_known(phrase));
        let words = loose.chain(term.in_one().filter(|_| !phrase_is_known));
        for word in words.filter(|word| !is_entry || word.contains(char::is_numeric)) {
            for words in self.splits(word) {
                let phrase = Closely::Pattern(Pattern::Phrase { words, is_open: false }, Closeness::Word);
                meaning.whole.push(phrase);
            }
        }
    }

    /// The ways to part a word that stand somewhere in the texts.
    pub(super) fn splits(&self, word: &str) -> Vec<Vec<String>> {
        let ways = splits(word, |word| self.word_list.contains(word)).into_iter();
        let ways = ways.map(|words| words.into_iter().map(str::to_owned).collect::<Vec<_>>());
        ways.filter(|words| self.occurs(words)).collect()
    }

    /// Whether these words stand next to one another in a text.
    pub(super) fn occurs(&self, words: &[String]) -> bool {
        let phrase = Pattern::Phrase { words: words.to_owned(), is_open: false };
        let phrase = Closely::Pattern(phrase, Closeness::Word);
        let mut texts = self.records.iter().flat_map(|(texts, _)| texts);
        texts.any(|(class, text)| self.points_in(&phrase, class.field(), text) > 0)
    }
}
