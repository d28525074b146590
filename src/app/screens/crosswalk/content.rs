//! The content of the crosswalk: the table around the selected cell, above the words of its record, the reason why it is
//! there, and the sources.

use std::rc::Rc;

use compact_str::CompactString;
use ratatui::layout::{Position, Rect};

use super::explained::{Form, Room};
use super::moving::Window;
use super::table::{Cell, LaidOut, Table};
use super::{Crosswalk, Cursor, Third};
use crate::app::Shared;
use crate::app::content::{Region, SELECTED, TALLEST_ROW, Titles, UNSELECTED, part};
use crate::app::layout::{Arrangement, inside, split_columns, split_lines, text_area};
use crate::app::motion::Motion;
use crate::app::screens::detail::fits_edge;
use crate::present::content::Role;
use crate::present::page::Page;

/// Least lines of the detail from 110 columns, with its border.
const LEAST_DETAIL: u16 = 7;

/// Lines of the detail, with its border, that hold each text of the built-in data in 70 columns; more than half of a low
/// window.
const ENOUGH: u16 = 13;

/// Lines of the table above such a detail: its border, its heading and three lines; or two, before words are cut.
const LOW_TABLE: u16 = 6;
const LOWEST_TABLE: u16 = 5;

/// Lines of the detail in windows without borders: a rule and three lines, or this part of a higher window.
const BRIEF_DETAIL: u16 = 4;
const BRIEF_PART: u16 = 3;

/// Columns that the title of a text has less than the text: its corners need them.
const CORNERS: usize = 2;

/// Lines of a border.
const BORDER: u16 = 2;

/// The areas of the crosswalk.
struct Areas {
    /// The table with its border.
    table: Rect,
    /// The heading of the columns.
    heading: Rect,
    /// The rows.
    rows: Rect,
    /// The detail of the selected record, with its border.
    detail: Rect,
}

impl Areas {
    /// The areas for a detail of `text` lines.
    fn of(table: &Table<'_>, arrangement: Arrangement, body: Rect, text: usize) -> Self {
        let has_heading = u16::from(table.has_heading());
        let detail = if arrangement.has_borders() {
            let least = if arrangement.shows_all_panes() { LEAST_DETAIL } else { 0 };
            let most = most_detail(body.height, LOWEST_TABLE);
            let needed = u16::try_from(text).unwrap_or(u16::MAX).saturating_add(BORDER).max(least).min(most);
            let rows = table.height().and_then(|rows| u16::try_from(rows).ok());
            let rest = rows.map(|rows| body.height.saturating_sub(rows.saturating_add(has_heading + BORDER)));
            needed.max(rest.unwrap_or_default())
        } else {
            BRIEF_DETAIL.max(body.height / BRIEF_PART)
        };
        let [above, detail] = split_lines(body, body.height.saturating_sub(detail));
        let [heading, rows] = split_lines(inside(arrangement, above), has_heading);
        Self { table: above, heading, rows, detail }
    }
}

/// Most lines of the detail, with its border: half of the window, or what a table of `table` lines leaves of a low one.
fn most_detail(height: u16, table: u16) -> u16 {
    (height / 2).max(ENOUGH.min(height.saturating_sub(table)))
}

impl Crosswalk {
    /// The table in a window.
    fn table<'a>(&'a self, shared: &'a Shared, body: Rect) -> Table<'a> {
        Table::of(self, shared, inside(shared.arrangement(), body).width.into())
    }

    /// The page about the selected record: as much of it as there can be room for.
    fn page(&self, shared: &Shared, table: &Table<'_>, body: Rect) -> Rc<Page> {
        let arrangement = shared.arrangement();
        let form = match arrangement {
            Arrangement::List | Arrangement::Notice => Form::Brief,
            Arrangement::Tabbed => Form::WithClauses,
            // The articles have taken the place of the clauses.
            Arrangement::Wide | Arrangement::Columns if self.third == Third::Articles => Form::WithClauses,
            Arrangement::Wide | Arrangement::Columns => Form::Whole,
        };
        let largest = Areas::of(table, arrangement, body, usize::MAX).detail;
        let text = text_of(arrangement, largest);
        let is_low = arrangement.has_borders() && largest.height == most_detail(body.height, LOWEST_TABLE);
        let for_table = if is_low { largest.height - most_detail(body.height, LOW_TABLE) } else { 0 };
        let (width, most) = (text.width.into(), usize::from(text.height));
        let room = Room { most, usual: most - usize::from(for_table) };
        let gap = self.rows.get(self.cursor.row).map(|row| &row.gap);
        let name = format_args!("{:?} {gap:?} {:?} {form:?} {room:?}", self.cursor, self.chosen_id());
        shared.composed(name, width, || self.explained(shared.data(), width, form, room))
    }

