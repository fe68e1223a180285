//! What a name says about whose it is: two names that cannot be one person's, though the address is the same, and names that
//! are no person's at all, such as "Third floor". Where it cannot be told, nothing is claimed.

use crate::campaign::canonical;

use super::value;

/// Are these names of two people for sure? Families and orders of tickets share an address; a person who writes their name in
/// two ways has one of their own. Another script, a short form, an initial or a slip of the finger is no second person.
pub(super) fn are_two_people(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let (a, b) = (value::fold_words(one), value::fold_words(other));
    let scripts_differ = a.iter().all(|word| word.is_ascii()) != b.iter().all(|word| word.is_ascii());
    if a.len() < 2 || b.len() < 2 || scripts_differ || a.concat() == b.concat() {
        return false;
    }
    let stands_in = |word: &String, words: &[String]| words.iter().any(|known| are_alike(word, known));
    let shares_nothing = !a.iter().any(|word| stands_in(word, &b));
    let (Some(first), Some(other_first)) = (a.first(), b.first()) else { return false };
    shares_nothing || (!stands_in(first, &b) && !stands_in(other_first, &a))
}

fn are_alike(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a) || canonical(a) == canonical(b) || is_slip(a, b)
}

/// One letter more, less or other in a word long enough to bear it: "juergen" and "jurgen".
fn is_slip(a: &str, b: &str) -> bool {
    a.chars().count().min(b.chars().count()) >= 4 && strsim::osa_distance(a, b) <= 1
}

/// Words that stand in the name of a group and in hardly a person's, folded.
const GROUPS: &[&str] = &[
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
    "alle",
    "planta",
];

/// "Third floor", "The whole accounting team": thanks come from groups as well, and no card is made for one.
pub(super) fn is_group(name: &str) -> bool {
    let words = value::fold_words(name);
    // "Klasse 7b"; one word alone may be a person's.
    words.len() > 1 && words.iter().any(|word| GROUPS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_and_one_in_two_spellings() {
        for (one, other) in [("Ann Field", "Bo Field"), ("Ann Field", "Jürgen Weiß"), ("Mary Ann Field", "Joe Field")]
        {
            assert!(are_two_people(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("Jürgen Weiß", "Juergen Weiss"),
            ("Jürgen Weiß", "J. Weiß"),
            ("Robert Smith", "Bob Smith"),
            ("Field, Ann", "Ann Field"),
            ("Dr. Ann Field", "Ann Field"),
            ("Marie Curie", "Marie Sklodowska"),
            ("Анна Иванова", "Anna Ivanova"),
            ("Ann", "Bo Field"),
            ("Ann Field", "Ann  FIELD"),
        ] {
            assert!(!are_two_people(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn groups_are_no_people() {
        for name in ["Third floor", "3rd floor", "The whole accounting team", "Klasse 7b", "Ana, third floor"] {
            assert!(is_group(name), "{name}");
        }
        for name in ["Ann Field", "Sabine Okonjo", "Team", "José Etayo", "Ward Sales"] {
            assert!(!is_group(name), "{name}");
        }
    }
}
