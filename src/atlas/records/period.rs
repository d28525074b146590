//! When something holds: from a day, month or year on, to another.

use serde::{Deserialize, Deserializer, de};

use crate::atlas::Date;
use crate::atlas::packed::{Pack, Packer, Unpacker, fields};

/// From when until when something holds, as exact as the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SpelledPeriod")]
pub struct Period {
    /// Its first day, month or year; `None` if it began before the source was written.
    pub from: Option<Date>,
    /// Whether it began by then, and no source says when.
    pub is_by_then: bool,
    /// Its end.
    pub to: PeriodEnd,
}

/// The end of a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PeriodEnd {
    /// No source says whether it has ended.
    #[default]
    Unknown,
    /// A source says that it holds. The citation beside it has the day on which the source was read.
    Open,
    /// The last day, month or year.
    On(Date),
}

impl PeriodEnd {
    /// The problem of an open end without a day of reading.
    pub(in crate::atlas) const UNREAD: &'static str =
        "an open period, and no day on which its source was read: add `read` to the citation";
}

/// A period, as spelled in the data files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Period")]
struct SpelledPeriod {
    #[serde(default)]
    from: Option<Date>,
    #[serde(default)]
    by: Option<Date>,
    #[serde(default)]
    to: PeriodEnd,
}

impl TryFrom<SpelledPeriod> for Period {
    type Error = de::value::Error;

    fn try_from(spelled: SpelledPeriod) -> Result<Self, Self::Error> {
        let SpelledPeriod { from, by, to } = spelled;
        if from.is_some() && by.is_some() {
            return Err(de::Error::custom(
                "a period with two beginnings: give it `from`, or `by` if it may have begun earlier",
            ));
        }
        match (from.or(by), to) {
            (None, PeriodEnd::Unknown) => Err(de::Error::custom(
                "a period without beginning and end: give it `from`, `by` or `to`, or leave it out",
            )),
            (Some(from), PeriodEnd::On(to)) if to.last_day() < from.first_day() => {
                let (from, to) = (from.iso(), to.iso());
                let what = format!("the period ends in {to}, before it begins in {from}: correct one of the two");
                Err(de::Error::custom(what))
            }
            (from, to) => Ok(Self { from, is_by_then: by.is_some(), to }),
        }
    }
}

/// In RON a date in quotation marks, or the bare word `Open`.
impl<'de> Deserialize<'de> for PeriodEnd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spelled = Box::<ron::value::RawValue>::deserialize(deserializer)?;
        let spelled = spelled.trim().get_ron();
        if spelled == "Open" {
            return Ok(Self::Open);
        }
        match ron::from_str::<String>(spelled) {
            Ok(date) => Date::try_from(date.as_str()).map(Self::On).map_err(de::Error::custom),
            Err(_) => Err(de::Error::custom("not the end of a period: write a date, or Open without quotation marks")),
        }
    }
}

impl Period {
    /// The period in words: `September 2006 to 2010`. `read` is the day on which its source was read.
    pub fn in_words(self, read: Option<Date>) -> String {
        let still = || match read {
            Some(day) => format!("still so {}", day.when()),
            None => "still so".to_owned(),
        };
        let begins = if self.is_by_then { "by" } else { "from" };
        match (self.from, self.to) {
            (Some(from), PeriodEnd::On(to)) if self.is_by_then => format!("by {from}, until {to}"),
            (Some(from), PeriodEnd::On(to)) if from == to => from.to_string(),
            (Some(from), PeriodEnd::On(to)) => format!("{from} to {to}"),
            (Some(from), PeriodEnd::Open) => format!("{begins} {from}, {}", still()),
            (Some(from), PeriodEnd::Unknown) => format!("{begins} {from}"),
            (None, PeriodEnd::On(to)) => format!("until {to}"),
            (None, PeriodEnd::Open | PeriodEnd::Unknown) => still(),
        }
    }

    /// Whether it certainly shares a day with a period that begins no earlier. `read` is the day on which the source of this
    /// one was read, up to which an open one holds.
    ///
    /// A month counts from its first to its last day, and so does a year. Two that meet within one month or year which neither
    /// gives more exactly share nothing: one may have ended before the other began.
    pub(in crate::atlas) fn overlaps(self, later: Self, read: Option<Date>) -> bool {
        let Some(begins) = later.from else { return self.from.is_none() };
        let meet = self != later && self.to == PeriodEnd::On(begins) && begins.day().is_none();
        self.last_known(read).is_some_and(|until| begins.first_day() <= until) && !meet
    }

    /// The last day until which it is known to hold; `None` if none is.
    pub(in crate::atlas) fn last_known(self, read: Option<Date>) -> Option<(i32, u8, u8)> {
        match self.to {
            PeriodEnd::On(to) => Some(to),
            PeriodEnd::Open => read.or(self.from),
            PeriodEnd::Unknown => self.from,
        }
        .map(Date::last_day)
    }
}

