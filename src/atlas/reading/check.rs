//! Checks across records: unique ids, links to existing records, citations of documents. `reading::vocabulary` checks the
//! vocabulary.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::crosswalk::Judgement;
use super::key::{Fields, Keyed};
use super::patch::place_of;
use super::problem::Problems;
use super::scan;
use super::source::{Content, SourceFile};
use crate::atlas::{Citation, Group, Headline, Kind, Link, Pillar, Record, RecordId, Relation, nearest};

/// A value with its origin.
pub(in crate::atlas) struct Located<T> {
    pub value: T,
    /// The index of its file.
    file: usize,
    /// The index of its element in the file's list.
    element: usize,
}

impl<T> Located<T> {
    /// The elements of a file, each with its index.
    pub(in crate::atlas) fn all(file: usize, elements: Vec<(usize, T)>) -> impl Iterator<Item = Self> {
        elements.into_iter().map(move |(element, value)| Self { value, file, element })
    }

    pub(super) const fn origin(&self) -> Origin {
        Origin { file: self.file, element: self.element }
    }
}

/// The file and the element of its list that a value was read from, both by index.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::atlas) struct Origin {
    pub file: usize,
    pub element: usize,
}

/// The withdrawn records of the editions below, with the elements that withdraw them.
pub(in crate::atlas) type Withdrawn = HashMap<RecordId, Origin>;

/// The records, judgements and groups of the vocabulary of a data set.
pub(in crate::atlas) struct Parts<'a> {
    /// The number of the data format, if the edition could be read and extends none.
    pub format: Option<u32>,
    pub records: &'a [Located<Record>],
    pub judgements: &'a [Located<Judgement>],
    pub groups: &'a [Located<Group>],
    pub withdrawn: &'a Withdrawn,
}

/// Reports all problems between records. If `complete` is false, a file could not be read, and links to unknown ids are
/// not reported, because the file may hold them.
pub(in crate::atlas) fn check(files: &[SourceFile], parts: &Parts<'_>, complete: bool, problems: &mut Problems) {
    let mut checker = Checker::new(files, parts, complete, problems);
    checker.ids(parts.records);
    checker.headlines(parts.records);
    for located in parts.records {
        let (record, origin) = (&located.value, located.origin());
        if record.citations.is_empty() {
            checker.report(origin, record.id.as_str(), |_| {
                (format!("{} cites nothing", record.id), "add the document and place it is from".to_owned())
            });
        }
        for (citation, _) in record.all_citations() {
            checker.citation(origin, citation);
        }
        for link in record.links.iter() {
            checker.link(origin, &record.id, link);
        }
        checker.periods(located);
    }
    let mut judged = HashSet::new();
    for located in parts.judgements {
        let (judgement, origin) = (&located.value, located.origin());
        let link = judgement.link();
        checker.target(origin, &judgement.from, "the judgement starts from");
        checker.link(origin, &judgement.from, &link);
        if link.extent().is_some() && link.relation != Relation::Answers {
            checker.report(origin, link.to.as_str(), |_| {
                let what =
                    format!("only an answer has a strength, and this judgement is `{}`", link.relation.forward());
                (what, "leave `strength` out".to_owned())
            });
        }
        if !judged.insert(judgement.key()) {
            checker.report(origin, link.to.as_str(), |_| {
                (format!("{} appears twice", Judgement::told(&judgement.key())), "remove one of the two".to_owned())
            });
        }
    }
    checker.newer_parts(parts);
    checker.vocabulary(parts.groups);
    checker.report_dangling();
}

/// Most comparisons in the search for the nearest id. Each unknown id is compared with every id, which would take a
/// second in large data; after this many, unknown ids are reported without a suggestion.
pub(super) const MOST_COMPARISONS: usize = 20_000;

