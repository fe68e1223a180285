//! The left side of the dialog: how the file was read, each of which can be changed, what becomes of the rows, and what is to be
//! said about them.

use super::session::{Session, open_sweepstakes};
use crate::campaign::Campaign;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::select::Select;
use crate::intake::{DateOrder, Encoding, HeaderChoice, Issue, Kind, SelfNomination, Severity, delimiter_title};
use eframe::egui::{Align2, Color32, CornerRadius, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
const ORDERS: [DateOrder; 2] = [DateOrder::MonthFirst, DateOrder::DayFirst];
const SELF: [(SelfNomination, &str); 3] = [
    (SelfNomination::Accept, "let in, with a warning"),
    (SelfNomination::Hold, "held for a decision"),
    (SelfNomination::Reject, "rejected"),
];

/// Header rows one can choose, as first row and number of rows; none comes first.
const HEADERS: [(u32, u32); 8] = [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (1, 2), (1, 3)];

/// Paints; gives the line whose issue was clicked.
pub fn show(ui: &mut Ui, campaign: &Campaign, session: &mut Session) -> Option<u64> {
    let scroll = ScrollArea::vertical().id_salt("how it was read").auto_shrink(false);
    scroll.show(ui, |ui| contents(ui, campaign, session)).inner
}

fn contents(ui: &mut Ui, campaign: &Campaign, session: &mut Session) -> Option<u64> {
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
    let imported = &session.understood.imported;
    issues(ui, &imported.drafts.issues, &imported.table.headers)
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
    let titles = Kind::ALL.map(Kind::title);
    let chosen = Kind::ALL.iter().position(|other| *other == kind);
    if let Some(index) = choice(ui, "Rows are", &titles, chosen, true) {
        session.set_kind(Kind::ALL[index]);
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
            session.read_anew();
        }
    } else {
        text_choices(ui, session, table);
    }
    part(ui, session);
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
        session.read_anew();
    }
    let mut delimiters = DELIMITERS.map(delimiter_title).to_vec();
    let facts = "none: one line for each fact";
    let was_facts = session.wanted.read.delimiter.is_some() && session.is_facts;
    if table.is_facts || was_facts {
        delimiters.push(facts);
    }
    let chosen = DELIMITERS.iter().position(|other| *other == table.delimiter);
    let chosen = if table.is_facts { Some(DELIMITERS.len()) } else { chosen };
    if let Some(index) = choice(ui, "Separator", &delimiters, chosen, false) {
        session.wanted.read.delimiter = DELIMITERS.get(index).copied();
        session.read_anew();
    }
}

/// Which list of a report that holds several. Another choice of the header is for the file as a whole.
fn part(ui: &mut Ui, session: &mut Session) {
    let understood = std::sync::Arc::clone(&session.understood);
    let Some(parts) = &understood.imported.table.parts else { return };
    let lists: Vec<usize> = (0..parts.all.len()).filter(|place| parts.all[*place].is_list).collect();
    let titles: Vec<String> = lists.iter().map(|place| parts.all[*place].place()).collect();
    let shown = lists.iter().position(|place| *place == parts.chosen);
    if let Some(index) = choice(ui, "Part", &titles, shown, true) {
        session.wanted.read.part = u32::try_from(lists[index] + 1).ok();
        session.wanted.read.header = HeaderChoice::Auto;
        session.read_anew();
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
        0 if table.is_facts => {
            titles.push(table.reading().header);
            Some(titles.len() - 1)
        }
        0 => Some(0),
        count => {
            let first = table.preamble.len() as u32 + 1;
            let listed = HEADERS.iter().position(|header| *header == (first, count)).map(|place| place + 1);
            // Further down, below the other parts of a report.
            listed.or_else(|| {
                titles.push(table.reading().header);
                Some(titles.len() - 1)
            })
        }
    };
    if let Some(index) = choice(ui, "Header", &titles, shown, false) {
        session.wanted.read.header = match index.checked_sub(1) {
            None => HeaderChoice::Absent,
            Some(place) => match HEADERS.get(place) {
                Some((first, count)) => HeaderChoice::Rows { first: *first, count: *count },
                None => return,
            },
        };
        session.read_anew();
    }
}

