//! Property tests: on random data and queries the index finds the same as the reference search.

use proptest::prelude::*;

use super::Searcher;
use super::reference::Reference;
use super::{Index, Query};
use crate::atlas::{Atlas, Data, Filter, Kind, Pillar};

/// Words that share beginnings, endings, parts and near misses.
const WORDS: [&str; 45] = [
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
    "law",
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
    fn spelled(&self, number: usize, documents: &[usize]) -> String {
        let document = |number: usize| documents.get(number).map_or_else(|| "deck".to_owned(), |it| format!("d-{it}"));
        let cited = document(self.cited);
        let Self { pillar, texts: [text, other, third], bases: [basis, second], .. } = self;
        let more = |field: String| if self.more { field } else { String::new() };
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
                let further = format!(
                    "(standing: French, basis: {basis}, name: \"{other}\", {short} citation: (document: \"document/{}\", place: Whole))",
                    document(self.cited + 1)
                );
                let own = format!("(standing: Official, basis: {second}, name: \"{third}\")");
                let names = more(format!("names: [{further}, {own}]"));
                format!("id: \"member/m-{number}\", name: \"{text}\", acronym: \"M{number}\", {names}")
            }
            Kind::Event => {
                let place = more(format!(", place: {basis}(\"{third}\")"));
                let reason = if *basis == "Editorial" { ", reason: \"it does\"" } else { "" };
                let links = more(format!(
                    ", links: [(relation: EstablishedBy, to: \"document/{}\", basis: {basis}, citation: (document: \"document/{cited}\", place: Whole){reason})]",
                    document(self.cited + 1)
                ));
                format!(
                    "id: \"event/{number}\", title: Verbatim(\"{text}\"), text: {second}(\"{other}\"){place}{links}"
                )
            }
            _ => {
                let symbol = more(format!("symbol: \"A/{number}/{third}\","));
                format!(
                    "id: \"document/d-{number}\", title: {basis}(\"{text}\"), body: \"{other}\", {symbol} text: {second}(\"{third}\")"
                )
            }
        };
        format!(
            "({}, citations: [(document: \"document/{cited}\", place: Slide(\"Human gap\"))]),",
            fields.trim_end_matches([',', ' '])
        )
    }
}

/// A vocabulary over these words: of both strengths, with abbreviations, terms with function words and an ambiguous term.
const VOCABULARY: &str = r#"[
    (terms: ["police", "law enforcement", "cop"], abbreviations: ["LEA", "PAN"], ambiguous: ["PAN"]),
    (terms: ["minors", "children", "child", "un children"], french: ["enfants", "ONU enfants"]),
    (terms: ["plan of law", "policy of the state"], abbreviations: ["PAN"], ambiguous: ["PAN"], records: ["document/deck"]),
    (terms: ["world bank", "data of the world"], records: ["document/deck"], words: ["plan", "human law"], strength: Near),
    (terms: ["traffic of humans", "who trades"], words: ["trafficking"], strength: Near),
]"#;

/// A data set of records made of these words, some of them editorial.
fn atlas() -> impl Strategy<Value = Data> {
    prop::collection::vec(record(), 1..25).prop_map(|entries| {
        let is_document = |number: &usize| entries[*number].kind == Kind::Document;
        let documents: Vec<usize> = (0..entries.len()).filter(is_document).collect();
        let of_kind = |kind: Kind| {
            let numbered = entries.iter().enumerate().filter(|(_, entry)| entry.kind == kind);
            numbered.map(|(number, entry)| entry.spelled(number, &documents)).collect::<String>()
        };
        let deck = "(id: \"document/deck\", title: Editorial(\"the deck\"), body: \"icatlas\", text: Editorial(\"the\"), \
                    citations: [(document: \"document/deck\", place: Slide(\"Human gap\"))])";
        let others = |kind: Kind| if kind == Kind::Document { deck } else { "" };
        let file = |kind: Kind| (kind.plural(), format!("[{}{}]", of_kind(kind), others(kind)));
        let mut texts: Vec<(&str, String)> = KINDS.into_iter().map(file).collect();
        texts.push(("edition", "(name: \"random\", date: \"2010-10\", schema: 1)".to_owned()));
        texts.push(("vocabulary", VOCABULARY.to_owned()));
        Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}")).into()
    })
}

