//! Flow control: how many bytes are on their way to the terminal, and when the next frame may follow.
//!
//! The buffers between icatlas and the terminal hold far more than a slow connection carries in a second, so a frame that is
//! written may be seen much later. Therefore each frame ends with a request for the cursor position (DSR 6, ECMA-48
//! §8.3.35), and the terminal's reply means that the frame has arrived. While more bytes are under way than the connection carries
//! at once, the next frame waits; it then shows the newest state.
//!
//! Replies get lost, and some terminals never reply. So no frame waits much longer than the bytes before it need, and after
//! a few missing replies no frame waits until the terminal replies again.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The request at the end of a frame.
pub const QUESTION: &[u8] = b"\x1b[6n";

/// The next frame may follow while at most this much of the connection's time is under way: short enough for keys to feel
/// immediate.
const MOST_UNDER_WAY: Duration = Duration::from_millis(250);

/// How long a frame waits for a reply, beyond the time that the bytes before it need.
const PATIENCE: Duration = Duration::from_secs(1);

/// Fewest bytes to measure a rate over; with fewer the round trip takes most of the time. Also the most bytes that may be
/// under way while no rate is known.
const SHORTEST_SAMPLE: usize = 1 << 10;

/// Shortest wait for the last replies before the terminal is restored.
const LAST_REPLY: Duration = Duration::from_millis(300);

/// Wait for the replies of a terminal that has not replied yet: more than the round trip of a bad connection. Only keys that
/// were typed before anything was seen end a session before the first reply.
const FIRST_REPLY: Duration = Duration::from_secs(1);

/// A reply that has not come by then is lost, and the longest wait for one.
const LONGEST_REPLY: Duration = Duration::from_secs(10);

/// Most requests in a row without a reply.
const MOST_MISSED: usize = 4;

/// The state of the connection.
#[derive(Debug, Default)]
pub(super) struct FlowControl {
    /// Frames sent and not yet confirmed, the oldest first.
    under_way: VecDeque<Sent>,
    /// Frames not confirmed in time, the oldest first: no frame waits for them, but their replies may still come.
    overdue: VecDeque<Sent>,
    /// The last reply.
    last_reply: Option<Reply>,
    /// The sample that the next rate is measured over.
    sample: Sample,
    /// Rate of the connection in bytes a second, once measured.
    rate: Option<f64>,
    /// The fastest reply so far: the round trip.
    delay: Option<Duration>,
    /// Number of replies in a row that did not come in time.
    missed: usize,
}

/// A reply: when it came in, and when its request was sent.
#[derive(Debug, Clone, Copy)]
struct Reply {
    at: Instant,
    sent: Instant,
}

/// Bytes sent up to and including a request.
#[derive(Debug, Clone, Copy)]
struct Sent {
    bytes: usize,
    at: Instant,
}

/// Confirmed bytes, with the time in which they were sent and the time in which they arrived.
#[derive(Debug, Clone, Copy, Default)]
struct Sample {
    /// Whether each frame was under way together with the one before. Otherwise the times include the round trip, and the
    /// rate is a lower bound.
    together: bool,
    bytes: usize,
    sending: Duration,
    arriving: Duration,
}

impl FlowControl {
    /// Whether the next frame ends with a request.
    pub(super) fn asks(&self) -> bool {
        self.missed < MOST_MISSED && (self.replies() || self.under_way.len() < MOST_MISSED)
    }

    /// Records that this many bytes were sent, a request at their end.
    pub(super) fn sent(&mut self, bytes: usize, now: Instant) {
        self.under_way.push_back(Sent { bytes, at: now });
    }

    /// Records that a reply has come in.
    pub(super) fn take_reply(&mut self, now: Instant) {
        self.missed = 0;
        self.overdue.retain(|sent| now.saturating_duration_since(sent.at) < LONGEST_REPLY);
        let Some(sent) = self.overdue.pop_front().or_else(|| self.under_way.pop_front()) else { return };
        let took = now - sent.at;
        self.delay = Some(self.delay.map_or(took, |delay| delay.min(took)));
        let (together, sending, arriving) = match self.last_reply.filter(|before| before.at > sent.at) {
            Some(before) => (true, sent.at - before.sent, now - before.at),
            None => (false, took, took),
        };
        if self.sample.together != together {
            self.sample = Sample { together, ..Sample::default() };
        }
        self.sample.bytes += sent.bytes;
        self.sample.sending += sending;
        self.sample.arriving += arriving;
        self.last_reply = Some(Reply { at: now, sent: sent.at });
        if self.sample.bytes >= SHORTEST_SAMPLE {
            self.rate = Some(self.sample.rate_after(self.rate));
            self.sample = Sample::default();
        }
    }

