//! `icatlas doctor`: what it tells of the terminal, copies, data and state, and what it keeps to itself.

mod common;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use common::pty::Session;
use common::{ICATLAS, command, copy, icatlas, icatlas_with, stderr, stdout, write_script};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Replies to the questions: the keyboard protocol, and the cursor position.
const SPEAKS: &str = "\x1b[?0u";
const POSITION: &str = "\x1b[1;1R";

/// What was asked last.
const ASKED: &[u8] = b"\x1b[6n";

/// The JSON of a run without a terminal.
fn told(output: &Output) -> Value {
    assert!(output.status.success(), "{}", stderr(output));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["schema"], 2);
    json["doctor"].clone()
}

/// Runs it without any terminal, with these variables.
fn without_terminal(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let arguments = [&["--wait", ICATLAS, "doctor"], arguments].concat();
    command("setsid").args(arguments).envs(environment.iter().copied()).output().unwrap()
}

#[test]
fn it_tells_what_the_terminal_replies_on_one_page() {
    for (reply, keyboard) in
        [(format!("{SPEAKS}{POSITION}"), "Esc works at once"), (POSITION.into(), "no keyboard protocol")]
    {
        let mut session = Session::icatlas(&["doctor"], 80, 24);
        session.wait_for_bytes(ASKED);
        session.send(&reply);
        session.wait_for_text("State");
        assert!(session.wait().success());
        session.assert_restored();
        let page = session.contents();
        for part in
            ["icatlas 0.1.0", "80 columns, 24 lines", "UTF-8, as LC_ALL says", "replies       yes, after", keyboard]
        {
            assert!(page.contains(part), "{part}:\n{page}");
        }
    }
}

#[test]
fn a_terminal_that_does_not_reply_is_not_waited_for_long() {
    let mut session = Session::icatlas(&["doctor"], 80, 24);
    session.wait_for_text("none within a second");
    assert!(session.wait().success());
    session.assert_restored();
}

#[test]
fn in_the_background_it_asks_nothing_since_another_job_would_get_the_replies() {
    let folder = TempDir::new().unwrap();
    let page = folder.path().join("page");
    let script = format!("set -m; {ICATLAS} doctor >{} & wait; echo done", page.display());
    let session = Session::program("bash", &["--norc", "-c", &script], &[], 80, 24);
    session.wait_for_text("done");
    assert!(fs::read_to_string(&page).unwrap().contains("unknown: it was not asked"));
    assert!(!session.bytes().windows(ASKED.len()).any(|bytes| bytes == ASKED));
}

#[test]
fn without_a_terminal_it_says_what_it_cannot_know() {
    let page = stdout(&without_terminal(&[], &[]));
    for part in ["there is no terminal here", "it was not asked", "edition", "kept"] {
        assert!(page.contains(part), "{part}:\n{page}");
    }
    let told = told(&without_terminal(&["--json"], &[]));
    assert_eq!(told["terminal"]["columns"], Value::Null);
    assert_eq!(told["terminal"]["replies"], Value::Null);
}

#[test]
fn a_signal_restores_the_terminal_that_was_asked() {
    let mut session = Session::icatlas(&["doctor"], 80, 24);
    session.wait_for_bytes(ASKED);
    session.signal("TERM");
    assert!(!session.wait().success());
    session.assert_restored();
}

#[test]
fn it_tells_the_data_and_what_is_wrong_with_it() {
    let data = told(&icatlas(&["doctor", "--json", "--edition", "2026"]))["data"].clone();
    assert_eq!((&data["built_in"], &data["edition"], &data["problem"]), (&json!(true), &json!("2026"), &Value::Null));
    let folder = copy();
    let path = folder.path().to_str().unwrap();
    let data = told(&icatlas(&["doctor", "--json", "--data", path]))["data"].clone();
    assert_eq!((&data["built_in"], &data["folder"]), (&json!(false), &json!(path)));
    assert!(data["records"].as_u64().unwrap() > 50, "{data}");
    fs::write(folder.path().join("gaps.ron"), "[(").unwrap();
    let output = icatlas(&["doctor", "--data", path]);
    assert!(output.status.success() && stdout(&output).contains("it has problems"), "{}", stdout(&output));
    let output = icatlas(&["doctor", "--edition", "1999"]);
    assert!(output.status.success() && stdout(&output).contains("no edition “1999”"), "{}", stdout(&output));
}

