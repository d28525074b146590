//! The days on which something begins or ends, and the days that the keys step through.

use super::{Basis, Data, Date, Link, Period, PeriodEnd};

impl Data {
    /// When the periods of records, links and names begin and end, whatever the day of the filter: in order, each once, and none
    /// after the day of the edition. As of such a date what begins then is visible, and what ends in that month or year says so.
    fn days_of_periods(&self) -> Vec<Date> {
        let (whole, filter) = (self.whole(), self.filter());
        let mut days = Vec::new();
        if !whole.edition.may_have_periods() {
            return days;
        }
        let mut add = |period: Period| {
            let end = match period.to {
                PeriodEnd::On(end) => Some(end),
                PeriodEnd::Open | PeriodEnd::Unknown => None,
            };
            days.extend(period.from.into_iter().chain(end));
        };
        for (ordinal, is_editorial) in whole.tables.editorial.iter().enumerate() {
            if *is_editorial && !filter.lets_through(Basis::Editorial) {
                continue;
            }
            let passing = whole.records.in_passing(ordinal);
            let record = passing.as_ref().unwrap_or_else(|| whole.record(ordinal));
            let links = record.links.iter().filter(|link| filter.lets_through(link.basis));
            let names = record.names.iter().filter(|name| filter.lets_through(name.basis));
            let of_parts = links.filter_map(Link::period).chain(names.filter_map(|name| name.period));
            record.period.as_deref().copied().into_iter().chain(of_parts).for_each(&mut add);
        }
        days.retain(|day| day.last_day() <= whole.edition.date.last_day());
        in_order(days)
    }

    /// The days of periods, and those of the editions that this one extends: as of such a day it corrects what that one said.
    /// None if there are no periods.
    pub fn days_to_step_to(&self) -> Vec<Date> {
        let mut days = self.days_of_periods();
        if !days.is_empty() {
            days.extend_from_slice(&self.edition().extended);
        }
        in_order(days)
    }
}

/// These days in order, each once.
fn in_order(mut days: Vec<Date>) -> Vec<Date> {
    // Of dates that are over on the same day the finest says most.
    days.sort_unstable_by_key(|day| (day.last_day(), day.day().is_none(), day.month().is_none()));
    days.dedup_by_key(|day| day.last_day());
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, Filter};

    fn days(data: &Data) -> Vec<String> {
        data.days_of_periods().into_iter().map(Date::iso).collect()
    }

    #[test]
    fn each_date_of_a_period_counts_once_whatever_the_day() {
        let data = Data::from(Atlas::of_format_3());
        let all = days(&data);
        // The edition is of October 2010: nothing later counts, nor does 2010, which ends later.
        assert_eq!(all, ["1976", "1984", "2003-12-25", "2007-03", "2007", "2010-07-02", "2010-07"]);
        for day in ["1980", "2007-03", "2010-07"] {
            let as_of = Some(Date::try_from(day).unwrap());
            assert_eq!(days(&data.filtered(Filter { sources_only: false, as_of })), all, "{day}");
        }
    }

    #[test]
    fn the_dates_of_editorial_names_do_not_count_with_the_sources_only() {
        let data = Data::from(Atlas::of_format_3()).filtered(Filter { sources_only: true, as_of: None });
        let sourced = days(&data);
        assert!(!sourced.contains(&"1984".to_owned()) && sourced.contains(&"2007-03".to_owned()), "{sourced:?}");
    }

    #[test]
    fn data_without_periods_has_no_such_days() {
        assert_eq!(days(&Data::from(Atlas::frozen())), [""; 0]);
    }
}
