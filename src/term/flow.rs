//! How many bytes are on their way to the terminal, and whether there is room for another frame.
//!
//! Between here and the eyes at the far end lie buffers that take far more than the link carries in a second: a frame that
//! is written is not yet seen. So each frame ends with a question about the cursor's place (DSR 6, ECMA-48 §8.3.35), which
//! every terminal answers when it has come to it. While more is under way than the link carries in a moment, the next
//! frame waits, and what is drawn then is the newest state.
//!
//! Answers get lost, and some terminals never answer. So nothing waits for an answer much longer than the bytes before it
//! take, and after a few that did not come none is waited for until the terminal answers again.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The question that ends a frame.
pub const QUESTION: &[u8] = b"\x1b[6n";

/// The next frame may go while as much is under way as the link carries in so long.
const MOMENT: Duration = Duration::from_millis(250);

/// How long a frame waits for an answer beyond what the bytes before it take.
const PATIENCE: Duration = Duration::from_secs(1);

/// The bytes from which on a rate counts: with fewer it is the way there and back that takes the time. As many go without
/// waiting while no rate is known.
const ENOUGH: usize = 1 << 10;

/// The least and the longest wait for the last answers, before the terminal is handed back.
const LAST_REPLY: (Duration, Duration) = (Duration::from_millis(300), Duration::from_secs(2));

/// An answer that has not come in so long will not.
const FORGOTTEN: Duration = Duration::from_secs(10);

/// So many questions in a row that stay without an answer are enough.
const TRIES: usize = 4;

/// What is known of the link.
#[derive(Debug, Default)]
pub(super) struct FlowControl {
    /// What has been sent and not been answered for yet, oldest first.
    under_way: VecDeque<Sent>,
    /// What was not answered for in time, oldest first: nothing waits for it any more, but the answers may still come.
    overdue: VecDeque<Sent>,
    /// When the last answer came in, and when its question had been sent.
    last_reply: Option<Reply>,
    /// What the next rate will be taken from.
    sample: Sample,
    /// Bytes a second, as far as seen.
    rate: Option<f64>,
    /// The quickest answer so far: what the way there and back takes.
    delay: Option<Duration>,
    /// How many answers in a row were given up on.
    given_up: usize,
}

#[derive(Debug, Clone, Copy)]
struct Reply {
    at: Instant,
    sent: Instant,
}

/// Bytes up to a question.
#[derive(Debug, Clone, Copy)]
struct Sent {
    bytes: usize,
    at: Instant,
}

/// Bytes that have come through, the time over which they were sent, and that over which they came through.
#[derive(Debug, Clone, Copy, Default)]
struct Sample {
    /// Whether each was under way together with what was answered before. Else the way there and back is in the times, and
    /// the link carries at least as much.
    together: bool,
    bytes: usize,
    sending: Duration,
    arriving: Duration,
}

impl FlowControl {
    /// Whether a frame shall end with the question.
    pub(super) fn asks(&self) -> bool {
        self.given_up < TRIES && (self.replies() || self.under_way.len() < TRIES)
    }

    /// Notes that so many bytes were sent, the question being the last of them.
    pub(super) fn sent(&mut self, bytes: usize, now: Instant) {
        self.under_way.push_back(Sent { bytes, at: now });
    }

    /// Notes that an answer has come in.
    pub(super) fn take_reply(&mut self, now: Instant) {
        self.given_up = 0;
        self.overdue.retain(|sent| now.saturating_duration_since(sent.at) < FORGOTTEN);
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
        if self.sample.bytes >= ENOUGH {
            self.rate = Some(self.sample.rate_after(self.rate));
            self.sample = Sample::default();
        }
    }

    /// The same link after a stop, in which others have read what came in.
    #[must_use]
    pub(super) fn after_a_stop(&self) -> Self {
        Self { last_reply: self.last_reply, delay: self.delay, ..Self::default() }
    }

    /// How long the way there and back takes at the least, once that is known.
    pub(super) const fn round_trip(&self) -> Option<Duration> {
        self.delay
    }

    /// How many answers the terminal still owes, and until when it is worth to wait for them, so that none falls into the
    /// hands of whoever reads from the terminal next.
    pub(super) fn owed(&self, now: Instant) -> Option<(usize, Instant)> {
        let owed = self.overdue.iter().filter(|sent| now.saturating_duration_since(sent.at) < FORGOTTEN);
        let owed: Vec<&Sent> = owed.chain(&self.under_way).collect();
        let oldest = owed.first()?;
        let (least, longest) = LAST_REPLY;
        let until = match self.delay {
            Some(delay) => now + ((delay + self.carrying()) * 3 / 2).clamp(least, longest),
            // One that has never answered in all that time will not now.
            None => (now + least).min(oldest.at + longest),
        };
        (now < until && self.given_up < TRIES).then_some((owed.len(), until))
    }

    /// Until when the next frame has to wait at most; an answer may come before. Nothing if there is room for it now.
    pub(super) fn full_until(&self, now: Instant) -> Option<Instant> {
        let until = self.patient_until().filter(|until| self.replies() && now < *until)?;
        let room = match (self.rate, self.delay) {
            (Some(rate), Some(delay)) => rate * (MOMENT + delay).as_secs_f64(),
            _ => to_float(ENOUGH),
        };
        (to_float(self.bytes()) > room).then_some(until)
    }

