//! The middle of the page: whom it tells of, title, summary and text with what has room where, quotes, the leap, and the place.

use super::leap::{self, Typed};
use super::state_chip;
use crate::app::nominations::add_problem;
use crate::app::people::{country_as_stored, country_name};
use crate::app::stories::{BUDGETS, edited, place_of, word_count};
use crate::campaign::{Campaign, Change, Edit, Person, Story, StoryId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::text::{Text, Type};
use crate::gui::widgets::card::{Card, columns};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::tag_editor::{Suggestion, TagEditor, TagEvent};
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Frame, Margin, ScrollArea, Ui, vec2};

/// A story with other words, as one step; typing in a field merges.
pub fn commit(
    cx: &mut Cx<'_>,
    (id, story): (StoryId, &Story),
    title: &str,
    key: Option<&str>,
    change: impl FnOnce(&mut Story),
) {
    let after = edited(story, cx.ws.world().now(), change);
    if after == *story {
        return;
    }
    let step = Change::one(title, Edit::story(id, after));
    cx.commit(match key {
        Some(key) => step.merging(format!("story {id} {key}")),
        None => step,
    });
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, of: (StoryId, &Story), typed: &mut Typed) {
    ScrollArea::vertical().id_salt("story text").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(18, 16)).show(ui, |ui| {
            ui.push_id(of.0.0, |ui| {
                ui.spacing_mut().item_spacing.y = 12.0;
                head(ui, cx, campaign, of.1);
                words(ui, cx, of);
                quotes(ui, cx, campaign, of);
                leap::show(ui, cx, of, typed);
                place(ui, cx, campaign, of);
                problems(ui, cx, campaign, of, typed);
            });
        });
    });
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, story: &Story) {
    let person = campaign.people().get(story.about);
    let name = person.map_or("nobody", Person::display_name);
    let hero = campaign.hero_of(story.about);
    let texture = hero.and_then(|(hero, record)| cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 128));
    ui.horizontal_top(|ui| {
        FacePlate::new(name).texture(texture).size(44.0).show(ui);
        ui.add_space(4.0);
        let button = CommandButton::plain("Open person");
        let room = ui.available_width() - button.width(ui.painter()) - 12.0;
        ui.allocate_ui(vec2(room, 44.0), |ui| {
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.spacing_mut().item_spacing.y = 1.0;
                Text::section(name).elide().show(ui);
                let persona = hero.map_or("No hero yet", |(_, record)| record.persona.as_str());
                Text::label(persona).muted().elide().show(ui);
            });
        });
        if button.show(ui).clicked() {
            cx.act(Action::Show(Target::Person(story.about)));
        }
    });
}

fn words(ui: &mut Ui, cx: &mut Cx<'_>, of: (StoryId, &Story)) {
    let story = of.1;
    Card::strong().title("Story").chip(state_chip(story.state)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        let mut title = story.title.clone();
        let typed = Field::new("Headline").show(ui, |ui| {
            TextField::new(&mut title, "Headline").hint("Payday, saved at a quarter past nine").show(ui).changed()
        });
        if typed.inner {
            commit(cx, of, "Change the headline of a story", Some("title"), |it| it.title = title);
        }
        let mut summary = story.summary.clone();
        let length = word_count(&summary);
        let typed = Field::new("In a sentence or two")
            .aside(format!("{length} words"))
            .show(ui, |ui| TextField::new(&mut summary, "In a sentence or two").rows(2).show(ui).changed());
        if typed.inner {
            commit(cx, of, "Change the summary of a story", Some("summary"), |it| it.summary = summary);
        }
        let mut text = story.text.clone();
        let typed = Field::new("Text")
            .show(ui, |ui| TextField::new(&mut text, "Text").rows(10).style(Type::BodyLarge).show(ui).changed());
        if typed.inner {
            commit(cx, of, "Edit a story", Some("text"), |it| it.text = text);
        }
        budgets(ui, word_count(&story.text));
    });
}

/// Where the text has room, in words and by a mark.
fn budgets(ui: &mut Ui, words: usize) {
    let count = if words == 1 { "1 word".to_owned() } else { format!("{words} words") };
    Text::label_strong(format!("{count}, and the room there is")).show(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (_, place, room) in BUDGETS {
            let chip = if words == 0 {
                Chip::line(format!("{place}: {room}"))
            } else if words <= room {
                Chip::success(format!("{place}: {room}")).icon(Icon::Check)
            } else {
                Chip::warning(format!("{place}: {room}, {} too many", words - room)).icon(Icon::Warn)
            };
            chip.show(ui);
        }
    });
}

