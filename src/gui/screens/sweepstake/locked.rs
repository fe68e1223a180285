//! The lock once it is made: the lock code to publish as text, QR and paper, what to do now, and what was locked.

use super::lock::{LockEvent, sources, table_row, tiles};
use super::setup::sealed_chip;
use super::{Shown, key_words, luck};
use crate::app::outlook::{self, counted, grouped};
use crate::app::papers::Document;
use crate::app::when;
use crate::campaign::{SealedDraw, Stage};
use crate::draw;
use crate::gui::action::{Action, Cx};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::marks::{divider, icon_plate};
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::hash_groups::{HashGroups, short_form};
use crate::gui::widgets::note::Note;
use eframe::egui::{Color32, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Side of the QR code with its quiet zone, in points.
const CODE_SIDE: f32 = 132.0;

/// A sealed lock as it was read last.
#[derive(Default)]
pub struct Locked {
    parsed: Option<(String, Option<draw::SignedLock>)>,
    papers: super::papers::Papers,
    text: bool,
}

impl Locked {
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        sealed: &SealedDraw,
    ) -> Option<LockEvent> {
        if self.parsed.as_ref().is_none_or(|(hash, _)| *hash != sealed.lock_sha256) {
            let parsed = draw::SignedLock::parse(sealed.lock.as_bytes()).ok();
            self.parsed = Some((sealed.lock_sha256.clone(), parsed));
        }
        let Some((_, Some(signed))) = &self.parsed else {
            Note::danger("The lock cannot be read").words("Open the version of the file before this one.").show(ui);
            return None;
        };
        let lock = &signed.lock;
        let zone = cx.ws.world().time_zone();
        let mut event = None;
        if shown.sweepstake.stage() == Stage::Locked {
            event = now(ui, cx, shown, sealed, lock, &zone);
        }
        let mut columns = grid::Columns::new(ui, 0.595);
        locked(columns.left(), shown, lock);
        publish(columns.right(), cx, shown, sealed, lock, &zone, &mut self.text);
        let documents = [Document::LockNotice, Document::Envelope, Document::Rules, Document::Receipts];
        self.papers.show(columns.left(), cx, shown.campaign, shown.id, &documents);
        fingerprints(columns.right(), lock);
        columns.end(ui);
        event
    }
}

/// When the luck is known, as the lock says it.
fn announced(lock: &draw::Lock) -> Option<Timestamp> {
    Timestamp::from_second(lock.announced_at.unix_secs()).ok()
}

fn announced_words(lock: &draw::Lock, zone: &TimeZone) -> String {
    announced(lock).map_or_else(|| lock.announced_at.as_str().to_owned(), |at| when::long(at, zone))
}

/// The banner of a lock that waits for its draw: what to do now, in order.
fn now(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    shown: &Shown<'_>,
    sealed: &SealedDraw,
    lock: &draw::Lock,
    zone: &TimeZone,
) -> Option<LockEvent> {
    let mut event = None;
    let known = announced_words(lock, zone);
    let left = match announced(lock) {
        Some(at) if at > cx.ws.world().now() => {
            format!("The luck is known in {}.", when::span(cx.ws.world().now(), at, zone))
        }
        _ => "The moment of the luck has come.".to_owned(),
    };
    Card::strong().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal_top(|ui| {
            let c = colours(ui);
            let (plate, _) = ui.allocate_exact_size(vec2(40.0, 40.0), Sense::hover());
            icon_plate(ui.painter(), plate, Icon::Lock, c.sun, c.on_sun, 20.0);
            ui.add_space(4.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                Text::section(format!("Draw {} is locked. What to do now", sealed.number)).show(ui);
                Text::label(left).muted().show(ui);
            });
        });
        let steps = [
            format!("Publish the lock code below, all 64 digits, before {known}: by mail, on a web page, on the wall."),
            "Print the page to hang up, and the sealed envelope, which keeps the draw alive if this laptop is lost."
                .to_owned(),
            "Tell entrants their entry id, or hand out receipts: each can check alone that they are in the list."
                .to_owned(),
            "When the luck has fallen in public, go to the draw and type it in. A locked list is drawn once."
                .to_owned(),
        ];
        for (index, words) in steps.into_iter().enumerate() {
            ui.horizontal_top(|ui| {
                Text::strong(format!("{}.", index + 1)).one_line().show(ui);
                ui.vertical(|ui| Text::label(words).show(ui));
            });
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            if CommandButton::plain("Copy the publishing text").icon(Icon::Copy).show(ui).clicked()
                && let Some(text) = outlook::publishing_text(shown.campaign, shown.id)
            {
                ui.ctx().copy_text(text);
                cx.act(Action::Tell("Copied the publishing text".into()));
            }
            if CommandButton::primary("Go to the draw").trailing(Icon::Right).show(ui).clicked() {
                event = Some(LockEvent::ToDraw);
            }
        });
    });
    event
}

