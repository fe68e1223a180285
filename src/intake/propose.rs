//! Proposes what each column means, from the words of its header and from its values, and says why. A consent is
//! only suggested where its header is not plain: a wrong yes would be worse than a question.

use super::date::{self, ColumnOrder};
use super::field::{DATES, Field, Kind};
use super::mapping::{Column, Mapping};
use super::profile::{Look, Titles};
use super::table::Table;
use super::words::{Names, Whose, Words};
use super::{
    DateOrder, Source, award_columns, left_over, mails, name_pairs, postal, second_names, settle, status, value,
    whose_columns, words,
};

/// "Points - Why?" beside "Why?": what a form that is a quiz writes of its own beside each question.
fn is_of_quiz(table: &Table, header: &str) -> bool {
    let about = header.split_once(" - ").or_else(|| header.split_once(" – "));
    about.is_some_and(|(what, question)| {
        QUIZ.contains(&value::fold(what).as_str()) && table.headers.iter().any(|it| it.trim() == question.trim())
    })
}

/// What a quiz calls its points and its remarks, folded.
const QUIZ: [&str; 8] =
    ["points", "feedback", "punkte", "kommentare", "puntos", "comentarios", "commentaires", "punten"];

/// Points below which a column is left out.
const ENOUGH: i64 = 8;

/// One possible meaning of one column.
pub(super) struct Idea {
    pub(super) column: usize,
    pub(super) field: Field,
    pub(super) points: i64,
    pub(super) reason: String,
    /// Only the person can tell.
    pub(super) ask: bool,
    /// One part of a name that several columns give together.
    pub(super) part: bool,
}

/// Proposes a meaning for every column.
pub fn propose(table: &Table, kind: Kind) -> Mapping {
    propose_for(table, kind, &[])
}

