//! Names in the place of a nominee that are no person's as they stand: a team, a department, a person with words about them. A card
//! would be made with them word for word, so somebody is asked.

use super::unnamed::begin;
use super::value;
use super::whose_name::{GROUPS, is_group};

/// What a name in the place of a nominee seems to be instead of a person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoPerson {
    /// "The network team", "IT Department", "Marketing".
    Group,
    /// "Dave from IT", "Dave (don't know his last name)".
    MoreThanName,
}

impl NoPerson {
    /// Why the row waits.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Group => "A team or a department may be nominated, and no person.",
            Self::MoreThanName => "More than a name would be printed.",
        }
    }

    /// What to say of it, with the name.
    pub fn message(self, name: &str) -> String {
        match self {
            Self::Group => format!("“{name}” seems to be a team or a department, and no person."),
            Self::MoreThanName => format!("“{name}” says more than a name, and would be printed so."),
        }
    }
}

/// Words that make a whole name that of a department, where all words of it are such. Folded.
const DEPARTMENTS: &[&str] = &[
    "accounting",
    "accounts",
    "administration",
    "buchhaltung",
    "catering",
    "center",
    "centre",
    "cleaning",
    "comptabilite",
    "controlling",
    "customer",
    "desk",
    "digital",
    "einkauf",
    "empfang",
    "engineering",
    "facilities",
    "facility",
    "field",
    "finance",
    "finances",
    "financien",
    "hausmeisterei",
    "haustechnik",
    "help",
    "helpdesk",
    "hr",
    "human",
    "informatica",
    "informatik",
    "informatique",
    "infrastructure",
    "it",
    "kantine",
    "kundendienst",
    "kundenservice",
    "legal",
    "logistics",
    "logistik",
    "maintenance",
    "management",
    "marketing",
    "network",
    "networks",
    "of",
    "operations",
    "ops",
    "payroll",
    "poststelle",
    "procurement",
    "produktion",
    "reception",
    "resources",
    "rh",
    "sales",
    "security",
    "service",
    "servicedesk",
    "services",
    "soporte",
    "support",
    "systems",
    "technik",
    "the",
    "user",
    "vertrieb",
    "verwaltung",
];

/// Ends of words that are a group's in German and Dutch, in which they are written together: "Personalabteilung".
const ENDS: &[&str] = &["abteilung", "afdeling", "team", "desk"];

/// Words for teams in a header. A department is asked for beside the name, and is not nominated.
const TEAMS: &[&str] = &[
    "team", "teams", "group", "groups", "gruppe", "gruppen", "groupe", "groupes", "groep", "groepen", "grupo",
    "grupos", "equipe", "equipes", "equipo", "equipos",
];

/// Words in the middle of what says more than a name, in small letters: no name has them.
const BETWEEN: &[&str] = &["from", "at", "who", "with", "beim", "chez", "who's", "whose"];
/// Words before a place of work that stand in names, too, and what may follow them: "Anna von der IT", "Sophie in 't Veld".
const BEFORE_WORK: &[&str] =
    &["in", "im", "of", "aus", "vom", "von", "van", "bij", "de", "du", "del", "della", "da", "do"];
const ARTICLES: &[&str] = &["the", "der", "dem", "den", "de", "het", "la", "el", "le", "our", "unserer"];

/// Words in brackets of which the words around them are no more than a name: "Anna (Annie) Smith", "Ana (she/her)".
const FEW_WORDS: usize = 2;

/// What a name in the place of a nominee is instead, if it is not one as it stands.
pub(super) fn instead_of_person(name: &str) -> Option<NoPerson> {
    // Nearly every name has two or three words with a capital each and is done with here.
    let words = || name.split(value::is_space).filter(|word| !word.is_empty());
    if words().any(may_be_of_group) && (is_group(name) || is_department(name)) {
        return Some(NoPerson::Group);
    }
    let is_between = words().skip(1).any(|word| word.is_ascii() && BETWEEN.contains(&word));
    (is_between || has_place_of_work(name) || has_remark(name)).then_some(NoPerson::MoreThanName)
}

/// Does the header ask for teams as well as for people?
pub(super) fn asks_for_groups(header: &str) -> bool {
    value::fold_words(header).iter().any(|word| TEAMS.contains(&word.as_str()))
}

/// May the word be one of a group? Asked of every name, so it is done with most of them after two letters and folds none.
fn may_be_of_group(word: &str) -> bool {
    let is_one_of = |words: &[&str]| words.iter().any(|it| word.eq_ignore_ascii_case(it));
    // "IT-Team", "HR/IT" are looked at whole.
    if word.bytes().any(|byte| matches!(byte, b'-' | b'/' | b'&' | b'.')) || has_end(word) {
        return true;
    }
    if word.is_ascii() {
        return may_begin_so(word) && (is_one_of(GROUPS) || is_one_of(DEPARTMENTS));
    }
    // "Équipe", "Büro", "Réception", "Département", "Informática"
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some('é' | 'É' | 'è' | 'È'), _) => true,
        (Some(first), Some(second)) if first.is_ascii() && !second.is_ascii() => {
            matches!(first.to_ascii_lowercase(), 'b' | 'd' | 'e' | 'r')
        }
        _ => may_begin_so(word),
    }
}