fn locked(ui: &mut Ui, shown: &Shown<'_>, lock: &draw::Lock) {
    Card::new().title("What was locked").chip(sealed_chip()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        let left_out: u64 = lock.left_out.iter().map(|left_out| left_out.count).sum();
        let numbers = [
            (lock.roll.entries, "entries"),
            (lock.roll.tickets, "tickets"),
            (lock.excluded.len() as u64, "passed over"),
            (left_out, "left out, with reason"),
        ];
        tiles(ui, numbers);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            table_row(ui, ["Prize", "How many", "Id", ""], true);
            for prize in &lock.prizes {
                table_row(ui, [&prize.name, &grouped(prize.quantity), &prize.id, ""], false);
            }
        });
    });
    Card::new().title("Where the luck comes from").chip(sealed_chip()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        sources(ui, shown);
        if !lock.commitment.is_empty() {
            divider(ui);
            luck::line(ui, Icon::Lock, "Your secret code", "Sealed in the lock, opened at the draw.", 0);
        }
    });
}

fn fingerprints(ui: &mut Ui, lock: &draw::Lock) {
    Card::new().title("Fingerprints").aside("final").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let lines = format!("roll.tsv, {}", counted(lock.roll.entries, "line", "lines"));
        HashGroups::new("List of entries", lock.roll.sha256.as_str()).aside(lines).show(ui);
        divider(ui);
        HashGroups::new("Root for receipts", lock.roll.merkle_root.as_str())
            .aside("one entrant can check alone")
            .show(ui);
        if !lock.rules_sha256.is_empty() {
            divider(ui);
            HashGroups::new("Rules", lock.rules_sha256.as_str()).aside("rules.txt").show(ui);
        }
    });
}

fn publish(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    shown: &Shown<'_>,
    sealed: &SealedDraw,
    lock: &draw::Lock,
    zone: &TimeZone,
    open: &mut bool,
) {
    let is_open = shown.sweepstake.stage() == Stage::Locked;
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let title = if is_open { "Publish the lock code now" } else { "The lock code" };
        Text::section(title).show(ui);
        if is_open {
            Text::label("That is what stops anybody from saying that you made a thousand lists and showed the best.")
                .muted()
                .show(ui);
        }
        if HashGroups::new("Lock code, to publish", sealed.lock_sha256.as_str()).show(ui) {
            cx.act(Action::Tell("Copied the lock code".into()));
        }
        ui.horizontal_top(|ui| {
            qr(ui, &sealed.lock_sha256);
            ui.add_space(8.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                Text::label(format!("Locked on {}", when::long(sealed.locked_at, zone))).show(ui);
                Text::label(format!("Luck known on {}", announced_words(lock, zone))).show(ui);
                Text::caption(format!("Read aloud by its first and last group: {}.", short_form(&sealed.lock_sha256)))
                    .show(ui);
                Text::caption(format!("Fingerprint of your key: {}", key_words(shown.campaign))).show(ui);
            });
        });
        let Some(text) = outlook::publishing_text(shown.campaign, shown.id) else { return };
        let title = if *open { "Hide the publishing text" } else { "Show the publishing text" };
        if CommandButton::quiet(title).small().pressed(*open).show(ui).clicked() {
            *open = !*open;
        }
        if *open {
            Card::inset().show(ui, |ui| Text::label(text).show(ui));
        }
    });
}

/// The lock code as a QR code, always dark on light so that cameras read it.
fn qr(ui: &mut Ui, hash: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(CODE_SIDE, CODE_SIDE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "QR code of the lock code"));
    let Ok(code) = qrcodegen::QrCode::encode_text(hash, qrcodegen::QrCodeEcc::Medium) else { return };
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(6), Color32::WHITE);
    // Four modules of quiet zone on each side.
    let modules = code.size() + 8;
    let side = rect.width() / modules as f32;
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                let at = pos2(rect.left() + (x + 4) as f32 * side, rect.top() + (y + 4) as f32 * side);
                // A hair larger, so that no light shows between neighbours.
                let module = Rect::from_min_size(at, vec2(side + 0.3, side + 0.3));
                painter.rect_filled(module, CornerRadius::ZERO, Color32::BLACK);
            }
        }
    }
}
