//! The dashboard and what lies over it: a stack of screens, a folder for each with its state, its keys, what it does and what
//! it shows. A screen changes nothing but itself; what else is to happen it says by a `Flow`, and the model alone changes the
//! stack.

pub mod crosswalk;
pub mod dashboard;
pub mod detail;
pub mod help;
pub mod palette;
pub mod pins;
mod plain;
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
use super::keys::Bindings;
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

/// The heading in the help over the keys of screens that are nothing but a text.
const IN_TEXTS: &str = "IN THIS HELP, IN PLAIN TEXT";

/// A screen over the dashboard.
#[derive(Debug, Clone)]
pub enum Screen {
    /// The search.
    Search(Box<Search>),
    /// The keys.
    Help(Help),
    /// The crosswalk.
    Crosswalk(Box<Crosswalk>),
    /// The command palette.
    Palette(Box<Palette>),
    /// The pins.
    Pins(Box<Pins>),
    /// A text with nothing around it.
    Plain(Plain),
}

/// The screens by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// The search.
    Search,
    /// The keys.
    Help,
    /// The crosswalk from gaps to recommendations and clauses.
    Crosswalk,
    /// The command palette.
    Palette,
    /// The pins.
    Pins,
    /// What was copied last, or else the citation, without anything around it.
    Plain,
}

/// The behaviour of a screen.
pub(super) trait Layer {
    /// The keys that work in it.
    fn keys(&self) -> &'static Bindings;

    /// Its title for windows without frames.
    fn called(&self, shared: &Shared) -> String;

    /// Passes its regions on one by one, so that a frame needs memory for the largest of them only.
    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region));

    /// Whether it takes the line at the top too.
    fn covers_title(&self) -> bool {
        false
    }

    /// Goes through its list or its text.
    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow;

    /// Opens what is selected.
    fn open(&mut self, _: &Shared) -> Flow {
        Flow::Stay
    }

    /// Backs out of what was opened last.
    fn close(&mut self) -> Flow {
        Flow::closed()
    }

    /// Edits what is typed.
    fn edit(&mut self, _: &Shared, _: InputRequest) -> Flow {
        Flow::Stay
    }

    /// Inserts what is pasted.
    fn paste(&mut self, _: &Shared, _: &str) -> Flow {
        Flow::Stay
    }

    /// Takes the selected record along.
    fn take(&mut self, _: &Shared, _: Take) -> Flow {
        Flow::Stay
    }

    /// Whether an action would do something right now; it would, unless there is something against it.
    fn works(&self, _: &Shared, _: Action) -> bool {
        true
    }

    /// Looks its records up again after the data or the filter has changed.
    fn adopt(&mut self, _: &Shared, _old: &Data) {}

    /// Adjusts its scroll position to a new window size.
    fn fit(&mut self, _: &Shared) {}

    /// Called after the saved state has changed.
    fn hear(&mut self, _: &Shared) {}
}

/// What happens after an action in a screen.
#[derive(Debug)]
pub(super) enum Flow {
    /// It stays.
    Stay,
    /// It stays, and the footer says something.
    Say(Cow<'static, str>),
    /// It stays, and something is to be done outside.
    Do(Effect),
    /// It stays, and the dashboard goes to the other end of a link.
    Follow(RecordId),
    /// Another one opens over it.
    Open(Screen),
    /// It closes.
    Close(Next),
}

/// What is done when a screen has closed.
#[derive(Debug, Default)]
pub(super) struct Next {
    /// Where the dashboard goes.
    pub jump: Option<RecordId>,
    /// Whether the way back leads to the screen again.
    pub comes_back: bool,
    /// What whatever lies below does.
    pub act: Option<Action>,
    /// What is to be done outside.
    pub effect: Option<Effect>,
}

impl Flow {
    /// The screen closes, and that is all.
    pub(super) fn closed() -> Self {
        Self::Close(Next::default())
    }

    /// The screen closes, and the dashboard goes to a record.
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
    /// Opens a screen over whatever has these keys, about the selected record; or says why there is none.
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

/// Says what came of a copy, with the keys that show it for copying by hand.
pub(super) fn tell_of_copy(model: &mut Model, what: &str, text: &str, copied: Result<(), NotCopied>) -> Going {
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
