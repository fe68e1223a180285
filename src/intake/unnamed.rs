//! What stands in the place of a name that nobody gave: "Info requested", "TBD", "see row 3", and names that somebody typed to try
//! a form.

use super::value;

/// What ticket offices write in the place of a guest's name whom the buyer did not name, folded.
const UNNAMED: &[&str] = &[
    "inforequested",
    "informationrequested",
    "infoangefordert",
    "informationenangefordert",
    "infosdemandees",
    "infodemandee",
    "informationsdemandees",
    "infogevraagd",
    "infoopgevraagd",
    "informatieopgevraagd",
    "informatiegevraagd",
    "infosolicitada",
    "informacionsolicitada",
    "inforichieste",
    "informazionirichieste",
    "informacaosolicitada",
    "informacoessolicitadas",
    "unassigned",
    "unassignedticket",
    "nichtzugewiesen",
    "nonattribue",
    "niettoegewezen",
    "sinasignar",
    "tbd",
    "tba",
    "tbc",
    "tobedecided",
    "tobedetermined",
    "tobeannounced",
    "tobeconfirmed",
    "nochnichtbekannt",
    "nochoffen",
    "incomingformanswer",
    "formsubmission",
    "newformsubmission",
    "newsubmission",
    "webformsmartsheetcom",
];

/// What programs call a page or a task that has no name, folded.
const UNTITLED: &[&str] = &[
    "untitled",
    "untitledpage",
    "newpage",
    "unbenannt",
    "ohnetitel",
    "sanstitre",
    "sintitulo",
    "senzatitolo",
    "semtitulo",
    "naamloos",
];

/// What stands for the name of another row: "ditto", "see row 3". Folded, without a number at the end.
const ELSEWHERE: &[&str] = &[
    "ditto",
    "dito",
    "idem",
    "same",
    "sameperson",
    "sameasabove",
    "sameasbefore",
    "sameaslastyear",
    "sameaslasttime",
    "sameaslastmonth",
    "sameasrow",
    "sameasline",
    "seeabove",
    "seerow",
    "seeline",
    "seelastyear",
    "seeprevious",
    "asabove",
    "aslastyear",
    "asbefore",
    "sieheoben",
    "siehezeile",
    "siehevorjahr",
    "wieoben",
    "wieletztesjahr",
    "wieimvorjahr",
    "wievorher",
    "voircidessus",
    "voirplushaut",
    "voirligne",
    "commecidessus",
    "lememe",
    "lameme",
    "ziehierboven",
    "zieboven",
    "zierij",
    "veasearriba",
    "verarriba",
    "vedisopra",
    "comesopra",
    "veracima",
];

/// "Nothing in particular", "none", in scripts whose words are not folded: the whole cell.
const NOTHING: &[&str] = &[
    "特になし",
    "とくになし",
    "なし",
    "無し",
    "該当なし",
    "未定",
    "无",
    "無",
    "没有",
    "沒有",
    "待定",
    "없음",
    "해당 없음",
    "해당없음",
    "لا يوجد",
];

/// What people type where a name belongs to try a form, folded.
const TRIED: &[&str] = &[
    "test",
    "tests",
    "tester",
    "testing",
    "testuser",
    "testperson",
    "testname",
    "testnominee",
    "testeintrag",
    "asdf",
    "asdfasdf",
    "qwerty",
    "qwertz",
    "prueba",
    "essai",
    "probe",
    "mustermann",
    "maxmustermann",
    "erikamustermann",
    "studenttest",
    "teststudent",
];

/// Is it a name that somebody typed to try the form?
pub(super) fn is_of_test(name: &str) -> bool {
    // Most names begin otherwise; folding is slow.
    if name.len() > 40 || !matches!(&begin(name), b"te" | b"as" | b"qw" | b"pr" | b"es" | b"mu" | b"ma" | b"er" | b"st")
    {
        return false;
    }
    is_one_of(&value::fold(name), TRIED)
}

/// The first two bytes in lower case.
pub(super) fn begin(name: &str) -> [u8; 2] {
    let mut begin = name.bytes().map(|byte| byte.to_ascii_lowercase());
    [begin.next().unwrap_or(0), begin.next().unwrap_or(0)]
}

/// Does it say one of these, once or, as given and family name, twice? It is folded.
fn is_one_of(folded: &str, words: &[&str]) -> bool {
    let half = folded.get(..folded.len() / 2).filter(|half| folded.get(half.len()..) == Some(*half));
    words.contains(&folded) || half.is_some_and(|half| words.contains(&half))
}

/// Is it what stands in the place of a name that nobody gave?
#[inline]
pub(super) fn is_unnamed(name: &str) -> bool {
    if name.len() > 60
        || !matches!(&begin(name), b"in" | b"un" | b"ni" | b"no" | b"si" | b"tb" | b"to" | b"fo" | b"we" | b"ne")
    {
        return points_elsewhere(name) || is_untitled(name) || says_nothing(name);
    }
    is_one_of(&value::fold(name), UNNAMED) || points_elsewhere(name) || is_untitled(name)
}

