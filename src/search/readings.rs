//! Notes in a plan how each unit of the query was read, and says so in remarks, once the data has been searched.

use super::entries::{Entries, folded};
use super::plan::{Plan, Reading, Unit};
use super::tally::Occurs;

/// Most words listed in a remark, which is one line of the screen.
const MOST_WORDS: usize = 3;

/// Notes for each unit whether anything matches it, in the order of the plan; `total` records were found.
pub(super) fn note(plan: &mut Plan, occurs: &[Occurs], entries: &Entries, total: usize) {
    for (unit, occurs) in plan.units.iter_mut().zip(occurs).filter(|(unit, _)| !unit.negated) {
        if !occurs.matched {
            unit.reading = if occurs.related { Reading::Related } else { Reading::Nowhere };
        }
    }
    let several = plan.sought().count() > 1;
    let mut remarks: Vec<String> =
        plan.sought().filter_map(|unit| remark(unit, entries, several && total > 0)).collect();
    plan.remarks.append(&mut remarks);
}

/// The remark on a unit that was read otherwise than as typed. `has_others` says whether other units found something.
fn remark(unit: &Unit, entries: &Entries, has_others: bool) -> Option<String> {
    let typed = &unit.typed;
    match &unit.reading {
        Reading::Corrected(words) => Some(format!("“{typed}” is read as {}", listed(words))),
        Reading::Related => Some(format!("“{typed}” is in no record: what is related stands last")),
        Reading::Nowhere if has_others => Some(format!("“{typed}” did not count: no record has it")),
        Reading::Nowhere => None,
        Reading::AsTyped => meant(unit, entries),
    }
}

/// The remark on an abbreviation or a term with several meanings.
fn meant(unit: &Unit, entries: &Entries) -> Option<String> {
    let typed = &unit.typed;
    let names = unit.meanings.iter().filter_map(|group| Some(entries.group(*group)?.name));
    let names: Vec<String> = names.filter(|name| folded(name) != folded(typed)).map(str::to_owned).collect();
    match names.as_slice() {
        [] => None,
        [name] => Some(format!("“{typed}” is read as {name}")),
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
