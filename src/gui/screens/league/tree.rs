//! Who brought whom, as a tree: a line for each member, joined to whoever brought them; branches fold.

use crate::app::league::{self, Branch};
use crate::campaign::{Campaign, MemberId, MemberState, PersonId};
use crate::gui::icons::Icon;
use crate::gui::marks::paint_focus_ring_inside;
use crate::gui::screens::many::counted;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::{
    Align2, CornerRadius, Id, Key, Memory, Rect, Role, ScrollArea, Sense, Stroke, TextureId, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};
use std::collections::{HashMap, HashSet};

const ROW: f32 = 44.0;
const STEP: f32 = 30.0;
const LEFT: f32 = 20.0;

/// Which branches are folded.
#[derive(Default)]
pub struct Tree {
    folded: HashSet<MemberId>,
    /// The keyboard went to another row: it comes into view.
    reveal: bool,
}

impl Tree {
    /// The lines that are not inside a folded branch.
    fn visible<'a>(&self, tree: &'a [Branch]) -> Vec<&'a Branch> {
        let mut lines = Vec::new();
        let mut under: Option<usize> = None;
        for branch in tree {
            if under.is_some_and(|depth| branch.depth > depth) {
                continue;
            }
            under = self.folded.contains(&branch.member).then_some(branch.depth);
            lines.push(branch);
        }
        lines
    }

    /// Paints it; gives the member that was chosen.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        campaign: &Campaign,
        tree: &[Branch],
        faces: &HashMap<PersonId, TextureId>,
        shown: Option<MemberId>,
    ) -> Option<MemberId> {
        let mut chosen = None;
        let lines = self.visible(tree);
        let at = lines.iter().position(|branch| Some(branch.member) == shown);
        let table = ui.interact(ui.available_rect_before_wrap(), Id::unique("tree of members"), Sense::hover());
        if ui.memory(Memory::focused).is_none() || table.has_focus() {
            chosen = self.keys(ui, &lines, at).map(|row| lines[row].member);
        }
        ScrollArea::vertical().id_salt("tree of members").auto_shrink(false).show_rows(
            ui,
            ROW,
            lines.len(),
            |ui, rows| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for row in rows {
                    let branch = lines[row];
                    let is_shown = Some(branch.member) == shown;
                    let has_more = tree.iter().any(|other| {
                        campaign.members().get(other.member).is_some_and(|it| it.referred_by == Some(branch.member))
                    });
                    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
                    paint_joints(ui, rect, &lines, row);
                    let fold =
                        Rect::from_center_size(pos2(centre(rect, branch.depth), rect.center().y), Vec2::splat(24.0));
                    let is_folded = self.folded.contains(&branch.member);
                    Self::line(ui, campaign, branch, rect, faces, (is_shown, response.hovered(), response.has_focus()));
                    let name = league::called(campaign, branch.member);
                    let words = if branch.brought > 0 {
                        format!("{name}, brought {}", counted(branch.brought, "member", "members"))
                    } else {
                        name.clone()
                    };
                    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, is_shown, words.clone()));
                    if response.clicked() {
                        chosen = Some(branch.member);
                    }
                    if has_more {
                        let label = if is_folded { format!("Unfold {name}") } else { format!("Fold {name}") };
                        let button = ui.interact(fold, Id::unique("fold").with(branch.member), Sense::click());
                        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, label.clone()));
                        let c = colours(ui);
                        let fill = if button.hovered() { c.surface_hover } else { c.surface };
                        ui.painter().circle(fold.center(), 9.0, fill, Stroke::new(1.0, c.line_control));
                        let icon = if is_folded { Icon::Plus } else { Icon::Down };
                        icon.paint(ui.painter(), fold.center(), 12.0, c.ink);
                        if button.has_focus() {
                            paint_focus_ring_inside(ui, ui.painter(), fold, 12);
                        }
                        if button.clicked() {
                            self.turn(branch.member);
                        }
                    }
                    if is_shown && std::mem::take(&mut self.reveal) {
                        ui.scroll_to_rect(rect, None);
                    }
                }
            },
        );
        chosen
    }

    fn turn(&mut self, id: MemberId) {
        if !self.folded.remove(&id) {
            self.folded.insert(id);
        }
    }

    /// Up and down go from line to line, left folds, right unfolds.
    fn keys(&mut self, ui: &Ui, lines: &[&Branch], at: Option<usize>) -> Option<usize> {
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let here = at.map(|row| lines[row].member);
        if pressed(Key::ArrowLeft) {
            self.folded.extend(here);
        }
        if pressed(Key::ArrowRight)
            && let Some(here) = here
        {
            self.folded.remove(&here);
        }
        let last = lines.len().checked_sub(1)?;
        let row = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp), at) {
            (true, _, Some(row)) => (row + 1).min(last),
            (_, true, Some(row)) => row.saturating_sub(1),
            (true, ..) | (_, true, _) => 0,
            _ => return None,
        };
        self.reveal = true;
        Some(row)
    }

    fn line(
        ui: &Ui,
        campaign: &Campaign,
        branch: &Branch,
        rect: Rect,
        faces: &HashMap<PersonId, TextureId>,
        (shown, hovered, focused): (bool, bool, bool),
    ) {
        let Some(member) = campaign.members().get(branch.member) else { return };
        let c = colours(ui);
        let p = ui.painter();
        let x = centre(rect, branch.depth) + 18.0;
        let body = Rect::from_min_max(pos2(x, rect.top() + 3.0), pos2(rect.right() - 16.0, rect.bottom() - 3.0));
        if shown {
            p.rect_filled(body, CornerRadius::same(6), c.surface_selected);
        } else if hovered {
            p.rect_filled(body, CornerRadius::same(6), c.surface_hover);
        }
        if focused {
            paint_focus_ring_inside(ui, p, body, 6);
        }
        let name = campaign.people().get(member.person).map_or("", |person| person.display_name());
        let y = body.center().y;
        let plate = FacePlate::new(name).texture(faces.get(&member.person).copied());
        plate.paint(p, c, pos2(body.left() + 20.0, y), 28.0);
        let title = if member.code_name.is_empty() { name } else { &member.code_name };
        let mut right = body.right() - 10.0;
        if branch.brought > 0 {
            let words = format!("brought {}", branch.brought);
            let at = pos2(right, y);
            right =
                text::paint(p, at, Align2::RIGHT_CENTER, &words, Type::Caption, c.ink_muted, Fit::Free).left() - 10.0;
        }
        if member.state != MemberState::Approved {
            let chip = super::rows::state_chip(member.state);
            let left = right - chip.width(p);
            chip.paint(p, c, left, y, right);
            right = left - 8.0;
        }
        let left = body.left() + 42.0;
        let room = (right - left).max(20.0);
        let at = pos2(left, y);
        let end = text::paint(p, at, Align2::LEFT_CENTER, title, Type::Strong, c.ink, Fit::Elide(room));
        let rest = right - end.right() - 10.0;
        if !member.code_name.is_empty() && rest > 30.0 {
            let at = pos2(end.right() + 10.0, y);
            text::paint(p, at, Align2::LEFT_CENTER, name, Type::Label, c.ink_muted, Fit::Elide(rest));
        }
    }
}

