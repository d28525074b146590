//! Checks of periods: an open one needs the day on which its source was read, and two of one link or name do not overlap.

use std::collections::HashMap;

use super::check::{Checker, Located, Origin};
use crate::atlas::{Citation, Date, End, Language, Period, Record, RecordId, Relation, Standing};

/// A period of a link or name, with what is needed to report it.
struct Stretch<'a> {
    period: Period,
    /// The day on which its source was read.
    read: Option<Date>,
    /// The string at which it is reported: the id of the other record, or the name.
    at: &'a str,
    /// How often that string stands before, in other links or names of the record.
    nth: usize,
}

impl<'a> Checker<'a> {
    /// Reports the problems of the periods of a record.
    pub(super) fn periods(&mut self, located: &'a Located<Record>) {
        let (record, origin) = (&located.value, located.origin());
        let is_open = record.period.as_ref().is_some_and(|period| period.to == End::Open);
        if is_open && record.citations.iter().all(|citation| citation.read().is_none()) {
            self.report(origin, record.id.as_str(), |_| {
                let what = format!("the period of {} is open, and no citation says when that was read", record.id);
                (what, "add `read` to the citation that says so".to_owned())
            });
        }
        self.of_links(record, origin);
        self.of_names(record, origin);
    }

    fn of_links(&mut self, record: &'a Record, origin: Origin) {
        let mut stretches: HashMap<(Relation, &RecordId), Vec<Stretch<'_>>> = HashMap::new();
        let mut seen: HashMap<&RecordId, usize> = HashMap::new();
        for link in record.links.iter() {
            let nth = seen.entry(&link.to).or_default();
            if let Some(period) = link.period() {
                let stretch = Stretch { period, read: link.citation.read(), at: link.to.as_str(), nth: *nth };
                stretches.entry((link.relation, &link.to)).or_default().push(stretch);
            }
            *nth += 1;
        }
        for ((relation, to), stretches) in stretches {
            self.overlaps(origin, stretches, || format!("that {} {} {to}", record.id, relation.forward()));
        }
    }

    fn of_names(&mut self, record: &'a Record, origin: Origin) {
        let mut stretches: HashMap<(Standing, Language, &str), Vec<Stretch<'_>>> = HashMap::new();
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for name in &record.names {
            let Some(at) = name.name.as_ref().or(name.acronym.as_ref()).map(AsRef::as_ref) else { continue };
            let nth = seen.entry(at).or_default();
            if let Some(period) = name.period {
                let read = name.citation().and_then(Citation::read);
                let stretch = Stretch { period, read, at, nth: *nth };
                stretches.entry((name.standing, name.language, at)).or_default().push(stretch);
            }
            *nth += 1;
        }
        for ((.., name), stretches) in stretches {
            self.overlaps(origin, stretches, || format!("the name “{name}”"));
        }
    }

    /// Reports each period that begins while an earlier one still holds.
    fn overlaps(&mut self, origin: Origin, mut stretches: Vec<Stretch<'_>>, of_what: impl Fn() -> String) {
        stretches.sort_by_key(|stretch| stretch.period.from.map(Date::first_day));
        let mut stretches = stretches.into_iter();
        let Some(mut longest) = stretches.next() else { return };
        for stretch in stretches {
            if longest.period.overlaps(stretch.period, longest.read) {
                let [one, other] = [&longest, &stretch].map(|stretch| stretch.period.in_words(stretch.read));
                // The one that stands later in the file.
                let nth = longest.nth.max(stretch.nth);
                self.report_nth(origin, stretch.at, nth, |_| {
                    let what = format!("two periods of {} overlap, “{one}” and “{other}”", of_what());
                    (what, "correct one of the dates, or join the two".to_owned())
                });
            }
            if stretch.period.last_known(stretch.read) >= longest.period.last_known(longest.read) {
                longest = stretch;
            }
        }
    }
}
