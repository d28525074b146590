//! The articles that bear on a gap, on its page in the crosswalk.

use super::explained::sign;
use super::rows::bearing;
use crate::atlas::{Basis, Data, Link, NUMBER, Text, VisibleRecord};
use crate::present::citing::{are_several, short_article, short_articles};
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
            let bears = does(article, link.paragraph(), link);
            let reason = link.reason.as_ref().map(|reason| wrap::beginning(reason.as_str(), columns));
            format!("{name} {bears} it{}: {}", sign(link.basis), reason.unwrap_or_default())
        });
        return told.map(|told| (Role::Text, told)).collect();
    }
    let names = short_articles(articles().map(|(article, link)| (article, link.paragraph())), columns);
    let all = || format!("{BEARING}{}: {names}", sign(Basis::Editorial));
    if names.is_empty() { Vec::new() } else { vec![(Role::Text, all())] }
}

/// What a record, or the paragraphs of it that are named, does to another: `article 9 bears on`, `principles 4 to 6 bear on`.
pub(super) fn does(record: VisibleRecord<'_>, paragraphs: Option<&Text>, link: &Link) -> String {
    let does = link.relation.forward();
    let is_range = || record.fact(NUMBER).is_some_and(|number| number.first().contains(" to "));
    if paragraphs.map_or_else(is_range, are_several) { plural(does) } else { does.to_owned() }
}

/// What several do of which each does this: “bear on” of “bears on”.
fn plural(does: &str) -> String {
    let (verb, rest) = does.split_at(does.find(' ').unwrap_or(does.len()));
    format!("{}{rest}", verb.strip_suffix('s').unwrap_or(verb))
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn several_bear_on_what_each_bears_on() {
        assert_eq!([plural("bears on"), plural("answers"), plural("chaired")], ["bear on", "answer", "chaired"]);
    }
}
