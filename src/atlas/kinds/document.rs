//! `data/documents.ron`: the texts and pages that records cite.

use serde::Deserialize;

use crate::atlas::{Citation, Date, Entry, Fact, Link, Record, RecordId, Statement, Text};

/// The label of the fact that holds a document's United Nations symbol.
pub const SYMBOL: &str = "symbol";

/// The label of the fact that holds the body that issued a document.
pub const BODY: &str = "body";

/// The label of the fact that holds the words for a document in citations, where its title does not say what it is.
pub const CITED_AS: &str = "cited as";

/// The label of the fact that holds a document's web address.
pub const ADDRESS: &str = "address";

/// A document, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Document {
    id: RecordId,
    title: Statement,
    /// The organization that issued it.
    body: Text,
    /// What citations call it after the organization, if not by its title.
    #[serde(default)]
    cited_as: Option<Statement>,
    /// Its United Nations symbol, as in A/RES/61/180.
    #[serde(default)]
    symbol: Option<Text>,
    #[serde(default)]
    date: Option<Date>,
    /// Its web address.
    #[serde(default)]
    address: Option<Text>,
    text: Statement,
    #[serde(default)]
    links: Vec<Link>,
    citations: Vec<Citation>,
}

impl Entry for Document {
    fn into_record(self) -> Record {
        let facts = [
            Fact::text(SYMBOL, self.symbol.map(Statement::verbatim)),
            Fact::text(BODY, Some(Statement::paraphrase(self.body))),
            Fact::text(CITED_AS, self.cited_as),
            Fact::dated(self.date),
            Fact::text(ADDRESS, self.address.map(Statement::verbatim)),
        ];
        Record {
            text: Some(self.text),
            date: self.date,
            links: self.links.into(),
            facts: facts.into_iter().flatten().collect::<Vec<_>>().into(),
            ..Record::new(self.id, self.title, self.citations)
        }
    }
}
