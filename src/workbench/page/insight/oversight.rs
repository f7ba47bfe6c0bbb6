//! Oversight of children in figures: how far apart, how lately, checkpoints, directions looked at again, what records
//! leave unsaid, and who has how many children.

use super::{InsightFigure, InsightGroup, InsightOpens, InsightRow, Worth};
use crate::practice::child::{Child, ChildStatus};
use crate::practice::date_words::{long, short};
use crate::practice::due::child::RecordFact;
use crate::practice::footprints::{GapEnd, Reviewed, gaps, reviewed};
use crate::practice::oversight::field;
use crate::practice::reference::{ChildId, WorkerId};
use crate::store::InBrief;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Months, NaiveDate};
use std::collections::{BTreeMap, HashMap};

/// What a record may leave unsaid, in words, and whether it does.
type Says = (&'static str, fn(&InBrief) -> bool);

/// The lengths that days between footprints are told in: up to so many days, in words.
const LENGTHS: [(i64, &str); 5] = [
    (14, "a fortnight or less"),
    (31, "up to a month"),
    (62, "up to two months"),
    (92, "up to three months"),
    (i64::MAX, "longer than three months"),
];

impl Desk {
    pub(super) fn between_footprints(
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
                group.add(InsightRow {
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

    pub(super) fn checkpoints(
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
                    group.add(InsightRow {
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

    pub(super) fn reviews(
        &self,
        from: NaiveDate,
        children: &[Child],
        facts: &HashMap<ChildId, Vec<RecordFact>>,
    ) -> InsightGroup {
        let mut group = InsightGroup::new(
            "DIRECTIONS LOOKED AT AGAIN",
            "Of children open today: each direction whose day to look again came in this time, whenever it was given.",
        );
        let mut by: BTreeMap<Reviewed, Vec<usize>> = BTreeMap::new();
        for child in children {
            let of_child = facts.get(&child.id).map_or(&[][..], Vec::as_slice);
            for fact in of_child {
                let Some(on) = fact.review_on.filter(|on| from <= *on && *on <= self.day) else { continue };
                let Some((how, met)) = reviewed(fact, of_child, child, &self.days_off, self.day) else { continue };
                by.entry(how).or_default().push(group.rows.len());
                let met = met.map_or_else(String::new, |met| format!(", {}", short(met)));
                group.add(InsightRow {
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

    pub(super) fn thin(&self, from: NaiveDate, children: &[Child]) -> Result<InsightGroup, Refusal> {
        let mut group = InsightGroup::new(
            "WHERE THE FIVE PRINCIPLES ARE THIN",
            "Records signed here in this time on children open today, and what each does not say. A record may lack several.",
        );
        let says: [Says; 7] = [
            ("all of them", |_| true),
            ("no child's words or what was seen", |one| !one.says(field::CHILDS_WORDS)),
            ("nothing that protects", |one| !one.says(field::PROTECTIVE)),
            ("no immediate risk named", |one| !one.says(field::RISKS)),
            ("nothing for the long run", |one| !one.says(field::LONG_TERM)),
            ("no action", |one| !one.says(field::ACTION_TABLE)),
            ("no day to look again", |one| !one.says(field::REVIEW_ON)),
        ];
        let names: HashMap<ChildId, &str> = children.iter().map(|child| (child.id, child.called())).collect();
        let mut records = self.store.records_in_brief(from, self.day)?;
        records.retain(|one| names.contains_key(&one.child));
        for one in &records {
            group.add(InsightRow {
                opens: InsightOpens::Record(one.id),
                who: names.get(&one.child).map(|name| (*name).to_owned()).unwrap_or_default(),
                words: format!("{} of {}", one.id, long(one.decided_on)),
                note: one.reason.as_ref().map(|reason| reason.words().to_owned()).unwrap_or_default(),
            });
        }
        let voice: Vec<(usize, bool)> = records.iter().map(|one| one.says(field::CHILDS_WORDS)).enumerate().collect();
        group.share("the child's words, or what was seen", false, &voice);
        for (place, (words, lacks)) in says.iter().enumerate() {
            let rows = records.iter().enumerate().filter(|(_, one)| lacks(one)).map(|(at, _)| at).collect();
            group.figure(*words, place > 0, rows);
        }
        Ok(group)
    }

    pub(super) fn caseload_figures(&self, children: &[Child]) -> Result<InsightGroup, Refusal> {
        let mut group = InsightGroup::new("CASELOAD", "Children open today, by the worker responsible.");
        let workers = self.store.workers()?;
        // Two may share a name.
        let mut by: BTreeMap<(String, WorkerId), Vec<usize>> = BTreeMap::new();
        let mut alone = Vec::new();
        for child in children {
            let place = group.rows.len();
            let worker = child.allocation_on(self.day).and_then(|one| workers.iter().find(|two| two.id == one.worker));
            match worker {
                Some(worker) => by.entry((worker.name.clone(), worker.id)).or_default().push(place),
                None => alone.push(place),
            }
            let status = child.status_on(self.day);
            group.add(InsightRow {
                opens: InsightOpens::Child(child.id),
                who: child.called().to_owned(),
                words: status.map(|now| now.status.words().to_owned()).unwrap_or_default(),
                note: status.map(|now| format!("since {}", long(now.since))).unwrap_or_default(),
            });
        }
        for ((name, _), rows) in by {
            group.figures.push(InsightFigure { words: name, named: true, late: false, rows, worth: Worth::Count });
        }
        if !alone.is_empty() {
            group.figure("no worker", true, alone);
        }
        Ok(group)
    }

    /// Of the children open today, by status, those who had a signed record in the last month.
    pub(super) fn seen_lately(&self, children: &[Child], facts: &HashMap<ChildId, Vec<RecordFact>>) -> InsightGroup {
        let mut group = InsightGroup::new(
            "OVERSIGHT IN THE LAST MONTH",
            "Children open today, by status: how many have a record of the last month. Those who have none stand first.",
        );
        let since = self.day.checked_sub_months(Months::new(1)).unwrap_or(self.day);
        let mut by: BTreeMap<(u8, ChildStatus), Vec<(usize, bool)>> = BTreeMap::new();
        for child in children {
            let Some(now) = child.status_on(self.day) else { continue };
            let of_child = facts.get(&child.id).map_or(&[][..], Vec::as_slice);
            let known = of_child.iter().filter(|one| one.decided_on <= self.day);
            let standing = known.filter(|one| one.withdrawn_on.is_none_or(|on| on > self.day));
            let last = standing.map(|one| one.decided_on).max();
            let lately = last.is_some_and(|on| on > since);
            by.entry((now.status.rank(), now.status)).or_default().push((group.rows.len(), lately));
            group.add(InsightRow {
                opens: InsightOpens::Child(child.id),
                who: child.called().to_owned(),
                words: now.status.words().to_owned(),
                note: last.map_or_else(|| "no record yet".to_owned(), |on| format!("last {}", long(on))),
            });
        }
        for ((_, status), of) in by {
            group.share(status.words(), false, &of);
        }
        group
    }
}
