//! The first tab of a person: every field, changed in place. Typing in one field merges into one undo step per pause.

use super::asking::Mark;
use super::table::day;
use crate::app::Task;
use crate::app::names::{self, Output};
use crate::app::people::{confirmed_by, consent_set, country_name, country_typed, rename};
use crate::app::photos;
use crate::campaign::{
    self, Campaign, Change, Confirmation, ConsentState, Edit, NameForm, Person, PersonId, Photo, tidy_name,
};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::tag_editor::{TagEditor, TagEvent};
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Id, Response, Ui, vec2};
use jiff::civil::Date;
use std::sync::Arc;

/// A photo with its bytes; `None` when the dialog was closed.
type Chosen = Option<(Photo, Arc<Vec<u8>>)>;

/// What is being typed and is no value yet.
#[derive(Default)]
pub struct Typed {
    person: Option<PersonId>,
    born: Option<String>,
    tag: String,
    photo: Option<Task<Chosen>>,
}

impl Typed {
    fn of(&mut self, id: PersonId) -> &mut Self {
        if self.person != Some(id) {
            *self = Self { person: Some(id), ..Self::default() };
        }
        self
    }
}

/// Where the keyboard goes to edit the name.
pub fn name_field(id: PersonId) -> Id {
    Id::unique("name of a person").with(id.0)
}

/// A person with the means to change them.
struct Editor<'a, 'c> {
    cx: &'a mut Cx<'c>,
    id: PersonId,
    person: &'a Person,
}

type Get = fn(&mut Person) -> &mut campaign::Text;

impl Editor<'_, '_> {
    /// One change of this person; `key` merges what is typed in one place.
    fn change(&mut self, title: &str, key: Option<&str>, change: impl FnOnce(&mut Person)) {
        let mut after = self.person.clone();
        change(&mut after);
        if after == *self.person {
            return;
        }
        let mut step = Change::one(title, Edit::person(self.id, after));
        if let Some(key) = key {
            step = step.merging(format!("person {} {key}", self.id));
        }
        self.cx.commit(step);
    }

    /// A plain line of text.
    fn text(&mut self, ui: &mut Ui, title: &str, get: Get) -> Response {
        self.rows(ui, title, 1, get)
    }

    fn rows(&mut self, ui: &mut Ui, title: &str, rows: usize, get: Get) -> Response {
        let mut copy = self.person.clone();
        let mut value = get(&mut copy).to_string();
        let response = Field::new(title).show(ui, |ui| TextField::new(&mut value, title).rows(rows).show(ui)).inner;
        if response.lost_focus() {
            // Outer white space goes only when one is done: in the middle of typing it is the next word's.
            value = value.trim().to_owned();
        }
        if response.changed() || response.lost_focus() {
            self.change("Change a person's details", Some(title), |person| *get(person) = value.into());
        }
        response
    }
}

/// Two fields beside each other.
fn pair(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    let width = (ui.available_width() - 12.0) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.allocate_ui(vec2(width, 10.0), left);
        ui.allocate_ui(vec2(width, 10.0), right);
    });
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, id: PersonId, person: &Person, typed: &mut Typed) {
    let typed = typed.of(id);
    let mut e = Editor { cx, id, person };
    name(ui, &mut e);
    Section::new("Where they are").show(ui, |ui| {
        e.text(ui, "E-mail", |p| &mut p.email);
        let e = std::cell::RefCell::new(&mut e);
        pair(
            ui,
            |ui| {
                e.borrow_mut().text(ui, "Organisation", |p| &mut p.organisation);
            },
            |ui| {
                e.borrow_mut().text(ui, "Team", |p| &mut p.team);
            },
        );
        pair(
            ui,
            |ui| {
                e.borrow_mut().text(ui, "Function", |p| &mut p.function);
            },
            |ui| {
                e.borrow_mut().text(ui, "In service since", |p| &mut p.since);
            },
        );
        pair(
            ui,
            |ui| {
                e.borrow_mut().text(ui, "Place", |p| &mut p.place);
            },
            |ui| country(ui, &mut e.borrow_mut()),
        );
        e.borrow_mut().rows(ui, "Postal address", 2, |p| &mut p.address);
    });
    consent(ui, &mut e);
    Section::new("In public").show(ui, |ui| public(ui, &mut e));
    Section::new("Roles").show(ui, |ui| {
        for mark in Mark::ALL {
            let mut copy = e.person.clone();
            let mut on = *mark.of(&mut copy);
            if CheckRow::new(&mut on, mark.title()).show(ui).changed() {
                e.change("Change a person's roles", None, |person| *mark.of(person) = on);
            }
        }
    });
    Section::new("Photo").show(ui, |ui| photo(ui, &mut e, &mut typed.photo));
    Section::new("Tags").show(ui, |ui| tags(ui, &mut e, &mut typed.tag));
    Section::new("More").show(ui, |ui| {
        born(ui, &mut e, &mut typed.born);
        e.rows(ui, "Notes", 3, |p| &mut p.notes);
    });
}

