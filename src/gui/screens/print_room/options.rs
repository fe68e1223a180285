//! What is made: the product, the stock, the files and their names, and the folder.

use crate::app::Workspace;
use crate::app::heroes::card_of;
use crate::app::printing::{PrintOptions, Product, Stock};
use crate::campaign::{Campaign, HeroId, PersonId};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::{colours, tokens};
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use crate::press::facts::file_facts;
use crate::press::files::{Namer, USUAL};
use crate::press::sheets::Paper;
use eframe::egui::{Align, Align2, CornerRadius, Layout, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::path::{Path, PathBuf};

pub struct Options {
    pub product: Product,
    /// Print shop, office printer, screen.
    place: usize,
    paper: usize,
    two_up: bool,
    each: bool,
    merged: bool,
    pattern: String,
    /// As typed; empty for the usual one.
    pub folder: String,
    /// Revision, card and pattern, and the name they give.
    example: Option<(u64, HeroId, String, Option<String>)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            product: Product::Cards,
            place: 0,
            paper: 0,
            two_up: false,
            each: true,
            merged: true,
            pattern: USUAL.into(),
            folder: String::new(),
            example: None,
        }
    }
}

impl Options {
    pub fn paper(&self) -> Paper {
        if self.paper == 0 { Paper::A4 } else { Paper::Letter }
    }

    pub fn stock(&self) -> Stock {
        match (self.product, self.place, self.two_up) {
            (Product::Proof, ..) | (_, 1, false) => Stock::Office,
            (_, 1, true) => Stock::OfficeTwoUp,
            (_, 0, _) => Stock::Shop,
            _ => Stock::Card,
        }
    }

    pub fn of(&self, only: Vec<PersonId>) -> PrintOptions {
        let is_cards = self.product == Product::Cards;
        PrintOptions {
            product: self.product,
            stock: self.stock(),
            merged: self.merged || !is_cards,
            each: self.each && is_cards,
            pattern: self.pattern.trim().to_owned(),
            paper: self.paper(),
            only: only.into_iter().map(Into::into).collect(),
            ..PrintOptions::default()
        }
    }

    /// Files of a run of so many cards.
    pub fn files(&self, cards: usize) -> usize {
        let each = if self.each { cards } else { 0 };
        let merged = usize::from(self.merged && cards > 0);
        each + merged
    }

    /// Why there can be no run, in a sentence.
    pub fn wrong(&self, ws: &Workspace) -> Option<String> {
        if self.product == Product::Cards {
            if !self.each && !self.merged {
                return Some("Tick one file per person, or one merged file.".into());
            }
            if let Some(reason) = self.wrong_pattern() {
                return Some(reason);
            }
        }
        wrong_folder(&self.folder(ws))
    }

    fn wrong_pattern(&self) -> Option<String> {
        if !self.each {
            return None;
        }
        Namer::new(self.pattern.trim()).err().map(|error| format!("In the pattern of file names: {error}."))
    }

    /// Where the files go: as typed, else a folder of their own beside the campaign's file or with the documents.
    pub fn folder(&self, ws: &Workspace) -> PathBuf {
        let typed = self.folder.trim();
        if !typed.is_empty() {
            return PathBuf::from(typed);
        }
        let beside = ws.path().and_then(Path::parent).map(Path::to_owned);
        beside.or_else(|| ws.world().documents_folder()).unwrap_or_default().join("unsung-cards")
    }

    /// The list of products; both counts are of the run. `papers` is how many draws there are papers of, and whether they
    /// are chosen.
    pub fn products(&mut self, ui: &mut Ui, cards: usize, sheets: usize, (draws, papers): (usize, &mut bool)) {
        let lines = [
            (Product::Cards, Icon::Card, "Award cards", "152 × 229 mm, duplex", cards),
            (Product::Proof, Icon::Eye, "Proof sheet", "read every name first", sheets),
        ];
        for (product, icon, title, words, count) in lines {
            if product_row(ui, icon, title, words, count, self.product == product && !*papers) {
                self.product = product;
                *papers = false;
            }
        }
        let words = "notice, receipts, record";
        if draws > 0 && product_row(ui, Icon::Ticket, "Papers of a draw", words, draws, *papers) {
            *papers = true;
        }
    }

