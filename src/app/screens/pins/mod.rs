//! The pins: a call sheet to order, annotate, copy and write to a file.

mod content;
mod sheet;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;
use tui_input::InputRequest;

use super::{Flow, Layer};
use crate::app::content::Region;
use crate::app::keys::{self, Binding, Bindings, LetterKeys};
use crate::app::motion::Motion;
use crate::app::text_input::TextInput;
use crate::app::{Action as Pressed, Effect, Shared, Take};
use crate::atlas::Text;
use crate::formats::{Format, ascii};
use crate::storage::saved::{Change, Pin};

pub use sheet::written;

/// Longest note, in characters. Every change rewrites all notes.
const LONGEST_NOTE: usize = 200;

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
    /// Edit the note on the selected pin.
    Note,
    /// Choose the next format for copies and files.
    NextFormat,
    /// Write the pins to a file.
    WriteFile,
}

use crate::app::Action::{Close, Open, Pins as Own};

pub(super) static KEYS: Bindings = Bindings {
    name: "pins",
    heading: "IN THE PINS",
    letters: LetterKeys::Unused,
    list: &[
        keys::MOVE.hint(2, "move", 7),
        keys::ENDS,
        keys::PAGES,
        keys::OPEN.hint(1, "open", 8),
        keys::SOURCES,
        keys::PIN,
        Binding::new("Esc '", &[Close], "close the pins").hint(1, "back", 0),
        Binding::new("J K", &[Own(Action::MoveDown), Own(Action::MoveUp)], "move the pin down, up").hint(2, "order", 5),
        Binding::new("n", &[Own(Action::Note)], "edit the note on the pin").hint(1, "note", 4),
        Binding::new("f", &[Own(Action::NextFormat)], "format of copies and files: Markdown, CSV, JSON")
            .hint(1, "format", 2),
        Binding::new("w", &[Own(Action::WriteFile)], "write the pins to a file").hint(1, "write a file", 1),
        keys::COPY.hint(1, "copy all", 3),
        keys::HELP,
        keys::QUIT,
    ],
};

/// The keys while a note or a file name is typed.
pub(super) static INPUT_KEYS: Bindings = Bindings {
    name: "notes",
    heading: "WHILE A NOTE OR A FILE NAME IS TYPED",
    letters: LetterKeys::Typed,
    list: &[
        Binding::new("Enter", &[Open], "accept the text").hint(1, "done", 1),
        Binding::new("Esc", &[Close], "cancel").hint(1, "cancel", 1),
        keys::IN_INPUT,
        keys::BY_WORDS,
        keys::DELETE,
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
    typing: Option<Typing>,
}

/// The open input.
#[derive(Debug, Clone)]
pub enum Typing {
    /// A note on the selected pin.
    Note(TextInput),
    /// The name of a file to write the pins to.
    Name(TextInput),
}

impl Typing {
    const fn input(&self) -> &TextInput {
        match self {
            Self::Note(input) | Self::Name(input) => input,
        }
    }

    const fn input_mut(&mut self) -> &mut TextInput {
        match self {
            Self::Note(input) | Self::Name(input) => input,
        }
    }
}

impl Pins {
    /// The pins with the first one selected.
    pub(super) fn new(shared: &Shared) -> Self {
        let mut pins = Self { selected: 0, id: None, format: Format::Markdown, typing: None };
        pins.select(shared, 0);
        pins
    }

    /// Selects a row, or the last one if there are fewer.
    fn select(&mut self, shared: &Shared, number: usize) {
        self.selected = number.min(shared.saved().pins.len().saturating_sub(1));
        self.id = self.pin(shared).map(|pin| pin.id.clone());
    }

    /// The selected row.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The open input, if there is one.
    pub const fn typing(&self) -> Option<&Typing> {
        self.typing.as_ref()
    }

    fn pin<'a>(&self, shared: &'a Shared) -> Option<&'a Pin> {
        shared.saved().pins.get(self.selected)
    }

    /// Carries out an action that only the pins have.
    pub(in crate::app) fn obey(&mut self, shared: &Shared, action: Action) -> Flow {
        if action == Action::NextFormat {
            let here = Format::ALL.iter().position(|format| *format == self.format).unwrap_or_default();
            self.format = Format::ALL[(here + 1) % Format::ALL.len()];
        }
        let Some(pin) = self.pin(shared) else { return Flow::Stay };
        let moved = |down| Flow::Do(Effect::Save(Change::Move { id: pin.id.clone(), down }));
        match action {
            Action::MoveUp => return moved(false),
            Action::MoveDown => return moved(true),
            Action::Note => {
                let note = pin.note.as_ref().map(ToString::to_string).unwrap_or_default();
                self.typing = Some(Typing::Note(TextInput::new(&note, LONGEST_NOTE)));
            }
            Action::NextFormat => {}
            Action::WriteFile if shared.restricted() => {
                return Flow::Say("Restricted mode writes no files; copy the pins instead.".into());
            }
            Action::WriteFile => {
                let name = format!("call-sheet.{}", self.format.ending());
                self.typing = Some(Typing::Name(TextInput::new(&name, LONGEST_NAME)));
            }
        }
        Flow::Stay
    }

    /// Passes all pins in the chosen format and in these letters to an effect.
    fn all(&self, shared: &Shared, letters: &ascii::Letters, effect: impl FnOnce(String) -> Effect) -> Flow {
        let text = written(self.format, shared.data(), &shared.saved().pins, letters);
        text.map_or(Flow::Say(OUT_OF_MEMORY.into()), |text| Flow::Do(effect(text)))
    }
}

