//! Compounds however they are written: `non-punishment`, `nonpunishment` and `non punishment` are one term of a query, and
//! `law-enforcement`, `lawenforcement` and `law enforcement` are two, as `post-2015` and `post 2015` are. For `planner`.

use std::ops::RangeInclusive;

use super::common::is_common;
use super::corrections::read_as;
use super::fold::is_apostrophe;
use super::function_words::{is_english, is_function_word};
use super::pattern::{Pattern, patterns};
use super::query::{Correction, LONGEST_ACRONYM, MOST_WORDS, Query, Term, is_in_capitals};
use super::split::splits;

/// Most words that are written as one elsewhere, and the shortest such word, in letters: UNODC.
const MOST_JOINED: usize = 3;
const SHORTEST_JOINED: usize = 5;

/// Fewest and most letters of an acronym that are typed apart: `u n`.
const LETTERS_APART: RangeInclusive<usize> = 2..=LONGEST_ACRONYM;

/// Shortest part of a compound that is a term of its own, in letters: the `e` of `e-mail` is none.
const SHORTEST_PART: usize = 2;

/// Shortest word beside a figure that are two terms, in letters: `post-2015`, but not the `s` of a symbol.
const SHORTEST_BESIDE_FIGURE: usize = 3;

/// Longest number or letters in the name of a paragraph: the `iii` of `3(b)(iii)`.
const LONGEST_IN_PARAGRAPH: usize = 3;

/// Shortest word of the data that a compound is not to hide, in letters.
const SHORTEST_ALONE: usize = 3;

/// What stands before a word and is none itself, sorted.
#[rustfmt::skip] // one word a line would fill a page
const PREFIXES: [&str; 24] = [
    "anti", "bi", "co", "counter", "cyber", "ex", "extra", "geo", "inter", "intra", "macro", "micro", "mis", "multi", "non",
    "pre", "pseudo", "re", "semi", "socio", "sub", "supra", "trans", "ultra",
];

/// What the data and the vocabulary know of a word. All words are folded.
pub(super) trait Spelling {
    /// Whether the data has it, or the vocabulary, written as one word, or as an entry with a hyphen.
    fn is_one(&self, word: &str) -> bool;

    /// Whether the data has it as a word.
    fn is_in_data(&self, word: &str) -> bool;

    /// Whether the data has it in a name or a text, or the vocabulary as one word: not in ids, facts and addresses alone.
    fn is_in_text(&self, word: &str) -> bool;

    /// Whether it is an entry of the vocabulary without its blanks.
    fn is_entry(&self, word: &str) -> bool;

    /// Whether the data or the vocabulary has it as a word.
    fn knows(&self, word: &str) -> bool;

    /// The words next to one another in the data that this is without blanks.
    fn stands_apart(&self, word: &str) -> Option<Vec<String>>;

    /// Whether the data has these words next to one another.
    fn stand_together(&self, words: &[String]) -> bool;

    /// The parts of a compound of an entry of several words, that this is without its hyphens.
    fn compound(&self, word: &str) -> Option<Vec<String>>;

    /// Whether it may be misspelt for a word of the data.
    fn is_near(&self, word: &str) -> bool;

    /// Whether it is an abbreviation of the vocabulary.
    fn is_abbreviation(&self, word: &str) -> bool;
}

/// The words that a compound which is no word itself is made of, if they stand beside each other in the data or in an entry. Other
/// words in one say nothing: the data has “chat” and “tel”, but no chattel.
fn apart(word: &str, spelling: &impl Spelling) -> Option<Vec<String>> {
    if spelling.is_entry(word) {
        return owned(splits(word, |word| spelling.knows(word)).into_iter().next());
    }
    if is_common(word) {
        return None;
    }
    spelling.stands_apart(word).or_else(|| spelling.compound(word))
}

fn is_long(word: &str, least: usize) -> bool {
    word.chars().count() >= least
}

fn is_prefix(word: &str) -> bool {
    PREFIXES.binary_search(&word).is_ok()
}

fn owned(words: Option<Vec<&str>>) -> Option<Vec<String>> {
    words.map(|words| words.into_iter().map(str::to_owned).collect())
}

