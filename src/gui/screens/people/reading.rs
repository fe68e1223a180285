//! Names read back: one after the other in large letters, with the person who knows beside one. Enter confirms, E edits, S skips.

use super::asking::people_of;
use crate::app::people::{confirmed_by, rename};
use crate::app::{Command, Progress, Task, privacy};
use crate::campaign::{Campaign, Change, Edit, Person, PersonId, tidy_name};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::screens::many;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::chip::unseen_chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Id, Key, Modifiers, Role, Sense, Ui, WidgetInfo};

/// The people still to be read, in order, and where one is.
pub struct Reading {
    people: Vec<PersonId>,
    /// They are being looked for among many.
    finding: Option<Task<Vec<PersonId>>>,
    at: usize,
    confirmed: usize,
    skipped: usize,
    by: String,
    /// The name as it is being changed.
    editing: Option<String>,
}

/// Those of `people` whose names nobody confirmed; of everybody who was nominated where nobody is given.
fn unread(campaign: &Campaign, people: Option<Vec<PersonId>>) -> Vec<PersonId> {
    let people = people.unwrap_or_else(|| privacy::unconfirmed(campaign));
    let is_open = |id: &PersonId| {
        campaign.people().get(*id).is_some_and(|it| it.name_confirmed.is_none() && !tidy_name(&it.name).is_empty())
    };
    people.into_iter().filter(is_open).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Did {
    Confirm,
    Edit,
    Skip,
    Back,
    Leave,
}

impl Reading {
    /// Those of `people` whose names nobody confirmed; of everybody who was nominated where nobody is given.
    pub fn new(cx: &Cx<'_>, campaign: &Campaign, people: Option<Vec<PersonId>>) -> Self {
        let count = people.as_ref().map_or(campaign.nominations().len(), Vec::len);
        let snapshot = cx.ws.snapshot().filter(|_| count >= many::BESIDE);
        let (people, finding) = match snapshot {
            None => (unread(campaign, people), None),
            Some(snapshot) => {
                let work = move |_: &Progress| Ok(unread(&snapshot, people));
                (Vec::new(), Some(cx.ws.jobs().start("Looking for names to read", work)))
            }
        };
        Self {
            people,
            finding,
            at: 0,
            confirmed: 0,
            skipped: 0,
            by: campaign.settings().organiser.clone(),
            editing: None,
        }
    }

    /// The page; true when one is done with it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> bool {
        cx.takes(Command::Find);
        if let Some(found) = cx.taken(&mut self.finding) {
            self.people = found;
        }
        let left = self.people.len() - self.at.min(self.people.len());
        let words = match &self.finding {
            Some(_) => "Looking for names that nobody confirmed".to_owned(),
            None => format!("{} to read, {} confirmed, {} skipped", people_of(left), self.confirmed, self.skipped),
        };
        let header = PageHeader::new("Read names aloud")
            .words(words)
            .rule()
            .action(CommandButton::plain("Back to people").icon(Icon::Left));
        if header.show(ui) == Some(0) {
            return true;
        }
        if self.finding.is_some() {
            return false;
        }
        while self.people.get(self.at).is_some_and(|id| !campaign.people().contains(*id)) {
            self.at += 1;
        }
        let Some((id, person)) = self.people.get(self.at).and_then(|id| Some((*id, campaign.people().get(*id)?)))
        else {
            return self.finished(ui);
        };
        let mut did = self.key(ui);
        ui.add_space((ui.available_height() * 0.14).max(12.0));
        ui.vertical_centered(|ui| {
            ui.set_max_width(820.0);
            self.name(ui, id, person, &mut did);
            ui.add_space(18.0);
            let about: Vec<&str> = [person.team.as_str(), person.organisation.as_str(), person.email.as_str()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            Text::body(about.join("  ·  ")).muted().show(ui);
            ui.add_space(28.0);
            if self.editing.is_none() {
                let width = 520.0_f32.min(ui.available_width());
                ui.allocate_ui(eframe::egui::vec2(width, 40.0), |ui| {
                    ui.horizontal(|ui| {
                        for (button, key, what) in [
                            (CommandButton::primary("Confirm the name").icon(Icon::Check), "Enter", Did::Confirm),
                            (CommandButton::plain("Edit the name").icon(Icon::Pen), "E", Did::Edit),
                            (CommandButton::plain("Skip"), "S", Did::Skip),
                        ] {
                            if button.shortcut(key).show(ui).clicked() {
                                did = Some(what);
                            }
                        }
                        if self.at > 0 && CommandButton::quiet("Back").show(ui).clicked() {
                            did = Some(Did::Back);
                        }
                    });
                });
            }
            ui.add_space(24.0);
            let width = 320.0_f32.min(ui.available_width());
            ui.allocate_ui(eframe::egui::vec2(width, 60.0), |ui| {
                Field::new("Confirmed by").show(ui, |ui| {
                    TextField::new(&mut self.by, "Confirmed by").hint("themselves, by telephone").width(width).show(ui);
                });
            });
        });
        match did {
            Some(Did::Confirm) => self.confirm(cx, id, person),
            Some(Did::Edit) => self.editing = Some(person.name.to_string()),
            Some(Did::Skip) => {
                self.skipped += 1;
                self.at += 1;
            }
            Some(Did::Back) => self.at -= 1,
            Some(Did::Leave) => return true,
            None => {}
        }
        false
    }

    fn finished(&self, ui: &mut Ui) -> bool {
        ui.add_space(60.0);
        let back = ui.vertical_centered(|ui| {
            let words = match (self.confirmed, self.skipped) {
                (0, 0) => "Nobody's name waits for a confirmation.".to_owned(),
                (done, 0) => format!("All read. {} confirmed.", people_of(done)),
                (done, skipped) => format!("All read. {} confirmed, {skipped} skipped.", people_of(done)),
            };
            Text::new(words, Type::Section).show(ui);
            ui.add_space(12.0);
            CommandButton::primary("Show the people").show(ui).clicked()
        });
        back.inner
    }

    /// Single keys act only while nothing is typed.
    fn key(&self, ui: &Ui) -> Option<Did> {
        if self.editing.is_some() || ui.ctx().text_edit_focused() {
            return None;
        }
        // Enter on a button is that button's.
        let on_a_button = ui.memory(|memory| memory.focused().is_some());
        ui.input_mut(|input| {
            let keys = [(Key::E, Did::Edit), (Key::S, Did::Skip), (Key::Escape, Did::Leave)];
            let enter = !on_a_button && input.consume_key(Modifiers::NONE, Key::Enter);
            let other = keys.into_iter().find(|(key, _)| input.consume_key(Modifiers::NONE, *key)).map(|(_, did)| did);
            if enter { Some(Did::Confirm) } else { other }
        })
    }

    fn name(&mut self, ui: &mut Ui, id: PersonId, person: &Person, did: &mut Option<Did>) {
        let Some(editing) = &mut self.editing else {
            large(ui, &person.name);
            unseen_chip(ui, &person.name);
            if !person.latin_name.is_empty() {
                Text::new(person.latin_name.as_str(), Type::Section).muted().show(ui);
            }
            return;
        };
        let field = Id::unique("name read back").with(id.0);
        let first = !ui.memory(|memory| memory.has_focus(field));
        let width = 560.0_f32.min(ui.available_width());
        let response = TextField::new(editing, "Name").style(Type::Section).width(width).id(field).show(ui);
        let done = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if escaped {
            self.editing = None;
            return;
        }
        if first && !response.lost_focus() && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        ui.add_space(10.0);
        let saved = ui
            .allocate_ui(eframe::egui::vec2(300.0, 40.0), |ui| {
                ui.horizontal(|ui| {
                    let save = CommandButton::primary("Keep and confirm").shortcut("Enter").show(ui).clicked();
                    if CommandButton::quiet("Leave it as it was").show(ui).clicked() {
                        self.editing = None;
                    }
                    save
                })
                .inner
            })
            .inner;
        if done || saved {
            *did = Some(Did::Confirm);
        }
    }

    fn confirm(&mut self, cx: &mut Cx<'_>, id: PersonId, person: &Person) {
        let name = tidy_name(&self.editing.take().unwrap_or_else(|| person.name.to_string()));
        if name.is_empty() {
            return;
        }
        let mut after = person.clone();
        rename(&mut after, name);
        after.name_confirmed = Some(confirmed_by(&self.by, cx.ws.world().now()));
        cx.commit(Change::one("Confirm the spelling of a name", Edit::person(id, after)));
        self.confirmed += 1;
        self.at += 1;
    }
}

/// The name as large as it fits, up to twice the largest type there is.
fn large(ui: &mut Ui, name: &str) {
    let room = ui.available_width();
    let natural = text::width(ui.painter(), name, Type::Number).max(1.0);
    let scale = (room / natural).clamp(0.7, 2.0);
    let galley = text::galley_scaled(ui.painter(), name, Type::Number, scale, colours(ui).ink, Fit::Elide(room));
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, colours(ui).ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
}
