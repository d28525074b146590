//! State that all screens read: the data, the window size, the saved state, the keymap. Only the model changes it.

use std::cell::RefCell;
use std::sync::Arc;

use super::content::Block;
use super::keys::Keymap;
use super::layout::{self, Arrangement};
use super::pages::Pages;
use crate::atlas::{Data, RecordId};
use crate::present::content::Lines;
use crate::present::naming::counted;
use crate::search::Searcher;
use crate::storage::saved::{Change, Pin, SavedState};
use crate::storage::undo::{Made, Opposite};

/// Most changes of the pins that can be undone.
const MOST_UNDONE: usize = 100;

/// Most records remembered as looked up, which the empty search lists first, and most texts typed into a field.
const REMEMBERED: usize = 50;

/// The text fields that remember what was typed into them in this session. The search saves its queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The query of the search.
    Query,
    /// The palette.
    Palette,
    /// A note on a pin.
    Note,
    /// The name of a file.
    FileName,
    /// What the help is filtered by.
    Filter,
}

/// State that all screens read.
#[derive(Debug)]
pub struct Shared {
    pub(super) searcher: Arc<Searcher>,
    pub(super) size: (u16, u16),
    pub(super) ascii: bool,
    pub(super) restricted: bool,
    pub(super) keymap: Keymap,
    /// The records looked up, the newest first.
    pub(super) recent: Vec<RecordId>,
    /// The saved state as it is on disk.
    pub(super) saved: SavedState,
    /// Pins removed in this session, so that pinning the record again restores its note.
    pub(super) unpinned: Vec<Pin>,
    /// What undoes the last changes of the pins, the newest last.
    pub(super) undo: Vec<Vec<Opposite>>,
    /// What was typed into each [`Field`], the newest last.
    typed: [Vec<String>; 5],
    /// The text copied last, until something else is done than looking at it.
    pub(super) copied: Option<String>,
    /// Whether the setting that makes tmux pass copies on was named in this session.
    pub(super) tmux_is_explained: bool,
    pub(super) pages: Pages,
    /// The memory of the region shown last, for the next one.
    pub(super) spare: RefCell<(Lines, Vec<Block>)>,
    /// First version of the search opened last, so that results are never taken for those of another search.
    pub(super) searches: u64,
}

impl Shared {
    pub(super) fn new(searcher: Searcher, size: (u16, u16)) -> Self {
        Self {
            searcher: Arc::new(searcher),
            size,
            ascii: false,
            restricted: false,
            keymap: Keymap::default(),
            recent: Vec::new(),
            saved: SavedState::default(),
            unpinned: Vec::new(),
            undo: Vec::new(),
            typed: Default::default(),
            copied: None,
            tmux_is_explained: false,
            pages: Pages::default(),
            spare: RefCell::default(),
            searches: 0,
        }
    }

    /// The visible data.
    pub fn data(&self) -> &Data {
        self.searcher.data()
    }

    /// The search over the visible data.
    pub const fn searcher(&self) -> &Arc<Searcher> {
        &self.searcher
    }

    /// Whether editorial texts are hidden.
    pub fn sources_only(&self) -> bool {
        self.data().filter().sources_only
    }

    /// The size of the window in columns and lines.
    pub const fn size(&self) -> (u16, u16) {
        self.size
    }

    /// The arrangement for the window size.
    pub const fn arrangement(&self) -> Arrangement {
        Arrangement::of(self.size.0, self.size.1)
    }

    /// The area between title line and footer.
    pub fn body(&self) -> ratatui::layout::Rect {
        layout::body(self.size)
    }

    /// Whether the terminal shows ASCII only.
    pub const fn ascii(&self) -> bool {
        self.ascii
    }

    /// Whether restricted mode is on: no file is written, and no shell is reached.
    pub const fn restricted(&self) -> bool {
        self.restricted
    }

    /// The keys of all screens.
    pub const fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// The saved state as it is on disk.
    pub const fn saved(&self) -> &SavedState {
        &self.saved
    }

