//! Japanese names in kana, which say how they are read; Chinese signs do not, and are left as they are.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー')
}

/// The name in Latin letters, as they are written in passports; `None` where it holds other letters than kana.
pub fn in_latin(name: &str) -> Option<String> {
    // Most names are none, and this is quick to see.
    if name.is_ascii() || !name.chars().any(|c| is_kana(c) || matches!(c, '\u{FF66}'..='\u{FF9F}')) {
        return None;
    }
    let mut out = String::with_capacity(name.len());
    let mut is_doubled = false;
    for c in name.nfkc().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ー' => {}
            'っ' | 'ッ' => is_doubled = true,
            'ゃ' | 'ャ' => glide(&mut out, "ya"),
            'ゅ' | 'ュ' => glide(&mut out, "yu"),
            'ょ' | 'ョ' => glide(&mut out, "yo"),
            'ぁ' | 'ァ' => instead_of_vowel(&mut out, 'a'),
            'ぃ' | 'ィ' => instead_of_vowel(&mut out, 'i'),
            'ぅ' | 'ゥ' => instead_of_vowel(&mut out, 'u'),
            'ぇ' | 'ェ' => instead_of_vowel(&mut out, 'e'),
            'ぉ' | 'ォ' => instead_of_vowel(&mut out, 'o'),
            _ if is_kana(c) => {
                let sound = any_ascii::any_ascii_char(c);
                if std::mem::take(&mut is_doubled) {
                    out.extend(sound.chars().next());
                }
                out.push_str(sound);
            }
            _ if c.is_alphabetic() => return None,
            _ => out.push(' '),
        }
    }
    Some(out)
}

/// "ki" and a small "ya" are "kya"; "shi" and a small "yo" are "sho".
fn glide(out: &mut String, sound: &str) {
    if out.ends_with('i') {
        out.pop();
    }
    let is_heard = !["sh", "ch", "j"].into_iter().any(|before| out.ends_with(before));
    out.push_str(if is_heard { sound } else { sound.trim_start_matches('y') });
}

/// "fu" and a small "a" are "fa".
fn instead_of_vowel(out: &mut String, vowel: char) {
    if out.ends_with(['a', 'i', 'u', 'e', 'o']) {
        out.pop();
    }
    out.push(vowel);
}

/// With long vowels as short ones, which Latin letters tell apart or not: "Ohno", "Oono", "Ono".
pub fn with_short_vowels(words: &str) -> String {
    let mut out = words.replace("ou", "o").replace("oo", "o").replace("uu", "u");
    for consonant in ["k", "s", "t", "n", "h", "m", "r", "g", "z", "d", "b", "p"] {
        out = out.replace(&format!("oh{consonant}"), &format!("o{consonant}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_are_read() {
        for (name, latin) in [
            ("たなか ゆきこ", "tanaka yukiko"),
            ("タナカ　ユキコ", "tanaka yukiko"),
            ("ﾅｶﾞﾀ ﾊﾅｺ", "nagata hanako"),
            ("はっとり しょう", "hattori shou"),
            ("リョウ・キョウコ", "ryou kyouko"),
            ("ファ", "fa"),
            ("ジョー", "jo"),
        ] {
            assert_eq!(in_latin(name).as_deref(), Some(latin));
        }
        for none in ["田中 ゆきこ", "Tanaka Yukiko", "王小明", "Tanaka ユキコ"] {
            assert_eq!(in_latin(none), None);
        }
        assert_eq!(with_short_vowels("shouta oono"), with_short_vowels("shota ohno"));
    }
}
