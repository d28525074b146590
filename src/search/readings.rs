//! Notes in a plan how each unit of the query was read, and says so in remarks, once the data has been searched.

use super::corrections::as_loud;
use super::dates::Span;
use super::entries::{Entries, Sense, folded_words};
use super::fold::folded;
use super::function_words::is_function_word;
use super::index::Index;
use super::plan::{Closeness, Lead, Plan, Reading, Unit};
use super::state::{FINDS_PARTLY_ANSWERED, no_gap_is};
use super::tally::Occurs;
use super::visible::Visible;
use super::wording::{are, first_few, quoted};
use crate::atlas::{Answered, Data, Kind};

/// Most words listed in a remark, which is a line or two of the screen.
const MOST_WORDS: usize = 3;

/// Where words stand that nothing matches: in no record, as labels that here are none in no text, or in reasons for our judgements,
/// though a page shows these.
const IN_NO_RECORD: &str = "in no record";
const IN_NO_TEXT: &str = "in no text";
const IN_REASONS: &str = "only in reasons for our judgements, which are not searched";

/// Where records about a related idea stand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Related {
    /// Below all records that match a word.
    Last,
    /// Among them, because they match other words.
    Among,
    /// Not among the hits: filters keep them out.
    Nowhere,
}

impl Related {
    /// What became of a word of which only a related idea is found.
    const fn said(self) -> &'static str {
        match self {
            Self::Last => "records about a related idea come last",
            Self::Among => "some records are about a related idea",
            Self::Nowhere => "no record about a related idea passes the filters",
        }
    }
}

/// Notes for each unit whether anything matches it, in the order of the plan; `total` records were found.
pub(super) fn note(
    plan: &mut Plan,
    occurs: &[Occurs],
    visible: Visible<'_>,
    data: &Data,
    total: usize,
    related: Related,
) {
    let index = visible.index;
    for (unit, occurs) in plan.units.iter_mut().zip(occurs).filter(|(unit, _)| !unit.negated) {
        if !occurs.matched {
            unit.reading = if occurs.related { Reading::Related } else { Reading::Nowhere };
        } else if let Some(term) = &unit.read_as {
            unit.reading = Reading::Corrected(vec![term.clone()]);
        } else if let Some(words) = with_letters(unit, index) {
            unit.reading = Reading::Corrected(words);
        }
    }
    let mut dated: Vec<String> = plan.sought().filter_map(|unit| less_exact(unit, visible)).collect();
    let no_gap = |unit: &Unit| {
        let has_gap = |state: &Answered| data.of_kind(Kind::Gap).any(|gap| data.answered(gap) == Some(*state));
        let state = unit.state_of_gaps().filter(|state| total > 0 && !has_gap(state));
        state.map(|answered| no_gap_is(answered, data, FINDS_PARTLY_ANSWERED))
    };
    let remark = |unit: &Unit| no_gap(unit).or_else(|| remark(unit, &index.entries, total > 0, related));
    let is_in_reasons = |unit: &&Unit| match unit.words.as_slice() {
        [word] => word.loose().any(|word| visible.has_in_reasons(word)),
        _ => false,
    };
    let absent = plan.sought().filter(|unit| matches!(unit.reading, Reading::Related | Reading::Nowhere));
    let in_reasons: Vec<String> = absent.filter(is_in_reasons).map(|unit| unit.typed.clone()).collect();
    let is_label = |typed: &str| index.entries.names_label(&folded(typed).concat());
    let place = |unit: &Unit| match unit.typed.as_str() {
        typed if in_reasons.iter().any(|word| word == typed) => IN_REASONS,
        // The reference of “terms of reference” is none of the sources, though the word alone is.
        typed if is_label(typed) => IN_NO_TEXT,
        _ => IN_NO_RECORD,
    };
    plan.remarks.append(&mut remarks(plan, remark, place, total > 0, related));
    let is_nowhere = |unit: &Unit| unit.reading == Reading::Nowhere && in_reasons.contains(&unit.typed);
    plan.is_in_reasons = plan.units.iter().any(is_nowhere);
    plan.remarks.append(&mut dated);
    let excludes_nothing = plan.units.iter().filter(|unit| unit.negated && !unit.is_found());
    plan.remarks.extend(excludes_nothing.map(|unit| {
        let what = if is_label(&unit.typed) { "text" } else { "record" };
        format!("“!{}” excludes nothing: no {what} has it", unit.typed)
    }));
}

