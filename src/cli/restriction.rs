//! What an account may do that may run nothing but icatlas.

use std::ffi::OsStr;
use std::path::PathBuf;

use super::Failure;
use super::arguments::{Arguments, Command};

/// Says that nothing may be written and no other program got at. Set by an administrator; no flag undoes it.
const RESTRICTED: &str = "ICATLAS_RESTRICTED";

/// The folder with the data, where `--data` names none.
const DATA: &str = "ICATLAS_DATA";

/// Brings what the environment says into the arguments. Whoever can set the flags, but is restricted by the environment,
/// is not the administrator: what is read is then not theirs to choose.
///
/// # Errors
/// If the arguments ask for what is not allowed.
pub(super) fn apply(arguments: &mut Arguments) -> Result<(), Failure> {
    let global = &mut arguments.global;
    if std::env::var_os(RESTRICTED).is_some_and(|value| restricts(&value)) {
        global.restricted = true;
        let refused = match &arguments.command {
            _ if global.data.is_some() => Some("--data"),
            Some(Command::Check(check)) => check.folder.as_ref().map(|_| "the folder"),
            // These name no data of their own.
            Some(Command::Find(_) | Command::Show(_) | Command::List(_) | Command::Cite(_) | Command::Export(_))
            | None => None,
        };
        if let Some(refused) = refused {
            return Err(Failure::Usage(format!(
                "{RESTRICTED} is set, so only the administrator chooses the data (in {DATA}): omit {refused}"
            )));
        }
    }
    if global.data.is_none() {
        global.data = std::env::var_os(DATA).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    }
    Ok(())
}

/// Anything but nothing and 0, so that `yes` and `true` are not taken for permission.
fn restricts(value: &OsStr) -> bool {
    !value.is_empty() && value != "0"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_and_0_do_not_restrict() {
        assert!(!restricts(OsStr::new("")) && !restricts(OsStr::new("0")));
        assert!(["1", "yes", "no", "true", " "].into_iter().all(|value| restricts(OsStr::new(value))));
    }
}
