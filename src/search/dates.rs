//! Dates as people type them, and whether a record is of that time: `30 July 2010`, `juillet 2010`, `2010-07`, `30/07/2010`. For
//! the words and the filters of a query.

use std::fmt;

use time::Month;

use crate::atlas::Date;

/// Days from the first to the last, both included, each as a number: 20101020.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day, as year, month and day in one number: 20101020.
    pub from: u32,
    /// The last day.
    pub to: u32,
}

impl fmt::Display for Span {
    /// Writes the first day in ISO 8601: `2010-10-20`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", self.from / 10_000, self.from / 100 % 100, self.from % 100)
    }
}

impl Span {
    /// The folded words of a day, a month or a year as the records write it: `30`, `july`, `2010`.
    pub(super) fn in_words(self) -> Vec<String> {
        let (year, month, day) = (self.from / 10_000, self.from / 100 % 100, self.from % 100);
        let month = MONTHS.get((month as usize).saturating_sub(1)).map_or("", |names| names[0]).to_owned();
        if self.from == self.to {
            vec![day.to_string(), month, year.to_string()]
        } else if self.from / 100 == self.to / 100 {
            vec![month, year.to_string()]
        } else {
            vec![year.to_string()]
        }
    }

    /// Whether all days of the other one are among its own.
    pub(super) const fn holds(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether the two have a day in common.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// The years in which a number of four digits is taken for a year, and not for a quantity or a part of a symbol.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// The folded names of the months in English, French and Spanish, with their abbreviations. The Spanish `set` is missing:
/// it is an English verb.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv", "enero", "ene"],
    &["february", "feb", "fevrier", "fevr", "fev", "febrero"],
    &["march", "mar", "mars", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juin", "junio"],
    &["july", "jul", "juillet", "juil", "julio"],
    &["august", "aug", "aout", "agosto", "ago"],
    &["september", "sept", "sep", "septembre", "septiembre", "setiembre"],
    &["october", "oct", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "decembre", "diciembre", "dic"],
];

/// What may follow the number of a day, folded: `30th`, `1er`, `1º`.
const ORDINALS: [&str; 7] = ["", "st", "nd", "rd", "th", "er", "o"];

/// Words within a date: `30 de julio de 2010`, `the 30th of July`.
const JOINING: [&str; 4] = ["of", "the", "de", "del"];

/// The date with which these folded words begin, and how many of them it takes. A compound is one word: `20100730` for
/// `2010-07-30`. A month or a day without its year is no date.
pub(super) fn written(words: &[&str]) -> Option<(usize, Span)> {
    let first = words.first().filter(|first| !JOINING.contains(first))?;
    if let Some(span) = in_digits(first) {
        return Some((1, span));
    }
    let (count, date) = spelled(words)?;
    Some((count, value(&date)?))
}

/// How many words a date with a day takes with which these begin, if the calendar has no such day: `30 February 2010`.
pub(super) fn no_day(words: &[&str]) -> Option<usize> {
    words.first().filter(|first| !JOINING.contains(first))?;
    spelled(words).filter(|(_, date)| value(date).is_none()).map(|(count, _)| count)
}

/// The date with the name of a month with which these words begin, in ISO 8601, and how many of them it takes.
fn spelled(words: &[&str]) -> Option<(usize, String)> {
    let mut rest = words;
    let before = next(&mut rest, day);
    let month = next(&mut rest, month)?;
    let day = before.or_else(|| next(&mut rest, day));
    let year = next(&mut rest, year)?;
    let day = day.map(|day| format!("-{day:02}")).unwrap_or_default();
    Some((words.len() - rest.len(), format!("{year}-{month:02}{day}")))
}

/// The days that a date in one term may mean, the likeliest first: `30/07/2010`, `30.7.2010`, and `07/2010` for a month, or with its
/// name, `30-Jul-2010`. Our sources
/// write the day first, or the year: `2010-7-30`. Other people write the month first, so `07/08/2010` may be either of two days, and `07/30/2010` is one.
pub(super) fn in_figures(parts: &[String]) -> Vec<Span> {
    let words: Vec<&str> = parts.iter().map(String::as_str).collect();
    if let Some((_, span)) = written(&words).filter(|(count, _)| *count > 1 && *count == words.len()) {
        return vec![span];
    }
    if let [year_of, month, day @ ..] = parts
        && let (Some(year_of), Some(month), [] | [_]) = (year(year_of), figure(month), day)
    {
        let day = day.first().map(|day| figure(day).map(|day| format!("-{day:02}")));
        let date = day.unwrap_or_else(|| Some(String::new())).map(|day| format!("{year_of}-{month:02}{day}"));
        return date.and_then(|date| value(&date)).into_iter().collect();
    }
    let numbers: Option<Vec<u32>> = match parts {
        [numbers @ .., year_of] if year(year_of).is_some() => numbers.iter().map(|number| figure(number)).collect(),
        _ => None,
    };
    let year_of = parts.last().map_or("", String::as_str);
    let on = |day: u32, month: u32| value(&format!("{year_of}-{month:02}-{day:02}"));
    let mut spans = match numbers.as_deref() {
        Some([month]) => vec![value(&format!("{year_of}-{month:02}"))],
        Some([one, other]) => vec![on(*one, *other), on(*other, *one)],
        _ => Vec::new(),
    };
    spans.dedup();
    spans.into_iter().flatten().collect()
}

/// The number of a day or a month in one or two digits.
fn figure(text: &str) -> Option<u32> {
    let is_short = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_short.then(|| text.parse().ok()).flatten()
}

/// The days of a filter's value: `2007`, `2010-10` or `2010-10-20`.
pub(super) fn value(text: &str) -> Option<Span> {
    Date::try_from(text).ok().map(span_of)
}

/// The days that a date may mean: all those of its year or month if it is no more exact.
pub(super) fn span_of(date: Date) -> Span {
    let number =
        |month: Month, day: u8| date.year().unsigned_abs() * 10_000 + u32::from(u8::from(month)) * 100 + u32::from(day);
    let (first, last) = date.month().map_or((Month::January, Month::December), |month| (month, month));
    let (from, to) = date.day().map_or_else(|| (1, last.length(date.year())), |day| (day, day));
    Span { from: number(first, from), to: number(last, to) }
}

/// `2010`, `201007` or `20100730`.
fn in_digits(word: &str) -> Option<Span> {
    let year_of = word.get(..4).and_then(year)?;
    match (word.len(), word.get(4..6), word.get(6..)) {
        (4, _, _) => value(word),
        (6, Some(month), _) => value(&format!("{year_of}-{month}")),
        (8, Some(month), Some(day)) => value(&format!("{year_of}-{month}-{day}")),
        _ => None,
    }
}

/// Reads the next word that is not a joining one, and leaves the words after it; leaves all if it is something else.
fn next<T>(words: &mut &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let at = words.iter().position(|word| !JOINING.contains(word))?;
    let found = read(words.get(at)?)?;
    *words = words.get(at + 1..)?;
    Some(found)
}

fn day(word: &str) -> Option<u32> {
    let (digits, ending) = word.split_at(word.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(word.len()));
    let is_day = digits.len() <= 2 && ORDINALS.contains(&ending);
    is_day.then(|| digits.parse().ok()).flatten()
}

fn month(word: &str) -> Option<usize> {
    MONTHS.iter().position(|names| names.contains(&word)).map(|before| before + 1)
}

fn year(word: &str) -> Option<u32> {
    let is_number = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten().filter(|year| YEARS.contains(year))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::fold::{self, Shape};

    /// The date with which a text begins, and the words that it takes.
    fn read(text: &str) -> Option<(usize, Span)> {
        let words: Vec<_> = fold::whole_words(text).map(|word| word.folded).collect();
        written(&words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn a_date_is_read_however_it_is_written() {
        let day = value("2010-07-30").unwrap();
        for (text, words) in [
            ("2010-07-30", 1),
            ("30 July 2010", 3),
            ("July 30, 2010", 3),
            ("Jul. 30th 2010", 3),
            ("30th of July 2010", 4),
            ("July the 30th, 2010", 4),
            ("30 juillet 2010", 3),
            ("30 juil. 2010 à Genève", 3),
            ("30 de julio de 2010", 5),
            ("30 de julio del 2010", 5),
            ("30 julio 2010", 3),
        ] {
            assert_eq!(read(text), Some((words, day)), "{text}");
        }
        let month = value("2010-07").unwrap();
        for (text, words) in [("2010-07", 1), ("JULY 2010", 2), ("jul 2010 2011", 2), ("julio de 2010", 3)] {
            assert_eq!(read(text), Some((words, month)), "{text}");
        }
        assert_eq!(read("1er août 2010"), Some((3, value("2010-08-01").unwrap())));
        assert_eq!(read("1º de mayo de 2010"), Some((5, value("2010-05-01").unwrap())));
        assert_eq!(read("2010 report"), Some((1, value("2010").unwrap())));
    }

    #[test]
    fn a_date_in_figures_has_the_day_first_or_both_readings() {
        let read = |text: &str| -> Vec<String> {
            let parts = fold::words(text).into_iter().filter(|word| word.shape != Shape::Compound);
            let parts: Vec<_> = parts.map(|word| word.folded).collect();
            in_figures(&parts).iter().map(Span::to_string).collect()
        };
        for text in ["30/07/2010", "30.07.2010", "30-7-2010", "07/30/2010"] {
            assert_eq!(read(text), ["2010-07-30"], "{text}");
        }
        assert_eq!(read("07/08/2010"), ["2010-08-07", "2010-07-08"]);
        assert_eq!(read("7.7.2010"), ["2010-07-07"]);
        let parts = ["07", "2010"].map(str::to_owned);
        assert_eq!(in_figures(&parts), [value("2010-07").unwrap()]);
        for text in [
            "30/07",
            "30/07/10",
            "31/06/2010",
            "13/13/2010",
            "0/1/2010",
            "007/1/2010",
            "a/1/2010",
            "1/2/3/2010",
            "2010",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
        assert_eq!(in_figures(&[]), []);
    }

    #[test]
    fn a_day_or_a_month_without_its_year_is_no_date() {
        for text in ["", "july", "30", "30 july", "july 30", "30 2010", "may we", "30th", "july 31 30 2010", "de 2010"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn an_impossible_date_and_another_number_are_none() {
        for text in [
            "2010-02-30",
            "31 June 2010",
            "February 29, 2011",
            "0 july 2010",
            "2010-13",
            "201000",
            "1899",
            "2101",
            "10968",
            "020",
            "20100",
            "2010073",
            "2010a",
            "123 july 2010",
            "30x july 2010",
            "٢٠١٠",
            "é010",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        for text in ["", "20101020", "2010-1", "july 2010", "2010-02-30"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn a_span_ends_with_the_last_day_of_its_month_or_year() {
        for (text, from, to) in [
            ("2010", 2010_0101, 2010_1231),
            ("2010-02", 2010_0201, 2010_0228),
            ("2012-02", 2012_0201, 2012_0229),
            ("2010-10-20", 2010_1020, 2010_1020),
        ] {
            assert_eq!(value(text), Some(Span { from, to }), "{text}");
        }
    }

    #[test]
    fn a_name_stands_for_one_month() {
        let mut names: Vec<_> = MONTHS.concat();
        names.sort_unstable();
        assert_eq!(names.windows(2).find(|pair| pair[0] == pair[1]), None);
        assert!(names.iter().all(|name| fold::words(name)[0].folded == *name));
    }

    /// A date of the calendar in ISO 8601: a year, a month or a day.
    fn iso() -> impl Strategy<Value = String> {
        (YEARS, 1u32..=12, 1u32..=28, 4usize..=10).prop_map(|(year, month, day, length)| {
            let whole = format!("{year}-{month:02}-{day:02}");
            whole[..[4, 7, 10][length % 3]].to_owned()
        })
    }

    proptest! {
        #[test]
        fn every_day_is_read_in_every_order_and_language(
            (year, number, day) in (YEARS, 0usize..12, 1u32..=28),
            name in any::<prop::sample::Index>(),
            ordinal in prop::sample::select(ORDINALS.to_vec()),
            joining in prop::sample::select(vec!["", "of", "de", "del"]),
        ) {
            let name = name.get(MONTHS[number]);
            let span = value(&format!("{year}-{:02}-{day:02}", number + 1));
            prop_assert_eq!(read(&format!("{day}{ordinal} {joining} {name} {joining} {year} x")).map(|read| read.1), span);
            prop_assert_eq!(read(&format!("{name} {day}{ordinal}, {year}")), span.map(|span| (3, span)));
            prop_assert_eq!(read(&format!("{year}-{:02}-{day:02}", number + 1)), span.map(|span| (1, span)));
            let month = value(&format!("{year}-{:02}", number + 1));
            prop_assert_eq!(read(&format!("{name} {year} {day}")), month.map(|span| (2, span)));
        }

        #[test]
        fn two_dates_meet_if_one_is_the_other_or_within_it(one in iso(), other in iso(), cut in 0usize..3) {
            let part = one[..one.len().min([4, 7, 10][cut])].to_owned();
            for other in [other, part] {
                let (a, b) = (value(&one).unwrap(), value(&other).unwrap());
                prop_assert_eq!(a.meets(b), one.starts_with(&other) || other.starts_with(&one), "{} {}", one, other);
                prop_assert_eq!(a.meets(b), b.meets(a));
                prop_assert!(a.from <= a.to);
            }
        }

        #[test]
        fn any_words_are_read_without_taking_more_than_there_are(
            words in prop::collection::vec(prop_oneof!["[0-9]{1,9}", "[a-z]{3}", "may|july|de|of|30th|\u{e9}010", any::<String>()], 0..6)
        ) {
            let words: Vec<_> = words.iter().map(String::as_str).collect();
            if let Some((taken, span)) = written(&words) {
                prop_assert!((1..=words.len()).contains(&taken));
                prop_assert_eq!(written(&words[..taken]), Some((taken, span)), "what follows makes no difference");
                prop_assert_eq!(span.from / 10_000, span.to / 10_000);
            }
        }
    }
}
