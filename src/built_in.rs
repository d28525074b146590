//! The data that is part of the program: read, checked and indexed by `build.rs` when the program was built. The default
//! edition, and those that it rests on.

use crate::atlas::{Atlas, Data, Edition, Embedded};
use crate::search::{Index, Searcher};
use generated::{EDITIONS, TEXTS};

#[allow(clippy::all, clippy::pedantic, reason = "written by the build script")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/built_in.rs"));
}

/// The default edition.
pub fn atlas() -> Atlas {
    Atlas::packed(EDITIONS[0].0)
}

/// All editions, the default first.
pub fn editions() -> impl Iterator<Item = Edition> {
    EDITIONS.iter().map(|(packed, _)| Edition::packed(packed))
}

/// The edition of this name.
pub fn edition(name: &str) -> Option<Atlas> {
    let number = editions().position(|edition| edition.name.as_str() == name)?;
    Some(Atlas::packed(EDITIONS[number].0))
}

/// The editions as texts, for folders that extend one of them.
pub const fn texts() -> &'static Embedded {
    &TEXTS
}

/// The search over data: the index of the built-in data is there already.
pub fn searcher(data: impl Into<Data>) -> Searcher {
    let data = data.into();
    match EDITIONS.iter().find(|(packed, _)| data.whole().is_packed(packed)) {
        Some((_, index)) => Searcher::with(data, Index::packed(index)),
        None => Searcher::new(data),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn fresh() -> Atlas {
        Atlas::load(Path::new("data")).unwrap()
    }

    #[test]
    fn the_packed_data_equals_a_fresh_parse() {
        assert!(atlas().equals(&fresh()));
        assert_eq!(atlas().len(), fresh().len());
    }

    #[test]
    fn the_packed_index_equals_a_fresh_index() {
        let (packed, fresh) = (searcher(atlas()), Searcher::new(fresh()));
        assert_eq!(packed.index(), fresh.index());
        assert_eq!(*packed.index(), Index::of(&Data::from(atlas())), "over the packed data");
    }

    #[test]
    fn other_data_gets_an_index_of_its_own() {
        let frozen = Data::from(Atlas::frozen());
        assert_eq!(*searcher(frozen.clone()).index(), Index::of(&frozen));
    }
}
