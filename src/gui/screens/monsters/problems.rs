//! The problems: how often each is named, by whom in which words, what is proposed from the texts, and the words by which they
//! are found.

use crate::app::nominations::problem_key;
use crate::app::problems::{self, Counted, Origin, Tally};
use crate::campaign::Campaign;
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::screens::many::counted;
use crate::gui::screens::people::latest::Latest;
use crate::gui::text::Text;
use crate::gui::widgets::bar_chart::BarChart;
use crate::gui::widgets::card::{Card, card_page, columns};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::tag_editor::{TagEditor, TagEvent};
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Ui, vec2};

/// Problems shown.
const MOST: usize = 30;

#[derive(Default)]
pub struct Problems {
    tally: Latest<Tally>,
    /// The problem whose quotes are shown, by its key.
    open: Option<String>,
    /// A word being typed for it, and a new problem.
    typed: String,
    new_problem: String,
}

/// What was asked for.
pub enum Event {
    /// The nominations that name it.
    Show(String),
    /// A monster for it.
    Make(String),
}

impl Problems {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Option<Event> {
        let records = campaign.nominations().len() + campaign.mishaps().len();
        let tally = std::sync::Arc::clone(self.tally.of(cx.ws, records * 4, "Counting problems", problems::tally));
        let mut event = None;
        card_page(ui, "problems", |ui| {
            ui.add_space(14.0);
            if tally.waiting > 0 {
                let waiting = counted(tally.waiting, "tag", "tags");
                let note = Note::info(format!("{waiting} proposed from the words of nominations and mishaps"))
                    .words("Look at each beside its words, or add all of them at once. One undo takes them back.")
                    .action(CommandButton::plain(format!("Add {waiting}")));
                if note.show(ui).action
                    && let Some(change) = problems::accept_all(campaign, None)
                {
                    cx.act(Action::CommitAndTell(change, format!("Added {waiting}")));
                }
            }
            columns(ui, &[1.15, 1.0], |ui, column| {
                if column == 0 {
                    self.list(ui, &tally);
                } else if let Some(shown) = self.shown(&tally).cloned() {
                    event = self.one(ui, cx, campaign, &shown).or(event.take());
                }
            });
            self.own(ui, cx, campaign);
        });
        event
    }

