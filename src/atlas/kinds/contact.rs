//! `data/contacts.ron`: addresses to write to.

use serde::Deserialize;

use crate::atlas::{Basis, Citation, Entry, Link, Record, RecordId, Statement, Text};

/// A contact, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Contact {
    id: RecordId,
    /// The office, in the source's words.
    name: Text,
    /// The lines of the address, in the source's words.
    address: Vec<Text>,
    telephone: Text,
    fax: Text,
    email: Text,
    #[serde(default)]
    links: Vec<Link>,
    citations: Vec<Citation>,
}

impl Entry for Contact {
    fn into_record(self) -> Record {
        // The labels are the source's, so the whole stays verbatim.
        let labelled = [("Tel. ", &self.telephone), ("Fax. ", &self.fax), ("Email: ", &self.email)]
            .into_iter()
            .filter_map(|(label, value)| Text::joined(&[label, value.as_str()]).ok());
        let paragraphs =
            std::iter::once(self.name.clone()).chain(self.address.iter().cloned()).chain(labelled).collect();
        Record {
            text: Some(Statement { basis: Basis::Verbatim, paragraphs }),
            links: self.links,
            ..Record::new(self.id, Statement::verbatim(self.name), self.citations)
        }
    }
}
