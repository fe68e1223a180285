//! `hero`, `monster`, `look` and `art` on the command line: what they change, what they say, and what they refuse.

mod cli_run;

use cli_run::Desk;

const HAIR: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1600"><path d="M350 300L400 100L600 100L650 300Z" fill="#F00004"/></svg>"##;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.expect(0, &["new", "h.unsung", "--template", "sample"]);
    desk
}

#[test]
fn a_hero_is_shuffled_by_seed_with_locks_and_copied() {
    let desk = desk();
    let before = desk.json(0, &["hero", "h.unsung", "H1"]);
    assert_eq!(before["changed"], false);
    let first = desk.json(0, &["hero", "h.unsung", "H1", "--lock", "hair", "skin", "--shuffle", "4711"]);
    assert_eq!(first["parts"]["hair"], before["parts"]["hair"]);
    assert_eq!((&first["skin"], &first["seed"]), (&before["skin"], &serde_json::json!(4711)));
    desk.json(0, &["hero", "h.unsung", "H1", "--shuffle", "12"]);
    let again = desk.json(0, &["hero", "h.unsung", "H1", "--shuffle", "4711"]);
    assert_eq!(again["parts"], first["parts"]);
    let name = before["persona"].as_str().unwrap();
    let copied =
        desk.json(0, &["hero", "h.unsung", "H2", "--copy-from", name, "--copy", "figure", "--style", "Formal"]);
    assert_eq!((&copied["style"], &copied["parts"]["hair"]), (&"formal".into(), &again["parts"]["hair"]));
    let part = desk.json(0, &["hero", "h.unsung", "H2", "--part", "hair=Bun", "--part", "cape=none"]);
    assert_eq!(part["parts"]["hair"], "bun");
    assert!(part["parts"].get("cape").is_none());
    assert!(desk.refuses(&["hero", "h.unsung", "H2", "--part", "hiar=bun"]).contains("Did you mean hair?"));
    assert!(desk.refuses(&["hero", "h.unsung", "H2", "--style", "commic"]).contains("Did you mean comic?"));
    assert!(desk.refuses(&["hero", "h.unsung", "Nobody At All"]).contains("Nobody is called"));
}

#[test]
fn a_photo_goes_onto_a_card_and_off() {
    let desk = desk();
    desk.put("face.png", include_bytes!("../assets/art/icon/unsung-256.png"));
    desk.put("list.png", b"Name,Mail");
    let on = desk.json(
        0,
        &["hero", "h.unsung", "H1", "--photo", "face.png", "--focus", "50,30", "--zoom", "150", "--halftone", "on"],
    );
    assert_eq!(on["photo"]["file"], "face.png");
    assert_eq!(on["photo"]["focus_percent"], serde_json::json!([50.0, 30.0]));
    assert_eq!((&on["photo"]["zoom_percent"], &on["photo"]["halftone"]), (&150.into(), &true.into()));
    desk.expect(0, &["print", "h.unsung", "--what", "cards", "--only", "H1", "--out", "one.pdf"]);
    let pdf = desk.bytes("one.pdf");
    assert!(pdf.windows(14).any(|window| window == b"/Subtype/Image" || window.starts_with(b"/Subtype /Imag")));
    assert!(desk.refuses(&["hero", "h.unsung", "H1", "--photo", "list.png"]).contains("list.png was not taken"));
    assert!(desk.refuses(&["hero", "h.unsung", "H1", "--focus", "top"]).contains("50,30"));
    assert!(desk.json(0, &["hero", "h.unsung", "H1", "--photo", "none"])["photo"].is_null());
    assert!(desk.refuses(&["hero", "h.unsung", "H1", "--zoom", "200"]).contains("has no photo"));
}

#[test]
fn monsters_and_the_look_of_what_is_printed() {
    let desk = desk();
    let first = desk.json(0, &["monster", "h.unsung", "M1", "--lock", "body", "--shuffle", "12", "--stat", "Menace=9"]);
    let again = desk.json(0, &["monster", "h.unsung", "M1", "--shuffle", "12"]);
    assert_eq!(
        (&first["parts"], &first["colour"], &again["changed"]),
        (&again["parts"], &again["colour"], &false.into())
    );
    let coloured = desk.json(0, &["monster", "h.unsung", "M1", "--part", "colour=slate", "--part", "horns=none"]);
    assert_eq!(coloured["colour"], "slate");
    assert!(desk.refuses(&["monster", "h.unsung", "M1", "--part", "eyes=cyclop"]).contains("Did you mean cyclops?"));
    desk.put("logo.svg", br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100" fill="#123456"/></svg>"##);
    let look = desk.json(
        0,
        &[
            "look",
            "h.unsung",
            "--logo",
            "logo.svg",
            "--signal",
            "0b5fff",
            "--word",
            "collect=GET THEM ALL",
            "--word",
            "starburst=ONE|TWO",
        ],
    );
    assert_eq!((&look["logo"], &look["colours"]["signal"]), (&"logo.svg".into(), &"#0B5FFF".into()));
    assert_eq!(look["words"]["starburst"], "ONE\nTWO");
    assert!(look["contrast"]["circuit"]["least"].as_f64().unwrap() > 1.0);
    assert!(desk.refuses(&["look", "h.unsung", "--plate", "blue"]).contains("no colour"));
    assert!(desk.refuses(&["look", "h.unsung", "--word", "tray-many=THINGS"]).contains("{n}"));
    assert!(desk.json(0, &["look", "h.unsung", "--logo", "none"])["logo"].is_null());
}

#[test]
fn a_folder_of_art_comes_in_and_goes() {
    let desk = desk();
    desk.put("art/hero/hair-quiff-tall.svg", HAIR);
    let comic = include_str!("../assets/styles/comic.ron");
    let neon = comic.replace("id: \"comic\", label: \"Comic\"", "id: \"neon\", label: \"Neon\"");
    desk.put("art/styles/neon.ron", neon.replace("hero_scale", "hero_scal").as_bytes());
    let said = desk.json(1, &["art", "h.unsung", "add", "art"]);
    assert_eq!(said["added"], serde_json::json!(["hero/hair-quiff-tall.svg"]));
    let what = said["left_out"][0]["what"].as_str().unwrap();
    assert!(what.contains("field window.hero_scal: there is no field hero_scal; did you mean hero_scale?"), "{what}");
    desk.put("art/styles/neon.ron", neon.as_bytes());
    desk.json(0, &["art", "h.unsung", "add", "art"]);
    let hero = desk.json(0, &["hero", "h.unsung", "H1", "--style", "neon", "--part", "hair=quiff-tall"]);
    assert_eq!((&hero["style"], &hero["parts"]["hair"]), (&"neon".into(), &"quiff-tall".into()));
    let printed = desk.expect(0, &["print", "h.unsung", "--what", "cards", "--only", "H1", "--out", "one.pdf"]);
    assert!(!printed.err.contains("art kit has no"), "{}", printed.err);
    let list = desk.json(0, &["art", "h.unsung", "list"]);
    assert_eq!(list["offers"].as_array().unwrap().len(), 2);
    assert!(desk.refuses(&["art", "h.unsung", "remove", "villain"]).contains("has no villain"));
    assert_eq!(desk.json(0, &["art", "h.unsung", "remove", "--all"])["left"], 0);
}
