//! Which letters the bytes stand for: by byte order mark, else valid UTF-8, else UTF-16 by its zero bytes, else a
//! legacy code page by the letters it would give. Code pages are told apart by alphabets of languages, not by word
//! statistics: names are too short for those. Of the code pages of DOS those of Western Europe (850) and Russia (866) are known.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// How letters are coded in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 behind a byte order mark ("CSV UTF-8" of Excel).
    Utf8Bom,
    /// UTF-16, little endian ("Unicode text" of Excel).
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// Western Europe on Windows.
    Windows1252,
    /// Western Europe on old Macs.
    MacRoman,
    /// Central Europe.
    Windows1250,
    /// Cyrillic.
    Windows1251,
    /// Greek.
    Windows1253,
    /// Turkish.
    Windows1254,
    /// Baltic.
    Windows1257,
    /// Hebrew.
    Windows1255,
    /// Arabic.
    Windows1256,
    /// Vietnamese.
    Windows1258,
    /// Thai.
    Windows874,
    /// Central Europe on old Unix systems.
    Latin2,
    /// Western Europe under DOS.
    Ibm850,
    /// Cyrillic on old Unix systems.
    Koi8R,
    /// Cyrillic under DOS.
    Ibm866,
    /// Japanese.
    ShiftJis,
    /// Simplified Chinese.
    Gbk,
    /// Korean.
    EucKr,
    /// Traditional Chinese.
    Big5,
}

use Encoding as E;

/// What the upper half of the bytes means in code page 850.
#[rustfmt::skip]
const IBM850: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å',
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ',
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '®', '¬', '½', '¼', '¡', '«', '»',
    '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥', '┐',
    '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤',
    'ð', 'Ð', 'Ê', 'Ë', 'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì', '▀',
    'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ', 'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´',
    '\u{AD}', '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³', '²', '■', '\u{A0}',
];

impl Encoding {
    /// Every encoding, in the order in which a person should see them.
    pub const ALL: [Self; 23] = [
        E::Utf8,
        E::Utf8Bom,
        E::Utf16Le,
        E::Utf16Be,
        E::Windows1252,
        E::MacRoman,
        E::Windows1250,
        E::Windows1251,
        E::Windows1253,
        E::Windows1254,
        E::Windows1257,
        E::Windows1255,
        E::Windows1256,
        E::Windows1258,
        E::Windows874,
        E::Latin2,
        E::Ibm850,
        E::Koi8R,
        E::Ibm866,
        E::ShiftJis,
        E::Gbk,
        E::EucKr,
        E::Big5,
    ];

