//! The dashboard and the screens over it, each with its state, keys, behaviour and content. A screen changes only itself and
//! returns a `Flow` for everything else; only the model changes the stack of screens.

pub mod crosswalk;
pub mod dashboard;
pub mod detail;
pub mod help;
pub mod palette;
pub mod pins;
mod plain;
mod record_row;
pub mod search;

use std::borrow::Cow;

use ratatui::layout::Rect;
use tui_input::InputRequest;

use self::crosswalk::Crosswalk;
use self::help::Help;
use self::palette::Palette;
use self::pins::Pins;
use self::plain::Plain;
use self::search::Search;
use super::content::Region;
use super::driver::{Going, NotCopied};
use super::keys::{Binding, Bindings};
use super::{Action, Effect, Model, Motion, Shared, Take};
use crate::atlas::{Data, RecordId};

/// The keys of all screens, in the order of the help.
pub const BINDINGS: [&Bindings; 9] = [
    &dashboard::KEYS,
    &search::KEYS,
    &search::FILTER_KEYS,
    &crosswalk::KEYS,
    &pins::KEYS,
    &pins::INPUT_KEYS,
    &palette::KEYS,
    &plain::KEYS,
    &help::KEYS,
];

/// Heading in the help for the keys of screens that show only a text.
const IN_TEXTS: &str = "IN THIS HELP, IN PLAIN TEXT";

/// A screen over the dashboard.
#[derive(Debug, Clone)]
pub enum Screen {
    /// The search.
    Search(Box<Search>),
    /// The help.
    Help(Help),
    /// The crosswalk.
    Crosswalk(Box<Crosswalk>),
    /// The palette.
    Palette(Box<Palette>),
    /// The pins.
    Pins(Box<Pins>),
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

    /// Its title for windows without borders.
    fn title(&self, shared: &Shared) -> String;

    /// Which lines or rows are visible, for windows without borders.
    fn count(&self, _: &Shared) -> String {
        String::new()
    }

    /// Passes its regions on one by one, so that a frame needs memory for the largest of them only.
    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region));

    /// Whether it covers the title line too.
    fn covers_title(&self) -> bool {
        false
    }

    /// Moves through its list or text.
    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow;

    /// Opens the selection, or accepts the input.
    fn open(&mut self, _: &Shared) -> Flow {
        Flow::Stay
    }

    /// Closes the screen, or an input or mode inside it.
    fn close(&mut self) -> Flow {
        Flow::closed()
    }

    /// Edits the input.
    fn edit(&mut self, _: &Shared, _: InputRequest) -> Flow {
        Flow::Stay
    }

    /// Pastes a text into the input.
    fn paste(&mut self, _: &Shared, _: &str) -> Flow {
        Flow::Stay
    }

    /// Pins or copies the selected record.
    fn take(&mut self, _: &Shared, _: Take) -> Flow {
        Flow::Stay
    }

    /// Whether an action would do something now. The footer leaves out the hints of actions that would not.
    fn works(&self, _: &Shared, _: Action) -> bool {
        true
    }

    /// The word of a hint at this moment; `None` leaves the hint out.
    fn word(&self, _: &Shared, _: &Binding, word: &'static str) -> Option<&'static str> {
        Some(word)
    }

    /// Looks its records up again after the data or the filter has changed.
    fn adopt(&mut self, _: &Shared, _old: &Data) {}

    /// Adjusts its scroll position to a new window size.
    fn fit(&mut self, _: &Shared) {}

    /// Called after the saved state has changed.
    fn saved_changed(&mut self, _: &Shared) {}
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
    /// Open another screen over it.
    Open(Screen),
    /// Close the screen.
    Close(Next),
}

/// What the model does after closing a screen.
#[derive(Debug, Default)]
pub(super) struct Next {
    /// The record that the dashboard goes to.
    pub jump: Option<RecordId>,
    /// Whether going back reopens the screen.
    pub comes_back: bool,
    /// An action for the screen below.
    pub act: Option<Action>,
    /// Work outside the model.
    pub effect: Option<Effect>,
}

impl Flow {
    /// Closes the screen and does nothing else.
    pub(super) fn closed() -> Self {
        Self::Close(Next::default())
    }

    /// Closes the screen and goes to a record on the dashboard.
    pub(super) fn jump(to: RecordId) -> Self {
        Self::Close(Next { jump: Some(to), ..Next::default() })
    }
}

impl From<Option<Effect>> for Flow {
    fn from(effect: Option<Effect>) -> Self {
        effect.map_or(Self::Stay, Self::Do)
    }
}

impl Screen {
    /// Opens a screen about the selected record over the screen with these bindings, or returns a notice why it cannot.
    pub(super) fn open(name: Name, shared: &Shared, over: &Bindings, selected: Option<&RecordId>) -> Flow {
        Flow::Open(match name {
            Name::Search => Self::Search(Box::new(Search::new("", shared))),
            Name::Help => Self::Help(Help::over(over)),
            Name::Crosswalk => Self::Crosswalk(Box::new(Crosswalk::new(shared.data(), selected))),
            Name::Palette => Self::Palette(Box::new(Palette::new(shared))),
            Name::Pins => Self::Pins(Box::new(Pins::new(shared))),
            Name::Plain => return Plain::open(shared, selected),
        })
    }

    pub(super) fn layer(&self) -> &dyn Layer {
        match self {
            Self::Search(search) => &**search,
            Self::Help(help) => help,
            Self::Crosswalk(crosswalk) => &**crosswalk,
            Self::Palette(palette) => &**palette,
            Self::Pins(pins) => &**pins,
            Self::Plain(plain) => plain,
        }
    }

    pub(super) fn layer_mut(&mut self) -> &mut dyn Layer {
        match self {
            Self::Search(search) => &mut **search,
            Self::Help(help) => help,
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
}

/// Reports the result of a copy, with the keys that show the text to copy it by hand.
pub(super) fn report_copy(model: &mut Model, what: &str, text: &str, copied: Result<(), NotCopied>) -> Going {
    let (shared, here) = (model.shared(), model.bindings());
    let label = |bindings, action| shared.keymap().label(bindings, action, shared.ascii());
    let show = Action::Show(Name::Plain);
    let key = match label(here, show) {
        none if none.is_empty() => format!("{} {}", label(here, Action::Close), label(&dashboard::KEYS, show)),
        key => key,
    };
    model.notify(match copied {
        Ok(()) => format!("Copied {what} ({key} shows it)."),
        Err(NotCopied::Off) => format!("Copying is off ({key} shows it)."),
        Err(NotCopied::TooLong) => {
            format!("Too long for the clipboard ({} kB): write it to a file instead.", text.len() / 1000)
        }
        Err(NotCopied::Gone) => return Going::Break(()),
    });
    Going::Continue(())
}

/// The first pane of a screen and, where it has one, the detail next to it.
#[cfg(test)]
fn pane_and_detail(model: &Model) -> (Region, Option<Region>) {
    let title = usize::from(model.shared().body().y > 0);
    let mut regions = model.content().into_iter().skip(title);
    let pane = regions.next().unwrap();
    // The footer is the last.
    let detail = regions.next().filter(|_| regions.next().is_some());
    (pane, detail)
}
