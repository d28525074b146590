//! Nothing is cut that can be shown: at every usual size of a window each text of the built-in data can be read whole, letter
//! for letter, in the cells of its region, after scrolling through it.

mod common;
#[path = "readable/second_edition.rs"]
mod second_edition;

use common::frames::{COLORED, built_in_model, draw, press, type_in};
use icatlas::app::screens::dashboard::Counted;
use icatlas::app::{Model, Pane};
use icatlas::atlas::{Answered, Basis, Data, Date, Filter, Kind, Pillar, Relation, Text, VisibleRecord};
use icatlas::built_in;
use icatlas::present::citing::citation_line;
use icatlas::present::fate::last_naming;
use icatlas::present::page::Page;
use icatlas::present::wrap::WHOLE;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The sizes of windows: the smallest of each arrangement, those of terminals and of tmux with its status line.
const SIZES: [(u16, u16); 11] = [
    (40, 12),
    (70, 18),
    (80, 23),
    (80, 24),
    (100, 30),
    (110, 31),
    (110, 32),
    (120, 39),
    (120, 40),
    (160, 50),
    (200, 60),
];

/// The narrowest window that must show everything. A smaller one shows every headline and acronym, and leaves out on purpose
/// the text beside the hits of a search and beside the pins, which Enter shows.
const ALL_IS_SHOWN: u16 = 70;

/// What was seen of each region, letter for letter, without the blanks between words.
#[derive(Default)]
struct Seen(Vec<String>);

impl Seen {
    fn holds(&self, text: &str) -> bool {
        let text = squeezed(text);
        self.0.iter().any(|seen| seen.contains(&text))
    }
}

/// A text without blanks, which wrapping moves, and without the signs that stand between words of a row.
fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '▸')).collect()
}

/// The text in an area of a frame, line by line.
fn in_cells(buffer: &Buffer, area: Rect) -> Vec<String> {
    let area = area.intersection(buffer.area);
    let row = |y: u16| {
        let mut line = String::new();
        let mut x = area.x;
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            // A wide letter takes the cell after it, too.
            x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol).max(1)).unwrap();
        }
        line
    };
    (area.y..area.bottom()).map(row).collect()
}

/// The place of the first line in `a-b of n`.
fn first_line(note: &str) -> Option<usize> {
    note.rsplit(" · ").next()?.split('-').next()?.parse().ok()
}

/// The place of the first of the lines shown, which follow those known without a gap: the first place at which they agree with them.
fn scrolled_to(known: &[Option<String>], shown: &[String]) -> usize {
    let agrees = |first: &usize| known[*first..].iter().zip(shown).all(|(known, shown)| known.as_ref() == Some(shown));
    (known.len().saturating_sub(shown.len())..=known.len()).find(agrees).unwrap() + 1
}

/// Presses a key again and again until the frame no longer changes, and gathers what each region shows. The parts of a text
/// that scrolls are put together by the numbers of their lines.
fn walk(model: &mut Model, key: &str, (width, height): (u16, u16)) -> Seen {
    let mut seen = Seen::default();
    let mut texts: Vec<(String, Vec<Option<String>>)> = Vec::new();
    let mut last = None;
    loop {
        let buffer = draw(model, COLORED, width, height);
        let content = model.content();
        let unbordered = content.iter().all(|region| region.titles.is_none());
        let note_of_window = in_cells(&buffer, Rect::new(0, 0, width, 1)).concat();
        for region in &content {
            let mut of_region = String::new();
            for block in &region.blocks {
                let lines = in_cells(&buffer, block.area);
                of_region.push_str(&squeezed(&lines.concat()));
                seen.0.push(squeezed(&lines.concat()));
            }
            seen.0.push(of_region);
            let note = match &region.titles {
                Some(titles) => titles.lower_right.to_string(),
                None if unbordered => note_of_window.rsplit(' ').nth(3).map(str::to_owned).unwrap_or_default(),
                None => String::new(),
            };
            for (number, block) in region.blocks.iter().enumerate() {
                let left = region.titles.as_ref().map(|titles| (titles.tabs, &titles.left));
                let title = format!("{:?} {left:?} {number}", block.area);
                let number = texts.iter().position(|(name, _)| *name == title).unwrap_or_else(|| {
                    texts.push((title, Vec::new()));
                    texts.len() - 1
                });
                let (shown, lines) = (in_cells(&buffer, block.area), &mut texts[number].1);
                let first = match first_line(&note) {
                    Some(first) => first,
                    // In the smallest windows the day takes the place of the numbers.
                    None if unbordered => scrolled_to(lines, &shown),
                    None => break,
                };
                for (at, line) in shown.into_iter().enumerate() {
                    lines.resize(lines.len().max(first + at), None);
                    lines[first + at - 1] = Some(line);
                }
            }
        }
        if last.as_ref() == Some(&buffer) {
            break;
        }
        last = Some(buffer);
        press(model, key);
    }
    seen.0.extend(texts.into_iter().map(|(_, lines)| squeezed(&lines.into_iter().flatten().collect::<String>())));
    seen
}