fn name(ui: &mut Ui, e: &mut Editor<'_, '_>) {
    let mut value = e.person.name.to_string();
    let response =
        Field::new("Name").show(ui, |ui| TextField::new(&mut value, "Name").id(name_field(e.id)).show(ui)).inner;
    if response.lost_focus() {
        value = tidy_name(&value);
    }
    if response.changed() || response.lost_focus() {
        e.change("Rename a person", Some("name"), |person| rename(person, value));
    }
    e.text(ui, "Name in Latin letters", |p| &mut p.latin_name);
    ui.add_space(2.0);
    match e.person.name_confirmed.as_ref() {
        Some(confirmed) => confirmed_note(ui, e, confirmed),
        None => unconfirmed_note(ui, e),
    }
}

fn confirmed_note(ui: &mut Ui, e: &mut Editor<'_, '_>, confirmed: &Confirmation) {
    let zone = e.cx.ws.world().time_zone();
    let by = if confirmed.by.is_empty() { String::new() } else { format!(" by {}", confirmed.by) };
    let note = Note::good("The spelling of the name is confirmed")
        .words(format!("{}{by}", day(confirmed.at, &zone)))
        .action(CommandButton::plain("Take back"))
        .show(ui);
    let mut by = confirmed.by.clone();
    let at = confirmed.at;
    let response = Field::new("Confirmed by").show(ui, |ui| TextField::new(&mut by, "Confirmed by").show(ui)).inner;
    if note.action {
        e.change("Take back a confirmation", None, |person| person.name_confirmed = None);
    } else if response.changed() {
        e.change("Change who confirmed a name", Some("confirmed by"), |person| {
            person.name_confirmed = Some(Confirmation { by, at });
        });
    }
}

fn unconfirmed_note(ui: &mut Ui, e: &mut Editor<'_, '_>) {
    let nameless = tidy_name(&e.person.name).is_empty().then_some("There is no name to confirm yet.");
    let note = Note::warning("Nobody has confirmed the spelling")
        .words("Nothing should be printed before. A change of the name asks again.")
        .action(CommandButton::plain("Confirm").disabled_if(nameless))
        .show(ui);
    if !note.action {
        return;
    }
    let at = e.cx.ws.world().now();
    let by = e.cx.ws.campaign().map(|campaign| campaign.settings().organiser.clone()).unwrap_or_default();
    e.change("Confirm the spelling of a name", None, |person| {
        person.name = tidy_name(&person.name).into();
        person.name_confirmed = Some(confirmed_by(&by, at));
    });
}

fn country(ui: &mut Ui, e: &mut Editor<'_, '_>) {
    let there = e.person.country.to_string();
    // What is typed and what stood there before: a word that is no country, yet or at all, takes the place of none.
    let key = ui.scope_id().with(("country of", e.id));
    let typing: Option<(String, String)> = ui.data(|data| data.get_temp(key));
    let (mut value, before) = typing.unwrap_or_else(|| (there.clone(), there.clone()));
    let known = country_name(&there);
    let wrong = if value == there { None } else { country_typed(&value).err() };
    let mut field = Field::new("Country").wrong(wrong.as_deref());
    if known != there {
        field = field.aside(known);
    }
    let response = field.show(ui, |ui| TextField::new(&mut value, "Country").show(ui)).inner;
    if response.changed() {
        let stored = country_typed(&value).unwrap_or_else(|_| before.clone());
        ui.data_mut(|data| data.insert_temp(key, (value.clone(), before)));
        if stored != there {
            e.change("Change a person's country", Some("country"), |person| person.country = stored.into());
        }
    }
    if response.lost_focus() && country_typed(&value).is_ok() {
        ui.data_mut(|data| data.remove::<(String, String)>(key));
    }
}

