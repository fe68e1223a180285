//! What the card says: name, powers, arch-enemy, story, quote, specialties, the lines in the star, and the consent.

use super::desk::Verdict;
use super::draft::Draft;
use super::paint;
use crate::app::Progress;
use crate::app::heroes::{Proven, propose_personas, prove_powers, specialties_from};
use crate::app::judging::powers::{self as given, Fate};
use crate::campaign::{Campaign, ConsentState, MonsterId, NameForm, Output, Person, PersonId, Power, problem_key};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::art::look_of;
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::{colours, tokens};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::Pane;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::menu::{MenuLine, menu};
use crate::gui::widgets::note::Note;
use crate::gui::widgets::power_bar::PowerBar;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::tag_editor::{Suggestion, TagEditor, TagEvent};
use crate::gui::widgets::text_field::{Field, TextField};
use crate::scene::kit::Kit;
use eframe::egui::{CornerRadius, Rect, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Names proposed at a time.
const PROPOSED: usize = 2;
const SPECIALTIES: usize = 3;
const CLAIMS: usize = 3;

/// Proposals for the name of the hero that is shown.
#[derive(Default)]
pub struct Proposals {
    of: Option<PersonId>,
    names: Vec<String>,
    first: usize,
    /// What is said of somebody, and the revision it was found in.
    said: Kept<(PersonId, u64), Said>,
}

/// What the campaign says of one person: all nominations are gone through for it, so it is looked up once for each state of the
/// campaign, and beside the window where there are many.
#[derive(Default)]
struct Said {
    /// What speaks for each power of the kit.
    proven: Vec<Proven>,
    specialties: Vec<String>,
    nominations: usize,
    /// How many of them name each problem.
    problems: HashMap<String, usize>,
}

impl Said {
    fn of(campaign: &Campaign, person: PersonId, kit: &Kit) -> Self {
        let mut said = Self {
            proven: prove_powers(campaign, person, kit),
            specialties: specialties_from(campaign, person),
            ..Self::default()
        };
        for (_, nomination) in campaign.nominations_of(person) {
            said.nominations += 1;
            let named: HashSet<String> = nomination.problems.iter().map(|tag| problem_key(tag)).collect();
            for key in named {
                *said.problems.entry(key).or_default() += 1;
            }
        }
        said
    }
}

/// Records up to which it is looked up within the frame.
const AT_ONCE: usize = 5_000;

impl Proposals {
    fn now(&mut self, campaign: &Campaign, person: PersonId) -> Vec<String> {
        if self.of != Some(person) {
            let names = propose_personas(campaign, person, 24);
            (self.of, self.names, self.first) = (Some(person), names, 0);
        }
        self.names.iter().cycle().skip(self.first).take(PROPOSED.min(self.names.len())).cloned().collect()
    }
    /// What is said of somebody: nothing of another person while it is being looked up.
    fn said(&mut self, cx: &Cx<'_>, campaign: &Campaign, person: PersonId) -> Arc<Said> {
        let records = campaign.nominations().len() + campaign.stories().len() + campaign.sheets().len();
        if let Some(snapshot) = cx.ws.snapshot() {
            let studio = Arc::clone(cx.art.studio());
            let work = move |_: &Progress| Ok(Said::of(&snapshot, person, &studio.kit));
            self.said.get(cx.ws.jobs(), "", (person, campaign.revision()), records <= AT_ONCE, work);
        }
        let is_of_them = self.said.key().is_some_and(|(of, _)| *of == person);
        self.said.last().filter(|_| is_of_them).and_then(Result::ok).unwrap_or_default()
    }
    fn turn(&mut self) {
        self.first = (self.first + PROPOSED) % self.names.len().max(1);
    }
}

pub struct Inspector<'a> {
    pub campaign: &'a Campaign,
    pub verdict: Option<&'a Verdict>,
    pub proposals: &'a mut Proposals,
    /// A specialty being typed, and of whom.
    pub typed: &'a mut (Option<PersonId>, String),
    /// For dates.
    pub zone: jiff::tz::TimeZone,
}