/// What the lists of the overview show of records that have no row of their own.
fn walk_through_lists(model: &mut Model, size: (u16, u16)) -> Vec<String> {
    let lists = [Counted::Earlier, Counted::Later, Counted::Articles];
    let mut seen = Vec::new();
    for list in lists {
        let row = |model: &Model| model.dashboard().contents().overview().row_of_tally(&list);
        let Some(row) = row(model) else { continue };
        press(model, "g");
        (0..row).for_each(|_| press(model, "j"));
        press(model, "Enter");
        seen.extend(walk(model, "j", size).0);
        press(model, "Esc");
    }
    seen
}

fn data() -> Data {
    built_in::atlas().into()
}

fn title(record: VisibleRecord<'_>) -> String {
    // Of a member the name that it has on the day.
    let later = record.later_name().and_then(|name| name.name.as_ref());
    later.map_or_else(|| record.title().first(), Text::as_str).to_owned()
}

/// The name of a record in a list: its headline, or else its title.
fn name(record: VisibleRecord<'_>) -> String {
    record.headline().map_or_else(|| title(record), str::to_owned)
}

/// Asserts that each text was seen.
fn assert_seen(seen: &Seen, texts: impl IntoIterator<Item = String>, shown_in: &str, size: (u16, u16)) {
    let cut: Vec<String> = texts.into_iter().filter(|text| !seen.holds(text)).collect();
    assert!(cut.is_empty(), "cut in {shown_in} at {size:?}: {cut:#?}");
}

#[test]
fn the_panes_show_every_acronym_and_every_name_or_headline() {
    let data = data();
    for size in SIZES {
        let mut model = built_in_model(size.0, size.1);
        for pane in Pane::ALL {
            press(&mut model, &format!("{} g", pane.number()));
            let mut seen = walk(&mut model, "j", size);
            let of_kinds = |kinds: &[Kind]| -> Vec<VisibleRecord<'_>> {
                data.records().filter(|record| kinds.contains(&record.kind())).collect()
            };
            let texts: Vec<String> = match pane {
                Pane::Members => {
                    let acronym = |record: VisibleRecord<'_>| record.acronym().map(ToString::to_string);
                    let short = |record: VisibleRecord<'_>| {
                        acronym(record).unwrap_or_else(|| title(record).trim_start_matches("The ").to_owned())
                    };
                    let members = of_kinds(&[Kind::Member]);
                    let names = members.iter().filter(|_| (70..110).contains(&size.0)).map(|member| title(*member));
                    members.iter().map(|member| short(*member)).chain(names).collect()
                }
                Pane::Matrix => {
                    let entries = of_kinds(&[Kind::Gap, Kind::Recommendation]);
                    let unseen =
                        |record: &VisibleRecord<'_>| !(seen.holds(&name(*record)) || seen.holds(&title(*record)));
                    entries.into_iter().filter(unseen).map(name).collect()
                }
                Pane::Plan => {
                    let clauses = of_kinds(&[Kind::Clause]);
                    let full = |record: &VisibleRecord<'_>| seen.holds(&record.body().joined());
                    clauses.into_iter().filter(|clause| !full(clause)).map(name).collect()
                }
                Pane::Overview => {
                    seen.0.extend(walk_through_lists(&mut model, size));
                    let kinds = [Kind::Body, Kind::Function, Kind::Article, Kind::Event, Kind::Publication];
                    let kinds = [&kinds[..], &[Kind::Instrument, Kind::Contact]].concat();
                    let unseen =
                        |record: &VisibleRecord<'_>| !(seen.holds(&name(*record)) || seen.holds(&title(*record)));
                    let present = data.of_kind(Kind::Member).filter(|member| member.former_since().is_none()).count();
                    let counted = [present, data.of_kind(Kind::Document).count()].map(|count| count.to_string());
                    let prevention = data.under(Kind::Gap, Pillar::Prevention);
                    let in_full = prevention.filter(|gap| data.answered(*gap) == Some(Answered::InFull)).count();
                    let counts = counted.into_iter().chain([format!("●{in_full}")]);
                    of_kinds(&kinds).into_iter().filter(unseen).map(name).chain(counts).collect()
                }
            };
            assert_seen(&seen, texts, pane.title(), size);
        }
    }
}

