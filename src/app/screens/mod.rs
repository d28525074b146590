//! The dashboard and the screens over it, each with its state, keys, behaviour and content. A screen changes only itself and
//! returns a `Flow` for everything else; only the model changes the stack of screens.

pub mod crosswalk;
pub mod dashboard;
pub mod detail;
pub mod help;
pub mod note;
pub mod palette;
pub mod pins;
pub mod plain;
mod record_row;
pub mod search;

use std::borrow::Cow;

use compact_str::CompactString;
use ratatui::layout::Rect;
use tui_input::InputRequest;

use self::crosswalk::Crosswalk;
use self::help::Help;
use self::note::Note;
use self::palette::Palette;
use self::pins::Pins;
use self::plain::Plain;
use self::search::Search;
use super::content::Region;
use super::keys::{Binding, Bindings, Hint};
use super::shared::Field;
use super::{Action, Effect, Motion, Shared, Take};
use crate::atlas::{Data, RecordId, Text};

/// The keys of all screens, in the order of the help.
pub const BINDINGS: [&Bindings; 12] = [
    &dashboard::KEYS,
    &search::KEYS,
    &search::FILTER_KEYS,
    &search::PICK_KEYS,
    &crosswalk::KEYS,
    &pins::KEYS,
    &pins::NAME_KEYS,
    &note::KEYS,
    &palette::KEYS,
    &plain::KEYS,
    &help::KEYS,
    &help::FILTER_KEYS,
];

/// A screen over the dashboard.
#[derive(Debug, Clone)]
pub enum Screen {
    /// The search.
    Search(Box<Search>),
    /// The help.
    Help(Box<Help>),
    /// The crosswalk.
    Crosswalk(Box<Crosswalk>),
    /// The palette.
    Palette(Box<Palette>),
    /// The pins.
    Pins(Box<Pins>),
    /// The field for a note on a pin.
    Note(Box<Note>),
    /// A text to select by hand.
    Plain(Plain),
}

/// The names of the screens, for actions that open them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// The search.
    Search,
    /// The help.
    Help,
    /// The crosswalk.
    Crosswalk,
    /// The palette.
    Palette,
    /// The pins.
    Pins,
    /// The text copied last, or else the citation, to select by hand.
    Plain,
}

/// The behaviour of a screen.
pub(super) trait Layer {
    /// Its bindings.
    fn keys(&self) -> &'static Bindings;

    /// Its title for windows without borders: a shorter one, if there is any, where that does not fit `room` columns.
    fn title(&self, shared: &Shared, room: usize) -> CompactString;

    /// Which lines or rows are visible, for windows without borders.
    fn count(&self, _: &Shared) -> CompactString {
        CompactString::default()
    }

    /// Passes its regions on one by one, so that a frame needs memory for the largest of them only.
    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region));

    /// Whether it covers the title line too.
    fn covers_title(&self) -> bool {
        false
    }

    /// Moves through its list or text.
    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow;

    /// Whether a motion leads anywhere. A screen without columns has no left and no right.
    fn moves(&self, _: &Shared, motion: Motion) -> bool {
        !motion.is_across()
    }

    /// Opens the selection, or accepts the input.
    fn open(&mut self, _: &Shared) -> Flow {
        Flow::Stay
    }

    /// Whether there is something to open.
    fn opens(&self, _: &Shared) -> bool {
        false
    }

    /// Closes the screen, or an input or mode inside it.
    fn close(&mut self) -> Flow {
        Flow::closed()
    }

    /// Whether there is something to close.
    fn closes(&self, _: &Shared) -> bool {
        true
    }

    /// The open text field, and what is in it.
    fn field(&self) -> Option<(Field, &str)> {
        None
    }

    /// Cancels the text field.
    fn cancel(&mut self) -> Flow {
        self.close()
    }

    /// Edits the input.
    fn edit(&mut self, _: &Shared, _: InputRequest) -> Flow {
        Flow::Stay
    }

    /// Recalls what was typed into the field before, or with `older` false after that.
    fn recall(&mut self, _: &Shared, _older: bool) -> Flow {
        Flow::Stay
    }

    /// Whether anything was typed into the field before.
    fn recalls(&self, shared: &Shared) -> bool {
        self.field().is_some_and(|(field, _)| !shared.typed(field).is_empty())
    }

    /// Pastes a text into the input.
    fn paste(&mut self, _: &Shared, _: &str) -> Flow {
        Flow::Say(NO_FIELD.into())
    }

    /// Whether records are selected in it. Where they are not, the selection of the screen below is pinned and copied.
    fn has_selection(&self) -> bool {
        true
    }

    /// The selected record, or the first of the selected ones.
    fn selected(&self, _: &Shared) -> Option<RecordId> {
        None
    }

    /// Pins, annotates or copies the selection.
    fn take(&mut self, _: &Shared, _: Take) -> Flow {
        Flow::Stay
    }

    /// Whether the selection can be pinned, annotated or copied.
    fn takes(&self, shared: &Shared, _: Take) -> bool {
        self.selected(shared).is_some()
    }

    /// What the help over it shows.
    fn below(&self, _: &Shared) -> Below {
        Below { bindings: self.keys(), name: self.keys().name, is_to_pick: false }
    }

    /// The hint of a binding at this moment; `None` leaves it out.
    fn hint(&self, _: &Shared, _: &Binding, hint: Hint) -> Option<Hint> {
        Some(hint)
    }

    /// Looks its records up again after the data or the filter has changed.
    fn adopt(&mut self, _: &Shared, _old: &Data) {}

    /// Adjusts its scroll position to a new window size.
    fn fit(&mut self, _: &Shared) {}

    /// Called after the saved state has changed; `returned` is the id of a pin that an undo has put back.
    fn saved_changed(&mut self, _: &Shared, _returned: Option<&Text>) {}
}

