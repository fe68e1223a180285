//! What people type where a name belongs and what names nobody in particular: "Prefer not to say", "my boss".

use super::status::begin;

/// How words begin that withhold the name of who nominates, in lower case.
const WITHHELD: &[&str] = &[
    "prefer not",
    "prefer to remain",
    "prefer to stay",
    "i prefer",
    "i would",
    "i'd ",
    "i’d ",
    "rather not",
    "keine angabe",
    "anonymous ",
    "anonymer ",
    "anonyme ",
    "a grateful ",
    "a colleague",
    "a friend",
    "lieber nicht",
    "möchte anonym",
    "möchte nicht",
    "je préfère",
    "préfère ne pas",
    "prefiero no",
    "liever niet",
    "wil anoniem",
];

/// Does it say that somebody does not wish to give a name, or no more than "me"?
pub(super) fn is_withheld(name: &str) -> bool {
    // Nearly no name begins so.
    if !matches!(
        &begin(name),
        b"pr"
            | b"i "
            | b"i'"
            | b"i\xE2"
            | b"ic"
            | b"ra"
            | b"ke"
            | b"an"
            | b"a "
            | b"li"
            | b"je"
            | b"wi"
            | b"me"
            | b"mo"
            | b"m\xC3"
            | b"x\0"
    ) {
        return false;
    }
    let begins = |word: &&str| {
        let mut letters = name.chars().flat_map(char::to_lowercase);
        word.chars().all(|letter| letters.next() == Some(letter))
    };
    WITHHELD.iter().any(begins) || matches!(name, "me" | "Me" | "x" | "X" | "ich" | "Ich" | "moi" | "Moi")
}

/// How words begin that name everybody or nobody by name, in lower case; a small letter follows the last four.
const NOBODY_NAMED: &[&str] = &[
    "everyone",
    "everybody",
    "all of ",
    "the guy ",
    "the girl ",
    "the lady ",
    "the man ",
    "the woman ",
    "the person ",
    "the one ",
    "the whole ",
    "the entire ",
    "the people ",
    "the colleague ",
    "das ganze ",
    "die ganze ",
    "alle aus ",
    "alle in ",
    "toute l",
    "tout le ",
    "todo el ",
    "todos los ",
    "iedereen",
];
const MINE: &[&str] = &["my ", "mein ", "meine ", "mijn "];

/// Does it stand for somebody without naming them: "my boss", "Everyone in IT", "The guy who fixed my laptop"?
pub(super) fn names_no_one(name: &str) -> bool {
    if !matches!(&begin(name), b"ev" | b"al" | b"th" | b"da" | b"di" | b"to" | b"ie" | b"my" | b"me" | b"mi") {
        return false;
    }
    let rest_of = |word: &&str| {
        let mut letters = name.chars();
        let fits = word.chars().all(|it| letters.next().is_some_and(|c| c.to_lowercase().eq(std::iter::once(it))));
        fits.then(|| letters.next().is_none_or(char::is_lowercase))
    };
    NOBODY_NAMED.iter().any(|word| rest_of(word).is_some())
        || MINE.iter().any(|word| rest_of(word) == Some(true))
        || matches!(name, "myself" | "Myself" | "me" | "Me" | "ich selbst" | "moi-même")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_withhold_a_name() {
        for words in [
            "Prefer not to say",
            "I would rather not say",
            "keine Angabe",
            "Anonymous Colleague",
            "me",
            "x",
            "A grateful colleague",
            "Möchte anonym bleiben",
            "I’d rather not",
        ] {
            assert!(is_withheld(words), "{words}");
        }
        for name in
            ["", "Anna Schmidt", "Keine Ahnungslos", "Mei Wu", "Xi", "Ian Moe", "A. Friend", "Liv Ber", "Preston Fer"]
        {
            assert!(!is_withheld(name), "{name}");
        }
    }

    #[test]
    fn words_that_name_no_one() {
        for words in
            ["Everyone in IT", "my boss", "The guy who fixed my laptop", "The whole service desk team", "myself"]
        {
            assert!(names_no_one(words), "{words}");
        }
        for name in
            ["My Nguyen", "The Anh Tran", "Thea Guy", "The Night Shift", "Mina Boss", "IT Department", "Alle Smit"]
        {
            assert!(!names_no_one(name), "{name}");
        }
    }
}
