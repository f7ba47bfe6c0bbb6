//! The inspection as a document for people: the figures first, then the lists that add up to them.

use super::{AskedFor, Inspection};
use crate::exchange::document::{Block, Document};
use crate::exchange::print::actions::stands;
use crate::practice::date_words::long;
use crate::practice::due::compliance::Tally;
use crate::practice::follow_through::{Figure, Funnel};
use crate::practice::footprints::Reviewed;
use crate::practice::sentence::capital;
use chrono::NaiveDate;

/// The columns of a funnel by month or owner.
const COLUMNS: [Figure; 9] = [
    Figure::Asked,
    Figure::DoneOnTime,
    Figure::DoneLate,
    Figure::NotDone,
    Figure::Superseded,
    Figure::Open,
    Figure::Overdue,
    Figure::Redated,
    Figure::WithDifference,
];

fn texts<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

fn table(headings: Vec<String>, rows: Vec<Vec<String>>) -> Block {
    if rows.is_empty() { Block::Paragraph("None.".to_owned()) } else { Block::Table { headings, rows } }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(short).unwrap_or_default()
}

fn short(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

impl Inspection {
    /// The whole, in blocks.
    pub fn document(&self) -> Document {
        let mut blocks = vec![Block::Paragraph(format!(
            "Every direction given from {} to {}, and what came of it by {}. Policy: {}. Children stand by their \
             reference; what was agreed in workers' own files is not part of this.",
            long(self.from),
            long(self.until),
            long(self.day),
            self.policy.1
        ))];
        self.what_came_of_it(&mut blocks);
        self.reviews(&mut blocks);
        self.silence(&mut blocks);
        self.supervision(&mut blocks);
        self.lists(&mut blocks);
        Document { title: self.title(), blocks }
    }

    fn what_came_of_it(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading("What was asked, and what was done".to_owned()));
        let share = |figure: Figure| {
            let count = self.funnel.count(figure);
            let asked = self.funnel.count(Figure::Asked);
            format!("{count}{}", percent(count, asked))
        };
        let facts = Figure::ALL.iter().map(|figure| (capital(figure.words()), share(*figure)));
        blocks.push(Block::Facts(facts.collect()));
        blocks.push(Block::Paragraph(
            "Done on time, done late, not done, superseded and open add up to what was asked. On time is by the date the \
             action had in the end; what was re-dated on the way is counted beside it."
                .to_owned(),
        ));
        let row = |name: String, funnel: &Funnel| {
            let mut cells = vec![name];
            cells.extend(COLUMNS.iter().map(|figure| funnel.count(*figure).to_string()));
            cells
        };
        let headings = |first: &str| {
            let mut all = vec![first.to_owned()];
            all.extend(COLUMNS.iter().map(|figure| capital(figure.words())));
            all
        };
        blocks.push(Block::Subheading("By the month it was asked for".to_owned()));
        let months = self.by_month.iter().map(|(first, funnel)| row(first.format("%B %Y").to_string(), funnel));
        blocks.push(table(headings("Month"), months.collect()));
        blocks.push(Block::Subheading("By who was to do it".to_owned()));
        let owners = self.by_owner.iter().map(|(owner, funnel)| row(owner.clone(), funnel));
        blocks.push(table(headings("Who"), owners.collect()));
    }

    fn reviews(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading("Directions looked at again".to_owned()));
        let stand = self.directions.iter().filter(|one| one.withdrawn_on.is_none()).count();
        let asked = self.directions.iter().filter(|one| one.withdrawn_on.is_none() && one.reviewed.is_some()).count();
        let mut facts = vec![
            ("Directions given".to_owned(), stand.to_string()),
            ("With a day set to look again".to_owned(), asked.to_string()),
        ];
        facts.extend(
            Reviewed::ALL
                .iter()
                .map(|how| (format!("Looked at again: {}", how.words()), self.reviewed(*how).to_string())),
        );
        let withdrawn = self.directions.len() - stand;
        if withdrawn > 0 {
            facts.push(("Withdrawn, and not counted here".to_owned(), withdrawn.to_string()));
        }
        blocks.push(Block::Facts(facts));
        blocks.push(Block::Paragraph(
            "Counted are the directions given in the period, on every child, those closed since included. Insight on the \
             screen counts otherwise: directions on children open today whose day to look again came in the period."
                .to_owned(),
        ));
    }

    fn silence(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading("Days between footprints".to_owned()));
        let rows = self.intervals.iter().map(|one| {
            let days = |days: Option<i64>| days.map(|days| days.to_string()).unwrap_or_default();
            vec![
                one.status.words().to_owned(),
                one.asked.clone(),
                one.ended.to_string(),
                one.within.to_string(),
                one.beyond.to_string(),
                days(one.median_days),
                days(one.longest_days),
            ]
        });
        let headings = texts([
            "Status",
            "Policy asks",
            "Ended in the period",
            "Within that",
            "Longer, those that go on included",
            "Middle, days",
            "Longest, days",
        ]);
        blocks.push(table(headings, rows.collect()));
        blocks.push(Block::Paragraph(
            "Of every child, those closed since included; Insight on the screen counts children open today. What goes on, \
             or ended with the child closed, has not ended in a footprint: it counts only where it is longer already."
                .to_owned(),
        ));
        blocks.push(Block::Heading("Two months or more without a footprint".to_owned()));
        let rows = self.gaps.iter().map(|gap| {
            let to = if gap.goes_on { format!("{}, and goes on", short(gap.to)) } else { short(gap.to) };
            let status = gap.status.map(|status| status.words().to_owned()).unwrap_or_default();
            vec![gap.child.to_string(), status, short(gap.from), to, gap.days.to_string()]
        });
        blocks.push(table(texts(["Child", "Status", "From", "To", "Days"]), rows.collect()));
    }

    fn supervision(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading("Supervision".to_owned()));
        let row = |name: String, tally: Tally| {
            let counts = [tally.on_time, tally.late, tally.missed, tally.outstanding, tally.due()];
            let rate = tally
                .rate()
                .map_or_else(|| "no figure".to_owned(), |rate| format!("{}.{:02} %", rate / 100, rate % 100));
            [name].into_iter().chain(counts.map(|count| count.to_string())).chain([rate]).collect()
        };
        let headings =
            |first: &str| texts([first, "On time", "Late", "Missed", "Outstanding", "Due", "On time of due"]);
        let all = row("All".to_owned(), self.compliance.total);
        let months =
            self.compliance.by_month.iter().map(|(first, tally)| row(first.format("%B %Y").to_string(), *tally));
        blocks.push(table(headings("Month"), months.chain([all]).collect()));
        let workers = self.compliance.by_worker.iter().map(|(reference, tally)| {
            let name = self.names.iter().find(|(one, _)| one == reference).map(|(_, name)| format!(" {name}"));
            row(format!("{reference}{}", name.unwrap_or_default()), *tally)
        });
        blocks.push(table(headings("Worker"), workers.collect()));
        if !self.compliance.left_out.is_empty() {
            blocks.push(Block::Paragraph("Left out of these figures:".to_owned()));
            let left = self.compliance.left_out.iter().map(|(worker, why)| format!("{worker}: {}", why.words()));
            blocks.push(Block::List(left.collect()));
        }
    }

    fn lists(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading("Every direction".to_owned()));
        let rows = self.directions.iter().map(|one| {
            let reviewed = match (&one.withdrawn_on, &one.reviewed) {
                (Some(on), _) => format!("withdrawn {}", short(*on)),
                (None, None) => String::new(),
                (None, Some((how, on))) => format!("{} {}", how.words(), day(*on)).trim().to_owned(),
            };
            vec![
                one.record.to_string(),
                one.child.to_string(),
                short(one.decided_on),
                one.reason.clone(),
                one.actions.to_string(),
                day(one.review_on),
                reviewed,
            ]
        });
        let headings = texts(["Record", "Child", "Decided", "Reason", "Actions", "Look again on", "Looked at again"]);
        blocks.push(table(headings, rows.collect()));
        blocks.push(Block::Heading("Re-dated more than once".to_owned()));
        blocks.push(actions(self.actions.iter().filter(|one| one.row.redated > 1)));
        blocks.push(Block::Heading("Every action asked for".to_owned()));
        blocks.push(actions(self.actions.iter()));
    }
}

fn actions<'a>(of: impl Iterator<Item = &'a AskedFor>) -> Block {
    let rows = of.map(|one| {
        let row = &one.row;
        let whom = row.child.as_ref().or(row.worker.as_ref()).map(ToString::to_string).unwrap_or_default();
        let moved = match row.redated {
            0 => String::new(),
            times => format!("{times}, at first {}", short(row.first_due_on)),
        };
        vec![
            row.reference.to_string(),
            whom,
            row.record.map(|record| record.to_string()).unwrap_or_default(),
            short(one.asked_on),
            row.action.clone(),
            row.owner.clone(),
            short(row.due_on),
            moved,
            format!("{} ({})", one.part.words(), stands(row)),
            row.difference.clone().unwrap_or_default(),
        ]
    });
    let headings = texts([
        "Action",
        "For",
        "Record",
        "Asked for",
        "What",
        "Who",
        "By",
        "Moved later",
        "What came of it",
        "Difference made, or why not",
    ]);
    table(headings, rows.collect())
}

/// Rounded down, as on the screens, so that 100 is said only of all.
fn percent(part: u32, whole: u32) -> String {
    if whole == 0 { String::new() } else { format!(" ({} %)", u64::from(part) * 100 / u64::from(whole)) }
}
