//! Titles before names, and what stands behind them: the one place that knows them. A word that is somebody's name as well counts
//! only where its place or its point shows what it is.

use super::name_words::folded;

/// Titles that are nobody's name, folded.
const TITLES: [&str; 10] = ["dr", "prof", "mr", "mrs", "ms", "mx", "herr", "frau", "mme", "sra"];
/// Words that are titles before a name, and may be a name behind one: Ann Dame, John Doctor.
const BEFORE_NAMES: [&str; 18] = [
    "professor",
    "miss",
    "sir",
    "dame",
    "sr",
    "senor",
    "senora",
    "srta",
    "mlle",
    "monsieur",
    "madame",
    "madam",
    "mevr",
    "mevrouw",
    "mw",
    "dhr",
    "doctor",
    "doktor",
];
/// Titles only with a point behind: Ing and Mag are names, too.
const WITH_POINT: [&str; 8] = ["ing", "dipl", "mag", "drs", "ir", "mgr", "med", "hr"];
/// What stands behind a name, and is none.
const SUFFIXES: [&str; 17] = [
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "msc", "bsc", "llm", "rn", "cpa", "pmp", "dds", "dipling",
];
/// The same, where a comma shows that it is no name: Ba and Ma are some.
const BEHIND_COMMAS: [&str; 2] = ["ma", "ba"];

/// Is the word a title before a name, such as "Dr.", "Dipl.-Ing." or "Frau"?
pub fn is_title(word: &str) -> bool {
    let bare = folded(word.trim_end_matches('.'));
    let pieces: Vec<&str> = bare.split(['.', '-']).filter(|piece| !piece.is_empty()).collect();
    let known = |piece: &str| {
        TITLES.contains(&piece) || BEFORE_NAMES.contains(&piece) || (word.ends_with('.') && WITH_POINT.contains(&piece))
    };
    !pieces.is_empty() && pieces.into_iter().all(known)
}

/// Is it what stands behind a name, such as "Jr." or "Ph.D."?
pub fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&letters_of(word).as_str())
}

/// The same for what follows a comma: "Quist, Ada, MA".
pub fn is_suffix_behind_comma(text: &str) -> bool {
    is_suffix(text) || BEHIND_COMMAS.contains(&letters_of(text).as_str())
}

/// Is a folded word, cut out of a name with its points gone, no word of the name wherever it stands?
pub(super) fn is_no_name(word: &str) -> bool {
    TITLES.contains(&word) || ["dipl", "ing", "sr", "msc", "phd"].contains(&word)
}

fn letters_of(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_before_names_and_suffixes_behind() {
        for title in [
            "Dr.",
            "dr",
            "Prof.Dr.",
            "Dipl.-Ing.",
            "Dr.-Ing.",
            "Professor",
            "Miss",
            "Mme",
            "Señora",
            "Mevr.",
            "Ing.",
            "Mag.",
            "Sr.",
        ] {
            assert!(is_title(title), "{title}");
        }
        for word in ["Ing", "Mag", "Med", "Ada", "Drew", "Ms-Field", "", ".", "Jr."] {
            assert!(!is_title(word), "{word}");
        }
        for suffix in ["Jr.", "Ph.D.", "III", "Dipl.-Ing.", "Esq.", "PMP"] {
            assert!(is_suffix(suffix) && is_suffix_behind_comma(suffix), "{suffix}");
        }
        for word in ["Ma", "Ba", "Ada", "Iva", ""] {
            assert!(!is_suffix(word), "{word}");
        }
        assert!(is_suffix_behind_comma(" MA") && !is_suffix_behind_comma("Ada"));
    }
}
