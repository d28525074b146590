//! Search over the words of the data. Knows the atlas only.
//!
//! [`Query`] reads what was typed; [`Searcher`] holds it against the [`Index`]: `plan` says which words of the vocabulary
//! each word of the query stands for, `rank` in what order the records come, `marks` which letters to mark.

mod complete;
mod explain;
mod fallback;
mod field;
mod filter_field;
mod fold;
mod forms;
mod fuzzy;
mod index;
mod marks;
mod nearness;
mod pattern;
mod plan;
mod query;
mod rank;
mod searcher;
mod sequence;
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
pub use filter_field::FIELDS;
pub use fuzzy::{Named, Names};
pub use index::Index;
pub use plan::{Closeness, Plan};
pub use query::{LONGEST, Query};
pub use rank::Hit;
pub use searcher::{Found, Searcher};
pub use token::toggled;
