//! Synthetic data of any size, for measurements: valid, varied, and reproducible to the byte.
//!
//! Words follow Zipf's law over a vocabulary of thirty thousand: common words and terms of the subject first, then words
//! built from syllables, one in eight with a letter outside ASCII.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use fastrand::Rng;

/// Length at which a file is closed, in bytes; an eighth of the longest file that icatlas reads by default.
const LONG_ENOUGH: usize = 8 << 20;

/// Number of distinct words.
const VOCABULARY: usize = 30_000;

/// The most frequent words.
const COMMON: [&str; 64] = [
    "the",
    "of",
    "and",
    "trafficking",
    "to",
    "in",
    "persons",
    "victims",
    "for",
    "human",
    "protection",
    "international",
    "national",
    "rights",
    "states",
    "measures",
    "law",
    "prevention",
    "cooperation",
    "children",
    "women",
    "data",
    "assistance",
    "migration",
    "labour",
    "organized",
    "crime",
    "justice",
    "prosecution",
    "enforcement",
    "training",
    "demand",
    "exploitation",
    "support",
    "policy",
    "vulnerable",
    "resources",
    "coordination",
    "review",
    "legal",
    "anti-trafficking",
    "re-trafficking",
    "refugees",
    "border",
    "community",
    "information",
    "gender",
    "forced",
    "identification",
    "access",
    "services",
    "health",
    "education",
    "police",
    "witnesses",
    "compensation",
    "return",
    "monitoring",
    "réfugiés",
    "migración",
    "État",
    "niñas",
    "торговля",
    "人口贩运",
];

const SYLLABLES: [&str; 40] = [
    "ba", "con", "de", "dis", "en", "er", "fal", "gra", "ha", "im", "in", "ju", "ka", "lo", "man", "mi", "ne", "or",
    "pa", "per", "pro", "qua", "ra", "re", "ro", "sa", "si", "so", "sta", "ta", "ter", "ti", "tion", "tra", "un", "va",
    "ver", "vi", "vo", "za",
];

const ACCENTED: [&str; 8] = ["é", "è", "ñ", "ö", "ü", "ç", "ã", "œ"];

/// Words with their weights.
struct Vocabulary {
    words: Vec<String>,
    /// For each word the sum of the weights up to and including its own.
    up_to: Vec<f64>,
}

impl Vocabulary {
    fn new(rng: &mut Rng) -> Self {
        let mut words: Vec<String> = COMMON.map(str::to_owned).to_vec();
        let mut known: std::collections::HashSet<String> = words.iter().cloned().collect();
        while words.len() < VOCABULARY {
            let mut word = String::new();
            for _ in 0..rng.usize(2..5) {
                word.push_str(SYLLABLES[rng.usize(..SYLLABLES.len())]);
            }
            if rng.usize(..8) == 0 {
                word.push_str(ACCENTED[rng.usize(..ACCENTED.len())]);
            }
            if rng.usize(..40) == 0 {
                word = format!("{}-{word}", SYLLABLES[rng.usize(..SYLLABLES.len())]);
            }
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0.0;
        let up_to = (1..=u32::try_from(words.len()).unwrap_or(u32::MAX))
            .map(|rank| {
                sum += 1.0 / (f64::from(rank) + 2.7);
                sum
            })
            .collect();
        Self { words, up_to }
    }

    fn word(&self, rng: &mut Rng) -> &str {
        let drawn = rng.f64() * self.up_to.last().copied().unwrap_or_default();
        &self.words[self.up_to.partition_point(|sum| *sum < drawn).min(self.words.len() - 1)]
    }

    /// A text of about this many words.
    fn text(&self, rng: &mut Rng, about: usize) -> String {
        let mut text = String::new();
        for number in 0..rng.usize(about / 2 + 1..about * 3 / 2 + 2) {
            let word = self.word(rng);
            if number > 0 {
                text.push_str(if rng.usize(..12) == 0 { ", " } else { " " });
            }
            if number == 0 {
                let mut letters = word.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(letters.as_str());
            } else {
                text.push_str(word);
            }
        }
        text
    }
}

/// Share of each kind among the records, in per cent, by the name of its files.
const SHARES: [(&str, usize); 10] = [
    ("members", 2),
    ("gaps", 30),
    ("recommendations", 33),
    ("clauses", 10),
    ("functions", 5),
    ("events", 5),
    ("publications", 2),
    ("instruments", 2),
    ("contacts", 1),
    ("documents", 10),
];

const PILLARS: [&str; 4] = ["prevention", "protection", "prosecution", "partnership"];

/// Writes a data set of `records` records into a folder, and creates the folder if it does not exist.
///
/// # Errors
/// If a file cannot be written.
pub fn write(records: usize, folder: &Path) -> io::Result<()> {
    let mut rng = Rng::with_seed(2010);
    let vocabulary = Vocabulary::new(&mut rng);
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("edition.ron"), "(name: \"synthetic\", date: \"2010-10-20\", schema: 1)\n")?;
    // The largest kind gets the records that rounding leaves; there is always a document to cite.
    let mut counts = SHARES.map(|(_, share)| records * share / 100);
    counts[9] = counts[9].max(1);
    counts[2] += records.saturating_sub(counts.iter().sum());
    let documents = counts[9];
    for ((kind, _), count) in SHARES.into_iter().zip(counts) {
        let mut files = Files::new(folder, kind);
        for number in 1..=count {
            let document = rng.usize(1..=documents);
            let record = record(kind, number, document, &vocabulary, &mut rng);
            files.push(&record)?;
        }
        files.finish()?;
    }
    Ok(())
}

