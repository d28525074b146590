//! Words that join, point or ask, in the languages in which names and questions are given. They occur in half of the
//! texts, but nobody looks for them. `units` passes over them.

use super::fold::is_apostrophe;

/// A folded word as its bytes, filled up with zeros: a text of its own would be an address that the loader adjusts in every session.
type Short = [u8; 12];

/// The words of a text, of which there are so many.
const fn shorts<const COUNT: usize>(words: &str) -> [Short; COUNT] {
    let (words, mut all) = (words.as_bytes(), [[0; 12]; COUNT]);
    let (mut at, mut word, mut letter) = (0, 0, 0);
    while at < words.len() {
        if words[at] == b' ' {
            word += 1;
            letter = 0;
        } else {
            all[word][letter] = words[at];
            letter += 1;
        }
        at += 1;
    }
    assert!(word + 1 == COUNT, "as many words as the list has");
    all
}

/// A folded word as an entry of a list; `None` if it is longer than any.
fn short(folded: &str) -> Option<Short> {
    let mut short = [0; 12];
    short.get_mut(..folded.len())?.copy_from_slice(folded.as_bytes());
    Some(short)
}

const ENGLISH: [Short; 198] = shorts(
    "a about after again against all also am among amongst an and another any anything are arent as at be been \
     before being between both but by can cant could couldnt currently did didnt do does doesnt doing done during \
     each ever every find for from get give had hadnt has hasnt have havent having he hello her here hi his how \
     hows i if im in into is isnt it itll its ive just know let lets like list look many may me mean meaning \
     mention mentioned mentioning mentions might more most much must mustnt my neednt never nor not now of ok on \
     only or other our over own please said same say saying says search shall she should shouldnt show since so \
     some something still such tell than thank thanks that thatll thats the their them then there these they theyd \
     theyll theyre theyve this those through to today too under until up us very via want was wasnt we were werent \
     weve what whatll whatre whats when whens where wheres whether which who whod wholl whom whos whose whove why \
     whys will with within wont would wouldnt yet you youd youll your youre youve",
);

const FRENCH: [Short; 127] = shorts(
    "afin apres au aussi aux avait avant avec avoir bien c ca car ce ceci cela ces cet cette chez combien comment contre d \
     dans de depuis des disent dit doit doivent donc dont du elle elles en entre est estce et etaient etait ete etre eux \
     faire fait font il ils j je jusqu l la laquelle le lequel les leur leurs lorsqu lui m ma mais meme merci mes mon n ne \
     ni nos notre nous ont ou par parmi pas pendant peut peuvent plus pour pourquoi puisqu qu quand que quel quelle \
     quelles quels qui quoi s sa se selon ses si son sont sous sur svp t ta tes ton tous tout toute toutes tres tu un une \
     vers vos votre vous y",
);

const SPANISH: [Short; 93] = shorts(
    "acerca al ante aquel bajo cada como con contra cual cuales cuando cuanta cuantas cuanto cuantos debe deben del \
     desde dice dicen donde e el ello era eran es esa esas ese eso esos esta estan estar estas este esto estos fue \
     fueron gracias ha haber habia hace hacer hacia han hasta hay las lo los mas mi mis muy nuestra nuestro \
     nuestros o otra otro para pero por porque puede pueden quien quienes segun ser sido sobre su sus tambien te \
     toda todas todo todos tras tus u una unas unos ya",
);

/// Words that change the sense of the next one, passed over only before a word; see `Query::is_passed_over`.
const NEGATIONS: [&str; 8] = ["aucun", "aucune", "ningun", "ninguna", "no", "sans", "sin", "without"];

/// Whether a folded word negates the next one.
pub(super) fn is_negation(folded: &str) -> bool {
    NEGATIONS.contains(&folded)
}

/// The lists, each sorted and without the words of those before it. Negations are in none, but `not` and `pas` are: nobody looks for
/// them, and a remark says that they exclude nothing. `per` is mostly the beginning of `persons`.
static LISTS: [&[Short]; 3] = [&ENGLISH, &FRENCH, &SPANISH];

/// Whether a folded word is a function word.
pub(super) fn is_function_word(folded: &str) -> bool {
    short(folded).is_some_and(|word| LISTS.iter().any(|list| list.binary_search(&word).is_ok()))
}

/// Whether a folded word is a function word of English, the language of the texts; `un` is none, so that UN may be anywhere.
pub(super) fn is_english(folded: &str) -> bool {
    short(folded).is_some_and(|word| LISTS[0].binary_search(&word).is_ok())
}

