//! The card of a published mishap as a picture: shown as it will be, and saved.

use crate::app::mishaps::{Shape, card_name, share_card, write_card};
use crate::app::printing::Press;
use crate::app::sharing::Shared;
use crate::app::{Failure, Task};
use crate::campaign::MishapId;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use eframe::egui::{
    ColorImage, CornerRadius, Image, Rect, Role, Sense, TextureFilter, TextureHandle, TextureOptions, Ui, Vec2,
    WidgetInfo, vec2,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Room of the picture.
const ROOM: Vec2 = vec2(380.0, 430.0);
const SCALES: [(&str, f32); 3] = [("Small", 0.5), ("Usual", 1.0), ("Large", 2.0)];

/// What is asked for: the revision, the shape and the scale.
type Wish = (u64, usize, usize);

pub struct ShareCard {
    id: MishapId,
    shape: usize,
    scale: usize,
    task: Option<(Wish, Task<Shared>)>,
    made: Option<(Wish, Result<Arc<Shared>, Failure>)>,
    texture: Option<(Wish, TextureHandle)>,
    saving: Option<Task<Option<PathBuf>>>,
}

impl ShareCard {
    pub fn new(id: MishapId) -> Self {
        Self { id, shape: 0, scale: 1, task: None, made: None, texture: None, saving: None }
    }

    /// Shows it; true once it is over.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) -> bool {
        let Some(campaign) = cx.ws.campaign() else { return true };
        if !campaign.mishaps().contains(self.id) {
            return true;
        }
        let wish = (campaign.revision(), self.shape, self.scale);
        self.take_in(cx);
        self.work(cx, wish);
        self.upload(ui, wish);
        let made = self.made.as_ref().filter(|(of, _)| *of == wish).map(|(_, made)| made.clone());
        let picture = made.as_ref().and_then(|made| made.as_ref().ok()).cloned();
        let reason = if self.saving.is_some() {
            Some("It is being saved.")
        } else {
            picture.is_none().then_some("There is no picture yet.")
        };
        let dialog = Dialog::new("share mishap", "Share the mishap as a picture")
            .words("What you see is the file. It holds the words that were reviewed, and nothing else.")
            .width(760.0)
            .left(CommandButton::plain("Close"))
            .button(CommandButton::primary("Save the picture").icon(Icon::Export).disabled_if(reason));
        let out = dialog.show(ui.ctx(), |ui| {
            ui.horizontal_top(|ui| {
                let (room, response) = ui.allocate_exact_size(ROOM, Sense::hover());
                self.stage(ui, room, wish);
                response
                    .widget_info(|| WidgetInfo::labeled(Role::Image, true, "Card of the mishap as it will be saved"));
                ui.add_space(12.0);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 8.0;
                    Text::label_strong("Shape").show(ui);
                    Segmented::new("Shape", &Shape::ALL.map(Shape::title), &mut self.shape).small().show(ui);
                    Text::label_strong("Size").show(ui);
                    Segmented::new("Size", &SCALES.map(|scale| scale.0), &mut self.scale).small().show(ui);
                    match &made {
                        Some(Ok(shared)) => {
                            let (w, h) = shared.size();
                            Text::label(format!("PNG, {w} by {h} pixels")).muted().show(ui);
                            for note in shared.notes() {
                                Note::warning("Before it goes out").words(note.as_str()).show(ui);
                            }
                        }
                        Some(Err(failure)) => {
                            let words = format!("{} {}", failure.why, failure.what_to_do);
                            Note::danger(failure.what.as_str()).words(words).show(ui);
                        }
                        None => {
                            Text::label("The picture is being made.").muted().show(ui);
                        }
                    }
                });
            });
        });
        if out.pressed == Some(1)
            && let Some(picture) = picture
        {
            self.save(cx, picture);
            return false;
        }
        out.closed || out.pressed == Some(0)
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.task.as_ref().and_then(|(_, task)| task.poll())
            && let Some((wish, _)) = self.task.take()
        {
            self.made = Some((wish, result.map(Arc::new)));
        }
        if let Some(result) = self.saving.as_ref().and_then(Task::poll) {
            self.saving = None;
            match result {
                Ok(Some(path)) => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    cx.act(Action::Tell(format!("Saved {name}")));
                }
                Ok(None) => {}
                Err(failure) if failure.is_cancelled() => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
    }

    /// Has it made, when it is not there or being made.
    fn work(&mut self, cx: &Cx<'_>, wish: Wish) {
        let is_there = self.made.as_ref().is_some_and(|(of, _)| *of == wish);
        if is_there || self.task.as_ref().is_some_and(|(of, _)| *of == wish) {
            return;
        }
        if let Some((_, task)) = self.task.take() {
            task.cancel();
        }
        let Some(campaign) = cx.ws.snapshot() else { return };
        let (studio, id) = (Arc::clone(cx.art.studio()), self.id);
        let (shape, scale) = (Shape::ALL[self.shape], SCALES[self.scale].1);
        let task = cx.ws.jobs().start("Making the picture", move |_| {
            studio.with_typesetter(|typesetter| {
                let mut press = Press { kit: &studio.kit, symbols: &studio.symbols, typesetter };
                share_card(&campaign, id, shape, scale, &mut press)
            })
        });
        self.task = Some((wish, task));
    }

    fn upload(&mut self, ui: &Ui, wish: Wish) {
        if self.texture.as_ref().is_some_and(|(of, _)| *of == wish) {
            return;
        }
        let Some((_, Ok(shared))) = self.made.as_ref().filter(|(of, _)| *of == wish) else { return };
        let Shared::Picture { raster, .. } = shared.as_ref() else { return };
        let size = [raster.width() as usize, raster.height() as usize];
        let image = ColorImage::from_rgba_premultiplied(size, raster.bytes());
        let smooth = TextureOptions::LINEAR.with_mipmap_mode(Some(TextureFilter::Linear));
        self.texture = Some((wish, ui.ctx().load_texture("mishap card", image, smooth)));
    }

    fn stage(&self, ui: &mut Ui, room: Rect, wish: Wish) {
        let c = colours(ui);
        ui.painter().rect_filled(room, CornerRadius::same(8), c.surface_inset);
        let Some((_, texture)) = self.texture.as_ref().filter(|(of, _)| of.0 == wish.0) else { return };
        let size = texture.size_vec2();
        let scale = (room.width() / size.x).min(room.height() / size.y);
        let place = Rect::from_center_size(room.center(), size * scale);
        Image::new((texture.id(), place.size())).corner_radius(CornerRadius::same(6)).paint_at(ui, place);
    }

    /// Asks where to, and writes it there.
    fn save(&mut self, cx: &Cx<'_>, picture: Arc<Shared>) {
        let Some(campaign) = cx.ws.campaign() else { return };
        let folder =
            cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| cx.ws.world().documents_folder());
        let name = card_name(campaign, self.id);
        let ask = Ask::new("Save for sharing").filter("Picture", &["png"]).folder(folder).named(name);
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        self.saving = Some(cx.ws.jobs().start("Saving the picture", move |_| {
            let Some(mut path) = picker.save_file(&ask) else { return Ok(None) };
            if path.extension().is_none() {
                path.set_extension("png");
            }
            write_card(&picture, world.as_ref(), &path)?;
            Ok(Some(path))
        }));
    }
}
