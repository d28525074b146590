//! Checks of the vocabulary: each group joins terms or leads somewhere, and each term has one meaning or is marked as
//! ambiguous.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::check::{Checker, Located, Origin};
use super::problem::Problem;
use super::source::{Content, SourceFile};
use crate::atlas::vocabulary::comparable;
use crate::atlas::{Group, Strength, Text};

/// A term of a group of strength Same.
#[derive(Clone, Copy)]
struct Meaning<'a> {
    origin: Origin,
    /// The name of the group.
    group: &'a str,
    term: &'a str,
    /// Whether the group lists it as ambiguous, or is reported because it does not.
    is_listed: bool,
}

/// The first meaning of each term by its key.
type Meanings<'a> = HashMap<String, Meaning<'a>>;

impl<'a> Checker<'a> {
    /// Reports all problems of the vocabulary.
    pub(super) fn vocabulary(&mut self, groups: &'a [Located<Group>]) {
        self.files_of_vocabulary();
        let spoilt = self.spoilt_groups();
        let mut meanings = Meanings::new();
        for located in groups {
            let (group, origin) = (&located.value, located.origin());
            for id in &group.records {
                self.target(origin, id, "the group leads to");
            }
            if !spoilt.contains(&origin) {
                self.use_of(group, origin);
                self.terms(group, origin, &mut meanings);
            }
        }
    }

    /// The groups with a problem reported already. What they lack may be in the field that could not be read.
    fn spoilt_groups(&self) -> HashSet<Origin> {
        let mut spoilt = HashSet::new();
        for (number, file) in self.files.iter().enumerate().filter(|(_, file)| file.content == Content::Vocabulary) {
            for at in self.problems.offsets_in(&file.name) {
                let elements = file.layout.elements().unwrap_or_default();
                let element = elements.partition_point(|element| element.end <= at);
                spoilt.insert(Origin { file: number, element });
            }
        }
        spoilt
    }

    /// Reports that an edition has a vocabulary in the older form, too.
    fn files_of_vocabulary(&mut self) {
        for older in self.files.iter().filter(|file| file.content == Content::Synonyms) {
            let is_newer = |file: &&SourceFile| file.content == Content::Vocabulary && file.level == older.level;
            let Some(newer) = self.files.iter().find(is_newer) else { continue };
            self.problems.report(|| {
                let remedy = "move its groups into that file, each as (terms: [\"…\", \"…\"]), and remove this one";
                Problem::of_file(&older.name, format!("{} is there, too", newer.name), remedy)
            });
        }
    }

    /// Reports a group that joins nothing and leads nowhere.
    fn use_of(&mut self, group: &Group, origin: Origin) {
        let problem = if group.terms.is_empty() {
            ("the group has no English term, and so no name", "add one to `terms`, or remove the group")
        } else if group.leads_anywhere() {
            return;
        } else if group.strength == Strength::Near {
            ("a group of strength Near that leads nowhere", "add `records` or `words`, or leave `strength` out")
        } else if group.entries().nth(1).is_none() {
            ("a group of one term that leads nowhere", "add another term, `records` or `words`, or remove the group")
        } else {
            return;
        };
        self.report(origin, group.name(), |_| (problem.0.to_owned(), problem.1.to_owned()));
    }

    /// Reports terms that are there twice or have several meanings, and what `ambiguous` lists and the group does not have.
    fn terms(&mut self, group: &'a Group, origin: Origin, meanings: &mut Meanings<'a>) {
        let listed: HashSet<String> = group.ambiguous.iter().map(|term| comparable(term.as_str())).collect();
        let mut own = HashMap::new();
        for term in group.entries().map(|entry| entry.text) {
            let key = comparable(term);
            if key.is_empty() {
                self.report(origin, term, |_| {
                    let what = format!("“{term}” has no letter and no digit, so that no search finds it");
                    (what, "write it in words, or remove it".to_owned())
                });
            } else if let Some(earlier) = own.insert(key.clone(), term) {
                self.report(origin, term, |_| {
                    let like = if earlier == term { String::new() } else { format!(", also as “{earlier}”") };
                    (format!("“{term}” is in this group twice{like}"), "remove one of the two".to_owned())
                });
            } else if group.strength == Strength::Same {
                let is_listed = listed.contains(&key);
                // Joined and spaced forms are one for the search: `unwomen` and `UN Women`.
                let joined = key.replace(' ', "");
                self.meaning(joined, Meaning { origin, group: group.name(), term, is_listed }, meanings);
            }
        }
        for term in group.ambiguous.iter().map(Text::as_str).filter(|term| !own.contains_key(&comparable(term))) {
            self.report(origin, term, |_| {
                let what = format!("“{term}” is listed as ambiguous and is no term of this group");
                (what, "add it to the terms, or remove it from `ambiguous`".to_owned())
            });
        }
    }

    /// Reports a term with another meaning in an earlier group, unless both list it as ambiguous. One of the two groups is
    /// reported, if possible the one that does not list it.
    fn meaning(&mut self, key: String, here: Meaning<'a>, meanings: &mut Meanings<'a>) {
        let mut known = match meanings.entry(key) {
            Entry::Vacant(vacant) => {
                vacant.insert(here);
                return;
            }
            Entry::Occupied(known) => known,
        };
        let earlier = *known.get();
        if earlier.origin == here.origin {
            // Each spelling of it must be listed.
            if !here.is_listed {
                *known.get_mut() = here;
            }
            return;
        }
        let level = |meaning: Meaning<'_>| self.files[meaning.origin.file].level;
        let (at, other) = match (here.is_listed, earlier.is_listed) {
            (true, true) => return,
            // The group of the edition below is left as it is.
            (true, false) if level(earlier) < level(here) => return,
            (true, false) => (earlier, here),
            (false, _) => (here, earlier),
        };
        known.get_mut().is_listed = true;
        self.report(at.origin, at.term, |checker| {
            let file = &checker.files[other.origin.file];
            let line = file.layout.line_and_column(checker.span(other.origin, other.term).start).line;
            let what = format!("“{}” is also a term of “{}”, in {} line {line}", at.term, other.group, file.name);
            (what, "list it under `ambiguous` in both groups, or remove it from one".to_owned())
        });
    }
}