/// The texts of a record's page: its words, what it is linked to with reason, its names and its sources.
fn page_texts(data: &Data, record: VisibleRecord<'_>) -> Vec<String> {
    let mut texts: Vec<String> = record.body().paragraphs.iter().map(ToString::to_string).collect();
    texts
        .extend(record.names().skip(1).flat_map(|name| name.name.iter().chain(&name.acronym)).map(ToString::to_string));
    texts.extend(record.facts().flat_map(|fact| &fact.statement.paragraphs).map(ToString::to_string));
    let links = record.links().filter_map(|link| Some((data.get(&link.to)?, link)));
    texts.extend(last_naming(record).map(String::from));
    let is_former = record.former_since().is_some();
    for (end, link) in links.chain(data.incoming(record.id())) {
        texts.push(if matches!(end.kind(), Kind::Clause | Kind::Function) {
            end.body().first().to_owned()
        } else if is_former && link.relation == Relation::SucceededBy && end.id() == &link.to {
            // A former member says first what it became, by the acronym.
            format!("Succeeded by {}", end.acronym().unwrap())
        } else {
            title(end)
        });
        texts.extend(link.reason.as_ref().map(ToString::to_string));
    }
    // When they were read may be said once for all of them.
    let page = Page::of(data, record, WHOLE);
    let once = page
        .lines
        .iter()
        .map(|line| line.plain().trim().to_owned())
        .find(|line| ["All sources", "The source was read"].iter().any(|words| line.starts_with(words)));
    texts.extend(record.citations().iter().map(|citation| {
        let when = citation.when_read().filter(|_| once.is_some()).map(|when| format!(", {when}")).unwrap_or_default();
        citation_line(data, citation).replacen(&when, "", 1)
    }));
    texts.extend(once);
    texts
}

#[test]
fn the_page_of_every_record_can_be_read_whole() {
    let data = data();
    for size in SIZES {
        for enlarged in [false, true] {
            if enlarged && size.0 < ALL_IS_SHOWN {
                continue;
            }
            for record in data.records() {
                let mut model = built_in_model(size.0, size.1);
                press(&mut model, "/");
                type_in(&mut model, &format!("id:{}", record.id()));
                press(&mut model, "Enter");
                if model.dashboard().reading().is_none() {
                    press(&mut model, "Enter");
                }
                if enlarged {
                    press(&mut model, "z");
                }
                let seen = walk(&mut model, "j", size);
                assert_seen(&seen, page_texts(&data, record), &format!("the page of {}", record.id()), size);
                let basis = [Basis::Verbatim, Basis::Paraphrase, Basis::Editorial].map(|basis| basis.to_string());
                let text = common::frames::text(&draw(&model, COLORED, size.0, size.1));
                // Without an edge to stand in, it scrolls with the rest.
                let is_told = |basis: &String| text.contains(basis) || size.0 < ALL_IS_SHOWN && seen.holds(basis);
                assert!(basis.iter().any(is_told), "{} at {size:?}: no basis\n{text}", record.id());
            }
        }
    }
}

#[test]
fn the_search_shows_every_hit_by_its_headline_or_title() {
    let data = data();
    for size in SIZES {
        let mut model = built_in_model(size.0, size.1);
        press(&mut model, "/");
        let seen = walk(&mut model, "Down", size);
        let records = data.records().filter(|record| size.0 >= ALL_IS_SHOWN || record.headline().is_some());
        assert_seen(&seen, records.map(name), "the search", size);
        let acronyms = data.of_kind(Kind::Member).filter_map(|member| member.acronym()).map(ToString::to_string);
        assert_seen(&seen, acronyms, "the search", size);
        // A remark of several parts.
        press(&mut model, "Ctrl-u");
        type_in(&mut model, "impuntiy women");
        let seen = walk(&mut model, "Down", size);
        assert_seen(&seen, ["“impuntiy” is read as impunity".to_owned()], "the remark", size);
    }
}

