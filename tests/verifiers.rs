//! The program, verify.py and verify.html on the same bundles: none may say pass where another says fail, and their exit codes
//! agree. The Python one runs here, where there is a Python; the page runs in a browser over the corpus that is written when
//! `UNSUNG_BUNDLE_CORPUS` names a folder (see .ci/verify_html.py). `UNSUNG_REQUIRE_OUTSIDE_VERIFIERS` makes a missing Python fail.

mod outside;

use outside::{Case, Said, bundles, conflicts, hostile, line, program};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

fn asset(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/verify").join(name)
}

/// Reads cases from standard input, a line each, writes them to disk and verifies them there.
const RUNNER: &str = r#"
import base64, importlib.util, json, os, shutil, sys, tempfile, traceback
spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
verify = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
spec.loader.exec_module(verify)
def write(path, given):
    if isinstance(given, str):
        with open(path, "wb") as file:
            file.write(base64.b64decode(given))
    else:
        os.mkdir(path)
        for name, text in given.items():
            with open(os.path.join(path, name), "wb") as file:
                file.write(base64.b64decode(text))
    return path
for line in sys.stdin:
    case = json.loads(line)
    if "pick" in case:
        pick = case["pick"]
        roll = verify.Roll(pick["roll"].encode(), set())
        plan = verify.Plan(dict(pick, excluded=[{"entry_id": name} for name in pick["excluded"]]))
        key = verify.key_of(pick["method"], bytes.fromhex(pick["code"]), bytes.fromhex(pick["lock_sha256"]), pick["entropy"])
        said = {"prk": key.hex(), "walk": verify.walk_down(roll, plan, key, pick["entropy"]), "merkle_root": verify.merkle_root(roll.raw)}
        print(json.dumps(said), flush=True)
        continue
    desk = tempfile.mkdtemp()
    try:
        options = case["options"]
        previous = write(os.path.join(desk, "previous"), options["previous"]) if "previous" in options else None
        try:
            report = verify.verify(write(os.path.join(desk, "evidence"), case["input"]), options.get("lock"), options.get("key"), options.get("entry"), previous)
            said = {"exit": 0 if report["ok"] else 1, "steps": {step["name"]: step["result"] for step in report["steps"]}}
            if "where" in report:
                said["where"] = {key: report["where"].get(key) for key in ["line", "rank", "position"]}
        except (verify.Refused, OSError) as error:
            said = {"exit": 2, "steps": {}, "error": str(error)}
        except Exception:
            said = {"exit": 70, "steps": {}, "error": traceback.format_exc()}
    finally:
        shutil.rmtree(desk)
    print(json.dumps(said), flush=True)
"#;

/// A Python of a version that verify.py runs on. `None` where there is none and none is required.
fn python() -> Option<String> {
    let good = |name: &&str| {
        let asked = Command::new(name).args(["-c", "import sys; sys.exit(sys.version_info < (3, 8))"]).output();
        asked.is_ok_and(|output| output.status.success())
    };
    let found = ["python3", "python"].into_iter().find(good).map(str::to_owned);
    assert!(
        found.is_some() || std::env::var_os("UNSUNG_REQUIRE_OUTSIDE_VERIFIERS").is_none(),
        "Python 3.8 or later is required here, and there is none"
    );
    if found.is_none() {
        println!("SKIPPED: there is no Python 3.8 or later here, so verify.py was not run");
    }
    found
}

/// Every case of the corpus, and what the program says of it.
fn corpus() -> &'static [(Case, Said)] {
    static CORPUS: OnceLock<Vec<(Case, Said)>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let good = said_of(bundles::good());
        // Tampered with are those that hold; they stand for every kind.
        let holding = good.iter().filter(|(case, said)| case.entry.is_none() && said.exit == 0);
        let holding: Vec<Case> = holding.map(|(case, _)| case.clone()).collect();
        let mut cases = hostile::tampered(&holding[..1], 250);
        cases.extend(hostile::tampered(&holding[1..], 9));
        let cases = [bundles::of_the_script(), bundles::lies(), hostile::all(), cases].concat();
        [good, said_of(cases)].concat()
    })
}

