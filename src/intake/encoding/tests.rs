//! Letters told by their bytes: marks, zero bytes, code pages of many languages, files in two of them.

use super::*;

#[test]
fn letters_of_scripts_and_systems_that_few_lists_have() {
    for (encoding, text) in [
        (E::ShiftJis, "名前,電話\n山田 太郎,０３１２３４\n田中 美咲,ネットワーク\n"),
        (E::Windows1255, "חותמת זמן,כתובת דואל,שמך\n13.2.2026,ann@x.example,יעל כהן\n14.2.2026,bo@x.example,דוד לוי\n"),
        (E::Windows1256, "الاسم,البريد\nمريم العلي,maryam@x.example\nأحمد حسن,ahmad@x.example\n"),
        (E::Windows874, "ชื่อ,อีเมล\nสมชาย ใจดี,somchai@x.example\nวิภา ศรีสุข,wipa@x.example\n"),
    ] {
        let bytes = encoding.codec().encode(text).0;
        assert_eq!(detect(&bytes), encoding, "{text}");
        assert_eq!(decode(&bytes, encoding).text, text);
    }
    for (encoding, bytes, text) in [
        (E::Latin2, &b"Imi\xEA i nazwisko,Zesp\xF3\xB3\nGra\xBFyna D\xB1b-\xA6mig\xB3a,Ksi\xEAgowo\xB6\xE6\n"[..], "Grażyna Dąb-Śmigła"),
        (E::Ibm850, b"Name,Ort\nJ\x81rgen Wei\xE1,K\x94ln\n\x8Enne Gro\xE1mann,Graz\nZo\x89 \x9Aberacker,Ulm\n", "Zoë Überacker"),
        (E::Windows1258, b"H\xF2 t\xEAn,Email\nNguy\xEA\xDEn Thi\xF2 Ho\xE0,hoa@x.example\nTr\xE2\xCCn V\xE3n \xD0\xF4,do@x.example\n", "Nguyê\u{303}n"),
    ] {
        assert_eq!(detect(bytes), encoding, "{text}");
        assert!(decode(bytes, encoding).text.contains(text), "{}", decode(bytes, encoding).text);
    }
}

#[track_caller]
fn round(text: &str, encoding: Encoding) {
    let (bytes, _, lost) = encoding.codec().encode(text);
    assert!(!lost, "{text} cannot be written in {encoding:?}");
    assert_eq!(detect(&bytes), encoding, "{text}");
    assert_eq!(decode(&bytes, encoding).text, text);
}

#[test]
fn code_pages_are_told_apart_by_their_letters() {
    round("Vorname;Größe\r\nJürgen;1,83\r\nAmélie Straßer;1,70\r\n", E::Windows1252);
    // Signs of Spanish that are letters of Poland and Romania elsewhere, in a list that has few others.
    round("Nombre;¿A quién nominas?\nAna Gil;Mª José Peña\n", E::Windows1252);
    round(
        "Nombre;Correo;¿Por qué?\nMª Ángeles Ruiz;a@x.example;Ayuda\nJ.Mª Gil;b@x.example;Es la 1ª\n",
        E::Windows1252,
    );
    round("Nº;Nombre\n1;Begoña Muñoz\n2;Mª José\n3;Inés\n", E::Windows1252);
    round("Nº;Nome\n1;João Conceição\n2;Inês\n", E::Windows1252);
    round("Nome;Piano\nNiccolò;2º\nAda;1º\n", E::Windows1252);
    round("Imię;Powód\nAnna Żak;że pomaga\nJan Ślusarz;żaden inny\n", E::Windows1250);
    round("Nume;Oraş\nIon Bălaş;Şomcuţa\nAna Popa;Iaşi\n", E::Windows1250);
    // No accents: the signs that programs write for typists are all there is.
    round("Name,Email,Why\r\nPat O’Neil,p@x.example,She didn’t sleep\r\n", E::Windows1252);
    round("Name,Why\r\nBo Lind,“calm” – always\r\nAda,She said “no”…\r\n", E::Windows1252);
    round("Name,Why\rPat O’Neil,She said “hello” and didn’t\r", E::MacRoman);
    round("Name,Café\nJürgen Müller,“déjà vu” – naïve\n", E::MacRoman);
    round("Imię;Miasto\nŁukasz Wiśniewski;Łódź\nZażółć gęślą jaźń;Kraków\n", E::Windows1250);
    round("Jméno;Důvod\nJiří Dvořák;příliš žluťoučký kůň\n", E::Windows1250);
    round("Имя;Город\nАнна Иванова;Москва\n", E::Windows1251);
    round("Имя;Город\nАнна Иванова;Москва\n", E::Koi8R);
    round("Όνομα;Πόλη\nΓιώργος Παπαδόπουλος;Αθήνα\n", E::Windows1253);
    round("Ad;Şehir\nAyşe Yılmaz;İstanbul\nÇağrı Güneş;Eskişehir\n", E::Windows1254);
    round("名前,部署\n山田 太郎,サービスデスク\n", E::ShiftJis);
    round(
        "姓名,邮箱,部门,职位\r\n王小明,xiaoming@example.cn,信息技术部,工程师\r\n李娜,lina@example.cn,服务台,主管\r\n",
        E::Gbk,
    );
    round(
        "姓名,電子郵件,部門,職稱\r\n陳大文,tai@example.tw,資訊部,工程師\r\n林美玲,m@example.tw,服務台,主任\r\n",
        E::Big5,
    );
    round("이름,부서\n김철수,서비스 데스크\n", E::EucKr);
}

#[test]
fn utf16_is_known_by_mark_or_zero_bytes() {
    let le: Vec<u8> = "Name\tStraße\r\nJürgen\tWeiß\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(detect(&le), E::Utf16Le);
    let be: Vec<u8> = "Name\tStraße\r\nJürgen\tWeiß\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(detect(&be), E::Utf16Be);
    assert_eq!(decode(&be, E::Utf16Be).text, "Name\tStraße\r\nJürgen\tWeiß\r\n");
}

#[test]
fn lines_of_two_programs_in_one_file() {
    let mut bytes = "Name,Team\r\nJürgen Weiß,Netz\r\nŁukasz Żółw,Sieć\r\n".as_bytes().to_vec();
    bytes.extend(E::Windows1252.codec().encode("Änne Großmann,Büro\r\nZoë Bühler,Büro\r\n").0.iter());
    assert_eq!(detect(&bytes), E::Utf8);
    let decoded = decode(&bytes, E::Utf8);
    assert_eq!(
        decoded.text,
        "Name,Team\r\nJürgen Weiß,Netz\r\nŁukasz Żółw,Sieć\r\nÄnne Großmann,Büro\r\nZoë Bühler,Büro\r\n"
    );
    assert_eq!((decoded.foreign, decoded.damaged), (Some((E::Windows1252, 2, 4)), false));
}

#[test]
fn a_little_damage_leaves_utf8_what_it_is() {
    let mut bytes = "Jürgen Weiß, Amélie Straßer, Søren Åse, Šárka Žáková, Thê Hằng, Zoë Noël".as_bytes().to_vec();
    bytes.push(0xC3);
    assert_eq!(detect(&bytes), E::Utf8);
    assert!(decode(&bytes, E::Utf8).damaged);
}
