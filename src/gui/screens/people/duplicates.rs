//! People who may be one: pairs with a score at the left, both records side by side with the evidence, and three answers.
//! Nothing is merged without an answer; each answer is a step that can be undone.

mod evidence;
mod rows;

use super::latest::Latest;
use crate::app::duplicates::{self, Likeness, PROPOSED, SURE};
use crate::app::{Command, Failure, Progress, Workspace};
use crate::campaign::{Campaign, Change, Person, PersonId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::marks::Tone;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Column, DataTable, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::evidence_table::{EvidenceLine, EvidenceTable};
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::page_header::PageHeader;
use eframe::egui::{CentralPanel, Event, Frame, Key, Margin, Modifiers, Panel, ScrollArea, Ui};
use evidence::{clues_of, evidence_lines, points_of, score_chip, what_merging_does};
use rows::{PairRows, key_of};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Two records in the order in which the search gave them.
type Pair = (PersonId, PersonId);

/// Proposals as they were found for a revision.
#[derive(Default)]
struct Found {
    pairs: Vec<Likeness>,
}

const LATER: &str = "Put a pair off";

/// What a person answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Merge,
    Apart,
    Later,
}

#[derive(Default)]
pub struct Duplicates {
    pub open: bool,
    found: Latest<Found>,
    /// Index into the proposals, those put off at the end; made for this revision.
    rows: Vec<usize>,
    rows_for: Option<(u64, Option<u64>, bool, usize)>,
    /// How many of the rows leave no doubt.
    sure: usize,
    everybody: HashSet<PersonId>,
    /// The likeliest proposal about a person that was not put off.
    first_about: HashMap<PersonId, usize>,
    /// Weaker pairs are shown, too.
    weaker: bool,
    /// Put off, as the campaign remembers it.
    later: HashSet<Pair>,
    /// Pairs of which the other record is kept.
    swapped: HashSet<Pair>,
    table: TableState,
    cursor: usize,
    take_focus: bool,
    reading_back: bool,
    sides: Kept<(String, u64, Pair), [Side; 2]>,
    /// Whoever is being merged beside the window: nobody is asked about them meanwhile, in whatever pair.
    asked: HashSet<PersonId>,
}

/// What is counted of one record.
#[derive(Default)]
struct Side {
    nominations: usize,
    written: usize,
    entries: usize,
    /// What entries say of the household.
    household: String,
}

fn find(campaign: &Campaign) -> Found {
    // Only a cancel ends it early, and nobody can cancel a silent one.
    Found { pairs: duplicates::search(campaign, &Progress::silent()).unwrap_or_default() }
}

impl Side {
    fn of(campaign: &Campaign, id: PersonId) -> Self {
        Self {
            nominations: campaign.nominations_of(id).count(),
            written: campaign.nominations_by(id).count(),
            entries: campaign.entries().iter().filter(|(_, entry)| entry.person == id).count(),
            household: duplicates::household_words(campaign, id),
        }
    }
}

fn order(pair: &Likeness) -> Pair {
    (pair.kept, pair.gone)
}

impl Duplicates {
    /// Brings the proposals up to date. What was decided since the last search is left out at once.
    pub fn update(&mut self, ws: &Workspace, campaign: &Campaign) {
        // Beside the page only small campaigns are searched again at every change.
        let is_wanted = self.open || self.found.revision().is_none() || campaign.people().len() <= 20_000;
        if is_wanted {
            // Comparing takes longer than looking: only few are compared within a frame.
            self.found.of(ws, campaign.people().len() * 16, "Comparing people", find);
        }
        if !self.asked.is_empty() && ws.jobs().owed().is_empty() {
            // Done, or failed: who is still two people is asked about again.
            self.asked.clear();
        }
        let key = (campaign.revision(), self.found.revision(), self.weaker, self.asked.len());
        if self.rows_for == Some(key) {
            return;
        }
        self.rows_for = Some(key);
        let found = self.found.value();
        let is_open = |pair: &Likeness| {
            if self.asked.contains(&pair.kept) || self.asked.contains(&pair.gone) {
                return false;
            }
            let (one, other) = (campaign.people().get(pair.kept), campaign.people().get(pair.gone));
            one.zip(other).is_some_and(|(one, other)| {
                !one.apart_from.contains(&pair.gone) && !other.apart_from.contains(&pair.kept)
            })
        };
        let is_wanted = |pair: &Likeness| self.weaker || pair.score >= PROPOSED;
        let wanted = found.pairs.iter().enumerate().filter(|(_, pair)| is_wanted(pair) && is_open(pair));
        self.rows = wanted.map(|(index, _)| index).collect();
        let pairs = self.rows.iter().map(|index| order(&found.pairs[*index]));
        self.later = pairs.filter(|(kept, gone)| duplicates::is_put_off(campaign, *kept, *gone)).collect();
        self.rows.sort_by_key(|index| self.later.contains(&order(&found.pairs[*index])));
        self.everybody =
            self.rows.iter().flat_map(|index| [found.pairs[*index].kept, found.pairs[*index].gone]).collect();
        self.first_about.clear();
        for index in &self.rows {
            let pair = &found.pairs[*index];
            if !self.later.contains(&order(pair)) {
                self.first_about.entry(pair.kept).or_insert(*index);
                self.first_about.entry(pair.gone).or_insert(*index);
            }
        }
        self.sure = self.rows.iter().filter(|index| found.pairs[**index].score >= SURE).count();
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        let keys: HashSet<u64> = self.rows.iter().map(|index| key_of(&found.pairs[*index])).collect();
        self.table.keep_selected(|key| keys.contains(&key));
    }

