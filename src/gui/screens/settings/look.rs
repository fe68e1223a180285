//! The look of everything printed: a logo picture, colours and words of one's own, with the card as it will print beside them; and
//! the campaign's own art.

mod own_art;
mod signatures;

use super::change;
use crate::app::Task;
use crate::app::heroes::card_of;
use crate::app::looks::{self, LookColour, Word};
use crate::campaign::{Campaign, ConsentState, Photo, Settings};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::screens::heroes::desk::{laid_out, paper};
use crate::gui::text::Text;
use crate::gui::theme::tokens;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::page_view::{PageState, PageView, Sheet};
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::swatch_row::{Swatch, SwatchRow};
use crate::gui::widgets::text_field::{Field, TextField};
use crate::press::card::{Accessory, CardFacts, SIZE};
use crate::press::look::{check, colour, is_clear};
use crate::press::sheets::trimmed;
use crate::press::style::CardStyle;
use crate::scene::kit::Kit;
use eframe::egui::{Color32, Frame, Margin, Rect, ScrollArea, Sense, TextureId, Ui, UiBuilder, pos2, vec2};
use std::sync::Arc;

/// Colours to start from; any other is typed.
const COLOURS: [(&str, [u8; 3]); 12] = [
    ("Red", [0xE8, 0x39, 0x4F]),
    ("Orange", [0xFF, 0x8A, 0x2B]),
    ("Yellow", [0xFF, 0xC9, 0x3C]),
    ("Lime", [0x9B, 0xDC, 0x3C]),
    ("Green", [0x22, 0xB5, 0x73]),
    ("Teal", [0x14, 0xB8, 0xC4]),
    ("Sky", [0x3F, 0xA9, 0xF5]),
    ("Blue", [0x24, 0x49, 0xB8]),
    ("Violet", [0x6A, 0x45, 0xD6]),
    ("Pink", [0xFF, 0x5C, 0xA8]),
    ("Slate", [0x4A, 0x52, 0x78]),
    ("Ink", [0x2E, 0x32, 0x49]),
];

type Chosen = Option<(Photo, Arc<Vec<u8>>)>;

#[derive(Default)]
pub struct LookPage {
    /// Colours while what is typed is none.
    typed: [Option<String>; 3],
    logo: Option<Task<Chosen>>,
    signatures: signatures::SignaturesCard,
    art: own_art::ArtCard,
    style: usize,
    side: usize,
    page: PageState,
    width_px: u32,
}

