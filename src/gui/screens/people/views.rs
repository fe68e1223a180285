//! How the list is looked at: filters, columns, and views that are kept under a name; and what is done with the whole list.

use super::asking::people_of;
use crate::app::PeopleView;
use crate::app::people::{Gap, OFFERED, PeopleOrder, PeopleQuery, Register, Role, country_name};
use crate::campaign::{AwardId, Campaign, ConsentState, tidy_name};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::filter_bar::FilterMenu;
use crate::gui::widgets::menu::{MenuLine, menu, menu_divider};
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::containers::menu::SubMenu;
use eframe::egui::{Key, ScrollArea, Ui};

/// One filter: a menu of options, and where the chosen one is kept.
fn facet<T: Clone + PartialEq>(ui: &mut Ui, any: &str, options: &[T], titles: &[&str], value: &mut Option<T>) {
    let mut chosen = value.as_ref().and_then(|value| options.iter().position(|option| option == value));
    if FilterMenu::new(any, titles, &mut chosen).show(ui) {
        *value = chosen.and_then(|index| options.get(index).cloned());
    }
}

/// All filters beside the find field. Those that could leave nobody out are not shown.
pub fn filters(ui: &mut Ui, campaign: &Campaign, register: &Register, query: &mut PeopleQuery) {
    facet(ui, "Any role", &Role::ALL, &Role::ALL.map(Role::title), &mut query.role);
    facet(ui, "Any consent", &ConsentState::ALL, &ConsentState::ALL.map(ConsentState::title), &mut query.consent);
    let known = register.countries().get(..OFFERED).unwrap_or(register.countries());
    let countries: Vec<&str> =
        known.iter().map(|country| if country.is_empty() { "No country" } else { country_name(country) }).collect();
    facet(ui, "Any country", known, &countries, &mut query.country);
    let awards: Vec<(AwardId, &str)> = campaign.awards().iter().map(|(id, award)| (id, award.title.as_str())).collect();
    if !awards.is_empty() {
        let (ids, titles): (Vec<AwardId>, Vec<&str>) = awards.into_iter().unzip();
        facet(ui, "Any award", &ids, &titles, &mut query.award);
    }
    let [channels, problems] = register.offered();
    for (any, words, value) in
        [("Any channel", channels, &mut query.channel), ("Any trouble", problems, &mut query.problem)]
    {
        if !words.is_empty() {
            let titles: Vec<&str> = words.iter().map(String::as_str).collect();
            facet(ui, any, words, &titles, value);
        }
    }
    facet(ui, "Anything open", &Gap::ALL, &Gap::ALL.map(Gap::title), &mut query.gap);
}

/// What was chosen in the menu of the whole list.
#[derive(Clone, Debug, PartialEq)]
pub enum ListEvent {
    Columns(Vec<PeopleOrder>),
    Open(Box<PeopleView>),
    Forget(String),
    SaveView,
    ReadNames,
    NameLetters,
    ToldLetters,
    NameList,
    NamesBack,
    MatchPhotos,
    Export,
}

/// The menu behind the dots.
pub fn list_menu(
    ui: &mut Ui,
    cx: &Cx<'_>,
    campaign: &Campaign,
    columns: &[PeopleOrder],
    found: usize,
) -> Option<ListEvent> {
    let mut event = None;
    let button = CommandButton::plain("Columns, views and letters").icon(Icon::Dots).icon_only().show(ui);
    menu(&button, |ui| {
        ui.set_min_width(250.0);
        ui.set_max_width(320.0);
        ScrollArea::vertical().max_height(560.0).min_scrolled_height(560.0).show(ui, |ui| {
            let mut line = |ui: &mut Ui, title: String, icon: Icon, then: ListEvent| {
                if MenuLine::new(title).icon(icon).show(ui).clicked() {
                    event = Some(then);
                }
            };
            line(ui, format!("Export {}", people_of(found)), Icon::Export, ListEvent::Export);
            line(ui, "Read names aloud, one by one".into(), Icon::Eye, ListEvent::ReadNames);
            line(ui, "Write the list of names to send round".into(), Icon::Export, ListEvent::NameList);
            line(ui, "Take the list of names in again".into(), Icon::Import, ListEvent::NamesBack);
            line(ui, "Write letters: is your name right?".into(), Icon::Mail, ListEvent::NameLetters);
            line(ui, "Write letters: you were nominated".into(), Icon::Mail, ListEvent::ToldLetters);
            line(ui, "Match photos of a folder".into(), Icon::Image, ListEvent::MatchPhotos);
            menu_divider(ui);
            line(ui, "Save this view".into(), Icon::Plus, ListEvent::SaveView);
            let id = &campaign.settings().id;
            for view in cx.ws.preferences().people_views.iter().filter(|view| view.campaign == *id) {
                line(ui, format!("View: {}", view.name), Icon::Eye, ListEvent::Open(Box::new(view.clone())));
                line(ui, format!("Forget view: {}", view.name), Icon::X, ListEvent::Forget(view.name.clone()));
            }
            menu_divider(ui);
            let columns_line = MenuLine::new("Columns").icon(Icon::Right).show(ui);
            SubMenu::new().show(ui, &columns_line, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.set_min_width(180.0);
                for column in PeopleOrder::ALL.into_iter().filter(|column| *column != PeopleOrder::Name) {
                    let shown = columns.contains(&column);
                    if MenuLine::new(format!("Column: {}", column.title())).chosen(shown).show(ui).clicked() {
                        // Columns stand in one order, whenever they were chosen.
                        let wanted =
                            |other: &PeopleOrder| if *other == column { !shown } else { columns.contains(other) };
                        event = Some(ListEvent::Columns(PeopleOrder::ALL.into_iter().filter(wanted).collect()));
                    }
                }
            });
        });
    });
    event
}

/// The name of a view that is to be kept.
pub struct SaveView {
    name: String,
    fresh: bool,
}

impl Default for SaveView {
    fn default() -> Self {
        Self { name: String::new(), fresh: true }
    }
}

impl SaveView {
    /// True when one is done with it.
    pub fn show(
        &mut self,
        ui: &Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        query: &PeopleQuery,
        columns: &[PeopleOrder],
    ) -> bool {
        let name = tidy_name(&self.name);
        let id = campaign.settings().id.clone();
        let there = cx.ws.preferences().people_views.iter().any(|view| view.campaign == id && view.name == name);
        let title = if there { "Replace the view" } else { "Save the view" };
        let dialog = Dialog::new("save view", "Save this view")
            .words("What is looked for, the filters, the order and the columns, under a name of your own. It stays on this laptop.")
            .left(CommandButton::plain("Cancel"))
            .button(
                CommandButton::primary(title).disabled_if(name.is_empty().then_some("Type a name for the view first.")),
            );
        let out = dialog.show(ui.ctx(), |ui| {
            let entered = Field::new("Name of the view").show(ui, |ui| {
                let response = TextField::new(&mut self.name, "Name of the view").show(ui);
                if std::mem::take(&mut self.fresh) {
                    response.request_focus();
                }
                response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
            });
            if there {
                Text::label("A view of this name is replaced.").muted().show(ui);
            }
            entered.inner
        });
        if out.pressed == Some(1) || out.inner && !name.is_empty() {
            let view = PeopleView { campaign: id, name, query: query.clone(), columns: columns.to_vec() };
            cx.act(Action::Tell(format!("Saved the view “{}”", view.name)));
            cx.act(Action::Prefer(Box::new(move |preferences| preferences.keep_view(view))));
            return true;
        }
        out.closed || out.pressed.is_some()
    }
}