fn consent(ui: &mut Ui, e: &mut Editor<'_, '_>) {
    let zone = e.cx.ws.world().time_zone();
    let mut section = Section::new("Consent to be named and shown");
    if let Some(at) = e.person.consent.at {
        section = section.aside(format!("since {}", at.to_zoned(zone).strftime("%-d %B %Y")));
    } else if let Some(at) = e.cx.ws.campaign().and_then(|campaign| campaign.consent_read_at(e.person)) {
        section = section.aside(format!("read on {}", at.to_zoned(zone).strftime("%-d %B %Y")));
    }
    section.show(ui, |ui| {
        let titles = ConsentState::ALL.map(ConsentState::title);
        let state = e.person.consent.state;
        let chosen = ConsentState::ALL.iter().position(|other| *other == state);
        let answer = Select::new("Consent", &titles, chosen).width(ui.available_width()).show(ui);
        if let Some(new) = answer.chosen.and_then(|index| ConsentState::ALL.get(index)).filter(|new| **new != state) {
            let at = e.cx.ws.world().now();
            let wording =
                e.cx.ws.campaign().map(|it| it.settings().privacy.wording_version.clone()).unwrap_or_default();
            let consent = consent_set(*new, &e.person.consent.by, &wording, at);
            e.change("Set the consent of a person", None, |person| person.consent = consent);
        }
        if state != ConsentState::NotAsked {
            let mut by = e.person.consent.by.clone();
            let response = TextField::new(&mut by, "How it was given").hint("How: by e-mail, on the form").show(ui);
            if response.changed() {
                e.change("Change how consent was given", Some("consent by"), |person| person.consent.by = by);
            }
            let zone = e.cx.ws.world().time_zone();
            let now = e.cx.ws.world().now();
            let said = typed::moment_until(ui, "When they said so", e.person.consent.at, &zone, "", now);
            if let Some(Some(at)) = said {
                e.change("Change when consent was given", Some("consent at"), |person| person.consent.at = Some(at));
            }
            let wording = e.person.consent.wording.clone();
            let field = Field::new("Version of the wording");
            if let Some(wording) =
                field.show(ui, |ui| typed::words(ui, "Version of the wording", &wording, |field| field)).inner
            {
                e.change("Change to which wording consent was given", Some("consent wording"), |person| {
                    person.consent.wording = wording;
                });
            }
        }
    });
}

fn public(ui: &mut Ui, e: &mut Editor<'_, '_>) {
    let titles = NameForm::ALL.map(NameForm::title);
    let chosen = NameForm::ALL.iter().position(|other| *other == e.person.name_form);
    let shown = e.cx.ws.campaign().map_or_else(String::new, |campaign| in_public(campaign, e.id, e.person));
    let field = Field::new("Form of the name").help(shown);
    let answer = field
        .show(ui, |ui| Select::new("Form of the name", &titles, chosen).width(ui.available_width()).show(ui).chosen);
    if let Some(form) = answer.inner.and_then(|index| NameForm::ALL.get(index)) {
        e.change("Change how a name appears", None, |person| person.name_form = *form);
    }
    per_output(ui, e);
    e.text(ui, "Code name", |p| &mut p.code_name);
    let e = std::cell::RefCell::new(e);
    pair(
        ui,
        |ui| {
            e.borrow_mut().text(ui, "Given name", |p| &mut p.given_name);
        },
        |ui| {
            e.borrow_mut().text(ui, "Family name", |p| &mut p.family_name);
        },
    );
}

/// The forms for single outputs: those that differ are shown, the others wait behind a button.
fn per_output(ui: &mut Ui, e: &mut Editor<'_, '_>) {
    let titles = NameForm::ALL.map(|form| match form {
        NameForm::ByDefault => "As everywhere",
        form => form.title(),
    });
    let id = ui.scope_id().with("forms for single outputs");
    let mut is_open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let set = campaign::Output::ALL.map(|output| (output, e.person.name_forms.get(output)));
    for (output, now) in set.into_iter().filter(|(_, now)| is_open || *now != NameForm::ByDefault) {
        let chosen = NameForm::ALL.iter().position(|form| *form == now);
        let name = format!("Form of the name: {}", output.title());
        let field = Field::new(output.title());
        let answer =
            field.show(ui, |ui| Select::new(&name, &titles, chosen).width(ui.available_width()).show(ui).chosen);
        if let Some(form) = answer.inner.and_then(|index| NameForm::ALL.get(index)) {
            e.change("Change how a name appears in one place", None, |person| person.name_forms.set(output, *form));
        }
    }
    let words = if is_open { "Hide the places without a form of their own" } else { "Choose a form for one place" };
    if CommandButton::quiet(words).small().show(ui).clicked() {
        is_open = !is_open;
        ui.data_mut(|data| data.insert_temp(id, is_open));
    }
}

