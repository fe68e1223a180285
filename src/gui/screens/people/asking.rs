//! Questions of the people page: who is added, what many people become, and what goes with a person who is deleted.

use super::fields::{ConfirmAsk, FieldAsk};
use crate::app::bulk::{count_put, count_taken_out};
use crate::app::people::{self, Named, change_each, consent_set, counted};
use crate::campaign::{self, Campaign, Change, ConsentState, Edit, NameForm, Output, Person, PersonId, tidy_name};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Key, Ui};
use jiff::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;

/// What is asked.
pub enum Ask {
    Add {
        person: Box<Person>,
        fresh: bool,
    },
    Consent {
        people: Chosen,
        state: ConsentState,
        by: String,
        on: Option<Timestamp>,
    },
    Form {
        people: Chosen,
        form: NameForm,
        /// Everywhere where none is chosen.
        output: Option<Output>,
    },
    Mark {
        people: Chosen,
        role: Mark,
        on: bool,
    },
    Tag {
        people: Chosen,
        tag: String,
        fresh: bool,
    },
    Field(Box<FieldAsk>),
    Names(ConfirmAsk),
    Delete(Box<Deleting>),
}

/// Those who were chosen, in order of their ids.
pub type Chosen = Arc<[PersonId]>;

/// The roles that are set by hand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Judge,
    Member,
    Staff,
}

impl Mark {
    pub const ALL: [Self; 3] = [Self::Judge, Self::Member, Self::Staff];
    pub fn title(self) -> &'static str {
        match self {
            Self::Judge => "Judge",
            Self::Member => "Member of the league",
            Self::Staff => "Staff of the organiser",
        }
    }
    pub fn of(self, person: &mut Person) -> &mut bool {
        match self {
            Self::Judge => &mut person.judge,
            Self::Member => &mut person.member,
            Self::Staff => &mut person.staff,
        }
    }
}

/// What became of the question.
pub enum Answered {
    NotYet,
    Closed,
    /// This person was added and is to be shown.
    Added(PersonId),
    /// These are gone.
    Gone,
}

/// "1 person", "3 people".
pub fn people_of(count: usize) -> String {
    if count == 1 { "1 person".into() } else { format!("{} people", grouped(count as u64)) }
}

fn commit_delete(cx: &mut Cx<'_>, people: HashSet<PersonId>) {
    let count = people.len();
    let words = |change: &Change| format!("Deleted {}", people_of(count_taken_out::<Person>(change)));
    many::each(cx, count, "Deleting people", words, move |campaign| people::remove(campaign, &people));
}

impl Ask {
    /// Paints the question; the answer has been carried out.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        match self {
            Self::Add { person, fresh } => show_add(ui, cx, campaign, person, fresh),
            Self::Consent { people, state, by, on } => show_consent(ui, cx, campaign, people, (state, by, on)),
            Self::Form { people, form, output } => show_form(ui, cx, campaign, people, form, output),
            Self::Mark { people, role, on } => show_mark(ui, cx, people, role, on),
            Self::Tag { people, tag, fresh } => show_tag(ui, cx, people, tag, fresh),
            Self::Field(ask) => ask.show(ui, cx, campaign),
            Self::Names(ask) => ask.show(ui, cx, campaign),
            Self::Delete(deleting) => deleting.show(ui, cx),
        }
    }
}

fn show_add(ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, person: &mut Person, fresh: &mut bool) -> Answered {
    let nameless = tidy_name(&person.name).is_empty();
    let reason = nameless.then_some("Type a name first.");
    let dialog = Dialog::new("add person", "Add a person")
        .words("For postcards, phone calls and whoever is in no list.")
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary("Add the person").disabled_if(reason));
    let out = dialog.show(ui.ctx(), |ui| {
        let mut entered = false;
        let mut field = |ui: &mut Ui, title: &str, text: &mut campaign::Text| {
            let mut value = text.to_string();
            let response = Field::new(title).show(ui, |ui| TextField::new(&mut value, title).show(ui)).inner;
            entered |= response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            *text = value.into();
            response
        };
        let name = field(ui, "Full name", &mut person.name);
        if std::mem::take(fresh) {
            name.request_focus();
        }
        field(ui, "E-mail address", &mut person.email);
        field(ui, "Their team", &mut person.team);
        entered
    });
    if out.pressed == Some(1) || (out.inner && !nameless) {
        let id = campaign.next_person_id();
        let mut new = person.clone();
        new.name = tidy_name(&new.name).into();
        for text in [&mut new.email, &mut new.team] {
            *text = text.trim().into();
        }
        cx.commit(Change::one("Add a person", Edit::person(id, new)));
        return Answered::Added(id);
    }
    if out.closed || out.pressed == Some(0) { Answered::Closed } else { Answered::NotYet }
}

