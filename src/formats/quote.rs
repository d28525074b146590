//! The words of records with their source as plain text, ready for an e-mail: for `cite --quote` and for copies.

use std::borrow::Cow;
use std::collections::HashSet;

use super::cite::{Prose, Style, is_passage, whole};
use super::particulars::{self, note, words};
use crate::atlas::{ADDRESS, Basis, CITED_AS, Citation, Data, Kind, Relation, SYMBOL, Statement, VisibleRecord};
use crate::present::fate::{self, Fate};
use crate::present::naming;

/// What is said of words and links that no source has.
const OUR_JUDGEMENT: &str = "our judgement";

/// A record's words with their source, without a line break at the end: `“Large impunity” (ICAT, slides …)`. Of a record
/// that is more than its words, such as a member or an event, its name and particulars, a line each.
pub fn quoted(data: &Data, record: VisibleRecord<'_>) -> String {
    if is_passage(record.kind()) {
        let body = record.body();
        return with_source(words(body, Prose::Plain, "\n"), " ", source(data, record, body.basis));
    }
    let mut lines = vec![name(data, record)];
    lines.extend(fate::of(record).iter().map(|fate| told(data, fate)));
    lines.extend(fate::renaming(record).map(|(words, name)| {
        with_source(words.into(), " ", name.citation().and_then(|citation| Prose::Plain.source(data, citation)))
    }));
    lines.extend(other_title(record));
    let facts = record.facts().filter(|fact| !is_in_citation(record, fact.label.as_str()));
    lines.extend(facts.map(|fact| particulars::fact(data, fact, Prose::Plain, "\n")));
    lines.extend(text(record));
    with_source(lines.join("\n"), "\n", source(data, record, record.body().basis))
}

/// A heading, then a line for each record: its words, or else its name, with the source; once at the end if it is the
/// same for all. The source of a record that has a citation beside it is that: what puts it into the list.
pub fn list<'a>(
    data: &Data,
    heading: &str,
    records: impl IntoIterator<Item = (VisibleRecord<'a>, Option<&'a Citation>)>,
) -> String {
    let lines = records.into_iter().map(|(record, reason)| {
        let (line, source) = listed(data, record);
        (line, reason.map_or(source, |citation| Prose::Plain.source(data, citation)))
    });
    let lines: Vec<(String, Option<String>)> = lines.collect();
    let sources: HashSet<&Option<String>> = lines.iter().map(|(_, source)| source).collect();
    let is_once = lines.len() > 1 && sources.len() == 1;
    let last = lines.first().and_then(|(_, source)| source.clone()).filter(|_| is_once);
    let lines = lines.into_iter().map(|(line, source)| with_source(line, " ", source.filter(|_| !is_once)));
    let text = std::iter::once(heading.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
    with_source(text, "\n", last)
}

/// The sources of the records in such a list, a line each, each once.
pub fn sources<'a>(
    data: &Data,
    records: impl IntoIterator<Item = (VisibleRecord<'a>, Option<&'a Citation>)>,
) -> String {
    let mut seen = HashSet::new();
    let sources = records.into_iter().map(|(record, reason)| match reason {
        Some(citation) => Prose::Plain.source(data, citation).unwrap_or_default(),
        None => Style::Plain.cite(data, record).trim_end().to_owned(),
    });
    sources.filter(|source| seen.insert(source.clone())).collect::<Vec<_>>().join("\n")
}

/// What a record does to another by our own judgement: the words of both with their sources, and the reason. Where
/// editorial texts are hidden, the words alone.
pub fn judgement(data: &Data, record: VisibleRecord<'_>, to: VisibleRecord<'_>, reason: &str) -> String {
    let (first, second) = (quoted(data, record), quoted(data, to));
    if !data.filter().lets_through(Basis::Editorial) {
        return format!("{first}\n{second}");
    }
    format!("{first}\n{} ({OUR_JUDGEMENT}):\n{second}\nOur judgement: {reason}", verb(record, to))
}

