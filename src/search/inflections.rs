//! Inflections of French and Spanish words, and English words derived by a regular ending: `coopèrent` of `coopérer`, `adoptada` of
//! `adoptar`, `conditionally` of `conditional`. The lists of common words have no room for all of them. For `corrections` and
//! `units`.
//!
//! They say only that a word may exist, so that nobody is told of a typing error that is none.

use super::common::{Language, is_common};

/// Endings of words as a dictionary has them, and of what is made of these.
type Endings = (&'static [&'static str], &'static [&'static str]);

/// Those of French verbs in -er, in -ir and in -re, and of Spanish verbs in -ar, and in -er and -ir. Folded.
const OF_VERBS: [Endings; 5] = [
    (
        &["er"],
        &[
            "ent", "ons", "ez", "ant", "ait", "aient", "ees", "ee", "es", "era", "erait", "eront", "erent", "ement",
            "ements",
        ],
    ),
    (&["ir"], &["it", "is", "ie", "ies", "issent", "issant", "issait", "issement", "ira", "irent"]),
    (&["re"], &["ent", "ant", "ait", "aient", "ue", "ues", "us", "ra", "ront", "irent"]),
    (
        &["ar"],
        &[
            "o", "an", "as", "amos", "ado", "ada", "ados", "adas", "aba", "aban", "aron", "ando", "ara", "aran",
            "aria", "en", "amiento", "amientos",
        ],
    ),
    (
        &["er", "ir"],
        &["en", "es", "ido", "ida", "idos", "idas", "ia", "ian", "io", "ieron", "iendo", "era", "ira", "imiento"],
    ),
];

/// Those of French and Spanish nouns and adjectives. Folded.
const OF_NOUNS: [Endings; 7] = [
    (&["", "o", "a", "e"], &["os", "as"]),
    (&["d"], &["des"]),
    (&["l"], &["les"]),
    (&["n"], &["nes"]),
    (&["r"], &["res"]),
    (&["z"], &["ces"]),
    (&[""], &["s"]),
];

/// Those of English words. Folded.
const OF_ENGLISH: [Endings; 10] = [
    (&[""], &["s", "ed", "ing", "ly", "er", "ers", "ary", "al", "able", "ance", "ances", "ment", "ments"]),
    (&["e"], &["ed", "ing", "able", "ance", "ances", "ation", "ations"]),
    (&["s"], &["ses"]),
    (&["x"], &["xes"]),
    (&["ch"], &["ches"]),
    (&["sh"], &["shes"]),
    (&["y"], &["ies", "ied"]),
    (&["te"], &["tion", "tions"]),
    (&["se"], &["sion", "sions"]),
    (&["y"], &["ily", "iness"]),
];

/// Shortest stem, in letters: with fewer, half of all words are inflections of others.
const SHORTEST_STEM: usize = 4;

/// Endings before which an English word in -c gets a “k”: “trafficing” is no form of “traffic”.
const AFTER_CK: [&str; 4] = ["ed", "ing", "er", "ers"];

/// Endings that every English word may have, and the shortest stem before them: “traning” is no form of “tran”.
const OF_ALL: [&str; 3] = ["s", "ed", "ing"];
const SHORTEST_STEM_OF_ALL: usize = 5;

/// The words that a folded word may be an inflection of, each with the language in which it would be: “membes” would be a verb
/// “member” in French.
pub(super) fn inflected(word: &str) -> impl Iterator<Item = (String, Language)> {
    let foreign = bases(word, &OF_VERBS).chain(bases(word, &OF_NOUNS)).map(|base| (base, Language::Foreign));
    foreign.chain(bases(word, &OF_ENGLISH).map(|base| (base, Language::English)))
}

/// Whether a folded word may be an inflection of a word of the same language. A word of the trade that is in no list may be of any.
pub(super) fn may_be_inflected(word: &str, is_of_trade: impl Fn(&str) -> bool) -> bool {
    inflected(word).any(|(base, language)| language.has(&base) || !is_common(&base) && is_of_trade(&base))
}

/// The words with the other ending instead of one that a word has.
fn bases(word: &str, endings: &'static [Endings]) -> impl Iterator<Item = String> {
    endings.iter().flat_map(move |(bases, endings)| {
        let stems = endings.iter().filter_map(|ending| Some((*ending, word.strip_suffix(ending)?)));
        // “victimss” is no plural of “victims”, and “opportunites” is hardly the French one.
        let may_have = |(ending, stem): &(&str, &str)| {
            !(*ending == "s" && (stem.ends_with('s') || stem.ends_with("ite")))
                && !(AFTER_CK.contains(ending) && stem.ends_with('c'))
        };
        let is_long = |(ending, stem): &(&str, &str)| {
            stem.chars().count() >= if OF_ALL.contains(ending) { SHORTEST_STEM_OF_ALL } else { SHORTEST_STEM }
        };
        let stems = stems.filter(may_have).filter(is_long).map(|(_, stem)| stem);
        stems.flat_map(|stem| bases.iter().map(move |base| format!("{stem}{base}")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inflected_word_leads_to_the_word_of_the_dictionary() {
        for (word, other) in [
            ("cooperent", "cooperer"),
            ("adoptada", "adoptar"),
            ("diffusent", "diffuser"),
            ("conditionally", "conditional"),
            ("budgetary", "budget"),
            ("attribution", "attribute"),
            ("patronos", "patron"),
            ("unidades", "unidad"),
            ("footer", "foot"),
            ("statuses", "status"),
            ("conformance", "conform"),
            ("adopto", "adoptar"),
            ("lobbied", "lobby"),
            ("lobbying", "lobby"),
        ] {
            assert!(inflected(word).any(|(inflected, _)| inflected == other), "{word}");
        }
    }

    #[test]
    fn a_word_that_lost_a_letter_is_no_inflection() {
        for (word, other) in [
            ("convenion", "convene"),
            ("mandaes", "manda"),
            ("mandaes", "mandar"),
            ("victimss", "victims"),
            ("traning", "tran"),
            ("opportunites", "opportunite"),
            ("trafficing", "traffic"),
        ] {
            assert!(inflected(word).all(|(inflected, _)| inflected != other), "{word}");
        }
    }

    #[test]
    fn a_word_with_a_short_stem_is_no_inflection() {
        for word in ["ally", "police", ""] {
            assert_eq!(inflected(word).count(), 0, "{word}");
        }
    }

    #[test]
    fn an_inflection_is_in_the_language_of_its_ending() {
        for (word, base, language) in [
            ("membes", "member", Language::Foreign),
            ("secretaary", "secreta", Language::English),
            ("proceding", "procede", Language::English),
            ("cooperent", "cooperer", Language::Foreign),
        ] {
            assert!(inflected(word).any(|inflected| inflected == (base.to_owned(), language)), "{word}");
        }
    }
}
