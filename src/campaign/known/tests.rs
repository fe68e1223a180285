//! Names and addresses: in every spelling and order as a cell, in the middle of sentences, in parts, and beside those of others.

use super::*;

fn known(name: &str, email: &str) -> Known {
    Known::of(&Person { name: name.into(), email: email.into(), ..Person::default() })
}

#[test]
fn a_name_is_found_in_every_spelling() {
    let known = known("Зоя Квантум", "zoya@mail.example");
    for cell in ["Зоя Квантум", "КВАНТУМ, ЗОЯ", "Zoya Kvantum", " kvantum  zoya ", "ZOYA@mail.example"]
    {
        assert!(known.is(cell), "{cell}");
    }
    for cell in ["Ms Zoya Kvantum", "Zoya Kvantum <zoya@mail.example>", "Zoya Kvantum (Kvantum, Zoya)"] {
        assert!(known.is(cell), "{cell}");
    }
    let others = ["Zoya", "Kvantum", "Zoya Kvantum fixed it", "", "zoya@mail.other", "Write to zoya@mail.example"];
    for cell in others {
        assert!(!known.is(cell), "{cell}");
    }
    for cell in ["Zoya Kvantum, third floor", "Kvantum Zoya, third floor"] {
        assert!(!known.is(cell) && known.remark_in(cell) == Some("third floor"), "{cell}");
    }
    let sentence = "Zoya Kvantum, who sat up all night with the printer, and never once complained.";
    assert!(!known.is(sentence) && known.stands_in(sentence) && !known.may_mean(sentence));
    assert!(
        self::known("Bo", "").may_mean("The friends of Bo")
            && self::known("Bo", "").remark_in("Bo, third floor").is_some()
    );
    assert!(known.remark_in(sentence).is_none() && self::known("José", "").may_mean("For Jose"));
    let known = self::known("Jürgen Groß-Sørensen", "");
    assert!(known.is("gross sorensen, JURGEN"));
}

#[test]
fn names_in_a_sentence_are_masked_and_nothing_else_is() {
    let known = known("Zoya Kvantum", "zoya@mail.example");
    for (text, masked) in [
        ("Ada and Zoya Kvantum fixed it", Some("Ada and [erased] fixed it")),
        ("KVANTUM, ZOYA: thank you", Some("[erased]: thank you")),
        ("Zoya Kvantum's and Zoya Kvantums Drucker", Some("[erased]'s and [erased] Drucker")),
        ("«Зоя Квантум» (zoya@MAIL.example)", Some("«[erased]» ([erased])")),
        ("Zoya fixed it. A Kvantum leap", None),
        ("Zoya.\n\n\n\nKvantum", None),
        ("Kvantum Zoyas", None),
        ("", None),
    ] {
        assert_eq!(known.masked(text).as_deref(), masked, "{text:?}");
        assert_eq!(known.stands_in(text), masked.is_some());
    }
    assert_eq!(self::known("王小明", "").masked("感谢王小明的帮助").as_deref(), Some("感谢[erased]的帮助"));
    // A single word may mean anything.
    assert_eq!(self::known("Falcon", "").masked("The Falcon server"), None);
}

