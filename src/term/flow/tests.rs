//! Tests of the flow control.

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
    assert!(waits(3.0, 4).abs_diff(seconds(4.5)) < seconds(0.01), "however far the terminal is");
    assert_eq!(waits(9.0, 4), seconds(10.0), "at most");
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
    assert!(until - (now + seconds(3.2)) >= seconds(1.9), "one and a half of the way there and back");
    flow.take_reply(now + seconds(3.5));
    assert_eq!(flow.owed(now + seconds(3.5)), None);
    let again = flow.after_a_stop();
    assert_eq!(again.round_trip(), Some(seconds(1.5)));
}

#[test]
fn a_terminal_that_has_never_replied_is_awaited_only_at_first() {
    let (mut flow, now) = (FlowControl::default(), Instant::now());
    flow.sent(4, now);
    assert_eq!(flow.owed(now + seconds(0.1)), Some((1, now + seconds(1.1))));
    assert_eq!(flow.owed(now + seconds(9.5)), Some((1, now + seconds(10.0))));
    assert_eq!(flow.owed(now + seconds(10.0)), None);
}
