//! The house rules as a test: which room may use which, and a few things that must not be in the code. Each finding names file
//! and line. It reads the sources as text, which is enough for the habits of this code and needs no compiler.

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms in reading order, and the rooms each may use beside itself; the table of docs/ARCHITECTURE.md.
/// `cli` and `gui` do everything through `app`; the rooms below it they may name for their plain data (ids, records, kinds,
/// verdicts, opened files, pages), which `app` hands out and takes. They never reach a campaign other than through `app`.
const ARROWS: [(&str, &[&str]); 11] = [
    ("draw", &[]),
    ("campaign", &["draw"]),
    ("intake", &["campaign"]),
    ("store", &["campaign"]),
    ("judging", &[]),
    ("scene", &[]),
    ("press", &["draw", "campaign", "judging", "scene"]),
    ("hub", &["campaign", "scene"]),
    ("app", &["draw", "campaign", "intake", "store", "judging", "scene", "press", "hub"]),
    ("cli", &["app", "draw", "campaign", "intake", "store", "judging", "scene", "press"]),
    ("gui", &["app", "draw", "campaign", "intake", "store", "judging", "scene", "press"]),
];
/// Besides: the command line starts the window, at one place.
const EXCEPTIONS: [(&str, &str); 1] = [("src/cli/mod.rs", "gui")];
const LINES_MAX: usize = 900;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with one of the endings, as paths from the root, sorted.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
                found.push(path.strip_prefix(root()).unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    let found: Vec<_> = files("src", &["rs"]).into_iter().map(|path| (path.clone(), read(&path))).collect();
    assert!(found.len() > 50, "the sources were not found");
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The code of a file without comments and without what stands in quotes; line ends stay, so that lines keep their numbers.
fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    let skip_to = |chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>, until: usize, out: &mut String| {
        while let Some((_, c)) = chars.next_if(|(at, _)| *at < until) {
            if c == '\n' {
                out.push('\n');
            }
        }
    };
    while let Some((at, c)) = chars.next() {
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
        let raw_hashes = rest.strip_prefix('r').map(|tail| tail.len() - tail.trim_start_matches('#').len());
        let is_raw = raw_hashes.is_some_and(|n| rest[1 + n..].starts_with('"'))
            && !before.is_some_and(|c| (c.is_alphanumeric() && c != 'b') || c == '_');
        if rest.starts_with("//") {
            skip_to(&mut chars, at + rest.find('\n').unwrap_or(rest.len()), &mut out);
        } else if is_raw {
            let close = format!("\"{}", "#".repeat(raw_hashes.unwrap_or(0)));
            let open = 1 + close.len();
            let end = rest[open..].find(&close).map_or(rest.len(), |end| open + end + close.len());
            skip_to(&mut chars, at + end, &mut out);
        } else if c == '"' {
            out.push('"');
            while let Some((_, c)) = chars.next() {
                match c {
                    '\\' => {
                        if let Some((_, '\n')) = chars.next() {
                            out.push('\n');
                        }
                    }
                    '"' => break,
                    '\n' => out.push('\n'),
                    _ => {}
                }
            }
            out.push('"');
        } else if c == '\'' {
            // A character, unless it is a lifetime.
            let mut tail = rest[1..].chars();
            let length = match (tail.next(), tail.next()) {
                (Some('\\'), _) => rest[3..].find('\'').map(|end| 3 + end + 1),
                (Some(c), Some('\'')) => Some(2 + c.len_utf8()),
                _ => None,
            };
            match length {
                Some(length) => skip_to(&mut chars, at + length, &mut out),
                None => out.push('\''),
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// What runs outside tests: test modules stand at the end of their file.
fn without_tests(code: &str) -> &str {
    code.find("#[cfg(test)]\nmod ").map_or(code, |at| &code[..at])
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Every place where a word stands as a whole.
fn places<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let starts = !word.starts_with(is_part) || !code[..*at].ends_with(is_part);
        let ends = !word.ends_with(is_part) || !code[at + word.len()..].starts_with(is_part);
        starts && ends
    })
}

/// The first names behind `crate::`: one, or several of a group.
fn named_rooms(after: &str) -> Vec<String> {
    let ident = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = after.strip_prefix('{') else { return vec![ident(after)] };
    let (mut depth, mut rooms, mut at_name) = (0, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_name = true,
            c if c.is_whitespace() => {}
            _ if at_name && depth == 0 => {
                rooms.push(ident(&group[at..]));
                at_name = false;
            }
            _ => {}
        }
    }
    rooms
}

fn assert_clean(rule: &str, findings: Vec<String>) {
    assert!(findings.is_empty(), "{rule}:\n{}", findings.join("\n"));
}

#[test]
fn rooms_use_only_what_the_table_allows() {
    let mut findings = Vec::new();
    let mut arrows = 0;
    for (path, text) in sources() {
        let file = name(&path);
        let Some((room, _)) = file.trim_start_matches("src/").split_once('/') else { continue };
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == room) else {
            findings.push(format!("{file}:1: the room `{room}` is not in the table"));
            continue;
        };
        let code = code(&text);
        for at in places(&code, "crate::") {
            // `unsung` itself is the only crate whose rooms are meant; `$crate` of macros leads to the root as well.
            for used in named_rooms(&code[at + "crate::".len()..]) {
                arrows += 1;
                let excepted = EXCEPTIONS.contains(&(file.as_str(), used.as_str()));
                if used != room && !allowed.contains(&used.as_str()) && !excepted {
                    findings.push(format!("{file}:{}: `{room}` must not use `{used}`", line_of(&code, at)));
                }
            }
        }
        // The way out by `super` would not be seen above. In a room's own mod.rs one step leads out, but there it is the tests'.
        let depth = file.matches('/').count() - usize::from(file.ends_with("/mod.rs"));
        if depth > 1 {
            let out = "super::".repeat(depth);
            let leaving = places(&code, &out).map(|at| line_of(&code, at));
            findings.extend(leaving.map(|line| format!("{file}:{line}: leaves its room by `super`; write `crate::`")));
        }
    }
    assert!(arrows > 200, "only {arrows} arrows were found: the reading is broken");
    assert_clean("a forbidden arrow between rooms", findings);
}

