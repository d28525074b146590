//! The words of the cells of the crosswalk and the signs before them.

use super::Row;
use super::rows::linked;
use super::table::{ARTICLE, Columns, HANGING, NARROW_CLAUSE, SIGN, STATE, Table, WITH_HEADLINE};
use crate::app::content::TALLEST_ROW;
use crate::atlas::{Kind, Relation, VisibleRecord};
use crate::present::citing::short_article;
use crate::present::content::{Lines, Role};
use crate::present::{naming, signs, wrap};

/// Columns for the sign of an answer and a blank.
const STRENGTH: usize = 2;

/// Most digits of the number of a gap.
const MOST_DIGITS: usize = 2;

/// What stands beside a gap without an answer.
const UNANSWERED: &str = "no recommendation answers it †";

impl Table<'_> {
    /// Digits of the numbers of the gaps.
    pub fn digits(&self) -> usize {
        self.crosswalk.digits.clamp(1, MOST_DIGITS)
    }

    /// Passes on the lines of a cell, each with its number and the columns before its words. Returns their number; none if its
    /// record is not visible.
    pub fn each_line(
        &self,
        row: &Row,
        entry: Option<usize>,
        width: usize,
        mut each: impl FnMut(usize, usize, &str),
    ) -> Option<usize> {
        let room = width.saturating_sub(SIGN).max(1);
        let (first, indent, strength) = match (entry, self.columns) {
            (Some(0), _) => (width.saturating_sub(SIGN + self.digits() + STATE).max(1), 0, 0),
            (Some(2..), Columns::Below(_)) => (room, 0, 0),
            (Some(2..), _) => (room, HANGING.min(room - 1), 0),
            (None | Some(_), _) => {
                let strength = self.strength().min(room - 1);
                (room - strength, HANGING.min(room - strength - 1), strength)
            }
        };
        let mut words = self.words.take();
        words.clear();
        let is_visible = self.write_words(row, entry, wrap::columns_of(first, TALLEST_ROW), &mut words).is_some();
        let lines = wrap::each_first_line(&words, (first, first - indent), TALLEST_ROW, |number, line| {
            each(number, strength + if number > 0 { indent } else { 0 }, line);
        });
        self.words.replace(words);
        is_visible.then_some(lines)
    }

    /// Writes the words of a cell: the headline of its record after its number, of a clause in narrow windows the number alone.
    /// Where nothing but gaps is shown, they are in their own words. Of each text little more than `most` columns are read.
    fn write_words(&self, row: &Row, entry: Option<usize>, most: usize, words: &mut String) -> Option<()> {
        let data = self.shared.data();
        match (entry, &row.answer) {
            (Some(0), _) => {
                let gap = data.get(&row.gap)?;
                if self.short_leaf(gap).is_none() {
                    words.extend([&*wrap::beginning(gap.id().leaf(), most), " "]);
                }
                words.push_str(&if matches!(self.columns, Columns::Gaps(_)) {
                    naming::signed(gap.body().first(), gap.body().basis, most)
                } else {
                    naming::headline(gap, most)
                });
            }
            (Some(1), Some(answer)) => {
                let record = data.get(&answer.record)?;
                let other_pillar = record.pillar().filter(|pillar| row.gap.pillar() != Some(*pillar));
                words.extend(other_pillar.into_iter().flat_map(|pillar| [pillar.name(), " "]));
                if record.kind() != Kind::Recommendation {
                    words.extend([&*naming::capitalized(record.kind().name()), " "]);
                }
                words.extend([&*wrap::beginning(record.id().leaf(), most), " ", &*naming::headline(record, most)]);
            }
            (Some(entry @ 2..), _) => {
                let record = data.get(row.third.get(entry - 2)?)?;
                if record.kind() == Kind::Article {
                    let gap = data.get(&row.gap)?;
                    let paragraph = linked(data, gap, Relation::BearsOn).find(|(article, _)| *article == record);
                    words.push_str(&short_article(record, paragraph.and_then(|(_, link)| link.paragraph()), most));
                    if matches!(self.columns, Columns::Beside { third: WITH_HEADLINE.., .. }) {
                        let blanks = (ARTICLE - 1).saturating_sub(wrap::width(words)).max(1);
                        words.extend(std::iter::repeat_n(' ', blanks));
                        words.push_str(&naming::headline(record, most));
                    }
                } else if matches!(self.columns, Columns::Beside { has_headlines: true, .. }) {
                    words.extend([&*wrap::beginning(record.id().leaf(), most), " ", &*naming::headline(record, most)]);
                } else {
                    words.push_str("clause ");
                    words.push_str(&wrap::beginning(record.id().leaf(), NARROW_CLAUSE * TALLEST_ROW));
                }
            }
            (None | Some(_), _) => words.push_str(UNANSWERED),
        }
        Some(())
    }

    /// The number of a gap, if its column is wide enough.
    fn short_leaf<'b>(&self, gap: VisibleRecord<'b>) -> Option<&'b str> {
        Some(gap.id().leaf()).filter(|leaf| leaf.len() <= self.digits())
    }

    /// Writes what stands before the first line of a gap or before its further lines: the number, and the sign if the gap is
    /// not answered in full.
    pub fn write_before_gap(&self, row: &Row, is_first: bool, line: &mut Lines) {
        let digits = self.digits();
        if !is_first {
            line.blanks(digits + STATE);
            return;
        }
        let leaf = self.shared.data().get(&row.gap).and_then(|gap| self.short_leaf(gap)).unwrap_or_default();
        let data = self.shared.data();
        let state = data.get(&row.gap).and_then(|gap| signs::of_gap(data, gap)).unwrap_or(" ");
        line.write(Role::Text, format_args!("{leaf:>digits$}")).span(Role::Heading, state);
    }

    /// The sign of the answer of a row, if answers have signs.
    pub fn sign_of_answer(&self, row: &Row) -> Option<&'static str> {
        let sign = || signs::of_answer(row.answer.as_ref()?.extent);
        self.crosswalk.has_strengths.then(|| sign().unwrap_or(" "))
    }

    /// Columns for the sign of an answer.
    pub const fn strength(&self) -> usize {
        if self.crosswalk.has_strengths { STRENGTH } else { 0 }
    }

    /// Whether anything but recommendations answers a gap.
    pub fn has_other_answers(&self) -> bool {
        let answers = || self.crosswalk.rows.iter().filter_map(|row| row.answer.as_ref());
        answers().any(|answer| answer.record.kind() != Kind::Recommendation)
    }

    /// Whether nothing answers the gap of a row. That is our judgement.
    pub fn is_unanswered(&self, row: &Row) -> bool {
        let data = self.shared.data();
        data.get(&row.gap).is_some_and(|gap| data.is_unanswered(gap))
    }
}

