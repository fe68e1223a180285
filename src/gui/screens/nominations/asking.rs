//! Questions of the nominations page: one typed in by hand, and what many become.

use super::who::WhoField;
use crate::app::bulk::count_put;
use crate::app::nominations::{ByHand, add_by_hand, add_problem, change_each, counted, set_state};
use crate::app::timeline;
use crate::campaign::{AwardId, Campaign, Change, Nomination, NominationId, NominationState};
use crate::gui::action::Cx;
use crate::gui::screens::many::each;
use crate::gui::text::Text;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Key, Ui};

/// What is asked.
pub enum Ask {
    Add(Box<NewNomination>),
    SetAside { nominations: Vec<NominationId>, reason: String, fresh: bool },
    Problem { nominations: Vec<NominationId>, tag: String, fresh: bool },
    Award { nominations: Vec<NominationId>, award: Option<AwardId> },
}

/// A nomination while it is typed in.
#[derive(Default)]
pub struct NewNomination {
    nominee: WhoField,
    nominator: WhoField,
    awards: Vec<AwardId>,
    story: String,
    reason: String,
    has_focus: bool,
}

/// What became of the question.
pub enum Answered {
    NotYet,
    Closed,
    Added(NominationId),
}

/// "1 nomination", "3 nominations".
pub fn nominations_of(count: usize) -> String {
    if count == 1 { "1 nomination".into() } else { format!("{} nominations", grouped(count as u64)) }
}

/// Those that a change was really made to.
fn changed(change: &Change) -> String {
    nominations_of(count_put::<Nomination>(change))
}

impl Ask {
    /// Paints the question; the answer has been carried out.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        match self {
            Self::Add(new) => new.show(ui, cx, campaign),
            Self::SetAside { nominations, reason, fresh } => show_line(
                ui,
                &Line {
                    title: format!("Set {} aside", nominations_of(nominations.len())),
                    words: "They stay, and are no longer considered. The reason stands beside them.",
                    label: "Reason",
                    verb: format!("Set {} aside", nominations_of(nominations.len())),
                },
                reason,
                fresh,
                |reason| {
                    let count = nominations.len();
                    let (ids, reason) = (nominations.clone(), reason.to_owned());
                    let title = |n| {
                        if n == 1 { "Set a nomination aside".into() } else { format!("Set {n} nominations aside") }
                    };
                    let words = |change: &Change| format!("Set {} aside", changed(change));
                    each(cx, count, "Changing nominations", words, move |campaign| {
                        change_each(campaign, ids.iter().copied(), title, |nomination| {
                            set_state(nomination, NominationState::SetAside);
                            reason.clone_into(&mut nomination.set_aside_reason);
                        })
                    });
                },
            ),
            Self::Problem { nominations, tag, fresh } => show_line(
                ui,
                &Line {
                    title: format!("Add a problem to {}", nominations_of(nominations.len())),
                    words: "A trouble that keeps coming back, in a word or two. Monsters are made of them.",
                    label: "Problem",
                    verb: format!("Add it to {}", nominations_of(nominations.len())),
                },
                tag,
                fresh,
                |tag| {
                    let count = nominations.len();
                    let (ids, tag) = (nominations.clone(), tag.to_owned());
                    let words = |change: &Change| format!("Added the problem to {}", changed(change));
                    each(cx, count, "Changing nominations", words, move |campaign| {
                        let title = |n| counted("Add a problem to", n);
                        change_each(campaign, ids.iter().copied(), title, |nomination| {
                            add_problem(&mut nomination.problems, &tag);
                        })
                    });
                },
            ),
            Self::Award { nominations, award } => show_award(ui, cx, campaign, nominations, award),
        }
    }
}

struct Line {
    title: String,
    words: &'static str,
    label: &'static str,
    verb: String,
}

/// A question that takes one line of words.
fn show_line(ui: &Ui, line: &Line, typed: &mut String, fresh: &mut bool, done: impl FnOnce(&str)) -> Answered {
    let empty = typed.trim().is_empty();
    let missing = format!("Type the {} first.", line.label.to_lowercase());
    let dialog = Dialog::new("nominations line", line.title.as_str())
        .words(line.words)
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary(line.verb.as_str()).disabled_if(empty.then_some(missing)));
    let out = dialog.show(ui.ctx(), |ui| {
        Field::new(line.label)
            .show(ui, |ui| {
                let response = TextField::new(typed, line.label).show(ui);
                if std::mem::take(fresh) {
                    response.request_focus();
                }
                response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
            })
            .inner
    });
    if out.pressed == Some(1) || (out.inner && !empty) {
        done(typed.trim());
        return Answered::Closed;
    }
    if out.closed || out.pressed == Some(0) { Answered::Closed } else { Answered::NotYet }
}

