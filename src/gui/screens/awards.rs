//! Awards: the list at the left, the nominees ranked for the chosen one in the middle with their words, and at the right what
//! the award says and who won it.

mod inspector;
mod list;
mod nominees;
mod words;

use crate::app::awards::{self, Candidate};
use crate::app::outlook::counted;
use crate::app::{Command, heroes};
use crate::campaign::{Award, AwardId, Campaign, Change, Edit, Figure, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::marks::divider;
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::page_header::PageHeader;
use eframe::egui::{CentralPanel, Frame, Id, TextureId, Ui, vec2};
use inspector::{fields, winners};
use list::AwardsList;
use nominees::Nominees;
use std::sync::Arc;

type Key = (String, u64, AwardId);

#[derive(Default)]
pub struct Awards {
    chosen: Option<AwardId>,
    list: AwardsList,
    nominees: Nominees,
    candidates: Kept<Key, Vec<Candidate>>,
    /// The title field gets the keyboard: a new award was just added.
    name_it: bool,
}

impl Screen for Awards {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(Target::Award(id)) = cx.take_target() {
            self.choose(Some(id));
            self.list.find.clear();
        }
        if cx.takes(Command::NewHere) {
            self.add(&campaign, cx);
        }
        if campaign.awards().is_empty() {
            self.empty(ui, cx, &campaign);
            return;
        }
        let open = campaign.awards().iter().filter(|(_, award)| award.winners.is_empty()).count() as u64;
        let words = match open {
            0 => "All have a winner. The ribbon and the reason stand on the card.".to_owned(),
            open => format!(
                "{} without a winner. Nominees stand ranked by who named them.",
                counted(open, "award", "awards")
            ),
        };
        let add = CommandButton::plain("Add an award").icon(Icon::Plus).shortcut("Ctrl N");
        if PageHeader::new("Awards").words(words).action(add).rule().show(ui).is_some() {
            self.add(&campaign, cx);
        }
        self.list.update(&campaign);
        if !self.chosen.is_some_and(|id| campaign.awards().contains(id)) {
            self.choose(self.list.ids.first().copied().or_else(|| campaign.awards().ids().next()));
        }
        match self.list.show(ui, cx, &campaign, self.chosen) {
            Some(list::Event::Chose(id)) => self.choose(Some(id)),
            Some(list::Event::Edit) => self.name_it = true,
            Some(list::Event::Delete(ids)) => self.delete(&campaign, cx, &ids),
            None => {}
        }
        let Some((id, award)) = self.chosen.and_then(|id| Some((id, campaign.awards().get(id)?))) else { return };
        self.inspector(ui, cx, &campaign, id, award);
        let candidates = self.count(cx, &campaign, id);
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let candidates = candidates.as_deref().map_or(&[][..], Vec::as_slice);
            self.nominees.show(ui, cx, &campaign, id, candidates);
        });
    }
    fn reset(&mut self) {
        *self = Self::default();
    }
}

/// The face of a person's hero, where there is one.
fn face(ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, person: PersonId, pixels: u32) -> Option<TextureId> {
    let (hero, record) = campaign.hero_of(person)?;
    cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, pixels)
}

impl Awards {
    fn choose(&mut self, id: Option<AwardId>) {
        if self.chosen != id {
            self.chosen = id;
            self.nominees = Nominees::default();
        }
    }

    fn add(&mut self, campaign: &Campaign, cx: &mut Cx<'_>) {
        let id = campaign.next_award_id();
        cx.commit(Change::one("Add an award", Edit::award(id, awards::fresh())));
        self.choose(Some(id));
        self.list.find.clear();
        self.name_it = true;
    }

    fn delete(&mut self, campaign: &Campaign, cx: &mut Cx<'_>, ids: &[AwardId]) {
        let words = format!("Deleted {}", counted(ids.len() as u64, "award", "awards"));
        cx.act(Action::CommitAndTell(awards::delete(campaign, ids), words));
        if self.chosen.is_some_and(|chosen| ids.contains(&chosen)) {
            self.choose(None);
        }
    }

    fn count(&mut self, cx: &Cx<'_>, campaign: &Arc<Campaign>, id: AwardId) -> Option<Arc<Vec<Candidate>>> {
        let key = (campaign.settings().id.clone(), campaign.revision(), id);
        let short = campaign.nominations().len() <= 2_000;
        let shared = Arc::clone(campaign);
        let made = self
            .candidates
            .get(cx.ws.jobs(), "Ranking nominees", key, short, move |_| Ok(awards::candidates(&shared, id)));
        // Those of another award must not be shown under this one.
        let is_this = self.candidates.key().is_some_and(|(_, _, of)| *of == id);
        made.filter(|_| is_this).and_then(Result::ok)
    }

    fn inspector(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, award: &Award) {
        let title_id = Id::unique("award title").with(id);
        if std::mem::take(&mut self.name_it) {
            ui.ctx().memory_mut(|memory| memory.request_focus(title_id));
        }
        let mut delete = false;
        SidePane::inspector("award inspector").show(ui, |pane| {
            pane.foot(|ui| {
                delete = CommandButton::quiet("Delete the award").icon(Icon::Trash).show(ui).clicked();
            });
            pane.body(|ui| {
                ui.spacing_mut().item_spacing.y = 10.0;
                fields(ui, cx, id, award, title_id);
                divider(ui);
                winners(ui, cx, campaign, id, award);
            });
        });
        if delete {
            self.delete(campaign, cx, &[id]);
        }
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        PageHeader::new("Awards").words("Categories with winners, whose reason stands on the card").show(ui);
        let spec = cx.art.kit().propose_figure(12, &["megaphone", "mug"]);
        let figure: Figure = heroes::figure_of(spec);
        let art = cx.art.face(ui.ctx(), "empty awards", &figure, 320);
        let mut page = EmptyState::new(
            "No awards yet",
            "An award is a category with one winner or several. Nominations can name it, and nominees are then ranked by them.",
        )
        .way(Beginning {
            icon: Icon::Award,
            title: "Add an award".into(),
            words: "A title, what it is for, and the words of the ribbon.".into(),
            button: CommandButton::primary("Add an award"),
        })
        .way(Beginning {
            icon: Icon::Import,
            title: "Import nominations".into(),
            words: "A list that names awards brings them with it.".into(),
            button: CommandButton::plain("Import a list"),
        });
        if let Some(art) = art {
            page = page.art(art, vec2(160.0, 160.0));
        }
        match page.show(ui) {
            Some(EmptyEvent::Way(0)) => self.add(campaign, cx),
            Some(EmptyEvent::Way(_)) => cx.act(Action::Do(Command::Import)),
            _ => {}
        }
    }
}