/// The same query with each compound in the spelling of the data or the vocabulary.
pub(super) fn as_spelled(query: &Query, spelling: &impl Spelling) -> Query {
    let mut spelled = query.clone();
    spelled.terms.clear();
    let mut next = 0;
    while next < query.terms.len() {
        let count = together(query, next, spelling);
        let terms = match &query.terms[next..next + count] {
            [_] => {
                let room = MOST_WORDS.saturating_sub(spelled.terms.len() + query.terms.len() - next - 1);
                rejoined(alone(query, next, room, spelling), query, spelling)
            }
            several => vec![joined(several, spelling)],
        };
        spelled.terms.extend(terms);
        next += count;
    }
    spelled
}

/// The terms of a compound, with those joined that would be if they had been typed apart: `human-rights-based` has what
/// `rights based` is.
fn rejoined(terms: Vec<Term>, query: &Query, spelling: &impl Spelling) -> Vec<Term> {
    if terms.len() < 3 {
        // Two would have been one.
        return terms;
    }
    let compound = Query { terms, ..query.clone() };
    let mut rejoined = Vec::new();
    let mut next = 0;
    while next < compound.terms.len() {
        let count = together(&compound, next, spelling);
        rejoined.push(match &compound.terms[next..next + count] {
            [term] => term.clone(),
            several => joined(several, spelling),
        });
        next += count;
    }
    rejoined
}

/// The folded word of a term that is one word.
fn word(term: &Term) -> Option<&str> {
    match term.choices.as_slice() {
        [Pattern::Loose(word)] if !term.negated => Some(word),
        _ => None,
    }
}

/// How many terms from this one on are one word; 1 if no others join it.
fn together(query: &Query, start: usize, spelling: &impl Spelling) -> usize {
    if let Some(count) = letters_apart(query, start, spelling) {
        return count;
    }
    let mut words = Vec::new();
    let mut count = 1;
    for (number, term) in query.terms.iter().enumerate().skip(start).take(MOST_JOINED) {
        let Some(word) = word(term) else { break };
        words.push(word);
        if words.len() > 1 && !query.is_function_term(number) && are_one(&words, spelling) {
            count = words.len();
        }
    }
    count
}

/// How many terms from this one on are the letters of an acronym, or the letters and figures of a symbol: of UN in `u n women`, of
/// A/64/L.64 in `a 64 l 64`.
fn letters_apart(query: &Query, start: usize, spelling: &impl Spelling) -> Option<usize> {
    let is_figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let letter = |term: &Term| {
        let word = word(term).filter(|word| is_figure(word) || matches!(word.as_bytes(), [b'a'..=b'z']));
        word.map(str::to_owned)
    };
    let letters: Vec<String> = query.terms[start..].iter().map_while(letter).take(*LETTERS_APART.end()).collect();
    let is_one = |count: &usize| {
        let words = &letters[..*count];
        let is_loud = query.terms[start..start + count].iter().all(|term| term.typed.chars().all(char::is_uppercase));
        let (figures, all) = (words.iter().filter(|word| is_figure(word)).count(), words.concat());
        match figures {
            0 => (is_loud || !is_english(&all)) && (spelling.is_in_data(&all) || spelling.is_abbreviation(&all)),
            _ if figures == *count || *count == *LETTERS_APART.start() => false,
            _ => spelling.is_entry(&all) || spelling.stand_together(words),
        }
    };
    (*LETTERS_APART.start()..=letters.len()).rev().find(is_one)
}

/// Whether a word may stand alone, so that a compound is not to hide it.
fn may_be_alone(word: &str) -> bool {
    is_long(word, SHORTEST_ALONE) && !is_prefix(word)
}

/// Whether a compound of these words is an ordinary word. It is not where one of them is known alone: `school children` are to be
/// found by the children, though no record has schoolchildren.
fn is_ordinary(compound: &str, words: &[impl AsRef<str>], spelling: &impl Spelling) -> bool {
    let mut words = words.iter().map(AsRef::as_ref);
    is_common(compound)
        && (spelling.compound(compound).is_some() || !words.any(|word| may_be_alone(word) && spelling.knows(word)))
}

/// Whether a compound of these words is one. That of an entry alone, which is no ordinary word, is not where the data has one of
/// the words: `cross-border` is to find what has a border, and leads as the entry says all the same.
fn is_one(compound: &str, words: impl FnOnce() -> Vec<String>, spelling: &impl Spelling) -> bool {
    let hides = |words: Vec<String>| words.iter().any(|word| may_be_alone(word) && spelling.is_in_data(word));
    spelling.is_one(compound) && (spelling.is_in_data(compound) || is_common(compound) || !hides(words()))
}

