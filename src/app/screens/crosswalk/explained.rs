//! The page about the selected entry of the crosswalk.

use super::{Crosswalk, Row};
use crate::atlas::{Data, RecordId, Relation, VisibleRecord};
use crate::present::citing::citation_line;
use crate::present::content::{Line, Role, Span};
use crate::present::naming;
use crate::present::page::Page;
use crate::present::wrap;

impl Crosswalk {
    /// The page about the selected entry: the record in full, the reason for its row, and its source. With `brief` the
    /// reason comes first, since few lines are visible.
    pub(super) fn explained(&self, data: &Data, width: usize, brief: bool) -> Page {
        let selected = self.selected().and_then(|record| data.get(record));
        let Some((row, record)) = self.rows.get(self.cursor.row).zip(selected) else { return Page::default() };
        let mut texts = vec![(Role::Text, record.body().joined())];
        texts.insert(usize::from(!brief), (Role::Aside, self.standing(data, row, record)));
        if let Some(citation) = record.citations().first() {
            texts.push((Role::Aside, format!("{}  {}", citation_line(data, citation), record.body().basis)));
        }
        let lines = texts.iter().filter(|(_, text)| !text.is_empty()).flat_map(|(role, text)| {
            let wrapped = wrap::lines(text, width.max(1)).into_iter();
            wrapped.map(|text| Line::from(vec![Span::new(*role, text)]))
        });
        Page { lines: lines.collect(), links: Vec::new() }
    }

    /// Why the selected record is in its row.
    fn standing(&self, data: &Data, row: &Row, record: VisibleRecord<'_>) -> String {
        let answers = self.rows.iter().filter(|other| other.gap == row.gap && other.answer.is_some()).count();
        match &row.answer {
            _ if self.cursor.entry == 0 && !self.judged => String::new(),
            _ if self.cursor.entry == 0 => match answers {
                0 => "None of the recommendations answers it.  editorial".to_owned(),
                1 => "One recommendation answers it.  editorial".to_owned(),
                many => format!("{many} recommendations answer it.  editorial"),
            },
            Some(answer) if self.cursor.entry > 1 => reason(data, record, &answer.recommendation, Relation::Supports),
            _ => reason(data, record, &row.gap, Relation::Answers),
        }
    }
}

/// The link with this relation between two records, with its reason and basis.
fn reason(data: &Data, from: VisibleRecord<'_>, to: &RecordId, relation: Relation) -> String {
    let link = from.links().find(|link| link.relation == relation && link.to == *to);
    let reason = link.and_then(|link| link.reason.as_ref()).map(ToString::to_string).unwrap_or_default();
    let basis = link.map(|link| link.basis.to_string()).unwrap_or_default();
    let name = data.get(to).map_or_else(String::new, |to| naming::short(to, wrap::WHOLE));
    format!("{} “{name}”: {reason}  {basis}", relation.forward())
}
