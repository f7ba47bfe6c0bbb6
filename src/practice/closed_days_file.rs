//! Reads an authority's own list of one-off closed days, `date,name` a line, for [`WorkingDays::with_extra`]. The
//! published bank holidays are not in it.
//!
//! [`WorkingDays::with_extra`]: super::working_days::WorkingDays::with_extra

use super::date_words::read_date;
use super::mistake::Mistake;
use chrono::NaiveDate;

/// What a line looks like.
const EXAMPLE: &str = "a date, a comma and a name: 2027-06-09,Town hall closed";

/// The days of the list, in its order, or every mistake in it. Blank lines, lines that begin with `#` and a heading
/// `date,name` are passed over; a date is written in any form that files may use.
pub fn read(text: &str) -> Result<Vec<(NaiveDate, String)>, Vec<Mistake>> {
    let mut days = Vec::new();
    let mut mistakes = Vec::new();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        let heading = number == 0 && line.to_lowercase().starts_with("date");
        if line.is_empty() || line.starts_with('#') || heading {
            continue;
        }
        match closed_day(line) {
            Ok(day) => days.push(day),
            Err((what, expected)) => mistakes.push(Mistake { line: number + 1, column: 1, what, expected }),
        }
    }
    if mistakes.is_empty() { Ok(days) } else { Err(mistakes) }
}

fn closed_day(line: &str) -> Result<(NaiveDate, String), (String, String)> {
    let (day, name) = line.split_once(',').unwrap_or((line, ""));
    // A mistake is told without a full stop, for what was expected follows it.
    let day = read_date(day.trim().trim_matches('"'))
        .map_err(|error| (error.to_string().trim_end_matches('.').to_owned(), EXAMPLE.to_owned()))?;
    let name = name.trim().trim_matches('"').trim();
    if name.is_empty() {
        return Err(("This day has no name, so nobody could say why it is closed".to_owned(), EXAMPLE.to_owned()));
    }
    if name.chars().any(char::is_control) || name.chars().count() > 100 {
        return Err(("The name of this day cannot be shown".to_owned(), "up to 100 ordinary characters".to_owned()));
    }
    Ok((day, name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::working_days::WorkingDays;

    #[test]
    fn a_list_of_closed_days_closes_them() {
        let days = read(
            "\u{feff}date,name\r\n# 2027\r\n\r\n2027-06-09,Town hall closed\r\n10/06/2027, \"Polling, all day\"\r\n",
        )
        .unwrap();
        assert_eq!(days.len(), 2);
        assert_eq!(days[1].1, "Polling, all day");
        let working = WorkingDays::published().with_extra(days);
        assert_eq!(working.next_working_day("2027-06-09".parse().unwrap()), "2027-06-11".parse().unwrap());
    }

    #[test]
    fn every_bad_line_is_told_and_nothing_is_taken() {
        let mistakes = read("2027-06-09,Closed\n31/02/2027,Closed\n2027-06-10\n06/13/2027,Closed").unwrap_err();
        let told: Vec<_> = mistakes.iter().map(|one| (one.line, one.what.as_str())).collect();
        assert_eq!(
            told,
            [
                (
                    2,
                    "There is no 31 February 2027: the month ends on 28 February. Type another day, such as 28/02/2027"
                ),
                (3, "This day has no name, so nobody could say why it is closed"),
                (4, "There is no month 13. The day comes first, then the month: 22/11/2026"),
            ]
        );
    }

    #[test]
    fn an_empty_list_closes_nothing() {
        assert_eq!(read(""), Ok(Vec::new()));
        assert_eq!(read("date,name\n"), Ok(Vec::new()));
    }
}
