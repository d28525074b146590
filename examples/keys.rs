//! Prints the table of keys as the README has it.

fn main() {
    print!("{}", icatlas::app::keys::Keymap::default().markdown());
}
