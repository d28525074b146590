//! `icatlas pick`: the built program, with the search on a pseudo-terminal and its results in files, pipes or on the terminal.

mod common;
#[path = "pick/interrupted.rs"]
mod interrupted;

use std::fs;

use common::pty::Session;
use common::{ICATLAS, icatlas, stderr, stdout};
use tempfile::TempDir;

const ENTER: &str = "\r";
const ESC: &str = "\x1b";
const CTRL_C: &str = "\x03";
const CTRL_Z: &str = "\x1a";
const ALT_M: &str = "\x1bm";
const DOWN: &str = "\x1b[B";
const F1: &str = "\x1bOP";

/// `icatlas pick` on a terminal, with its standard streams in files.
struct Picking {
    session: Session,
    folder: TempDir,
}

impl Picking {
    /// Starts it with these arguments, and waits for the search.
    fn start(arguments: &str) -> Self {
        Self::start_at(arguments, &[], (100, 30))
    }

    fn start_at(arguments: &str, environment: &[(&str, &str)], (width, height): (u16, u16)) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("in"), "the input of another program\r").unwrap();
        // As a shell would, something else keeps the terminal open.
        let script = format!("cd \"$1\" && exec {ICATLAS} pick {arguments} 3>&1 <in >out 2>err");
        let folder_name = folder.path().display().to_string();
        let session = Session::program("/bin/sh", &["-c", &script, "sh", &folder_name], environment, width, height);
        session.wait_for("the search", |screen| screen.contents().contains("Pick"));
        Self { session, folder }
    }

    fn send(&self, keys: &str) -> &Self {
        self.session.send(keys);
        self
    }

    fn wait_for_text(&self, text: &str) -> &Self {
        self.session.wait_for_text(text);
        self
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// Waits for the end. Returns the exit code and what went to standard output; asserts that nothing was said and that the
    /// terminal is as it was.
    fn end(mut self) -> (u32, String) {
        let code = self.session.wait().exit_code();
        self.session.assert_restored();
        assert_eq!(self.file("err"), "");
        (code, self.file("out"))
    }
}

fn quoted(ids: &[&str]) -> String {
    stdout(&icatlas(&[&["cite", "--quote"], ids].concat()))
}

#[test]
fn enter_prints_the_selected_record_with_its_source() {
    let pick = Picking::start("large impunity");
    pick.wait_for_text("Large impunity").send(ENTER);
    assert_eq!(pick.end(), (0, quoted(&["gap/prosecution/1"])));
    let pick = Picking::start("");
    pick.wait_for_text("83 of 83").send(DOWN).send(ENTER);
    assert_eq!(pick.end(), (0, quoted(&["member/dpko"])), "without words all records are there to pick from");
}

#[test]
fn marked_records_are_printed_in_the_order_of_marking() {
    let pick = Picking::start("--print id");
    pick.send("large impunity").wait_for_text("▸  Gap 1").send(ALT_M).wait_for_text("▸✓ Gap 1");
    pick.wait_for_text("1 marked").send("\x15unhcr").wait_for_text("▸  Member").send(ALT_M).wait_for_text("2 marked");
    pick.send("\x15unodc").wait_for_text("UNODC").send(ALT_M).wait_for_text("3 marked");
    pick.send(ALT_M).wait_for_text("2 marked").send(ENTER);
    assert_eq!(
        pick.end(),
        (0, "gap/prosecution/1\nmember/unhcr\n".to_owned()),
        "not the selected one, which is unmarked"
    );
}

#[test]
fn marks_show_without_colour_in_every_window_and_in_ascii() {
    for (size, ascii, sign) in
        [((160, 40), "", "✓"), ((80, 24), "", "✓"), ((40, 12), "", "✓"), ((80, 24), "--ascii", "*")]
    {
        let pick = Picking::start_at(&format!("--no-color {ascii} large impunity"), &[], size);
        pick.wait_for_text("Gap 1").send(ALT_M).wait_for_text("1 marked").wait_for_text(&format!("{sign} Gap 1"));
        let screen = pick.session.contents();
        assert_eq!(screen.matches(sign).count(), 1, "{size:?}:\n{screen}");
        assert!(screen.is_ascii() || ascii.is_empty(), "{screen}");
        pick.send(ESC);
        assert_eq!(pick.end().0, 1);
    }
}

