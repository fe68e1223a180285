//! The page of the campaign's settings: its names, who signs, its dates, its key, and how this window looks.

mod dates;
mod key;
mod look;
mod privacy;
mod public_names;
mod window_look;

use crate::app::templates;
use crate::campaign::{Campaign, Change, Edit, Settings};
use crate::gui::action::{Cx, Screen};
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::theme::tokens;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::tabs::Tabs;
use crate::gui::widgets::text_field::{Field, TextField};
use dates::Dates;
use eframe::egui::{Frame, Margin, Response, ScrollArea, Ui, vec2};
use std::sync::Arc;

/// Languages of the texts that are offered; any other that a campaign has is shown as it is.
const LANGUAGES: [(&str, &str); 8] = [
    ("en", "English"),
    ("de", "German"),
    ("fr", "French"),
    ("nl", "Dutch"),
    ("es", "Spanish"),
    ("it", "Italian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
];

#[derive(Default)]
pub struct SettingsPage {
    dates: Dates,
    key: key::KeyCard,
    privacy: privacy::PrivacyCard,
    look: look::LookPage,
    tab: usize,
    /// A title while it is empty, which no campaign may be.
    no_title: bool,
    /// Id and name of the template it was started from; reading the templates is too much for each frame.
    template: Option<(String, String)>,
}

impl Screen for SettingsPage {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        PageHeader::new("Campaign settings")
            .words("What holds for the whole campaign, and how this window looks.")
            .show(ui);
        Frame::new().inner_margin(Margin { left: 24, right: 24, top: 0, bottom: 12 }).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(tokens().size.page_max));
            Tabs::new(&["Campaign", "Look and art"], &mut self.tab).show(ui);
        });
        if self.tab == 1 {
            self.look.show(ui, cx, campaign);
            return;
        }
        ScrollArea::vertical().id_salt("settings").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 24, right: 24, top: 8, bottom: 24 }).show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(tokens().size.page_max));
                let width = (ui.available_width() - 16.0) / 2.0;
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 16.0;
                    ui.allocate_ui(vec2(width, 10.0), |ui| {
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            ui.spacing_mut().item_spacing.y = 16.0;
                            self.names(ui, cx, campaign);
                            signatures(ui, cx, campaign.settings());
                            public_names::show(ui, cx, campaign);
                            self.privacy.show(ui, cx, campaign);
                        });
                    });
                    ui.allocate_ui(vec2(width, 10.0), |ui| {
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            ui.spacing_mut().item_spacing.y = 16.0;
                            self.dates.show(ui, cx, campaign.settings());
                            self.key.show(ui, cx, campaign);
                            window_look::show(ui, cx);
                        });
                    });
                });
            });
        });
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

/// One change of the settings; `key` merges what is typed in one place.
fn change(cx: &mut Cx<'_>, settings: &Settings, title: &str, key: Option<&str>, change: impl FnOnce(&mut Settings)) {
    let mut after = settings.clone();
    change(&mut after);
    if after == *settings {
        return;
    }
    let mut step = Change::one(title, Edit::Settings(Arc::new(after)));
    if let Some(key) = key {
        step = step.merging(format!("settings {key}"));
    }
    cx.commit(step);
}

/// A line of text of the settings.
fn text(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    settings: &Settings,
    field: Field<'_>,
    name: &str,
    get: fn(&mut Settings) -> &mut String,
) -> Response {
    let mut copy = settings.clone();
    let value = get(&mut copy);
    let response = field.show(ui, |ui| TextField::new(value, name).show(ui)).inner;
    if response.lost_focus() {
        *value = value.trim().to_owned();
    }
    if response.changed() || response.lost_focus() {
        let new = value.clone();
        change(cx, settings, "Change the campaign's settings", Some(name), |settings| *get(settings) = new);
    }
    response
}

