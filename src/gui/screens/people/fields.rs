//! Questions about one field of many people: where they belong, and that their names are confirmed.

use super::asking::{Answered, Chosen, change, people_of};
use crate::app::Progress;
use crate::app::people::{SharedField, confirmed_by, counted, country_name};
use crate::campaign::{Campaign, PersonId, tidy_name};
use crate::gui::action::Cx;
use crate::gui::kept::Kept;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field as Labelled, TextField};
use eframe::egui::{Key, Ui};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// What is being asked.
pub struct FieldAsk {
    people: Chosen,
    /// What stands in the field now, counted once, beside the window where they are many.
    there: Kept<(u64, SharedField), String>,
    field: SharedField,
    value: String,
    fresh: bool,
}

impl FieldAsk {
    pub fn new(people: Chosen) -> Self {
        Self { people, there: Kept::default(), field: SharedField::Country, value: String::new(), fresh: true }
    }

    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        let count = self.people.len();
        let (value, wrong) = match self.field.as_stored(&self.value) {
            Ok(value) => (value, None),
            Err(why) => (self.value.trim().to_owned(), Some(why)),
        };
        let field = self.field.title().to_lowercase();
        let (title, words) = if value.is_empty() {
            (format!("Clear the {field} of {count}"), "Nothing typed empties it.".to_owned())
        } else {
            (format!("Set the {field} of {count}"), String::new())
        };
        let dialog = Dialog::new("set a field", format!("Change a field of {}", people_of(count)))
            .words("One step, which can be undone.")
            .foot_words(words)
            .left(CommandButton::plain("Cancel"))
            .button(
                CommandButton::primary(title).disabled_if(wrong.as_deref().map(|_| "Type a country that is known.")),
            );
        let out = dialog.show(ui.ctx(), |ui| {
            let titles = SharedField::ALL.map(SharedField::title);
            let mut chosen = SharedField::ALL.iter().position(|other| *other == self.field).unwrap_or(0);
            Segmented::new("Field", &titles, &mut chosen).show(ui);
            self.field = SharedField::ALL[chosen];
            let title = format!("New {}", self.field.title().to_lowercase());
            let mut labelled = Labelled::new(title.clone()).wrong(wrong.as_deref());
            if wrong.is_none()
                && self.field == SharedField::Country
                && country_name(&value) != self.value.trim()
                && !value.is_empty()
            {
                labelled = labelled.aside(country_name(&value).to_owned());
            }
            let entered = labelled.show(ui, |ui| {
                let response = TextField::new(&mut self.value, title).show(ui);
                if std::mem::take(&mut self.fresh) {
                    response.request_focus();
                }
                response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
            });
            let (people, field) = (Arc::clone(&self.people), self.field);
            let key = (campaign.revision(), field);
            if let Some(snapshot) = cx.ws.snapshot() {
                let is_short = people.len() <= many::BESIDE;
                let work = move |_: &Progress| {
                    let people = people.iter().filter_map(|id| snapshot.people().get(*id));
                    // Most say what many say: a hash is quicker than an order of a million words.
                    let different: HashSet<&str> = people.map(|person| field.read(person)).collect();
                    Ok(stands_there(&different.into_iter().collect()))
                };
                self.there.get(cx.ws.jobs(), "", key, is_short, work);
            }
            let there = self.there.last().filter(|_| self.there.key() == Some(&key)).and_then(Result::ok);
            let there = there.as_deref().map_or("Looking what stands there now.", String::as_str);
            Text::label(there).muted().show(ui);
            entered.inner
        });
        if wrong.is_none() && (out.pressed == Some(1) || out.inner && !value.is_empty()) {
            let field = self.field;
            let what = field.title().to_lowercase();
            let words = move |people| format!("{} of {people} set", field.title());
            let title = move |n| counted(&format!("Set the {what} of"), n);
            return change(cx, &self.people, title, words, move |person| *field.of(person) = value.as_str().into());
        }
        if out.closed || out.pressed.is_some() { Answered::Closed } else { Answered::NotYet }
    }
}

