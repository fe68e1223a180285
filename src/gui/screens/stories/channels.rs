//! What the channels brought, from received to won; and the leaps that count, each kind of evidence by itself.

use crate::app::impact::{Funnel, Impact, impact, multiple_words, short};
use crate::campaign::{Campaign, Evidence, Person, StoryId};
use crate::gui::action::Cx;
use crate::gui::screens::people::latest::Latest;
use crate::gui::text::{self, Fit};
use crate::gui::text::{Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::card::{Card, card_page, columns};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::stat_tile::StatTile;
use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

#[derive(Default)]
pub struct Channels(Latest<Counted>);

/// What is counted of all nominations and stories.
#[derive(Default)]
struct Counted {
    impact: Impact,
    /// Nominations that name no channel.
    without: usize,
}

/// Channels shown.
const MOST: usize = 24;

impl Channels {
    /// Counted beside the window where there are many nominations; `None` before the first time.
    fn counted(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Option<Arc<Counted>> {
        let records = campaign.nominations().len() + campaign.stories().len();
        let counted = Arc::clone(self.0.of(cx.ws, records, "Counting channels", |campaign| Counted {
            impact: impact(campaign, |_| true),
            without: campaign.nominations().iter().filter(|(_, it)| it.channel.trim().is_empty()).count(),
        }));
        self.0.revision().is_some().then_some(counted)
    }

    /// Received, accepted, shortlisted, won by channel.
    pub fn funnel(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let Some(counted) = self.counted(cx, campaign) else { return };
        card_page(ui, "channels", |ui| {
            ui.add_space(14.0);
            if counted.impact.channels.is_empty() {
                let words = "The channel comes with the list: a column such as Source, or How did you hear of us.";
                Note::info("No nomination names its channel yet").words(words).show(ui);
                return;
            }
            let sum = counted.impact.channels.iter().fold(Funnel::default(), |sum, (_, it)| Funnel {
                received: sum.received + it.received,
                accepted: sum.accepted + it.accepted,
                shortlisted: sum.shortlisted + it.shortlisted,
                won: sum.won + it.won,
            });
            columns(ui, &[1.0; 4], |ui, n| {
                let (name, number) = [
                    ("Received", sum.received),
                    ("Accepted", sum.accepted),
                    ("Shortlisted", sum.shortlisted),
                    ("Won", sum.won),
                ][n];
                let share = if sum.received == 0 { 0.0 } else { number as f64 / sum.received as f64 * 100.0 };
                StatTile::new(name, grouped(number)).words(format!("{share:.0} % of what came")).show(ui);
            });
            let most = counted.impact.channels.iter().map(|(_, it)| it.received).max().unwrap_or(1).max(1);
            Card::new().title("By channel").aside("Received, accepted, shortlisted, won").show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                for (name, funnel) in counted.impact.channels.iter().take(MOST) {
                    row(ui, name, *funnel, most);
                }
                let more = counted.impact.channels.len().saturating_sub(MOST);
                if more > 0 {
                    Text::caption(format!("And {more} more channels.")).show(ui);
                }
            });
            let words = match counted.without {
                0 => "Every nomination names its channel.".to_owned(),
                1 => "1 nomination names no channel and is not counted here.".to_owned(),
                n => format!("{} nominations name no channel and are not counted here.", grouped(n as u64)),
            };
            Text::caption(words).show(ui);
        });
    }

    /// Medians and the largest by evidence, and the stories they come from; gives one to open.
    pub fn leaps(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Option<StoryId> {
        let counted = self.counted(cx, campaign)?;
        let mut open = None;
        card_page(ui, "leaps", |ui| {
            ui.add_space(14.0);
            if counted.impact.leaps.is_empty() {
                let words = "A leap counts when it has two numbers and says how sure they are.";
                Note::info("No leap counts yet").words(words).show(ui);
            } else {
                let shares = vec![1.0; counted.impact.leaps.len()];
                columns(ui, &shares, |ui, n| {
                    let sum = counted.impact.leaps[n];
                    let leaps = if sum.leaps == 1 { "1 leap".to_owned() } else { format!("{} leaps", sum.leaps) };
                    let words = format!("median of {leaps}, the largest {}", short(sum.largest));
                    StatTile::new(sum.evidence.title(), format!("{} times", short(sum.median))).words(words).show(ui);
                });
            }
            Card::new().title("Leaps").aside("Without evidence nothing counts").show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                let mut any = false;
                for (id, story) in campaign.stories().iter() {
                    for (n, leap) in story.leaps.iter().enumerate() {
                        any = true;
                        ui.push_id((id.0, n), |ui| {
                            ui.horizontal(|ui| {
                                let multiple = leap.multiple().map_or_else(|| "no multiple yet".into(), multiple_words);
                                let chip = match leap.evidence {
                                    Evidence::None => Chip::line(leap.evidence.title()),
                                    Evidence::Estimated => Chip::neutral(leap.evidence.title()),
                                    Evidence::Reported => Chip::accent(leap.evidence.title()),
                                    Evidence::Measured => Chip::success(leap.evidence.title()),
                                };
                                let button = CommandButton::quiet("Open").small().hint(format!("Open {}", story.title));
                                let room = ui.available_width() - 330.0;
                                let name = campaign.people().get(story.about).map_or("", Person::display_name);
                                let what = if leap.what.trim().is_empty() { "Nothing named" } else { &leap.what };
                                ui.allocate_ui(vec2(room.max(120.0), 40.0), |ui| {
                                    ui.vertical(|ui| {
                                        ui.set_width(room.max(120.0));
                                        ui.spacing_mut().item_spacing.y = 0.0;
                                        Text::strong(what).elide().show(ui);
                                        Text::caption(format!("{}, {name}", story.title)).elide().show(ui);
                                    });
                                });
                                chip.show(ui);
                                Text::new(multiple, Type::LabelStrong).one_line().show(ui);
                                if button.show(ui).clicked() {
                                    open = Some(id);
                                }
                            });
                        });
                    }
                }
                if !any {
                    Text::label("No story tells of a leap yet.").muted().show(ui);
                }
            });
        });
        open
    }
}

