//! Does the searching: at once where that takes no time, beside the main loop over large data, so that typing never
//! waits. The newest request wins; what is under way for an older one is given up.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Instant;

use crate::app::screens::search::{Request, Results};
use crate::search::Searcher;
use crate::term::Mailbox;

/// Up to so many records a search is done before the next key can be pressed.
const INSTANT: usize = 5000;

pub(super) struct SearchWorker {
    mailbox: Mailbox,
    /// The version of the newest request.
    newest: Arc<AtomicU64>,
    /// Where requests go once there were any.
    requests: Option<Sender<Wanted>>,
}

/// A request, with what is to be searched.
type Wanted = (Arc<Searcher>, Request);

impl SearchWorker {
    pub(super) fn new(mailbox: Mailbox) -> Self {
        Self { mailbox, newest: Arc::default(), requests: None }
    }

    /// Whether answers come at once.
    #[expect(clippy::unused_self, reason = "how much is instant is the seeker's to say")]
    pub(super) fn is_instant(&self, searcher: &Searcher) -> bool {
        searcher.data().whole().len() <= INSTANT
    }

    /// Answers a request at once, or has it answered by an event.
    pub(super) fn search(&mut self, searcher: &Arc<Searcher>, request: Request) -> Option<Results> {
        self.newest.store(request.version, Ordering::Release);
        if self.is_instant(searcher) {
            return results(searcher, &request, &|| false);
        }
        if self.requests.is_none() {
            self.requests = self.start();
        }
        let left = match &self.requests {
            Some(requests) => requests.send((Arc::clone(searcher), request)).err().map(|refused| refused.0.1),
            None => Some(request),
        };
        // No thread to be had: slow is better than not at all.
        results(searcher, &left?, &|| false)
    }

    fn start(&self) -> Option<Sender<Wanted>> {
        let (sender, requests) = mpsc::channel();
        let (mailbox, newest) = (self.mailbox.clone(), Arc::clone(&self.newest));
        let worker = move || work(&requests, &mailbox, &newest);
        thread::Builder::new().name("search".to_owned()).spawn(worker).ok()?;
        Some(sender)
    }
}

fn work(requests: &Receiver<Wanted>, mailbox: &Mailbox, newest: &AtomicU64) {
    while let Ok(wanted) = requests.recv() {
        // Of all that waits only the newest is wanted.
        let (searcher, request) = requests.try_iter().last().unwrap_or(wanted);
        let version = request.version;
        let unwanted = || newest.load(Ordering::Acquire) != version;
        if let Some(results) = results(&searcher, &request, &unwanted)
            && !mailbox.post(results)
        {
            return;
        }
    }
}

fn results(searcher: &Searcher, request: &Request, unwanted: &dyn Fn() -> bool) -> Option<Results> {
    let start = Instant::now();
    let found = searcher.search_unless(&request.query, request.most, unwanted)?;
    Some(Results { version: request.version, found, took: start.elapsed() })
}
