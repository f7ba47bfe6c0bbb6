//! CSV for programs and spreadsheets: quoted where needed, and a cell that a spreadsheet would run as a formula stays
//! text.

use super::clean;

/// Rows as CSV text, the headings first.
pub fn rows<R, C>(headings: &[&str], rows: R) -> String
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = String>,
{
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(headings);
    for row in rows {
        let _ = writer.write_record(row.into_iter().map(|cell| self::cell(&cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The cell, with an apostrophe before it where a spreadsheet would take it for a formula. A number is left a number.
pub fn cell(cell: &str) -> String {
    let cell = clean::text(cell);
    let begins = cell.trim_start().starts_with(['=', '+', '-', '@', '|', '%']);
    let runs = begins && !cell.trim().parse::<f64>().is_ok_and(f64::is_finite);
    if runs { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_stays_text_and_a_number_a_number() {
        let cells = ["=1+1", "-4", "@x", "a,b", "say \"so\"", " +cmd"].map(str::to_owned);
        assert_eq!(rows(&["a"; 6], [cells]), "a,a,a,a,a,a\n'=1+1,-4,'@x,\"a,b\",\"say \"\"so\"\"\",' +cmd\n");
    }
}
