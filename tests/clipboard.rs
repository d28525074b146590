//! Copying by OSC 52: the bytes sent to the terminal, and those that pass through a real tmux with either setting.

mod common;

use std::path::Path;
use std::process::Command;

use common::pty::Session;

/// The citation of the first member, and the sequence that copies it.
const CITATION: &str = "ICAT, ICAT deck, 20 October 2010, slide “ICAT Member Organizations”.";
const COPIED: &[u8] =
    b"\x1b]52;c;SUNBVCwgSUNBVCBkZWNrLCAyMCBPY3RvYmVyIDIwMTAsIHNsaWRlIOKAnElDQVQgTWVtYmVyIE9yZ2FuaXphdGlvbnPigJ0u\x1b\\";

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn the_citation_is_sent_raw_and_the_footer_reports_the_copy() {
    let session = Session::icatlas(&[], 80, 24);
    session.wait_for_text("UNODC");
    session.send("y");
    session.wait_for_text("Copied the citation (v shows it)");
    assert!(holds(&session.bytes(), COPIED));
    session.send("v");
    session.wait_for_text(CITATION);
    assert!(!session.contents().contains('┃'), "there is something around it:\n{}", session.contents());
}

#[test]
fn the_record_is_copied_as_markdown() {
    let session = Session::icatlas(&[], 80, 24);
    session.wait_for_text("UNODC");
    session.send("2Y");
    session.wait_for_text("Copied the record");
    session.send("v");
    session.wait_for_text("### Need for a holistic approach");
    session.wait_for_text("- source: ICAT deck, slide “Prevention GAPS”");
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
    ] {
        let session = Session::icatlas_with(arguments, environment, 80, 24);
        session.wait_for_text("UNODC");
        session.send("y");
        session.wait_for_text("Copied the citation");
        let bytes = session.bytes();
        assert_eq!(holds(&bytes, COPIED), raw, "{arguments:?} {environment:?}");
        assert_eq!(holds(&bytes, envelope), enveloped, "{arguments:?} {environment:?}");
    }
    let off = Session::icatlas_with(&[], &[("ICATLAS_CLIPBOARD", "off")], 80, 24);
    off.wait_for_text("UNODC");
    off.send("y");
    off.wait_for_text("Copying is off (v shows it)");
    assert!(!holds(&off.bytes(), b"\x1b]52"));
    off.send("v");
    off.wait_for_text(CITATION);
    let mut wrong = Session::icatlas_with(&[], &[("ICATLAS_CLIPBOARD", "carrier pigeon")], 80, 24);
    assert_eq!(wrong.wait().exit_code(), 2);
    wrong.wait_for_text("ICATLAS_CLIPBOARD must be one of auto, raw, passthrough, off");
}

/// icatlas in a tmux of its own with these settings; the terminal shows the bytes that pass through.
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
        session.send("y");
        session.wait_for_text("Copied the citation");
        Some(Self { session, socket })
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
