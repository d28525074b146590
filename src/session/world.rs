//! The world of a session: screen, events, saved state, files, clipboard and search worker.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::clipboard::{Around, Clipboard, Refusal};
use super::search_worker::SearchWorker;
use crate::app::driver::{NotCopied, SentTo, World};
use crate::app::screens::search::{Request, Results};
use crate::search::Searcher;
use crate::storage::saved::{Change, SavedState};
use crate::storage::undo::Made;
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
    fn save(&mut self, change: &Change) -> Result<(SavedState, Made), StoreError> {
        let made = self.store.keep(change, &mut UntilEnded(&mut self.events))?;
        Ok((self.store.saved().clone(), made))
    }

    fn reload(&mut self) -> Option<SavedState> {
        self.store.reload().cloned()
    }

    fn remark(&mut self) -> Option<String> {
        self.store.remark()
    }

    fn copy(&mut self, text: &str) -> Result<SentTo, NotCopied> {
        let around = Around::from_environment();
        let sequence = self.clipboard.sequence(text, around).map_err(|refusal| match refusal {
            Refusal::Off => NotCopied::Off,
            Refusal::NoClipboard => NotCopied::NoClipboard,
            Refusal::TooLong => NotCopied::TooLong,
        })?;
        self.screen.put(sequence).map_err(|_| NotCopied::Gone)?;
        Ok(if around == Around::Tmux { SentTo::Tmux } else { SentTo::Terminal })
    }

    fn write(&mut self, name: &str, text: &str, replace: bool) -> io::Result<()> {
        // In restricted mode the core requests no files.
        let disk = self.disk.ok_or(io::ErrorKind::PermissionDenied)?;
        disk.write_named(&typed_path(name)?, replace, text)
    }

    fn free_name(&self, name: &str) -> Option<String> {
        let is_free = |name: &String| typed_path(name).is_ok_and(|path| path.symlink_metadata().is_err());
        numbered(name).find(is_free)
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

/// Names like this one with a number before the ending: `call-sheet-2.md`.
fn numbered(name: &str) -> impl Iterator<Item = String> {
    /// Most names tried.
    const MOST: usize = 1000;
    let folder = name.rfind('/').map_or(0, |slash| slash + 1);
    let ending = name[folder..].rfind('.').filter(|dot| *dot > 0).map_or(name.len(), |dot| folder + dot);
    let (stem, ending) = name.split_at(ending);
    (2..MOST).map(move |number| format!("{stem}-{number}{ending}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_comes_before_the_ending_of_the_name() {
        for (name, second) in [
            ("call-sheet.md", "call-sheet-2.md"),
            ("~/a.b/sheet", "~/a.b/sheet-2"),
            ("a.tar.gz", "a.tar-2.gz"),
            (".hidden", ".hidden-2"),
            ("é", "é-2"),
        ] {
            assert_eq!(numbered(name).next().as_deref(), Some(second));
        }
    }
}
