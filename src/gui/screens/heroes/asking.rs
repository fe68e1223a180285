//! The question who shall get a hero, and the page without heroes.

use crate::app::Command;
use crate::campaign::{Campaign, Person, PersonId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::screens::offered::{Offered, Until};
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::nav_rail::grouped;
use crate::scene::item::{Item, Transform};
use crate::scene::kit::{FigureSpec, Show};
use crate::scene::pixels::render;
use eframe::egui::{Id, TextureId, Ui, vec2};
use std::collections::HashSet;

/// A person is being chosen.
pub struct Choosing {
    words: String,
    fresh: bool,
    offered: Offered,
    /// Who has a hero, for a state of the campaign.
    with: Option<(u64, HashSet<PersonId>)>,
}

pub enum Chosen {
    NotYet,
    Nobody,
    Person(PersonId),
}

/// Names shown at a time.
const MOST: usize = 7;

impl Choosing {
    pub fn new() -> Self {
        Self { words: String::new(), fresh: true, offered: Offered::default(), with: None }
    }

    pub fn show(&mut self, ui: &Ui, campaign: &Campaign) -> Chosen {
        if self.with.as_ref().is_none_or(|(of, _)| *of != campaign.revision()) {
            let with = campaign.heroes().iter().map(|(_, hero)| hero.person).collect();
            self.with = Some((campaign.revision(), with));
        }
        let with = self.with.as_ref().map(|(_, with)| with);
        let is_without = |id: PersonId| !with.is_some_and(|with| with.contains(&id));
        self.offered.look(ui.ctx(), campaign, &self.words, Until::Counted(MOST), is_without);
        let people = self.offered.found().iter().filter_map(|id| Some((*id, campaign.people().get(*id)?)));
        let found: Vec<(PersonId, &Person)> = people.collect();
        let (more, is_looking) =
            (self.offered.matching() - found.len().min(self.offered.matching()), self.offered.is_looking());
        let is_asked = !self.words.trim().is_empty();
        let mut chosen = Chosen::NotYet;
        let field = Id::unique("find somebody for a hero");
        if std::mem::take(&mut self.fresh) {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        let out = Dialog::new("make a hero", "Make a hero")
            .words("Of whom? Name, figure, powers and things are proposed from what was said; all can be changed.")
            .button(CommandButton::plain("Cancel"))
            .show(ui.ctx(), |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                FindField::new(&mut self.words, "Find a person").width(ui.available_width()).id(field).show(ui);
                ui.add_space(4.0);
                for (id, person) in &found {
                    let team = if person.team.is_empty() { &person.organisation } else { &person.team };
                    let title = match team.as_str() {
                        "" => person.display_name().to_owned(),
                        team => format!("{}, {team}", person.display_name()),
                    };
                    let button = CommandButton::quiet(title).icon(Icon::Person).left().min_width(ui.available_width());
                    if button.show(ui).clicked() {
                        chosen = Chosen::Person(*id);
                    }
                }
                if found.is_empty() {
                    let why = match (is_looking, is_asked) {
                        (true, _) => "Looking.",
                        (false, false) => "Everybody has a hero.",
                        (false, true) => "No person without a hero matches.",
                    };
                    Text::body(why).muted().show(ui);
                }
                if more > 0 {
                    Text::caption(format!("And {more} more: type a part of the name.")).show(ui);
                }
                let enter = ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
                if let (true, false, [(id, _)]) = (enter, is_looking, found.as_slice()) {
                    chosen = Chosen::Person(*id);
                }
            });
        match chosen {
            Chosen::NotYet if out.closed || out.pressed.is_some() => Chosen::Nobody,
            chosen => chosen,
        }
    }
}

/// What was asked of the empty page.
pub enum Begin {
    Everybody,
    One,
}

const SIZE: (f32, f32) = (420.0, 250.0);

/// The page without heroes; `count` nominees could have one.
pub fn empty(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, count: usize) -> Option<Begin> {
    let nobody = campaign.people().is_empty();
    let make = match count {
        0 => "Make heroes".to_owned(),
        1 => "Make 1 hero".to_owned(),
        count => format!("Make {} heroes", grouped(count as u64)),
    };
    let reason = (count == 0).then_some("There are no nominations yet.");
    let one_reason = nobody.then_some("There are no people yet.");
    let mut state = EmptyState::new(
        "Nobody here wears a cape yet",
        "A hero is a nominee as action figure: name, figure, powers and arch-enemy are proposed, and all can be changed.",
    );
    if let Some(texture) = trio(ui, cx) {
        state = state.art(texture, vec2(SIZE.0, SIZE.1));
    }
    let all = if count == 0 { CommandButton::plain(make) } else { CommandButton::primary(make) };
    let import = if count == 0 { CommandButton::primary("Import") } else { CommandButton::plain("Import") };
    let event = state
        .way(Beginning {
            icon: Icon::Hero,
            title: "Heroes of all nominees".into(),
            words: "Everybody who was nominated gets a figure, a name and powers.".into(),
            button: all.disabled_if(reason),
        })
        .way(Beginning {
            icon: Icon::Person,
            title: "One hero".into(),
            words: "Choose a person, nominated or not.".into(),
            button: CommandButton::plain("Choose a person").disabled_if(one_reason),
        })
        .way(Beginning {
            icon: Icon::Import,
            title: "Import nominations".into(),
            words: "Stories make better heroes: what was said gives powers and things.".into(),
            button: import,
        })
        .show(ui);
    match event {
        Some(EmptyEvent::Way(0)) => Some(Begin::Everybody),
        Some(EmptyEvent::Way(1)) => Some(Begin::One),
        Some(_) => {
            cx.act(Action::Do(Command::Import));
            None
        }
        None => None,
    }
}

/// Three heroes, the one in the middle in front: place, and body, outfit, face shape, expression, hair, eyewear, hand, thing,
/// skin, hair colour, suit colours.
const TRIO: [(f32, [&str; 11]); 3] = [
    (-560.0, ["slim", "hoodie", "oval", "grin", "bun", "glasses", "item_right", "mug", "bronze", "black", "lagoon"]),
    (
        560.0,
        ["broad", "shirt", "square", "calm", "temples", "", "item_left", "wrench", "porcelain", "ginger", "uptime"],
    ),
    (0.0, ["curved", "suit", "heart", "smirk", "afro", "", "item_right", "", "espresso", "black", "midnight"]),
];

/// Three figures side by side, cut at the knees.
fn trio(ui: &Ui, cx: &mut Cx<'_>) -> Option<TextureId> {
    let pixels = ui.ctx().pixels_per_point().clamp(1.0, 3.0);
    let (width, height) = ((SIZE.0 * pixels) as u32, (SIZE.1 * pixels) as u32);
    let drawn = cx.art.picture(ui.ctx(), "empty heroes", (width, height), move |studio| {
        let scale = height as f32 / 1240.0;
        let mut items = Vec::new();
        for (x, looks) in TRIO {
            let [body, outfit, head, face, hair, eyewear, hand, item, skin, hair_colour, scheme] = looks;
            let options = [("body", body), ("outfit", outfit), ("head", head), ("face", face), ("hair", hair)];
            let more = [("eyewear", eyewear), (hand, item)].into_iter().filter(|(_, option)| !option.is_empty());
            let spec = FigureSpec {
                pose: "stance".into(),
                options: options.into_iter().chain(more).map(|(slot, option)| (slot.into(), option.into())).collect(),
                skin: skin.into(),
                hair: hair_colour.into(),
                scheme: scheme.into(),
            };
            let colours = studio.kit.figure_colours(&spec, "");
            let composed = studio.kit.figure_items(&spec, &colours, Show::All, &studio.symbols).ok()?;
            let transform = Transform::from_translate(x, if x == 0.0 { -10.0 } else { 40.0 });
            items.push(Item::Group { transform, clip: None, opacity: 1.0, items: composed.items });
        }
        let middle = width as f32 / scale / 2.0;
        let base = Transform::from_scale(scale, scale).pre_translate(middle - 500.0, 15.0);
        render(&items, width, height, base, None).ok()
    });
    drawn.map(|(texture, _)| texture)
}
