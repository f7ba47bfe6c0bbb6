//! Every figure of every view over a made-up team: it opens rows that are there, once each, and the parts add up.

use super::{InsightGroup, InsightView, Worth};
use crate::practice::follow_through::Figure;
use crate::store::{Store, WorkerDetails};
use crate::workbench::configuration::Configuration;
use crate::workbench::demo::{Size, make};
use crate::workbench::desk::Desk;
use std::collections::BTreeSet;

fn desk() -> Desk {
    let day = "2026-11-20".parse().unwrap();
    let mut store = Store::in_memory().unwrap();
    let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
    make(&mut store, 7, day, Size::Team, at, |_, _| std::ops::ControlFlow::Continue(())).unwrap();
    Desk::of(store, day, Configuration::default()).unwrap()
}

fn figure(group: &InsightGroup, words: &str) -> BTreeSet<usize> {
    let found = group.figures.iter().find(|one| one.words == words);
    found.unwrap_or_else(|| panic!("no {words} in {}", group.title)).rows.iter().copied().collect()
}

#[test]
fn every_figure_opens_its_rows_and_the_parts_add_up() {
    let desk = desk();
    for view in InsightView::ALL {
        let page = desk.insight_page(view, 6).unwrap();
        assert!(page.groups.len() >= 3, "{}", view.words());
        for group in &page.groups {
            for one in &group.figures {
                let rows: BTreeSet<usize> = one.rows.iter().copied().collect();
                assert_eq!(rows.len(), one.rows.len(), "{}: {} counts a row twice", group.title, one.words);
                assert!(rows.iter().all(|row| *row < group.rows.len()), "{}: {}", group.title, one.words);
                if let Worth::Kept(kept) = one.worth {
                    assert!(kept <= rows.len());
                }
            }
        }
        // Whatever month or worker it is by, it is the same rows parted.
        for title in ["DONE ON TIME, BY THE MONTH IT WAS ASKED", "DONE ON TIME, BY THE CHILD'S WORKER"] {
            if let Some(group) = page.groups.iter().find(|group| group.title == title) {
                let counted: usize = group.figures.iter().map(|one| one.rows.len()).sum();
                let asked = page.groups.iter().find(|group| group.title == "WHAT WAS ASKED").unwrap();
                let to_come = figure(asked, Figure::Open.words()).len() - figure(asked, Figure::Overdue.words()).len();
                assert_eq!(counted + to_come, group.rows.len(), "{title}");
                let kept = group.figures.iter().map(|one| if let Worth::Kept(kept) = one.worth { kept } else { 0 });
                assert_eq!(kept.sum::<usize>(), figure(asked, Figure::DoneOnTime.words()).len(), "{title}");
            }
        }
    }
}

#[test]
fn two_workers_of_one_name_have_a_figure_each() {
    let mut desk = desk();
    let workers = desk.store.workers().unwrap();
    let by = desk.by();
    let caseload = |desk: &Desk| {
        let page = desk.insight_page(InsightView::Oversight, 6).unwrap();
        let group = page.groups.into_iter().find(|group| group.title == "CASELOAD").unwrap();
        group.figures.iter().map(|one| one.rows.len()).collect::<Vec<_>>()
    };
    let before = caseload(&desk).len();
    let asked = |desk: &Desk| {
        let page = desk.insight_page(InsightView::FollowThrough, 6).unwrap();
        page.groups.into_iter().nth(2).unwrap().figures.len()
    };
    let asked_before = asked(&desk);
    for worker in workers {
        let details = WorkerDetails {
            reference: worker.reference,
            name: "Ben Doyle".to_owned(),
            role: worker.role,
            fte: worker.fte,
            joined_on: worker.joined_on,
            joined_assumed: worker.joined_assumed,
            left_on: worker.left_on,
        };
        desk.store.change(&by, |change| change.change_worker(worker.id, &details)).unwrap();
    }
    assert!(before > 2 && asked_before > 2);
    assert_eq!((caseload(&desk).len(), asked(&desk)), (before, asked_before));
}

#[test]
fn the_funnel_adds_up_and_every_action_is_in_one_of_its_parts() {
    let desk = desk();
    for months in [1, 3, 6, 12] {
        let page = desk.insight_page(InsightView::FollowThrough, months).unwrap();
        let group = &page.groups[0];
        let all = figure(group, Figure::Asked.words());
        assert_eq!(all.len(), group.rows.len());
        let mut parted = BTreeSet::new();
        for part in Figure::PARTS {
            let rows = figure(group, part.words());
            assert!(parted.is_disjoint(&rows), "{} overlaps", part.words());
            parted.extend(rows);
        }
        assert_eq!(parted, all);
        let open = figure(group, Figure::Open.words());
        assert!(figure(group, Figure::Overdue.words()).is_subset(&open));
        assert!(figure(group, Figure::RedatedAgain.words()).is_subset(&figure(group, Figure::Redated.words())));
        let done: BTreeSet<usize> = figure(group, Figure::DoneOnTime.words())
            .union(&figure(group, Figure::DoneLate.words()))
            .copied()
            .collect();
        let told = figure(group, Figure::WithDifference.words());
        let untold = figure(group, Figure::WithoutDifference.words());
        assert!(told.is_disjoint(&untold));
        assert_eq!(told.union(&untold).copied().collect::<BTreeSet<_>>(), done);
    }
}