#[test]
fn what_two_people_have_in_common_is_known() {
    let person = |name: &str, email: &str| Person { name: name.into(), email: email.into(), ..Person::default() };
    let zoya = known("Zoya Kvantum", "zoya@mail.example");
    for other in [person("Квантум, Зоя", ""), person("Bo", "ZOYA@mail.example"), person("zoya kvantum", "z@x.example")]
    {
        assert!(zoya.is_shared_with(&other), "{other:?}");
    }
    assert!(!zoya.is_shared_with(&person("Zoya Marsh", "zoya@mail.other")));
    let own = zoya.clone().without(&Known::of(&person("Kvantum, Zoya", "")));
    assert!(own.masked("Zoya Kvantum, zoya@mail.example").unwrap() == "Zoya Kvantum, [erased]");
    let shared = zoya.clone().without(&own);
    assert!(shared.is_told_by("Zoya Kvantum") && !shared.is_told_by("zoya@mail.example") && !shared.is_empty());
    assert!(zoya.clone().without(&zoya).is_empty());
    let long = format!("{} Zoya Kvantum {}", "before it ".repeat(20), "and äfter it ".repeat(20));
    let around = zoya.around(&long);
    assert!(around.starts_with("… it before") || around.starts_with("… before"), "{around}");
    assert!(around.contains("Zoya Kvantum") && around.ends_with(" …") && around.chars().count() < 150, "{around}");
    assert_eq!(zoya.around("Zoya Kvantum\nfixed it"), "Zoya Kvantum fixed it");
}

#[test]
fn a_name_in_two_columns_goes_whole_or_not_at_all() {
    let parts = |known: &Known, cells: &[&str]| {
        let parts = known.parts_in(cells);
        assert!(parts.in_doubt.is_empty(), "{cells:?}");
        parts.is_part
    };
    let known = known("Zoya Kvantum", "");
    assert_eq!(parts(&known, &["7", "Zoya", "KVANTUM", "Graz"]), [false, true, true, false]);
    assert_eq!(parts(&known, &["Zoya", "Marsh"]), [false, false]);
    assert_eq!(parts(&known, &["Kvantum", "Ms", "", "Zoya"]), [true, false, false, true]);
    assert_eq!(parts(&known, &["Zoya", "z@x.example", "Kvantum"]), [true, false, true]);
    // Parts of other names stay: of a family, and of two people in one row.
    let peter = self::known("Peter Huber", "");
    assert_eq!(parts(&peter, &["Peter", "Huber", "Anna", "Huber"]), [true, true, false, false]);
    let anna = self::known("Anna Huber", "");
    assert_eq!(parts(&anna, &["Anna", "Schmidt", "Peter", "Huber"]), [false; 4]);
    // Which surname is whose only the columns say: both may be meant.
    for (known, cells) in [(&peter, ["Anna", "Huber", "Peter", "Huber"]), (&anna, ["Graz", "Huber", "Anna", "Huber"])] {
        let parts = known.parts_in(&cells);
        assert_eq!(parts.is_part, [false, true, true, true]);
        assert_eq!(parts.in_doubt, BTreeSet::from([1, 2, 3]));
    }
}

#[test]
fn an_apostrophe_hides_no_name() {
    for name in ["Liam O'Connor", "Liam O’Connor"] {
        let known = known(name, "liam.o'connor@x.example");
        for cell in ["Liam O'Connor", "LIAM O’CONNOR", "Liam OConnor", "Liam O`Connor", "Liam.O'Connor@x.example"] {
            assert!(known.is(cell), "{cell}");
        }
        assert_eq!(known.masked("Liam O'Connor's fix").as_deref(), Some("[erased]'s fix"));
        assert_eq!(known.parts_in(&["Liam", "O'Connor"]).is_part, [true, true]);
    }
    let home = Person { name: "Bo Lind".into(), ..Person::default() }.with(|it| it.address = "9 St John's Road".into());
    let known = Known::of(&home);
    assert!(known.lives_at("9, St Johns Road") && known.lives_at("9 St John's Road") && !known.lives_at("9 Elm Road"));
    // An address is no name, and a town is the address of many.
    assert!(!known.is("9 St John's Road"));
    let town = Person { name: "Bo Lind".into(), ..Person::default() }.with(|it| it.address = "Vienna".into());
    assert!(!Known::of(&town).is("Vienna") && !Known::of(&town).lives_at("Vienna"));
}

