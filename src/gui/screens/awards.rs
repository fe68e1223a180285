//! Awards: the list at the left, the nominees ranked for the chosen one in the middle with their words, and at the right what
//! the award says and who won it.

use crate::app::awards::{self, Candidate};
use crate::app::outlook::{counted, grouped};
use crate::app::{Command, heroes};
use crate::campaign::{Award, AwardId, Campaign, Change, Edit, Figure, Nomination, Person, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::marks::{Tone, divider};
use crate::gui::text::{Text, Type};
use crate::gui::theme::colours;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::filter_bar::FilterBar;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{Align, CentralPanel, Frame, Id, Layout, Margin, Panel, ScrollArea, TextureId, Ui, vec2};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

type Key = (String, u64, AwardId);

#[derive(Default)]
pub struct Awards {
    chosen: Option<AwardId>,
    find: String,
    list: TableState,
    table: TableState,
    candidates: Kept<Key, Vec<Candidate>>,
    find_nominee: String,
    /// The title field gets the keyboard: a new award was just added.
    name_it: bool,
}

impl Screen for Awards {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(Target::Award(id)) = cx.take_target() {
            self.choose(Some(id));
            self.find.clear();
        }
        if cx.takes(Command::NewHere) {
            self.add(&campaign, cx);
        }
        if campaign.awards().is_empty() {
            self.empty(ui, cx, &campaign);
            return;
        }
        let open = campaign.awards().iter().filter(|(_, award)| award.winners.is_empty()).count() as u64;
        let words = match open {
            0 => "All have a winner. The ribbon and the reason stand on the card.".to_owned(),
            open => format!(
                "{} without a winner. Nominees stand ranked by who named them.",
                counted(open, "award", "awards")
            ),
        };
        let add = CommandButton::plain("Add an award").icon(Icon::Plus).shortcut("Ctrl N");
        if PageHeader::new("Awards").words(words).action(add).rule().show(ui).is_some() {
            self.add(&campaign, cx);
        }
        let ids = awards::found(&campaign, &self.find);
        if !self.chosen.is_some_and(|id| campaign.awards().contains(id)) {
            self.choose(ids.first().copied().or_else(|| campaign.awards().ids().next()));
        }
        self.awards_list(ui, cx, &campaign, &ids);
        let Some((id, award)) = self.chosen.and_then(|id| Some((id, campaign.awards().get(id)?))) else { return };
        self.inspector(ui, cx, &campaign, id, award);
        let candidates = self.count(cx, &campaign, id);
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let candidates = candidates.as_deref().map_or(&[][..], Vec::as_slice);
            self.nominees(ui, cx, &campaign, id, candidates);
        });
    }
    fn reset(&mut self) {
        *self = Self::default();
    }
}

/// The face of a person's hero, where there is one.
fn face(ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, person: PersonId, pixels: u32) -> Option<TextureId> {
    let (hero, record) = campaign.hero_of(person)?;
    cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, pixels)
}

impl Awards {
    fn choose(&mut self, id: Option<AwardId>) {
        if self.chosen != id {
            self.chosen = id;
            self.table = TableState::new();
            self.find_nominee.clear();
        }
    }

    fn add(&mut self, campaign: &Campaign, cx: &mut Cx<'_>) {
        let id = campaign.next_award_id();
        cx.commit(Change::one("Add an award", Edit::award(id, awards::fresh())));
        self.choose(Some(id));
        self.find.clear();
        self.name_it = true;
    }

    fn delete(&mut self, campaign: &Campaign, cx: &mut Cx<'_>, id: AwardId) {
        cx.act(Action::CommitAndTell(awards::delete(campaign, id), "Deleted 1 award".into()));
        self.choose(None);
    }

    fn count(&mut self, cx: &Cx<'_>, campaign: &Arc<Campaign>, id: AwardId) -> Option<Arc<Vec<Candidate>>> {
        let key = (campaign.settings().id.clone(), campaign.revision(), id);
        let short = campaign.nominations().len() <= 2_000;
        let shared = Arc::clone(campaign);
        let made = self
            .candidates
            .get(cx.ws.jobs(), "Ranking nominees", key, short, move |_| Ok(awards::candidates(&shared, id)));
        // Those of another award must not be shown under this one.
        let is_this = self.candidates.key().is_some_and(|(_, _, of)| *of == id);
        made.filter(|_| is_this).and_then(Result::ok)
    }

