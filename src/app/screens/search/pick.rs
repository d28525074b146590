//! The search of `icatlas pick`: Enter ends the session with the selected record or with the marked ones. Nothing is saved, and
//! no other screen but the help opens over it.

use super::{Action, MOVE_KEYS, PAGES, SCROLL, Search, TO_COMPLETE, TO_FILTER};
use crate::app::Action::{Close, Open, Search as Own, Show};
use crate::app::keys::{self, Binding, Bindings, LetterKeys};
use crate::app::screens::{Flow, Name};
use crate::app::{Action as Pressed, Effect, Shared};
use crate::atlas::{Data, RecordId, VisibleRecord};

/// The sign of a marked record, and a blank of its width.
pub(super) const MARKED: &str = "✓";
pub(super) const UNMARKED: &str = " ";

/// The place of Alt-m in the footer and, where there is nothing to mark, of Tab.
pub(super) const MARK_RANK: u8 = 3;

pub(in crate::app) static PICK_KEYS: Bindings = Bindings {
    name: "pick",
    heading: "IN ICATLAS PICK",
    letters: LetterKeys::Typed,
    list: &[
        MOVE_KEYS.hint(2, "move", 4),
        PAGES,
        Binding::new("Enter", &[Open], "print it, or what is marked; without marks, search for what is offered")
            .hint(1, "print", 1),
        Binding::new("Alt-m", &[Own(Action::Mark)], "mark or unmark it, to print several").hint(1, "mark", MARK_RANK),
        Binding::new("Esc", &[Close], "end, print nothing").hint(1, "cancel", 2),
        SCROLL,
        Binding { does: "complete the filter (`kind:r`), or search for what is offered", ..TO_COMPLETE },
        TO_FILTER,
        Binding::new("F1", &[Show(Name::Help)], "what can be typed; keys")
            .hint(1, "what can be typed", keys::LAST)
            .in_short("help"),
    ],
};

impl Search {
    /// The search for `words` in which records are picked.
    pub(in crate::app) fn to_pick(words: &str, shared: &Shared) -> Self {
        Self::with(words, Some(Vec::new()), shared)
    }

    /// Whether records are picked in it.
    pub(in crate::app) const fn is_to_pick(&self) -> bool {
        self.marked.is_some()
    }

    /// The name of the screen.
    pub(super) const fn name(&self) -> &'static str {
        if self.is_to_pick() { "Pick" } else { "Search" }
    }

    /// The marked records in the order of marking; none where nothing is picked.
    pub(super) fn marked(&self) -> &[RecordId] {
        self.marked.as_deref().unwrap_or_default()
    }

    /// The sign of a record, where records are picked.
    pub(super) fn sign(&self, record: VisibleRecord<'_>) -> Option<&'static str> {
        let marked = self.marked.as_ref()?;
        Some(if marked.contains(record.id()) { MARKED } else { UNMARKED })
    }

    /// Marks the selected record, or unmarks it.
    pub(super) fn mark(&mut self, data: &Data) {
        if self.defers(Pressed::Search(Action::Mark)) {
            return;
        }
        let Some(record) = self.chosen(data).map(|record| record.id().clone()) else { return };
        let Some(marked) = &mut self.marked else { return };
        match marked.iter().position(|other| *other == record) {
            Some(at) => drop(marked.remove(at)),
            None => marked.push(record),
        }
    }

    /// Ends with the marked records or, if there are none, with the selected one.
    pub(super) fn pick(&self, data: &Data) -> Flow {
        let chosen = || self.chosen(data).map(|record| record.id().clone()).into_iter().collect();
        let records: Vec<RecordId> = if self.marked().is_empty() { chosen() } else { self.marked().to_vec() };
        if records.is_empty() { Flow::Stay } else { Flow::Do(Effect::Pick(records)) }
    }
}
