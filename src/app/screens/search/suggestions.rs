//! What the search says and offers if nothing was found: the words that occur nowhere, what the data covers, the words nearest to
//! those typed, and the kinds of records. They can be chosen like hits.

use std::rc::Rc;

use ratatui::layout::Rect;

use super::Search;
use crate::app::Shared;
use crate::app::content::{Region, RowLines, TALLEST_ROW, Titles, part};
use crate::app::layout::reading_area;
use crate::app::motion::scrolled;
use crate::app::screens::record_row;
use crate::atlas::{Answered, Data, Kind, Listing, VisibleRecord};
use crate::present::content::{Lines, Role};
use crate::present::naming::EDITORIAL;
use crate::present::page::Page;
use crate::present::signs;
use crate::present::wrap;
use crate::search::{Found, Nearest};

/// Most records listed in the detail.
const MOST_LISTED: usize = 100;

/// A search to choose instead.
#[derive(Debug, Clone)]
pub(super) struct Suggestion {
    offer: Offer,
    /// What it finds.
    records: Listing,
    count: usize,
    /// How many of the gaps nothing answers, and how many are answered in part.
    unanswered: usize,
    in_part: usize,
}

/// What a suggestion offers.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Offer {
    /// The records with a word of the data.
    Word(String),
    /// The records of a kind.
    Kind(Kind),
}

/// The suggestions for a search that found nothing. The kinds keep their order, that of the overview: a word that occurs nowhere is
/// near to none of them, since a word that resembles the name of a kind finds it.
pub(super) fn suggestions(found: &Found, data: &Data) -> Vec<Suggestion> {
    let words = found.nearest.iter().map(|nearest| Suggestion::of_word(nearest, data));
    let kinds = Kind::ALL.into_iter().map(|kind| Suggestion::of_kind(kind, data));
    words.chain(kinds).filter(|suggestion| suggestion.count > 0).collect()
}

impl Suggestion {
    fn of_word(nearest: &Nearest, data: &Data) -> Self {
        let records = Listing::of(data, nearest.found.records(data));
        Self {
            offer: Offer::Word(nearest.word.clone()),
            records,
            count: nearest.found.total,
            unanswered: 0,
            in_part: 0,
        }
    }

    fn of_kind(kind: Kind, data: &Data) -> Self {
        let records = Listing::of(data, data.of_kind(kind));
        let that_are = |answered| data.of_kind(kind).filter(|record| data.answered(*record) == Some(answered)).count();
        let (unanswered, in_part) = (that_are(Answered::NotAtAll), that_are(Answered::InPart));
        Self { offer: Offer::Kind(kind), count: records.len(), records, unanswered, in_part }
    }

    /// What is typed to search for it.
    pub(super) fn query(&self) -> String {
        match &self.offer {
            Offer::Word(word) => word.clone(),
            Offer::Kind(kind) => format!("kind:{}", kind.prefix()),
        }
    }

    /// The heading above it if it comes after `before`.
    pub(super) fn heading(&self, before: Option<&Self>) -> Option<&'static str> {
        let heading = |offer: &Offer| match offer {
            Offer::Word(_) => "Perhaps",
            Offer::Kind(_) => "What is here",
        };
        let own = heading(&self.offer);
        (before.map(|before| heading(&before.offer)) != Some(own)).then_some(own)
    }

    /// Adds its row, with the number of records at the right of `column`.
    pub(super) fn add_row(&self, column: usize, width: usize, lines: &mut RowLines<'_>) {
        let row = match &self.offer {
            Offer::Word(word) => format!("{word}, in {}", self.counted()),
            Offer::Kind(_) => format!("{:>column$} {}{}", self.count, self.noun(), self.besides()),
        };
        lines.own(|line| _ = line.span(Role::Text, &wrap::cut(&row, width)));
    }

    /// Columns of its number.
    fn digits(&self) -> usize {
        self.count.to_string().len()
    }

    /// The page of the records that it finds, one below another, with the margin that a list has before its rows.
    pub(super) fn page(&self, shared: &Shared, width: usize) -> Rc<Page> {
        shared.composed(format_args!("search for {}", self.query()), width, || {
            let (mut lines, mut memory) = (Lines::default(), String::new());
            for record in self.records.records(shared.data()).take(MOST_LISTED) {
                self.add_record(record, shared.data(), width, &mut memory, &mut RowLines::all(&mut lines));
            }
            if self.count > MOST_LISTED {
                lines.begin(Role::Text).write(Role::Text, format_args!(" and {} more", self.count - MOST_LISTED));
            }
            Page::of_lines(lines)
        })
    }

    /// Adds the row of a record; a gap that is not answered in full has its sign.
    fn add_record(
        &self,
        record: VisibleRecord<'_>,
        data: &Data,
        width: usize,
        memory: &mut String,
        lines: &mut RowLines<'_>,
    ) {
        let (label, blanks) = record_row::label(record, width);
        let sign = match self.unanswered + self.in_part {
            0 => "",
            _ => signs::of_gap(data, record).unwrap_or(" "),
        };
        let after = usize::from(!sign.is_empty());
        let words = record_row::words(record, width, TALLEST_ROW, memory);
        let margin = wrap::width(&label) + blanks + wrap::width(sign) + after;
        record_row::Beside { words, margin, width, most: TALLEST_ROW }.add(lines, Vec::new, |line| {
            line.span(Role::Text, &label).blanks(blanks).span(Role::Text, sign).blanks(after);
        });
    }

    /// The detail: what it finds.
    pub(super) fn detail(&self, shared: &Shared, area: Rect, page: &Page, scroll: usize) -> Region {
        let mut region = Region::bordered(shared, area, Titles::new(self.counted(), "").id(self.query()));
        let text = reading_area(region.inside());
        let height = usize::from(text.height);
        let first = scrolled(scroll, page.lines.len(), height, None);
        region.note(&part(first, height, page.lines.len()));
        // The page has a margin of its own.
        let area = Rect { x: text.x.saturating_sub(1), width: text.width + 1, ..text };
        region.block(area, |block| block.copy(page.lines.within(first..first + height)))
    }

    fn counted(&self) -> String {
        format!("{} {}", self.count, self.noun())
    }

    fn noun(&self) -> &'static str {
        match (&self.offer, self.count) {
            (Offer::Word(_), 1) => "record",
            (Offer::Word(_), _) => "records",
            (Offer::Kind(kind), 1) => kind.name(),
            (Offer::Kind(kind), _) => kind.plural(),
        }
    }

    fn besides(&self) -> String {
        match (self.unanswered, self.in_part) {
            (0, 0) => String::new(),
            (unanswered, 0) => format!(", {unanswered} of them unanswered {EDITORIAL}"),
            (0, in_part) => format!(", {in_part} of them partly answered {EDITORIAL}"),
            (unanswered, in_part) => {
                format!(", {unanswered} of them unanswered, {in_part} partly answered {EDITORIAL}")
            }
        }
    }
}

/// Columns of the largest number of these suggestions.
pub(super) fn column(suggestions: &[Suggestion]) -> usize {
    suggestions.iter().map(Suggestion::digits).max().unwrap_or_default()
}

impl Search {
    /// Why nothing was found; empty if something was, or if that is not known yet.
    pub(super) fn nothing_found(&self, data: &Data) -> String {
        let is_unknown = self.waits() && self.suggestions.is_empty();
        if !self.hits().is_empty() || self.query.is_empty() || is_unknown {
            return String::new();
        }
        match self.found.why_nothing(&self.query, data) {
            Some(why) => format!("Nothing found: {why}."),
            None => "Nothing found.".to_owned(),
        }
    }
}
