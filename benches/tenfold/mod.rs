//! Ten times the built-in data, for measurements: each record and nine copies of it, under ids of their own, that link to and
//! cite the copies of the same number. Each copy's texts and headlines end with its number, so that no two records say the same.

use std::fs;
use std::io;
use std::path::Path;

/// Copies besides the records themselves.
const COPIES: usize = 9;

/// Most columns of a headline, as `docs/data.md` has it.
const HEADLINE: usize = 36;

/// Writes the data into a folder, and creates the folder if it does not exist.
///
/// # Errors
/// If a file cannot be read or written.
pub fn write(folder: &Path) -> io::Result<()> {
    write_edition(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data")), folder)
}

/// Writes the edition of a folder, and those of the folders in it, which it may extend.
fn write_edition(from: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if path.is_dir() {
            write_edition(&path, &folder.join(path.file_name().unwrap_or_default()))?;
            continue;
        }
        let mut text = fs::read_to_string(&path)?;
        // A list of records or links; the edition is no list, and the vocabulary is not copied.
        if let Some(end) = text.rfind("\n]").filter(|_| !path.ends_with("vocabulary.ron")) {
            let start = text.find("\n[").map_or(0, |before| before + 2);
            let copies: String = (1..=COPIES).map(|copy| copied(&text[start..end], copy)).collect();
            text.insert_str(end, &copies);
        }
        fs::write(folder.join(path.file_name().unwrap_or_default()), text)?;
    }
    Ok(())
}

/// These elements of a list as their copy with this number.
fn copied(elements: &str, copy: usize) -> String {
    let mut written = String::new();
    // No string holds an escaped quotation mark, so every second part is a string.
    for (number, part) in elements.split('"').enumerate() {
        let is_string = number % 2 == 1;
        if number > 0 {
            written.push('"');
        }
        if !is_string {
            written.push_str(part);
            continue;
        }
        // `Verbatim([` or the string before in its list: what is written up to the innermost open bracket.
        let before = written[..written.len() - 1].trim_end();
        // The beginning and the end of a period have the same names as the ends of a link, and hold no slash.
        let is_id = part.contains('/');
        if is_id && ["id:", "to:", "from:", "document:"].iter().any(|field| before.ends_with(field)) {
            written.push_str(&id(part, copy));
        } else if before.ends_with("headline:") {
            let mut letters: Vec<char> = part.chars().collect();
            letters.truncate(HEADLINE - 2);
            written.extend(letters);
            written.push_str(&format!(" {copy}"));
        } else if ["Verbatim(", "Paraphrase(", "Editorial(", "([", "reason:"].iter().any(|text| before.ends_with(text))
        {
            written.push_str(&format!("{copy} {part}"));
        } else {
            written.push_str(part);
        }
    }
    written
}

/// The id of the copy: `member/unodc-3`; that of a gap or a recommendation ends with a number.
fn id(original: &str, copy: usize) -> String {
    match original.rsplit_once('/') {
        Some((pillar, number)) if original.starts_with("gap/") || original.starts_with("rec/") => {
            let number: usize = number.parse().unwrap_or_default();
            format!("{pillar}/{}", number + 10 * copy)
        }
        _ => format!("{original}-{copy}"),
    }
}
