//! The question before a step is recorded: it is read back word by word, with what follows from it, because it is signed and
//! cannot be undone. What takes a prize from somebody asks for a typed word.

use super::claims::{Seen, bulk_verb};
use super::seal;
use crate::app::claims::{self, Amended, Wanted};
use crate::app::{Failure, Progress, Task};
use crate::campaign::{Reason, SweepstakeId};
use crate::draw::Kind;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;

/// Lines read back in full; the others are counted.
const LINES_SHOWN: usize = 8;

/// How far the question is.
pub enum Asked {
    Open,
    Closed,
    /// The step is on its way into the campaign.
    Sealed,
}

/// A step that is asked about.
pub struct Asking {
    id: SweepstakeId,
    kind: Kind,
    entries: Vec<String>,
    reason: Option<Reason>,
    words: String,
    typed: String,
    reading: Option<Task<Amended>>,
    read: Option<Result<Vec<String>, Failure>>,
    sealing: Option<Task<Amended>>,
}

impl Asking {
    pub fn new(id: SweepstakeId, kind: Kind, entries: Vec<String>) -> Self {
        Self {
            id,
            kind,
            entries,
            reason: None,
            words: String::new(),
            typed: String::new(),
            reading: None,
            read: None,
            sealing: None,
        }
    }

    /// Takes a prize or a place from somebody.
    fn takes_away(&self) -> bool {
        matches!(self.kind, Kind::Declined | Kind::NoReply | Kind::Disqualified)
    }

    /// The word to type: what is done, in capitals.
    fn word(&self) -> &'static str {
        match self.kind {
            Kind::Declined => "DECLINED",
            Kind::NoReply => "NO REPLY",
            _ => "DISQUALIFY",
        }
    }

    fn wanted(&self) -> Vec<Wanted> {
        // A disqualification without a reason is refused; until one is chosen the reading back takes any.
        let reason = self.reason.or((self.kind == Kind::Disqualified).then_some(Reason::Other));
        let wanted = |entry_id: &String| Wanted {
            entry_id: entry_id.clone(),
            kind: self.kind,
            reason,
            words: self.words.clone(),
        };
        self.entries.iter().map(wanted).collect()
    }

    fn work(&self, cx: &Cx<'_>) -> Option<impl FnOnce(&Progress) -> Result<Amended, Failure> + Send + use<>> {
        let campaign = cx.ws.snapshot()?;
        let (id, wanted, now) = (self.id, self.wanted(), cx.ws.world().now());
        Some(move |_: &Progress| claims::amend(&campaign, id, &wanted, now))
    }

    /// Works out what would be recorded.
    pub fn read_back(&mut self, cx: &Cx<'_>) {
        self.reading = self.work(cx).map(|work| cx.ws.jobs().start("Reading back", work));
    }

    pub(super) fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, seen: &Seen<'_>) -> Asked {
        if let Some(result) = self.reading.as_ref().and_then(Task::poll) {
            self.reading = None;
            self.read = Some(result.map(|amended| amended.lines));
        }
        if let Some(result) = self.sealing.as_ref().and_then(Task::poll) {
            self.sealing = None;
            return match result {
                Ok(amended) => {
                    let count = amended.appended.len();
                    let words = if count == 1 { "Recorded 1 step".into() } else { format!("Recorded {count} steps") };
                    seal(cx, Ok(amended.change));
                    cx.act(Action::Tell(words));
                    Asked::Sealed
                }
                Err(failure) => {
                    cx.act(Action::Fail(failure));
                    Asked::Closed
                }
            };
        }
        let verb = if self.entries.len() == 1 {
            claims::kind_verb(self.kind).to_owned()
        } else {
            bulk_verb(self.kind, self.entries.len())
        };
        let why_not = self.why_not();
        let button =
            if self.takes_away() { CommandButton::danger(verb.clone()) } else { CommandButton::primary(verb.clone()) };
        let mut dialog = Dialog::new("claim step", verb)
            .words("It is signed, appended to the record and published with it. It cannot be undone.")
            .left(CommandButton::plain("Cancel"))
            .button(button.disabled_if(why_not.clone()))
            .focus(0);
        if self.takes_away() {
            dialog = dialog.mark(Icon::Warn, Tone::Danger);
        }
        if let Some(why_not) = why_not {
            dialog = dialog.foot_words(why_not);
        }
        let before = self.reason;
        let out = dialog.show(ui.ctx(), |ui| self.body(ui, seen));
        if self.reason != before {
            self.read_back(cx);
        }
        match out.pressed {
            Some(1) => {
                self.sealing = self.work(cx).map(|work| cx.ws.jobs().start_change("Recording", work));
                Asked::Open
            }
            Some(_) => Asked::Closed,
            None if out.closed => Asked::Closed,
            None => Asked::Open,
        }
    }

    fn why_not(&self) -> Option<String> {
        if self.sealing.is_some() {
            return Some("It is being recorded.".into());
        }
        match &self.read {
            None => return Some("It is being read back.".into()),
            Some(Err(_)) => return Some("It cannot be recorded.".into()),
            Some(Ok(_)) => {}
        }
        if self.kind == Kind::Disqualified && self.reason.is_none() {
            return Some("Choose the reason first.".into());
        }
        (self.takes_away() && self.typed.trim() != self.word()).then(|| format!("Type {} first.", self.word()))
    }

    fn body(&mut self, ui: &mut Ui, seen: &Seen<'_>) {
        ui.spacing_mut().item_spacing.y = 8.0;
        match &self.read {
            None => {
                Text::label("Reading back").muted().show(ui);
            }
            Some(Err(failure)) => {
                Note::danger(failure.what.as_str()).words(format!("{} {}", failure.why, failure.what_to_do)).show(ui);
            }
            Some(Ok(lines)) => {
                for line in lines.iter().take(LINES_SHOWN) {
                    Text::body(line.as_str()).show(ui);
                }
                if lines.len() > LINES_SHOWN {
                    Text::label(format!("and {} more steps like these", lines.len() - LINES_SHOWN)).muted().show(ui);
                }
            }
        }
        if seen.names {
            let names: Vec<&str> = self
                .entries
                .iter()
                .filter_map(|entry| seen.board.claim(entry))
                .map(|claim| seen.name(claim))
                .filter(|name| !name.is_empty())
                .take(LINES_SHOWN)
                .collect();
            if !names.is_empty() {
                Text::label(format!("For {}.", names.join(", "))).muted().show(ui);
            }
        }
        if self.takes_away() {
            let titles: Vec<&str> =
                std::iter::once("Not stated").chain(Reason::ALL.iter().map(|reason| reason.title())).collect();
            let chosen = self.reason.and_then(|reason| Reason::ALL.iter().position(|other| *other == reason));
            Field::new("Reason").help("Published as a code.").show(ui, |ui| {
                let at = Some(chosen.map_or(0, |index| index + 1));
                if let Some(index) = Select::new("Reason of the step", &titles, at).width(260.0).show(ui).chosen {
                    self.reason = index.checked_sub(1).and_then(|index| Reason::ALL.get(index)).copied();
                }
            });
        }
        Field::new("In your words").help("Kept in the campaign, never signed or published.").show(ui, |ui| {
            TextField::new(&mut self.words, "Words beside the step").hint("By phone, on Monday").show(ui);
        });
        if self.takes_away() {
            let label = format!("Type {} to confirm", self.word());
            Field::new(label.clone()).show(ui, |ui| TextField::new(&mut self.typed, label).width(260.0).show(ui));
        }
    }
}
