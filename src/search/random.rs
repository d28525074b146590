//! Random data and random queries, over which the index has to find what reading everything finds.

use proptest::prelude::*;

use super::Searcher;
use super::reference::Reference;
use crate::atlas::{Atlas, Data, Pillar};

/// Words that have beginnings, endings, parts and near misses in common.
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

/// A data set of gaps, recommendations, functions and members of these words.
fn atlas() -> impl Strategy<Value = Data> {
    let record = (0usize..4, 0usize..4, text(), text());
    prop::collection::vec(record, 1..25).prop_map(|records| {
        let mut texts: Vec<(&str, String)> = Vec::new();
        let cites = "citations: [(document: \"document/deck\", place: Slide(\"Human gap\"))]";
        let mut files = [String::new(), String::new(), String::new(), String::new()];
        for (number, (kind, pillar, text, more)) in records.iter().enumerate() {
            let pillar = Pillar::ALL[*pillar].segment();
            files[*kind].push_str(&match kind {
                0 => format!("(id: \"gap/{pillar}/{number}\", text: Verbatim(\"{text}\"), {cites}),"),
                1 => format!("(id: \"rec/{pillar}/{number}\", text: Verbatim(\"{text}\"), {cites}),"),
                2 => format!(
                    "(id: \"function/{number}\", title: Editorial(\"{text}\"), text: Verbatim(\"{more}\"), {cites}),"
                ),
                _ => format!("(id: \"member/m-{number}\", name: \"{text}\", acronym: \"M{number}\", {cites}),"),
            });
        }
        for (kind, records) in ["gaps", "recommendations", "functions", "members"].into_iter().zip(&files) {
            texts.push((kind, format!("[{records}]")));
        }
        let document =
            format!("(id: \"document/deck\", title: Editorial(\"the deck\"), body: \"icatlas\", text: Editorial(\"the\"), {cites})");
        texts.push(("documents", format!("[{document}]")));
        texts.push(("edition", "(name: \"random\", date: \"2010-10\", schema: 1)".to_owned()));
        texts.push(("synonyms", "[[\"police\", \"law enforcement\"], [\"minors\", \"children\", \"child\"]]".to_owned()));
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
        "kind:zzz",
        "members",
        "pros",
        "lawenf",
        "wrldbnk",
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_reading_everything_finds(data in atlas(), queries in prop::collection::vec(query(), 40)) {
        let searcher = Searcher::new(data.clone());
        let reference = Reference::new(&data);
        for typed in queries {
            let query = searcher.query(&typed);
            let expected = reference.search(&query);
            let found = searcher.search(&query, usize::MAX);
            prop_assert_eq!(found.total, expected.len(), "{}", typed);
            prop_assert_eq!(&found.hits, &expected, "{}", typed);
            // Asking for fewer leaves the best.
            let few = searcher.search(&query, 3).hits;
            prop_assert_eq!(&few[..], &expected[..expected.len().min(3)], "{}", typed);
            for hit in found.hits.iter().filter(|hit| hit.matched > 0) {
                let parts = searcher.explain(&query, &found.plan, hit.record);
                let explained: u32 = parts.iter().filter_map(|part| part.best.as_ref()).map(|best| u32::from(best.points)).sum();
                prop_assert_eq!(explained, hit.points, "{}", typed);
            }
        }
    }
}