    /// Gives up on answers that have not come when they should have: they are lost, or the link has become another one.
    pub(super) fn expire(&mut self, now: Instant) {
        if self.replies() && self.patient_until().is_some_and(|until| now >= until) {
            let before = std::mem::take(self);
            *self = Self {
                overdue: before.overdue.into_iter().chain(before.under_way).collect(),
                last_reply: before.last_reply,
                delay: before.delay,
                given_up: before.given_up + 1,
                ..Self::default()
            };
        }
    }

    /// Whether the terminal answers, as far as known.
    const fn replies(&self) -> bool {
        self.last_reply.is_some() && self.given_up < TRIES
    }

    fn patient_until(&self) -> Option<Instant> {
        Some(self.under_way.front()?.at + self.carrying() + PATIENCE)
    }

    /// What is under way, in bytes.
    fn bytes(&self) -> usize {
        self.under_way.iter().map(|sent| sent.bytes).sum()
    }

    /// How long the link takes for what is under way, as far as its rate is known.
    fn carrying(&self) -> Duration {
        let seconds = self.rate.map_or(0.0, |rate| to_float(self.bytes()) / rate);
        Duration::try_from_secs_f64(seconds).unwrap_or_default()
    }
}

impl Sample {
    /// The rate after this sample, where this one was known before.
    fn rate_after(&self, before: Option<f64>) -> f64 {
        let seen = to_float(self.bytes) / self.arriving.as_secs_f64().max(1e-6);
        // Drawn out on its way: it was the link that took the time, and not that there was nothing to send.
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

    /// A terminal at the end of a link that carries so many bytes a second and needs so long for the first.
    struct Link {
        flow: FlowControl,
        rate: u32,
        delay: Duration,
        start: Instant,
        /// When the link has carried everything so far.
        carried: Duration,
        replies: VecDeque<Duration>,
    }

    impl Link {
        fn new(rate: u32, delay: Duration) -> Self {
            let mut link = Self {
                flow: FlowControl::default(),
                rate,
                delay,
                start: Instant::now(),
                carried: Duration::ZERO,
                replies: VecDeque::new(),
            };
            link.send(30, Duration::ZERO);
            link.send(4000, Duration::ZERO);
            link
        }

        fn send(&mut self, bytes: u32, at: Duration) {
            self.flow.sent(bytes as usize, self.start + at);
            self.carried = self.carried.max(at) + Duration::from_secs(1) * bytes / self.rate;
            self.replies.push_back(self.carried + self.delay);
        }

        /// Draws whenever there is room, for so long, and says how many frames were drawn and how late the last was seen.
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
    fn a_slow_link_is_never_more_than_a_frame_behind() {
        let mut link = Link::new(960, Duration::from_millis(100));
        let (frames, late) = link.hold_a_key(700, 10);
        assert!((10..=14).contains(&frames), "{frames}");
        assert!(late < Duration::from_secs(1), "{late:?}");
    }

    #[test]
    fn a_fast_link_is_never_held_back_however_far_its_end() {
        for delay in [1, 100, 600] {
            let mut link = Link::new(1_000_000, Duration::from_millis(delay));
            let (frames, _) = link.hold_a_key(700, 3);
            assert_eq!(frames, 100, "{delay} ms");
        }
    }

    #[test]
    fn a_terminal_that_does_not_answer_is_not_waited_for_nor_asked_for_ever() {
        let (mut flow, now) = (FlowControl::default(), Instant::now());
        for _ in 0..TRIES {
            assert!(flow.asks());
            flow.sent(5000, now);
            assert_eq!(flow.full_until(now), None);
        }
        assert!(!flow.asks());
    }

    fn seconds(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    /// A link whose rate and delay are known: 1,000 bytes a second, 100 ms.
    fn known(now: Instant) -> FlowControl {
        let mut flow = FlowControl::default();
        flow.sent(4, now);
        flow.take_reply(now + seconds(0.1));
        flow.sent(4000, now + seconds(0.1));
        flow.take_reply(now + seconds(4.1));
        flow
    }

    #[test]
    fn a_few_bytes_are_no_rate() {
        let (mut flow, now) = (FlowControl::default(), Instant::now());
        flow.sent(30, now);
        flow.sent(7000, now);
        // The first answer is lost: the second is taken for it, and none follows.
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
    fn a_frame_waits_at_most_for_what_the_bytes_under_way_take_and_a_second() {
        let now = Instant::now();
        let mut flow = known(now);
        let sent = now + seconds(5.0);
        flow.sent(3000, sent);
        let until = flow.full_until(sent).unwrap();
        assert!((until - sent).abs_diff(seconds(4.0)) < seconds(0.1), "{:?}", until - sent);
    }

    #[test]
    fn a_terminal_that_stops_answering_is_soon_not_waited_for_until_it_answers_again() {
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
    fn the_last_answers_are_awaited_as_long_as_they_may_take() {
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
    fn answers_that_come_late_are_awaited_before_the_terminal_is_handed_back() {
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
    fn a_terminal_that_has_never_answered_is_hardly_awaited() {
        let (mut flow, now) = (FlowControl::default(), Instant::now());
        flow.sent(4, now);
        assert_eq!(flow.owed(now + seconds(0.1)), Some((1, now + seconds(0.4))));
        assert_eq!(flow.owed(now + seconds(2.0)), None);
    }
}