pub(super) struct Checker<'a> {
    pub files: &'a [SourceFile],
    complete: bool,
    known: HashSet<&'a RecordId>,
    withdrawn: &'a Withdrawn,
    /// The ids in the files, of records with problems too; gathered when first needed.
    mentioned: Option<Mentioned>,
    /// The unknown ids, each once: a changed id is one mistake, however many links lead to it.
    dangling: Vec<Dangling>,
    /// The indices in `dangling` by id.
    dangling_by_id: HashMap<RecordId, usize>,
    /// The spans of the strings in elements with a problem.
    strings: HashMap<Origin, Vec<Range<usize>>>,
    /// The number of comparisons so far; see [`MOST_COMPARISONS`].
    compared: usize,
    pub problems: &'a mut Problems,
}

/// An id that is not in the data.
struct Dangling {
    id: RecordId,
    /// The first link or citation that leads to it, for the message.
    what: &'static str,
    origin: Origin,
    /// The number of further ones.
    others: usize,
}

/// The ids in the files.
struct Mentioned {
    ids: HashSet<String>,
    /// The kinds with a record whose id could not be read. A link to such a kind may mean that record, so it is not
    /// reported as dangling.
    unnamed: HashSet<Kind>,
}

impl Mentioned {
    fn in_files(files: &[SourceFile]) -> Self {
        let mut mentioned = Self { ids: HashSet::new(), unnamed: HashSet::new() };
        for file in files {
            let ids = scan::ids(file.layout.text());
            if let Content::Records(kind) = file.content {
                let is_sound = |id: &&String| RecordId::try_from(id.as_str()).is_ok_and(|id| id.kind() == kind);
                let named = ids.iter().filter(is_sound).collect::<HashSet<_>>().len();
                if file.layout.elements().is_none_or(|elements| elements.len() > named) {
                    mentioned.unnamed.insert(kind);
                }
            }
            mentioned.ids.extend(ids);
        }
        mentioned
    }
}

impl<'a> Checker<'a> {
    pub(super) fn new(files: &'a [SourceFile], parts: &Parts<'a>, complete: bool, problems: &'a mut Problems) -> Self {
        Self {
            files,
            complete,
            withdrawn: parts.withdrawn,
            known: parts.records.iter().map(|located| &located.value.id).collect(),
            mentioned: None,
            dangling: Vec::new(),
            dangling_by_id: HashMap::new(),
            strings: HashMap::new(),
            compared: 0,
            problems,
        }
    }

    /// Reports ids of the wrong kind and duplicate ids.
    fn ids(&mut self, records: &'a [Located<Record>]) {
        let mut first = HashMap::<&RecordId, Origin>::new();
        for located in records {
            let (id, origin) = (&located.value.id, located.origin());
            if let Content::Records(kind) = self.files[origin.file].content
                && kind != id.kind()
            {
                self.report(origin, id.as_str(), |_| {
                    let what =
                        format!("the id {id} is that of {}, in a file of {}", id.kind().with_article(), kind.plural());
                    (what, format!("begin it with {}/, or move the record", kind.prefix()))
                });
                // A duplicate id of the wrong kind would be a consequence of this mistake.
                continue;
            }
            if let Some(earlier) = first.get(id).copied() {
                self.report(origin, id.as_str(), |checker| {
                    let file = &checker.files[earlier.file];
                    let line = file.layout.line_and_column(checker.span(earlier, id.as_str()).start).line;
                    let what = format!("the id {id} is used before, in {} line {line}", file.name);
                    (what, "give this record an id of its own".to_owned())
                });
            }
            first.entry(id).or_insert(origin);
        }
    }

