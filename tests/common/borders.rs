//! The lines of borders in a picture. Letters of a font seldom fill their cells, so borders are drawn as paths.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Twice the size of a cell, so that its middle is a whole number.
const DOUBLED: (usize, usize) = (2 * super::CELL.0, 2 * super::CELL.1);

/// The widths of light and heavy lines, in pixels.
const WIDTHS: [&str; 2] = ["1", "2.5"];

/// The border characters, and the widths of their arms to the left, right, top and bottom: 0 for none, 1 light, 2 heavy.
const ARMS: [(&str, [u8; 4]); 30] = [
    ("─", [1, 1, 0, 0]),
    ("│", [0, 0, 1, 1]),
    ("┌", [0, 1, 0, 1]),
    ("┐", [1, 0, 0, 1]),
    ("└", [0, 1, 1, 0]),
    ("┘", [1, 0, 1, 0]),
    ("├", [0, 1, 1, 1]),
    ("┤", [1, 0, 1, 1]),
    ("┬", [1, 1, 0, 1]),
    ("┴", [1, 1, 1, 0]),
    ("┼", [1, 1, 1, 1]),
    ("━", [2, 2, 0, 0]),
    ("┃", [0, 0, 2, 2]),
    ("┏", [0, 2, 0, 2]),
    ("┓", [2, 0, 0, 2]),
    ("┗", [0, 2, 2, 0]),
    ("┛", [2, 0, 2, 0]),
    ("┣", [0, 2, 2, 2]),
    ("┫", [2, 0, 2, 2]),
    ("┳", [2, 2, 0, 2]),
    ("┻", [2, 2, 2, 0]),
    ("╋", [2, 2, 2, 2]),
    ("┠", [0, 1, 2, 2]),
    ("┨", [1, 0, 2, 2]),
    ("┯", [2, 2, 0, 1]),
    ("┷", [2, 2, 1, 0]),
    ("┝", [0, 2, 1, 1]),
    ("┥", [2, 0, 1, 1]),
    ("┰", [1, 1, 0, 2]),
    ("┸", [1, 1, 2, 0]),
];

/// Parts of one line: where it runs across, and where each part begins and ends.
type Parts = Vec<(usize, usize)>;

/// The lines of a frame by color, opacity and width: one path each, so that no seams show between cells.
#[derive(Default)]
pub struct Borders {
    /// The lines from left to right, by their style and distance from the top.
    across: BTreeMap<(&'static str, bool, u8, usize), Parts>,
    /// The lines from top to bottom, by their style and distance from the left.
    down: BTreeMap<(&'static str, bool, u8, usize), Parts>,
}

impl Borders {
    /// Adds the character of a cell. False if it is none of a border.
    pub fn add(&mut self, symbol: &str, color: &'static str, faint: bool, column: usize, row: usize) -> bool {
        let Some((_, [left, right, top, bottom])) = ARMS.iter().find(|(border, _)| *border == symbol) else {
            return false;
        };
        let (x, y) = (column * DOUBLED.0, row * DOUBLED.1);
        let (middle, center) = (x + DOUBLED.0 / 2, y + DOUBLED.1 / 2);
        for (width, from, to) in [(*left, x, middle), (*right, middle, x + DOUBLED.0)] {
            if width > 0 {
                self.across.entry((color, faint, width, center)).or_default().push((from, to));
            }
        }
        for (width, from, to) in [(*top, y, center), (*bottom, center, y + DOUBLED.1)] {
            if width > 0 {
                self.down.entry((color, faint, width, middle)).or_default().push((from, to));
            }
        }
        true
    }

    /// The paths as SVG.
    pub fn svg(&self) -> String {
        let mut paths: BTreeMap<(&str, bool, u8), String> = BTreeMap::new();
        for (lines, is_across) in [(&self.across, true), (&self.down, false)] {
            for (&(color, faint, width, at), parts) in lines {
                let path = paths.entry((color, faint, width)).or_default();
                for (from, to) in joined(parts) {
                    let _ = if is_across {
                        write!(path, "M{} {}H{}", half(from), half(at), half(to))
                    } else {
                        write!(path, "M{} {}V{}", half(at), half(from), half(to))
                    };
                }
            }
        }
        let mut svg = String::new();
        for ((color, faint, width), path) in paths {
            let faint = if faint { " opacity=\"0.6\"" } else { "" };
            let width = WIDTHS[usize::from(width) - 1];
            // Square ends close the corners.
            let _ = writeln!(
                svg,
                "<path d=\"{path}\" stroke=\"{color}\" stroke-width=\"{width}\" stroke-linecap=\"square\"{faint}/>"
            );
        }
        svg
    }
}

/// The parts with those that touch joined to one.
fn joined(parts: &Parts) -> Parts {
    let mut sorted = parts.clone();
    sorted.sort_unstable();
    let mut joined: Parts = Vec::new();
    for (from, to) in sorted {
        match joined.last_mut() {
            Some(last) if last.1 >= from => last.1 = to,
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// Half of a number.
fn half(doubled: usize) -> f32 {
    f32::from(u16::try_from(doubled).unwrap_or(u16::MAX)) / 2.0
}
