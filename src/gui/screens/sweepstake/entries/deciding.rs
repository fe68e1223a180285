//! The question for a reason, before entries are left out, passed over or let in.

use crate::app::outlook::counted;
use crate::campaign::{Decision, EntryId, Reason};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;

/// A decision that waits for its reason.
pub(super) struct Deciding {
    pub(super) ids: Vec<EntryId>,
    pub(super) verb: Verb,
    reason: Option<usize>,
    words: String,
}

impl Deciding {
    pub(super) fn new(verb: Verb, ids: Vec<EntryId>) -> Self {
        Self { ids, verb, reason: None, words: String::new() }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    LeaveOut,
    PassOver,
    LetIn,
}

impl Verb {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::LeaveOut => "Leave out",
            Self::PassOver => "Pass over",
            Self::LetIn => "Let in",
        }
    }
}

/// What came of the question for a reason.
pub(super) enum Reasoned {
    Waiting,
    GivenUp,
    Decided(Decision),
}

pub(super) fn ask_reason(ui: &Ui, deciding: &mut Deciding) -> Reasoned {
    let count = counted(deciding.ids.len() as u64, "entry", "entries");
    let title = format!("{} {count}", deciding.verb.title());
    let words = match deciding.verb {
        Verb::LeaveOut => "They are not in the list that is locked; the lock counts them by reason.",
        Verb::PassOver => {
            "They are in the list, but the draw passes over them; the lock names them by entry id with the reason."
        }
        Verb::LetIn => "They take part although a rule speaks against it. Your words stay in the campaign.",
    };
    let titles: Vec<&str> = Reason::ALL.iter().map(|reason| reason.title()).collect();
    let missing = match deciding.verb {
        Verb::LetIn => deciding.words.trim().is_empty().then_some("Say why first."),
        _ => deciding.reason.is_none().then_some("Choose a reason first."),
    };
    let out = Dialog::new("decide entries", title.clone())
        .words(words)
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary(title).disabled_if(missing))
        .show(ui.ctx(), |ui| {
            if deciding.verb != Verb::LetIn {
                Field::new("Reason").help("Published as a code, without names.").show(ui, |ui| {
                    let select = Select::new("Reason", &titles, deciding.reason).width(260.0);
                    if let Some(chosen) = select.show(ui).chosen {
                        deciding.reason = Some(chosen);
                    }
                });
            }
            let help = "Stays in the campaign and is never published.";
            Field::new("In your words")
                .help(help)
                .show(ui, |ui| TextField::new(&mut deciding.words, "In your words").show(ui));
        });
    let words = deciding.words.trim().to_owned();
    match out.pressed {
        Some(1) => {
            let reason = deciding.reason.and_then(|index| Reason::ALL.get(index)).copied();
            match (deciding.verb, reason) {
                (Verb::LetIn, _) => Reasoned::Decided(Decision::LetIn(words)),
                (Verb::LeaveOut, Some(reason)) => Reasoned::Decided(Decision::LeftOut(reason, words)),
                (Verb::PassOver, Some(reason)) => Reasoned::Decided(Decision::Excluded(reason, words)),
                (_, None) => Reasoned::Waiting,
            }
        }
        Some(_) => Reasoned::GivenUp,
        None if out.closed => Reasoned::GivenUp,
        None => Reasoned::Waiting,
    }
}
