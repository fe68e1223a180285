//! What a name says about whose it is: two names that cannot be one person's, though the address is the same, and names that
//! are no person's at all, such as "Third floor". Where it cannot be told, nothing is claimed.

use crate::campaign::{Text, are_other_names, canonical, is_title};

use super::draft::PersonDraft;
use super::value;

/// Are these names of two people for sure? Families and orders of tickets share an address; a person who writes their name in
/// two ways has one of their own. Another script, a short form, an initial or a slip of the finger is no second person.
pub fn are_two_people(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let (a, b) = (words_without_titles(one), words_without_titles(other));
    let scripts_differ = a.iter().all(|word| word.is_ascii()) != b.iter().all(|word| word.is_ascii());
    if a.len() < 2 || b.len() < 2 || scripts_differ || a.concat() == b.concat() {
        return false;
    }
    let stands_in = |word: &String, words: &[String]| words.iter().any(|known| are_alike(word, known));
    let shares_nothing = !a.iter().any(|word| stands_in(word, &b));
    let (Some(first), Some(other_first)) = (a.first(), b.first()) else { return false };
    shares_nothing || (!stands_in(first, &b) && !stands_in(other_first, &a))
}

/// Is the name written in Latin letters, accents and all?
pub(super) fn is_latin(name: &str) -> bool {
    value::fold_words(name).iter().all(|word| word.is_ascii())
}

/// The words of a name, folded, without the titles before it, what stands behind a comma in front: "Mr John Smith" is John, and
/// so is "Smith, John".
fn words_without_titles(name: &str) -> Vec<String> {
    if let Some((family, given)) = name.split_once(',') {
        return [words_without_titles(given), words_without_titles(family)].concat();
    }
    let words = name.split(value::is_space).filter(|word| !word.is_empty()).skip_while(|word| is_title(word));
    words.flat_map(value::fold_words).collect()
}

/// May two words stand for one name: the same, an initial of it, a short form that is known, or a slip?
fn are_alike(a: &str, b: &str) -> bool {
    let is_initial = |short: &str, long: &str| short.chars().nth(1).is_none() && long.starts_with(short);
    a == b || is_initial(a, b) || is_initial(b, a) || canonical(a) == canonical(b) || is_slip(a, b)
}

/// One letter more, less or other in a word long enough to bear it: "juergen" and "jurgen". A letter behind the whole word makes
/// another name of it, "daniel" and "daniela", and so does any where both are names for sure: "anna" and "hanna".
fn is_slip(a: &str, b: &str) -> bool {
    !are_other_names(a, b)
        && !a.starts_with(b)
        && !b.starts_with(a)
        && a.chars().count().min(b.chars().count()) >= 4
        && strsim::osa_distance(a, b) <= 1
}

/// Words that stand in the name of a group and in hardly a person's, folded.
pub(super) const GROUPS: &[&str] = &[
    "team",
    "floor",
    "etage",
    "stockwerk",
    "verdieping",
    "department",
    "dept",
    "abteilung",
    "afdeling",
    "departement",
    "office",
    "buro",
    "bureau",
    "kantoor",
    "oficina",
    "equipe",
    "equipo",
    "everyone",
    "everybody",
    "colleagues",
    "kollegen",
    "kolleginnen",
    "collegues",
    "collegas",
    "users",
    "students",
    "staff",
    "klasse",
    "classroom",
    "gruppe",
    "group",
    "groupe",
    "groep",
    "grupo",
    "iedereen",
];

/// The same, but somebody's family name too: "Maria Planta", "Jan Alle". They count in front and in small letters.
const GROUPS_OR_NAMES: &[&str] = &["alle", "gruppe", "klasse", "planta"];

