//! What the screens ask for is answered from indexes. A table that grows with the years is never walked.
//!
//! Each file lists the statements that its readings prepare, from the same constants that they use.

use super::store;
use crate::store::{
    action_events, actions, additions, audit, beside, children, copied, drafts, facts, milestones, quality, records,
    search, session_more, sessions, standing, worker_file, written_up,
};

/// Tables that grow with the years. Workers, their periods and absences, drafts and settings do not.
const GROWING: &[&str] = &[
    "audit",
    "session",
    "child",
    "status_change",
    "allocation",
    "assessment",
    "milestone",
    "m",
    "oversight",
    "form_answer",
    "statement",
    "looked_at",
    "addendum",
    "action",
    "action_event",
    "quality_answer",
    "group_session",
    "group_child",
    "asye_event",
    "cover",
    "cover_share",
    "g",
    "gc",
    "child_was",
    "session_child",
    "worker_record",
    "worker_answer",
    "worker_record_step",
    "r",
    "copied_across",
    "h",
    "c",
    "o",
    "a",
    "s",
];

#[test]
fn no_screen_walks_a_table_that_grows() {
    let store = store();
    let mut screens: Vec<String> = Vec::new();
    screens.extend(action_events::screen_queries());
    screens.extend(actions::screen_queries());
    screens.extend(additions::screen_queries());
    screens.extend(crate::store::asye::screen_queries());
    screens.extend(crate::store::cover::screen_queries());
    screens.extend(crate::store::group::screen_queries());
    screens.extend(audit::screen_queries());
    screens.extend(beside::screen_queries());
    screens.extend(children::screen_queries());
    screens.extend(copied::screen_queries());
    screens.extend(drafts::screen_queries());
    screens.extend(facts::screen_queries());
    screens.extend(crate::store::left_undone::screen_queries());
    screens.extend(milestones::screen_queries());
    screens.extend(crate::store::notes::screen_queries());
    screens.extend(quality::screen_queries());
    screens.extend(records::screen_queries());
    screens.extend(search::screen_queries());
    screens.extend(session_more::screen_queries());
    screens.extend(sessions::screen_queries());
    screens.extend(standing::screen_queries());
    screens.extend(worker_file::screen_queries());
    screens.extend(written_up::screen_queries());
    assert!(screens.len() > 30);
    let mut walked = Vec::new();
    for sql in &screens {
        let mut plan = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        // Parameters are left open: the plan does not depend on them.
        let mut rows = plan.raw_query();
        while let Some(row) = rows.next().unwrap() {
            let step: String = row.get(3).unwrap();
            let name = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next()).unwrap_or_default();
            // An index that holds the drafts only does not grow with the years.
            let drafts_only = step.contains("INDEX worker_record_draft");
            if GROWING.contains(&name) && !step.contains("VIRTUAL TABLE") && !drafts_only {
                walked.push(format!("{step}\n    in {sql}"));
            }
        }
    }
    assert!(walked.is_empty(), "{}", walked.join("\n"));
}

#[test]
fn today_reads_what_it_needs_from_indexes_alone() {
    // The page of a row of its own costs more than the row: everything that grows is read in stretches of an index.
    let store = store();
    let mut seen = Vec::new();
    let (open, recent, not_written_up) = (actions::open_now(), sessions::recent(), session_more::screen_queries());
    let (children, files) = (standing::screen_queries(), worker_file::screen_queries());
    let left = crate::store::left_undone::screen_queries();
    for sql in [facts::screen_queries(), children, open, left, recent, not_written_up, files].concat() {
        let mut plan = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let mut rows = plan.raw_query();
        while let Some(row) = rows.next().unwrap() {
            let step: String = row.get(3).unwrap();
            for index in [
                "action_left",
                "action_open",
                "allocation_until",
                "assessment_until",
                "child_open",
                "oversight_day",
                "oversight_of",
                "oversight_review",
                "session_held_day",
                "worker_answer_wanted",
                "worker_record_wanted",
                "worker_record_withdrawn",
            ] {
                if step.split(' ').any(|word| word == index) {
                    assert!(step.contains("USING COVERING INDEX"), "{step}");
                    seen.push(index);
                }
            }
        }
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 12, "{seen:?}");
}
