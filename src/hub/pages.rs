//! The pages of the site, one function each.

use super::facts::{HeroFacts, HubFacts, LeapFacts, MonsterFacts, StoryFacts, ThanksFacts};
use crate::scene::world::{self, Mark};
use maud::{Markup, PreEscaped, html};

/// Paragraphs of a text, set apart by empty lines; single line breaks stay.
fn paragraphs(text: &str) -> Markup {
    let text = text.replace("\r\n", "\n");
    html! {
        @for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            p dir="auto" {
                @for (number, line) in paragraph.lines().enumerate() {
                    @if number > 0 { br; }
                    (line)
                }
            }
        }
    }
}

fn picture(root: &str, path: &str, words: &str) -> Markup {
    html! { @if !path.is_empty() { img src={ (root) (path) } alt=(words) loading="lazy"; } }
}

fn bars(values: &[(String, u8)]) -> Markup {
    html! {
        @if !values.is_empty() {
            dl.bars {
                @for (label, value) in values {
                    dt dir="auto" { (label) }
                    dd { meter min="0" max="10" value=(value) aria-label=(label) { (value) " of 10" } span { (value) } }
                }
            }
        }
    }
}

fn hero_card(hero: &HeroFacts) -> Markup {
    html! {
        article.card.hero id=(hero.slug) {
            div.window { (picture("", &hero.picture, &format!("{} as an action figure", hero.persona))) }
            h3 dir="auto" { (hero.persona) }
            @if let Some(name) = &hero.name { p.name dir="auto" { (name) } }
            @if !hero.line_two.is_empty() { p.quiet dir="auto" { (hero.line_two) } }
            @if !hero.award.is_empty() { p.ribbon dir="auto" { (hero.award) } }
            @if !hero.quote.is_empty() { blockquote dir="auto" { (hero.quote) } }
            (bars(&hero.powers))
            @if !hero.enemy.is_empty() { p.quiet { "Arch-enemy: " span dir="auto" { (hero.enemy) } } }
            @if !hero.story.is_empty() { p { a href={ "stories/" (hero.story) ".html" } { "Read the story of " span dir="auto" { (hero.persona) } } } }
        }
    }
}

fn monster_card(monster: &MonsterFacts) -> Markup {
    html! {
        article.card.monster id=(monster.slug) {
            div.window { (picture("", &monster.picture, &format!("The monster {}", monster.name))) }
            h3 dir="auto" { (monster.name) }
            @if !monster.tagline.is_empty() { p.quiet dir="auto" { (monster.tagline) } }
            p {
                "Stands for " strong dir="auto" { (monster.problem) } ", named in " (monster.named_in)
            }
            (bars(&monster.stats))
            @if !monster.fought_by.is_empty() { p.quiet dir="auto" { "Fought by " (monster.fought_by.join(", ")) } }
        }
    }
}

fn story_card(story: &StoryFacts) -> Markup {
    html! {
        article.card.story {
            h3 dir="auto" { a href={ "stories/" (story.slug) ".html" } { (story.title) } }
            p.quiet dir="auto" {
                (story.about)
                @if !story.place.is_empty() { ", " (story.place) }
            }
            @if !story.summary.is_empty() { p dir="auto" { (story.summary) } }
            @for leap in story.leaps.iter().filter(|leap| !leap.multiple.is_empty()).take(1) { p.claim dir="auto" { (leap.multiple) } }
        }
    }
}

fn thanks_card(thanks: &ThanksFacts) -> Markup {
    html! {
        article.card.thanks {
            h3 dir="auto" { "To " (thanks.to) }
            (paragraphs(&thanks.message))
            @if !thanks.from.is_empty() { p.quiet dir="auto" { "From " (thanks.from) } }
        }
    }
}

