//! Searches: in the loop over ordinary data, in a thread of its own over large data, so that typing never waits. A newer
//! request cancels the search for an older one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::app::screens::search::{Request, Results};
use crate::search::Searcher;
use crate::term::Mailbox;

/// Most records searched in the loop, before the next key. Over twice as many the slowest key of the benchmark takes about 1
/// ms (`benches/README.md`), far less than the time between two keys.
const INSTANT: usize = 5000;

pub(super) struct SearchWorker {
    mailbox: Mailbox,
    /// The version of the newest request.
    newest: Arc<AtomicU64>,
    /// The channel to the thread, once it runs.
    requests: Option<Sender<Wanted>>,
}

/// A request with the data to search.
type Wanted = (Arc<Searcher>, Request);

impl SearchWorker {
    pub(super) fn new(mailbox: Mailbox) -> Self {
        Self { mailbox, newest: Arc::default(), requests: None }
    }

    /// Whether [`SearchWorker::search`] returns the results itself.
    #[expect(clippy::unused_self, reason = "the limit is a property of the search worker")]
    pub(super) fn is_instant(&self, searcher: &Searcher) -> bool {
        searcher.data().whole().len() <= INSTANT
    }

    /// Returns the results of a request, or `None` if an event brings them later.
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
        // No thread could be started: search here, however long it takes.
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
        // Skip all pending requests but the newest.
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
    let found = searcher.search_unless(&request.query, request.most, unwanted)?;
    Some(Results { version: request.version, found })
}