/// Does one of the words begin with these two letters?
#[rustfmt::skip]
fn may_begin_so(word: &str) -> bool {
    matches!(
        &begin(word),
        b"te" | b"th"
            | b"fl" | b"fa" | b"fi"
            | b"et" | b"ev" | b"eq" | b"ei" | b"em" | b"en"
            | b"st" | b"se" | b"so" | b"su" | b"sy" | b"sa"
            | b"ve"
            | b"de" | b"di"
            | b"ab" | b"af" | b"ac" | b"ad" | b"al"
            | b"of" | b"op"
            | b"bu"
            | b"ka" | b"ko" | b"kl" | b"ku"
            | b"co" | b"cl" | b"ca" | b"ce" | b"cu"
            | b"us"
            | b"gr"
            | b"ie" | b"it" | b"in"
            | b"pl" | b"pa" | b"po" | b"pr"
            | b"he" | b"hr" | b"hu" | b"ha"
            | b"le" | b"lo"
            | b"ma"
            | b"ne"
            | b"re" | b"rh"
    )
}

fn has_end(word: &str) -> bool {
    let is_end = |end: &&str| {
        let from = word.len().checked_sub(end.len()).filter(|from| *from > 2);
        from.and_then(|from| word.get(from..)).is_some_and(|it| it.eq_ignore_ascii_case(end))
    };
    ENDS.iter().any(is_end)
}

fn is_department(name: &str) -> bool {
    let words = value::fold_words(name);
    let is_word = |word: &String| DEPARTMENTS.contains(&word.as_str());
    // "The Of" and the like say nothing.
    let says =
        |word: &String| is_word(word) && word.len() > 1 && !matches!(word.as_str(), "the" | "of" | "user" | "human");
    // "IT-Team" is one word with two in it.
    let is_joined = words.len() > 1 && !name.trim().contains(value::is_space);
    words.iter().any(|word| has_end(word) || (is_joined && GROUPS.contains(&word.as_str())))
        || (words.iter().all(is_word) && words.iter().any(says))
}

/// "Anna von der IT", "Bo in Marketing"
fn has_place_of_work(name: &str) -> bool {
    let words = || name.split(value::is_space).filter(|word| !word.is_empty());
    let mut behind = words().skip(1).skip_while(|word| !BEFORE_WORK.contains(word));
    let work = behind.next().and_then(|_| behind.find(|word| !ARTICLES.contains(word)));
    work.is_some_and(|word| DEPARTMENTS.contains(&value::fold(word).as_str()))
}

/// Words of a sentence in brackets behind the name: "Dave (don't know his last name)".
fn has_remark(name: &str) -> bool {
    let Some((before, remark)) = name.strip_suffix(')').and_then(|it| it.rsplit_once('(')) else { return false };
    let words = || remark.split(value::is_space).filter(|word| !word.is_empty());
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    !before.is_empty() && words().count() > FEW_WORDS && words().filter(is_small).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teams_and_departments_are_no_people() {
        for name in [
            "IT Department",
            "The network team",
            "Service Desk",
            "IT-Abteilung",
            "Personalabteilung",
            "Team Blau",
            "Marketing",
            "Equipo de soporte",
            "Die Kollegen vom Helpdesk",
            "Finance Team",
            "HR",
            "IT",
            "Human Resources",
            "Équipe réseau",
            "Buchhaltung",
            "The IT Support",
            "Service informatique",
            "Das Serviceteam",
            "Reception",
            "Help Desk",
            "Büro Nord",
            "Informática",
            "Département réseau",
            "HR/IT",
        ] {
            assert_eq!(instead_of_person(name), Some(NoPerson::Group), "{name}");
        }
    }

    #[test]
    fn words_about_a_person_are_not_their_name() {
        for name in [
            "Dave from IT",
            "Dave (don't know his last name)",
            "Anna at reception",
            "Anna von der IT",
            "Bo in Marketing",
        ] {
            assert_eq!(instead_of_person(name), Some(NoPerson::MoreThanName), "{name}");
        }
    }

    #[test]
    fn people_are_people() {
        for name in [
            "",
            "Ada Quist",
            "Anna (Annie) Smith",
            "Ana Ruiz (she/her)",
            "Sally Field",
            "Ward Sales",
            "Legal, Anna",
            "In Sook Kim",
            "At Boon",
            "Stefan Desk",
            "Maria Planta",
            "Jan Alle",
            "José de la Cruz",
            "Leonardo da Vinci",
            "Thea Network",
            "Theo",
            "The Anh Tran",
            "Team",
            "Renée Servais",
            "Grace Hopper",
            "ada quist",
            "Müller-Lüdenscheidt, Anna",
            "李小龙",
            "محمد علي",
            "Anna von der Leyen",
            "Sophie in 't Veld",
            "Jan vom Brocke",
            "Ina aus der Wiesche",
            "Earl of Sandwich",
            "Anna de",
        ] {
            assert_eq!(instead_of_person(name), None, "{name}");
        }
    }

    #[test]
    fn a_form_may_ask_for_teams() {
        assert!(asks_for_groups("Nominee / team") && asks_for_groups("Which person or teams?"));
        assert!(
            !asks_for_groups("Name and department") && !asks_for_groups("Who do you nominate?") && !asks_for_groups("")
        );
    }

    #[test]
    fn every_word_is_looked_at() {
        for word in [GROUPS, DEPARTMENTS].concat() {
            assert!(may_be_of_group(word) && value::fold(word) == word, "{word}");
        }
    }
}
