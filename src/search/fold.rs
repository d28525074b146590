//! Folds words for comparison, in lower case and without diacritics, and maps them back to the original text.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::atlas::text;

/// The French articles, pronouns and conjunctions that lose their vowel before another: `l’Œuvre`, `qu’il`.
const ELIDED: [&str; 12] = ["c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "s", "t"];

/// Whether a folded word is one of these.
pub(super) fn is_elided(folded: &str) -> bool {
    ELIDED.contains(&folded)
}

/// What a word is in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A single word.
    Word,
    /// A compound written as one: `re-trafficking`, `UN.GIFT`; its parts follow it.
    Compound,
    /// A part of the compound before it.
    Part,
}

/// A word of a text, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The word in lower case, without diacritics (`é` = `e`, `œ` = `oe`), apostrophes and joints.
    pub folded: String,
    /// What it is in its text.
    pub shape: Shape,
    /// For each character of `folded` the span of its original character in the text, in bytes.
    origins: Vec<Range<usize>>,
}

impl Word {
    /// The spans in the text of these characters of the folded word.
    pub(super) fn spans(&self, characters: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
        let mut spans = Vec::new();
        self.borrowed().add_spans(characters, &mut spans);
        spans
    }

    const fn borrowed(&self) -> WordRef<'_> {
        WordRef { folded: self.folded.as_str(), shape: self.shape, origins: self.origins.as_slice() }
    }
}

/// A word in the memory of [`WordBuffer`].
#[derive(Debug, Clone, Copy)]
pub(super) struct WordRef<'a> {
    /// As in [`Word`].
    pub folded: &'a str,
    pub shape: Shape,
    origins: &'a [Range<usize>],
}

impl WordRef<'_> {
    /// Adds the spans in the text of these characters of the folded word. Neighbours are merged, including the hyphen or
    /// apostrophe between them.
    pub(super) fn add_spans(&self, characters: impl Iterator<Item = usize>, spans: &mut Vec<Range<usize>>) {
        let first = spans.len();
        let mut before = None;
        for character in characters {
            let Some(origin) = self.origins.get(character) else { continue };
            match spans[first..].last_mut() {
                Some(last) if before.is_some_and(|before| before + 1 == character) || origin.start <= last.end => {
                    last.end = last.end.max(origin.end);
                }
                _ => spans.push(origin.clone()),
            }
            before = Some(character);
        }
    }

    /// The span in the text of the whole word.
    pub(super) fn span(&self) -> Range<usize> {
        let start = self.origins.first().map_or(0, |origin| origin.start);
        start..self.origins.last().map_or(start, |origin| origin.end)
    }
}

/// Letters of a word for which memory is reserved, and of a short word with the blank after it.
const LONG_WORD: usize = 32;
const SHORT_WORD: usize = 4;

/// The words of a text, in memory that is used again for the next text: the screen reads many texts for each frame.
#[derive(Debug, Default)]
pub(super) struct WordBuffer {
    run: Run,
    folded: String,
    origins: Vec<Range<usize>>,
    /// Where each word begins among the folded letters and their origins, and where it ends.
    found: Vec<(Shape, Range<usize>, Range<usize>)>,
}

impl WordBuffer {
    /// Reads the words of a text, in order.
    pub(super) fn read(&mut self, text: &str) {
        let Self { run, folded, origins, found } = self;
        folded.clear();
        origins.clear();
        found.clear();
        // No folded text has many more letters.
        folded.reserve(text.len());
        origins.reserve(text.len());
        found.reserve(text.len() / SHORT_WORD);
        run.folded.reserve(LONG_WORD);
        run.origins.reserve(LONG_WORD);
        run.each(text, |word, shape, of_word| {
            let begin = (folded.len(), origins.len());
            folded.push_str(word);
            origins.extend_from_slice(of_word);
            found.push((shape, begin.0..folded.len(), begin.1..origins.len()));
        });
    }