#[test]
fn esc_and_ctrl_c_print_nothing_and_end_with_1() {
    for (keys, end) in [("", ESC), ("", CTRL_C), (ALT_M, ESC), (ALT_M, CTRL_C), ("\x14", CTRL_C), (F1, CTRL_C)] {
        let pick = Picking::start("large impunity");
        pick.wait_for_text("Large impunity").send(keys);
        pick.session.settle();
        pick.send(end);
        assert_eq!(pick.end(), (1, String::new()), "{end:?} after {keys:?}");
    }
}

#[test]
fn esc_closes_the_help_and_the_filters_first() {
    for (keys, shown) in [(F1, "IN ICATLAS PICK"), ("\x14", "back to typing")] {
        let pick = Picking::start("large impunity");
        pick.wait_for_text("Large impunity").send(keys).wait_for_text(shown).send(ESC);
        pick.session.wait_for("the search", |screen| !screen.contents().contains(shown));
        pick.send(ENTER);
        assert_eq!(pick.end(), (0, quoted(&["gap/prosecution/1"])));
    }
}

#[test]
fn each_form_prints_what_the_command_of_that_form_prints() {
    let ids = ["gap/prosecution/1", "document/icat-deck"];
    for (form, same) in [
        ("quote", &["cite", "--quote"][..]),
        ("citation", &["cite"]),
        ("markdown", &["export", "--format", "md"]),
        ("json", &["show", "--json"]),
    ] {
        let pick = Picking::start(&format!("--print {form} id:gap/prosecution/1"));
        pick.wait_for_text("1 of 83").send(ALT_M).wait_for_text("1 marked").send("\x15id:document/icat-deck");
        pick.wait_for_text("1 marked · 1 of 83").send(ALT_M).wait_for_text("2 marked").send(ENTER);
        assert_eq!(pick.end(), (0, stdout(&icatlas(&[same, &ids].concat()))), "{form}");
    }
}

#[test]
fn the_footer_and_the_help_name_the_keys_of_pick() {
    let pick = Picking::start("");
    for hint in ["Enter print", "Alt-m mark", "Esc cancel", "F1 what can be typed"] {
        pick.wait_for_text(hint);
    }
    pick.send(F1).wait_for_text("print it, or what is marked").wait_for_text("mark or unmark it");
    let help = pick.session.contents();
    assert!(!help.contains("pin or unpin") && !help.contains("previous, next query"), "{help}");
    // The filter of the help finds no keys that do not work here.
    pick.send("/unpin").wait_for_text("No key matches");
    pick.send("\x15mark").wait_for_text("mark or unmark it, to print several").send(CTRL_C);
    pick.session.wait_for("the help", |screen| screen.contents().contains("WHAT CAN BE TYPED"));
    pick.send(CTRL_C);
    assert_eq!(pick.end().0, 1);
}

#[test]
fn in_every_window_the_footer_says_how_to_print_and_how_to_leave() {
    for (size, footer) in [
        ((40, 12), " Enter print  Esc cancel  F1 help"),
        ((80, 24), " Enter print  Esc cancel  Alt-m mark  ↓ ↑ move  F1 what can be typed"),
    ] {
        let pick = Picking::start_at("", &[], size);
        pick.session.settle();
        let screen = pick.session.contents();
        assert_eq!(screen.lines().last().map(str::trim_end), Some(footer), "{screen}");
        pick.send(ESC);
        assert_eq!(pick.end().0, 1);
    }
}

#[test]
fn no_key_leads_to_another_part_of_the_program() {
    let pick = Picking::start("large impunity");
    pick.wait_for_text("Large impunity").send("\x19").wait_for_text("Ctrl-y does nothing here").send(F1);
    for key in ["1", "x", "'", ":", "m", "v", "n", "e", "u", "y"] {
        pick.send(key).wait_for_text(&format!(" {key} does nothing here"));
    }
    pick.send("q");
    pick.session.wait_for("the search", |screen| screen.contents().contains("1 of 83"));
    pick.send(ENTER);
    assert_eq!(pick.end(), (0, quoted(&["gap/prosecution/1"])));
}

