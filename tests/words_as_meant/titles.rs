//! A title, a name or a headline typed as it stands: a record that goes by it comes first.

use icatlas::atlas::VisibleRecord;
use icatlas::built_in;
use icatlas::search::folded_words;

use super::DECK;

/// The titles, names and headlines of a record.
fn titles(record: VisibleRecord<'_>) -> Vec<String> {
    let names = record.names().filter_map(|name| name.name.as_ref()).map(|name| name.as_str().to_owned());
    let own = record.own_title().filter(|_| record.names().next().is_none()).map(|title| title.first().to_owned());
    names.chain(own).chain(record.headline().map(str::to_owned)).collect()
}

#[test]
fn a_title_a_name_or_a_headline_of_several_words_typed_as_it_stands_leads_to_its_record_first() {
    for data in [built_in::atlas(), built_in::edition(DECK).unwrap()] {
        let searcher = built_in::searcher(data);
        let (mut tried, mut others) = (0, Vec::new());
        let all = searcher.data().records().flat_map(titles);
        for title in all.filter(|title| folded_words(title).len() > 1) {
            let found = searcher.search(&searcher.query(&title).finished(), 1);
            let first = found.record(0, searcher.data());
            let is_called_so = |record: VisibleRecord<'_>| {
                titles(record).iter().any(|other| folded_words(other) == folded_words(&title))
            };
            tried += 1;
            if !first.is_some_and(is_called_so) {
                others.push(format!("{title}: {:?}", first.map(|record| record.id().to_string())));
            }
        }
        assert!(tried > 100 && others.is_empty(), "{} of {tried}: {others:#?}", others.len());
    }
}

#[test]
fn an_acronym_spelt_as_a_foreign_function_word_is_found_in_titles() {
    let searcher = built_in::searcher(built_in::atlas());
    let found = searcher.search(&searcher.query("UN Trafficking in Persons Protocol").finished(), 1);
    assert!(found.has_all_words(&found.hits[0]), "“un” is French for one");
    let found = searcher.search(&searcher.query("IT guidelines").finished(), 1);
    assert!(!found.has_all_words(&found.hits[0]), "“it” is English");
}
