//! The lists: Today, people, children, actions, drafts, and what a search finds.

use super::Sitting;
use super::meant::Thing;
use super::sentences;
use super::talk::Told;
use super::words::WhichActions;
use crate::exchange::print::counted;
use crate::practice::action::Whose;
use crate::practice::date_words::{long, with_weekday};
use crate::workbench::message::{Found, Opens, TodayPage, TodayRow, WaitingRow, Which};

fn number(count: usize, one: &str, many: &str) -> String {
    counted(i64::try_from(count).unwrap_or(i64::MAX), one, many)
}

impl Sitting<'_> {
    /// The morning look.
    pub(super) fn today(&mut self) -> Told<()> {
        let page = self.desk.today_page();
        let Some(page) = self.got(page)? else { return Ok(()) };
        let team = self.desk.settings().team.clone();
        let day = with_weekday(self.desk.day());
        self.talk.say(&if team.is_empty() { format!("Today, {day}.") } else { format!("{team}. Today, {day}.") })?;
        if page.team.is_empty() && page.rows.is_empty() {
            return self.nobody_yet();
        }
        self.talk.say(&counts(&page))?;
        if page.total.due() > 0 {
            let words = format!(
                "Supervision in the last twelve months: {} on time of {}.",
                page.total.on_time,
                page.total.due()
            );
            self.talk.say(&words)?;
        }
        if page.only_here > 0 {
            self.talk
                .say(&format!("{} only here. Type only here.", number(page.only_here, "record is", "records are")))?;
        }
        if page.unsorted > 0 {
            let many = number(page.unsorted, "captured line waits", "captured lines wait");
            self.talk.say(&format!("{many} to be sorted. Type unsorted."))?;
        }
        if !page.drafts.is_empty() {
            self.talk.say(&format!("{} not signed. Type drafts.", number(page.drafts.len(), "draft", "drafts")))?;
        }
        if !page.waiting.is_empty() {
            let late = page.waiting.iter().filter(|row| row.late).count();
            let many = number(page.waiting.len(), "thing waits", "things wait");
            self.talk
                .say(&format!("{many} in workers' files and on the quality calendar, {late} late. Type files."))?;
        }
        self.list(page.rows.iter().map(|row| match row {
            TodayRow::Owed(owed) => (Thing::Owed(owed.clone()), sentences::owed(owed)),
            TodayRow::NoWorker(child) => (Thing::Child(child.child), sentences::no_worker(child)),
        }))
    }

    fn nobody_yet(&mut self) -> Told<()> {
        self.talk.say_all([
            "There is nobody in the team yet. Bring them in from a file, or one by one:",
            "import annex-a FILE: the workbook that your authority makes for inspections.",
            "import workers FILE: a spreadsheet of your own.",
            "new worker, new child: by questions.",
        ])
    }

    /// Everyone in the team.
    pub(super) fn people(&mut self) -> Told<()> {
        let page = self.desk.people_page();
        let Some(page) = self.got(page)? else { return Ok(()) };
        self.talk.say(&format!("{}.", number(page.people.len(), "worker", "workers")))?;
        let day = self.desk.day();
        self.list(page.people.iter().map(|one| (Thing::Worker(one.worker.id), sentences::person(one, day))))
    }

    /// The children, the one longest without oversight first.
    pub(super) fn children(&mut self, closed: bool) -> Told<()> {
        let page = self.desk.children_page(closed);
        let Some(page) = self.got(page)? else { return Ok(()) };
        let count = number(page.rows.len(), "child", "children");
        let what = if closed { "not open" } else { "open, the one longest without oversight first" };
        self.talk.say(&format!("{count} {what}."))?;
        self.list(page.rows.iter().map(|one| (Thing::Child(one.child), sentences::child(one))))
    }

    /// Actions, worst first, or those closed in the last twelve months.
    pub(super) fn actions(&mut self, which: WhichActions) -> Told<()> {
        let page = self.desk.actions_page(which == WhichActions::Closed);
        let Some(mut page) = self.got(page)? else { return Ok(()) };
        page.rows.retain(|row| which != WhichActions::Mine || row.whose == Whose::Mine);
        let what = match which {
            WhichActions::Open => "open, the latest first".to_owned(),
            WhichActions::Mine => "open and yours to do".to_owned(),
            WhichActions::Closed => match page.since {
                Some(since) => format!("closed since {}", long(since)),
                None => "closed in the last twelve months".to_owned(),
            },
        };
        self.talk.say(&format!("{} {what}.", number(page.rows.len(), "action", "actions")))?;
        self.list(
            page.rows.iter().map(|one| (Thing::Action(one.action.id, one.action.subject), sentences::action(one))),
        )
    }

    /// The drafts that wait.
    pub(super) fn drafts(&mut self) -> Told<()> {
        let page = self.desk.drafts_page();
        let Some(drafts) = self.got(page)? else { return Ok(()) };
        self.talk.say(&format!("{} not signed.", number(drafts.len(), "draft", "drafts")))?;
        self.list(drafts.iter().map(|one| (Thing::Draft(one.id), sentences::draft(one))))
    }

    /// What waits in workers' files and on the quality calendar, the late first, each with why.
    pub(super) fn waiting(&mut self) -> Told<()> {
        let page = self.desk.waiting_page();
        let Some(rows) = self.got(page)? else { return Ok(()) };
        let many = number(rows.len(), "thing waits", "things wait");
        self.talk.say(&format!("{many} in workers' files and on the quality calendar."))?;
        for row in rows.iter().filter(|row| row.worker.is_none()) {
            self.talk.say(&waits(row))?;
        }
        self.list(rows.iter().filter_map(|row| {
            let thing = row.record().map(Thing::WorkerRecord).or_else(|| row.worker.map(Thing::Worker));
            Some((thing?, waits(row)))
        }))
    }

    /// Where words stand.
    pub(super) fn search(&mut self, words: &str) -> Told<()> {
        if words.is_empty() {
            return self.talk.say("Say what to look for: search bedroom window.");
        }
        let page = self.desk.search_page(words);
        let Some(page) = self.got(page)? else { return Ok(()) };
        match page.found.len() {
            0 => self.talk.say("Nothing was found. Try fewer words, or the beginning of one.")?,
            some => self.talk.say(&format!("Found in {}.", number(some, "place", "places")))?,
        }
        self.list(page.found.iter().map(|one| (opened_by(one), found(one))))
    }
}

