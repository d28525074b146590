//! The lock that lets one session at a time change the saved state.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use super::state_file::{FOLLOW_NOTHING, check_owned_file};

/// Longest wait for a lock that another session holds, in all. A session holds it for one write, which takes far less.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// Wait for a lock that was held before, if the last attempt is longer ago than [`PATIENCE`].
const GRACE: Duration = Duration::from_millis(30);

/// Time between two attempts.
const RETRY: Duration = Duration::from_millis(3);

/// The time for the lock; a test can replace it.
pub trait Clock {
    /// The current time.
    fn now(&self) -> Instant;

    /// Waits, and returns whether to continue waiting.
    fn pause(&mut self, duration: Duration) -> bool;
}

/// A clock that sleeps, for callers that need not react to signals meanwhile.
#[derive(Debug)]
pub struct Sleep;

impl Clock for Sleep {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn pause(&mut self, duration: Duration) -> bool {
        std::thread::sleep(duration);
        true
    }
}

/// The lock as seen by one session.
#[derive(Debug, Default)]
pub(super) struct Lock {
    held: Option<Held>,
}

/// When another session was found to hold the lock.
#[derive(Debug, Clone, Copy)]
struct Held {
    /// The first time.
    first: Instant,
    /// The latest time.
    last: Instant,
}

/// Why the lock could not be taken.
#[derive(Debug)]
pub(super) enum NoLock {
    Io(io::Error),
    /// Another session held it for the whole wait.
    Busy,
    /// Another session still holds it after an earlier full wait, so there was no further one.
    StillBusy,
}

impl Lock {
    /// Takes the lock and holds it until the file is dropped; a killed session releases it. While another session holds
    /// it, waits at most `patience`, and never more than [`PATIENCE`] in all: keys typed ahead must not each wait anew.
    pub(super) fn take(&mut self, path: &Path, patience: Duration, clock: &mut dyn Clock) -> Result<File, NoLock> {
        let file = open(path).map_err(NoLock::Io)?;
        let start = clock.now();
        // After a pause, the session that holds the lock may be a new one that is about to release it.
        let last = self.held.map(|held| held.last);
        let grace = if last.is_some_and(|last| start.saturating_duration_since(last) > PATIENCE) {
            GRACE
        } else {
            Duration::ZERO
        };
        let waited_out =
            |held: Held, now: Instant| now >= (start + patience).min((held.first + PATIENCE).max(start + grace));
        let again = self.held.is_some_and(|held| start >= held.first + PATIENCE);
        loop {
            match file.try_lock() {
                Ok(()) => {
                    self.held = None;
                    return Ok(file);
                }
                Err(TryLockError::Error(error)) => return Err(NoLock::Io(error)),
                Err(TryLockError::WouldBlock) => {
                    let now = clock.now();
                    let held = Held { first: self.held.map_or(now, |held| held.first), last: now };
                    self.held = Some(held);
                    if waited_out(held, now) || !clock.pause(RETRY) {
                        return Err(if again { NoLock::StillBusy } else { NoLock::Busy });
                    }
                }
            }
        }
    }
}

/// Opens the lock file as if an attacker had prepared it: follows no link and does not wait for a FIFO.
fn open(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .custom_flags(FOLLOW_NOTHING)
        .open(path)
        .map_err(|error| match path.symlink_metadata() {
            Ok(there) if !there.is_file() => io::Error::other("the lock is not a regular file"),
            _ => error,
        })?;
    check_owned_file(&file, "the lock")?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock that moves only while the lock waits.
    struct Moved(Instant);

    impl Clock for Moved {
        fn now(&self) -> Instant {
            self.0
        }

        fn pause(&mut self, duration: Duration) -> bool {
            self.0 += duration;
            true
        }
    }

    /// The clock of a session that is ending.
    struct Ended;

    impl Clock for Ended {
        fn now(&self) -> Instant {
            Instant::now()
        }

        fn pause(&mut self, _: Duration) -> bool {
            false
        }
    }

    #[test]
    fn a_session_that_finds_the_lock_held_waits_once_and_not_for_every_change() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("lock");
        let other = open(&path).unwrap();
        other.lock().unwrap();
        let (mut lock, start) = (Lock::default(), Instant::now());
        let mut clock = Moved(start);
        assert!(matches!(lock.take(&path, PATIENCE, &mut clock), Err(NoLock::Busy)));
        for _ in 0..20 {
            assert!(matches!(lock.take(&path, PATIENCE, &mut clock), Err(NoLock::StillBusy)));
        }
        assert!(clock.0 - start < PATIENCE + RETRY * 2, "{:?}", clock.0 - start);
        other.unlock().unwrap();
        lock.take(&path, PATIENCE, &mut clock).unwrap();
        // A lock held by a new session is waited for again.
        other.lock().unwrap();
        let before = clock.0;
        assert!(matches!(lock.take(&path, PATIENCE, &mut clock), Err(NoLock::Busy)));
        assert!(clock.0 - before >= PATIENCE);
        // A lock still held is not, however much later the next change comes.
        for pause in [Duration::from_secs(3), Duration::from_mins(5)] {
            clock.0 += pause;
            let before = clock.0;
            assert!(matches!(lock.take(&path, PATIENCE, &mut clock), Err(NoLock::StillBusy)));
            assert!((GRACE..=GRACE + RETRY).contains(&(clock.0 - before)), "{:?}", clock.0 - before);
        }
    }

    #[test]
    fn a_short_wait_shortens_a_long_one_by_its_time_only() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("lock");
        let other = open(&path).unwrap();
        other.lock().unwrap();
        let (mut lock, start) = (Lock::default(), Instant::now());
        let mut clock = Moved(start);
        assert!(matches!(lock.take(&path, PATIENCE / 10, &mut clock), Err(NoLock::Busy)));
        assert!(matches!(lock.take(&path, PATIENCE, &mut clock), Err(NoLock::Busy)));
        assert!((clock.0 - start).abs_diff(PATIENCE) < RETRY * 2, "{:?}", clock.0 - start);
    }

    #[test]
    fn a_session_that_is_ending_does_not_wait_for_the_lock() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("lock");
        let other = open(&path).unwrap();
        other.lock().unwrap();
        assert!(matches!(Lock::default().take(&path, PATIENCE, &mut Ended), Err(NoLock::Busy)));
    }

    #[test]
    fn the_clock_of_a_session_sleeps_and_the_wait_goes_on() {
        let mut clock = Sleep;
        let before = clock.now();
        assert!(clock.pause(RETRY));
        assert!(clock.now() - before >= RETRY);
    }
}
