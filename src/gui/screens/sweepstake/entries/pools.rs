//! Which prizes entries may win, chosen by hand for one or many.

use crate::app::outlook::counted;
use crate::campaign::{EntryId, Pool, Sweepstake};
use crate::gui::text::Text;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use eframe::egui::Ui;

/// A choice under way.
pub(super) struct Choosing {
    pub(super) ids: Vec<EntryId>,
    /// For each prize in rank order.
    ticked: Vec<bool>,
    /// Every prize whose own rule they meet.
    any: bool,
}

impl Choosing {
    /// Begins with what the first of them may win now.
    pub(super) fn new(ids: Vec<EntryId>, sweepstake: &Sweepstake, pools: &[String]) -> Self {
        let ticked = sweepstake.prizes.iter().map(|prize| pools.contains(&prize.id)).collect();
        Self { ids, ticked, any: pools.is_empty() }
    }
}

/// What came of it.
pub(super) enum Chosen {
    Waiting,
    GivenUp,
    Prizes(Vec<String>),
}

pub(super) fn ask(ui: &Ui, choosing: &mut Choosing, sweepstake: &Sweepstake) -> Chosen {
    let count = counted(choosing.ids.len() as u64, "entry", "entries");
    let ticked = choosing.ticked.iter().any(|ticked| *ticked);
    let missing = if sweepstake.prizes.is_empty() {
        Some("Add a prize to the set-up first.")
    } else {
        (!choosing.any && !ticked).then_some("Tick at least one prize.")
    };
    let out = Dialog::new("choose prizes", format!("Choose prizes for {count}"))
        .words("An own list narrows what an entry may win. It never opens a prize whose rule the person does not meet.")
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary(format!("Set for {count}")).disabled_if(missing))
        .show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            CheckRow::new(&mut choosing.any, "Every prize whose rule they meet").show(ui);
            for (prize, ticked) in sweepstake.prizes.iter().zip(&mut choosing.ticked) {
                let detail = match &prize.open_to {
                    Pool::Everybody => String::new(),
                    pool => format!("for {}", pool.words()),
                };
                let mut row = CheckRow::new(ticked, prize.name.as_str()).detail(detail);
                if choosing.any {
                    row = row.disabled_because("The prizes go by their own rules.");
                }
                row.show(ui);
            }
            if sweepstake.prizes.is_empty() {
                Text::label("There is no prize yet.").muted().show(ui);
            }
        });
    match out.pressed {
        Some(1) if choosing.any => Chosen::Prizes(Vec::new()),
        Some(1) => {
            let both = sweepstake.prizes.iter().zip(&choosing.ticked);
            Chosen::Prizes(both.filter(|(_, ticked)| **ticked).map(|(prize, _)| prize.id.clone()).collect())
        }
        Some(_) => Chosen::GivenUp,
        None if out.closed => Chosen::GivenUp,
        None => Chosen::Waiting,
    }
}
