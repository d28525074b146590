//! What no single record can know: that ids are unique, links lead somewhere and citations name documents.

use std::collections::{HashMap, HashSet};

use super::problem::Problem;
use super::source::{Content, SourceFile};
use super::{Kind, Record, RecordId, scan};

/// A record with the place it was read from.
pub(super) struct Placed {
    pub record: Record,
    /// The number of its file.
    pub file: usize,
    /// The number of its element in the file's list.
    pub element: usize,
}

/// All that is wrong between records. With `complete` false, some file could not be read as a whole, and what might
/// have stood there is not missed.
pub(super) fn problems(files: &[SourceFile], records: &[Placed], complete: bool) -> Vec<Problem> {
    let checker = Checker { files, complete, known: records.iter().map(|placed| &placed.record.id).collect() };
    let mut first = HashMap::<&RecordId, &Placed>::new();
    let mut problems = Vec::new();
    let mut mentioned = None;
    for placed in records {
        checker.id(placed, &mut problems);
        if let Some(earlier) = first.get(&placed.record.id) {
            let where_else = checker.problem(earlier, earlier.record.id.as_str(), "", "");
            let line = where_else.line_and_column().map_or(0, |(line, _)| line);
            let what = format!("the id {} is used before, in {} line {line}", placed.record.id, where_else.file());
            problems.push(checker.problem(
                placed,
                placed.record.id.as_str(),
                what,
                "give this record an id of its own",
            ));
        }
        first.entry(&placed.record.id).or_insert(placed);
        checker.citations(placed, &mut mentioned, &mut problems);
        for link in &placed.record.links {
            checker.target(placed, &link.to, "the link", &mut mentioned, &mut problems);
        }
    }
    problems
}

struct Checker<'a> {
    files: &'a [SourceFile],
    complete: bool,
    known: HashSet<&'a RecordId>,
}

/// Ids that stand in the files, in records that could be read or not; gathered when first needed.
type Mentioned = Option<HashSet<String>>;

impl Checker<'_> {
    fn id(&self, placed: &Placed, problems: &mut Vec<Problem>) {
        let id = &placed.record.id;
        if let Content::Records(kind) = self.files[placed.file].content
            && kind != id.kind()
        {
            let what = format!("the id {id} is that of a {}, in a file of {}", id.kind(), kind.plural());
            let remedy = format!("begin it with {}/, or move the record", kind.prefix());
            problems.push(self.problem(placed, id.as_str(), what, remedy));
        }
    }

    fn citations(&self, placed: &Placed, mentioned: &mut Mentioned, problems: &mut Vec<Problem>) {
        let record = &placed.record;
        if record.citations.is_empty() {
            let what = format!("{} cites nothing", record.id);
            problems.push(self.problem(placed, record.id.as_str(), what, "add the document and place it is from"));
        }
        let of_names = record.names.iter().filter_map(|name| name.citation.as_ref());
        for citation in record.citations.iter().chain(of_names) {
            if citation.document.kind() == Kind::Document {
                self.target(placed, &citation.document, "the citation", mentioned, problems);
            } else {
                let what = format!("the citation names {}, which is no document", citation.document);
                problems.push(self.problem(placed, citation.document.as_str(), what, "cite a record of documents.ron"));
            }
        }
    }

    fn target(
        &self,
        placed: &Placed,
        target: &RecordId,
        from: &str,
        mentioned: &mut Mentioned,
        problems: &mut Vec<Problem>,
    ) {
        if self.known.contains(target) || !self.complete {
            return;
        }
        let mentioned =
            mentioned.get_or_insert_with(|| self.files.iter().flat_map(|file| scan::ids(&file.text)).collect());
        if mentioned.contains(target.as_str()) {
            return;
        }
        let what = format!("{from} leads to {target}, which is not in the data");
        let remedy = match super::nearest(target.as_str(), self.known.iter().map(|id| id.as_str())) {
            Some(nearest) => format!("write {nearest}, or add the record"),
            None => "correct the id, or add the record".to_owned(),
        };
        problems.push(self.problem(placed, target.as_str(), what, remedy));
    }

    /// A problem of a record, at the place of one of its strings.
    fn problem(&self, placed: &Placed, at: &str, what: impl Into<String>, remedy: impl Into<String>) -> Problem {
        let file = &self.files[placed.file];
        let element = scan::elements(&file.text)
            .and_then(|elements| elements.into_iter().nth(placed.element))
            .unwrap_or(0..file.text.len());
        let span = scan::string(&file.text, &element, at).unwrap_or(element.start..element.start + 1);
        Problem::at(&file.name, &file.text, span, what, remedy)
    }
}