fn quotes(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, of: (StoryId, &Story)) {
    let story = of.1;
    let mut removed = None;
    Card::new().title("Quotes").aside("Picked from the nominations beside it").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        if story.quotes.is_empty() {
            Text::label("None yet. Click a sentence under Nominations.").muted().show(ui);
        }
        for (n, quote) in story.quotes.iter().enumerate() {
            ui.push_id(n, |ui| {
                if n > 0 {
                    crate::gui::marks::divider(ui);
                }
                Text::body(format!("“{}”", quote.words)).show(ui);
                ui.horizontal(|ui| {
                    let remove =
                        CommandButton::quiet(format!("Remove quote {}", n + 1)).icon(Icon::X).icon_only().small();
                    let open = quote.from.filter(|id| campaign.nominations().contains(*id));
                    let link = open.map(|id| CommandButton::quiet(format!("Open {id}")).small());
                    let taken = remove.width(ui.painter())
                        + link.as_ref().map_or(0.0, |link| link.width(ui.painter()) + 8.0)
                        + 16.0;
                    let mut by = quote.by.clone();
                    let name = format!("Whose words quote {} is", n + 1);
                    let field = TextField::new(&mut by, name).hint("Whose words, as they may be named").small();
                    if field.width((ui.available_width() - taken).max(90.0)).show(ui).changed() {
                        commit(cx, of, "Name the author of a quote", Some(&format!("quote {n}")), |it| {
                            it.quotes[n].by = by;
                        });
                    }
                    if let (Some(link), Some(id)) = (link, open)
                        && link.show(ui).clicked()
                    {
                        cx.act(Action::Show(Target::Nomination(id)));
                    }
                    if remove.show(ui).clicked() {
                        removed = Some(n);
                    }
                });
            });
        }
    });
    if let Some(n) = removed {
        commit(cx, of, "Remove a quote of a story", None, |it| {
            it.quotes.remove(n);
        });
    }
}

fn place(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, of: (StoryId, &Story)) {
    let story = of.1;
    let person = campaign.people().get(story.about);
    let on_map = person.map_or_else(String::new, |person| place_of(story, person));
    let aside = if on_map.is_empty() { "not on the map yet".to_owned() } else { on_map };
    Card::new().title("Where it happened").aside(aside).show(ui, |ui| {
        columns(ui, &[1.0, 1.0], |ui, n| {
            let theirs = person.map_or("", |it| if n == 0 { it.place.as_str() } else { it.country.as_str() });
            let hint = if n == 0 { theirs } else { country_name(theirs) };
            if n == 0 {
                let mut value = story.place.clone();
                let typed = Field::new("Place")
                    .show(ui, |ui| TextField::new(&mut value, "Place").hint(hint).show(ui).changed());
                if typed.inner {
                    commit(cx, of, "Change the place of a story", Some("place"), |it| it.place = value);
                }
                return;
            }
            let mut value = story.country.clone();
            let known = country_name(&story.country);
            let mut field = Field::new("Country");
            if known != story.country {
                field = field.aside(known);
            }
            let response = field.show(ui, |ui| TextField::new(&mut value, "Country").hint(hint).show(ui)).inner;
            if response.lost_focus() {
                value = country_as_stored(&value);
            }
            if response.changed() || response.lost_focus() {
                commit(cx, of, "Change the country of a story", Some("country"), |it| it.country = value);
            }
        });
        Text::caption("Left empty, it is where the person is.").show(ui);
    });
}

fn problems(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, of: (StoryId, &Story), typed: &mut Typed) {
    let story = of.1;
    let monsters: Vec<&str> = campaign
        .monsters()
        .iter()
        .map(|(_, monster)| monster.problem.as_str())
        .filter(|problem| !problem.trim().is_empty())
        .collect();
    let before: Vec<Suggestion<'_>> = monsters.iter().map(|words| Suggestion { words, count: 0 }).collect();
    Card::new().title("Problems in it").show(ui, |ui| {
        let editor = TagEditor::new("Add a problem", &story.problems, &mut typed.problem).suggestions(&before);
        match editor.show(ui) {
            Some(TagEvent::Added(tag)) => commit(cx, of, "Add a problem to a story", None, |it| {
                add_problem(&mut it.problems, &tag);
            }),
            Some(TagEvent::Removed(n)) => commit(cx, of, "Take a problem off a story", None, |it| {
                it.problems.remove(n);
            }),
            None => {}
        }
    });
}