    fn areas(&self, shared: &Shared, table: &Table<'_>, body: Rect) -> Areas {
        Areas::of(table, shared.arrangement(), body, self.page(shared, table, body).lines.len())
    }

    /// The cell after a motion.
    pub(super) fn after(&self, shared: &Shared, motion: Motion) -> Cursor {
        let body = shared.body();
        let table = self.table(shared, body);
        let height = self.areas(shared, &table, body).rows.height;
        let with_text = |lines| Areas::of(&table, shared.arrangement(), body, lines).rows.height.into();
        let entry = if motion.is_by_one() { self.cursor.entry.max(self.column) } else { self.cursor.entry };
        let from = Cursor { entry, ..self.cursor };
        table.moved(from, motion, height.into(), &(with_text(usize::MAX)..=with_text(0)))
    }

    /// Which lines of the table are visible.
    pub(super) fn visible_lines(&self, shared: &Shared) -> CompactString {
        let table = self.table(shared, shared.body());
        let height = self.areas(shared, &table, shared.body()).rows.height.into();
        table.part(&table.window(self.cursor, height), height)
    }

    pub(super) fn show(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let table = self.table(shared, body);
        let areas = self.areas(shared, &table, body);
        let right = if shared.sources_only() { "" } else { "our judgement †" };
        let titles = Titles::new("Crosswalk", right).focused(true);
        let mut region = Region::bordered(shared, areas.table, titles);
        region.add(areas.heading, |lines| {
            if table.has_heading() {
                table.add_heading(lines);
            }
        });
        if self.rows.is_empty() {
            return show(region.block(areas.rows, |lines| lines.line(Role::Text, " The data has no gaps.")));
        }
        show(table.paint(region, areas.rows));
        let page = self.page(shared, &table, body);
        self.detail(shared, &page, areas.detail).into_iter().for_each(show);
    }

    /// The words of the selected record, the reason why it is there, and the sources.
    fn detail(&self, shared: &Shared, page: &Page, area: Rect) -> Option<Region> {
        let arrangement = shared.arrangement();
        let record = shared.data().get(self.chosen_id()?)?;
        let text = text_of(arrangement, area);
        let heading = self.heading(shared.data(), usize::from(text.width).saturating_sub(CORNERS))?;
        let fits = fits_edge(&heading, record.id(), text.width.into());
        let id = if fits { record.id().as_str() } else { "" };
        let mut region = Region::bordered(shared, area, Titles::new(heading, "").id(id));
        if !arrangement.has_borders() {
            region.add(split_lines(area, 1)[0], |lines| {
                lines.begin(Role::Id).repeated(Role::Text, '─', area.width.into());
            });
        }
        Some(region.block(text, |lines| lines.copy(page.lines.within(0..text.height.into()))))
    }
}

/// The area of the text in a detail: inside its border, or below its rule.
fn text_of(arrangement: Arrangement, detail: Rect) -> Rect {
    text_area(if arrangement.has_borders() { inside(arrangement, detail) } else { below(detail, 1) })
}