impl LookPage {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        self.take_logo(cx, campaign.settings());
        // The form scrolls, the card beside it stays in view.
        let room = ui.available_rect_before_wrap();
        let width = room.width().min(tokens().size.page_max + 48.0);
        let split = room.left() + (width * 0.52).max(360.0);
        let left = Rect::from_min_max(room.min, pos2(split, room.bottom()));
        let right = Rect::from_min_max(pos2(split, room.top()), pos2(room.left() + width, room.bottom()));
        let mut form = ui.new_child(UiBuilder::new().max_rect(left).id_salt("look form"));
        ScrollArea::vertical().id_salt("look").auto_shrink(false).show(&mut form, |ui| {
            Frame::new().inner_margin(Margin { left: 24, right: 12, top: 0, bottom: 24 }).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 16.0;
                self.logo(ui, cx, campaign.settings());
                self.colours(ui, cx, campaign.settings());
                words(ui, cx, campaign.settings());
                self.signatures.show(ui, cx, campaign.settings());
                self.art.show(ui, cx, campaign);
            });
        });
        let place = Rect::from_min_max(right.min, right.max - vec2(24.0, 16.0));
        let mut card = ui.new_child(UiBuilder::new().max_rect(place).id_salt("look card"));
        self.preview(&mut card, cx, campaign);
        ui.allocate_rect(room, Sense::hover());
    }

    fn take_logo(&mut self, cx: &mut Cx<'_>, settings: &Settings) {
        let Some(result) = self.logo.as_ref().and_then(Task::poll) else { return };
        self.logo = None;
        match result {
            Ok(Some((photo, bytes))) => {
                cx.act(Action::KeepBlob(bytes));
                change(cx, settings, "Choose a logo picture", None, |settings| settings.look.logo = Some(photo));
            }
            Ok(None) => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    fn logo(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
        Card::new().title("Logo").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let words = match &settings.look.logo {
                Some(logo) => {
                    format!("{}, {} × {}, {} KB.", logo.file_name, logo.width_px, logo.height_px, logo.bytes.div_ceil(1024))
                }
                None => "The two lines of the settings, in the frame of each style. A picture can stand there instead: PNG or \
                         SVG with nothing around it looks best."
                    .into(),
            };
            Text::label(words).muted().show(ui);
            ui.horizontal(|ui| {
                let title = if settings.look.logo.is_some() { "Choose another logo" } else { "Choose a logo picture" };
                let busy = self.logo.is_some().then_some("A file is being chosen.");
                if CommandButton::plain(title).icon(Icon::Image).small().disabled_if(busy).show(ui).clicked() {
                    let ask = Ask::new("Choose a logo").filter("Picture", &["png", "svg", "jpg", "jpeg", "webp", "gif"]);
                    let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
                    self.logo = Some(cx.ws.jobs().start_change("Reading a logo", move |_| {
                        let Some(path) = picker.open_file(&ask) else { return Ok(None) };
                        looks::read_logo(world.as_ref(), &path).map(Some)
                    }));
                }
                let remove = CommandButton::quiet("Remove the logo picture").icon(Icon::X).small();
                if settings.look.logo.is_some() && remove.show(ui).clicked() {
                    change(cx, settings, "Remove the logo picture", None, |settings| settings.look.logo = None);
                }
            });
        });
    }

    fn colours(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
        let any = settings.look.colours != Default::default();
        let mut card = Card::new().title("Colours");
        if any {
            card = card.action(CommandButton::quiet("Take the styles' own").small());
        }
        let out = card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            for (n, place) in LookColour::ALL.into_iter().enumerate() {
                self.colour(ui, cx, settings, n, place);
            }
            contrast(ui, cx, settings, self.style);
        });
        if out.action {
            self.typed = Default::default();
            change(cx, settings, "Change the colours of what is printed", None, |settings| {
                settings.look.colours = Default::default();
            });
        }
    }

    fn colour(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings, n: usize, place: LookColour) {
        let now = place.get(&settings.look.colours);
        let set = |cx: &mut Cx<'_>, to: String, merging: bool| {
            let key = format!("colour {n}");
            change(
                cx,
                settings,
                "Change the colours of what is printed",
                merging.then_some(key.as_str()),
                |settings| {
                    *place.place(&mut settings.look.colours) = to;
                },
            );
        };
        let swatches: Vec<Swatch<'_>> =
            COLOURS.iter().map(|(name, [r, g, b])| Swatch { name, colour: Color32::from_rgb(*r, *g, *b) }).collect();
        let rgb = colour(now).map(|hex| hex.rgb());
        let chosen = rgb.and_then(|rgb| COLOURS.iter().position(|(_, other)| *other == rgb));
        if let Some(i) = SwatchRow::new(place.title(), &swatches, chosen).show(ui).chosen {
            let [r, g, b] = COLOURS[i].1;
            self.typed[n] = None;
            set(cx, format!("#{r:02X}{g:02X}{b:02X}"), false);
        }
        ui.horizontal(|ui| {
            let (mark, _) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::hover());
            super::super::heroes::paint::tile(ui, mark, None);
            if let Some([r, g, b]) = rgb {
                ui.painter().rect_filled(mark.shrink(4.0), 4.0, Color32::from_rgb(r, g, b));
            }
            let mut text = self.typed[n].clone().unwrap_or_else(|| now.to_owned());
            let wrong = self.typed[n].is_some();
            let name = format!("Colour: {}", place.title().to_lowercase());
            let field =
                TextField::new(&mut text, name).small().mono().width(132.0).hint("As the style").wrong(wrong).show(ui);
            if field.changed() {
                match looks::colour_typed(&text) {
                    Ok(good) => {
                        self.typed[n] = None;
                        set(cx, good, true);
                    }
                    Err(_) => self.typed[n] = Some(text),
                }
            }
            if field.lost_focus() {
                self.typed[n] = None;
            }
            if wrong {
                Text::caption("Six digits from 0 to F, such as #2449B8.").danger().one_line().show(ui);
            } else if !now.is_empty() {
                let clear = CommandButton::quiet(format!("Clear {}", place.title().to_lowercase()))
                    .icon(Icon::X)
                    .icon_only()
                    .small();
                if clear.show(ui).clicked() {
                    set(cx, String::new(), false);
                }
            }
        });
    }

    fn preview(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        Card::new().title("As it prints").show(ui, |ui| {
            let labels: Vec<String> = cx.art.kit().styles().iter().map(|style| style.label.clone()).collect();
            self.style = self.style.min(labels.len().saturating_sub(1));
            ui.horizontal(|ui| {
                Segmented::new("Side of the card", &["Front", "Back"], &mut self.side).small().show(ui);
                if let Some(i) =
                    Select::new("Style of the preview", &labels, Some(self.style)).small().width(170.0).show(ui).chosen
                {
                    self.style = i;
                }
            });
            ui.add_space(8.0);
            let height = (ui.available_height() - 16.0).min(ui.available_width() * SIZE.1 / SIZE.0).max(120.0);
            let size = vec2(height * SIZE.0 / SIZE.1, height);
            let (room, _) = ui.allocate_exact_size(vec2(ui.available_width(), size.y), Sense::hover());
            let card = Rect::from_center_size(room.center(), size);
            self.width_px = (size.x * self.page.zoom() * ui.ctx().pixels_per_point() / 16.0).ceil() as u32 * 16;
            let texture = self.picture(ui, cx, campaign);
            PageView::new("Card in the campaign's look", Sheet::cut(SIZE)).texture(texture).show_at(
                ui,
                card,
                &mut self.page,
            );
        });
    }

    fn picture(&self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Option<TextureId> {
        let style = cx.art.kit().styles().get(self.style)?.id.clone();
        let facts = CardFacts {
            style,
            backdrop: String::new(),
            backdrop_scheme: String::new(),
            ..facts(campaign, cx.art.kit())
        };
        let (side, width) = (self.side, self.width_px);
        let content = (format!("{facts:?}"), side, width);
        let drawn = cx.art.picture(ui.ctx(), "card in the campaign's look", content, move |studio| {
            let ([front, back], _) = laid_out(&facts, studio).ok()?;
            paper(&trimmed(if side == 0 { &front } else { &back }), width)
        });
        drawn.map(|(texture, _)| texture)
    }
}

