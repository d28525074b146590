//! The records of which a title, a name or the headline was typed whole. For `searcher`; the reference search compares its words.

use super::field::{Class, Field, Fields};
use super::fold::{self, Shape};
use super::index::{Posting, Unpacked};
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
    let mut records = in_titles(words.iter().map(|word| index.postings(*word..*word + 1)).collect(), titles);
    records.retain(|record| visible.is_visible(*record) && has_title(visible, titles, *record, &words));
    records
}

/// The ordinals of the records that have all words with these postings in some of these fields.
fn in_titles(mut words: Vec<&[Posting]>, titles: Fields) -> Vec<usize> {
    words.sort_unstable_by_key(|postings| postings.len());
    let mut lists = words.into_iter().map(|postings| {
        // The postings of a word are in the order of the records.
        postings.iter().filter(|posting| titles.holds(posting.class())).map(|posting| posting.record())
    });
    let mut records: Vec<usize> = lists.next().into_iter().flatten().collect();
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
    // The words of the current text; a compound gives way to its parts.
    let mut text: Vec<WordId> = Vec::new();
    let (mut counts, mut is_compound) = (false, false);
    // A text that begins ends the one before it, and so does the end of the record.
    let end = Unpacked::Text(Class::numbered(0));
    for token in visible.texts(record).iter().map(|token| token.unpacked()).chain([end]) {
        match token {
            Unpacked::Text(class) => {
                if counts && text == words {
                    return true;
                }
                // Names and titles come first.
                if !matches!(class.field(), Field::Title | Field::Name | Field::ForeignName | Field::Acronym) {
                    return false;
                }
                text.clear();
                counts = titles.holds(class);
            }
            _ if !counts => {}
            Unpacked::Word(word) => {
                text.push(word);
                is_compound = true;
            }
            Unpacked::Part(word) => {
                if std::mem::take(&mut is_compound) {
                    text.pop();
                }
                text.push(word);
            }
        }
    }
    false
}