/// What of the name winners' lists, printed records and the presenter show.
fn in_public(campaign: &Campaign, id: PersonId, person: &Person) -> String {
    if person.consent.state != ConsentState::Agreed {
        let form = match campaign.chosen_form(id, campaign::Output::Draw) {
            NameForm::ByDefault => Output::Winners.default_form(campaign),
            form => form,
        };
        // A name in a short form ends in a point itself.
        let then = person.name_in(form).map_or_else(String::new, |name| format!(". After a yes: {name}"));
        return format!("As a winner: entry id only, without consent{then}");
    }
    let shown = Output::ALL.map(|output| names::public_name(campaign, id, output));
    let words = |shown: &Option<String>| shown.clone().unwrap_or_else(|| "entry id only".into());
    if shown.iter().all(|other| *other == shown[0]) {
        return format!("As a winner: {}", words(&shown[0]));
    }
    let lines = Output::ALL.iter().zip(&shown).map(|(output, shown)| format!("{}: {}", output.title(), words(shown)));
    lines.collect::<Vec<_>>().join(". ")
}

/// Kept in the campaign's file as it is; chosen in a dialog, read in a job.
fn photo(ui: &mut Ui, e: &mut Editor<'_, '_>, reading: &mut Option<Task<Chosen>>) {
    if let Some(result) = reading.as_ref().and_then(Task::poll) {
        *reading = None;
        match result {
            Ok(Some((photo, bytes))) => {
                e.cx.act(Action::KeepBlob(bytes));
                e.change("Choose a photo", None, |person| person.photo = Some(photo));
            }
            Ok(None) => {}
            Err(failure) => e.cx.act(Action::Fail(failure)),
        }
    }
    let words = match &e.person.photo {
        Some(photo) => format!(
            "{}, {} × {} pixels, {} KB. Kept in the campaign's file.",
            photo.file_name,
            photo.width_px,
            photo.height_px,
            photo.bytes.div_ceil(1024)
        ),
        None => "No photo. A JPEG or PNG is kept in the campaign's file.".into(),
    };
    Text::label(words).muted().show(ui);
    ui.horizontal(|ui| {
        let title = if e.person.photo.is_some() { "Choose another photo" } else { "Choose a photo" };
        let busy = reading.is_some().then_some("A file is being chosen.");
        if CommandButton::plain(title).icon(Icon::Image).small().disabled_if(busy).show(ui).clicked() {
            let ask = Ask::new("Choose a photo").filter("Picture", &["jpg", "jpeg", "png"]);
            let (picker, world) = (Arc::clone(e.cx.picker), Arc::clone(e.cx.ws.world()));
            *reading = Some(e.cx.ws.jobs().start_change("Reading a photo", move |_| {
                let Some(path) = picker.open_file(&ask) else { return Ok(None) };
                photos::read(world.as_ref(), &path).map(Some)
            }));
        }
        if e.person.photo.is_some() && CommandButton::quiet("Remove the photo").icon(Icon::X).small().show(ui).clicked()
        {
            e.change("Remove a photo", None, |person| person.photo = None);
        }
    });
}

fn tags(ui: &mut Ui, e: &mut Editor<'_, '_>, typed: &mut String) {
    let tags = e.person.tags.clone();
    match TagEditor::new("Add a tag", &tags, typed).show(ui) {
        Some(TagEvent::Added(tag)) => e.change("Tag a person", None, |person| person.tags.push(tidy_name(&tag))),
        Some(TagEvent::Removed(place)) => {
            e.change("Take a tag off a person", None, |person| {
                person.tags.remove(place);
            });
        }
        None => {}
    }
}

fn born(ui: &mut Ui, e: &mut Editor<'_, '_>, typed: &mut Option<String>) {
    let stored = e.person.born.map(|born| born.to_string()).unwrap_or_default();
    let mut value = typed.clone().unwrap_or_else(|| stored.clone());
    let read = read_date(&value);
    let wrong = (read.is_err()).then_some("Year, month, day: 1984-03-09.");
    let response = Field::new("Date of birth")
        .wrong(wrong)
        .show(ui, |ui| {
            TextField::new(&mut value, "Date of birth").hint("1984-03-09").wrong(wrong.is_some()).width(160.0).show(ui)
        })
        .inner;
    if response.changed() {
        if let Ok(born) = read_date(&value) {
            e.change("Change a date of birth", Some("born"), |person| person.born = born);
        }
        *typed = Some(value);
    } else if !response.has_focus() && read.is_ok() {
        // What stands there is stored; from now on the stored one is shown, also after an undo.
        *typed = None;
    }
    if wrong.is_some() && !response.has_focus() {
        Text::caption("It is not stored until it can be read.").muted().show(ui);
    }
}

/// An empty field is no date; anything else must be a whole one.
fn read_date(text: &str) -> Result<Option<Date>, jiff::Error> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}