#[test]
fn a_name_without_spaces_is_found_with_one_and_the_other_way_round() {
    for name in ["山田 太郎", "山田　太郎", "山田太郎"] {
        let known = known(name, "");
        for cell in ["山田太郎", "山田 太郎", "山田　太郎", "山田・太郎"] {
            assert!(known.is(cell), "{name} {cell}");
        }
        assert_eq!(known.masked("山田太郎さん、ありがとう").as_deref(), Some("[erased]さん、ありがとう"));
        assert_eq!(known.masked("山田 太郎さん、ありがとう").as_deref(), Some("[erased]さん、ありがとう"));
        assert!(!known.is("山田花子") && !known.stands_in("山田花子と太郎"));
        let other = Person { name: "山田太郎".into(), ..Person::default() };
        assert!(known.is_shared_with(&other) && known.clone().without(&Known::of(&other)).is_empty());
    }
}

#[test]
fn an_address_within_another_is_not_theirs() {
    let known = known("Ana Quist", "an@x.example");
    for other in ["dan@x.example", "an@x.example.org", "j.an@x.example", "an@x.examples", "ana-an@x.example"] {
        assert!(!known.is(other) && known.masked(other).is_none(), "{other}");
    }
    for (text, masked) in [
        ("Write to an@x.example.", "Write to [erased]."),
        ("<AN@x.example>;dan@x.example", "<[erased]>;dan@x.example"),
        ("请写an@x.example谢谢", "请写[erased]谢谢"),
    ] {
        assert_eq!(known.masked(text).as_deref(), Some(masked));
    }
}

#[test]
fn a_part_of_a_name_is_no_name() {
    let person = Person { name: "Ana Quist".into(), ..Person::default() }.with(|it| it.given_name = "Ana".into());
    assert!(!Known::of(&person).is("Ana") && Known::of(&person).is("Quist, Ana"));
    let parts = Person::default().with(|it| (it.given_name, it.family_name) = ("Ana".into(), "Quist".into()));
    assert!(Known::of(&parts).is("Quist, Ana"));
}

fn people(names: &[&str]) -> Vec<Person> {
    names.iter().map(|name| Person { name: (*name).into(), ..Person::default() }).collect()
}

#[test]
fn parts_of_the_names_of_others_are_theirs() {
    let others = people(&[
        "Maria Garcia Lopez",
        "Anna Schmidt-Maier",
        "Anna Huber",
        "Peter Maier",
        "Bo Lind",
        "李小明明",
        "Lopez, Maria Garcia",
    ]);
    for (name, text, masked, may_be) in [
        ("Maria Garcia", "Maria Garcia Lopez stayed all night", None, true),
        (
            "Maria Garcia",
            "Maria Garcia stayed beside Maria Garcia Lopez",
            Some("[erased] stayed beside Maria Garcia Lopez"),
            true,
        ),
        ("Maria Garcia", "Maria Garcia Lopez", None, false),
        ("Maria Garcia", "Lopez, Maria Garcia", None, false),
        ("Anna Schmidt", "Anna Schmidt-Maier", None, false),
        ("Anna Schmidt", "Thanks to Anna Schmidt-Berg", None, true),
        ("Maria Schmidt", "Thanks to Anna-Maria Schmidt", None, true),
        ("Peter Huber", "With Anna Huber, Peter Maier and me", None, true),
        ("Peter Huber", "with anna huber, peter maier and me", None, true),
        ("Peter Huber", "Thanks to Huber, Peter for that", Some("Thanks to [erased] for that"), false),
        ("Peter Huber", "Huber, Peter; Maier, Anna", Some("[erased]; Maier, Anna"), false),
        ("Peter Huber", "Dr. Huber, Peter", Some("Dr. [erased]"), false),
        ("Peter Huber", "I like Peter. Huber is far away", None, true),
        ("Peter Huber", "Bo\nPeter\nHuber\nCy", None, true),
        (
            "Peter Huber",
            "All of us would like to say thank you to Peter\nHuber for that",
            Some("All of us would like to say thank you to [erased] for that"),
            false,
        ),
        ("Peter Huber", "Anna, Peter, Huber", None, true),
        ("Will May", "May Will always be so kind", None, true),
        ("J. Smith", "Told by J. Smith at noon", Some("Told by [erased] at noon"), false),
        ("Mary St. John", "Mary St. John did", Some("[erased] did"), false),
        ("Peter Huber", "peter.huber@old.example", Some("[erased]@old.example"), false),
        ("李小明", "谢谢李小明明", None, true),
        ("李小明", "谢谢李小明", Some("谢谢[erased]"), false),
    ] {
        let known = known(name, "").beside(others.iter());
        assert_eq!(known.masked(text).as_deref(), masked, "{name}: {text}");
        assert_eq!(known.may_be_told_by(text), may_be, "{name}: {text}");
        if may_be {
            assert!(!known.is(text) && !known.around(text).is_empty(), "{name}: {text}");
        }
    }
    assert!(
        known("Peter Huber", "").is("Huber Peter")
            && !known("Maria Garcia", "").beside(others.iter()).is("Maria Garcia Lopez")
    );
}

