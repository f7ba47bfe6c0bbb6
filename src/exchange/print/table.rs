//! A plain table: columns aligned by how wide the letters are on screen, no colour, no lines drawn. Or, for a screen
//! reader, each row as labelled words.

use super::clean;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// How a table is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Aligned columns under their headings.
    #[default]
    Columns,
    /// One row after the other, each cell with its heading before it: what a screen reader can follow.
    Lines,
}

/// The side that a column's cells stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// The space between two columns.
const GAP: usize = 2;

/// A table being filled. Every cell is cleaned on the way in and stands on one line. No
/// `Debug`: cells are case text.
pub struct Table {
    headings: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these headings.
    pub fn new(headings: &[(&str, Side)]) -> Self {
        Self { headings: headings.iter().map(|(name, side)| ((*name).to_owned(), *side)).collect(), rows: Vec::new() }
    }

    /// Adds a row. Cells beyond the headings are dropped, missing ones are blank.
    pub fn row<I: IntoIterator<Item = S>, S: AsRef<str>>(&mut self, cells: I) {
        let mut row: Vec<String> = cells.into_iter().map(|cell| clean::line(cell.as_ref())).collect();
        row.resize(self.headings.len(), String::new());
        self.rows.push(row);
    }

    /// Whether it has no rows.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The whole as text with a newline at the end; nothing where there are no rows. A column that is blank in every
    /// row is left out.
    pub fn render(&self, layout: Layout) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let used: Vec<usize> =
            (0..self.headings.len()).filter(|column| self.rows.iter().any(|row| !row[*column].is_empty())).collect();
        match layout {
            Layout::Columns => self.columns(&used),
            Layout::Lines => self.lines(&used),
        }
    }

    fn columns(&self, used: &[usize]) -> String {
        let widths: Vec<usize> = used
            .iter()
            .map(|column| {
                let cells = self.rows.iter().map(|row| row[*column].width());
                cells.chain([self.headings[*column].0.width()]).max().unwrap_or(0)
            })
            .collect();
        let headings: Vec<&str> = self.headings.iter().map(|(name, _)| name.as_str()).collect();
        let mut text = String::new();
        for row in std::iter::once(headings)
            .chain(self.rows.iter().map(|row| row.iter().map(String::as_str).collect::<Vec<&str>>()))
        {
            let mut line = String::new();
            for (place, column) in used.iter().enumerate() {
                let cell = row[*column];
                let room = " ".repeat(widths[place].saturating_sub(cell.width()));
                match self.headings[*column].1 {
                    Side::Left => line.extend([cell, &room]),
                    Side::Right => line.extend([&room, cell]),
                }
                line.push_str(&" ".repeat(GAP));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    fn lines(&self, used: &[usize]) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let cells: Vec<String> = used
                .iter()
                .filter(|column| !row[**column].is_empty())
                .map(|column| format!("{}: {}", self.headings[*column].0, row[*column]))
                .collect();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}.", cells.join("; "));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&[("Days", Side::Right), ("Name", Side::Left), ("Note", Side::Left)]);
        table.row(["4", "Ŵyn 王", ""]);
        table.row(["-127", "Sian", ""]);
        table
    }

    #[test]
    fn columns_are_aligned_by_width_on_screen_and_blank_ones_left_out() {
        insta::assert_snapshot!(table().render(Layout::Columns), @r"
        Days  Name
           4  Ŵyn 王
        -127  Sian
        ");
    }

    #[test]
    fn a_screen_reader_hears_each_cell_with_its_heading() {
        insta::assert_snapshot!(table().render(Layout::Lines), @r"
        Days: 4; Name: Ŵyn 王.
        Days: -127; Name: Sian.
        ");
    }

    #[test]
    fn no_rows_no_table() {
        assert_eq!(Table::new(&[("Name", Side::Left)]).render(Layout::Columns), "");
    }
}
