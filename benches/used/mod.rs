//! A session over the built-in data after some use, whose memory the benches measure.

use std::path::Path;

use super::pty::Session;

/// Starts this program at 120x40: moves in two panes, a search, a record found and read, another screen.
pub fn session(program: &Path) -> Session {
    let session = Session::program(program.to_str().unwrap(), &[], &[("ICATLAS_DATA", "")], 120, 40);
    session.wait_for_text("UNODC");
    session.send("jj2l");
    session.wait_for_text("Gap 1 under Protection");
    session.send("/");
    session.wait_for_text("F1 what can be typed");
    for letter in "legal assistance".chars() {
        session.send(&letter.to_string());
    }
    session.wait_for_text("/ legal assistance");
    session.send("\r");
    session.wait_for("the record that was found", |screen| !screen.contents().contains("F1 what can be typed"));
    session.send("?");
    session.wait_for_text("Keys");
    session.send("\x1b");
    session.wait_for("the dashboard", |screen| !screen.contents().contains("Keys"));
    session
}
