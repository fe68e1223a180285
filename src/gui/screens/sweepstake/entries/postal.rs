//! Entries typed in by hand, one card after the other: Ctrl Enter saves and begins the next. Who is on the card is looked for in
//! the campaign while it is typed, so that nobody enters twice unseen.

use super::super::Shown;
use super::table::{spaced, standing_chip};
use crate::app::drawing::{self, Known, Postal};
use crate::app::outlook::counted;
use crate::campaign::{EntryId, EntryWay, PersonId};
use crate::gui::action::{Action, Cx};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Id, Key, Modifiers, Ui};
use std::sync::Arc;

const FRESH_FRAMES: u8 = 3;

const WAYS: [&str; 3] = ["Post", "Web", "By hand"];

/// Name, e-mail and address of a card, and the revision of the campaign they were looked up in.
type Asked = (String, String, String, u64);

/// What came of a frame of the form.
pub(super) enum Typed {
    Waiting,
    /// Closed; the entry that was added last, if any was.
    Closed(Option<EntryId>),
}

/// The card being typed.
pub(super) struct Typing {
    card: Postal,
    way: usize,
    /// The person was chosen with a button, or refused.
    chosen: Option<PersonId>,
    somebody_else: bool,
    /// For so many frames the keyboard goes to the name: a dialog that has just come takes it away once.
    fresh: u8,
    added: u64,
    last: Option<EntryId>,
    /// Who is like the one on the card, for these words and this revision.
    asked: Option<(Asked, Vec<Known>)>,
}

impl Typing {
    /// A first card, received at this moment.
    pub(super) fn new(now: jiff::Timestamp) -> Self {
        let received_at = jiff::Timestamp::from_second(now.as_second()).ok();
        Self {
            card: Postal { received_at, way: EntryWay::Post, ..Postal::default() },
            way: 0,
            chosen: None,
            somebody_else: false,
            fresh: FRESH_FRAMES,
            added: 0,
            last: None,
            asked: None,
        }
    }

