//! The page about the selected record of the crosswalk: its words, what it answers or supports and why, and the sources.

use compact_str::{CompactString, format_compact};

use super::articles;
use super::rows::linked;
use super::{Crosswalk, Third};
use crate::atlas::{Basis, Citation, Data, Extent, Kind, Link, Place, Relation, VisibleRecord};
use crate::present::citing::{self, citation_line};
use crate::present::content::{Lines, Role};
use crate::present::naming::{self, EDITORIAL, quoted, quoted_part};
use crate::present::page::Page;
use crate::present::{relations, wrap};

/// Most clauses named on the page of an answer.
const MOST_CLAUSES: usize = 16;

/// How much the page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The reason first, since few lines are visible; the table shows what it is about.
    Brief,
    /// Everything, and the clauses of an answer, of which the table shows the numbers alone.
    WithClauses,
    /// Everything.
    Whole,
}

/// Lines for the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// As many as the page should have.
    pub usual: usize,
    /// As many as it may have.
    pub most: usize,
}

/// The selected record with what it is there for.
pub(super) struct Selected<'a> {
    pub record: VisibleRecord<'a>,
    /// What it answers or supports, and the link to that.
    pub end: Option<(VisibleRecord<'a>, &'a Link)>,
    /// Number of records that answer it, if it is a gap.
    answers: usize,
}

impl Crosswalk {
    pub(super) fn chosen<'a>(&self, data: &'a Data) -> Option<Selected<'a>> {
        let row = self.rows.get(self.cursor.row)?;
        let record = data.get(self.chosen_id()?)?;
        let (to, relation) = match (&row.answer, self.cursor.entry) {
            (_, 0) => {
                let answers = linked(data, record, Relation::Answers).count();
                return Some(Selected { record, end: None, answers });
            }
            (_, 1) => (&row.gap, Relation::Answers),
            (Some(answer), 2..) if self.third == Third::Clauses => (&answer.record, Relation::Supports),
            (_, 2..) => (&row.gap, Relation::BearsOn),
        };
        let link = record.links().find(|link| link.relation == relation && link.to == *to);
        Some(Selected { record, end: data.get(to).zip(link), answers: 0 })
    }

    /// What the selected record is, and what it answers or supports: `Recommendation 4 under Prosecution answers gap 1`.
    /// Where that does not fit, the first part is shorter.
    pub(super) fn heading(&self, data: &Data, columns: usize) -> Option<CompactString> {
        let Selected { record, end, .. } = self.chosen(data)?;
        let name = naming::heading(record, columns);
        let Some((to, link)) = end else { return Some(name) };
        let leaf = wrap::beginning(to.id().leaf(), columns);
        let what = match (to.kind(), to.pillar()) {
            (Kind::Gap, pillar) if pillar == record.pillar() => format_compact!("gap {leaf}"),
            (Kind::Gap, Some(pillar)) => format_compact!("gap {leaf} under {pillar}"),
            (_, Some(pillar)) => format_compact!("recommendation {leaf} under {pillar}"),
            (kind, None) => format_compact!("{} {leaf}", kind.name()),
        };
        let (verb, extent) = (articles::does(record, None, link), if link.is_partial() { " in part" } else { "" });
        let whole = format_compact!("{name} {verb} {what}{extent}");
        let fits = wrap::fits(&whole, columns);
        let short = || format_compact!("{} {verb} {what}{extent}", naming::kind_and_number(record, columns));
        Some(if fits { whole } else { short() })
    }

    /// The page about the selected record. What does not fit is left out in this order: the words that the record answers or
    /// supports, since the title and the table name them; the source of those; the end.
    pub(super) fn explained(&self, data: &Data, width: usize, form: Form, Room { usual, most }: Room) -> Page {
        let Some(selected) = self.chosen(data) else { return Page::default() };
        // As much of each text as could be visible.
        let columns = wrap::columns_of(width, most + 1);
        let all = |with_end: bool, with_its_source: bool| {
            let (words, standing) =
                (words(selected.record, columns, most), selected.standing(data, columns, (form, self.third), with_end));
            let end = selected.end.map(|(to, _)| to).filter(|_| with_its_source);
            let source = sources(data, selected.record, end).map(|source| (Role::Text, source)).into_iter();
            let parts: Vec<(Role, String)> = match form {
                Form::Brief => standing.into_iter().chain(words).chain(source).collect(),
                Form::WithClauses | Form::Whole => words.chain(standing).chain(source).collect(),
            };
            first_lines(&parts, width, most + 1)
        };
        let is_brief = form == Form::Brief;
        let attempts = [(!is_brief, true, usual), (false, true, most), (false, is_brief, most)];
        let mut lines = Lines::default();
        for (with_end, with_its_source, room) in attempts {
            lines = all(with_end, with_its_source);
            if lines.len() <= room {
                break;
            }
        }
        if lines.len() > most {
            let last = lines.within(most.saturating_sub(1)..most).last();
            let (role, words) = last
                .and_then(|line| line.spans().last())
                .map(|span| (span.role, span.text.to_owned()))
                .unwrap_or_default();
            lines.truncate(most.saturating_sub(1));
            if most > 0 {
                lines.begin(Role::Text).span(role, &wrap::cut(&format!("{words:width$} "), width));
            }
        }
        Page::of_lines(lines)
    }
}