    /// The same connection after a stop, during which other programs have read the replies.
    #[must_use]
    pub(super) fn after_a_stop(&self) -> Self {
        Self { last_reply: self.last_reply, delay: self.delay, ..Self::default() }
    }

    /// The shortest round trip so far, once one is known.
    pub(super) const fn round_trip(&self) -> Option<Duration> {
        self.delay
    }

    /// The number of replies that the terminal still owes, and until when to wait for them, so that the next program does
    /// not read them.
    pub(super) fn owed(&self, now: Instant) -> Option<(usize, Instant)> {
        let owed = self.overdue.iter().filter(|sent| now.saturating_duration_since(sent.at) < LONGEST_REPLY);
        let owed: Vec<&Sent> = owed.chain(&self.under_way).collect();
        let oldest = owed.first()?;
        let until = match self.delay {
            // Half as long again, because `delay` is the fastest reply so far.
            Some(delay) => {
                let expected = delay + self.carrying();
                now + (expected + expected / 2).clamp(LAST_REPLY, LONGEST_REPLY)
            }
            // A terminal that has never replied in so long will not do so now.
            None => (now + FIRST_REPLY).min(oldest.at + LONGEST_REPLY),
        };
        (now < until && self.missed < MOST_MISSED).then_some((owed.len(), until))
    }

    /// Until when the next frame waits if no reply comes before; `None` if it need not wait.
    pub(super) fn full_until(&self, now: Instant) -> Option<Instant> {
        let until = self.patient_until().filter(|until| self.replies() && now < *until)?;
        let room = match (self.rate, self.delay) {
            (Some(rate), Some(delay)) => rate * (MOST_UNDER_WAY + delay).as_secs_f64(),
            _ => to_float(SHORTEST_SAMPLE),
        };
        (to_float(self.bytes()) > room).then_some(until)
    }

    /// Gives up on overdue replies: they are lost, or the connection has changed.
    pub(super) fn expire(&mut self, now: Instant) {
        if self.replies() && self.patient_until().is_some_and(|until| now >= until) {
            let before = std::mem::take(self);
            *self = Self {
                overdue: before.overdue.into_iter().chain(before.under_way).collect(),
                last_reply: before.last_reply,
                delay: before.delay,
                missed: before.missed + 1,
                ..Self::default()
            };
        }
    }

    /// Whether the terminal has replied lately.
    const fn replies(&self) -> bool {
        self.last_reply.is_some() && self.missed < MOST_MISSED
    }

    fn patient_until(&self) -> Option<Instant> {
        Some(self.under_way.front()?.at + self.carrying() + PATIENCE)
    }

    /// Bytes under way.
    fn bytes(&self) -> usize {
        self.under_way.iter().map(|sent| sent.bytes).sum()
    }

    /// How long the connection needs for the bytes under way; zero while no rate is known.
    fn carrying(&self) -> Duration {
        let seconds = self.rate.map_or(0.0, |rate| to_float(self.bytes()) / rate);
        Duration::try_from_secs_f64(seconds).unwrap_or_default()
    }
}

impl Sample {
    /// The new rate, given the rate before.
    fn rate_after(&self, before: Option<f64>) -> f64 {
        let seen = to_float(self.bytes) / self.arriving.as_secs_f64().max(1e-6);
        // The bytes arrived over a longer time than they were sent in, so the connection was the limit and not a lack of bytes.
        let held_up = self.arriving > self.sending + self.sending / 4;
        match before {
            Some(before) if held_up => f64::midpoint(before, seen),
            Some(before) => before.max(seen),
            None => seen,
        }
    }
}

fn to_float(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
