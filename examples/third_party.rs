//! Prints the notices of third parties, for `docs/third-party.md`.

#[path = "../tests/common/dependencies.rs"]
#[allow(dead_code, reason = "a test uses the rest of it")]
mod dependencies;

fn main() {
    print!("{}", dependencies::notices());
}
