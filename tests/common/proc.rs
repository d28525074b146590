//! Figures of a process from `/proc`.

use std::fs;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::process::{Pid, PidfdFlags, pidfd_open};

/// Longest wait; only a machine under load comes near it.
const PATIENCE: Duration = Duration::from_secs(30);

/// The end of a process, which may be no child.
pub struct Ending(OwnedFd);

impl Ending {
    /// The end of this existing process.
    pub fn of(process: u32) -> Self {
        let process = Pid::from_raw(i32::try_from(process).unwrap()).unwrap();
        Self(pidfd_open(process, PidfdFlags::empty()).unwrap())
    }

    /// Waits for it.
    pub fn wait(&self) {
        let patience = Timespec::try_from(PATIENCE).unwrap();
        let ended = poll(&mut [PollFd::new(&self.0, PollFlags::IN)], Some(&patience)).unwrap();
        assert_eq!(ended, 1, "the process still runs");
    }
}

/// The number of context switches of all its threads.
pub fn context_switches(process: u32) -> u64 {
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let status = threads.map(|thread| fs::read_to_string(thread.unwrap().path().join("status")).unwrap());
    let kinds = ["voluntary_ctxt_switches", "nonvoluntary_ctxt_switches"];
    status.map(|status| kinds.map(|kind| figure(&status, kind)).iter().sum::<u64>()).sum()
}

/// The number of its threads.
pub fn threads(process: u32) -> usize {
    fs::read_dir(format!("/proc/{process}/task")).unwrap().count()
}

/// The memory of one kind, in KiB: `Pss`, `Private_Dirty`.
pub fn memory(process: u32, kind: &str) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap();
    figure(&rollup, kind)
}

/// The figure of this name.
fn figure(text: &str, name: &str) -> u64 {
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    let (_, value) = lines.into_iter().find(|(key, _)| *key == name).unwrap();
    value.split_whitespace().next().unwrap().parse().unwrap()
}
