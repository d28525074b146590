//! The words of an atlas and the records they stand in.

use std::collections::BTreeMap;

use super::fold;
use crate::atlas::{Atlas, Record};

/// Where in a record a word stands. The order is that of weight: what a record is called comes before what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The citation: the place in the source.
    Source,
    /// A date, an address and the like.
    Fact,
    /// The text.
    Text,
    /// The id.
    Id,
    /// The title.
    Title,
    /// An organization's name or acronym.
    Name,
}

/// A word stands in a field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    /// The record's place in the atlas.
    pub record: usize,
    pub field: Field,
}

/// Every distinct word of the searchable fields, folded, with its postings.
#[derive(Debug)]
pub struct Index {
    words: Vec<(Box<str>, Vec<Posting>)>,
}

impl Index {
    /// Indexes all records of an atlas.
    pub fn of(atlas: &Atlas) -> Self {
        let mut words = BTreeMap::<String, Vec<Posting>>::new();
        for (place, record) in atlas.records().iter().enumerate() {
            for (field, text) in fields(record) {
                for word in fold::words(&text) {
                    words.entry(word.folded).or_default().push(Posting { record: place, field });
                }
            }
        }
        let words = words
            .into_iter()
            .map(|(word, mut postings)| {
                postings.sort_unstable();
                postings.dedup();
                (word.into_boxed_str(), postings)
            })
            .collect();
        Self { words }
    }

    /// The words in alphabetical order, each with its postings in the order of records and fields.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &[Posting])> {
        self.words.iter().map(|(word, postings)| (&**word, &**postings))
    }
}

/// What of a record can be searched.
fn fields(record: &Record) -> Vec<(Field, String)> {
    let mut fields = vec![(Field::Id, record.id.to_string())];
    if record.names.is_empty() {
        fields.push((Field::Title, record.title.joined()));
    }
    // An organization's title and text are made of its names.
    fields.extend(record.text.iter().filter(|_| record.names.is_empty()).map(|text| (Field::Text, text.joined())));
    for name in &record.names {
        fields.extend(name.name.iter().chain(&name.acronym).map(|text| (Field::Name, text.to_string())));
    }
    fields.extend(record.facts.iter().map(|fact| (Field::Fact, fact.statement.joined())));
    fields.extend(record.citations.iter().map(|citation| (Field::Source, citation.place.to_string())));
    fields
}