/// What the program says of each, by all cores.
fn said_of(cases: Vec<Case>) -> Vec<(Case, Said)> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let each = cases.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let judge = |case: &Case| (case.clone(), program(case));
        let parts: Vec<_> =
            cases.chunks(each).map(|part| scope.spawn(move || part.iter().map(judge).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

#[test]
fn the_corpus_holds_what_it_should() {
    let corpus = corpus();
    let count = |exit| corpus.iter().filter(|(_, said)| said.exit == exit).count();
    println!("{} cases: {} hold, {} fail, {} cannot be verified", corpus.len(), count(0), count(1), count(2));
    assert!(corpus.len() > 1200 && count(0) > 120 && count(1) > 600 && count(2) > 150);
    for (case, said) in corpus {
        let name = &case.name;
        if name.starts_with("script ")
            || name.starts_with("TicketSort")
            || name.starts_with("Vrs")
            || name.starts_with("Rfc")
        {
            assert!(said.exit == 0 || name.contains(" ("), "{name}: {said:?}");
        }
        if name.starts_with("signed lie") && !name.ends_with("numbers as they fell") {
            assert_eq!(said.exit, 1, "{name}");
        }
        if name.starts_with("a lock with ") {
            assert_eq!(said.steps.get("lock signature").map(String::as_str), Some("fail"), "{name}");
        }
        if name.starts_with("a zip that lies") {
            assert_eq!(said.exit, 2, "{name}");
        }
        if name.starts_with("a roll with weight") && !name.ends_with("100000") {
            assert_eq!((said.exit, said.steps["well-formed"].as_str()), (1, "fail"), "{name}");
        }
    }
    if let Some(folder) = std::env::var_os("UNSUNG_BUNDLE_CORPUS") {
        std::fs::create_dir_all(&folder).unwrap();
        let mut file =
            std::io::BufWriter::new(std::fs::File::create(PathBuf::from(folder).join("corpus.jsonl")).unwrap());
        for line in corpus.iter().map(|(case, said)| line(case, said)).chain(bundles::picks()) {
            writeln!(file, "{line}").unwrap();
        }
        file.flush().unwrap();
    }
}

/// Gives the cases to verify.py and takes what it says of each.
fn in_python(python: &str, cases: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut child = Command::new(python)
        .args(["-B", "-c", RUNNER])
        .arg(asset("verify.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut given = child.stdin.take().unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    let lines: Vec<String> = cases.map(|case| case.to_string()).collect();
    let writer = std::thread::spawn(move || {
        for line in lines {
            writeln!(given, "{line}").unwrap();
        }
    });
    let answers = said.lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    writer.join().unwrap();
    assert!(child.wait().unwrap().success());
    answers
}

#[test]
fn the_program_and_the_python_script_agree() {
    let Some(python) = python() else { return };
    let corpus = corpus();
    let answers = in_python(&python, corpus.iter().map(|(case, said)| line(case, said)));
    assert_eq!(answers.len(), corpus.len());
    let (mut wrong, mut same, mut steps, mut where_found) = (Vec::new(), 0, 0, 0);
    for ((case, program), answer) in corpus.iter().zip(answers) {
        let found: BTreeMap<String, String> = serde_json::from_value(answer["steps"].clone()).unwrap();
        let found = Said { exit: answer["exit"].as_i64().unwrap(), steps: found };
        let result = |said: &Said, name: &str| said.steps.get(name).cloned().unwrap_or_default();
        // The pairing is the one thing that only the program can see.
        let forged =
            result(program, "beacon signature") == "fail" && result(&found, "beacon signature") == "not checked";
        let exit_agrees = found.exit == program.exit || (forged && found.exit == 0);
        let named = found.steps.keys().eq(program.steps.keys());
        let conflicts = conflicts(program, &found);
        if !exit_agrees || !named || !conflicts.is_empty() {
            wrong.push(format!(
                "{}: exit {} there and {} here; {conflicts:?}; {}",
                case.name, found.exit, program.exit, answer["error"]
            ));
        }
        if let Some((_, line, rank, position)) = &case.entry {
            assert_eq!(answer["where"], json!({"line": line, "rank": rank, "position": position}), "{}", case.name);
            where_found += 1;
        }
        steps += program.steps.len();
        same += program.steps.iter().filter(|(name, result)| found.steps.get(*name) == Some(*result)).count();
    }
    println!(
        "verify.py agrees with the program on {} of {} cases ({same} of {steps} steps with the very same word), and finds {where_found} entries",
        corpus.len() - wrong.len(),
        corpus.len()
    );
    assert!(wrong.is_empty(), "{}", wrong[..wrong.len().min(30)].join("\n"));
    assert!(same * 1000 >= steps * 995, "the words differ more than a beacon explains");
    assert!(where_found > 20);
}

#[test]
fn the_python_script_draws_the_published_cases() {
    let Some(python) = python() else { return };
    let picks = bundles::picks();
    let answers = in_python(&python, picks.iter().cloned());
    assert_eq!(answers.len(), picks.len());
    assert!(picks.len() >= 85);
    for (case, answer) in picks.iter().zip(answers) {
        assert_eq!(answer, case["program"], "{}", case["name"]);
    }
}

/// As people run it: by its name, with its options, from the folder in which it lies.
#[test]
fn the_python_script_as_people_run_it() {
    let Some(python) = python() else { return };
    let desk = tempfile::tempdir().unwrap();
    for (name, bytes) in bundles::example() {
        std::fs::write(desk.path().join(name), bytes).unwrap();
    }
    std::fs::copy(asset("verify.py"), desk.path().join("verify.py")).unwrap();
    let receipt = bundles::data("bundle/receipt.json");
    std::fs::write(desk.path().join("my receipt.json"), receipt).unwrap();
    let run = |args: &[&str]| {
        let output =
            Command::new(&python).args(["-B", "verify.py"]).args(args).current_dir(desk.path()).output().unwrap();
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert!(!err.contains("Traceback"), "{err}");
        (output.status.code().unwrap(), out, err)
    };
    let (code, out, _) = run(&[]);
    assert_eq!(code, 0);
    assert!(
        out.contains("NO PUBLISHED LOCK HASH WAS GIVEN") && out.contains("17 pass, 0 fail, 3 not checked."),
        "{out}"
    );
    let lock = "6BB2 84b7501043e48e30ea1d1d48abc132efdced94b72202853ac54eef02e84a";
    assert!(run(&["--lock", lock]).1.contains("18 pass"));
    assert_eq!(run(&["--lock", "1234"]).0, 1);
    assert_eq!(run(&["--key", "1234"]).0, 1);
    let (code, out, _) = run(&["--entry", "MEJENKKYYA85"]);
    assert!(code == 0 && out.contains("place 7 in the order"), "{out}");
    assert!(run(&["--entry", "NOBODY"]).1.contains("not in the list"));
    assert!(run(&["my receipt.json"]).1.contains("line 18 of 60 in the locked roll"));
    let (code, out, _) = run(&["--json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert!(code == 0 && report["ok"] == true && report["steps"].as_array().unwrap().len() == 20);
    for (args, word) in
        [(["nowhere"].as_slice(), "nowhere"), (&["lock.json"], "as a whole"), (&["verify.py"], "neither")]
    {
        let (code, out, err) = run(args);
        assert!(code == 2 && out.is_empty() && err.contains(word), "{args:?}: {err}");
    }
    std::fs::write(desk.path().join("rules.txt"), "Other rules.\n").unwrap();
    let (code, out, _) = run(&[]);
    assert!(code == 1 && out.contains("FAIL         rules hash") && out.contains("THIS DOES NOT VERIFY."), "{out}");
}

/// The pages for strangers may talk to nobody, and run no script but their own.
#[test]
fn the_pages_cannot_reach_the_network() {
    let pack = include_str!("../assets/judging/pack.html").to_owned();
    for (name, page) in [("verify.html", std::fs::read_to_string(asset("verify.html")).unwrap()), ("pack.html", pack)] {
        let between = |from: &str, to: &str| page.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned();
        let policy = between("http-equiv=\"Content-Security-Policy\" content=\"", "\"");
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"), "{policy}");
        for (kind, content) in [("script", between("<script>", "</script>")), ("style", between("<style>", "</style>"))]
        {
            let hash = outside::base64(&unsung::draw::sha256(content.as_bytes()));
            assert!(
                policy.contains(&format!("{kind}-src 'sha256-{hash}'")),
                "the {kind} of {name} was changed: its hash in the Content-Security-Policy must be sha256-{hash}"
            );
        }
        for word in [
            "http://",
            "https://",
            "src=",
            "import(",
            "url(",
            "<link",
            "<iframe",
            "XMLHttpRequest",
            "WebSocket",
            "fetch(",
            "innerHTML",
        ] {
            let allowed = usize::from(word == "http://" && name == "verify.html"); // the name of SVG
            assert!(page.matches(word).count() <= allowed, "{word} in {name}");
        }
        assert!(page.len() < 200_000);
    }
}
