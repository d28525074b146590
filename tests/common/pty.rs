//! The built program in a real pseudo-terminal, with a terminal emulator on the other side.

use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

#[path = "terminal.rs"]
mod terminal;

pub use terminal::Connection;
use terminal::{Keyboard, Output, Screen, Terminal};

/// Longest wait; only a machine under load comes near it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Silence after which a program has nothing more to draw.
const SILENCE: Duration = Duration::from_millis(300);

/// Longest wait for output after the program has ended.
const LAST_OUTPUT: Duration = Duration::from_secs(1);

/// Most columns and lines of the emulator, whatever size the terminal claims.
const LARGEST: (u16, u16) = (500, 150);

/// A program in a pseudo-terminal.
pub struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Keyboard,
    child: Box<dyn Child + Send + Sync>,
    terminal: Arc<Terminal>,
    /// The state folder of the program, unless its environment names another.
    _state: TempDir,
}

impl Session {
    /// The file of the terminal.
    pub fn terminal_file(&self) -> PathBuf {
        self.master.as_ref().and_then(|master| master.tty_name()).unwrap()
    }

    /// Starts icatlas with these arguments.
    pub fn icatlas(arguments: &[&str], width: u16, height: u16) -> Self {
        Self::icatlas_with(arguments, &[], width, height)
    }

    /// Starts icatlas with these arguments and environment variables.
    pub fn icatlas_with(arguments: &[&str], environment: &[(&str, &str)], width: u16, height: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_icatlas"));
        command.args(arguments);
        Self::start(command, environment, width, height)
    }

    /// Starts icatlas at the far end of a connection.
    pub fn icatlas_over(connection: Connection, arguments: &[&str], width: u16, height: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_icatlas"));
        command.args(arguments);
        Self::start_over(connection, command, &[], width, height)
    }

    /// Starts a shell with job control that is about to run icatlas.
    pub fn shell(width: u16, height: u16) -> Self {
        Self::shell_over(Connection::default(), width, height)
    }

    /// The same at the far end of a connection.
    pub fn shell_over(connection: Connection, width: u16, height: u16) -> Self {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-i"]);
        command.env("PS1", "ready> ");
        command.env_remove("ENV");
        let session = Self::start_over(connection, command, &[], width, height);
        session.wait_for("the prompt", |screen| screen.contents().contains("ready>"));
        session.send(&format!("{}\n", env!("CARGO_BIN_EXE_icatlas")));
        session
    }

    /// Starts icatlas as a child of a session leader that ignores the hang-up of the terminal, as under
    /// `nohup`, `ssh -t host task` or in some panes of tmux.
    pub fn under_a_deaf_leader(width: u16, height: u16) -> Self {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", &format!("trap '' HUP; {}; sleep 60", env!("CARGO_BIN_EXE_icatlas"))]);
        Self::start(command, &[], width, height)
    }

