//! Words as they are compared: in lower case and without diacritics, with the way back to the text they were read from.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The word in lower case, without diacritics (`é` = `e`, `œ` = `oe`) and apostrophes.
    pub folded: String,
    /// For each character of `folded` the bytes of the character in the text that it came from.
    origins: Vec<Range<usize>>,
}

impl Word {
    /// The bytes of the text that these characters of the folded word came from, neighbours joined.
    pub(super) fn spans(&self, characters: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
        let mut spans: Vec<Range<usize>> = Vec::new();
        for origin in characters.filter_map(|character| self.origins.get(character)) {
            match spans.last_mut() {
                Some(last) if origin.start <= last.end => last.end = last.end.max(origin.end),
                _ => spans.push(origin.clone()),
            }
        }
        spans
    }
}

/// The words of a text in their order: runs of letters and digits, apostrophes within them left out.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut current = Word { folded: String::new(), origins: Vec::new() };
    for (start, character) in text.char_indices() {
        let origin = start..start + character.len_utf8();
        if character.is_alphanumeric() || is_combining_mark(character) {
            for folded in fold(character) {
                current.folded.push(folded);
                current.origins.push(origin.clone());
            }
        } else if !matches!(character, '\'' | '’' | 'ʼ') && !current.folded.is_empty() {
            words.push(std::mem::replace(&mut current, Word { folded: String::new(), origins: Vec::new() }));
        }
    }
    if !current.folded.is_empty() {
        words.push(current);
    }
    words
}

fn fold(character: char) -> impl Iterator<Item = char> {
    let ligature = match character {
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' => "ss",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        _ => "",
    };
    // What has no decomposition in Unicode is spelled out above; the rest is decomposed and stripped of its marks.
    let rest = ligature.is_empty().then_some(character);
    let decomposed = rest.into_iter().nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    ligature.chars().chain(decomposed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn case_diacritics_and_apostrophes_do_not_count() {
        assert_eq!(folded("Réfugiés, ŒUVRE; Victims’ Children's"), ["refugies", "oeuvre", "victims", "childrens"]);
        assert_eq!(folded("e\u{301}tat État"), ["etat", "etat"]);
    }

    #[test]
    fn a_symbol_falls_into_its_parts() {
        assert_eq!(folded("A/RES/61/180 re-trafficking"), ["a", "res", "61", "180", "re", "trafficking"]);
    }

    #[test]
    fn folded_letters_lead_back_to_the_text() {
        let text = "l’Œuvre étés";
        let words = words(text);
        assert_eq!(words[0].folded, "loeuvre");
        assert_eq!(words[0].spans(1..4).iter().map(|span| &text[span.clone()]).collect::<Vec<_>>(), ["Œu"]);
        assert_eq!(&text[words[1].spans(0..4)[0].clone()], "étés");
    }
}