/// Does it stand for the name of another row: "ditto", "see row 3", "same as last year"? A word with a space in it is no "dito".
#[inline]
pub(super) fn points_elsewhere(name: &str) -> bool {
    // Nearly all cells begin otherwise.
    let &[first, second, third, ..] = name.as_bytes() else { return false };
    let may_be = match first | 0x20 {
        b'd' => second | 0x20 == b'i' && third | 0x20 == b't',
        b'i' => second | 0x20 == b'd' && third | 0x20 == b'e',
        b's' => matches!(&[second | 0x20, third | 0x20], b"am" | b"ee" | b"ie"),
        b'a' => second | 0x20 == b's' && third == b' ',
        b'w' | b'z' => second | 0x20 == b'i' && third | 0x20 == b'e',
        b'v' => matches!(&[second | 0x20, third | 0x20], b"oi" | b"ea" | b"er" | b"ed" | b"\xE3\xA9"),
        b'c' => second | 0x20 == b'o' && third | 0x20 == b'm',
        b'l' => matches!(second | 0x20, b'e' | b'a') && third == b' ',
        _ => false,
    };
    may_be && name.len() <= 40 && is_elsewhere(name)
}

fn is_elsewhere(name: &str) -> bool {
    let folded = value::fold(name);
    let word = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_spaced = name.contains(value::is_space);
    ELSEWHERE.contains(&word) && (is_spaced || word.len() == folded.len()) && (word.len() > 5 || !is_spaced)
}

fn is_untitled(name: &str) -> bool {
    let begin: [u8; 3] = name.as_bytes().get(..3).and_then(|it| it.try_into().ok()).unwrap_or_default();
    let may_be = matches!(
        &begin.map(|byte| byte.to_ascii_lowercase()),
        b"unt" | b"unb" | b"new" | b"ohn" | b"san" | b"sin" | b"sen" | b"sem" | b"naa"
    );
    may_be && name.len() <= 20 && UNTITLED.contains(&value::fold(name).as_str())
}

/// Does it repeat what stands in the line above, by a mark or by a word?
pub(super) fn is_ditto(cell: &str) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '〃' | '”' | '“' | '„' | '‟' | '״' | '\'' | '’' | ',' | '-' | ' ');
    let marks = || cell.chars().filter(|c| !matches!(c, '-' | ' ')).count();
    if cell.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric()) {
        return points_elsewhere(cell);
    }
    cell.len() <= 16 && cell.chars().all(is_mark) && marks() > 0
}

fn says_nothing(name: &str) -> bool {
    name.bytes().next().is_some_and(|first| first >= 0x80) && NOTHING.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_compared_folded_are_written_folded() {
        for word in [UNNAMED, UNTITLED, ELSEWHERE, TRIED].concat() {
            assert_eq!(value::fold(word), word);
        }
    }

    #[test]
    fn words_in_the_place_of_a_name_are_found_by_how_they_begin() {
        assert!(TRIED.iter().all(|word| is_of_test(word)) && UNNAMED.iter().all(|word| is_unnamed(word)));
        assert!(UNTITLED.iter().all(|word| is_unnamed(word)));
        assert!(is_of_test("Test Test") && is_unnamed("Nicht zugewiesen") && is_unnamed("TBD"));
        for name in ["", "T", "Te", "Tess Terry", "Nina Nicht", "Ünal"] {
            assert!(!is_of_test(name) && !is_unnamed(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_nobody_gave() {
        for name in ["Info Requested", "Info Requested Info Requested", "Info angefordert", "Unassigned"] {
            assert!(is_unnamed(name), "{name}");
        }
        for name in ["Inge Quist", "Info Desk", "Ada Quist", "Una Signed"] {
            assert!(!is_unnamed(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_stands_in_another_row() {
        for name in [
            "ditto",
            "Dito",
            "idem",
            "see row 3",
            "See above",
            "same as last year",
            "Same as row 12",
            "as above",
            "Siehe oben",
            "wie oben",
            "voir ci-dessus",
            "Zie hierboven",
            "Véase arriba",
        ] {
            assert!(points_elsewhere(name) && is_unnamed(name), "{name}");
        }
        for name in
            ["Idemudia Osa", "Sam E.", "Di To", "Same Jansen", "See Row Lee", "Dittmar", "Ver Arribas", "Asa Bove"]
        {
            assert!(!is_unnamed(name), "{name}");
        }
        for name in ["Untitled", "Ohne Titel", "特になし", "없음", "无"] {
            assert!(is_unnamed(name), "{name}");
        }
        for mark in ["\"", "''", "〃", "- \" -", "„", "dito"] {
            assert!(is_ditto(mark), "{mark}");
        }
        assert!(!is_ditto("-") && !is_ditto("’s-Hertogenbosch") && !is_ditto(""));
        assert!(!is_unnamed("無量") && !is_unnamed("なしこ"));
    }
}
