//! The quality calendar: tick an item off, say why it was not done, or open it again.

use crate::practice::date_words::{long, month_name};
use crate::practice::quality::{QualityAnswer, items};
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::refusal::Refusal;
use chrono::{Datelike, NaiveDate};

/// An item of one month is answered. No `Debug`: a reason may be case text.
#[derive(Clone, PartialEq, Eq)]
pub struct QualityAct {
    /// The month, by its first day.
    pub month: NaiveDate,
    /// The item, in the policy's words.
    pub item: String,
    /// Done, or why not; `None` opens it again.
    pub answer: Option<QualityAnswer>,
}

impl Desk {
    /// Answers an item of the quality calendar.
    pub fn quality_act(&mut self, act: &QualityAct) -> Result<Vec<Msg>, Refusal> {
        let month = act.month.with_day(1).unwrap_or(act.month);
        let known = items(&self.policies, month, self.store.quality_answers(month)?);
        let named = || format!("{} {}", month_name(month.month()), month.year());
        if !known.iter().any(|item| item.what == act.item) {
            return Err(Refusal::NotPossible(format!("the policy asks for no such thing in {}", named())));
        }
        let answer = match &act.answer {
            Some(QualityAnswer::Done(on)) if *on > self.day => {
                return Err(Refusal::at("on", format!("{} is still to come; give today or an earlier day", long(*on))));
            }
            Some(QualityAnswer::NotDone(why)) if why.trim().is_empty() => {
                return Err(Refusal::at("why", "say in a few words why it was not done"));
            }
            Some(QualityAnswer::NotDone(why)) => Some(QualityAnswer::NotDone(why.trim().to_owned())),
            other => other.clone(),
        };
        let by = self.by();
        self.store.change(&by, |change| change.answer_quality(month, &act.item, answer.as_ref()))?;
        Ok(vec![Msg::Done(match answer {
            Some(QualityAnswer::Done(on)) => format!("Done on {}, for {}.", long(on), named()),
            Some(QualityAnswer::NotDone(_)) => format!("Not done in {}; the reason is kept.", named()),
            None => format!("Open again for {}.", named()),
        })])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{PolicyInForce, Store};
    use crate::workbench::configuration::Configuration;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_item_is_ticked_off_given_a_reason_or_opened_again() {
        let mut store = Store::in_memory().unwrap();
        let text = include_str!("../../../assets/policies/city-of-london.toml").to_owned();
        let by = crate::store::By { who: "Ruth".to_owned(), at: chrono::DateTime::from_timestamp(0, 0).unwrap() };
        let policy = PolicyInForce { from: None, name: "city-of-london".to_owned(), text };
        store.change(&by, |change| change.use_policy(&policy)).unwrap();
        let mut desk = Desk::of(store, day("2026-11-23"), Configuration::default()).unwrap();
        let item = "SEND panel".to_owned();
        let act = |answer| QualityAct { month: day("2026-11-01"), item: item.clone(), answer };
        let found = |desk: &Desk| {
            let page = desk.calendar_page(day("2026-11-23"), false).unwrap();
            page.quality.into_iter().find(|one| one.what == item).unwrap().answer
        };
        assert_eq!(found(&desk), None);
        let done = QualityAnswer::Done(day("2026-11-20"));
        desk.quality_act(&act(Some(done.clone()))).unwrap();
        assert_eq!(found(&desk), Some(done));
        let why = QualityAnswer::NotDone("the panel was moved to December".to_owned());
        desk.quality_act(&act(Some(why.clone()))).unwrap();
        assert_eq!(found(&desk), Some(why));
        assert!(desk.quality_act(&act(Some(QualityAnswer::NotDone("  ".to_owned())))).is_err());
        assert!(desk.quality_act(&act(Some(QualityAnswer::Done(day("2026-11-24"))))).is_err());
        desk.quality_act(&act(None)).unwrap();
        assert_eq!(found(&desk), None);
        let unknown = QualityAct { item: "Dance".to_owned(), ..act(None) };
        assert!(desk.quality_act(&unknown).is_err());
        let trail = desk.store().audit_after(0).unwrap();
        let acts: Vec<&str> = trail.iter().skip(1).map(|row| row.act.code()).collect();
        assert_eq!(acts, ["answer_quality"; 3], "each is in the trail, and a refusal is not");
    }
}
