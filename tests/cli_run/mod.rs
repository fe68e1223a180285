//! Runs the binary in a folder of its own, with a home of its own, and hands back what it said.
#![allow(dead_code)] // Every test file that uses it needs another part.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder to work in. It is removed in the end.
pub struct Desk {
    folder: tempfile::TempDir,
}

/// What a run said and how it ended.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        // A name with a space and an accent: what works here works in anybody's documents.
        Self { folder: tempfile::Builder::new().prefix("Zoë's desk ").tempdir().unwrap() }
    }
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
    pub fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }
    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }
    /// Runs the program with paths relative to the folder.
    pub fn run(&self, args: &[&str]) -> Said {
        let home = self.folder.path().join(".home");
        let output: Output = Command::new(env!("CARGO_BIN_EXE_unsung"))
            .args(args)
            .current_dir(self.folder.path())
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("TZ", "UTC")
            .output()
            .unwrap();
        let said = Said {
            code: output.status.code().expect("the program ended by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!said.err.contains("panicked"), "{args:?}: {}", said.err);
        assert!(!home.exists(), "{args:?} wrote into the home folder");
        said
    }
    /// Runs and expects this exit code.
    pub fn expect(&self, code: i32, args: &[&str]) -> Said {
        let said = self.run(args);
        assert_eq!(said.code, code, "{args:?}\nout: {}\nerr: {}", said.out, said.err);
        said
    }
    /// Runs with `--json`, expects this exit code and reads the document.
    pub fn json(&self, code: i32, args: &[&str]) -> Value {
        let mut args = args.to_vec();
        args.push("--json");
        let said = self.expect(code, &args);
        serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{args:?}: {error}: {}", said.out))
    }
    /// Expects that the program could not run and says what, why and what to do, and nothing on standard output.
    pub fn refuses(&self, args: &[&str]) -> String {
        let said = self.expect(2, args);
        assert_eq!(said.out, "", "{args:?}");
        let lines: Vec<&str> = said.err.lines().collect();
        let at = lines.iter().position(|line| line.starts_with("error: ")).expect("an error line");
        assert!(lines[at].len() > "error: ".len(), "{}", said.err);
        assert!(lines.get(at + 1).is_some_and(|line| line.len() > "  why: ".len() && line.starts_with("  why: ")));
        assert!(lines.get(at + 2).is_some_and(|line| line.starts_with("  what to do: ")), "{}", said.err);
        said.err
    }
    pub fn copy_in(&self, data: &str, name: &str) {
        self.put(name, &std::fs::read(data_path(data)).unwrap());
    }
    /// A copy of the example bundle.
    pub fn bundle(&self, name: &str) {
        for file in ["roll.tsv", "lock.json", "record.json", "amendments.json", "rules.txt"] {
            self.copy_in(&format!("vectors/bundle/{file}"), &format!("{name}/{file}"));
        }
    }
}

/// A file of tests/data.
pub fn data_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The step of this name in a verification.
pub fn step<'a>(report: &'a Value, name: &str) -> &'a str {
    let steps = report["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["name"] == name).unwrap_or_else(|| panic!("no step {name}"));
    step["result"].as_str().unwrap()
}

/// Names of the steps that fail.
pub fn failing(report: &Value) -> Vec<&str> {
    let steps = report["steps"].as_array().unwrap().iter();
    steps.filter(|step| step["result"] == "fail").map(|step| step["name"].as_str().unwrap()).collect()
}
