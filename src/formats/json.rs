//! JSON: one structure for records in all commands.

mod changes;
mod origin;

use std::io::{self, Write};

use serde::{Deserialize, Serialize, Serializer};

use crate::atlas::{
    self, Basis, Citation, Data, Date, Extent, Kind, Language, PeriodEnd, Pillar, Place, RecordId, Relation, Standing,
    VisibleRecord,
};
use crate::present::citing::document_name;

pub use changes::write_changes;
pub(super) use origin::Origin;

/// The version of all JSON output. A new field does not change it; a changed or removed field, or a new value of an
/// enum, raises it. `docs/schema.json` names it, and `tests/data/json-values.json` lists the values of each version.
pub(crate) const SCHEMA: u32 = 2;

#[derive(Serialize)]
struct Export<'a> {
    schema: u32,
    #[serde(flatten)]
    origin: Origin<'a>,
    #[serde(flatten)]
    search: Option<&'a Search>,
    records: Records<'a>,
}

/// What a search says of the words that were sought, and of the records found.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// What became of each word.
    pub words: Vec<Sought>,
    /// If nothing was found, the words of the data nearest to those that occur nowhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<String>,
    /// What it says of each record.
    #[serde(skip)]
    pub matches: Vec<Match>,
}

/// A word of the query, or several that were looked up together.
#[derive(Debug, Clone, Serialize)]
pub struct Sought {
    /// As typed.
    pub typed: String,
    /// How it was read.
    pub reading: Reading,
    /// The words of the data or the term of the vocabulary that it was corrected to, nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read_as: Vec<String>,
}

/// How a word of the query was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Reading {
    /// As typed, also in other forms or other words.
    #[serde(rename(serialize = "as typed"))]
    AsTyped,
    /// As other words, because no record has it.
    Corrected,
    /// No record has it, but some are about a related idea.
    Related,
    /// No record has it or is about a related idea.
    Nowhere,
    /// It is a function word, and did not count.
    #[serde(rename(serialize = "passed over"))]
    PassedOver,
}

/// Records that are converted one by one as they are written.
struct Records<'a> {
    data: &'a Data,
    list: &'a [VisibleRecord<'a>],
    /// What a search says of each of them; empty if they are not from a search.
    matches: &'a [Match],
}

/// What a search says of a record.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Match {
    /// The words of the query that it does not have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Whether it is about an idea that is related to one of these.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub related: bool,
}

#[derive(Serialize)]
struct Found<'a> {
    #[serde(flatten)]
    record: Exported<'a>,
    #[serde(flatten)]
    found: Option<&'a Match>,
}

impl Serialize for Records<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            self.list.iter().enumerate().map(|(number, record)| Found {
                record: exported(self.data, *record),
                found: self.matches.get(number),
            }),
        )
    }
}

#[derive(Serialize)]
pub(super) struct Exported<'a> {
    id: &'a RecordId,
    kind: Kind,
    title: &'a str,
    /// A short name in our own words, whose basis is paraphrase.
    headline: Option<&'a str>,
    text: String,
    /// How title and text relate to their source.
    basis: Bases,
    pillar: Option<Pillar>,
    /// The same, and those that an article falls under by our own judgement.
    pillars: Vec<Pillar>,
    /// The day, month or year in ISO 8601.
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    names: Vec<Name<'a>>,
    facts: Vec<Fact<'a>>,
    links: Vec<Link<'a>>,
    citations: Vec<Cited<'a>>,
}

#[derive(Serialize)]
struct Bases {
    title: Basis,
    text: Basis,
}

#[derive(Serialize)]
struct Name<'a> {
    #[serde(rename = "name")]
    full: Option<&'a str>,
    acronym: Option<&'a str>,
    standing: Standing,
    language: Language,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    basis: Basis,
    citation: Option<Cited<'a>>,
}

#[derive(Serialize)]
struct Fact<'a> {
    label: &'a str,
    text: String,
    basis: Basis,
    /// The day, month or year of which it is true, in ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<Cited<'a>>,
}

/// A link with its other end: `to` for the record's own links, `from` for links to the record.
#[derive(Serialize)]
struct Link<'a> {
    relation: Relation,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a RecordId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a RecordId>,
    basis: Basis,
    /// The reason of an editorial link.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    /// How much of the gap an answer answers, where the data says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    strength: Option<Extent>,
    /// The paragraph that it is about, with the number of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<&'a str>,
    citation: Cited<'a>,
}

#[derive(Serialize)]
struct Cited<'a> {
    document: &'a RecordId,
    title: &'a str,
    place: Option<String>,
    supports: Option<&'a str>,
    /// The day on which the source was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    single_source: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unofficial: bool,
}

/// From when until when something holds, in ISO 8601.
#[derive(Serialize)]
struct Period {
    from: Option<String>,
    /// Whether it began by then, and no source says when.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    by_then: bool,
    to: Option<String>,
    /// Whether a source says that it holds on the day on which it was read.
    open: bool,
}

impl From<atlas::Period> for Period {
    fn from(period: atlas::Period) -> Self {
        let (to, open) = match period.to {
            PeriodEnd::Unknown => (None, false),
            PeriodEnd::Open => (None, true),
            PeriodEnd::On(date) => (Some(date.iso()), false),
        };
        Self { from: period.from.map(Date::iso), by_then: period.is_by_then, to, open }
    }
}

