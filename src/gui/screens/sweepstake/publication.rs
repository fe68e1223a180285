//! What is published: who runs the sweepstake, how to enter free of charge, how winners are told; beside it the check-list
//! and the official rules made from it.

use super::setup::sealed_chip;
use super::{Shown, checklist, rules_text};
use crate::campaign::Publication;
use crate::gui::action::Cx;
use crate::gui::grid;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::text_field::Field;
use eframe::egui::Ui;

/// What the part keeps between frames.
#[derive(Default)]
pub struct Published {
    checklist: checklist::CheckList,
    rules: rules_text::RulesCard,
}

impl Published {
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let mut columns = grid::Columns::new(ui, 0.54);
        if shown.sweepstake.sealed.is_some() {
            sealed(columns.left(), shown);
        } else {
            form(columns.left(), cx, shown);
        }
        self.checklist.show(columns.right(), cx, shown);
        self.rules.show(columns.right(), cx, shown);
        columns.end(ui);
    }
}

/// A text of the publication: title, help, rows, and where it is kept.
struct Words {
    title: &'static str,
    help: &'static str,
    rows: usize,
    of: fn(&mut Publication) -> &mut String,
}

const WHO: [Words; 2] = [
    Words { title: "Who runs it", help: "Full name, as on paper.", rows: 1, of: |p| &mut p.sponsor },
    Words { title: "Address", help: "Where people can write to.", rows: 2, of: |p| &mut p.sponsor_address },
];

const ENTRY: [Words; 3] = [
    Words {
        title: "How to enter",
        help: "Where the form is, and what it costs if anything.",
        rows: 2,
        of: |p| &mut p.how_to_enter,
    },
    Words {
        title: "Free entry",
        help: "The way in that costs nothing but a stamp.",
        rows: 2,
        of: |p| &mut p.free_entry,
    },
    Words {
        title: "Further conditions",
        help: "Beside age, country and staff, which are in the set-up.",
        rows: 1,
        of: |p| &mut p.eligibility,
    },
];

const AFTER: [Words; 6] = [
    Words {
        title: "How prizes are delivered",
        help: "Usually within 30 days; say so if it takes longer.",
        rows: 2,
        of: |p| &mut p.delivery,
    },
    Words {
        title: "Replacing or paying out a prize",
        help: "Whether it may happen, and by what.",
        rows: 2,
        of: |p| &mut p.substitution,
    },
    Words {
        title: "List of winners",
        help: "Where it is to be had, from when to when.",
        rows: 2,
        of: |p| &mut p.winners_list,
    },
    Words { title: "Publicity", help: "Whether winners are asked to take part.", rows: 1, of: |p| &mut p.publicity },
    Words {
        title: "Personal data",
        help: "Who uses it for what, how long, and how to object.",
        rows: 3,
        of: |p| &mut p.data_protection,
    },
    Words { title: "Country of law", help: "Whose law applies.", rows: 1, of: |p| &mut p.law },
];

fn texts(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, texts: &[Words]) {
    for words in texts {
        let mut kept = shown.sweepstake.publication.clone();
        let value = (words.of)(&mut kept).clone();
        Field::new(words.title).help(words.help).show(ui, |ui| {
            if let Some(new) = typed::words(ui, words.title, &value, |field| field.rows(words.rows)) {
                shown.edit(cx, "Change what is published", words.title, |s| *(words.of)(&mut s.publication) = new);
            }
        });
    }
}

fn form(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let zone = cx.ws.world().time_zone();
    let publication = &shown.sweepstake.publication;
    Card::new().title("What is said in public").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        Text::caption("The official rules are made from it, together with prizes, dates, odds and luck.").show(ui);
        texts(ui, cx, shown, &WHO);
        texts(ui, cx, shown, &ENTRY);
        Field::new("Tickets expected in all").help("For the odds; 0 counts the list as it is.").show(ui, |ui| {
            let expected = publication.expected_tickets;
            if let Some(new) = typed::number(ui, "Tickets expected in all", expected, 0..=1_000_000_000, 130.0) {
                shown.edit(cx, "Change what is published", "expected", |s| s.publication.expected_tickets = new);
            }
        });
        let title = "How winners are told";
        Field::new(title).help("By mail, by telephone, on stage.").show(ui, |ui| {
            if let Some(new) = typed::words(ui, title, &publication.notify, |field| field.rows(2)) {
                shown.edit(cx, "Change what is published", "notify", |s| s.publication.notify = new);
            }
        });
        let mut columns = grid::Columns::new(ui, 0.56);
        if let Some(at) = typed::moment(columns.left(), "Winners told by", publication.told_by, &zone, "") {
            shown.edit(cx, "Change what is published", "told by", |s| s.publication.told_by = at);
        }
        Field::new("Days to answer").help("0 for none said.").show(columns.right(), |ui| {
            let days = u64::from(shown.sweepstake.reply_days);
            if let Some(new) = typed::number(ui, "Days to answer", days, 0..=365, 80.0) {
                shown.edit(cx, "Change what is published", "reply days", |s| s.reply_days = new as u32);
            }
        });
        columns.end(ui);
        texts(ui, cx, shown, &AFTER);
    });
}

fn sealed(ui: &mut Ui, shown: &Shown<'_>) {
    let mut publication = shown.sweepstake.publication.clone();
    Card::new().title("What is said in public").chip(sealed_chip()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for words in WHO.iter().chain(&ENTRY).chain(&AFTER) {
            let value = (words.of)(&mut publication).clone();
            if !value.is_empty() {
                Text::label_strong(words.title).show(ui);
                Text::label(value).show(ui);
            }
        }
        let days = shown.sweepstake.reply_days;
        if days > 0 {
            FactRow::new("Days to answer", days.to_string()).strong().show(ui);
        }
    });
}
