//! Random queries over the frozen data.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use unicode_normalization::char::is_combining_mark;

use super::filter_name::FilterName;
use super::reference::Reference;
use super::{Searcher, complete, toggled};
use crate::atlas::{Atlas, Filter};

/// The frozen data, without and with the filter.
static SEARCHERS: LazyLock<[Searcher; 2]> = LazyLock::new(|| {
    let all = Searcher::new(Atlas::frozen());
    let sources_only = all.filtered(Filter { sources_only: true, ..Filter::default() });
    [all, sources_only]
});

/// The built-in data, without and with the filter: its texts are short. The reference reads every stretch of every text,
/// which takes minutes over the longest text of the frozen data.
static SHORT: LazyLock<[Searcher; 2]> = LazyLock::new(|| {
    let all = Searcher::new(Atlas::load(Path::new("data")).expect("the built-in data is sound"));
    let sources_only = all.filtered(Filter { sources_only: true, ..Filter::default() });
    [all, sources_only]
});

/// The words of the frozen data as they are written there, so that queries find something.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let data = SEARCHERS[0].data();
    let texts = data.records().flat_map(|record| [record.title().first().to_string(), record.body().joined()]);
    let ids = data.records().map(|record| record.id().to_string());
    let mut words: Vec<String> =
        texts.flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).chain(ids).collect();
    words.sort_unstable();
    words.dedup();
    words
});

/// A word of the data: whole, cut, with a letter removed, replaced or doubled.
fn word() -> impl Strategy<Value = String> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0u8..8, any::<char>()).prop_map(
        |(word, at, edit, other)| {
            let mut letters: Vec<char> = word.get(&WORDS).chars().collect();
            let at = at.index(letters.len());
            match edit {
                0 => letters.truncate(at + 1),
                1 => drop(letters.drain(..at)),
                2 if letters.len() > 1 => drop(letters.remove(at)),
                3 => letters[at] = other,
                4 => letters.insert(at, letters[at]),
                5 => letters.iter_mut().for_each(|letter| *letter = letter.to_ascii_uppercase()),
                _ => {}
            }
            letters.into_iter().collect()
        },
    )
}

fn sign() -> impl Strategy<Value = String> {
    let signs = [
        " ", " ", " ", " ", "|", " | ", "!", "-", "\"", "'", "^", "$", ":", "：", "(", ")", "\u{3000}", "\u{200d}",
        "\t", "\u{301}", ",",
    ];
    prop::sample::select(signs.to_vec()).prop_map(str::to_owned)
}

/// The beginning of a filter, with or without a value.
fn filter() -> impl Strategy<Value = String> {
    let values = [
        "",
        "gap",
        "g",
        "pre",
        "prot",
        "title",
        "verb",
        "a/",
        "zzz",
        "\"",
        "é",
        "id",
        "gap/",
        "member/u",
        "!",
        "gap,rec",
        "gap/prevention/2",
        "member/unodc",
        "clause/icat/1",
    ];
    (
        0..FilterName::ALL.map(FilterName::name).len(),
        any::<prop::sample::Index>(),
        prop::sample::select(values.to_vec()),
    )
        .prop_map(|(filter, cut, value)| {
            let name = FilterName::ALL.map(FilterName::name)[filter];
            format!("{}:{value}", &name[..=cut.index(name.len())])
        })
}

fn typed() -> impl Strategy<Value = String> {
    let part = prop_oneof![4 => word().boxed(), 4 => sign().boxed(), 2 => filter().boxed(), 1 => "\\PC{0,4}".boxed()];
    let parts = prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat());
    let long = (word(), 1usize..200).prop_map(|(word, times)| word.repeat(times));
    prop_oneof![8 => parts.boxed(), 1 => any::<String>().boxed(), 1 => long.boxed()]
}