/// Changes each of them in the same way, and closes the question. `words` get how many were really changed.
pub fn change(
    cx: &mut Cx<'_>,
    people: &Chosen,
    title: impl Fn(usize) -> String + Send + Sync + 'static,
    words: impl Fn(String) -> String + Send + Sync + 'static,
    change: impl Fn(&mut Person) + Send + Sync + 'static,
) -> Answered {
    let people = Arc::clone(people);
    let words = move |change: &Change| words(people_of(count_put::<Person>(change)));
    many::each(cx, people.len(), "Changing people", words, move |campaign| {
        change_each(campaign, people.iter().copied(), &title, &change)
    });
    Answered::Closed
}

fn show_consent(
    ui: &Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    people: &Chosen,
    (state, by, on): (&mut ConsentState, &mut String, &mut Option<Timestamp>),
) -> Answered {
    let count = people.len();
    let (now, zone) = (cx.ws.world().now(), cx.ws.world().time_zone());
    let wrong_day = on.and_then(|on| people::wrong_day(on, now));
    let dialog = Dialog::new("consent", format!("Set the consent of {}", people_of(count)))
        .words("What they said about being named and shown, when, and in which wording they were asked.")
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary("Set the consent").disabled_if(wrong_day));
    let out = dialog.show(ui.ctx(), |ui| {
        let titles = ConsentState::ALL.map(ConsentState::title);
        Field::new("Consent").show(ui, |ui| {
            let chosen = ConsentState::ALL.iter().position(|other| other == state);
            if let Some(index) = Select::new("Consent", &titles, chosen).width(220.0).show(ui).chosen {
                *state = ConsentState::ALL[index];
            }
        });
        if *state != ConsentState::NotAsked {
            Field::new("How it was given").show(ui, |ui| {
                TextField::new(by, "How it was given").hint("by e-mail, on the form, in person").show(ui);
            });
            if let Some(at) = typed::moment(ui, "When they said so", *on, &zone, "Now, where nothing stands here.") {
                *on = at;
            }
            let wording = &campaign.settings().privacy.wording_version;
            if !wording.is_empty() {
                Text::label(format!("Asked in the wording {wording}.")).muted().show(ui);
            }
        }
    });
    match out.pressed {
        Some(1) => {
            let wording = &campaign.settings().privacy.wording_version;
            let consent = consent_set(*state, by, wording, on.unwrap_or(now));
            let words = |people| format!("Consent of {people} set");
            change(
                cx,
                people,
                |n| counted("Set the consent of", n),
                words,
                move |person| {
                    person.consent = consent.clone();
                },
            )
        }
        Some(_) => Answered::Closed,
        None if out.closed => Answered::Closed,
        None => Answered::NotYet,
    }
}