    fn awards_list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, ids: &[AwardId]) {
        let find = Id::unique("find an award");
        if cx.takes(Command::Find) {
            ui.ctx().memory_mut(|memory| memory.request_focus(find));
        }
        SidePane::list("awards list", 290.0).show(ui, |pane| {
            pane.head(|ui| {
                let width = ui.available_width();
                FindField::new(&mut self.find, "Find an award").shortcut("Ctrl F").width(width).id(find).show(ui);
            });
            let ui = pane.whole();
            let columns = [Column::new("Award", 240.0).grow()];
            let rows = AwardRows { campaign, ids };
            let place = self.chosen.and_then(|chosen| ids.iter().position(|id| *id == chosen)).map(|row| row as u64);
            if self.list.cursor() != place {
                self.list.set_cursor(place);
            }
            let table = DataTable::new("Awards", &columns).no_header().two_lines();
            let out = table.empty("No award matches. Clear the find field.").show(ui, &mut self.list, &rows);
            if let Some(id) = out.moved.and_then(|row| ids.get(row as usize)) {
                self.choose(Some(*id));
            }
            if out.edit.is_some() || out.opened.is_some() {
                self.name_it = true;
            }
            if out.delete
                && let Some(id) = self.chosen
            {
                self.delete(campaign, cx, id);
            }
        });
    }

    fn inspector(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, award: &Award) {
        let title_id = Id::unique("award title").with(id);
        if std::mem::take(&mut self.name_it) {
            ui.ctx().memory_mut(|memory| memory.request_focus(title_id));
        }
        let mut delete = false;
        SidePane::inspector("award inspector").show(ui, |pane| {
            pane.foot(|ui| {
                delete = CommandButton::quiet("Delete the award").icon(Icon::Trash).show(ui).clicked();
            });
            pane.body(|ui| {
                ui.spacing_mut().item_spacing.y = 10.0;
                fields(ui, cx, id, award, title_id);
                divider(ui);
                winners(ui, cx, campaign, id, award);
            });
        });
        if delete {
            self.delete(campaign, cx, id);
        }
    }

    fn nominees(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, candidates: &[Candidate]) {
        let key = crate::app::people::folded(&self.find_nominee);
        let shown: Vec<&Candidate> = candidates
            .iter()
            .filter(|candidate| key.is_empty() || crate::app::people::folded(&candidate.name).contains(&key))
            .collect();
        let named = candidates.iter().filter(|candidate| candidate.for_award > 0).count() as u64;
        let count = format!("{} of {} named", grouped(named), grouped(candidates.len() as u64));
        let before = self.find_nominee.clone();
        FilterBar::new(count).show(
            ui,
            |ui| FindField::new(&mut self.find_nominee, "Find a nominee").width(220.0).show(ui),
            |_| {},
        );
        if before != self.find_nominee {
            self.table.to_top();
        }
        if self.table.cursor().is_none() && !shown.is_empty() {
            self.table.set_cursor(Some(0));
        }
        let current = self.table.cursor().and_then(|row| shown.get(row as usize).copied());
        if let Some(candidate) = current {
            words_of(ui, cx, campaign, id, candidate);
        }
        let first = self.table.first_row() as usize;
        let in_view = (ui.available_height() / 52.0) as usize + 2;
        let faces: HashMap<PersonId, TextureId> = shown
            .iter()
            .skip(first)
            .take(in_view)
            .filter_map(|candidate| Some((candidate.person, face(ui, cx, campaign, candidate.person, 72)?)))
            .collect();
        let columns = [
            Column::new("", 40.0).right().unsorted(),
            Column::new("Nominee", 230.0).grow().unsorted(),
            Column::new("For it", 64.0).right().unsorted(),
            Column::new("In all", 60.0).right().unsorted(),
            Column::new("", 90.0).unsorted(),
        ];
        let rows = CandidateRows { shown: &shown, faces: &faces };
        let mut asked = None;
        let mut menu = |ui: &mut Ui, row: u64| {
            let Some(candidate) = shown.get(row as usize) else { return };
            let won = candidate.is_winner.then_some("This person has won it already.");
            if MenuLine::new("Choose as winner").icon(Icon::Award).disabled_if(won).show(ui).clicked() {
                asked = Some((candidate.person, true));
            }
            if MenuLine::new("Show the person").icon(Icon::Person).show(ui).clicked() {
                asked = Some((candidate.person, false));
            }
        };
        let empty = if candidates.is_empty() {
            "Nobody is nominated yet. Import nominations, or add one."
        } else {
            "No nominee matches. Clear the find field."
        };
        let table = DataTable::new("Nominees", &columns).two_lines().empty(empty).menu(&mut menu);
        let out = table.show(ui, &mut self.table, &rows);
        if let Some(candidate) = out.opened.and_then(|row| shown.get(row as usize)) {
            asked = Some((candidate.person, true));
        }
        match asked {
            Some((person, true)) => choose_winner(cx, campaign, id, person),
            Some((person, false)) => cx.act(Action::Show(Target::Person(person))),
            None => {}
        }
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        PageHeader::new("Awards").words("Categories with winners, whose reason stands on the card").show(ui);
        let spec = cx.art.kit().propose_figure(12, &["megaphone", "mug"]);
        let figure: Figure = heroes::figure_of(spec);
        let art = cx.art.face(ui.ctx(), "empty awards", &figure, 320);
        let mut page = EmptyState::new(
            "No awards yet",
            "An award is a category with one winner or several. Nominations can name it, and nominees are then ranked by them.",
        )
        .way(Beginning {
            icon: Icon::Award,
            title: "Add an award".into(),
            words: "A title, what it is for, and the words of the ribbon.".into(),
            button: CommandButton::primary("Add an award"),
        })
        .way(Beginning {
            icon: Icon::Import,
            title: "Import nominations".into(),
            words: "A list that names awards brings them with it.".into(),
            button: CommandButton::plain("Import a list"),
        });
        if let Some(art) = art {
            page = page.art(art, vec2(160.0, 160.0));
        }
        match page.show(ui) {
            Some(EmptyEvent::Way(0)) => self.add(campaign, cx),
            Some(EmptyEvent::Way(_)) => cx.act(Action::Do(Command::Import)),
            _ => {}
        }
    }
}

