//! Copies by OSC 52: the bytes sent to the terminal, what passes through a real tmux with each of its settings and through GNU
//! screen, and that no screen claims more than was done.

mod common;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use common::pty::Session;

/// The citation of the first member, and the sequence that copies it.
const CITATION: &str = "ICAT, slides of its side event, 20 October 2010, slide “ICAT Member Organizations”";
const COPIED: &[u8] = b"\x1b]52;c;SUNBVCwgc2xpZGVzIG9mIGl0cyBzaWRlIGV2ZW50LCAyMCBPY3RvYmVyIDIwMTAsIHNsaWRlIOKAnElDQVQgTWVtYmVyIE9yZ2FuaXphdGlvbnPigJ0=\x1b\\";

/// What is said of a copy.
const SENT: &str = "Sent to the terminal's clipboard; if pasting brings nothing, v shows the text";

/// The same inside tmux.
const SENT_THROUGH_TMUX: &str =
    "Sent to the terminal's clipboard through tmux; if pasting brings nothing, v shows the text";

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Waits until the screen shows a text, in whatever lines.
fn wait_for_words(session: &Session, text: &str) {
    session.wait_for(text, |screen| squeezed(&screen.contents()).contains(text));
}

#[test]
fn the_citation_is_sent_raw_and_nothing_claims_that_it_arrived() {
    let session = Session::icatlas(&[], 80, 24);
    session.wait_for_text("UNODC");
    session.send("c");
    session.wait_for_text(SENT);
    assert!(holds(&session.bytes(), COPIED));
    assert!(!session.contents().contains("Copied"), "{}", session.contents());
    session.send("v");
    wait_for_words(&session, CITATION);
    assert!(!session.contents().contains('┃'), "there is something around it:\n{}", session.contents());
}

#[test]
fn the_smallest_window_shows_the_whole_message() {
    let session = Session::icatlas(&[], 40, 12);
    session.wait_for_text("UNODC");
    session.send("y");
    wait_for_words(&session, SENT);
}

#[test]
fn v_shows_the_words_of_the_selection_unless_something_was_just_copied() {
    let session = Session::icatlas(&[], 120, 40);
    session.wait_for_text("UNODC");
    session.send("yjv");
    wait_for_words(&session, "Department for Peace Keeping Operations");
    session.wait_for("the record selected last", |screen| !screen.contents().contains("Drugs and Crime"));
    session.send("v");
    session.wait_for_text("1 Members");
    session.send("/extr\x19\x1bv");
    wait_for_words(&session, "“Increase mutual legal assistance at the global level");
}

#[test]
fn the_record_is_copied_as_markdown() {
    let session = Session::icatlas(&[], 80, 24);
    session.wait_for_text("UNODC");
    session.send("2Y");
    session.wait_for_text(SENT);
    session.send("v");
    session.wait_for_text("### Gap 1 under Prevention");
    session.wait_for_text("> “Need for a holistic approach”");
}

#[test]
fn an_option_or_the_environment_chooses_how_to_copy() {
    let in_tmux = [("TMUX", "/nowhere,1,0")];
    let envelope = b"\x1bPtmux;\x1b\x1b]52;c;";
    for (arguments, environment, raw, enveloped) in [
        (&[][..], &[][..], true, false),
        (&[], &in_tmux, true, true),
        (&[], &[("TERM", "tmux-256color")], true, true),
        (&["--clipboard", "raw"], &in_tmux, true, false),
        (&["--clipboard", "passthrough"], &[], false, true),
        (&[], &[("ICATLAS_CLIPBOARD", "passthrough")], false, true),
        (&["--clipboard", "raw"], &[("ICATLAS_CLIPBOARD", "off")], true, false),
        (&["--clipboard", "raw"], &[("TERM", "linux")], true, false),
    ] {
        let session = Session::icatlas_with(arguments, environment, 80, 24);
        session.wait_for_text("UNODC");
        session.send("c");
        wait_for_words(&session, "if pasting brings nothing, v shows the text");
        let bytes = session.bytes();
        assert_eq!(holds(&bytes, COPIED), raw, "{arguments:?} {environment:?}");
        assert_eq!(holds(&bytes, envelope), enveloped, "{arguments:?} {environment:?}");
    }
    let mut wrong = Session::icatlas_with(&[], &[("ICATLAS_CLIPBOARD", "carrier pigeon")], 80, 24);
    assert_eq!(wrong.wait().exit_code(), 2);
    wrong.wait_for_text("ICATLAS_CLIPBOARD must be one of auto, raw, passthrough, off");
}

#[test]
fn where_copying_is_off_or_cannot_work_the_screen_says_so_and_nothing_is_sent() {
    for (environment, said) in [
        ([("ICATLAS_CLIPBOARD", "off")], "Copying is off; v shows the text"),
        ([("TERM", "linux")], "This terminal has no clipboard; v shows the text"),
        ([("TERM", "linux-16color")], "This terminal has no clipboard; v shows the text"),
        ([("TERM", "vt220")], "This terminal has no clipboard; v shows the text"),
    ] {
        let session = Session::icatlas_with(&[], &environment, 80, 24);
        session.wait_for_text("UNODC");
        for key in ["y", "c", "Y"] {
            session.send(key);
            session.wait_for_text(said);
        }
        assert!(!holds(&session.bytes(), b"\x1b]52"));
        session.send("cv");
        wait_for_words(&session, CITATION);
    }
}

