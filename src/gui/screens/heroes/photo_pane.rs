//! The photo tab: a photo in the window instead of the figure, which part of it is seen, and how it is printed.

use super::draft::Draft;
use crate::app::{Task, looks};
use crate::campaign::{Campaign, ConsentState, HeroId, HeroPhoto, Photo};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::{focus_ring, paint_focus_ring};
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::theme::{colours, tokens};
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::power_bar::PowerBar;
use crate::gui::widgets::segmented::Segmented;
use crate::press::style::CardStyle;
use crate::scene::item::{Item, Transform};
use crate::scene::picture::Picture;
use crate::scene::pixels::render;
use eframe::egui::{
    Color32, CornerRadius, EventFilter, Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, TextureId, Ui,
    WidgetInfo, pos2, vec2,
};
use std::path::PathBuf;
use std::sync::Arc;

/// How high the photo may stand in the pane, in points.
const MOST_HEIGHT: f32 = 300.0;
/// Steps of the zoom from the whole to the closest.
const ZOOMS: u8 = 12;
const ZOOM_STEP: u16 = (HeroPhoto::MOST_ZOOM_PERCENT - 100) / ZOOMS as u16;
/// Thousandths that an arrow key moves the focus.
const STEP: i32 = 20;

type Chosen = Option<(Photo, Arc<Vec<u8>>)>;

/// A picture being read, for this hero.
#[derive(Default)]
pub struct Reading {
    task: Option<(HeroId, Task<Chosen>)>,
}

impl Reading {
    /// Reads what was chosen in the dialog, or this file.
    fn start(&mut self, cx: &Cx<'_>, hero: HeroId, path: Option<PathBuf>) {
        let ask = Ask::new("Choose a photo for the card").filter("Picture", &["jpg", "jpeg", "png", "gif", "webp"]);
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        let task = cx.ws.jobs().start_change("Reading a photo", move |_| {
            let Some(path) = path.or_else(|| picker.open_file(&ask)) else { return Ok(None) };
            looks::read_hero_photo(world.as_ref(), &path).map(Some)
        });
        self.task = Some((hero, task));
    }