#[test]
fn the_crosswalk_shows_every_headline_and_the_pair_with_its_reason_and_sources() {
    let data = data();
    for size in SIZES {
        let mut model = built_in_model(size.0, size.1);
        press(&mut model, "x g");
        let mut seen = walk(&mut model, "j", size);
        press(&mut model, "g l");
        seen.0.extend(walk(&mut model, "j", size).0);
        let gaps = || data.of_kind(Kind::Gap);
        let answers = data.of_kind(Kind::Recommendation);
        assert_seen(&seen, gaps().map(name).chain(answers.map(name)), "the crosswalk", size);
        if size.0 >= ALL_IS_SHOWN {
            let reasons = gaps().flat_map(|gap| {
                let answers = data.incoming(gap.id()).filter(|(_, link)| link.relation == Relation::Answers);
                answers.filter_map(|(_, link)| link.reason.as_ref().map(ToString::to_string)).collect::<Vec<_>>()
            });
            assert_seen(&seen, reasons, "the pair below the crosswalk", size);
            assert_seen(&seen, gaps().map(title), "the pair below the crosswalk", size);
        }
        press(&mut model, "h g e g");
        let seen = walk(&mut model, "j", size);
        assert_seen(&seen, gaps().map(title), "the crosswalk with the sources only", size);
    }
}

#[test]
fn the_pins_show_headlines_and_notes() {
    let note = "ask UNODC whether the background paper says more about what the States have agreed to do";
    for size in SIZES {
        let mut model = built_in_model(size.0, size.1);
        press(&mut model, "2 m j m j m j m j m ' g a");
        type_in(&mut model, note);
        press(&mut model, "Enter");
        let seen = walk(&mut model, "j", size);
        let pinned = ["Holistic approach", "Vulnerabilities and root causes", "Means to reach potential victims"];
        assert_seen(&seen, pinned.into_iter().map(str::to_owned), "the pins", size);
        assert_seen(&seen, [note.to_owned()], "the pins", size);
    }
}

#[test]
fn the_help_and_the_enlarged_matrix_are_whole() {
    let data = data();
    for size in SIZES {
        let mut model = built_in_model(size.0, size.1);
        for (keys, over) in [("?", "dashboard"), ("x ?", "crosswalk"), ("m ' ?", "pins"), ("/ F1", "search")] {
            let mut model = built_in_model(size.0, size.1);
            press(&mut model, keys);
            let seen = walk(&mut model, "j", size);
            let bindings = icatlas::app::screens::BINDINGS.iter().filter(|bindings| bindings.name == over);
            let texts = bindings.flat_map(|bindings| bindings.list).map(|binding| binding.does.to_owned());
            assert_seen(&seen, texts, &format!("the help over the {over}"), size);
        }
        if size.0 < ALL_IS_SHOWN {
            continue;
        }
        press(&mut model, "2 g z");
        let seen = walk(&mut model, "j", size);
        let entries = data.records().filter(|record| record.pillar().is_some());
        assert_seen(&seen, entries.map(title), "the enlarged matrix", size);
        press(&mut model, "z 1 g z");
        let seen = walk(&mut model, "j", size);
        assert_seen(&seen, data.of_kind(Kind::Member).map(title), "the enlarged members", size);
        press(&mut model, "z 3 g z");
        let seen = walk(&mut model, "j", size);
        assert_seen(
            &seen,
            data.of_kind(Kind::Clause).map(|clause| clause.body().joined()),
            "the enlarged clauses",
            size,
        );
        press(&mut model, "z 4 g z");
        let mut seen = walk(&mut model, "j", size);
        seen.0.extend(walk_through_lists(&mut model, size));
        let kinds = [Kind::Event, Kind::Publication, Kind::Instrument, Kind::Function, Kind::Article, Kind::Contact];
        let records = kinds.into_iter().flat_map(|kind| data.of_kind(kind));
        assert_seen(&seen, records.map(title), "the enlarged overview", size);
    }
}
