//! The name by which a person is called, taken out of a whole name. Most names begin with it; Chinese, Japanese, Korean,
//! Vietnamese and Hungarian ones begin with the family name. Script, country and the commonest family names decide; where they
//! say nothing the first word is taken. It is for proposals, which can be changed at once, and the person's own field for the
//! given name goes first; what is published goes by `name_form`, which shows less where it is not sure.

use super::name_words::is_han;
use super::person::Person;
use super::titles::is_title;

/// A name in its parts, each as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct NameParts {
    given: String,
    family: String,
}

impl Person {
    /// What the person is called, in Latin letters where there is such a form: "Trâm" of Đặng Thùy Trâm.
    pub fn called(&self) -> String {
        let form = if self.latin_name.is_empty() { self.display_name() } else { &self.latin_name };
        let own = self.given_name.trim();
        // Beside a Latin form of the name the given name may be in either script.
        if !own.is_empty() && form.contains(own) {
            return own.to_owned();
        }
        let native = if form == self.name { "" } else { &self.name };
        let given = name_parts(form, &self.country, native).given;
        if given.is_empty() { form.to_owned() } else { given }
    }
}

/// How a people's names are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Custom {
    /// Family name, then everything else is the given name.
    FamilyFirst,
    /// Family, middle, given: people are called by the last word.
    CalledByLast,
    /// Family, given, further given names: people are called by the second word.
    CalledBySecond,
}

/// Family names as they are written in Latin letters, without accents; the commonest cover most people.
const CHINESE: &[&str] = &[
    "wang", "li", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun", "ma", "zhu", "hu", "guo",
    "he", "gao", "lin", "luo", "zheng", "liang", "xie", "song", "tang", "deng", "han", "feng", "cao", "peng", "zeng",
    "xiao", "tian", "dong", "pan", "yuan", "cai", "jiang", "yu", "du", "ye", "cheng", "wei", "su", "lu", "ding", "ren",
    "shen", "yao", "chan", "wong", "cheung", "leung", "lam", "ng", "ouyang", "situ", "tan", "lim", "goh", "ong",
    "tsai", "hsu", "hsieh", "kuo", "chang", "chiang",
];
const KOREAN: &[&str] = &[
    "kim", "lee", "yi", "park", "pak", "choi", "choe", "jung", "jeong", "chung", "kang", "cho", "jo", "yoon", "yun",
    "jang", "chang", "lim", "im", "han", "oh", "seo", "shin", "kwon", "hwang", "ahn", "an", "song", "ryu", "yoo",
    "hong", "jeon", "ko", "moon", "mun", "yang", "bae", "baek", "heo", "nam", "namgung", "noh", "ha", "sung", "cha",
    "joo",
];
const JAPANESE: &[&str] = &[
    "sato",
    "suzuki",
    "takahashi",
    "tanaka",
    "watanabe",
    "ito",
    "yamamoto",
    "nakamura",
    "kobayashi",
    "kato",
    "yoshida",
    "yamada",
    "sasaki",
    "yamaguchi",
    "matsumoto",
    "inoue",
    "kimura",
    "hayashi",
    "shimizu",
    "saito",
    "yamazaki",
    "mori",
    "abe",
    "ikeda",
    "hashimoto",
    "yamashita",
    "ishikawa",
    "nakajima",
    "maeda",
    "fujita",
    "ogawa",
    "goto",
    "okada",
    "hasegawa",
    "murakami",
    "kondo",
    "ishii",
    "sakamoto",
    "endo",
    "aoki",
    "fujii",
    "nishimura",
    "fukuda",
    "ota",
];
const VIETNAMESE: &[&str] = &[
    "nguyen", "tran", "le", "pham", "huynh", "hoang", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong",
    "ly", "dinh", "trinh", "mai", "truong", "cao", "luong", "ta", "chau", "thai",
];
const HUNGARIAN: &[&str] = &[
    "nagy", "kovacs", "toth", "szabo", "horvath", "varga", "kiss", "molnar", "nemeth", "farkas", "balogh", "papp",
    "takacs", "juhasz", "lakatos", "meszaros", "olah", "simon", "racz", "fekete", "szilagyi", "torok", "feher",
    "balazs", "gal", "kis", "szucs", "kocsis", "orsos", "pinter", "fodor", "szalai", "sipos", "magyar", "lukacs",
    "gulyas", "biro", "kiraly", "laszlo", "katona", "bogdan", "balog", "boros", "varadi", "fazekas", "kelemen",
    "orosz", "somogyi", "fulop", "veres", "budai", "hegedus", "deak", "pap", "balint", "illes", "szoke", "barta",
];
/// Family names of two signs; every other Chinese or Korean one has a single sign.
const TWO_SIGNS: &[&str] = &[
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方", "夏侯", "皇甫", "尉迟", "尉遲",
    "公孙", "公孫", "慕容", "令狐", "남궁", "황보", "제갈", "선우", "사공", "서문", "독고",
];

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}')
}
fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}')
}

