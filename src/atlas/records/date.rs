//! Dates as sources give them: a year, a month or a day.

use std::fmt;

use serde::{Deserialize, Deserializer, de};
use time::{Date as Day, Month};

use crate::atlas::packed::{Pack, Packer, Unpacker};

/// A date of the Gregorian calendar, as exact as its source: `2010`, `2006-09` or `2010-10-20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    month: Option<Month>,
    day: Option<u8>,
}

/// Why a string is not a date; reads as `what is wrong: what to do`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not in one of the three formats.
    #[error("not a date: write it as 2010, 2010-10 or 2010-10-20")]
    Format,
    /// The calendar has no such month or day.
    #[error("there is no such day: look the date up in the source")]
    Impossible,
}

impl TryFrom<&str> for Date {
    type Error = DateError;

    fn try_from(date: &str) -> Result<Self, DateError> {
        let digits = |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        let mut parts = date.split('-');
        let year = parts.next().filter(|year| digits(year, 4)).ok_or(DateError::Format)?;
        let month = parts.next();
        let day = parts.next();
        if parts.next().is_some() || !month.into_iter().chain(day).all(|part| digits(part, 2)) {
            return Err(DateError::Format);
        }
        let year = year.parse().map_err(|_| DateError::Format)?;
        let month = month
            .map(|month| month.parse::<u8>().ok().and_then(|m| Month::try_from(m).ok()).ok_or(DateError::Impossible))
            .transpose()?;
        let day = day.map(|day| day.parse::<u8>().map_err(|_| DateError::Format)).transpose()?;
        if let (Some(month), Some(day)) = (month, day) {
            Day::from_calendar_date(year, month, day).map_err(|_| DateError::Impossible)?;
        }
        Ok(Self { year, month, day })
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let date = String::deserialize(deserializer)?;
        Self::try_from(date.as_str()).map_err(de::Error::custom)
    }
}

impl Date {
    /// The months from January of year 0 to this date; a year counts as its January.
    pub fn months(self) -> i32 {
        self.year * 12 + self.month.map_or(0, |month| i32::from(u8::from(month)) - 1)
    }

    /// Its first day, as year, month and day.
    pub fn first_day(self) -> (i32, u8, u8) {
        (self.year, self.month.map_or(1, u8::from), self.day.unwrap_or(1))
    }

    /// Its last day, as year, month and day; of every month the 31st, which serves to compare.
    pub fn last_day(self) -> (i32, u8, u8) {
        (self.year, self.month.map_or(12, u8::from), self.day.unwrap_or(31))
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, if the date has one.
    pub const fn month(self) -> Option<Month> {
        self.month
    }

    /// The day, if the date has one.
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// The date with its preposition: `on 20 October 2010`, `in September 2006`.
    pub fn when(self) -> String {
        format!("{} {self}", if self.day.is_some() { "on" } else { "in" })
    }

    /// The date with the month cut to three letters: `20 Oct 2010`, `Sep 2006`.
    pub fn short(self) -> String {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (year, month) = (self.year, self.month.map(|month| MONTHS[usize::from(u8::from(month)) - 1]));
        match (self.day, month) {
            (Some(day), Some(month)) => format!("{day} {month} {year:04}"),
            (None, Some(month)) => format!("{month} {year:04}"),
            (_, None) => format!("{year:04}"),
        }
    }

    /// The month of the date, or its year.
    #[must_use]
    pub const fn without_day(self) -> Self {
        Self { day: None, ..self }
    }

    /// The year of the date, without month and day.
    #[must_use]
    pub const fn without_month(self) -> Self {
        Self { month: None, day: None, ..self }
    }

    /// The date in ISO 8601, for sorting and exchange: `2006-09`.
    pub fn iso(self) -> String {
        let month = self.month.map(|month| format!("-{:02}", u8::from(month))).unwrap_or_default();
        let day = self.day.map(|day| format!("-{day:02}")).unwrap_or_default();
        format!("{:04}{month}{day}", self.year)
    }
}

/// In the style of the United Nations: `20 October 2010`, `September 2006`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day {
            write!(f, "{day} ")?;
        }
        if let Some(month) = self.month {
            write!(f, "{month} ")?;
        }
        // Fewer digits would not be read as a year.
        write!(f, "{:04}", self.year)
    }
}

/// Eight bits for the day, eight for the month, the rest for the year, which has four digits.
impl Pack for Date {
    fn pack(&self, to: &mut Packer) {
        let month = self.month.map_or(0, u8::from);
        let year = self.year.cast_unsigned();
        to.number(year << 16 | u32::from(month) << 8 | u32::from(self.day.unwrap_or_default()));
    }

    fn unpack(from: &mut Unpacker) -> Self {
        let [day, month, low, high] = from.number().to_le_bytes();
        let year = i32::from(u16::from_le_bytes([low, high]));
        Self { year, month: Month::try_from(month).ok(), day: Some(day).filter(|day| *day > 0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_exact_as_its_source() {
        for (iso, words) in [("2010", "2010"), ("2006-09", "September 2006"), ("2010-10-20", "20 October 2010")] {
            let date = Date::try_from(iso).unwrap();
            assert_eq!((date.iso(), date.to_string()), (iso.to_owned(), words.to_owned()));
        }
    }

    #[test]
    fn a_year_has_four_digits() {
        for (spelled, long, short) in [("0000", "0000", "0000"), ("0987-06", "June 0987", "Jun 0987")] {
            let date = Date::try_from(spelled).unwrap();
            assert_eq!((date.to_string().as_str(), date.short().as_str(), date.iso().as_str()), (long, short, spelled));
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for date in ["2010-13", "2010-00-01", "2010-02-30", "2011-02-29", "2010-10-00"] {
            assert_eq!(Date::try_from(date), Err(DateError::Impossible), "{date}");
        }
        for date in ["", "10", "2010-1", "2010/10", "2010-10-20-1", "٢٠١٠", "+2010"] {
            assert_eq!(Date::try_from(date), Err(DateError::Format), "{date}");
        }
    }
}
