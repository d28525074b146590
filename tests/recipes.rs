//! Follows `docs/recipes.md`: runs its blocks in the programs that they are written for, and holds what comes of them.
//!
//! If tmux, Vim, Emacs, Mutt or aerc is not installed, its test says so and passes; with `ICATLAS_DEMAND_TMUX=1`,
//! `ICATLAS_DEMAND_VIM=1` and so on, as in `.ci/run`, it fails.

mod common;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use common::pty::Session;
use common::{ICATLAS, built_in_icatlas, icatlas, stderr, stdout};
use tempfile::TempDir;

const PAGE: &str = include_str!("../docs/recipes.md");

/// What the recipes insert if “large impunity” is picked.
const QUOTED: &str = "“Large impunity” (ICAT, slides of its side event, 20 October 2010, slide “Prosecution GAPS”)";

/// The blocks of the page in a language, one after the other.
fn block(language: &str) -> String {
    let fence = format!("```{language}\n");
    let blocks = PAGE.split(&fence).skip(1).map(|rest| rest.split_once("```").unwrap().0);
    let block = blocks.collect::<String>();
    assert!(!block.is_empty(), "the page has no block of {language}");
    block
}

/// Whether a program is installed. If it is demanded, it has to be.
fn is_installed(program: &str, argument: &str) -> bool {
    let installed = Command::new(program).arg(argument).output().is_ok();
    let demand = format!("ICATLAS_DEMAND_{}", program.to_uppercase());
    assert!(installed || std::env::var_os(demand).is_none(), "{program} is required and not installed");
    if !installed {
        eprintln!("{program} is not installed: its recipe is not tested");
    }
    installed
}

/// A folder to work in.
struct Work(TempDir);

impl Work {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// Writes a file, and returns its path.
    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.0.path().join(name), text).unwrap();
        self.path(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    /// Starts a program here that finds `icatlas` as a command.
    fn start(&self, program: &str, arguments: &[&str]) -> Session {
        let folder = Path::new(ICATLAS).parent().unwrap().display();
        let path = format!("{folder}:{}", std::env::var("PATH").unwrap());
        let here = self.path("");
        let script = ["-c", "cd \"$1\" && shift && exec \"$@\"", "sh", &here, program];
        let environment = [("PATH", path.as_str()), ("PS1", "ready> "), ("SHELL", "/bin/sh"), ("HOME", &here)];
        Session::program("/bin/sh", &[&script, arguments].concat(), &environment, 100, 30)
    }
}

/// Picks the gap of large impunity, once the search is open.
fn pick(session: &Session) {
    session.wait_for_text("Esc cancel");
    session.send("large impunity");
    session.wait_for_text("Large impunity");
    session.send("\r");
}