/// The same for a campaign with these awards: columns of names may stand under their titles.
pub fn propose_for(table: &Table, kind: Kind, awards: &[String]) -> Mapping {
    let titles = Titles::new(awards);
    let looks = Look::at_all(table, &titles);
    let longest = longest_text(&looks);
    let has_titles = kind == Kind::Nominations && looks.iter().any(Look::are_titles);
    let mut ideas: Vec<Idea> = Vec::new();
    for (column, (header, look)) in table.headers.iter().zip(&looks).enumerate() {
        ideas.extend(ideas_for(table, kind, column, header, look, longest == Some(column)));
    }
    ideas.retain(|idea| kind.fields().contains(&idea.field) && idea.points >= ENOUGH);
    whose_columns::halves_of_names(table, kind, &looks, &mut ideas);
    whose_columns::lean_together(table, kind, &looks, &mut ideas);
    second_names::give_way(table, &looks, &mut ideas);
    // Boards have a "Person" who is in charge beside the "Name" of what it is about; in a form "Name" may be that of who fills it in.
    let is_called = |column: usize, word: &str| table.headers.get(column).is_some_and(|it| value::fold(it) == word);
    let has_name = !table.source.is_form() && (0..table.headers.len()).any(|column| is_called(column, "name"));
    ideas.retain(|idea| !(has_name && idea.field == Field::Name && is_called(idea.column, "person")));
    let asked = match kind {
        Kind::Nominations => whose_columns::plain_names(table, &looks, &mut ideas),
        Kind::Entries => {
            whose_columns::buyers(table, &looks, &mut ideas);
            None
        }
        _ => None,
    };
    ideas.retain(|idea| !table.headers.get(idea.column).is_some_and(|header| is_of_quiz(table, header)));
    // Where one column holds titles of the campaign's awards, "Award level" beside it is something else.
    let is_award = |idea: &Idea| {
        let (Some(look), Some(header)) = (looks.get(idea.column), table.headers.get(idea.column)) else { return false };
        let is_ticked = look.mostly(look.yes_no) || look.mostly(look.header_ticks);
        let is_option = || settle::are_ends_of(header, table, idea.column);
        look.filled == 0 || look.has_titles() || is_ticked || settle::says_other(header) || is_option()
    };
    ideas.retain(|idea| idea.field != Field::Award || !has_titles || is_award(idea));
    // A column without a value never takes the place of one that has some.
    let is_empty = |idea: &Idea| looks.get(idea.column).is_none_or(|look| look.filled == 0);
    ideas.sort_by_key(|idea| (is_empty(idea), std::cmp::Reverse(idea.points), idea.column));
    let mut columns: Vec<Column> = table
        .headers
        .iter()
        .map(|header| Column {
            header: header.clone(),
            field: None,
            suggested: None,
            reason: "Nothing known fits. Its words are kept with every row.".into(),
            undecided: false,
            left_out: false,
        })
        .collect();
    let mut taken: Vec<Field> = Vec::new();
    let mut in_parts: Vec<Field> = Vec::new();
    for idea in ideas {
        let Some(slot) = columns.get_mut(idea.column) else { continue };
        let is_next_part = idea.part && in_parts.contains(&idea.field);
        let free =
            !taken.contains(&idea.field) || is_next_part || (idea.field.is_joined() && idea.field != Field::Nominator);
        if slot.field.is_some() || slot.suggested.is_some() || !free {
            continue;
        }
        slot.reason = idea.reason;
        if idea.ask {
            slot.suggested = Some(idea.field);
            slot.undecided = true;
        } else {
            taken.push(idea.field);
            if idea.part {
                in_parts.push(idea.field);
            }
            slot.field = Some(idea.field);
        }
    }
    settle::name_parts(table, &mut columns);
    settle::sides(table, kind, &mut columns);
    left_over::addresses(table, kind, &looks, &mut columns);
    settle::names_beside_parts(table, &mut columns);
    whose_columns::ask_or_tell(table, kind, asked, &mut columns);
    settle::same_headers(table, kind, &mut columns);
    settle::choices_of_others(&looks, &mut columns, awards);
    settle::other_choices(kind, &mut columns);
    settle::ticked_beside(kind, &looks, &mut columns);
    settle::details_of_nominator(table, kind, &mut columns);
    settle::places_of_computers(kind, &mut columns);
    postal::house_numbers(kind, &mut columns);
    postal::one_of_two_addresses(&looks, &mut columns);
    postal::town_of_address(&looks, &mut columns);
    postal::whole_beside_parts(table, &mut columns);
    settle::extra_in_total(&mut columns);
    settle::time_of_day(table, kind, &mut columns);
    award_columns::propose(table, kind, &mut columns, awards);
    status::propose(table, kind, &mut columns);
    left_over::parts_of_names(&looks, &mut columns);
    left_over::names(table, kind, &looks, &mut columns);
    left_over::moments(kind, &looks, &mut columns);
    left_over::lone_address(kind, &looks, &mut columns);
    left_over::texts(kind, &looks, &mut columns);
    whose_columns::lone_nominee(table, kind, &looks, &mut columns);
    settle::say_details_of_nominator(kind, &mut columns);
    mails::settle(table, kind, &mut columns);
    second_names::same_for_all(table, kind, &mut columns);
    Mapping { kind, fingerprint: table.fingerprint(), columns }
}

fn longest_text(looks: &[Look]) -> Option<usize> {
    let is_prose = |l: &Look| {
        l.mean_chars() >= 20
            && !l.mostly(l.emails)
            && !l.mostly(l.links)
            && l.mostly(l.worded)
            && l.filled * 2 >= l.rows
    };
    let by_length = looks.iter().enumerate().filter(|(_, l)| is_prose(l));
    // The first of equal columns, so compare with the later index as the smaller.
    by_length.max_by_key(|(i, l)| (l.mean_chars(), std::cmp::Reverse(*i))).map(|(i, _)| i)
}

/// Does a header speak of when something was sent?
fn says_sent(header: &str) -> bool {
    const SENT: [&str; 6] = ["submitted", "submission", "eingereicht", "abgeschickt", "soumis", "ingediend"];
    let folded = value::fold(header);
    SENT.iter().any(|word| folded.contains(word))
}