fn choose_winner(cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, person: PersonId) {
    if let Some(change) = awards::choose(campaign, id, person, cx.ws.world().now()) {
        cx.act(Action::CommitAndTell(change, "Chose 1 winner".into()));
    }
}

fn fields(ui: &mut Ui, cx: &mut Cx<'_>, id: AwardId, award: &Award, title_id: Id) {
    let edit = |cx: &mut Cx<'_>, title: &str, field: &str, new: Award| {
        cx.commit(Change::one(title, Edit::award(id, new)).merging(format!("{id} {field}")));
    };
    let wrong = award.title.trim().is_empty().then_some("It needs a title.");
    Field::new("Title").wrong(wrong).show(ui, |ui| {
        let title =
            typed::words(ui, "Title of the award", &award.title, |field| field.id(title_id).wrong(wrong.is_some()));
        if let Some(title) = title {
            edit(cx, "Rename an award", "title", Award { title, ..award.clone() });
        }
    });
    Field::new("What it is for").show(ui, |ui| {
        if let Some(description) = typed::words(ui, "What it is for", &award.description, |field| field.rows(3)) {
            edit(cx, "Describe an award", "description", Award { description, ..award.clone() });
        }
    });
    Field::new("Ribbon on the card").help("Short; the title where it is empty.").show(ui, |ui| {
        let ribbon = typed::words(ui, "Ribbon on the card", &award.ribbon, |field| field.hint(award.title.clone()));
        if let Some(ribbon) = ribbon {
            edit(cx, "Change the ribbon of an award", "ribbon", Award { ribbon, ..award.clone() });
        }
    });
}

