//! Articles as people cite them, with a paragraph or the instrument: `Article 7(1)`, `Protocol, art. 7`, `principle 8`. For the
//! suggestions of `cli::suggestions`.

use super::named::full_names;
use crate::atlas::{Data, Kind, NUMBER, Statement, VisibleRecord};
use crate::search::folded_words;

/// Longest citation read, in bytes. Nobody types a longer one.
const LONGEST: usize = 256;

/// Words in a citation that name nothing.
const JOINERS: [&str; 7] = ["of", "the", "in", "to", "under", "and", "its"];

/// Words before the number of a part of an article.
const PARTS: [&str; 6] = ["paragraph", "para", "subparagraph", "section", "clause", "letter"];

/// The articles that are cited; `None` if these words cite none. Empty if there is no such article.
pub(super) fn cited<'a>(data: &'a Data, typed: &str) -> Option<Vec<VisibleRecord<'a>>> {
    let citation = Citation::read(data, typed)?;
    let articles = data.of_kind(Kind::Article);
    Some(articles.filter(|article| citation.is_of(*article)).collect())
}

/// What a citation says.
struct Citation {
    /// What the article is called: article, target, principle.
    noun: String,
    number: String,
    /// The words that name the instrument.
    instrument: Vec<String>,
}

impl Citation {
    fn read(data: &Data, typed: &str) -> Option<Self> {
        if typed.len() > LONGEST {
            return None;
        }
        let typed = without_brackets(&typed.to_lowercase());
        let mut words: Vec<&str> = typed.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
        let begins_with_digit = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit());
        let nouns: Vec<String> =
            data.of_kind(Kind::Article).filter_map(number).map(|(noun, _)| singular(noun)).collect();
        let at =
            (1..words.len()).find(|at| begins_with_digit(&words[*at]) && nouns.contains(&singular(words[at - 1])))?;
        let (noun, number) = (singular(words[at - 1]), words[at].trim_end_matches('.').to_owned());
        words.drain(at - 1..=at);
        let mut instrument = Vec::new();
        let mut words = words.into_iter().peekable();
        while let Some(word) = words.next() {
            if PARTS.contains(&singular(word).as_str()) {
                words.next_if(begins_with_digit);
            } else if !JOINERS.contains(&word) {
                instrument.extend(folded_words(word));
            }
        }
        Some(Self { noun, number, instrument })
    }

    fn is_of(&self, article: VisibleRecord<'_>) -> bool {
        let Some((noun, numbers)) = number(article) else { return false };
        singular(noun) == self.noun
            && includes(numbers, &self.number)
            && article.part_of().is_some_and(|instrument| self.names(instrument))
    }

    /// Whether each of the words about the instrument begins a word of its names.
    fn names(&self, instrument: VisibleRecord<'_>) -> bool {
        let acronyms = instrument.names().filter_map(|name| name.acronym.as_ref()).chain(instrument.acronym());
        let short = acronyms.map(AsRef::as_ref).chain(instrument.short_name());
        let words: Vec<String> = short.chain(full_names(instrument)).flat_map(folded_words).collect();
        self.instrument.iter().all(|cited| words.iter().any(|word| word.starts_with(cited.as_str())))
    }
}

/// A text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|letter| {
        depth += usize::from(*letter == '(');
        let is_outside = depth == 0;
        depth = depth.saturating_sub(usize::from(*letter == ')'));
        is_outside
    });
    outside.collect()
}

/// What an article is called, and its number or numbers: `article`, `7`; `principles`, `7 to 11`.
fn number(article: VisibleRecord<'_>) -> Option<(&str, &str)> {
    article.fact(NUMBER).map(Statement::first)?.split_once(' ')
}

/// The noun without the s of several, and spelled out.
fn singular(noun: &str) -> String {
    let noun = noun.trim_end_matches('.').to_lowercase();
    match noun.strip_suffix('s').unwrap_or(&noun) {
        "art" => "article".to_owned(),
        singular => singular.to_owned(),
    }
}

/// Whether numbers such as `7` or `7 to 11` include this one, or that of which it is a part: `7.1`.
fn includes(numbers: &str, number: &str) -> bool {
    let is_part = |rest: &str| rest.is_empty() || rest.starts_with('.');
    if number.strip_prefix(numbers).is_some_and(is_part) {
        return true;
    }
    let whole = number.split('.').next().and_then(|whole| whole.parse::<u32>().ok());
    let ends = numbers.split_once(" to ").and_then(|(first, last)| Some(first.parse().ok()?..=last.parse().ok()?));
    ends.zip(whole).is_some_and(|(ends, whole)| ends.contains(&whole))
}
