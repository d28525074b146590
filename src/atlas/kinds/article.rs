//! `data/articles.ron`: the articles, guidelines, targets and objectives of instruments that bear on the gaps.

use serde::Deserialize;

use crate::atlas::{Citation, Entry, Fact, Headline, Link, Pillars, Record, RecordId, Statement, Text};

/// The label of the fact that holds the number of an article, as people cite it.
pub const NUMBER: &str = "number";

/// An article, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Article {
    id: RecordId,
    /// The title to the letter, or else the number in our words.
    title: Statement,
    /// The number as people cite it: `article 9`, `guideline 3`.
    #[serde(default)]
    number: Option<Text>,
    #[serde(default)]
    headline: Option<Headline>,
    /// What it asks for.
    text: Statement,
    /// The pillars that it falls under by our own judgement.
    #[serde(default)]
    pillars: Pillars,
    #[serde(default)]
    links: Vec<Link>,
    citations: Vec<Citation>,
}

impl Entry for Article {
    fn into_record(self) -> Record {
        let facts = [Fact::text(NUMBER, self.number.map(Statement::paraphrase)), Fact::pillars(self.pillars)];
        Record {
            headline: self.headline,
            text: Some(self.text),
            pillars: self.pillars,
            facts: facts.into_iter().flatten().collect::<Vec<_>>().into(),
            links: self.links.into(),
            ..Record::new(self.id, self.title, self.citations)
        }
    }
}