/// Lower-case, without accents.
fn plain(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// Letters that no other alphabet in use has: the horned vowels, and a mark of tone over a marked vowel.
fn is_vietnamese(text: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().any(|c| matches!(c, 'ơ' | 'ư' | 'Ơ' | 'Ư' | '\u{1EA0}'..='\u{1EF9}'))
}

fn join(words: &[&str]) -> String {
    words.join(" ")
}

/// Parts of a whole name. `country` is where the person is, as stored; `native` is the name in its own script when `text` is its
/// Latin form, and may be empty.
fn name_parts(text: &str, country: &str, native: &str) -> NameParts {
    if let Some((family, given)) = text.split_once(',') {
        return NameParts { given: given.trim().to_owned(), family: family.trim().to_owned() };
    }
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.len() > 1 && is_title(words[0]) {
        words.remove(0);
    }
    let country = country.trim().to_uppercase();
    match words.as_slice() {
        [] => NameParts::default(),
        [one] if one.chars().all(|c| is_han(c) || is_hangul(c) || is_kana(c)) => without_spaces(one, &country),
        [one] => NameParts { given: (*one).to_owned(), family: String::new() },
        _ if words[0].chars().any(|c| is_han(c) || is_hangul(c)) => by_custom(&words, Custom::FamilyFirst),
        _ => in_letters(&words, text, &country, native),
    }
}

/// 王小明, 田中太郎, 김민준.
fn without_spaces(name: &str, country: &str) -> NameParts {
    let signs: Vec<char> = name.chars().collect();
    let parts = |at: usize| {
        let (family, given) = signs.split_at(at.min(signs.len()));
        NameParts { given: given.iter().collect(), family: family.iter().collect() }
    };
    if signs.len() < 2 {
        return NameParts { given: name.to_owned(), family: String::new() };
    }
    if signs.iter().any(|c| is_kana(*c)) && country != "JP" && signs.iter().all(|c| is_kana(*c)) {
        // Wholly in kana, as foreign names are: nothing says where it ends.
        return NameParts { given: name.to_owned(), family: String::new() };
    }
    if TWO_SIGNS.iter().any(|family| name.starts_with(family)) && signs.len() > 2 {
        return parts(2);
    }
    if country == "JP" || signs.iter().any(|c| is_kana(*c)) {
        // Most Japanese family names have two signs; a name of two has one and one.
        return parts(if signs.len() == 2 { 1 } else { 2 });
    }
    parts(1)
}

fn by_custom(words: &[&str], custom: Custom) -> NameParts {
    let last = words.len() - 1;
    match custom {
        Custom::FamilyFirst => NameParts { given: join(&words[1..]), family: words[0].to_owned() },
        Custom::CalledByLast => NameParts { given: words[last].to_owned(), family: words[0].to_owned() },
        Custom::CalledBySecond => NameParts { given: words[1].to_owned(), family: words[0].to_owned() },
    }
}

fn in_letters(words: &[&str], text: &str, country: &str, native: &str) -> NameParts {
    let of_script = |is: fn(char) -> bool| native.chars().any(is);
    let has_han = of_script(is_han);
    // Custom, its family names, and whether the family stands first where the family names say nothing.
    let found = match country {
        "VN" => Some((Custom::CalledByLast, VIETNAMESE, true)),
        _ if is_vietnamese(text) || is_vietnamese(native) => Some((Custom::CalledByLast, VIETNAMESE, false)),
        "HU" => Some((Custom::CalledBySecond, HUNGARIAN, true)),
        "JP" => Some((Custom::FamilyFirst, JAPANESE, false)),
        _ if of_script(is_kana) => Some((Custom::FamilyFirst, JAPANESE, false)),
        "KR" | "KP" => Some((Custom::FamilyFirst, KOREAN, true)),
        _ if of_script(is_hangul) => Some((Custom::FamilyFirst, KOREAN, true)),
        "CN" | "TW" | "HK" | "MO" => Some((Custom::FamilyFirst, CHINESE, true)),
        "SG" | "MY" => Some((Custom::FamilyFirst, CHINESE, false)),
        _ if has_han => Some((Custom::FamilyFirst, CHINESE, true)),
        _ => None,
    };
    let western = || NameParts { given: words[0].to_owned(), family: join(&words[1..]) };
    let Some((custom, families, family_first)) = found else { return western() };
    let is_family = |word: &str| families.contains(&plain(word).as_str());
    // A name that ends with a family name and does not begin with one was turned round for the West.
    match (is_family(words[0]), is_family(words[words.len() - 1])) {
        (is_first, is_last) if is_first || (family_first && !is_last) => by_custom(words, custom),
        _ => western(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str, country: &str) -> String {
        name_parts(text, country, "").given
    }

    #[test]
    fn the_first_word_where_nothing_says_otherwise() {
        assert_eq!(given("Sabine Okonjo", ""), "Sabine");
        assert_eq!(given("Okonjo, Sabine", ""), "Sabine");
        assert_eq!(given("مريم العلي", "AE"), "مريم");
        assert_eq!(given("Simon Peters", "GB"), "Simon", "a Hungarian family name elsewhere is a given one");
        assert_eq!(given("Madonna", "US"), "Madonna");
        assert_eq!(given("Dr. Sabine Okonjo", ""), "Sabine");
        assert_eq!(given("", ""), "");
        let parts = name_parts("Maria del Carmen Fernández", "ES", "");
        assert_eq!(parts, NameParts { given: "Maria".into(), family: "del Carmen Fernández".into() });
    }

    #[test]
    fn people_are_called_by_their_given_name() {
        let person = |name: &str, latin: &str, given: &str, country: &str| {
            Person { name: name.into(), country: country.into(), ..Person::default() }.with(|it| {
                it.latin_name = latin.into();
                it.given_name = given.into();
            })
        };
        assert_eq!(person("Wang Fang", "", "", "CN").called(), "Fang");
        assert_eq!(person("王芳", "Wang Fang", "", "").called(), "Fang");
        assert_eq!(person("王芳", "Wang Fang", "芳", "").called(), "Fang", "the Latin form is what is set");
        assert_eq!(person("Li Na", "", "Li", "CN").called(), "Li", "the field goes before every rule");
        assert_eq!(person("Maria del Carmen Ruiz", "", "Maria del Carmen", "").called(), "Maria del Carmen");
        assert_eq!(Person { email: "ann@example.org".into(), ..Person::default() }.called(), "ann@example.org");
    }

    #[test]
    fn vietnamese_are_called_by_the_last_word() {
        assert_eq!(given("Đặng Thùy Trâm", ""), "Trâm");
        assert_eq!(given("Nguyễn Thị Hằng", "DE"), "Hằng");
        assert_eq!(given("Nguye\u{302}\u{303}n Thi\u{323} Ha\u{306}\u{300}ng", ""), "Ha\u{306}\u{300}ng", "decomposed");
        assert_eq!(given("Tran Van Minh", "VN"), "Minh");
        assert_eq!(given("Minh Trần", ""), "Minh", "turned round");
        assert_eq!(given("Lê Quang Liêm", "VN"), "Liêm");
        assert_eq!(name_parts("Đặng Thùy Trâm", "", "").family, "Đặng");
    }

    #[test]
    fn chinese_and_korean() {
        assert_eq!(given("王小明", ""), "小明");
        assert_eq!(given("欧阳娜娜", "CN"), "娜娜");
        assert_eq!(given("김민준", ""), "민준");
        assert_eq!(given("김 민준", ""), "민준");
        assert_eq!(given("남궁민수", "KR"), "민수");
        assert_eq!(name_parts("Wang Xiaoming", "", "王小明").given, "Xiaoming");
        assert_eq!(name_parts("Xiaoming Wang", "CN", "王小明").given, "Xiaoming");
        assert_eq!(given("Kim Min-jun", "KR"), "Min-jun");
        assert_eq!(given("Min-jun Kim", "KR"), "Min-jun");
        assert_eq!(given("Tan Wei Ming", "SG"), "Wei Ming");
        assert_eq!(given("Priya Nair", "SG"), "Priya");
    }

    #[test]
    fn japanese_and_hungarian() {
        assert_eq!(given("田中太郎", "JP"), "太郎");
        assert_eq!(given("山田はなこ", ""), "はなこ");
        assert_eq!(given("Tanaka Hiroshi", "JP"), "Hiroshi");
        assert_eq!(given("Hiroshi Tanaka", "JP"), "Hiroshi");
        assert_eq!(given("アンナ", ""), "アンナ");
        assert_eq!(given("Nagy Anna Mária", "HU"), "Anna");
        assert_eq!(given("Anna Nagy", "HU"), "Anna");
        assert_eq!(given("Ősz Réka", "HU"), "Réka", "a rare family name still stands first at home");
    }
}