/// The text before the cursor: any text, more often than elsewhere with a filter at its end.
fn before_cursor() -> impl Strategy<Value = String> {
    let anywhere = (typed(), any::<prop::sample::Index>()).prop_map(|(typed, cursor)| {
        let letters: Vec<char> = typed.chars().collect();
        letters[..cursor.index(letters.len() + 1)].iter().collect()
    });
    prop_oneof![anywhere, (typed(), filter()).prop_map(|(typed, filter)| format!("{typed} {filter}"))]
}

/// Whether ranges are in order, disjoint, not empty, and of whole letters: none ends between a letter and its combining mark.
fn are_marks_of(text: &str, marks: &[std::ops::Range<usize>]) -> bool {
    let are_letters = |mark: &std::ops::Range<usize>| {
        text.get(mark.clone()).is_some_and(|part| !part.is_empty()) && !text[mark.end..].starts_with(is_combining_mark)
    };
    marks.iter().all(are_letters) && marks.windows(2).all(|pair| pair[0].end < pair[1].start)
}

proptest! {
    #[test]
    fn any_query_finds_existing_records_and_the_same_ones_again(typed in typed(), most in 0usize..20) {
        for searcher in &*SEARCHERS {
            let query = searcher.query(&typed);
            let found = searcher.search(&query, usize::MAX);
            prop_assert_eq!(found.records(searcher.data()).count(), found.hits.len());
            prop_assert_eq!(found.total, found.hits.len());
            let again = searcher.search(&searcher.query(&typed), usize::MAX);
            prop_assert_eq!(&again.hits, &found.hits);
            prop_assert_eq!(again.plan.remarks(), found.plan.remarks());
            let fewer = searcher.search(&query, most);
            prop_assert_eq!(fewer.total, found.total);
            prop_assert_eq!(&fewer.hits[..], &found.hits[..found.total.min(most)]);
        }
    }

    #[test]
    fn a_completion_replaces_text_before_the_cursor(before in before_cursor()) {
        for searcher in &*SEARCHERS {
            let Some(completion) = complete(&before, searcher.data()) else { continue };
            let kept = before.chars().count().checked_sub(completion.replaced);
            let kept: String = before.chars().take(kept.expect("no more is replaced than there is")).collect();
            // A name begins the text or follows signs, and a value follows its colon.
            prop_assert!(!kept.ends_with(char::is_alphanumeric), "the whole name or value is replaced: {}", kept);
            let completed = kept + &completion.text;
            prop_assert_ne!(&completed, &before, "Tab does something");
            // Further presses of Tab go on from there, and at last start again.
            let mut text = completed;
            for _ in 0..4 {
                let Some(next) = complete(&text, searcher.data()) else { break };
                let kept = text.chars().count() - next.replaced;
                text = text.chars().take(kept).collect::<String>() + &next.text;
            }
            searcher.search(&searcher.query(&text), 1);
        }
    }

    #[test]
    fn any_filter_can_be_added_to_any_query(typed in typed(), filter in filter()) {
        let data = SEARCHERS[0].data();
        let with = toggled(&typed, &filter, |_| false, data);
        let without = [with.strip_prefix(&filter), with.strip_suffix(&filter)];
        prop_assert!(without.into_iter().flatten().any(|rest| rest.trim() == typed.trim()), "{}", with);
    }
}

proptest! {
    // Each goes through all texts.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_query_marks_whole_letters(typed in typed()) {
        for searcher in &*SEARCHERS {
            let plan = searcher.search(&searcher.query(&typed), usize::MAX).plan;
            prop_assert!(are_marks_of(&typed, &searcher.marks(&plan, &typed)));
            for record in searcher.data().records() {
                for text in [record.title().first().to_string(), record.body().joined()] {
                    prop_assert!(are_marks_of(&text, &searcher.marks(&plan, &text)), "{}", text);
                }
            }
        }
    }

    #[test]
    fn any_query_finds_the_same_as_the_reference_search(typed in typed()) {
        for searcher in &*SHORT {
            let query = searcher.query(&typed);
            let reference = Reference::new(searcher.data());
            prop_assert_eq!(searcher.search(&query, usize::MAX).hits, reference.search(&query));
        }
    }
}
