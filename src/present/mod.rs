//! Presents records: their names, their citations, their pages, and the wrapping of text.

pub mod changes;
pub mod citing;
pub mod content;
pub mod fate;
pub mod found_name;
pub mod naming;
pub mod page;
pub mod relations;
pub mod signs;
mod when_read;
pub mod wrap;