/// What a record does to another, of an article with the paragraph that does it.
fn verb<'a>(record: VisibleRecord<'a>, to: VisibleRecord<'a>) -> Cow<'static, str> {
    let relation = |from: VisibleRecord<'a>, to: VisibleRecord<'a>| {
        let judged = from.links().find(|link| link.to == *to.id() && link.basis == Basis::Editorial);
        judged.map(|link| (link.relation, link))
    };
    match (relation(record, to), relation(to, record)) {
        (Some((_, link)), _) => match link.paragraph() {
            Some(paragraph) => format!("paragraph {paragraph} {}", link.forward()).into(),
            None => link.forward().into(),
        },
        (None, Some((Relation::Answers, link))) if link.is_partial() => "is answered in part by".into(),
        (None, Some((Relation::Answers, _))) => "is answered by".into(),
        (None, Some((Relation::Supports, _))) => "is supported by".into(),
        (None, Some((relation, _))) => relation.reverse().into(),
        (None, None) => "goes with".into(),
    }
}

/// The first line: what a record is called.
fn name(data: &Data, record: VisibleRecord<'_>) -> String {
    match record.kind() {
        Kind::Member => {
            let mut name = format!("{}, member of ICAT", record.body().first());
            naming::write_course(record, &mut name);
            name
        }
        Kind::Contact => record.body().joined(),
        // The citation holds all that names a document.
        Kind::Document => Prose::Plain.source(data, &whole(record)).unwrap_or_default(),
        Kind::Body
        | Kind::Article
        | Kind::Event
        | Kind::Publication
        | Kind::Instrument
        | Kind::Gap
        | Kind::Recommendation
        | Kind::Clause
        | Kind::Function => {
            // The note on the text is enough if both are our own.
            let note = if record.body().basis == Basis::Editorial { "" } else { note(record.title().basis) };
            format!("{}{note}", particulars::title(record))
        }
    }
}

/// What became of a former member, with its source.
fn told(data: &Data, fate: &Fate<'_>) -> String {
    let words = fate.words(particulars::name_of_the_day);
    with_source(words.into(), " ", fate.link().and_then(|link| Prose::Plain.source(data, &link.citation)))
}

/// The own title of a document that citations call something else.
fn other_title(record: VisibleRecord<'_>) -> Option<String> {
    let title = record.own_title().filter(|title| title.basis == Basis::Verbatim);
    let title = title.filter(|_| record.fact(CITED_AS).is_some())?;
    Some(format!("Title: {}", words(title, Prose::Plain, " ")))
}

/// Whether the first line tells the fact with this label.
fn is_in_citation(record: VisibleRecord<'_>, label: &str) -> bool {
    record.kind() == Kind::Document && (label != ADDRESS || record.fact(SYMBOL).is_none())
}

/// The text, unless the name says it all. Without the title at its beginning, which is the first line already.
fn text(record: VisibleRecord<'_>) -> Option<String> {
    let (text, title) = (record.text()?, record.title());
    // What a document is about are no words of its own.
    if matches!(record.kind(), Kind::Member | Kind::Contact | Kind::Document) {
        return None;
    }
    let first = text.first();
    let bare = first.strip_prefix('“').and_then(|first| first.strip_suffix('”')).unwrap_or(first);
    if bare != title.first() || text.basis != title.basis {
        return Some(words(text, Prose::Plain, "\n"));
    }
    let paragraphs = text.paragraphs.get(1..).filter(|others| !others.is_empty())?.into();
    Some(words(&Statement { basis: text.basis, paragraphs }, Prose::Plain, "\n"))
}

/// A record in a list, and its source.
fn listed(data: &Data, record: VisibleRecord<'_>) -> (String, Option<String>) {
    let (line, basis) = match record.kind() {
        Kind::Gap | Kind::Recommendation | Kind::Clause | Kind::Function => {
            (words(record.body(), Prose::Plain, " "), record.body().basis)
        }
        Kind::Member => (record.body().first().to_owned(), record.body().basis),
        Kind::Contact => (record.title().first().to_owned(), record.title().basis),
        // Its citation is its name and its source.
        Kind::Document => return (name(data, record), None),
        Kind::Body | Kind::Article | Kind::Event | Kind::Publication | Kind::Instrument => {
            (words(record.title(), Prose::Plain, " "), record.title().basis)
        }
    };
    (line, source(data, record, basis))
}

/// What stands in the parenthesis: the citations of a record, and whether the words are our own.
fn source(data: &Data, record: VisibleRecord<'_>, basis: Basis) -> Option<String> {
    let itself = (record.kind() == Kind::Document).then(|| whole(record));
    let others = record.citations().iter().filter(|citation| Some(*citation) != itself.as_ref());
    let cited = |citation: &Citation| Prose::Plain.cited(data, record, citation);
    let sources = others.filter_map(cited).collect::<Vec<_>>().join("; ");
    match (basis, sources.is_empty()) {
        (Basis::Editorial, true) => Some(OUR_JUDGEMENT.to_owned()),
        (Basis::Editorial, false) => Some(format!("{OUR_JUDGEMENT}; see {sources}")),
        (Basis::Verbatim | Basis::Paraphrase, true) => None,
        (Basis::Verbatim | Basis::Paraphrase, false) => Some(sources),
    }
}

