//! Links between records.

use serde::{Deserialize, Serialize, de};

use crate::atlas::packed::{choices, fields};
use crate::atlas::{Basis, Citation, Period, PeriodEnd, RecordId, Relation, Text};

/// A relation from the record that holds it to another one. The reverse link is derived, never written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SpelledLink")]
pub struct Link {
    /// The type of the link.
    pub relation: Relation,
    /// The other record.
    pub to: RecordId,
    /// Whether the source states the relation, we infer it from the source, or it is our own judgement.
    pub basis: Basis,
    /// The source of the relation.
    pub citation: Citation,
    /// The reason for our judgement, in a sentence. Editorial links must have one; other links must not.
    pub reason: Option<Text>,
    /// See [`Link::period`], [`Link::paragraph`] and [`Link::extent`]; few links have one of them.
    pub(in crate::atlas) bounds: Option<Box<Bounds>>,
}

/// How far a link goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::atlas) struct Bounds {
    pub period: Option<Period>,
    pub paragraph: Option<Text>,
    pub extent: Option<Extent>,
}

/// How much of a gap an answer answers. In the data files it is the strength of a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Extent {
    /// All of it.
    Full,
    /// A part; the reason says what stays open.
    Partial,
}

impl Bounds {
    /// `None` if they bound nothing.
    pub(in crate::atlas) fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

impl Link {
    /// From when until when it holds, if that is known.
    pub fn period(&self) -> Option<Period> {
        self.bounds.as_ref()?.period
    }

    /// The same in words. A succession happens once: its period is the day on which it did.
    pub fn when(&self) -> Option<String> {
        let period = self.period()?;
        match (self.relation, period) {
            (
                Relation::SucceededBy | Relation::MergedInto | Relation::AdoptedAs,
                Period { from: Some(day), is_by_then: false, to: PeriodEnd::Unknown },
            ) => Some(day.to_string()),
            (_, period) => Some(period.in_words(self.citation.read())),
        }
    }

    /// The paragraph of the record that it is about, with the number of the record: `9(4)`.
    pub fn paragraph(&self) -> Option<&Text> {
        self.bounds.as_ref()?.paragraph.as_ref()
    }

    /// How much of the gap it answers; `None` for links that are no answers, and where the data does not say.
    pub fn extent(&self) -> Option<Extent> {
        self.bounds.as_ref()?.extent
    }

    /// Whether it answers only a part of the gap.
    pub fn is_partial(&self) -> bool {
        self.extent() == Some(Extent::Partial)
    }

    /// The words that follow the subject: `answers in part`.
    pub fn forward(&self) -> &'static str {
        if self.is_partial() { "answers in part" } else { self.relation.forward() }
    }

    /// The words for the subject under the object: `answered in part by`.
    pub fn reverse(&self) -> &'static str {
        if self.is_partial() { "answered in part by" } else { self.relation.reverse() }
    }

    /// Whether it says anything that only links of format 3 say.
    pub(in crate::atlas) const fn is_of_format_3(&self) -> bool {
        self.bounds.is_some() || self.relation.is_of_format_3() || self.citation.is_of_format_3()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Link")]
struct SpelledLink {
    relation: Relation,
    to: RecordId,
    basis: Basis,
    citation: Citation,
    #[serde(default)]
    reason: Option<Text>,
    #[serde(default)]
    period: Option<Period>,
    #[serde(default)]
    paragraph: Option<Text>,
}

impl TryFrom<SpelledLink> for Link {
    type Error = de::value::Error;

    fn try_from(spelled: SpelledLink) -> Result<Self, Self::Error> {
        let SpelledLink { relation, to, basis, citation, reason, period, paragraph } = spelled;
        if period.is_some_and(|period| period.to == PeriodEnd::Open) && citation.read().is_none() {
            return Err(de::Error::custom(PeriodEnd::UNREAD));
        }
        if relation == Relation::BearsOn && basis != Basis::Editorial {
            return Err(de::Error::custom(
                "that an article bears on a gap is our own judgement: make the link Editorial, with a `reason`",
            ));
        }
        match (basis, &reason) {
            (Basis::Editorial, None) => {
                Err(de::Error::custom("an editorial link without a reason: add a `reason`, in a sentence"))
            }
            (Basis::Verbatim | Basis::Paraphrase, Some(_)) => {
                Err(de::Error::custom("a reason for what a source says: leave it out, or make the link Editorial"))
            }
            (Basis::Editorial, Some(_)) | (Basis::Verbatim | Basis::Paraphrase, None) => {
                let bounds = Bounds { period, paragraph, extent: None }.boxed();
                Ok(Self { relation, to, basis, citation, reason, bounds })
            }
        }
    }
}

fields!(Link { relation, to, basis, citation, reason, bounds });

fields!(Bounds { period, paragraph, extent });

choices!(Extent { Full, Partial });