#[cfg(test)]
mod tests {
    use crate::app::screens::crosswalk::testing::{crosswalk_at, over, screen};
    use crate::app::{Action, Model};
    use crate::atlas::Atlas;

    fn with_strengths(size: (u16, u16)) -> Model {
        over(Atlas::of_format_3(), "gap/prevention/1", size)
    }

    #[test]
    fn signs_say_how_much_an_answer_answers_and_how_far_a_gap_is_answered() {
        let lines = screen(&with_strengths((120, 40)));
        let begins = |begin: &str| lines.iter().any(|line| line.starts_with(begin));
        assert!(lines[2].starts_with("   Gap                                  What answers it  "), "{lines:#?}");
        assert!(lines[2].ends_with("Articles on the gap"), "{lines:#?}");
        assert!(begins(" ▸1○Need for a holistic approach        no recommendation answers it †"), "{lines:#?}");
        assert!(lines.iter().any(|line| line.contains("● 1 Policy choices")), "{lines:#?}");
        assert!(lines.iter().any(|line| line.contains("  4 Increase sufficient")), "no sign: {lines:#?}");
        assert!(lines.iter().any(|line| line.contains("◐ 3 Opportunities")), "{lines:#?}");
        assert!(lines.iter().any(|line| line.contains("◐ Clause 2 ")), "{lines:#?}");
    }

    #[test]
    fn answers_without_strengths_have_no_signs() {
        for size in [(40, 12), (80, 24), (120, 40)] {
            let lines = screen(&crosswalk_at("gap/prevention/2", size)).concat();
            assert!(!lines.contains(['●', '◐']), "{lines}");
        }
    }

    #[test]
    fn with_the_sources_only_there_are_neither_signs_nor_articles() {
        for size in [(40, 12), (80, 24), (120, 40)] {
            let mut model = with_strengths(size);
            model.update(Action::SourcesOnly);
            let lines = screen(&model).concat();
            assert!(!lines.contains(['●', '◐', '○', '†']) && !lines.contains("rticle"), "{lines}");
        }
    }
}
