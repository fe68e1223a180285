//! Straight to a printer: which one, how many, and what the system said.

use crate::app::Task;
use crate::app::printing::straight::{self, MOST_COPIES, Order, Printer, Sent};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Context;
use std::path::PathBuf;
use std::sync::Arc;

/// A question under way.
struct Asking {
    /// The merged files where there are any, then the others.
    merged: Vec<PathBuf>,
    single: Vec<PathBuf>,
    duplex: bool,
    /// 0: the merged files, 1: each by itself.
    what: usize,
    chosen: usize,
    copies: String,
}

/// The dialog and the work behind it.
#[derive(Default)]
pub struct Printing {
    asking: Option<Asking>,
    finding: Option<Task<Vec<Printer>>>,
    printers: Option<Vec<Printer>>,
    sending: Option<Task<(usize, Sent)>>,
    /// The printer that was chosen last: its offset of labels is shown.
    pub chosen: Option<String>,
}

impl Printing {
    /// Asks where these files go; each with whether it holds the whole run.
    pub fn ask(&mut self, cx: &Cx<'_>, files: Vec<(PathBuf, bool)>, duplex: bool) {
        let (merged, single): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, is_merged)| *is_merged);
        let paths = |files: Vec<(PathBuf, bool)>| files.into_iter().map(|(path, _)| path).collect::<Vec<_>>();
        let (merged, single) = (paths(merged), paths(single));
        let what = usize::from(merged.is_empty());
        self.asking = Some(Asking { merged, single, duplex, what, chosen: 0, copies: "1".into() });
        if self.finding.is_none() {
            let world = Arc::clone(cx.ws.world());
            self.finding =
                Some(cx.ws.jobs().start("Looking for printers", move |_| Ok(straight::printers(world.as_ref()))));
        }
    }

    pub fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.finding.as_ref().and_then(Task::poll) {
            self.finding = None;
            self.printers = Some(result.unwrap_or_default());
        }
        if let Some(result) = self.sending.as_ref().and_then(Task::poll) {
            self.sending = None;
            match result {
                Ok((count, Sent::Printer { name, .. })) => {
                    let to = name.map_or("the usual printer".to_owned(), |name| name);
                    cx.act(Action::Tell(format!("{} sent to {to}", files(count))));
                }
                Ok((count, Sent::Viewer)) => {
                    let words = format!("There is no print command here: {} opened in the viewer", files(count));
                    cx.act(Action::Tell(words));
                }
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
    }

    /// The dialog, while it is open.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        let Some(asking) = &mut self.asking else { return };
        let found = self.printers.as_deref().unwrap_or_default();
        let is_looking = self.finding.is_some();
        let copies = asking.copies.trim().parse::<u32>().ok().filter(|copies| (1..=MOST_COPIES).contains(copies));
        let count = if asking.what == 0 { asking.merged.len() } else { asking.single.len() };
        let button = CommandButton::primary(format!("Print {}", files(count))).icon(Icon::Printer);
        let reason = if is_looking {
            Some("The system is asked for its printers.".to_owned())
        } else {
            copies.is_none().then(|| format!("Copies are 1 to {MOST_COPIES}."))
        };
        let out = Dialog::new("print straight", "Print what was made")
            .mark(Icon::Printer, Tone::Accent)
            .button(CommandButton::plain("Cancel"))
            .button(button.disabled_if(reason))
            .show(ctx, |ui| {
                if !asking.merged.is_empty() && !asking.single.is_empty() {
                    let choices = [
                        format!("All in {}", files(asking.merged.len())),
                        format!("{} one by one", files(asking.single.len())),
                    ];
                    Segmented::new("What is printed", &choices, &mut asking.what).small().show(ui);
                    ui.add_space(8.0);
                }
                if found.is_empty() && !is_looking {
                    Text::label(
                        "The system names no printer. The files open in its viewer, from where they can be printed.",
                    )
                    .muted()
                    .show(ui);
                    return;
                }
                let names: Vec<String> = found
                    .iter()
                    .map(
                        |printer| {
                            if printer.is_usual { format!("{} (usual)", printer.name) } else { printer.name.clone() }
                        },
                    )
                    .collect();
                let picked = Field::new("Printer")
                    .show(ui, |ui| Select::new("Printer", &names, Some(asking.chosen)).width(300.0).show(ui).chosen);
                if let Some(at) = picked.inner {
                    asking.chosen = at;
                }
                let wrong = copies.is_none();
                Field::new("Copies of each")
                    .show(ui, |ui| TextField::new(&mut asking.copies, "Copies").width(90.0).wrong(wrong).show(ui));
                let sides = if asking.duplex { "Both sides, turned over the long edge." } else { "One side." };
                Text::caption(format!("{sides} At its own size, without scaling.")).show(ui);
            });
        if out.closed || out.pressed == Some(0) {
            self.asking = None;
        } else if let (Some(1), Some(copies)) = (out.pressed, copies) {
            let paths = if asking.what == 0 { asking.merged.clone() } else { asking.single.clone() };
            let printer = found.get(asking.chosen).map(|printer| printer.name.clone());
            self.chosen = printer.clone();
            let order = Order { printer, copies, duplex: asking.duplex };
            let world = Arc::clone(cx.ws.world());
            self.asking = None;
            self.sending = Some(cx.ws.jobs().start("Sending to the printer", move |progress| {
                progress.set_total(paths.len() as u64);
                let mut last = Sent::Viewer;
                for path in &paths {
                    last = straight::print(world.as_ref(), path, &order)?;
                    progress.step()?;
                }
                Ok((paths.len(), last))
            }));
        }
    }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}