#[test]
fn it_tells_where_the_state_is_kept_and_whether_it_can_be() {
    let home = TempDir::new().unwrap();
    let state =
        |environment: &[(&str, &Path)]| told(&icatlas_with(&["doctor", "--json"], environment))["state"].clone();
    let usual = [("HOME", home.path())];
    // An empty or relative variable is ignored, with a remark, and the usual folder is used.
    for ignored in ["", "relative"] {
        let told = state(&[usual[0], ("XDG_STATE_HOME", Path::new(ignored))]);
        assert_eq!((&told["folder"], &told["kept"]), (&json!("~/.local/state/icatlas"), &json!(true)), "{told}");
        assert!(told["remark"].as_str().unwrap().contains("XDG_STATE_HOME is not an absolute path"), "{told}");
        let page = stdout(&icatlas_with(&["doctor"], &[usual[0], ("XDG_STATE_HOME", Path::new(ignored))]));
        assert!(page.contains("yes: nothing saved yet") && page.contains("XDG_STATE_HOME is not"), "{page}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "looking makes nothing");
    let folder = home.path().join("state");
    let own = [("HOME", home.path()), ("XDG_STATE_HOME", &*folder)];
    let expected = json!({ "folder": "~/state/icatlas", "kept": true, "pins": null, "obstacle": null, "remark": null });
    assert_eq!(state(&own), expected, "nothing is saved yet");
    assert!(!folder.exists(), "looking makes no folder");
    let pinned = common::printed::pinned();
    let pins = state(&[("HOME", home.path()), ("XDG_STATE_HOME", pinned.path())]);
    assert_eq!((&pins["kept"], &pins["pins"]), (&json!(true), &json!(2)));
    fs::set_permissions(pinned.path().join("icatlas"), Permissions::from_mode(0o777)).unwrap();
    let open = state(&[("HOME", home.path()), ("XDG_STATE_HOME", pinned.path())]);
    assert_eq!(open["kept"], json!(false));
    assert!(open["obstacle"].as_str().unwrap().contains("others can write to"), "{open}");
}

#[test]
fn a_damaged_file_of_pins_is_named_as_such_and_new_pins_can_be_saved() {
    let pinned = common::printed::pinned();
    let file = pinned.path().join("icatlas/state.ron");
    fs::write(&file, "garbage").unwrap();
    let environment = [("XDG_STATE_HOME", pinned.path())];
    let state = told(&icatlas_with(&["doctor", "--json"], &environment))["state"].clone();
    assert_eq!((&state["kept"], &state["pins"], &state["obstacle"]), (&json!(true), &Value::Null, &Value::Null));
    assert!(state["remark"].as_str().unwrap().contains("is damaged. The next session renames it"), "{state}");
    let page = stdout(&icatlas_with(&["doctor"], &environment));
    assert!(page.contains("yes, but what was saved before is damaged"), "{page}");
    assert_eq!(fs::read_to_string(file).unwrap(), "garbage", "looking changes nothing");
}

#[test]
fn a_folder_in_which_nothing_can_be_made_keeps_no_state_whoever_looks() {
    // Root has every permission there.
    for folder in ["/proc/x", "/proc/x/y"] {
        let state =
            told(&icatlas_with(&["doctor", "--json"], &[("XDG_STATE_HOME", Path::new(folder))]))["state"].clone();
        assert_eq!(state["kept"], json!(false), "{state}");
        assert!(state["obstacle"].as_str().unwrap().starts_with("it cannot be made ("), "{state}");
    }
}

#[test]
fn the_command_that_lists_the_problems_of_a_folder_names_it() {
    let home = TempDir::new().unwrap();
    let own = home.path().join("it's data");
    for (folder, command) in
        [("/nonexistent", "`icatlas check /nonexistent`"), (own.to_str().unwrap(), r"`icatlas check ~/'it'\''s data'`")]
    {
        let output = icatlas_with(&["doctor", "--json", "--data", folder], &[("HOME", home.path())]);
        let problem = told(&output)["data"]["problem"].clone();
        assert!(problem.as_str().unwrap().contains(command), "{problem}");
    }
}

#[test]
fn a_dumb_terminal_is_told_to_open_no_dashboard() {
    for (name, is_dumb) in [("dumb", true), ("xterm", false)] {
        let page = stdout(&without_terminal(&[], &[("TERM", name)]));
        assert_eq!(page.contains("does not open here (TERM is dumb)"), is_dumb, "{page}");
        let terminal = told(&without_terminal(&["--json"], &[("TERM", name), ("NO_COLOR", "")]))["terminal"].clone();
        assert_eq!((&terminal["dumb"], &terminal["colors"]), (&json!(is_dumb), &json!(!is_dumb)));
    }
}

#[test]
fn it_says_what_takes_the_colours_away() {
    for (arguments, environment, said) in [
        (&[][..], ("TERM", "xterm"), "colours       used\n"),
        (&[], ("TERM", "dumb"), "not used: TERM is dumb"),
        (&[], ("NO_COLOR", "1"), "not used: NO_COLOR is set"),
        (&["--no-color"], ("TERM", "xterm"), "not used: the options say so"),
    ] {
        let page = stdout(&without_terminal(arguments, &[("TERM", "xterm"), environment]));
        assert!(page.contains(said), "{said}:\n{page}");
    }
}

#[test]
fn in_gnu_screen_copies_get_through_in_its_envelope() {
    let screen = [("TERM", "screen.xterm-256color"), ("STY", "4711.pts-0")];
    for (arguments, said) in [
        (&["--clipboard", "auto"][..], "GNU screen passes them on"),
        (&["--clipboard", "raw"], "not through GNU screen"),
    ] {
        let arguments = [&["--wait", ICATLAS], arguments, &["doctor"]].concat();
        let page = stdout(&command("setsid").args(arguments).envs(screen).output().unwrap());
        assert!(page.contains(said), "{page}");
    }
}

#[test]
fn wrong_settings_are_told_and_are_no_failure() {
    let wrong = [("ICATLAS_ESCAPE_MS", "soon"), ("ICATLAS_CLIPBOARD", "maybe")];
    let page = stdout(&without_terminal(&[], &wrong));
    assert!(page.contains("ICATLAS_ESCAPE_MS must be a number"), "{page}");
    assert!(page.contains("ICATLAS_CLIPBOARD must be one of"), "{page}");
}

/// A program called tmux that tells these settings and leaves a file behind.
fn tmux(set_clipboard: &str, allow_passthrough: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let script = format!(
        "#!/bin/sh\ntouch \"${{0%/*}}/ran\"\ncase \"$*\" in *set-clipboard) echo {set_clipboard};; *) echo {allow_passthrough};; esac\n"
    );
    write_script(&folder.path().join("tmux"), &script);
    folder
}

#[test]
fn in_tmux_its_settings_say_whether_copies_get_through() {
    for (clipboard, passthrough, gets_through) in [
        ("on", "off", true),
        ("external", "on", true),
        ("external", "off", false),
        ("off", "all", true),
        ("off", "off", false),
    ] {
        let tmux = tmux(clipboard, passthrough);
        let path = format!("{}:{}", tmux.path().display(), std::env::var("PATH").unwrap());
        let environment = [("TMUX", "/nowhere,1,0"), ("PATH", &*path)];
        let copies = told(&without_terminal(&["--json"], &environment))["copies"].clone();
        assert_eq!(copies["get_through"], json!(gets_through), "{clipboard}, {passthrough}: {copies}");
        assert_eq!((&copies["set_clipboard"], &copies["allow_passthrough"]), (&json!(clipboard), &json!(passthrough)));
    }
}

#[test]
fn restricted_mode_runs_nothing_says_so_and_tells_no_folder() {
    let (tmux, data) = (tmux("on", "on"), copy());
    let path = format!("{}:{}", tmux.path().display(), std::env::var("PATH").unwrap());
    let environment = [
        ("TMUX", "/nowhere,1,0"),
        ("PATH", &path),
        ("ICATLAS_RESTRICTED", "1"),
        ("ICATLAS_DATA", data.path().to_str().unwrap()),
    ];
    for arguments in [&[][..], &["--json"]] {
        let page = stdout(&without_terminal(arguments, &environment));
        assert!(page.contains("restricted") && page.contains("keeps none"), "{page}");
        for folder in [data.path().to_str().unwrap(), "~", "/home", "no-state"] {
            assert!(!page.contains(folder), "{folder}:\n{page}");
        }
    }
    let page = stdout(&without_terminal(&[], &environment));
    assert!(page.contains("unknown: restricted mode does not ask tmux") && !page.contains("did not tell"), "{page}");
    let copies = told(&without_terminal(&["--json"], &environment))["copies"].clone();
    for unknown in ["set_clipboard", "allow_passthrough", "get_through"] {
        assert_eq!(copies[unknown], Value::Null, "{unknown}");
    }
    assert!(!tmux.path().join("ran").exists(), "restricted mode has run tmux");
}

#[test]
fn nothing_secret_is_in_it() {
    let home = TempDir::with_prefix("alice-").unwrap();
    let inside = home.path().join("state");
    let secrets = [
        ("HOME", home.path().to_str().unwrap()),
        ("XDG_STATE_HOME", inside.to_str().unwrap()),
        ("USER", "alice-7"),
        ("LOGNAME", "alice-7"),
        ("HOSTNAME", "server-7.example"),
        ("SSH_CONNECTION", "203.0.113.7 4711 203.0.113.8 22"),
        ("SSH_TTY", "/dev/pts/4711"),
        ("LC_ALL", "xx_SECRET.UTF-8"),
        ("TMUX", "/run/tmux-4711/default,4711,0"),
        ("NO_COLOR", "secret-color"),
        ("API_TOKEN", "s3cr3t"),
    ];
    let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap();
    let hidden = ["alice", "server-7", "203.0.113", "4711", "SECRET", "secret-color", "s3cr3t"];
    // A name like vm is part of other words.
    let hidden = hidden.into_iter().chain(Some(host.trim()).filter(|host| host.len() > 3));
    for arguments in [&[][..], &["--json"]] {
        let page = stdout(&without_terminal(arguments, &secrets));
        assert!(page.contains("~/state/icatlas"), "{page}");
        for secret in hidden.clone() {
            assert!(!page.contains(secret), "{secret}:\n{page}");
        }
    }
    assert!(stdout(&without_terminal(&[], &secrets)).contains("over SSH"));
    // What is wrong with the folders is said without the home folder, too.
    let state = inside.join("icatlas");
    fs::create_dir_all(&state).unwrap();
    fs::set_permissions(&state, Permissions::from_mode(0o777)).unwrap();
    let page = stdout(&without_terminal(&["--data", home.path().join("none").to_str().unwrap()], &secrets));
    assert!(page.contains("others can write to ~/state/icatlas") && page.contains("~/none"), "{page}");
    assert!(!page.contains("alice"), "{page}");
}

#[test]
fn without_home_the_home_folder_of_the_account_is_hidden_as_well() {
    let arguments = ["--unset=HOME", "--unset=XDG_STATE_HOME", ICATLAS, "doctor"];
    let page = stdout(&command("env").args(arguments).output().unwrap());
    assert!(page.contains("~/.local/state/icatlas"), "{page}");
}