impl Inspector<'_> {
    pub fn show(mut self, pane: &mut Pane<'_>, cx: &mut Cx<'_>, draft: &mut Draft<'_>) {
        pane.body(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.add_space(4.0);
            self.name(ui, draft);
            ui.add_space(6.0);
            let said = self.proposals.said(cx, self.campaign, draft.hero.person);
            left_over(ui, cx, self.campaign, draft.hero.person);
            powers(ui, cx, draft, &said.proven);
            ui.add_space(6.0);
            self.enemy(ui, cx, draft, &said);
            ui.add_space(6.0);
            self.story(ui, draft);
            self.specialties(ui, draft, &said);
            lines(ui, draft);
            ui.add_space(8.0);
            self.consent(ui, cx, draft.hero.person);
        });
    }

    fn name(&mut self, ui: &mut Ui, draft: &mut Draft<'_>) {
        let empty = draft.hero.persona.trim().is_empty();
        let field = Field::new("Hero name")
            .action(CommandButton::quiet("Propose").icon(Icon::Dice).hint("Show other names"))
            .wrong(empty.then_some("A hero without a name is not printed."))
            .show(ui, |ui| TextField::new(&mut draft.hero.persona, "Hero name").wrong(empty).show(ui).changed());
        if field.inner {
            draft.typed("Change the hero name", "persona");
        }
        let names = self.proposals.now(self.campaign, draft.hero.person);
        if field.action {
            self.proposals.turn();
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            for name in &names {
                if *name == draft.hero.persona {
                    continue;
                }
                if Chip::line(name.as_str()).button().show(ui).clicked() {
                    draft.hero.persona.clone_from(name);
                    draft.chose("Take a proposed hero name");
                }
            }
        });
    }

    fn enemy(&self, ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Draft<'_>, said: &Said) {
        let monsters: Vec<(MonsterId, &str)> =
            self.campaign.monsters().iter().map(|(id, monster)| (id, monster.name.as_str())).collect();
        Section::new("Arch-enemy").show(ui, |ui| {
            if let Some((id, monster)) = draft.hero.enemy.and_then(|id| Some((id, self.campaign.monsters().get(id)?))) {
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 66.0), Sense::hover());
                let c = colours(ui);
                ui.painter().rect_filled(rect, CornerRadius::same(8), c.surface_inset);
                let picture = Rect::from_min_size(rect.min + vec2(6.0, 5.0), Vec2::splat(56.0));
                let pixels = (56.0 * ui.ctx().pixels_per_point()).round() as u32;
                if let Some(texture) = cx.art.villain(ui.ctx(), &id.to_string(), &look_of(monster), pixels) {
                    paint::picture(ui, picture, texture, 1.0);
                }
                let left = picture.right() + 12.0;
                let room = rect.right() - left - 8.0;
                let p = ui.painter();
                let words = named_in(said, &monster.problem);
                // A long name takes two lines in smaller letters; the display face is for names that it has room for.
                let name = monster.name.to_uppercase();
                let is_short = text::width(p, &name, Type::TitleDisplay) <= room;
                let style = if is_short { Type::TitleDisplay } else { Type::Strong };
                let name = if is_short { &name } else { &monster.name };
                let upper = text::galley(p, name, style, c.ink, Fit::WrapRows(room, 2));
                let lower = text::galley(p, &words, Type::Caption, c.ink_muted, Fit::Elide(room));
                let top = rect.center().y - f32::midpoint(upper.size().y, lower.size().y);
                let under = top + upper.size().y;
                p.galley(pos2(left, top), upper, c.ink);
                p.galley(pos2(left, under), lower, c.ink_muted);
                let spoken = format!("{}. {words}", monster.name);
                response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
            }
            let mut names = vec!["No arch-enemy"];
            names.extend(monsters.iter().map(|(_, name)| *name));
            let chosen = draft.hero.enemy.and_then(|id| monsters.iter().position(|(other, _)| *other == id));
            let select = Select::new("Arch-enemy", &names, Some(chosen.map_or(0, |place| place + 1)));
            if let Some(i) = select.width(ui.available_width()).show(ui).chosen {
                draft.hero.enemy = i.checked_sub(1).map(|place| monsters[place].0);
                draft.chose("Change the arch-enemy");
            }
        });
    }

    fn story(&self, ui: &mut Ui, draft: &mut Draft<'_>) {
        let count = draft.hero.story.split_whitespace().count();
        let words = if count == 1 { "1 word".to_owned() } else { format!("{count} words") };
        let aside = match self.verdict.and_then(|verdict| verdict.room_words) {
            Some(room) => format!("{words}, room for {room}"),
            None => words,
        };
        let typed = Field::new("Story on the back")
            .aside(aside)
            .show(ui, |ui| TextField::new(&mut draft.hero.story, "Story on the back").rows(7).show(ui).changed());
        if typed.inner {
            draft.typed("Change the story on the back", "story");
        }
        let typed = Field::new("Quote")
            .show(ui, |ui| TextField::new(&mut draft.hero.quote, "Quote").rows(2).show(ui).changed());
        if typed.inner {
            draft.typed("Change the quote", "quote");
        }
        let typed = Field::new("Said by")
            .show(ui, |ui| TextField::new(&mut draft.hero.quote_by, "Said by").hint("A colleague").show(ui).changed());
        if typed.inner {
            draft.typed("Change who is quoted", "quote by");
        }
    }

    /// Words on the back: typed, or from the problems that the nominations name.
    fn specialties(&mut self, ui: &mut Ui, draft: &mut Draft<'_>, said: &Said) {
        let offered: Vec<Suggestion<'_>> =
            said.specialties.iter().map(|words| Suggestion { words, count: 0 }).collect();
        let person = draft.hero.person;
        if self.typed.0 != Some(person) {
            *self.typed = (Some(person), String::new());
        }
        ui.add_space(6.0);
        Section::new("Specialties").aside("on the back").show(ui, |ui| {
            let list = draft.hero.specialties.clone();
            let editor = TagEditor::new("Add a specialty", &list, &mut self.typed.1);
            match editor.most(SPECIALTIES).suggestions(&offered).show(ui) {
                Some(TagEvent::Added(words)) => {
                    draft.hero.specialties.push(words);
                    draft.chose("Add a specialty");
                }
                Some(TagEvent::Removed(place)) => {
                    draft.hero.specialties.remove(place);
                    draft.chose("Remove a specialty");
                }
                None => {}
            }
        });
    }

    fn consent(&self, ui: &mut Ui, cx: &mut Cx<'_>, id: PersonId) {
        let Some(person) = self.campaign.people().get(id) else { return };
        let open = CommandButton::quiet("Open the person");
        let words = when(person, &self.zone);
        let note = match person.consent.state {
            ConsentState::Agreed => match self.campaign.chosen_form(id, Output::Print) {
                NameForm::Real => Note::good("Agreed to a printed card with the real name."),
                NameForm::Hidden => Note::good("Agreed to a printed card without a name."),
                form => Note::good(format!("Agreed to a printed card with: {}.", form.title().to_lowercase())),
            },
            ConsentState::NotAsked => Note::warning("Nobody has asked yet whether the name may be printed."),
            ConsentState::Asked => Note::warning("Asked, and no answer yet whether the name may be printed."),
            ConsentState::Refused => Note::info("No card with the real name: the hero name stands alone."),
            ConsentState::Withdrawn => Note::info("Consent was withdrawn: the hero name stands alone."),
        };
        let note = if words.is_empty() { note } else { note.words(words) };
        if note.action(open).show(ui).action {
            cx.act(Action::Show(Target::Person(id)));
        }
    }
}

