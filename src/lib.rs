//! icatlas, a terminal atlas of ICAT, the Inter-Agency Coordination Group against Trafficking in Persons.
//!
//! The modules are rooms of one house; each knows those below it and none above. From the top:
//!
//! - [`cli`]: what the command line asks for, one file a subcommand.
//! - [`session`]: the running dashboard: the loop, what is done outside, the search beside it, the clipboard.
//! - [`term`]: the terminal driver: device, keys, signals, flow control, painter, job control.
//! - [`ui`]: draws the model; changes nothing.
//! - [`app`]: the model, the actions that change it, the table of keys; no terminal, no files.
//! - [`search`]: the words of an atlas, and which records a query finds.
//! - [`formats`]: records as JSON, Markdown, CSV and BibTeX.
//! - [`present`]: what records are called, how they are cited, laid out and broken into lines.
//! - [`storage`]: what outlives a session; files that are whole or not there.
//! - [`atlas`]: records, ids, links and citations, read from RON files and checked.
//! - [`key`]: a key as a person presses it.

#![warn(clippy::expect_used, clippy::unwrap_used)]

pub mod app;
pub mod atlas;
pub mod cli;
pub mod formats;
pub mod key;
pub mod present;
pub mod search;
pub mod session;
pub mod storage;
pub mod term;
pub mod ui;