impl Layer for Pins {
    fn keys(&self) -> &'static Bindings {
        if self.typing.is_some() { &INPUT_KEYS } else { &KEYS }
    }

    fn title(&self, _: &Shared) -> String {
        "Pins".to_owned()
    }

    fn count(&self, shared: &Shared) -> String {
        self.counted(shared)
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        self.show(shared, body, show);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        if self.typing.is_none() {
            let number = self.moved(shared, motion);
            self.select(shared, number);
        }
        Flow::Stay
    }

    fn open(&mut self, shared: &Shared) -> Flow {
        let Some(pin) = self.pin(shared) else { return Flow::Stay };
        match self.typing.take() {
            Some(Typing::Note(input)) => {
                let note = Text::try_from(input.text().trim().to_owned()).ok();
                Flow::Do(Effect::Save(Change::Note { id: pin.id.clone(), note }))
            }
            Some(Typing::Name(input)) => match input.text().trim() {
                "" => Flow::Stay,
                "-" => Flow::Say("The dashboard cannot write to standard output; name a file.".into()),
                name => {
                    let letters = ascii::Letters::only_ascii(shared.ascii());
                    self.all(shared, &letters, |text| Effect::Write { name: name.to_owned(), text })
                }
            },
            None => match pin.record() {
                Some(id) if shared.data().get(&id).is_some() => Flow::jump(id),
                Some(id) if shared.data().hides(&id) => Flow::Say("It is editorial and hidden.".into()),
                Some(_) | None => Flow::Say("It is no longer in the data; its note is kept.".into()),
            },
        }
    }

    fn close(&mut self) -> Flow {
        if self.typing.take().is_some() { Flow::Stay } else { Flow::closed() }
    }

    fn edit(&mut self, _: &Shared, request: InputRequest) -> Flow {
        if let Some(typing) = &mut self.typing {
            typing.input_mut().edit(request);
        }
        Flow::Stay
    }

    fn paste(&mut self, _: &Shared, text: &str) -> Flow {
        if let Some(typing) = &mut self.typing {
            typing.input_mut().insert(text);
        }
        Flow::Stay
    }

    fn take(&mut self, shared: &Shared, take: Take) -> Flow {
        let Some(pin) = self.pin(shared) else { return Flow::Stay };
        match take {
            Take::Pin => Flow::Do(Effect::Save(Change::Unpin(pin.id.clone()))),
            Take::CopyRecord => self.all(shared, &ascii::Letters::all(), |text| Effect::Copy("the pins", text)),
            Take::CopyCitation => {
                let record = pin.record().filter(|id| shared.data().get(id).is_some());
                record.map_or_else(|| self.open(shared), |id| shared.take(take, &id))
            }
        }
    }

    fn works(&self, shared: &Shared, action: Pressed) -> bool {
        let pins = shared.saved().pins.len();
        match action {
            Own(Action::MoveUp | Action::MoveDown) => pins > 1,
            Own(Action::Note | Action::NextFormat | Action::WriteFile) | Pressed::Take(_) => pins > 0,
            Open => pins > 0 || self.typing.is_some(),
            Pressed::Dashboard(_) | Pressed::Search(_) => false,
            Pressed::Move(_)
            | Pressed::Edit(_)
            | Close
            | Pressed::Show(_)
            | Pressed::SourcesOnly
            | Pressed::Program(_) => true,
        }
    }

    fn saved_changed(&mut self, shared: &Shared) {
        let there = shared.saved().pins.iter().position(|pin| Some(&pin.id) == self.id.as_ref());
        self.select(shared, there.unwrap_or(self.selected));
    }
}
