//! Drafts that nobody has signed: one ready, one half finished, one only begun, one with a date missing.

use super::captured::begin_lens;
use super::families::Plant;
use super::later;
use super::oversight::{MadeUpRecord, Manner, Teller};
use super::timeline::Turn;
use crate::practice::answer::{Answer, Answers};
use crate::practice::oversight::{Head, KnownReason, Reason, field};
use crate::practice::reference::RecordId;

/// A draft. The record it reviews is named by its number among the child's own, from 1.
pub struct MadeUpDraft {
    /// The head.
    pub head: Head,
    /// What has been written so far.
    pub answers: Answers,
}

/// The drafts on one child.
pub fn drafts(teller: &mut Teller<'_>, records: &[MadeUpRecord], turns: &[Turn]) -> Vec<MadeUpDraft> {
    let day = teller.team.day();
    let plants = teller.plants;
    let mut drafts = Vec::new();
    for plant in plants {
        let kept: Option<&[&str]> = match plant {
            Plant::ReadyDraft | Plant::UndatedDraft => None,
            Plant::HalfDraft => {
                Some(&[field::SITUATION, field::IMPACT, field::CHILDS_WORDS, field::PROTECTIVE, field::THRESHOLD])
            }
            Plant::BegunDraft => Some(&[field::SITUATION]),
            _ => continue,
        };
        let Some(last) = turns.last() else { continue };
        let checkpoint = plants.iter().find_map(|plant| match plant {
            Plant::CheckpointToday(number) => Some(*number),
            _ => None,
        });
        let turn = Turn { on: later(day, -1).max(last.on), told: false, checkpoint, closes: false, ..*last };
        let review_on = teller.team.calendar.working_from(later(day, 24));
        let record = teller.record(&turn, Manner::Good, Some(review_on), records);
        let mut head = record.head;
        if checkpoint.is_none() && !records.is_empty() && *plant != Plant::BegunDraft {
            head.reason = Some(Reason::Known(KnownReason::ReviewOfEarlierDirection));
            head.reviews = Some(RecordId(i64::try_from(records.len()).unwrap_or(0)));
        }
        let mut answers = match kept {
            None => record.answers,
            Some(kept) => record
                .answers
                .iter()
                .filter(|(key, _)| kept.contains(key))
                .map(|(key, answer)| (key.to_owned(), answer.clone()))
                .collect(),
        };
        if *plant == Plant::HalfDraft {
            begin_lens(&mut answers);
        }
        if *plant == Plant::BegunDraft {
            head.reason = Some(Reason::Known(KnownReason::Supervision));
            head.reviews = None;
            let first = answers.text(field::SITUATION).split_inclusive(". ").take(2).collect::<String>();
            answers.set(field::SITUATION, Answer::Text(first.trim().to_owned()));
        }
        if *plant == Plant::UndatedDraft {
            let mut rows = answers.actions(field::ACTION_TABLE).to_vec();
            if let Some(row) = rows.last_mut() {
                row.due_on = None;
            }
            answers.set(field::ACTION_TABLE, Answer::Actions(rows));
        }
        drafts.push(MadeUpDraft { head, answers });
    }
    drafts
}
