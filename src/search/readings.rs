//! Notes in a plan how each unit of the query was read, and says so in remarks, once the data has been searched.

use super::entries::{Entries, folded};
use super::index::Index;
use super::plan::{Closeness, Lead, Plan, Reading, Unit};
use super::tally::Occurs;

/// Most words listed in a remark, which is a line or two of the screen.
const MOST_WORDS: usize = 3;

/// Notes for each unit whether anything matches it, in the order of the plan; `total` records were found.
pub(super) fn note(plan: &mut Plan, occurs: &[Occurs], index: &Index, total: usize) {
    for (unit, occurs) in plan.units.iter_mut().zip(occurs).filter(|(unit, _)| !unit.negated) {
        if !occurs.matched {
            unit.reading = if occurs.related { Reading::Related } else { Reading::Nowhere };
        } else if let Some(words) = with_letters(unit, index) {
            unit.reading = Reading::Corrected(words);
        }
    }
    plan.remarks.append(&mut remarks(plan, index, total > 0));
}

/// The remarks on words that count otherwise than as typed. `any_found` says whether any records were found.
fn remarks(plan: &Plan, index: &Index, any_found: bool) -> Vec<String> {
    let mut remarks: Vec<String> = plan.sought().filter_map(|unit| remark(unit, &index.entries)).collect();
    remarks.extend(match quoted(plan, &Reading::Related).as_slice() {
        [] => None,
        [word] => Some(format!("{word} is in no record: headings name those related to it")),
        words => Some(format!("{} are in no record: headings name those related to them", joined(words))),
    });
    let nowhere = quoted(plan, &Reading::Nowhere);
    if any_found && !nowhere.is_empty() {
        let are = if nowhere.len() == 1 { "is" } else { "are" };
        remarks.push(format!("{} {are} in no record and did not count", joined(&nowhere)));
    }
    remarks
}

/// The units that were read so, in quotation marks.
fn quoted(plan: &Plan, reading: &Reading) -> Vec<String> {
    plan.sought().filter(|unit| unit.reading == *reading).map(|unit| format!("“{}”", unit.typed)).collect()
}

/// Words in a sentence: `a, b and c`.
fn joined(words: &[String]) -> String {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
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
    Some(ids.map(|id| index.vocabulary.word(id).to_owned()).collect())
}

/// The remark on a unit that was read as something else.
fn remark(unit: &Unit, entries: &Entries) -> Option<String> {
    let typed = &unit.typed;
    let dated = |lead: &Lead| if let Lead::Dated(span) = lead { Some(span.to_string()) } else { None };
    let days: Vec<String> = unit.leads.iter().filter_map(dated).collect();
    if days.len() > 1 {
        return Some(format!("“{typed}” may be {}", days.join(" or ")));
    }
    match &unit.reading {
        Reading::Corrected(words) => Some(format!("“{typed}” is read as {}", listed(words))),
        Reading::Related | Reading::Nowhere => None,
        Reading::AsTyped => meant(unit, entries),
    }
}

/// The remark on an abbreviation or a term with several meanings.
fn meant(unit: &Unit, entries: &Entries) -> Option<String> {
    let typed = &unit.typed;
    let names = unit.meanings.iter().filter_map(|group| Some(entries.group(*group)?.name));
    let names: Vec<String> =
        names.filter(|name| folded(name).concat() != folded(typed).concat()).map(str::to_owned).collect();
    match names.as_slice() {
        [] => None,
        [name] if unit.is_abbreviation => Some(format!("“{typed}” stands for {name}")),
        [name] => Some(format!("“{typed}” also finds {name}")),
        _ => Some(format!("“{typed}” may be {}", listed(&names).replace(", ", " or "))),
    }
}

/// The words joined by commas, cut to [`MOST_WORDS`].
fn listed(words: &[String]) -> String {
    let mut shown: Vec<&str> = words.iter().take(MOST_WORDS).map(String::as_str).collect();
    if words.len() > MOST_WORDS {
        shown.push("…");
    }
    shown.join(", ")
}
