//! Names of exported files on the three systems.

use unsung::press::files::{FileFacts, Namer, PatternError, USUAL, safe_name};

fn facts(name: &str) -> FileFacts {
    FileFacts { award: "Calm".into(), name: name.into(), serial: "UH-7".into(), ..FileFacts::default() }
}

#[test]
fn the_usual_pattern() {
    let mut namer = Namer::new(USUAL).unwrap();
    assert_eq!(namer.name(&facts("Zoë D’Onald")), "Calm-Zoë D’Onald-UH-7.pdf");
    assert_eq!(namer.name(&facts("")), "Calm-UH-7.pdf");
}

#[test]
fn reserved_names_step_aside() {
    let mut namer = Namer::new("{name}.pdf").unwrap();
    for (name, want) in [
        ("CON", "_CON.pdf"),
        ("con", "_con (2).pdf"),
        ("Con.tar", "_Con.tar.pdf"),
        ("com1", "_com1.pdf"),
        ("LPT³", "_LPT³.pdf"),
        ("COM10", "COM10.pdf"),
        ("Conan", "Conan.pdf"),
        ("...", "unnamed.pdf"),
        ("-rf", "rf.pdf"),
        ("Ends with dots. . ", "Ends with dots.pdf"),
    ] {
        assert_eq!(namer.name(&facts(name)), want, "{name}");
    }
}

#[test]
fn forbidden_and_invisible_characters_go() {
    assert_eq!(safe_name("a/b\\c:d*e?\"f<g>h|i"), "a-b-c-d-e-f-g-h-i");
    assert_eq!(safe_name("Ann\u{200B}Field\u{202E}\tX\n"), "AnnField X");
    assert_eq!(safe_name("../../etc/passwd"), "etc-passwd");
}

#[test]
fn case_and_composition_do_not_collide() {
    let mut namer = Namer::new("{name}.pdf").unwrap();
    let all = ["Jiří", "JIŘÍ", "Jir\u{30C}i\u{301}", "jiří"].map(|n| namer.name(&facts(n)));
    let mut folded: Vec<String> = all.iter().map(|n| n.to_lowercase()).collect();
    folded.sort();
    folded.dedup();
    assert_eq!(folded.len(), 4, "{all:?}");
    namer.taken("ANNA.PDF");
    assert_eq!(namer.name(&facts("Anna")), "Anna (2).pdf");
}

#[test]
fn long_names_keep_their_serial_and_whole_letters() {
    let mut namer = Namer::new(USUAL).unwrap();
    for name in ["x".repeat(300), "é🦸🏽\u{200D}♀️".repeat(60), "Nguyễn ".repeat(50)] {
        let file = namer.name(&facts(&name));
        assert!(file.len() <= 255, "{}", file.len());
        assert!(file.starts_with("Calm-") && file.ends_with("-UH-7.pdf"), "{file}");
        let again = namer.name(&facts(&name));
        assert!(again.len() <= 255 && again != file && again.contains(" (2)."));
    }
}

#[test]
fn every_hard_name_gives_a_file_name() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/csv/names_torture.csv");
    let mut namer = Namer::new("{name}.pdf").unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for record in csv::Reader::from_path(file).unwrap().records() {
        let name = namer.name(&facts(&record.unwrap()[0]));
        assert!(name.len() <= 255 && name.len() > 4);
        assert!(!name.contains(['<', '>', ':', '"', '/', '\\', '|', '?', '*']), "{name}");
        assert!(!name.chars().any(char::is_control));
        assert!(!name.starts_with([' ', '.', '-']) && !name[..name.len() - 4].ends_with([' ', '.']), "{name}");
        assert!(seen.insert(name.to_lowercase()), "{name}");
    }
    assert!(seen.len() > 15);
}

#[test]
fn a_pattern_with_a_mistake_is_refused() {
    assert_eq!(Namer::new("{who}.pdf").unwrap_err(), PatternError::UnknownField("who".into()));
    assert_eq!(Namer::new("{name.pdf").unwrap_err(), PatternError::Unclosed);
    assert_eq!(Namer::new("  ").unwrap_err(), PatternError::Empty);
    let mut plain = Namer::new("card").unwrap();
    assert_eq!((plain.name(&facts("A")), plain.name(&facts("B"))), ("card".into(), "card (2)".into()));
}
