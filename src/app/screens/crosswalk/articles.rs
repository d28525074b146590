//! The articles that bear on a gap, on its page in the crosswalk.

use super::explained::sign;
use super::rows::bearing;
use crate::atlas::{Basis, Data, VisibleRecord};
use crate::present::citing::{short_article, short_articles};
use crate::present::content::Role;
use crate::present::wrap;

/// Most articles on the page of a gap.
const MOST_ARTICLES: usize = 16;

/// What stands before them on one line.
const BEARING: &str = "Articles";

/// Each article with the reason, or all on one line.
pub(super) fn bearing_on(
    data: &Data,
    gap: VisibleRecord<'_>,
    columns: usize,
    with_reasons: bool,
) -> Vec<(Role, String)> {
    let articles = || bearing(data, gap).take(MOST_ARTICLES);
    if with_reasons {
        let told = articles().map(|(article, link)| {
            let name = short_article(article, link.paragraph(), columns);
            let reason = link.reason.as_ref().map(|reason| wrap::beginning(reason.as_str(), columns));
            format!("{name} bears on it{}: {}", sign(link.basis), reason.unwrap_or_default())
        });
        return told.map(|told| (Role::Text, told)).collect();
    }
    let names = short_articles(articles().map(|(article, link)| (article, link.paragraph())), columns);
    let all = || format!("{BEARING}{}: {names}", sign(Basis::Editorial));
    if names.is_empty() { Vec::new() } else { vec![(Role::Text, all())] }
}