#[test]
fn nothing_unfinished_and_nothing_that_panics_without_a_reason() {
    let mut findings = Vec::new();
    for (path, text) in sources() {
        let file = name(&path);
        // A module of tests in a file of its own.
        if file.ends_with("/tests.rs") {
            continue;
        }
        let code = code(&text);
        let code = without_tests(&code);
        let mut forbidden =
            vec![".unwrap()", "todo!", "unimplemented!", "dbg!", "println!", "eprintln!", "print!", "eprint!"];
        // There, hostile bytes come in; nothing may stop the program.
        if ["src/draw/", "src/intake/", "src/store/"].iter().any(|room| file.starts_with(room)) {
            forbidden.extend([".expect(", "panic!", "unreachable!"]);
        }
        for word in forbidden {
            findings.extend(places(code, word).map(|at| format!("{file}:{}: {word}", line_of(code, at))));
        }
    }
    assert_clean("unfinished or panicking code outside tests", findings);
}

#[test]
fn every_file_says_what_it_is_and_is_no_longer_than_can_be_read() {
    let mut findings = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for path in files(folder, &["rs"]) {
            let (file, text) = (name(&path), read(&path));
            if !text.starts_with("//!") {
                findings.push(format!("{file}:1: does not open with `//!`"));
            }
            let lines = text.lines().count();
            if lines > LINES_MAX {
                findings.push(format!("{file}:{lines}: longer than {LINES_MAX} lines"));
            }
        }
    }
    assert_clean("files", findings);
}

#[test]
fn egui_is_named_only_in_the_window() {
    let mut findings = Vec::new();
    for (path, text) in sources() {
        let file = name(&path);
        if file.starts_with("src/gui/") {
            continue;
        }
        let code = code(&text);
        for word in ["egui", "eframe", "rfd"] {
            findings.extend(places(&code, word).map(|at| format!("{file}:{}: {word}", line_of(&code, at))));
        }
    }
    assert_clean("a window library outside the window", findings);
}

#[test]
fn the_project_speaks_only_of_itself() {
    // Put together here, so that this file does not find itself.
    let words = [["/wo", "rk/"].concat(), ["sha", "red/"].concat(), ["/tm", "p/"].concat()];
    let mut findings = Vec::new();
    let mut paths = vec![PathBuf::from("Cargo.toml"), PathBuf::from("README.md"), PathBuf::from(".ci/run")];
    for folder in ["src", "tests", "benches", "docs"] {
        paths.extend(files(folder, &["rs", "md", "toml", "ron", "py", "html"]));
    }
    for path in files("assets", &["ron", "toml", "json", "css"]) {
        paths.push(path);
    }
    for path in paths.into_iter().filter(|path| root().join(path).exists()) {
        let text = read(&path);
        for word in &words {
            let found = text.match_indices(word.as_str());
            findings.extend(found.map(|(at, _)| format!("{}:{}: {word}", name(&path), line_of(&text, at))));
        }
    }
    assert_clean("a place outside the project", findings);
}

/// The reader of this test, on cases that would fool a simpler one.
#[test]
fn the_reading_itself_is_right() {
    let text = "use crate::{draw::{self, X},\n    campaign};\n// crate::gui\nlet a = \"crate::gui \\\" dbg!\";\nlet b = r#\"todo!\"#;\nlet c = '\"';\nfn d<'a>() {}\nlet e = '\\'';\ncrate::store::f();\n";
    let code = code(text);
    assert_eq!(code.matches('\n').count(), text.matches('\n').count());
    let rooms: Vec<String> = places(&code, "crate::").flat_map(|at| named_rooms(&code[at + 7..])).collect();
    assert_eq!(rooms, ["draw", "campaign", "store"]);
    assert!(!code.contains("dbg!") && !code.contains("todo!") && !code.contains("gui"));
    assert!(code.contains("fn d<'a>() {}"));
    assert_eq!(line_of(&code, code.find("store").unwrap()), 9);
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {}"), "a\n");
    assert_eq!(places("println! eprintln!", "println!").count(), 1);
}
