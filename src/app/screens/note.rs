//! The field for a note on a pin, above the words of its record.

use compact_str::{CompactString, format_compact};
use ratatui::layout::Rect;
use tui_input::InputRequest;

use super::{Flow, Layer, Next, detail};
use crate::app::content::{Region, Titles};
use crate::app::keys::{Binding, Bindings, LetterKeys};
use crate::app::layout::split_lines;
use crate::app::motion::Motion;
use crate::app::shared::Field;
use crate::app::text_input::TextInput;
use crate::app::{Action, Effect, Shared};
use crate::atlas::{RecordId, Text};
use crate::present::{naming, wrap};
use crate::storage::saved::{Change, Pin};

/// Longest note, in characters. Every change rewrites all notes.
const LONGEST: usize = 200;

pub(in crate::app) static KEYS: Bindings = Bindings {
    name: "note",
    heading: "WHILE A NOTE IS TYPED",
    letters: LetterKeys::Typed,
    list: &[
        Binding::new("Enter", &[Action::Open], "accept the text").hint(1, "done", 1),
        Binding::new("Esc", &[Action::Close], "cancel").hint(1, "cancel", 2),
    ],
};

/// The field for a note.
#[derive(Debug, Clone)]
pub struct Note {
    /// The pin that the note is for, whether or not it is saved.
    pin: Pin,
    input: TextInput,
}

impl Note {
    /// The field with the note of a pin.
    pub(in crate::app) fn new(pin: Pin) -> Self {
        let note = pin.note.as_ref().map(ToString::to_string).unwrap_or_default();
        Self { pin, input: TextInput::new(&note, LONGEST) }
    }

    /// The input.
    pub const fn input(&self) -> &TextInput {
        &self.input
    }
}

/// What stands before the record in the title.
const NOTE_ON: &str = "Note on ";

impl Layer for Note {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn title(&self, shared: &Shared, room: usize) -> CompactString {
        let columns = shared.size().0.into();
        let record = self.pin.record().and_then(|id| shared.data().get(&id));
        let of = match record {
            Some(record) => {
                let heading = naming::heading(record, columns);
                let fits = wrap::width(&heading) + NOTE_ON.len() <= room;
                if fits { heading } else { naming::kind_and_number(record, columns) }
            }
            None => detail::hidden(shared, &self.pin).unwrap_or_else(|| self.pin.title.to_string()).into(),
        };
        format_compact!("{NOTE_ON}{of}")
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let arrangement = shared.arrangement();
        let [field, below] = split_lines(body, if arrangement.has_borders() { 3 } else { 1 });
        let pane =
            Region::bordered(shared, field, Titles::new(self.title(shared, shared.size().0.into()), "").focused(true));
        let inside = pane.inside();
        show(pane.input(inside, " Note: ", &self.input, true));
        show(detail::of_pin(shared, below, &self.pin));
    }

    fn go(&mut self, _: &Shared, _: Motion) -> Flow {
        Flow::Stay
    }

    fn open(&mut self, _: &Shared) -> Flow {
        let note = Text::try_from(self.input.text().trim().to_owned()).ok();
        let pin = Pin { note, ..self.pin.clone() };
        Flow::Close(Next { effect: Some(Effect::Save(Change::Note(pin))), ..Next::default() })
    }

    fn opens(&self, _: &Shared) -> bool {
        true
    }

    fn field(&self) -> Option<(Field, &str)> {
        Some((Field::Note, self.input.text()))
    }

    fn edit(&mut self, _: &Shared, request: InputRequest) -> Flow {
        self.input.edit(request);
        Flow::Stay
    }

    fn recall(&mut self, shared: &Shared, older: bool) -> Flow {
        self.input.recall(older, shared.typed(Field::Note));
        Flow::Stay
    }

    fn paste(&mut self, _: &Shared, text: &str) -> Flow {
        self.input.insert(text);
        Flow::Stay
    }

    fn selected(&self, _: &Shared) -> Option<RecordId> {
        self.pin.record()
    }
}
