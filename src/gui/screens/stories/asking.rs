//! Questions of the stories page: about whom, who checked or how the person agreed, what a version is called, and what changed.

use super::{bring, stories_of};
use crate::app::people::consent_set;
use crate::app::stories::{Piece, begin_about, compare, keep_version, restore};
use crate::campaign::{Campaign, Change, ConsentState, Edit, PersonId, StoryId, StoryState};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::screens::nominations::who::WhoField;
use crate::gui::text::{Text, Type};
use crate::gui::theme::{Colours, colours};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Align, Color32, Label, Role, ScrollArea, Stroke, Ui, WidgetInfo};

/// What is asked.
pub enum Ask {
    Begin(Box<WhoField>, bool),
    Step { stories: Vec<StoryId>, to: StoryState, by: String, fresh: bool },
    Consent { person: PersonId, by: String, fresh: bool },
    Keep { id: StoryId, note: String, fresh: bool },
    Compare { id: StoryId, version: usize },
}

/// What became of the question.
pub enum Answered {
    NotYet,
    Closed,
    Begun(StoryId),
}

/// A question that takes one line.
struct Line<'a> {
    title: String,
    words: &'a str,
    label: &'a str,
    hint: &'a str,
    verb: String,
    must: bool,
}

/// Paints it; what was typed once it is answered, and whether it is over.
fn line(ui: &Ui, line: &Line<'_>, typed: &mut String, fresh: &mut bool) -> (Option<String>, bool) {
    let missing = (line.must && typed.trim().is_empty()).then_some("Fill in the line first.");
    let dialog = Dialog::new("stories line", line.title.as_str())
        .words(line.words)
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary(line.verb.as_str()).disabled_if(missing));
    let out = dialog.show(ui.ctx(), |ui| {
        Field::new(line.label).show(ui, |ui| {
            let response = TextField::new(typed, line.label).hint(line.hint).show(ui);
            if std::mem::take(fresh) {
                response.request_focus();
            }
        });
    });
    let answered = (out.pressed == Some(1)).then(|| typed.trim().to_owned());
    (answered, out.closed || out.pressed.is_some())
}

impl Ask {
    /// Paints the question; the answer has been carried out.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        let over = match self {
            Self::Begin(who, fresh) => return begin(ui, cx, campaign, who, fresh),
            Self::Compare { id, version } => return compared(ui, cx, campaign, *id, *version),
            Self::Step { stories, to, by, fresh } => {
                let count = stories_of(stories.len());
                let (title, words, label, hint, verb) = match to {
                    StoryState::Consented => (
                        format!("Note consent to {count}"),
                        "The person has read this text and agrees to it. A text that changes afterwards needs a new yes.",
                        "How they agreed",
                        "By e-mail, 3 November",
                        format!("Note consent to {count}"),
                    ),
                    _ => (
                        format!("Note that {count} was checked"),
                        "Names, numbers and facts are right, and nobody else is told of who did not agree.",
                        "Checked by",
                        "Your name",
                        format!("Note the check of {count}"),
                    ),
                };
                let (typed, over) = line(ui, &Line { title, words, label, hint, verb, must: true }, by, fresh);
                if let Some(by) = typed {
                    bring(cx, campaign, stories, *to, &by);
                }
                over
            }
            Self::Consent { person, by, fresh } => {
                let asked = Line {
                    title: "Note that the person agreed to be shown".into(),
                    words: "It counts for everything that shows them, and can be withdrawn on their own page at any time.",
                    label: "How they agreed",
                    hint: "By e-mail, on the form, in person",
                    verb: "They agreed".into(),
                    must: true,
                };
                let (typed, over) = line(ui, &asked, by, fresh);
                if let (Some(by), Some(record)) = (typed, campaign.people().get(*person)) {
                    let mut after = record.clone();
                    let wording = &campaign.settings().privacy.wording_version;
                    after.consent = consent_set(ConsentState::Agreed, &by, wording, cx.ws.world().now());
                    cx.commit(Change::one("Set the consent of a person", Edit::person(*person, after)));
                }
                over
            }
            Self::Keep { id, note, fresh } => {
                let asked = Line {
                    title: "Keep the text as a version".into(),
                    words: "You can compare it with later texts and go back to it.",
                    label: "Why",
                    hint: "Before the legal check",
                    verb: "Keep the version".into(),
                    must: false,
                };
                let (typed, over) = line(ui, &asked, note, fresh);
                if let (Some(note), Some(story)) = (typed, campaign.stories().get(*id)) {
                    let after = keep_version(story, cx.ws.world().now(), &note);
                    cx.commit(Change::one("Keep a version of a story", Edit::story(*id, after)));
                }
                over
            }
        };
        if over { Answered::Closed } else { Answered::NotYet }
    }
}