fn leap_list(leaps: &[LeapFacts]) -> Markup {
    html! {
        @if !leaps.is_empty() {
            section.leaps aria-labelledby="leap" {
                h2 id="leap" { "The leap" }
                @for leap in leaps {
                    div.leap {
                        @if !leap.multiple.is_empty() { p.claim dir="auto" { (leap.multiple) } }
                        p dir="auto" { (leap.what) }
                        @if !leap.before.is_empty() && !leap.after.is_empty() {
                            p { "Before: " strong dir="auto" { (leap.before) } ", after: " strong dir="auto" { (leap.after) } }
                        }
                        p.quiet { (leap.evidence) }
                    }
                }
            }
        }
    }
}

pub(super) fn home(facts: &HubFacts) -> Markup {
    html! {
        section.hello {
            h1 dir="auto" { (facts.title) }
            (paragraphs(&facts.intro))
            @if !facts.deadline.is_empty() { p.deadline dir="auto" { (facts.deadline) } }
            p {
                @if facts.is_open { a.button href="nominate.html" { "Nominate a hero" } " " }
                @if !facts.stories.is_empty() { a.button.second href="stories.html" { "Read the stories" } }
            }
        }
        @if !facts.impact.counts.is_empty() {
            section aria-label="In numbers" {
                ul.counts { @for (number, words) in &facts.impact.counts { li { strong { (number) } " " (words) } } }
            }
        }
        @if facts.awards.iter().any(|award| !award.winners.is_empty()) {
            section aria-labelledby="winners" {
                h2 id="winners" { "Winners" }
                ul.winners {
                    @for award in facts.awards.iter().filter(|award| !award.winners.is_empty()) {
                        li { strong dir="auto" { (award.title) } span dir="auto" { (award.winners.join(", ")) } }
                    }
                }
            }
        }
        @if !facts.heroes.is_empty() {
            section aria-labelledby="heroes" {
                h2 id="heroes" { "Heroes" }
                div.grid { @for hero in facts.heroes.iter().take(4) { (hero_card(hero)) } }
                @if facts.heroes.len() > 4 { p { a href="heroes.html" { "All " (facts.heroes.len()) " heroes" } } }
            }
        }
        @if !facts.stories.is_empty() {
            section aria-labelledby="stories" {
                h2 id="stories" { "Stories" }
                div.grid { @for story in facts.stories.iter().take(3) { (story_card(story)) } }
            }
        }
        @if !facts.thanks.is_empty() {
            section aria-labelledby="thanks" {
                h2 id="thanks" { "Thanks" }
                div.grid { @for thanks in facts.thanks.iter().take(3) { (thanks_card(thanks)) } }
            }
        }
        @if facts.heroes.is_empty() && facts.stories.is_empty() {
            p.quiet { "The first stories appear here as soon as those they tell of have agreed." }
        }
    }
}

pub(super) fn heroes(facts: &HubFacts) -> Markup {
    html! {
        h1 { "Heroes" }
        h2.unseen { "All heroes" }
        div.grid { @for hero in &facts.heroes { (hero_card(hero)) } }
    }
}

pub(super) fn monsters(facts: &HubFacts) -> Markup {
    html! {
        h1 { "Monsters" }
        p { "Every monster is a problem that came up again and again. It is never a person." }
        h2.unseen { "All monsters" }
        div.grid { @for monster in &facts.monsters { (monster_card(monster)) } }
    }
}

pub(super) fn stories(facts: &HubFacts) -> Markup {
    html! {
        h1 { "Stories" }
        h2.unseen { "All stories" }
        div.grid { @for story in &facts.stories { (story_card(story)) } }
    }
}

pub(super) fn story(facts: &HubFacts, story: &StoryFacts) -> Markup {
    let at = facts.stories.iter().position(|other| other.slug == story.slug);
    let next = at.and_then(|at| facts.stories.get(at + 1));
    html! {
        article.long {
            h1 dir="auto" { (story.title) }
            p.quiet dir="auto" {
                (story.about)
                @if !story.place.is_empty() { ", " (story.place) }
            }
            @if !story.picture.is_empty() {
                div.window.beside { (picture("../", &story.picture, &format!("{} as an action figure", story.about))) }
            }
            @if !story.summary.is_empty() { p.lead dir="auto" { (story.summary) } }
            (paragraphs(&story.text))
            @for (words, by) in &story.quotes {
                figure.quote {
                    blockquote dir="auto" { (words) }
                    @if !by.is_empty() { figcaption dir="auto" { (by) } }
                }
            }
            (leap_list(&story.leaps))
            p.onward {
                a href="../stories.html" { "All stories" }
                @if let Some(next) = next { " · Next: " a href={ (next.slug) ".html" } dir="auto" { (next.title) } }
            }
        }
    }
}

