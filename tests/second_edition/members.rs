//! The members: who is one on a day and what a source says of each, what became of former ones, and who chaired.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use icatlas::app::Model;
use icatlas::atlas::{Data, Date, Filter, Kind, Link, Membership, Relation};
use icatlas::built_in;

use super::common::frames::{press, type_in};
use super::common::screens::frame;
use super::common::{deck_icatlas, stdout};
use super::{printed, unwrapped};

#[test]
fn a_former_member_says_what_became_of_it_and_cites_it() {
    for member in ["member/unifem", "member/undaw"] {
        let fate = "Succeeded by UN Women, 2 July 2010; member until January 2011";
        for day in [&[][..], &["--as-of", "2011-06"]] {
            let page = unwrapped(&printed(&[&["show", member], day].concat()));
            let successor = "“United Nations Entity for Gender Equality and the Empowerment of Women”";
            let first = format!("verbatim, ICAT deck {fate} {successor} GA/10959, paraphrase “");
            assert!(page.contains(&first), "{page}");
            let last = "Sources ICAT deck, slide “ICAT Member Organizations” GA/10959, for what became of it, and when \
                        All sources but ICAT deck were read in November 2026 Links";
            assert!(page.contains(last), "{page}");
            assert_eq!(page.matches("Succeeded by").count(), 1, "{page}");
            assert!(page.contains("Period until January 2011"), "{page}");
        }
        for day in ["2011-01", "2010-12-31"] {
            let before = unwrapped(&printed(&["show", member, "--as-of", day]));
            assert!(!before.contains("Succeeded") && !before.contains("ember until January"), "{before}");
        }
        // UN Women is named among the members from June 2011 on.
        let between = unwrapped(&printed(&["show", member, "--as-of", "2011-02"]));
        assert!(between.contains("verbatim, ICAT deck Member until January 2011 “"), "{between}");
        let quoted = printed(&["cite", "--quote", member]);
        let second = quoted.lines().nth(1).unwrap();
        let from = "(United Nations, Press release on the creation of UN Women, GA/10959, 2 July 2010";
        assert!(second.starts_with("Succeeded by United Nations Entity for") && second.contains(from), "{quoted}");
    }
    let today = unwrapped(&printed(&["show", "member/un-women"]));
    for part in ["Succeeded UNDAW “", "UNIFEM “"] {
        assert!(today.contains(part), "{today}");
    }
    assert!(!unwrapped(&stdout(&deck_icatlas(&["show", "member/unifem"]))).contains("Succeeded by"));
}

/// The ids of the members in each group of the pane, by the last part.
fn groups(as_of: Option<&str>) -> Vec<(Membership, String)> {
    let as_of = as_of.map(|day| Date::try_from(day).unwrap());
    let atlas = Arc::new(built_in::atlas());
    let data = Data::new(atlas, Filter { sources_only: false, as_of });
    let members = data.members();
    let groups = members.chunk_by(|(one, _), (other, _)| one == other);
    groups
        .map(|group| (group[0].0, group.iter().map(|(_, member)| member.leaf()).collect::<Vec<_>>().join(" ")))
        .collect()
}

#[test]
fn the_members_of_today_come_first_and_former_ones_last() {
    let expected = [
        (
            Membership::NamedSince(Date::try_from("2018").unwrap()),
            "unodc iom ilo unfpa unicef unhcr un-women icmpd osce cbss osrsg-vac oas",
        ),
        // The Toolkit names it among the Working Group.
        (Membership::LastNamed(Some(2016)), "ohchr"),
        // They took part in the meeting in Geneva of June 2011.
        (Membership::LastNamed(Some(2011)), "interpol unaids"),
        // Later sources tell of another name, and of one in another language; they call neither a member.
        (Membership::LastMember(2010), "dpko icao"),
        (Membership::LastNamed(Some(2010)), "undp unicri unesco world-bank"),
        (Membership::Former, "undaw unifem"),
    ];
    assert_eq!(groups(None), expected.map(|(group, members)| (group, members.to_owned())));
    // A day later than the edition's own is that one.
    assert_eq!(groups(Some("2030")), groups(None));
}

