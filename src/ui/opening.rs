//! Pages that open a screen of their own when no screen on the stack takes them: so that any screen, the palette or a
//! search can ask for one, and none needs to know how it looks.

use super::children::ChildScreen;
use super::context::Ctx;
use super::copy::WentIn;
use super::journey::Journey;
use super::oversight::OversightScreen;
use super::record::RecordScreen;
use super::screen::Screen;
use super::worker::WorkerScreen;
use super::worker_file::{BriefScreen, WorkerFormScreen, WorkerRecordScreen};
use crate::workbench::Msg;

/// The screen that a page opens; the message again where it opens none. **To open a page, add its line here.**
#[expect(clippy::result_large_err, reason = "the message goes straight on to whoever may know it")]
pub fn screen_for(msg: Msg, cx: &Ctx) -> Result<Box<dyn Screen>, Msg> {
    match msg {
        Msg::Oversight(page) => Ok(Box::new(OversightScreen::new(*page, cx))),
        Msg::Record(page) => Ok(Box::new(RecordScreen::new(*page))),
        Msg::Worker(page) => Ok(Box::new(WorkerScreen::new(page))),
        Msg::Brief(page) => Ok(Box::new(BriefScreen::new(page))),
        Msg::WorkerForm(page) => Ok(Box::new(WorkerFormScreen::new(*page, cx))),
        Msg::WorkerRecord(page) => Ok(Box::new(WorkerRecordScreen::new(*page))),
        Msg::Child(page) => Ok(Box::new(ChildScreen::new(page))),
        Msg::Journey(page) => Ok(Box::new(Journey::new(page))),
        Msg::ToPaste(page) => Ok(Box::new(WentIn::new(*page))),
        other => Err(other),
    }
}