/// A text with its source in brackets.
fn with_source(text: String, between: &str, source: Option<String>) -> String {
    match source {
        Some(source) => format!("{text}{between}({source})"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, Filter, RecordId};

    const DECK: &str = "ICAT, slides of its side event, 20 October 2010";

    fn data() -> Data {
        Data::from(Atlas::frozen())
    }

    fn record<'a>(data: &'a Data, id: &str) -> VisibleRecord<'a> {
        data.get(&RecordId::try_from(id).unwrap()).unwrap()
    }

    fn lines(id: &str) -> Vec<String> {
        let data = data();
        quoted(&data, record(&data, id)).split('\n').map(str::to_owned).collect()
    }

    #[test]
    fn words_stand_between_quotation_marks_before_their_source() {
        assert_eq!(lines("gap/prosecution/1"), [format!("“Large impunity” ({DECK}, slide “Prosecution GAPS”)")]);
        let clause = lines("clause/icat/2").concat();
        assert!(clause.starts_with("“Strengthen and support ICAT"), "{clause}");
        assert!(
            clause.contains(&format!("organizations” (A/64/L.64, as quoted by {DECK}, slide “ICAT and")),
            "{clause}"
        );
    }

    #[test]
    fn several_paragraphs_are_one_quotation() {
        let tokyo = lines("event/2006-09-tokyo");
        assert_eq!(
            tokyo[..4],
            ["Coordination meeting in Tokyo", "Date: September 2006", "Place: “Tokyo”", "Host: “Government of Japan”"]
        );
        assert!(tokyo[4].starts_with("“In September 2006") && !tokyo[4].contains('”'), "{}", tokyo[4]);
        assert!(!tokyo[5].contains(['“', '”']), "{}", tokyo[5]);
        assert_eq!(tokyo[6], "*ILO, IOM, UNICEF, UNIFEM, UNDAW, UNHCR and UNODC”");
        assert_eq!(tokyo[7..], [format!("({DECK}, slide “What is ICAT?”)")]);
    }

    #[test]
    fn several_sources_share_the_brackets_and_the_title_is_not_repeated() {
        let publication = lines("publication/analytical-review");
        assert_eq!(publication[1..3], ["Date: 13 December 2010", "“Contributing Organizations:"]);
        assert_eq!(
            publication[publication.len() - 1],
            format!(
                "({DECK}, slide “The first ICAT publication”; UNODC, Announcement of the first ICAT publication, \
                 13 December 2010, unodc.org, for the date)"
            )
        );
        assert_eq!(lines("publication/example-undated")[1..3], ["“Lorem ipsum.", "Dolor sit amet.”"]);
    }

    #[test]
    fn the_judgement_about_an_article_names_the_paragraph() {
        let data = Data::from(Atlas::of_format_3());
        let (article, gap) = (record(&data, "article/tip-protocol/10"), record(&data, "gap/protection/3"));
        let judged = judgement(&data, article, gap, "So.");
        assert!(judged.contains("\nparagraph 10(2) bears on (our judgement):\n“Inadequate training"), "{judged}");
    }

    #[test]
    fn an_organization_is_its_name_without_those_in_other_languages() {
        let name = "United Nations Office on Drugs and Crime (UNODC), member of ICAT";
        assert_eq!(lines("member/unodc"), [name, &format!("({DECK}, slide “ICAT Member Organizations”)")]);
    }

    #[test]
    fn a_list_of_participants_cites_what_says_that_they_took_part() {
        let data = data();
        let unodc = record(&data, "member/unodc");
        let link = unodc.links().find(|link| link.relation == Relation::TookPart).unwrap();
        let listed = list(&data, "One member took part:", [(unodc, Some(&link.citation))]);
        assert!(listed.ends_with(&format!("({DECK}, slide “What is ICAT?”)")), "{listed}");
        assert_eq!(sources(&data, [(unodc, Some(&link.citation)); 2]), format!("{DECK}, slide “What is ICAT?”"));
        assert_eq!(sources(&data, [(unodc, None)]), format!("{DECK}, slide “ICAT Member Organizations”"));
    }

    #[test]
    fn a_contact_is_its_address() {
        let contact = lines("contact/unodc-ahtmsu");
        assert_eq!(contact[0], "The Anti-Human Trafficking and Migrant Smuggling Unit");
        assert_eq!(contact[5], "Tel. (+43-1) 26060-5687");
        assert_eq!((contact.len(), contact.concat().matches(['“', '”']).count()), (9, 2), "the slide alone is quoted");
    }

    #[test]
    fn a_document_is_its_citation_and_repeats_nothing() {
        assert_eq!(
            lines("document/ga-10968"),
            ["United Nations, Press release on the adoption of the Global Plan of Action, GA/10968, 30 July 2010"]
        );
        assert_eq!(lines("document/icat-deck")[0], DECK);
        let long = lines("document/example-2-long");
        assert!(
            long[1].starts_with("Address: https://example.org/lorem"),
            "its symbol takes the place of the address: {long:?}"
        );
    }

    #[test]
    fn our_own_words_are_never_presented_as_the_source_s() {
        assert_eq!(
            lines("event/example-undated"),
            [
                "Lorem gathering",
                "Invented; nobody knows when it was.",
                "(our judgement; see Lorem Bureau, Lorem manual, invented for tests, LB/1, paragraph 3; Lorem Bureau, “Ut enim \
                 ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. Duis aute \
                 irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur”, \
                 LB/2/0123456789012345678901234567890123456789/Rev.10, 1999, for nothing)",
            ]
        );
        assert_eq!(lines("document/crosswalk")[1..], ["(our judgement)"]);
    }

    #[test]
    fn a_list_has_one_source_if_it_is_the_same_for_all() {
        let data = data();
        let gaps = ["gap/prosecution/1", "gap/prosecution/2"].map(|id| record(&data, id));
        assert_eq!(
            list(&data, "Gaps under Prosecution", gaps.map(|gap| (gap, None))),
            format!(
                "Gaps under Prosecution\n“Large impunity”\n“Lack of resources in specific anti-human trafficking legal \
                 enforcement units”\n({DECK}, slide “Prosecution GAPS”)"
            )
        );
        let mixed = ["member/unodc", "gap/prosecution/1", "event/example-undated", "document/ga-10968"];
        let mixed = list(&data, "Mixed", mixed.map(|id| (record(&data, id), None)));
        let mixed: Vec<_> = mixed.split('\n').collect();
        assert_eq!(mixed.len(), 5);
        assert_eq!(
            mixed[1],
            format!("United Nations Office on Drugs and Crime (UNODC) ({DECK}, slide “ICAT Member Organizations”)")
        );
        assert!(mixed[3].starts_with("Lorem gathering (our judgement; see Lorem Bureau"), "{}", mixed[3]);
        assert!(mixed[4].ends_with("GA/10968, 30 July 2010"), "{}", mixed[4]);
        assert_eq!(list(&data, "None", []), "None");
    }

    #[test]
    fn a_judgement_says_what_one_does_to_the_other_and_that_this_is_ours() {
        let all = data();
        let pair = |data: &Data| {
            let (rec, gap) = (record(data, "rec/prosecution/2"), record(data, "gap/prosecution/1"));
            [judgement(data, rec, gap, "Why."), judgement(data, gap, rec, "Why.")]
        };
        let [forward, reverse] = pair(&all);
        let words = format!("“Large impunity” ({DECK}, slide “Prosecution GAPS”)");
        let lines: Vec<_> = forward.split('\n').collect();
        assert!(lines[0].starts_with("“Allocate adequate resources"), "{forward}");
        assert_eq!(lines[1..], ["answers (our judgement):", &words, "Our judgement: Why."]);
        assert!(reverse.starts_with(&format!("{words}\nis answered by (our judgement):\n“Allocate")), "{reverse}");
        let [hidden, _] = pair(&all.filtered(Filter { sources_only: true, ..Filter::default() }));
        assert!(hidden.ends_with(&words) && !hidden.contains("judgement") && !hidden.contains("Why"), "{hidden}");
    }

    #[test]
    fn every_copy_of_sources_alone_is_free_of_our_judgement() {
        let data = data().filtered(Filter { sources_only: true, ..Filter::default() });
        for record in data.records() {
            let text = quoted(&data, record);
            assert!(!text.contains("our judgement") && !text.contains("our knowledge"), "{text}");
            assert!(!text.ends_with('\n'));
        }
    }
}
