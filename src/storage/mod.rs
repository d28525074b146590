//! The saved state, and the writing of whole files. Uses only the atlas; needs no terminal.

mod attributes;
mod files;
mod home;
mod lock;
mod probe;
pub mod saved;
mod state_file;
mod store;
mod target;
pub mod undo;

pub use files::Disk;
pub(crate) use home::{home, typed_path};
pub use lock::{Clock, Sleep};
pub use probe::Probe;
pub use store::{Store, StoreError};
