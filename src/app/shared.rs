//! State that all screens read: the data, the window size, the saved state, the keymap. Only the model changes it.

use std::sync::Arc;

use super::keys::Keymap;
use super::layout::{self, Arrangement};
use super::pages::Pages;
use super::screens::Flow;
use super::{Effect, Take};
use crate::atlas::{Data, RecordId, Text, has_memory};
use crate::formats;
use crate::formats::cite::Style;
use crate::present::wrap;
use crate::search::Searcher;
use crate::storage::saved::{Change, Pin, SavedState};

/// Longest title saved with a pin, in columns; every change rewrites all pins.
const LONGEST_TITLE: usize = 1000;

/// Memory needed to copy a record, in bytes per byte of its texts: escaped, and kept for the plain view.
const FOR_A_BYTE: usize = 8;

/// How many looked-up records are remembered.
const REMEMBERED: usize = 50;

/// State that all screens read.
#[derive(Debug)]
pub struct Shared {
    pub(super) searcher: Arc<Searcher>,
    pub(super) size: (u16, u16),
    pub(super) ascii: bool,
    pub(super) restricted: bool,
    pub(super) keymap: Keymap,
    /// The records that were looked up, the last one first.
    pub(super) recent: Vec<RecordId>,
    /// What outlives the session, as far as it is known to be kept.
    pub(super) saved: SavedState,
    /// Pins removed in this session, so that pinning the record again restores its note.
    pub(super) unpinned: Vec<Pin>,
    /// What was copied last.
    pub(super) copied: Option<String>,
    pub(super) pages: Pages,
    /// Counts the searches, so that the answer to one is not taken for that to another.
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
            copied: None,
            pages: Pages::default(),
            searches: 0,
        }
    }

    /// The data, as far as it is shown.
    pub fn data(&self) -> &Data {
        self.searcher.data()
    }

    /// What finds and marks words.
    pub const fn searcher(&self) -> &Arc<Searcher> {
        &self.searcher
    }

    /// Whether nothing editorial is shown.
    pub fn sources_only(&self) -> bool {
        self.data().filter().sources_only
    }

    /// The columns and rows of the window.
    pub const fn size(&self) -> (u16, u16) {
        self.size
    }

    /// How much the window shows at once.
    pub const fn arrangement(&self) -> Arrangement {
        Arrangement::of(self.size.0, self.size.1)
    }

    /// What is between the line at the top and that at the bottom.
    pub fn body(&self) -> ratatui::layout::Rect {
        layout::body(self.size)
    }

    /// Whether the terminal shows ASCII only.
    pub const fn ascii(&self) -> bool {
        self.ascii
    }

    /// Whether the account may run nothing else: no file is written, and no shell is got at.
    pub const fn restricted(&self) -> bool {
        self.restricted
    }

    /// The keys.
    pub const fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// What outlives the session.
    pub const fn saved(&self) -> &SavedState {
        &self.saved
    }

    /// The pin of a record, if it is pinned.
    pub fn pin_of(&self, record: &RecordId) -> Option<&Pin> {
        self.saved.pin(record.as_str())
    }

    /// What was copied last.
    pub fn copied(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// Notes that a record was looked up.
    pub(super) fn remember(&mut self, record: &RecordId) {
        self.recent.retain(|other| other != record);
        self.recent.insert(0, record.clone());
        self.recent.truncate(REMEMBERED);
    }

    /// Pins or unpins a record, or copies it or its citation.
    pub(super) fn take(&self, take: Take, record: &RecordId) -> Flow {
        match take {
            Take::Pin => self.pin(record).into(),
            Take::CopyCitation => self.citation(record).map(|text| Effect::Copy("the citation", text)).into(),
            Take::CopyRecord => {
                let Some(record) = self.data().get(record) else { return Flow::Stay };
                if !has_memory(record.length().saturating_mul(FOR_A_BYTE)) {
                    return Flow::Say("There is not enough memory to copy it.".into());
                }
                Flow::Do(Effect::Copy("the record", formats::markdown_of(self.data(), record)))
            }
        }
    }

    fn pin(&self, record: &RecordId) -> Option<Effect> {
        let id = Text::from(record);
        if self.saved.pin(id.as_str()).is_some() {
            return Some(Effect::Keep(Change::Unpin(id)));
        }
        let before = self.unpinned.iter().find(|pin| pin.id == id).cloned();
        let title = wrap::cut(self.data().get(record)?.title().first(), LONGEST_TITLE).into_owned();
        let title = Text::try_from(title).unwrap_or(id.clone());
        Some(Effect::Keep(Change::Pin(before.unwrap_or(Pin { id, title, note: None }))))
    }

    /// Where a record is from, as a line of text for each source.
    pub(super) fn citation(&self, record: &RecordId) -> Option<String> {
        Some(Style::Plain.cite(self.data(), self.data().get(record)?).trim_end().to_owned())
    }

    /// Takes what is kept now, a change having been made, and gives what there is to say of it. Pins that were taken away are
    /// remembered with their notes, for whoever pins the record again.
    pub(super) fn confirm(&mut self, saved: SavedState, change: &Change) -> Option<String> {
        let before = std::mem::replace(&mut self.saved, saved);
        match change {
            Change::Pin(pin) => {
                self.unpinned.retain(|other| other.id != pin.id);
                Some(format!("Pinned: {} in all.", self.saved.pins.len()))
            }
            Change::Unpin(id) => {
                self.unpinned.extend(before.pin(id.as_str()).cloned());
                Some("Unpinned.".to_owned())
            }
            Change::Move { .. } | Change::Note { .. } | Change::Query(_) | Change::LastRecord(_) => None,
        }
    }
}