impl SettingsPage {
    fn names(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let settings = campaign.settings();
        Card::new().title("Names").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            self.title(ui, cx, settings);
            let organiser =
                Field::new("Organiser").help("Stands in the rules of draws and as the author of what is printed.");
            text(ui, cx, settings, organiser, "Organiser", |s| &mut s.organiser);
            let loud = Field::new("Logo, loud line").help("On every card, in large letters.");
            text(ui, cx, settings, loud, "Logo, loud line", |s| &mut s.logo[0]);
            text(ui, cx, settings, Field::new("Logo, quiet line"), "Logo, quiet line", |s| &mut s.logo[1]);
            let year = Field::new("Year and small print");
            text(ui, cx, settings, year, "Year and small print", |s| &mut s.year);
            language(ui, cx, settings);
            if self.template.as_ref().is_none_or(|(id, _)| *id != settings.template) {
                let card = templates::cards().into_iter().find(|card| card.id == settings.template);
                self.template = Some((settings.template.clone(), card.map(|card| card.name).unwrap_or_default()));
            }
            if let Some((_, name)) = self.template.as_ref().filter(|(_, name)| !name.is_empty()) {
                Text::caption(format!("Started from the template “{name}”.")).muted().show(ui);
            }
        });
    }

    fn title(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
        let mut title = if self.no_title { String::new() } else { settings.title.clone() };
        let wrong = self.no_title.then_some("A campaign needs a title. The last one is kept.");
        let field = Field::new("Title").wrong(wrong);
        let response = field.show(ui, |ui| TextField::new(&mut title, "Title").wrong(wrong.is_some()).show(ui)).inner;
        if response.changed() {
            self.no_title = title.trim().is_empty();
            if !self.no_title {
                change(cx, settings, "Change the campaign's title", Some("title"), |settings| settings.title = title);
            }
        } else if response.lost_focus() {
            self.no_title = false;
            let title = settings.title.trim().to_owned();
            change(cx, settings, "Change the campaign's title", Some("title"), |settings| settings.title = title);
        }
    }
}

fn language(ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
    let mut codes: Vec<&str> = LANGUAGES.iter().map(|(code, _)| *code).collect();
    let mut titles: Vec<&str> = LANGUAGES.iter().map(|(_, title)| *title).collect();
    if !codes.contains(&settings.language.as_str()) && !settings.language.is_empty() {
        codes.push(&settings.language);
        titles.push(&settings.language);
    }
    let chosen = codes.iter().position(|code| *code == settings.language);
    Field::new("Language of the texts").help("Decides hyphens and the shapes of letters.").show(ui, |ui| {
        let answer = Select::new("Language of the texts", &titles, chosen).width(220.0).show(ui).chosen;
        if let Some(code) = answer.and_then(|index| codes.get(index)) {
            let code = (*code).to_owned();
            change(cx, settings, "Change the language of the texts", None, |settings| settings.language = code);
        }
    });
}

fn signatures(ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
    let card = Card::new().title("Who signs").action(CommandButton::quiet("Add a signature").icon(Icon::Plus));
    let out = card.show(ui, |ui| {
        if settings.signatures.is_empty() {
            Text::label("Nobody yet. Cards and certificates are then printed without a signature.").muted().show(ui);
        }
        for (index, (name, what)) in settings.signatures.iter().enumerate() {
            ui.push_id(("signature", index), |ui| {
                let (mut name, mut what) = (name.clone(), what.clone());
                let mut remove = false;
                ui.horizontal(|ui| {
                    let half = (ui.available_width() - 34.0 - 16.0) / 2.0;
                    let number = index + 1;
                    let label = format!("Name of signature {number}");
                    let first = TextField::new(&mut name, label).hint("Name").width(half).show(ui);
                    let label = format!("What signature {number} is");
                    let second = TextField::new(&mut what, label).hint("What they are").width(half).show(ui);
                    let button =
                        CommandButton::quiet(format!("Remove signature {number}")).icon(Icon::Trash).icon_only();
                    remove = button.show(ui).clicked();
                    if first.changed() || second.changed() {
                        let key = format!("signature {index}");
                        change(cx, settings, "Change who signs", Some(&key), |settings| {
                            settings.signatures[index] = (name, what);
                        });
                    }
                });
                if remove {
                    change(cx, settings, "Remove a signature", None, |settings| {
                        settings.signatures.remove(index);
                    });
                }
            });
        }
    });
    if out.action {
        change(cx, settings, "Add a signature", None, |settings| settings.signatures.push(Default::default()));
    }
}
