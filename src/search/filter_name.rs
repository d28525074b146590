//! The names of filters: typed in full, abbreviated or misspelt.

use crate::atlas::nearest;

/// The names of the filters.
pub(super) const FILTERS: [&str; 6] = ["kind", "pillar", "id", "in", "basis", "cites"];

/// The filter with this name, in lower case.
pub(super) fn named(word: &str) -> Option<&'static str> {
    starting_with(word).find(|filter_name| *filter_name == word)
}

/// The filters whose names start with `name`, in lower case.
pub(super) fn starting_with(name: &str) -> impl Iterator<Item = &'static str> {
    FILTERS.into_iter().filter(move |filter_name| filter_name.starts_with(name))
}

/// The only filter whose name starts with `name`.
pub(super) fn filter_name(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let mut meant = starting_with(&name);
    meant.next().filter(|_| meant.next().is_none())
}

/// The remark on a name before a colon that is not the name of a filter.
pub(super) fn read_as_text(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let meant = starting_with(&name).collect::<Vec<_>>().join(" or ");
    if meant.is_empty() {
        let filters = FILTERS.join(", ");
        format!("“{name}:” is read as text; the filters are {filters}")
    } else {
        format!("“{name}:” is read as text; it may be {meant}")
    }
}

/// The filter whose name differs by a letter or two, or is spelled in letters that look alike.
pub(super) fn misspelt(name: &str) -> Option<&'static str> {
    let plain = deunicode::deunicode(name).to_lowercase();
    // An abbreviation of several names may mean any of them.
    let is_name = plain.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !(name.is_ascii() && starting_with(&plain).next().is_some());
    nearest(&plain, starting_with("")).filter(|_| is_name)
}