/// One question for each column of dates that leaves it open, with an example of both readings.
fn dates(ui: &mut Ui, session: &mut Session) {
    let understood = std::sync::Arc::clone(&session.understood);
    let dates = &understood.imported.drafts.dates;
    let titles = ORDERS.map(DateOrder::title);
    for date in dates {
        let header = understood.imported.table.headers.get(date.column).map_or("", String::as_str);
        let name = if dates.len() == 1 { "Dates".to_owned() } else { format!("Dates: {header}") };
        let chosen_by_hand = session.wanted.rules.column_orders.get(&date.column).copied();
        let order = chosen_by_hand.or(date.order);
        let chosen = order.and_then(|order| ORDERS.iter().position(|other| *other == order));
        let asks = date.ask && chosen_by_hand.is_none();
        let mut answer = choice(ui, &name, &titles, chosen, asks).map(|index| ORDERS[index]);
        if let Some(example) = date.example.as_ref().filter(|_| asks) {
            Note::warning("Is the day first or the month?")
                .words(format!("“{}” under “{header}” fits both.", example.text))
                .show(ui);
            for (order, date) in
                [(DateOrder::DayFirst, &example.day_first), (DateOrder::MonthFirst, &example.month_first)]
            {
                let button = CommandButton::plain(format!("It is {date}")).small().min_width(ui.available_width());
                if button.show(ui).clicked() {
                    answer = Some(order);
                }
            }
        } else if let (Some(example), Some(order)) = (&date.example, order) {
            let read = if order == DateOrder::DayFirst { &example.day_first } else { &example.month_first };
            Text::caption(format!("“{}” is {read}.", example.text)).muted().show(ui);
        }
        if let Some(order) = answer {
            session.wanted.rules.column_orders.insert(date.column, order);
            session.again();
        }
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

fn issues(ui: &mut Ui, issues: &[Issue], headers: &[String]) -> Option<u64> {
    if issues.is_empty() {
        Text::label("Nothing to be said.").muted().show(ui);
        return None;
    }
    // What stops rows comes first, what is only good to know last.
    let mut order: Vec<&Issue> = issues.iter().collect();
    order.sort_by_key(|issue| std::cmp::Reverse(issue.severity));
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 8.0;
    for issue in order.iter().take(100) {
        clicked = clicked.or(show_issue(ui, issue, headers));
    }
    if order.len() > 100 {
        Text::caption(format!("and {} more", order.len() - 100)).muted().show(ui);
    }
    clicked
}

/// An issue with its place, what it is and what to do; gives the line when it was clicked.
fn show_issue(ui: &mut Ui, issue: &Issue, headers: &[String]) -> Option<u64> {
    let c = colours(ui);
    let (icon, tone) = match issue.severity {
        Severity::Error => (Icon::Stop, Tone::Danger),
        Severity::Decision => (Icon::Help, Tone::Danger),
        Severity::Warning => (Icon::Warn, Tone::Warning),
        Severity::Note => (Icon::Info, Tone::Accent),
    };
    let header = issue.column.and_then(|column| headers.get(column));
    let place = match header {
        // Headers that are questions have a sign of their own at the end.
        Some(header) => {
            let header = super::rows::first_words(header);
            format!("{}, {}: ", issue.place(), header.trim_end_matches(['?', ':', '.', '!', '*', ' ']))
        }
        None => format!("{}: ", issue.place()),
    };
    let todo = format!(" {}", issue.kind.what_to_do());
    let words = [
        (place.as_str(), Type::LabelStrong, c.ink),
        (issue.message.as_str(), Type::Label, c.ink),
        (todo.as_str(), Type::Label, c.ink_muted),
    ];
    let galley = text::pieces(ui.painter(), &words, ui.available_width() - 26.0);
    let sense = if issue.line.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), sense);
    if issue.line.is_some() && response.hovered() {
        ui.painter().rect_filled(rect.expand(2.0), CornerRadius::same(4), c.surface_selected);
    }
    icon.paint(ui.painter(), pos2(rect.left() + 8.0, rect.top() + 9.0), 16.0, tone.soft(c).1);
    ui.painter().galley(pos2(rect.left() + 24.0, rect.top()), galley, c.ink);
    crate::gui::marks::focus_ring(ui, &response, rect, 4);
    let spoken = format!("{place}{}{todo}", issue.message);
    match issue.line {
        None => response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken.as_str())),
        Some(_) => response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken.as_str())),
    }
    issue.line.filter(|_| response.clicked())
}
