//! Nominees who would leave with nothing, and what mends it: a message from the words of a nomination, one typed in, a hero.

use super::messages_of;
use crate::app::bulk::count_put;
use crate::app::heroes::make_heroes;
use crate::app::seen::Seen;
use crate::app::thanks::{from_nominations, left_with_nothing};
use crate::campaign::{Campaign, Change, Hero, PersonId, Thanks, ThanksState};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::screens::many::{self, counted};
use crate::gui::screens::people::latest::Latest;
use crate::gui::text::Text;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::card::card_page;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::note::Note;
use eframe::egui::{CentralPanel, Frame, Margin, Panel, Ui};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// One of them.
struct Nominee {
    person: PersonId,
    name: String,
    team: String,
    nominations: usize,
    /// A message to them waits to be read.
    waiting: usize,
}

/// All of them, for one state of the campaign.
#[derive(Default)]
struct Left {
    list: Vec<Nominee>,
    /// For how many a message waits to be read, and who they are for whom none does.
    waiting: usize,
    without: Arc<[PersonId]>,
}

#[derive(Default)]
pub struct Nothing {
    left: Latest<Left>,
    of: Option<u64>,
    table: TableState,
}

struct Rows<'a>(&'a [Nominee]);

impl TableRows for Rows<'_> {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.0.get(row as usize).map_or(u64::MAX, |it| it.person.0)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(it) = self.0.get(row as usize) else { return Cow::Borrowed("") };
        match column {
            0 => it.name.as_str().into(),
            1 => it.team.as_str().into(),
            2 => it.nominations.to_string().into(),
            _ if it.waiting > 0 => format!("{} to read", messages_of(it.waiting)).into(),
            _ => Cow::Borrowed("nothing yet"),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            0 => cell.strong(&words),
            3 => cell.muted(&words),
            _ => cell.text(&words),
        };
    }
}

impl Nothing {
    /// How many there are.
    pub fn count(&mut self, cx: &Cx<'_>) -> usize {
        self.update(cx);
        self.left.value().list.len()
    }

    fn update(&mut self, cx: &Cx<'_>) {
        let records = cx.ws.campaign().map_or(0, |campaign| campaign.nominations().len() + campaign.thanks().len());
        self.left.of(cx.ws, records, "Looking who has nothing", left);
        if self.of != self.left.revision() {
            self.of = self.left.revision();
            let there: Seen = self.left.value().list.iter().map(|it| it.person).collect();
            self.table.keep_selected(|id| there.contains(id));
        }
    }

