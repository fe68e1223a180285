//! What is made: the product, the stock, what only this product asks, the files and their names, and the folder.

use crate::app::Workspace;
use crate::app::printing::{PrintOptions, Product, Stock, Subject, usual_labels};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use crate::press::carton::BoxSize;
use crate::press::files::Namer;
use crate::press::label::{LabelSheet, Placement};
use crate::press::sheets::Paper;
use eframe::egui::{Align, Layout, Ui, vec2};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

pub struct Options {
    pub product: Product,
    /// Where it is not the usual one of the product.
    stocks: HashMap<Product, Stock>,
    paper: Option<Paper>,
    each: bool,
    merged: bool,
    only_changed: bool,
    /// Where it is not the usual one of the product.
    patterns: HashMap<Product, String>,
    /// As typed; empty for the usual one.
    pub folder: String,
    small: bool,
    size: String,
    labels: Option<LabelSheet>,
    start_at: String,
    outlines: bool,
    /// As typed, right and down in mm; `None` shows what is kept for the printer.
    offset: Option<[String; 2]>,
    /// Whose offset it is; the system's usual printer where it is empty.
    pub printer: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            product: Product::Cards,
            stocks: HashMap::new(),
            paper: None,
            each: true,
            merged: true,
            only_changed: true,
            patterns: HashMap::new(),
            folder: String::new(),
            small: false,
            size: "64 x 28 x 160".into(),
            labels: None,
            start_at: "1".into(),
            outlines: false,
            offset: None,
            printer: String::new(),
        }
    }
}

/// What was asked for in the rows of options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A folder by the system's dialog.
    Folder,
    /// The page by which a printer's offset is found.
    Calibration,
}

impl Options {
    pub fn paper(&self) -> Paper {
        self.paper.unwrap_or_default()
    }

    pub fn stock(&self) -> Stock {
        let usual = self.product.stocks().first().copied().unwrap_or_default();
        // Cards of a run in the window mostly go to a print shop.
        let usual = if self.product == Product::Cards { Stock::Shop } else { usual };
        self.stocks.get(&self.product).copied().unwrap_or(usual)
    }

    fn labels(&self) -> LabelSheet {
        self.labels.unwrap_or_else(|| usual_labels(self.paper()))
    }

    fn pattern(&self) -> &str {
        self.patterns.get(&self.product).map_or(self.product.usual_pattern(), String::as_str)
    }

    fn can_be_single(&self) -> bool {
        self.product.can_be_single()
    }

    /// What the printer is off by: as typed, else as kept for it.
    fn offset_mm(&self, ws: &Workspace) -> (f32, f32) {
        match &self.offset {
            Some([x, y]) => (length(x).unwrap_or_default(), length(y).unwrap_or_default()),
            None => ws.preferences().printer_offset(&self.printer, self.labels().code).unwrap_or_default(),
        }
    }

    pub fn of(&self, ws: &Workspace, only: Vec<Subject>) -> PrintOptions {
        let is_single = self.can_be_single();
        PrintOptions {
            stock: self.stock(),
            paper: self.paper(),
            merged: self.merged || !is_single,
            each: self.each && is_single,
            pattern: self.pattern().trim().to_owned(),
            only,
            small: self.small,
            size: self.size.parse().unwrap_or_default(),
            labels: self.labels(),
            placement: Placement {
                start_at: self.start_at.trim().parse().unwrap_or(1),
                offset_mm: self.offset_mm(ws),
                outlines: self.outlines,
                ..Placement::default()
            },
            again: !self.only_changed,
            ..PrintOptions::of(self.product)
        }
    }

    /// Files of a run of so many pieces, as long as they are not so many that there are volumes.
    pub fn files(&self, pieces: usize) -> usize {
        let is_single = self.can_be_single();
        let each = if self.each && is_single { pieces } else { 0 };
        each + usize::from((self.merged || !is_single) && pieces > 0)
    }

    /// Why there can be no run, in a sentence.
    pub fn wrong(&self, ws: &Workspace) -> Option<String> {
        if self.can_be_single() && !self.each && !self.merged {
            return Some("Tick one file for each, or one merged file.".into());
        }
        let product = match self.product {
            Product::Boxes => self.size.parse::<BoxSize>().err().map(|error| format!("The size: {error}.")),
            Product::Labels => self.wrong_start().or_else(|| self.wrong_offset()),
            _ => None,
        };
        product.or_else(|| self.wrong_pattern()).or_else(|| wrong_folder(&self.folder(ws)))
    }

    fn wrong_start(&self) -> Option<String> {
        let most = self.labels().per_sheet();
        let good = self.start_at.trim().parse::<usize>().is_ok_and(|start| (1..=most).contains(&start));
        (!good).then(|| format!("This sheet has labels 1 to {most}."))
    }

    fn wrong_offset(&self) -> Option<String> {
        let [x, y] = self.offset.as_ref()?;
        let good = length(x).is_some() && length(y).is_some();
        (!good).then(|| "The offset is two lengths in mm, such as 0.5 and -1.".to_owned())
    }

