//! What the page of a member says before its words: what became of it, what it was called, and until when sources name it.

use super::Writer;
use crate::atlas::{Data, VisibleRecord};
use crate::present::citing::basis_note;
use crate::present::content::Role;
use crate::present::naming::{self, quoted};
use crate::present::{fate, wrap};

impl Writer {
    /// Adds what became of a former member and what a member was called formerly, with their sources, and until when it is named.
    pub(super) fn fate(&mut self, data: &Data, record: VisibleRecord<'_>) {
        let fates = fate::of(record);
        let renaming = fate::renaming(record);
        if let Some((words, name)) = &renaming {
            self.paragraph(format_args!("{words}{}", basis_note(name.basis)), 0, Role::Text, None);
            if let Some(citation) = name.citation() {
                let link = Some(self.link(&citation.document));
                let source = self.cited(data, citation);
                self.paragraph(format_args!("{source}"), 1, Role::Link, link);
            }
        }
        for fate in &fates {
            let link = fate.successor.map(|(_, successor)| self.link(successor.id()));
            let words = fate.words(|successor| naming::short(successor, wrap::WHOLE));
            let role = if link.is_some() { Role::Link } else { Role::Text };
            self.paragraph(format_args!("{words}"), 0, role, link);
            if let Some((_, successor)) =
                fate.successor.filter(|(_, successor)| naming::acronym(*successor, wrap::WHOLE).is_some())
            {
                let label = naming::label_under_pillar(successor);
                self.named.push((label, successor.ordinal()));
                let (name, basis) = naming::full(successor);
                self.paragraph(format_args!("{}", quoted(name, basis)), 1, role, link);
            }
            if let Some(link) = fate.link() {
                let (source, basis) = (self.cited(data, &link.citation), basis_note(link.basis));
                self.paragraph(format_args!("{source}{basis}"), 1, Role::Text, None);
            }
        }
        let last_naming = fate::last_naming(record);
        if let Some(words) = &last_naming {
            self.paragraph(format_args!("{words}"), 0, Role::Text, None);
        }
        if !fates.is_empty() || renaming.is_some() || last_naming.is_some() {
            self.gap();
        }
    }
}