    /// Starts any program.
    pub fn program(program: &str, arguments: &[&str], environment: &[(&str, &str)], width: u16, height: u16) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        Self::start(command, environment, width, height)
    }

    /// The same at the far end of a connection.
    pub fn program_over(connection: Connection, program: &str, arguments: &[&str], width: u16, height: u16) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        Self::start_over(connection, command, &[], width, height)
    }

    fn start(command: CommandBuilder, environment: &[(&str, &str)], width: u16, height: u16) -> Self {
        Self::start_over(Connection::default(), command, environment, width, height)
    }

    fn start_over(
        connection: Connection,
        mut command: CommandBuilder,
        environment: &[(&str, &str)],
        width: u16,
        height: u16,
    ) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        let ours = ["ICATLAS_RESTRICTED", "ICATLAS_CLIPBOARD", "ICATLAS_ESCAPE_MS"];
        for variable in ["NO_COLOR", "TMUX"].into_iter().chain(ours) {
            command.env_remove(variable);
        }
        // The frozen data; a bench of the built-in data sets this empty.
        command.env("ICATLAS_DATA", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/frozen"));
        // The tests leave the person's own pins alone.
        let state = TempDir::new().unwrap();
        command.env("XDG_STATE_HOME", state.path());
        for (name, value) in environment {
            command.env(name, value);
        }
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let pair = native_pty_system().openpty(size(width, height)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let terminal = Arc::new(Terminal::new(cells(height.min(LARGEST.1)), cells(width.min(LARGEST.0))));
        let output = pair.master.try_clone_reader().unwrap();
        let keyboard: Keyboard = Arc::new(Mutex::new(Some(pair.master.take_writer().unwrap())));
        let (seen, keyboard_of_replies) = (Arc::clone(&terminal), Arc::clone(&keyboard));
        thread::spawn(move || {
            seen.show(output, &keyboard_of_replies, connection);
            seen.change(|screen| screen.output = Output::Ended);
        });
        Self { master: Some(pair.master), keyboard, child, terminal, _state: state }
    }

    /// Types keys.
    pub fn send(&self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    /// Types bytes that are no text.
    pub fn send_bytes(&self, bytes: &[u8]) {
        let mut keyboard = self.keyboard.lock().unwrap();
        let keyboard = keyboard.as_mut().unwrap();
        keyboard.write_all(bytes).and_then(|()| keyboard.flush()).unwrap();
    }

    /// Makes the terminal accept no more output, or accept it again.
    pub fn pause(&self, paused: bool) {
        self.terminal.change(|screen| screen.output = if paused { Output::Paused } else { Output::Taken });
    }

    /// Waits until the screen is as described.
    pub fn wait_for(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let is_shown = self.terminal.wait(PATIENCE, |screen| !screen.in_frame && is_so(screen.emulator.screen()));
        assert!(is_shown, "waited in vain for {what}; the screen shows:\n{}", self.contents());
    }

    /// Waits until these bytes have been sent to the terminal.
    pub fn wait_for_bytes(&self, bytes: &[u8]) {
        let holds = |screen: &Screen| screen.received.windows(bytes.len()).any(|window| window == bytes);
        assert!(self.terminal.wait(PATIENCE, holds), "{} has not come through", bytes.escape_ascii());
    }

    /// Waits until nothing has come in for a while, the only sign that nothing is left to draw.
    pub fn settle(&self) {
        loop {
            let before = self.received();
            if !self.terminal.wait(SILENCE, |screen| screen.received.len() != before) {
                return;
            }
        }
    }

    /// Waits until the screen shows a text.
    pub fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the shell has its screen back, makes it print something, and asserts that the terminal passes typed text on
    /// by lines and echoes it. A shell that edits lines itself changes these modes while it reads one, so a command of the
    /// shell reports them.
    pub fn use_shell(&self) {
        self.wait_for("the shell", |screen| !screen.alternate_screen() && !screen.hide_cursor());
        let before = self.received();
        self.send("modes=$(stty -a | tr ' ;' '\\n\\n' | grep -cxE 'icanon|echo'); echo $((40 + 2)), modes: $modes.\n");
        let printed = |screen: &Screen| {
            let since = String::from_utf8_lossy(&screen.received[before..]).into_owned();
            since.split_once("42, modes: ").and_then(|(_, modes)| modes.get(..2).map(str::to_owned))
        };
        let in_time = self.terminal.wait(PATIENCE, |screen| printed(screen).is_some());
        assert!(in_time, "the shell prints nothing; the screen shows:\n{}", self.contents());
        assert_eq!(printed(&self.terminal.screen.lock().unwrap()).unwrap(), "2.", "the terminal is still raw");
    }

    /// The text on the screen.
    pub fn contents(&self) -> String {
        self.terminal.screen.lock().unwrap().emulator.screen().contents()
    }

    /// The number of bytes received.
    pub fn received(&self) -> usize {
        self.terminal.screen.lock().unwrap().received.len()
    }

    /// All bytes received.
    pub fn bytes(&self) -> Vec<u8> {
        self.terminal.screen.lock().unwrap().received.clone()
    }

    /// Changes the size of the window.
    pub fn resize(&self, width: u16, height: u16) {
        let (columns, rows) = (cells(width.min(LARGEST.0)), cells(height.min(LARGEST.1)));
        self.terminal.screen.lock().unwrap().emulator.screen_mut().set_size(rows, columns);
        self.master.as_ref().unwrap().resize(size(width, height)).unwrap();
    }

    /// Sends a signal, by its name, to the program.
    pub fn signal(&self, name: &str) {
        send_signal(self.process(), name);
    }

    /// The process id of the icatlas that the program has started.
    pub fn child(&self) -> u32 {
        let path = format!("/proc/{0}/task/{0}/children", self.process());
        std::fs::read_to_string(path).unwrap().split_whitespace().next().unwrap().parse().unwrap()
    }

    /// The process id of the program.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Closes the terminal, as a dropped connection does.
    pub fn hang_up(&mut self) {
        self.terminal.change(|screen| screen.output = Output::HungUp);
        // Redraws everything, so that the reader notices and closes the terminal, too.
        self.send("\x0c");
        *self.keyboard.lock().unwrap() = None;
        self.master = None;
    }

    /// Waits for the program to end.
    pub fn wait(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // The last output has to come through, unless another process holds the terminal open.
                self.terminal.wait(LAST_OUTPUT, |screen| [Output::Ended, Output::Paused].contains(&screen.output));
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the program does not end; the screen shows:\n{}", self.contents());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Whether the terminal turns typed lines into input and echoes them, as shells have it.
    pub fn is_cooked(&self) -> bool {
        let modes = self.master.as_ref().unwrap().get_termios().unwrap();
        let modes = format!("{:?}", modes.local_flags);
        modes.contains("ICANON") && modes.contains("ECHO")
    }

    /// Asserts that the terminal is as it was before.
    pub fn assert_restored(&self) {
        let screen = self.terminal.screen.lock().unwrap();
        let screen = screen.emulator.screen();
        assert!(!screen.alternate_screen(), "the main screen is not back");
        assert!(!screen.hide_cursor(), "the cursor is not back");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is still reported");
        assert!(self.is_cooked(), "the terminal is still raw");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // `Child::kill` sends a hang-up first and waits a while.
        if matches!(self.child.try_wait(), Ok(None)) {
            send_signal(self.process(), "KILL");
            let _ = self.child.wait();
        }
    }
}

/// Sends a signal, by its name.
pub fn send_signal(process: u32, name: &str) {
    let process = rustix::process::Pid::from_raw(i32::try_from(process).unwrap()).unwrap();
    let signal = match name {
        "TERM" => rustix::process::Signal::TERM,
        "HUP" => rustix::process::Signal::HUP,
        "INT" => rustix::process::Signal::INT,
        "KILL" => rustix::process::Signal::KILL,
        "TSTP" => rustix::process::Signal::TSTP,
        "CONT" => rustix::process::Signal::CONT,
        other => panic!("{other}?"),
    };
    rustix::process::kill_process(process, signal).unwrap();
}

/// The most memory that a process has ever used, in KiB.
pub fn most_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// The private anonymous memory of a process, in KiB.
pub fn private_memory(process: u32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Anonymous:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Whether a process exists and is not a zombie.
pub fn is_running(process: u32) -> bool {
    let stat = std::fs::read_to_string(Path::new("/proc").join(process.to_string()).join("stat"));
    stat.is_ok_and(|stat| !stat.rsplit(") ").next().unwrap_or_default().starts_with('Z'))
}

const fn size(width: u16, height: u16) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}

const fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}
