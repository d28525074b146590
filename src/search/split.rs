//! Splits a word into words of the data that were written as one: `worldbank`, `a64l64`, `431260605687`.

use super::function_words::is_function_word;

/// Most ways to split a word that are tried.
const MOST_WAYS: usize = 8;

/// Most words looked up for it; long numbers have very many ways.
const MOST_LOOKED_UP: usize = 500;

/// Most words in one.
const MOST_WORDS: usize = 6;

/// Shortest word of letters alone that is split, and its shortest part. Parts of a word with digits may be shorter.
const SHORTEST: usize = 6;
const SHORTEST_PART: usize = 2;

/// Shortest word with digits that is split.
const SHORTEST_WITH_DIGITS: usize = 4;

/// The ways to split a folded word into at least two words that are `known`, the longer the first word the earlier.
pub(super) fn splits(word: &str, known: impl Fn(&str) -> bool) -> Vec<Vec<&str>> {
    let has_digits = word.contains(char::is_numeric);
    let (shortest, shortest_part) = if has_digits { (SHORTEST_WITH_DIGITS, 1) } else { (SHORTEST, SHORTEST_PART) };
    let mut ways = Vec::new();
    if word.chars().count() >= shortest {
        Splitter { known, shortest_part, has_digits, left: MOST_LOOKED_UP }.split(word, &mut Vec::new(), &mut ways);
    }
    ways
}

struct Splitter<F> {
    known: F,
    shortest_part: usize,
    has_digits: bool,
    /// How many words may still be looked up.
    left: usize,
}

impl<F: Fn(&str) -> bool> Splitter<F> {
    fn split<'a>(&mut self, rest: &'a str, before: &mut Vec<&'a str>, ways: &mut Vec<Vec<&'a str>>) {
        if rest.is_empty() {
            // “protecton” is a typing error, and not “protect on”.
            if self.has_digits || !before.last().is_some_and(|word| is_function_word(word)) {
                ways.push(before.clone());
            }
            return;
        }
        if before.len() == MOST_WORDS {
            return;
        }
        for end in rest.char_indices().map(|(at, letter)| at + letter.len_utf8()).rev() {
            let (part, behind) = rest.split_at(end);
            let is_all = before.is_empty() && behind.is_empty();
            if ways.len() == MOST_WAYS || self.left == 0 {
                return;
            }
            self.left -= 1;
            if !is_all && part.chars().count() >= self.shortest_part && (self.known)(part) {
                before.push(part);
                self.split(behind, before, ways);
                before.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str, known: &[&str]) -> Vec<String> {
        splits(word, |word| known.contains(&word)).into_iter().map(|words| words.join(" ")).collect()
    }

    #[test]
    fn words_written_as_one_are_parted_where_all_parts_are_known() {
        assert_eq!(split("worldbank", &["world", "bank", "worldbank"]), ["world bank"]);
        assert_eq!(split("a64l64", &["a", "64", "l64", "l"]), ["a 64 l64", "a 64 l 64"]);
        assert_eq!(split("431260605687", &["431", "260605687"]), ["431 260605687"]);
        assert_eq!(split("worldbanker", &["world", "bank"]), [""; 0]);
    }

    #[test]
    fn a_short_word_or_part_is_not_parted() {
        assert_eq!(split("inal", &["in", "al"]), [""; 0]);
        assert_eq!(split("abandon", &["a", "bandon"]), [""; 0]);
    }

    #[test]
    fn a_word_of_letters_does_not_end_with_a_function_word() {
        assert_eq!(split("protecton", &["protect", "on"]), [""; 0]);
        assert_eq!(split("unwomen", &["un", "women"]), ["un women"]);
        assert_eq!(split("64on", &["64", "on"]), ["64 on"]);
    }

    #[test]
    fn ways_that_end_with_a_function_word_hide_no_other() {
        // Each of the eight ways to part what is before “on”, and then one that begins with a shorter word.
        let known = ["abc", "abcabc", "abcabcabc", "abcabcabcabc", "on", "ab", "cabcabcabcon"];
        assert_eq!(split("abcabcabcabcon", &known), ["ab cabcabcabcon"]);
    }

    #[test]
    fn not_all_ways_are_tried() {
        let word = "1".repeat(200);
        assert!(splits(&word, |_| true).len() <= MOST_WAYS);
    }
}
