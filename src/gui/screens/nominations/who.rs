//! A field for a person: somebody who is there is chosen from the list under it, else the name is a new person's.

use crate::app::nominations::Who;
use crate::campaign::{Campaign, Person, PersonId, folded, tidy_name};
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
    /// Those who are called just so.
    named: Offered,
    /// Those in whose names every word that is typed begins one.
    begun: Offered,
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
        // Whoever is called so for sure may stand behind many in whose names its letters are.
        let is_called = |id: PersonId| campaign.people().get(id).is_some_and(|it| is_called(it, &name));
        let words = name.replace(',', " ");
        self.named.look(ui.ctx(), campaign, &words, Until::Found(2), is_called);
        let begins = |id: PersonId| campaign.people().get(id).is_some_and(|it| begins_a_name(it, &name));
        self.begun.look(ui.ctx(), campaign, &words, Until::Found(2), begins);
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
            if MenuLine::new(line).icon(Icon::Person).show(ui).clicked() {
                chosen = Some(Who::Known(*id));
            }
        }
        if MenuLine::new(format!("New person “{name}”")).icon(Icon::Plus).show(ui).clicked() {
            chosen = Some(Who::New(name.clone()));
        }
        // Somebody of that name may be there who was not looked at yet.
        if self.entered && chosen.is_none() && !self.named.is_looking() && !self.begun.is_looking() {
            self.entered = false;
            chosen = self.entered_as(name);
        }
        if chosen.is_some() {
            (self.chosen, self.entered) = (chosen, false);
        }
    }

    /// Whom Enter takes: who is called so, or who alone is called something that begins so. Letters in the middle of a name, of a team
    /// or an address mean nobody. Of several, and of "Ann Le" where there is an Ann Lee, nobody but a person can tell.
    fn entered_as(&self, name: String) -> Option<Who> {
        match (self.named.found(), self.begun.found()) {
            ([one], _) => Some(Who::Known(*one)),
            ([], [one]) if !name.contains(' ') => Some(Who::Known(*one)),
            ([], []) => Some(Who::New(name)),
            _ => None,
        }
    }
}

/// The words of every name of somebody, in the alphabet's order.
fn names_of(person: &Person) -> impl Iterator<Item = Vec<String>> {
    [person.display_name(), &person.name, &person.latin_name].map(words_of).into_iter()
}

fn words_of(name: &str) -> Vec<String> {
    let name = folded(name).replace(',', " ");
    let mut words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// Is somebody called so, in whatever order of the words?
fn is_called(person: &Person, name: &str) -> bool {
    let words = words_of(name);
    names_of(person).any(|it| it == words)
}

/// Does every one of these words begin one of somebody's name?
fn begins_a_name(person: &Person, name: &str) -> bool {
    let words = words_of(name);
    names_of(person).any(|it| words.iter().all(|begun| it.iter().any(|word| word.starts_with(begun))))
}
