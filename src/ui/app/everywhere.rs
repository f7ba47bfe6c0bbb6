//! What the commands do that are there on every screen. Not their keys and names: those are in [`crate::ui::global`].

use super::App;
use crate::ui::asye::all::Asyes;
use crate::ui::capture::Capture;
use crate::ui::copy::OnlyHere;
use crate::ui::cover::HandOver;
use crate::ui::drafts::DraftsScreen;
use crate::ui::global;
use crate::ui::help::Help;
use crate::ui::import::AskImport;
use crate::ui::palette::Palette;
use crate::ui::places::Place;
use crate::ui::screen::Flow;
use crate::ui::search::Search;
use crate::ui::session::Group;
use crate::ui::today::WalkScreen;
use crate::workbench::effect::{CoverAct, ImportKind, UndoAct};
use crate::workbench::{Effect, Perform};

impl<P: Perform> App<P> {
    /// Runs a command that is there on every screen.
    pub(super) fn run_global(&mut self, id: &'static str) {
        let top = self.stack.len().saturating_sub(1);
        if let Some(place) = Place::ALL.into_iter().find(|place| place.command() == id) {
            return self.apply(Flow::Go(place), top);
        }
        match id {
            global::BACK => self.apply(Flow::Pop, top),
            global::HELP => {
                let help = Help::new(self.commands(), &self.cx);
                self.apply(Flow::push(help), top);
            }
            global::PALETTE => {
                let palette = Palette::new(self.commands());
                self.apply(Flow::push(palette), top);
            }
            global::ONLY_HERE => self.apply(Flow::push(OnlyHere::default()), top),
            global::GROUP => self.apply(Flow::push(Group::popup(self.cx.day)), top),
            global::HAND_OVER => self.apply(Flow::push(HandOver::popup()), top),
            global::TAKE_BACK => self.apply(Flow::Do(Effect::Cover(CoverAct::TakeBack)), top),
            global::ASYES => self.apply(Flow::push(Asyes::default()), top),
            global::DRAFTS => self.apply(Flow::push(DraftsScreen::default()), top),
            global::SEARCH => self.apply(Flow::push(Search::default()), top),
            global::IMPORT => self.apply(Flow::push(AskImport::popup(ImportKind::AnnexA)), top),
            global::LOOK => self.cx.theme = self.cx.theme.other(),
            global::PRIVACY => {
                self.cx.privacy = !self.cx.privacy;
                self.learn_names();
            }
            global::WALK => self.apply(Flow::push(WalkScreen::default()), top),
            global::CAPTURE => {
                let here = self.stack.last().and_then(|screen| screen.here(&self.cx));
                self.apply(Flow::push(Capture::new(here, &self.cx)), top);
            }
            global::UNDO => self.perform(Effect::Undo(UndoAct::Undo)),
            global::REDO => self.perform(Effect::Undo(UndoAct::Redo)),
            global::LOCK => self.lock(),
            global::QUIT => self.end(),
            _ => {}
        }
    }
}