/// Said if a text is pasted where there is no text field.
const NO_FIELD: &str = "Open the search first, then paste.";

/// What is below the help.
#[derive(Debug, Clone, Copy)]
pub(super) struct Below {
    /// The keys of the screen.
    pub bindings: &'static Bindings,
    /// The name of the screen, or of the pane that has the focus.
    pub name: &'static str,
    /// Whether it is the search in which records are picked.
    pub is_to_pick: bool,
}

/// What the model does after an action of a screen.
#[derive(Debug)]
pub(super) enum Flow {
    /// Keep the screen.
    Stay,
    /// Keep the screen and show a notice.
    Say(Cow<'static, str>),
    /// Keep the screen and carry out an effect.
    Do(Effect),
    /// Keep the screen and let the dashboard follow a link to this record.
    Follow(RecordId),
    /// Open other screens over it, the top one last.
    Open(Vec<Screen>),
    /// Close the screen.
    Close(Next),
}

/// What the model does after closing a screen.
#[derive(Debug, Default)]
pub(super) struct Next {
    /// The record that the dashboard goes to.
    pub jump: Option<Jump>,
    /// The words to search for.
    pub search: Option<String>,
    /// An action, to be carried out in its place.
    pub act: Option<Action>,
    /// Work outside the model.
    pub effect: Option<Effect>,
}

/// A record that the dashboard goes to.
#[derive(Debug)]
pub(super) struct Jump {
    /// The record.
    pub record: RecordId,
    /// Whether the focus goes to its text, which takes the whole window if it does not fit its pane.
    pub reads: bool,
}

impl Flow {
    /// Closes the screen and does nothing else.
    pub(super) fn closed() -> Self {
        Self::Close(Next::default())
    }

    /// Closes the screen and goes to a record in its pane.
    pub(super) fn jump(record: RecordId) -> Self {
        Self::Close(Next { jump: Some(Jump { record, reads: false }), ..Next::default() })
    }
}

impl From<Option<Effect>> for Flow {
    fn from(effect: Option<Effect>) -> Self {
        effect.map_or(Self::Stay, Self::Do)
    }
}

impl Screen {
    /// The screen with this name, about the selected record and over the screen `below`.
    pub(super) fn open(name: Name, shared: &Shared, below: Below, selected: Option<&RecordId>) -> Self {
        match name {
            Name::Search => Self::Search(Box::new(Search::new("", shared))),
            Name::Help => Self::Help(Box::new(Help::over(below))),
            Name::Crosswalk => Self::Crosswalk(Box::new(Crosswalk::new(shared.data(), shared.arrangement(), selected))),
            Name::Palette => Self::Palette(Box::new(Palette::new(shared))),
            Name::Pins => Self::Pins(Box::new(Pins::new(shared))),
            Name::Plain => Self::Plain(Plain::new(String::new())),
        }
    }

    /// Its name; the field for a note has none, since it belongs to a record.
    pub(super) const fn name(&self) -> Option<Name> {
        Some(match self {
            Self::Search(_) => Name::Search,
            Self::Help(_) => Name::Help,
            Self::Crosswalk(_) => Name::Crosswalk,
            Self::Palette(_) => Name::Palette,
            Self::Pins(_) => Name::Pins,
            Self::Plain(_) => Name::Plain,
            Self::Note(_) => return None,
        })
    }

    /// Whether going back returns to it: it is a place in the data, not a way to get to one.
    pub(super) const fn comes_back(&self) -> bool {
        match self {
            Self::Crosswalk(_) | Self::Pins(_) => true,
            Self::Search(_) | Self::Help(_) | Self::Palette(_) | Self::Note(_) | Self::Plain(_) => false,
        }
    }

    pub(super) fn layer(&self) -> &dyn Layer {
        match self {
            Self::Search(search) => &**search,
            Self::Help(help) => &**help,
            Self::Note(note) => &**note,
            Self::Crosswalk(crosswalk) => &**crosswalk,
            Self::Palette(palette) => &**palette,
            Self::Pins(pins) => &**pins,
            Self::Plain(plain) => plain,
        }
    }

    pub(super) fn layer_mut(&mut self) -> &mut dyn Layer {
        match self {
            Self::Search(search) => &mut **search,
            Self::Help(help) => &mut **help,
            Self::Note(note) => &mut **note,
            Self::Crosswalk(crosswalk) => &mut **crosswalk,
            Self::Palette(palette) => &mut **palette,
            Self::Pins(pins) => &mut **pins,
            Self::Plain(plain) => plain,
        }
    }

    pub(super) fn as_search(&mut self) -> Option<&mut Search> {
        if let Self::Search(search) = self { Some(search) } else { None }
    }

    pub(super) fn as_pins(&mut self) -> Option<&mut Pins> {
        if let Self::Pins(pins) = self { Some(pins) } else { None }
    }

    pub(super) fn as_help(&mut self) -> Option<&mut Help> {
        if let Self::Help(help) = self { Some(help) } else { None }
    }
}

/// The first pane of a screen and, where it has one, the detail next to it.
#[cfg(test)]
fn pane_and_detail(model: &super::Model) -> (Region, Option<Region>) {
    let title = usize::from(model.shared().body().y > 0);
    let mut regions = model.content().into_iter().skip(title);
    let pane = regions.next().unwrap();
    // The footer is the last.
    let detail = regions.next().filter(|_| regions.next().is_some());
    (pane, detail)
}
