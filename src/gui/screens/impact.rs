//! Impact: what the campaign came to. The same facts as the report on paper, which is looked at and saved here too.

mod paint;
pub mod report_card;

use crate::app::impact::report;
use crate::app::{Command, Section};
use crate::campaign::Campaign;
use crate::gui::action::{Action, Cx, Screen};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::text::Text;
use crate::gui::theme::{colours, tokens};
use crate::gui::widgets::bar_chart::BarChart;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::stat_tile::StatTile;
use crate::press::impact::{Bar, ImpactFacts, Quote};
use crate::scene::item::Transform;
use crate::scene::pixels::render;
use crate::scene::world;
use eframe::egui::{Color32, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use report_card::ReportCard;
use std::sync::Arc;

/// The page.
#[derive(Default)]
pub struct ImpactPage {
    facts: Kept<(String, u64), ImpactFacts>,
    report: ReportCard,
}

const WORDS: &str = "What the campaign came to. Only what has evidence is counted, and only who agreed is named.";

impl Screen for ImpactPage {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        let Some(facts) = self.facts_now(cx, &campaign) else {
            PageHeader::new("Impact").words(WORDS).show(ui);
            grid::inset(ui, |ui| Text::body("Counting.").muted().show(ui));
            return;
        };
        if facts.is_empty() {
            PageHeader::new("Impact").words(WORDS).show(ui);
            empty(ui, cx);
            return;
        }
        let reason = self.report.is_busy().then_some("The report is being saved.");
        let save = CommandButton::primary("Save the report").icon(Icon::Export).disabled_if(reason);
        if PageHeader::new("Impact").words(WORDS).action(save).show(ui).is_some() {
            self.report.save(cx);
        }
        grid::cards(ui, "impact", |ui| {
            for row in facts.figures.chunks(4) {
                grid::equal(ui, 4, |ui, at| {
                    if let Some((number, words)) = row.get(at) {
                        StatTile::new(capital(words), number.as_str()).show(ui);
                    }
                });
            }
            let mut columns = grid::Columns::new(ui, 0.62);
            left(columns.left(), cx, &facts);
            self.right(columns.right(), cx, &facts);
            columns.end(ui);
        });
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl ImpactPage {
    fn facts_now(&mut self, cx: &Cx<'_>, campaign: &Arc<Campaign>) -> Option<Arc<ImpactFacts>> {
        let key = (campaign.settings().id.clone(), campaign.revision());
        let short = campaign.people().len() + campaign.nominations().len() < 2_000;
        let campaign = Arc::clone(campaign);
        let made = self.facts.get(cx.ws.jobs(), "Counting", key, short, move |_| Ok(report::facts(&campaign)));
        made.and_then(Result::ok)
    }

    fn right(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, facts: &ImpactFacts) {
        self.report.show(ui, cx);
        chart(ui, "Problems", &facts.problems, 1);
        chart(ui, "Devices", &facts.devices, 0);
        chart(ui, "Causes", &facts.causes, 2);
        if facts.thanks.received > 0 {
            let it = &facts.thanks;
            Card::new().title("Thanks").show(ui, |ui| {
                let said =
                    [(it.received, "received"), (it.shown, "on the wall"), (it.thanked, "people and teams thanked")];
                grid::equal(ui, 3, |ui, at| {
                    let (count, words) = said[at.min(2)];
                    StatTile::new(words, count.to_string()).inset().show(ui);
                });
                quotes(ui, &it.messages);
            });
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn left(ui: &mut Ui, cx: &mut Cx<'_>, facts: &ImpactFacts) {
    if !facts.channels.is_empty() {
        Card::new().title("Where nominations came from").show(ui, |ui| {
            paint::funnel(ui, &facts.channels);
            if facts.without_channel > 0 {
                Text::caption(format!("Of {} nobody said where they came from.", facts.without_channel)).show(ui);
            }
        });
    }
    if !facts.countries.is_empty() {
        Card::new().title("Around the world").show(ui, |ui| map(ui, cx, facts));
    }
    if !facts.leaps.is_empty() || facts.unproven > 0 {
        Card::new().title("Leaps").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if facts.leaps.is_empty() {
                Text::label("No leap has evidence yet, so nothing is counted.").muted().show(ui);
            } else {
                paint::leaps(ui, &facts.leaps, &facts.sums);
            }
            for total in &facts.totals {
                Text::label(total.as_str()).show(ui);
            }
            if facts.unproven > 0 {
                Text::caption(format!("Left out for want of evidence: {}.", facts.unproven)).show(ui);
            }
        });
    }
    if !facts.quotes.is_empty() {
        Card::new().title("In their words").show(ui, |ui| quotes(ui, &facts.quotes));
    }
}

fn quotes(ui: &mut Ui, all: &[Quote]) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for quote in all {
        ui.add_space(6.0);
        Text::body(format!("“{}”", quote.words.trim().trim_matches(['"', '“', '”']))).show(ui);
        if !quote.under.is_empty() {
            Text::caption(quote.under.as_str()).show(ui);
        }
    }
}

fn chart(ui: &mut Ui, title: &str, bars: &[Bar], colour: usize) {
    if bars.is_empty() {
        return;
    }
    let lines: Vec<(&str, u64)> = bars.iter().map(|bar| (bar.label.as_str(), bar.count)).collect();
    Card::new().title(title).show(ui, |ui| {
        BarChart::new(title, &lines).colour(colour).show(ui);
    });
}

fn rgb(colour: Color32) -> [u8; 3] {
    [colour.r(), colour.g(), colour.b()]
}

fn blend(from: Color32, to: Color32, share: f32) -> [u8; 3] {
    rgb(crate::gui::theme::mix(from, to, share))
}

/// The map as a picture in the colours of the theme, with the countries in words under it.
fn map(ui: &mut Ui, cx: &mut Cx<'_>, facts: &ImpactFacts) {
    let width = ui.available_width();
    let size = vec2(width, width * world::SIZE.1 / world::SIZE.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let c = colours(ui);
    let palette = world::Palette {
        land: blend(c.surface, c.ink_muted, 0.32),
        named: [blend(c.surface, c.accent, 0.45), blend(c.surface, c.accent, 0.7), rgb(c.accent)],
        pin: [0xFF, 0xC9, 0x3C],
        rim: rgb(c.ink),
    };
    let pixels = ((width * ui.ctx().pixels_per_point()) as u32).clamp(64, 2_400);
    let marks = facts.places.clone();
    let content = (
        marks.iter().map(|mark| (mark.country.clone(), mark.place.clone(), mark.count)).collect::<Vec<_>>(),
        pixels,
        palette.land,
        palette.named,
    );
    let drawn = cx.art.picture(ui.ctx(), "impact map", content, move |_| {
        let scale = pixels as f32 / world::SIZE.0;
        let height = (world::SIZE.1 * scale).ceil() as u32;
        render(&world::items(&marks, &palette), pixels, height, Transform::from_scale(scale, scale), None).ok()
    });
    if let Some((texture, _)) = drawn {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture, rect, whole, Color32::WHITE);
    }
    let told: Vec<String> = facts.countries.iter().map(|it| format!("{} {}", it.name, it.nominations)).collect();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Figure, true, "Map of nominations");
        info.current_text_value = Some(told.join("; "));
        info
    });
    Text::label(told.join("  ·  ")).muted().show(ui);
}

fn empty(ui: &mut Ui, cx: &mut Cx<'_>) {
    let event = EmptyState::new(
        "Nothing to count yet",
        "With the first nominations this page shows where they come from, what was fought, and how far it leapt.",
    )
    .way(Beginning {
        icon: Icon::Import,
        title: "Import a list".into(),
        words: "Nominations from a web form, with channel, country and problem.".into(),
        button: CommandButton::primary("Go to Import"),
    })
    .show(ui);
    if let Some(EmptyEvent::Way(_)) = event {
        cx.act(Action::Do(Command::GoTo(Section::Import)));
    }
    ui.add_space(tokens().space.l);
}
