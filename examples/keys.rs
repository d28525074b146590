//! Prints the table of keys for `docs/keys.md`.

fn main() {
    print!("{}", icatlas::app::keys::Keymap::default().markdown());
}
