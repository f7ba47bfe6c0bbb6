//! What Insight shows: figures with the rows behind each, so that every figure opens its list and adds up to it. Not how
//! it is drawn.

use crate::practice::action::{Action, ActionSubject};
use crate::practice::child::Child;
use crate::practice::date_words::{long, short};
use crate::practice::due::child::RecordFact;
use crate::practice::due::compliance::{Judgement, Tally};
use crate::practice::follow_through::Figure;
use crate::practice::footprints::{GapEnd, Reviewed, gaps, reviewed};
use crate::practice::oversight::{Signed, field};
use crate::practice::reference::{ChildId, RecordId, WorkerId};
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Months, NaiveDate};
use std::collections::{BTreeMap, HashMap};

/// What a record may leave unsaid, in words, and whether it does.
type Says = (&'static str, fn(&Signed) -> bool);

/// Figures over a period. No `Debug`: it is case text.
#[derive(Clone)]
pub struct InsightPage {
    /// How many months back it looks.
    pub months: u32,
    /// The first day.
    pub from: NaiveDate,
    /// The last day: the day asked about.
    pub until: NaiveDate,
    /// Supervision on time, month by month, the last twelve.
    pub compliance: Vec<(NaiveDate, Tally)>,
    /// The figures, by what they are about.
    pub groups: Vec<InsightGroup>,
}

/// Figures about one thing.
#[derive(Clone)]
pub struct InsightGroup {
    /// What they are about.
    pub title: &'static str,
    /// How to read them, in a sentence.
    pub about: &'static str,
    /// Everything that any of the figures counts.
    pub rows: Vec<InsightRow>,
    /// The figures.
    pub figures: Vec<InsightFigure>,
}

/// One figure.
#[derive(Clone)]
pub struct InsightFigure {
    /// What it counts.
    pub words: String,
    /// Whether the words are somebody's name.
    pub named: bool,
    /// Whether it is what a manager would rather not see.
    pub late: bool,
    /// The rows that it counts, by their place in the group.
    pub rows: Vec<usize>,
}

/// One row behind a figure.
#[derive(Clone)]
pub struct InsightRow {
    /// What it opens.
    pub opens: InsightOpens,
    /// Whom it is about: a name.
    pub who: String,
    /// What it is; case text.
    pub words: String,
    /// When, and how it stands.
    pub note: String,
}

/// What a row opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsightOpens {
    /// A child's page.
    Child(ChildId),
    /// A signed record.
    Record(RecordId),
    /// A worker's page.
    Worker(WorkerId),
}

impl InsightGroup {
    const fn new(title: &'static str, about: &'static str) -> Self {
        Self { title, about, rows: Vec::new(), figures: Vec::new() }
    }

    fn figure(&mut self, words: impl Into<String>, late: bool, rows: Vec<usize>) {
        self.figures.push(InsightFigure { words: words.into(), named: false, late, rows });
    }
}

/// The lengths that days between footprints are told in: up to so many days, in words.
const LENGTHS: [(i64, &str); 5] = [
    (14, "a fortnight or less"),
    (31, "up to a month"),
    (62, "up to two months"),
    (92, "up to three months"),
    (i64::MAX, "longer than three months"),
];

impl Desk {
    /// What was asked and what came of it, over so many months up to the day.
    pub fn follow_through_page(&self, months: u32) -> Result<InsightPage, Refusal> {
        let from = self.day.checked_sub_months(Months::new(months)).unwrap_or(self.day);
        let groups = vec![self.follow_through(from)?];
        Ok(InsightPage { months, from, until: self.day, compliance: Vec::new(), groups })
    }