#[test]
fn tab_completes_and_what_is_offered_can_be_followed() {
    let pick = Picking::start("--print id kind:con");
    pick.send("\t").wait_for_text("kind:contact").send(ENTER);
    assert_eq!(pick.end(), (0, "contact/unodc-ahtmsu\n".to_owned()));
    let pick = Picking::start("--print id technology");
    pick.wait_for_text("Enter see them")
        .send(ENTER)
        .wait_for_text("kind:member")
        .wait_for_text("Enter print")
        .send(ENTER);
    assert_eq!(pick.end(), (0, "member/unodc\n".to_owned()));
}

#[test]
fn enter_prints_the_marked_records_where_nothing_is_found_and_tab_follows_what_is_offered() {
    for (size, query, keys) in
        [((100, 30), "football", ""), ((80, 24), "kind:zebra", "\t"), ((40, 12), "football", "\t")]
    {
        // In the smallest window the counts yield to the edition and its day.
        let [nothing, members] = if size.0 > 40 { ["0 of 83", "18 of 83"] } else { ["Nothing found", "UNODC"] };
        let pick = Picking::start_at("--print id large impunity", &[], size);
        pick.wait_for_text("Large impunity").send(ALT_M).wait_for_text("1 marked");
        pick.send("\x15").send(query).wait_for_text(nothing).wait_for_text("Enter print");
        if size.0 > 40 {
            pick.wait_for_text("Tab see them");
        }
        if !keys.is_empty() {
            pick.send(keys).wait_for_text("/ kind:member").wait_for_text(members);
        }
        pick.send(ENTER);
        assert_eq!(pick.end(), (0, "gap/prosecution/1\n".to_owned()), "{size:?} {query}");
    }
    // Typed ahead of the hits, too.
    let pick = Picking::start("--print id large impunity");
    pick.wait_for_text("Large impunity").send(ALT_M).wait_for_text("1 marked").send("\x15football\t\r");
    assert_eq!(pick.end(), (0, "gap/prosecution/1\n".to_owned()));
}

#[test]
fn standard_input_is_left_to_others() {
    let folder = TempDir::new().unwrap();
    let script = format!("cd \"$1\"; printf 'one\\ntwo\\n' >in; ({ICATLAS} pick unhcr >out; cat >rest) <in");
    let name = folder.path().display().to_string();
    let mut session = Session::program("/bin/sh", &["-c", &script, "sh", &name], &[], 100, 30);
    session.wait_for_text("UNHCR");
    session.send(ENTER);
    session.wait();
    assert_eq!(fs::read_to_string(folder.path().join("rest")).unwrap(), "one\ntwo\n");
    assert_eq!(fs::read_to_string(folder.path().join("out")).unwrap(), quoted(&["member/unhcr"]));
}

#[test]
fn results_go_to_a_pipe_or_to_the_terminal_itself() {
    let script = format!("{ICATLAS} pick --print id large impunity | sed 's/^/picked: /'");
    for (program, arguments, printed) in [
        ("/bin/sh", &["-c", &script][..], "picked: gap/prosecution/1"),
        (ICATLAS, &["pick", "--print", "id", "large", "impunity"], "gap/prosecution/1"),
    ] {
        let mut session = Session::program(program, arguments, &[], 100, 30);
        session.wait_for_text("Large impunity");
        session.send(ENTER);
        assert_eq!(session.wait().exit_code(), 0);
        session.assert_restored();
        assert_eq!(session.contents().trim(), printed);
    }
}

#[test]
fn the_exit_code_reports_lost_output() {
    let script = format!("exec {ICATLAS} pick large impunity >/dev/full");
    let mut session = Session::program("/bin/sh", &["-c", &script], &[], 100, 30);
    session.wait_for_text("Large impunity");
    session.send(ENTER);
    assert_eq!(session.wait().exit_code(), 4);
    session.assert_restored();
    assert!(session.contents().contains("standard output cannot be written to"), "{}", session.contents());
}

