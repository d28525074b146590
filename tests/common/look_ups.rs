//! The look-ups of `tests/lookups.ron`, written for this project, and of `tests/as-typed.tsv`, which others wrote without
//! knowledge of the search.

use icatlas::atlas::RecordId;
use serde::Deserialize;

/// What an analyst types, and the records that answer it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookUp {
    /// What kind of words they are.
    pub class: String,
    pub typed: String,
    /// Any of them may stand first; empty if the data hold no answer.
    pub right: Vec<RecordId>,
}

/// The look-ups of `lookups.ron`.
pub fn ours() -> Vec<LookUp> {
    ron::from_str(include_str!("../lookups.ron")).unwrap()
}

/// The look-ups of `as-typed.tsv`: the query, the right ids separated by bars or `NONE`, the class.
pub fn as_typed() -> Vec<LookUp> {
    let look_up = |line: &str| {
        let [typed, right, class] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let ids = right.split('|').filter(|id| *id != "NONE");
        LookUp {
            class: class.to_owned(),
            typed: typed.to_owned(),
            right: ids.map(|id| RecordId::try_from(id).unwrap()).collect(),
        }
    };
    include_str!("../as-typed.tsv").lines().map(look_up).collect()
}
