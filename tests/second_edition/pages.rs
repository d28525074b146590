//! The pages of records: what stands on many lines of a page is said once, and nothing is lost.

use std::collections::BTreeSet;

use icatlas::app::Model;
use icatlas::atlas::{Citation, Data, Kind, Relation, VisibleRecord};
use icatlas::built_in;
use icatlas::present::citing::document_name;
use icatlas::present::page::Page;
use icatlas::present::wrap::WHOLE;

use super::common::frames::press;
use super::common::screens::frame;
use super::printed;

const READ: &str = ", read in November 2026";

/// The lines of the page of a record, each text on one.
fn lines(data: &Data, record: VisibleRecord<'_>) -> Vec<String> {
    Page::of(data, record, WHOLE).lines.iter().map(|line| line.plain().to_owned()).collect()
}

/// The sentence on a page about all of its sources, if there is one: what it leaves out.
fn left_out(lines: &[String]) -> Option<&str> {
    let sentences = lines.iter().filter_map(|line| {
        let line = line.trim();
        if line == "The source was read in November 2026" {
            return Some("");
        }
        let but = line.strip_prefix("All sources")?.strip_suffix(" were read in November 2026")?;
        Some(but.strip_prefix(" but ").unwrap_or(but))
    });
    let sentences: Vec<_> = sentences.collect();
    assert!(sentences.len() <= 1, "{lines:#?}");
    sentences.first().copied()
}

/// All citations of a record and of the links to it.
fn citations<'a>(data: &'a Data, record: VisibleRecord<'a>) -> Vec<&'a Citation> {
    let of_facts = record.facts().filter_map(|fact| fact.citation());
    let of_names = record.names().filter_map(|name| name.citation());
    let of_links = record.links().chain(data.incoming(record.id()).map(|(_, link)| link)).map(|link| &link.citation);
    record.citations().iter().chain(of_facts).chain(of_names).chain(of_links).collect()
}

#[test]
fn every_page_says_of_all_its_sources_when_they_were_read_and_of_no_other() {
    let data = Data::from(built_in::atlas());
    let (mut once, mut after_each) = (0, 0);
    for record in data.records() {
        let lines = lines(&data, record);
        let citations = citations(&data, record);
        let names = |is_read: bool| -> BTreeSet<&str> {
            let cited = citations.iter().filter(|citation| citation.read().is_some() == is_read);
            cited.map(|citation| document_name(&data, citation)).collect()
        };
        // A line of a source begins with its name, which other text may do, too, but not at such an indentation.
        let is_source = |line: &str, name: &str| {
            let line = line.trim_start();
            line == name || line.strip_prefix(name).is_some_and(|rest| rest.starts_with(", "))
        };
        if let Some(left_out) = left_out(&lines) {
            once += 1;
            assert!(!lines.iter().any(|line| line.contains(READ)), "{lines:#?}");
            let shown = |name: &&str| lines.iter().any(|line| is_source(line, name));
            for name in names(false).into_iter().filter(shown) {
                assert!(left_out.contains(name), "{name}: {lines:#?}");
            }
            if lines.iter().any(|line| line.trim().starts_with("The source was")) {
                assert_eq!(names(true).into_iter().filter(|name| shown(name)).count(), 1, "{lines:#?}");
            }
            for name in names(true) {
                assert!(!left_out.contains(name), "{name}: {lines:#?}");
            }
            continue;
        }
        after_each += usize::from(lines.iter().any(|line| line.contains(READ)));
        for name in names(true).difference(&names(false)) {
            for line in lines.iter().filter(|line| line.starts_with(' ') && is_source(line, name)) {
                assert!(line.contains(READ), "{line}: {lines:#?}");
            }
        }
    }
    assert!(once > 40 && after_each > 100, "{once} {after_each}");
}

