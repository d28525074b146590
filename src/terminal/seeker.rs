//! Does the searching: at once where that takes no time, beside the main loop over large data, so that typing never
//! waits. The newest request wins; what is under way for an older one is given up.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Instant;

use super::events::Letterbox;
use crate::app::search::{Answer, Request};
use crate::search::Searcher;

/// Up to so many records a search is done before the next key can be pressed.
const INSTANT: usize = 5000;

pub(super) struct Seeker {
    searcher: Arc<Searcher>,
    letterbox: Letterbox,
    /// The version of the newest request.
    newest: Arc<AtomicU64>,
    /// Where requests go once there were any.
    requests: Option<Sender<Request>>,
}

impl Seeker {
    pub(super) fn new(searcher: Arc<Searcher>, letterbox: Letterbox) -> Self {
        Self { searcher, letterbox, newest: Arc::default(), requests: None }
    }

    /// Whether answers come at once.
    pub(super) fn is_instant(&self) -> bool {
        self.searcher.atlas().records().len() <= INSTANT
    }

    /// Answers a request at once, or has it answered by an event.
    pub(super) fn seek(&mut self, request: Request) -> Option<Answer> {
        self.newest.store(request.version, Ordering::Release);
        if self.is_instant() {
            return answer(&self.searcher, &request, &|| false);
        }
        if self.requests.is_none() {
            self.requests = self.start();
        }
        let left = match &self.requests {
            Some(requests) => requests.send(request).err().map(|refused| refused.0),
            None => Some(request),
        };
        // No thread to be had: slow is better than not at all.
        answer(&self.searcher, &left?, &|| false)
    }

    fn start(&self) -> Option<Sender<Request>> {
        let (sender, requests) = mpsc::channel();
        let (searcher, letterbox, newest) =
            (Arc::clone(&self.searcher), self.letterbox.clone(), Arc::clone(&self.newest));
        let worker = move || work(&searcher, &requests, &letterbox, &newest);
        thread::Builder::new().name("search".to_owned()).spawn(worker).ok()?;
        Some(sender)
    }
}

fn work(searcher: &Searcher, requests: &Receiver<Request>, letterbox: &Letterbox, newest: &AtomicU64) {
    while let Ok(request) = requests.recv() {
        // Of all that waits only the newest is wanted.
        let request = requests.try_iter().last().unwrap_or(request);
        let version = request.version;
        let unwanted = || newest.load(Ordering::Acquire) != version;
        if let Some(answer) = answer(searcher, &request, &unwanted)
            && !letterbox.post(answer)
        {
            return;
        }
    }
}

fn answer(searcher: &Searcher, request: &Request, unwanted: &dyn Fn() -> bool) -> Option<Answer> {
    let start = Instant::now();
    let found = searcher.search_unless(&request.query, request.most, unwanted)?;
    Some(Answer { version: request.version, found, took: start.elapsed() })
}