#[test]
fn first_opens_the_search_if_no_record_has_all_words_as_typed() {
    let pick = Picking::start("--first --print id large impuntiy");
    pick.wait_for_text("Large impunity").send(ENTER);
    assert_eq!(pick.end(), (0, "gap/prosecution/1\n".to_owned()));
}

#[test]
fn nothing_is_saved_or_read_besides_the_data() {
    let state = TempDir::new().unwrap();
    let folder = state.path().display().to_string();
    for arguments in ["large impunity", "--restricted large impunity"] {
        let pick = Picking::start_at(arguments, &[("XDG_STATE_HOME", &folder)], (100, 30));
        pick.wait_for_text("Large impunity").send(ALT_M).wait_for_text("1 marked").send(ENTER);
        assert_eq!(pick.end().0, 0);
        assert_eq!(fs::read_dir(state.path()).unwrap().count(), 0, "{arguments}");
    }
    let saved = state.path().join("icatlas");
    // A file in place of the folder would be reported if it were read.
    fs::write(&saved, "").unwrap();
    let pick = Picking::start_at("is:pinned", &[("XDG_STATE_HOME", &folder)], (100, 30));
    pick.wait_for_text("`icatlas pick` does not read the pins").send(ESC);
    assert_eq!(pick.end(), (1, String::new()));
    let pick = Picking::start("--restricted is:pinned");
    pick.wait_for_text("restricted mode keeps no pins").send(ESC);
    assert_eq!(pick.end(), (1, String::new()));
}

#[test]
fn the_options_of_all_commands_hold() {
    let data = common::copy();
    common::bad::edit(&data, "gaps.ron", "Large impunity", "Vast impunity");
    let pick = Picking::start(&format!("--data {} vast impunity", data.path().display()));
    pick.wait_for_text("Vast impunity").send(ENTER);
    assert!(pick.end().1.starts_with("“Vast impunity” (ICAT"));

    let pick = Picking::start("--sources-only large impunity");
    pick.wait_for_text("sources only").wait_for_text("Large impunity");
    assert!(!pick.session.contents().contains('†'), "{}", pick.session.contents());
    pick.send(ENTER);
    assert_eq!(pick.end(), (0, quoted(&["gap/prosecution/1"])));

    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out");
    let script = format!("exec {ICATLAS} pick --ascii large impunity >{}", out.display());
    let mut session = Session::program("/bin/sh", &["-c", &script], &[], 100, 30);
    session.wait_for_text("Large impunity");
    session.send(ENTER);
    assert_eq!(session.wait().exit_code(), 0);
    assert!(fs::read_to_string(out).unwrap().starts_with("\"Large impunity\" (ICAT"));
}

#[test]
fn a_new_window_size_is_taken_from_the_terminal_and_not_from_standard_output() {
    let pick = Picking::start("large impunity");
    pick.wait_for_text("Large impunity");
    pick.session.resize(60, 20);
    pick.session.wait_for("the narrow window", |screen| {
        let contents = screen.contents();
        contents.contains("Large impunity") && contents.lines().all(|line| line.chars().count() <= 60)
    });
    pick.session.resize(30, 8);
    pick.wait_for_text("needs 40x12; Ctrl-c leaves").send(ENTER).send(ALT_M);
    pick.session.settle();
    pick.session.resize(100, 30);
    pick.wait_for_text("1 of 83").send(ENTER);
    assert_eq!(pick.end(), (0, quoted(&["gap/prosecution/1"])), "nothing is picked or marked unseen");
}

#[test]
fn the_example_of_the_help_prints_an_id() {
    let help = stdout(&icatlas(&["pick", "--help"]));
    let example = help.split("Example:\n  icatlas ").nth(1).unwrap().lines().next().unwrap();
    let printed = icatlas(&example.split(' ').collect::<Vec<_>>());
    assert_eq!((stdout(&printed).as_str(), stderr(&printed).as_str()), ("gap/prosecution/1\n", ""));
}