impl Table<'_> {
    /// Which part of the table is visible, in lines, or in rows if there are too many to measure them all.
    fn part(&self, window: &Window, height: usize) -> CompactString {
        match self.height() {
            Some(all) => part((0..window.first).map(|row| self.tall(row)).sum::<usize>() + window.hidden, height, all),
            None => part(window.first, window.end - window.first, self.crosswalk.rows.len()),
        }
    }

    /// Adds the visible rows to the table.
    fn paint(&self, mut region: Region, area: Rect) -> Region {
        let height = usize::from(area.height);
        let cursor = self.crosswalk.cursor;
        let window = self.window(cursor, height);
        region.note(&self.part(&window, height));
        // A gap may begin in a row above the window.
        let (mut row, mut top) = (window.first, -signed(window.hidden));
        while row > 0 && !self.crosswalk.rows[row].first && top > -signed(TALLEST_ROW) {
            row -= 1;
            top -= signed(self.tall(row));
        }
        while row < window.end {
            let LaidOut { pillar, tall, .. } = self.row(row);
            if let (Some(pillar), Ok(line)) = (pillar, u16::try_from(top)) {
                region.add(split_lines(below(area, line), 1)[0], |lines| {
                    lines.begin(Role::Heading).write(Role::Text, format_args!(" {}", pillar.name().to_uppercase()));
                });
            }
            for cell in self.cells_of(row) {
                let is_selected = cell.entry.is_some_and(|entry| cursor == Cursor { row, entry });
                self.paint_cell(&mut region, area, (row, cell), top, is_selected);
            }
            top += signed(tall);
            row += 1;
        }
        region
    }

    /// Adds the visible lines of a cell; its row begins at line `top` of the area.
    fn paint_cell(&self, region: &mut Region, area: Rect, (row, cell): (usize, Cell), top: isize, is_selected: bool) {
        let row = &self.crosswalk.rows[row];
        let [_, from_here] = split_columns(area, u16::try_from(cell.column).unwrap_or(u16::MAX));
        let last = cell.tall.saturating_sub(1);
        let first = top + signed(cell.line);
        self.each_line(row, cell.entry, cell.width, |number, indent, words| {
            let at = u16::try_from(first + signed(number)).ok().filter(|at| *at < area.height);
            let Some(at) = at else { return };
            let width = if number == last { cell.last_width } else { cell.width };
            let [line, _] = split_columns(below(from_here, at), u16::try_from(width).unwrap_or(u16::MAX));
            let sign = if is_selected && number == 0 { SELECTED } else { UNSELECTED };
            if is_selected && region.cursor.is_none() {
                region.cursor = Some(Position::new(line.x, line.y));
            }
            region.add(Rect { height: 1, ..line }, |lines| {
                let line = lines.begin(Role::Text).select(is_selected).span(Role::Text, sign);
                let mut indent = indent;
                match cell.entry {
                    Some(0) => self.write_before_gap(row, number == 0, line),
                    Some(1) if number == 0 => {
                        let sign = self.sign_of_answer(row);
                        line.span(Role::Heading, sign.unwrap_or_default());
                        indent = indent.saturating_sub(usize::from(sign.is_some()));
                    }
                    None | Some(_) => {}
                }
                line.blanks(indent).span(Role::Text, words);
            });
        });
    }
}

/// An area without its first lines.
fn below(area: Rect, lines: u16) -> Rect {
    split_lines(area, lines)[1]
}

