//! Many short texts as the lines of one, with the offset of each: read in place, whether built in or not. For `word_list` and
//! `entries`.

use std::borrow::Cow;
use std::ops::Range;

/// Texts without a line break.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Lines {
    /// All lines, each followed by a line break.
    pub(super) text: Cow<'static, str>,
    /// The byte offset of each line; one more at the end.
    pub(super) starts: Cow<'static, [u32]>,
}

impl Lines {
    /// Lines that the build script wrote.
    pub(super) const fn packed(text: &'static str, starts: &'static [u32]) -> Self {
        Self { text: Cow::Borrowed(text), starts: Cow::Borrowed(starts) }
    }

    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let (mut text, mut starts) = (String::new(), vec![0]);
        for line in lines {
            text.push_str(line);
            text.push('\n');
            starts.push(count(text.len()));
        }
        text.shrink_to_fit();
        Self { text: text.into(), starts: starts.into() }
    }

    /// The number of lines.
    pub(super) fn len(&self) -> u32 {
        count(self.starts.len().saturating_sub(1))
    }

    /// The line with this number, from 0.
    pub(super) fn line(&self, number: u32) -> &str {
        let number = number as usize;
        &self.text[self.starts[number] as usize..self.starts[number + 1] as usize - 1]
    }

    /// The number of the line with this byte of the text.
    pub(super) fn at(&self, byte: usize) -> u32 {
        count(self.starts.partition_point(|start| *start as usize <= byte) - 1)
    }

    /// The first of these lines that fails `test`, by binary search: all lines before it must pass, all after it fail.
    pub(super) fn first_not(&self, lines: Range<u32>, test: impl Fn(&str) -> bool) -> u32 {
        let Range { start: mut low, end: mut high } = lines;
        while low < high {
            let middle = low.midpoint(high);
            if test(self.line(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The memory that they take, in bytes.
    pub(super) fn memory(&self) -> usize {
        self.text.len() + size_of_val(&*self.starts)
    }
}

/// Converts a count or an offset, which stays far below 2^32 because data files are bounded.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_by_its_number_by_a_byte_and_by_search() {
        let lines = Lines::of(["", "able", "é"].into_iter());
        assert_eq!((0..lines.len()).map(|number| lines.line(number)).collect::<Vec<_>>(), ["", "able", "é"]);
        let of_bytes: Vec<u32> = (0..lines.text.len()).map(|byte| lines.at(byte)).collect();
        assert_eq!(of_bytes, [0, 1, 1, 1, 1, 1, 2, 2, 2]);
        assert_eq!(lines.first_not(0..lines.len(), |line| line < "b"), 2);
        assert_eq!(lines.first_not(2..2, |_| true), 2);
        assert_eq!(Lines::default().len(), 0);
    }
}