fn named_in(said: &Said, problem: &str) -> String {
    let named = said.problems.get(&problem_key(problem)).copied().unwrap_or(0);
    match (named, said.nominations) {
        (_, 0) => "Not nominated yet".into(),
        (0, all) => format!("Named in none of {all} nominations"),
        (1, 1) => "Named in the only nomination".into(),
        (named, all) => format!("Named in {named} of {all} nominations"),
    }
}

/// "3 November, by e-mail."
fn when(person: &Person, zone: &jiff::tz::TimeZone) -> String {
    let day = person.consent.at.map(|at| at.to_zoned(zone.clone()).strftime("%-d %B %Y").to_string());
    let by = (!person.consent.by.is_empty()).then(|| person.consent.by.clone());
    let parts: Vec<String> = day.into_iter().chain(by).collect();
    if parts.is_empty() { String::new() } else { format!("{}.", parts.join(", ")) }
}

/// What speaks for a power, and what it comes to where the card says another number.
fn why(power: &Power, proven: &[Proven]) -> (Vec<String>, String) {
    let Some(proven) = proven.iter().find(|it| it.power.stat == power.stat) else { return Default::default() };
    let mut reasons = proven.why.clone();
    if reasons.is_empty() {
        reasons.push("Nothing that was told speaks of it".into());
    }
    let value = proven.power.value;
    let comes_to = if value == power.value { String::new() } else { format!("That comes to {value}.") };
    (reasons, comes_to)
}