    /// The pin of a record, if it is pinned.
    pub fn pin_of(&self, record: &RecordId) -> Option<&Pin> {
        self.saved.pin(record.as_str())
    }

    /// Remembers a record as looked up.
    pub(super) fn remember(&mut self, record: &RecordId) {
        self.recent.retain(|other| other != record);
        self.recent.insert(0, record.clone());
        self.recent.truncate(REMEMBERED);
    }

    /// Remembers a text that was typed into a field; the newest is the last.
    pub(super) fn remember_typed(&mut self, field: Field, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let typed = &mut self.typed[field as usize];
        typed.retain(|other| other != text);
        typed.push(text.to_owned());
        let surplus = typed.len().saturating_sub(REMEMBERED);
        typed.drain(..surplus);
    }

    /// What was typed into a field in this session, the newest last.
    pub(super) fn typed(&self, field: Field) -> &[String] {
        &self.typed[field as usize]
    }

    /// Takes the saved state after a change and returns the notice about it. Remembers a removed pin, so that pinning the
    /// record again restores its note, and what undoes the change.
    pub(super) fn confirm(&mut self, saved: SavedState, change: &Change, made: Made, undo: &str) -> Option<String> {
        let before = std::mem::replace(&mut self.saved, saved);
        let changed = made.opposites.len();
        let has_changed = changed > 0;
        let undoes = if undo.contains(' ') { format!("{undo} undo it") } else { format!("{undo} undoes it") };
        let is_new = matches!(made.opposites.first(), Some(Opposite::Unpin(_)));
        if has_changed {
            self.undo.push(made.opposites);
            let surplus = self.undo.len().saturating_sub(MOST_UNDONE);
            self.undo.drain(..surplus);
        }
        let count = self.saved.pins.len();
        match change {
            Change::Pin(_) if !has_changed => Some("It is pinned already.".to_owned()),
            Change::Pin(pins) => {
                self.unpinned.retain(|other| pins.iter().all(|pin| pin.id != other.id));
                Some(match changed {
                    1 => format!("Pinned: {count} in all. {undoes}."),
                    new => format!("{new} pinned: {count} in all. {undoes}."),
                })
            }
            Change::Unpin(id) => {
                self.unpinned.extend(before.pin(id.as_str()).cloned());
                Some(format!("Unpinned. {undoes}."))
            }
            Change::Move { .. } if has_changed => Some(format!("Moved. {undoes}.")),
            Change::Note(pin) if is_new && pin.note.is_some() => {
                Some(format!("Pinned with the note: {count} in all. {undoes}."))
            }
            Change::Note(_) if is_new => Some(format!("Pinned: {count} in all. {undoes}.")),
            Change::Note(pin) if has_changed && pin.note.is_none() => Some(format!("The note is removed. {undoes}.")),
            Change::Note(_) if has_changed => Some(format!("Noted. {undoes}.")),
            Change::Undo(opposites) => {
                self.undo.pop();
                Some(undone(opposites, made.refused))
            }
            Change::Move { .. } | Change::Note(_) | Change::Query(_) | Change::LastRecord(_) | Change::Started => None,
        }
    }
}

/// What an undo has done.
fn undone(opposites: &[Opposite], refused: usize) -> String {
    if refused == opposites.len() {
        return "Not undone: another session has changed that pin since.".to_owned();
    }
    let done = match opposites.first() {
        Some(Opposite::Unpin(_)) if opposites.len() > 1 => "they are pinned no longer",
        Some(Opposite::Unpin(_)) => "it is pinned no longer",
        Some(Opposite::Pin { .. }) => "it is pinned again",
        Some(Opposite::Move { .. }) => "the order is as before",
        Some(Opposite::Note { .. }) => "the note is as before",
        None => "nothing",
    };
    match refused {
        0 => format!("Undone: {done}."),
        refused => {
            format!("Undone: {done}, but for {}, which another session has changed since.", counted_pins(refused))
        }
    }
}

fn counted_pins(number: usize) -> String {
    counted(u64::try_from(number).unwrap_or(u64::MAX), "pin")
}