#[test]
fn inside_tmux_the_setting_that_it_needs_is_named_once() {
    let session = Session::icatlas_with(&[], &[("TMUX", "/nowhere,1,0")], 120, 40);
    session.wait_for_text("UNODC");
    session.send("y");
    wait_for_words(&session, "which needs `set -g set-clipboard on`; if pasting brings nothing, v shows the text");
    session.send("y");
    wait_for_words(&session, SENT_THROUGH_TMUX);
}

/// icatlas in a tmux of its own with these settings, after a copy; the terminal shows the bytes that pass through.
struct Tmux {
    session: Session,
    socket: String,
}

impl Tmux {
    fn start(name: &str, settings: &str) -> Option<Self> {
        if Command::new("tmux").arg("-V").output().is_err() {
            assert!(std::env::var_os("ICATLAS_DEMAND_TMUX").is_none(), "tmux is required and not installed");
            eprintln!("tmux is not installed: copying through it is not tested");
            return None;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let configuration = folder.join(format!("{name}.conf"));
        let terminal = "set -as terminal-features \",*:clipboard\"\nset -g status off\n";
        std::fs::write(&configuration, format!("{terminal}{settings}")).unwrap();
        let socket = folder.join(format!("{name}-{}.socket", std::process::id())).display().to_string();
        let configuration = configuration.display().to_string();
        let program = env!("CARGO_BIN_EXE_icatlas");
        let arguments = ["-u", "-S", &socket, "-f", &configuration, "new-session", program];
        let session = Session::program("tmux", &arguments, &[], 80, 24);
        session.wait_for_text("UNODC");
        let tmux = Self { session, socket };
        tmux.copy("set -g set-clipboard on");
        Some(tmux)
    }

    /// Copies the citation and waits for what is said of it, which claims no copy.
    fn copy(&self, said: &str) {
        self.session.send("c");
        wait_for_words(&self.session, said);
        let screen = squeezed(&self.session.contents());
        assert!(screen.contains("if pasting brings nothing, v shows the text"), "{screen}");
        assert!(!screen.to_lowercase().contains("copied"), "{screen}");
    }

    /// The newest paste buffer of tmux.
    fn buffer(&self) -> String {
        let shown = Command::new("tmux").args(["-S", &self.socket, "show-buffer"]).output().unwrap();
        String::from_utf8(shown.stdout).unwrap()
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        let _ = Command::new("tmux").args(["-S", &self.socket, "kill-server"]).output();
    }
}

#[test]
fn tmux_with_a_clipboard_takes_the_raw_sequence_and_passes_it_on() {
    let settings = "set -s set-clipboard on\nset -g allow-passthrough off\n";
    let Some(tmux) = Tmux::start("set-clipboard", settings) else { return };
    assert_eq!(tmux.buffer(), CITATION);
    tmux.session.wait_for_bytes(b"\x1b]52;");
}

#[test]
fn tmux_with_passthrough_passes_the_envelope_on() {
    let settings = "set -s set-clipboard off\nset -g allow-passthrough on\n";
    let Some(tmux) = Tmux::start("allow-passthrough", settings) else { return };
    assert_eq!(tmux.buffer(), "", "tmux took it for itself");
    tmux.session.wait_for_bytes(COPIED);
}

#[test]
fn tmux_that_throws_copies_away_is_never_said_to_have_taken_one() {
    for setting in ["external", "off"] {
        let settings = format!("set -s set-clipboard {setting}\nset -g allow-passthrough off\n");
        let Some(tmux) = Tmux::start(setting, &settings) else { return };
        tmux.copy(SENT_THROUGH_TMUX);
        assert_eq!(tmux.buffer(), "", "{setting}: tmux took it");
        assert!(!holds(&tmux.session.bytes(), b"\x1b]52"), "{setting}: tmux passed it on");
        // What was to be copied can be selected by hand.
        tmux.session.send("v");
        wait_for_words(&tmux.session, CITATION);
    }
}

#[test]
fn gnu_screen_passes_a_long_copy_on_as_well() {
    if Command::new("screen").arg("--version").output().is_err() {
        assert!(std::env::var_os("ICATLAS_DEMAND_SCREEN").is_none(), "GNU screen is required and not installed");
        eprintln!("GNU screen is not installed: copying through it is not tested");
        return;
    }
    let sockets = tempfile::TempDir::new().unwrap();
    // GNU screen uses no other folder.
    std::fs::set_permissions(sockets.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let environment = [("SCREENDIR", sockets.path().to_str().unwrap()), ("TERM", "xterm")];
    let arguments = ["-U", "-q", "-c", "/dev/null", env!("CARGO_BIN_EXE_icatlas")];
    let session = Session::program("screen", &arguments, &environment, 80, 24);
    session.wait_for_text("UNODC");
    // A record in Markdown is longer than one piece in an envelope.
    session.send("Y");
    wait_for_words(&session, SENT);
    session.wait_for_bytes(b"\x1b]52;c;");
    session.settle();
    let sent = String::from_utf8_lossy(&session.bytes()).into_owned();
    let copies: Vec<&str> =
        sent.split("\x1b]52;c;").skip(1).filter_map(|rest| Some(rest.split_once('\x07')?.0)).collect();
    let is_base64 = |copy: &str| copy.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    assert!(copies.len() == 1 && copies[0].len() > 300 && is_base64(copies[0]), "{copies:?}");
    session.send("\x03");
}
