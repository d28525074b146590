//! Typing errors: the edit distance between a typed word and another, with a swap of neighbours counted as one edit.
//!
//! The measure is the optimal string alignment distance (Damerau 1964, in the restricted form), by the table that
//! Wagner and Fischer gave in 1974; the last line of the table holds the distances to all beginnings of the word as well.

/// Longest word compared, in characters: the size of the tables below, which need no allocation.
const LONGEST: usize = 48;

/// Shortest word with a typing error, in letters; a shorter one is near too many words.
const SHORTEST: usize = 4;

/// The number of edits allowed: one from four letters on, two from nine.
pub(super) fn allowed(sought: &str) -> usize {
    match sought.chars().count() {
        0..SHORTEST => 0,
        SHORTEST..9 => 1,
        _ => 2,
    }
}

/// The words that differ from `sought` by a swap of two neighbours.
pub(super) fn swaps(sought: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = sought.chars().collect();
    let most = if (SHORTEST..=LONGEST).contains(&letters.len()) { letters.len() - 1 } else { 0 };
    (0..most).filter_map(move |at| {
        let mut swapped = letters.clone();
        swapped.swap(at, at + 1);
        (swapped != letters).then(|| swapped.into_iter().collect())
    })
}

/// The words at one edit from `sought` other than a swap, with letters from a to z. Some of them twice.
pub(super) fn one_edit_away(sought: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = sought.chars().collect();
    let length = letters.len();
    (0..=length).flat_map(move |at| {
        let (before, after) = letters.split_at(at);
        let spelled = |letter: Option<char>, after: &[char]| {
            before.iter().copied().chain(letter).chain(after.iter().copied()).collect()
        };
        let rest = after.get(1..);
        let mut words: Vec<String> = rest.into_iter().map(|rest| spelled(None, rest)).collect();
        for letter in 'a'..='z' {
            words.push(spelled(Some(letter), after));
            words.extend(rest.filter(|_| after[0] != letter).map(|rest| spelled(Some(letter), rest)));
        }
        words
    })
}

/// Whether a typing error may have led from one word to the other: most people get the first letter right, or swap it.
pub(super) fn may_be_meant(sought: &str, word: &str) -> bool {
    let (mut sought, mut word) = (sought.chars(), word.chars());
    let (first, second) = ((sought.next(), word.next()), (sought.next(), word.next()));
    first.0 == first.1 || first.0 == second.1 && second.0 == first.1
}

/// Whether two words have the same first letter.
pub(super) fn begin_alike(one: &str, other: &str) -> bool {
    one.chars().next() == other.chars().next()
}

/// Whether `sought` is a word with letters left out.
pub(super) fn lacks_letters_of(sought: &str, word: &str) -> bool {
    let mut letters = word.chars();
    sought.chars().all(|sought| letters.any(|letter| letter == sought))
}

/// The number of edits from `sought` to `word`, or to the nearest beginning of `word` if that takes fewer and `sought`
/// `is_open`; `None` if there are more than `most`. The flag is true for a beginning, so of two results the lesser is better.
pub(super) fn distance(sought: &str, word: &str, is_open: bool, most: usize) -> Option<(usize, bool)> {
    let (whole, beginning) = edits(sought, word, most)?;
    let (edits, is_beginning) = if !is_open || whole <= beginning { (whole, false) } else { (beginning, true) };
    (edits <= most).then_some((edits, is_beginning))
}

/// The number of edits from `sought` to the whole `word`; `None` if there are more than `most`.
pub(super) fn distance_to_whole(sought: &str, word: &str, most: usize) -> Option<usize> {
    edits(sought, word, most).map(|(whole, _)| whole).filter(|edits| *edits <= most)
}

