//! The words of the data that are nearest to words that occur nowhere: what can be offered when nothing is found.

use super::families::all_forms;
use super::fold::whole_words;
use super::function_words::is_function_word;
use super::plan::{Plan, Reading};
use super::query::Query;
use super::searcher::{Found, Searcher};
use super::state::{FINDS_PARTLY_ANSWERED, no_gap_is};
use super::typing;
use super::word_list::{WordId, has_figure};
use super::wording::{are, quoted};
use crate::atlas::Data;

/// Most words offered.
const MOST_WORDS: usize = 3;

/// Most edits.
const MOST_EDITS: usize = 3;

/// Letters besides the first for each edit, since short words are near to too many: one edit from four letters on, two from seven.
const LETTERS_PER_EDIT: usize = 3;

/// Most hits kept for a word.
const MOST_HITS: usize = 200;

/// A word of the data that may be meant, and what it finds.
#[derive(Debug, Clone)]
pub struct Nearest {
    /// The word, folded.
    pub word: String,
    /// What a search for it finds.
    pub found: Found,
}

impl Searcher {
    /// The visible words that are nearest to those typed, nearest first, a few at most. They begin with the same letter, and
    /// may be farther away than what counts as a typing error.
    pub fn nearest_words(&self, typed: &str) -> Vec<String> {
        let mut near: Vec<_> = whole_words(typed).flat_map(|word| self.near(&word.folded)).collect();
        near.sort();
        let mut words: Vec<String> = Vec::new();
        for (_, word) in near {
            // A search for a word finds its other forms too.
            let is_form = |other: &String| *other == word || all_forms(&word, &word).contains(other);
            if words.len() < MOST_WORDS && !words.iter().any(is_form) {
                words.push(word);
            }
        }
        words
    }

    /// The words near a folded word, each with its distance: the number of edits, and whether they lead to its beginning only.
    fn near(&self, sought: &str) -> Vec<((usize, bool), String)> {
        let most = MOST_EDITS.min(sought.chars().skip(1).count() / LETTERS_PER_EDIT);
        let Some(first) = sought.chars().next() else { return Vec::new() };
        let (visible, word_list) = (self.visible(), &self.index().word_list);
        let words = word_list.beginning(first.encode_utf8(&mut [0; 4]));
        let near = words.filter_map(|id| Some((typing::distance(sought, word_list.word(id), true, most)?, id)));
        // `trafficking310810` of an address is no word.
        let is_word = |id: WordId| has_figure(sought) || !has_figure(word_list.word(id));
        let near = near.filter(|(_, id)| is_word(*id));
        let near = near.filter(|(_, id)| visible.has(&(*id..id + 1)) && !visible.is_joined(*id));
        let near = near.map(|(distance, id)| (distance, word_list.word(id).to_owned()));
        // `in:text vienna` has no Vienna, though a place has.
        near.filter(|(_, word)| word != sought && !is_function_word(word)).collect()
    }

    /// Those of several words that are typed as one that the data has: the plan of “national adaptation plan”.
    fn known_among(&self, typed: &str) -> Vec<String> {
        let words: Vec<String> = whole_words(typed).map(|word| word.folded).collect();
        let is_known = |word: &String| {
            let id = self.index().word_list.whole(word);
            !is_function_word(word) && id.is_some_and(|id| self.visible().has(&(id..id + 1)))
        };
        if words.len() > 1 { words.into_iter().filter(is_known).collect() } else { Vec::new() }
    }

    /// What the words nearest to those of a plan that occur nowhere find. `None` if the results are no longer wanted.
    pub(super) fn nearest(&self, plan: &Plan, unwanted: &dyn Fn() -> bool) -> Option<Vec<Nearest>> {
        let nowhere = plan.readings().filter(|(_, reading)| **reading == Reading::Nowhere);
        let (mut known, mut others) = (Vec::new(), Vec::new());
        for (typed, _) in nowhere {
            let words = self.known_among(typed);
            if words.is_empty() {
                others.push(typed);
            }
            known.extend(words);
        }
        let words = known.into_iter().chain(self.nearest_words(&others.join(" "))).take(MOST_WORDS);
        let mut nearest = Vec::new();
        for word in words {
            let found = self.search_unless(&self.query(&word), MOST_HITS, unwanted)?;
            if found.total > 0 {
                nearest.push(Nearest { word, found });
            }
        }
        Some(nearest)
    }
}

/// Of which day the records are: that of the filter, or that of the edition.
fn of_day(data: &Data) -> String {
    match data.filter().as_of {
        Some(day) => format!("as of {day}"),
        None => format!("of the edition of {}", data.edition().date),
    }
}

