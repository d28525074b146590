//! The reference search: the rules of `rank`, applied to the texts of every record without an index, as plainly as
//! possible. The index must find the same records in the same order.

mod filters;
mod forms;
mod groups;
mod guesses;
mod meaning;
mod order;
mod titles;
mod units;

use std::collections::BTreeSet;

use groups::Groups;
use meaning::{Closely, Meaning};
use order::sort;
use titles::is_titled_so;
use units::units;

use super::Hit;
use super::compounds::as_spelled;
use super::dates::span_of;
use super::field::{Class, Field, NAMES, each_text};
use super::fold::{self, Shape};
use super::fuzzy::Fuzzy;
use super::labels::{Has, Label, Labels};
use super::nearness::is_letter;
use super::pattern::Pattern;
use super::plan::{Closeness, Lead, Specificity};
use super::query::Query;
use super::rank::{MATCHED, Points, capped, counts, points, points_of_link};
use crate::atlas::{Data, Date, Fact, Kind, Link, Period, PeriodEnd, RecordId, VisibleRecord};

/// The words at one position of a text: one word, or a compound and its parts.
type Position = Vec<(String, bool)>;

type Texts = Vec<(Class, Vec<Position>)>;

fn texts(record: VisibleRecord<'_>) -> Texts {
    let mut texts = Vec::new();
    each_text(record, |class, text| {
        let mut positions: Vec<Position> = Vec::new();
        for word in fold::words(text) {
            match word.shape {
                Shape::Part => positions.last_mut().unwrap().push((word.folded, true)),
                Shape::Word | Shape::Compound => positions.push(vec![(word.folded, false)]),
            }
        }
        texts.push((class, positions));
    });
    texts
}

/// Data searched by reading all of it.
pub(super) struct Reference<'a> {
    data: &'a Data,
    records: Vec<(Texts, VisibleRecord<'a>)>,
    word_list: BTreeSet<String>,
    groups: Groups,
    fuzzy: Fuzzy,
}

/// The best points of the units of a query for a record: in the order of the units, 0 for none.
struct Scores<'a> {
    units: Vec<(&'a Meaning, Points)>,
}

impl Scores<'_> {
    /// The units that are matched, or that are only related: their bits, words, long words and points.
    fn sum(&self, is_matched: bool) -> (u16, usize, usize, u32) {
        let mut sum = (0, 0, 0, 0);
        for (number, (unit, points)) in self.units.iter().enumerate().filter(|(_, (_, points))| *points > 0) {
            let count = Points::try_from(unit.count).unwrap();
            if (*points >= MATCHED * count) == is_matched {
                let long = unit.words.iter().filter(|word| is_long(&word.typed)).count();
                sum = (sum.0 | 1 << number, sum.1 + unit.count, sum.2 + long, sum.3 + u32::from(*points));
            }
        }
        sum
    }
}

impl<'a> Reference<'a> {
    /// Reads all texts of the data.
    pub(super) fn new(data: &'a Data) -> Self {
        let records: Vec<_> = data.records().map(|record| (texts(record), record)).collect();
        let positions = records.iter().flat_map(|(texts, _)| texts).flat_map(|(_, positions)| positions);
        let word_list = positions.flatten().map(|(word, _)| word.clone()).collect();
        // The vocabulary of the trade leads to hidden records, too, but those have no results.
        Self { data, records, word_list, groups: Groups::of(data), fuzzy: Fuzzy::default() }
    }