/// What a column may mean, by its header and its values.
pub(super) fn ideas_for(
    table: &Table,
    kind: Kind,
    column: usize,
    header: &str,
    look: &Look,
    is_longest: bool,
) -> Vec<Idea> {
    let mut ideas = Vec::new();
    // Where tags and notes have no place they are kept with the row, and are no story.
    let is_aside = matches!(value::fold(header).as_str(), "tags" | "notes") && !kind.fields().contains(&Field::Notes);
    if words::is_service(header) || is_aside {
        return ideas;
    }
    // Qualtrics calls whoever it asked the recipient; most surveys ask nobody by name.
    if table.source == Source::Qualtrics && value::fold(header).starts_with("recipient") {
        let field = if look.mostly(look.emails) { Field::NominatorEmail } else { Field::Nominator };
        if look.filled > 0 && kind == Kind::Nominations {
            let part = field == Field::Nominator;
            let reason = "Whom Qualtrics asked.".into();
            ideas.push(Idea { column, field, points: 12, reason, ask: false, part });
        }
        return ideas;
    }
    if let Some(idea) = idea_of_service(table, kind, column, header, look) {
        ideas.push(idea);
        return ideas;
    }
    let header_words = Words::of(header);
    // In thanks who had a case on their desk is who is thanked; elsewhere it is somebody else's name or address.
    // "Name of the manager you nominate" and "Tell us what this manager did" are about the nominee all the same.
    let names = header_words.names_nominee(look.are_names());
    let asks_more = matches!(names, Names::Surely | Names::Perhaps)
        || header_words.fields().iter().any(|(field, ..)| matches!(field, Field::Reason | Field::Story));
    if kind != Kind::Thanks && header_words.is_of_another() && !(kind == Kind::Nominations && asks_more) {
        return ideas;
    }
    let whose = header_words.whose();
    if header_words.is_person() && !look.mostly(look.emails) && !look.mostly(look.numbers) {
        let reason = quote_words(&[header.trim().to_lowercase()]);
        let points = if look.are_names() { 17 } else { 12 };
        ideas.push(Idea { column, field: Field::Name, points, reason, ask: false, part: false });
    }
    // A hero has a name of that kind beside the one they were given.
    if kind == Kind::Members && header_words.whose() == Whose::Nominee && !look.are_names() && look.emails == 0 {
        let reason = quote_words(&[header.trim().to_lowercase()]);
        ideas.push(Idea { column, field: Field::CodeName, points: 9, reason, ask: false, part: false });
    }
    if kind == Kind::Thanks && header_words.is_sender() {
        let reason = quote_words(&[header.trim().to_lowercase()]);
        ideas.push(Idea { column, field: Field::Name, points: 16, reason, ask: false, part: false });
    }
    let fields = if kind == Kind::Entries { header_words.fields_with_buyers() } else { header_words.fields() };
    let longest = |of: Field| {
        let hits = fields.iter().find(|(field, ..)| *field == of).map(|(_, _, hits)| hits);
        hits.and_then(|hits| hits.iter().map(|hit| hit.split(' ').count()).max()).unwrap_or(0)
    };
    // "First name" holds the word "name"; "first and last name" is a whole one.
    let part = longest(Field::Given).max(longest(Field::Family));
    // "Last name, First name" is a whole one, too; "Who do you nominate? - First name" is not.
    let is_one_part = longest(Field::Given) == 0 || longest(Field::Family) == 0;
    // "(first and last name)" at the end is a whole one all the same.
    let is_whole = fields.iter().filter(|(field, ..)| *field == Field::Name).flat_map(|(_, _, hits)| hits);
    let mut is_whole = is_whole.filter(|hit| hit.split(' ').count() > part.max(1));
    let ends_whole = is_whole.any(|hit| header_words.ends_with(hit));
    // "Surname and name" is a whole one in whatever language.
    let is_of_both = name_pairs::order(header).is_some();
    let is_part = !is_of_both
        && part > 0
        && (part >= longest(Field::Name) || is_one_part && header_words.ends_with_part() && !ends_whole);
    let asks_why = fields.iter().any(|(field, ..)| matches!(field, Field::Reason | Field::Story));
    let has_reason = fields.iter().any(|(field, ..)| matches!(field, Field::Reason));
    ideas.extend(idea_from_people(kind, column, &header_words, &fields, look).filter(|_| !is_part));
    if kind == Kind::Nominations && look.are_titles() {
        let reason = "Its values are titles of awards of this campaign.".into();
        return vec![Idea { column, field: Field::Award, points: 40, reason, ask: false, part: false }];
    }
    if kind == Kind::Nominations && look.is_title && look.mostly(look.yes_no) {
        let reason = "Its header is an award of this campaign, and it is ticked below it.".into();
        return vec![Idea { column, field: Field::Award, points: 40, reason, ask: false, part: false }];
    }
    let is_of_consent = fields.iter().any(|(field, ..)| matches!(field, Field::Consent | Field::Publish));
    let forbids = header_words.forbids();
    let is_other_consent = forbids || (is_of_consent && header_words.is_other_consent());
    if kind == Kind::Thanks && forbids && header_words.says_name() && look.tells_unnamed() {
        let reason = "A yes to it is the wish to stay unnamed.".into();
        ideas.push(Idea { column, field: Field::Anonymous, points: 14, reason, ask: false, part: false });
    }
    if is_of_both && !look.mostly(look.emails) {
        let points = 20 + if look.filled > 0 { fit(Field::Name, look) } else { 0 };
        for (field, bonus) in owners(table, kind, column, Field::Name, &header_words) {
            let reason = "The header asks for both halves of a name.".into();
            ideas.push(Idea { column, field, points: points + bonus, reason, ask: false, part: false });
        }
    }
    for (field, points, hits) in fields {
        if is_of_both && matches!(field, Field::Name | Field::Given | Field::Family) {
            continue;
        }
        // "Why do they deserve the prize?" asks for the reason, and names neither a prize nor a person; nor does a question for yes or no.
        let is_answered = look.filled > 0 && look.answers == look.filled && header.trim_end().ends_with('?');
        if (has_reason || is_answered) && matches!(field, Field::Award) {
            continue;
        }
        if matches!(field, Field::Name) && header_words.begins_with_why() {
            continue;
        }
        if matches!(field, Field::Name) && is_part {
            continue;
        }
        // "Your department" is that of who nominates.
        if kind == Kind::Nominations && whose == Whose::Nominator && settle::is_detail(field) {
            continue;
        }
        // A yes to a newsletter is none to being named, and a day on which a yes was taken back is no day of one.
        let is_consent = matches!(field, Field::Consent | Field::Publish);
        let is_of_consent = is_consent || matches!(field, Field::ConsentDate);
        if (is_consent && is_other_consent) || (is_of_consent && header_words.is_withdrawal()) {
            continue;
        }
        // "Why this person?" asks for words and names nobody.
        if matches!(field, Field::Name) && asks_why && hits.iter().all(|hit| hit == "person") {
            continue;
        }
        let mut hits = hits;
        if matches!(field, Field::Name | Field::Email)
            && whose != Whose::Unsaid
            && let Some(word) = header_words.whose_quote()
            && !hits.iter().any(|h| h.contains(&word))
        {
            hits.insert(0, word);
        }
        let mut reason = quote_words(&hits);
        let mut points = i64::from(points);
        // What was begun one day and sent on another came when it was sent.
        points += i64::from(field == Field::Received && says_sent(header));
        // One number in words among the tickets is no reason to leave all of them unread.
        let is_count = field == Field::Tickets && header_words.is_nothing_but(field) && look.numbers * 2 >= look.filled;
        if look.filled > 0 {
            // However few have an address: without it those cannot be reached, and count twice with the next list.
            let is_email = matches!(field, Field::Email | Field::NominatorEmail | Field::RecipientEmail);
            let is_count = is_count || (is_email && look.emails > 0 && header_words.is_nothing_but(Field::Email));
            // Under a plain header half of the days are enough: each that is none is said.
            let are_days = DATES.contains(&field) && look.dates * 2 > look.filled && header_words.is_nothing_but(field);
            let is_clear = is_count
                || are_days
                || (field == Field::Consent && header_words.is_nothing_but(field))
                || (is_consent && look.may_answer_in_words(&header_words));
            points += if is_clear { 4 } else { fit(field, look) };
        }
        if look.are_names() && matches!(field, Field::Name) {
            points += 3;
        }
        if is_longest && matches!(field, Field::Story | Field::Message) {
            points += 4;
            reason.push_str(" Longest text in the file.");
        }
        if let Some(more) = value_reason(table, field, column, look) {
            reason = if matches!(field, Field::Email) { more } else { format!("{reason} {more}") };
        }
        let ask = matches!(field, Field::Contact) && !matches!(kind, Kind::People);
        let ask = ask || (matches!(field, Field::Publish) && !plainly_publish(kind, &header_words));
        // A yes alone may be a yes to something else. A state of consent among them shows what the column is about, as long as all
        // its cells say the one or the other.
        let is_state = look.consents > 0 && look.consents_or_answers == look.filled;
        let are_states = look.filled > 0 && look.consents == look.filled && header_words.is_consent_beside_back();
        let is_clear = are_states || (is_state && header_words.is_plain_consent());
        let ask = ask || (matches!(field, Field::Consent) && !is_clear);
        if ask {
            reason = match look.yes_no {
                n if n > 0 && n == look.filled && n == look.rows => {
                    "Yes or no in every row. It may be a consent; you decide.".into()
                }
                n if n > 0 => format!("Yes or no in {n} of {} rows. It may be a consent; you decide.", look.rows),
                _ => "It may be a consent; you decide.".into(),
            };
        }
        for (field, bonus) in owners(table, kind, column, field, &header_words) {
            let part = is_part && matches!(field, Field::Nominator);
            ideas.push(Idea { column, field, points: points + bonus, reason: reason.clone(), ask, part });
        }
    }
    if kind == Kind::Nominations && !is_part {
        ideas.extend(idea_from_who(column, &header_words, look));
    }
    if let Some(idea) = idea_of_publishing(table, kind, column, &header_words, look) {
        ideas.retain(|idea| idea.field != Field::Consent);
        ideas.push(idea);
    }
    // "Show on the wall?": what stands below it is the answer, whatever its words are.
    if !is_other_consent && !is_of_consent && look.may_answer_in_words(&header_words) {
        let field = if kind == Kind::People { Field::Consent } else { Field::Publish };
        let ask = !matches!(kind, Kind::Thanks | Kind::Mishaps);
        let reason = "The header asks for a consent; you decide.".into();
        ideas.push(Idea { column, field, points: 12, reason, ask, part: false });
    }
    let from_values = ideas_from_values(table, kind, column, look, is_longest, &header_words);
    ideas.extend(from_values.into_iter().filter(|idea| !is_other_consent || idea.field != Field::Publish));
    ideas.retain(|idea| !look.rules_out(idea.field, &header_words));
    if kind == Kind::Nominations {
        whose_columns::weigh(names, look, &mut ideas);
    }
    ideas
}

