//! A field for a member: typed by name or code name, chosen from the list under it.

use crate::app::league;
use crate::app::people::{folded, holds_words};
use crate::campaign::{Campaign, MemberId, MemberState};
use crate::gui::icons::Icon;
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::text_field::TextField;
use eframe::egui::{Key, Ui};

#[derive(Default)]
pub struct MemberField {
    typed: String,
}

impl MemberField {
    /// Most members offered at a time.
    const OFFERED: usize = 5;

    /// Paints it; gives the member who was chosen. `but` are left out, and who is no approved member.
    pub fn show(&mut self, ui: &mut Ui, campaign: &Campaign, title: &str, but: &[MemberId]) -> Option<MemberId> {
        let field = TextField::new(&mut self.typed, title).icon(Icon::Search).hint("Type a name or code name");
        let response = field.show(ui);
        let words = folded(&self.typed);
        if words.is_empty() {
            return None;
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let matching = campaign.members().iter().filter(|(id, member)| {
            member.state == MemberState::Approved
                && !but.contains(id)
                && holds_words(&folded(&league::called(campaign, *id)), &words)
        });
        let mut chosen = None;
        ui.spacing_mut().item_spacing.y = 1.0;
        for (id, _) in matching.take(Self::OFFERED) {
            let line = MenuLine::new(league::called(campaign, id)).icon(Icon::League);
            if line.show(ui).clicked() || (entered && chosen.is_none()) {
                chosen = Some(id);
            }
        }
        if chosen.is_some() {
            self.typed.clear();
        }
        chosen
    }
}