#[test]
fn a_title_makes_no_name_of_one_word() {
    let ing = known("Ing Wang", "");
    assert!(ing.is("Ing Wang") && ing.is("Wang, Ing") && ing.masked("To Ing Wang, with thanks").is_some());
    assert!(!ing.is("Wang") && !ing.is("Dr Wang") && !ing.may_mean("For Wang") && !ing.is_one_word("Ing Wang"));
    assert_eq!(ing.parts_in(&["Lena", "Wang", "Ing", "Wang"]).is_part, [false, true, true, true]);
    assert_eq!(ing.parts_in(&["Mei", "Wang"]).is_part, [false; 2]);
    for name in ["Dr Wang", "Frau Wang"] {
        let known = known(name, "");
        assert!(known.is(name) && !known.is("Wang") && !known.is("Lena Wang"), "{name}");
        // Many may be called so.
        assert!(known.masked(&format!("Thank you, {name}, for that")).is_none());
        assert!(known.may_be_told_by(&format!("Thank you, {name}, for that")));
    }
    let zoya = known("Zoya", "");
    assert!(zoya.is("Ms Zoya") && zoya.is("Ing. Zoya") && !zoya.is("Ing Zoya"));
    // Others have it as a part of their name, so it tells nobody in words that others wrote.
    let borne = known("Wang", "wang@x.example").beside(people(&["Lena Wang"]).iter());
    assert!(borne.is("Wang"));
    let own = borne.clone().without_borne();
    assert!(!own.is("Wang") && own.is("wang@x.example"));
    assert!(borne.without(&own).is("Wang"));
}

#[test]
fn code_names_that_something_else_has_tell_nobody_in_a_text() {
    let person =
        Person { name: "Maria Garcia".into(), ..Person::default() }.with(|it| it.code_name = "Night Owl".into());
    let known = Known::of(&person).with_codes(|code| code == "Night Owl");
    assert!(
        known.is_code("night owl") && !known.is("Night Owl") && known.masked("A true night owl and more").is_none()
    );
    assert!(known.may_be_in(&["Night Owl"]) && !known.is_code("A true night owl and more"));
    assert!(known.clone().without_borne().may_be_in(&["Night Owl"]));
    // In a text it may be a word for anything, and is told.
    for (code, text) in
        [("Night Owl", "The Night Owl did it"), ("英雄", "她是我们的英雄"), ("Team Player", "a real team player")]
    {
        let known = Known::of(&person.clone().with(|it| it.code_name = code.into())).with_codes(|_| false);
        assert!(!known.is_code(code) && known.is(code) && known.masked(text).is_none(), "{code}");
        assert!(
            known.may_be_told_by(text) && known.clone().without(&Known::default()).masked(text).is_none(),
            "{code}"
        );
    }
}

