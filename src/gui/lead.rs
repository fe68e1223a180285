//! The way to a single field: who leads to another page names the field that mends what was found, and the field takes the
//! keyboard and comes into view as soon as it is shown. A page with tabs asks first which one is wanted.

use eframe::egui::{Align, Context, Id, Response, Ui};
use std::sync::Arc;

/// Seconds after which nobody waits any longer: the page opened, and has no such field.
const PATIENCE_S: f64 = 3.0;

#[derive(Clone)]
struct Wanted {
    name: Arc<str>,
    until_s: f64,
}

fn place() -> Id {
    Id::unique("the field that is wanted")
}

/// The next field of this name takes the keyboard. Names are those that screen readers speak.
pub fn to_field(ctx: &Context, name: impl Into<Arc<str>>) {
    let until_s = ctx.input(|input| input.time) + PATIENCE_S;
    ctx.data_mut(|data| data.insert_temp(place(), Wanted { name: name.into(), until_s }));
}

/// The name of the field that is wanted, while it is.
pub fn wanted(ctx: &Context) -> Option<Arc<str>> {
    let wanted = ctx.data(|data| data.get_temp::<Wanted>(place()))?;
    let now_s = ctx.input(|input| input.time);
    if now_s <= wanted.until_s {
        return Some(wanted.name);
    }
    arrived(ctx);
    None
}

/// Nothing is wanted any more: where a whole tab was meant.
pub fn arrived(ctx: &Context) {
    ctx.data_mut(|data| data.remove::<Wanted>(place()));
}

/// Called by fields as they are shown.
pub fn answer(ui: &Ui, response: &Response, name: &str) {
    if wanted(ui.ctx()).is_some_and(|wanted| *wanted == *name) {
        response.request_focus();
        ui.scroll_to_rect(response.rect.expand(24.0), Some(Align::Center));
        arrived(ui.ctx());
    }
}
