//! Checks of periods: an open one needs the day on which its source was read, and two of one link or name do not overlap.

use std::collections::HashMap;
use std::hash::Hash;

use super::check::{Checker, Located, Origin};
use crate::atlas::{Citation, Date, Period, PeriodEnd, Record};

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
        let is_open = record.period.as_ref().is_some_and(|period| period.to == PeriodEnd::Open);
        if is_open && record.citations.iter().all(|citation| citation.read().is_none()) {
            self.report(origin, record.id.as_str(), |_| {
                let what = format!("the period of {} is open, and no citation says when that was read", record.id);
                (what, "add `read` to the citation that says so".to_owned())
            });
        }
        let links = record.links.iter();
        let links = links.map(|link| ((link.relation, link.to.as_str()), link.period(), link.citation.read()));
        self.of_each(
            origin,
            links,
            |(_, to)| to,
            |(relation, to)| format!("the link “{} {} {to}”", record.id, relation.forward()),
        );
        let names = record.names.iter().filter_map(|name| {
            let words = name.name.as_ref().or(name.acronym.as_ref())?.as_str();
            Some(((name.standing, name.language, words), name.period, name.citation().and_then(Citation::read)))
        });
        self.of_each(origin, names, |(.., name)| name, |(.., name)| format!("the name “{name}”"));
    }

    /// Reports the overlaps among the periods of each link or name, in the order in which the file first has these. `all` has
    /// what tells one from another, its period, and the day on which its source was read; `at` gives the string at which to
    /// report it.
    fn of_each<K: Copy + Eq + Hash>(
        &mut self,
        origin: Origin,
        all: impl Iterator<Item = (K, Option<Period>, Option<Date>)>,
        at: impl Fn(K) -> &'a str,
        told: impl Fn(K) -> String,
    ) {
        let mut together: Vec<(K, Vec<Stretch<'_>>)> = Vec::new();
        let (mut places, mut seen) = (HashMap::new(), HashMap::<&str, usize>::new());
        for (key, period, read) in all {
            let at = at(key);
            let nth = seen.entry(at).or_default();
            if let Some(period) = period {
                let place = *places.entry(key).or_insert_with(|| {
                    together.push((key, Vec::new()));
                    together.len() - 1
                });
                together[place].1.push(Stretch { period, read, at, nth: *nth });
            }
            *nth += 1;
        }
        for (key, stretches) in together {
            self.overlaps(origin, stretches, || told(key));
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