/// Whole names under a header that says whose they are, though it has no word for a name: "Colleague you want to recognise", "Told by".
fn idea_from_people(
    kind: Kind,
    column: usize,
    header: &Words,
    fields: &[(Field, u32, Vec<String>)],
    look: &Look,
) -> Option<Idea> {
    use Field as F;
    let is_about =
        |known: &[Field]| fields.iter().all(|(field, ..)| known.contains(field) || !kind.fields().contains(field));
    // Who is said to nominate comes before a plain name, which may be that of anything.
    let points = if header.is_own() { 18 } else { 13 };
    let idea = |field, reason: String| Some(Idea { column, field, points, reason, ask: false, part: false });
    let said = || {
        let words = header.whose_quote().unwrap_or_else(|| header.first().to_owned());
        format!("Header words “{words}”, and whole names below them.")
    };
    match kind {
        Kind::Nominations | Kind::Thanks if look.may_be_names() => {
            let (theirs, own) = match kind {
                Kind::Thanks => (F::Recipient, F::Name),
                _ => (F::Name, F::Nominator),
            };
            let known = [F::Name, F::Email, F::Contact, F::Nominator, F::Recipient, F::Message, F::Since];
            let asks = header.asks_who();
            if header.is_own() || (kind == Kind::Thanks && header.is_sender()) {
                return is_about(&[known.as_slice(), &[F::Award, F::CodeName]].concat()).then(|| idea(own, said()))?;
            }
            let is_theirs =
                asks || header.whose() == Whose::Nominee || (kind == Kind::Thanks && header.is_for_recipient());
            let is_said =
                is_about(&known) || (asks && is_about(&[known.as_slice(), &[F::Award, F::CodeName]].concat()));
            (is_theirs && is_said).then(|| idea(theirs, said()))?
        }
        Kind::Mishaps if look.are_names() && header.is_own() => {
            // "caller_id" holds a number or a name.
            is_about(&[F::Name, F::Story, F::Message, F::Received, F::Reference]).then(|| idea(F::Name, said()))?
        }
        Kind::Entries | Kind::People | Kind::Members
            if look.are_names() && (header.is_own() || header.is_account()) =>
        {
            is_about(&[F::Name]).then(|| idea(F::Name, said()))?
        }
        _ => None,
    }
}

