//! The records of which a title, a name or the headline was typed whole. For `searcher`; the reference search compares its words.

use super::field::{Class, Field, Fields};
use super::fold::{self, Shape};
use super::index::{Posting, Token, Unpacked};
use super::query::Query;
use super::visible::Visible;
use super::word_list::WordId;

/// The fields of titles, headlines and names.
pub(super) const TITLES: [Field; 3] = [Field::Title, Field::Name, Field::ForeignName];

/// Fewest words. One alone is compared by its points: the hits should not change once more with its last letter.
const FEWEST_WORDS: usize = 2;

/// The words of a query as typed, function words included and compounds in parts. `None` if they can be no title.
pub(super) fn as_title(query: &Query) -> Option<Vec<String>> {
    if query.terms.iter().any(|term| term.negated) {
        return None;
    }
    let words = query.terms.iter().flat_map(|term| fold::words(&term.typed));
    let words: Vec<String> = words.filter(|word| word.shape != Shape::Compound).map(|word| word.folded).collect();
    (words.len() >= FEWEST_WORDS).then_some(words)
}

/// The ordinals of the visible records of which a title, a name or the headline is what was typed. Reads the names and titles of
/// those that have all of the words there.
pub(super) fn titled(query: &Query, visible: &Visible<'_>) -> Vec<usize> {
    let index = visible.index;
    let words = as_title(query).unwrap_or_default();
    let Some(words) = words.iter().map(|word| index.word_list.whole(word)).collect::<Option<Vec<WordId>>>() else {
        return Vec::new();
    };
    let titles = query.fields.and(visible.fields).and(Fields::of(TITLES));
    let length = bit(words.len());
    let may_have = |record: &usize| visible.is_changed(*record) || index.title_lengths[*record] & length != 0;
    let postings = words.iter().map(|word| index.postings(*word..*word + 1)).collect();
    let mut records = in_titles(postings, titles, may_have);
    records.retain(|record| visible.is_visible(*record) && has_title(visible, titles, *record, &words));
    records
}

/// The ordinals of the records that have all words with these postings in some of these fields, of those that `may_have` them as a
/// whole title.
fn in_titles(mut words: Vec<&[Posting]>, titles: Fields, may_have: impl Fn(&usize) -> bool) -> Vec<usize> {
    words.sort_unstable_by_key(|postings| postings.len());
    let mut lists = words.into_iter().map(|postings| {
        // The postings of a word are in the order of the records.
        postings.iter().filter(|posting| titles.holds(posting.class())).map(|posting| posting.record())
    });
    let mut records: Vec<usize> = lists.next().into_iter().flatten().filter(may_have).collect();
    records.dedup();
    for list in lists {
        let mut others = list.peekable();
        records.retain(|record| {
            while others.next_if(|other| other < record).is_some() {}
            others.peek() == Some(record)
        });
    }
    records
}

/// Whether these words are a whole text of a record in these fields.
fn has_title(visible: &Visible<'_>, titles: Fields, record: usize, words: &[WordId]) -> bool {
    let mut is_there = false;
    each_title(visible.texts(record), |class, title| is_there |= titles.holds(class) && title == words);
    is_there
}

/// How many words the titles, names and headlines among the texts of a record have: a bit for each number.
pub(super) fn lengths(texts: &[Token]) -> u32 {
    let mut lengths = 0;
    each_title(texts, |_, title| lengths |= bit(title.len()));
    lengths
}

/// The bit of a number of words; the last one is that of all greater numbers.
fn bit(words: usize) -> u32 {
    1 << words.min(u32::BITS as usize - 1)
}

/// Gives the titles, names and headlines among the texts of a record, each as its words, with the parts of compounds instead of
/// the compounds.
fn each_title(texts: &[Token], mut found: impl FnMut(Class, &[WordId])) {
    let (mut title, mut class): (Vec<WordId>, _) = (Vec::new(), None);
    let mut is_compound = false;
    // A text that begins ends the one before it, and so does the end of the record.
    let end = Unpacked::Text(Class::numbered(0));
    for token in texts.iter().map(|token| token.unpacked()).chain([end]) {
        match token {
            Unpacked::Text(started) => {
                if let Some(class) = class {
                    found(class, &title);
                }
                // Names and titles come first.
                if !matches!(started.field(), Field::Title | Field::Name | Field::ForeignName | Field::Acronym) {
                    return;
                }
                title.clear();
                class = Some(started).filter(|started| TITLES.contains(&started.field()));
            }
            Unpacked::Word(word) => {
                title.push(word);
                is_compound = true;
            }
            Unpacked::Part(word) => {
                if std::mem::take(&mut is_compound) {
                    title.pop();
                }
                title.push(word);
            }
        }
    }
}