fn show_form(
    ui: &Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    people: &Chosen,
    form: &mut NameForm,
    output: &mut Option<Output>,
) -> Answered {
    let count = people.len();
    let dialog = Dialog::new("name form", format!("How the names of {} appear", people_of(count)))
        .words("Once they agreed; without a yes the entry id stands alone. A form for one place goes before the one for everywhere, and address labels bear the whole name unless a form is chosen for them.")
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary("Set the form"));
    let out = dialog.show(ui.ctx(), |ui| {
        let titles = NameForm::ALL.map(NameForm::title);
        let chosen = NameForm::ALL.iter().position(|other| other == form);
        // Somebody whom they know shows best what a form does.
        let example = people.first().and_then(|id| campaign.people().get(*id));
        let help = match example.map(|person| person.name_in(*form)) {
            Some(Some(name)) => format!("The first of them: {name}"),
            Some(None) => "The first of them appears by entry id.".to_owned(),
            None => String::new(),
        };
        Field::new("Where").show(ui, |ui| {
            let places: Vec<&str> = std::iter::once("Everywhere").chain(Output::ALL.map(Output::title)).collect();
            let now = output.and_then(|now| Output::ALL.iter().position(|other| *other == now)).map_or(0, |at| at + 1);
            let select = Select::new("Where the names appear", &places, Some(now)).width(260.0);
            if let Some(index) = select.show(ui).chosen {
                *output = index.checked_sub(1).and_then(|at| Output::ALL.get(at)).copied();
            }
        });
        let titles = titles.map(|title| match (title, *output) {
            (title, Some(_)) if title == NameForm::ByDefault.title() => "As everywhere",
            (title, _) => title,
        });
        Field::new("Form").help(help).show(ui, |ui| {
            if let Some(index) = Select::new("Form of the names", &titles, chosen).width(260.0).show(ui).chosen {
                *form = NameForm::ALL[index];
            }
        });
    });
    match out.pressed {
        Some(1) => {
            let (form, outputs) = (*form, Vec::from_iter(*output));
            let title = |n| counted("Change how names appear of", n);
            let words = |people| format!("Form of the names of {people} set");
            change(cx, people, title, words, move |person| people::appear_as(person, form, &outputs))
        }
        Some(_) => Answered::Closed,
        None if out.closed => Answered::Closed,
        None => Answered::NotYet,
    }
}

fn show_mark(ui: &Ui, cx: &mut Cx<'_>, people: &Chosen, role: &mut Mark, on: &mut bool) -> Answered {
    let count = people.len();
    let verb = if *on { "Mark" } else { "Unmark" };
    let dialog = Dialog::new("mark", format!("Mark {}", people_of(count)))
        .words("Judges score, members belong to the league, staff of the organiser may be nominated but win no prizes.")
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary(format!("{verb} {}", people_of(count))));
    let out = dialog.show(ui.ctx(), |ui| {
        Field::new("As").show(ui, |ui| {
            let titles = Mark::ALL.map(Mark::title);
            let chosen = Mark::ALL.iter().position(|other| other == role);
            if let Some(index) = Select::new("As", &titles, chosen).width(240.0).show(ui).chosen {
                *role = Mark::ALL[index];
            }
        });
        CheckRow::new(on, "They are").detail("Without the tick the mark is taken off.").show(ui);
    });
    match out.pressed {
        Some(1) => {
            let (role, on) = (*role, *on);
            let words = move |people| format!("{verb}ed {people}");
            change(cx, people, move |n| counted(verb, n), words, move |person| *role.of(person) = on)
        }
        Some(_) => Answered::Closed,
        None if out.closed => Answered::Closed,
        None => Answered::NotYet,
    }
}

fn show_tag(ui: &Ui, cx: &mut Cx<'_>, people: &Chosen, tag: &mut String, fresh: &mut bool) -> Answered {
    let count = people.len();
    let empty = tag.trim().is_empty();
    let dialog = Dialog::new("tag", format!("Tag {}", people_of(count)))
        .words("A word of your own to find them by.")
        .left(CommandButton::plain("Cancel"))
        .button(
            CommandButton::primary(format!("Tag {}", people_of(count)))
                .disabled_if(empty.then_some("Type a tag first.")),
        );
    let out = dialog.show(ui.ctx(), |ui| {
        Field::new("Tag")
            .show(ui, |ui| {
                let response = TextField::new(tag, "Tag").show(ui);
                if std::mem::take(fresh) {
                    response.request_focus();
                }
                response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
            })
            .inner
    });
    if out.pressed == Some(1) || (out.inner && !empty) {
        let tag = tidy_name(tag);
        let words = |people| format!("Tagged {people}");
        return change(
            cx,
            people,
            |n| counted("Tag", n),
            words,
            move |person| {
                if !person.tags.contains(&tag) {
                    person.tags.push(tag.clone());
                }
            },
        );
    }
    if out.closed || out.pressed == Some(0) { Answered::Closed } else { Answered::NotYet }
}