#[test]
fn a_link_that_rests_on_the_page_of_a_record_at_its_ends_is_marked_as_that_is() {
    let data = Data::from(built_in::atlas());
    let mut marked = 0;
    for record in data.records() {
        for link in record.links() {
            let ends = [Some(record), data.get(&link.to)].into_iter().flatten();
            let cited = ends.flat_map(|end| {
                let of_facts = end.facts().filter_map(|fact| fact.citation());
                end.citations().iter().chain(of_facts).collect::<Vec<_>>()
            });
            let is_same = |cited: &&Citation| {
                cited.document == link.citation.document
                    && cited.place == link.citation.place
                    && cited.marks().count() > 0
            };
            for cited in cited.filter(is_same) {
                let marks = |citation: &Citation| citation.marks().map(str::to_owned).collect::<Vec<_>>();
                assert_eq!(marks(&link.citation), marks(cited), "{} to {}", record.id(), link.to);
                marked += 1;
            }
        }
    }
    assert!(marked >= 9, "{marked}");
    let page = printed(&["show", "event/2011-06-geneva"]);
    assert_eq!(page.matches(", single source").count(), 2, "{page}");
    let member = printed(&["show", "member/interpol"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(member.contains("in Geneva ICAT Events, read in November 2026, single source, paraphrase"), "{member}");
}

#[test]
fn a_document_has_each_record_that_cites_it_once_under_one_heading() {
    let data = Data::from(built_in::atlas());
    let mut by_link = 0;
    for document in data.of_kind(Kind::Document) {
        let lines = lines(&data, document);
        assert!(lines.iter().filter(|line| *line == "Cited by").count() <= 1, "{lines:#?}");
        let citing = data.incoming(document.id()).filter(|(_, link)| link.relation == Relation::Cites);
        for (from, _) in citing {
            let page = Page::of(&data, document, WHOLE);
            assert_eq!(page.targets().filter(|id| *id == from.id()).count(), 1, "{} {lines:#?}", from.id());
            by_link += 1;
        }
    }
    assert!(by_link > 0);
}

#[test]
fn a_page_says_once_when_its_sources_were_read() {
    let page = printed(&["show", "member/un-women"]);
    assert_eq!(page.matches("read in November 2026").count(), 1, "{page}");
    assert!(page.contains("\n  All sources were read in November 2026\n\nLinks\n"), "{page}");
    // What is copied stands alone, and has the day.
    for copied in [
        printed(&["cite", "member/un-women"]),
        printed(&["cite", "--quote", "member/un-women"]),
        printed(&["export", "member/un-women", "--format", "markdown"]),
        printed(&["export", "member/un-women", "--format", "csv"]),
    ] {
        assert!(copied.matches("read in November 2026").count() > 1, "{copied}");
    }
    let exported = printed(&["show", "--json", "member/un-women"]);
    assert!(exported.matches("\"read\": \"2026-11\"").count() > 7, "{exported}");
}

#[test]
fn a_page_has_the_name_of_a_group_once_and_then_its_acronym() {
    let page = printed(&["show", "member/un-women"]);
    assert!(page.contains("\nChaired\n  ICAT, 2019\n"), "{page}");
    assert_eq!(page.matches("Inter-Agency Coordination Group").count(), 1, "{page}");
    let body = printed(&["show", "body/icat"]);
    assert!(
        body.contains("  UNODC  “United Nations Office on Drugs and Crime”") && body.contains("  UNODC, 2021\n"),
        "{body}"
    );
    // What has no acronym keeps its name.
    let unodc = printed(&["show", "member/unodc"]);
    assert_eq!(unodc.matches("  Coordination meeting in Tokyo\n").count(), 2, "{unodc}");
}

#[test]
fn a_pane_without_members_on_a_day_says_from_when_on_they_are_known() {
    for (size, words) in [
        ((120, 40), "Members are known from September 2006 on, and hidden as of 2005."),
        ((80, 24), "Members are known from September 2006 on, and hidden as of 2005."),
        ((40, 12), "Members are known from September 2006"),
    ] {
        let as_of = Some("2005".try_into().unwrap());
        let data =
            Data::new(std::sync::Arc::new(built_in::atlas()), icatlas::atlas::Filter { sources_only: false, as_of });
        assert_eq!(data.of_kind(Kind::Member).count(), 0);
        let mut model = Model::new(data, size.0, size.1);
        press(&mut model, "1");
        let shown = frame(&model);
        assert!(shown.contains(words) && !shown.contains("no such records"), "{shown}");
    }
}