#[test]
fn the_letter_of_a_genitive_makes_no_name_of_another() {
    let others = people(&["Jan Smits", "Hans Lee", "Ann Roberts", "Peter Williams"]);
    for (name, other, own) in [
        ("Jan Smit", "Jan Smits", "Jan Smit"),
        ("Jan Smit", "Smits, Jan", "Smit, Jan"),
        ("Han Lee", "Hans Lee", "Lee Han"),
        ("Ann Robert", "ANN ROBERTS", "Ann Robert"),
        ("Peter William", "Peter Williams", "Peter William"),
    ] {
        let known = known(name, "").beside(others.iter());
        assert!(known.is(own) && !known.is(other) && !known.may_be_told_by(other), "{name}");
        assert!(!known.may_be_name_in(other) && known.masked_name(other).is_none(), "{name}");
        let text = |who: &str| format!("It was {who} who fixed the printer");
        assert!(known.masked(&text(other)).is_none() && known.masked(&text(name)).is_some(), "{name}");
        assert!(!others.iter().any(|it| known.is_shared_with(it)), "{name}");
    }
    // Where nobody is called so, it may be either: told of a cell, and taken for a genitive before another word.
    let jan = known("Jan Smit", "");
    assert!(!jan.is("Jan Smits") && jan.masked("Jan Smits").is_none() && jan.may_be_name_in("Jan Smits"));
    assert_eq!(jan.masked("Jan Smits Drucker").as_deref(), Some("[erased] Drucker"));
    assert!(!jan.is("Jans Smit") && jan.masked("Jans Smit Drucker").is_none());
    // Whoever writes the family first is called the same.
    for other in ["Parks Rosa", "Rosa Parks", "Parks, Rosa"] {
        let rosa = known("Rosa Park", "").beside(people(&[other]).iter());
        let text = "Rosa Parks sat down beside me";
        assert!(rosa.masked(text).is_none() && rosa.may_be_told_by(text) && !rosa.may_be_told_by(other), "{other}");
    }
}

#[test]
fn a_firm_called_like_somebody_is_nobody() {
    let at_work = |team: &str| Person { team: team.into(), ..Person::default() };
    let several = ["Georg Fischer Nord", "Georg Fischer Nord", "Georg Fischer Ost"].map(at_work);
    let known = known("Georg Fischer", "gf@x.example").beside_firms(several.iter());
    for (text, masked) in [
        ("Georg Fischer AG helped us", None),
        ("Georg Fischer, Inc. helped us", None),
        ("Beside Georg Fischer S.p.A.", None),
        ("The people of Georg Fischer & Co helped us", None),
        ("Georg Fischer & Co. helped us", None),
        ("Georg Fischer Nord helped us", None),
        // Told where it is all of a text, too.
        ("Georg Fischer Nord", None),
        ("Georg Fischer & Company delivered the pumps", None),
        ("Georg Fischer & Cie. delivered the pumps", None),
        ("Georg Fischer, S.A. delivered the pumps", None),
        ("Pumps of Georg Fischer, PLC", None),
        ("Georg Fischer, AG Netzwerk", Some("[erased], AG Netzwerk")),
        ("Georg Fischer & Connie Berg helped us", Some("[erased] & Connie Berg helped us")),
        ("Danke an Georg Fischer, AG Netzwerk", Some("Danke an [erased], AG Netzwerk")),
        ("Georg Fischer, UG 3, and SA", Some("[erased], UG 3, and SA")),
        ("Write to gf@x.example AG Netzwerk", Some("Write to [erased] AG Netzwerk")),
        ("GEORG FISCHER AS ALWAYS", Some("[erased] AS ALWAYS")),
        ("Georg Fischer Ost helped us", Some("[erased] Ost helped us")),
        ("Georg Fischer helped us", Some("[erased] helped us")),
    ] {
        assert_eq!(known.masked(text).as_deref(), masked, "{text}");
        assert_eq!(known.may_be_told_by(text), masked.is_none(), "{text}");
    }
    assert!(known.is_firm("georg fischer nord") && !known.is_firm("Georg Fischer Ost") && !known.is_firm(""));
}