/// The remarks on words that count otherwise than as typed, with the `remark` on each unit that has one of its own. `any_found` says
/// whether any records were found.
fn remarks(
    plan: &Plan,
    remark: impl Fn(&Unit) -> Option<String>,
    place: impl Fn(&Unit) -> &'static str,
    any_found: bool,
    where_related: Related,
) -> Vec<String> {
    let mut remarks: Vec<String> = Vec::new();
    for remark in plan.sought().filter_map(&remark) {
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
    let related = format!(": {}", where_related.said());
    let nowhere = if any_found { " and did not count" } else { "" };
    for (reading, became) in [(Reading::Related, related.as_str()), (Reading::Nowhere, nowhere)] {
        let as_typed = || plan.sought().filter(|unit| unit.reading == reading && remark(unit).is_none());
        for here in [IN_NO_RECORD, IN_NO_TEXT, IN_REASONS] {
            let words: Vec<String> =
                as_typed().filter(|unit| place(unit) == here).map(|unit| quoted(&unit.typed)).collect();
            // Why nothing is found says it elsewhere, but not of the reasons.
            if !words.is_empty() && (here == IN_REASONS || !became.is_empty()) {
                let comma = if here == IN_REASONS && reading == Reading::Nowhere && any_found { "," } else { "" };
                remarks.push(format!("{} {here}{comma}{became}", are(&words)));
            }
        }
    }
    remarks
}

/// Says that records with a less exact date than the day or month sought are among the hits.
fn less_exact(unit: &Unit, visible: Visible<'_>) -> Option<String> {
    let dated = |lead: &Lead| if let Lead::Dated(span) = lead { Some(*span) } else { None };
    let sought: Vec<Span> = unit.leads.iter().filter_map(dated).collect();
    let is_less_exact = |date: Span| sought.iter().any(|span| date.meets(*span) && !span.holds(date));
    let has_less =
        |record: usize| visible.is_visible(record) && visible.dates(record).iter().copied().any(is_less_exact);
    let any = !sought.is_empty() && (0..visible.index.len()).any(has_less);
    let is_day = sought.iter().all(|span| span.from == span.to);
    let coarser = if is_day { "the month or the year" } else { "the year" };
    any.then(|| format!("{} may also be the date of records that give only {coarser}", quoted(&unit.typed)))
}

/// The words that have the letters of a unit in order, nearest first, if nothing closer matches it.
fn with_letters(unit: &Unit, index: &Index) -> Option<Vec<String>> {
    let [word] = unit.words.as_slice() else { return None };
    let mut runs: Vec<_> = word.matches.runs.iter().collect();
    let is_all = runs.iter().all(|run| run.closeness == Closeness::Letters);
    if runs.is_empty() || !is_all || unit.whole.has_more_than_related() || !unit.leads.is_empty() {
        return None;
    }
    runs.sort_by_key(|run| run.skipped);
    let ids = runs.into_iter().flat_map(|run| run.words.clone());
    Some(ids.map(|id| as_loud(&unit.typed, index.word_list.word(id))).collect())
}

/// The remark on a unit that was read as something else.
fn remark(unit: &Unit, entries: &Entries, any_found: bool, where_related: Related) -> Option<String> {
    let typed = quoted(&unit.typed);
    let dated = |lead: &Lead| if let Lead::Dated(span) = lead { Some(span.to_string()) } else { None };
    let days: Vec<String> = unit.leads.iter().filter_map(dated).collect();
    if days.len() > 1 {
        return Some(format!("{typed} may be {}", days.join(" or ")));
    }
    let of_term = unit.read_as.as_ref().map(|term| format!("{typed} is read as {term}"));
    match &unit.reading {
        Reading::Corrected(words) => Some(match (of_term, meanings(unit, entries).as_slice()) {
            (Some(of_term), []) => of_term,
            (Some(of_term), names) => {
                format!("{of_term}, which {} {}", finds(unit, entries, &names[0]), first_few(names, MOST_WORDS, " or "))
            }
            (None, _) => format!("{typed} is read as {}", first_few(words, MOST_WORDS, ", ")),
        }),
        reading @ (Reading::Related | Reading::Nowhere) => {
            let became = match reading {
                Reading::Related => format!(": {}", where_related.said()),
                _ if any_found => " and did not count".to_owned(),
                _ => String::new(),
            };
            let of_term = of_term.map(|of_term| format!("{of_term}, which is"));
            let meant = of_term.or_else(|| Some(meant(unit, entries)? + ", and is"))?;
            Some(format!("{meant} in no record{became}"))
        }
        Reading::AsTyped => {
            let also = || {
                let name = meanings(unit, entries).pop()?;
                Some(format!("{typed} {} {name}", finds(unit, entries, &name)))
            };
            meant(unit, entries).or_else(also)
        }
    }
}

/// How a unit leads to what the groups of this name mean: another word for it, or a related idea.
fn finds(unit: &Unit, entries: &Entries, name: &str) -> &'static str {
    let mut groups = unit.meanings.iter().filter_map(|group| entries.group(*group));
    let is_same = groups.any(|group| group.name == name && group.sense == Sense::Same);
    if is_same { "also finds" } else { "is related to" }
}