/// A question for a person without a word that says "name": "Who kept the lights on?", "Nominated by".
fn idea_from_who(column: usize, header: &Words, look: &Look) -> Option<Idea> {
    // A column without a value says nothing against it.
    let is_name = look.filled == 0 || (fit(Field::Name, look) > 0 && look.mean_chars() < 60);
    let idea = |field, reason: String| Some(Idea { column, field, points: 9, reason, ask: false, part: false });
    let quoted = header.whose_quote();
    match (header.whose(), quoted) {
        (Whose::Nominator, Some(words)) if !header.asks_who() => {
            if look.mostly(look.emails) {
                return idea(Field::NominatorEmail, format!("Header words “{words}”. {}", email_reason(look)));
            }
            // "Your" alone may go with anything; "nominated by" is a person.
            let says_who = !header.is_only_your() || header.is_own();
            (is_name && says_who).then(|| idea(Field::Nominator, format!("Header words “{words}”.")))?
        }
        _ if header.asks_who() && is_name => idea(Field::Name, "The header asks who.".into()),
        _ => None,
    }
}

/// Headers that mean one thing from one program and many elsewhere.
fn idea_of_service(table: &Table, kind: Kind, column: usize, header: &str, look: &Look) -> Option<Idea> {
    let idea =
        |field, reason: &str| Some(Idea { column, field, points: 12, reason: reason.into(), ask: false, part: false });
    match value::fold(header).as_str() {
        "time" if look.mostly(look.dates) => idea(Field::Received, "Header word “time”, and dates below it."),
        // What stands beside an address in a list of a group is how its members call themselves.
        "nickname" if table.headers.iter().any(|other| value::fold(other) == "groupstatus") => {
            idea(Field::Name, "The name that members of a group have given themselves.")
        }
        "description" | "beschreibung"
            if matches!(kind, Kind::Nominations | Kind::Mishaps)
                && (look.mostly(look.worded)
                    || look.mean_chars() >= 12 && look.emails + look.links + look.codes == 0) =>
        {
            idea(Field::Story, "Header word “description”, and words below it.")
        }
        "cc" if table.source == Source::Mailchimp => idea(Field::Country, "Mailchimp’s code of the country."),
        // What stands before a name is short: "Dr.", "Ms.".
        "title" if matches!(kind, Kind::People | Kind::Members) && look.mean_chars() > 4 => {
            idea(Field::Role, "Header word “title”, and no titles such as “Dr.”.")
        }
        _ => None,
    }
}

