//! The pins: a call sheet to order, annotate, copy and write to a file.

mod content;
mod sheet;
#[cfg(test)]
mod tests;

use compact_str::{CompactString, format_compact};
use ratatui::layout::Rect;
use tui_input::InputRequest;

use super::{Flow, Layer, NO_FIELD, Name};
use crate::app::content::Region;
use crate::app::copying;
use crate::app::keys::{self, Binding, Bindings, Hint, LetterKeys};
use crate::app::layout::Arrangement;
use crate::app::motion::Motion;
use crate::app::shared::Field;
use crate::app::text_input::TextInput;
use crate::app::{Action as Pressed, Effect, Shared, Take};
use crate::atlas::{Hidden, RecordId, Text};
use crate::formats::{Format, ascii};
use crate::storage::saved::{Change, Pin};

pub(super) use sheet::hidden;
pub use sheet::written;

/// Added to the rank of the hints that every screen has, so that they follow those of the pins.
const OTHERS: u8 = 20;

/// Longest file name accepted, in characters; ordinary paths are shorter.
const LONGEST_NAME: usize = 400;

const OUT_OF_MEMORY: &str = "There is not enough memory for the texts of the pins.";

/// An action that only the pins have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Move the selected pin up by one row.
    MoveUp,
    /// Move the selected pin down by one row.
    MoveDown,
    /// Choose the next format for copies and files.
    NextFormat,
    /// Write the pins to a file.
    WriteFile,
    /// Take the free name that is proposed for the file.
    TakeFreeName,
}

use crate::app::Action::{Close, Open, Pins as Own};

pub(super) static KEYS: Bindings = Bindings {
    name: "pins",
    heading: "IN THE PINS",
    letters: LetterKeys::Unused,
    list: &[
        keys::MOVE.hint(2, "move", 8),
        keys::OPEN.hint(1, "open", 9),
        Binding::new("Esc", &[Close], "close the pins").hint(1, "back", 0),
        Binding::new("w", &[Own(Action::WriteFile)], "write them to a file")
            .hint(1, "write a file", 1)
            .named(&["Export: write the pins to a file"]),
        Binding::new("f", &[Own(Action::NextFormat)], "format of copies, files")
            .hint(1, "format", 2)
            .named(&["Format of the pins: Markdown, CSV, JSON"]),
        Binding::new("J K", &[Own(Action::MoveDown), Own(Action::MoveUp)], "move the pin down, up")
            .hint(2, "order", 5)
            .named(&["Order: move the pin down", "Order: move the pin up"]),
        keys::ENDS,
        keys::PAGES,
        keys::HALF_PAGES,
    ],
};

/// The keys while the name of a file is typed.
pub(super) static NAME_KEYS: Bindings = Bindings {
    name: "file name",
    heading: "WHILE THE NAME OF A FILE IS TYPED",
    letters: LetterKeys::Typed,
    list: &[
        Binding::new("Enter", &[Open], "write the file").hint(1, "write", 1),
        Binding::new("Esc", &[Close], "cancel").hint(1, "cancel", 2),
        Binding::new("Tab", &[Own(Action::TakeFreeName)], "take the name that is proposed").hint(1, "free name", 3),
    ],
};

/// The pins screen.
#[derive(Debug, Clone)]
pub struct Pins {
    /// The row of the selected pin, and its id, which keeps it selected when it moves.
    selected: usize,
    id: Option<Text>,
    /// The format of copies and files.
    format: Format,
    naming: Option<Naming>,
}

/// The open field for the name of a file.
#[derive(Debug, Clone)]
pub struct Naming {
    /// The input.
    pub input: TextInput,
    /// The name of a file that exists, if it was asked whether to replace it.
    existing: Option<String>,
    /// A free name, as a proposal instead.
    free: Option<String>,
}

impl Naming {
    /// Whether writing replaces a file, as the prompt says.
    pub fn replaces(&self) -> bool {
        self.existing.as_deref() == Some(self.input.text().trim())
    }
}

impl Pins {
    /// The pins with the first one selected.
    pub(super) fn new(shared: &Shared) -> Self {
        let mut pins = Self { selected: 0, id: None, format: Format::Markdown, naming: None };
        pins.select(shared, 0);
        pins
    }

    /// Selects a row, or the last one if there are fewer.
    fn select(&mut self, shared: &Shared, number: usize) {
        self.selected = number.min(shared.saved().pins.len().saturating_sub(1));
        self.id = self.pin(shared).map(|pin| pin.id.clone());
    }