fn signed(lines: usize) -> isize {
    isize::try_from(lines).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::screens::crosswalk::testing::{crosswalk_at, each_cell, over, screen};
    use crate::atlas::Atlas;

    #[test]
    fn the_whole_crosswalk_fits_a_window_of_120x40() {
        let lines = screen(&crosswalk_at("gap/prosecution/1", (120, 40)));
        let heading = "   Gap                                Recommendations that answer it                 Clauses that support them";
        assert_eq!(lines[2], heading);
        assert_eq!(lines[4], "  1○Holistic approach                 no recommendation answers it †");
        assert_eq!(lines[15], "                                      Prosecution 3 Avoid grounds for re-trafficking");
        let supported = "  1 Lack of lead institutions         1 Better national coordination                 2 Strengthen and support ICAT";
        assert_eq!(lines[26], supported);
        assert_eq!(lines[19], " ▸1 Large impunity                    1 Meet international obligations");
        assert_eq!(lines[30], "  3 Data collection and analysis      2 Collect, analyse and share data");
        assert_eq!(lines[31], "", "nothing to count on the edge");
    }

    #[test]
    fn headlines_wrap_in_narrow_windows_and_the_edge_counts_lines() {
        let mut model = crosswalk_at("gap/prosecution/1", (80, 24));
        for motion in [Motion::Right, Motion::Next, Motion::Next] {
            model.update(Action::Move(motion));
        }
        let expected = [
            "   Gap                          Recommendations                        Clauses",
            "  3 Training state and civil    2 Tailored training for diverse needs",
            "    society",
            "  PROSECUTION",
            "  1 Large impunity              1 Meet international obligations",
            "                                2 Resources for criminal justice",
            "                               ▸4 Protection during proceedings        clause 1",
            "                                Partnership 3 More mutual legal",
            "                                  assistance",
            "  2 Enforcement units lack      2 Resources for criminal justice",
            "    resources",
            "  3 Law and practice            1 Meet international obligations",
        ];
        let lines = screen(&model);
        assert_eq!(lines[1..=expected.len()], expected);
        assert!(lines[13].ends_with("18-28 of 36"), "{lines:#?}");
    }

    #[test]
    fn without_borders_answers_are_below_their_gap_and_the_title_counts() {
        let mut model = crosswalk_at("gap/protection/2", (40, 12));
        model.update(Action::Move(Motion::Right));
        let lines = screen(&model);
        let expected = [
            " 2 Victims hindered from taking part",
            "  ▸1 Identify, protect and assist",
            "     clause 1",
            "   4 Protection without duty to",
            "     cooperate",
            "   Prosecution 3 Avoid grounds for",
        ];
        assert_eq!(lines[1..7], expected, "{lines:#?}");
        let Some(screen) = model.screen() else { panic!() };
        assert_eq!(screen.layer().count(model.shared()), "16-21 of 49");
    }

    #[test]
    fn only_the_selected_cell_is_reversed_over_all_its_lines() {
        let mut model = crosswalk_at("gap/prosecution/1", (80, 24));
        for motion in [Motion::Right, Motion::Next, Motion::Next, Motion::Next] {
            model.update(Action::Move(motion));
        }
        let table = model.content().swap_remove(0);
        let reversed = table.blocks.iter().filter(|block| table.lines_of(block).any(|line| line.selected));
        let reversed: Vec<_> = reversed
            .map(|block| (block.area.x, block.area.width, table.lines_of(block).next().unwrap().plain()))
            .collect();
        let lines = ["▸Partnership 3 More mutual legal", "   assistance"];
        assert_eq!(reversed, lines.map(|line| (31, 39, line)));
        assert_eq!(table.cursor.map(|cursor| cursor.x), Some(31));
    }

    #[test]
    fn with_sources_only_the_gaps_take_the_full_width_in_the_words_of_the_source() {
        let mut model = crosswalk_at("gap/prevention/2", (80, 24));
        model.update(Action::SourcesOnly);
        let lines = screen(&model);
        let words = " ▸2 Need for researching and alleviating vulnerabilities and root causes of";
        assert_eq!(lines[4..6], [words, "    trafficking"]);
        assert!(
            lines.iter().any(|line| line.contains("sources only · 2010-deck, as known on 20 October 2010 · 1-")),
            "{lines:#?}"
        );
        let lines = lines.concat();
        assert!(!lines.contains("answers") && !lines.contains('†') && !lines.contains('○'), "{lines}");
    }

    #[test]
    fn no_text_is_cut_from_70x18_up_and_the_selection_is_visible() {
        for size in [(70, 18), (80, 23), (80, 24), (100, 30), (110, 31), (120, 39), (120, 40), (160, 50)] {
            each_cell(size, |model, record| {
                let lines = screen(model);
                assert!(!lines.concat().contains('…'), "{record} at {size:?}: {lines:#?}");
                assert!(lines.concat().contains('▸'), "{record} at {size:?}: {lines:#?}");
                assert!(lines.iter().any(|line| line.contains("slide “")), "{record} at {size:?}: {lines:#?}");
            });
        }
    }

    #[test]
    fn a_long_crosswalk_counts_rows_and_lays_out_only_those_near_the_selection() {
        let gap = |number: usize| {
            format!(
                "(id: \"gap/prevention/{number}\", text: Editorial(\"Gap of many\"), citations: [(document: \
                 \"document/deck\", place: Whole)]),"
            )
        };
        let rec = gap(1).replace("gap/", "rec/");
        let answer = "[(from: \"rec/prevention/1\", relation: Answers, to: \"gap/prevention/2\", reason: \"So.\", citation: \
                      (document: \"document/deck\", place: Whole))]";
        let deck = "[(id: \"document/deck\", title: Editorial(\"Deck\"), body: \"ICAT\", text: Editorial(\"Deck\"), citations: [(document: \"document/deck\", place: \
                    Whole)])]";
        let atlas = Atlas::of_texts(&[
            ("gaps", format!("[{}]", (1..=5000).map(gap).collect::<String>())),
            ("recommendations", format!("[{rec}]")),
            ("crosswalk", answer.to_owned()),
            ("documents", deck.to_owned()),
            ("edition", "(name: \"Edition\", date: \"2010-10\", schema: 1)".to_owned()),
        ]);
        let model = over(atlas.unwrap_or_else(|problems| panic!("{problems}")), "gap/prevention/2500", (80, 24));
        let lines = screen(&model);
        assert!(lines.iter().any(|line| line.ends_with(" of 5000")), "{lines:#?}");
        let Some(crate::app::screens::Screen::Crosswalk(crosswalk)) = model.screen() else { panic!() };
        let table = crosswalk.table(model.shared(), model.shared().body());
        table.window(crosswalk.cursor(), 20);
        assert!(table.laid_out_rows() < 150, "{}", table.laid_out_rows());
    }
}