    /// Open proposals.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The likeliest open proposal about a person.
    pub fn about(&self, person: PersonId) -> Option<&Likeness> {
        self.found.value().pairs.get(*self.first_about.get(&person)?)
    }

    /// Everybody about whom there is an open proposal.
    pub fn everybody(&self) -> &HashSet<PersonId> {
        &self.everybody
    }

    /// Who a person may be under another spelling, the likeliest first.
    pub fn other_of(&self, person: PersonId) -> Option<PersonId> {
        let mut pairs = (0..self.rows.len()).filter_map(|row| self.pair(row));
        pairs.find_map(|pair| match (pair.kept, pair.gone) {
            (kept, gone) if kept == person => Some(gone),
            (kept, gone) if gone == person => Some(kept),
            _ => None,
        })
    }

    pub fn start(&mut self) {
        self.open = true;
        self.take_focus = true;
        self.cursor = 0;
    }

    fn pair(&self, row: usize) -> Option<&Likeness> {
        self.rows.get(row).and_then(|index| self.found.value().pairs.get(*index))
    }

    /// Which record stays and which goes into it, as it is chosen now.
    fn chosen(&self, pair: &Likeness) -> Pair {
        if self.swapped.contains(&order(pair)) { (pair.gone, pair.kept) } else { order(pair) }
    }

