//! Titles, names and headlines that were typed whole, compared word by word.

use super::Texts;
use crate::search::query::Query;
use crate::search::titles::{TITLES, as_title};

/// Whether a title, a name or the headline of a record is what was typed.
pub(super) fn is_titled_so(query: &Query, texts: &Texts) -> bool {
    let Some(typed) = as_title(query) else { return false };
    let titles = texts.iter().filter(|(class, _)| query.fields.holds(*class) && TITLES.contains(&class.field()));
    let mut titles = titles.map(|(_, positions)| {
        let words = positions.iter().flat_map(|position| {
            let is_compound = position.len() > 1;
            position.iter().filter(move |(_, is_part)| *is_part || !is_compound).map(|(word, _)| word.as_str())
        });
        words.collect::<Vec<_>>()
    });
    titles.any(|title| title == typed)
}
