//! The folders that the environment names: home, and the state folder of the XDG base directories.

use std::env;
use std::io;
use std::path::PathBuf;

/// The value of a variable that names a folder.
enum Named {
    Folder(PathBuf),
    /// Empty or relative; the XDG specification says to ignore it.
    Ignored,
    Unset,
}

fn named(variable: &str) -> Named {
    match env::var_os(variable).map(PathBuf::from) {
        Some(folder) if folder.is_absolute() => Named::Folder(folder),
        Some(_) => Named::Ignored,
        None => Named::Unset,
    }
}

/// The folder for the user's state, if there is one, and a remark if a variable is unusable.
pub(super) fn state() -> (Option<PathBuf>, Option<String>) {
    let ignored = match named("XDG_STATE_HOME") {
        Named::Folder(state) => return (Some(state), None),
        Named::Ignored => Some("XDG_STATE_HOME is not an absolute path and is ignored."),
        Named::Unset => None,
    };
    let (home, missing) = match named("HOME") {
        Named::Folder(home) => (Some(home), None),
        Named::Ignored => (None, Some("HOME is not an absolute path and is ignored: saved for this session only.")),
        // The user database has it too.
        Named::Unset => match env::home_dir() {
            Some(home) => (Some(home), None),
            None => (None, Some("Saved for this session only: there is no home folder.")),
        },
    };
    let remarks: Vec<_> = ignored.into_iter().chain(missing).collect();
    (home.map(|home| home.join(".local/state")), (!remarks.is_empty()).then(|| remarks.join(" ")))
}

/// The home folder, for what is printed: that of `HOME`, or else of the user database.
pub(crate) fn home() -> Option<PathBuf> {
    match named("HOME") {
        Named::Folder(home) => Some(home),
        Named::Ignored | Named::Unset => env::home_dir().filter(|home| home.is_absolute()),
    }
}

/// A path typed in the dashboard, where no shell expands it: `~/` is the home folder.
///
/// # Errors
/// If `HOME` names no folder, or the path names another user's home.
pub(crate) fn typed_path(typed: &str) -> io::Result<PathBuf> {
    match typed.strip_prefix('~') {
        None => Ok(typed.into()),
        Some(rest) if rest.is_empty() || rest.starts_with('/') => match named("HOME") {
            Named::Folder(home) => Ok(home.join(rest.trim_start_matches('/'))),
            Named::Ignored | Named::Unset => {
                Err(io::Error::other("HOME names no folder, so ~ means nothing; write the whole path"))
            }
        },
        Some(_) => Err(io::Error::other("~ is your own home only, as in ~/pins.md; write the whole path")),
    }
}