impl Pack for PeriodEnd {
    fn pack(&self, to: &mut Packer) {
        match self {
            Self::Unknown => to.number(0),
            Self::Open => to.number(1),
            Self::On(date) => {
                to.number(2);
                date.pack(to);
            }
        }
    }

    fn unpack(from: &mut Unpacker) -> Self {
        match from.number() {
            0 => Self::Unknown,
            1 => Self::Open,
            _ => Self::On(Date::unpack(from)),
        }
    }
}

fields!(Period { from, is_by_then, to });

#[cfg(test)]
mod tests {
    use super::*;

    fn read(period: &str) -> Result<Period, String> {
        ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .from_str::<Period>(period)
            .map_err(|error| error.code.to_string())
    }

    fn date(date: &str) -> Date {
        Date::try_from(date).unwrap()
    }

    #[test]
    fn a_period_says_that_it_holds_only_if_a_source_does() {
        let day = date("2026-11-25");
        for (spelled, words) in [
            ("(from: \"2006-09\", to: \"2010\")", "September 2006 to 2010"),
            ("(from: \"2018\", to: \"2018\")", "2018"),
            ("(from: \"2006\", to: Open)", "from 2006, still so on 25 November 2026"),
            ("(from: \"2006\")", "from 2006"),
            ("(by: \"2018-06-14\")", "by 14 June 2018"),
            ("(by: \"2018\", to: Open)", "by 2018, still so on 25 November 2026"),
            ("(by: \"2018\", to: \"2018\")", "by 2018, until 2018"),
            ("(to: \"2010-07-02\")", "until 2 July 2010"),
            ("(to: Open)", "still so on 25 November 2026"),
        ] {
            assert_eq!(read(spelled).unwrap().in_words(Some(day)), words);
        }
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        for sound in ["(from: \"2010-03\", to: \"2010\")", "(from: \"2010\", to: \"2010-03\")"] {
            assert!(read(sound).is_ok(), "{sound}");
        }
        for (wrong, told) in [
            ("(from: \"2010-03\", to: \"2010-02\")", "ends in 2010-02, before it begins in 2010-03: correct one"),
            ("(from: \"2010\", to: \"2009-12-31\")", "ends in 2009-12-31, before it begins in 2010: correct one"),
            ("()", "without beginning and end: give it `from`, `by` or `to`"),
            ("(from: \"2010\", by: \"2011\")", "with two beginnings: give it `from`, or `by`"),
            ("(to: Opn)", "not the end of a period: write a date, or Open without quotation marks"),
            ("(to: 2010)", "not the end of a period"),
            ("(to: \"Open\")", "not a date: write it as 2010"),
        ] {
            let error = read(wrong).unwrap_err();
            assert!(error.contains(told), "{wrong}: {error}");
        }
    }

    #[test]
    fn periods_overlap_if_they_share_a_whole_unit_of_the_finer_date() {
        let overlap = |one: &str, other: &str| {
            let (one, other) = (read(one).unwrap(), read(other).unwrap());
            one.overlaps(other, Some(date("2026-11-25")))
        };
        for (one, other, expected) in [
            ("(from: \"2006\", to: \"2010\")", "(from: \"2009\")", true),
            ("(from: \"2006\", to: \"2010\")", "(from: \"2010\")", false),
            ("(from: \"2006\", to: \"2010-07\")", "(from: \"2010-07\")", false),
            ("(from: \"2006\", to: \"2010-07\")", "(from: \"2010-08\")", false),
            ("(from: \"2006\", to: \"2010-07\")", "(from: \"2010\")", true),
            ("(from: \"2006\", to: \"2010-07-02\")", "(from: \"2010-07-02\")", true),
            ("(from: \"2006\", to: \"2010-07-02\")", "(from: \"2010-07-03\")", false),
            ("(from: \"2006\", to: Open)", "(from: \"2020\")", true),
            ("(from: \"2006\", to: Open)", "(from: \"2027\")", false),
            ("(from: \"2006\")", "(from: \"2008\")", false),
            ("(from: \"2006\")", "(from: \"2006\", to: \"2008\")", true),
            ("(from: \"2018\", to: \"2018\")", "(from: \"2018\", to: \"2018\")", true),
            ("(from: \"2018\", to: \"2018\")", "(from: \"2018\", to: \"2019\")", false),
            ("(to: \"2010\")", "(from: \"2009\")", true),
            ("(to: \"2010\")", "(to: \"2012\")", true),
        ] {
            assert_eq!(overlap(one, other), expected, "{one} {other}");
        }
    }
}
