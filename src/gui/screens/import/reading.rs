//! The left side of the dialog: how the file was read, each of which can be changed, what becomes of the rows, and what is to be
//! said about them.

use super::session::{Session, open_sweepstakes};
use crate::campaign::Campaign;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::select::Select;
use crate::intake::{DateOrder, Encoding, HeaderChoice, Issue, Kind, SelfNomination, Severity, delimiter_title};
use eframe::egui::{Align2, Color32, CornerRadius, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Kinds of rows a campaign can take in.
const KINDS: [Kind; 4] = [Kind::Nominations, Kind::Entries, Kind::People, Kind::Members];
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
const ORDERS: [DateOrder; 2] = [DateOrder::MonthFirst, DateOrder::DayFirst];
const SELF: [(SelfNomination, &str); 3] = [
    (SelfNomination::Accept, "let in, with a warning"),
    (SelfNomination::Hold, "held for a decision"),
    (SelfNomination::Reject, "rejected"),
];

/// Header rows one can choose, as first row and number of rows; none comes first.
const HEADERS: [(u32, u32); 8] = [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (1, 2), (1, 3)];

pub fn show(ui: &mut Ui, campaign: &Campaign, session: &mut Session) {
    ui.spacing_mut().item_spacing.y = 5.0;
    Text::label_strong("How the file was read").show(ui);
    choices(ui, campaign, session);
    if let Some(failure) = &session.failure {
        Note::danger(failure.why.as_str()).words(failure.what_to_do.as_str()).show(ui);
    }
    ui.add_space(6.0);
    Text::label_strong("What becomes of the rows").show(ui);
    counts(ui, session);
    ui.add_space(6.0);
    Text::label_strong("Issues").show(ui);
    issues(ui, &session.understood.imported.drafts.issues);
}

/// One line: what it is, and the value as a list to choose another from.
fn choice<S: AsRef<str>>(
    ui: &mut Ui,
    name: &str,
    options: &[S],
    chosen: Option<usize>,
    wanting: bool,
) -> Option<usize> {
    ui.horizontal(|ui| {
        label(ui, name);
        let mut select = Select::new(name, options, chosen).small().width(ui.available_width());
        if wanting {
            select = select.wanting();
        } else {
            select = select.unchosen("does not matter");
        }
        select.show(ui).chosen
    })
    .inner
}

fn label(ui: &mut Ui, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(84.0, 28.0), Sense::hover());
    let ink = colours(ui).ink_muted;
    let at = rect.left_center();
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, words, Type::Label, ink, Fit::Elide(rect.width()));
}

fn fact(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal(|ui| {
        label(ui, name);
        Text::label(value).one_line().show(ui);
    });
}

fn choices(ui: &mut Ui, campaign: &Campaign, session: &mut Session) {
    let understood = std::sync::Arc::clone(&session.understood);
    let table = &understood.imported.table;
    let reading = table.reading();
    let kind = session.wanted.kind.unwrap_or(understood.kind);
    fact(ui, "Looks like", &reading.looks_like);
    let titles = KINDS.map(Kind::title);
    let chosen = KINDS.iter().position(|other| *other == kind);
    if let Some(index) = choice(ui, "Rows are", &titles, chosen, true) {
        session.set_kind(KINDS[index]);
    }
    if kind == Kind::Entries {
        let open = open_sweepstakes(campaign);
        if open.len() > 1 {
            let titles: Vec<&str> = open.iter().map(|(_, title)| title.as_str()).collect();
            let wanted = session.wanted.sweepstake;
            let chosen = open.iter().position(|(id, _)| Some(*id) == wanted).or(Some(0));
            if let Some(index) = choice(ui, "Sweepstake", &titles, chosen, true) {
                session.wanted.sweepstake = Some(open[index].0);
                session.again();
            }
        }
    }
    if let Some(sheets) = &table.sheets {
        let names: Vec<&str> = sheets.names.iter().map(String::as_str).collect();
        if let Some(index) = choice(ui, "Sheet", &names, Some(sheets.chosen), true) {
            session.wanted.read.sheet = u32::try_from(index + 1).ok();
            session.read_again();
        }
    } else {
        text_choices(ui, session, table);
    }
    header(ui, session);
    dates(ui, session);
    if kind == Kind::Nominations {
        let titles = SELF.map(|(_, title)| title);
        let chosen = SELF.iter().position(|(rule, _)| *rule == session.wanted.rules.self_nomination);
        if let Some(index) = choice(ui, "Own name", &titles, chosen, false) {
            session.wanted.rules.self_nomination = SELF[index].0;
            session.again();
        }
    }
    fact(ui, "Rows", &grouped(reading.rows as u64));
}

/// What only a text file leaves open.
fn text_choices(ui: &mut Ui, session: &mut Session, table: &crate::intake::Table) {
    let letters = Encoding::ALL.map(Encoding::title);
    let chosen = Encoding::ALL.iter().position(|other| *other == table.encoding);
    if let Some(index) = choice(ui, "Letters", &letters, chosen, true) {
        session.wanted.read.encoding = Some(Encoding::ALL[index]);
        session.read_again();
    }
    let delimiters = DELIMITERS.map(delimiter_title);
    let chosen = DELIMITERS.iter().position(|other| *other == table.delimiter);
    if let Some(index) = choice(ui, "Separator", &delimiters, chosen, false) {
        session.wanted.read.delimiter = Some(DELIMITERS[index]);
        session.read_again();
    }
}