    /// The words read last.
    pub(super) fn iter(&self) -> impl Iterator<Item = WordRef<'_>> {
        self.found.iter().map(|(shape, folded, origins)| WordRef {
            folded: &self.folded[folded.clone()],
            shape: *shape,
            origins: &self.origins[origins.clone()],
        })
    }
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    each(text, |folded, shape, origins| {
        words.push(Word { folded: folded.to_owned(), shape, origins: origins.to_vec() });
    });
    words
}

/// The words of a text without the parts of compounds.
pub(super) fn whole_words(text: &str) -> impl Iterator<Item = Word> {
    words(text).into_iter().filter(|word| word.shape != Shape::Part)
}

/// The folded words of a text; a compound is one word.
pub(super) fn folded(text: &str) -> Vec<String> {
    whole_words(text).map(|word| word.folded).collect()
}

/// Calls `found` with the words of a text, in order: runs of letters and digits, without the apostrophes within them. An
/// elided article is a word of its own. A run with a hyphen or a full stop between letters is a compound, followed by its
/// parts.
pub(super) fn each(text: &str, found: impl FnMut(&str, Shape, &[Range<usize>])) {
    Run::default().each(text, found);
}

/// The letters and digits of one word or compound.
#[derive(Debug, Default)]
struct Run {
    folded: String,
    origins: Vec<Range<usize>>,
    /// The ends of all parts but the last, as lengths of `folded` and of `origins`.
    joints: Vec<(usize, usize)>,
}

impl Run {
    fn each(&mut self, text: &str, mut found: impl FnMut(&str, Shape, &[Range<usize>])) {
        let mut joint = false;
        for (start, character) in text.char_indices() {
            let origin = start..start + character.len_utf8();
            if character.is_ascii_alphanumeric() {
                self.join(&mut joint);
                self.push(character.to_ascii_lowercase(), origin);
            } else if is_apostrophe(character) && !joint && !self.is_elided_before(&text[origin.end..]) {
                // Dropped, and what follows belongs to the same word.
            } else if is_combining_mark(character) {
                self.join(&mut joint);
                self.extend(&origin);
            } else if is_letter(character) {
                self.join(&mut joint);
                // `ﷺ` is four words to Unicode; here it is one letter of a word.
                let folded = text::folded(character).filter(|folded| folded.is_alphanumeric());
                folded.for_each(|folded| self.push(folded, origin.clone()));
            } else if matches!(character, '-' | '‐' | '‑' | '.') && !joint && !self.folded.is_empty() {
                joint = true;
            } else {
                self.end(&mut found);
                joint = false;
            }
        }
        self.end(&mut found);
    }

    fn push(&mut self, folded: char, origin: Range<usize>) {
        self.folded.push(folded);
        self.origins.push(origin);
    }

    /// Adds a combining mark to the letter right before it, which may have been folded to several.
    fn extend(&mut self, mark: &Range<usize>) {
        let of_letter = self.origins.iter_mut().rev().take_while(|origin| origin.end == mark.start);
        of_letter.for_each(|origin| origin.end = mark.end);
    }

    /// Begins a new part after a joint.
    fn join(&mut self, joint: &mut bool) {
        if std::mem::take(joint) {
            self.joints.push((self.folded.len(), self.origins.len()));
        }
    }

    /// Whether the letters so far are an elided article, and the text goes on with the word that it belongs to.
    fn is_elided_before(&self, rest: &str) -> bool {
        self.joints.is_empty() && is_elided(&self.folded) && rest.starts_with(char::is_alphabetic)
    }

    fn end(&mut self, found: &mut impl FnMut(&str, Shape, &[Range<usize>])) {
        if self.folded.is_empty() {
            return;
        }
        if self.joints.is_empty() {
            found(&self.folded, Shape::Word, &self.origins);
        } else {
            found(&self.folded, Shape::Compound, &self.origins);
            let mut start = (0, 0);
            for end in self.joints.drain(..).chain([(self.folded.len(), self.origins.len())]) {
                if start.0 < end.0 {
                    found(&self.folded[start.0..end.0], Shape::Part, &self.origins[start.1..end.1]);
                }
                start = end;
            }
        }
        self.folded.clear();
        self.origins.clear();
    }
}

pub(super) const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

