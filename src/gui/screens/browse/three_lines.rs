//! A list at the left of a page: find field, order and filters above rows of three lines.

use super::rows::{Look, Rows};
use super::{Browse, Faced, Listed, counted};
use crate::app::people::folded;
use crate::app::shelf::{Line, Order};
use crate::campaign::Campaign;
use crate::gui::action::Cx;
use crate::gui::marks::divider;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::order_menu::OrderMenu;
use eframe::egui::{Align2, Frame, Id, Margin, TextureId, Ui, UiBuilder, pos2, vec2};
use std::borrow::Cow;
use std::sync::Arc;

/// Points of one row.
const ROW_HEIGHT: f32 = 74.0;

/// What a row says.
pub trait ThreeLines: Line + Faced {
    fn title(&self) -> &str;
    /// The id as people see it, so that equal titles are told apart.
    fn id(&self) -> String;
    /// At the right of the title.
    fn aside(&self) -> Cow<'_, str>;
    fn about(&self) -> Cow<'_, str>;
    fn excerpt(&self) -> Cow<'_, str>;
    fn chip(&self) -> Chip<'static>;
    /// Whose face stands before it; rows without faces give `None` everywhere.
    fn face_of(&self) -> Option<&str> {
        None
    }
}

/// All that a line says in one cell.
struct InThree;

impl<L: ThreeLines> Look<L> for InThree {
    fn begins_with(&self, line: &L, typed: &str) -> bool {
        folded(line.title()).starts_with(typed)
    }
    fn text<'a>(&'a self, line: &'a L, _column: usize) -> Cow<'a, str> {
        Cow::Owned(format!("{} {}", line.title(), line.id()))
    }
    fn paint(&self, line: &L, cell: &mut Cell<'_>, texture: Option<TextureId>) {
        let c = cell.colours();
        let rect = cell.rect();
        let p = cell.painter().clone();
        let mut left = rect.left() + 6.0;
        if let Some(name) = line.face_of() {
            let face = FacePlate::new(name).texture(texture);
            face.paint(&p, c, pos2(rect.left() + 22.0, rect.top() + 24.0), 30.0);
            left = rect.left() + 46.0;
        }
        let right = rect.right() - 10.0;
        let [first, second, third] = [18.0, 37.0, 57.0].map(|y| rect.top() + y);
        let paint = |x, y, anchor, words: &str, style, ink, room| {
            text::paint(&p, pos2(x, y), anchor, words, style, ink, Fit::Elide(room))
        };
        let aside = paint(right, first, Align2::RIGHT_CENTER, &line.aside(), Type::Caption, c.ink_muted, 130.0);
        let room = aside.left() - left - 8.0;
        paint(left, first, Align2::LEFT_CENTER, line.title(), Type::Strong, c.ink, room);
        paint(left, second, Align2::LEFT_CENTER, &line.about(), Type::Caption, c.ink_muted, right - left);
        let chip = line.chip();
        let chip_left = right - chip.width(&p);
        chip.paint(&p, c, chip_left, third, right);
        let excerpt = line.excerpt();
        let (words, ink) = match excerpt.as_ref() {
            "" => ("No words came with it", c.ink_muted),
            words => (words, c.ink),
        };
        paint(left, third, Align2::LEFT_CENTER, words, Type::Label, ink, chip_left - left - 8.0);
    }
}

/// How wide the list is: a part of the page, within two bounds in points.
pub struct Side {
    pub part: f32,
    pub least: f32,
    pub most: f32,
}

/// What was done in the list.
#[derive(Default)]
pub struct Done {
    /// Another record is shown.
    pub moved: bool,
    /// These are to be deleted.
    pub delete: Vec<u64>,
}

impl<S: Listed> Browse<S>
where
    S::Line: ThreeLines,
    S::Order: Order,
{
    /// Paints the list at the left of the page, under the find field, the order and the filters of the page.
    pub fn side(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        Side { part, least, most }: Side,
        filters: impl FnOnce(&mut Ui, &mut S::Filter),
    ) -> Done {
        let width = (ui.available_width() * part).clamp(least, most);
        SidePane::list(S::WORDS[1], width).show(ui, |pane| {
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            let builder = UiBuilder::new().scope_id(Id::unique(("list of", S::WORDS[1])));
            let scope = pane.whole().scope_builder(builder, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                self.filters(ui, campaign, filters);
                self.list(ui, cx, campaign)
            });
            scope.inner
        })
    }

    fn filters(&mut self, ui: &mut Ui, campaign: &Campaign, filters: impl FnOnce(&mut Ui, &mut S::Filter)) {
        let all = S::all(campaign);
        Frame::new().fill(colours(ui).surface).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let query = &mut self.query;
            ui.horizontal(|ui| {
                let width = ui.available_width() - OrderMenu::icon_width(ui) - 6.0;
                FindField::new(&mut query.words, format!("Find in {}", counted::<S>(all)))
                    .width(width)
                    .id(Self::find_field())
                    .show(ui);
                let titles: Vec<&str> = S::Order::ALL.iter().map(|order| order.title()).collect();
                let mut order = S::Order::ALL.iter().position(|other| *other == query.order).unwrap_or(0);
                OrderMenu::new(&titles, &mut order, &mut query.descending).icon_only().show(ui);
                query.order = S::Order::ALL.get(order).copied().unwrap_or_default();
            });
            ui.horizontal_wrapped(|ui| filters(ui, &mut query.filter));
            if self.rows.len() != all {
                Text::caption(format!("{} of {}", grouped(self.rows.len() as u64), counted::<S>(all))).show(ui);
            }
        });
        divider(ui);
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Done {
        // What came in just now is not in order yet: that is no filter which nothing passes.
        if self.found_in.lines().is_empty() && S::all(campaign) > 0 {
            ui.add_space(40.0);
            let words = format!("Putting {} in order.", counted::<S>(S::all(campaign)));
            ui.vertical_centered(|ui| Text::body(words).muted().show(ui));
            return Done::default();
        }
        if self.rows.is_empty() && self.found.is_some() {
            ui.add_space(40.0);
            let clear = ui.vertical_centered(|ui| {
                Text::body(format!("No {} matches.", S::WORDS[0])).muted().show(ui);
                ui.add_space(8.0);
                CommandButton::plain("Clear the filter").show(ui).clicked()
            });
            if clear.inner {
                self.clear_filter();
            }
            return Done::default();
        }
        let faces = self.faces(ui, cx, campaign, ROW_HEIGHT);
        let lines = Arc::clone(&self.found_in);
        let rows = Rows { lines: lines.lines(), order: &self.rows, faces, look: InThree };
        let columns = [Column::new(S::WORDS[1], 240.0).grow()];
        let name = super::title_of::<S>();
        let table = DataTable::new(&name, &columns).checks().no_header().row_height(ROW_HEIGHT);
        let out = table.show(ui, &mut self.table, &rows);
        let mut done = Done::default();
        if let Some(key) = out.moved.or(out.opened).and_then(|row| rows.line(row)).map(Line::key) {
            done.moved = self.shown != Some(key);
            self.shown = Some(key);
        }
        if out.delete {
            done.delete = self.meant();
        }
        done
    }
}