fn header(ui: &mut Ui, session: &mut Session) {
    let understood = std::sync::Arc::clone(&session.understood);
    let table = &understood.imported.table;
    let mut titles = vec!["none".to_owned()];
    titles.extend(HEADERS.iter().map(|(first, count)| match count {
        1 => format!("row {first}"),
        _ => format!("rows {first} to {}", first + count - 1),
    }));
    let shown = match table.header_rows {
        0 => Some(0),
        count => {
            let first = table.preamble.len() as u32 + 1;
            HEADERS.iter().position(|header| *header == (first, count)).map(|place| place + 1)
        }
    };
    if let Some(index) = choice(ui, "Header", &titles, shown, false) {
        session.wanted.read.header = match index.checked_sub(1) {
            None => HeaderChoice::Absent,
            Some(place) => HeaderChoice::Rows { first: HEADERS[place].0, count: HEADERS[place].1 },
        };
        session.read_again();
    }
}

fn dates(ui: &mut Ui, session: &mut Session) {
    let understood = std::sync::Arc::clone(&session.understood);
    let dates = &understood.imported.drafts.dates;
    if dates.is_empty() {
        return;
    }
    let ask = dates.iter().any(|date| date.ask);
    let order = session.wanted.rules.date_order.or_else(|| dates.iter().find_map(|date| date.order));
    let titles = ORDERS.map(DateOrder::title);
    let chosen = order.and_then(|order| ORDERS.iter().position(|other| *other == order));
    if let Some(index) = choice(ui, "Dates", &titles, chosen, ask) {
        session.wanted.rules.date_order = Some(ORDERS[index]);
        session.again();
    }
}

fn counts(ui: &mut Ui, session: &Session) {
    let c = colours(ui);
    let drafts = &session.understood.imported.drafts;
    let parts: [(&str, usize, Color32); 3] = [
        ("accepted", drafts.accepted, c.success),
        ("held for your decision", drafts.held, c.sun),
        ("rejected, with reason", drafts.rejected, c.danger),
    ];
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let mut x = bar.left();
    for (_, count, colour) in parts {
        let width = bar.width() * count as f32 / drafts.read.max(1) as f32;
        if count > 0 {
            let part = Rect::from_min_size(pos2(x, bar.top()), vec2((width - 2.0).max(2.0), bar.height()));
            ui.painter().rect_filled(part, CornerRadius::same(3), colour);
        }
        x += width;
    }
    for (words, count, colour) in parts {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        let y = rect.center().y;
        let square = Rect::from_center_size(pos2(rect.left() + 5.0, y), vec2(10.0, 10.0));
        ui.painter().rect_filled(square, CornerRadius::same(3), colour);
        let at = pos2(rect.left() + 18.0, y);
        text::paint(ui.painter(), at, Align2::LEFT_CENTER, words, Type::Label, c.ink, Fit::Free);
        let number = grouped(count as u64);
        text::paint(
            ui.painter(),
            rect.right_center(),
            Align2::RIGHT_CENTER,
            &number,
            Type::LabelStrong,
            c.ink,
            Fit::Free,
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{number} {words}")));
    }
}

fn issues(ui: &mut Ui, issues: &[Issue]) {
    if issues.is_empty() {
        Text::label("Nothing to be said.").muted().show(ui);
        return;
    }
    // What stops rows comes first, what is only good to know last.
    let mut order: Vec<&Issue> = issues.iter().collect();
    order.sort_by_key(|issue| std::cmp::Reverse(issue.severity));
    ScrollArea::vertical().id_salt("issues").auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for issue in order.iter().take(100) {
            show_issue(ui, issue);
        }
        if order.len() > 100 {
            Text::caption(format!("and {} more", order.len() - 100)).muted().show(ui);
        }
    });
}

fn show_issue(ui: &mut Ui, issue: &Issue) {
    let c = colours(ui);
    let (icon, tone) = match issue.severity {
        Severity::Error => (Icon::Stop, Tone::Danger),
        Severity::Decision => (Icon::Help, Tone::Danger),
        Severity::Warning => (Icon::Warn, Tone::Warning),
        Severity::Note => (Icon::Info, Tone::Accent),
    };
    let place = format!("{}: ", issue.place());
    let words = [(place.as_str(), Type::LabelStrong, c.ink), (issue.message.as_str(), Type::Label, c.ink)];
    let galley = text::pieces(ui.painter(), &words, ui.available_width() - 26.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    icon.paint(ui.painter(), pos2(rect.left() + 8.0, rect.top() + 9.0), 16.0, tone.soft(c).1);
    ui.painter().galley(pos2(rect.left() + 24.0, rect.top()), galley, c.ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, issue.to_string()));
}