    /// Reports headlines that do not tell records of one kind and pillar apart.
    fn headlines(&mut self, records: &'a [Located<Record>]) {
        let mut first = HashMap::<(Kind, Option<Pillar>, String), &Located<Record>>::new();
        for located in records {
            let record = &located.value;
            let Some(headline) = record.headline.as_ref().map(Headline::as_str) else { continue };
            let words: Vec<String> = headline.split_whitespace().map(str::to_lowercase).collect();
            match first.entry((record.kind(), record.pillar(), words.join(" "))) {
                Entry::Vacant(vacant) => {
                    vacant.insert(located);
                }
                Entry::Occupied(earlier) if earlier.get().value.id != record.id => {
                    // The later edition has changed one of the two, and can be mended.
                    let ends = [located, *earlier.get()];
                    let [here, other] = if ends[1].file > ends[0].file { [ends[1], ends[0]] } else { ends };
                    let headline = here.value.headline.as_ref().map_or(headline, Headline::as_str);
                    self.report(here.origin(), headline, |_| {
                        let what = format!("{} and {} have the same headline", here.value.id, other.value.id);
                        (what, "change one, so that they can be told apart".to_owned())
                    });
                }
                // A record with the same id is reported as that.
                Entry::Occupied(_) => {}
            }
        }
    }

    fn citation(&mut self, origin: Origin, citation: &Citation) {
        let document = &citation.document;
        if document.kind() == Kind::Document {
            self.target(origin, document, "the citation leads to");
        } else {
            self.report(origin, document.as_str(), |_| {
                let what = format!("the citation names {document}, which is no document");
                (what, "cite a record of documents.ron".to_owned())
            });
        }
    }

    fn link(&mut self, origin: Origin, from: &RecordId, link: &Link) {
        let leads_nowhere = self.target(origin, &link.to, "the link leads to");
        self.citation(origin, &link.citation);
        if !leads_nowhere && !link.relation.joins(from.kind(), link.to.kind()) {
            self.report(origin, link.to.as_str(), |_| {
                let (from, to) = (from.kind().with_article(), link.to.kind().with_article());
                let what = format!("`{}` leads here from {from} to {to}", link.relation.forward());
                (what, format!("it joins {}: correct the ids or the relation", link.relation.ends()))
            });
        }
    }

    /// Records `target` as dangling if it is unknown; returns whether it is.
    pub(super) fn target(&mut self, origin: Origin, target: &RecordId, what: &'static str) -> bool {
        if self.known.contains(target) || !self.complete {
            return false;
        }
        let files = self.files;
        let mentioned = self.mentioned.get_or_insert_with(|| Mentioned::in_files(files));
        let is_mentioned = mentioned.ids.contains(target.as_str()) || mentioned.unnamed.contains(&target.kind());
        if is_mentioned && !self.withdrawn.contains_key(target) {
            return false;
        }
        if let Some(known) = self.dangling_by_id.get(target) {
            self.dangling[*known].others += 1;
        } else {
            self.dangling_by_id.insert(target.clone(), self.dangling.len());
            self.dangling.push(Dangling { id: target.clone(), what, origin, others: 0 });
        }
        true
    }

    /// Reports each dangling id.
    fn report_dangling(&mut self) {
        for Dangling { id, what, origin, others } in std::mem::take(&mut self.dangling) {
            if let Some(withdrawn) = self.withdrawn.get(&id).filter(|withdrawn| withdrawn.file > origin.file) {
                self.report_withdrawn(&id, *withdrawn, origin, others);
                continue;
            }
            self.report(origin, id.as_str(), |checker| {
                let others = match others {
                    0 => String::new(),
                    1 => ", and 1 other leads there".to_owned(),
                    others => format!(", and {others} others lead there"),
                };
                if let Some(withdrawn) = checker.withdrawn.get(&id) {
                    let place = place_of(*withdrawn, checker.files);
                    let remedy = "lead elsewhere, leave this out, or keep the record".to_owned();
                    return (format!("{what} {id}, which {place} withdraws{others}"), remedy);
                }
                let remedy = match checker.meant(&id) {
                    Some(meant) => format!("write {meant}, or add the record"),
                    None => "correct the id, or add the record".to_owned(),
                };
                (format!("{what} {id}, which is not in the data{others}"), remedy)
            });
        }
    }