#[test]
fn an_address_made_of_the_name_is_told() {
    let others = [Person { email: "Quist.Ana7@x.example".into(), ..Person::default() }];
    let known = known("Ana Maria Quist", "am@x.example").beside(others.iter());
    for address in
        ["ana.quist@y.example", "ANAQUIST@y.example", "quist_ana+forms@y.example", "ana.maria.quist2@y.example"]
    {
        assert!(known.makes_address(address) && known.may_be_address(address), "{address}");
    }
    for address in ["ana@y.example", "ana.quistova@y.example", "dana.quist@y.example", "ana.quist"] {
        assert!(!known.makes_address(address) && !known.may_be_address(address), "{address}");
    }
    // A record says whose it is.
    assert!(known.makes_address("quist.ana7@x.example") && !known.may_be_address("quist.ana7@x.example"));
}

#[test]
fn addresses_of_others_keep_what_is_like_the_name() {
    let others = [Person { email: "Maria.Garcia@x.example".into(), ..Person::default() }];
    let known = known("Maria Garcia", "mg@x.example").beside(others.iter());
    for text in ["maria.garcia@x.example", "Write to maria.garcia@x.example!"] {
        assert!(known.masked(text).is_none(), "{text}");
    }
    assert_eq!(known.masked("Not maria.garcia@y.example").as_deref(), Some("Not [erased]@y.example"));
    assert_eq!(known.masked("mg@x.example, Maria Garcia").as_deref(), Some("[erased], [erased]"));
}

#[test]
fn scripts_without_spaces_are_found_with_all_their_letters() {
    for (name, text, masked) in [
        ("佐々木太郎", "佐々木太郎さん、ありがとう", Some("[erased]さん、ありがとう")),
        ("佐々木 太郎", "佐々木太郎、と", Some("[erased]、と")),
        ("山﨑賢人", "また山﨑賢人さん", Some("また[erased]さん")),
        ("𠮷田 花子", "𠮷田花子さん", Some("[erased]さん")),
        ("ﾔﾏﾀﾞ ﾀﾛｳ", "ﾔﾏﾀﾞﾀﾛｳさん", Some("[erased]さん")),
        ("สมชาย ใจดี", "ขอบคุณสมชาย ใจดีมาก", Some("ขอบคุณ[erased]มาก")),
        ("王芳", "感谢王芳的帮助", Some("感谢[erased]的帮助")),
        ("アン", "アンケートの回答", None),
    ] {
        let known = known(name, "");
        assert_eq!(known.masked(text).as_deref(), masked, "{name}");
        assert!(known.is(name) && (masked.is_some() || known.may_be_told_by(text)), "{name}");
    }
    // A firm of that script has no form of a firm in Latin letters.
    assert_eq!(known("王小明", "").masked("王小明 AG 网络").as_deref(), Some("[erased] AG 网络"));
    assert!(known("佐々木太郎", "").is("佐々木 太郎"));
}

