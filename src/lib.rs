//! icatlas, a terminal atlas of ICAT, the Inter-Agency Coordination Group against Trafficking in Persons.
//!
//! The modules are layers; each knows those below it and none above. From the top:
//!
//! - [`cli`]: what the command line asks for, one file a subcommand.
//! - [`terminal`]: the impure edge of the dashboard: screen, keyboard, signals, the loop.
//! - [`ui`]: draws the model; changes nothing.
//! - [`app`]: the model, the actions that change it, the table of keys; no terminal, no files.
//! - [`search`]: the words of an atlas, and which records a query finds.
//! - [`formats`]: records as JSON, Markdown and CSV.
//! - [`atlas`]: records, ids, links and citations, read from RON files and checked.

#![warn(clippy::expect_used, clippy::unwrap_used)]

pub mod app;
pub mod atlas;
pub mod cli;
pub mod formats;
pub mod search;
pub mod terminal;
pub mod ui;