    /// All figures, over so many months up to the day.
    pub fn insight_page(&self, months: u32) -> Result<InsightPage, Refusal> {
        let from = self.day.checked_sub_months(Months::new(months)).unwrap_or(self.day);
        let children = self.store.open_children(self.day)?;
        let mut facts: HashMap<ChildId, Vec<RecordFact>> = HashMap::new();
        for child in &children {
            facts.insert(child.id, self.store.record_facts(child.id)?);
        }
        let groups = vec![
            self.follow_through(from)?,
            self.between_footprints(from, &children, &facts),
            self.checkpoints(from, &children, &facts),
            self.reviews(from, &children, &facts),
            self.supervision_figures(from)?,
            self.thin(from, &children)?,
            self.caseload_figures(&children)?,
        ];
        let (first, last) = self.twelve_months();
        let compliance = self.compliance(first, last)?.by_month;
        Ok(InsightPage { months, from, until: self.day, compliance, groups })
    }

    fn follow_through(&self, from: NaiveDate) -> Result<InsightGroup, Refusal> {
        let mut group = InsightGroup::new(
            "WHAT WAS ASKED",
            "Actions asked for on children in this time. The five from done on time to open add up to what was asked.",
        );
        let mut asked = self.store.actions_asked(from, self.day, self.day)?;
        asked.retain(|(action, _)| matches!(action.subject, ActionSubject::Child(_)));
        let mut names: HashMap<ChildId, String> = HashMap::new();
        for (action, asked_on) in &asked {
            let ActionSubject::Child(id) = action.subject else { continue };
            if let std::collections::hash_map::Entry::Vacant(e) = names.entry(id) {
                e.insert(self.child(id)?.called().to_owned());
            }
            group.rows.push(self.action_row(action, *asked_on, id, names.get(&id)));
        }
        for figure in Figure::ALL.iter().copied() {
            let rows = asked.iter().enumerate().filter(|(_, (action, _))| figure.holds(action, self.day));
            let late = matches!(
                figure,
                Figure::DoneLate | Figure::NotDone | Figure::Overdue | Figure::RedatedAgain | Figure::WithoutDifference
            );
            let rows = rows.map(|(place, _)| place).collect();
            group.figure(figure.words(), late, rows);
        }
        Ok(group)
    }

    fn action_row(&self, action: &Action, asked_on: NaiveDate, child: ChildId, called: Option<&String>) -> InsightRow {
        let moved = match action.redated {
            0 => String::new(),
            1 => ", moved once".to_owned(),
            times => format!(", moved {times} times"),
        };
        let part = Figure::part_of(action, self.day);
        let when = match action.closed_on {
            Some(on) => format!("{} {}, due {}", part.words(), short(on), short(action.due_on)),
            None => format!("{}, due {}", part.words(), short(action.due_on)),
        };
        InsightRow {
            opens: action.record.map_or(InsightOpens::Child(child), InsightOpens::Record),
            who: called.cloned().unwrap_or_default(),
            words: format!("{} {}", action.id, action.action),
            note: format!("{when}{moved}; asked {}", short(asked_on)),
        }
    }

    fn between_footprints(
        &self,
        from: NaiveDate,
        children: &[Child],
        facts: &HashMap<ChildId, Vec<RecordFact>>,
    ) -> InsightGroup {
        let mut group = InsightGroup::new(
            "DAYS BETWEEN FOOTPRINTS",
            "Of children open today: each stretch between one signed record and the next that ended in this time or goes on.",
        );
        let mut by_length: [Vec<usize>; LENGTHS.len()] = Default::default();
        for child in children {
            let of_child = facts.get(&child.id).map_or(&[][..], Vec::as_slice);
            for gap in gaps(child, of_child, self.day).into_iter().filter(|gap| gap.to >= from) {
                let place = LENGTHS.iter().position(|(most, _)| gap.days() <= *most).unwrap_or(LENGTHS.len() - 1);
                if let Some(rows) = by_length.get_mut(place) {
                    rows.push(group.rows.len());
                }
                let end = match gap.ends {
                    GapEnd::Footprint => format!("to {}", long(gap.to)),
                    GapEnd::Closing | GapEnd::NotYet => "and it goes on".to_owned(),
                };
                group.rows.push(InsightRow {
                    opens: InsightOpens::Child(child.id),
                    who: child.called().to_owned(),
                    words: format!("{} days", gap.days()),
                    note: format!("from {} {end}", long(gap.from)),
                });
            }
        }
        for ((_, words), rows) in LENGTHS.iter().zip(by_length) {
            group.figure(*words, *words == LENGTHS[3].1 || *words == LENGTHS[4].1, rows);
        }
        group
    }