#[test]
fn the_rail_shows_all_present_members_with_the_sources_only_too() {
    for (day, last) in [(None, "+2 former"), (Some("2010-10-20"), "World Bank")] {
        let as_of = day.map(|day| Date::try_from(day).unwrap());
        for (width, height) in [(120, 40), (110, 32), (160, 45)] {
            let data = Data::new(Arc::new(built_in::atlas()), Filter { sources_only: true, as_of });
            let rail: Vec<String> = frame(&Model::new(data, width, height))
                .lines()
                .skip(1)
                .take_while(|line| !line.contains("3 Global Plan"))
                .map(|line| line.chars().take(26).collect())
                .collect();
            let rail = rail.join("\n");
            assert!(rail.contains("ICPOInterpol") && rail.contains(last), "{rail}");
        }
    }
}

#[test]
fn no_heading_says_that_nothing_was_read_since_of_a_member_of_which_something_was() {
    let data = Data::from(built_in::atlas());
    let years = |text: &str| -> Vec<i32> {
        let words = text.split(|letter: char| !letter.is_ascii_digit()).filter(|word| word.len() == 4);
        words.map(|word| word.parse().unwrap()).filter(|year| (1990..2026).contains(year)).collect()
    };
    let year_of = |id| data.get(id).and_then(|record| record.date()).map(Date::year);
    let mut told = 0;
    for (standing, member) in data.members() {
        let Membership::LastNamed(Some(last)) = standing else { continue };
        // The dates on its page, and those of what it cites and is linked to.
        let page = printed(&["show", member.id().as_str()]);
        let of_names = member.names().filter_map(|name| year_of(&name.citation()?.document));
        let of_links = member.links().flat_map(|link| [year_of(&link.citation.document), year_of(&link.to)]).flatten();
        let newest = years(&page).into_iter().chain(of_names).chain(of_links).max();
        assert_eq!(newest.map(|newest| newest.max(last)), Some(last).filter(|_| newest.is_some()), "{page}");
        told += 1;
    }
    assert_eq!(told, 7);
    let mut model = Model::new(data, 80, 50);
    press(&mut model, "1 z");
    let pane = frame(&model);
    for heading in ["Named in 2016, nothing read since", "Last named as members in 2010"] {
        assert!(pane.contains(heading), "{pane}");
    }
}

#[test]
fn the_page_of_a_member_that_no_source_names_since_says_so_first() {
    let told = |date: &str| Some(format!("Last named {date}; nothing of a later date was read"));
    let as_members = Some("Last named as a member on 20 October 2010, in what was read".to_owned());
    let data = Data::from(built_in::atlas());
    let mut without = 0;
    for member in data.of_kind(Kind::Member) {
        let expected = match member.leaf() {
            "ohchr" => told("in 2016"),
            "interpol" | "unaids" => told("in June 2011"),
            "undp" | "world-bank" => told("on 20 October 2010"),
            // They contributed to a publication of December.
            "unicri" | "unesco" => told("in 2010"),
            "dpko" | "icao" => as_members.clone(),
            _ => None,
        };
        let id = member.id().as_str();
        let mut model = Model::new(data.clone(), 80, 40);
        press(&mut model, "/");
        type_in(&mut model, &format!("id:{id}"));
        press(&mut model, "Enter");
        let frame = frame(&model);
        let detail = frame[frame.rfind(['┏', '┌']).unwrap()..].replace(['┃', '│'], "");
        let pages = [printed(&["show", id]), printed(&["export", id, "--format", "markdown"]), detail];
        // What was read is our own word: neither a quotation nor the sources alone have it.
        for own in [&["cite", "--quote", id][..], &["show", id, "--sources-only"]] {
            let words = printed(own);
            assert!(!words.contains("Last named") && !words.contains("says when it was"), "{words}");
        }
        for page in &pages {
            let words = unwrapped(page);
            let Some(expected) = &expected else {
                assert!(!words.contains("Last named") && !words.contains("in what was read"), "{page}");
                continue;
            };
            let at = words.find(expected.as_str()).unwrap_or_else(|| panic!("{expected}: {page}"));
            let own = words.find('“').filter(|own| *own < at);
            assert!(own.is_none() || member.later_name().is_some(), "before the words: {page}");
        }
        without += usize::from(expected.is_none());
    }
    assert_eq!(without, 14, "twelve that are named, and two that are members no more");
    // As of an earlier day what was read of later ones is hidden, and the deck's edition knows of no later day.
    let others = [
        printed(&["show", "member/undp", "--as-of", "2017"]),
        printed(&["show", "member/unodc", "--as-of", "2018-05-03"]),
        stdout(&deck_icatlas(&["show", "member/undp"])),
    ];
    assert!(others.iter().all(|page| !page.contains("Last named")), "{others:?}");
}