/// What speaks for all powers alike.
fn for_all(proven: &[Proven]) -> Vec<&str> {
    let Some((first, others)) = proven.split_first() else { return Vec::new() };
    let is_common = |reason: &&String| others.iter().all(|it| it.why.contains(reason));
    first.why.iter().filter(is_common).map(String::as_str).collect()
}

/// Powers whose round of judging was reopened: what they rest on may change.
fn left_over(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, person: PersonId) {
    let Some((hero, _)) = campaign.hero_of(person) else { return };
    let given = given::left_open(campaign, Some(hero));
    let Some(first) = given.first() else { return };
    // Two rounds that are open may have given the same power.
    let mut stats: Vec<&str> = given.iter().map(|it| it.power.stat.as_str()).collect();
    stats.dedup();
    let (count, place) = (stats.len(), given::place(campaign, first.by));
    let (title, it) = match count {
        1 => ("A power is from a round that is open", "it"),
        _ => ("Powers are from a round that is open", "them"),
    };
    let out = Note::warning(title)
        .words(format!("{place} gave {it} and is not frozen now; another value may come out."))
        .action(CommandButton::plain(format!("Take {it} back")).icon(Icon::Undo))
        .other(CommandButton::quiet(format!("Keep {it}")))
        .show(ui);
    let fate = match (out.action, out.other) {
        (true, _) => Fate::TakeBack,
        (_, true) => Fate::Keep,
        _ => return,
    };
    if let Some(change) = given::settle(campaign, &given, fate) {
        cx.commit(change);
    }
}

fn powers(ui: &mut Ui, cx: &Cx<'_>, draft: &mut Draft<'_>, proven: &[Proven]) {
    let kit = cx.art.kit();
    Section::new("Powers, 1 to 10").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut removed = None;
        let common = for_all(proven);
        for n in 0..draft.hero.powers.len() {
            let power = &draft.hero.powers[n];
            let label = kit.stat(&power.stat).map_or_else(|| power.stat.clone(), |stat| stat.label.clone());
            let stat = power.stat.clone();
            let mut value = power.value;
            let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
            let bar = Rect::from_min_max(row.min, pos2(row.right() - 30.0, row.bottom()));
            let mut place = ui.new_child(UiBuilder::new().max_rect(bar).id_salt(("power", &stat)));
            let (reasons, comes_to) = why(power, proven);
            let bar = PowerBar::new(label.as_str(), &mut value).show(&mut place);
            let changed = bar.changed();
            let own: Vec<&str> = reasons.iter().map(String::as_str).filter(|it| !common.contains(it)).collect();
            if !own.is_empty() {
                Text::caption(own.join(". ")).muted().elide().show(ui);
            }
            if !reasons.is_empty() {
                bar.on_hover_text(format!("{}\n{comes_to}", reasons.join("\n")).trim_end());
            }
            if changed {
                draft.hero.powers[n] = Power::new(stat.clone(), value.clamp(1, 10));
                draft.typed("Change a power", format!("power {stat}"));
            }
            let cross = Rect::from_min_max(pos2(row.right() - 28.0, row.top()), row.max);
            let mut place = ui.new_child(UiBuilder::new().max_rect(cross).id_salt(("remove", &stat)));
            let remove = CommandButton::quiet(format!("Remove {label}")).icon(Icon::X).icon_only().small();
            if remove.show(&mut place).clicked() {
                removed = Some(n);
            }
        }
        if let Some(n) = removed {
            draft.hero.powers.remove(n);
            draft.chose("Remove a power");
        }
        if !common.is_empty() && !draft.hero.powers.is_empty() {
            Text::caption(format!("For all of them: {}.", common.join(". "))).muted().show(ui);
        }
        let free: Vec<_> =
            kit.stats().iter().filter(|stat| !draft.hero.powers.iter().any(|power| power.stat == stat.id)).collect();
        let add = CommandButton::quiet("Add a power").icon(Icon::Plus).small();
        let button = add.disabled_if(free.is_empty().then_some("The card has all powers of the kit.")).show(ui);
        let chosen = menu(&button, |ui| {
            free.iter().find(|stat| MenuLine::new(stat.label.as_str()).show(ui).clicked()).map(|stat| stat.id.clone())
        });
        if let Some(stat) = chosen.and_then(|shown| shown.inner) {
            draft.hero.powers.push(Power::new(stat, 7));
            draft.chose("Add a power");
        }
    });
}