#[test]
fn the_command_lines_print_the_output_on_the_page() {
    let blocks = block("console");
    let shown: Vec<_> = blocks.split("$ icatlas ").skip(1).collect();
    assert!(shown.len() > 1);
    for shown in shown {
        let (arguments, expected) = shown.split_once('\n').unwrap();
        let output = built_in_icatlas(&arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(stdout(&output) + &stderr(&output), expected, "$ icatlas {arguments}");
    }
}

#[test]
fn the_page_names_every_form() {
    let help = stdout(&icatlas(&["pick", "--help"]));
    let forms = help.lines().filter_map(|line| line.trim().strip_prefix("- ")?.split_once(':'));
    let forms: Vec<&str> = forms.map(|(form, _)| form).collect();
    assert_eq!(forms.len(), 5, "{forms:?}");
    for form in forms {
        assert!(PAGE.contains(&format!("`--print {form}`")), "{form}");
    }
}

#[test]
fn the_pages_and_the_help_name_the_keys_of_pick() {
    let keys = ::icatlas::app::keys::Keymap::default().markdown();
    let (readme, help) = (include_str!("../README.md"), stdout(&icatlas(&["pick", "--help"])));
    for (does, others) in [
        ("print it", &[readme, &help][..]),
        ("mark or unmark it", &[readme, &help]),
        ("end, print nothing", &[&help]),
        ("what can be typed", &[]),
    ] {
        let row = keys.lines().find(|row| row.contains("pick |") && row.contains(does)).unwrap();
        let key = row.split('`').nth(1).unwrap();
        assert!(PAGE.contains(&format!("\n| `{key}`")), "{key}");
        for page in others {
            assert!(page.contains(key), "{key} in {page}");
        }
    }
}

#[test]
fn the_shell_adds_words_to_notes() {
    let work = Work::new();
    work.write("notes.md", "# Notes\n");
    let mut session = work.start("/bin/sh", &["-c", &block("sh")]);
    session.wait_for_text("/ demand");
    session.send("\x15");
    pick(&session);
    assert_eq!(session.wait().exit_code(), 0);
    session.assert_restored();
    assert_eq!(work.read("notes.md"), format!("# Notes\n{QUOTED}\n"));
}

#[test]
fn vim_reads_words_below_the_cursor() {
    if !is_installed("vim", "--version") {
        return;
    }
    let work = Work::new();
    let file = work.write("mail", "Dear Ana,\nBest wishes\n");
    let settings = work.write("vimrc", &block("vim"));
    for keys in [block("text").replace('\n', "\r"), "\x1b[15~".to_owned()] {
        work.write("mail", "Dear Ana,\nBest wishes\n");
        let mut session = work.start("vim", &["-N", "-u", "NONE", "-i", "NONE", "-n", "-S", &settings, &file]);
        session.wait_for_text("Best wishes");
        session.send(&keys);
        pick(&session);
        session
            .wait_for("the mail", |screen| screen.contents().contains("Dear Ana") && screen.contents().contains(')'));
        // Picking nothing adds nothing.
        session.send(&keys);
        session.wait_for_text("Esc cancel");
        session.send("\x1b");
        session.wait_for("the mail", |screen| !screen.contents().contains("Esc cancel"));
        session.settle();
        session.send("\r:wq\r");
        session.wait();
        let written = work.read("mail");
        assert_eq!(written.replace("\n\n", "\n"), format!("Dear Ana,\n{QUOTED}\nBest wishes\n"), "{keys:?}");
    }
}

/// A tmux of its own, which ends with the test.
struct Tmux(String);

impl Drop for Tmux {
    fn drop(&mut self) {
        let _ = Command::new("tmux").args(["-S", &self.0, "kill-server"]).output();
    }
}

#[test]
fn tmux_pastes_words_into_the_pane_below_its_popup() {
    if !is_installed("tmux", "-V") {
        return;
    }
    let work = Work::new();
    let socket = Tmux(work.path("socket"));
    // Else tmux takes keys that come at once for a paste, in which no key is bound.
    let settings = work.write("tmux.conf", &format!("{}set-option -g assume-paste-time 0\n", block("tmux")));
    let arguments = ["-u", "-S", &socket.0, "-f", &settings, "new-session", "echo below; exec cat >got"];
    let session = work.start("tmux", &arguments);
    session.wait_for_text("below");
    session.settle();
    session.send("\x02i");
    pick(&session);
    // The pop-up has a border.
    let is_pane = |screen: &str| screen.contains("below") && !screen.contains('│');
    session.wait_for("the words", |screen| is_pane(&screen.contents()) && screen.contents().contains("GAPS”)"));
    session.send("\r");
    session.settle();
    // Picking nothing pastes nothing.
    session.send("\x02i");
    session.wait_for_text("Esc cancel");
    session.send("\x1b");
    session.wait_for("the pane", |screen| is_pane(&screen.contents()));
    session.send("end\r");
    session.settle();
    assert_eq!(work.read("got"), format!("{QUOTED}\nend\n"));
}

#[test]
fn tmux_shows_its_screen_as_it_was_though_the_window_has_grown() {
    if !is_installed("tmux", "-V") {
        return;
    }
    let work = Work::new();
    let socket = Tmux(work.path("socket"));
    let shell = format!("echo before; {ICATLAS} pick demand >got; echo after; exec cat");
    let arguments = ["-u", "-S", &socket.0, "-f", "/dev/null", "new-session", &shell];
    let session = work.start("tmux", &arguments);
    session.wait_for_text("Esc cancel");
    session.resize(150, 45);
    session.settle();
    session.send("\r");
    session.wait_for_text("after");
    session.settle();
    let screen = session.contents();
    let shown: Vec<&str> = screen.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    assert_eq!(shown.first_chunk(), Some(&["before", "after"]), "{screen}");
}

#[test]
fn bash_inserts_ids_at_the_cursor() {
    let work = Work::new();
    work.write("bindings", &block("bash"));
    let session = work.start("bash", &["--norc", "--noprofile", "-i"]);
    session.wait_for_text("ready>");
    session.send(". ./bindings\r");
    session.settle();
    // The cursor is before the last word.
    session.send("echo got:  end\x1bb\x02\x18i");
    session.wait_for_text("Esc cancel");
    session.send("large impunity");
    session.wait_for_text("Large impunity");
    session.send("\x1bm\x15unhcr");
    session.wait_for_text("▸  Member            UNHCR");
    session.send("\x1bm\r");
    session.wait_for_text("ready> echo got: gap/prosecution/1 member/unhcr end");
    session.send("\r");
    session.wait_for_text("\ngot: gap/prosecution/1 member/unhcr end");
    session.send("true \x18i");
    session.wait_for_text("Esc cancel");
    session.send("\x1b");
    session.wait_for_text("ready> true");
}

#[test]
fn mutt_adds_words_at_the_end_of_a_message() {
    if !is_installed("mutt", "-v") {
        return;
    }
    let work = Work::new();
    let body = work.write("body", "Dear Ana,\n");
    let mailbox = work.write("mailbox", "");
    let ours = format!("set editor=true sendmail=true folder={mailbox} spoolfile={mailbox} abort_unmodified=no\n");
    let settings = work.write("muttrc", &(ours + &block("muttrc")));
    let session = work.start("mutt", &["-n", "-F", &settings, "-s", "Gaps", "-i", &body, "ana@example.org"]);
    session.wait_for_text("To: ana@example.org");
    session.send("\r");
    session.wait_for_text("Subject");
    session.send("\r");
    session.wait_for_text("-- Attachments");
    session.send("I");
    pick(&session);
    session.wait_for_text("any key");
    session.send(" ");
    session.wait_for_text("filtered");
    // Shows the message.
    session.send("\r");
    session.wait_for("the message", |screen| {
        let shown = screen.contents();
        shown.contains("Dear Ana,") && shown.contains(QUOTED)
    });
}

#[test]
fn emacs_inserts_words_at_point() {
    if !is_installed("emacs", "--version") {
        return;
    }
    let work = Work::new();
    let file = work.write("mail", "Dear Ana,\n");
    let settings = work.write("init.el", &block("elisp"));
    let mut session = work.start("emacs", &["-nw", "-Q", "--load", &settings, &file]);
    session.wait_for_text("Dear Ana,");
    session.settle();
    // At the end of the text.
    session.send("\x1b>\x03i");
    pick(&session);
    session.wait_for("the mail", |screen| {
        let shown = screen.contents();
        shown.contains("Dear Ana,") && shown.contains("“Large impunity” (ICAT") && !shown.contains("Esc cancel")
    });
    // Leaving without a result adds nothing.
    session.send("\x03i");
    session.wait_for_text("Esc cancel");
    session.send("\x03\x03");
    session.wait_for("the mail", |screen| !screen.contents().contains("Esc cancel"));
    session.settle();
    session.send("\x18\x13\x18\x03");
    session.wait();
    assert_eq!(work.read("mail"), format!("Dear Ana,\n{QUOTED}\n"));
}

#[test]
fn aerc_composes_with_the_recipe_for_vim() {
    if !is_installed("aerc", "-v") || !is_installed("vim", "--version") {
        return;
    }
    let work = Work::new();
    for folder in ["mail/INBOX/cur", "mail/INBOX/new", "mail/INBOX/tmp", ".config/aerc"] {
        fs::create_dir_all(work.path(folder)).unwrap();
    }
    let mail = work.path("mail");
    let account = format!("[test]\nsource = maildir://{mail}\noutgoing = /bin/true\nfrom = Ana <ana@example.org>\n");
    fs::write(work.path(".config/aerc/accounts.conf"), account).unwrap();
    fs::write(work.path(".config/aerc/aerc.conf"), block("ini")).unwrap();
    // aerc refuses a file of accounts that others can read.
    fs::set_permissions(work.path(".config/aerc/accounts.conf"), Permissions::from_mode(0o600)).unwrap();
    work.write(".vimrc", &block("vim"));
    let session = work.start("aerc", &[]);
    session.wait_for_text("INBOX");
    session.send(":compose\r");
    session.wait_for_text("Subject");
    session.send("\t\t\t");
    session.settle();
    session.send("\x1b[15~");
    pick(&session);
    session.wait_for("the message", |screen| {
        let shown = screen.contents();
        shown.contains("“Large impunity” (ICAT") && shown.contains("Subject") && !shown.contains("Esc cancel")
    });
}
