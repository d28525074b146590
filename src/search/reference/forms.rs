//! Whether words are forms of one another, by their endings: compared in pairs, where the search makes all forms of a word.

/// Whether two words differ only in regular endings.
pub(super) fn is_other_form(word: &str, other: &str) -> bool {
    let kinds = [vec!["", "s", "es", "ed", "ing"], vec!["e", "es", "ed", "ing"], vec!["y", "ies", "ied", "ying"]];
    let is_unit = |word: &str| matches!(word, "unit" | "units");
    if is_unit(word) || is_unit(other) {
        return is_unit(word) && is_unit(other);
    }
    let is_alone = |word: &str| matches!(word, "news" | "goods" | "aids");
    if is_alone(word) || is_alone(other) {
        return false;
    }
    let share_stem = |endings: &[&str]| {
        let ended = endings.iter().filter_map(|ending| Some((*ending, word.strip_suffix(ending)?)));
        let stems = ended.flat_map(|(ending, stem)| {
            let doubled = stem.chars().rev().take(2).collect::<Vec<_>>();
            let single =
                matches!(ending, "ed" | "ing") && matches!(doubled[..], [a, b] if a == b && !"aeiou".contains(a));
            let cut = stem.char_indices().last().filter(|_| single).map(|(at, _)| &stem[..at]);
            [Some(stem), cut].into_iter().flatten().map(move |stem| (ending, stem))
        });
        let may_have = |stem: &str, ending: &str| match ending {
            "s" => !stem.ends_with('s'),
            "es" if endings[0].is_empty() => {
                stem.ends_with(['s', 'x', 'z', 'o']) || stem.ends_with("ch") || stem.ends_with("sh")
            }
            "ed" if endings[0].is_empty() => !stem.ends_with('e'),
            _ => true,
        };
        let mut stems = stems.filter(|(ending, stem)| stem.chars().count() >= 3 && may_have(stem, ending));
        stems.any(|(_, stem)| {
            let last = stem.chars().next_back().filter(|last| endings[0].is_empty() && !"aeiou".contains(*last));
            let with_doubled = last.map(|last| format!("{stem}{last}"));
            let of_stem = endings.iter().filter(|ending| may_have(stem, ending));
            of_stem.into_iter().any(|ending| other.strip_suffix(ending) == Some(stem))
                || ["ed", "ing"]
                    .iter()
                    .any(|ending| with_doubled.is_some() && other.strip_suffix(ending) == with_doubled.as_deref())
        })
    };
    kinds.iter().any(|endings| share_stem(endings))
}
