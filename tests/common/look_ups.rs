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
    /// Those that only the second edition has, and that may stand first there.
    #[serde(default)]
    pub now: Vec<RecordId>,
}

impl LookUp {
    /// The same for the second edition.
    pub fn over_the_second_edition(mut self) -> Self {
        self.right.append(&mut self.now);
        self
    }
}

/// The look-ups of `as-typed.tsv` that a record of the second edition answers better, with that record.
const ANSWERED_NOW: [(&str, &str); 6] = [
    ("children", "member/osrsg-vac"),
    ("consensus", "article/tip-protocol/18"),
    ("trust fund victims", "event/2010-11-04-trust-fund"),
    ("publication date", "publication/brief-children"),
    ("safe pathways", "instrument/gcm"),
    ("un women", "member/un-women"),
];

/// The look-ups of `lookups.ron`.
pub fn ours() -> Vec<LookUp> {
    ron::from_str(include_str!("../lookups.ron")).unwrap()
}

/// The look-ups of `as-typed.tsv`: the query, the right ids separated by bars or `NONE`, the class.
pub fn as_typed() -> Vec<LookUp> {
    let look_up = |line: &str| {
        let [typed, right, class] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let now = ANSWERED_NOW.iter().filter(|(other, _)| *other == typed);
        let ids = right.split('|').filter(|id| *id != "NONE");
        LookUp {
            class: class.to_owned(),
            typed: typed.to_owned(),
            right: ids.map(|id| RecordId::try_from(id).unwrap()).collect(),
            now: now.map(|(_, id)| RecordId::try_from(*id).unwrap()).collect(),
        }
    };
    include_str!("../as-typed.tsv").lines().map(look_up).collect()
}
