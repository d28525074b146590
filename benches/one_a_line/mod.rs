//! Records as fzf reads them.

use icatlas::atlas::{Text, VisibleRecord};

/// A record as a line: id, title, text, names.
pub fn line(record: VisibleRecord<'_>) -> String {
    let names = record.names().flat_map(|name| name.acronym.iter().chain(&name.name)).map(Text::as_str);
    let body = record.body().joined().replace('\n', " ");
    format!("{}\t{} {body} {}\n", record.id(), record.title().first(), names.collect::<Vec<_>>().join(" "))
}
