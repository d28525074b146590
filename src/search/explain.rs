//! Explains the rank of a record: the points of each unit of the query, computed from the record's texts.

use super::entries::{Sense, folded_words};
use super::field::{Class, Field, Fields};
use super::index::Unpacked;
use super::labels::Target;
use super::plan::{Closeness, Lead, Matches, Plan, Reading, Unit};
use super::rank::{Hit, MATCHED, Points, capped, points, points_of_lead, points_of_link, points_of_run};
use super::sequence::sequence_in;
use super::visible::Visible;
use crate::atlas::Kind;

/// The contribution of one unit of the query to a record's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The unit as typed.
    pub typed: String,
    /// The words of the trade that it is read as, if one of its words is misspelt.
    pub read_as: Option<String>,
    /// Its best match, if it has one.
    pub best: Option<Match>,
}

/// The best that a record has for a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// How it matches; for several words the least of them.
    pub closeness: Closeness,
    /// The field of the match.
    pub field: Field,
    /// The word of the record, folded, or the name of the group of the vocabulary that leads to it; `None` if several words match
    /// together, or what the record is.
    pub word: Option<String>,
    /// Whether the record matches by what it is: by the vocabulary, a label, its kind, its pillar or its date.
    pub is_led_to: bool,
    /// The points of this match.
    pub points: Points,
}

/// The parts of a hit's score, one for each unit of the query that is not negated.
pub(super) fn parts(visible: &Visible<'_>, fields: Fields, plan: &Plan, hit: &Hit) -> Vec<Part> {
    let parts = plan.sought().enumerate().map(|(number, unit)| {
        let own = best(visible, fields, unit, hit.record);
        let count = Points::try_from(unit.count).unwrap_or(Points::MAX);
        let is_own = own.as_ref().is_some_and(|own| own.points >= MATCHED * count);
        let by_link = || Match {
            closeness: Closeness::LedTo,
            field: Field::Text,
            word: None,
            is_led_to: true,
            points: points_of_link() * count,
        };
        let best = if hit.units & 1 << number != 0 && !is_own { Some(by_link()) } else { own };
        Part { typed: unit.typed.clone(), read_as: unit.read_as.clone(), best }
    });
    parts.collect()
}

/// Whether a record has all words of the query as typed: as whole words of its texts, neither corrected nor in other words, or
/// because it is what a word [says](says).
pub(super) fn has_as_typed(visible: &Visible<'_>, fields: Fields, plan: &Plan, record: usize) -> bool {
    let has = |matches: &Matches| {
        in_texts(visible, fields, matches, record).is_some_and(|best| best.closeness == Closeness::Word)
    };
    let is_said = |unit: &Unit| {
        let mut leads = unit.leads.iter().filter(|lead| says(visible, &unit.typed, **lead));
        leads.any(|lead| points_of_lead(*lead, record, visible).is_some())
    };
    let has_unit = |unit: &Unit| {
        let has_words = !unit.words.is_empty() && unit.words.iter().all(|word| has(&word.matches));
        unit.reading == Reading::AsTyped && (has_words || has(&unit.whole) || is_said(unit))
    };
    plan.sought().all(has_unit)
}

/// Whether words are a date, or the whole name of a label, kind or pillar. A record that other words of the trade lead to has them in
/// other words only.
fn says(visible: &Visible<'_>, typed: &str, lead: Lead) -> bool {
    let key = folded_words(typed).concat();
    let entries = &visible.index.entries;
    let is_name = |target: Target| {
        let mut meanings = entries.after(None, &key).into_iter().flat_map(|keys| entries.whole(keys));
        meanings.any(|meaning| entries.group(meaning.group).is_some_and(|group| group.sense == Sense::Label(target)))
    };
    match lead {
        Lead::Record { .. } => false,
        Lead::Kind(kind) => Kind::from_name(&key) == Some(kind) || is_name(Target::Kind(kind)),
        Lead::Pillar(pillar) => pillar.segment() == key,
        Lead::Label(label) => is_name(Target::Label(label)),
        Lead::Dated(_) => true,
    }
}