/// The lines in the star, a field each.
fn lines(ui: &mut Ui, draft: &mut Draft<'_>) {
    Section::new("Lines in the star").aside("the last is the loudest").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = tokens().space.xs;
        if some_lines(ui, &mut draft.hero.claims, CLAIMS, "Star line") {
            draft.typed("Change the lines in the star", "claims");
        }
    });
    if draft.hero.claims.len() > CLAIMS || draft.hero.specialties.len() > SPECIALTIES {
        Text::caption("The card shows three of each.").show(ui);
    }
}

/// Up to `most` lines of a list; empty ones at its end are left away.
fn some_lines(ui: &mut Ui, list: &mut Vec<String>, most: usize, name: &str) -> bool {
    let mut typed = false;
    for n in 0..most {
        let mut line = list.get(n).cloned().unwrap_or_default();
        if TextField::new(&mut line, format!("{name} {}", n + 1)).small().show(ui).changed() {
            if list.len() <= n {
                list.resize(n + 1, String::new());
            }
            list[n] = line;
            while list.last().is_some_and(String::is_empty) {
                list.pop();
            }
            typed = true;
        }
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{Change, Edit, Nomination, NominationId};

    #[test]
    fn what_is_said_of_somebody_is_of_all_their_nominations_and_of_nobody_elses() {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let mut campaign = templates::start(&FakeWorld::new(at), "blank").unwrap();
        let nomination = |id, of: u64, problems: &[&str]| {
            let mut nomination = Nomination::new(PersonId(of));
            nomination.problems = problems.iter().map(|tag| (*tag).into()).collect();
            Edit::nomination(NominationId(id), nomination)
        };
        let edits = vec![
            Edit::person(PersonId(1), Person::default()),
            Edit::person(PersonId(2), Person::default()),
            nomination(1, 1, &["Printers", " printers ", "Passwords"]),
            nomination(2, 1, &["printers"]),
            nomination(3, 1, &[]),
            nomination(4, 2, &["printers"]),
        ];
        campaign.apply(&Change::new("Add people", edits), at).unwrap();
        let kit = Kit::builtin().unwrap();
        let words = |person, problem| named_in(&Said::of(&campaign, PersonId(person), &kit), problem);
        assert_eq!(words(1, "PRINTERS"), "Named in 2 of 3 nominations");
        assert_eq!(words(1, "Cables"), "Named in none of 3 nominations");
        assert_eq!(words(2, "Printers"), "Named in the only nomination");
        assert_eq!(words(3, "Printers"), "Not nominated yet");
        assert_eq!(Said::of(&campaign, PersonId(1), &kit).proven, prove_powers(&campaign, PersonId(1), &kit));
    }
}