/// Whether these words are written as one.
fn are_one(words: &[&str], spelling: &impl Spelling) -> bool {
    let all = words.concat();
    if all.chars().count() < SHORTEST_JOINED || all.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let has_function_word = words.iter().any(|word| is_function_word(word));
    // `about icat` is a question, though an address has `aboutICAT`.
    let parts = || words.iter().map(|word| (*word).to_owned()).collect();
    if is_one(&all, parts, spelling) && (!has_function_word || spelling.is_in_text(&all)) {
        return true;
    }
    let is_ordinary = || is_ordinary(&all, words, spelling) && !spelling.is_entry(&all);
    !has_function_word && is_ordinary() || is_prefixed(words, spelling)
}

/// Whether a word needs the prefix before it, since nobody knows it alone: `inter departmental`.
fn is_prefixed(words: &[impl AsRef<str>], spelling: &impl Spelling) -> bool {
    let [prefix, word] = words else { return false };
    let (prefix, word) = (prefix.as_ref(), word.as_ref());
    is_prefix(prefix) && is_common(word) && !is_function_word(word) && !spelling.knows(word)
}

/// These terms as one.
fn joined(terms: &[Term], spelling: &impl Spelling) -> Term {
    let typed: Vec<&str> = terms.iter().map(|term| term.typed.as_str()).collect();
    let compound: String = terms.iter().filter_map(word).collect();
    let of = terms.iter().filter_map(|term| term.read_as.as_ref()).fold(0, |all, correction| all | correction.of);
    let read_as = read_as(terms).map(|words| Correction { words, of });
    Term { typed: typed.join(" "), choices: of_one(compound, spelling), negated: false, read_as }
}

/// What a word matches that is one: itself, and where it stands apart.
fn of_one(compound: String, spelling: &impl Spelling) -> Vec<Pattern> {
    match spelling.stands_apart(&compound) {
        Some(words) => patterns(&words.join("-"), false),
        None => vec![Pattern::Loose(compound)],
    }
}

/// The terms of at most so many that a term is by itself.
fn alone(query: &Query, number: usize, most: usize, spelling: &impl Spelling) -> Vec<Term> {
    let as_it_is = || vec![query.terms[number].clone()];
    let term = &query.terms[number];
    let (compound, words) = match term.choices.as_slice() {
        _ if term.negated || term.typed.contains('|') => return as_it_is(),
        [Pattern::Loose(_)] if query.is_function_term(number) => return as_it_is(),
        [Pattern::Loose(compound)] => (compound, None),
        [Pattern::Loose(compound), Pattern::Phrase { words, .. }] => (compound, Some(words.clone())),
        [Pattern::Phrase { words, .. }, Pattern::Whole(_)] => {
            return before_number(term, words, most, spelling).unwrap_or_else(as_it_is);
        }
        _ => return as_it_is(),
    };
    let is_word = |word: &String| word.chars().all(char::is_alphabetic) && word.chars().count() >= SHORTEST_PART;
    let words = words.or_else(|| with_figure(compound, spelling));
    let has_figure = words.as_deref().is_some_and(are_words_and_figures);
    if !(is_word(compound) || has_figure) || !query.may_be_corrected(compound) {
        return as_it_is();
    }
    if let Some(abbreviation) = singular(&term.typed, compound).filter(|word| spelling.is_abbreviation(word)) {
        return vec![Term { choices: vec![Pattern::Loose(abbreviation.to_owned())], ..term.clone() }];
    }
    // `chilren's` is nearer to what the data has: Children's.
    let is_possessive =
        |word: &&str| !spelling.knows(compound) && (spelling.knows(word) || !spelling.is_near(compound));
    if let Some(possessor) = possessor(&term.typed, compound).filter(is_possessive) {
        return vec![Term { choices: vec![Pattern::Loose(possessor.to_owned())], ..term.clone() }];
    }
    let is_ordinary = |words: &Vec<String>| is_ordinary(compound, words, spelling) || is_prefixed(words, spelling);
    let parts = || words.clone().or_else(|| spelling.compound(compound)).unwrap_or_default();
    if is_one(compound, parts, spelling) || words.as_ref().is_some_and(is_ordinary) {
        return vec![Term { choices: of_one(compound.clone(), spelling), ..term.clone() }];
    }
    let words = words.or_else(|| apart(compound, spelling));
    let words = words.filter(|words| words.len() <= most && (has_figure || words.iter().all(is_word)));
    words.map_or_else(as_it_is, |words| {
        let typed = as_typed(&term.typed, &words);
        let of_word = |(word, typed): (String, String)| {
            let read_as = term.read_as.as_ref().map(|correction| Correction { words: word.clone(), ..*correction });
            Term { typed, choices: vec![Pattern::Loose(word)], negated: false, read_as }
        };
        words.into_iter().zip(typed).map(of_word).collect()
    })
}

