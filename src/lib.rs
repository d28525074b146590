//! icatlas, a terminal atlas of ICAT, the Inter-Agency Coordination Group against Trafficking in Persons.
//!
//! Each module uses only modules below it. From the top:
//!
//! - [`cli`]: the command line, one file for each subcommand.
//! - [`session`]: the running dashboard: loop, effects, search worker, clipboard.
//! - [`term`]: the terminal driver: tty, events, decoder, flow control, painter, screen, job control.
//! - [`ui`]: paints the model; the theme.
//! - [`app`]: the model, the dashboard and the screens over it, the keymap; no terminal, no files.
//! - [`built_in`]: the data that is part of the program, with its index.
//! - [`search`]: query language, vocabulary, index, ranking, marks.
//! - [`formats`]: JSON, Markdown, CSV and citation styles.
//! - [`present`]: the names of records, their citations, pages and wrapping.
//! - [`storage`]: the saved state with its lock; writing whole files.
//! - [`atlas`]: records, ids, links and citations, read from RON files and checked.
//! - [`key`]: a key with its modifiers, as text and back.

#![warn(clippy::expect_used, clippy::unwrap_used)]

pub mod app;
pub mod atlas;
pub mod built_in;
pub mod cli;
pub mod formats;
pub mod key;
pub mod present;
pub mod search;
pub mod session;
pub mod storage;
pub mod term;
pub mod ui;