/// The numbers of edits from `sought` to `word` and to the nearest beginning of it. Those above `most` may be too great; `None` if
/// both are above.
fn edits(sought: &str, word: &str, most: usize) -> Option<(usize, usize)> {
    if most == 0 || sought.len().saturating_sub(word.len()) > 4 * most {
        return None;
    }
    let mut letters = ['\0'; LONGEST];
    let sought = characters(sought, &mut letters)?;
    let mut letters = ['\0'; LONGEST];
    let word = characters(word, &mut letters)?;
    if sought.len() > word.len() + most {
        return None;
    }
    // Later columns are too far from the diagonal to matter.
    let word_is_longer = word.len() > sought.len() + most;
    let word = &word[..word.len().min(sought.len() + most)];
    let mut rows = [[0_u8; LONGEST + 1]; 3];
    for (column, edits) in rows[1].iter_mut().enumerate().take(word.len() + 1) {
        *edits = u8::try_from(column).unwrap_or(u8::MAX);
    }
    for (row, letter) in sought.iter().enumerate() {
        let [before, last, this] = &mut rows;
        this[0] = last[0] + 1;
        let mut fewest = this[0];
        for column in 0..word.len() {
            let replaced = last[column] + u8::from(word[column] != *letter);
            let mut edits = replaced.min(last[column + 1] + 1).min(this[column] + 1);
            if row > 0 && column > 0 && word[column] == sought[row - 1] && word[column - 1] == *letter {
                edits = edits.min(before[column - 1] + 1);
            }
            this[column + 1] = edits;
            fewest = fewest.min(edits);
        }
        if usize::from(fewest) > most {
            return None;
        }
        rows.rotate_left(1);
    }
    let last = &rows[1][..=word.len()];
    let whole = if word_is_longer { u8::MAX } else { last[word.len()] };
    let beginning = last.iter().copied().min().unwrap_or(u8::MAX);
    Some((whole.into(), beginning.into()))
}

fn characters<'a>(word: &str, letters: &'a mut [char; LONGEST]) -> Option<&'a [char]> {
    let mut length = 0;
    for letter in word.chars() {
        *letters.get_mut(length)? = letter;
        length += 1;
    }
    Some(&letters[..length])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_edit_is_allowed_from_four_letters_and_two_from_nine() {
        assert_eq!([allowed("abc"), allowed("abcd"), allowed("abcdefgh"), allowed("abcdefghi")], [0, 1, 1, 2]);
    }

    #[test]
    fn the_first_letter_is_right_or_swapped() {
        assert!(may_be_meant("refugess", "refugees") && may_be_meant("nuhcr", "unhcr"));
        assert!(!may_be_meant("factors", "actors") && !may_be_meant("home", "women") && !may_be_meant("", "women"));
        assert_eq!(swaps("unchr").collect::<Vec<_>>(), ["nuchr", "ucnhr", "unhcr", "uncrh"]);
        assert_eq!(swaps("abc").count(), 0);
    }

    #[test]
    fn a_swap_of_neighbours_is_one_edit() {
        assert_eq!(distance("impuntiy", "impunity", true, 2), Some((1, false)));
        assert_eq!(distance("ipmuntiy", "impunity", true, 2), Some((2, false)));
        assert_eq!(distance("ipmuntiy", "impunity", true, 1), None);
    }

    #[test]
    fn the_distance_to_the_beginning_of_a_word_counts_too() {
        assert_eq!(distance("extarditi", "extradition", true, 2), Some((1, true)));
        assert_eq!(distance("extradition", "extra", true, 2), None);
    }

    proptest! {
        #[test]
        fn each_word_at_one_edit_is_tried_and_no_other(sought in "[abc]{0,5}", word in "[abcz]{0,6}", accented in "[aé]{0,4}") {
            let is_tried = one_edit_away(&sought).any(|tried| tried == word);
            prop_assert_eq!(is_tried, strsim::levenshtein(&sought, &word) == 1);
            prop_assert!(one_edit_away(&accented).all(|tried| strsim::levenshtein(&accented, &tried) == 1));
        }

        #[test]
        fn the_distance_is_the_same_as_that_of_strsim(sought in "[abcé]{1,9}", word in "[abcé]{1,12}", most in 1usize..4) {
            let letters: Vec<char> = word.chars().collect();
            let whole = strsim::osa_distance(&sought, &word);
            let beginning = (0..letters.len())
                .map(|end| strsim::osa_distance(&sought, &letters[..end].iter().collect::<String>()))
                .min()
                .unwrap();
            let expected = if whole <= beginning { (whole, false) } else { (beginning, true) };
            prop_assert_eq!(distance(&sought, &word, true, most), (expected.0 <= most).then_some(expected));
            prop_assert_eq!(distance(&sought, &word, false, most), (whole <= most).then_some((whole, false)));
            prop_assert_eq!(distance_to_whole(&sought, &word, most), (whole <= most).then_some(whole));
        }
    }
}
