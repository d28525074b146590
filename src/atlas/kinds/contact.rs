//! `data/contacts.ron`: addresses to write to.

use serde::Deserialize;

use crate::atlas::{Basis, Citation, Entry, Link, Record, RecordId, Statement, Text};

/// The labels of the particulars in a contact's text, as the source spells them.
const LABELS: [&str; 3] = ["Tel. ", "Fax. ", "Email: "];

/// The telephone number, fax number or e-mail address in a line of a contact's text, without its label. `None` for a
/// line of the address.
pub fn particular(line: &str) -> Option<&str> {
    LABELS.iter().find_map(|label| line.strip_prefix(label)).filter(|value| !value.trim().is_empty())
}

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
        let particulars = [&self.telephone, &self.fax, &self.email];
        let labelled = LABELS.iter().zip(particulars);
        let labelled = labelled.filter_map(|(label, value)| Text::joined(&[label, value.as_str()]).ok());
        let paragraphs =
            std::iter::once(self.name.clone()).chain(self.address.iter().cloned()).chain(labelled).collect();
        Record {
            text: Some(Statement { basis: Basis::Verbatim, paragraphs }),
            links: self.links.into(),
            ..Record::new(self.id, Statement::verbatim(self.name), self.citations)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, Data};

    #[test]
    fn the_particulars_of_a_contact_are_read_from_the_lines_that_it_writes() {
        let data = Data::from(Atlas::frozen());
        let contact = data.get(&RecordId::try_from("contact/unodc-ahtmsu").unwrap()).unwrap();
        let particulars: Vec<_> =
            contact.body().paragraphs.iter().filter_map(|line| particular(line.as_str())).collect();
        assert_eq!(particulars, ["(+43-1) 26060-5687", "(+43-1) 26060-5983", "ahtmsu@unodc.org"]);
        for line in ["1400 Vienna", "Tel.", "Tel. ", "Telephone 1", ""] {
            assert_eq!(particular(line), None, "{line}");
        }
    }
}
