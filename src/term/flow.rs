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

/// Shortest and longest wait for the last replies before the terminal is restored.
const LAST_REPLY: (Duration, Duration) = (Duration::from_millis(300), Duration::from_secs(2));

/// A reply that has not come by then is lost.
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
        let (least, longest) = LAST_REPLY;
        let until = match self.delay {
            // Half as long again, because `delay` is the fastest reply so far.
            Some(delay) => {
                let expected = delay + self.carrying();
                now + (expected + expected / 2).clamp(least, longest)
            }
            // A terminal that has never replied is unlikely to do so now.
            None => (now + least).min(oldest.at + longest),
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
mod tests {
    use super::*;

    /// A terminal at the end of a connection with a rate in bytes a second and a delay.
    struct Connection {
        flow: FlowControl,
        rate: u32,
        delay: Duration,
        start: Instant,
        /// When the connection has carried all bytes sent so far.
        carried: Duration,
        replies: VecDeque<Duration>,
    }

    impl Connection {
        fn new(rate: u32, delay: Duration) -> Self {
            let mut connection = Self {
                flow: FlowControl::default(),
                rate,
                delay,
                start: Instant::now(),
                carried: Duration::ZERO,
                replies: VecDeque::new(),
            };
            connection.send(30, Duration::ZERO);
            connection.send(4000, Duration::ZERO);
            connection
        }

        fn send(&mut self, bytes: u32, at: Duration) {
            self.flow.sent(bytes as usize, self.start + at);
            self.carried = self.carried.max(at) + Duration::from_secs(1) * bytes / self.rate;
            self.replies.push_back(self.carried + self.delay);
        }

        /// Draws whenever flow control allows it. Returns the number of frames and how late the last one is seen.
        fn hold_a_key(&mut self, bytes: u32, seconds: u64) -> (u32, Duration) {
            let (mut frames, step) = (0, Duration::from_millis(30));
            let mut now = self.carried + self.delay + step;
            let end = now + Duration::from_secs(seconds);
            while now < end {
                while self.replies.front().is_some_and(|answer| *answer <= now) {
                    let answer = self.replies.pop_front().unwrap();
                    self.flow.take_reply(self.start + answer);
                }
                if self.flow.full_until(self.start + now).is_none() {
                    self.send(bytes, now);
                    frames += 1;
                }
                now += step;
            }
            (frames, self.carried.saturating_sub(end))
        }
    }

    #[test]
    fn a_slow_connection_is_never_more_than_a_frame_behind() {
        let mut connection = Connection::new(960, Duration::from_millis(100));
        let (frames, late) = connection.hold_a_key(700, 10);
        assert!((10..=14).contains(&frames), "{frames}");
        assert!(late < Duration::from_secs(1), "{late:?}");
    }

    #[test]
    fn a_fast_connection_is_never_held_back_at_any_distance() {
        for delay in [1, 100, 600] {
            let mut connection = Connection::new(1_000_000, Duration::from_millis(delay));
            let (frames, _) = connection.hold_a_key(700, 3);
            assert_eq!(frames, 100, "{delay} ms");
        }
    }

    #[test]
    fn a_terminal_that_never_replies_is_not_waited_for_and_soon_not_asked() {
        let (mut flow, now) = (FlowControl::default(), Instant::now());
        for _ in 0..MOST_MISSED {
            assert!(flow.asks());
            flow.sent(5000, now);
            assert_eq!(flow.full_until(now), None);
        }
        assert!(!flow.asks());
    }

    fn seconds(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    /// A connection whose rate and delay are known: 1,000 bytes a second, 100 ms.
    fn known(now: Instant) -> FlowControl {
        let mut flow = FlowControl::default();
        flow.sent(4, now);
        flow.take_reply(now + seconds(0.1));
        flow.sent(4000, now + seconds(0.1));
        flow.take_reply(now + seconds(4.1));
        flow
    }

    #[test]
    fn few_bytes_give_no_rate() {
        let (mut flow, now) = (FlowControl::default(), Instant::now());
        flow.sent(30, now);
        flow.sent(7000, now);
        // The first reply is lost: the second counts as the first, and no other follows.
        flow.take_reply(now + seconds(0.01));
        assert_eq!(flow.rate, None);
        let until = flow.full_until(now + seconds(0.01)).unwrap();
        assert_eq!(until, now + PATIENCE, "without a rate nothing waits over one second");
        flow.expire(until);
        assert!(flow.full_until(until).is_none() && flow.asks());
    }

    #[test]
    fn few_bytes_go_at_once_while_no_rate_is_known() {
        let (mut flow, now) = (FlowControl::default(), Instant::now());
        flow.sent(30, now);
        flow.take_reply(now + seconds(0.6));
        flow.sent(900, now + seconds(1.0));
        assert_eq!(flow.full_until(now + seconds(1.0)), None);
    }

    #[test]
    fn a_frame_waits_at_most_for_the_bytes_under_way_and_one_second() {
        let now = Instant::now();
        let mut flow = known(now);
        let sent = now + seconds(5.0);
        flow.sent(3000, sent);
        let until = flow.full_until(sent).unwrap();
        assert!((until - sent).abs_diff(seconds(4.0)) < seconds(0.1), "{:?}", until - sent);
    }

    #[test]
    fn a_terminal_that_stops_replying_is_soon_not_waited_for_until_it_replies_again() {
        let now = Instant::now();
        let mut flow = known(now);
        let mut at = now + seconds(5.0);
        let mut waited = Duration::ZERO;
        for _ in 0..20 {
            if flow.asks() {
                flow.sent(3000, at);
            }
            if let Some(until) = flow.full_until(at) {
                waited += until - at;
                at = until;
            }
            flow.expire(at);
            at += seconds(0.1);
        }
        assert!(waited < seconds(8.0), "{waited:?}");
        assert!(!flow.asks());
        flow.take_reply(at);
        assert!(flow.asks());
    }

    #[test]
    fn the_wait_for_the_last_replies_follows_the_round_trip() {
        let now = Instant::now();
        let waits = |delay: f64, bytes| {
            let mut flow = FlowControl::default();
            flow.sent(1 << 20, now);
            flow.take_reply(now + seconds(delay));
            flow.sent(bytes, now + seconds(delay));
            let (owed, until) = flow.owed(now + seconds(delay)).unwrap();
            assert_eq!(owed, 1);
            until - (now + seconds(delay))
        };
        assert_eq!(waits(0.001, 4), seconds(0.3), "at least");
        assert!(waits(0.6, 4).abs_diff(seconds(0.9)) < seconds(0.01), "one and a half of the way there and back");
        assert_eq!(waits(5.0, 4), seconds(2.0), "at most");
    }

    #[test]
    fn late_replies_are_awaited_before_the_terminal_is_restored() {
        let (mut flow, now) = (FlowControl::default(), Instant::now());
        flow.sent(4, now);
        flow.take_reply(now + seconds(1.5));
        flow.sent(2000, now + seconds(2.0));
        flow.expire(now + seconds(3.2));
        let (owed, until) = flow.owed(now + seconds(3.2)).unwrap();
        assert_eq!(owed, 1);
        assert!(until - (now + seconds(3.2)) >= seconds(1.9), "one and a half of the way there and back, two at most");
        flow.take_reply(now + seconds(3.5));
        assert_eq!(flow.owed(now + seconds(3.5)), None);
        let again = flow.after_a_stop();
        assert_eq!(again.round_trip(), Some(seconds(1.5)));
    }

    #[test]
    fn a_terminal_that_has_never_replied_is_awaited_briefly() {
        let (mut flow, now) = (FlowControl::default(), Instant::now());
        flow.sent(4, now);
        assert_eq!(flow.owed(now + seconds(0.1)), Some((1, now + seconds(0.4))));
        assert_eq!(flow.owed(now + seconds(2.0)), None);
    }
}
