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

/// Estimated memory for copying a record, in bytes per byte of its texts: the escaped text, and a copy for the plain text
/// screen.
const FOR_A_BYTE: usize = 8;

/// Most records remembered as looked up; the empty search lists them first.
const REMEMBERED: usize = 50;

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
    /// The text copied last.
    pub(super) copied: Option<String>,
    pub(super) pages: Pages,
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
            copied: None,
            pages: Pages::default(),
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

    /// The text copied last.
    pub fn copied(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// Remembers a record as looked up.
    pub(super) fn remember(&mut self, record: &RecordId) {
        self.recent.retain(|other| other != record);
        self.recent.insert(0, record.clone());
        self.recent.truncate(REMEMBERED);
    }

    /// Pins, unpins or copies a record.
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
            return Some(Effect::Save(Change::Unpin(id)));
        }
        let before = self.unpinned.iter().find(|pin| pin.id == id).cloned();
        let title = wrap::cut(self.data().get(record)?.title().first(), LONGEST_TITLE).into_owned();
        let title = Text::try_from(title).unwrap_or(id.clone());
        Some(Effect::Save(Change::Pin(before.unwrap_or(Pin { id, title, note: None }))))
    }

    /// The citations of a record, a line for each.
    pub(super) fn citation(&self, record: &RecordId) -> Option<String> {
        Some(Style::Plain.cite(self.data(), self.data().get(record)?).trim_end().to_owned())
    }

    /// Takes the saved state after a change and returns the notice about it. Remembers a removed pin, so that pinning the
    /// record again restores its note.
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
            Change::Move { .. } | Change::Note { .. } | Change::Query(_) | Change::LastRecord(_) | Change::Started => {
                None
            }
        }
    }
}