    fn checkpoints(
        &self,
        from: NaiveDate,
        children: &[Child],
        facts: &HashMap<ChildId, Vec<RecordFact>>,
    ) -> InsightGroup {
        let mut group = InsightGroup::new(
            "CHECKPOINTS OF ASSESSMENTS",
            "Of children open today: each checkpoint that fell due in this time, while its assessment ran.",
        );
        let mut by: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
        for child in children {
            let of_child = facts.get(&child.id).map_or(&[][..], Vec::as_slice);
            for one in &child.assessments {
                let one = self.assessed(child, one.start, one.end, of_child);
                for (number, on, met_on) in one.checkpoints {
                    let ran = one.end.is_none_or(|end| on <= end) || met_on.is_some();
                    if on < from || on >= self.day || !ran {
                        continue;
                    }
                    let how = match met_on {
                        Some(met) if met <= on => "met on time",
                        Some(_) => "met late",
                        None => "not met",
                    };
                    by.entry(how).or_default().push(group.rows.len());
                    let met = met_on.map_or_else(|| "not met".to_owned(), |met| format!("met {}", short(met)));
                    group.rows.push(InsightRow {
                        opens: InsightOpens::Child(child.id),
                        who: child.called().to_owned(),
                        words: format!("day {number}, {}", long(on)),
                        note: met,
                    });
                }
            }
        }
        for (words, late) in [("met on time", false), ("met late", true), ("not met", true)] {
            group.figure(words, late, by.remove(words).unwrap_or_default());
        }
        group
    }

    fn reviews(&self, from: NaiveDate, children: &[Child], facts: &HashMap<ChildId, Vec<RecordFact>>) -> InsightGroup {
        let mut group = InsightGroup::new(
            "DIRECTIONS LOOKED AT AGAIN",
            "Of children open today: each direction whose day to look again came in this time.",
        );
        let mut by: BTreeMap<Reviewed, Vec<usize>> = BTreeMap::new();
        for child in children {
            let of_child = facts.get(&child.id).map_or(&[][..], Vec::as_slice);
            for fact in of_child {
                let Some(on) = fact.review_on.filter(|on| from <= *on && *on <= self.day) else { continue };
                let Some((how, met)) = reviewed(fact, of_child, child, &self.days_off, self.day) else { continue };
                by.entry(how).or_default().push(group.rows.len());
                let met = met.map_or_else(String::new, |met| format!(", {}", short(met)));
                group.rows.push(InsightRow {
                    opens: InsightOpens::Record(fact.id),
                    who: child.called().to_owned(),
                    words: format!("{} of {}, to look again {}", fact.id, short(fact.decided_on), long(on)),
                    note: format!("{}{met}", how.words()),
                });
            }
        }
        for how in [Reviewed::OnTime, Reviewed::Late, Reviewed::Outstanding, Reviewed::ToCome] {
            let late = matches!(how, Reviewed::Late | Reviewed::Outstanding);
            group.figure(how.words(), late, by.remove(&how).unwrap_or_default());
        }
        group
    }