fn record(kind: &str, number: usize, document: usize, vocabulary: &Vocabulary, rng: &mut Rng) -> String {
    let mut text = |about| vocabulary.text(rng, about);
    let cites =
        format!("citations: [(document: \"document/d-{document}\", place: Paragraph(\"{}\"))]", number % 90 + 1);
    let pillar = PILLARS[number % 4];
    let within = number.div_ceil(4);
    match kind {
        "gaps" => format!("(id: \"gap/{pillar}/{within}\", text: Verbatim(\"{}\"), {cites})", text(20)),
        "recommendations" => format!("(id: \"rec/{pillar}/{within}\", text: Verbatim(\"{}\"), {cites})", text(20)),
        "members" => format!(
            "(id: \"member/m-{number}\", name: \"{}\", acronym: \"M{number}\", names: [(standing: French, basis: Editorial, name: \"{}\")], {cites})",
            text(5),
            text(6)
        ),
        "contacts" => format!(
            "(id: \"contact/c-{number}\", name: \"{}\", address: [\"{}\"], telephone: \"{number}\", fax: \"{number}\", email: \"c{number}@example.org\", {cites})",
            text(5),
            text(4)
        ),
        "documents" => format!(
            "(id: \"document/d-{number}\", title: Verbatim(\"{}\"), body: \"{}\", symbol: \"A/{}/{number}\", text: Paraphrase(\"{}\"), {cites})",
            text(8),
            text(3),
            number % 80,
            text(10)
        ),
        "publications" | "instruments" | "events" | "clauses" | "functions" => format!(
            "(id: \"{}/x-{number}\", title: Paraphrase(\"{}\"), text: Verbatim(\"{}\"), {cites})",
            kind.trim_end_matches('s'),
            text(7),
            text(25)
        ),
        _ => String::new(),
    }
}

/// The files of a kind, in a folder of its own: `gaps/000.ron`, `gaps/001.ron`, …
struct Files<'a> {
    folder: &'a Path,
    kind: &'a str,
    number: usize,
    text: String,
}

impl<'a> Files<'a> {
    fn new(folder: &'a Path, kind: &'a str) -> Self {
        Self { folder, kind, number: 0, text: "[\n".to_owned() }
    }

    fn push(&mut self, record: &str) -> io::Result<()> {
        let _ = writeln!(self.text, "{record},");
        if self.text.len() < LONG_ENOUGH { Ok(()) } else { self.close() }
    }

    fn close(&mut self) -> io::Result<()> {
        self.text.push_str("]\n");
        let kind = self.folder.join(self.kind);
        std::fs::create_dir_all(&kind)?;
        std::fs::write(kind.join(format!("{:03}.ron", self.number)), &self.text)?;
        self.number += 1;
        "[\n".clone_into(&mut self.text);
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.close()
    }
}