fn winners(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, award: &Award) {
    let title =
        if award.winners.len() == 1 { "Winner".to_owned() } else { format!("Winners ({})", award.winners.len()) };
    Section::new(title).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        if award.winners.is_empty() {
            Text::label("Nobody yet. Choose among the nominees; several can win.").muted().show(ui);
        }
        for (index, winner) in award.winners.iter().enumerate() {
            let name = campaign.people().get(winner.person).map_or("No name yet", |person| person.display_name());
            Card::inset().show(ui, |ui| {
                ui.push_id(winner.person, |ui| {
                    ui.spacing_mut().item_spacing.y = 8.0;
                    ui.horizontal(|ui| {
                        let texture = face(ui, cx, campaign, winner.person, 96);
                        FacePlate::new(name).texture(texture).size(40.0).show(ui);
                        Text::new(name, Type::Strong).elide().show(ui);
                    });
                    Field::new("Reason").help("Printed on the card.").show(ui, |ui| {
                        let reason =
                            typed::words(ui, &format!("Reason for {name}"), &winner.reason, |field| field.rows(3));
                        if let Some(reason) = reason {
                            let mut new = award.clone();
                            new.winners[index].reason = reason;
                            let key = format!("{id} reason {}", winner.person);
                            cx.commit(Change::one("Give a reason for a winner", Edit::award(id, new)).merging(key));
                        }
                    });
                    ui.horizontal_wrapped(|ui| winner_buttons(ui, cx, campaign, id, winner.person));
                });
            });
        }
    });
}

fn winner_buttons(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, person: PersonId) {
    match campaign.hero_of(person) {
        Some((hero, _)) => {
            if CommandButton::plain("Show the hero").icon(Icon::Hero).small().show(ui).clicked() {
                cx.act(Action::Show(Target::Hero(hero)));
            }
        }
        None => {
            if CommandButton::plain("Show the person").icon(Icon::Person).small().show(ui).clicked() {
                cx.act(Action::Show(Target::Person(person)));
            }
        }
    }
    if CommandButton::quiet("Remove").icon(Icon::X).small().hint("The award is not theirs any more").show(ui).clicked()
        && let Some(change) = awards::take_away(campaign, id, person)
    {
        cx.act(Action::CommitAndTell(change, "Removed 1 winner".into()));
    }
}

/// What was said about the nominee under the cursor, and the button that decides.
fn words_of(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, candidate: &Candidate) {
    let c = colours(ui);
    let frame = Frame::new().fill(c.surface_inset).inner_margin(Margin::symmetric(18, 12));
    Panel::bottom("words of a nominee")
        .default_size(250.0)
        .size_range(120.0..=420.0)
        .resizable(true)
        .frame(frame)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.horizontal(|ui| {
                let texture = face(ui, cx, campaign, candidate.person, 96);
                FacePlate::new(candidate.name.as_str()).texture(texture).size(44.0).show(ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let choose = CommandButton::primary("Choose as winner").icon(Icon::Award);
                    let won = candidate.is_winner.then_some("This person has won it already.");
                    if choose.disabled_if(won).show(ui).clicked() {
                        choose_winner(cx, campaign, id, candidate.person);
                    }
                    if CommandButton::plain("Show the person").icon(Icon::Person).show(ui).clicked() {
                        cx.act(Action::Show(Target::Person(candidate.person)));
                    }
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        ui.add_space(2.0);
                        Text::strong(candidate.name.as_str()).elide().show(ui);
                        let [for_it, in_all] = [candidate.for_award, candidate.in_all].map(grouped);
                        let words = format!("{for_it} for this award, {in_all} in all");
                        Text::caption(words).elide().show(ui);
                    });
                });
            });
            ScrollArea::vertical().id_salt("words").auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                if candidate.nominations.is_empty() {
                    Text::label("Nobody nominated this person.").muted().show(ui);
                }
                for nomination_id in &candidate.nominations {
                    let Some(nomination) = campaign.nominations().get(*nomination_id) else { continue };
                    excerpt(ui, cx, campaign, id, *nomination_id, nomination);
                }
            });
        });
}