fn show_award(
    ui: &Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    nominations: &[NominationId],
    award: &mut Option<AwardId>,
) -> Answered {
    let ids: Vec<AwardId> = campaign.awards().ids().collect();
    let count = nominations.len();
    let dialog = Dialog::new("nominations award", format!("Add {} to an award", nominations_of(count)))
        .words("They keep the awards they have.")
        .left(CommandButton::plain("Cancel"))
        .button(
            CommandButton::primary(format!("Add {}", nominations_of(count)))
                .disabled_if(award.is_none().then_some("Choose an award first.")),
        );
    let out = dialog.show(ui.ctx(), |ui| {
        let titles: Vec<&str> = campaign.awards().iter().map(|(_, award)| award.title.as_str()).collect();
        let chosen = ids.iter().position(|id| Some(*id) == *award);
        Field::new("Award").show(ui, |ui| {
            if let Some(index) = Select::new("Award", &titles, chosen).width(320.0).show(ui).chosen {
                *award = ids.get(index).copied();
            }
        });
    });
    match (out.pressed, *award) {
        (Some(1), Some(award)) => {
            let ids = nominations.to_vec();
            let title = |n| {
                if n == 1 { "Add a nomination to an award".into() } else { format!("Add {n} nominations to an award") }
            };
            let words = |change: &Change| format!("Added {} to the award", changed(change));
            each(cx, count, "Changing nominations", words, move |campaign| {
                change_each(campaign, ids.iter().copied(), title, |nomination| {
                    if !nomination.awards.contains(&award) {
                        nomination.awards.push(award);
                    }
                })
            });
            Answered::Closed
        }
        (Some(_), _) => Answered::Closed,
        (None, _) if out.closed => Answered::Closed,
        _ => Answered::NotYet,
    }
}

impl NewNomination {
    fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        let missing = if self.nominee.who().is_none() {
            Some("Choose who is nominated first.")
        } else if self.nominator.is_open() {
            Some("Choose the nominator, or empty that field.")
        } else {
            None
        };
        let dialog = Dialog::new("add nomination", "Type in a nomination")
            .words("One that came by word of mouth, by telephone or on paper.")
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary("Add the nomination").disabled_if(missing));
        let out = dialog.show(ui.ctx(), |ui| {
            let fresh = !std::mem::replace(&mut self.has_focus, true);
            self.nominee.show(ui, campaign, "Who is nominated", fresh);
            self.nominator.show(ui, campaign, "Nominated by", false);
            if !campaign.awards().is_empty() {
                Text::label_strong("For").show(ui);
                for (award, record) in campaign.awards().iter() {
                    let mut on = self.awards.contains(&award);
                    if CheckRow::new(&mut on, record.title.as_str()).show(ui).changed() {
                        self.awards.retain(|other| *other != award);
                        if on {
                            self.awards.push(award);
                        }
                    }
                }
            }
            Field::new("What happened")
                .help("In their own words; they cannot be changed afterwards.")
                .show(ui, |ui| TextField::new(&mut self.story, "What happened").rows(5).show(ui));
            Field::new("Why it matters")
                .show(ui, |ui| TextField::new(&mut self.reason, "Why it matters").rows(2).show(ui));
        });
        match (out.pressed, self.nominee.who()) {
            (Some(1), Some(nominee)) => {
                let world = cx.ws.world();
                let today = world.now().to_zoned(world.time_zone()).date();
                let new = ByHand {
                    nominee: nominee.clone(),
                    nominator: self.nominator.who().cloned(),
                    awards: self.awards.clone(),
                    story: self.story.clone(),
                    reason: self.reason.clone(),
                    received: today.to_string(),
                };
                let (change, id) = add_by_hand(campaign, &new);
                let change = timeline::holding_late(campaign, change, world.now(), &world.time_zone());
                cx.commit(change);
                Answered::Added(id)
            }
            (Some(_), _) => Answered::Closed,
            (None, _) if out.closed => Answered::Closed,
            _ => Answered::NotYet,
        }
    }
}
