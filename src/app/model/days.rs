//! The day as of which everything is shown, and the keys that change it.

use super::Model;
use crate::app::screens::Screen;
use crate::app::{Action, Day};
use crate::atlas::{Date, Filter, Hidden, RecordId};

impl Model {
    /// Goes to another day. The filter is made anew once; where there is nothing to go to, a notice says so.
    pub(super) fn go_to_day(&mut self, day: Day) {
        let data = self.shared.data();
        let edition = data.edition();
        let (now, own) = (data.filter().as_of, edition.date);
        if day == Day::OfEdition {
            let already = if now.is_none() { " already" } else { "" };
            self.show_as_of(None);
            return self.notify(format!("It is shown as known {}{already}.", own.when()));
        }
        let days = data.days_to_step_to();
        if days.is_empty() {
            let name = edition.name.clone();
            return self.notify(format!("Nothing in {name} has a period, so there is no day to go to."));
        }
        // Without a day everything is shown that is known on that of the edition.
        let here = now.unwrap_or(own);
        let to = match day {
            Day::Earlier => days.iter().rfind(|day| day.last_day() < here.last_day()),
            Day::Later => days.iter().find(|day| day.last_day() > here.last_day()),
            Day::OfEdition => None,
        };
        let key = |model: &Self, day| model.key_to_press(Action::Day(day));
        match (to.copied(), day) {
            (Some(to), _) => {
                let read = self.record_read();
                self.show_as_of(Some(to));
                let back = key(self, Day::OfEdition);
                let hidden = read.and_then(|id| self.hidden_on_the_day(&id, to));
                let what = hidden.unwrap_or_else(|| format!("As of {to}"));
                self.notify(format!("{what}; {back} returns to {own}."));
            }
            (None, Day::Earlier) => {
                let on = key(self, Day::Later);
                self.notify(format!("No period begins or ends before {here}; {on} goes to a later day."));
            }
            (None, Day::Later | Day::OfEdition) if now.is_none() => {
                let back = key(self, Day::Earlier);
                self.notify(format!("No period begins or ends after {here}; {back} goes to an earlier day."));
            }
            (None, Day::Later | Day::OfEdition) => {
                let back = key(self, Day::OfEdition);
                self.notify(format!("No period begins or ends after {here}; {back} returns to {own}."));
            }
        }
    }

    /// The record that is being read, on the dashboard or as plain text over it.
    fn record_read(&self) -> Option<RecordId> {
        let is_seen = matches!(self.screen(), None | Some(Screen::Plain(_)));
        let dashboard = self.dashboard.reading().filter(|_| is_seen).map(|_| &self.dashboard)?;
        dashboard.current(&self.shared).map(|record| record.id().clone())
    }

    /// That a record is hidden on a day, since it began later: it is read no longer.
    fn hidden_on_the_day(&self, id: &RecordId, day: Date) -> Option<String> {
        match self.shared.data().hidden(id)? {
            Hidden::Later(begins) => Some(format!("{id} is known from {begins} on, and hidden as of {day}")),
            Hidden::Editorial => None,
        }
    }

    fn show_as_of(&mut self, day: Option<Date>) {
        let filter = Filter { as_of: day, ..self.shared.data().filter() };
        if filter != self.shared.data().filter() {
            self.adopt(self.shared.searcher.filtered(filter));
            self.renew_plain_text();
        }
    }
}
