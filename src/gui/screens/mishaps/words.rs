//! The middle of the page: the words as received with everything marked that may tell who somebody is, the words for the public,
//! and what becomes of each third person.

use super::seen::{Finds, Row, Seen, colour_of, marks};
use crate::app::mishaps;
use crate::app::redaction::{Kind, Known, stand_ins_of};
use crate::app::stories::word_count;
use crate::app::when;
use crate::campaign::{Campaign, Change, Edit, Mishap, MishapId, Redaction};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::screens::people::pane::origin_row;
use crate::gui::text::{self, Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::marked_text::MarkedText;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{CornerRadius, Frame, Margin, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, pos2, vec2};
use std::collections::HashMap;

/// Why something stays, while it is typed; by its words.
pub type Reasons = HashMap<String, String>;

pub struct Words<'a> {
    pub campaign: &'a Campaign,
    pub id: MishapId,
    pub mishap: &'a Mishap,
    pub seen: &'a Seen,
    pub finds: Finds<'a>,
    pub known: &'a Known,
    pub reasons: &'a mut Reasons,
}

impl Words<'_> {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        ScrollArea::vertical().id_salt("mishap words").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(18, 16)).show(ui, |ui| {
                ui.push_id(self.id.0, |ui| {
                    ui.spacing_mut().item_spacing.y = 12.0;
                    self.head(ui, cx);
                    self.received(ui, cx);
                    self.public(ui, cx);
                    self.thirds(ui, cx);
                });
            });
        });
    }

    fn commit(&self, cx: &mut Cx<'_>, title: &str, key: Option<&str>, change: impl FnOnce(&mut Mishap)) {
        let after = mishaps::with_words(self.mishap, change);
        if after == *self.mishap {
            return;
        }
        let step = Change::one(title, Edit::mishap(self.id, after));
        cx.commit(match key {
            Some(key) => step.merging(format!("mishap {} {key}", self.id)),
            None => step,
        });
    }

    fn head(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        Text::section(self.mishap.heading()).show(ui);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            super::state_chip(self.mishap.state).show(ui);
            let mut about: Vec<String> = Vec::new();
            let received = when::received(self.mishap.received_at, &self.mishap.received);
            for words in [received.as_str(), &self.mishap.channel] {
                if !words.is_empty() {
                    about.push(words.to_owned());
                }
            }
            if !about.is_empty() {
                Text::label(about.join(", ")).muted().show(ui);
            }
            if let Some((by, person)) = self.mishap.sent_by.and_then(|by| Some((by, self.campaign.people().get(by)?))) {
                let name = person.display_name();
                let button = CommandButton::quiet(format!("Sent by {name}")).icon(Icon::Person).small();
                if button.show(ui).clicked() {
                    cx.act(Action::Show(Target::Person(by)));
                }
            }
        });
    }

    fn received(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let c = colours(ui);
        Card::inset().title("As received").aside("Never altered").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            MarkedText::new(self.mishap.text.as_str(), &marks(&self.seen.found, c)).show(ui);
            legend(ui, self.seen);
            match self.mishap.origin {
                Some(origin) => origin_row(ui, self.campaign, origin, &cx.ws.world().time_zone()),
                None => {
                    Text::caption("Typed in by hand.").show(ui);
                }
            }
        });
    }

    fn public(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let mishap = self.mishap;
        let open = self.seen.open();
        let begun = !mishap.public_text.trim().is_empty();
        let mut card = Card::strong().title("For the public");
        card = match (begun, open) {
            (false, _) => card,
            (true, 0) => card.chip(Chip::success("Nobody found in it").icon(Icon::Check)),
            (true, 1) => card.chip(Chip::warning("1 place to decide").icon(Icon::Warn)),
            (true, n) => card.chip(Chip::warning(format!("{n} places to decide")).icon(Icon::Warn)),
        };
        card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            if !begun {
                let found = self.seen.rows.len();
                let (title, verb) = match found {
                    0 => ("Nobody was found in the words as received.".to_owned(), "Take the words over".to_owned()),
                    1 => ("1 third person or place was found.".to_owned(), "Replace it".to_owned()),
                    n => (format!("{n} third persons and places were found."), format!("Replace all {n}")),
                };
                let note = Note::info(title)
                    .words("The words for the public begin as a copy in which archetypes and roles stand in. You can change each of them.")
                    .action(CommandButton::primary(verb));
                if note.show(ui).action {
                    let proposed = self.seen.proposed.clone();
                    self.commit(cx, "Redact a mishap", None, |it| it.public_text = proposed);
                }
                return;
            }
            let finds = &self.finds;
            let marks = |text: &str| finds.marks(text);
            let mut title = mishap.title.clone();
            let mut text = mishap.public_text.clone();
            let mut punchline = mishap.punchline.clone();
            let field = Field::new("Title");
            let typed = field.show(ui, |ui| {
                TextField::new(&mut title, "Title").hint("Tea time").marks(&marks).show(ui).changed()
            });
            if typed.inner {
                self.commit(cx, "Change the title of a mishap", Some("title"), |it| it.title = title);
            }
            let words = word_count(&text);
            let count = if words == 1 { "1 word".to_owned() } else { format!("{words} words") };
            let changed = mishap.public_text != self.seen.proposed;
            let mut field = Field::new("What happened").aside(count);
            if changed {
                let hint = "From the words as received and what was decided; edits by hand go, and one undo brings them back";
                field = field.action(CommandButton::quiet("Make them anew").icon(Icon::Redo).hint(hint));
            }
            let typed = field.show(ui, |ui| {
                TextField::new(&mut text, "What happened, for the public")
                    .rows(6)
                    .style(Type::BodyLarge)
                    .marks(&marks)
                    .show(ui)
                    .changed()
            });
            if typed.inner {
                self.commit(cx, "Edit the public words of a mishap", Some("public"), |it| it.public_text = text);
            } else if typed.action {
                let proposed = self.seen.proposed.clone();
                self.commit(cx, "Make the public words of a mishap anew", None, |it| it.public_text = proposed);
            }
            let typed = Field::new("Punchline").show(ui, |ui| {
                TextField::new(&mut punchline, "Punchline")
                    .hint("The last line, and the best")
                    .marks(&marks)
                    .show(ui)
                    .changed()
            });
            if typed.inner {
                self.commit(cx, "Change the punchline of a mishap", Some("punchline"), |it| it.punchline = punchline);
            }
        });
    }

    fn thirds(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if self.seen.rows.is_empty() {
            return;
        }
        let open = self.seen.open();
        let aside = match (self.mishap.public_text.trim().is_empty(), open) {
            (true, _) => "as proposed".to_owned(),
            (false, 0) => "each is decided".to_owned(),
            (false, n) => format!("{n} to decide"),
        };
        let mut decided = None;
        let seen = self.seen;
        Card::new().title("Third persons and places").aside(aside).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for (n, row) in seen.rows.iter().enumerate() {
                if n > 0 {
                    crate::gui::marks::divider(ui);
                }
                ui.push_id(n, |ui| {
                    decided = self.third(ui, row).map(|made| (made, row.third.kind)).or(decided.take());
                });
            }
            Text::caption("A search finds much, and never everything. Read the words before you review them.").show(ui);
        });
        if let Some((made, kind)) = decided {
            match mishaps::decide(self.campaign, self.known, self.id, kind, made) {
                Ok(change) => cx.commit(change),
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
    }

    /// One of them: what it is, and what stands in its place. Gives the decision that was made.
    fn third(&mut self, ui: &mut Ui, row: &Row) -> Option<Redaction> {
        let c = colours(ui);
        let third = &row.third;
        let width = ui.available_width();
        let (line, _) = ui.allocate_exact_size(vec2(width, 40.0), Sense::hover());
        let half = (width * 0.46).clamp(150.0, 300.0);
        let left = Rect::from_min_max(line.min, pos2(line.left() + half, line.bottom()));
        let right = Rect::from_min_max(pos2(line.left() + half + 8.0, line.top() + 3.0), line.max);
        let square = Rect::from_center_size(pos2(left.left() + 7.0, left.top() + 11.0), Vec2::splat(12.0));
        ui.painter().rect_filled(square, CornerRadius::same(3), colour_of(third.kind, c));
        let place = Rect::from_min_max(pos2(left.left() + 22.0, left.top()), left.max);
        let mut words = ui.new_child(UiBuilder::new().max_rect(place).id_salt("words"));
        words.spacing_mut().item_spacing.y = 0.0;
        Text::strong(third.words.as_str()).elide().show(&mut words);
        let times = third.places.len();
        let kind = third.kind.title();
        let said = match (row.original, times) {
            (false, _) => format!("{kind}, typed by hand"),
            (true, 1) => kind.to_owned(),
            (true, n) => format!("{kind}, {n} times"),
        };
        let begun = !self.mishap.public_text.trim().is_empty();
        let state = match (begun, row.is_open(), row.in_public) {
            (false, ..) => "",
            (_, true, _) => ", still there",
            (_, false, true) => ", stays",
            (_, false, false) => ", gone",
        };
        let caption = Text::caption(format!("{said}{state}"));
        if begun && row.is_open() { caption.warning() } else { caption }.elide().show(&mut words);

        let mut options: Vec<&str> = if third.kind == Kind::Name {
            self.seen.stand_ins.iter().map(String::as_str).collect()
        } else {
            stand_ins_of(third.kind).to_vec()
        };
        if let Some(own) = third.stand_in.as_deref().filter(|own| !options.contains(own)) {
            options.insert(0, own);
        }
        let stays = "It stays, with a reason";
        options.push(stays);
        let leaving = self.reasons.contains_key(&third.words) || (third.is_decided && third.stand_in.is_none());
        let chosen = match (&third.stand_in, leaving) {
            (_, true) => Some(options.len() - 1),
            (Some(own), false) if row.original || third.is_decided => options.iter().position(|other| other == own),
            _ => None,
        };
        let mut place = ui.new_child(UiBuilder::new().max_rect(right).id_salt("choice"));
        let select = Select::new(format!("In place of {}", third.words), &options, chosen).unchosen("Decide");
        let select = select.width(right.width());
        let select = if row.is_open() && chosen.is_none() { select.wanting() } else { select };
        let mut made = None;
        if let Some(option) = select.show(&mut place).chosen.and_then(|i| options.get(i)) {
            if *option == stays {
                self.reasons.entry(third.words.clone()).or_insert_with(|| third.reason.clone());
            } else {
                self.reasons.remove(&third.words);
                made = Some(Redaction {
                    words: third.words.clone(),
                    stand_in: (*option).to_owned(),
                    reason: String::new(),
                });
            }
        }
        if leaving {
            made = self.reason(ui, row, right.left() - line.left()).or(made);
        }
        made
    }

    fn reason(&mut self, ui: &mut Ui, row: &Row, indent: f32) -> Option<Redaction> {
        let third = &row.third;
        let typed = self.reasons.entry(third.words.clone()).or_insert_with(|| third.reason.clone());
        let mut made = None;
        ui.horizontal(|ui| {
            ui.add_space(indent - 8.0);
            let same = typed.trim() == third.reason.trim() && third.is_decided;
            let button = CommandButton::plain("Let it stay").small().disabled_if(if typed.trim().is_empty() {
                Some("Write down why first.")
            } else {
                same.then_some("This is the reason already.")
            });
            let width = (ui.available_width() - button.width(ui.painter()) - 8.0).max(80.0);
            let field = TextField::new(typed, format!("Why {} stays", third.words)).hint("Why it may stay").small();
            let response = field.width(width).show(ui);
            let entered = response.lost_focus() && ui.input(|i| i.key_pressed(eframe::egui::Key::Enter));
            if button.show(ui).clicked() || (entered && !typed.trim().is_empty() && !same) {
                made = Some(Redaction {
                    words: third.words.clone(),
                    stand_in: String::new(),
                    reason: typed.trim().to_owned(),
                });
            }
        });
        if made.is_some() {
            self.reasons.remove(&third.words);
        }
        made
    }
}

/// What the colours mean.
fn legend(ui: &mut Ui, seen: &Seen) {
    let c = colours(ui);
    let mut kinds: Vec<Kind> = seen.found.iter().map(|found| found.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() {
        Text::caption("Nobody and no place was found in it.").show(ui);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        for kind in kinds {
            let count = seen.found.iter().filter(|found| found.kind == kind).count();
            let words = format!("{} {count}", kind.title());
            // Square and words stay together: a new line begins before both.
            let width = text::width(ui.painter(), &words, Type::Caption) + 20.0;
            if ui.available_size_before_wrap().x < width {
                ui.end_row();
            }
            let (square, _) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::hover());
            let square = Rect::from_center_size(square.center(), Vec2::splat(11.0));
            ui.painter().rect_filled(square, CornerRadius::same(3), colour_of(kind, c));
            Text::caption(words).one_line().show(ui);
            ui.add_space(6.0);
        }
    });
}

/// The tone in which the steps of a mishap are marked.
pub fn mark_of(done: bool) -> (Icon, Tone) {
    if done { (Icon::Check, Tone::Success) } else { (Icon::Clock, Tone::Warning) }
}