pub(super) fn mishaps(facts: &HubFacts) -> Markup {
    html! {
        h1 { "Users happen" }
        p { "True mishaps. Whoever was involved is an archetype here: a habit everybody has met, never a person." }
        h2.unseen { "All mishaps" }
        div.grid {
            @for mishap in &facts.mishaps {
                article.card.mishap {
                    h3 dir="auto" { (mishap.title) }
                    @if !mishap.device.is_empty() { p.ribbon dir="auto" { (mishap.device) } }
                    (paragraphs(&mishap.text))
                    @if !mishap.punchline.is_empty() { p.claim dir="auto" { (mishap.punchline) } }
                    @if !mishap.archetypes.is_empty() { p.quiet dir="auto" { "Starring " (mishap.archetypes.join(", ")) } }
                }
            }
        }
    }
}

pub(super) fn thanks(facts: &HubFacts) -> Markup {
    html! {
        h1 { "Wall of thanks" }
        h2.unseen { "All messages" }
        div.grid { @for thanks in &facts.thanks { (thanks_card(thanks)) } }
    }
}

fn bar_table(caption: &str, head: [&str; 2], rows: &[(String, u64)]) -> Markup {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    html! {
        table.plot {
            caption { (caption) }
            thead { tr { th scope="col" { (head[0]) } th scope="col" { (head[1]) } } }
            tbody {
                @for (label, count) in rows {
                    tr {
                        th scope="row" dir="auto" { (label) }
                        td { meter min="0" max=(most) value=(count) aria-label=(label) { (count) } span { (count) } }
                    }
                }
            }
        }
    }
}

/// The world in dots, with a disc where nominations come from. What it shows stands in the table under it in words.
fn map(places: &[Mark]) -> Markup {
    html! {
        figure.map {
            svg viewBox={ "0 0 " (world::SIZE.0) " " (world::SIZE.1) } role="img" aria-label="Map of the world with a disc for each place that nominations come from" {
                // Numbers and class names of our own, nothing of what was typed.
                (PreEscaped(world::svg(places)))
            }
            figcaption { "A disc for each place; the larger, the more nominations." }
        }
    }
}

pub(super) fn impact(facts: &HubFacts) -> Markup {
    let impact = &facts.impact;
    html! {
        h1 { "Impact" }
        @if impact.counts.is_empty() { p.quiet { "Numbers appear here with the first nominations." } }
        @else { ul.counts { @for (number, words) in &impact.counts { li { strong { (number) } " " (words) } } } }
        @if !impact.leaps.is_empty() {
            section aria-labelledby="leaps" {
                h2 id="leaps" { "Leaps" }
                ul { @for words in &impact.leaps { li dir="auto" { (words) } } }
                p.quiet { "Only numbers with evidence are counted, each kind of evidence by itself." }
            }
        }
        @if !impact.problems.is_empty() { (bar_table("Problems named in nominations", ["Problem", "Nominations"], &impact.problems)) }
        @if !impact.countries.is_empty() {
            (map(&impact.places))
            (bar_table("Where nominations come from", ["Country", "Nominations"], &impact.countries))
        }
        @if !impact.channels.is_empty() {
            div.wide { table.numbers {
                caption { "Channels" }
                thead { tr { @for head in ["Channel", "Received", "Accepted", "Shortlisted", "Won"] { th scope="col" { (head) } } } }
                tbody {
                    @for (channel, counts) in &impact.channels {
                        tr { th scope="row" dir="auto" { (channel) } @for count in counts { td { (count) } } }
                    }
                }
            } }
        }
    }
}