fn stands_there(values: &BTreeSet<&str>) -> String {
    let known: Vec<&str> = values.iter().copied().filter(|value| !value.is_empty()).collect();
    let empty = if known.len() < values.len() { ", or nothing" } else { "" };
    match known.as_slice() {
        [] => "Nothing stands there now.".to_owned(),
        [one] => format!("There stands now: {one}{empty}."),
        many => {
            format!("{} different words stand there now{empty}: {} …", many.len(), many[..many.len().min(3)].join(", "))
        }
    }
}

/// Confirms the names of many at once.
pub struct ConfirmAsk {
    /// Those who have a name.
    named: Chosen,
    by: String,
}

impl ConfirmAsk {
    pub fn new(campaign: &Campaign, people: &Chosen, by: String) -> Self {
        // As it will stand there: letters without a shape are no name.
        let has_name =
            |id: &PersonId| campaign.people().get(*id).is_some_and(|person| !tidy_name(&person.name).is_empty());
        // To look at a million takes longer than a frame: who of so many has no name is left out when the names are confirmed.
        if people.len() > many::BESIDE {
            return Self { named: Arc::clone(people), by };
        }
        Self { named: people.iter().copied().filter(has_name).collect(), by }
    }

    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        let named = &self.named;
        let count = named.len();
        let nobody = (count == 0).then(|| "None of them has a name.".to_owned());
        let unsaid = self.by.trim().is_empty().then(|| "Say who confirmed them.".to_owned());
        let dialog = Dialog::new("confirm names", format!("Confirm the names of {}", people_of(count)))
            .words("Each as it stands in the record now. A change of a name asks again.")
            .left(CommandButton::plain("Cancel"))
            .button(
                CommandButton::primary(format!("Confirm {}", many::counted(count, "name", "names")))
                    .disabled_if(nobody.or(unsaid)),
            );
        let out = dialog.show(ui.ctx(), |ui| {
            Labelled::new("Confirmed by").show(ui, |ui| {
                TextField::new(&mut self.by, "Confirmed by").hint("themselves by e-mail, their team leads").show(ui);
            });
            for id in named.iter().take(8) {
                Text::strong(campaign.people().get(*id).map_or("", |person| person.name.as_str())).elide().show(ui);
            }
            if count > 8 {
                Text::label(format!("and {} more", count - 8)).muted().show(ui);
            }
        });
        match out.pressed {
            Some(1) => {
                let (by, at) = (self.by.clone(), cx.ws.world().now());
                let words = |people| format!("Confirmed the names of {people}");
                change(
                    cx,
                    named,
                    |n| counted("Confirm the names of", n),
                    words,
                    move |person| {
                        let name = tidy_name(&person.name);
                        if !name.is_empty() {
                            person.name = name.into();
                            person.name_confirmed = Some(confirmed_by(&by, at));
                        }
                    },
                )
            }
            Some(_) => Answered::Closed,
            None if out.closed => Answered::Closed,
            None => Answered::NotYet,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Change, Edit, Person};

    #[test]
    fn a_name_of_letters_without_a_shape_is_none_to_confirm() {
        let mut campaign =
            crate::app::templates::start(&crate::app::FakeWorld::new(jiff::Timestamp::UNIX_EPOCH), "blank").unwrap();
        let names = ["Ada", "\u{200B}", "\u{FEFF} \u{200B}", " ", "\u{200B}Zoë"];
        let people = (1..).zip(names);
        let edits =
            people.map(|(id, name)| Edit::person(PersonId(id), Person { name: name.into(), ..Person::default() }));
        campaign.apply(&Change::new("Add people", edits.collect()), jiff::Timestamp::UNIX_EPOCH).unwrap();
        let all: Chosen = (1..=5).map(PersonId).collect();
        assert_eq!(*ConfirmAsk::new(&campaign, &all, String::new()).named, [PersonId(1), PersonId(5)]);
    }
}
