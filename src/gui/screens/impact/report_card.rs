//! The report on paper: its first page, the format, and the button that saves it. Used on the page and in the print room.

use crate::app::Task;
use crate::app::impact::report;
use crate::app::outlook::counted;
use crate::app::papers::Written;
use crate::app::printing::Press;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field, TextField};
use crate::press::sheets::Paper;
use crate::scene::pixels::render_page;
use eframe::egui::{Color32, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A save under way.
struct Saving {
    asked_at: Instant,
    task: Task<Option<Written>>,
}

/// The card, with what is chosen on it.
#[derive(Default)]
pub struct ReportCard {
    paper: usize,
    saving: Option<Saving>,
    /// The place as typed, where there is no dialog.
    typed: Option<String>,
}

impl ReportCard {
    /// The report is being saved.
    pub fn is_busy(&self) -> bool {
        self.saving.is_some()
    }

    fn sheet(&self) -> Paper {
        if self.paper == 0 { Paper::A4 } else { Paper::Letter }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.take_in(cx);
        Card::new().title("The report on paper").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let across = ui.available_width().min(420.0).round();
            picture(ui, cx, self.sheet(), across);
            ui.horizontal(|ui| {
                Segmented::new("Paper of the report", &["A4", "Letter"], &mut self.paper).small().show(ui);
                let busy = self.saving.is_some().then_some("The report is being saved.");
                let save = CommandButton::plain("Save as PDF").small().icon(Icon::Export).disabled_if(busy);
                if save.show(ui).clicked() {
                    self.save(cx);
                }
            });
            Text::caption("People, stories and quotes stand in it only as far as they agreed.").show(ui);
        });
        self.dialog(ui, cx);
    }

    /// Asks where to and saves it there.
    pub fn save(&mut self, cx: &Cx<'_>) {
        let picker = Arc::clone(cx.picker);
        let start =
            cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| cx.ws.world().documents_folder());
        let ask = Ask::new("Save the impact report").filter("PDF", &["pdf"]).folder(start).named(report::file_name());
        self.start(cx, move || picker.save_file(&ask));
    }

    fn start(&mut self, cx: &Cx<'_>, place: impl FnOnce() -> Option<PathBuf> + Send + 'static) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        let (studio, world, paper) = (Arc::clone(cx.art.studio()), Arc::clone(cx.ws.world()), self.sheet());
        let task = cx.ws.jobs().start("Saving the report", move |_| {
            let Some(path) = place() else { return Ok(None) };
            let path = if path.extension().is_some() { path } else { path.with_extension("pdf") };
            studio.with_typesetter(|typesetter| {
                let mut press = Press { kit: &studio.kit, symbols: &studio.symbols, typesetter };
                report::write(&campaign, paper, &path, world.as_ref(), &mut press).map(Some)
            })
        });
        self.saving = Some(Saving { asked_at: Instant::now(), task });
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.saving.as_ref().and_then(|saving| saving.task.poll()) else { return };
        let Some(saving) = self.saving.take() else { return };
        match result {
            Ok(Some(written)) => {
                for file in &written.files {
                    let pages = counted(file.pages as u64, "page", "pages");
                    cx.act(Action::Tell(format!("Saved {} with {pages}", file.path.display())));
                }
            }
            // A dialog that gives nothing at once was not there at all: the place can be typed.
            Ok(None) if saving.asked_at.elapsed() < Duration::from_millis(400) => self.typed = Some(String::new()),
            Ok(None) => {}
            Err(failure) if failure.is_cancelled() => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    fn dialog(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let Some(typed) = &mut self.typed else { return };
        let missing = typed.trim().is_empty().then_some("Type a file first.");
        let out = Dialog::new("report file", "File for the report")
            .words("This system has no file dialog. Type the whole path of the PDF.")
            .left(CommandButton::quiet("Cancel"))
            .button(CommandButton::primary("Save the report there").disabled_if(missing))
            .show(ui.ctx(), |ui| {
                Field::new("File").show(ui, |ui| TextField::new(typed, "File for the report").show(ui));
            });
        if out.pressed == Some(1) {
            let path = PathBuf::from(typed.trim());
            self.typed = None;
            self.start(cx, move || Some(path));
        } else if out.pressed.is_some() || out.closed {
            self.typed = None;
        }
    }
}

/// The first page, drawn by the same hand as the file.
fn picture(ui: &mut Ui, cx: &mut Cx<'_>, paper: Paper, across: f32) {
    let (width, height) = paper.size();
    let (rect, response) = ui.allocate_exact_size(vec2(across, across * height / width), Sense::hover());
    let pixels = (across * ui.ctx().pixels_per_point()).round();
    let drawn = cx.ws.snapshot().and_then(|campaign| {
        let content = (campaign.settings().id.clone(), campaign.revision(), paper.size().0 as u32, pixels as u32);
        cx.art.picture(ui.ctx(), "impact report", content, move |studio| {
            let laid = studio.with_typesetter(|typesetter| {
                let mut press = Press { kit: &studio.kit, symbols: &studio.symbols, typesetter };
                report::pages(&campaign, paper, &mut press)
            });
            let page = laid.pages.into_iter().next()?;
            render_page(&page, pixels / (width / 254.0)).ok()
        })
    });
    let p = ui.painter();
    p.rect(rect, CornerRadius::ZERO, Color32::WHITE, Stroke::new(1.0, colours(ui).line), StrokeKind::Outside);
    if let Some((texture, is_new)) = drawn {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        p.image(texture, rect, whole, Color32::WHITE.gamma_multiply(if is_new { 1.0 } else { 0.3 }));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "First page of the impact report"));
}