/// Whose name or address it is, in nominations and thanks.
fn owners(table: &Table, kind: Kind, column: usize, field: Field, header: &Words) -> Vec<(Field, i64)> {
    use Field as F;
    let whose = header.whose();
    let other = match (kind, field) {
        (Kind::Nominations, Field::Name | Field::Given | Field::Family) => Field::Nominator,
        (Kind::Nominations, Field::Email) => Field::NominatorEmail,
        (Kind::Thanks, Field::Name) => Field::Recipient,
        (Kind::Thanks, Field::Email) => Field::RecipientEmail,
        // "To team" is none of who gives thanks; it is read as whom they thank, beside "To" where that is blank.
        (Kind::Thanks, F::Organisation | F::Team | F::Role | F::Country | F::Region | F::Place)
            if settle::is_recipient(header.first()) =>
        {
            return Vec::new();
        }
        _ => return vec![(field, 0)],
    };
    if kind == Kind::Thanks {
        return match whose {
            _ if header.is_for_recipient() => vec![(other, 4)],
            Whose::Nominee => vec![(other, 2)],
            _ => vec![(field, 0)],
        };
    }
    match whose {
        Whose::Nominator => vec![(other, 4)],
        Whose::Nominee => vec![(field, 4)],
        // Forms put the address and name of whoever fills them in into their first columns.
        Whose::Unsaid
            if table.source.is_form()
                && column <= own_columns(table.source)
                && !header.asks_who()
                && !header.is_name_of_somebody()
                && !header.is_name_of_person()
                && (own_columns(table.source) != 1
                    || !whose_columns::says_nominator(table, column, field == Field::Email)) =>
        {
            // What the service writes itself is nobody else's, even where the form asks for the same once more.
            if field == Field::Email && whose_columns::is_asked_again(table, column) {
                vec![(other, 3)]
            } else {
                vec![(other, 3), (field, -6)]
            }
        }
        // Parts of a name without a word about whose are the nominee's.
        Whose::Unsaid if matches!(field, Field::Given | Field::Family) => vec![(field, 0)],
        Whose::Unsaid => vec![(field, 0), (other, -3)],
    }
}

const fn own_columns(source: Source) -> usize {
    match source {
        Source::MicrosoftForms => 4,
        Source::SurveyMonkey => 7,
        _ => 1,
    }
}