fn begin(ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, who: &mut WhoField, fresh: &mut bool) -> Answered {
    let missing = who.who().is_none().then_some("Choose the person first.");
    let dialog = Dialog::new("begin story", "Begin a story")
        .words("It starts with what was said of the person; the nominations stay as they came.")
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary("Begin the story").disabled_if(missing));
    let out = dialog.show(ui.ctx(), |ui| who.show(ui, campaign, "About whom", std::mem::take(fresh)));
    if let (Some(1), Some(who)) = (out.pressed, who.who()) {
        let (change, id) = begin_about(campaign, who);
        cx.commit(change);
        return Answered::Begun(id);
    }
    if out.closed || out.pressed.is_some() { Answered::Closed } else { Answered::NotYet }
}

fn compared(ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: StoryId, version: usize) -> Answered {
    let Some(story) = campaign.stories().get(id) else { return Answered::Closed };
    let Some(old) = story.versions.get(version) else { return Answered::Closed };
    let zone = cx.ws.world().time_zone();
    let at = old.at.to_zoned(zone).strftime("%-d %B %Y, %H:%M").to_string();
    let words = if old.note.is_empty() { at } else { format!("{at}. {}.", old.note.trim_end_matches('.')) };
    let out = Dialog::new("compare versions", "What changed since this version")
        .words(words)
        .wide()
        .left(CommandButton::plain("Close"))
        .button(CommandButton::primary("Go back to this version").icon(Icon::Undo))
        .focus(0)
        .show(ui.ctx(), |ui| {
            ScrollArea::vertical().max_height(430.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                if old.title != story.title {
                    Text::label_strong("Title").show(ui);
                    pieces(ui, &compare(&old.title, &story.title), Type::Strong);
                }
                Text::label_strong("Text").show(ui);
                if old.text == story.text {
                    Text::body("The text is the same.").muted().show(ui);
                }
                pieces(ui, &compare(&old.text, &story.text), Type::BodyLarge);
            });
            Text::caption("Struck through: only in the version. Underlined: only in the text of now.").show(ui);
        });
    if out.pressed == Some(1)
        && let Some(after) = restore(story, version, cx.ws.world().now())
    {
        let change = Change::one("Go back to a version of a story", Edit::story(id, after));
        cx.act(Action::CommitAndTell(change, "Went back. The text as it was is kept as a version".into()));
    }
    if out.closed || out.pressed.is_some() { Answered::Closed } else { Answered::NotYet }
}

/// Both texts in one: what went is struck through, what came is underlined.
fn pieces(ui: &mut Ui, list: &[Piece], style: Type) {
    let c = colours(ui);
    let mut job = LayoutJob::default();
    let mut spoken = String::new();
    for piece in list {
        let (words, format, before) = match piece {
            Piece::Same(words) => (words, plain(c, style), ""),
            Piece::Gone(words) => (
                words,
                TextFormat {
                    color: c.danger,
                    strikethrough: Stroke::new(1.5, c.danger),
                    background: c.danger.gamma_multiply(0.12),
                    ..plain(c, style)
                },
                "gone: ",
            ),
            Piece::New(words) => (
                words,
                TextFormat {
                    color: c.success,
                    underline: Stroke::new(2.0, c.success),
                    background: c.success.gamma_multiply(0.12),
                    ..plain(c, style)
                },
                "new: ",
            ),
        };
        spoken.push_str(before);
        spoken.push_str(words);
        job.append(&crate::gui::bidi::visual_order(words), 0.0, format);
    }
    let response = ui.add(Label::new(job).wrap());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
}

fn plain(c: &Colours, style: Type) -> TextFormat {
    TextFormat {
        font_id: style.font(),
        line_height: Some(style.line()),
        color: c.ink,
        background: Color32::TRANSPARENT,
        valign: Align::Center,
        ..TextFormat::default()
    }
}
