//! How many bytes are on their way to the terminal, and whether there is room for another frame.
//!
//! Between here and the eyes at the far end lie buffers that take far more than the link carries in a second: a frame that
//! is written is not yet seen. So each frame ends with a question about the cursor's place (DSR 6, ECMA-48 §8.3.35), which
//! every terminal answers when it has come to it. While more is under way than the link carries in a moment, the next
//! frame waits, and what is drawn then is the newest state. A terminal that does not answer is never waited for.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The question.
pub(super) const QUESTION: &[u8] = b"\x1b[6n";

/// The next frame may go while as much is under way as the link carries in so long.
const MOMENT: Duration = Duration::from_millis(250);

/// A terminal that has not answered for so long will not.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait for the last answers, before the terminal is handed back.
const LAST_ANSWER: Duration = Duration::from_secs(2);

/// So many questions are asked of a terminal that has answered none yet.
const TRIES: usize = 4;

/// What is known of the link.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// What has been sent and not been answered for yet, oldest first.
    under_way: VecDeque<Sent>,
    /// When the last answer came in, and when its question had been sent.
    last_answer: Option<Answered>,
    /// Bytes a second, as far as seen.
    rate: Option<f64>,
    /// The quickest answer so far: what the way there and back takes.
    delay: Option<Duration>,
}

#[derive(Debug, Clone, Copy)]
struct Answered {
    at: Instant,
    sent: Instant,
}

/// Bytes up to a question.
#[derive(Debug, Clone, Copy)]
struct Sent {
    bytes: usize,
    at: Instant,
}

impl Pace {
    /// Whether a frame shall end with the question.
    pub(super) fn asks(&self) -> bool {
        self.last_answer.is_some() || self.under_way.len() < TRIES
    }

    /// Notes that so many bytes were sent, the question being the last of them.
    pub(super) fn sent(&mut self, bytes: usize, now: Instant) {
        self.under_way.push_back(Sent { bytes, at: now });
    }

    /// Notes that an answer has come in.
    pub(super) fn answered(&mut self, now: Instant) {
        let Some(sent) = self.under_way.pop_front() else { return };
        let took = now - sent.at;
        self.delay = Some(self.delay.map_or(took, |delay| delay.min(took)));
        let mut rate = self.rate.unwrap_or(0.0).max(rate_of(sent.bytes, took));
        if let Some(before) = self.last_answer.filter(|before| before.at > sent.at) {
            // Under way together with what was answered before.
            let (departed, arrived) = (sent.at - before.sent, now - before.at);
            let seen = rate_of(sent.bytes, arrived);
            // Drawn out on its way: it was the link that took the time, and not that there was nothing to send.
            let held_up = arrived > departed + departed / 4;
            rate = match self.rate {
                Some(rate) if held_up => f64::midpoint(rate, seen),
                _ => rate.max(seen),
            };
        }
        self.rate = Some(rate);
        self.last_answer = Some(Answered { at: now, sent: sent.at });
    }

    /// How many answers the terminal still owes, and until when it is worth to wait for them. One that has never answered
    /// has a moment from the first question on.
    pub(super) fn owed(&self, now: Instant) -> Option<(usize, Instant)> {
        let oldest = self.under_way.front()?;
        let until = if self.answers() { now + LAST_ANSWER } else { oldest.at + MOMENT };
        (now < until).then_some((self.under_way.len(), until))
    }

    /// Whether the terminal has ever answered.
    const fn answers(&self) -> bool {
        self.last_answer.is_some()
    }

    /// Until when the next frame has to wait at most; an answer may come before. Nothing if there is room for it now.
    pub(super) fn full_until(&self, now: Instant) -> Option<Instant> {
        let until = self.patient_until().filter(|_| self.answers())?;
        let bytes: usize = self.under_way.iter().map(|sent| sent.bytes).sum();
        let room = self.rate? * (MOMENT + self.delay?).as_secs_f64();
        (now < until && to_float(bytes) > room).then_some(until)
    }

    /// Gives up on answers that have not come for long: the terminal is asked anew.
    pub(super) fn expire(&mut self, now: Instant) {
        if self.answers() && self.patient_until().is_some_and(|until| now >= until) {
            *self = Self::default();
        }
    }

    fn patient_until(&self) -> Option<Instant> {
        let oldest = self.under_way.front()?;
        Some(self.last_answer.map_or(oldest.at, |last| last.at.max(oldest.at)) + PATIENCE)
    }
}

fn rate_of(bytes: usize, time: Duration) -> f64 {
    to_float(bytes) / time.as_secs_f64().max(1e-6)
}

fn to_float(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A terminal at the end of a link that carries so many bytes a second and needs so long for the first.
    struct Link {
        pace: Pace,
        rate: u32,
        delay: Duration,
        start: Instant,
        /// When the link has carried everything so far.
        carried: Duration,
        answers: VecDeque<Duration>,
    }

    impl Link {
        fn new(rate: u32, delay: Duration) -> Self {
            let mut link = Self {
                pace: Pace::default(),
                rate,
                delay,
                start: Instant::now(),
                carried: Duration::ZERO,
                answers: VecDeque::new(),
            };
            link.send(30, Duration::ZERO);
            link.send(4000, Duration::ZERO);
            link
        }

        fn send(&mut self, bytes: u32, at: Duration) {
            self.pace.sent(bytes as usize, self.start + at);
            self.carried = self.carried.max(at) + Duration::from_secs(1) * bytes / self.rate;
            self.answers.push_back(self.carried + self.delay);
        }

        /// Draws whenever there is room, for so long, and says how many frames were drawn and how late the last was seen.
        fn hold_a_key(&mut self, bytes: u32, seconds: u64) -> (u32, Duration) {
            let (mut frames, step) = (0, Duration::from_millis(30));
            let mut now = self.carried + self.delay + step;
            let end = now + Duration::from_secs(seconds);
            while now < end {
                while self.answers.front().is_some_and(|answer| *answer <= now) {
                    let answer = self.answers.pop_front().unwrap();
                    self.pace.answered(self.start + answer);
                }
                if self.pace.full_until(self.start + now).is_none() {
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
        let (mut pace, now) = (Pace::default(), Instant::now());
        for _ in 0..TRIES {
            assert!(pace.asks());
            pace.sent(5000, now);
            assert_eq!(pace.full_until(now), None);
        }
        assert!(!pace.asks());
    }

    #[test]
    fn a_terminal_that_stops_to_answer_is_given_up_on() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        pace.sent(100, now);
        pace.answered(now + Duration::from_secs(1));
        pace.sent(9000, now + Duration::from_secs(2));
        let until = pace.full_until(now + Duration::from_secs(2)).unwrap();
        assert_eq!(until, now + Duration::from_secs(2) + PATIENCE);
        pace.expire(until);
        assert!(pace.full_until(until).is_none() && pace.asks());
    }
}