impl Selected<'_> {
    /// What it answers, supports or bears on, with the reason and with the words of that; or what answers it, and the articles
    /// that the table has no column for.
    fn standing(
        &self,
        data: &Data,
        columns: usize,
        (form, third): (Form, Third),
        with_end: bool,
    ) -> Vec<(Role, String)> {
        let Selected { record, end, answers } = *self;
        let mut parts = Vec::new();
        if let Some((to, link)) = end {
            let linked = wrap::beginning(to.body().first(), columns);
            let linked = quoted(&linked, to.body().basis);
            if with_end {
                parts
                    .push((Role::Text, format!("{} {linked}{}{}", verb(record, link), extent(link), sign(link.basis))));
            }
            let reason = link.reason.as_ref().map(|reason| wrap::beginning(reason.as_str(), columns));
            let sign = if with_end { String::new() } else { sign(link.basis) };
            parts.extend(reason.map(|reason| (Role::Text, format!("{reason}{sign}"))));
        } else {
            // Of a brief page they come first, since the table shows what answers the gap.
            let articles = (third == Third::Clauses)
                .then(|| articles::bearing_on(data, record, columns, with_end && form != Form::Brief));
            let (before, after) = if form == Form::Brief { (articles, None) } else { (None, articles) };
            parts.extend(before.into_iter().flatten());
            let told = naming::without_recommendation(data, record);
            parts.extend(told.map(|told| (Role::Heading, told.into_owned())));
            if answers > 0 {
                parts.push((Role::Text, counted(data, record)));
            }
            parts.extend(after.into_iter().flatten());
        }
        if form == Form::WithClauses && record.kind() == Kind::Recommendation {
            let clauses = supporting(data, record).take(MOST_CLAUSES);
            parts.extend(clauses.map(|(clause, link)| {
                let name = naming::kind_and_number(clause, columns);
                let headline = naming::headline(clause, columns);
                (Role::Text, format!("{name} supports it{}: {headline}", sign(link.basis)))
            }));
        }
        parts
    }
}

/// What a record does to another, of an article with the paragraphs that do it.
fn verb(record: VisibleRecord<'_>, link: &Link) -> String {
    let does = articles::does(record, link.paragraph(), link);
    link.paragraph().map(|numbers| format!("{} {does}", citing::paragraphs(numbers))).unwrap_or(does)
}

/// How much of the gap an answer answers, if the data says so.
fn extent(link: &Link) -> &'static str {
    match link.extent() {
        Some(Extent::Full) => " in full",
        Some(Extent::Partial) => " in part",
        None => "",
    }
}

/// The first `most` lines of these parts.
fn first_lines(parts: &[(Role, String)], width: usize, most: usize) -> Lines {
    let mut lines = Lines::default();
    for (role, text) in parts {
        let room = most.saturating_sub(lines.len());
        wrap::each_first_line(text, (width, width), room, |_, text| _ = lines.begin(Role::Text).span(*role, text));
    }
    lines
}