/// A query out of words, pieces of words, misspelt words, operators and filters.
fn query() -> impl Strategy<Value = String> {
    let word = (prop::sample::select(&WORDS[..]), 0usize..14, 0usize..14).prop_map(|(word, from, edit)| {
        let letters: Vec<char> = word.chars().collect();
        let from = if from < 3 { from.min(letters.len() - 1) } else { 0 };
        let mut cut: Vec<char> = letters[from..].to_vec();
        match edit {
            0..3 => cut.truncate(edit + 1),
            3 | 4 if cut.len() > 3 => drop(cut.remove(edit - 1)),
            5 | 6 if cut.len() > 4 => cut.swap(edit - 4, edit - 3),
            7 => cut.insert(cut.len() / 2, 'x'),
            _ => {}
        }
        cut.into_iter().collect::<String>()
    });
    let operator = prop::sample::select(&["", "", "", "", "", "'", "^", "!", "\"", "| "][..]);
    let ending = prop::sample::select(&["", "", "", "", "", "$", "\""][..]);
    let filters = [
        "",
        "",
        "",
        "",
        "kind:gap",
        "kind:rec",
        "!kind:g",
        "pillar:prot",
        "pillar:p",
        "in:title",
        "!in:id",
        "id:gap/pre",
        "id:gap/prevention/1",
        "basis:verb",
        "cites:deck",
        "cites:a/",
        "cites:d",
        "kind:zzz",
        "!kind:zzz",
        "in:zzz",
        "!in:title !in:text",
        "(kind:gap)",
        "kind:gap kind:zzz",
        "-kind:gap",
        "kind: gap",
        "kind :gap",
        "pilar :prot",
        "kind",
        "plcy:law",
        "kind:zzz kind:gap",
        "members",
        "pros",
        "lawenf",
        "wrldbnk",
        "worldbank",
        "who",
        "what WHO of",
        "lea",
        "LEA law",
        "pan",
        "un children",
        "un-children",
        "plan of law",
        "plan law",
        "policy state",
        "the data of the world",
        "data world",
        "traff",
        "traffic of hum",
        "enfan",
        "who trades",
        "took part",
        "established by law",
        "part of",
        "date",
        "phone place",
        "october 2010",
        "2010-10 law",
        "2010",
        "human gap",
        "re trafficking",
        "ungift",
        "a64l64",
        "lwa",
        "refgue",
        "what to do",
        "|",
        "!",
    ];
    let filter = prop::sample::select(filters.to_vec());
    let token = (operator, word, ending).prop_map(|(operator, word, ending)| format!("{operator}{word}{ending}"));
    (prop::collection::vec(token, 0..5), filter).prop_map(|(mut tokens, filter)| {
        tokens.insert(tokens.len() / 2, filter.to_owned());
        tokens.join(" ")
    })
}

/// Checks that the index finds the same as the reference search.
fn assert_same_as_reference(
    searcher: &Searcher,
    reference: &Reference<'_>,
    query: &Query,
    typed: &str,
) -> Result<(), TestCaseError> {
    let expected = reference.search(query);
    let found = searcher.search(query, usize::MAX);
    prop_assert_eq!(found.total, expected.len(), "{}", typed);
    prop_assert_eq!(&found.hits, &expected, "{}", typed);
    // A request for fewer hits returns the best.
    let few = searcher.search(query, 3).hits;
    prop_assert_eq!(&few[..], &expected[..expected.len().min(3)], "{}", typed);
    for hit in found.hits.iter().filter(|hit| hit.matched > 0) {
        let parts = searcher.explain(query, &found.plan, hit.record);
        let matched = (0..).zip(&parts).filter(|(number, _)| hit.units & 1 << number != 0).map(|(_, part)| part);
        let explained: u32 = matched.filter_map(|part| part.best.as_ref()).map(|best| u32::from(best.points)).sum();
        prop_assert_eq!(explained, hit.points, "{}", typed);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_index_finds_the_same_as_the_reference_search(data in atlas(), queries in prop::collection::vec(query(), 40)) {
        let searcher = Searcher::new(data.clone());
        let reference = Reference::new(&data);
        for typed in queries {
            assert_same_as_reference(&searcher, &reference, &searcher.query(&typed), &typed)?;
        }
    }

    #[test]
    fn behind_a_filter_the_index_finds_the_same_as_the_reference_search_over_visible_texts(
        data in atlas(),
        queries in prop::collection::vec(query(), 40),
    ) {
        let filter = Filter { sources_only: true };
        let searcher = Searcher::new(data.clone()).filtered(filter);
        let data = data.filtered(filter);
        let reference = Reference::new(&data);
        for typed in queries {
            assert_same_as_reference(&searcher, &reference, &searcher.query(&typed), &typed)?;
        }
    }

    #[test]
    fn behind_a_filter_remarks_and_marks_are_those_of_an_index_over_the_visible_texts(
        data in atlas(),
        queries in prop::collection::vec(query(), 40),
    ) {
        let filter = Filter { sources_only: true };
        let searcher = Searcher::new(data.clone()).filtered(filter);
        let data = data.filtered(filter);
        let alone = Searcher::with(data.clone(), Index::over(&data));
        for typed in queries {
            let query = searcher.query(&typed);
            let (found, expected) = (searcher.search(&query, usize::MAX), alone.search(&query, usize::MAX));
            prop_assert_eq!(found.hits, expected.hits, "{}", &typed);
            prop_assert_eq!(found.plan.remarks(), expected.plan.remarks(), "{}", &typed);
            for text in WORDS {
                prop_assert_eq!(searcher.marks(&found.plan, text), alone.marks(&expected.plan, text), "{}", &typed);
            }
        }
    }
}
