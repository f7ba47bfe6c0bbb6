//! Pages that open a screen of their own when no screen on the stack takes them: so that any screen, the palette or a
//! search can ask for one, and none needs to know how it looks.

use super::children::ChildScreen;
use super::context::Ctx;
use super::copy::WentIn;
use super::journey::Journey;
use super::oversight::{OversightScreen, WhichDraft};
use super::record::RecordScreen;
use super::screen::Flow;
use super::worker::WorkerScreen;
use super::worker_file::{BriefScreen, WorkerFormScreen, WorkerRecordScreen};
use crate::workbench::Msg;

/// Opens the screen of a page; passes the message on where it opens none. **To open a page, add its line here.**
pub fn opened(msg: Msg, cx: &Ctx) -> Flow {
    match msg {
        Msg::DraftsThere(there) => Flow::push(WhichDraft::new(*there)),
        Msg::Oversight(page) => Flow::push(OversightScreen::new(*page, cx)),
        Msg::Record(page) => Flow::push(RecordScreen::new(*page)),
        Msg::Worker(page) => Flow::push(WorkerScreen::new(page)),
        Msg::Brief(page) => Flow::push(BriefScreen::new(page)),
        Msg::WorkerForm(page) => Flow::push(WorkerFormScreen::new(*page, cx)),
        Msg::WorkerRecord(page) => Flow::push(WorkerRecordScreen::new(*page)),
        Msg::Child(page) => Flow::push(ChildScreen::new(page)),
        Msg::Journey(page) => Flow::push(Journey::new(page)),
        Msg::ToPaste(page) => Flow::push(WentIn::new(*page)),
        other => Flow::Pass(other),
    }
}
