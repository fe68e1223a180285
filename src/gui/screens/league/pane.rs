//! What is known of one member, and what may be done about them.

use super::member_field::MemberField;
use super::public;
use super::rows::state_chip;
use super::{decide, show_rules};
use crate::app::{league, when};
use crate::campaign::{Campaign, Change, Edit, Member, MemberId, MemberState, Person};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::screens::many::counted;
use crate::gui::text::{Text, Type};
use crate::gui::typed;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{Context, Id, Ui};

pub const PANE: &str = "member";

/// What was asked that the page does.
pub enum PaneEvent {
    Refuse,
    Delete,
    /// Another member.
    Show(MemberId),
}

#[derive(Default)]
pub struct MemberPane {
    voucher: MemberField,
    referrer: MemberField,
    /// How often other code names were asked for, and of whom.
    attempt: (Option<MemberId>, u64),
    /// A code name that was not taken as it is typed, and why.
    wrong: Option<(MemberId, String, String)>,
}

fn code_name_field(id: MemberId) -> Id {
    Id::unique("code name of the member").with(id)
}

impl MemberPane {
    pub fn focus_code_name(ctx: &Context, id: MemberId) {
        ctx.memory_mut(|memory| memory.request_focus(code_name_field(id)));
    }

    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        id: MemberId,
        member: &Member,
    ) -> Option<PaneEvent> {
        let mut event = None;
        SidePane::inspector(PANE).width(372.0).show(ui, |pane| {
            pane.foot(|ui| event = decisions(ui, cx, id, member));
            pane.body(|ui| {
                ui.push_id(("member", id.0), |ui| {
                    ui.spacing_mut().item_spacing.y = 10.0;
                    ui.add_space(6.0);
                    head(ui, cx, campaign, id, member);
                    self.code_name(ui, cx, campaign, id, member);
                    let other = self.vouches(ui, cx, campaign, id, member);
                    event = event.take().or(other.map(PaneEvent::Show));
                    let other = self.referrer(ui, cx, campaign, id, member);
                    event = event.take().or(other.map(PaneEvent::Show));
                    public::show(ui, cx, campaign, id, member);
                    shared(ui, cx, id, member);
                });
            });
        });
        event
    }

    fn code_name(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: MemberId, member: &Member) {
        if self.attempt.0 != Some(id) {
            self.attempt = (Some(id), 0);
        }
        let wrong = self.wrong.clone().filter(|(of, ..)| *of == id);
        let (typed, wrong) = match &wrong {
            Some((_, typed, why)) => (typed.as_str(), Some(why.as_str())),
            None => (member.code_name.as_str(), None),
        };
        let mut take = None;
        Section::new("Code name").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            Field::new("Among members").help("Nobody else has it, and it gives nothing away.").wrong(wrong).show(
                ui,
                |ui| {
                    take = typed::words(ui, "Code name", typed, |field| {
                        field.id(code_name_field(id)).wrong(wrong.is_some()).hint("None yet")
                    });
                },
            );
            let proposals = league::propose_code_names(campaign, id, 3, self.attempt.1);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = eframe::egui::vec2(6.0, 6.0);
                for name in proposals {
                    let button = CommandButton::plain(name.as_str()).small().hint("Take this code name");
                    if button.show(ui).clicked() {
                        take = Some(name);
                    }
                }
                if CommandButton::quiet("Propose others").icon(Icon::Sparkle).small().show(ui).clicked() {
                    self.attempt.1 += 1;
                }
            });
        });
        let Some(name) = take else { return };
        match league::set_code_name(campaign, id, &name) {
            Ok(change) => {
                self.wrong = None;
                cx.commit(change.merging(format!("code name {id}")));
            }
            Err(failure) => self.wrong = Some((id, name, format!("{} {}", failure.why, failure.what_to_do))),
        }
    }

    fn vouches(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        id: MemberId,
        member: &Member,
    ) -> Option<MemberId> {
        let mut go = None;
        Section::new("Who stands up for them").aside(vouch_count(member)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for vouch in &member.vouches {
                ui.horizontal(|ui| {
                    let name = league::called(campaign, vouch.by);
                    if CommandButton::quiet(name.as_str()).small().hint("Show this member").show(ui).clicked() {
                        go = Some(vouch.by);
                    }
                    let title = format!("Take back the vouch of {name}");
                    if CommandButton::quiet(title).icon(Icon::X).icon_only().small().show(ui).clicked()
                        && let Some(change) = league::unvouch(campaign, id, vouch.by)
                    {
                        cx.act(Action::CommitAndTell(change, "Took back 1 vouch".into()));
                    }
                });
                let name = league::called(campaign, vouch.by);
                let words = typed::words(ui, &format!("Words of {name}"), &vouch.words, |field| {
                    field.hint("What they say, in their words").rows(2)
                });
                if let Some(change) = words.and_then(|words| league::set_vouch_words(campaign, id, vouch.by, &words)) {
                    cx.commit(change.merging(format!("words of a vouch {id} {}", vouch.by)));
                }
            }
            let mut but: Vec<MemberId> = member.vouches.iter().map(|vouch| vouch.by).collect();
            but.push(id);
            if let Some(by) = self.voucher.show(ui, campaign, "Add a member who vouches", &but) {
                match league::vouch(campaign, id, by, "", cx.ws.world().now()) {
                    Ok(change) => cx.commit(change),
                    Err(failure) => cx.act(Action::Fail(failure)),
                }
            }
        });
        go
    }

    fn referrer(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        id: MemberId,
        member: &Member,
    ) -> Option<MemberId> {
        let mut go = None;
        let mut set = None;
        Section::new("Brought by").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            match member.referred_by {
                Some(by) => {
                    ui.horizontal(|ui| {
                        let name = league::called(campaign, by);
                        if CommandButton::quiet(name).small().hint("Show this member").show(ui).clicked() {
                            go = Some(by);
                        }
                        let remove = CommandButton::quiet("Nobody brought them").icon(Icon::X).icon_only().small();
                        if remove.show(ui).clicked() {
                            set = Some(None);
                        }
                    });
                }
                None => {
                    if !member.referred_by_words.is_empty() {
                        Text::label(format!("The list says “{}”, who is no member.", member.referred_by_words))
                            .muted()
                            .show(ui);
                    }
                    set = self.referrer.show(ui, campaign, "Who brought them", &[id]).map(Some);
                }
            }
            Text::caption("In a sweepstake this gives tickets only where its published rules say so.").muted().show(ui);
            if CommandButton::quiet("Show the rules").small().show(ui).clicked() {
                show_rules(cx);
            }
        });
        if let Some(by) = set {
            match league::set_referrer(campaign, id, by) {
                Ok(change) => cx.commit(change),
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        go
    }
}