    /// Shows them; gives somebody for whom a message is to be typed in.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Option<PersonId> {
        self.update(cx);
        let left = Arc::clone(self.left.arc());
        if left.list.is_empty() && self.of != Some(campaign.revision()) {
            card_page(ui, "looking who has nothing", |ui| {
                ui.add_space(14.0);
                Text::body("Looking who would leave with nothing.").muted().show(ui);
            });
            return None;
        }
        if left.list.is_empty() {
            card_page(ui, "nobody with nothing", |ui| {
                ui.add_space(14.0);
                let words = "Every nominee has an award, a hero or a message of thanks that is shown.";
                Note::good("Nobody leaves with nothing").words(words).show(ui);
            });
            return None;
        }
        let mut wish = None;
        let count_chosen = self.table.selected().len();
        if count_chosen > 0 {
            let bar = Panel::bottom("nothing bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, left.list.len()));
        }
        let around = Frame::new().inner_margin(Margin { left: 24, right: 24, top: 14, bottom: 16 });
        CentralPanel::default().frame(around).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            let count = counted(left.list.len(), "nominee", "nominees");
            let title = format!("{count} would leave with nothing: no award, no hero, no message that is shown");
            let mut note = Note::warning(title).words(match left.waiting {
                0 => "A message can be made for each from the words of a nomination; it waits to be read.".to_owned(),
                1 => "For 1 of them a message waits to be read.".to_owned(),
                n => format!("For {n} of them a message waits to be read."),
            });
            if !left.without.is_empty() {
                let verb = format!("Make {} from nominations", messages_of(left.without.len()));
                note = note.action(CommandButton::primary(verb));
            }
            if note.show(ui).action {
                make_messages(cx, Arc::clone(&left.without));
            }
            Text::caption("Enter opens the person. Select some with the boxes for more.").show(ui);
            let columns = [
                Column::new("Name", 240.0).grow().unsorted(),
                Column::new("Team", 180.0).unsorted(),
                Column::new("Nominated", 110.0).right().unsorted(),
                Column::new("For them", 190.0).unsorted(),
            ];
            let rows = Rows(&left.list);
            let out = DataTable::new("Nominees with nothing", &columns).checks().show(ui, &mut self.table, &rows);
            if let Some(it) = out.opened.and_then(|row| left.list.get(row as usize)) {
                cx.act(Action::Show(Target::Person(it.person)));
            }
            if let Some(it) = out.edit.and_then(|row| left.list.get(row as usize)) {
                wish = Some(it.person);
            }
        });
        if wish.is_none() && count_chosen == 1 && ui.data_mut(|data| data.remove_temp::<bool>(typing())).is_some() {
            wish = many::chosen(&self.table).first().copied();
        }
        wish
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, all: usize) {
        let count = self.table.selected().len();
        let one = (count != 1).then_some("Choose one nominee to write for.");
        let event = BulkBar::new(count as u64, format!("of {}", grouped(all as u64)))
            .verb(CommandButton::plain(format!("Make {} from nominations", messages_of(count))).icon(Icon::Sparkle))
            .verb(CommandButton::plain("Write a message").icon(Icon::Pen).disabled_if(one))
            .verb(CommandButton::plain(format!("Make {}", counted(count, "hero", "heroes"))).icon(Icon::Hero))
            .show(ui);
        match event {
            Some(BulkEvent::Verb(0)) => make_messages(cx, many::chosen(&self.table).into()),
            Some(BulkEvent::Verb(1)) => {
                ui.data_mut(|data| data.insert_temp(typing(), true));
            }
            Some(BulkEvent::Verb(_)) => {
                let (studio, people): (_, Vec<PersonId>) = (Arc::clone(cx.art.studio()), many::chosen(&self.table));
                let words = |change: &Change| {
                    let made = counted(count_put::<Hero>(change), "hero", "heroes");
                    format!("Made {made}. Their cards can be ordered now")
                };
                many::each(cx, count, "Making heroes", words, move |campaign| {
                    make_heroes(campaign, people.iter().copied(), &studio.kit)
                });
            }
            Some(BulkEvent::Close) => self.table.clear_selection(),
            None => {}
        }
    }
}

fn typing() -> eframe::egui::Id {
    eframe::egui::Id::unique("thanks to write")
}

fn make_messages(cx: &mut Cx<'_>, people: Arc<[PersonId]>) {
    // Who was nominated without words gets none.
    let words = |change: &Change| {
        let made = counted(count_put::<Thanks>(change), "nominee", "nominees");
        format!("Made messages for {made}. Read them under Messages")
    };
    let nothing = "No nomination of them has words: write to them";
    many::each_or(cx, people.len(), "Making messages", words, nothing, move |campaign| {
        from_nominations(campaign, &people)
    });
}

fn left(campaign: &Campaign) -> Left {
    let people = left_with_nothing(campaign);
    let mut waiting = BTreeMap::new();
    for (_, it) in campaign.thanks().iter().filter(|(_, it)| it.state == ThanksState::Waiting) {
        if let Some(to) = it.to {
            *waiting.entry(to).or_insert(0) += 1;
        }
    }
    let mut nominated = HashMap::new();
    for (_, it) in campaign.nominations().iter() {
        *nominated.entry(it.nominee).or_insert(0) += 1;
    }
    let nominee = |id: PersonId| {
        let person = campaign.people().get(id);
        Nominee {
            person: id,
            name: person.map_or_else(|| id.to_string(), |person| person.display_name().to_owned()),
            team: person.map_or_else(String::new, |person| person.team.to_string()),
            nominations: nominated.get(&id).copied().unwrap_or(0),
            waiting: waiting.get(&id).copied().unwrap_or(0),
        }
    };
    let list: Vec<Nominee> = people.into_iter().map(nominee).collect();
    let without: Arc<[PersonId]> = list.iter().filter(|it| it.waiting == 0).map(|it| it.person).collect();
    Left { waiting: list.len() - without.len(), without, list }
}
