//! The world of a session: screen, events, saved state, files, clipboard and search worker.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::clipboard::{self, Clipboard, Refusal};
use super::search_worker::SearchWorker;
use crate::app::driver::{NotCopied, World};
use crate::app::screens::search::{Request, Results};
use crate::search::Searcher;
use crate::storage::saved::{Change, SavedState};
use crate::storage::{Clock, Disk, Store, StoreError, typed_path};
use crate::term::{self, Events, Screen};

pub(super) struct SessionWorld {
    pub screen: Screen,
    pub events: Events,
    pub search_worker: SearchWorker,
    pub store: Store,
    pub disk: Option<Disk>,
    pub clipboard: Clipboard,
}

impl SessionWorld {
    /// Restores the terminal and shows the main screen last: the next program must not read replies to icatlas, and icatlas
    /// must not read keys meant for that program.
    pub(super) fn hand_back(&mut self) {
        if let Some((replies, until)) = self.screen.owed() {
            self.events.await_replies(replies, until);
        }
        term::leave_raw_mode();
        term::show_main_screen();
    }
}

impl World for SessionWorld {
    fn save(&mut self, change: &Change) -> Result<SavedState, StoreError> {
        self.store.keep(change, &mut UntilEnded(&mut self.events))?;
        Ok(self.store.saved().clone())
    }

    fn remark(&mut self) -> Option<String> {
        self.store.remark()
    }

    fn copy(&mut self, text: &str) -> Result<(), NotCopied> {
        let sequence = self.clipboard.sequence(text, clipboard::in_tmux()).map_err(|refusal| match refusal {
            Refusal::Off => NotCopied::Off,
            Refusal::TooLong => NotCopied::TooLong,
        })?;
        self.screen.put(sequence).map_err(|_| NotCopied::Gone)
    }

    fn write(&mut self, name: &str, text: &str) -> io::Result<()> {
        // In restricted mode the core requests no files.
        let disk = self.disk.ok_or(io::ErrorKind::PermissionDenied)?;
        disk.create(&typed_path(name)?, text)
    }

    fn searches_at_once(&self, searcher: &Searcher) -> bool {
        self.search_worker.is_instant(searcher)
    }

    fn search(&mut self, searcher: &Arc<Searcher>, request: Request) -> Option<Results> {
        self.search_worker.search(searcher, request)
    }

    fn redraw(&mut self) {
        self.screen.forget();
    }

    fn stop(&mut self) -> bool {
        let possible = term::can_be_continued();
        if possible {
            self.hand_back();
            term::stop();
        }
        possible
    }
}

/// A clock whose pauses end with a signal that ends the session.
struct UntilEnded<'a>(&'a mut Events);

impl Clock for UntilEnded<'_> {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn pause(&mut self, duration: Duration) -> bool {
        self.0.pause(duration)
    }
}
