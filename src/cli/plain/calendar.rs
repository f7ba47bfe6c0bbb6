//! A month read out by its days: what is booked and was held, what falls due, and what the policy asks for.

use super::Sitting;
use super::meant::Thing;
use super::sentences::{self, capital};
use super::talk::Told;
use crate::practice::date_words::{from_words, month_name, short_with_weekday, time};
use crate::practice::session::{Outcome, Session};
use crate::workbench::message::CalendarPage;
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

impl Sitting<'_> {
    /// This month, or the one that is named: `dec`, `1/12`, `December 2026`.
    pub(super) fn calendar(&mut self, typed: &str) -> Told<()> {
        let today = self.desk.day();
        let month = if typed.is_empty() {
            today
        } else {
            let understood = from_words(&format!("1 {typed}"), today).or_else(|_| from_words(typed, today));
            match understood {
                Ok(understood) => understood.day,
                Err(_) => return self.talk.say("Say a month: calendar dec, or calendar January 2027."),
            }
        };
        let page = self.desk.calendar_page(month, true);
        let Some(page) = self.got(page)? else { return Ok(()) };
        self.talk.say(&format!("{} {}.", month_name(page.month.month()), page.month.year()))?;
        for item in &page.quality {
            let stands = if item.answer.is_some() { "Answered." } else { "Open." };
            self.talk.say(&format!("Asked for this month: {} {stands}", sentences::sentence(&item.what)))?;
        }
        let mut lines = lines(&page);
        if lines.is_empty() {
            return self.talk.say("Nothing is booked or falls due in it.");
        }
        lines.sort_by_key(|(on, _, _)| *on);
        self.list(lines.into_iter().map(|(on, thing, words)| (thing, format!("{}: {words}", short_with_weekday(on)))))
    }
}

fn lines(page: &CalendarPage) -> Vec<(NaiveDate, Thing, String)> {
    let within = |on: NaiveDate| (on.year(), on.month()) == (page.month.year(), page.month.month());
    let Some(standing) = &page.standing else { return Vec::new() };
    let mut lines = Vec::new();
    for session in &page.sessions {
        let Some(on) = session.held_on().or(session.planned_for).filter(|on| within(*on)) else { continue };
        let name = standing.people.iter().find(|one| one.worker == session.worker).map_or("", |one| one.name.as_str());
        lines.push((on, Thing::Worker(session.worker), said(session, name)));
    }
    for owed in standing.due.iter() {
        if let Some(on) = owed.due_on.filter(|on| within(*on)) {
            let who = sentences::named(&owed.subject.name, owed.subject.reference.as_str());
            lines.push((on, Thing::Owed(Arc::new(owed.clone())), format!("{} due. {who}.", capital(&owed.label))));
        }
    }
    for row in &standing.wanted {
        if let (Some(on), Some(worker)) = (row.due_on.filter(|on| within(*on)), row.worker) {
            lines.push((on, Thing::Worker(worker), format!("{} due. {}.", capital(&row.words), row.called)));
        }
    }
    lines
}

fn said(session: &Session, name: &str) -> String {
    let at = session.starts_at.map_or_else(String::new, |at| format!(" at {}", time(at)));
    let what = match &session.outcome {
        Outcome::Planned => "booked",
        Outcome::Held { .. } => "held",
        Outcome::Cancelled { .. } => "called off",
        Outcome::Missed { .. } => "missed",
    };
    format!("Supervision with {name}{at}, {}, {what}.", session.kind.words())
}
