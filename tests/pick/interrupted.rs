//! `icatlas pick` while signals, a hang-up, the shell and other programs interfere.

use std::process::Command;

use super::*;

#[test]
fn signals_and_a_hang_up_end_it_without_a_result() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut pick = Picking::start("large impunity");
        pick.wait_for_text("Large impunity").send(ALT_M).wait_for_text("1 marked");
        pick.session.signal(signal);
        let status = pick.session.wait();
        assert!(status.signal().is_some(), "{signal}: {status:?}");
        pick.session.assert_restored();
        assert_eq!((pick.file("out"), pick.file("err")), (String::new(), String::new()), "{signal}");
    }
    let mut pick = Picking::start("large impunity");
    pick.wait_for_text("Large impunity").send(ALT_M).wait_for_text("1 marked");
    pick.session.hang_up();
    assert!(!pick.session.wait().success());
    assert_eq!(pick.file("out"), "");
}

#[test]
fn a_signal_ends_it_while_the_reader_of_its_results_does_not_read() {
    for signal in ["INT", "TERM", "HUP"] {
        let folder = TempDir::new().unwrap();
        let full = "ulimit -c 0; cd \"$1\"; mkfifo pipe; exec 3<>pipe; head -c 65536 /dev/zero >&3";
        let script = format!("{full}; exec {ICATLAS} pick large impunity >&3");
        let name = folder.path().display().to_string();
        let mut session = Session::program("/bin/sh", &["-c", &script, "sh", &name], &[], 100, 30);
        session.wait_for_text("Large impunity");
        session.send(ENTER);
        session.wait_for("the end of the search", |screen| !screen.alternate_screen());
        session.signal(signal);
        assert!(session.wait().signal().is_some(), "{signal}");
        session.assert_restored();
    }
}

/// Vim, once it is woken while `:r !icatlas pick` is open, has the terminal turn Enter into a line feed.
#[test]
fn enter_picks_though_another_program_has_left_raw_mode() {
    let pick = Picking::start("large impunity");
    pick.wait_for_text("Large impunity").send("\n").wait_for_text("Ctrl-j does nothing here");
    let meddles =
        Command::new("stty").arg("-F").arg(pick.session.terminal_file()).args(["icrnl", "opost", "isig"]).status();
    assert!(meddles.unwrap().success());
    pick.send(ENTER);
    assert_eq!(pick.end(), (0, quoted(&["gap/prosecution/1"])));
}

#[test]
fn ctrl_z_suspends_to_the_shell_unless_the_mode_is_restricted() {
    let script = format!("set -m; {ICATLAS} pick --print id large impunity; echo stopped $?; fg");
    let mut session = Session::program("bash", &["-c", &script], &[], 100, 30);
    session.wait_for_text("Large impunity");
    session.send(CTRL_Z);
    session.wait_for_bytes(b"stopped 147");
    session.wait_for("the search again", |screen| screen.alternate_screen() && screen.contents().contains("Large"));
    session.send(ENTER);
    session.wait();
    session.assert_restored();
    assert!(session.contents().contains("gap/prosecution/1"), "{}", session.contents());

    let pick = Picking::start("--restricted large impunity");
    pick.wait_for_text("Large impunity").send(CTRL_Z).wait_for_text("Restricted mode does not suspend").send(ENTER);
    assert_eq!(pick.end(), (0, quoted(&["gap/prosecution/1"])));
}
