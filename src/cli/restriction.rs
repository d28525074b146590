//! Restricted mode, for accounts that may run nothing but icatlas, and the variables of the environment that set it up.

use std::ffi::OsStr;
use std::path::PathBuf;

use super::Failure;
use super::arguments::{Arguments, Check, Command};

/// Turns on restricted mode. An administrator sets it; no option turns it off.
const RESTRICTED: &str = "ICATLAS_RESTRICTED";

/// The folder with the data, if `--data` is not given.
const DATA: &str = "ICATLAS_DATA";

/// Applies the environment to the arguments, and refuses two sets of data at once. If the environment restricts an account, its
/// arguments may come from a person who is not the administrator and who may choose only among the editions of the program.
///
/// # Errors
/// If the arguments name data that restricted mode refuses, or both an edition and a folder.
pub(super) fn apply(arguments: &mut Arguments) -> Result<(), Failure> {
    let global = &mut arguments.global;
    if std::env::var_os(RESTRICTED).is_some_and(|value| restricts(&value)) {
        global.restricted = Some(true);
        let refused = match &arguments.command {
            _ if global.data.is_some() => Some("--data"),
            Some(Command::Check(check)) => check.folder.as_ref().map(|_| "the folder"),
            // These commands name no data.
            Some(
                Command::Find(_)
                | Command::Show(_)
                | Command::List(_)
                | Command::Cite(_)
                | Command::Diff(_)
                | Command::Export(_)
                | Command::Pick(_)
                | Command::Completions(_)
                | Command::Doctor(_)
                | Command::Man(_),
            )
            | None => None,
        };
        if let Some(refused) = refused {
            return Err(Failure::Usage(format!(
                "{RESTRICTED} is set, so the data comes from {DATA} or, with --edition, from the program: omit {refused}"
            )));
        }
    }
    if global.edition.is_some() {
        let other = match &arguments.command {
            Some(Command::Check(Check { folder: Some(_) })) => Some("the folder"),
            _ => global.data.as_ref().map(|_| "--data"),
        };
        return other.map_or(Ok(()), |other| {
            let what = format!("--edition names built-in data, and {other} other data: omit one of the two");
            Err(Failure::Usage(what))
        });
    }
    if global.data.is_none() {
        global.data = std::env::var_os(DATA).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    }
    Ok(())
}

/// Any value but the empty one and `0` restricts, so that `yes` and `true` do too.
fn restricts(value: &OsStr) -> bool {
    !value.is_empty() && value != "0"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_but_0_and_the_empty_one_restricts() {
        assert!(!restricts(OsStr::new("")) && !restricts(OsStr::new("0")));
        assert!(["1", "yes", "no", "true", " "].into_iter().all(|value| restricts(OsStr::new(value))));
    }
}