fn vouch_count(member: &Member) -> String {
    match member.vouches.len() {
        0 => "nobody yet".into(),
        n => counted(n, "member", "members"),
    }
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: MemberId, member: &Member) {
    let name = campaign.people().get(member.person).map_or("No name yet", Person::display_name);
    let face = campaign
        .hero_of(member.person)
        .and_then(|(hero, record)| cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 112));
    ui.horizontal(|ui| {
        FacePlate::new(name).texture(face).size(52.0).show(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            Text::new(name, Type::Section).one_line().elide().show(ui);
            ui.horizontal(|ui| {
                state_chip(member.state).show(ui);
                if CommandButton::quiet("Show the person").small().show(ui).clicked() {
                    cx.act(Action::Show(Target::Person(member.person)));
                }
            });
        });
    });
    let (now, zone) = (cx.ws.world().now(), cx.ws.world().time_zone());
    let mut facts = vec![id.to_string()];
    facts.extend(member.applied_at.map(|at| format!("applied {}", when::day(at, now, &zone))));
    if let Some(at) = member.decided_at {
        facts.push(format!("{} {}", member.state.title().to_lowercase(), when::day(at, now, &zone)));
    }
    Text::caption(facts.join(", ")).muted().show(ui);
    if !member.reason.is_empty() {
        Text::label(format!("Reason: {}", member.reason)).show(ui);
    }
    if member.application.is_empty() {
        Text::label("No words came with the application.").muted().show(ui);
    } else {
        Text::body(format!("“{}”", member.application)).show(ui);
    }
}

/// What members read of each other in the pack.
fn shared(ui: &mut Ui, cx: &mut Cx<'_>, id: MemberId, member: &Member) {
    let mut edit = |key: &str, title: &str, after: Member| {
        cx.commit(Change::one(title, Edit::member(id, after)).merging(format!("{id} {key}")));
    };
    Section::new("For the members’ pack").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        Field::new("Best practice").show(ui, |ui| {
            let new = typed::words(ui, "Best practice", &member.best_practice, |field| field.rows(3));
            if let Some(best_practice) = new {
                edit("practice", "Change a best practice", Member { best_practice, ..member.clone() });
            }
        });
        Field::new("Success story").show(ui, |ui| {
            let new = typed::words(ui, "Success story", &member.success_story, |field| field.rows(3));
            if let Some(success_story) = new {
                edit("story", "Change a success story", Member { success_story, ..member.clone() });
            }
        });
    });
}

fn decisions(ui: &mut Ui, cx: &mut Cx<'_>, id: MemberId, member: &Member) -> Option<PaneEvent> {
    let mut event = None;
    match member.state {
        MemberState::Applied => {
            if CommandButton::primary("Approve").icon(Icon::Check).show(ui).clicked() {
                decide(cx, vec![id], MemberState::Approved, String::new());
            }
            if CommandButton::plain("Refuse").show(ui).clicked() {
                event = Some(PaneEvent::Refuse);
            }
        }
        MemberState::Approved => {
            if CommandButton::plain("Note that they left").show(ui).clicked() {
                decide(cx, vec![id], MemberState::Left, String::new());
            }
        }
        MemberState::Refused | MemberState::Left => {
            if CommandButton::plain("Reopen the application").icon(Icon::Undo).show(ui).clicked() {
                decide(cx, vec![id], MemberState::Applied, String::new());
            }
        }
    }
    let delete = CommandButton::quiet("Delete").icon(Icon::Trash);
    ui.add_space((ui.available_width() - delete.width(ui.painter())).max(0.0));
    if delete.show(ui).clicked() {
        event = Some(PaneEvent::Delete);
    }
    event
}
