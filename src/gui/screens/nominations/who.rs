//! A field for a person: somebody who is there is chosen from the list under it, else the name is a new person's.

use crate::app::nominations::Who;
use crate::campaign::{Campaign, tidy_name};
use crate::gui::icons::Icon;
use crate::gui::screens::offered::{Offered, Until};
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Key, Ui};

#[derive(Default)]
pub struct WhoField {
    typed: String,
    chosen: Option<Who>,
    /// The people that match what is typed.
    offered: Offered,
    /// Enter was pressed, and not everybody was looked at yet.
    entered: bool,
}

impl WhoField {
    /// Most people offered at a time.
    const OFFERED: usize = 5;

    /// With somebody chosen already.
    pub fn of(who: Who) -> Self {
        Self { chosen: Some(who), ..Self::default() }
    }
    pub fn who(&self) -> Option<&Who> {
        self.chosen.as_ref()
    }
    /// Something is typed and nobody chosen: it must not be lost silently.
    pub fn is_open(&self) -> bool {
        self.chosen.is_none() && !tidy_name(&self.typed).is_empty()
    }

    /// Paints it; `fresh` puts the keyboard into the field.
    pub fn show(&mut self, ui: &mut Ui, campaign: &Campaign, title: &str, fresh: bool) {
        Field::new(title).show(ui, |ui| match self.chosen.clone() {
            Some(who) => self.show_chosen(ui, campaign, title, &who),
            None => self.show_search(ui, campaign, title, fresh),
        });
    }

    fn show_chosen(&mut self, ui: &mut Ui, campaign: &Campaign, title: &str, who: &Who) {
        let (name, aside) = match who {
            Who::Known(id) => {
                let person = campaign.people().get(*id);
                let aside =
                    person.map_or("", |person| if person.team.is_empty() { &person.email } else { &person.team });
                (person.map_or("nobody", |person| person.display_name()), aside)
            }
            Who::New(name) => (name.as_str(), "a new person"),
        };
        ui.horizontal(|ui| {
            FacePlate::new(name).size(28.0).show(ui);
            Text::strong(name).one_line().show(ui);
            Text::label(aside).muted().one_line().show(ui);
            let other = CommandButton::quiet("Somebody else").small().hint(format!("Choose another: {title}"));
            if other.show(ui).clicked() {
                self.chosen = None;
            }
        });
    }

    fn show_search(&mut self, ui: &mut Ui, campaign: &Campaign, title: &str, fresh: bool) {
        let response = TextField::new(&mut self.typed, title).icon(Icon::Search).hint("Type a name").show(ui);
        if fresh {
            response.request_focus();
        }
        if response.changed() {
            self.entered = false;
        }
        let name = tidy_name(&self.typed);
        if name.is_empty() {
            return;
        }
        self.offered.look(ui.ctx(), campaign, &name, Until::Found(Self::OFFERED), |_| true);
        self.entered |= response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let mut chosen = None;
        ui.spacing_mut().item_spacing.y = 1.0;
        for id in self.offered.found() {
            let Some(person) = campaign.people().get(*id) else { continue };
            let more: Vec<&str> =
                [person.team.as_str(), &person.email].into_iter().filter(|text| !text.is_empty()).collect();
            let line = if more.is_empty() {
                person.display_name().to_owned()
            } else {
                format!("{}, {}", person.display_name(), more.join(", "))
            };
            if MenuLine::new(line).icon(Icon::Person).show(ui).clicked() || (self.entered && chosen.is_none()) {
                chosen = Some(Who::Known(*id));
            }
        }
        let new = MenuLine::new(format!("New person “{name}”")).icon(Icon::Plus).show(ui).clicked();
        // Somebody of that name may be there who was not looked at yet.
        if new || (self.entered && chosen.is_none() && !self.offered.is_looking()) {
            chosen = Some(Who::New(name));
        }
        if chosen.is_some() {
            (self.chosen, self.entered) = (chosen, false);
        }
    }
}