/// The title of an article, and the paragraphs of a record, between quotation marks if they are the source's own words.
/// No more than `most` paragraphs are read, and of each no more than `columns` columns.
fn words(record: VisibleRecord<'_>, columns: usize, most: usize) -> impl Iterator<Item = (Role, String)> {
    let title = naming::title_beside_text(record).filter(|_| record.kind() == Kind::Article);
    let title =
        title.map(|title| (Role::Heading, quoted(&wrap::beginning(title.first(), columns), title.basis).to_string()));
    let statement = record.body();
    let last = statement.paragraphs.len().saturating_sub(1);
    let paragraphs = statement.paragraphs.iter().take(most + 1).enumerate().map(move |(number, paragraph)| {
        let paragraph = wrap::beginning(paragraph.as_str(), columns);
        let words = quoted_part(&paragraph, statement.basis, number == 0, number == last);
        let sign = if number == last && statement.basis == Basis::Editorial { EDITORIAL } else { "" };
        (Role::Text, format!("{words}{sign}"))
    });
    title.into_iter().chain(paragraphs)
}

/// How many recommendations answer a gap, in full or in part, and how many clauses and functions.
fn counted(data: &Data, gap: VisibleRecord<'_>) -> String {
    let groups = relations::groups(data, gap);
    let answers = groups.iter().filter_map(|group| {
        let end = group.first().filter(|end| end.relation == Relation::Answers && !end.is_forward)?;
        Some(format!("{}{}", relations::heading(group), sign(end.link.basis)))
    });
    let mut counted = String::new();
    for answers in answers {
        if counted.is_empty() {
            counted = answers;
        } else {
            let mut letters = answers.chars();
            counted.push_str("; ");
            counted.extend(letters.next().into_iter().flat_map(char::to_lowercase));
            counted.push_str(letters.as_str());
        }
    }
    counted
}

/// The clauses that support a recommendation.
fn supporting<'a>(data: &'a Data, record: VisibleRecord<'a>) -> impl Iterator<Item = (VisibleRecord<'a>, &'a Link)> {
    linked(data, record, Relation::Supports).filter(|(from, _)| from.kind() == Kind::Clause)
}

/// The sign of our judgement, after a blank.
pub(super) fn sign(basis: Basis) -> String {
    if basis == Basis::Editorial { format!(" {EDITORIAL}") } else { String::new() }
}

/// The sources of a record and of what it answers or supports. The document of the second is named if it is another.
fn sources(data: &Data, record: VisibleRecord<'_>, other: Option<VisibleRecord<'_>>) -> Option<String> {
    let first = record.citations().first()?;
    let source = citation_line(data, first);
    let second = other.and_then(|other| other.citations().first()).filter(|second| *second != first);
    Some(match second {
        None => source,
        Some(Citation { document, place, .. }) if *document == first.document && *place != Place::Whole => {
            format!("{source}; {place}")
        }
        Some(second) => format!("{source}; {}", citation_line(data, second)),
    })
}

#[cfg(test)]
mod tests {
    use crate::app::screens::crosswalk::testing::{crosswalk_at, over, screen, selected};
    use crate::app::{Action, Motion};
    use crate::atlas::Atlas;

    /// The lines of the pane below the table of an answer or clause, reached by these motions from a gap.
    fn below(gap: &str, motions: &[Motion], size: (u16, u16)) -> Vec<String> {
        let mut model = crosswalk_at(gap, size);
        for motion in motions {
            model.update(Action::Move(*motion));
        }
        let table =
            screen(&model).iter().position(|line| line.contains(selected(&model)) || line.contains(" supports rec"));
        screen(&model).split_off(table.unwrap()).into_iter().map(|line| line.trim().to_owned()).collect()
    }

    #[test]
    fn the_selected_answer_stands_below_with_its_reason_and_both_sources() {
        let lines = below("gap/prosecution/1", &[Motion::Right, Motion::Next, Motion::Next], (80, 24));
        let expected = [
            "Recommendation 4 under Prosecution answers gap 1           rec/prosecution/4",
            "“Criminal proceedings should ensure adequate protection measures for victims",
            "and witnesses”",
            "answers “Large impunity” †",
            "Without victims and witnesses who can speak safely there are few",
            "convictions.",
            "Clause 1 supports it †: Coordinate via ICAT and UN.GIFT",
            "ICAT deck, slide “Prosecution RECOMMENDATIONS”; slide “Prosecution GAPS”",
        ];
        assert_eq!(lines[..expected.len()], expected);
    }

