//! Prints the figures as a table for `benches/README.md`.

use crate::figures::{Figure, Figures};
use crate::programs::Program;

/// What stands for something that a program does not do or that was not measured.
const NOTHING: &str = "–";

pub fn print(programs: &[Program], figures: &Figures, rounds: usize, floor: Option<f64>) {
    println!("Times are medians of {rounds} rounds, in a pseudo-terminal of 120x40.");
    if let Some(floor) = floor {
        println!("`echo`, which only prints a word, takes {floor:.2} ms.");
    }
    println!();
    let names: Vec<&str> = programs.iter().map(|program| program.name).collect();
    println!("| | {} |", names.join(" | "));
    println!("| --- |{}", " --- |".repeat(names.len()));
    for figure in figures.measured() {
        let shown =
            |number| figures.median(figure, number).map_or_else(|| NOTHING.to_owned(), |value| figure.shown(value));
        let cells: Vec<String> = (0..programs.len()).map(shown).collect();
        println!("| {} | {} |", Figure::name(figure), cells.join(" | "));
    }
    println!();
}
