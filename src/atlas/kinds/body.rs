//! `data/bodies.ron`: what is no member: the group itself, and other bodies that its members belong to.

use serde::{Deserialize, de};

use crate::atlas::{
    Citation, Date, Entry, Fact, Headline, Language, Link, Name, Period, Record, RecordId, Standing, Statement, Text,
};

/// A body, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Body {
    id: RecordId,
    /// Its name.
    title: Statement,
    #[serde(default)]
    headline: Option<Headline>,
    /// The acronym of the name, without brackets.
    #[serde(default)]
    acronym: Option<Text>,
    text: Statement,
    /// Further names, each with its standing and basis.
    #[serde(default)]
    names: Vec<Name>,
    /// Particulars that change, such as the number of members, each with its day and source.
    #[serde(default)]
    facts: Vec<SpelledFact>,
    #[serde(default)]
    period: Option<Period>,
    #[serde(default)]
    links: Vec<Link>,
    citations: Vec<Citation>,
}

/// A particular of a body, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Fact")]
struct SpelledFact {
    label: Label,
    text: Statement,
    /// The day, month or year of which the text is true.
    #[serde(default)]
    date: Option<Date>,
    #[serde(default)]
    citation: Option<Citation>,
}

/// The name of a particular, chosen by the author of the data.
#[derive(Deserialize)]
#[serde(try_from = "Text")]
struct Label(Text);

impl TryFrom<Text> for Label {
    type Error = de::value::Error;

    fn try_from(label: Text) -> Result<Self, Self::Error> {
        match Fact::OWN_LABELS.iter().find(|own| **own == label.as_str()) {
            Some(own) => {
                let what = format!("`{own}` is a label that icatlas writes itself: choose another word");
                Err(de::Error::custom(what))
            }
            None => Ok(Self(label)),
        }
    }
}

impl From<SpelledFact> for Fact {
    fn from(spelled: SpelledFact) -> Self {
        let SpelledFact { label: Label(label), text, date, citation } = spelled;
        Self::attested(label, text, date, citation)
    }
}

impl Entry for Body {
    fn into_record(self) -> Record {
        let period = Fact::of_period(self.period, &self.citations);
        let source = self.title.paragraphs.first().map(|name| Name {
            name: Some(name.clone()),
            acronym: self.acronym,
            standing: Standing::Source,
            language: Language::English,
            basis: self.title.basis,
            period: None,
            citation: None.into(),
        });
        Record {
            headline: self.headline,
            text: Some(self.text),
            names: source.into_iter().chain(self.names).collect(),
            period: self.period.map(Box::new),
            facts: period.into_iter().chain(self.facts.into_iter().map(Fact::from)).collect::<Vec<_>>().into(),
            links: self.links.into(),
            ..Record::new(self.id, self.title, self.citations)
        }
    }
}