    fn shown<'t>(&self, tally: &'t Tally) -> Option<&'t Counted> {
        let open = self.open.as_ref();
        let chosen = open.and_then(|key| tally.problems.iter().find(|it| problem_key(&it.problem) == *key));
        chosen.or_else(|| tally.problems.first())
    }

    fn list(&mut self, ui: &mut Ui, tally: &Tally) {
        let aside = if tally.silent > 0 {
            format!("{} records name none", grouped(tally.silent as u64))
        } else {
            String::new()
        };
        Card::new().title("How often each is named").aside(aside).show(ui, |ui| {
            if tally.problems.is_empty() {
                Text::label("No problem is named yet, and none was found in the words.").muted().show(ui);
                return;
            }
            let named: Vec<String> = tally
                .problems
                .iter()
                .take(MOST)
                .map(|it| match it.proposed {
                    0 => it.problem.clone(),
                    n => format!("{}, {n} proposed", it.problem),
                })
                .collect();
            let counts = tally.problems.iter().map(|it| it.tagged() as u64);
            let bars: Vec<(&str, u64)> = named.iter().map(String::as_str).zip(counts).collect();
            if let Some(n) = BarChart::new("Problems", &bars).press().show(ui) {
                self.open = tally.problems.get(n).map(|it| problem_key(&it.problem));
                self.typed.clear();
            }
            let more = tally.problems.len().saturating_sub(MOST);
            if more > 0 {
                Text::caption(format!("And {more} more, named less often.")).show(ui);
            }
            Text::caption("Nominations count, and mishaps that are not set aside. Monsters rank by the same count.")
                .show(ui);
        });
    }

    /// One problem: counts, quotes, what is proposed, its monster.
    fn one(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, it: &Counted) -> Option<Event> {
        let mut event = None;
        Card::strong().title(it.problem.as_str()).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let mut words = format!(
                "Named in {} and {}.",
                counted(it.nominations, "nomination", "nominations"),
                counted(it.mishaps, "mishap", "mishaps")
            );
            if it.severity.1 > 0 {
                let mean = it.severity.0 as f64 / it.severity.1 as f64;
                words = format!("{words} Mishaps with it were {mean:.1} of 10 bad.");
            }
            Text::label(words).show(ui);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
                if it.nominations > 0 {
                    let show = format!("Show the {}", counted(it.nominations, "nomination", "nominations"));
                    if CommandButton::plain(show).small().show(ui).clicked() {
                        event = Some(Event::Show(it.problem.clone()));
                    }
                }
                let key = problem_key(&it.problem);
                let monster = campaign.monsters().iter().find(|(_, monster)| problem_key(&monster.problem) == key);
                match monster {
                    Some((id, monster)) => {
                        let open = CommandButton::plain(format!("Open {}", monster.name)).icon(Icon::Monster);
                        if open.small().show(ui).clicked() {
                            cx.act(Action::Show(Target::Monster(id)));
                        }
                    }
                    None => {
                        let make = CommandButton::plain("Make a monster of it").icon(Icon::Plus).small();
                        if make.show(ui).clicked() {
                            event = Some(Event::Make(it.problem.clone()));
                        }
                    }
                }
                if it.proposed > 0 {
                    let add = format!("Add it to {} more", it.proposed);
                    let add = CommandButton::plain(add).icon(Icon::Sparkle).small();
                    if add.hint("Records whose words tell of it").show(ui).clicked()
                        && let Some(change) = problems::accept_all(campaign, Some(&it.problem))
                    {
                        let words = format!("Added it to {}", counted(change.edits.len(), "record", "records"));
                        cx.act(Action::CommitAndTell(change, words));
                    }
                }
            });
            for (n, (origin, said)) in it.quotes.iter().enumerate() {
                ui.push_id(n, |ui| {
                    crate::gui::marks::divider(ui);
                    Text::body(format!("“{said}”")).show(ui);
                    let open = CommandButton::quiet(format!("Open {origin}")).small();
                    if open.show(ui).clicked() {
                        cx.act(Action::Show(match origin {
                            Origin::Nomination(id) => Target::Nomination(*id),
                            Origin::Mishap(id) => Target::Mishap(*id),
                        }));
                    }
                });
            }
            crate::gui::marks::divider(ui);
            Text::label_strong("Words of your own that tell of it").show(ui);
            self.words(ui, cx, campaign, &it.problem);
        });
        event
    }

    /// The campaign's own words for one problem.
    fn words(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, problem: &str) {
        let key = problem_key(problem);
        let own = campaign.settings().problems.own.iter().find(|own| problem_key(&own.problem) == key);
        let mut words = own.map(|own| own.words.clone()).unwrap_or_default();
        let editor = TagEditor::new("Add a word", &words, &mut self.typed);
        match editor.show(ui) {
            Some(TagEvent::Added(word)) => words.push(word),
            Some(TagEvent::Removed(n)) => {
                words.remove(n);
            }
            None => return,
        }
        if let Some(change) = problems::set_own(campaign, problem, &words) {
            cx.commit(change);
        }
    }

    /// Problems that only this campaign knows.
    fn own(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        Card::new().title("A problem that only you know").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            Text::label(
                "Give it a name and a word, a phrase, or a stem with a star (“badge*” finds badges and badge reader).",
            )
            .muted()
            .show(ui);
            columns(ui, &[1.0, 1.0], |ui, column| {
                if column == 0 {
                    Field::new("Problem").show(ui, |ui| {
                        TextField::new(&mut self.new_problem, "New problem").hint("Badge doors").show(ui);
                    });
                    return;
                }
                let empty = self.new_problem.trim().is_empty();
                Field::new("First word that tells of it").show(ui, |ui| {
                    ui.horizontal(|ui| {
                        let add = CommandButton::plain("Add the problem")
                            .disabled_if(empty.then_some("Give the problem a name first."));
                        let room = ui.available_width() - add.width(ui.painter()) - 8.0;
                        let id = eframe::egui::Id::unique("first word of a problem");
                        let mut word: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
                        let field = TextField::new(&mut word, "First word that tells of it").hint("badge*");
                        field.width(room.max(80.0)).show(ui);
                        let pressed = add.show(ui).clicked();
                        if pressed && !word.trim().is_empty() {
                            if let Some(change) =
                                problems::set_own(campaign, &self.new_problem, std::slice::from_ref(&word))
                            {
                                cx.commit(change);
                            }
                            self.open = Some(problem_key(&self.new_problem));
                            self.new_problem.clear();
                            word.clear();
                        }
                        ui.data_mut(|data| data.insert_temp(id, word));
                    });
                });
            });
            for own in &campaign.settings().problems.own {
                ui.push_id(&own.problem, |ui| {
                    ui.horizontal(|ui| {
                        let remove = CommandButton::quiet(format!("Remove the words of {}", own.problem))
                            .icon(Icon::X)
                            .icon_only()
                            .small();
                        let room = ui.available_width() - 40.0;
                        let words = format!("{}: {}", own.problem, own.words.join(", "));
                        Text::label(words).max_width(room).elide().show(ui);
                        if remove.show(ui).clicked()
                            && let Some(change) = problems::set_own(campaign, &own.problem, &[])
                        {
                            cx.commit(change);
                        }
                    });
                });
            }
        });
    }
}