    /// The page, instead of the list of people.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        self.update(cx.ws, campaign);
        let title = match self.sure {
            1 => format!("Merge the pair from {SURE} on"),
            n => format!("Merge the {n} pairs from {SURE} on"),
        };
        let none = (self.sure == 0).then(|| format!("No pair has {SURE} points or more."));
        let words = match self.rows.len() {
            0 if self.found.revision().is_none() => "Comparing everybody with those who are alike".to_owned(),
            0 => "Nobody looks like somebody else".to_owned(),
            1 => "1 pair may be one person. Nothing is merged before you say so.".to_owned(),
            n => format!("{n} pairs may be one person each. Nothing is merged before you say so."),
        };
        let header = PageHeader::new("Compare duplicates")
            .words(words)
            .rule()
            .action(CommandButton::plain(title).icon(Icon::Merge).disabled_if(none))
            .action(CommandButton::plain(if self.weaker { "Hide the weaker ones" } else { "Show weaker ones too" }))
            .action(CommandButton::plain("Back to people").icon(Icon::Left));
        match header.show(ui) {
            Some(0) => self.reading_back = true,
            Some(1) => self.weaker = !self.weaker,
            Some(_) => self.open = false,
            None => {}
        }
        // What belongs to the page of people is not for here.
        cx.takes(Command::Find);
        let answer = self.answer_by_key(ui);
        if self.rows.is_empty() {
            self.nothing(ui);
            return;
        }
        self.list(ui, cx, campaign);
        let clicked = CentralPanel::default().frame(Frame::NONE).show(ui, |ui| self.detail(ui, cx, campaign)).inner;
        if let Some(answer) = answer.or(clicked) {
            self.answer(cx, campaign, answer);
        }
        if self.reading_back {
            self.read_back(ui, cx, campaign);
        }
    }

    fn nothing(&mut self, ui: &mut Ui) {
        ui.add_space(48.0);
        ui.vertical_centered(|ui| {
            let is_done = self.found.revision().is_some();
            let words = if is_done {
                "Everybody is somebody of their own, as far as names and addresses tell."
            } else {
                "Looking for people under two spellings."
            };
            Text::body(words).muted().show(ui);
            ui.add_space(8.0);
            if CommandButton::primary("Show the people").show(ui).clicked() {
                self.open = false;
            }
        });
    }

    /// Keys 1, 2 and 3; taken before the table, which would look for them in its rows.
    fn answer_by_key(&mut self, ui: &Ui) -> Option<Answer> {
        if self.reading_back || ui.ctx().text_edit_focused() {
            return None;
        }
        let keys = [(Key::Num1, Answer::Merge), (Key::Num2, Answer::Apart), (Key::Num3, Answer::Later)];
        ui.input_mut(|input| {
            let pressed = keys.into_iter().find(|(key, _)| input.consume_key(Modifiers::NONE, *key));
            if pressed.is_some() {
                input
                    .events
                    .retain(|event| !matches!(event, Event::Text(text) if ["1", "2", "3"].contains(&text.as_str())));
            }
            pressed.map(|(_, answer)| answer)
        })
    }

    fn answer(&mut self, cx: &mut Cx<'_>, campaign: &Campaign, answer: Answer) {
        let Some(pair) = self.pair(self.cursor).cloned() else { return };
        match answer {
            Answer::Merge => {
                self.merge(cx, campaign, &[pair]);
            }
            Answer::Apart => {
                tell(cx, duplicates::keep_all_apart(campaign, &[order(&pair)]), "Kept two people apart".into());
            }
            Answer::Later => {
                // A second time there is nothing to note: on to the next one.
                if self.later.contains(&order(&pair)) {
                    self.cursor = (self.cursor + 1) % self.rows.len().max(1);
                } else {
                    tell(cx, duplicates::put_all_off(campaign, &[order(&pair)]), LATER.into());
                }
            }
        }
    }

    /// Pairs that leave no doubt: they need an answer all the same.
    fn sure(&self) -> impl Iterator<Item = &Likeness> {
        let found = self.found.value();
        self.rows.iter().map(|index| &found.pairs[*index]).filter(|pair| pair.score >= SURE)
    }

    /// Merges these. Who is named where is looked up in the whole campaign: beside the window where that is a large one.
    fn merge(&mut self, cx: &mut Cx<'_>, campaign: &Campaign, pairs: &[Likeness]) {
        let chosen: Vec<Pair> = pairs.iter().map(|pair| self.chosen(pair)).collect();
        let sorted = duplicates::together(campaign, &chosen);
        let left = sorted.left.len();
        if sorted.pairs.is_empty() {
            cx.act(Action::Tell(
                "None of these was merged: each looks like somebody else as well. Decide them one by one.".into(),
            ));
            return;
        }
        let mut words = match sorted.pairs.len() {
            1 => "Merged two people".to_owned(),
            n => format!("Merged {}", many::counted(n, "pair", "pairs")),
        };
        if left > 0 {
            let pairs = many::counted(left, "pair is", "pairs are");
            words = format!("{words}; {pairs} left to be decided one by one");
        }
        for line in duplicates::two_memberships(campaign, &sorted.pairs) {
            words = format!("{words}. {}", line.trim_end_matches('.'));
        }
        let at = cx.ws.world().now();
        let count = many::naming(campaign);
        if count >= many::BESIDE {
            self.asked.extend(pairs.iter().flat_map(|pair| [pair.kept, pair.gone]));
        }
        let make = move |now: &Campaign| duplicates::merge_all(now, &chosen, at);
        many::each(cx, count, "Merging people", move |_| words.clone(), make);
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        SidePane::list("pairs", 390.0).show(ui, |pane| {
            let ui = pane.whole();
            let selected = self.selected();
            if !selected.is_empty() {
                let bar = Panel::bottom("pairs bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
                bar.show(ui, |ui| self.bulk(ui, cx, campaign, &selected));
            }
            CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                let rows = PairRows { campaign, all: &self.found.value().pairs, rows: &self.rows, later: &self.later };
                if self.table.cursor() != Some(self.cursor as u64) {
                    self.table.set_cursor(Some(self.cursor as u64));
                }
                let columns = [Column::new("Pair", 250.0).grow().unsorted(), Column::new("Score", 96.0).unsorted()];
                let table = DataTable::new("Pairs of people", &columns).checks().two_lines();
                let out = table.show(ui, &mut self.table, &rows);
                if std::mem::take(&mut self.take_focus) {
                    out.response.request_focus();
                }
                if let Some(row) = out.moved.or(out.opened) {
                    self.cursor = row as usize;
                }
            });
        });
    }

    fn selected(&self) -> Vec<Likeness> {
        let found = self.found.value();
        let pairs = self.rows.iter().map(|index| &found.pairs[*index]);
        pairs.filter(|pair| self.table.is_selected(key_of(pair))).cloned().collect()
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, selected: &[Likeness]) {
        let count = selected.len();
        let event = BulkBar::new(count as u64, format!("of {}", self.rows.len()))
            .verb(CommandButton::plain(format!("Merge {count}")))
            .verb(CommandButton::plain(format!("Keep {count} apart")))
            .verb(CommandButton::plain(format!("Decide {count} later")))
            .show(ui);
        let pairs_of = |n: usize| many::counted(n, "pair", "pairs");
        match event {
            Some(BulkEvent::Verb(0)) => {
                self.merge(cx, campaign, selected);
            }
            Some(BulkEvent::Verb(1)) => {
                let pairs: Vec<Pair> = selected.iter().map(order).collect();
                tell(cx, duplicates::keep_all_apart(campaign, &pairs), format!("Kept {} apart", pairs_of(count)));
            }
            Some(BulkEvent::Verb(_)) => {
                let pairs: Vec<Pair> = selected.iter().map(order).collect();
                tell(cx, duplicates::put_all_off(campaign, &pairs), format!("Put {} off", pairs_of(count)));
                self.table.clear_selection();
            }
            Some(BulkEvent::Close) => self.table.clear_selection(),
            None => {}
        }
    }

    fn detail(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Option<Answer> {
        let pair = self.pair(self.cursor)?.clone();
        let (kept, gone) = self.chosen(&pair);
        let (one, other) = (campaign.people().get(kept)?, campaign.people().get(gone)?);
        let counted = self.sides(cx, campaign, (kept, gone));
        let unknown = <[Side; 2]>::default();
        let sides = counted.as_deref().unwrap_or(&unknown);
        let mut answer = None;
        ScrollArea::vertical().id_salt(("pair", kept.0, gone.0)).auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin::same(24)).show(ui, |ui| {
                ui.set_max_width(760.0);
                ui.spacing_mut().item_spacing.y = 10.0;
                let card = Card::strong().title("Same person twice?").chip(score_chip(pair.score));
                card.show(ui, |ui| {
                    let lines = evidence_lines(cx, campaign, (one, &sides[0]), (other, &sides[1]));
                    EvidenceTable::new(format!("Kept: {kept}"), format!("Goes into it: {gone}"), &lines).show(ui);
                    ui.add_space(4.0);
                    let words = match &counted {
                        Some(sides) => what_merging_does(sides, other),
                        None => "Counting what names the two of them.".to_owned(),
                    };
                    Text::label(words).muted().show(ui);
                    ui.add_space(4.0);
                    ui.horizontal_wrapped(|ui| {
                        if CommandButton::primary("Merge").icon(Icon::Merge).shortcut("1").show(ui).clicked() {
                            answer = Some(Answer::Merge);
                        }
                        if CommandButton::plain("Keep apart").shortcut("2").show(ui).clicked() {
                            answer = Some(Answer::Apart);
                        }
                        if CommandButton::plain("Decide later").shortcut("3").show(ui).clicked() {
                            answer = Some(Answer::Later);
                        }
                        if CommandButton::quiet("Keep the other record").show(ui).clicked()
                            && !self.swapped.remove(&order(&pair))
                        {
                            self.swapped.insert(order(&pair));
                        }
                    });
                });
                Section::new("Evidence").aside(points_of(&pair)).show(ui, |ui| {
                    for evidence in &pair.evidence {
                        let speaks_for = evidence.weight > 0;
                        let (icon, tone) =
                            if speaks_for { (Icon::Check, Tone::Success) } else { (Icon::X, Tone::Warning) };
                        let value = format!("{:+} points", evidence.weight);
                        FactRow::new(evidence.clue.title(), value).mark(icon, tone).show(ui);
                    }
                });
                ui.horizontal(|ui| {
                    for id in [kept, gone] {
                        if CommandButton::quiet(format!("Open {id}")).small().show(ui).clicked() {
                            self.open = false;
                            cx.act(Action::Show(Target::Person(id)));
                        }
                    }
                });
            });
        });
        answer
    }

    /// Counted once per pair, beside the window where there are many records: it takes a walk over all of them. `None` as long as
    /// it is not known.
    fn sides(&mut self, cx: &Cx<'_>, campaign: &Campaign, pair: Pair) -> Option<Arc<[Side; 2]>> {
        let snapshot = cx.ws.snapshot()?;
        let key = (campaign.settings().id.clone(), campaign.revision(), pair);
        let is_short = many::naming(campaign) < many::BESIDE;
        let work = move |_: &Progress| Ok([Side::of(&snapshot, pair.0), Side::of(&snapshot, pair.1)]);
        let made = self.sides.get(cx.ws.jobs(), "", key.clone(), is_short, work);
        made.filter(|_| self.sides.key() == Some(&key)).and_then(Result::ok)
    }

    fn read_back(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let pairs = many::counted(self.sure, "pair", "pairs");
        let dialog = Dialog::new("merge sure pairs", format!("Merge {pairs}?"))
            .words("One step, which can be undone. Each merge can also be taken back alone, at any time.")
            .mark(Icon::Merge, Tone::Warning)
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary(format!("Merge {pairs}")).icon(Icon::Merge))
            .focus(0);
        let out = dialog.show(ui.ctx(), |ui| {
            let name = |id: PersonId| {
                campaign.people().get(id).map_or_else(|| id.to_string(), |it| format!("{} ({id})", it.display_name()))
            };
            for (kept, gone) in self.sure().take(200).map(|pair| self.chosen(pair)) {
                Text::body(format!("{}  goes into  {}", name(gone), name(kept))).elide().show(ui);
            }
            if self.sure > 200 {
                Text::body(format!("and {} more", self.sure - 200)).muted().show(ui);
            }
        });
        if out.pressed == Some(1) {
            let sure: Vec<Likeness> = self.sure().cloned().collect();
            self.merge(cx, campaign, &sure);
        }
        if out.pressed.is_some() || out.closed {
            self.reading_back = false;
            self.take_focus = true;
        }
    }

    /// The card in the pane of one person; true when something was decided there.
    pub fn card(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, person: PersonId) {
        let Some(pair) = self.about(person).cloned() else { return };
        let (kept, gone) = self.chosen(&pair);
        let (Some(one), Some(other)) = (campaign.people().get(kept), campaign.people().get(gone)) else { return };
        let card = Card::strong().title("Same person twice?").chip(score_chip(pair.score));
        card.show(ui, |ui| {
            let short = |name: &'static str, get: fn(&Person) -> &str| EvidenceLine {
                name: name.into(),
                one: get(one).into(),
                other: get(other).into(),
            };
            let lines = [short("Name", |it| &it.name), short("E-mail", |it| &it.email), short("Team", |it| &it.team)];
            EvidenceTable::new(format!("Kept: {kept}"), format!("Goes: {gone}"), &lines).show(ui);
            Text::label(format!(
                "{}. Merging keeps every nomination and every word; you can take it back later.",
                clues_of(&pair)
            ))
            .muted()
            .show(ui);
            ui.horizontal_wrapped(|ui| {
                if CommandButton::primary("Merge").icon(Icon::Merge).small().show(ui).clicked() {
                    self.merge(cx, campaign, std::slice::from_ref(&pair));
                }
                if CommandButton::plain("Keep apart").small().show(ui).clicked() {
                    tell(cx, duplicates::keep_all_apart(campaign, &[(kept, gone)]), "Kept two people apart".into());
                }
                if CommandButton::quiet("Decide later").small().show(ui).clicked() {
                    tell(cx, duplicates::put_all_off(campaign, &[order(&pair)]), LATER.into());
                }
            });
        });
        ui.add_space(8.0);
    }
}

fn tell(cx: &mut Cx<'_>, change: Result<Change, Failure>, words: String) {
    match change {
        Ok(change) => cx.act(Action::CommitAndTell(change, words)),
        Err(failure) => cx.act(Action::Fail(failure)),
    }
}

/// A merge taken back, from the pane of the record that was kept.
pub fn take_back(cx: &mut Cx<'_>, campaign: &Campaign, kept: PersonId, gone: PersonId) {
    let make = move |now: &Campaign| duplicates::take_back(now, kept, gone);
    let words = move |before: &Campaign, _: &Change| {
        let since = duplicates::told_since(&duplicates::came_since(before, kept, gone), kept, gone);
        let lines = since.iter().map(|line| line.trim_end_matches('.'));
        std::iter::once("Took a merge back").chain(lines).collect::<Vec<_>>().join(". ")
    };
    many::each_told(cx, many::naming(campaign), "Taking a merge back", words, many::ALL_SO, make);
}
