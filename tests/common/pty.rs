//! The built program in a real pseudo-terminal, with a terminal emulator on the other side.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Nothing here takes long; a machine under load may.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program in a pseudo-terminal.
pub struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<Mutex<Screen>>,
}

/// What the terminal emulator knows, and how much it was sent.
struct Screen {
    emulator: vt100::Parser,
    received: Vec<u8>,
    hung_up: bool,
}

impl Session {
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

    /// Starts a shell with job control that is about to run icatlas.
    pub fn shell(width: u16, height: u16) -> Self {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-i"]);
        command.env("PS1", "ready> ");
        command.env_remove("ENV");
        let mut session = Self::start(command, &[], width, height);
        session.wait_for("the prompt", |screen| screen.contents().contains("ready>"));
        session.send(&format!("{}\n", env!("CARGO_BIN_EXE_icatlas")));
        session
    }

    fn start(mut command: CommandBuilder, environment: &[(&str, &str)], width: u16, height: u16) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.env_remove("NO_COLOR");
        for (name, value) in environment {
            command.env(name, value);
        }
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let pair = native_pty_system().openpty(size(width, height)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let emulator = vt100::Parser::new(cells(height), cells(width), 0);
        let screen = Arc::new(Mutex::new(Screen { emulator, received: Vec::new(), hung_up: false }));
        let mut output = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&screen);
        thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(count) = output.read(&mut bytes) {
                if count == 0 {
                    break;
                }
                let mut screen = seen.lock().unwrap();
                screen.emulator.process(&bytes[..count]);
                screen.received.extend_from_slice(&bytes[..count]);
                if screen.hung_up {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Self { master: Some(pair.master), keyboard: Some(keyboard), child, screen }
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(keys.as_bytes()).and_then(|()| keyboard.flush()).unwrap();
    }

    /// Waits until the screen is as described.
    pub fn wait_for(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        loop {
            if is_so(self.screen.lock().unwrap().emulator.screen()) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}; the screen shows:\n{}", self.contents());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the screen shows a text.
    pub fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// The text on the screen.
    pub fn contents(&self) -> String {
        self.screen.lock().unwrap().emulator.screen().contents()
    }

    /// How many bytes have come in.
    pub fn received(&self) -> usize {
        self.screen.lock().unwrap().received.len()
    }

    /// All bytes that have come in.
    pub fn bytes(&self) -> Vec<u8> {
        self.screen.lock().unwrap().received.clone()
    }

    /// Changes the size of the window.
    pub fn resize(&self, width: u16, height: u16) {
        self.screen.lock().unwrap().emulator.screen_mut().set_size(cells(height), cells(width));
        self.master.as_ref().unwrap().resize(size(width, height)).unwrap();
    }

    /// Sends a signal, by its name, to the program.
    pub fn signal(&self, name: &str) {
        let process = rustix::process::Pid::from_raw(i32::try_from(self.process()).unwrap()).unwrap();
        let signal = match name {
            "TERM" => rustix::process::Signal::TERM,
            "HUP" => rustix::process::Signal::HUP,
            "INT" => rustix::process::Signal::INT,
            "TSTP" => rustix::process::Signal::TSTP,
            "CONT" => rustix::process::Signal::CONT,
            other => panic!("{other}?"),
        };
        rustix::process::kill_process(process, signal).unwrap();
    }

    /// The process id of the program.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Closes the terminal, as a link that drops.
    pub fn hang_up(&mut self) {
        self.screen.lock().unwrap().hung_up = true;
        // The last keystrokes draw a frame, upon which the reader lets go of the terminal too.
        self.send("jk");
        self.keyboard = None;
        self.master = None;
    }

    /// Waits for the program to end.
    pub fn wait(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What it wrote last has to get through.
                thread::sleep(Duration::from_millis(100));
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
        let screen = self.screen.lock().unwrap();
        let screen = screen.emulator.screen();
        assert!(!screen.alternate_screen(), "the main screen is not back");
        assert!(!screen.hide_cursor(), "the cursor is not back");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
        assert!(self.is_cooked(), "the terminal is still raw");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// Whether a process is there and not a zombie.
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
