//! What became of a former member, what a member was called formerly, and until when sources name it, which its page says first.

use std::borrow::Cow;

use compact_str::{CompactString, format_compact};

use super::naming;
use super::relations::End;
use crate::atlas::{Date, Link, Membership, Name, Relation, VisibleRecord};

/// What became of a former member.
#[derive(Debug)]
pub struct Fate<'a> {
    /// The record that succeeded it, and the link to it; none if no source says what did.
    pub successor: Option<(&'a Link, VisibleRecord<'a>)>,
    until: Date,
}

/// What became of a member, for each of its successors, or once if there is none. Empty if it is a member on the day.
pub fn of(record: VisibleRecord<'_>) -> Vec<Fate<'_>> {
    let Some(until) = record.former_since() else { return Vec::new() };
    let fate = |successor| Fate { successor, until };
    let fates: Vec<_> = record.successors().map(|successor| fate(Some(successor))).collect();
    if fates.is_empty() { vec![fate(None)] } else { fates }
}

impl<'a> Fate<'a> {
    /// The sentence, with this name for what succeeded it: `Succeeded by UN Women, 2 July 2010; member until January 2011`.
    pub fn words<'b>(&'b self, name: impl FnOnce(VisibleRecord<'a>) -> Cow<'b, str>) -> CompactString {
        let until = self.until;
        match self.successor {
            Some((link, successor)) => {
                let when = link.when().map(|when| format_compact!(", {when}")).unwrap_or_default();
                let what = naming::capitalized(link.relation.forward());
                format_compact!("{what} {}{when}; member until {until}", name(successor))
            }
            None => format_compact!("Member until {until}"),
        }
    }

    /// The link whose source bears it out. Where there is none, the sources of the record do.
    pub fn link(&self) -> Option<&'a Link> {
        self.successor.map(|(link, _)| link)
    }
}

/// What a member was called formerly, and since when it has another name: `Formerly DPKO; Department of Peace Operations (DPO)
/// from 1 January 2019`; with that name. `None` if it has the name of the source still.
pub fn renaming(record: VisibleRecord<'_>) -> Option<(CompactString, &Name)> {
    let name = record.later_name()?;
    let when = name.when().map(|when| format_compact!(" {when}")).unwrap_or_default();
    Some((format_compact!("Formerly {}; {}{when}", naming::in_the_source(record), name.in_full()), name))
}

/// When a source named a member last, if none that was read does since the date that the edition gives: `Last named on 20 October
/// 2010; nothing of a later date was read`. What was read is our own word, which no source says.
pub fn last_naming(record: VisibleRecord<'_>) -> Option<CompactString> {
    match record.membership()? {
        (Membership::LastMember(_), Some(date)) => {
            Some(format_compact!("Last named as a member {}, in what was read", date.when()))
        }
        (Membership::LastNamed(_), Some(date)) => {
            Some(format_compact!("Last named {}; nothing of a later date was read", date.when()))
        }
        (Membership::LastMember(_) | Membership::LastNamed(_), None) => {
            Some("No source that was read says when it was a member".into())
        }
        (Membership::Member | Membership::NamedSince(_) | Membership::Former, _) => None,
    }
}

/// Whether a group of links says only what the page of a former member says first.
pub fn tells(record: VisibleRecord<'_>, group: &[End<'_>]) -> bool {
    let is_succession =
        |end: &End<'_>| end.is_forward && matches!(end.relation, Relation::SucceededBy | Relation::MergedInto);
    group.iter().all(is_succession) && record.former_since().is_some()
}
