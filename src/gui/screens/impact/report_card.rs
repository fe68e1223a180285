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
use crate::gui::widgets::segmented::Segmented;
use crate::press::sheets::Paper;
use crate::scene::pixels::render_page;
use eframe::egui::{Color32, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::path::Path;
use std::sync::Arc;

/// The card, with what is chosen on it.
#[derive(Default)]
pub struct ReportCard {
    paper: usize,
    saving: Option<Task<Option<Written>>>,
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
    }

    /// Asks where to and saves it there.
    pub fn save(&mut self, cx: &Cx<'_>) {
        let picker = Arc::clone(cx.picker);
        let start =
            cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| cx.ws.world().documents_folder());
        let ask = Ask::new("Save the impact report").filter("PDF", &["pdf"]).folder(start).named(report::file_name());
        let Some(campaign) = cx.ws.snapshot() else { return };
        let (studio, world, paper) = (Arc::clone(cx.art.studio()), Arc::clone(cx.ws.world()), self.sheet());
        let task = cx.ws.jobs().start("Saving the report", move |_| {
            let Some(path) = picker.save_file(&ask) else { return Ok(None) };
            let path = if path.extension().is_some() { path } else { path.with_extension("pdf") };
            studio.with_typesetter(|typesetter| {
                let mut press = Press { kit: &studio.kit, symbols: &studio.symbols, typesetter };
                report::write(&campaign, paper, &path, world.as_ref(), &mut press).map(Some)
            })
        });
        self.saving = Some(task);
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        let Some(written) = cx.taken(&mut self.saving).flatten() else { return };
        for file in &written.files {
            let pages = counted(file.pages as u64, "page", "pages");
            cx.act(Action::Tell(format!("Saved {} with {pages}", file.path.display())));
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