    /// The row of the selected pin.
    pub const fn row(&self) -> usize {
        self.selected
    }

    /// The open field for the name of a file, if there is one.
    pub const fn naming(&self) -> Option<&Naming> {
        self.naming.as_ref()
    }

    fn pin<'a>(&self, shared: &'a Shared) -> Option<&'a Pin> {
        shared.saved().pins.get(self.selected)
    }

    /// Carries out an action that only the pins have.
    pub(in crate::app) fn obey(&mut self, shared: &Shared, action: Action) -> Flow {
        let Some(pin) = self.pin(shared) else { return Flow::Stay };
        let moved = |down| Flow::Do(Effect::Save(Change::Move { id: pin.id.clone(), down }));
        match action {
            Action::MoveUp => return moved(false),
            Action::MoveDown => return moved(true),
            Action::NextFormat => {
                let here = Format::ALL.iter().position(|format| *format == self.format).unwrap_or_default();
                self.format = Format::ALL[(here + 1) % Format::ALL.len()];
            }
            Action::WriteFile if shared.restricted() => {
                return Flow::Say("Restricted mode writes no files; copy the pins instead.".into());
            }
            Action::WriteFile => {
                let name = format!("call-sheet.{}", self.format.ending());
                self.naming = Some(Naming { input: TextInput::new(&name, LONGEST_NAME), existing: None, free: None });
            }
            Action::TakeFreeName => {
                let naming = self.naming.as_mut();
                if let Some((naming, free)) = naming.and_then(|naming| naming.free.take().map(|free| (naming, free))) {
                    naming.input.write(&free);
                }
            }
        }
        Flow::Stay
    }

    /// Whether one of those actions would do something now.
    pub(in crate::app) fn permits(&self, shared: &Shared, action: Action) -> bool {
        let last = shared.saved().pins.len().saturating_sub(1);
        match action {
            Action::MoveUp => self.selected > 0,
            Action::MoveDown => self.selected < last,
            Action::NextFormat | Action::WriteFile => self.pin(shared).is_some(),
            Action::TakeFreeName => self.naming.as_ref().is_some_and(|naming| naming.free.is_some()),
        }
    }

    /// Closes the field once the file is written.
    pub(in crate::app) fn written(&mut self) {
        self.naming = None;
    }

    /// Remembers that a file with the name exists, so that the same name again replaces it. Returns the question.
    pub(in crate::app) fn ask_to_replace(&mut self, shared: &Shared, name: &str, free: Option<String>) -> String {
        let label = |action| shared.keymap().label(&NAME_KEYS, action, shared.ascii());
        let mut question = format!("{name} exists. {} again overwrites it", label(Open));
        match &free {
            Some(free) => question.push_str(&format!("; {} takes {free}.", label(Own(Action::TakeFreeName)))),
            None => question.push('.'),
        }
        if let Some(naming) = &mut self.naming {
            naming.existing = Some(name.to_owned());
            naming.free = free;
        }
        question
    }

    /// Passes all pins in the chosen format and in these letters to an effect.
    fn all(&self, shared: &Shared, letters: &ascii::Letters, effect: impl FnOnce(String) -> Effect) -> Flow {
        let text = written(self.format, shared.data(), &shared.saved().pins, letters);
        text.map_or(Flow::Say(OUT_OF_MEMORY.into()), |text| Flow::Do(effect(text)))
    }
}