    fn wrong_pattern(&self) -> Option<String> {
        if !self.each || !self.can_be_single() {
            return None;
        }
        Namer::new(self.pattern().trim()).err().map(|error| format!("In the pattern of file names: {error}."))
    }

    /// Where the files go: as typed, else a folder of their own beside the campaign's file or with the documents.
    pub fn folder(&self, ws: &Workspace) -> PathBuf {
        let typed = self.folder.trim();
        if !typed.is_empty() {
            return PathBuf::from(typed);
        }
        let beside = ws.path().and_then(Path::parent).map(Path::to_owned);
        let place = beside.or_else(|| ws.world().documents_folder()).unwrap_or_default();
        place.join(format!("unsung-{}", self.product.id()))
    }

    /// On what is printed.
    pub fn stocks(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            let product = self.product;
            let stocks = product.stocks();
            // Two on a sheet is a way of the office printer, not a place of its own.
            let places: Vec<Stock> =
                [Stock::Shop, Stock::Office, Stock::Card].into_iter().filter(|stock| stocks.contains(stock)).collect();
            let now = self.stock();
            let is_office = matches!(now, Stock::Office | Stock::OfficeTwoUp);
            let is_shop = matches!(now, Stock::Shop | Stock::ShopSheet);
            if places.len() > 1 {
                let titles: Vec<&str> = places.iter().map(|stock| place_title(*stock)).collect();
                let mut at = places
                    .iter()
                    .position(|stock| match stock {
                        Stock::Office => is_office,
                        Stock::Shop => is_shop,
                        other => *other == now,
                    })
                    .unwrap_or_default();
                if Segmented::new("Printed by", &titles, &mut at).small().show(ui).changed() {
                    self.stocks.insert(product, places[at]);
                }
            }
            if product == Product::Labels {
                let sheets: Vec<String> = LabelSheet::ALL.iter().map(ToString::to_string).collect();
                let at = LabelSheet::ALL.iter().position(|sheet| *sheet == self.labels());
                if let Some(at) = Select::new("Sheet of labels", &sheets, at).small().width(290.0).show(ui).chosen {
                    self.labels = Some(LabelSheet::ALL[at]);
                    self.offset = None;
                }
            } else if is_office || now == Stock::ShopSheet {
                let papers = ["A4", "Letter"];
                let at = usize::from(self.paper() == Paper::Letter);
                if let Some(paper) = Select::new("Paper", &papers, Some(at)).small().show(ui).chosen {
                    self.paper = Some(if paper == 0 { Paper::A4 } else { Paper::Letter });
                }
            }
            if is_office && stocks.contains(&Stock::OfficeTwoUp) && !self.small {
                let mut two_up = now == Stock::OfficeTwoUp;
                ui.allocate_ui(vec2(150.0, 28.0), |ui| {
                    if CheckRow::new(&mut two_up, "Two on a sheet").show(ui).changed() {
                        self.stocks.insert(product, if two_up { Stock::OfficeTwoUp } else { Stock::Office });
                    }
                });
            }
            let is_small = product == Product::TradingCards || self.small;
            if is_shop && stocks.contains(&Stock::ShopSheet) && is_small {
                let mut on_sheet = now == Stock::ShopSheet;
                ui.allocate_ui(vec2(150.0, 28.0), |ui| {
                    if CheckRow::new(&mut on_sheet, "Nine on a sheet").show(ui).changed() {
                        self.stocks.insert(product, if on_sheet { Stock::ShopSheet } else { Stock::Shop });
                    }
                });
            }
            let words = stock_words(product, self.stock());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                Text::caption(words).elide().show(ui);
            });
        });
    }

    /// What only this product asks, files, names, folder. `names` are those that the first files would get.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, names: &[String], since: Option<&str>) -> Option<Asked> {
        ui.spacing_mut().item_spacing.y = 6.0;
        Text::label_strong("This run").show(ui);
        let mut asked = None;
        match self.product {
            Product::Monsters | Product::Archetypes => {
                CheckRow::new(&mut self.small, "As trading cards").show(ui);
            }
            Product::Boxes => self.box_size(ui),
            Product::Labels => asked = self.label_rows(ui, cx),
            _ => {}
        }
        if self.can_be_single() {
            let each = match self.product {
                Product::Monsters | Product::Archetypes => "One file for each",
                Product::Thanks => "One file for each message",
                _ => "One file per person",
            };
            CheckRow::new(&mut self.each, each).show(ui);
            CheckRow::new(&mut self.merged, "One merged file").show(ui);
        }
        let changed = match since {
            Some(since) => format!("Only what changed since {since}"),
            None => "Only what changed since the last run".to_owned(),
        };
        CheckRow::new(&mut self.only_changed, changed).show(ui);
        if self.each && self.can_be_single() {
            let wrong = self.wrong_pattern();
            let help = names.join("\n");
            let field = Field::new("File names").aside("award, name, serial …").wrong(wrong.as_deref());
            let field = if wrong.is_none() && !help.is_empty() { field.help(help) } else { field };
            let is_wrong = wrong.is_some();
            let mut pattern = self.pattern().to_owned();
            field.show(ui, |ui| TextField::new(&mut pattern, "File names").wrong(is_wrong).show(ui));
            if pattern != self.pattern() {
                self.patterns.insert(self.product, pattern);
            }
        }
        let usual = self.folder(cx.ws).display().to_string();
        let wrong = wrong_folder(&self.folder(cx.ws));
        let field = Field::new("Folder").action(CommandButton::quiet("Choose").icon(Icon::Folder));
        let field = field.wrong(wrong.as_deref());
        let choose = field
            .show(ui, |ui| TextField::new(&mut self.folder, "Folder").hint(usual).wrong(wrong.is_some()).show(ui))
            .action;
        if choose { Some(Asked::Folder) } else { asked }
    }

    fn box_size(&mut self, ui: &mut Ui) {
        let wrong = self.size.parse::<BoxSize>().err().map(|error| format!("{error}."));
        let field = Field::new("Inside, in mm").aside("width x depth x height").wrong(wrong.as_deref());
        let is_wrong = wrong.is_some();
        field.show(ui, |ui| TextField::new(&mut self.size, "Size of the box").wrong(is_wrong).show(ui));
    }

    fn label_rows(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Asked> {
        let wrong = self.wrong_start();
        let is_wrong = wrong.is_some();
        let field = Field::new("Start at label").aside("where some are gone").wrong(wrong.as_deref());
        field.show(ui, |ui| TextField::new(&mut self.start_at, "Start at label").wrong(is_wrong).show(ui));
        let (x, y) = self.offset_mm(cx.ws);
        let mut typed = self.offset.clone().unwrap_or_else(|| [mm(x), mm(y)]);
        let before = typed.clone();
        let wrong = self.wrong_offset();
        let is_wrong = wrong.is_some();
        let page = CommandButton::quiet("Calibration page");
        let field = Field::new("Offset, mm").action(page).wrong(wrong.as_deref());
        let out = field.show(ui, |ui| {
            ui.horizontal(|ui| {
                let half = (ui.available_width() - 8.0) / 2.0;
                let [x, y] = &mut typed;
                TextField::new(x, "Offset to the right").width(half).wrong(is_wrong).show(ui);
                TextField::new(y, "Offset downwards").width(half).wrong(is_wrong).show(ui);
            });
        });
        if typed != before {
            if let (Some(x), Some(y)) = (length(&typed[0]), length(&typed[1])) {
                let (printer, sheet) = (self.printer.clone(), self.labels().code);
                cx.act(Action::Prefer(Box::new(move |preferences| {
                    preferences.keep_printer_offset(&printer, sheet, (x, y));
                })));
            }
            self.offset = Some(typed);
        }
        CheckRow::new(&mut self.outlines, "Outlines, to try on plain paper").show(ui);
        out.action.then_some(Asked::Calibration)
    }
}