/// "Einwilligung zur Veröffentlichung" says by itself to what: where no other column asks for a consent, a yes below it is one.
fn idea_of_publishing(table: &Table, kind: Kind, column: usize, header: &Words, look: &Look) -> Option<Idea> {
    let is_answered = look.filled > 0 && look.filled == look.consents_or_answers;
    if kind != Kind::People || !is_answered || !header.is_consent_to_publishing() {
        return None;
    }
    let details = [Field::ConsentDate, Field::ConsentBy, Field::ConsentWording];
    let asks = |(at, header): (usize, &String)| {
        let words = Words::of(header);
        let is_detail = || words.fields().iter().any(|(field, ..)| details.contains(field));
        at != column && words.asks_consent() && !words.is_withdrawal() && !is_detail()
    };
    let ask = look.consents == 0 && table.headers.iter().enumerate().any(asks);
    let reason =
        if ask { "It may be a consent; you decide." } else { "The header says that it is a consent to be named." };
    Some(Idea { column, field: Field::Consent, points: 18, reason: reason.into(), ask, part: false })
}

/// Does a header ask whether something may be published, so that nobody need be asked? A yes of an entrant or a member is one to being
/// named, by all of their name.
fn plainly_publish(kind: Kind, header: &Words) -> bool {
    let is_clear = match kind {
        Kind::Entries | Kind::Members => header.is_plain_consent(),
        _ => !header.is_contrary() && !header.takes_less() && !header.is_consent_beside_back(),
    };
    // "Consent" alone does not say to what.
    is_clear
        && header.fields().iter().any(|(field, _, hits)| {
            *field == Field::Publish
                && hits.iter().any(|h| {
                    !matches!(
                        value::fold(h).as_str(),
                        "consent"
                            | "einwilligung"
                            | "zustimmung"
                            | "consentement"
                            | "toestemming"
                            | "consentimiento"
                            | "permission"
                    )
                })
        })
}

fn quote_words(hits: &[String]) -> String {
    let quoted: Vec<String> = hits.iter().map(|h| format!("“{h}”")).collect();
    if hits.len() == 1 && !hits.iter().any(|h| h.contains(' ')) {
        format!("Header word {}.", quoted.concat())
    } else {
        format!("Header words {}.", quoted.join(", "))
    }
}

/// Do the values go with the field? Points for yes, fewer for no.
fn fit(field: Field, look: &Look) -> i64 {
    let agrees = |yes: bool| if yes { 4 } else { -12 };
    let few_emails = look.emails * 2 < look.filled;
    match field {
        Field::Email | Field::NominatorEmail | Field::RecipientEmail => agrees(look.emails * 3 >= look.filled),
        // "03/2020" and "spring 1998" are no dates, and "1998" is a number.
        Field::Since => agrees(few_emails && look.mean_chars() < 40 && !look.mostly(look.yes_no)),
        field if DATES.contains(&field) => {
            // Day numbers of Excel are plain numbers.
            agrees(look.mostly(look.dates) || (look.dates + look.numbers >= look.filled && look.numbers > 0))
        }
        // One state of consent among other words is worth a question.
        Field::Consent => agrees(look.consents > 0 || look.mostly(look.consents_or_answers)),
        // "May we quote you?" asks for a yes, and holds no words to print.
        Field::Quote => agrees(few_emails && !look.mostly(look.yes_no) && !look.mostly(look.dates)),
        Field::Publish => agrees(look.mostly(look.yes_no) || look.mostly(look.consents_or_answers)),
        Field::Contact => agrees(look.mostly(look.yes_no)),
        Field::Anonymous => agrees(look.tells_unnamed()),
        Field::Bonus | Field::Tickets => agrees(look.mostly(look.numbers)),
        Field::Address | Field::Channel if look.mostly(look.emails) || look.mostly(look.links) => -12,
        Field::ReferredBy
        | Field::VouchedBy
        | Field::Household
        | Field::Address
        | Field::Reference
        | Field::ConsentBy
        | Field::ConsentWording
        | Field::NameConfirmedBy
        | Field::Tags
        | Field::Notes => 0,
        Field::Name | Field::Given | Field::Family => {
            let is_text = !look.mostly(look.codes)
                && !look.mostly(look.dates)
                && !look.mostly(look.numbers)
                && !look.mostly(look.yes_no);
            // Some write an address where a name is asked for; as long as not nearly all do, names stand there.
            let bare = look.emails.saturating_sub(look.mailboxes);
            let has_names = look.filled == 0 || (bare < look.filled && !look.mostly(bare));
            agrees(has_names && look.mean_chars() < 120 && is_text)
        }
        Field::Country => agrees(look.mean_chars() < 40 && !look.mostly(look.numbers)),
        _ => agrees(few_emails && !look.mostly(look.dates)),
    }
}