/// One channel as four bars, one under the other, each with its number.
fn row(ui: &mut Ui, name: &str, funnel: Funnel, most: u64) {
    let c = colours(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 76.0), Sense::hover());
    let p = ui.painter().clone();
    let left = rect.left() + (rect.width() * 0.24).clamp(110.0, 220.0);
    let fit = Fit::WrapRows(left - rect.left() - 14.0, 2);
    let words = text::galley(&p, name, Type::Strong, c.ink, fit);
    p.galley(pos2(rect.left(), rect.top() + 8.0), words, c.ink);
    let parts = [
        ("received", funnel.received),
        ("accepted", funnel.accepted),
        ("shortlisted", funnel.shortlisted),
        ("won", funnel.won),
    ];
    let room = rect.right() - left - 130.0;
    for (n, (what, count)) in parts.iter().enumerate() {
        let top = rect.top() + 4.0 + n as f32 * 17.0;
        let width = (room * (*count as f64 / most as f64) as f32).max(if *count > 0 { 2.0 } else { 0.0 });
        let bar = Rect::from_min_size(pos2(left, top + 2.0), vec2(width, 12.0));
        p.rect_filled(bar, CornerRadius::same(2), c.category[0].gamma_multiply(1.0 - 0.2 * n as f32));
        let at = pos2(left + width + 8.0, top + 8.0);
        let said = format!("{} {what}", grouped(*count));
        text::paint(&p, at, Align2::LEFT_CENTER, &said, Type::Caption, c.ink, Fit::Free);
    }
    let spoken: Vec<String> = parts.iter().map(|(what, count)| format!("{} {what}", grouped(*count))).collect();
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{name}: {}", spoken.join(", "))));
}