    fn supervision_figures(&self, from: NaiveDate) -> Result<InsightGroup, Refusal> {
        let mut group =
            InsightGroup::new("SUPERVISION", "Each supervision that fell due in this time, as the policy judges it.");
        let workers = self.store.workers()?;
        let compliance = self.compliance(from, self.day)?;
        let mut by: BTreeMap<Judgement, Vec<usize>> = BTreeMap::new();
        for (reference, one) in &compliance.obligations {
            by.entry(one.outcome).or_default().push(group.rows.len());
            let name = workers.iter().find(|worker| worker.reference == *reference).map(|worker| worker.name.clone());
            let held = one.held_on.map_or_else(String::new, |on| format!(", held {}", short(on)));
            group.rows.push(InsightRow {
                opens: InsightOpens::Worker(one.worker),
                who: name.unwrap_or_default(),
                words: format!("due {}", long(one.due_on)),
                note: format!("{}{held}", one.outcome.words()),
            });
        }
        for outcome in Judgement::ALL.iter().copied() {
            group.figure(outcome.words(), outcome != Judgement::OnTime, by.remove(&outcome).unwrap_or_default());
        }
        Ok(group)
    }

    fn thin(&self, from: NaiveDate, children: &[Child]) -> Result<InsightGroup, Refusal> {
        let mut group = InsightGroup::new(
            "WHERE THE FIVE PRINCIPLES ARE THIN",
            "Records signed here in this time on children open today, and what each does not say. A record may lack several.",
        );
        let says: [Says; 7] = [
            ("all of them", |_| true),
            ("no child's words or what was seen", |one| one.answers.text(field::CHILDS_WORDS).trim().is_empty()),
            ("nothing that protects", |one| one.answers.lines(field::PROTECTIVE).is_empty()),
            ("no immediate risk named", |one| one.answers.lines(field::RISKS).is_empty()),
            ("nothing for the long run", |one| one.answers.lines(field::LONG_TERM).is_empty()),
            ("no action", |one| one.answers.actions(field::ACTION_TABLE).is_empty()),
            ("no day to look again", |one| one.answers.day(field::REVIEW_ON).is_none()),
        ];
        let names: HashMap<ChildId, &str> = children.iter().map(|child| (child.id, child.called())).collect();
        let mut records = self.store.records_between(from, self.day)?;
        records.retain(|one| !one.imported && one.withdrawn().is_none() && names.contains_key(&one.head.child));
        for one in &records {
            group.rows.push(InsightRow {
                opens: InsightOpens::Record(one.id),
                who: names.get(&one.head.child).map(|name| (*name).to_owned()).unwrap_or_default(),
                words: format!("{} of {}", one.id, long(one.head.decided_on)),
                note: one.head.reason.as_ref().map(|reason| reason.words().to_owned()).unwrap_or_default(),
            });
        }
        for (place, (words, lacks)) in says.iter().enumerate() {
            let rows = records.iter().enumerate().filter(|(_, one)| lacks(one)).map(|(at, _)| at).collect();
            group.figure(*words, place > 0, rows);
        }
        Ok(group)
    }

    fn caseload_figures(&self, children: &[Child]) -> Result<InsightGroup, Refusal> {
        let mut group = InsightGroup::new("CASELOAD", "Children open today, by the worker responsible.");
        let workers = self.store.workers()?;
        let mut by: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut alone = Vec::new();
        for child in children {
            let place = group.rows.len();
            let worker = child.allocation_on(self.day).and_then(|one| workers.iter().find(|two| two.id == one.worker));
            match worker {
                Some(worker) => by.entry(worker.name.clone()).or_default().push(place),
                None => alone.push(place),
            }
            let status = child.status_on(self.day);
            group.rows.push(InsightRow {
                opens: InsightOpens::Child(child.id),
                who: child.called().to_owned(),
                words: status.map(|now| now.status.words().to_owned()).unwrap_or_default(),
                note: status.map(|now| format!("since {}", long(now.since))).unwrap_or_default(),
            });
        }
        for (name, rows) in by {
            group.figures.push(InsightFigure { words: name, named: true, late: false, rows });
        }
        if !alone.is_empty() {
            group.figure("no worker", true, alone);
        }
        Ok(group)
    }
}