impl Found {
    /// Whether words of the query are in no record.
    pub fn lacks_words(&self) -> bool {
        self.plan.readings().any(|(_, reading)| *reading == Reading::Nowhere)
    }

    /// Why nothing was found, as the end of a sentence: which words occur nowhere, and how far the data goes. `None` if the
    /// remarks say it.
    pub fn why_nothing(&self, query: &Query, data: &Data) -> Option<String> {
        let readings = self.plan.readings().filter(|(_, reading)| **reading == Reading::Nowhere);
        let nowhere: Vec<String> = readings.map(|(typed, _)| quoted(typed)).collect();
        Some(match nowhere.as_slice() {
            _ if self.plan.is_explained() => return None,
            [] if !query.has_words() => match query.filters.as_slice() {
                [filter] => match filter.state_of_gaps() {
                    Some(answered) => no_gap_is(answered, data, FINDS_PARTLY_ANSWERED),
                    None => "no record passes the filter".to_owned(),
                },
                _ => "no record passes the filters: try fewer".to_owned(),
            },
            [] if query.has_filters() => "no record with these words passes the filters: try fewer filters".to_owned(),
            [] => "every record with these words has an excluded one too".to_owned(),
            [_] if let Some(answered) = self.plan.state_of_gaps() => no_gap_is(answered, data, FINDS_PARTLY_ANSWERED),
            [_, ..] if !query.is_in_all_fields() || self.plan.is_in_reasons => {
                format!(
                    "{} in none of the texts searched in the {} records {}",
                    are(&nowhere),
                    data.len(),
                    of_day(data)
                )
            }
            [_, ..] => format!("{} in none of the {} records {}", are(&nowhere), data.len(), of_day(data)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, Filter};

    fn nearest(typed: &str) -> Vec<String> {
        Searcher::new(Atlas::frozen()).nearest_words(typed)
    }

    #[test]
    fn the_nearest_words_of_the_data_come_first() {
        assert_eq!(nearest("polise"), ["police"]);
        assert_eq!(nearest("extroditoin"), ["extradition"]);
        assert_eq!(nearest("polise extroditoin"), ["police", "extradition"]);
        assert_eq!(nearest("polise extroditoin impunitty refugeez").len(), MOST_WORDS);
    }

    #[test]
    fn a_word_that_is_far_from_all_others_has_no_nearest_ones() {
        assert_eq!(nearest("technology"), [""; 0]);
        assert_eq!(nearest("olice"), [""; 0], "the first letter is another");
        assert_eq!(nearest("xyz ?!"), [""; 0]);
        assert_eq!(nearest(""), [""; 0]);
    }

    #[test]
    fn neither_function_words_nor_hidden_words_are_offered() {
        assert_eq!(nearest("theze"), [""; 0]);
        let sources = Searcher::new(Atlas::frozen()).filtered(Filter { sources_only: true, ..Filter::default() });
        assert!(nearest("fnuapx").contains(&"fnuap".to_owned()));
        assert_eq!(sources.nearest_words("fnuapx"), [""; 0]);
    }

    #[test]
    fn a_remark_on_something_else_does_not_hide_why_nothing_is_found() {
        let searcher = Searcher::new(Atlas::frozen());
        let why = |typed: &str| {
            let query = searcher.query(typed).finished();
            searcher.search(&query, 1).why_nothing(&query, searcher.data())
        };
        for typed in ["zyxwv -protection", "zyxwv kind:c", "zyxwv abc:zyx", "zyxwv !answers:gap/prevention/1"] {
            assert!(why(typed).is_some_and(|why| why.contains("“zyxwv”")), "{typed}: {:?}", why(typed));
        }
        for typed in ["is:pinned", "zyxwv is:pinned", "answers:gap/prevention/1", "kind:zzz"] {
            assert_eq!(why(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_search_without_hits_comes_with_the_nearest_words_and_what_they_find() {
        let searcher = Searcher::new(Atlas::frozen());
        let offered = |typed: &str| -> Vec<(String, bool)> {
            let nearest = searcher.search(&searcher.query(typed), 10).nearest;
            nearest.into_iter().map(|nearest| (nearest.word, nearest.found.hits.is_empty())).collect()
        };
        assert_eq!(offered("'polise"), [("police".to_owned(), false)]);
        assert_eq!(offered("police 'polise"), [], "there are hits");
        assert_eq!(offered("police kind:publication"), [], "the word occurs");
    }
}
