//! Random data for property tests: records of a few words, with links, dates and a vocabulary.

use proptest::prelude::*;

use crate::atlas::{Atlas, Data, Kind, Pillar};

/// Words that share beginnings, endings, parts and near misses.
pub(super) const WORDS: [&str; 44] = [
    "trafficking",
    "trafficked",
    "policy",
    "policies",
    "reduce",
    "reducing",
    "plan",
    "planning",
    "of",
    "traffic",
    "trade",
    "re-trafficking",
    "retrafficking",
    "anti-human",
    "human",
    "Humans",
    "impunity",
    "impunities",
    "immunity",
    "law",
    "laws",
    "outlaw",
    "enforcement",
    "law-enforcement",
    "victims’",
    "victim",
    "été",
    "État",
    "réfugiés",
    "refuge",
    "data",
    "date",
    "update",
    "police",
    "child",
    "children",
    "world",
    "bank",
    "gap",
    "prevention",
    "UN.GIFT",
    "gift",
    "A/64/L.64",
    "the",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..8).prop_map(|words| words.join(" "))
}

/// A record of a random kind.
fn record() -> impl Strategy<Value = Entry> {
    let bases = prop::array::uniform2(prop::sample::select(&["Verbatim", "Paraphrase", "Editorial"][..]));
    (prop::sample::select(&KINDS[..]), 0usize..4, prop::array::uniform3(text()), bases, any::<bool>(), 0usize..4)
        .prop_map(|(kind, pillar, texts, bases, more, cited)| Entry {
            kind,
            pillar: Pillar::ALL[pillar],
            texts,
            bases,
            more,
            cited,
        })
}

const KINDS: [Kind; 6] = [Kind::Member, Kind::Gap, Kind::Recommendation, Kind::Function, Kind::Event, Kind::Document];