    /// Name for the screen.
    pub const fn title(self) -> &'static str {
        match self {
            E::Utf8 => "UTF-8",
            E::Utf8Bom => "UTF-8 with BOM",
            E::Utf16Le => "UTF-16 LE",
            E::Utf16Be => "UTF-16 BE",
            E::Windows1252 => "Windows-1252 (Western Europe)",
            E::MacRoman => "Mac Roman",
            E::Windows1250 => "Windows-1250 (Central Europe)",
            E::Windows1251 => "Windows-1251 (Cyrillic)",
            E::Windows1253 => "Windows-1253 (Greek)",
            E::Windows1254 => "Windows-1254 (Turkish)",
            E::Windows1257 => "Windows-1257 (Baltic)",
            E::Windows1255 => "Windows-1255 (Hebrew)",
            E::Windows1256 => "Windows-1256 (Arabic)",
            E::Windows1258 => "Windows-1258 (Vietnamese)",
            E::Windows874 => "Windows-874 (Thai)",
            E::Latin2 => "ISO 8859-2 (Central Europe)",
            E::Ibm850 => "IBM850 (Western Europe, DOS)",
            E::Koi8R => "KOI8-R (Cyrillic)",
            E::Ibm866 => "IBM866 (Cyrillic)",
            E::ShiftJis => "Shift JIS (Japanese)",
            E::Gbk => "GBK (Chinese, simplified)",
            E::EucKr => "EUC-KR (Korean)",
            E::Big5 => "Big5 (Chinese, traditional)",
        }
    }

    /// The bytes as text, and whether some of them have no meaning.
    fn text_of(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        if self == E::Ibm850 {
            let letter = |byte: &u8| match byte.checked_sub(0x80) {
                None => char::from(*byte),
                Some(place) => IBM850.get(usize::from(place)).copied().unwrap_or('\u{FFFD}'),
            };
            return (Cow::Owned(bytes.iter().map(letter).collect()), false);
        }
        self.codec().decode_without_bom_handling(bytes)
    }

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            // The codecs know no code page 850; what is asked for it is answered above.
            E::Utf8 | E::Utf8Bom | E::Ibm850 => encoding_rs::UTF_8,
            E::Utf16Le => encoding_rs::UTF_16LE,
            E::Utf16Be => encoding_rs::UTF_16BE,
            E::Windows1252 => encoding_rs::WINDOWS_1252,
            E::MacRoman => encoding_rs::MACINTOSH,
            E::Windows1250 => encoding_rs::WINDOWS_1250,
            E::Windows1251 => encoding_rs::WINDOWS_1251,
            E::Windows1253 => encoding_rs::WINDOWS_1253,
            E::Windows1254 => encoding_rs::WINDOWS_1254,
            E::Windows1257 => encoding_rs::WINDOWS_1257,
            E::Windows1255 => encoding_rs::WINDOWS_1255,
            E::Windows1256 => encoding_rs::WINDOWS_1256,
            E::Windows1258 => encoding_rs::WINDOWS_1258,
            E::Windows874 => encoding_rs::WINDOWS_874,
            E::Latin2 => encoding_rs::ISO_8859_2,
            E::Koi8R => encoding_rs::KOI8_R,
            E::Ibm866 => encoding_rs::IBM866,
            E::ShiftJis => encoding_rs::SHIFT_JIS,
            E::Gbk => encoding_rs::GBK,
            E::EucKr => encoding_rs::EUC_KR,
            E::Big5 => encoding_rs::BIG5,
        }
    }
}

/// The text, and whether some bytes had no meaning and became U+FFFD.
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub damaged: bool,
    /// Lines of the text that are written in other letters, how many and the first from 1: a list that two programs have added to.
    pub foreign: Option<(Encoding, usize, u64)>,
}

const SAMPLE_BYTES: usize = 256 * 1024;

/// The bytes as text, where all of them are UTF-8. Long files are asked this more than once, so it is asked the quick way.
fn as_utf8(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

/// Decides the encoding from the bytes alone.
pub(super) fn detect(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return E::Utf8Bom;
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return E::Utf16Le;
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return E::Utf16Be;
    }
    if let Some(found) = utf16_by_zeros(bytes) {
        return found;
    }
    if mostly_utf8(bytes) || holds_lines_of_utf8(bytes) { E::Utf8 } else { legacy(bytes) }
}

/// Decodes the whole file. A byte order mark of the encoding is taken off.
pub(super) fn decode(bytes: &[u8], encoding: Encoding) -> Decoded<'_> {
    let bom: &[u8] = match encoding {
        E::Utf8 | E::Utf8Bom => b"\xEF\xBB\xBF",
        E::Utf16Le => b"\xFF\xFE",
        E::Utf16Be => b"\xFE\xFF",
        _ => b"",
    };
    let body = bytes.strip_prefix(bom).unwrap_or(bytes);
    if matches!(encoding, E::Utf8 | E::Utf8Bom) {
        if let Some(text) = as_utf8(body) {
            return Decoded { text: Cow::Borrowed(text), damaged: false, foreign: None };
        }
        if let Some(mixed) = decode_lines(body) {
            return mixed;
        }
    }
    let (text, damaged) = encoding.text_of(body);
    Decoded { text, damaged, foreign: None }
}

/// Lines with their ends, as bytes. No byte of a letter in UTF-8 is that of a line end.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r'))
}

/// Letters beyond ASCII in UTF-8 on a line, or none; and whether all of the line is UTF-8.
fn utf8_of(line: &[u8]) -> (bool, bool) {
    let holds = line.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    (holds, std::str::from_utf8(line).is_ok())
}

/// Is most of what is beyond ASCII on lines of its own in UTF-8? By chance another code page gives few such lines.
fn holds_lines_of_utf8(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let (mut whole, mut other) = (0_usize, 0_usize);
    for line in lines(sample).filter(|line| !line.is_ascii()) {
        match utf8_of(line) {
            (_, true) => whole += 1,
            (_, false) => other += 1,
        }
    }
    whole >= 2 && whole >= other
}

