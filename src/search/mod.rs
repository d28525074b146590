//! Search over the words of the data. Uses only the atlas.
//!
//! [`Query`] parses the input, and [`Searcher`] looks it up in the [`Index`]: `plan` finds the words of the vocabulary
//! that each word of the query matches, `rank` orders the records, `marks` finds the letters to mark.

mod complete;
#[allow(dead_code, reason = "for the words and filters of a query, which do not use it yet")]
mod dates;
mod explain;
mod fallback;
#[allow(dead_code, reason = "for the words of a query, which do not use it yet")]
mod families;
mod field;
mod filter_name;
mod fold;
mod forms;
mod function_words;
mod fuzzy;
mod groups;
mod index;
mod marks;
mod nearness;
mod packed;
mod pattern;
mod plan;
mod query;
mod query_reader;
mod rank;
mod searcher;
mod sequence;
mod texts;
mod token;
mod typing;
mod value;
mod visible;
mod vocabulary;

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod random;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

pub use complete::{Completion, complete};
pub use explain::{Match, Part};
pub use field::Field;
pub use fuzzy::{Named, Names};
pub use index::{Facet, Index, Posting, Token};
pub use marks::Marker;
pub use packed::PackedIndex;
pub use plan::{Closeness, Plan};
pub use query::{LONGEST, Query};
pub use rank::Hit;
pub use searcher::{Found, Searcher};
pub use token::toggled;
