//! What outlives a session, and files that are whole or not there. Knows the atlas only; the command line uses it without a
//! terminal.

mod attributes;
mod files;
mod home;
mod lock;
pub mod saved;
mod state_file;
mod store;
mod target;

pub use files::Disk;
pub(crate) use home::typed_path;
pub use lock::{Clock, Sleep};
pub use store::{Store, StoreError};