    /// On what is printed.
    pub fn stocks(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            if self.product == Product::Cards {
                Segmented::new("Printed by", &["Print shop", "Office printer", "Screen"], &mut self.place)
                    .small()
                    .show(ui);
            }
            let on_paper = self.product == Product::Proof || self.place == 1;
            if on_paper {
                let papers = ["A4", "Letter"];
                let select = Select::new("Paper", &papers, Some(self.paper)).small();
                if let Some(paper) = select.show(ui).chosen {
                    self.paper = paper;
                }
            }
            if self.product == Product::Cards {
                let words = match (self.place, self.two_up) {
                    (0, _) => "Bleed 3 mm, crop marks, duplex over the long edge",
                    (1, false) => "Full size, cut by hand, duplex over the long edge",
                    (1, true) => "Reduced to 87 %, duplex over the long edge",
                    _ => "Pages of the card's own size, with round corners",
                };
                if self.place == 1 {
                    ui.allocate_ui(vec2(150.0, 28.0), |ui| {
                        CheckRow::new(&mut self.two_up, "Two on a sheet").show(ui);
                    });
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    Text::caption(words).elide().show(ui);
                });
            }
        });
    }

    /// Height of the rows below, in points.
    pub fn rows(&self, _ws: &Workspace) -> f32 {
        if self.product == Product::Cards { 210.0 } else { 90.0 }
    }

    /// Files, names, folder; true when a folder is to be chosen with the system's dialog.
    pub fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>, campaign: &Campaign, sample: Option<HeroId>) -> bool {
        ui.spacing_mut().item_spacing.y = 6.0;
        Text::label_strong("This run").show(ui);
        if self.product == Product::Cards {
            CheckRow::new(&mut self.each, "One file per person").show(ui);
            CheckRow::new(&mut self.merged, "One merged file").show(ui);
            if self.each {
                let wrong = self.wrong_pattern();
                let example = wrong.is_none().then(|| self.example(campaign, sample?)).flatten();
                let field =
                    Field::new("File names").aside("award, name, persona, serial, year").wrong(wrong.as_deref());
                let field = match &example {
                    Some(name) => field.help(name.as_str()),
                    None => field,
                };
                let is_wrong = wrong.is_some();
                field.show(ui, |ui| TextField::new(&mut self.pattern, "File names").wrong(is_wrong).show(ui));
            }
        }
        let usual = self.folder(cx.ws).display().to_string();
        let wrong = wrong_folder(&self.folder(cx.ws));
        let field = Field::new("Folder").action(CommandButton::quiet("Choose").icon(Icon::Folder));
        let field = field.wrong(wrong.as_deref());
        field
            .show(ui, |ui| TextField::new(&mut self.folder, "Folder").hint(usual).wrong(wrong.is_some()).show(ui))
            .action
    }

    /// The name that the card shown would get.
    fn example(&mut self, campaign: &Campaign, hero: HeroId) -> Option<String> {
        let revision = campaign.revision();
        let is_now = |(at, id, pattern, _): &&(u64, HeroId, String, Option<String>)| {
            *at == revision && *id == hero && *pattern == self.pattern
        };
        if let Some((.., name)) = self.example.as_ref().filter(is_now) {
            return name.clone();
        }
        let make = || {
            let record = campaign.heroes().get(hero)?;
            let facts = card_of(campaign, hero, record)?;
            let mut namer = Namer::new(self.pattern.trim()).ok()?;
            Some(namer.name(&file_facts(campaign, record.person, &facts)))
        };
        let name = make();
        self.example = Some((revision, hero, self.pattern.clone(), name.clone()));
        name
    }
}

fn wrong_folder(folder: &Path) -> Option<String> {
    (!folder.has_root()).then(|| "Write the whole path of the folder, from its root on.".to_owned())
}

fn product_row(ui: &mut Ui, icon: Icon, title: &str, words: &str, count: usize, on: bool) -> bool {
    let c = colours(ui);
    let t = tokens();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::click());
    let round = CornerRadius::same(t.radius.control);
    let p = ui.painter();
    if on {
        let line = Stroke::new(t.stroke.strong, c.outline_strong);
        p.rect(rect, round, c.accent_soft, line, StrokeKind::Inside);
    } else if response.hovered() {
        p.rect_filled(rect, round, c.surface_hover);
    }
    let y = rect.center().y;
    icon.paint(p, pos2(rect.left() + 20.0, y), 18.0, c.ink);
    let at = pos2(rect.right() - 12.0, y);
    let number = text::paint(p, at, Align2::RIGHT_CENTER, &count.to_string(), Type::Strong, c.ink, Fit::Free);
    let fit = Fit::Elide(number.left() - rect.left() - 48.0);
    let left = rect.left() + 40.0;
    text::paint(p, pos2(left, y + 1.0), Align2::LEFT_BOTTOM, title, Type::Strong, c.ink, fit);
    text::paint(p, pos2(left, y + 2.0), Align2::LEFT_TOP, words, Type::Caption, c.ink_muted, fit);
    focus_ring(ui, &response, rect, t.radius.control);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, format!("{title}, {count}")));
    response.clicked()
}
