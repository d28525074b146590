//! The members of the second edition, their pages and its time line.

use super::*;

/// A dashboard over the second edition.
fn second_edition(data: &Data, size: (u16, u16)) -> Model {
    Model::new(data.clone(), size.0, size.1)
}

#[test]
fn the_members_of_the_second_edition_are_whole_on_its_day_and_on_the_deck_s() {
    let whole: Data = built_in::atlas().into();
    for day in [None, Some("2010-10-20")] {
        let as_of = day.map(|day| Date::try_from(day).unwrap());
        let data = whole.filtered(Filter { sources_only: false, as_of });
        for size in SIZES {
            let mut model = second_edition(&data, size);
            press(&mut model, "1 g");
            let seen = walk(&mut model, "j", size);
            let short = |member: VisibleRecord<'_>| match member.acronym() {
                Some(acronym) => acronym.to_string(),
                None => title(member).trim_start_matches("The ").to_owned(),
            };
            assert_seen(&seen, data.of_kind(Kind::Member).map(short), "the members", size);
            // In the rail a former member stands with what it is now.
            let is_rail = size.0 >= 110;
            let told: &[&str] = match (day, is_rail) {
                (Some(_), _) => &[],
                (None, true) => &["+2 former", "UNDAW, now UN Women", "UNIFEM, now UN Women"],
                (None, false) => &[
                    "Named since 2018",
                    "Named in 2011, nothing read since",
                    "Named in 2010, nothing read since",
                    "Former members",
                    "until January 2011; succeeded by UN Women",
                ],
            };
            assert_seen(&seen, told.iter().map(|told| (*told).to_owned()), "the members", size);
            let names = data.of_kind(Kind::Member).filter(|_| !is_rail).map(title);
            assert_seen(&seen, names, "the members", size);
        }
    }
}

#[test]
fn the_time_line_of_the_second_edition_leads_to_everything_dated() {
    let data: Data = built_in::atlas().into();
    let kinds = [Kind::Event, Kind::Publication, Kind::Instrument];
    let dated: Vec<_> =
        data.records().filter(|record| kinds.contains(&record.kind()) && record.date().is_some()).collect();
    assert!(dated.len() > 40);
    for size in SIZES {
        let mut model = second_edition(&data, size);
        press(&mut model, "4 g");
        let mut seen = walk(&mut model, "j", size);
        press(&mut model, "g");
        while model.dashboard().heading(model.shared()) != "Earlier on the time line" {
            press(&mut model, "j");
        }
        press(&mut model, "Enter");
        seen.0.extend(walk(&mut model, "j", size).0);
        let unseen = dated.iter().filter(|record| !(seen.holds(&name(**record)) || seen.holds(&title(**record))));
        assert_seen(&seen, unseen.map(|record| name(*record)), "the time line", size);
    }
}