/// What is not UTF-8 as a whole, where some lines are and others are of another code page; else `None`.
fn decode_lines(bytes: &[u8]) -> Option<Decoded<'static>> {
    let is_foreign = |line: &[u8]| !line.is_ascii() && utf8_of(line) == (false, false);
    let mut theirs: Vec<u8> = Vec::new();
    let (mut count, mut has_own) = (0, false);
    for line in lines(bytes) {
        if is_foreign(line) {
            theirs.extend_from_slice(line);
            count += 1;
        } else {
            has_own |= !line.is_ascii();
        }
    }
    if count == 0 || !has_own || cut_at_end(&theirs) && count == 1 {
        return None;
    }
    let page = legacy(&theirs);
    let (mut text, mut damaged, mut first, mut line_number) = (String::with_capacity(bytes.len()), false, None, 1_u64);
    let mut before = 0_u8;
    for line in lines(bytes) {
        // A CR LF is one line end, though it is cut between the two.
        line_number -= u64::from(before == b'\r' && line == b"\n");
        if is_foreign(line) {
            first.get_or_insert(line_number);
            text.push_str(&page.text_of(line).0);
        } else {
            let (words, is_damaged) = encoding_rs::UTF_8.decode_without_bom_handling(line);
            damaged |= is_damaged;
            text.push_str(&words);
        }
        before = line.last().copied().unwrap_or(0);
        line_number += 1;
    }
    Some(Decoded { text: Cow::Owned(text), damaged, foreign: Some((page, count, first?)) })
}

/// UTF-16 text of any language is full of zero bytes on one side: line ends, separators and digits have them.
fn utf16_by_zeros(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    if pairs < 2 {
        return None;
    }
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.get(1) == Some(&0));
    }
    let found = if odd * 5 > pairs && even * 50 <= pairs {
        E::Utf16Le
    } else if even * 5 > pairs && odd * 50 <= pairs {
        E::Utf16Be
    } else {
        return None;
    };
    // Zero bytes alone also occur in binary files: what they give must be text.
    let even_sample = sample.get(..pairs * 2).unwrap_or(sample);
    let text = found.codec().decode_without_bom_handling(even_sample).0;
    let odd_ones = text.chars().filter(|c| (c.is_control() && !c.is_whitespace()) || *c == '\u{FFFD}').count();
    (odd_ones * 50 <= pairs).then_some(found)
}

/// Valid UTF-8, or UTF-8 with a little damage: far more whole sequences than broken ones, or only the end cut off.
fn mostly_utf8(bytes: &[u8]) -> bool {
    if as_utf8(bytes).is_some() {
        return true;
    }
    let mut broken = 0_usize;
    let mut whole = 0_usize;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xC2).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || whole > broken * 10 || (broken == 1 && whole > 0 && cut_at_end(bytes))
}

fn cut_at_end(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|e| e.error_len().is_none())
}

/// Alphabets beyond ASCII, one string per language; a code page is credible if one of its languages covers the text.
const WESTERN: &[&str] = &[
    "äöüßÄÖÜ",
    "éèàçêâîôûùëïœÉÈÀÇÊ",
    "áéíóúñüÁÉÍÓÚÑ",
    "ãõáâàçéêíóôúÃÕÁÉÇ",
    "åäöÅÄÖéæøÆØ",
    "àèéìòùÈÀ",
    "ëïéèüó",
    "áðéíóúýþæöÁÞÆÖ",
];
const CENTRAL: &[&str] = &[
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "áčďéěíňóřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽ",
    "áäčďéíĺľňóôŕšťúýžÁČĎÉÍĽŇŠŤÚÝŽ",
    "áéíóöőúüűÁÉÍÓÖŐÚÜŰ",
    "čćđšžČĆĐŠŽ",
    "ăâîşţĂÂÎŞŢ",
    "äöüßÄÖÜ",
];
const TURKISH: &[&str] = &["çğıöşüÇĞİÖŞÜ"];
const BALTIC: &[&str] = &["ąčęėįšųūžĄČĘĖĮŠŲŪŽ", "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ", "äöõüšžÄÖÕÜŠŽ"];
const VIETNAMESE: &[&str] = &["ăâđêôơưĂÂĐÊÔƠƯáàéèíóòúùýÁÀÉÈÍÓÒÚÙÝ"];
/// The signs that stand in texts everywhere.
const SIGNS: &str = "‘’“”„‚‹›«»–—…•€£§°·¿¡ª©®™\u{A0}";
const PRINTED: &str = "‘’“”„‚«»‹›–—…•€£";
const COMMON_SIMPLIFIED: &str = "的一是不了人我在有他这为大来以个中上们王李张刘陈名";
const COMMON_TRADITIONAL: &str = "的一是不了人我在有他這為大來以個中上們王李張劉陳名";

