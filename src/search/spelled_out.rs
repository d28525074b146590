//! Words that people write where the query language has a filter or a sign: `before 2008`, `without police`, `women NOT men`. They
//! stay words, and a remark says what to write instead. For `planner`.

use super::dates::{self, Span};
use super::filter_name::FilterName;
use super::function_words::is_negation;
use super::pattern::Pattern;
use super::plan::loose;
use super::query::{Query, Term};

/// The remarks on such words: sentences without a full stop.
///
/// `is_in_entry` tells whether a term is part of an entry of several words.
pub(super) fn remarks(query: &Query, is_in_entry: impl Fn(usize) -> bool) -> Vec<String> {
    let remark = |number: usize| {
        let excludes = || without(query, number, &is_in_entry);
        let term = &query.terms[number];
        let words = before_date(query, number).or_else(excludes).or_else(|| or(query, number));
        words.or_else(|| years(term)).or_else(|| no_day(term)).or_else(|| no_day_in_words(query, number))
    };
    (0..query.terms.len()).filter_map(remark).collect()
}

/// The folded word of a term that is not excluded.
fn word(term: &Term) -> Option<&str> {
    term.choices.first().and_then(loose).filter(|_| !term.negated)
}

fn before_date(query: &Query, number: usize) -> Option<String> {
    let (filter_name, is_since) = match word(&query.terms[number])? {
        "before" | "avant" => (FilterName::Before, false),
        "after" | "apres" => (FilterName::After, false),
        "since" | "depuis" | "desde" => (FilterName::After, true),
        _ => return None,
    };
    let words: Vec<&str> = query.terms[number + 1..].iter().map_while(word).collect();
    let (count, span) = dates::written(&words)?;
    let typed: Vec<&str> = query.terms[number..=number + count].iter().map(|term| term.typed.as_str()).collect();
    let value = value(span);
    let value = match value.parse::<u32>() {
        Ok(year) if is_since => (year - 1).to_string(),
        // The day before a month or a day is in another one, which is left to the person.
        Err(_) if is_since => return None,
        Ok(_) | Err(_) => value,
    };
    Some(format!("“{}” is no filter: write “{filter_name}:{value}”", typed.join(" ")))
}

/// A year, month or day as the value of a filter.
fn value(span: Span) -> String {
    let mut value = span.to_string();
    if span.from / 100 != span.to / 100 {
        value.truncate("2010".len());
    } else if span.from != span.to {
        value.truncate("2010-07".len());
    }
    value
}

fn without(query: &Query, number: usize, is_in_entry: impl Fn(usize) -> bool) -> Option<String> {
    let term = &query.terms[number];
    let is_not = match word(term)? {
        // “no answer” is an entry.
        _ if is_in_entry(number) => return None,
        "no" | "not" | "pas" => true,
        word if is_negation(word) => false,
        _ => return None,
    };
    let next = (number + 1..query.terms.len()).find(|next| !query.is_function_term(*next))?;
    if query.terms[next].typed.starts_with(|letter: char| letter.is_ascii_digit()) {
        // “No. 182”
        return None;
    }
    match &query.terms[next] {
        excluded if excluded.negated => None,
        excluded if !is_in_entry(next) => {
            Some(format!("“{}” excludes nothing: write “!{}”", term.typed, excluded.typed))
        }
        // “without testifying” is an entry; “not” before “took part” is meant all the same.
        _ => is_not.then(|| format!("“{}” excludes nothing: “!” before a word does", term.typed)),
    }
}

fn or(query: &Query, number: usize) -> Option<String> {
    let [before, or, after] = query.terms.get(number.checked_sub(1)?..number + 2)? else { return None };
    (or.typed == "OR").then(|| format!("“OR” is a word: write “{} | {}”", before.typed, after.typed))
}

/// Two years as one term: `2018-2019`, `2018–2019`.
fn years(term: &Term) -> Option<String> {
    let [first, last] = joined(term)? else { return None };
    let year = |word: &str| word.parse::<u32>().ok().filter(|_| dates::written(&[word]).is_some() && word.len() == 4);
    let (first, last) = year(first).zip(year(last)).filter(|(first, last)| first < last)?;
    Some(format!("“{}” is no date: write “after:{} before:{}”", term.typed, first - 1, last + 1))
}

/// A day that no month has: `2010-02-30`.
fn no_day(term: &Term) -> Option<String> {
    let words = joined(term)?;
    let is_iso = words.len() == 3 && term.typed.matches('-').count() == 2 && words[0].len() == 4;
    let are_figures = words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let is_no_day = is_iso && are_figures && dates::in_figures(words).is_empty();
    is_no_day.then(|| format!("“{}” is no day of the calendar", term.typed))
}

/// The same with the name of a month: `30 February 2010`.
fn no_day_in_words(query: &Query, number: usize) -> Option<String> {
    let words: Vec<&str> = query.terms[number..].iter().map_while(word).collect();
    let count = dates::no_day(&words)?;
    let typed: Vec<&str> = query.terms[number..number + count].iter().map(|term| term.typed.as_str()).collect();
    Some(format!("“{}” is no day of the calendar", typed.join(" ")))
}

/// The words that a term joins, unless it is excluded.
fn joined(term: &Term) -> Option<&[String]> {
    let words = term.choices.iter().find_map(|pattern| match pattern {
        Pattern::Phrase { words, .. } => Some(words.as_slice()),
        _ => None,
    });
    words.filter(|_| !term.negated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, Data};

    #[test]
    fn two_years_joined_are_told_to_be_filters() {
        let data = Data::from(Atlas::frozen());
        for typed in ["2006-2010", "2006–2010"] {
            let expected = format!("“{typed}” is no date: write “after:2005 before:2011”");
            assert_eq!(remarks(&Query::new(typed, &data), |_| false), [expected]);
        }
        assert_eq!(remarks(&Query::new("2010-02-30", &data), |_| false), ["“2010-02-30” is no day of the calendar"]);
        for typed in ["30 february 2010", "June 31st 2010"] {
            let expected = format!("“{typed}” is no day of the calendar");
            assert_eq!(remarks(&Query::new(typed, &data), |_| false), [expected]);
        }
        for typed in [
            "28 february 2010",
            "february 2010",
            "2010-02-28",
            "2010-2006",
            "2006-07",
            "64/293",
            "!2006-2010",
            "2006 2010",
        ] {
            assert_eq!(remarks(&Query::new(typed, &data), |_| false), [""; 0], "{typed}");
        }
    }

    #[test]
    fn a_date_after_before_is_read_however_it_is_written() {
        let data = Data::from(Atlas::frozen());
        for typed in
            ["before 2010-07-30", "before 30 July 2010", "before 30th of July 2010", "before 30 de julio de 2010"]
        {
            let expected = format!("“{typed}” is no filter: write “before:2010-07-30”");
            assert_eq!(remarks(&Query::new(typed, &data), |_| false), [expected], "{typed}");
        }
        let since = remarks(&Query::new("members since 2008", &data), |_| false);
        assert_eq!(since, ["“since 2008” is no filter: write “after:2007”"]);
    }
}
