//! Others who are named in the words of a piece. Whose card it is was asked for its own name; whoever else its story, its quote or
//! the title of the award names was not, so the piece is held until the words are changed, by the same rule as on the hub.

use super::findings::{Kind, Mend};
use super::pieces::Content;
use crate::app::names::guard::Guard;
use crate::campaign::{Campaign, PersonId, Thanks};
use crate::press::card::{CardFacts, Enemy};

/// Words of a piece: how the place is called, the words, and where they are changed.
pub(super) type Said<'t> = (&'static str, &'t str, Mend);

/// The content, or why it is held: who else is named, and where. `about` is whom it is about, `behind` what it was made of beside
/// its facts.
pub(super) fn guarded<'b>(
    guard: &Guard<'_>,
    about: Option<PersonId>,
    mut content: Content,
    behind: impl IntoIterator<Item = Said<'b>>,
) -> Content {
    let found = first(guard, about, &content).or_else(|| behind.into_iter().find_map(|said| named(guard, about, said)));
    if let Some((place, who, mend)) = found {
        let reason = format!("{place} names {who}; change the words, or ask them");
        return Content::Lacking { reason, kind: Kind::Consent, mend };
    }
    // A neighbour whose hero name is somebody else's stands on no other card.
    let others = match &mut content {
        Content::Card(facts) => &mut facts.others,
        Content::Storyboard(facts) => &mut facts.others,
        Content::Villain(facts) => &mut facts.heroes,
        _ => return content,
    };
    others.retain(|(name, _)| guard.names_beside(name, about).is_none());
    content
}

fn first(guard: &Guard<'_>, about: Option<PersonId>, content: &Content) -> Option<(&'static str, String, Mend)> {
    let found = |said: Said<'_>| named(guard, about, said);
    match content {
        Content::Card(facts) => of_card(facts).find_map(found),
        Content::Storyboard(facts) => {
            let labels = facts.accessories.iter().map(|it| ("a thing it comes with", it.label.as_str(), Mend::Gear));
            [("the hero's name", facts.persona.as_str(), Mend::HeroName), ("the award", &facts.award, Mend::Award)]
                .into_iter()
                .chain(labels)
                .chain(of_enemy(facts.enemy.as_ref()))
                .find_map(found)
        }
        Content::Villain(facts) => [
            ("its name", facts.name.as_str(), Mend::MonsterName),
            ("its line", &facts.tagline, Mend::MonsterLine),
            ("the problem", &facts.problem, Mend::MonsterProblem),
            ("the quote", &facts.quote, Mend::Monster),
            ("the name under the quote", &facts.quote_by, Mend::Monster),
        ]
        .into_iter()
        .find_map(found),
        Content::Archetype(facts) => [
            ("its name", facts.name.as_str(), Mend::ArchetypeName),
            ("its habit", &facts.tagline, Mend::ArchetypeHabit),
            ("its story", &facts.habit, Mend::ArchetypeStory),
        ]
        .into_iter()
        .chain(facts.crimes.iter().map(|crime| ("a crime", crime.as_str(), Mend::ArchetypeCrimes)))
        .find_map(found),
        Content::Thanks(facts) => [
            ("the message", facts.message.as_str(), Mend::ThanksWords),
            ("the name plate", &facts.plate, Mend::ThanksPlate),
            ("the address", &facts.to, Mend::ThanksTo),
        ]
        .into_iter()
        .find_map(found),
        Content::Label(_) | Content::Packing(_) | Content::Lacking { .. } => None,
    }
}

fn named(
    guard: &Guard<'_>,
    about: Option<PersonId>,
    (place, text, mend): Said<'_>,
) -> Option<(&'static str, String, Mend)> {
    let who = guard.names_beside(text, about)?;
    Some((place, guard.said_of(who), mend))
}

/// Of what the narrator's words of a commercial are made, beside what the storyboard shows. The words themselves are templates,
/// in which a stand-in may be called like somebody.
pub(super) fn behind_commercial(campaign: &Campaign, id: PersonId) -> impl Iterator<Item = Said<'_>> {
    let hero = campaign.hero_of(id).map(|(_, hero)| hero);
    let claims = hero.into_iter().flat_map(|hero| &hero.claims);
    let enemy = hero.and_then(|hero| campaign.monsters().get(hero.enemy?));
    let person = campaign.people().get(id);
    let about = person.into_iter().flat_map(|person| {
        [
            ("the function", person.function.as_str(), Mend::Function),
            ("the team", &person.team, Mend::Team),
            ("the place", &person.place, Mend::Place),
        ]
    });
    claims
        .map(|claim| ("a line in the star", claim.as_str(), Mend::Claims))
        .chain(enemy.map(|monster| ("the arch-enemy's problem", monster.problem.as_str(), Mend::Enemy)))
        .chain(about)
}

/// Who wrote a message, where the message alone says so: such words may be anybody's name. An author whose record is known stands
/// there as they chose themselves, whoever else bears a part of that name.
pub(super) fn author_in_words(thanks: &Thanks) -> Option<Said<'_>> {
    (thanks.from.is_none() && !thanks.anonymous).then_some(("the author", thanks.from_words.as_str(), Mend::ThanksFrom))
}

fn of_card(facts: &CardFacts) -> impl Iterator<Item = Said<'_>> {
    [
        ("the hero's name", facts.persona.as_str(), Mend::HeroName),
        ("the award", &facts.award, Mend::Award),
        ("the reason for the award", &facts.why, Mend::Award),
        ("the story", &facts.story, Mend::Story),
        ("the quote", &facts.quote, Mend::Quote),
        ("the name under the quote", &facts.quote_by, Mend::Quote),
        ("the line under the name", &facts.line_two, Mend::Team),
        ("the function", &facts.function, Mend::Function),
    ]
    .into_iter()
    .chain(facts.claims.iter().map(|claim| ("a line in the star", claim.as_str(), Mend::Claims)))
    .chain(facts.specialties.iter().map(|it| ("a specialty", it.as_str(), Mend::Specialties)))
    .chain(facts.accessories.iter().map(|it| ("a thing it comes with", it.label.as_str(), Mend::Gear)))
    .chain(of_enemy(facts.enemy.as_ref()))
}

fn of_enemy(enemy: Option<&Enemy>) -> impl Iterator<Item = Said<'_>> {
    let words = enemy.into_iter().flat_map(|enemy| [&enemy.name, &enemy.tagline]);
    words.map(|text| ("the arch-enemy", text.as_str(), Mend::Enemy))
}