#[test]
fn who_chaired_in_a_year_is_found_first() {
    let data = Data::from(built_in::atlas());
    let mut chairs = BTreeMap::<i32, BTreeSet<String>>::new();
    for member in data.of_kind(Kind::Member) {
        let years = member.links().filter(|link| link.relation == Relation::Chaired).filter_map(Link::period);
        for from in years.filter_map(|period| period.from) {
            chairs.entry(from.year()).or_default().insert(member.id().to_string());
        }
    }
    assert_eq!(chairs.keys().copied().collect::<Vec<_>>(), [2012, 2018, 2019, 2021, 2022, 2023, 2024]);
    for (year, chairs) in chairs {
        for question in ["who chaired", "chair", "who was chair in", "co-chairs", "who co-chaired", "présidence"] {
            let found = printed(&["find", question, &year.to_string()]);
            let ids = found.lines().map(|row| row.split('\t').next().unwrap().to_owned());
            assert_eq!(ids.take(chairs.len()).collect::<BTreeSet<_>>(), chairs, "{question} {year}: {found}");
        }
    }
}

#[test]
fn on_the_day_of_the_deck_the_members_are_the_deck_s_in_its_order() {
    let ids = printed(&["list", "member", "--as-of", "2010-10-20"]);
    let ids: Vec<_> = ids.lines().map(|line| line.split('\t').next().unwrap().trim_start_matches("member/")).collect();
    assert_eq!(groups(Some("2010-10-20")), [(Membership::Member, ids.join(" "))]);
    assert_eq!(ids.len(), 17);
    // Before the date since which the edition asks, only former members stand apart.
    let groups: Vec<_> = groups(Some("2012")).into_iter().map(|(group, _)| group).collect();
    assert_eq!(groups, [Membership::Member, Membership::Former]);
}

#[test]
fn lists_have_the_name_of_the_day_and_the_page_what_it_was_formerly() {
    let name = |day: &str| {
        let members = printed(&["list", "member", "--as-of", day]);
        members.lines().find(|row| row.starts_with("member/dpko\t")).unwrap().rsplit('\t').next().unwrap().to_owned()
    };
    let formerly = "DPO · Department of Peace Operations, formerly DPKO";
    for (day, expected) in [
        ("2010-10-20", "DPKO · Department for Peace Keeping Operations"),
        ("2018-12-31", "DPKO · Department for Peace Keeping Operations"),
        ("2019-01-01", formerly),
        ("2026-11-25", formerly),
    ] {
        assert_eq!(name(day), expected, "{day}");
    }
    let then = printed(&["show", "member/dpko", "--as-of", "2018"]);
    assert!(then.starts_with("DPKO, member of ICAT\n") && !then.contains("ormerly"), "{then}");
    let now = printed(&["show", "member/dpko"]);
    assert!(now.starts_with("DPO, member of ICAT\n"), "{now}");
    let told =
        "\n\nFormerly DPKO; Department of Peace Operations (DPO) from 1 January 2019\n  UN reform: Two new departments";
    assert!(now.contains(told) && now.matches("Department of Peace Operations").count() == 1, "{now}");
    assert!(now.contains("“Department for Peace Keeping Operations (DPKO)”"), "the words of the deck stay: {now}");
    for told in [&["cite", "--quote", "member/dpko"][..], &["export", "member/dpko", "--format", "markdown"]] {
        let told = printed(told);
        assert!(told.contains("\nFormerly DPKO; Department of Peace Operations (DPO) from 1 January 2019"), "{told}");
        assert!(told.contains("read in November 2026"), "{told}");
    }
    let members = printed(&["show", "body/icat"]);
    assert!(members.contains("\n  DPO  “Department of Peace Operations”\n"), "{members}");
    let exported = |day: &[&str]| printed(&[&["export", "body/icat", "--format", "markdown"], day].concat());
    let (now, then) = (exported(&[]), exported(&["--as-of", "2018"]));
    assert!(now.contains("\n- Department of Peace Operations (DPO)") && !now.contains("Peace Keeping"), "{now}");
    assert!(then.contains("\n- Department for Peace Keeping Operations (DPKO)"), "{then}");
    let quoted = printed(&["cite", "--quote", "member/dpko"]);
    assert!(quoted.starts_with("Department for Peace Keeping Operations (DPKO), member of ICAT\n"), "{quoted}");
}