/// "3 nominations of them" and so on: one line for each kind of thing that goes or changes.
fn consequences(named: &Named) -> Vec<String> {
    let count = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(one.to_owned()),
        n => Some(many.replace('#', &grouped(n as u64))),
    };
    [
        count(named.nominations.len(), "1 nomination of them is deleted.", "# nominations of them are deleted."),
        count(named.entries.len(), "1 sweepstake entry is deleted.", "# sweepstake entries are deleted."),
        count(named.heroes.len(), "1 hero is deleted.", "# heroes are deleted."),
        count(named.awards.len(), "1 award loses its winner.", "# awards lose a winner."),
        count(
            named.written.len(),
            "1 nomination they wrote for somebody else stays, without the nominator.",
            "# nominations they wrote for others stay, without the nominator.",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Who is to be deleted, and what goes with them: worked out once, not in every frame.
pub struct Deleting {
    free: HashSet<PersonId>,
    /// Something names one of them.
    is_named: bool,
    /// How many stay because a locked draw names them, and in which draws.
    held: usize,
    draws: Vec<u64>,
    consequences: Vec<String>,
}

impl Deleting {
    /// Everything that names one of them is looked at.
    pub fn of(campaign: &Campaign, people: &[PersonId]) -> Self {
        let mut free: HashSet<PersonId> = people.iter().copied().collect();
        let named = people::named(campaign, &free);
        let is_named = !named.is_nowhere();
        let held: HashSet<PersonId> = named.sealed.iter().map(|(person, _)| *person).collect();
        let mut draws: Vec<u64> = named.sealed.iter().map(|(_, draw)| *draw).collect();
        draws.sort_unstable();
        draws.dedup();
        free.retain(|person| !held.contains(person));
        let named = if held.is_empty() { named } else { people::named(campaign, &free) };
        let consequences = if free.is_empty() { Vec::new() } else { consequences(&named) };
        Self { free, is_named, held: held.len(), draws, consequences }
    }

    /// The question; who is named nowhere is deleted without one.
    pub fn asked(self, cx: &mut Cx<'_>) -> Option<Ask> {
        if self.is_named {
            return Some(Ask::Delete(Box::new(self)));
        }
        commit_delete(cx, self.free);
        None
    }

    fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) -> Answered {
        let (free, held) = (self.free.len(), self.held);
        let title = if free == 0 {
            format!("{} cannot be deleted", if held == 1 { "This person".into() } else { people_of(held) })
        } else {
            format!("Delete {} and what names them?", people_of(free))
        };
        let mut dialog = Dialog::new("delete people", title)
            .mark(Icon::Trash, if free == 0 { Tone::Warning } else { Tone::Danger })
            .left(CommandButton::plain(if free == 0 { "Close" } else { "Keep them" }))
            .focus(0);
        if free > 0 {
            dialog = dialog
                .words("One step, which can be undone.")
                .button(CommandButton::danger(format!("Delete {}", people_of(free))).icon(Icon::Trash));
        }
        let out = dialog.show(ui.ctx(), |ui| {
            if held > 0 {
                let draws: Vec<String> = self.draws.iter().map(u64::to_string).collect();
                let which = if draws.len() == 1 { "draw" } else { "draws" };
                Text::body(format!(
                    "{} in the roll of {which} {}, which is locked. What is locked stays, so that anybody can check the draw.",
                    if held == 1 { "1 person is".to_owned() } else { format!("{} are", people_of(held)) },
                    draws.join(", "),
                ))
                .show(ui);
            }
            for line in &self.consequences {
                Text::body(line.as_str()).show(ui);
            }
        });
        match out.pressed {
            Some(1) => {
                commit_delete(cx, std::mem::take(&mut self.free));
                Answered::Gone
            }
            Some(_) => Answered::Closed,
            None if out.closed => Answered::Closed,
            None => Answered::NotYet,
        }
    }
}