fn legacy(bytes: &[u8]) -> Encoding {
    // Candidates in order of likelihood: a later one must be strictly better.
    let candidates: [(Encoding, &[&str]); 19] = [
        (E::Windows1252, WESTERN),
        (E::MacRoman, WESTERN),
        (E::Windows1250, CENTRAL),
        (E::Windows1254, TURKISH),
        (E::Windows1257, BALTIC),
        (E::Windows1251, &[]),
        (E::Windows1253, &[]),
        (E::Koi8R, &[]),
        (E::Ibm866, &[]),
        (E::ShiftJis, &[]),
        (E::Gbk, &[COMMON_SIMPLIFIED]),
        (E::EucKr, &[]),
        (E::Big5, &[COMMON_TRADITIONAL]),
        (E::Latin2, CENTRAL),
        (E::Ibm850, WESTERN),
        (E::Windows1258, VIETNAMESE),
        (E::Windows1255, &[]),
        (E::Windows1256, &[]),
        (E::Windows874, &[]),
    ];
    let sample = legacy_sample(bytes);
    let rare = sample.iter().filter(|byte| matches!(byte, 0x81..=0xA0)).count() as i64;
    let mut best = (E::Windows1252, i64::MIN);
    for (encoding, alphabets) in candidates {
        let handicap = match encoding {
            // Syllables and signs that begin so are rare; in Shift JIS every other one does.
            E::EucKr => rare * 4,
            E::Gbk => rare * 2,
            // Few files are left of these.
            E::Ibm850 => 4,
            E::Windows1258 => 2,
            _ => 0,
        };
        let score = credibility(&decode(&sample, encoding).text, alphabets, encoding) - handicap;
        if score > best.1 {
            best = (encoding, score);
        }
    }
    best.0
}

/// The lines that hold bytes beyond ASCII, up to the sample size: in a long English list the one umlaut decides.
fn legacy_sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in bytes.split(|b| matches!(b, b'\n' | b'\r')) {
        if !line.is_ascii() {
            sample.extend_from_slice(line.get(..4096).unwrap_or(line));
            sample.push(b'\n');
            if sample.len() > SAMPLE_BYTES / 4 {
                break;
            }
        }
    }
    sample
}

fn credibility(text: &str, alphabets: &[&str], encoding: Encoding) -> i64 {
    let mut score = 0_i64;
    let mut covered = vec![0_i64; alphabets.len()];
    let mut before = ' ';
    let mut run = 0_i64;
    // Greek and Cyrillic letters, and capitals among them.
    let (mut greek, mut capitals) = (0_i64, 0_i64);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        if c.is_ascii() {
            run = 0;
        } else {
            for (count, alphabet) in covered.iter_mut().zip(alphabets) {
                *count += i64::from(alphabet.contains(c));
            }
            run += 1;
            let is_greek = ('\u{0370}'..='\u{052F}').contains(&c);
            greek += i64::from(is_greek);
            capitals += i64::from(is_greek && c.is_uppercase());
            // Koreans write no Chinese characters any more; Chinese read as Korean is full of them.
            let is_han = ('\u{4E00}'..='\u{9FFF}').contains(&c);
            let misread = i64::from(is_han && encoding == E::EucKr) * 6;
            score += worth(c, before, after, run, alphabets) - misread;
        }
        before = c;
    }
    // Hebrew knows no case; names and sentences in Greek and Cyrillic have small letters and capitals. Those of KOI8-R lie the other
    // way round.
    let has_one_case = capitals == 0 || (capitals == greek && encoding == E::Koi8R);
    let one_case = if greek >= 8 && has_one_case { greek } else { 0 };
    score - one_case + covered.iter().max().copied().unwrap_or(0)
}

