//! What is held back: a line for each with the reason and the way to mend it.

use crate::app::hub::LeftOut;
use crate::campaign::{Campaign, HeroId, MishapId, StoryId, ThanksId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::health_row::HealthRow;
use eframe::egui::Ui;

/// Lines before "Show all".
const LINES: usize = 8;

/// A no is an answer and nothing to mend.
fn is_answer(why: &str) -> bool {
    why.starts_with("Does not want") || why.starts_with("Withdrew") || why.starts_with("Erased") || why == "Hidden."
}

/// Where it is mended, and the words of the button.
fn way(campaign: &Campaign, left_out: &LeftOut) -> Option<(&'static str, Action)> {
    let about_person = ["Has not been asked", "Was asked", "Does not want", "Withdrew", "Agreed to be shown"]
        .iter()
        .any(|words| left_out.why.starts_with(words));
    if let Ok(id) = left_out.id.parse::<HeroId>() {
        let hero = campaign.heroes().get(id)?;
        let person = Action::Show(Target::Person(hero.person));
        return Some(if about_person { ("Ask", person) } else { ("Rename", Action::Show(Target::Hero(id))) });
    }
    if let Ok(id) = left_out.id.parse::<StoryId>() {
        let story = campaign.stories().get(id)?;
        if about_person {
            return Some(("Ask", Action::Show(Target::Person(story.about))));
        }
        return Some(("Publish", Action::Show(Target::Story(id))));
    }
    if let Ok(id) = left_out.id.parse::<ThanksId>() {
        return Some(("Read", Action::Show(Target::Thanks(id))));
    }
    left_out.id.parse::<MishapId>().ok().map(|id| ("Review", Action::Show(Target::Mishap(id))))
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, left_out: &[LeftOut], all: &mut bool) {
    let mut card = Card::new().title("Held back").aside(left_out.len().to_string());
    if left_out.is_empty() {
        card.show(ui, |ui| Text::label("Everything may stand on the hub.").muted().show(ui));
        return;
    }
    card = card.rule();
    if left_out.len() > LINES {
        let title = if *all { "Show the first 8".to_owned() } else { format!("Show all {}", left_out.len()) };
        card = card.action(CommandButton::quiet(title));
    }
    // What can be mended comes first.
    let mut lines: Vec<&LeftOut> = left_out.iter().collect();
    lines.sort_by_key(|line| is_answer(&line.why));
    let shown = if *all { lines.len() } else { LINES };
    let out = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, line) in lines.into_iter().take(shown).enumerate() {
            let (tone, icon) =
                if is_answer(&line.why) { (Tone::Neutral, Icon::Shield) } else { (Tone::Warning, Icon::Warn) };
            let title =
                if line.what.contains('“') { line.what.clone() } else { format!("{} ({})", line.what, line.id) };
            let mut row = HealthRow::new(tone, icon, title, line.why.as_str());
            if index == 0 {
                row = row.no_rule();
            }
            let way = way(campaign, line);
            if let Some((button, _)) = &way {
                row = row.action(CommandButton::quiet(*button).hint(format!("{button}: {}", line.what)));
            }
            let pressed = ui.push_id(line.id.as_str(), |ui| row.show(ui)).inner;
            if pressed && let Some((_, action)) = way {
                cx.act(action);
            }
        }
    });
    if out.action {
        *all = !*all;
    }
}