/// How many are late, due today and soon, and how many children have nobody.
fn counts(page: &TodayPage) -> String {
    let late = page.rows.iter().filter(|row| row.is_late()).count();
    let today = page.rows.iter().filter(|row| row.is_today()).count();
    let alone = page.rows.iter().filter(|row| matches!(row, TodayRow::NoWorker(_))).count();
    let soon = page.rows.len().saturating_sub(late + today + alone);
    let mut words = if page.rows.is_empty() {
        "Nothing is late, due today or due soon.".to_owned()
    } else {
        format!("{late} late, {today} due today, {soon} due soon.")
    };
    if alone > 0 {
        words.push_str(&format!(" {} with no worker.", number(alone, "child", "children")));
    }
    words
}

fn waits(row: &WaitingRow) -> String {
    let record = row.record().map_or_else(String::new, |record| format!(" {record}"));
    let late = if row.late { ", late" } else { "" };
    let by = row.due_on.map_or_else(String::new, |due| format!(", by {}", with_weekday(due)));
    format!("{}{record}: {}{by}{late}. {}", row.called, row.words, row.why).trim_end().to_owned()
}

fn opened_by(one: &Found) -> Thing {
    match one.opens {
        Opens::Which(Which::Worker(id)) => Thing::Worker(id),
        Opens::Which(Which::Child(id)) => Thing::Child(id),
        Opens::Which(Which::Record(id)) => Thing::Record(id),
        Opens::Which(Which::Draft(id)) => Thing::Draft(id),
        Opens::Which(Which::WorkerRecord(id)) => Thing::WorkerRecord(id),
        Opens::Action(id, subject) => Thing::Action(id, subject),
    }
}

fn found(one: &Found) -> String {
    let mut words = format!("{}, {}", sentences::capital(one.kind), one.reference);
    if one.called != one.reference {
        words.push_str(&format!(", {}", one.called));
    }
    if let Some(on) = one.on {
        words.push_str(&format!(", {}", with_weekday(on)));
    }
    if !one.section.is_empty() {
        words.push_str(&format!(". {}", one.section));
    }
    format!("{}: {}", words.trim_end_matches(['?', ':']), one.excerpt)
}