fn best(visible: &Visible<'_>, fields: Fields, unit: &Unit, record: usize) -> Option<Match> {
    let words = unit.words.iter().map(|word| in_texts(visible, fields, &word.matches, record));
    let by_words = words.collect::<Option<Vec<Match>>>().and_then(|words| {
        let points = words.iter().map(|word| word.points).sum();
        let least = words.iter().min_by_key(|word| word.points)?.clone();
        Some(Match { points, word: least.word.filter(|_| words.len() == 1), ..least })
    });
    let led_to = unit.leads.iter().filter_map(|lead| {
        let points = points_of_lead(*lead, record, visible)?;
        let (closeness, word) = match lead {
            Lead::Record { closeness, group, .. } => {
                (*closeness, visible.index.entries.group(*group).map(|group| group.name.to_owned()))
            }
            _ => (Closeness::Word, None),
        };
        Some(Match { closeness, field: Field::Name, word, is_led_to: true, points })
    });
    let whole = led_to.chain(in_texts(visible, fields, &unit.whole, record)).max_by_key(|found| found.points);
    let count = Points::try_from(unit.count).unwrap_or(Points::MAX);
    let whole = whole.map(|found| Match { points: found.points * count, ..found });
    by_words.into_iter().chain(whole).max_by_key(|found| found.points)
}

/// The best match among the texts of a record.
fn in_texts(visible: &Visible<'_>, fields: Fields, matches: &Matches, record: usize) -> Option<Match> {
    let fields = fields.and(matches.fields());
    let mut best: Option<Match> = None;
    let mut consider = |closeness, field, points, word: Option<&str>| {
        if points > best.as_ref().map_or(0, |best| best.points) {
            best = Some(Match { closeness, field, word: word.map(str::to_owned), is_led_to: false, points });
        }
    };
    let mut class = Class::numbered(0);
    for token in visible.texts(record) {
        let (word, is_part) = match token.unpacked() {
            Unpacked::Text(next) => {
                class = next;
                continue;
            }
            Unpacked::Word(word) => (word, false),
            Unpacked::Part(word) => (word, true),
        };
        for run in matches.runs.iter().filter(|run| fields.holds(class) && run.words.contains(&word)) {
            let (closeness, words) = (capped(run.closeness, is_part), &visible.index.word_list);
            consider(
                closeness,
                class.field(),
                points_of_run(run, is_part, class.field(), words),
                Some(words.word(word)),
            );
        }
    }
    for sequence in &matches.sequences {
        if let Some((closeness, field)) = sequence_in(visible, fields, record, sequence) {
            consider(closeness, field, points(closeness, field, 0), None);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use crate::atlas::Atlas;
    use crate::search::Searcher;

    #[test]
    fn the_parts_of_words_that_the_data_write_as_one_add_up_to_the_points() {
        let cited = r#"citations: [(document: "document/deck", place: Slide("x"))]"#;
        let gap = format!(r#"[(id: "gap/prevention/1", text: Verbatim("a stateofplay"), {cited})]"#);
        let title = r#"title: Editorial("deck"), body: "icat", text: Editorial("deck")"#;
        let texts = [
            ("edition", r#"(name: "test", date: "2010", schema: 2)"#.to_owned()),
            ("gaps", gap),
            ("documents", format!(r#"[(id: "document/deck", {title}, {cited})]"#)),
        ];
        let searcher = Searcher::new(Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}")));
        for typed in ["stateofplay", "state of play", "state play"] {
            let query = searcher.query(typed);
            let found = searcher.search(&query, 1);
            let hit = found.hits.first();
            let parts = hit.map(|hit| searcher.explain(&query, &found.plan, hit)).unwrap_or_default();
            let points: u32 = parts.iter().filter_map(|part| Some(u32::from(part.best.as_ref()?.points))).sum();
            assert_eq!(Some(points), hit.map(|hit| hit.points).or(Some(0)), "{typed}");
        }
        assert_eq!(searcher.search(&searcher.query("state of play"), 1).total, 1);
    }
}
