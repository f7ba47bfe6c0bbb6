//! A meeting of a group as it is read again: who came, by which model, what shifted, and the children thought about. What
//! stands on a child's own page of it stays there.

use crate::practice::group::GroupMeeting;
use crate::practice::reference::{ChildId, SessionId};
use crate::practice::session::Session;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;

/// A meeting. No `Debug`: it is what was said among workers.
pub struct GroupPage {
    /// The session it was opened from.
    pub session: Session,
    /// The meeting; `None` where only the session was entered.
    pub meeting: Option<GroupMeeting>,
    /// The children thought about, with what they are called.
    pub children: Vec<(ChildId, String)>,
}

impl Desk {
    /// The meeting that a session was part of.
    pub fn group_page(&self, id: SessionId) -> Result<GroupPage, Refusal> {
        let session = self.store.session(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))?;
        let meeting = self.store.group_of(id)?;
        let mut children = Vec::new();
        for child in meeting.iter().flat_map(|one| &one.children) {
            children.push((*child, self.child_of(*child)?.called().to_owned()));
        }
        Ok(GroupPage { session, meeting, children })
    }
}
