//! How the model carries out actions: it asks the screen on top, and follows the flow that it returns.

use super::Model;
use crate::app::layout::Arrangement;
use crate::app::screens::{Flow, Jump, Layer, Name, Next, Screen, dashboard};
use crate::app::{Action, Effect, Program, Shared, Take};
use crate::storage::saved::Change;

impl Model {
    /// Whether an action would do something now. The footer leaves out the keys of those that would not.
    pub fn works(&self, action: Action) -> bool {
        let (shared, top) = (&self.shared, self.top());
        if shared.arrangement() == Arrangement::Notice && action.needs_eyes() {
            return false;
        }
        // The search in which records are picked is never closed: below it the dashboard would appear.
        let leaves_search = action == Action::Leave && self.stack.len() == 1;
        if self.is_to_pick() && (leaves_search || !action.works_in_pick()) {
            return false;
        }
        match action {
            Action::Move(motion) => top.moves(shared, motion),
            Action::Open => top.opens(shared),
            Action::Close => top.closes(shared),
            Action::Edit(_)
            | Action::Leave
            | Action::Interrupt
            | Action::SourcesOnly
            | Action::Day(_)
            | Action::Undo
            | Action::NextHit
            | Action::PreviousHit
            | Action::Show(_)
            | Action::Program(_) => true,
            Action::RecallOlder | Action::RecallNewer => top.recalls(shared),
            Action::Take(take) => self.selecting().takes(shared, take),
            Action::Dashboard(action) => self.dashboard.permits(shared, action),
            Action::Search(action) => {
                matches!(self.screen(), Some(Screen::Search(search)) if search.permits(shared, action))
            }
            Action::Pins(action) => {
                matches!(self.screen(), Some(Screen::Pins(pins)) if pins.permits(shared, action))
            }
            Action::Help(action) => matches!(self.screen(), Some(Screen::Help(help)) if help.permits(action)),
        }
    }

    /// The screen whose selection is copied or pinned: the top one that has one, or else the dashboard.
    pub(super) fn selecting(&self) -> &dyn Layer {
        let screens = self.stack.iter().rev().map(Screen::layer);
        screens.into_iter().find(|layer| layer.has_selection()).unwrap_or(&self.dashboard)
    }

    pub(super) fn selecting_mut(&mut self) -> (&mut dyn Layer, &Shared) {
        let at = self.stack.iter().rposition(|screen| screen.layer().has_selection());
        let layer = match at {
            Some(at) => self.stack[at].layer_mut(),
            None => &mut self.dashboard,
        };
        (layer, &self.shared)
    }