/// "Third floor", "The whole accounting team": thanks come from groups as well, and no card is made for one. "Ana, third floor"
/// is a person and where she sits; "Everyone, third floor" is none.
pub(super) fn is_group(name: &str) -> bool {
    let (own, place) = name.split_once(',').unwrap_or((name, ""));
    let words: Vec<&str> = own.split(value::is_space).filter(|word| !word.is_empty()).collect();
    let is_group_word = |(place, word): (usize, &&str)| {
        let mut folded = value::fold_words(word).into_iter();
        folded.any(|it| {
            let is_either = GROUPS_OR_NAMES.contains(&it.as_str());
            GROUPS.contains(&it.as_str()) || (is_either && (place == 0 || word.starts_with(char::is_lowercase)))
        })
    };
    // "Klasse 7b"; one word alone may be a person's, unless a group says which one it is of.
    match words.as_slice() {
        [word] => GROUPS.contains(&value::fold(word).as_str()) && is_group(place),
        words => words.iter().enumerate().any(is_group_word),
    }
}

/// The person without the group behind the comma: "Anna Müller, Abteilung IT" is Anna Müller, of that team.
pub(super) fn without_group(person: &PersonDraft) -> PersonDraft {
    let mut person = person.clone();
    if let Some((own, group)) = person.name.split_once(',').filter(|(own, group)| !is_group(own) && is_group(group)) {
        let (own, group): (Text, Text) = (value::tidy(own).into(), value::tidy(group).into());
        person.team.get_or_insert(group);
        person.name = own;
    }
    person
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_and_one_in_two_spellings() {
        for (one, other) in [
            ("Ann Field", "Bo Field"),
            ("Ann Field", "Jürgen Weiß"),
            ("Mary Ann Field", "Joe Field"),
            ("Mr John Smith", "Mrs Jane Smith"),
            ("Dr. John Smith", "Dr. Jane Smith"),
            ("Señor Juan Ruiz", "Señora Ana Ruiz"),
            ("Jan Smith", "Jana Smith"),
            ("Daniel Smith", "Daniela Smith"),
            ("Anna Smith", "Hanna Smith"),
            ("Smith, Anna", "Smith, Hanna"),
            ("Maria Ruiz", "Mario Ruiz"),
        ] {
            assert!(are_two_people(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("Jürgen Weiß", "Juergen Weiss"),
            ("Jürgen Weiß", "J. Weiß"),
            ("Robert Smith", "Bob Smith"),
            ("Field, Ann", "Ann Field"),
            ("Dr. Ann Field", "Ann Field"),
            ("Prof. Dr. Ann Field", "A. Field"),
            ("Mr John Smith", "John Smith Sr."),
            ("Chris Smith", "Christopher Smith"),
            ("Hanna Smith", "Hannah Smith"),
            ("Anna Smith", "Ana Smith"),
            ("Gerhard Lotz", "Gerhart Lotz"),
            ("Marie Curie", "Marie Sklodowska"),
            ("Анна Иванова", "Anna Ivanova"),
            ("Ann", "Bo Field"),
            ("Ann Field", "Ann  FIELD"),
        ] {
            assert!(!are_two_people(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn who_sits_in_a_group_is_a_person() {
        let named = |name: &str| PersonDraft { name: name.into(), ..PersonDraft::default() };
        let ana = without_group(&named("Ana, third floor"));
        assert_eq!((ana.name.as_str(), ana.team.as_deref()), ("Ana", Some("third floor")));
        assert_eq!(without_group(&named("Field, Ann")), named("Field, Ann"));
    }

    #[test]
    fn groups_are_no_people() {
        for name in [
            "Third floor",
            "3rd floor",
            "The whole accounting team",
            "Klasse 7b",
            "Tercera planta",
            "Alle Kollegen",
            "Everyone, third floor",
            "Team, 3. Etage",
        ] {
            assert!(is_group(name), "{name}");
        }
        for name in [
            "Ann Field",
            "Sabine Okonjo",
            "Team",
            "José Etayo",
            "Ward Sales",
            "Ana, third floor",
            "Anna Müller, Abteilung IT",
            "Maria Planta",
            "Jan Alle",
            "Team, Ana",
            "Planta, third floor",
        ] {
            assert!(!is_group(name), "{name}");
        }
    }
}