    #[test]
    fn an_answer_under_another_pillar_names_the_pillar_of_the_gap() {
        let lines = below("gap/protection/2", &[Motion::Right, Motion::Next, Motion::Next], (120, 40));
        assert!(
            lines[0].starts_with("Recommendation 3 under Prosecution answers gap 2 under Protection "),
            "{lines:#?}"
        );
        assert!(
            !lines.iter().any(|line| line.contains("supports it")),
            "the table has the clauses in full: {lines:#?}"
        );
    }

    #[test]
    fn a_gap_says_how_many_recommendations_answer_it() {
        let said = |gap: &str| below(gap, &[], (120, 40))[2].clone();
        assert_eq!(said("gap/prosecution/1"), "Four recommendations answer it †");
        assert_eq!(said("gap/prevention/3"), "One recommendation answers it †");
        assert_eq!(said("gap/prevention/1"), "○ No recommendation answers it (our judgement)");
    }

    #[test]
    fn a_clause_says_what_it_supports_and_has_a_shorter_title_in_narrow_windows() {
        let clause = [Motion::Right, Motion::Next, Motion::Next, Motion::Right];
        let wide = below("gap/prosecution/1", &clause, (120, 40));
        let whole = "Clause 1 of the Global Plan supports recommendation 4 under Prosecution";
        assert!(wide[0].starts_with(whole), "{wide:#?}");
        let supports =
            "supports “Criminal proceedings should ensure adequate protection measures for victims and witnesses” †";
        assert!(wide.iter().any(|line| line == supports), "{wide:#?}");
        let narrow = below("gap/prosecution/1", &clause, (70, 18));
        assert!(narrow[0].starts_with("Clause 1 supports recommendation 4 under Prosecution"), "{narrow:#?}");
    }

    #[test]
    fn without_borders_the_reason_comes_first() {
        let mut model = crosswalk_at("gap/prosecution/1", (40, 12));
        model.update(Action::Move(Motion::Right));
        let lines = screen(&model);
        assert!(
            lines[7].starts_with("────") && lines[8].starts_with(" Where law and practice fall short"),
            "{lines:#?}"
        );
    }

    /// The lines of the pane below the table of data with strengths, reached by these motions from a record.
    fn explained(record: &str, motions: &[Motion], size: (u16, u16)) -> String {
        let mut model = over(Atlas::of_format_3(), record, size);
        for motion in motions {
            model.update(Action::Move(*motion));
        }
        let lines = screen(&model);
        let table = lines.iter().position(|line| line.contains(selected(&model))).unwrap();
        lines[table..].iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn an_answer_says_how_much_it_answers() {
        let full = explained("gap/prevention/2", &[Motion::Right], (120, 40));
        assert!(full.starts_with("Recommendation 1 under Prevention answers gap 2  "), "{full}");
        assert!(full.contains("causes of trafficking” in full †\n"), "{full}");
        let clause = explained("gap/prevention/4", &[Motion::Right], (120, 40));
        assert!(clause.starts_with("Clause 2 of the Global Plan answers gap 4 under Prevention in part  "), "{clause}");
        assert!(clause.contains("reach potential victims” in part †\n"), "{clause}");
    }

    #[test]
    fn of_a_gap_that_a_clause_answers_it_is_said_that_no_recommendation_does() {
        let gap = explained("gap/prevention/4", &[], (120, 40));
        assert!(
            gap.contains("\nNo recommendation answers it (our judgement)\nOne clause answers it in part †\n"),
            "{gap}"
        );
        let gap = explained("gap/prevention/2", &[], (120, 40));
        assert!(gap.contains("\nTwo recommendations answer it †; one recommendation answers it in part †\n"), "{gap}");
    }

    #[test]
    fn an_article_says_which_paragraph_bears_on_the_gap_and_why() {
        let article = explained("article/tip-protocol/10", &[], (120, 40));
        assert!(article.contains("\nparagraph 10(2) bears on “Inadequate training of state"), "{article}");
        assert!(article.contains("\nIt asks states to train those who meet victims.\n"), "{article}");
    }

    #[test]
    fn articles_without_a_column_stand_below_the_table() {
        let gap = explained("gap/protection/3", &[], (80, 24));
        assert!(gap.contains("article 10(2) bears on it †: It asks\nstates to train"), "{gap}");
        assert!(!explained("gap/protection/3", &[], (120, 40)).contains("bears on it"));
    }
}