    /// Carries out an action and returns the work that it leaves for the world.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        self.notice = None;
        if !keeps_copied(action) {
            self.shared.copied = None;
        }
        match action {
            Action::Program(Program::Redraw) => Some(Effect::Redraw),
            Action::Program(Program::Suspend) if self.shared.restricted => {
                self.notify("Restricted mode does not suspend to a shell.");
                None
            }
            Action::Program(Program::Suspend) => Some(Effect::Suspend),
            Action::SourcesOnly => {
                self.toggle_sources_only();
                None
            }
            Action::Day(day) => {
                self.go_to_day(day);
                None
            }
            Action::Show(name) => self.open(name),
            Action::Move(motion) => self.ask(|layer, shared| layer.go(shared, motion)),
            Action::Open => {
                self.remember_typed();
                self.ask(|layer, shared| layer.open(shared))
            }
            Action::Close => {
                self.remember_typed();
                self.ask(|layer, _| layer.close())
            }
            Action::Leave => self.leave(),
            Action::Interrupt if self.top().field().is_none() => Some(Effect::Quit),
            Action::Interrupt => {
                self.remember_typed();
                self.ask(|layer, _| layer.cancel())
            }
            Action::Edit(request) => self.ask(|layer, shared| layer.edit(shared, request)),
            Action::RecallOlder => self.ask(|layer, shared| layer.recall(shared, true)),
            Action::RecallNewer => self.ask(|layer, shared| layer.recall(shared, false)),
            Action::Take(take) => {
                let (layer, shared) = self.selecting_mut();
                let flow = layer.take(shared, take);
                self.follow(flow)
            }
            Action::Undo => self.undo(),
            Action::NextHit => self.go_to_hit(true),
            Action::PreviousHit => self.go_to_hit(false),
            Action::Dashboard(action) => {
                let over = self.take_screens(None);
                let flow = self.dashboard.obey(&self.shared, action, over);
                self.follow(flow)
            }
            Action::Search(action) => {
                let search = self.stack.last_mut().and_then(Screen::as_search)?;
                let flow = search.obey(&self.shared, action);
                self.follow(flow)
            }
            Action::Pins(action) => {
                let pins = self.stack.last_mut().and_then(Screen::as_pins)?;
                let flow = pins.obey(&self.shared, action);
                self.follow(flow)
            }
            Action::Help(action) => {
                let help = self.stack.last_mut().and_then(Screen::as_help)?;
                let flow = help.obey(action);
                self.follow(flow)
            }
        }
    }

    /// Calls the screen on top and follows the flow that it returns.
    pub(super) fn ask(&mut self, what: impl FnOnce(&mut dyn Layer, &Shared) -> Flow) -> Option<Effect> {
        let top = self.stack.last_mut().map_or(&mut self.dashboard as &mut dyn Layer, Screen::layer_mut);
        let flow = what(top, &self.shared);
        self.follow(flow)
    }

    /// Carries out a flow. After an action only this changes the stack.
    fn follow(&mut self, flow: Flow) -> Option<Effect> {
        match flow {
            Flow::Stay => None,
            Flow::Say(notice) => {
                self.notify(notice);
                None
            }
            Flow::Do(effect) => {
                // The plain text screen shows it to people whose terminal does not let programs copy.
                if let Effect::Copy(text) = &effect {
                    self.shared.copied = Some(text.clone());
                }
                Some(effect)
            }
            Flow::Follow(record) => {
                self.shared.remember(&record);
                self.dashboard.follow(&self.shared, record);
                None
            }
            Flow::Open(screens) => {
                self.stack.extend(screens);
                None
            }
            Flow::Close(Next { jump, search, act, effect }) => {
                let mut closed = self.stack.pop();
                if let Some(Screen::Search(search)) = closed.take_if(|closed| matches!(closed, Screen::Search(_))) {
                    self.last_search = Some(search).filter(|search| search.has_query()).or(self.last_search.take());
                }
                if let Some(jump) = jump {
                    let over = self.take_screens(closed);
                    self.jump(jump, over);
                }
                if let Some(words) = search {
                    self.search_for(&words);
                }
                act.map_or(effect, |action| self.act(action))
            }
        }
    }

    /// Closes all screens, and returns those to which going back returns.
    fn take_screens(&mut self, closed: Option<Screen>) -> Vec<Screen> {
        self.stack.drain(..).chain(closed).filter(Screen::comes_back).collect()
    }

    fn jump(&mut self, jump: Jump, over: Vec<Screen>) {
        self.shared.remember(&jump.record);
        self.dashboard.jump(&self.shared, jump, over);
    }

    /// Carries out an action that was chosen by its name: in its own screen, which is opened first.
    fn act(&mut self, action: Action) -> Option<Effect> {
        let top = self.screen().and_then(Screen::name);
        let its_screen = match action {
            Action::Pins(_) => Some(Name::Pins),
            Action::Search(_) => Some(Name::Search),
            Action::Help(_) => Some(Name::Help),
            // The key of a screen closes it, its name does not.
            Action::Show(name) if top == Some(name) => return None,
            Action::Move(_)
            | Action::Open
            | Action::Close
            | Action::Leave
            | Action::Interrupt
            | Action::Edit(_)
            | Action::RecallOlder
            | Action::RecallNewer
            | Action::Take(_)
            | Action::Undo
            | Action::Show(_)
            | Action::NextHit
            | Action::PreviousHit
            | Action::SourcesOnly
            | Action::Day(_)
            | Action::Program(_)
            | Action::Dashboard(_) => None,
        };
        let mut opening = None;
        if let Some(screen) = its_screen.filter(|screen| top != Some(*screen)) {
            opening = self.open(screen);
            if !action.may_follow_its_screen() {
                let key = self.key_to_press(action);
                self.notify(format!("{key} moves the selected pin."));
                return opening;
            }
        }
        if its_screen == Some(Name::Pins) && self.shared.saved().pins.is_empty() {
            let key = self.shared.keymap.label(&dashboard::KEYS, Action::Take(Take::Pin), self.shared.ascii);
            self.notify(format!("Nothing is pinned yet; {key} pins the selected record."));
            return opening;
        }
        if self.works(action) {
            return self.update(action).or(opening);
        }
        self.notify("There is nothing to do that with here.");
        opening
    }

    /// Closes what covers the dashboard, or quits if nothing does.
    fn leave(&mut self) -> Option<Effect> {
        if self.stack.pop().is_some() {
            return None;
        }
        (!self.dashboard.uncover(&self.shared)).then_some(Effect::Quit)
    }

    /// Whether [`Action::Leave`] quits.
    pub(in crate::app) fn would_quit(&self) -> bool {
        self.stack.is_empty() && !self.dashboard.is_covered(&self.shared)
    }

    /// Remembers what is in the text field, so that it can be recalled.
    fn remember_typed(&mut self) {
        let top = self.stack.last().map_or(&self.dashboard as &dyn Layer, Screen::layer);
        if let Some((field, text)) = top.field() {
            let text = text.to_owned();
            self.shared.remember_typed(field, &text);
        }
    }

    fn undo(&mut self) -> Option<Effect> {
        let last = self.shared.undo.last().cloned();
        if last.is_none() {
            self.notify("There is nothing to undo.");
        }
        last.map(|opposites| Effect::Save(Change::Undo(opposites)))
    }

    /// Goes to the next hit of the last search, or to the previous one.
    fn go_to_hit(&mut self, forward: bool) -> Option<Effect> {
        let Some(search) = &mut self.last_search else {
            let key = self.key_to_press(Action::Show(Name::Search));
            self.notify(format!("There was no search yet; search by {key} first."));
            return None;
        };
        let stepped = search.step(&self.shared, forward);
        let position = search.position();
        match stepped {
            Some(record) => {
                let over = self.take_screens(None);
                self.jump(Jump { record, reads: true }, over);
                self.notify(position);
            }
            None if search.hits().is_empty() => self.notify(position),
            None => self.notify(format!("{position} There is no further one.")),
        }
        None
    }
}

/// Whether the plain text screen still shows the text copied last after an action.
const fn keeps_copied(action: Action) -> bool {
    match action {
        Action::Close | Action::Leave | Action::Interrupt | Action::Take(_) | Action::Show(_) | Action::Program(_) => {
            true
        }
        Action::Move(_)
        | Action::Open
        | Action::Edit(_)
        | Action::RecallOlder
        | Action::RecallNewer
        | Action::Undo
        | Action::NextHit
        | Action::PreviousHit
        | Action::SourcesOnly
        | Action::Day(_)
        | Action::Dashboard(_)
        | Action::Search(_)
        | Action::Pins(_)
        | Action::Help(_) => false,
    }
}
