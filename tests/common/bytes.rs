//! The bytes that frames of the built-in data cost on their way to a terminal: the model painted as a session paints it,
//! without a terminal.

use icatlas::app::Model;
use icatlas::term::{Painter, QUESTION, synchronized};
use icatlas::ui::{Frame, view};

use super::frames::{COLORED, built_in_model, deck_model, press, type_in};

/// The most bytes over an edition at a size of the window: those measured when the limits were set, and a tenth more, but no more
/// than before. At 9,600 baud, the slowest connection that the project supports, 960 bytes take a second.
pub struct Limits {
    pub is_deck: bool,
    pub width: u16,
    pub height: u16,
    /// The first frame, the longest wait of all.
    pub first_frame: usize,
    /// Median and worst: the screen should follow a held key row by row. Pages of the default edition fill the detail, so that
    /// most of its lines change. The worst are those at which a list moves as well, which it does once in half a window.
    pub moves: (usize, usize),
    /// Median and worst: the hits change with each letter, and half of the letters should change few of them. The worst are those
    /// that bring up a heading, a remark or another first hit, which changes most of the window; none should cost more than a whole
    /// frame.
    pub typed: (usize, usize),
}

pub const LIMITS: [Limits; 4] = [
    Limits { is_deck: true, width: 120, height: 40, first_frame: 5850, moves: (704, 1461), typed: (170, 3597) },
    Limits { is_deck: true, width: 80, height: 24, first_frame: 2134, moves: (683, 1269), typed: (144, 1745) },
    Limits { is_deck: false, width: 120, height: 40, first_frame: 5850, moves: (736, 1599), typed: (248, 3758) },
    Limits { is_deck: false, width: 80, height: 24, first_frame: 2124, moves: (694, 1383), typed: (162, 1637) },
];

/// Queries as analysts type them: words, beginnings, a name in French, a typing error, a filter.
const QUERIES: [&str; 8] = [
    "legal assistance",
    "trafficking in persons",
    "acnur",
    "prevention demand",
    "extraditoin",
    "kind:gap data",
    "united nations",
    "victims protection",
];

/// A dashboard and the state of the screen that shows it.
struct Shown {
    model: Model,
    painter: Painter,
    frame: Frame,
}

impl Shown {
    fn new(Limits { is_deck, width, height, .. }: &Limits) -> Self {
        let (width, height) = (*width, *height);
        let (mut painter, mut frame) = (Painter::new(), Frame::new(0, 0));
        painter.forget(width, height).unwrap();
        frame.resize(width, height).unwrap();
        let model = if *is_deck { deck_model(width, height) } else { built_in_model(width, height) };
        Self { model, painter, frame }
    }

    /// Draws a frame and returns the number of bytes sent for it.
    fn draw(&mut self) -> usize {
        self.frame.clear();
        view(&self.model, COLORED, &mut self.frame);
        let changes = self.painter.paint(self.frame.buffer(), self.frame.cursor());
        if changes.is_empty() { 0 } else { synchronized(&changes).len() + QUESTION.len() }
    }

    fn press(&mut self, key: &str) -> usize {
        press(&mut self.model, key);
        self.draw()
    }
}

impl Limits {
    /// What the limits are for: the edition and the size of the window.
    pub fn scene(&self) -> String {
        format!(
            "{} at {}x{}",
            if self.is_deck { "the deck's edition" } else { "the built-in data" },
            self.width,
            self.height
        )
    }
}

/// The bytes of a walk through the dashboard and of queries in the search.
pub struct Walk {
    pub first_frame: usize,
    /// The bytes of each move, in ascending order.
    pub moves: Vec<usize>,
    /// The bytes of each letter typed in the search, in ascending order.
    pub typed: Vec<usize>,
}

impl Walk {
    /// Walks over the edition and at the size that the limits are for.
    pub fn at(limits: &Limits) -> Self {
        let mut shown = Shown::new(limits);
        let first_frame = shown.draw();
        let mut moves = Vec::new();
        for pane in ["1", "2", "3", "4"] {
            shown.press(pane);
            let sideways: &[&str] = if pane == "2" { &["l", "l", "l", "h", "h", "h"] } else { &[] };
            moves.extend([&["j"; 12][..], &["k"; 6], sideways].concat().into_iter().map(|key| shown.press(key)));
        }
        let mut shown = Shown::new(limits);
        shown.draw();
        shown.press("/");
        let mut typed = Vec::new();
        for query in QUERIES {
            shown.press("Ctrl-u");
            for letter in query.chars() {
                type_in(&mut shown.model, &letter.to_string());
                typed.push(shown.draw());
            }
        }
        moves.sort_unstable();
        typed.sort_unstable();
        Self { first_frame, moves, typed }
    }
}

/// The median and the greatest of sorted figures.
pub fn median_and_worst(sorted: &[usize]) -> (usize, usize) {
    (sorted[sorted.len() / 2], sorted[sorted.len() - 1])
}