pub(super) fn write(data: &Data, records: &[VisibleRecord<'_>], out: &mut dyn Write) -> io::Result<()> {
    let records = Records { data, list: records, matches: &[] };
    write_object(&Export { schema: SCHEMA, origin: Origin::of(data), search: None, records }, out)
}

/// Writes what a search says, and the records that it found.
///
/// # Errors
/// Those of `out`.
pub fn write_found(data: &Data, records: &[VisibleRecord<'_>], search: &Search, out: &mut dyn Write) -> io::Result<()> {
    let records = Records { data, list: records, matches: &search.matches };
    write_object(&Export { schema: SCHEMA, origin: Origin::of(data), search: Some(search), records }, out)
}

/// What `cite` prints of a record: a citation or, where there is none, a quotation with its sources.
#[derive(Debug)]
pub struct CitationOf<'a> {
    /// The record.
    pub id: &'a RecordId,
    /// The document and the place in it.
    pub citation: Option<Citation>,
    /// The text in the style.
    pub text: String,
}

/// Writes citations in a style, by its name on the command line.
///
/// # Errors
/// Those of `out`.
pub fn write_citations(data: &Data, style: &str, citations: &[CitationOf<'_>], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Parts<'a> {
        id: &'a RecordId,
        style: &'a str,
        text: &'a str,
        #[serde(flatten)]
        citation: Option<Cited<'a>>,
    }
    #[derive(Serialize)]
    struct Styled<'a> {
        schema: u32,
        #[serde(flatten)]
        origin: Origin<'a>,
        citations: Vec<Parts<'a>>,
    }
    let parts = citations.iter().map(|of| Parts {
        id: of.id,
        style,
        text: of.text.trim_end(),
        citation: of.citation.as_ref().map(|citation| cited(data, citation)),
    });
    write_object(&Styled { schema: SCHEMA, origin: Origin::of(data), citations: parts.collect() }, out)
}

/// Writes the kinds with the numbers of their records.
///
/// # Errors
/// Those of `out`.
pub fn write_kinds(data: &Data, counts: &[(Kind, usize)], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Counted {
        kind: Kind,
        count: usize,
    }
    #[derive(Serialize)]
    struct Tally<'a> {
        schema: u32,
        #[serde(flatten)]
        origin: Origin<'a>,
        kinds: Vec<Counted>,
    }
    let kinds = counts.iter().map(|(kind, count)| Counted { kind: *kind, count: *count }).collect();
    write_object(&Tally { schema: SCHEMA, origin: Origin::of(data), kinds }, out)
}

fn write_object(object: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, object)?;
    out.write_all(b"\n")
}

pub(super) fn exported<'a>(data: &'a Data, record: VisibleRecord<'a>) -> Exported<'a> {
    let outgoing = record.links().map(|own| link(data, own, Some(&own.to), None));
    let incoming = data.incoming(record.id()).map(|(from, other)| link(data, other, None, Some(from.id())));
    Exported {
        id: record.id(),
        kind: record.kind(),
        title: record.title().first(),
        headline: record.headline(),
        text: record.body().joined(),
        basis: Bases { title: record.title().basis, text: record.body().basis },
        pillar: record.pillar(),
        pillars: record.pillars().iter().collect(),
        date: record.date().map(Date::iso),
        period: record.period().map(Period::from),
        names: record.names().map(|own| name(data, own)).collect(),
        facts: record.facts().map(|own| fact(data, own)).collect(),
        links: outgoing.chain(incoming).collect(),
        citations: record.citations().iter().map(|citation| cited(data, citation)).collect(),
    }
}

fn link<'a>(data: &'a Data, link: &'a atlas::Link, to: Option<&'a RecordId>, from: Option<&'a RecordId>) -> Link<'a> {
    Link {
        relation: link.relation,
        to,
        from,
        basis: link.basis,
        reason: link.reason.as_ref().map(AsRef::as_ref),
        period: link.period().map(Period::from),
        strength: link.extent(),
        paragraph: link.paragraph().map(AsRef::as_ref),
        citation: cited(data, &link.citation),
    }
}

fn name<'a>(data: &'a Data, name: &'a atlas::Name) -> Name<'a> {
    Name {
        full: name.name.as_ref().map(AsRef::as_ref),
        acronym: name.acronym.as_ref().map(AsRef::as_ref),
        standing: name.standing,
        language: name.language,
        period: name.period.map(Period::from),
        basis: name.basis,
        citation: name.citation().map(|citation| cited(data, citation)),
    }
}

fn fact<'a>(data: &'a Data, fact: &'a atlas::Fact) -> Fact<'a> {
    Fact {
        label: fact.label.as_str(),
        text: fact.statement.joined(),
        basis: fact.statement.basis,
        date: fact.date().map(Date::iso),
        citation: fact.citation().map(|citation| cited(data, citation)),
    }
}

fn cited<'a>(data: &'a Data, citation: &'a Citation) -> Cited<'a> {
    Cited {
        document: &citation.document,
        title: document_name(data, citation),
        place: (citation.place != Place::Whole).then(|| citation.place.to_string()),
        supports: citation.supports.as_ref().map(AsRef::as_ref),
        read: citation.read().map(Date::iso),
        single_source: citation.is_single_source(),
        unofficial: citation.is_unofficial(),
    }
}
