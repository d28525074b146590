//! What can stand for the last word of a query, for shells, which show all of it.

use super::complete::{begins, documents, ids};
use super::filter_name::{FilterName, filter_name};
use super::value::values;
use crate::atlas::Data;

/// The filters whose names begin with a word, each with its colon, or those with a value that begins so: `kind:g`, `!is:`. Signs in
/// front stay.
pub fn filters(word: &str, data: &Data) -> Vec<String> {
    let (sign, word) = word.split_at(usize::from(word.starts_with(['!', '-'])));
    let Some((name, value)) = word.split_once(':') else {
        let names = FilterName::ALL.into_iter().map(FilterName::name).filter(|name| begins(name, word));
        return names.map(|name| format!("{sign}{name}:")).collect();
    };
    let values = match filter_name(name) {
        None => Vec::new(),
        Some(FilterName::Id) => ids(value, data),
        Some(FilterName::Cites) => documents(value, data),
        Some(filter) => values(filter, data, usize::MAX),
    };
    values.into_iter().filter(|other| begins(other, value)).map(|value| format!("{sign}{name}:{value}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    #[test]
    fn names_and_values_of_filters_are_listed_with_what_stands_before_them() {
        let data = Data::from(Atlas::frozen());
        assert_eq!(filters("ki", &data), ["kind:"]);
        assert_eq!(filters("!b", &data), ["!basis:", "!before:", "!bears-on:"]);
        assert_eq!(filters("", &data).len(), FilterName::ALL.len());
        assert_eq!(filters("pillar:pro", &data), ["pillar:protection", "pillar:prosecution"]);
        assert_eq!(filters("-Kind:G", &data), ["-Kind:gap"]);
        assert_eq!(filters("id:gap/prevention/", &data)[0], "id:gap/prevention/1");
        assert_eq!(filters("cites:A/RES/64", &data), ["cites:A/RES/64/293"]);
        assert!(filters("nothing:x", &data).is_empty() && filters("demand", &data).is_empty());
    }
}
