//! The programs that this bench builds: the minimal one, and icatlas with ten times the data. Cargo builds them only if they are
//! missing or older than what they are built from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tenfold;

/// The variable that names the folder of the data to build in.
const EMBED: &str = "ICATLAS_EMBED";

/// A folder of its own in the target folder, so that one build does not undo the other.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join(name)
}

/// Builds the minimal program.
pub fn minimal() -> Result<PathBuf, String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/minimal/Cargo.toml");
    build("minimal", &manifest, &[])
}

/// Builds icatlas with ten times the data. It can take minutes.
pub fn large() -> Result<PathBuf, String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    if !manifest.with_file_name("build.rs").exists() {
        return Err(
            "The data cannot be chosen when the program is built, so ten times the data are left out.".to_owned()
        );
    }
    let data = folder("large").join("data");
    write(&data).map_err(|error| format!("Ten times the data cannot be written ({error}), so they are left out."))?;
    let checked = Command::new(env!("CARGO_BIN_EXE_icatlas")).arg("check").arg(&data).output().unwrap();
    if !checked.status.success() {
        let problems = String::from_utf8_lossy(&checked.stderr).into_owned();
        return Err(format!("Ten times the data are wrong, so they are left out:\n{problems}"));
    }
    build("large", &manifest, &[(EMBED, &data)])
}

/// Writes ten times the data. A file that has not changed keeps its time, or Cargo would build again.
fn write(folder: &Path) -> std::io::Result<()> {
    let new = tempfile::tempdir()?;
    tenfold::write(new.path())?;
    replace(new.path(), folder)
}

/// Replaces the files of a folder, and those of the folders in it, that are not the same in another.
fn replace(by: &Path, folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(by)? {
        let path = entry?.path();
        let old = folder.join(path.file_name().unwrap());
        if path.is_dir() {
            replace(&path, &old)?;
            continue;
        }
        let new = fs::read(&path)?;
        if fs::read(&old).ok().as_ref() != Some(&new) {
            fs::write(old, new)?;
        }
    }
    Ok(())
}

fn build(name: &str, manifest: &Path, environment: &[(&str, &Path)]) -> Result<PathBuf, String> {
    let target = folder(name);
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--release", "--locked", "--quiet", "--manifest-path"]).arg(manifest);
    command.arg("--target-dir").arg(&target).envs(environment.iter().copied());
    match command.status() {
        Ok(status) if status.success() => {
            let program = if name == "minimal" { "minimal" } else { "icatlas" };
            Ok(target.join("release").join(program))
        }
        Ok(_) | Err(_) => Err(format!("`{name}` cannot be built, so it is left out.")),
    }
}