/// The card of the first hero who agreed, or of nobody in particular.
fn facts(campaign: &Campaign, kit: &Kit) -> CardFacts {
    let agreed = |hero: &crate::campaign::Hero| {
        campaign.people().get(hero.person).is_some_and(|person| person.consent.state == ConsentState::Agreed)
    };
    let mut heroes: Vec<_> = campaign.heroes().iter().collect();
    heroes.sort_by_key(|(_, hero)| !agreed(hero));
    let mut facts = heroes.first().and_then(|(id, hero)| card_of(campaign, *id, hero)).unwrap_or_else(|| {
        let settings = campaign.settings();
        CardFacts {
            persona: "Your first hero".into(),
            line_two: settings.organiser.clone(),
            award: "Hero of the year".into(),
            year: settings.year.clone(),
            logo: settings.logo.iter().filter(|line| !line.is_empty()).cloned().collect(),
            figure: kit.propose_figure(11, &["cat", "laptop"]),
            accessories: ["cat", "laptop", "duck"]
                .map(|item| Accessory { item: item.into(), label: String::new() })
                .into(),
            powers: kit
                .stats()
                .iter()
                .take(4)
                .zip([9, 7, 8, 6])
                .map(|(stat, value)| (stat.id.clone(), value))
                .collect(),
            look: settings.look.clone(),
            hang_hole: true,
            ..CardFacts::default()
        }
    });
    // Words for heroes without their own are shown even where this one has some.
    let starburst = &campaign.settings().look.wording.starburst;
    if !starburst.is_empty() {
        facts.claims.clone_from(starburst);
    }
    facts
}

/// Whether every text stands out in these colours, in the style that is looked at.
fn contrast(ui: &mut Ui, cx: &Cx<'_>, settings: &Settings, style: usize) {
    if settings.look.colours == Default::default() {
        return;
    }
    let kit = cx.art.kit();
    let Some(files) = kit.styles().get(style) else { return };
    let Ok(Some(card)) = CardStyle::find(kit, &files.id) else { return };
    let checked = check(kit, &card, &settings.look.colours);
    if is_clear(&checked) {
        Note::good("Every text stands out").words(format!("In the style {}.", files.label)).show(ui);
        return;
    }
    let list: Vec<String> = checked
        .iter()
        .filter(|one| !one.as_drawn)
        .map(|one| format!("{} ({:.1} to 1)", one.place.to_lowercase(), one.contrast))
        .collect();
    Note::warning("Some text is set in ink or white instead")
        .words(format!("In the style {} it would not stand out: {}.", files.label, list.join(", ")))
        .show(ui);
}

fn words(ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
    Card::new().title("Words").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        Text::label("Empty fields keep the style's own words.").muted().show(ui);
        for word in Word::ALL {
            let mut text = word.get(&settings.look.wording);
            let wrong = word.lacks(&text);
            let help = match word {
                Word::Starburst => Some("For heroes without lines of their own; the last line is the loudest."),
                Word::AwardLine => Some("{award} and {year} are filled in."),
                Word::TrayMany => Some("{n} is their number."),
                _ => None,
            };
            let mut field = Field::new(word.title()).wrong(wrong);
            if let Some(help) = help {
                field = field.help(help);
            }
            let response = field
                .show(ui, |ui| {
                    TextField::new(&mut text, word.title())
                        .hint(word.usual())
                        .rows(word.lines())
                        .wrong(wrong.is_some())
                        .show(ui)
                })
                .inner;
            if response.changed() {
                let key = format!("word {}", word.key());
                change(cx, settings, "Change the words on what is printed", Some(&key), |settings| {
                    word.set(&mut settings.look.wording, &text);
                });
            }
        }
    });
}