/// What the values add to the reason.
fn value_reason(table: &Table, field: Field, column: usize, look: &Look) -> Option<String> {
    match field {
        Field::Email | Field::NominatorEmail | Field::RecipientEmail if look.emails > 0 => Some(email_reason(look)),
        field if DATES.contains(&field) => {
            let order = date::column_order(&table.rows, column);
            let first = column == 0 && table.source == Source::GoogleSheets;
            let place = if first { "It comes first, as in Google Forms. " } else { "" };
            match order {
                ColumnOrder::Decided { order: DateOrder::MonthFirst, number, .. } => {
                    Some(format!("{place}Month first: one value has {number} in second place."))
                }
                ColumnOrder::Decided { order: DateOrder::DayFirst, number, .. } => {
                    Some(format!("{place}Day first: one value has {number} in first place."))
                }
                ColumnOrder::Ambiguous { .. } => {
                    Some(format!("{place}Day or month first cannot be told from the values."))
                }
                ColumnOrder::Mixed { .. } => Some(format!("{place}Some values have the day first, some the month.")),
                ColumnOrder::NotNeeded => first.then(|| place.trim_end().to_owned()),
            }
        }
        Field::Award => match table.source.tick_separator() {
            Some(", ") if look.comma_ticks > 0 => Some("Ticks joined by “, ”.".into()),
            Some(";") | None if look.semicolon_ticks > 0 => Some("Ticks joined by “;”.".into()),
            _ => None,
        },
        _ => None,
    }
}

fn email_reason(look: &Look) -> String {
    match (look.emails, look.rows) {
        (1, 1) => "The only value is an e-mail address.".into(),
        (2, 2) => "Both values are e-mail addresses.".into(),
        (some, all) if some == all => format!("All {all} values are e-mail addresses."),
        (some, all) => format!("{some} of {all} values are e-mail addresses."),
    }
}

/// What the values say where the header says nothing.
fn ideas_from_values(
    table: &Table,
    kind: Kind,
    column: usize,
    look: &Look,
    is_longest: bool,
    header: &Words,
) -> Vec<Idea> {
    let mut ideas = Vec::new();
    let mut add =
        |field, points, reason: String, ask| ideas.push(Idea { column, field, points, reason, ask, part: false });
    if look.mostly(look.emails) {
        for (field, bonus) in owners(table, kind, column, Field::Email, header) {
            add(field, 11 + bonus, email_reason(look), false);
        }
    } else if look.filled > 0 && look.methods == look.filled && kind == Kind::Entries && !header.is_none() {
        add(Field::Method, 8, "Every value is a way of entering, by form or by post.".into(), false);
    } else if look.filled > 0 && look.header_ticks == look.filled && kind == Kind::Nominations {
        add(Field::Award, 12, "Its only value is its own header, as ticks have it.".into(), false);
    } else if is_longest {
        let field = match kind {
            Kind::Nominations | Kind::Mishaps => Field::Story,
            Kind::Thanks => Field::Message,
            _ => return ideas,
        };
        add(field, 8, "Longest text in the file.".into(), false);
    } else if look.filled > 0 && look.filled == look.yes_no && look.numbers < look.filled {
        let field = if kind == Kind::Nominations { Field::Contact } else { Field::Publish };
        let reason = if look.filled == look.rows {
            "Yes or no in every row. It may be a consent; you decide.".into()
        } else {
            format!("Yes or no in {} of {} rows. It may be a consent; you decide.", look.filled, look.rows)
        };
        add(field, 8, reason, true);
    } else if look.filled > 0 && look.dates == look.filled {
        add(Field::Received, 8, "All its values are dates. Is it when the rows came in? You decide.".into(), true);
    } else if column == 0 && look.filled > 0 && look.mean_chars() < 60 && !look.mostly(look.dates) {
        // A poll writes names under nothing.
        let is_bare = table.raw_headers.first().is_some_and(|raw| raw.chars().all(value::is_space));
        if table.header_rows == 0 && !look.mostly(look.numbers + look.codes) {
            add(Field::Name, 8, "First column of a file without a header.".into(), false);
        } else if is_bare && !look.mostly(look.numbers) {
            add(Field::Name, 8, "First column, and no header above it.".into(), false);
        }
    }
    ideas
}