fn place_title(stock: Stock) -> &'static str {
    match stock {
        Stock::Shop | Stock::ShopSheet => "Print shop",
        Stock::Office | Stock::OfficeTwoUp => "Office printer",
        Stock::Card => "Screen",
    }
}

fn stock_words(product: Product, stock: Stock) -> &'static str {
    match (product, stock) {
        (Product::Boxes, Stock::Shop) => "One sheet, bleed 3 mm, cut, crease and glue as spot colours",
        (_, Stock::ShopSheet) => "Edge to edge, one cut for two; bleed and marks around all",
        (_, Stock::Shop) if product.has_backs() => "Bleed 3 mm, crop marks, duplex over the long edge",
        (_, Stock::Shop) => "Bleed 3 mm, crop marks",
        (_, Stock::OfficeTwoUp) => "Reduced to 87 %, duplex over the long edge",
        (Product::Cards, Stock::Office) => "Full size, cut by hand, duplex over the long edge",
        (Product::Labels, _) => "At its own size: switch scaling off in the printer's dialog",
        (Product::Boxes, _) => "Solid lines are cut, dashed ones creased",
        (_, Stock::Office) if product.has_backs() => "Cut by hand, duplex over the long edge",
        (_, Stock::Office) => "",
        (_, Stock::Card) => "Pages of the card's own size, with round corners",
    }
}

/// A length in mm as people type it.
fn length(text: &str) -> Option<f32> {
    let text = text.trim().replace(['−', '–'], "-").replace(',', ".");
    if text.is_empty() {
        return Some(0.0);
    }
    text.parse().ok().filter(|mm: &f32| mm.abs() <= 20.0)
}

fn mm(length: f32) -> String {
    format!("{length}")
}

fn wrong_folder(folder: &Path) -> Option<String> {
    (!folder.has_root()).then(|| "Write the whole path of the folder, from its root on.".to_owned())
}
