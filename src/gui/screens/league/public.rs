//! What the world will see of a member: the form of the name per output, and what will stand there.

use crate::app::league::{self, Glimpse};
use crate::campaign::{Campaign, ConsentState, Member, MemberId, NameForm, Output};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::note::Note;
use crate::gui::widgets::select::Select;
use eframe::egui::Ui;

/// How a form is called for an output; a number stands where no name does.
fn title(form: NameForm) -> &'static str {
    match form {
        NameForm::ByDefault => "As chosen for everything",
        NameForm::Hidden => "No name",
        form => form.title(),
    }
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: MemberId, member: &Member) {
    Section::new("What the world will see").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        consent(ui, cx, campaign, member);
        let glimpses = league::glimpses(campaign, member.person);
        for output in Output::ALL {
            ui.push_id(output.title(), |ui| one(ui, cx, campaign, (id, member), output, &glimpses));
        }
    });
}

/// Without a yes no name leaves, whatever form is chosen.
fn consent(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, member: &Member) {
    let Some(person) = campaign.people().get(member.person) else { return };
    if person.consent.state == ConsentState::Agreed {
        return;
    }
    let words = match person.consent.state {
        ConsentState::NotAsked => "They have not been asked whether they may be named.",
        ConsentState::Asked => "They were asked whether they may be named, and have not answered.",
        _ => "They do not want to be named.",
    };
    let note = Note::warning("No name leaves").words(words).action(CommandButton::plain("Show the person"));
    if note.show(ui).action {
        cx.act(Action::Show(Target::Person(member.person)));
    }
}

fn one(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    (id, member): (MemberId, &Member),
    output: Output,
    glimpses: &[Glimpse],
) {
    Card::inset().margin(10).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        Text::label_strong(output.title()).show(ui);
        let forms = NameForm::ALL;
        let titles = forms.map(title);
        let now = member.disclosure.get(&output).copied().unwrap_or_default();
        let chosen = forms.iter().position(|form| *form == now);
        let name = format!("Name form: {}", output.title());
        let answer = Select::new(&name, &titles, chosen).width(ui.available_width()).show(ui);
        if let Some(form) = answer.chosen.and_then(|index| forms.get(index))
            && let Some(change) = league::disclose(campaign, &[id], output, *form)
        {
            cx.commit(change);
        }
        for glimpse in glimpses.iter().filter(|glimpse| glimpse.output == output) {
            let of_several = glimpses.iter().filter(|other| other.output == output).count() > 1;
            let place = if of_several { glimpse.place } else { "Will stand there" };
            match &glimpse.shown {
                Some(name) => FactRow::new(place, name.as_str()).mark(Icon::Eye, Tone::Accent).strong().show(ui),
                None => FactRow::new(place, "no name").mark(Icon::Shield, Tone::Neutral).show(ui),
            }
        }
        let why = glimpses.iter().find(|glimpse| glimpse.output == output).map_or("", |glimpse| &glimpse.why);
        Text::caption(format!("{why}.")).muted().show(ui);
    });
}
