//! The left rail: the life of a campaign, in groups, with how many there are and how many wait.

use eframe::egui::{
    Align2, CornerRadius, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use crate::gui::icons::Icon;
use crate::gui::marks::{focus_ring, hairline_down};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// One line of the rail.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// The group it stands under; an item whose group differs from the one before opens a heading.
    /// Empty: no heading.
    pub group: String,
    /// Its icon.
    pub icon: Icon,
    /// Its name.
    pub title: String,
    /// How many there are, in grey.
    pub count: Option<u64>,
    /// How many wait for a person, in yellow; zero shows nothing.
    pub waiting: u64,
    /// Stands at the foot of the rail.
    pub at_foot: bool,
}

impl NavItem {
    /// An item without numbers.
    pub fn new(group: impl Into<String>, icon: Icon, title: impl Into<String>) -> Self {
        Self { group: group.into(), icon, title: title.into(), count: None, waiting: 0, at_foot: false }
    }

    /// How many there are.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }

    /// How many wait.
    #[must_use]
    pub fn waiting(mut self, waiting: u64) -> Self {
        self.waiting = waiting;
        self
    }

    /// Moves it to the foot.
    #[must_use]
    pub fn at_foot(mut self) -> Self {
        self.at_foot = true;
        self
    }
}

/// The rail.
#[must_use = "call show"]
pub struct NavRail<'a> {
    items: &'a [NavItem],
    current: usize,
    narrow: bool,
    item_height: f32,
    heading_height: f32,
    /// Room above and below the lines.
    margin: f32,
}

/// Where it has to be, a heading is no higher than this; in the narrow rail it is a line.
const LEAST_HEADING: f32 = 17.0;
const LEAST_HEADING_NARROW: f32 = 5.0;

impl<'a> NavRail<'a> {
    /// `current` is an index into `items`.
    pub fn new(items: &'a [NavItem], current: usize) -> Self {
        Self { items, current, narrow: false, item_height: tokens().size.nav_item, heading_height: 30.0, margin: 10.0 }
    }

    /// Icons only, 60 points wide.
    pub fn narrow(mut self, narrow: bool) -> Self {
        self.narrow = narrow;
        self
    }

    /// Fills the room there is; gives the index that was chosen.
    pub fn show(mut self, ui: &mut Ui) -> Option<usize> {
        let c = colours(ui);
        let rect = ui.available_rect_before_wrap();
        ui.painter().rect_filled(rect, CornerRadius::ZERO, c.rail);
        hairline_down(ui.painter(), rect.right(), rect.y_range(), c.line);
        let feet: Vec<usize> = (0..self.items.len()).filter(|i| self.items[*i].at_foot).collect();
        self.fit(rect.height(), feet.len());
        let foot_height = feet.len() as f32 * (self.item_height + 1.0) + self.margin;
        let top = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - foot_height));
        let foot = Rect::from_min_max(pos2(rect.left(), top.bottom()), rect.max);
        let mut chosen = None;
        ui.scope_builder(UiBuilder::new().max_rect(top.shrink2(vec2(0.0, self.margin))).id_salt("rail"), |ui| {
            let scrolled = ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let mut group = "";
                for (i, item) in self.items.iter().enumerate().filter(|(_, item)| !item.at_foot) {
                    if item.group != group {
                        group = &item.group;
                        self.heading(ui, group);
                    }
                    if self.item(ui, i).clicked() {
                        chosen = Some(i);
                    }
                }
            });
            // A rail that is higher than the window says so: what lies below must not look as if it were not there.
            let below = scrolled.content_size.y - scrolled.state.clamped_offset().y - scrolled.inner_rect.height();
            if below > 1.0 {
                let at = pos2(scrolled.inner_rect.center().x, scrolled.inner_rect.bottom() - 7.0);
                let plate = Rect::from_center_size(at, vec2(28.0, 14.0));
                ui.painter().rect_filled(plate, CornerRadius::same(7), c.rail);
                Icon::Down.paint(ui.painter(), at, 14.0, c.ink_muted);
            }
        });
        ui.scope_builder(UiBuilder::new().max_rect(foot).id_salt("rail foot"), |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for i in feet {
                if self.item(ui, i).clicked() {
                    chosen = Some(i);
                }
            }
        });
        ui.advance_cursor_after_rect(rect);
        chosen
    }

    /// Moves the lines closer, as far as they can still be pressed, so that all pages are in sight on a laptop.
    fn fit(&mut self, room: f32, feet: usize) {
        if self.narrow {
            self.heading_height = 11.0;
        }
        let groups: Vec<&str> =
            self.items.iter().filter(|item| !item.at_foot).map(|item| item.group.as_str()).collect();
        let headings = (0..groups.len()).filter(|i| groups[*i] != i.checked_sub(1).map_or("", |i| groups[i])).count();
        let (lines, headings) = ((groups.len() + feet) as f32, headings as f32);
        let needs = |item: f32, heading: f32| lines * (item + 1.0) + headings * (heading + 1.0);
        if needs(self.item_height, self.heading_height) + 3.0 * self.margin <= room {
            return;
        }
        let least = if self.narrow { LEAST_HEADING_NARROW } else { LEAST_HEADING };
        self.margin = 4.0;
        let left = room - 3.0 * self.margin;
        self.heading_height = self.heading_height.min(25.0);
        let each = (left - headings * (self.heading_height + 1.0)) / lines.max(1.0) - 1.0;
        self.item_height = each.floor().clamp(tokens().size.hit_min, self.item_height);
        // Lines that can just be pressed take from the headings.
        let heading = (left - needs(self.item_height, -1.0)) / headings.max(1.0) - 1.0;
        self.heading_height = heading.floor().clamp(least, self.heading_height);
    }

    fn heading(&self, ui: &mut Ui, words: &str) {
        let c = colours(ui);
        let height = self.heading_height;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        if self.narrow {
            let middle = rect.shrink2(vec2(16.0, 0.0));
            crate::gui::marks::hairline(ui.painter(), middle.x_range(), rect.center().y, c.line);
        } else if !words.is_empty() {
            let at = pos2(rect.left() + 20.0, rect.bottom() - 3.0);
            text::paint(ui.painter(), at, Align2::LEFT_BOTTOM, words, Type::CaptionStrong, c.ink_muted, Fit::Free);
        }
        if !words.is_empty() {
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        }
    }

    fn item(&self, ui: &mut Ui, index: usize) -> Response {
        let c = colours(ui);
        let t = tokens();
        let item = &self.items[index];
        let size = vec2(ui.available_width(), self.item_height);
        let (outer, mut response) = ui.allocate_exact_size(size, Sense::click());
        let rect = outer.shrink2(vec2(10.0, 0.0));
        let on = index == self.current;
        let radius = CornerRadius::same(t.radius.control);
        if on {
            let stroke = Stroke::new(t.stroke.strong, c.outline_strong);
            ui.painter().rect(rect, radius, c.surface, stroke, StrokeKind::Inside);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, radius, c.surface_hover);
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        focus_ring(ui, &response, rect, t.radius.control);
        let y = rect.center().y;
        let icon_x = if self.narrow { rect.center().x } else { rect.left() + 19.0 };
        item.icon.paint(ui.painter(), pos2(icon_x, y), t.size.icon, c.ink);
        if self.narrow {
            if item.waiting > 0 {
                let at = pos2(rect.right() - 8.0, rect.top() + 8.0);
                ui.painter().circle(at, 5.0, c.sun, Stroke::new(1.0, c.rail));
            }
        } else {
            let mut right = rect.right() - 8.0;
            if item.waiting > 0 {
                right = waiting_plate(ui, right, y, item.waiting).left() - 6.0;
            } else if let Some(count) = item.count.filter(|count| *count > 0) {
                let words = short(count);
                let at = pos2(right, y);
                right =
                    text::paint(ui.painter(), at, Align2::RIGHT_CENTER, &words, Type::Caption, c.ink_muted, Fit::Free)
                        .left()
                        - 6.0;
            }
            let style = if on { Type::Strong } else { Type::Body };
            let at = pos2(rect.left() + 38.0, y);
            text::paint(ui.painter(), at, Align2::LEFT_CENTER, &item.title, style, c.ink, Fit::Elide(right - at.x));
        }
        let spoken = if item.waiting > 0 {
            format!("{} waiting", grouped(item.waiting))
        } else {
            item.count.map(grouped).unwrap_or_default()
        };
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Link, true, &item.title);
            info.current_text_value = Some(spoken.clone()).filter(|s| !s.is_empty());
            info
        });
        if on {
            ui.accesskit_node_builder(response.id, |node| {
                node.set_aria_current(eframe::egui::accesskit::AriaCurrent::Page);
            });
        }
        let is_short =
            [item.count.unwrap_or_default(), item.waiting].into_iter().any(|number| short(number) != grouped(number));
        if self.narrow || is_short {
            let words = if spoken.is_empty() { item.title.clone() } else { format!("{}, {spoken}", item.title) };
            response = response.on_hover_text(words);
        }
        response
    }
}