    /// Shows the form.
    pub(super) fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) -> Typed {
        self.look_up(shown);
        let known = self.asked.as_ref().map(|(_, known)| known.clone()).unwrap_or_default();
        let same = known.iter().find(|known| known.is_same && !self.somebody_else).map(|known| known.person);
        self.card.person = self.chosen.or(same);
        let missing = (self.card.person.is_none() && self.card.name.trim().is_empty()).then_some("Say who entered.");
        let twin = drawing::same_reference(shown.campaign, shown.id, &self.card.reference);
        let twin_reason = twin.map(|_| "An entry with this reference is there already.");
        let missing = missing.or(twin_reason);
        let name_id = Id::unique("entrant name");
        if self.fresh > 0 {
            self.fresh -= 1;
            ui.ctx().memory_mut(|memory| memory.request_focus(name_id));
            ui.ctx().request_repaint();
        }
        let next = missing.is_none() && ui.ctx().input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        let foot = match self.added {
            0 => String::new(),
            count => format!("Added {}", counted(count, "entry", "entries")),
        };
        let mut dialog = Dialog::new("add entry", "Add an entry")
            .words("One that came by post or in person. It gets an entry id of its own and one ticket, like any other.")
            .width(720.0)
            .left(CommandButton::quiet(if self.added == 0 { "Cancel" } else { "Close" }))
            .button(CommandButton::plain("Add and type the next").shortcut("Ctrl Enter").disabled_if(missing))
            .button(CommandButton::primary("Add the entry").disabled_if(missing));
        if !foot.is_empty() {
            dialog = dialog.foot_words(foot);
        }
        let zone = cx.ws.world().time_zone();
        let out = dialog.show(ui.ctx(), |ui| {
            let mut columns = grid::Columns::new(ui, 0.56);
            columns.left().spacing_mut().item_spacing.y = 10.0;
            columns.right().spacing_mut().item_spacing.y = 8.0;
            self.fields(columns.left(), name_id, &zone);
            self.beside(columns.right(), shown, &known, twin);
            columns.end(ui);
        });
        let pressed = if next { Some(1) } else { out.pressed };
        match pressed {
            Some(1) => {
                if let Some(entry) = self.add(cx, shown) {
                    self.next_card(entry);
                }
                Typed::Waiting
            }
            Some(2) => self.add(cx, shown).map_or(Typed::Waiting, |entry| Typed::Closed(Some(entry))),
            Some(_) => Typed::Closed(self.last),
            None if out.closed => Typed::Closed(self.last),
            None => Typed::Waiting,
        }
    }

    fn fields(&mut self, ui: &mut Ui, name_id: Id, zone: &jiff::tz::TimeZone) {
        Field::new("Name of the entrant").show(ui, |ui| {
            if TextField::new(&mut self.card.name, "Name of the entrant").id(name_id).show(ui).changed() {
                self.chosen = None;
                self.somebody_else = false;
            }
        });
        Field::new("Address")
            .help("Decides who shares a household; never published.")
            .show(ui, |ui| TextField::new(&mut self.card.address, "Address of the entrant").show(ui));
        Field::new("E-mail").show(ui, |ui| TextField::new(&mut self.card.email, "E-mail of the entrant").show(ui));
        if let Some(at) =
            typed::moment(ui, "Received", self.card.received_at, zone, "The next card begins with the same.")
        {
            self.card.received_at = at;
        }
        let mut columns = grid::Columns::new(ui, 0.5);
        Field::new("Reference")
            .help("The number on the card.")
            .show(columns.left(), |ui| TextField::new(&mut self.card.reference, "Reference of the card").show(ui));
        Field::new("Referred by")
            .help("Who brought them.")
            .show(columns.right(), |ui| TextField::new(&mut self.card.referred_by, "Referred by").show(ui));
        columns.end(ui);
        Field::new("Came").show(ui, |ui| Segmented::new("How it came", &WAYS, &mut self.way).small().show(ui));
        self.card.way = match self.way {
            1 => EntryWay::Web,
            2 => EntryWay::Other("by hand".into()),
            _ => EntryWay::Post,
        };
    }

    /// Who is like the one on the card, and whether they have entered.
    fn beside(&mut self, ui: &mut Ui, shown: &Shown<'_>, known: &[Known], twin: Option<EntryId>) {
        if let Some(entry) = twin.and_then(|id| shown.campaign.entries().get(id)) {
            Note::danger("This card was typed in already")
                .words(format!("Entry {} has the reference {}.", spaced(&entry.entry_id), entry.reference))
                .show(ui);
        }
        let person = self.card.person;
        if let Some(person_id) = person
            && let Some(person) = shown.campaign.people().get(person_id)
        {
            Chip::accent("in the campaign already").icon(Icon::Person).show(ui);
            Text::strong(person.display_name()).show(ui);
            let words = [person.address.as_str(), person.email.as_str(), person.organisation.as_str()];
            let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
            Text::caption(words.join(", ")).show(ui);
            let entered: Vec<EntryId> = shown
                .campaign
                .entries_in(shown.id)
                .filter(|(_, entry)| entry.person == person_id)
                .map(|e| e.0)
                .collect();
            if entered.is_empty() {
                Text::label("Has not entered this sweepstake yet.").muted().show(ui);
            } else {
                let each = shown.sweepstake.entry_rules.max_per_person;
                let words = if each > 0 && entered.len() as u64 >= u64::from(each) {
                    "This one stays in the list and is left out as a duplicate."
                } else {
                    "The rules allow one more."
                };
                Note::warning("Has entered already").words(words).show(ui);
                for id in entered {
                    ui.horizontal(|ui| {
                        if let Some(entry) = shown.campaign.entries().get(id) {
                            Text::label(spaced(&entry.entry_id)).one_line().show(ui);
                        }
                        if let Some(judged) = shown.outlook.as_ref().and_then(|outlook| outlook.assessed.get(&id)) {
                            standing_chip(*judged).show(ui);
                        }
                    });
                }
            }
            if CommandButton::quiet("It is somebody else").small().show(ui).clicked() {
                self.chosen = None;
                self.somebody_else = true;
            }
            return;
        }
        if self.card.name.trim().is_empty() && self.card.email.trim().is_empty() {
            Text::label("People of the campaign who are like the one on the card are shown here.").muted().show(ui);
            return;
        }
        if known.is_empty() {
            Text::label("Nobody in the campaign is called like that yet: a new person is added.").muted().show(ui);
            return;
        }
        Text::label_strong("Is it one of these?").show(ui);
        for known in known {
            let Some(person) = shown.campaign.people().get(known.person) else { continue };
            let title = format!("Use {}", person.display_name());
            let hint = if person.email.is_empty() { person.address.as_str() } else { person.email.as_str() };
            let button = CommandButton::plain(title).icon(Icon::Person).small().hint(hint);
            if ui.push_id(known.person, |ui| button.show(ui)).inner.clicked() {
                self.chosen = Some(known.person);
            }
            let entered = match known.entries.len() as u64 {
                0 => String::new(),
                count => format!(", {}", counted(count, "entry", "entries")),
            };
            Text::caption(format!("{hint}{entered}")).show(ui);
        }
    }

    fn look_up(&mut self, shown: &Shown<'_>) {
        let card = &self.card;
        let key = (card.name.clone(), card.email.clone(), card.address.clone(), shown.campaign.revision());
        if self.asked.as_ref().is_none_or(|(asked, _)| *asked != key) {
            self.asked = Some((key, drawing::known(shown.campaign, shown.id, card)));
        }
    }

    fn add(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>) -> Option<EntryId> {
        let world = Arc::clone(cx.ws.world());
        match drawing::enter(shown.campaign, shown.id, &self.card, world.as_ref()) {
            Ok((change, entry)) => {
                cx.act(Action::CommitAndTell(change, "Added 1 entry".into()));
                Some(entry)
            }
            Err(failure) => {
                cx.act(Action::Fail(failure));
                None
            }
        }
    }

    /// A new card that came the same way on the same day.
    fn next_card(&mut self, entry: EntryId) {
        self.card = Postal { received_at: self.card.received_at, way: self.card.way.clone(), ..Postal::default() };
        self.chosen = None;
        self.somebody_else = false;
        self.fresh = FRESH_FRAMES;
        self.added += 1;
        self.last = Some(entry);
        self.asked = None;
    }
}
