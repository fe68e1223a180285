//! The bar for those who are selected in the list of people, and the heroes that are made of them beside the window.

use super::asking::{self, Ask, Chosen, Deleting, Mark};
use super::fields::{ConfirmAsk, FieldAsk};
use super::letters::{self, ExportAsk, Whom};
use super::reading::Reading;
use super::{Asked, People};
use crate::app::Task;
use crate::app::bulk::count_put;
use crate::app::heroes::make_heroes;
use crate::app::people::{PersonLine, Register};
use crate::app::privacy::{self, Occasion};
use crate::campaign::{Campaign, Change, ConsentState, NameForm, Person, PersonId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::screens::many;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::nav_rail::grouped;
use eframe::egui::Ui;
use std::sync::Arc;

/// How many are selected, and what can be done with them.
#[derive(Default)]
pub(super) struct Many {
    /// The selection and the rows it was counted for.
    of: Option<(u64, Option<Asked>)>,
    count: usize,
    shown: usize,
    /// Those without a hero.
    heroes: usize,
}

/// Heroes under way, and the revision they are made for.
pub(super) struct Making {
    revision: u64,
    people: Vec<PersonId>,
    task: Task<Option<Change>>,
}

impl People {
    /// The selected people in order of their ids; `None` when nobody is.
    pub(super) fn chosen(&self) -> Option<Vec<PersonId>> {
        let people: Vec<PersonId> = many::chosen(&self.table);
        (!people.is_empty()).then_some(people)
    }

    /// Counted when the selection or the rows change: a million who are selected must not be walked in every frame.
    fn count_many(&mut self, register: &Register) -> &Many {
        let of = Some((self.table.selections(), self.found.clone()));
        if self.many.of != of {
            let selected = self.table.selected();
            let (mut shown, mut heroes) = (0, 0);
            let mut add = |place: usize, line: &PersonLine| {
                shown += usize::from(self.listed.has(place));
                heroes += usize::from(line.hero.is_none());
            };
            // To look for each of a million takes longer than to go through all.
            if selected.len() > register.lines().len() / 32 {
                let lines = register.lines().iter().enumerate();
                lines.filter(|(_, line)| selected.contains(&line.id.0)).for_each(|(place, line)| add(place, line));
            } else {
                let places = selected.iter().filter_map(|id| register.place(PersonId(*id)));
                places.for_each(|place| add(place, &register.lines()[place]));
            }
            self.many = Many { count: selected.len(), shown, heroes, of };
        }
        &self.many
    }

    pub(super) fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, register: &Register) {
        let Many { count, shown, heroes, .. } = *self.count_many(register);
        let aside = many::aside(count, shown, campaign.people().len());
        let heroes_title = match heroes {
            0 => "Make heroes".to_owned(),
            1 => "Make 1 hero".to_owned(),
            many => format!("Make {} heroes", grouped(many as u64)),
        };
        let many = grouped(count as u64);
        let event = BulkBar::new(count as u64, aside)
            .verb(CommandButton::plain(format!("Set consent of {many}")))
            .verb(CommandButton::plain(format!("Mark {many}")))
            .verb(CommandButton::plain(format!("Tag {many}")))
            .verb(CommandButton::plain(heroes_title).disabled_if((heroes == 0).then_some("They all have a hero.")))
            .verb(CommandButton::plain(format!("Delete {many}")).icon(Icon::Trash))
            .verb(CommandButton::plain(format!("Set the name form of {many}")))
            .verb(CommandButton::plain(format!("Export {many}")))
            .verb(CommandButton::plain(format!("Change a field of {many}")))
            .verb(CommandButton::plain(format!("Confirm the names of {many}")))
            .verb(CommandButton::plain(format!("Read the names of {many} back")))
            .verb(CommandButton::plain(format!("Mark {many} as told")))
            .verb(CommandButton::plain(format!("Write letters to {many}: is your name right?")))
            .verb(CommandButton::plain(format!("Write letters to {many}: you were nominated")))
            .show(ui);
        if event == Some(BulkEvent::Close) {
            self.table.clear_selection();
        }
        let Some(BulkEvent::Verb(_)) = event else { return };
        let Some(people) = self.chosen() else { return };
        let all = || Chosen::from(people.as_slice());
        match event {
            Some(BulkEvent::Verb(0)) => {
                self.ask =
                    Some(Ask::Consent { people: all(), state: ConsentState::Asked, by: String::new(), on: None });
            }
            Some(BulkEvent::Verb(1)) => self.ask = Some(Ask::Mark { people: all(), role: Mark::Judge, on: true }),
            Some(BulkEvent::Verb(2)) => self.ask = Some(Ask::Tag { people: all(), tag: String::new(), fresh: true }),
            Some(BulkEvent::Verb(3)) => self.make_heroes(cx, campaign, people),
            Some(BulkEvent::Verb(4)) => self.delete(cx, campaign, people),
            Some(BulkEvent::Verb(5)) => {
                self.ask = Some(Ask::Form { people: all(), form: NameForm::ByDefault, output: None });
            }
            Some(BulkEvent::Verb(6)) => self.exporting = Some(ExportAsk::new(people, self.columns.clone())),
            Some(BulkEvent::Verb(7)) => self.ask = Some(Ask::Field(Box::new(FieldAsk::new(all())))),
            Some(BulkEvent::Verb(8)) => {
                let by = campaign.settings().organiser.clone();
                self.ask = Some(Ask::Names(ConfirmAsk::new(campaign, &all(), by)));
            }
            Some(BulkEvent::Verb(9)) => self.reading = Some(Reading::new(cx, campaign, Some(people))),
            Some(BulkEvent::Verb(10)) => {
                let at = cx.ws.world().now();
                let words = |change: &Change| {
                    format!("Noted that {} were told", asking::people_of(count_put::<Person>(change)))
                };
                many::each(cx, count, "Changing people", words, move |campaign| {
                    privacy::mark_told(campaign, &people, at)
                });
            }
            Some(BulkEvent::Verb(11)) => letters::write(cx, &mut self.writing, Whom::These(people), Occasion::Name),
            Some(BulkEvent::Verb(_)) => letters::write(cx, &mut self.writing, Whom::These(people), Occasion::Told),
            Some(BulkEvent::Close) | None => {}
        }
    }

    /// Counts what goes with these people, and then asks; beside the window where many records may name them.
    pub(super) fn delete(&mut self, cx: &mut Cx<'_>, campaign: &Campaign, people: Vec<PersonId>) {
        if many::naming(campaign) < many::BESIDE {
            self.ask = Deleting::of(campaign, &people).asked(cx);
        } else if let Some(snapshot) = cx.ws.snapshot() {
            let of = people.clone();
            let title = "Counting what goes with them";
            let task = cx.ws.jobs().start(title, move |_| Ok(Deleting::of(&snapshot, &of)));
            self.deleting = Some((campaign.revision(), people, task));
        }
    }

    pub(super) fn take_deleting(&mut self, cx: &mut Cx<'_>, campaign: &Campaign) {
        // Another question is open, and is answered first.
        if self.ask.is_some() {
            return;
        }
        let Some(result) = self.deleting.as_ref().and_then(|(_, _, task)| task.poll()) else { return };
        let Some((revision, people, _)) = self.deleting.take() else { return };
        match result {
            // Something changed meanwhile, and may name them.
            Ok(_) if revision != campaign.revision() => self.delete(cx, campaign, people),
            Ok(deleting) => self.ask = deleting.asked(cx),
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    /// Starts to make heroes of these people beside the window.
    pub(super) fn make_heroes(&mut self, cx: &Cx<'_>, campaign: &Campaign, mut people: Vec<PersonId>) {
        let Some(snapshot) = cx.ws.snapshot() else { return };
        people.sort_unstable();
        let studio = Arc::clone(cx.art.studio());
        let wanted = people.clone();
        let task = cx.ws.jobs().start_change("Making heroes", move |_| Ok(make_heroes(&snapshot, wanted, &studio.kit)));
        self.making = Some(Making { revision: campaign.revision(), people, task });
    }

    pub(super) fn take_heroes(&mut self, cx: &mut Cx<'_>, campaign: &Campaign) {
        let Some(result) = self.making.as_ref().and_then(|making| making.task.poll()) else { return };
        let Some(making) = self.making.take() else { return };
        match result {
            // Something changed meanwhile: what was made would not know of it.
            Ok(_) if making.revision != campaign.revision() => self.make_heroes(cx, campaign, making.people),
            Ok(Some(change)) => {
                let count = change.edits.len();
                let words = if count == 1 { "Made a hero".into() } else { format!("Made {count} heroes") };
                cx.act(Action::CommitAndTell(change, words));
            }
            Ok(None) => cx.act(Action::Tell("They all have a hero".into())),
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }
}