    /// Puts a photo that was read onto the hero's card.
    fn take(&mut self, cx: &mut Cx<'_>, id: HeroId, draft: &mut Draft<'_>) {
        let Some((of, result)) = self.task.as_ref().and_then(|(of, task)| Some((*of, task.poll()?))) else { return };
        self.task = None;
        match result {
            // Another hero is shown by now: a photo on the wrong card would be worse than none.
            Ok(Some(_)) if of != id => {
                cx.act(Action::Tell("The photo was not taken: another hero is shown now.".into()));
            }
            Ok(Some((photo, bytes))) => {
                cx.act(Action::KeepBlob(bytes));
                let before = draft.hero.photo.take().unwrap_or_default();
                draft.hero.photo =
                    Some(HeroPhoto { own: Some(photo), focus_permille: (500, 400), zoom_percent: 100, ..before });
                draft.chose("Put a photo on a card");
            }
            Ok(None) => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }
}

pub fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    id: HeroId,
    reading: &mut Reading,
    draft: &mut Draft<'_>,
) {
    reading.take(cx, id, draft);
    let dropped: Vec<PathBuf> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
    if let Some(path) = dropped.into_iter().find(|path| path.extension().is_none_or(|end| end != "unsung")) {
        reading.start(cx, id, Some(path));
    }
    let person = campaign.people().get(draft.hero.person);
    let of_person = person.and_then(|person| person.photo.clone());
    let mut choice = match &draft.hero.photo {
        None => 0,
        Some(HeroPhoto { own: None, .. }) => 1,
        Some(_) => 2,
    };
    let before = choice;
    Segmented::new("In the window of the card", &["Figure", "Their photo", "Other photo"], &mut choice)
        .small()
        .show(ui);
    if choice != before {
        match choice {
            0 => {
                draft.hero.photo = None;
                draft.chose("Take the photo off a card");
            }
            1 => {
                draft.hero.photo = Some(HeroPhoto { own: None, ..draft.hero.photo.clone().unwrap_or_default() });
                draft.chose("Put a photo on a card");
            }
            _ => reading.start(cx, id, None),
        }
    }
    let Some(photo) = draft.hero.photo.clone() else {
        ui.add_space(6.0);
        Text::caption("A photo can stand in the window instead of the figure. Drag a picture here, or choose one.")
            .show(ui);
        choose(ui, cx, id, reading, "Choose a photo");
        return;
    };
    if person.is_some_and(|person| matches!(person.consent.state, ConsentState::Refused | ConsentState::Withdrawn)) {
        Note::info("The figure is printed").words("Without consent no photo is shown on the card.").show(ui);
    }
    let file = photo.own.as_ref().or(of_person.as_ref()).cloned();
    let Some(file) = file else {
        Note::warning("The person has no photo yet")
            .words("Choose another photo, or add one on the person's page.")
            .show(ui);
        choose(ui, cx, id, reading, "Choose a photo");
        return;
    };
    ui.add_space(4.0);
    crop(ui, cx, &file, draft);
    ui.add_space(4.0);
    let now = ((photo.zoom_percent.max(100) - 100 + ZOOM_STEP / 2) / ZOOM_STEP) as u8;
    let mut zoom = now.min(ZOOMS);
    if PowerBar::new("Closer", &mut zoom).most(ZOOMS).show(ui).changed()
        && let Some(photo) = &mut draft.hero.photo
    {
        photo.zoom_percent = 100 + u16::from(zoom) * ZOOM_STEP;
        draft.typed("Zoom a photo", "photo zoom");
    }
    let mut halftone = photo.halftone;
    let row =
        CheckRow::new(&mut halftone, "Comic dots").detail("Printed as a comic would: flat colours and dots of ink.");
    if row.show(ui).changed()
        && let Some(photo) = &mut draft.hero.photo
    {
        photo.halftone = halftone;
        draft.chose("Change how a photo is printed");
    }
    Text::caption(format!("{}, {} × {} pixels.", file.file_name, file.width_px, file.height_px))
        .muted()
        .elide()
        .show(ui);
    choose(ui, cx, id, reading, "Choose another photo");
}

fn choose(ui: &mut Ui, cx: &Cx<'_>, id: HeroId, reading: &mut Reading, words: &str) {
    let busy = reading.task.is_some().then_some("A file is being chosen.");
    if CommandButton::plain(words).icon(Icon::Image).small().disabled_if(busy).show(ui).clicked() {
        reading.start(cx, id, None);
    }
}

