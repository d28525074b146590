//! The keys that go to an earlier or a later day, and back to that of the edition, and what the screens say of it.

mod common;
#[path = "days/said.rs"]
mod said;

use common::built_in_icatlas;
use common::frames::{self, press, run_search, type_in};
use common::pty::Session;
use common::screens::{SCREENS, frame, id, name, pinned};
use common::{stderr, stdout};
use icatlas::app::Model;
use icatlas::atlas::{Data, Date, Filter, Link, PeriodEnd};
use icatlas::built_in;

/// The dashboard over an edition of the program.
fn over(edition: &str) -> Model {
    Model::new(built_in::edition(edition).unwrap(), 120, 40)
}

/// The day of the filter.
fn day(model: &Model) -> Option<String> {
    model.shared().data().filter().as_of.map(Date::iso)
}

/// Presses a key until the day stays as it is, and returns the days on the way.
fn walked(model: &mut Model, key: &str) -> Vec<String> {
    let mut days = Vec::new();
    loop {
        let before = day(model);
        press(model, key);
        if day(model) == before {
            return days;
        }
        days.extend(day(model));
    }
}

/// Goes to an earlier day until it is this one.
fn go_back_to(model: &mut Model, expected: &str) {
    let days = walked(model, "(");
    assert!(days.iter().any(|day| day == expected), "{expected}: {days:?}");
    for _ in days.iter().skip_while(|day| *day != expected).skip(1) {
        press(model, ")");
    }
    assert_eq!(day(model).as_deref(), Some(expected));
}

fn date(date: &str) -> Date {
    Date::try_from(date).unwrap()
}

#[test]
fn the_keys_go_through_the_days_of_periods_and_of_the_deck_and_no_others() {
    let mut model = over("2026");
    assert_eq!(day(&model), None);
    let mut back = walked(&mut model, "(");
    assert_eq!(
        model.notice().unwrap(),
        format!("No period begins or ends before {}; ) goes to a later day.", date(back.last().unwrap()))
    );
    assert!(back.iter().map(|day| date(day).last_day()).is_sorted_by(|later, day| later > day), "{back:?}");
    let mut on = walked(&mut model, ")");
    assert!(model.notice().unwrap().ends_with("; t returns to 25 November 2026."), "{:?}", model.notice());
    back.reverse();
    assert_eq!(on, back[1..], "the same days both ways");
    on.insert(0, back[0].clone());
    // All periods, read plainly.
    let data = Data::from(built_in::atlas());
    let mut expected: Vec<(i32, u8, u8)> = Vec::new();
    for record in data.records() {
        let links = record.links().filter_map(Link::period);
        for period in record.period().into_iter().chain(links).chain(record.names().filter_map(|name| name.period)) {
            expected.extend(period.from.map(Date::last_day));
            if let PeriodEnd::On(end) = period.to {
                expected.push(end.last_day());
            }
        }
    }
    // The day of the deck, which this edition extends.
    expected.push((2010, 10, 20));
    expected.retain(|day| *day <= (2026, 11, 25));
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(on.iter().map(|day| date(day).last_day()).collect::<Vec<_>>(), expected);
    assert!(["2010-07-02", "2011-01", "2019-01-01"].iter().all(|day| on.contains(&(*day).to_owned())), "{on:?}");
    assert!(!on.contains(&"2013-05-13".to_owned()), "an event is no such day");
}

#[test]
fn the_keys_lead_to_the_day_of_the_deck_with_its_members() {
    let mut model = over("2026");
    go_back_to(&mut model, "2010-10-20");
    assert!(frame(&model).contains("2026, as of 20 October 2010"), "{}", frame(&model));
    let mut deck = over("2010-deck");
    let members = |model: &mut Model| {
        press(model, "1");
        let mut ids = vec![id(model)];
        loop {
            press(model, "j");
            if ids.last() == Some(&id(model)) {
                return ids;
            }
            ids.push(id(model));
        }
    };
    assert_eq!(members(&mut model), members(&mut deck));
}

#[test]
fn the_month_of_an_end_says_what_ends_in_it_and_what_began_is_there() {
    let mut model = over("2026");
    go_back_to(&mut model, "2011-01");
    assert_eq!(model.notice(), Some("As of January 2011; t returns to 25 November 2026."));
    assert!(frame(&model).contains("2026, as of January 2011"), "{}", frame(&model));
    let show = |model: &mut Model, words: &str| {
        press(model, "/");
        type_in(model, words);
        press(model, "Enter");
        frame(model)
    };
    assert!(show(&mut model, "unifem").contains("UNIFEM, member of ICAT, ends in January 2011"));
    press(&mut model, ")");
    assert_eq!(day(&model).as_deref(), Some("2011-06"), "UN Women is named a member");
    assert!(frame(&model).contains("UNIFEM, member of ICAT, until January 2011"), "{}", frame(&model));
    assert!(show(&mut model, "id:member/un-women").contains("UN Women, member of ICAT"));
}

#[test]
fn t_returns_to_the_day_of_the_edition_and_says_so() {
    let mut model = over("2026");
    press(&mut model, "t");
    assert_eq!((day(&model), model.notice()), (None, Some("It is shown as known on 25 November 2026 already.")));
    press(&mut model, ")");
    let last = "No period begins or ends after 25 November 2026; ( goes to an earlier day.";
    assert_eq!((day(&model), model.notice()), (None, Some(last)));
    let before = frame(&model);
    press(&mut model, "( ( (");
    assert!(day(&model).is_some() && frame(&model) != before);
    press(&mut model, "t");
    assert_eq!((day(&model), model.notice()), (None, Some("It is shown as known on 25 November 2026.")));
    press(&mut model, "Ctrl-l");
    assert!(frame(&model).contains("2026, as known on 25 November 2026"));
    // From the day on the command line, too.
    let as_of = Filter { sources_only: true, as_of: Some(date("2010-10-20")) };
    let data = Data::from(built_in::atlas()).filtered(as_of);
    let mut model = Model::new(data, 120, 40);
    press(&mut model, ")");
    assert_eq!(day(&model).as_deref(), Some("2010-10"), "the Working Group begins");
    assert!(model.shared().sources_only(), "the other filter stays");
    press(&mut model, "t");
    assert_eq!((day(&model), model.shared().sources_only()), (None, true));
}