fn centre(rect: Rect, depth: usize) -> f32 {
    // A chain may be longer than the page is wide.
    rect.left() + LEFT + 12.0 + STEP * depth.min(16) as f32
}

/// The lines that join a row to the one who brought it, and on to those below.
fn paint_joints(ui: &Ui, rect: Rect, lines: &[&Branch], row: usize) {
    let stroke = Stroke::new(1.5, colours(ui).line_control);
    let p = ui.painter();
    let depth = lines[row].depth;
    let x = |depth: usize| centre(rect, depth);
    if depth > 0 {
        p.line_segment([pos2(x(depth - 1), rect.center().y), pos2(x(depth) + 16.0, rect.center().y)], stroke);
        p.line_segment([pos2(x(depth - 1), rect.top()), pos2(x(depth - 1), rect.center().y)], stroke);
    } else {
        p.line_segment([pos2(x(0), rect.center().y), pos2(x(0) + 16.0, rect.center().y)], stroke);
    }
    // Each level above goes on where a later line still belongs to it.
    for level in 0..depth {
        let goes_on =
            lines[row + 1..].iter().take_while(|later| later.depth > level).any(|later| later.depth == level + 1);
        if goes_on {
            p.line_segment([pos2(x(level), rect.top()), pos2(x(level), rect.bottom())], stroke);
        }
    }
    if lines.get(row + 1).is_some_and(|next| next.depth > depth) {
        p.line_segment([pos2(x(depth), rect.center().y), pos2(x(depth), rect.bottom())], stroke);
    }
}
