//! egui's own `Style` filled from the tokens, for both themes.
//!
//! Most of the window is painted by our widgets; this makes what egui draws by itself (text fields,
//! scroll bars, menus, tooltips, selection) look the same, so that no grey default is ever seen.

use eframe::egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Theme, Visuals,
    style::{Selection, WidgetVisuals, Widgets},
    vec2,
};

use super::fonts;
use super::theme::{Colours, colours_of, tokens};

/// Fills both styles.
pub fn install(ctx: &Context) {
    for (theme, dark) in [(Theme::Light, false), (Theme::Dark, true)] {
        let colours = colours_of(dark);
        ctx.style_mut_of(theme, |style| {
            style.visuals = visuals(dark, colours);
            let t = &tokens().text;
            let id = |size: (f32, f32), family: FontFamily| FontId::new(size.0, family);
            style.text_styles = [
                (TextStyle::Small, id(t.caption, FontFamily::Proportional)),
                (TextStyle::Body, id(t.body, FontFamily::Proportional)),
                (TextStyle::Button, id(t.strong, fonts::strong())),
                (TextStyle::Heading, id(t.section, fonts::strong())),
                (TextStyle::Monospace, id(t.mono, FontFamily::Monospace)),
            ]
            .into();
            let s = &tokens().space;
            style.spacing.item_spacing = vec2(s.s, s.s);
            style.spacing.button_padding = vec2(13.0, 7.0);
            style.spacing.interact_size = vec2(40.0, tokens().size.button_small);
            style.spacing.window_margin = Margin::same(0);
            style.spacing.menu_margin = Margin::same(6);
            style.spacing.menu_spacing = 2.0;
            style.spacing.icon_width = tokens().size.check;
            style.spacing.tooltip_width = 380.0;
            style.spacing.scroll.bar_width = 8.0;
            style.spacing.scroll.floating_width = 6.0;
            style.spacing.scroll.fade.strength = 0.0;
            style.interaction.tooltip_delay = tokens().motion.tooltip_delay / 1000.0;
            style.interaction.selectable_labels = false;
            style.compact_menu_style = false;
            style.animation_time = tokens().motion.open / 1000.0;
        });
    }
}

/// Lets egui's own animations run, or cuts them to nothing.
pub fn set_animation(ctx: &Context, moving: bool) {
    ctx.all_styles_mut(|style| {
        style.animation_time = if moving { tokens().motion.open / 1000.0 } else { 0.0 };
        style.scroll_animation = if moving {
            eframe::egui::style::ScrollAnimation::default()
        } else {
            eframe::egui::style::ScrollAnimation::none()
        };
        style.visuals.text_cursor.blink = moving;
    });
}

fn visuals(dark: bool, c: &Colours) -> Visuals {
    let t = tokens();
    let radius = CornerRadius::same(t.radius.control);
    let state = |fill: Color32, line: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(t.stroke.control, line),
        corner_radius: radius,
        fg_stroke: Stroke::new(t.stroke.control, c.ink),
        expansion: 0.0,
    };
    let mut v = if dark { Visuals::dark() } else { Visuals::light() };
    v.dark_mode = dark;
    v.override_text_color = None;
    v.weak_text_color = Some(c.ink_muted);
    v.widgets = Widgets {
        noninteractive: state(c.surface, c.line),
        inactive: state(c.surface, c.line_control),
        hovered: state(c.surface_hover, c.line_control),
        active: state(c.surface_hover, c.outline_strong),
        open: state(c.surface_hover, c.line_control),
    };
    v.selection = Selection { bg_fill: c.selection_text, stroke: Stroke::new(t.stroke.control, c.ink) };
    v.hyperlink_color = c.accent_ink;
    v.faint_bg_color = c.surface_inset;
    v.extreme_bg_color = c.surface;
    v.text_edit_bg_color = Some(c.surface);
    v.code_bg_color = c.surface_inset;
    v.warn_fg_color = c.warning;
    v.error_fg_color = c.danger;
    v.window_corner_radius = CornerRadius::same(t.radius.dialog);
    v.window_shadow = t.shadow.dialog.with(c.shadow);
    v.window_fill = c.surface;
    v.window_stroke = Stroke::new(t.stroke.hairline, c.line);
    v.menu_corner_radius = CornerRadius::same(t.radius.panel);
    v.panel_fill = c.canvas;
    v.popup_shadow = t.shadow.menu.with(c.shadow);
    v.text_cursor.stroke = Stroke::new(2.0, c.ink);
    v.text_cursor.on_duration = t.motion.caret / 1000.0;
    v.text_cursor.off_duration = t.motion.caret / 1000.0;
    v.disabled_alpha = 0.6;
    v
}
