//! What the palette finds by a few letters: workers and children of the day, and drafts; and every name, to be covered. Records are found by searching.

use crate::practice::child::Child;
use crate::practice::covering::Covering;
use crate::practice::date_words::short;
use crate::workbench::desk::Desk;
use crate::workbench::message::{Object, Which};
use crate::workbench::refusal::Refusal;
use std::collections::HashMap;

impl Desk {
    /// Everyone whose name the file knows, the supervisor and former names among them, to be covered in prose.
    pub fn everyone(&self) -> Result<Covering, Refusal> {
        let names = self.store.every_name()?;
        Ok(Covering::of(names.iter().map(String::as_str).chain([self.settings.supervisor.as_str()])))
    }

    /// Everyone and everything that the palette can find.
    pub fn objects(&self) -> Result<Vec<Object>, Refusal> {
        let facts = self.team_facts()?;
        let mut objects = Vec::new();
        for worker in &facts.workers {
            let reference = worker.reference.to_string();
            objects.push(Object { which: Which::Worker(worker.id), reference, name: worker.name.clone(), age: None });
        }
        for (draft, head) in self.store.worker_draft_heads()? {
            let Some(worker) = facts.workers.iter().find(|worker| worker.id == head.worker) else { continue };
            let name = format!("{}, {}", worker.name, short(head.day));
            objects.push(Object { which: Which::WorkerRecord(draft), reference: draft.to_string(), name, age: None });
        }
        let mut names = HashMap::new();
        let mut children: Vec<&Child> = facts.children.iter().collect();
        children.sort_by_key(|child| child.called().to_lowercase());
        for child in children {
            let (reference, name) = (child.reference.to_string(), child.called().to_owned());
            names.insert(child.id, name.clone());
            objects.push(Object { which: Which::Child(child.id), reference, name, age: child.age_on(self.day) });
        }
        for draft in self.store.drafts()? {
            let Some(called) = names.get(&draft.head.child) else { continue };
            let name = format!("{called}, {}", short(draft.head.decided_on));
            objects.push(Object { which: Which::Draft(draft.id), reference: draft.id.to_string(), name, age: None });
        }
        Ok(objects)
    }
}