impl Layer for Pins {
    fn keys(&self) -> &'static Bindings {
        if self.naming.is_some() { &NAME_KEYS } else { &KEYS }
    }

    fn title(&self, _: &Shared, _: usize) -> CompactString {
        "Pins".into()
    }

    fn count(&self, shared: &Shared) -> CompactString {
        // The form first, since the rows have numbers.
        format_compact!("as {} · {} pinned", self.format.name(), shared.saved().pins.len())
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        self.show(shared, body, show);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        if self.naming.is_none() {
            let number = self.moved(shared, motion);
            self.select(shared, number);
        }
        Flow::Stay
    }

    fn moves(&self, shared: &Shared, motion: Motion) -> bool {
        !motion.is_across() && shared.saved().pins.len() > 1
    }

    fn open(&mut self, shared: &Shared) -> Flow {
        let Some(pin) = self.pin(shared) else { return Flow::Stay };
        if let Some(naming) = &self.naming {
            return match naming.input.text().trim() {
                "" => Flow::Say("Name the file.".into()),
                "-" => Flow::Say("The dashboard cannot write to standard output; name a file.".into()),
                name => {
                    let letters = ascii::Letters::only_ascii(shared.ascii());
                    let replace = naming.replaces();
                    self.all(shared, &letters, |text| Effect::Write { name: name.to_owned(), text, replace })
                }
            };
        }
        match pin.record() {
            Some(id) if shared.data().get(&id).is_some() => Flow::jump(id),
            record => Flow::Say(why_not(shared, record.as_ref()).into()),
        }
    }

    fn opens(&self, shared: &Shared) -> bool {
        self.pin(shared).is_some()
    }

    fn close(&mut self) -> Flow {
        if self.naming.take().is_some() { Flow::Stay } else { Flow::closed() }
    }

    fn field(&self) -> Option<(Field, &str)> {
        self.naming.as_ref().map(|naming| (Field::FileName, naming.input.text()))
    }

    fn edit(&mut self, _: &Shared, request: InputRequest) -> Flow {
        if let Some(naming) = &mut self.naming {
            naming.input.edit(request);
        }
        Flow::Stay
    }

    fn recall(&mut self, shared: &Shared, older: bool) -> Flow {
        if let Some(naming) = &mut self.naming {
            naming.input.recall(older, shared.typed(Field::FileName));
        }
        Flow::Stay
    }

    fn paste(&mut self, _: &Shared, text: &str) -> Flow {
        match &mut self.naming {
            Some(naming) => {
                naming.input.insert(text);
                Flow::Stay
            }
            None => Flow::Say(NO_FIELD.into()),
        }
    }

    fn selected(&self, shared: &Shared) -> Option<RecordId> {
        self.pin(shared)?.record()
    }

    fn take(&mut self, shared: &Shared, take: Take) -> Flow {
        let Some(pin) = self.pin(shared) else { return Flow::Stay };
        let record = pin.record();
        match (take, record.as_ref().filter(|id| shared.data().get(id).is_some())) {
            (Take::Pin, _) => Flow::Do(Effect::Save(Change::Unpin(pin.id.clone()))),
            (Take::Note, _) => copying::note(pin.clone()),
            (Take::Markdown, _) => self.all(shared, &ascii::Letters::all(), Effect::Copy),
            (Take::Words | Take::Citation, Some(record)) => shared.take(take, record),
            (Take::Words | Take::Citation, None) => Flow::Say(why_not(shared, record.as_ref()).into()),
        }
    }

    fn takes(&self, shared: &Shared, _: Take) -> bool {
        self.pin(shared).is_some()
    }

    fn hint(&self, shared: &Shared, binding: &Binding, hint: Hint) -> Option<Hint> {
        if let Some(naming) = &self.naming {
            let overwrites = naming.replaces() && binding.actions.contains(&Open);
            return Some(if overwrites { Hint { word: "overwrite", ..hint } } else { hint });
        }
        match binding.actions.first() {
            Some(Pressed::Take(Take::Pin)) => Some(Hint { word: "unpin", ..hint }),
            Some(Pressed::Take(Take::Words)) => Some(Hint { rank: 3, ..hint }),
            Some(Pressed::Take(Take::Note)) => Some(Hint { rank: 4, ..hint }),
            Some(Own(Action::WriteFile)) if shared.arrangement() == Arrangement::List => {
                Some(Hint { word: "write", ..hint })
            }
            Some(Pressed::Undo) => Some(Hint { rank: 7, ..hint }),
            Some(Pressed::Show(Name::Pins)) => None,
            _ if KEYS.list.contains(binding) || hint.rank == keys::LAST => Some(hint),
            _ => Some(Hint { rank: hint.rank + OTHERS, ..hint }),
        }
    }

    fn saved_changed(&mut self, shared: &Shared, returned: Option<&Text>) {
        let wanted = returned.or(self.id.as_ref());
        let there = shared.saved().pins.iter().position(|pin| Some(&pin.id) == wanted);
        self.select(shared, there.unwrap_or(self.selected));
    }
}

/// Why the record of a pin cannot be opened or copied.
fn why_not(shared: &Shared, record: Option<&RecordId>) -> &'static str {
    match record.and_then(|id| shared.data().hidden(id)) {
        Some(Hidden::Later(_)) => "It is known only later and is hidden.",
        Some(Hidden::Editorial) => "It is editorial and hidden.",
        None => "It is no longer in the data; its note is kept.",
    }
}