fn waiting_plate(ui: &Ui, right: f32, y: f32, waiting: u64) -> Rect {
    let c = colours(ui);
    let words = short(waiting);
    let width = (text::width(ui.painter(), &words, Type::CaptionStrong) + 12.0).max(20.0);
    let rect = Rect::from_min_size(pos2(right - width, y - 9.0), vec2(width, 18.0));
    ui.painter().rect_filled(rect, CornerRadius::same(9), c.sun);
    text::paint(ui.painter(), rect.center(), Align2::CENTER_CENTER, &words, Type::CaptionStrong, c.on_sun, Fit::Free);
    rect
}

/// A whole number with commas between thousands: "1,284".
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number where there is little room: from a million on in millions, cut and never rounded up: "1.0 M", "12.3 M".
pub fn short(number: u64) -> String {
    match number / 100_000 {
        0..10 => grouped(number),
        tenths => format!("{}.{} M", grouped(tenths / 10), tenths % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millions_are_short_and_never_more_than_there_are() {
        for (number, words) in [
            (996_685, "996,685"),
            (999_999, "999,999"),
            (1_000_000, "1.0 M"),
            (1_099_999, "1.0 M"),
            (12_345_678, "12.3 M"),
            (1_234_567_890, "1,234.5 M"),
        ] {
            assert_eq!(short(number), words);
        }
    }

    #[test]
    fn every_page_is_in_sight_in_the_smallest_window_and_on_a_laptop() {
        let items: Vec<NavItem> = (0..19)
            .map(|n| {
                let group =
                    ["", "Collect", "Create", "Decide", "Deliver", "Prove"][if n == 0 { 0 } else { (n - 1) / 4 + 1 }];
                let item = NavItem::new(group, Icon::Down, "Page");
                if n == 18 { item.at_foot() } else { item }
            })
            .collect();
        // The height of the window without title bar and status line.
        for (narrow, room) in [(true, 624.0), (false, 692.0), (false, 824.0)] {
            let mut rail = NavRail::new(&items, 0).narrow(narrow);
            rail.fit(room, 1);
            let height = 19.0 * (rail.item_height + 1.0) + 5.0 * (rail.heading_height + 1.0) + 3.0 * rail.margin;
            assert!(height <= room, "{height} of {room}");
            assert!(rail.item_height >= tokens().size.hit_min);
        }
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_284), "1,284");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }
}