/// The whole photo, what the window shows of it bright, with the focus to drag.
fn crop(ui: &mut Ui, cx: &mut Cx<'_>, file: &Photo, draft: &mut Draft<'_>) {
    let Some(photo) = draft.hero.photo.clone() else { return };
    let (w, h) = (file.width_px.max(1) as f32, file.height_px.max(1) as f32);
    let scale = (ui.available_width() / w).min(MOST_HEIGHT / h);
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), h * scale), Sense::click_and_drag());
    let place = Rect::from_center_size(row.center(), vec2(w * scale, h * scale));
    let aspect = opening(cx, &draft.hero.style);
    let seen = part(photo.focus_permille, photo.zoom_percent, w / h, aspect);
    let texture = picture(ui, cx, file, place.width());
    let c = colours(ui);
    let p = ui.painter();
    p.rect(place, CornerRadius::same(4), c.surface_inset, Stroke::new(1.0, c.line), StrokeKind::Outside);
    let bright = Rect::from_min_max(
        pos2(place.left() + seen.left() * place.width(), place.top() + seen.top() * place.height()),
        pos2(place.left() + seen.right() * place.width(), place.top() + seen.bottom() * place.height()),
    );
    if let Some(texture) = texture {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        p.image(texture, place, whole, Color32::WHITE.gamma_multiply(0.35));
        p.image(texture, bright, seen, Color32::WHITE);
    }
    p.rect_stroke(bright, CornerRadius::ZERO, Stroke::new(2.0, c.accent), StrokeKind::Outside);
    let focus = pos2(
        place.left() + f32::from(photo.focus_permille.0) / 1000.0 * place.width(),
        place.top() + f32::from(photo.focus_permille.1) / 1000.0 * place.height(),
    );
    for (radius, stroke) in [(9.0, Stroke::new(4.0, Color32::BLACK)), (9.0, Stroke::new(2.0, Color32::WHITE))] {
        p.circle_stroke(focus, radius, stroke);
    }
    p.circle_filled(focus, 2.5, Color32::WHITE);
    if response.has_focus() {
        paint_focus_ring(ui, place, tokens().radius.small);
    }
    focus_ring(ui, &response, place, tokens().radius.small);
    let percent = |value: u16| f32::from(value) / 10.0;
    let words = format!(
        "{:.0} % from the left, {:.0} % from the top",
        percent(photo.focus_permille.0),
        percent(photo.focus_permille.1)
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "What of the photo is seen"));
    ui.accesskit_node_builder(response.id, |node| node.set_value(words));
    if response.clicked() {
        response.request_focus();
    }
    let mut next = photo.focus_permille;
    if (response.dragged() || response.clicked())
        && let Some(at) = response.interact_pointer_pos()
    {
        let share = |at: f32, from: f32, size: f32| ((at - from) / size * 1000.0).clamp(0.0, 1000.0).round() as u16;
        next = (share(at.x, place.left(), place.width()), share(at.y, place.top(), place.height()));
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |key| i32::from(ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)));
        let moved = |now: u16, by: i32| (i32::from(now) + by * STEP).clamp(0, 1000) as u16;
        let (x, y) =
            (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft), pressed(Key::ArrowDown) - pressed(Key::ArrowUp));
        next = (moved(next.0, x), moved(next.1, y));
    }
    if next != photo.focus_permille
        && let Some(photo) = &mut draft.hero.photo
    {
        photo.focus_permille = next;
        draft.typed("Move a photo", "photo focus");
    }
    response.on_hover_text("Drag the ring to what must be seen; arrow keys move it, too");
}

/// Width by height of the window's opening in this style.
fn opening(cx: &Cx<'_>, style: &str) -> f32 {
    let style = CardStyle::find(cx.art.kit(), style).ok().flatten();
    style.map_or(0.62, |style| {
        let [_, _, w, h] = style.window.opening.frame();
        w / h
    })
}

/// The part of a photo that is seen, in shares of its width and height, as the press cuts it.
fn part(focus_permille: (u16, u16), zoom_percent: u16, shape: f32, aspect: f32) -> Rect {
    let zoom = f32::from(zoom_percent.max(100)) / 100.0;
    let (w, h) = if shape > aspect { (aspect / shape, 1.0) } else { (1.0, shape / aspect) };
    let (w, h) = (w / zoom, h / zoom);
    let left = (f32::from(focus_permille.0) / 1000.0 - w / 2.0).clamp(0.0, 1.0 - w);
    let top = (f32::from(focus_permille.1) / 1000.0 - h / 2.0).clamp(0.0, 1.0 - h);
    Rect::from_min_size(pos2(left, top), vec2(w, h))
}

/// The photo as it is, at the size of the pane.
fn picture(ui: &Ui, cx: &mut Cx<'_>, file: &Photo, width: f32) -> Option<TextureId> {
    let pixels = (width * ui.ctx().pixels_per_point() / 16.0).ceil() as u32 * 16;
    let height = (pixels as f32 * file.height_px.max(1) as f32 / file.width_px.max(1) as f32).round().max(1.0) as u32;
    let bytes = cx.ws.blob(&file.sha256)?;
    let content = (file.sha256.clone(), pixels);
    let drawn = cx.art.picture(ui.ctx(), "photo in the workshop", content, move |_| {
        let picture = Picture::read(&bytes).ok()?;
        let picture = Arc::new(picture.scaled_for(pixels as f32, 25.4));
        let frame = [0.0, 0.0, pixels as f32, height as f32];
        render(&[Item::Image { picture, frame }], pixels, height, Transform::identity(), None).ok()
    });
    drawn.filter(|(_, is_new)| *is_new).map(|(texture, _)| texture)
}
