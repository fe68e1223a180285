//! The second step: what each column becomes, with a sample and the reason, and one line as it will be understood.

use super::session::Session;
use crate::campaign;
use crate::gui::bidi;
use crate::gui::icons::Icon;
use crate::gui::marks::{Tone, hairline};
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::tag::Tag;
use crate::intake::{Content, Draft, Field, OtherNominee, Received, State};
use eframe::egui::{Align, Align2, CornerRadius, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use jiff::civil::{DateTime, Time};

const ROW: f32 = 48.0;
const SELECT: f32 = 200.0;
/// Points of the line at the foot.
const FOOT: f32 = 48.0;

/// Where the three parts of a row begin, from the left edge.
fn columns(width: f32) -> (f32, f32, f32) {
    let sample = 42.0;
    let becomes = sample + ((width - SELECT) * 0.42).max(140.0);
    (sample, becomes, becomes + SELECT + 18.0)
}

pub fn show(ui: &mut Ui, session: &mut Session, next_line: &mut usize) {
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui);
    let height = (ui.available_height() - FOOT).max(120.0);
    let count = session.mapping().columns.len();
    let mut chosen = None;
    ScrollArea::vertical().id_salt("columns").auto_shrink(false).max_height(height).show_rows(
        ui,
        ROW,
        count,
        |ui, rows| {
            for column in rows {
                if let Some(field) = row(ui, session, column) {
                    chosen = Some((column, field));
                }
            }
        },
    );
    if let Some((column, field)) = chosen {
        choose(session, column, field);
    }
    one_line(ui, session, next_line);
}

/// Sets what a column becomes; `None` leaves it out.
pub fn choose(session: &mut Session, column: usize, field: Option<Field>) {
    let mut mapping = session.mapping().clone();
    // Only fields of the kind are offered and columns exist, so there is nothing that could be refused.
    if mapping.set(column, field).is_ok() {
        session.set_mapping(mapping);
    }
}

fn head(ui: &mut Ui) {
    let c = colours(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::ZERO, c.surface_inset);
    hairline(ui.painter(), rect.x_range(), rect.bottom(), c.line);
    let (sample, becomes, reason) = columns(rect.width());
    for (x, words) in [(sample, "Column in the file, sample"), (becomes, "Becomes"), (reason, "Why")] {
        let at = pos2(rect.left() + x, rect.center().y);
        text::paint(ui.painter(), at, Align2::LEFT_CENTER, words, Type::LabelStrong, c.ink_muted, Fit::Free);
    }
}

/// Paints a column; gives what it is to become when that was chosen now.
#[allow(clippy::option_option, reason = "the outer one says whether something was chosen, the inner one what")]
fn row(ui: &mut Ui, session: &Session, index: usize) -> Option<Option<Field>> {
    let mapping = session.mapping();
    let column = mapping.columns.get(index)?;
    let c = colours(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    if column.undecided {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, c.surface_selected);
    }
    hairline(ui.painter(), rect.x_range(), rect.bottom(), c.line);
    let (sample_x, becomes_x, reason_x) = columns(rect.width());
    let (icon, tone) = match (column.undecided, column.field) {
        (true, _) => (Icon::Help, Tone::Danger),
        (false, Some(_)) => (Icon::Check, Tone::Success),
        (false, None) => (Icon::X, Tone::Neutral),
    };
    let ink = if column.field.is_none() && !column.undecided { c.ink_muted } else { tone.soft(c).1 };
    icon.paint(ui.painter(), pos2(rect.left() + 22.0, rect.center().y), 16.0, ink);
    let left = rect.left() + sample_x;
    let room = Fit::Elide(becomes_x - sample_x - 12.0);
    let sample = session.understood.imported.table.sample(index).unwrap_or("no value in any row");
    let sample = sample.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = pos2(left, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_BOTTOM, &column.header, Type::LabelStrong, c.ink, room);
    text::paint(ui.painter(), at, Align2::LEFT_TOP, &sample, Type::Caption, c.ink_muted, room);
    let room = rect.right() - 12.0 - rect.left() - reason_x;
    let reason = text::galley(ui.painter(), &column.reason, Type::Caption, c.ink_muted, Fit::WrapRows(room, 2));
    let top = rect.center().y - reason.size().y / 2.0;
    ui.painter().galley(pos2(rect.left() + reason_x, top), reason, c.ink_muted);

    let mut fields = mapping.kind.fields().to_vec();
    if column.undecided
        && let Some(suggested) = column.suggested
    {
        // What it may be stands first, and beside it what is called alike.
        let first_word = |field: Field| field.title(mapping.kind).split(' ').next().map(str::to_owned);
        let alike = first_word(suggested);
        fields.sort_by_key(|field| (*field != suggested, first_word(*field) != alike));
    }
    let mut titles = vec!["Left out".to_owned()];
    titles.extend(fields.iter().map(|field| field.title(mapping.kind)));
    let chosen = match (column.undecided, column.field) {
        (true, _) => None,
        (false, None) => Some(0),
        (false, Some(field)) => fields.iter().position(|other| *other == field).map(|place| place + 1),
    };
    // Two columns that are halves of one name are not both "full name".
    let shown = chosen.and_then(|place| titles.get_mut(place));
    if let (Some(shown), Some(title)) = (shown, mapping.title(index)) {
        *shown = title;
    }
    let place = Rect::from_min_size(pos2(rect.left() + becomes_x, rect.center().y - 17.0), vec2(SELECT, 34.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("becomes", index)));
    let mut select = Select::new(format!("Becomes: {}", column.header), &titles, chosen).width(SELECT);
    if column.undecided {
        select = select.wanting();
    }
    let place = select.show(&mut child).chosen?;
    Some(place.checked_sub(1).and_then(|place| fields.get(place)).copied())
}