fn excerpt(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    award: AwardId,
    id: crate::campaign::NominationId,
    nomination: &Nomination,
) {
    Card::new().margin(12).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let text = nomination.excerpt();
        Text::body(if text.is_empty() { "No words were written." } else { text }).show(ui);
        ui.horizontal(|ui| {
            let by = nomination.nominator.and_then(|by| campaign.people().get(by));
            let by = by.map_or("somebody without a name".to_owned(), |by| by.display_name().to_owned());
            if nomination.awards.contains(&award) {
                Chip::accent("for this award").show(ui);
            }
            Text::caption(format!("From {by}")).elide().show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if CommandButton::quiet(format!("Show {id}")).small().show(ui).clicked() {
                    cx.act(Action::Show(Target::Nomination(id)));
                }
            });
        });
    });
}

/// The list of awards.
struct AwardRows<'a> {
    campaign: &'a Campaign,
    ids: &'a [AwardId],
}

impl AwardRows<'_> {
    fn award(&self, row: u64) -> Option<&Award> {
        self.campaign.awards().get(*self.ids.get(row as usize)?)
    }
    fn under(&self, award: &Award) -> String {
        let names = award.winners.iter().filter_map(|winner| self.campaign.people().get(winner.person));
        let names: Vec<&str> = names.map(Person::display_name).collect();
        if names.is_empty() { "No winner yet".into() } else { names.join(", ") }
    }
}

impl TableRows for AwardRows<'_> {
    fn len(&self) -> u64 {
        self.ids.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.ids.get(row as usize).map_or(0, |id| id.0)
    }
    fn text(&self, row: u64, _: usize) -> Cow<'_, str> {
        self.award(row).map_or(Cow::Borrowed(""), |award| format!("{}, {}", title_of(award), self.under(award)).into())
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(award) = self.award(cell.row()) else { return };
        let tone = if award.winners.is_empty() { Tone::Warning } else { Tone::Success };
        cell.icon(Icon::Award, tone).gap(4.0).two_lines(title_of(award), &self.under(award));
    }
}

fn title_of(award: &Award) -> &str {
    if award.title.trim().is_empty() { "No title yet" } else { &award.title }
}

/// The nominees as the table reads them.
struct CandidateRows<'a> {
    shown: &'a [&'a Candidate],
    faces: &'a HashMap<PersonId, TextureId>,
}

impl TableRows for CandidateRows<'_> {
    fn len(&self) -> u64 {
        self.shown.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.shown.get(row as usize).map_or(0, |candidate| candidate.person.0)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(candidate) = self.shown.get(row as usize) else { return Cow::Borrowed("") };
        match column {
            0 => if candidate.for_award > 0 { candidate.place.to_string() } else { String::new() }.into(),
            1 => candidate.name.as_str().into(),
            2 => grouped(candidate.for_award).into(),
            3 => grouped(candidate.in_all).into(),
            _ => if candidate.is_winner { "winner" } else { "" }.into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(candidate) = self.shown.get(cell.row() as usize) else { return };
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            1 => {
                let plate = FacePlate::new(candidate.name.as_str());
                let plate = plate.texture(self.faces.get(&candidate.person).copied());
                cell.face(&plate).gap(4.0).two_lines(&candidate.name, &candidate.excerpt);
            }
            2 if candidate.for_award > 0 => {
                cell.strong(&words);
            }
            4 => {
                if candidate.is_winner {
                    cell.chip(&Chip::sun("winner").icon(Icon::Award));
                }
            }
            _ => {
                cell.muted(&words);
            }
        }
    }
    fn find(&self, typed: &str, from: u64) -> Option<u64> {
        let len = self.len();
        let typed = typed.to_lowercase();
        (0..len)
            .map(|step| (from + step) % len)
            .find(|row| self.shown[*row as usize].name.to_lowercase().starts_with(&typed))
    }
}
