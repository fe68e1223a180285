//! The look of the window as data: `assets/theme/tokens.ron`, read once, typed.
//!
//! Every colour, length, type size and time of the window comes from here, so that a screen never
//! holds a literal colour. The token file is compiled in; a test reads it and recomputes its contrast
//! ratios. What egui itself needs (its `Style`, its fonts) is filled in `style.rs` and `fonts.rs`.

use std::sync::{Arc, LazyLock};

use eframe::egui::{self, Color32, Context, Id, Ui};
use serde::{Deserialize, Deserializer};

const SOURCE: &str = include_str!("../../assets/theme/tokens.ron");

static TOKENS: LazyLock<Tokens> =
    LazyLock::new(|| ron::from_str(SOURCE).expect("tokens.ron is compiled in and read by a test of this file"));

/// All tokens, read at first use.
pub fn tokens() -> &'static Tokens {
    &TOKENS
}

/// Colours of the theme that `ui` shows.
pub fn colours(ui: &Ui) -> &'static Colours {
    colours_of(ui.visuals().dark_mode)
}

/// Colours of the dark or the light theme.
pub fn colours_of(dark: bool) -> &'static Colours {
    if dark { &TOKENS.dark } else { &TOKENS.light }
}

/// Fonts, both styles, and zoom left to `zoom_in` and `zoom_out`: call once when the window starts.
pub fn install(ctx: &Context) {
    super::fonts::install(ctx);
    super::style::install(ctx);
    ctx.on_end_pass("keyboard back from dialogs", Arc::new(|ui| super::widgets::dialog::give_keyboard_back(ui.ctx())));
    // The frame zooms by the steps of the tokens instead.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

fn reduce_motion_id() -> Id {
    Id::unique("unsung reduce motion")
}

/// Whether the person asked for stillness; every movement of the window asks this.
pub fn reduce_motion(ctx: &Context) -> bool {
    ctx.data(|d| d.get_temp(reduce_motion_id())).unwrap_or(false)
}

/// Stops or allows all movement, egui's own included.
pub fn set_reduce_motion(ctx: &Context, still: bool) {
    ctx.data_mut(|d| d.insert_temp(reduce_motion_id(), still));
    super::style::set_animation(ctx, !still);
}

/// Seconds a movement of `millis` takes here: none when movement is reduced.
pub fn seconds(ctx: &Context, millis: f32) -> f32 {
    if reduce_motion(ctx) { 0.0 } else { millis / 1000.0 }
}

/// 0 to 1, moving towards `on` in the hover time of the tokens.
pub fn hover_amount(ctx: &Context, id: Id, on: bool) -> f32 {
    ctx.animate_bool_with_time(id.with("hover"), on, seconds(ctx, TOKENS.motion.hover))
}

/// The next larger zoom step, if there is one.
pub fn zoom_in(ctx: &Context) {
    let now = ctx.zoom_factor();
    if let Some(step) = TOKENS.zoom.iter().copied().find(|step| *step > now + 0.01) {
        ctx.set_zoom_factor(step);
    }
}

/// The next smaller zoom step, if there is one.
pub fn zoom_out(ctx: &Context) {
    let now = ctx.zoom_factor();
    if let Some(step) = TOKENS.zoom.iter().rev().copied().find(|step| *step < now - 0.01) {
        ctx.set_zoom_factor(step);
    }
}

/// Back to 100 %.
pub fn zoom_reset(ctx: &Context) {
    ctx.set_zoom_factor(1.0);
}

/// A linear mix in sRGB, `amount` 0 to 1 of the way from `from` to `to`.
pub fn mix(from: Color32, to: Color32, amount: f32) -> Color32 {
    from.lerp_to_gamma(to, amount.clamp(0.0, 1.0))
}

/// The whole token file.
#[derive(Debug, Deserialize)]
pub struct Tokens {
    /// Version of the token file's shape.
    pub version: u32,
    /// Paper.
    pub light: Colours,
    /// Night.
    pub dark: Colours,
    /// Corner radii in points.
    pub radius: Radii,
    /// Line widths in points.
    pub stroke: Strokes,
    /// The spacing steps in points.
    pub space: Spaces,
    /// Names of the font families.
    pub font: FontNames,
    /// Type sizes, `(size, line height)` in points.
    pub text: TypeSizes,
    /// Heights and widths in points.
    pub size: Sizes,
    /// The only two shadows.
    pub shadow: Shadows,
    /// Times in milliseconds.
    pub motion: Motion,
    /// Zoom steps, 1.0 among them.
    pub zoom: Vec<f32>,
    /// Text and control pairs with the ratio they need and had when written.
    pub contrast: Vec<Contrast>,
}

fn colour<'de, D: Deserializer<'de>>(from: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(from)?;
    Color32::from_hex(&text).map_err(|_| serde::de::Error::custom(format!("{text} is not a colour")))
}

fn six_colours<'de, D: Deserializer<'de>>(from: D) -> Result<[Color32; 6], D::Error> {
    let texts: Vec<String> = Deserialize::deserialize(from)?;
    if texts.len() != 6 {
        return Err(serde::de::Error::invalid_length(texts.len(), &"six colours"));
    }
    let mut six = [Color32::TRANSPARENT; 6];
    for (place, text) in six.iter_mut().zip(&texts) {
        *place = Color32::from_hex(text).map_err(|_| serde::de::Error::custom(format!("{text} is not a colour")))?;
    }
    Ok(six)
}

macro_rules! colours {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// The named colours of one theme.
        #[derive(Debug, Clone, Deserialize)]
        pub struct Colours {
            $($(#[$doc])* #[serde(deserialize_with = "colour")] pub $name: Color32,)*
            /// Charts, in this order, never more than six.
            #[serde(deserialize_with = "six_colours")]
            pub category: [Color32; 6],
        }

        impl Colours {
            /// The colour of a token name, as the contrast list writes it.
            pub fn named(&self, name: &str) -> Option<Color32> {
                match name {
                    $(stringify!($name) => Some(self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

colours! {
    /// Window background; the paper of the art.
    canvas,
    /// Left navigation and status line.
    rail,
    /// Panels, tables, dialogs: what one works on.
    surface,
    /// Table header, read-only fields, wells: what is only read.
    surface_inset,
    /// Row or button under the pointer.
    surface_hover,
    /// Selected row, active segment.
    surface_selected,
    /// Hairlines that only decorate.
    line,
    /// Borders of controls (3:1).
    line_control,
    /// Text.
    ink,
    /// Secondary text, never smaller than 12.
    ink_muted,
    /// Disabled labels, always with a reason beside them.
    ink_disabled,
    /// The bold toy outline: one selected thing per region.
    outline_strong,
    /// Title bar.
    bar,
    /// Text on the title bar.
    on_bar,
    /// Secondary text on the title bar.
    on_bar_muted,
    /// Find field inside the title bar.
    bar_inset,
    /// Primary buttons, links, progress.
    accent,
    /// Primary button under the pointer.
    accent_hover,
    /// Text on `accent`.
    on_accent,
    /// Accent-coloured text.
    accent_ink,
    /// Soft accent fill behind `accent_ink`.
    accent_soft,
    /// Brand highlight: what is next, marks in text, the title.
    sun,
    /// Text on `sun`.
    on_sun,
    /// Destructive acts and errors.
    danger,
    /// Text on `danger`.
    on_danger,
    /// Soft danger fill.
    danger_soft,
    /// What is in order.
    success,
    /// Text on `success`.
    on_success,
    /// Soft success fill.
    success_soft,
    /// Warning text and icons.
    warning,
    /// Warning icon plate; pairs with `on_sun`.
    warning_fill,
    /// Soft warning fill.
    warning_soft,
    /// The focus ring and nothing else.
    focus,
    /// Selected text.
    selection_text,
    /// Behind dialogs.
    scrim,
    /// Under dialogs, menus and drag ghosts.
    shadow,
    /// Charts: everything beyond the six.
    category_other,
}

macro_rules! numbers {
    ($(#[$outer:meta])* $name:ident: $kind:ty { $($field:ident),* $(,)? }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Deserialize)]
        #[allow(missing_docs, reason = "the names are the documentation; tokens.ron comments them")]
        pub struct $name { $(pub $field: $kind,)* }
    };
}

numbers! {
    /// Corner radii.
    Radii: u8 { none, small, control, panel, dialog, pill }
}
numbers! {
    /// Line widths.
    Strokes: f32 { hairline, control, strong, focus, focus_gap, chart_line, icon }
}
numbers! {
    /// Spacing steps.
    Spaces: f32 { xxs, xs, s, m, l, xl, xxl, xxxl }
}
numbers! {
    /// Font family names.
    FontNames: String { body, strong, mono, display }
}
numbers! {
    /// Type sizes: `(size, line height)`.
    TypeSizes: (f32, f32) {
        caption, body, body_large, label, strong, section, page, number, mono,
        title_display, hero_display, presenter_body, presenter_title, presenter_name,
    }
}
numbers! {
    /// Times in milliseconds.
    Motion: f32 {
        hover, press, open, close, panel, toast_in, toast_stay, caret,
        drum_roll, reveal_letter, winner_burst, tooltip_delay, repaint_clock,
    }
}

/// Heights and widths.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs, reason = "the names are the documentation; tokens.ron comments them")]
pub struct Sizes {
    pub bar: f32,
    pub rail: f32,
    pub rail_collapsed: f32,
    pub status: f32,
    pub page_header: f32,
    pub toolbar: f32,
    pub bulk_bar: f32,
    pub nav_item: f32,
    pub row: f32,
    pub row_compact: f32,
    pub row_two_lines: f32,
    pub table_header: f32,
    pub button: f32,
    pub button_large: f32,
    pub button_small: f32,
    pub field: f32,
    pub check: f32,
    pub chip: f32,
    pub stepper: f32,
    pub icon_small: f32,
    pub icon: f32,
    pub icon_large: f32,
    pub art_thumb: f32,
    pub art_tile: f32,
    pub detail_pane: f32,
    pub inspector: f32,
    pub dialog: f32,
    pub dialog_wide: f32,
    pub palette: f32,
    pub hit_min: f32,
    pub window_min: (f32, f32),
    pub page_max: f32,
    pub text_column_max: f32,
}

/// One shadow.
#[derive(Debug, Clone, Deserialize)]
pub struct ShadowToken {
    /// Right and down, in points.
    pub offset: (i8, i8),
    /// Blur in points.
    pub blur: u8,
    /// Spread in points.
    pub spread: u8,
}

impl ShadowToken {
    /// As egui takes it.
    pub fn with(&self, color: Color32) -> egui::Shadow {
        egui::Shadow { offset: [self.offset.0, self.offset.1], blur: self.blur, spread: self.spread, color }
    }
}

/// The two shadows.
#[derive(Debug, Clone, Deserialize)]
pub struct Shadows {
    /// Menus and drag ghosts.
    pub menu: ShadowToken,
    /// Dialogs.
    pub dialog: ShadowToken,
}

/// A pair that must stay legible.
#[derive(Debug, Clone, Deserialize)]
pub struct Contrast {
    /// `light` or `dark`.
    pub theme: String,
    /// Token name of the text or line.
    pub ink: String,
    /// Token name of what is under it.
    pub on: String,
    /// The WCAG 2.1 ratio this pair needs.
    pub needs: f32,
    /// The ratio it had when written.
    pub ratio: f32,
}

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
pub fn contrast_ratio(a: Color32, b: Color32) -> f32 {
    let luminance = |c: Color32| {
        let linear = |v: u8| {
            let v = f32::from(v) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(c.r()) + 0.7152 * linear(c.g()) + 0.0722 * linear(c.b())
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_read_whole() {
        let t = tokens();
        assert_eq!(t.version, 1);
        assert_eq!(t.light.canvas, Color32::from_rgb(0xF5, 0xEF, 0xE3));
        assert_eq!(t.light.scrim.a(), 0x99);
        assert_eq!(t.size.rail, 216.0);
        assert!(t.zoom.contains(&1.0));
    }

    #[test]
    fn every_listed_pair_is_legible() {
        for pair in &tokens().contrast {
            let colours = colours_of(pair.theme == "dark");
            let ink = colours.named(&pair.ink).expect(&pair.ink);
            let on = colours.named(&pair.on).expect(&pair.on);
            let ratio = contrast_ratio(ink, on);
            assert!(ratio >= pair.needs, "{pair:?}: {ratio}");
            assert!((ratio - pair.ratio).abs() < 0.02, "{pair:?}: {ratio}");
        }
    }
}
