//! The time of the search: building the index, queries, typing key by key, and toggling the filter, over the built-in data
//! and two synthetic data sets.
//!
//! `cargo bench --bench search`; the time of a key is that from the key to its results. One thread does all the work, so
//! that the times are also processor time.

use std::path::PathBuf;
use std::sync::OnceLock;

use divan::Bencher;
use icatlas::app::{Action, Model};
use icatlas::atlas::{Atlas, Data, Filter, VisibleRecord};
use icatlas::built_in;
use icatlas::search::{Index, Searcher};

mod synthetic;

/// Numbers of records; 0 means the built-in data.
const SIZES: [usize; 3] = [0, 10_000, 250_000];

/// Hits that the dashboard requests at first.
const MOST: usize = 1000;

/// Queries of 1, 3, 6 and 12 letters, of frequent words and of rare ones, and some of two or more words.
const QUERIES: [&str; 12] = [
    "t",
    "tra",
    "traffi",
    "anti-traffic",
    "q",
    "qua",
    "quatio",
    "quastaverter",
    "legal forced labour",
    "the of and",
    "kind:gap human data",
    "traficking wimen",
];

fn main() {
    for records in SIZES {
        let index = searcher(records).index();
        let text: usize = atlas(records).records().map(text_of).sum();
        println!(
            "{:>7} records: {} kB of text, {} distinct words, the index takes {} kB",
            atlas(records).len(),
            text / 1000,
            index.distinct_words(),
            index.memory() / 1000
        );
    }
    divan::main();
}

/// Bytes of the searched texts of a record.
fn text_of(record: VisibleRecord<'_>) -> usize {
    let names = record.names().flat_map(|name| name.name.iter().chain(&name.acronym));
    let statements =
        std::iter::once(record.title()).chain(record.text()).chain(record.facts().map(|fact| &fact.statement));
    let paragraphs = statements.flat_map(|statement| &statement.paragraphs);
    let places = record.citations().iter().filter_map(|citation| citation.place.words()).map(str::len);
    record.id().as_str().len()
        + names.chain(paragraphs).map(|text| text.as_str().len()).sum::<usize>()
        + places.sum::<usize>()
}

fn slot<T>(slots: &'static [OnceLock<T>; 3], records: usize) -> &'static OnceLock<T> {
    &slots[SIZES.iter().position(|size| *size == records).unwrap()]
}

fn atlas(records: usize) -> &'static Data {
    static ATLASES: [OnceLock<Data>; 3] = [const { OnceLock::new() }; 3];
    slot(&ATLASES, records).get_or_init(|| {
        if records == 0 {
            return built_in::atlas().into();
        }
        let folder: PathBuf = std::env::temp_dir().join(format!("icatlas-bench-{records}-{}", std::process::id()));
        synthetic::write(records, &folder).unwrap();
        let atlas = Atlas::load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
        std::fs::remove_dir_all(folder).unwrap();
        atlas.into()
    })
}

fn searcher(records: usize) -> &'static Searcher {
    static SEARCHERS: [OnceLock<Searcher>; 3] = [const { OnceLock::new() }; 3];
    slot(&SEARCHERS, records).get_or_init(|| Searcher::new(atlas(records).clone()))
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn index(bencher: Bencher<'_, '_>, records: usize) {
    let atlas = atlas(records);
    bencher.bench_local(|| Index::of(atlas));
}

fn query(bencher: Bencher<'_, '_>, records: usize, typed: &str) {
    let searcher = searcher(records);
    bencher.bench_local(|| searcher.search(&searcher.query(typed), MOST));
}

#[divan::bench(args = QUERIES)]
fn query_built_in(bencher: Bencher<'_, '_>, typed: &str) {
    query(bencher, 0, typed);
}

#[divan::bench(args = QUERIES)]
fn query_10_000(bencher: Bencher<'_, '_>, typed: &str) {
    query(bencher, 10_000, typed);
}

#[divan::bench(args = QUERIES)]
fn query_250_000(bencher: Bencher<'_, '_>, typed: &str) {
    query(bencher, 250_000, typed);
}

/// The two filters between which `e` toggles.
const FILTERS: [Filter; 2] = [Filter { sources_only: false, as_of: None }, Filter { sources_only: true, as_of: None }];

/// Toggling the filter of the search.
#[divan::bench(args = [10_000, 250_000])]
fn filter_the_search(bencher: Bencher<'_, '_>, records: usize) {
    let searcher = searcher(records);
    bencher.bench_local(|| FILTERS.map(|filter| searcher.filtered(filter)));
}

/// Toggling the filter of the data.
#[divan::bench(args = [10_000, 250_000])]
fn filter_the_data(bencher: Bencher<'_, '_>, records: usize) {
    let data = atlas(records);
    bencher.bench_local(|| FILTERS.map(|filter| data.filtered(filter)));
}

/// Pressing `e` twice in the dashboard: hides and shows editorial texts.
#[divan::bench(args = [10_000, 250_000], sample_count = 20, sample_size = 1)]
fn step_the_filter(bencher: Bencher<'_, '_>, records: usize) {
    let mut model = Model::new(atlas(records).clone(), 120, 40);
    bencher.bench_local(|| [(); 2].map(|()| model.update(Action::SourcesOnly)));
}

/// The queries while editorial texts are hidden.
#[divan::bench(args = QUERIES)]
fn query_sources_250_000(bencher: Bencher<'_, '_>, typed: &str) {
    static SEARCHER: OnceLock<Searcher> = OnceLock::new();
    let searcher = SEARCHER.get_or_init(|| searcher(250_000).filtered(FILTERS[1]));
    bencher.bench_local(|| searcher.search(&searcher.query(typed), MOST));
}

/// Queries typed key by key; each sample is one key.
const TYPED: [&str; 6] = [
    "trafficking women data",
    "protection of victims",
    "resources justice capacity",
    "kind:rec pillar:prot children",
    "implementaton vulnerabel",
    "\"human rights\" !children",
];

#[divan::bench(args = SIZES, sample_count = 1000, sample_size = 1)]
fn typing_a_key(bencher: Bencher<'_, '_>, records: usize) {
    let searcher = searcher(records);
    let beginnings: Vec<String> = TYPED
        .iter()
        .flat_map(|typed| (1..=typed.chars().count()).map(|length| typed.chars().take(length).collect()))
        .collect();
    let mut next = beginnings.iter().cycle();
    let bencher = bencher.with_inputs(|| next.next().unwrap());
    bencher.bench_local_refs(|typed| searcher.search(&searcher.query(typed), MOST));
}
