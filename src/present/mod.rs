//! How records are shown wherever they are: what they are called, how they are cited, laid out in lines, broken and cut.

pub mod citing;
pub mod content;
pub mod naming;
pub mod page;
pub mod wrap;
