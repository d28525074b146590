//! What no single record can know: that ids are unique, links lead somewhere and citations name documents.

use std::collections::{HashMap, HashSet};

use super::crosswalk::Judgement;
use super::problem::Problem;
use super::source::{Content, SourceFile};
use super::{Citation, Kind, Link, Record, RecordId, scan};

/// What was read, with the place it was read from.
pub(super) struct Placed<T> {
    pub value: T,
    /// The number of its file.
    file: usize,
    /// The number of its element in the file's list.
    element: usize,
}

impl<T> Placed<T> {
    /// The elements of a file, each with its number.
    pub(super) fn all(file: usize, elements: Vec<(usize, T)>) -> impl Iterator<Item = Self> {
        elements.into_iter().map(move |(element, value)| Self { value, file, element })
    }

    const fn place(&self) -> Place {
        Place { file: self.file, element: self.element }
    }
}

/// A place in the files.
#[derive(Clone, Copy)]
struct Place {
    file: usize,
    element: usize,
}

/// All that was read of a data set.
pub(super) struct Parts<'a> {
    pub records: &'a [Placed<Record>],
    pub judgements: &'a [Placed<Judgement>],
}

/// All that is wrong between records. With `complete` false, some file could not be read as a whole, and what might
/// have stood there is not missed.
pub(super) fn problems(files: &[SourceFile], parts: &Parts<'_>, complete: bool) -> Vec<Problem> {
    let known = parts.records.iter().map(|placed| &placed.value.id).collect();
    let mut checker = Checker { files, complete, known, mentioned: None, problems: Vec::new() };
    checker.ids(parts.records);
    for placed in parts.records {
        let (record, place) = (&placed.value, placed.place());
        if record.citations.is_empty() {
            let what = format!("{} cites nothing", record.id);
            checker.tell(place, record.id.as_str(), what, "add the document and place it is from");
        }
        let of_names = record.names.iter().filter_map(|name| name.citation.as_ref());
        for citation in record.citations.iter().chain(of_names) {
            checker.citation(place, citation);
        }
        for link in &record.links {
            checker.link(place, &record.id, link);
        }
    }
    let mut judged = HashSet::new();
    for placed in parts.judgements {
        let (judgement, place) = (&placed.value, placed.place());
        let link = judgement.link();
        checker.target(place, &judgement.from, "the judgement starts from");
        checker.link(place, &judgement.from, &link);
        if !judged.insert((judgement.from.clone(), link.relation, link.to.clone())) {
            let what = format!("that {} {} {} stands here twice", judgement.from, link.relation.forward(), link.to);
            checker.tell(place, link.to.as_str(), what, "remove one of the two");
        }
    }
    checker.problems
}

struct Checker<'a> {
    files: &'a [SourceFile],
    complete: bool,
    known: HashSet<&'a RecordId>,
    /// Ids that stand in the files, in records that could be read or not; gathered when first needed.
    mentioned: Option<HashSet<String>>,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    /// Tells ids of the wrong kind and ids that are used twice.
    fn ids(&mut self, records: &[Placed<Record>]) {
        let mut first = HashMap::<&RecordId, Place>::new();
        for placed in records {
            let (id, place) = (&placed.value.id, placed.place());
            if let Content::Records(kind) = self.files[place.file].content
                && kind != id.kind()
            {
                let what = format!("the id {id} is that of a {}, in a file of {}", id.kind(), kind.plural());
                self.tell(place, id.as_str(), what, format!("begin it with {}/, or move the record", kind.prefix()));
            }
            if let Some(earlier) = first.get(id) {
                let where_else = self.problem(*earlier, id.as_str(), "", "");
                let line = where_else.line_and_column().map_or(0, |(line, _)| line);
                let what = format!("the id {id} is used before, in {} line {line}", where_else.file());
                self.tell(place, id.as_str(), what, "give this record an id of its own");
            }
            first.entry(id).or_insert(place);
        }
    }

    fn citation(&mut self, place: Place, citation: &Citation) {
        if citation.document.kind() == Kind::Document {
            self.target(place, &citation.document, "the citation leads to");
        } else {
            let what = format!("the citation names {}, which is no document", citation.document);
            self.tell(place, citation.document.as_str(), what, "cite a record of documents.ron");
        }
    }

    fn link(&mut self, place: Place, from: &RecordId, link: &Link) {
        self.target(place, &link.to, "the link leads to");
        self.citation(place, &link.citation);
        if !link.relation.joins(from.kind(), link.to.kind()) {
            let (relation, from, to) = (link.relation.forward(), from.kind(), link.to.kind());
            let what = format!("`{relation}` leads here from a {from} to a {to}");
            let remedy = format!("it joins {}: correct the ids or the relation", link.relation.ends());
            self.tell(place, link.to.as_str(), what, remedy);
        }
    }

    /// Tells an id that leads nowhere.
    fn target(&mut self, place: Place, target: &RecordId, what: &str) {
        if self.known.contains(target) || !self.complete {
            return;
        }
        let files = self.files;
        let mentioned =
            self.mentioned.get_or_insert_with(|| files.iter().flat_map(|file| scan::ids(&file.text)).collect());
        if mentioned.contains(target.as_str()) {
            return;
        }
        let what = format!("{what} {target}, which is not in the data");
        let remedy = match super::nearest(target.as_str(), self.known.iter().map(|id| id.as_str())) {
            Some(nearest) => format!("write {nearest}, or add the record"),
            None => "correct the id, or add the record".to_owned(),
        };
        self.tell(place, target.as_str(), what, remedy);
    }

    fn tell(&mut self, place: Place, at: &str, what: impl Into<String>, remedy: impl Into<String>) {
        let problem = self.problem(place, at, what, remedy);
        self.problems.push(problem);
    }

    /// A problem of an element, at the place of one of its strings.
    fn problem(&self, place: Place, at: &str, what: impl Into<String>, remedy: impl Into<String>) -> Problem {
        let file = &self.files[place.file];
        let element = scan::elements(&file.text)
            .and_then(|elements| elements.into_iter().nth(place.element))
            .unwrap_or(0..file.text.len());
        let span = scan::string(&file.text, &element, at).unwrap_or(element.start..element.start + 1);
        Problem::at(&file.name, &file.text, span, what, remedy)
    }
}