/// One line of the file as it will be understood.
fn one_line(ui: &mut Ui, session: &Session, next_line: &mut usize) {
    let imported = &session.understood.imported;
    let drafts = &imported.drafts;
    if drafts.is_empty() {
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            Text::label("No line can be taken in like this. Choose which column holds the name.").muted().show(ui);
        });
        return;
    }
    *next_line %= drafts.len();
    let Some(draft) = drafts.draft(&imported.table, *next_line) else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FOOT), Sense::hover());
    hairline(ui.painter(), rect.x_range(), rect.top() + 1.0, colours(ui).line);
    let button = CommandButton::quiet("Next line").small();
    let size = vec2(button.width(ui.painter()), 28.0);
    let place = Rect::from_center_size(pos2(rect.right() - 14.0 - size.x / 2.0, rect.center().y), size);
    let room = Rect::from_min_max(rect.min + vec2(14.0, 0.0), pos2(place.left() - 10.0, rect.bottom()));
    let layout = Layout::left_to_right(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().max_rect(room).layout(layout).id_salt("one line"));
    line.set_clip_rect(room.intersect(ui.clip_rect()));
    Text::label_strong(format!("Line {} becomes", draft.line())).one_line().show(&mut line);
    let parts = parts(&draft);
    // A long line is cut at the edge; whoever points at it reads the whole of it.
    let whole: Vec<String> =
        parts.iter().map(|(name, value)| format!("{name}: {}", bidi::visual_order(value))).collect();
    let place_of_line = ui.scope_id().with("whole line");
    ui.interact(room, place_of_line, Sense::hover()).on_hover_text(whole.join("\n"));
    for (name, value) in parts {
        Text::label(name).muted().one_line().show(&mut line);
        if name == "award" {
            Tag::new(value).show(&mut line);
        } else {
            Text::label(value).one_line().show(&mut line);
        }
    }
    if button.show_at(ui, place, "next line").clicked() {
        *next_line += 1;
    }
}

/// A moment as it is understood; as it was written where it is not.
fn moment(received: &Received) -> String {
    let said = |at: DateTime| {
        // A date alone has no hour, and midnight to the second is hardly ever one.
        let is_day = at.time() == Time::midnight();
        at.strftime(if is_day { "%-d %B %Y" } else { "%-d %B %Y %H:%M" }).to_string()
    };
    received.at.map_or_else(|| received.text.to_string(), said)
}

/// Somebody else who is nominated in a row, and for what where that is said.
fn also(other: &OtherNominee) -> String {
    let name = if other.person.name.is_empty() { other.person.email.as_deref() } else { Some(&*other.person.name) };
    let awards = other.awards.iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    let awards = if awards.is_empty() { awards } else { format!(" for {awards}") };
    let why = other.reason.as_deref().filter(|reason| !reason.is_empty());
    let why = why.map(|why| format!(" ({})", super::rows::first_words(why))).unwrap_or_default();
    format!("{}{awards}{why}", name.unwrap_or_default())
}

/// What a row becomes, in short words: what it is called and what stands there.
pub fn parts(draft: &Draft) -> Vec<(&'static str, String)> {
    let person = draft.person();
    let text = |text: &Option<campaign::Text>| text.as_deref().unwrap_or_default().to_owned();
    let name = if person.name.is_empty() { text(&person.email) } else { person.name.to_string() };
    let who = match &draft.content {
        Content::Nomination(_) => "nominee",
        Content::Entry(_) => "entrant",
        Content::Member(_) => "member",
        _ => "person",
    };
    let mut parts = vec![(who, name)];
    match &draft.content {
        Content::Nomination(nomination) => {
            parts.extend(nomination.awards.iter().map(|award| ("award", award.clone())));
            let by = &nomination.nominator;
            let by = if by.name.is_empty() { text(&by.email) } else { by.name.to_string() };
            parts.push(("by", by));
            parts.extend(nomination.others.iter().map(|other| ("also", also(other))));
            parts.push(("e-mail", text(&person.email)));
            parts.push(("team", text(&person.team)));
            parts.push(("received", nomination.received.as_ref().map(moment).unwrap_or_default()));
            let words = [&nomination.story, &nomination.reason, &nomination.quote];
            let words = words.into_iter().find(|words| !words.is_empty()).map(|words| super::rows::first_words(words));
            parts.push(("words", words.unwrap_or_default()));
        }
        Content::Entry(entry) => {
            parts.push(("number", text(&entry.reference)));
            parts.push(("received", entry.received.as_ref().map(moment).unwrap_or_default()));
            parts.push(("e-mail", text(&person.email)));
            parts.push(("born", person.birth.map(|day| day.strftime("%-d %B %Y").to_string()).unwrap_or_default()));
            parts.push(("from", person.country.map(ToString::to_string).unwrap_or_default()));
        }
        _ => {
            parts.push(("e-mail", text(&person.email)));
            parts.push(("team", text(&person.team)));
            parts.push(("from", person.country.map(ToString::to_string).unwrap_or_default()));
        }
    }
    if let State::Held(reason) = &draft.state {
        parts.push(("held", reason.clone()));
    }
    parts.retain(|(_, value)| !value.is_empty());
    parts
}
