//! One message: its words as they came and as they are shown, and beside them whom it thanks, who wrote it, and its state.

use super::state_chip;
use super::wall::Standing;
use crate::app::hub::ThanksFacts;
use crate::app::nominations::Who;
use crate::app::thanks::{link, reword};
use crate::app::when;
use crate::campaign::{Campaign, Change, Edit, Person, PersonId, Thanks, ThanksId, ThanksState};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::screens::nominations::who::WhoField;
use crate::gui::screens::people::pane::origin_row;
use crate::gui::text::{Text, Type};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::marked_text::MarkedText;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Frame, Margin, ScrollArea, Ui, vec2};

/// What was asked about the message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum MessageEvent {
    Show,
    Hide,
    Wait,
    Delete,
}

#[derive(Clone, Copy)]
pub struct Message<'a> {
    pub campaign: &'a Campaign,
    pub id: ThanksId,
    pub record: &'a Thanks,
}

impl Message<'_> {
    fn change(self, cx: &mut Cx<'_>, title: &str, key: Option<&str>, change: impl FnOnce(&mut Thanks)) {
        let mut after = self.record.clone();
        change(&mut after);
        if after == *self.record {
            return;
        }
        let step = Change::one(title, Edit::thanks(self.id, after));
        cx.commit(match key {
            Some(key) => step.merging(format!("thanks {} {key}", self.id)),
            None => step,
        });
    }

    /// The middle: the words.
    pub fn words(self, ui: &mut Ui, cx: &mut Cx<'_>, standing: &Standing) {
        let it = self.record;
        ScrollArea::vertical().id_salt("message of thanks").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(18, 16)).show(ui, |ui| {
                ui.push_id(self.id.0, |ui| {
                    ui.spacing_mut().item_spacing.y = 12.0;
                    ui.horizontal_wrapped(|ui| {
                        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
                        state_chip(it.state).show(ui);
                        let received = when::received(it.received_at, &it.received);
                        let about: Vec<&str> =
                            [received.as_str(), &it.channel].into_iter().filter(|words| !words.is_empty()).collect();
                        Text::label(about.join(", ")).muted().show(ui);
                    });
                    if it.state == ThanksState::Hidden && !it.hidden_reason.is_empty() {
                        Note::info("Hidden").words(it.hidden_reason.as_str()).show(ui);
                    }
                    Card::inset().title("As received").show(ui, |ui| {
                        ui.spacing_mut().item_spacing.y = 8.0;
                        MarkedText::new(it.message.as_str(), &[]).show(ui);
                        match it.origin {
                            Some(origin) => origin_row(ui, self.campaign, origin, &cx.ws.world().time_zone()),
                            None => {
                                Text::caption("Typed in by hand, or made from a nomination.").show(ui);
                            }
                        }
                    });
                    self.shown_as(ui, cx);
                    if let Some(standing) = standing.get(&self.id).filter(|_| it.state == ThanksState::Shown) {
                        on_wall(ui, standing);
                    }
                    if !it.answers.is_empty() {
                        Card::inset().title("Every question and answer").show(ui, |ui| {
                            ui.spacing_mut().item_spacing.y = 2.0;
                            for (question, answer) in &it.answers {
                                Text::caption(question.as_str()).show(ui);
                                Text::body(answer.as_str()).show(ui);
                                ui.add_space(6.0);
                            }
                        });
                    }
                });
            });
        });
    }

    fn shown_as(self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let mut words = self.record.public_message().to_owned();
        let differs = !self.record.shown_as.trim().is_empty();
        let mut card = Card::strong().title("As it is shown and printed");
        if differs {
            card = card.action(CommandButton::quiet("Back to the words as received").icon(Icon::Undo));
        } else {
            card = card.aside("Word for word");
        }
        let out = card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let typed = TextField::new(&mut words, "As it is shown").rows(4).style(Type::BodyLarge).show(ui).changed();
            Text::caption("Shorten or clean it here where it may not be shown as it came. The original stays.")
                .show(ui);
            typed
        });
        if out.action {
            if let Some(change) = reword(self.campaign, self.id, "") {
                cx.commit(change);
            }
        } else if out.inner
            && let Some(change) = reword(self.campaign, self.id, &words)
        {
            cx.commit(change.merging(format!("thanks {} words", self.id)));
        }
    }

    /// The right side: whom, from whom, and what is decided.
    pub fn inspector(self, ui: &mut Ui, cx: &mut Cx<'_>, linking: &mut [WhoField; 2]) -> Option<MessageEvent> {
        SidePane::inspector("message").show(ui, |pane| {
            let event = pane.foot(|ui| self.foot(ui));
            let mut deleted = None;
            pane.body(|ui| {
                ui.push_id(("message", self.id.0), |ui| {
                    ui.spacing_mut().item_spacing.y = 8.0;
                    let [to, from] = linking;
                    self.person(ui, cx, "Whom it thanks", false, to);
                    self.text(ui, cx, "Team or group", "The night shift", |it| &mut it.to_words);
                    ui.add_space(6.0);
                    self.person(ui, cx, "Who wrote it", true, from);
                    self.text(ui, cx, "As the message says", "Ana, third floor", |it| &mut it.from_words);
                    let mut anonymous = self.record.anonymous;
                    if CheckRow::new(&mut anonymous, "They wish not to be named").show(ui).changed() {
                        self.change(cx, "Change whether an author is named", None, |it| it.anonymous = anonymous);
                    }
                    self.text(ui, cx, "Channel", "Intranet", |it| &mut it.channel);
                    ui.add_space(6.0);
                    if CommandButton::quiet("Delete the message").icon(Icon::Trash).small().show(ui).clicked() {
                        deleted = Some(MessageEvent::Delete);
                    }
                });
            });
            event.or(deleted)
        })
    }

    fn text(self, ui: &mut Ui, cx: &mut Cx<'_>, title: &str, hint: &str, of: fn(&mut Thanks) -> &mut String) {
        let mut draft = self.record.clone();
        let typed =
            Field::new(title).show(ui, |ui| TextField::new(of(&mut draft), title).hint(hint).show(ui).changed());
        if typed.inner {
            let words = of(&mut draft).clone();
            let step = "Change a message of thanks";
            self.change(cx, step, Some(title), |it| *of(it) = words);
        }
    }

    fn person(self, ui: &mut Ui, cx: &mut Cx<'_>, title: &str, author: bool, field: &mut WhoField) {
        let id = if author { self.record.from } else { self.record.to };
        let known = id.and_then(|id| Some((id, self.campaign.people().get(id)?)));
        let Some((id, person)) = known else {
            field.show(ui, self.campaign, title, false);
            if let Some(who) = field.who().cloned() {
                *field = WhoField::default();
                self.link(cx, Some(&who), author);
            }
            return;
        };
        Section::new(title).show(ui, |ui| self.card(ui, cx, id, person, author));
    }

    fn card(self, ui: &mut Ui, cx: &mut Cx<'_>, id: PersonId, person: &Person, author: bool) {
        let hero = self.campaign.hero_of(id);
        let texture = hero.and_then(|(hero, record)| cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 96));
        ui.horizontal(|ui| {
            FacePlate::new(person.display_name()).texture(texture).size(36.0).show(ui);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                Text::strong(person.display_name()).elide().show(ui);
                let aside = hero.map_or(person.team.as_str(), |(_, record)| record.persona.as_str());
                Text::caption(aside).elide().show(ui);
            });
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
            let whom = if author { "the author" } else { "the person" };
            if CommandButton::quiet(format!("Open {whom}")).small().show(ui).clicked() {
                cx.act(Action::Show(Target::Person(id)));
            }
            if let Some((hero, _)) = hero
                && !author
                && CommandButton::quiet("Open the hero").small().show(ui).clicked()
            {
                cx.act(Action::Show(Target::Hero(hero)));
            }
            if CommandButton::quiet("Somebody else").small().hint(format!("Take {whom} off")).show(ui).clicked() {
                self.link(cx, None, author);
            }
        });
    }

    fn link(self, cx: &mut Cx<'_>, who: Option<&Who>, author: bool) {
        if let Some(change) = link(self.campaign, self.id, who, author) {
            cx.commit(change);
        }
    }

    fn foot(self, ui: &mut Ui) -> Option<MessageEvent> {
        let mut event = None;
        match self.record.state {
            ThanksState::Waiting => {
                if CommandButton::primary("Show, go on").shortcut("Ctrl Enter").show(ui).clicked() {
                    event = Some(MessageEvent::Show);
                }
                if CommandButton::plain("Hide").show(ui).clicked() {
                    event = Some(MessageEvent::Hide);
                }
            }
            ThanksState::Shown => {
                if CommandButton::plain("Hide it").show(ui).clicked() {
                    event = Some(MessageEvent::Hide);
                }
                if CommandButton::quiet("Read it again").show(ui).clicked() {
                    event = Some(MessageEvent::Wait);
                }
            }
            ThanksState::Hidden => {
                if CommandButton::plain("Show it after all").show(ui).clicked() {
                    event = Some(MessageEvent::Show);
                }
                if CommandButton::quiet("Read it again").show(ui).clicked() {
                    event = Some(MessageEvent::Wait);
                }
            }
        }
        event
    }
}

fn on_wall(ui: &mut Ui, standing: &Result<ThanksFacts, String>) {
    match standing {
        Ok(facts) => {
            let from = if facts.from.is_empty() { "nobody named" } else { &facts.from };
            let words = format!("To {}, from {from}.", facts.to);
            Note::good("It stands on the wall").words(words).show(ui);
        }
        Err(why) => {
            Note::warning("It does not stand on the wall yet").words(why.as_str()).show(ui);
        }
    }
}
