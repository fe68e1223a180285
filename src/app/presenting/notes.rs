//! What the speaker reads on the laptop while the wall shows a scene: what it is called, and what to say or do.

use super::{Scene, Show};
use crate::app::outlook::{counted, grouped};
use crate::app::when;
use jiff::tz::TimeZone;

/// The scene in a few words, for lists and for "on the wall".
pub fn name_of_scene(show: &Show, scene: Scene) -> String {
    let prize = |index: usize| show.prizes.get(index).map_or("Prize", |prize| prize.name.as_str());
    match scene {
        Scene::Before => "What is drawn".into(),
        Scene::Lock => "The lock code".into(),
        Scene::Luck => "What fell".into(),
        Scene::Fixed => "The order is fixed".into(),
        Scene::Prize { prize: at } => format!("Prize: {}", prize(at)),
        Scene::Winner { prize: at, winner } => {
            let all = show.prizes.get(at).map_or(0, |prize| prize.winners.len());
            if all > 1 {
                format!("{}: box {} of {all}", prize(at), winner + 1)
            } else {
                format!("{}: the box", prize(at))
            }
        }
        Scene::Winners { prize: at, first } => {
            let all = show.prizes.get(at).map_or(0, |prize| prize.winners.len());
            let last = (first + super::play::PAGE).min(all);
            format!("{}: winners {} to {last} of {all}", prize(at), first + 1)
        }
        Scene::Alternates { .. } => "Who stands in line".into(),
        Scene::Board { first: 0 } => "All winners".into(),
        Scene::Board { first } => format!("All winners, from {}", first + 1),
    }
}

/// What to say and do, a sentence each.
pub fn notes(show: &Show, scene: Scene, zone: &TimeZone) -> Vec<String> {
    match scene {
        Scene::Before => {
            let locked = show.locked_at.map(|at| when::long(at, zone)).unwrap_or_default();
            vec![
                format!(
                    "{} with {}, locked on {locked}.",
                    counted(show.entries, "entry", "entries"),
                    counted(show.tickets, "ticket", "tickets")
                ),
                "Say what can be won, who may win it, and that the list cannot change any more.".into(),
            ]
        }
        Scene::Lock => vec![
            "Ask somebody in the room to compare the code on the wall with the one that was published, group by group."
                .into(),
            "Whoever keeps a photo of it can check the whole draw at home.".into(),
        ],
        Scene::Luck if show.rehearsal => {
            let mut notes =
                vec!["Values of a rehearsal count for nothing. In the draw you type them here, live.".to_owned()];
            if !show.made_up.is_empty() {
                notes.push(format!("Made up by this laptop: {}.", show.made_up.join(", ")));
            }
            notes
        }
        Scene::Luck if show.is_drawn() => vec!["What fell is in the record. Nothing of it can be changed.".into()],
        Scene::Luck => vec![
            "Type each value on the draw page; it appears on the wall as you type. Read it back aloud.".into(),
            "Then choose Draw. The record is signed and saved before the wall goes on.".into(),
        ],
        Scene::Fixed if show.rehearsal => {
            vec!["This is how it will go. Nobody wins anything in a rehearsal.".into()]
        }
        Scene::Fixed => {
            let mut notes = vec![
                "The winners are in the file now. The wall only opens the boxes.".into(),
                "Anybody may write down the record's hash before the first box is opened.".into(),
            ];
            if show.amendments > 0 {
                let after = counted(show.amendments as u64, "thing was", "things were");
                notes.push(format!("{after} recorded after the draw. The wall shows the draw as it was made."));
            }
            notes
        }
        Scene::Prize { prize } => show.prizes.get(prize).map_or_else(Vec::new, |prize| {
            let winners = prize.winners.len() as u64;
            if winners == 0 {
                return vec!["Nobody on the list could win this prize. It stays with the organiser.".into()];
            }
            let mut notes =
                vec![format!("{} to come. Say what the prize is.", counted(winners, "winner is", "winners are"))];
            if winners < prize.quantity {
                notes.push(format!(
                    "{} were promised; the list had nobody left for the others.",
                    grouped(prize.quantity)
                ));
            }
            notes
        }),
        Scene::Winner { prize, winner } => {
            let Some((prize, place)) =
                show.prizes.get(prize).and_then(|prize| Some((prize, prize.winners.get(winner)?)))
            else {
                return Vec::new();
            };
            let who = match &place.name {
                Some(name) => format!("{name} agreed to be named in this form: use no other."),
                None => "This winner is not named: say the entry id only, even if you know who it is.".into(),
            };
            let next = prize.next_in_line.first().and_then(|at| show.alternates.get(*at)).map_or_else(
                || "Nobody stands in line for this prize.".into(),
                |place| format!("Next in line for it: {}.", super::notes::who(place)),
            );
            vec![who, next]
        }
        Scene::Winners { prize, first } => {
            let hidden = show.prizes.get(prize).map_or(0, |prize| {
                let page = prize.winners.iter().skip(first).take(super::play::PAGE);
                page.filter(|place| place.name.is_none()).count()
            });
            let mut notes = vec!["The boxes of this prize are opened together.".to_owned()];
            if hidden > 0 {
                notes.push(format!(
                    "{} not named: say the entry ids only.",
                    counted(hidden as u64, "winner is", "winners are")
                ));
            }
            notes
        }
        Scene::Alternates { .. } => {
            vec!["If a prize is declined it goes to the first in line who may have it. The record says so.".into()]
        }
        Scene::Board { .. } => {
            vec!["Everything is published today: list, lock, record and two programs that check them.".into()]
        }
    }
}

/// Name and entry id, or the id alone.
pub(super) fn who(place: &super::ShowPlace) -> String {
    match &place.name {
        Some(name) => format!("{name}, {}", place.entry_id),
        None => place.entry_id.clone(),
    }
}
