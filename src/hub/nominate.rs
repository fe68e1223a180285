//! The nomination form. It works without a server: the script makes a file that the program imports, or fills a mail.

use super::facts::HubFacts;
use maud::{Markup, html};

/// The questions in order: id of the field, and the header under which the answer stands in the file. The program's own reading
/// of headers knows every one of them.
pub const QUESTIONS: [(&str, &str); 12] = [
    ("nominee", "Nominee"),
    ("nominee-email", "Nominee email"),
    ("nominee-team", "Nominee team"),
    ("nominee-country", "Nominee country"),
    ("award", "Award"),
    ("story", "What happened?"),
    ("reason", "Why does it matter?"),
    ("quote", "Quote"),
    ("problem", "Problem"),
    ("your-name", "Your name"),
    ("your-email", "Your email"),
    ("contact", "May we contact the nominee?"),
];

fn line(id: &str, label: &str, kind: &str, needed: bool, complete: &str) -> Markup {
    html! {
        p.field {
            label for=(id) { (label) @if needed { span.needed { " (needed)" } } }
            input id=(id) name=(id) type=(kind) required[needed] autocomplete=(complete) maxlength="300";
        }
    }
}

fn area(id: &str, label: &str, needed: bool, rows: u8) -> Markup {
    html! {
        p.field {
            label for=(id) { (label) @if needed { span.needed { " (needed)" } } }
            textarea id=(id) name=(id) rows=(rows) required[needed] maxlength="8000" {}
        }
    }
}

pub(super) fn page(facts: &HubFacts) -> Markup {
    html! {
        h1 { "Nominate a hero" }
        @if !facts.deadline.is_empty() { p.deadline dir="auto" { (facts.deadline) } }
        @if facts.is_open { (form(facts)) } @else { p { "Nominations are closed." } }
    }
}

fn form(facts: &HubFacts) -> Markup {
    html! {
        p {
            "Tell us who keeps everything running and is never thanked. Nothing is sent from this page: it "
            @if facts.mail_to.is_empty() { "saves your answers as a file, which you hand to the organiser." }
            @else { "saves your answers as a file, or opens a mail with them that you send yourself." }
        }
        noscript {
            p.deadline {
                "This form needs a script to make the file. Without it, write down the answers"
                @if !facts.mail_to.is_empty() { " and send them to " (facts.mail_to) }
                "."
            }
        }
        form id="nomination" novalidate data-mail=(facts.mail_to) data-title=(facts.title) {
            fieldset {
                legend { "Your hero" }
                (line("nominee", "Name", "text", true, "off"))
                (line("nominee-email", "E-mail", "email", false, "off"))
                (line("nominee-team", "Team", "text", false, "off"))
                (line("nominee-country", "Country", "text", false, "off"))
                @if !facts.awards.is_empty() {
                    p.field {
                        label for="award" { "Award" }
                        select id="award" name="award" {
                            option value="" { "No preference" }
                            @for award in &facts.awards { option value=(award.title) dir="auto" { (award.title) } }
                        }
                    }
                }
            }
            fieldset {
                legend { "The story" }
                (area("story", "What happened?", true, 6))
                (area("reason", "Why does it matter?", false, 3))
                (area("quote", "One sentence to quote", false, 2))
                (line("problem", "The problem behind it, in a word or two", "text", false, "off"))
            }
            fieldset {
                legend { "You" }
                (line("your-name", "Your name", "text", false, "name"))
                (line("your-email", "Your e-mail", "email", false, "email"))
                p.field.check {
                    input id="contact" name="contact" type="checkbox" value="Yes";
                    label for="contact" { "The organiser may tell my hero about this nomination" }
                }
            }
            p.error id="error" role="alert" {}
            p {
                button.button type="submit" { "Save the nomination as a file" }
                @if !facts.mail_to.is_empty() { " " button.button.second type="button" id="mail" { "Write it as a mail" } }
            }
            p.done id="done" role="status" {}
        }
        script src="nominate.js" defer {}
    }
}
