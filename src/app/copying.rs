//! Copies and pins of the selection: a record, or the records that a tally counts.

use super::driver::{NotCopied, SentTo};
use super::screens::dashboard::{self, Tally};
use super::screens::note::Note;
use super::screens::{Flow, Screen};
use super::{Action, Effect, Model, Name, Shared, Take};
use crate::atlas::{RecordId, Text, VisibleRecord, has_memory};
use crate::formats::{self, cite::Style, quote};
use crate::present::wrap;
use crate::storage::saved::{Change, Pin};

/// Longest title saved with a pin, in columns; every change rewrites all pins.
const LONGEST_TITLE: usize = 1000;

/// Estimated memory for copying a record, in bytes per byte of its texts: the escaped text, and a copy for the plain text
/// screen.
const FOR_A_BYTE: usize = 8;

/// Said if a copy does not fit into memory.
pub(super) const OUT_OF_MEMORY: &str = "There is not enough memory to copy it.";

impl Shared {
    /// Pins, annotates or copies a record.
    pub(super) fn take(&self, take: Take, record: &RecordId) -> Flow {
        let Some(record) = self.data().get(record) else { return Flow::Stay };
        if take != Take::Pin && !has_memory(formats::length(self.data(), record).saturating_mul(FOR_A_BYTE)) {
            return Flow::Say(OUT_OF_MEMORY.into());
        }
        let copied = match take {
            Take::Pin => return self.pin(record),
            Take::Note => return note(self.pin_for(record)),
            Take::Words => quote::quoted(self.data(), record),
            Take::Citation => self.citation(record),
            Take::Markdown => formats::markdown_of(self.data(), record),
        };
        Flow::Do(Effect::Copy(copied))
    }

    /// Pins or copies all records of a tally.
    pub(super) fn take_all(&self, take: Take, tally: &Tally) -> Flow {
        let records = || tally.records.records(self.data());
        let groups = tally.groups(self.data());
        if records().next().is_none() {
            return match take {
                Take::Words | Take::Markdown => {
                    Flow::Do(Effect::Copy(groups.into_iter().map(|(sentence, _)| sentence).collect()))
                }
                Take::Citation => Flow::Say("There is nothing to cite here.".into()),
                Take::Pin | Take::Note => Flow::Say("There is nothing to pin here.".into()),
            };
        }
        let length = records().map(|record| formats::length(self.data(), record)).fold(0, usize::saturating_add);
        if !has_memory(length.saturating_mul(FOR_A_BYTE)) {
            return Flow::Say(OUT_OF_MEMORY.into());
        }
        let with_reasons = || records().map(|record| (record, tally.what.citation(record)));
        let copied = match take {
            Take::Pin => {
                let new = records().filter(|record| self.pin_of(record.id()).is_none());
                let pins: Vec<Pin> = new.map(|record| self.pin_for(record)).collect();
                if pins.is_empty() {
                    return Flow::Say("All of them are pinned already.".into());
                }
                return Flow::Do(Effect::Save(Change::Pin(pins)));
            }
            Take::Note => return Flow::Stay,
            Take::Words => {
                let lists = groups.into_iter().map(|(sentence, group)| {
                    let heading = format!("{}:", sentence.trim_end_matches('.'));
                    quote::list(self.data(), &heading, with_reasons().skip(group.start).take(group.len()))
                });
                lists.collect::<Vec<_>>().join("\n\n")
            }
            Take::Citation => quote::sources(self.data(), with_reasons()),
            Take::Markdown => {
                records().map(|record| formats::markdown_of(self.data(), record)).collect::<Vec<_>>().join("\n")
            }
        };
        Flow::Do(Effect::Copy(copied))
    }

    /// Copies what a record does to another one, with the reason.
    pub(super) fn copy_judgement(&self, record: VisibleRecord<'_>, to: VisibleRecord<'_>, reason: &str) -> Flow {
        let length = formats::length(self.data(), record).saturating_add(formats::length(self.data(), to));
        if !has_memory(length.saturating_mul(FOR_A_BYTE)) {
            return Flow::Say(OUT_OF_MEMORY.into());
        }
        Flow::Do(Effect::Copy(quote::judgement(self.data(), record, to, reason)))
    }

    fn pin(&self, record: VisibleRecord<'_>) -> Flow {
        Flow::Do(Effect::Save(match self.pin_of(record.id()) {
            Some(pin) => Change::Unpin(pin.id.clone()),
            None => Change::Pin(vec![self.pin_for(record)]),
        }))
    }

    /// The pin of a record: the one that it has, the one that it had in this session, or a new one.
    fn pin_for(&self, record: VisibleRecord<'_>) -> Pin {
        let id = Text::from(record.id());
        let before = self.pin_of(record.id()).or_else(|| self.unpinned.iter().find(|pin| pin.id == id));
        before.cloned().unwrap_or_else(|| {
            let title = wrap::cut(record.title().first(), LONGEST_TITLE).into_owned();
            Pin { title: Text::try_from(title).unwrap_or(id.clone()), id, note: None }
        })
    }

    /// The citations of a record, a line for each.
    fn citation(&self, record: VisibleRecord<'_>) -> String {
        Style::Plain.cite(self.data(), record).trim_end().to_owned()
    }
}

/// Opens the field for the note on a pin.
pub(super) fn note(pin: Pin) -> Flow {
    Flow::Open(vec![Screen::Note(Box::new(Note::new(pin)))])
}

impl Model {
    /// Says what became of a copy, and the key that shows its text, to copy it by hand. Nobody replies to a copy, so this
    /// claims no more than that it was sent.
    pub(super) fn report_copy(&mut self, text: &str, sent: Result<SentTo, NotCopied>) {
        let by_hand = match self.screen() {
            Some(Screen::Plain(_)) => "select the text by hand".to_owned(),
            _ => match self.key_to_press(Action::Show(Name::Plain)) {
                keys if keys.contains(' ') => format!("{keys} show the text"),
                key => format!("{key} shows the text"),
            },
        };
        let explains_tmux = sent == Ok(SentTo::Tmux) && !self.shared.tmux_is_explained;
        self.shared.tmux_is_explained |= explains_tmux;
        self.notify(match sent {
            Ok(SentTo::Terminal) => format!("Sent to the terminal's clipboard; if pasting brings nothing, {by_hand}"),
            Ok(SentTo::Tmux) => {
                let needs = if explains_tmux { ", which needs `set -g set-clipboard on`" } else { "" };
                format!("Sent to the terminal's clipboard through tmux{needs}; if pasting brings nothing, {by_hand}")
            }
            Err(NotCopied::Off) => format!("Copying is off; {by_hand}"),
            Err(NotCopied::NoClipboard | NotCopied::Gone) => format!("This terminal has no clipboard; {by_hand}"),
            Err(NotCopied::TooLong) => {
                format!("Too long for the terminal's clipboard ({} kB); {by_hand}", text.len() / 1000)
            }
        });
    }

    /// The key of an action or, where it is not bound, the keys that close the screen first.
    pub(super) fn key_to_press(&self, action: Action) -> String {
        let label = |bindings, action| self.shared.keymap.label(bindings, action, self.shared.ascii);
        match label(self.bindings(), action) {
            none if none.is_empty() => {
                format!("{} {}", label(self.bindings(), Action::Close), label(&dashboard::KEYS, action))
            }
            key => key,
        }
    }
}
