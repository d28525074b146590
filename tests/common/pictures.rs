//! The pictures in `docs/`: frames over the built-in data, as SVG. `tests/built_in.rs` keeps each of these frames in
//! `snapshots/built-in/`.
#![allow(dead_code, reason = "each program that has them uses a part")]

use icatlas::app::Model;
use ratatui::buffer::Buffer;

use super::frames::{COLORED, built_in_model, draw, press, type_in};
use super::picture::{DARK, LIGHT, Palette, svg};

/// A picture: its file without the ending, its title, the name of its kept frame without the size, the size of the window, its
/// colours, and what leads to it.
pub struct Picture {
    pub name: &'static str,
    title: &'static str,
    pub kept: &'static str,
    pub size: (u16, u16),
    palette: Palette,
    lead: fn(&mut Model),
}

pub const ALL: [Picture; 7] = [
    Picture {
        name: "dashboard",
        title: "The dashboard of icatlas: members, matrix, Global Plan, overview, and a gap with its source",
        kept: "dashboard",
        size: (110, 32),
        palette: DARK,
        lead: dashboard,
    },
    Picture {
        name: "matrix",
        title: "The matrix of icatlas, enlarged: gaps and recommendations of the four pillars",
        kept: "matrix-enlarged",
        size: (120, 40),
        palette: DARK,
        lead: |model| press(model, "2 l j j z"),
    },
    Picture {
        name: "search",
        title: "The search of icatlas: what was read as another word, what no record has, and the hits",
        kept: "search",
        size: (120, 40),
        palette: DARK,
        lead: search,
    },
    Picture {
        name: "crosswalk",
        title: "The crosswalk of icatlas: a gap with the recommendations, clauses and articles that bear on it",
        kept: "crosswalk",
        size: (120, 40),
        palette: DARK,
        lead: crosswalk,
    },
    Picture {
        name: "pins",
        title: "The pins of icatlas, two of them with a note",
        kept: "pins",
        size: (80, 24),
        palette: DARK,
        lead: pins,
    },
    Picture {
        name: "small",
        title: "The dashboard of icatlas in a window of 80 columns and 24 lines",
        kept: "matrix",
        size: (80, 24),
        palette: DARK,
        lead: |model| press(model, "2 l l"),
    },
    Picture {
        name: "light",
        title: "The dashboard of icatlas on a light background",
        kept: "dashboard",
        size: (110, 32),
        palette: LIGHT,
        lead: dashboard,
    },
];

fn dashboard(model: &mut Model) {
    press(model, "2 l j");
}

fn search(model: &mut Model) {
    press(model, "/");
    type_in(model, "victims protecton compensation ombudsman");
}

fn crosswalk(model: &mut Model) {
    press(model, "/");
    type_in(model, "impun");
    press(model, "Enter x l");
}

fn pins(model: &mut Model) {
    for id in ["gap/prevention/1", "rec/prosecution/3", "clause/icat/2", "event/2006-09-tokyo"] {
        press(model, ":");
        type_in(model, id);
        press(model, "Enter m");
    }
    press(model, "' g a");
    type_in(model, "ask UNODC whether the background paper says more");
    press(model, "Enter j j a");
    type_in(model, "quote in the reply");
    press(model, "Enter k");
}

impl Picture {
    /// The frame as the program draws it now.
    pub fn frame(&self) -> Buffer {
        let (width, height) = self.size;
        let mut model = built_in_model(width, height);
        (self.lead)(&mut model);
        draw(&model, COLORED, width, height)
    }

    /// The picture of it.
    pub fn drawn(&self) -> String {
        svg(&self.frame(), &self.palette, self.title)
    }
}