#[test]
fn parts_of_a_name_are_told_where_nobody_else_is_called_so() {
    let others = people(&["Ana Marsh", "Bo Lopez Marsh", "Georgia", "Prasad Berg"]);
    let told = |name: &str, text: &str| {
        let known = Known::of(&Person { name: name.into(), ..Person::default() });
        let known = known.with_words_alone(|word| word == "may").beside(others.iter());
        assert!(known.masked(text).is_none() && !known.is(text), "{name}: {text}");
        known.may_be_told_by(text)
    };
    for (name, text) in [
        ("Zoya", "Thank you, Zoya, for that"),
        ("Зоя", "Thanks to Zoyas Team"),
        ("Zoya Kvantum", "Dear Zoya did it"),
        ("Zoya Kvantum", "What Kvantum did"),
        ("Ana Maria Quist", "What Ana Quist did"),
        ("Ana Maria Quist", "Quist, Ana"),
        ("Georgia", "Hi, Georgia"),
        ("Zoya", "Zoya Marsh did it"),
        ("Zoya", "a zoya of fish"),
        ("Zoya Kvantum", "Thanks Zoya I owe you one"),
        ("Zoya Kvantum", "thanks zoya for the mail server"),
        ("Zoya Kvantum", "Danke Kvantum Du bist der Beste"),
        ("Zoya Kvantum", "THANKS ZOYA FOR THE MAIL"),
        ("Prasad", "Thanks Prasad I owe you one"),
        ("Prasad", "thank you prasad for the mail server"),
        ("Jean-Luc Picard", "Thanks to Jean-Luc for the mail server"),
        ("Jean Luc Picard", "Thanks to Jean-Luc for the mail server"),
        ("Sabine Leutheusser-Schnarrenberger", "Danke an Frau Leutheusser-Schnarrenberger dafür"),
        ("Min-jun Kim", "As Min-jun said"),
    ] {
        assert!(told(name, text), "{name}: {text}");
    }
    for (name, text) in [
        ("Prasad", "Prasad Berg did it"),
        ("Prasad", "Berg, Prasad did it"),
        ("Jean Luc Picard", "Thanks to Jean-Paul"),
        ("Kim Ito", "a kim of fish"),
        ("Ana Quist", "What Ana did"),
        ("Will May", "See you in May"),
        ("Bo Maria Marsh", "What Marsh did"),
        ("Ana Maria Marsh", "What Ana Marsh did"),
        ("Georgia Quist", "What Georgia did"),
    ] {
        assert!(!told(name, text), "{name}: {text}");
    }
}