/// The number of the article of which a term names a paragraph, if the data does not name that: `3` of `3(a)`.
pub(super) fn article_of_paragraph<'a>(term: &'a Term, spelling: &impl Spelling) -> Option<&'a str> {
    let [Pattern::Phrase { words, .. }, Pattern::Whole(_)] = term.choices.as_slice() else { return None };
    let number = words.first().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))?;
    // The year of a resolution is longer.
    let is_short = words.iter().all(|word| word.chars().count() <= LONGEST_IN_PARAGRAPH);
    let is_bracketed = |rest: &str| is_short && rest.starts_with('(') && rest.contains(')');
    let is_paragraph = term.typed.strip_prefix(number.as_str()).is_some_and(is_bracketed);
    (is_paragraph && !spelling.stand_together(words)).then_some(number)
}

/// A known word and the figure written behind it: `article9`.
fn with_figure(word: &str, spelling: &impl Spelling) -> Option<Vec<String>> {
    let (word, figure) = word.split_at(word.find(|letter: char| letter.is_ascii_digit())?);
    let words = [word, figure].map(str::to_owned).to_vec();
    (are_words_and_figures(&words) && spelling.knows(word)).then_some(words)
}

/// A word and the number written behind it with other signs: `article9(4)`, `art.9`.
fn before_number(term: &Term, words: &[String], most: usize, spelling: &impl Spelling) -> Option<Vec<Term>> {
    let (word, number) = term.typed.split_at_checked(term.typed.find(|letter: char| letter.is_ascii_digit())?)?;
    let name = word.strip_suffix('.').unwrap_or(word);
    let is_name = is_long(name, SHORTEST_PART) && name.chars().all(char::is_alphabetic);
    let is_apart = name.len() < word.len() || number.contains('(') && with_figure(words.first()?, spelling).is_some();
    let apart = |typed: &str| Term { typed: typed.to_owned(), choices: patterns(typed, false), ..term.clone() };
    (is_name && is_apart && most > 1).then(|| vec![apart(name), apart(number)])
}

/// Whether all of these are words or figures, and some are either.
fn are_words_and_figures(words: &[String]) -> bool {
    let is_figure = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = |word: &String| is_long(word, SHORTEST_BESIDE_FIGURE) && word.chars().all(char::is_alphabetic);
    words.iter().any(is_figure)
        && words.iter().any(is_word)
        && words.iter().all(|word| is_figure(word) || is_word(word))
}

/// The abbreviation in capitals of which a word is the plural: `nap` of `NAPs`.
fn singular<'a>(typed: &str, word: &'a str) -> Option<&'a str> {
    word.strip_suffix('s').filter(|_| typed.strip_suffix('s').is_some_and(is_in_capitals))
}

/// The word of which a word is the possessive: `unodc` of `UNODC's`.
fn possessor<'a>(typed: &str, word: &'a str) -> Option<&'a str> {
    word.strip_suffix('s')
        .filter(|_| typed.strip_suffix(['s', 'S']).is_some_and(|typed| typed.ends_with(is_apostrophe)))
}

/// The words of a compound as they were typed; the compound if that cannot be told.
fn as_typed(typed: &str, words: &[String]) -> Vec<String> {
    let mut letters: Vec<char> = typed.chars().filter(|letter| letter.is_alphanumeric()).collect();
    if letters.len() != words.iter().map(|word| word.chars().count()).sum::<usize>() {
        // It is misspelt.
        return vec![typed.to_owned(); words.len()];
    }
    words.iter().map(|word| letters.drain(..word.chars().count()).collect()).collect()
}

#[cfg(test)]
mod tests;
