//! The groups of each order, over made-up actions: every action stands in one group, and the counts are true.

use super::order::{Order, Row, rows};
use crate::practice::action::{Action, ActionStatus, ActionSubject, Whose};
use crate::practice::child::ChildStatus;
use crate::practice::due::State;
use crate::practice::reference::{ActionId, ChildId, WorkerId};
use crate::ui::testing::day;
use crate::workbench::message::{ActionLine, ActionsPage};
use chrono::Days;
use proptest::prelude::*;

/// An action due so many days from today, first due so many days before that, moved so often.
fn line(
    id: i64,
    ahead: i64,
    (moved, days): (u32, u64),
    owner: &str,
    child: Option<(&str, Option<&str>)>,
) -> ActionLine {
    let due_on = day() + chrono::TimeDelta::days(ahead);
    let subject = child.map_or(ActionSubject::Worker(WorkerId(1)), |_| ActionSubject::Child(ChildId(id)));
    ActionLine {
        action: Action {
            id: ActionId(id),
            subject,
            record: None,
            change_needed: String::new(),
            action: format!("thing {id}"),
            owner: owner.to_owned(),
            owner_worker: None,
            due_on,
            first_due_on: due_on - Days::new(days),
            redated: moved,
            status: ActionStatus::Open,
            closed_on: None,
            difference: String::new(),
            escalation: None,
        },
        called: child.map_or("Kezia Ŵyn", |(name, _)| name).to_owned(),
        reference: format!("C{id}"),
        status: child.map(|_| ChildStatus::ChildInNeed),
        worker: child.and_then(|(_, worker)| worker).map(str::to_owned),
        state: State::of(due_on, day(), 7),
        whose: if owner == "Ruth" { Whose::Mine } else { Whose::Theirs },
        asks: false,
    }
}

fn page() -> ActionsPage {
    let rows = vec![
        line(1, -9, (2, 30), "Ben", Some(("Siân", Some("Kezia Ŵyn")))),
        line(2, -3, (2, 44), "Ruth", Some(("Zoë", None))),
        line(3, 0, (0, 0), "", Some(("Anna", Some("Ben Doyle")))),
        line(4, 4, (1, 7), "ben", None),
        line(5, 40, (0, 0), "Ruth", Some(("Siân", Some("Kezia Ŵyn")))),
    ];
    ActionsPage { closed: false, since: None, rows, workers: Vec::new() }
}

/// `late 2, 2 late: A1 A2` and so on.
fn said(order: Order) -> Vec<String> {
    let page = page();
    let mut said: Vec<String> = Vec::new();
    for row in rows(&page, &[0, 1, 2, 3, 4], order) {
        match row {
            Row::Heading(one) => said.push(format!("{} {}, {} late:", one.words, one.count, one.late)),
            Row::Action(place) => {
                let last = said.last_mut().unwrap();
                last.push_str(&format!(" {}", page.rows[place].action.id));
            }
        }
    }
    said
}

#[test]
fn each_order_has_its_groups_and_their_counts() {
    assert_eq!(
        said(Order::Due),
        ["late 2, 2 late: A1 A2", "due today 1, 0 late: A3", "due soon 1, 0 late: A4", "due later 1, 0 late: A5"]
    );
    // Two children of one name stand apart, for they are told apart by their references.
    assert_eq!(
        said(Order::Child),
        [
            "Anna 1, 0 late: A3",
            "Siân 1, 1 late: A1",
            "Siân 1, 0 late: A5",
            "Zoë 1, 1 late: A2",
            "Kezia Ŵyn 1, 0 late: A4"
        ]
    );
    assert_eq!(
        said(Order::Worker),
        ["Ben Doyle 1, 0 late: A3", "Kezia Ŵyn 3, 1 late: A1 A4 A5", "children with no worker 1, 1 late: A2"]
    );
    assert_eq!(said(Order::Owner), ["you 2, 1 late: A2 A5", "Ben 2, 1 late: A1 A4", "nobody named 1, 0 late: A3"]);
    assert_eq!(
        said(Order::Drift),
        ["moved twice 2, 2 late: A2 A1", "moved once 1, 0 late: A4", "on the first date 2, 0 late: A3 A5"]
    );
}

#[test]
fn the_key_goes_round_all_orders() {
    let mut order = Order::default();
    let mut seen = vec![order.words()];
    for _ in 0..4 {
        order = order.next();
        seen.push(order.words());
    }
    assert_eq!(seen, ["date", "child", "worker", "who does it", "drift"]);
    assert_eq!(order.next(), Order::Due);
}

proptest! {
    #[test]
    fn every_action_stands_once_and_the_counts_add_up(
        drawn in prop::collection::vec((-40_i64..40, 0_u32..5, 0_u64..90, 0_usize..4), 0..40),
        turns in 0_usize..5,
    ) {
        let owners = ["Ruth", "Ben", "", "Kezia"];
        let lines = (0..).zip(drawn).map(|(id, (ahead, moved, days, owner))| {
            line(id, ahead, (moved, days), owners[owner], (owner != 3).then_some(("Siân", None)))
        });
        let page = ActionsPage { closed: false, since: None, rows: lines.collect(), workers: Vec::new() };
        let shown: Vec<usize> = (0..page.rows.len()).collect();
        let order = (0..turns).fold(Order::default(), |order, _| order.next());
        let rows = rows(&page, &shown, order);
        let mut places: Vec<usize> = Vec::new();
        let (mut counted, mut late) = (0, 0);
        for row in rows {
            match row {
                Row::Heading(one) => {
                    counted += one.count;
                    late += one.late;
                    prop_assert!(one.count > 0);
                }
                Row::Action(place) => places.push(place),
            }
        }
        places.sort_unstable();
        prop_assert_eq!(places, shown);
        prop_assert_eq!(counted, page.rows.len());
        prop_assert_eq!(late, page.rows.iter().filter(|one| one.action.due_on < day()).count());
    }
}
