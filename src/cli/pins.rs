//! The saved pins, for `icatlas export --pins` and for queries with `is:pinned`.

use super::arguments::Global;
use super::{Failure, messages};
use crate::search::Pinned;
use crate::storage::Store;
use crate::storage::saved::{NO_PINS, Pin};

/// The saved pins; `None` in restricted mode, which reads none. Prints what there is to say about their file.
///
/// # Errors
/// If there is not enough memory for them.
pub(super) fn saved(global: &Global) -> Result<Option<Vec<Pin>>, Failure> {
    let Some(disk) = global.disk() else { return Ok(None) };
    let mut store = Store::open(disk)?;
    if let Some(remark) = store.remark() {
        messages::say(&remark);
    }
    Ok(Some(store.saved().pins.clone()))
}

/// The pinned records, for a query.
///
/// # Errors
/// If there is not enough memory for them.
pub(super) fn for_search(global: &Global) -> Result<Pinned, Failure> {
    let known = |pins: Vec<Pin>| Pinned::Known(pins.iter().filter_map(Pin::record).collect());
    Ok(saved(global)?.map_or(Pinned::Withheld(NO_PINS), known))
}