/// Function words of French or Spanish that are ordinary words of English, or what stands for one, sorted.
#[rustfmt::skip] // one word a line would fill a page
const HOMOGRAPHS: [&str; 15] = [
    "ante", "car", "comment", "con", "dice", "era", "font", "hay", "par", "para", "pendant", "pour", "son", "ton", "tout",
];

/// Whether a folded function word means something in English: the comment of “general comment”.
pub(super) fn may_be_english(folded: &str) -> bool {
    HOMOGRAPHS.binary_search(&folded).is_ok()
}

/// Whether a folded word is a function word of French or Spanish and no word of English; UN is written as one.
pub(super) fn is_foreign(folded: &str) -> bool {
    folded.len() > 1 && folded != "un" && is_function_word(folded) && !is_english(folded) && !may_be_english(folded)
}

/// What is left of a verb after an apostrophe: `we’ll`.
const CONTRACTED: [&str; 6] = ["d", "ll", "m", "re", "s", "ve"];

/// Verbs before the `n't` of a contraction.
#[rustfmt::skip] // one word a line would fill pages
const NEGATED: [&str; 21] = [
    "ai", "are", "ca", "could", "did", "do", "does", "had", "has", "have", "is", "might", "must", "need", "ought", "sha",
    "should", "was", "were", "wo", "would",
];

/// Whether a text is a contraction of function words: `we'll`, `I’d`, `isn't`. Some are spelt as other words without their
/// apostrophe.
pub(super) fn is_contraction(typed: &str) -> bool {
    let typed = typed.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let Some((before, after)) = typed.split_once(is_apostrophe) else { return false };
    match after {
        "t" => before.strip_suffix('n').is_some_and(|verb| NEGATED.contains(&verb)),
        _ => CONTRACTED.contains(&after) && is_function_word(before),
    }
}

/// All function words.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    let letters = |word: &'static Short| word.split(|byte| *byte == 0).next().unwrap_or_default();
    LISTS.iter().copied().flatten().filter_map(move |word| std::str::from_utf8(letters(word)).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold;

    #[test]
    fn each_list_is_sorted_and_each_word_folded() {
        for list in LISTS {
            assert!(list.is_sorted_by(|before, after| before < after), "{list:?}");
        }
        for word in all() {
            assert_eq!(fold::words(word)[0].folded, word);
        }
    }

    #[test]
    fn a_word_is_in_one_list_alone_and_found() {
        let mut words: Vec<_> = all().collect();
        words.sort_unstable();
        let repeated = words.windows(2).find(|pair| pair[0] == pair[1]);
        assert_eq!(repeated, None);
        assert!(all().all(is_function_word));
    }

    #[test]
    fn questions_may_be_asked_in_three_languages() {
        for question in
            ["what is the", "who will", "qu'est-ce que", "où sont les", "jusqu'à", "¿cuántos son los", "qué es"]
        {
            let words = fold::words(question).into_iter().filter(|word| word.shape != fold::Shape::Part);
            for word in words {
                assert!(is_function_word(&word.folded), "{question}: {}", word.folded);
            }
        }
    }

    #[test]
    fn function_words_that_mean_something_in_english_are_sorted_and_of_another_language() {
        assert!(HOMOGRAPHS.is_sorted_by(|before, after| before < after));
        for word in HOMOGRAPHS {
            assert!(is_function_word(word) && !is_english(word), "{word}");
        }
    }

    #[test]
    fn a_contraction_is_one_with_either_apostrophe() {
        for typed in ["isn't", "aren’t", "Who's", "we'll", "I’d", "what're?", "can't", "won’t"] {
            assert!(is_contraction(typed), "{typed}");
        }
        for typed in ["id", "well", "child's", "UNHCR's", "l'icat", "women's", "can'", "t"] {
            assert!(!is_contraction(typed), "{typed}");
        }
    }

    #[test]
    fn a_word_that_changes_the_sense_or_names_a_thing_is_none() {
        for word in ["no", "without", "sans", "sin", "", "th"] {
            assert!(!is_function_word(word), "{word}");
        }
        assert!(is_function_word("not"), "a remark tells of it");
        for word in
            ["member", "first", "gap", "plan", "group", "fund", "act", "state", "right", "case", "force", "victim"]
        {
            assert!(!is_function_word(word), "{word}");
        }
    }
}