#[test]
fn in_an_edition_without_periods_the_keys_say_so() {
    for key in ["(", ")"] {
        let mut model = over("2010-deck");
        press(&mut model, key);
        let said = "Nothing in 2010-deck has a period, so there is no day to go to.";
        assert_eq!((day(&model), model.notice()), (None, Some(said)), "{key}");
    }
    let footer = |edition| frame(&over(edition)).lines().last().unwrap().to_owned();
    let wide = |edition: &str| {
        let model = Model::new(built_in::edition(edition).unwrap(), 200, 60);
        frames::text(&frames::draw(&model, frames::COLORED, 200, 60)).lines().last().unwrap().to_owned()
    };
    assert!(!footer("2010-deck").contains("( )") && !wide("2010-deck").contains("( )"), "{}", wide("2010-deck"));
    assert!(wide("2026").contains("( ) day"), "{}", wide("2026"));
}

#[test]
fn the_keys_mean_the_same_in_every_screen_in_which_nothing_is_typed() {
    for (here, keys) in SCREENS {
        let mut model = over("2026");
        press(&mut model, "2 l l");
        press(&mut model, keys);
        let (screen, selected) = (name(&model), id(&model));
        for (key, expected) in [("( (", true), (")", true), ("t", false)] {
            press(&mut model, key);
            assert_eq!(day(&model).is_some(), expected, "{key} in the {here}");
            assert_eq!((name(&model), id(&model)), (screen, selected.clone()), "{key} in the {here}");
        }
    }
    for (here, keys) in [("search", "/"), ("palette", ":"), ("note", "a")] {
        let mut model = over("2026");
        press(&mut model, keys);
        type_in(&mut model, "(t)");
        assert_eq!((day(&model), name(&model)), (None, here), "there they are letters");
    }
}

#[test]
fn a_selected_member_that_is_hidden_is_selected_again_when_it_returns() {
    let mut model = over("2026");
    press(&mut model, "/");
    type_in(&mut model, "id:member/un-women");
    press(&mut model, "Enter Esc m");
    assert_eq!((id(&model).as_str(), pinned(&model)), ("member/un-women", vec!["member/un-women"]));
    go_back_to(&mut model, "2011-01");
    assert_ne!(id(&model), "member/un-women");
    assert_eq!(pinned(&model), ["member/un-women"], "a pin stays");
    assert!(!frame(&model).contains("UN Women"), "{}", frame(&model));
    press(&mut model, ")");
    assert_eq!(id(&model), "member/un-women");
    assert!(frame(&model).contains("UN Women"));
}

#[test]
fn a_record_that_is_read_and_hidden_on_the_day_is_said_to_be() {
    let mut model = over("2026");
    press(&mut model, "/");
    type_in(&mut model, "id:member/un-women");
    press(&mut model, "Enter");
    assert!(model.dashboard().reading().is_some());
    go_back_to(&mut model, "2011-06");
    assert_eq!(id(&model), "member/un-women");
    press(&mut model, "(");
    let hidden =
        "member/un-women is known from June 2011 on, and hidden as of January 2011; t returns to 25 November 2026.";
    assert_eq!(model.notice(), Some(hidden));
    press(&mut model, "(");
    assert_eq!(model.notice(), Some("As of October 2010; t returns to 25 November 2026."), "it is said once");
    press(&mut model, "t");
    assert_eq!(id(&model), "member/un-women");
}

#[test]
fn the_hits_of_a_search_that_was_closed_follow_the_day() {
    let mut model = over("2026");
    press(&mut model, "/");
    type_in(&mut model, "kind:member");
    press(&mut model, "Enter");
    let all = built_in_icatlas(&["list", "member"]);
    let then = built_in_icatlas(&["list", "member", "--as-of", "2010-07-02"]);
    let counts = [all, then].map(|output| {
        assert_eq!(stderr(&output), "");
        stdout(&output).lines().count()
    });
    assert!(counts[0] > counts[1]);
    press(&mut model, "n");
    assert!(model.notice().unwrap().contains(&format!(" {}", counts[0])), "{:?}", model.notice());
    go_back_to(&mut model, "2010-07-02");
    run_search(&mut model);
    press(&mut model, "n");
    assert!(model.notice().unwrap().contains(&format!(" {}", counts[1])), "{:?}", model.notice());
}

#[test]
fn the_keys_work_in_a_terminal_and_the_title_says_the_day() {
    let session = Session::icatlas(&["--edition", "2026"], 120, 40);
    session.wait_for_text("2026, as known on 25 November 2026");
    session.send("(");
    session.wait_for_text("t returns to 25 November 2026.");
    session.wait_for_text("2026, as of ");
    session.send("t");
    session.wait_for_text("2026, as known on 25 November 2026");
    let then = Session::icatlas(&["--edition", "2026", "--as-of", "2010-10-20", "--restricted"], 80, 24);
    then.wait_for_text("as of 20 October 2010");
    then.send("))");
    then.wait_for_text("As of January 2011; t returns to 25 November 2026.");
    let deck = Session::icatlas(&["--edition", "2010-deck"], 80, 24);
    deck.wait_for_text("UNODC");
    deck.send(")");
    deck.wait_for_text("Nothing in 2010-deck has a period");
}
