//! What people type where a name belongs and what names nobody in particular: "Prefer not to say", "my boss".

use super::unnamed::begin;

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
    "keine angaben",
    "anonymous ",
    "anonymer ",
    "anonym ",
    "anonieme ",
    "anonimo ",
    "utilisateur anonyme",
    "utilisatrice anonyme",
    "utente anonimo",
    "usuario anónimo",
    "utilizador anónimo",
    "usuário anônimo",
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
            | b"ut"
            | b"us"
    ) {
        return false;
    }
    // "A Friendly" is called so.
    let begins = |word: &&str| {
        let mut letters = name.chars().flat_map(char::to_lowercase);
        let ends = |next: Option<char>| word.ends_with(' ') || !next.is_some_and(char::is_alphanumeric);
        word.chars().all(|letter| letters.next() == Some(letter)) && ends(letters.next())
    };
    WITHHELD.iter().any(begins) || matches!(name, "me" | "Me" | "x" | "X" | "ich" | "Ich" | "moi" | "Moi")
}

/// How words begin that name everybody or nobody by name, in lower case.
const NOBODY_NAMED: &[&str] = &[
    "everyone",
    "everybody",
    "all of ",
    "the whole ",
    "the entire ",
    "the people ",
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
/// The same, behind which a small letter stands: "My Nguyen" and "The Man Nguyen" are people.
const MINE: &[&str] = &[
    "my ",
    "mein ",
    "meine ",
    "mijn ",
    "the guy ",
    "the girl ",
    "the lady ",
    "the man ",
    "the woman ",
    "the person ",
    "the one ",
    "the colleague ",
];
/// And those that are written small themselves: "the man from IT", "The person in HR".
const WRITTEN_SMALL: &[&str] =
    &["he guy ", "he girl ", "he lady ", "he man ", "he woman ", "he person ", "he one ", "he colleague "];

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
        || WRITTEN_SMALL.iter().any(|words| name.get(1..).is_some_and(|rest| rest.starts_with(words)))
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
            "Utilisateur anonyme",
            "Usuario anónimo",
            "Anonieme gebruiker",
            "Anonym användare",
            "me",
            "x",
            "A grateful colleague",
            "Möchte anonym bleiben",
            "I’d rather not",
        ] {
            assert!(is_withheld(words), "{words}");
        }
        for name in [
            "",
            "Anna Schmidt",
            "Ute Anonimo",
            "Utz Lind",
            "Keine Ahnungslos",
            "Mei Wu",
            "Xi",
            "Ian Moe",
            "A. Friend",
            "Liv Ber",
            "Preston Fer",
            "A Friendly",
            "I Wouldson",
        ] {
            assert!(!is_withheld(name), "{name}");
        }
    }

    #[test]
    fn words_that_name_no_one() {
        for words in [
            "Everyone in IT",
            "my boss",
            "The guy who fixed my laptop",
            "The whole service desk team",
            "myself",
            "The man from HR",
            "the person IT sent",
        ] {
            assert!(names_no_one(words), "{words}");
        }
        for name in [
            "My Nguyen",
            "The Man Nguyen",
            "The One Le",
            "The Anh Tran",
            "Thea Guy",
            "The Night Shift",
            "Mina Boss",
            "IT Department",
            "Alle Smit",
        ] {
            assert!(!names_no_one(name), "{name}");
        }
    }
}
