//! Opens the window on the real world.

use super::art::Art;
use super::picker::{OrTyped, SystemPicker};
use super::window::Window;
use crate::app::{Jobs, SystemWorld, Workspace};
use crate::scene::kit::Kit;
use eframe::egui;
use std::path::PathBuf;
use std::sync::Arc;

/// Runs until the window is closed. The error is in words: a bare Linux may lack what a window needs.
pub fn run(first: Option<PathBuf>) -> Result<(), String> {
    let (width, height) = super::theme::tokens().size.window_min;
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Unsung")
            .with_app_id("unsung")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([width, height])
            .with_drag_and_drop(true)
            .with_icon(icon()),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native(
        "Unsung",
        options,
        Box::new(|creation| {
            let ctx = creation.egui_ctx.clone();
            let waker = ctx.clone();
            let jobs = Jobs::new(move || waker.request_repaint());
            let workspace = Workspace::new(Arc::new(SystemWorld), jobs);
            let kit = Kit::builtin()?;
            let waker = ctx.clone();
            let picker = OrTyped::new(Arc::new(SystemPicker), move || waker.request_repaint());
            Ok(Box::new(Window::new(workspace, Art::new(kit), Arc::new(picker), first, &ctx)))
        }),
    )
    .map_err(|error| {
        format!(
            "The window could not be opened: {error}. On a bare Linux install libx11-6 libx11-xcb1 libxcursor1 libxi6 \
             libxkbcommon-x11-0 libgl1. Without a display use the commands: unsung --help"
        )
    })
}

fn icon() -> egui::IconData {
    let bytes = include_bytes!("../../assets/art/icon/unsung-256.png");
    eframe::icon_data::from_png_bytes(bytes).unwrap_or_default()
}