/// Says what an abbreviation stands for or is read as, or the meanings of a term with several.
fn meant(unit: &Unit, entries: &Entries) -> Option<String> {
    let typed = quoted(&unit.typed);
    match meanings(unit, entries).as_slice() {
        [name] if unit.is_abbreviation && has_initials(name, &unit.typed) => Some(format!("{typed} stands for {name}")),
        // CSO is a civil society organization, and the group is of civil society.
        [name] if unit.is_abbreviation => Some(format!("{typed} is read as {name}")),
        [] | [_] => None,
        names => Some(format!("{typed} may be {}", first_few(names, MOST_WORDS, " or "))),
    }
}

/// Whether an abbreviation, or its plural, has the first letters of the words of a name, with or without its function words.
fn has_initials(name: &str, abbreviation: &str) -> bool {
    let abbreviation = folded(abbreviation).concat();
    let letters = |counts: fn(&str) -> bool| -> String {
        folded_words(name).iter().filter(|word| counts(word)).filter_map(|word| word.chars().next()).collect()
    };
    [letters(|_| true), letters(|word| !is_function_word(word))]
        .iter()
        .any(|letters| *letters == abbreviation || abbreviation.strip_suffix('s') == Some(letters))
}

/// The names of the groups of an abbreviation or of a term with several meanings, each once: an edition may have added records to
/// an idea of the one that it extends. Of a term without those that only say more than another: “slavery and servitude” beside
/// “slavery”.
fn meanings(unit: &Unit, entries: &Entries) -> Vec<String> {
    let names = unit.meanings.iter().filter_map(|group| Some(entries.group(*group)?.name));
    let names: Vec<(&str, Vec<String>)> = names.map(|name| (name, folded_words(name))).collect();
    let says_more = |number: usize| {
        let (_, words) = &names[number];
        names.iter().enumerate().any(|(other, (_, fewer))| {
            let is_same = fewer == words && other < number;
            let is_less = fewer.len() < words.len() || fewer.len() == words.len() && other < number;
            let says_less = is_less && other != number && fewer.iter().all(|word| words.contains(word));
            is_same || !unit.is_abbreviation && says_less
        })
    };
    let kept = (0..names.len()).filter(|number| !says_more(*number)).map(|number| names[number].0);
    kept.filter(|name| folded(name).concat() != folded(unit.name()).concat()).map(str::to_owned).collect()
}