    fn visible(&self) -> Vec<VisibleRecord<'a>> {
        self.records.iter().map(|(_, record)| *record).collect()
    }

    /// Whether a word matches at a position of a phrase.
    fn stands(words: &[String], is_open: bool, number: usize, word: &str) -> bool {
        word == words[number] || (is_open && number + 1 == words.len() && word.starts_with(words[number].as_str()))
    }

    /// Whether a pattern matches any word of the data, and for a phrase whether each of its words does.
    fn is_known(&self, pattern: &Pattern) -> bool {
        match pattern {
            Pattern::Phrase { words, is_open } => (0..words.len())
                .all(|number| self.word_list.iter().any(|word| Self::stands(words, *is_open, number, word))),
            pattern => self.word_list.iter().any(|word| meaning::exact(pattern, word).is_some()),
        }
    }

    /// The best points that something matched gives a record.
    fn points_of(&self, query: &Query, closely: &[Closely], texts: &Texts) -> Points {
        let mut best = 0;
        for (class, positions) in texts.iter().filter(|(class, _)| query.fields.holds(*class)) {
            for closely in closely {
                best = best.max(self.points_in(closely, class.field(), positions));
            }
        }
        best
    }

    fn points_in(&self, closely: &Closely, field: Field, positions: &[Position]) -> Points {
        let mut best = 0;
        if matches!(closely, Closely::Name(_)) && !NAMES.contains(&field) {
            return best;
        }
        if let Closely::Pattern(Pattern::Phrase { words, is_open }, most) = closely {
            for window in positions.windows(words.len()) {
                let fits =
                    |number: usize| window[number].iter().any(|(word, _)| Self::stands(words, *is_open, number, word));
                if (0..words.len()).all(fits)
                    && self.is_known(&Pattern::Phrase { words: words.clone(), is_open: *is_open })
                {
                    let last = words.last().unwrap();
                    let whole = window[words.len() - 1].iter().any(|(word, _)| word == last);
                    let closeness = if whole { *most } else { Closeness::Beginning.min(*most) };
                    best = best.max(points(closeness, field, 0));
                }
            }
            return best;
        }
        for (word, is_part) in positions.iter().flatten() {
            if let Some((closeness, skipped)) = closely.matches(word)
                && counts(closeness, *is_part, field, || word.chars().count())
            {
                best = best.max(points(capped(closeness, *is_part), field, skipped));
            }
        }
        best
    }

    fn points_of_lead(&self, lead: Lead, record: VisibleRecord<'_>) -> Points {
        let by_word = |holds: bool, field| if holds { points(Closeness::Word, field, 0) } else { 0 };
        match lead {
            Lead::Record { record: led_to, closeness, specificity, position, .. } => {
                let field = match specificity {
                    _ if closeness == Closeness::Word => Field::Name,
                    Specificity::OneOrTwo => Field::Acronym,
                    Specificity::Few => Field::Name,
                    Specificity::Many => Field::Id,
                };
                if led_to as usize == record.ordinal() { points(closeness, field, position) } else { 0 }
            }
            Lead::Kind(kind) => by_word(record.kind() == kind, Field::Acronym),
            Lead::Pillar(pillar) => by_word(record.pillar() == Some(pillar), Field::Name),
            Lead::Label(label) => match Labels::of(self.data, record).has(label) {
                None => 0,
                Some(Has::Itself) => by_word(true, Field::Name),
                Some(Has::OtherEnd) => by_word(true, Field::Text),
            },
            Lead::Dated(span) => {
                let spans: Vec<_> = dates(record).into_iter().map(span_of).collect();
                let is_exact = spans.iter().any(|date| span.from <= date.from && date.to <= span.to);
                let is_own = record.date().is_some_and(|date| {
                    let own = span_of(date);
                    span.from <= own.from && own.to <= span.to
                });
                let field = match is_exact {
                    true if is_own => Field::Name,
                    true => Field::Title,
                    false => Field::Fact,
                };
                by_word(spans.iter().any(|date| date.meets(span)), field)
            }
        }
    }

    /// The best points that a unit gives a record.
    fn best(&self, query: &Query, unit: &Meaning, texts: &Texts, record: VisibleRecord<'_>) -> Points {
        let count = Points::try_from(unit.count).unwrap();
        let words: Vec<Points> = unit.words.iter().map(|word| self.points_of(query, &word.closely, texts)).collect();
        let literal = if words.iter().all(|points| *points > 0) { words.iter().sum() } else { 0 };
        let led = unit.leads.iter().map(|lead| self.points_of_lead(*lead, record)).max().unwrap_or_default();
        let of_phrase = if words.len() == 1 { count } else { 1 };
        (literal * of_phrase).max(led.max(self.points_of(query, &unit.whole, texts)) * count)
    }

    /// Whether this matches a word in any field.
    fn covers(&self, closely: &Closely, word: &str) -> bool {
        match closely {
            Closely::Pattern(pattern @ Pattern::Phrase { words, is_open }, closeness) => {
                *closeness > Closeness::Related
                    && (0..words.len()).any(|number| Self::stands(words, *is_open, number, word))
                    && self.is_known(pattern)
            }
            closely => closely.matches(word).is_some_and(|(closeness, _)| closeness > Closeness::Related),
        }
    }

    /// Whether a word of the query matches a word so that it can be near others: by a beginning of one letter it cannot.
    fn brings_near(&self, sought: &meaning::Word, word: &str) -> bool {
        let counts = |closely: &&Closely| {
            let is_beginning = closely.matches(word).is_some_and(|(closeness, _)| closeness == Closeness::Beginning);
            !(is_beginning && is_letter(&sought.typed))
        };
        sought.closely.iter().filter(counts).any(|closely| self.covers(closely, word))
    }

    fn nearness(&self, query: &Query, units: &[&Meaning], texts: &Texts) -> Option<u8> {
        let words: Vec<(&Meaning, &meaning::Word)> =
            units.iter().flat_map(|unit| unit.words.iter().map(move |word| (*unit, word))).collect();
        let covered = |positions: &[Position]| -> BTreeSet<usize> {
            let there = || positions.iter().flatten();
            let covers = |(unit, word): &(&Meaning, &meaning::Word)| {
                let of_unit = || unit.whole.iter().any(|closely| there().any(|(word, _)| self.covers(closely, word)));
                there().any(|(of_text, _)| self.brings_near(word, of_text)) || of_unit()
            };
            (0..words.len()).filter(|number| covers(&words[*number])).collect()
        };
        let texts: Vec<_> =
            texts.iter().filter(|(class, _)| query.fields.holds(*class)).map(|(_, positions)| positions).collect();
        let all: BTreeSet<usize> = texts.iter().flat_map(|positions| covered(positions)).collect();
        if all.len() < 2 || words.len() < 2 {
            return None;
        }
        let stretches =
            texts.iter().flat_map(|positions| (1..=positions.len()).flat_map(|length| positions.windows(length)));
        stretches
            .filter(|stretch| covered(stretch) == all)
            .map(<[_]>::len)
            .min()
            .map(|words| u8::try_from(words.min(254)).unwrap())
    }

    /// Gives the records at both ends of the links that a label names the words that the other one has.
    fn follow(&self, sought: &[&Meaning], points: &mut [Vec<Points>]) {
        let least = |unit: &Meaning| MATCHED * Points::try_from(unit.count).unwrap();
        let place = |id: &RecordId| self.records.iter().position(|(_, record)| record.id() == id);
        for unit in sought {
            let label = |lead: &Lead| if let Lead::Label(label) = lead { label.relation() } else { None };
            let mut links: Vec<(usize, usize)> = Vec::new();
            for relation in unit.leads.iter().filter_map(label) {
                for (from, (_, record)) in self.records.iter().enumerate() {
                    let of_relation = record.links().filter(|link| link.relation == relation);
                    links.extend(of_relation.filter_map(|link| Some((from, place(&link.to)?))));
                }
            }
            let before = points.to_vec();
            let matches = |of: &[Points], number: usize| of[number] >= least(sought[number]);
            for (one, other) in links.into_iter().flat_map(|(from, to)| [(from, to), (to, from)]) {
                let any = (0..sought.len()).any(|number| matches(&before[one], number));
                for number in (0..sought.len()).filter(|number| any && matches(&before[other], *number)) {
                    if points[one][number] == 0 {
                        points[one][number] = points_of_link() * Points::try_from(sought[number].count).unwrap();
                    }
                }
            }
        }
    }

    /// What the units of a query mean, once its words of the trade are spelled right.
    fn meanings(&self, query: &Query) -> Vec<Meaning> {
        let spelled = &as_spelled(query, self);
        let of_units = |query: &Query| {
            let units = units(query, &self.groups, &self.word_list);
            let meanings: Vec<Meaning> = units.iter().map(|unit| self.meaning(query, unit)).collect();
            (units, meanings)
        };
        let (units, meanings) = of_units(spelled);
        let misspelt = units.iter().zip(&meanings);
        let mut misspelt: Vec<(usize, String)> =
            misspelt.filter_map(|(unit, meaning)| Some((unit.terms.start, meaning.misspelt.clone()?))).collect();
        // A word that leads to no record was not meant.
        while !misspelt.is_empty() {
            let query = as_spelled(&spelled.corrected(&misspelt), self);
            let (units, meanings) = of_units(&query);
            let nowhere: Vec<u64> = units
                .iter()
                .zip(&meanings)
                .filter(|(_, meaning)| !self.finds_any(meaning))
                .flat_map(|(unit, _)| query.terms[unit.terms.clone()].iter().filter_map(|term| term.read_as.as_ref()))
                .map(|correction| correction.of)
                .collect();
            if nowhere.is_empty() {
                return meanings;
            }
            misspelt.retain(|(number, _)| nowhere.iter().all(|of| of & 1 << number == 0));
        }
        meanings
    }

    /// Whether a query asks for documents, which stand behind the other records else.
    fn asks_for_documents(&self, sought: &[&Meaning]) -> bool {
        let is_document = |ordinal: usize| {
            self.records.iter().any(|(_, record)| record.ordinal() == ordinal && record.kind() == Kind::Document)
        };
        let leads_there = |lead: &Lead| match lead {
            Lead::Kind(kind) => *kind == Kind::Document,
            Lead::Label(label) => matches!(label, Label::Symbol | Label::Resolution),
            Lead::Record { record, closeness, position: 0, .. } => {
                *closeness > Closeness::Related && is_document(*record as usize)
            }
            _ => false,
        };
        let has_figure = |unit: &Meaning| unit.words.iter().any(|word| word.typed.contains(char::is_numeric));
        sought.iter().any(|unit| has_figure(unit) || unit.leads.iter().any(leads_there))
    }

    /// All results of a query, in order.
    pub(super) fn search(&self, query: &Query) -> Vec<Hit> {
        let meanings = self.meanings(query);
        let sought: Vec<&Meaning> = meanings.iter().filter(|unit| !unit.negated).collect();
        let mut hits: Vec<(Hit, usize, bool)> = Vec::new();
        let mut all: Vec<Vec<Points>> = Vec::new();
        for (texts, record) in &self.records {
            all.push(sought.iter().map(|unit| self.best(query, unit, texts, *record)).collect());
        }
        self.follow(&sought, &mut all);
        for ((texts, record), points) in self.records.iter().zip(all) {
            let excludes = |unit: &&Meaning| unit.negated && self.best(query, unit, texts, *record) > 0;
            if meanings.iter().any(|unit| excludes(&unit)) || !filters::passes(query, *record, &self.visible()) {
                continue;
            }
            let scores = Scores { units: sought.iter().copied().zip(points).collect() };
            let (units, matched, long, of_matched) = scores.sum(true);
            let (related, related_words, _, of_related) = scores.sum(false);
            if units == 0 && related == 0 && !sought.is_empty() {
                continue;
            }
            let nearness = if matched < 2 { None } else { self.nearness(query, &sought, texts) };
            let hit = Hit {
                record: record.ordinal(),
                matched,
                long,
                units,
                related,
                points: if units == 0 { of_related } else { of_matched },
                nearness,
                is_background: record.kind().is_background(),
                is_document: record.kind() == Kind::Document,
                length: length(texts),
            };
            let has_all = usize::try_from(units.count_ones()).unwrap() == sought.len();
            hits.push((hit, related_words, has_all && is_titled_so(query, texts)));
        }
        if query.is_empty() {
            return Vec::new();
        }
        if !sought.is_empty() {
            sort(&mut hits, sought.len(), self.asks_for_documents(&sought));
        }
        hits.into_iter().map(|(hit, ..)| hit).collect()
    }
}

/// The dates that a record carries.
fn dates(record: VisibleRecord<'_>) -> Vec<Date> {
    let names = record.names().filter_map(|name| name.period);
    let periods: Vec<Period> =
        record.period().into_iter().chain(record.links().filter_map(Link::period)).chain(names).collect();
    let mut dates: Vec<Date> = record.date().into_iter().chain(record.facts().filter_map(Fact::date)).collect();
    for period in periods {
        dates.extend(period.from);
        if let PeriodEnd::On(date) = period.to {
            dates.push(date);
        }
    }
    dates
}

/// The number of words in the title and text of a record, or in the first name of an organization.
fn length(texts: &Texts) -> u16 {
    let is_titled = |field| matches!(field, Field::Title | Field::Text);
    let titled = texts.iter().filter(|(class, _)| is_titled(class.field())).map(|(_, positions)| positions.len());
    let named =
        texts.iter().find(|(class, _)| class.field() == Field::Name).map_or(0, |(_, positions)| positions.len());
    u16::try_from(titled.sum::<usize>() + named).unwrap()
}

/// Whether a word has three letters or digits.
fn is_long(typed: &str) -> bool {
    typed.chars().filter(|letter| letter.is_alphanumeric()).count() >= 3
}
