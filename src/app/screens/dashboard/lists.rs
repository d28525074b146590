//! The rows of pane 1, the members by acronym and name, and of pane 3, the clauses of the Global Plan.

use super::{Dashboard, Pane};
use crate::app::Shared;
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};

/// Columns for the acronyms.
const ACRONYM: usize = 10;

impl Dashboard {
    pub(super) fn member_row(&self, shared: &Shared, row: usize, width: usize) -> Line {
        let Some(record) = self.contents.record(Pane::Members, row, shared.data()) else { return Line::default() };
        let name = record.title().first();
        match naming::acronym(record, ACRONYM) {
            Some(acronym) => vec![
                Span::new(Role::Heading, format!("{:ACRONYM$}", wrap::cut(&acronym, ACRONYM - 1))),
                Span::new(Role::Text, distinctive(name, width.saturating_sub(ACRONYM))),
            ]
            .into(),
            None => Line::new(Role::Heading, wrap::cut(name, width)),
        }
    }

    pub(super) fn clause_row(&self, shared: &Shared, row: usize, width: usize) -> Line {
        let Some(record) = self.contents.record(Pane::Plan, row, shared.data()) else { return Line::default() };
        let number = format!("{:>2} ", wrap::beginning(record.id().leaf(), width));
        let title = naming::title(record, width);
        let title = wrap::cut(&title, width.saturating_sub(wrap::width(&number))).into_owned();
        vec![Span::new(Role::Heading, number), Span::new(Role::Text, title)].into()
    }
}

/// The part of a name that distinguishes it: a name that does not fit loses the words with which many names begin.
fn distinctive(name: &str, width: usize) -> String {
    let shared = ["United Nations ", "International "];
    let rest = shared.into_iter().find_map(|lead| name.strip_prefix(lead)).filter(|_| !wrap::fits(name, width));
    let shown = rest.map(|rest| format!("…{}", wrap::beginning(rest, width)));
    wrap::cut(shown.as_deref().unwrap_or(name), width).into_owned()
}
