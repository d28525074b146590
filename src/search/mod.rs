//! Search over the words of the data. Uses only the atlas.
//!
//! [`Query`] parses the input, and [`Searcher`] looks it up in the [`Index`]: `units` parts the query, `planner` finds what each
//! unit matches, `rank` states the order of the records, `tally` finds it, `marks` finds the letters to mark.

mod candidates;
mod common;
mod complete;
mod compounds;
mod corrections;
mod dates;
mod day;
mod entries;
mod explain;
mod fallback;
mod families;
mod field;
mod filter_name;
mod filters;
mod fold;
mod forms;
mod function_words;
mod fuzzy;
mod index;
mod inflections;
mod label_names;
mod labels;
mod leading;
mod lines;
mod marks;
mod nearest;
mod nearness;
mod order;
mod packed;
mod pattern;
mod plan;
mod planner;
mod query;
mod query_reader;
mod rank;
mod readings;
mod record_dates;
mod relations;
mod searcher;
mod sequence;
mod spelled_out;
mod split;
mod standing;
mod state;
mod tally;
mod texts;
mod titles;
mod token;
mod typing;
mod units;
mod value;
mod visible;
mod word_list;
mod wording;

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod random;
#[cfg(test)]
mod random_data;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

pub use candidates::filters;
pub use common::is_common;
#[cfg(not(common_words))]
pub use common::packed as packed_words;
pub use complete::{Completion, complete};
pub use dates::Span;
pub use entries::folded_words;
pub use explain::{Match, Part};
#[cfg(not(common_words))]
pub use families::starts as family_starts;
pub use field::Field;
pub use fuzzy::{Named, Names};
pub use index::{Facet, Index, Posting, Token};
pub use labels::Labels;
pub use marks::Marker;
pub use nearest::Nearest;
pub use packed::PackedIndex;
pub use plan::{Closeness, Plan, Reading};
pub use query::{LONGEST, Query};
pub use rank::Hit;
pub use searcher::{Found, Searcher};
pub use standing::Standing;
pub use state::{Pinned, no_gap_is};
pub use token::{is_signed, toggled};