    /// Reports a record that something in an edition below leads to, where this one withdraws it.
    fn report_withdrawn(&mut self, id: &RecordId, withdrawn: Origin, from: Origin, others: usize) {
        self.report(withdrawn, id.as_str(), |checker| {
            let file = &checker.files[from.file];
            let line = file.layout.line_and_column(checker.span(from, id.as_str()).start).line;
            let place = format!("{} line {line}", file.name);
            let others = match others {
                0 => String::new(),
                1 => ", and 1 other does".to_owned(),
                others => format!(", and {others} others do"),
            };
            let what = format!("{id} is withdrawn here, and {place} leads to it{others}");
            (what, "keep it, or replace or withdraw what leads there".to_owned())
        });
    }

    /// The id nearest to an unknown one, if any is near and the comparisons are not used up.
    fn meant(&mut self, target: &RecordId) -> Option<&'a RecordId> {
        if self.compared > MOST_COMPARISONS {
            return None;
        }
        self.compared += self.known.len();
        let near = nearest(target.as_str(), self.known.iter().map(|id| id.as_str()))?;
        self.known.iter().copied().find(|id| id.as_str() == near)
    }

    /// Reports a problem of an element at one of its strings. The message is composed and the span found only if the
    /// problem is among those reported in full.
    pub(super) fn report(&mut self, origin: Origin, at: &str, words: impl FnOnce(&mut Self) -> (String, String)) {
        self.report_nth(origin, at, 0, words);
    }

    /// The same at a string that stands `nth` times before in the element.
    pub(super) fn report_nth(
        &mut self,
        origin: Origin,
        at: &str,
        nth: usize,
        words: impl FnOnce(&mut Self) -> (String, String),
    ) {
        if !self.problems.has_capacity() {
            return self.problems.count_another();
        }
        let (what, remedy) = words(self);
        let span = self.nth_span(origin, at, nth);
        let file = &self.files[origin.file];
        self.problems.report(|| file.problem(span, what, remedy));
    }

    /// The span of a string in an element.
    pub(super) fn span(&mut self, origin: Origin, meaning: &str) -> Range<usize> {
        self.nth_span(origin, meaning, 0)
    }

    /// The span of a string that stands `nth` times before in the element, or else of the first one.
    fn nth_span(&mut self, origin: Origin, meaning: &str, nth: usize) -> Range<usize> {
        let layout = &self.files[origin.file].layout;
        let element = layout.elements().and_then(|elements| elements.get(origin.element));
        let element = element.cloned().unwrap_or(0..layout.text().len());
        let strings = self.strings.entry(origin).or_insert_with(|| {
            let left_out = left_out(
                &layout.text()[element.clone()],
                element.start,
                &self.problems.offsets_in(&self.files[origin.file].name),
            );
            let mut strings = scan::strings(layout.text(), &element);
            strings.retain(|string| !left_out.iter().any(|part| part.contains(&string.start)));
            strings
        });
        let alike = || strings.iter().filter(|span| scan::means(&layout.text()[(*span).clone()], meaning));
        let string = alike().nth(nth).or_else(|| alike().next());
        string.cloned().unwrap_or(element.start..element.start + 1)
    }
}

/// The parts of an element, from this offset on in its file, that were not read, because something in them is reported at one of
/// these offsets: elements of its lists.
fn left_out(element: &str, start: usize, reported: &[usize]) -> Vec<Range<usize>> {
    let inside = reported.iter().filter_map(|at| at.checked_sub(start)).filter(|at| *at < element.len());
    let mut inside = inside.peekable();
    if inside.peek().is_none() {
        return Vec::new();
    }
    let fields = Fields::of(element);
    let part = |at: usize| {
        let field = fields.all.iter().find(|field| field.span.contains(&at))?;
        let part = fields.in_list(field, at)?;
        Some(start + part.start..start + part.end)
    };
    inside.filter_map(part).collect()
}