#[test]
fn a_text_full_of_the_name_takes_no_time_by_its_square() {
    let known = known("Ana Quist", "").beside(people(&["Ana Quist Marsh"]).iter());
    let text = "Ana Quist and Ana Quist Marsh. ".repeat(30_000);
    let begun = std::time::Instant::now();
    assert!(known.masked(&text).is_some_and(|it| it.matches("[erased]").count() == 30_000));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn a_name_that_thousands_have_in_theirs_takes_no_time_by_its_square() {
    let names: Vec<String> = (0..20_000).map(|n| format!("Nguyen Thi A{n}x")).collect();
    let others: Vec<Person> = names
        .iter()
        .map(|name| Person {
            name: name.into(),
            email: format!("{}@x.example", name.replace(' ', ".")).into(),
            ..Person::default()
        })
        .collect();
    let begun = std::time::Instant::now();
    let known = known("Nguyen Thi", "").beside(others.iter());
    for name in &names {
        let text = format!("{name} ({}@x.example) stayed all night", name.replace(' ', "."));
        assert!(known.masked(&text).is_none() && known.may_be_told_by(&text), "{text}");
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn where_nothing_is_known_nothing_is_looked_for() {
    assert!(!Known::default().may_stand_in("Für Jürgen") && !known("Zoya Kvantum", "").may_stand_in("Für Jürgen"));
    assert!(
        known("Jürgen Groß", "").may_stand_in("Für Jürgen Groß") && known("山田太郎", "").may_stand_in("山田 太郎さん")
    );
}

#[test]
fn a_name_in_another_order_is_theirs_where_its_words_are_no_others() {
    let others = people(&["Anna Huber", "Peter Maier"]);
    let is_common = |word: &str| matches!(word, "will" | "may");
    for (name, text, masked) in [
        ("Zsófia Kovács", "Thanks to Kovács Zsófia for that", Some("Thanks to [erased] for that")),
        ("Kovács Zsófia", "Thanks to Zsófia Kovács for that", Some("Thanks to [erased] for that")),
        ("Zsófia Kovács", "Thanks to Kovács, Zsófia for that", Some("Thanks to [erased] for that")),
        ("Peter Huber", "as Huber Peter and I said", Some("as [erased] and I said")),
        ("Peter Huber", "With Anna Huber Peter Maier and me", None),
        ("Peter Huber", "with huber peter and me", None),
        ("Peter Huber", "I like Huber. Peter is far away", None),
        ("Will May", "May Will always be so kind", None),
        ("Martin Paul", "With Paul Martin and me", None),
    ] {
        let person = Person { name: name.into(), ..Person::default() };
        let known = Known::of(&person).with_words_alone(is_common).beside(others.iter());
        assert_eq!(known.masked(text).as_deref(), masked, "{name}: {text}");
        assert!(masked.is_some() || known.may_be_told_by(text), "{name}: {text}");
        // The erasure itself knows no words, and is told of them.
        let ways = Ways { uncommon: known.uncommon_words(), ..Ways::default() };
        let told = Known::of(&person).reached_by(&ways).beside(others.iter());
        assert_eq!(told.masked(text).as_deref(), masked, "{name}: {text}");
    }
    // Somebody else of that name may be meant.
    let namesake = Person { name: "Kovács Zsófia".into(), ..Person::default() };
    let known = known("Zsófia Kovács", "").with_words_alone(|_| false).beside([namesake.clone()].iter());
    let own = known.clone().without(&Known::of(&namesake));
    assert!(
        own.masked("Thanks to Kovács Zsófia").is_none() && known.without(&own).is_told_by("Thanks to Kovács Zsófia")
    );
}

#[test]
fn telephones_and_streets_are_found_however_they_are_written() {
    let person = |address: &str| Person::default().with(|it| it.address = address.into());
    let ways = Ways { telephones: vec![("491705551234".into(), 0), ("02211234567".into(), 1)], ..Ways::default() };
    let others = [person("Ringstraße 7, 50667 Köln")];
    for (address, text, masked, is_left) in [
        ("", "Call 0170/5551234 or 00491705551234 - or me", Some("Call [erased] or [erased] - or me"), false),
        ("", "Call 555-1234", None, true),
        ("", "Call 0221/1234567 at work", None, true),
        ("", "0221/1234567", None, false),
        ("Lindenweg 3, 50667 Köln", "lives at Lindenweg 3, 50667 Köln.", Some("lives at [erased]."), false),
        ("Lindenweg\n3\n50667 Köln", "lives at LINDENWEG 3 in Köln.", Some("lives at [erased] in Köln."), false),
        ("Lindenstr. 3a", "lives at Linden-Straße 3 a now", Some("lives at [erased] now"), false),
        ("12 Main Street, Springfield", "at 12 Main St., Springfield!", Some("at [erased]!"), false),
        ("Lindenweg 3, 50667 Köln", "lives at Lindenweg 35, or Linden 3", None, false),
        ("Lindenweg 3, 50667 Köln", "lives at Lindenweg 3, 10115 Berlin", None, true),
        ("Ringstr. 7, 50667 Köln", "lives at Ringstr. 7 with us", None, true),
        ("Ringstr. 7, 50667 Köln", "Ringstr. 7", None, false),
        ("1010 Wien", "lives in 1010 Wien", None, false),
        ("Flat 2, 1 Quay Road", "in Flat 2 of 1 Quay Rd", Some("in Flat 2 of [erased]"), false),
    ] {
        let known = Known::of(&person(address)).reached_by(&ways).beside(others.iter());
        assert_eq!(known.masked(text).as_deref(), masked, "{address:?}: {text}");
        assert_eq!(known.may_be_told_by(text), is_left, "{address:?}: {text}");
    }
    // A street of a firm's many people is no matter of one person's.
    let many: Vec<Person> = (0..MANY).map(|_| person("Ringstr. 7")).collect();
    let known = Known::of(&person("Ringstr. 7")).beside(many.iter());
    assert!(!known.may_be_told_by("lives at Ringstr. 7 with us"));
}