#[test]
fn a_row_says_by_which_later_name_a_member_is_found_and_what_a_former_one_became() {
    let found = |query: &str| printed(&["find", query]);
    let dpo = "DPO · Department of Peace Operations, formerly DPKO";
    let in_the_source = format!("{dpo}; in the source: Department for Peace Keeping Operations (DPKO)");
    let queries = ["Department of Peace Operations", "DPO", "DPKO"].map(|query| (query, dpo));
    let spanish = "Departamento de Operaciones de Mantenimiento de la Paz";
    let french = "Département des opérations de maintien de la paix (DOMP)";
    let [spanish_row, french_row] = [("Spanish", spanish), ("French", french)]
        .map(|(language, name)| format!("{dpo}; {language}: {name}, until 31 December 2018"));
    let others = [("keeping", &*in_the_source), (spanish, &*spanish_row), ("DOMP", &*french_row)];
    for (query, row) in queries.into_iter().chain(others) {
        assert_eq!(found(query).lines().next().unwrap().rsplit('\t').next(), Some(row), "{query}");
    }
    // It is the former name in two languages.
    let found_first = found("FNUAP").lines().next().unwrap().to_owned();
    assert!(found_first.ends_with("; former name, French and Spanish: FNUAP"), "{found_first}");
    let women = found("ONU Femmes");
    assert!(women.starts_with("member/un-women\t"), "{women}");
    for part in ["UNDAW · ", "UNIFEM · "] {
        let row = women.lines().find(|row| row.contains(part)).unwrap();
        assert!(row.ends_with(", until January 2011; succeeded by UN Women"), "{row}");
    }
    // Before the name is taken nothing says it.
    assert!(!printed(&["--as-of", "2012", "find", "peace operations"]).contains("DPO"));
    assert!(!stdout(&deck_icatlas(&["find", "peace operations"])).contains("DPO ·"));
}

#[test]
fn the_overview_says_how_many_members_a_source_counts_if_the_sources_name_fewer() {
    let overview = |day: &str, width, height| {
        let as_of = Some(Date::try_from(day).unwrap());
        let data = Data::from(built_in::atlas()).filtered(Filter { sources_only: false, as_of });
        let mut model = Model::new(data, width, height);
        press(&mut model, "4 j j j j");
        frame(&model)
    };
    for (day, expected) in [
        ("2010-10-20", &["MEMBERS           17 "][..]),
        // Two had ended: the deck names all of its seventeen.
        ("2011-03", &["MEMBERS           15 "]),
        ("2012-01", &["MEMBERS           16 "]),
        ("2018-05-01", &["MEMBERS           17 "]),
        // One is named that joined later, so that these need not be all among those counted.
        ("2018-10-04", &["MEMBERS 18; 23 total "]),
        ("2021-07", &["MEMBERS              ", "19; nearly 30 in all "]),
        ("2024", &["MEMBERS 21; 31 total "]),
    ] {
        let frame = overview(day, 120, 40);
        let rail = frame.lines().filter_map(|line| line.strip_prefix('┃')?.split('┃').next());
        let rail: Vec<_> = rail.map(|row| row.trim_start_matches(['▸', ' '])).collect();
        let is_there = |rows: &&[&str]| rows.iter().zip(expected).all(|(row, expected)| *row == expected.trim_start());
        assert!(rail.windows(expected.len()).filter(is_there).count() == 1, "{day}: {frame}");
    }
    let then = overview("2012", 120, 40);
    assert!(then.contains(" at Geneva meeting  9 ") && then.contains(" at Tokyo meeting   7 "), "{then}");
    let narrow = overview("2024", 40, 12);
    assert!(narrow.contains("MEMBERS            21 named; 31 in all"), "{narrow}");
    let after = unwrapped(&overview("2011-03", 80, 24).replace('│', ""));
    assert!(after.contains(" 15 members of ICAT that the sources read name. UNODC"), "{after}");
    let then = overview("2021-07", 80, 24);
    assert!(then.contains("Members       19 named by the sources read; nearly 30 in all in July 2021"), "{then}");
    let limit = "There were nearly 30 in July 2021; the sources read name only some of them.";
    assert!(unwrapped(&then.replace('│', "")).contains(limit), "{then}");
}
