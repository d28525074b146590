//! Search over the words of an atlas. Knows the atlas only.
//!
//! [`Index`] holds the words, [`Query`] what is looked for, [`Searcher`] ranks what it finds and says which letters to
//! mark.

mod fold;
mod fuzzy;
mod index;
mod rank;

pub use index::{Field, Index};
pub use rank::{Hit, Query, Searcher};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    fn found(query: &str) -> Vec<String> {
        let atlas = Atlas::embedded().unwrap();
        let hits = Searcher::new(Index::of(&atlas)).search(&Query::new(query));
        hits.iter().map(|hit| atlas.records()[hit.record].id.to_string()).collect()
    }

    #[test]
    fn a_word_of_a_recommendation_finds_it_first() {
        assert_eq!(found("extradition")[0], "rec/partnership/3");
        assert_eq!(found("impun")[0], "gap/prosecution/1");
    }

    #[test]
    fn a_member_is_found_by_its_acronym_in_three_languages() {
        for (query, id) in [
            ("UNHCR", "member/unhcr"),
            ("acnur", "member/unhcr"),
            ("HCR", "member/unhcr"),
            ("onudc", "member/unodc"),
            ("oim", "member/iom"),
            ("pnud", "member/undp"),
            ("oaci", "member/icao"),
            ("onusida", "member/unaids"),
            ("banque mondiale", "member/world-bank"),
            ("interpol", "member/interpol"),
        ] {
            assert_eq!(found(query)[0], id, "{query}");
        }
    }

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(found("REFUGIES")[0], "member/unhcr");
        assert_eq!(found("migración")[0], found("migracion")[0]);
    }

    #[test]
    fn left_out_letters_are_forgiven_when_nothing_is_closer() {
        assert_eq!(found("extrdition")[0], "rec/partnership/3");
        assert_eq!(found("impnity")[0], "gap/prosecution/1");
    }

    #[test]
    fn a_record_that_matches_all_words_comes_before_one_that_matches_some() {
        let ids = found("resources justice capacity");
        assert_eq!(ids[0], "rec/prosecution/2");
        assert!(ids.contains(&"gap/prosecution/2".to_owned()));
    }

    #[test]
    fn words_may_come_in_any_order() {
        assert_eq!(found("data analysis")[0], found("analysis data")[0]);
    }

    #[test]
    fn an_id_finds_its_record_first() {
        assert_eq!(found("rec/protection/4")[0], "rec/protection/4");
        assert_eq!(found("gap prosecution 2")[0], "gap/prosecution/2");
    }

    #[test]
    fn nothing_and_nonsense_find_nothing() {
        assert!(found("").is_empty() && found(" ?! ").is_empty() && found("xyzzyq").is_empty());
    }

    #[test]
    fn the_matched_letters_are_marked() {
        let searcher = Searcher::new(Index::of(&Atlas::embedded().unwrap()));
        let marked = |query: &str, text: &'static str| -> Vec<&'static str> {
            searcher.marks(&Query::new(query), text).into_iter().map(|span| &text[span]).collect()
        };
        assert_eq!(marked("extrad legal", "mutual legal assistance, including extradition"), ["legal", "extrad"]);
        assert_eq!(marked("REFUG", "Haut Commissariat pour les réfugiés"), ["réfug"]);
        assert_eq!(marked("impnty", "Large impunity"), ["imp", "n", "ty"]);
        assert_eq!(marked("a", "data and law"), ["a"]);
    }
}