#[derive(Debug, Clone)]
struct Entry {
    kind: Kind,
    pillar: Pillar,
    texts: [String; 3],
    bases: [&'static str; 2],
    /// Whether it has the optional fields of its kind.
    more: bool,
    /// The index of the document it cites; the deck if there are fewer.
    cited: usize,
}

impl Entry {
    fn spelled(&self, number: usize, objects: &Objects) -> String {
        let document =
            |number: usize| objects.documents.get(number).map_or_else(|| "deck".to_owned(), |it| format!("d-{it}"));
        let cited = document(self.cited);
        let source = format!("citation: (document: \"document/{cited}\", place: Whole)");
        let Self { pillar, texts: [text, other, third], bases: [basis, second], .. } = self;
        let more = |field: String| if self.more { field } else { String::new() };
        let reason = if *basis == "Editorial" { ", reason: \"it does\"" } else { "" };
        let date = more(format!(", date: \"{}\"", DATES[self.cited]));
        let pillar = pillar.segment();
        let fields = match self.kind {
            Kind::Gap | Kind::Recommendation => {
                format!("id: \"{}/{pillar}/{number}\", text: Verbatim(\"{text}\")", self.kind.prefix())
            }
            Kind::Function => {
                format!("id: \"function/{number}\", title: {basis}(\"{text}\"), text: {second}(\"{other}\")")
            }
            Kind::Member => {
                let short = more(format!("acronym: \"{third}\","));
                let period = format!("period: (from: \"{}\")", DATES[self.cited]);
                let further = format!(
                    "(standing: French, basis: {basis}, name: \"{other}\", {short} {period}, \
                     citation: (document: \"document/{}\", place: Whole))",
                    document(self.cited + 1)
                );
                let own = format!("(standing: Official, basis: {second}, name: \"{third}\", {period})");
                let names = more(format!("names: [{further}, {own}],"));
                let event = objects.events.get(self.cited);
                let links = event.map_or_else(String::new, |event| {
                    format!(
                        "links: [(relation: TookPart, to: \"event/{event}\", basis: {basis}, {source}{reason}, {period})]"
                    )
                });
                format!("id: \"member/m-{number}\", name: \"{text}\", acronym: \"M{number}\", {names} {links}")
            }
            Kind::Event => {
                let place = more(format!(", place: {basis}(\"{third}\")"));
                let links = more(format!(
                    ", links: [(relation: EstablishedBy, to: \"document/{}\", basis: {basis}, {source}{reason})]",
                    document(self.cited + 1)
                ));
                format!(
                    "id: \"event/{number}\", title: Verbatim(\"{text}\"), text: {second}(\"{other}\"){place}{date}{links}"
                )
            }
            _ => {
                let symbol = more(format!("symbol: \"A/{number}/{third} 33{number}\","));
                let host: Vec<&str> = other.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
                let address = more(format!("address: \"https://www.x{}.net/{number}-331\",", host.join("-")));
                format!(
                    "id: \"document/d-{number}\", title: {basis}(\"{text}\"), body: \"{other}\", {symbol} {address} text: {second}(\"{third}\"){date}"
                )
            }
        };
        format!(
            "({}, citations: [(document: \"document/{cited}\", place: Slide(\"Human gap\"))]),",
            fields.trim_end_matches([',', ' '])
        )
    }
}

/// The dates of events and documents.
const DATES: [&str; 4] = ["2009", "2010-10", "2010-10-20", "2011-01"];

/// What the links of records may lead to, by their numbers.
struct Objects {
    documents: Vec<usize>,
    events: Vec<usize>,
}

/// The crosswalk of these records: about half of the recommendations answer a gap.
fn crosswalk(entries: &[Entry]) -> String {
    let of_kind = |kind: Kind| entries.iter().enumerate().filter(move |(_, entry)| entry.kind == kind);
    let gaps: Vec<_> = of_kind(Kind::Gap).collect();
    let answers = of_kind(Kind::Recommendation).filter_map(|(number, answer)| {
        let (gap, answered) = gaps.get(answer.cited)?;
        let (from, to) = (answer.pillar.segment(), answered.pillar.segment());
        let strength = if answer.more { "strength: Partial," } else { "" };
        Some(format!(
            "(from: \"rec/{from}/{number}\", relation: Answers, to: \"gap/{to}/{gap}\", reason: \"it does\", {strength} \
             citation: (document: \"document/deck\", place: Whole)),"
        ))
    });
    format!("[{}]", answers.collect::<String>())
}

/// A vocabulary over these words: of both strengths, with abbreviations, terms with function words and an ambiguous term.
const VOCABULARY: &str = r#"[
    (terms: ["police", "law enforcement", "cop"], abbreviations: ["LEA", "PAN"], ambiguous: ["PAN"]),
    (terms: ["minors", "children", "child", "un children"], french: ["enfants", "ONU enfants"]),
    (terms: ["plan of law", "policy of the state"], abbreviations: ["PAN"], ambiguous: ["PAN"], records: ["document/deck"]),
    (terms: ["world bank", "data of the world"], records: ["document/deck"], words: ["plan", "human law"], strength: Near),
    (terms: ["statistics", "pictures of statisticians"], abbreviations: ["WXYZ"], records: ["document/deck"]),
    (terms: ["orphanage visits"], records: ["document/deck"], strength: Near),
    (terms: ["traffic of humans", "who trades"], words: ["trafficking"], strength: Near),
]"#;

/// A data set of records made of these words, some of them editorial.
pub(super) fn atlas() -> impl Strategy<Value = Data> {
    prop::collection::vec(record(), 1..25).prop_map(|entries| {
        let numbers = |kind: Kind| {
            let numbered = entries.iter().enumerate().filter(move |(_, entry)| entry.kind == kind);
            numbered.map(|(number, _)| number)
        };
        let objects =
            Objects { documents: numbers(Kind::Document).collect(), events: numbers(Kind::Event).collect() };
        let of_kind = |kind: Kind| {
            let numbered = entries.iter().enumerate().filter(|(_, entry)| entry.kind == kind);
            numbered.map(|(number, entry)| entry.spelled(number, &objects)).collect::<String>()
        };
        let deck = "(id: \"document/deck\", title: Editorial(\"the deck\"), body: \"icatlas\", text: Editorial(\"the\"), \
                    citations: [(document: \"document/deck\", place: Slide(\"Human gap\"))])";
        let others = |kind: Kind| if kind == Kind::Document { deck } else { "" };
        let file = |kind: Kind| (kind.plural(), format!("[{}{}]", of_kind(kind), others(kind)));
        let mut texts: Vec<(&str, String)> = KINDS.into_iter().map(file).collect();
        texts.push(("edition", "(name: \"random\", date: \"2011-01\", schema: 3)".to_owned()));
        texts.push(("vocabulary", VOCABULARY.to_owned()));
        texts.push(("crosswalk", crosswalk(&entries)));
        Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}")).into()
    })
}
