//! The order of hits: titles that were typed whole, groups with the same words, points and what breaks their ties.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::search::Hit;
use crate::search::order::of_source;

/// Puts hits in order, each given with the number of words that it is only related to and whether its title was typed.
pub(super) fn sort(hits: &mut [(Hit, usize, bool)], units: usize, asks_for_documents: bool) {
    let own = |hit: &Hit| {
        let is_more = asks_for_documents || !hit.is_document;
        if is_more { (true, hit.points) } else { of_source(hit.points, u32::try_from(hit.matched).unwrap()) }
    };
    // Records with the same words stand together, up to eight units also those that are related to the same.
    let group = |hit: &Hit| (hit.units, if units <= 8 { hit.related } else { 0 });
    let mut best = BTreeMap::new();
    for (hit, related, _) in hits.iter() {
        let of_group = best.entry(group(hit)).or_default();
        *of_group = (hit.matched, hit.long, *related, own(hit)).max(*of_group);
    }
    let slot = |(matched, related): (u16, u16)| u32::from(related) << units | u32::from(matched);
    hits.sort_by_key(|(hit, _, is_titled)| {
        let group = group(hit);
        let of_group = (best[&group], slot(group).reverse_bits());
        let nearness = hit.nearness.unwrap_or(255);
        (
            !is_titled,
            Reverse(of_group),
            Reverse(own(hit)),
            nearness,
            hit.is_background,
            hit.is_document,
            hit.length,
            hit.record,
        )
    });
}
