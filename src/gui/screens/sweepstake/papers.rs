//! The papers of a draw in the window: a row of documents, the first page of the chosen one, and one button that saves it as PDF.
//!
//! Used on the steps of a draw and in the print room. What is drawn is what is saved; a paper that cannot be made yet says
//! why.

use crate::app::Task;
use crate::app::claims::entry_named;
use crate::app::outlook::counted;
use crate::app::papers::{self, Document, Order, Written};
use crate::campaign::{Campaign, SweepstakeId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field, TextField};
use crate::press::sheets::Paper;
use crate::scene::pixels::render_page;
use eframe::egui::{Color32, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Width of the picture of the first page, in points: a share of the card within these.
const PICTURE: std::ops::RangeInclusive<f32> = 220.0..=440.0;

/// What is chosen on the card of papers.
#[derive(Default)]
pub struct Papers {
    chosen: Option<Document>,
    paper: usize,
    rehearsal: bool,
    /// The receipt of this entry alone, as typed; all where it is empty.
    entry: String,
    saving: Option<Task<Option<Written>>>,
}

impl Papers {
    /// The card with these documents; the first that can be made is chosen.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        id: SweepstakeId,
        documents: &[Document],
    ) {
        self.take_in(cx);
        let Some(sweepstake) = campaign.sweepstakes().get(id) else { return };
        let rehearsed = papers::has_rehearsal(campaign, id);
        self.rehearsal &= rehearsed;
        let missing = |document: Document, rehearsal: bool| match (rehearsal, document) {
            (true, Document::Envelope) => Some("A rehearsal has no secrets to keep."),
            (true, _) => None,
            (false, _) => document.missing(sweepstake),
        };
        let can = |document: &Document| missing(*document, self.rehearsal).is_none();
        let chosen = self
            .chosen
            .filter(|document| documents.contains(document) && can(document))
            .or_else(|| documents.iter().copied().find(can));
        Card::new().title("Papers to print").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.horizontal_wrapped(|ui| {
                for document in documents {
                    let button = CommandButton::plain(document.title())
                        .small()
                        .icon(Icon::Printer)
                        .pressed(chosen == Some(*document))
                        .disabled_if(missing(*document, self.rehearsal));
                    if button.show(ui).clicked() {
                        self.chosen = Some(*document);
                    }
                }
            });
            if rehearsed {
                let mut which = usize::from(self.rehearsal);
                Segmented::new("Papers of", &["The draw", "The rehearsal"], &mut which).small().show(ui);
                self.rehearsal = which == 1;
            }
            let Some(document) = chosen else {
                Text::label("None of them can be made yet.").muted().show(ui);
                return;
            };
            let paper = if self.paper == 0 { Paper::A4 } else { Paper::Letter };
            let entry = entry_named(campaign, self.entry.trim());
            let entries = if document == Document::Receipts && !entry.is_empty() { vec![entry] } else { Vec::new() };
            let stranger = entries.iter().any(|entry| {
                let known = campaign.entry_with_id(entry).and_then(|known| campaign.entries().get(known));
                known.is_none_or(|known| known.sweepstake != id)
            });
            let order = Order { entries, rehearsal: self.rehearsal, ..Order::new(document, paper) };
            ui.horizontal_top(|ui| {
                let width = (ui.available_width() * 0.42).clamp(*PICTURE.start(), *PICTURE.end());
                let drawn = if stranger { Order { entries: Vec::new(), ..order.clone() } } else { order.clone() };
                picture(ui, cx, campaign, id, &drawn, width.round());
                ui.add_space(10.0);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 8.0;
                    Text::strong(document.title()).show(ui);
                    Text::label(document.purpose()).muted().show(ui);
                    Segmented::new("Paper", &["A4", "Letter"], &mut self.paper).small().show(ui);
                    if document == Document::Receipts {
                        let field = Field::new("Only the entry")
                            .wrong(stranger.then_some("No entry of this draw has that id."));
                        field.show(ui, |ui| {
                            TextField::new(&mut self.entry, "Only the entry").mono().hint("All entrants").show(ui)
                        });
                    }
                    let busy = self.saving.is_some().then_some("A paper is being saved.");
                    let busy = busy.or(stranger.then_some("No entry of this draw has that id."));
                    let title = format!("Save the {}", document.title().to_lowercase());
                    let save = CommandButton::primary(title).icon(Icon::Printer).disabled_if(busy);
                    if save.show(ui).clicked() {
                        self.choose(cx, campaign, id, order.clone());
                    }
                    if document.is_private() {
                        Text::caption("It holds names whatever people chose: not for publication.").show(ui);
                    }
                    if document.is_secret() {
                        Note::warning("Whoever reads it can sign as you")
                            .words("Print it where nobody looks on, seal it, and delete the file.")
                            .show(ui);
                    }
                });
            });
        });
    }

    fn choose(&mut self, cx: &Cx<'_>, campaign: &Campaign, id: SweepstakeId, order: Order) {
        let Some(snapshot) = cx.ws.snapshot() else { return };
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        let start = cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| world.documents_folder());
        let ask = Ask::new(format!("Save the {}", order.document.title().to_lowercase()))
            .filter("PDF", &["pdf"])
            .folder(start)
            .named(papers::file_name(campaign, id, &order));
        let ordered = order.clone();
        let task = cx.ws.jobs().start("Saving a paper", move |progress| match picker.save_file(&ask) {
            Some(path) => {
                papers::write(&snapshot, id, &ordered, &with_ending(path), world.as_ref(), progress).map(Some)
            }
            None => Ok(None),
        });
        self.saving = Some(task);
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(written) = cx.taken(&mut self.saving).flatten() {
            cx.act(Action::Tell(told(&written)));
        }
    }
}

/// A name typed without its ending is meant as a PDF.
fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("pdf") }
}

fn told(written: &Written) -> String {
    let pages = written.files.iter().map(|file| file.pages as u64).sum();
    let pages = counted(pages, "page", "pages");
    match written.files.as_slice() {
        [file] => format!("Saved {} with {pages}", file.path.display()),
        files => format!("Saved {} files with {pages}", files.len()),
    }
}

/// The first page, drawn by the same hand as the file.
fn picture(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: SweepstakeId, order: &Order, across: f32) {
    let (width, height) = order.paper.size();
    let size = vec2(across, across * height / width);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let pixels = (size.x * ui.ctx().pixels_per_point()).round();
    let content = (campaign.settings().id.clone(), campaign.revision(), id, format!("{order:?}"), pixels as u32);
    let drawn = cx.ws.snapshot().and_then(|snapshot| {
        let order = order.clone();
        cx.art.picture(ui.ctx(), "paper of a draw", content, move |studio| {
            let laid = studio.with_typesetter(|typesetter| papers::pages(&snapshot, id, &order, typesetter)).ok()?;
            drop(snapshot);
            let page = laid.pages.into_iter().next()?;
            render_page(&page, pixels / (width / 254.0)).ok()
        })
    });
    let p = ui.painter();
    p.rect(rect, CornerRadius::ZERO, Color32::WHITE, Stroke::new(1.0, colours(ui).line), StrokeKind::Outside);
    if let Some((texture, is_new)) = drawn {
        let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        p.image(texture, rect, uv, Color32::WHITE.gamma_multiply(if is_new { 1.0 } else { 0.3 }));
    }
    let name = format!("First page of the {}", order.document.title().to_lowercase());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
}