fn worth(c: char, before: char, after: char, run: i64, alphabets: &[&str]) -> i64 {
    let inside = before.is_alphabetic() && after.is_alphabetic();
    // "żA": a small letter before a capital.
    let is_before_capital = c.is_lowercase() && !before.is_alphabetic() && after.is_uppercase();
    let case_break = i64::from(is_before_capital || (c.is_uppercase() && before.is_lowercase())) * 4;
    match c {
        '\u{FFFD}' | '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' => -20,
        // Kana, Han, Hangul: two bytes each, so they weigh double. Half-width kana are a sign of a wrong guess.
        '\u{FF61}'..='\u{FF9F}' => -3,
        '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7AF}' => 4,
        '\u{4E00}'..='\u{9FFF}' => 2 + i64::from(alphabets.iter().any(|a| a.contains(c))) * 3,
        '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' => -2,
        '\u{0370}'..='\u{03FF}' | '\u{0400}'..='\u{052F}' => {
            let beside_latin = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
            if beside_latin { -5 } else { 2 - case_break }
        }
        // The letters and signs of typewriters in Japan, which are as wide as the others there.
        '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' => 1,
        // Marks of Hebrew stand behind a letter, as those of Vietnamese do.
        '\u{0591}'..='\u{05C7}' if !is_hebrew(before) => -6,
        '\u{0590}'..='\u{05FF}' | '\u{0600}'..='\u{06FF}' => {
            let beside_latin = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
            if beside_latin { -5 } else { 2 }
        }
        '\u{0300}' | '\u{0301}' | '\u{0303}' | '\u{0309}' | '\u{0323}' => {
            if is_vowel(before) {
                3
            } else {
                -8
            }
        }
        '\u{0E00}'..='\u{0E7F}' => thai(c, before, after),
        // "Mª Ángeles", "3º": behind a capital or a digit, where a letter of Romania would stand in a word.
        'ª' | 'º' if is_short_before(before) && !after.is_alphabetic() => 4,
        // They count as letters, and are none of any alphabet.
        'ª' | 'º' if !inside => 1,
        _ if c.is_alphabetic() => {
            let known = if alphabets.iter().any(|a| a.contains(c)) { 2 } else { -2 };
            // Three accented letters in a row are rare in every Latin spelling: it is another script misread.
            known - case_break - i64::from(run >= 3) * 4
        }
        // Spanish opens questions so; where the same byte is a letter of Poland, no capital follows it.
        '¿' | '¡' if !before.is_alphabetic() && after.is_uppercase() => 4,
        '’' if inside => 3,
        '‘' | '·' if inside => 1,
        _ if inside => -4,
        // Beside a letter such a sign is most often a letter that was misread.
        '·' | '±' | '¦' | '¶' | '¬' | '†' | '¤' | '‡' if before.is_alphabetic() || after.is_alphabetic() => {
            -3
        }
        // Signs of print at the edges of plain words: there a letter misread as one would be rare.
        _ if PRINTED.contains(c) && before.is_ascii() && after.is_ascii() => 3,
        _ if SIGNS.contains(c) => 1,
        _ => -1,
    }
}

fn is_short_before(before: char) -> bool {
    before.is_ascii_uppercase() || before.is_ascii_digit() || matches!(before, '.' | 'n' | 'm')
}

fn is_hebrew(c: char) -> bool {
    ('\u{0590}'..='\u{05FF}').contains(&c)
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || "ăâêôơưĂÂÊÔƠƯ".contains(c)
}

/// A letter of Thai. Vowels and tones stand in fixed places about consonants; bytes of other scripts give them anywhere.
fn thai(c: char, before: char, after: char) -> i64 {
    let is_thai = |c: char| ('\u{0E00}'..='\u{0E7F}').contains(&c);
    match c {
        '\u{0E01}'..='\u{0E2E}' if before.is_ascii_alphabetic() || after.is_ascii_alphabetic() => -5,
        '\u{0E01}'..='\u{0E2E}' => 2,
        '\u{0E40}'..='\u{0E44}' if ('\u{0E01}'..='\u{0E2E}').contains(&after) => 2,
        '\u{0E30}'..='\u{0E3A}' | '\u{0E45}'..='\u{0E4E}' if is_thai(before) => 2,
        _ => -8,
    }
}

#[cfg(test)]
mod tests;