/// Whether a character other than an ASCII one and a combining mark belongs to a word. `ʼ` is a letter to Unicode.
fn is_letter(character: char) -> bool {
    !character.is_ascii() && !is_apostrophe(character) && character.is_alphanumeric()
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
    fn an_elided_article_is_a_word_of_its_own() {
        assert_eq!(folded("L’Œuvre d'enfants"), ["l", "oeuvre", "d", "enfants"]);
        assert_eq!(
            folded("jusquʼà ce qu’il s'écrive: LORSQU'ON"),
            ["jusqu", "a", "ce", "qu", "il", "s", "ecrive", "lorsqu", "on"]
        );
        assert_eq!(
            folded("l'avant-projet qu'est-ce"),
            ["l", "avantprojet", "avant", "projet", "qu", "estce", "est", "ce"]
        );
        let shapes: Vec<_> = words("d’enfants").into_iter().map(|word| word.shape).collect();
        assert_eq!(shapes, [Shape::Word, Shape::Word]);
    }

    #[test]
    fn an_apostrophe_elsewhere_is_dropped() {
        assert_eq!(
            folded("aujourd'hui don't O'Brien victims' d' l'' d'1"),
            ["aujourdhui", "dont", "obrien", "victims", "d", "l", "d1"]
        );
        assert_eq!(folded("rock-d'or"), ["rockdor", "rock", "dor"]);
    }

    #[test]
    fn a_compound_is_one_word_and_its_parts() {
        assert_eq!(folded("re-trafficking"), ["retrafficking", "re", "trafficking"]);
        assert_eq!(folded("UN.GIFT. The"), ["ungift", "un", "gift", "the"]);
        assert_eq!(folded("anti- x -y a--b"), ["anti", "x", "y", "a", "b"]);
        let shapes: Vec<_> = words("so re-trafficking").into_iter().map(|word| word.shape).collect();
        assert_eq!(shapes, [Shape::Word, Shape::Compound, Shape::Part, Shape::Part]);
    }

    #[test]
    fn a_symbol_is_split_into_its_words() {
        assert_eq!(folded("A/RES/61/180"), ["a", "res", "61", "180"]);
    }

    #[test]
    fn folded_letters_map_back_to_the_text() {
        let text = "L’Œuvre étés";
        let words = words(text);
        assert_eq!(words[1].folded, "oeuvre");
        assert_eq!(words[1].spans(0..3).iter().map(|span| &text[span.clone()]).collect::<Vec<_>>(), ["Œu"]);
        assert_eq!(&text[words[2].spans(0..4)[0].clone()], "étés");
        let text = "(re-trafficking)";
        let compound = super::words(text);
        assert_eq!(&text[compound[0].borrowed().span()], "re-trafficking");
        assert_eq!(&text[compound[2].borrowed().span()], "trafficking");
    }

    #[test]
    fn a_letter_maps_back_to_itself_with_its_combining_marks() {
        for (text, letters) in
            [("e\u{301}tat", "e\u{301}"), ("a\u{323}\u{302}b", "a\u{323}\u{302}"), ("œ\u{301}b", "œ\u{301}")]
        {
            assert_eq!(&text[words(text)[0].spans(0..1)[0].clone()], letters, "{text}");
        }
        let text = "cafe\u{301}";
        assert_eq!(words(text)[0].borrowed().span(), 0..text.len());
    }

    #[test]
    fn letters_without_a_decomposition_count_as_the_plain_ones() {
        assert_eq!(folded("STRAẞE Straße"), ["strasse", "strasse"]);
        assert_eq!(folded("ΛΌΓΟΣ λόγος"), ["λογοσ", "λογοσ"]);
        assert_eq!(
            folded("Đorđe Ðelfin Þing þing Ħal ħal ısı IŞIK"),
            ["dorde", "delfin", "thing", "thing", "hal", "hal", "isi", "isik"]
        );
    }

    #[test]
    fn a_folded_word_has_only_letters_and_digits() {
        assert_eq!(folded("a ﷺ 🄁 b"), ["a", "صلىاللهعليهوسلم", "0", "b"]);
    }
}
