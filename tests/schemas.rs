//! The JSON Schemas for editors: they are current (`UPDATE=1 cargo test --test schemas` writes them anew), they know
//! exactly the keys that cordial knows, and every rule of the house and the first settings file fit them.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)]

#[path = "schemas/checker.rs"]
mod checker;
#[path = "schemas/shapes.rs"]
mod shapes;

use checker::{check, resolve};
use cordial::engine::builtin;
use cordial::host::Config;
use cordial::rules::{Base, load, rule_id};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs, process};

/// A key that no table knows and that is near to none.
const NO_KEY: &str = "zzzzzzzzzzzz";

/// The schema of a kind of file.
fn schema(name: &str) -> Value {
    shapes::all().into_iter().find(|(known, _)| *known == name).map(|(_, schema)| schema).unwrap()
}

/// TOML as the value that a schema judges.
fn value(text: &str) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(day) => json!(day.to_string()),
            toml::Value::Array(items) => items.into_iter().map(plain).collect(),
            toml::Value::Table(keys) => keys.into_iter().map(|(key, value)| (key, plain(value))).collect::<Map<_, _>>().into(),
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(is) => json!(is),
        }
    }
    plain(toml::Value::Table(toml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))))
}

/// What cordial itself says of a file.
fn said(name: &str, text: &str) -> Vec<String> {
    if name == "cordial.schema.json" {
        let folder = folder();
        let file = folder.join("cordial.toml");
        fs::write(&file, text).unwrap();
        let (_, faults) = Config::read(&file);
        fs::remove_dir_all(folder).unwrap();
        return faults.into_iter().map(|fault| fault.problem.message).collect();
    }
    let path = match name {
        "rule.schema.json" => "own/rule.toml",
        "signal.schema.json" => "signals/own.toml",
        "tip.schema.json" => "tips/own.toml",
        _ => "starts/own.toml",
    };
    load(&[(path.to_owned(), text.to_owned())], &Base::default()).problems.into_iter().map(|problem| problem.message).collect()
}

/// A new folder for one test.
fn folder() -> PathBuf {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let folder = env::temp_dir().join(format!("cordial-schemas-{}-{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed)));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Every table of a schema that takes only known keys, with the lines of TOML that open it.
fn tables<'a>(root: &'a Value, schema: &'a Value, path: &str, opened: &str, found: &mut Vec<(String, &'a Value)>) {
    let schema = resolve(root, schema);
    if schema.get("additionalProperties") != Some(&json!(false)) {
        return;
    }
    found.push((opened.to_owned(), schema));
    for (key, inner) in schema["properties"].as_object().unwrap() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let inner = resolve(root, inner);
        match inner.get("items") {
            Some(items) => tables(root, items, &path, &format!("{opened}[[{path}]]\n"), found),
            None => tables(root, inner, &path, &format!("{opened}[{path}]\n"), found),
        }
    }
}

/// Some value that the reader takes for this schema, as TOML.
fn sample(root: &Value, schema: &Value) -> String {
    let schema = resolve(root, schema);
    match (schema.get("type").and_then(Value::as_str), schema.get("enum")) {
        (Some("integer" | "number"), _) => "1".into(),
        (Some("boolean"), _) => "true".into(),
        (Some("array"), _) => "[]".into(),
        (Some("object"), _) => "{}".into(),
        (_, Some(names)) => names[0].to_string(),
        _ => "\"x\"".into(),
    }
}

#[test]
fn the_files_are_current() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("editors/schemas");
    for (name, schema) in shapes::all() {
        let path = folder.join(name);
        if env::var_os("UPDATE").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, serde_json::to_string_pretty(&schema).unwrap() + "\n").unwrap();
        }
        let kept: Value = fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        assert!(kept == schema, "{name} is not current: UPDATE=1 cargo test --test schemas");
    }
}

#[test]
fn every_table_has_the_keys_that_cordial_knows_and_says_what_each_is_for() {
    for (name, root) in shapes::all() {
        let mut found = Vec::new();
        tables(&root, &root, "", "", &mut found);
        assert!(!found.is_empty(), "{name}");
        for (opened, table) in found {
            let keys = table["properties"].as_object().unwrap();
            if opened.ends_with(".over-for]\n") || opened.ends_with(".fewest]\n") {
                // Its keys are kinds and channels, a closed set of the library.
                continue;
            }
            let mut wanted: Vec<&str> = keys.keys().map(String::as_str).collect();
            wanted.sort_unstable();
            let said = said(name, &format!("{opened}{NO_KEY} = 1\n")).join("\n");
            let known = said.split_once("it can be ").unwrap_or_else(|| panic!("{name}, {opened}: {said}")).1;
            let mut known: Vec<&str> = known.lines().next().unwrap().split(", ").collect();
            known.sort_unstable();
            assert_eq!(known, wanted, "{name}, {opened}");
            for (key, inner) in keys {
                let says = resolve(&root, inner).get("description").and_then(Value::as_str).unwrap_or_default();
                assert!(says.len() > 5, "{name}, {opened}: `{key}` is not described");
            }
        }
    }
}

#[test]
fn what_must_be_there_is_what_cordial_misses() {
    // Laws of rules that the reader of the shape does not hold: it says them of the whole rule.
    const LAWS: &[&str] = &["source", "bad", "good"];
    for (name, root) in shapes::all() {
        let mut found = Vec::new();
        tables(&root, &root, "", "", &mut found);
        for (opened, table) in found {
            let required: Vec<&str> =
                table.get("required").into_iter().flat_map(|keys| keys.as_array().unwrap()).map(|key| key.as_str().unwrap()).collect();
            let lines = |without: &str| -> String {
                let keys = required.iter().filter(|key| **key != without);
                keys.map(|key| format!("{key} = {}\n", sample(&root, &table["properties"][*key]))).collect()
            };
            for key in required.iter().filter(|key| !LAWS.contains(key)) {
                let said = said(name, &format!("{opened}{}", lines(key)));
                assert!(said.iter().any(|said| said.contains(&format!("`{key}` is missing"))), "{name}, {opened}: without {key}: {said:?}");
            }
            let said = said(name, &format!("{opened}{}", lines("")));
            let of_the_file = root.get("required").cloned().unwrap_or_default();
            for key in table["properties"].as_object().unwrap().keys() {
                let elsewhere = !opened.is_empty() && of_the_file.as_array().is_some_and(|keys| keys.contains(&json!(key)));
                let missed = said.iter().any(|said| said.contains(&format!("the key `{key}` is missing")));
                assert!(!missed || elsewhere, "{name}, {opened}: {key} must be there: {said:?}");
            }
        }
    }
}

#[test]
fn every_rule_signal_tip_and_first_draft_of_the_house_fits() {
    let mut fit: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, text) in builtin::files() {
        // What only the built-in rules have, such as kinds.toml, has no schema; nor have word lists.
        let name = match path.split_once('/') {
            Some(("signals", _)) => "signal.schema.json",
            Some(("tips", _)) => "tip.schema.json",
            Some(("starts", _)) => "start.schema.json",
            Some(_) if rule_id(path).is_some() => "rule.schema.json",
            _ => continue,
        };
        let wrong = check(&schema(name), &value(text));
        assert!(wrong.is_empty(), "rules/{path}:\n{}", wrong.join("\n"));
        *fit.entry(name).or_default() += 1;
    }
    assert!(fit.len() == 4 && fit.values().all(|files| *files > 10), "{fit:?}");
}

#[test]
fn the_first_settings_fit_as_they_are_and_with_every_line_switched_on() {
    let folder = folder();
    assert!(Command::new(env!("CARGO_BIN_EXE_cordial")).arg("init").current_dir(&folder).output().unwrap().status.success());
    let first = fs::read_to_string(folder.join("cordial.toml")).unwrap();
    fs::remove_dir_all(folder).unwrap();
    let setting =
        |line: &str| line.strip_prefix("# ").filter(|rest| rest.contains(" = ") || rest.starts_with('[')).unwrap_or("").to_owned();
    let on: String = first.lines().map(|line| setting(line) + "\n").collect();
    let root = schema("cordial.schema.json");
    for text in [&first, &on] {
        assert_eq!(check(&root, &value(text)), Vec::<String>::new(), "{text}");
    }
    let shown = value(&on);
    for key in root["properties"].as_object().unwrap().keys() {
        assert!(shown.get(key).is_some(), "`cordial init` does not show `{key}`");
    }
}

#[test]
fn what_cordial_refuses_the_schemas_refuse() {
    let rule = |change: &str, to: &str| {
        let text = "title = \"T\"\nseverity = \"info\"\nmessage = \"m\"\nwhy = \"w\"\ninstead = \"i\"\nsource = [{ name = \"s\" }]\n\
                    bad = [{ text = \"b\" }, { text = \"b\" }]\ngood = [{ text = \"g\" }, { text = \"g\" }]\n[match.phrase]\nany = [\"red car\"]\n";
        assert!(text.contains(change), "{change}");
        text.replacen(change, to, 1)
    };
    let tip = |change: &str, to: &str| {
        "title = \"T\"\nsays = \"s\"\nmoment = \"before\"\nturn = 1\nsource = [{ name = \"s\" }]\n".replacen(change, to, 1)
    };
    let words = "[match.phrase]\nany = [\"red car\"]\n";
    let table: Vec<(&str, String, bool)> = vec![
        ("rule.schema.json", rule("", ""), true),
        ("rule.schema.json", rule("\"info\"", "\"hint\""), false),
        ("rule.schema.json", rule("title = \"T\"\n", ""), false),
        ("rule.schema.json", rule("source = [{ name = \"s\" }]", "source = []"), false),
        ("rule.schema.json", rule("{ text = \"b\" }, ", ""), false),
        ("rule.schema.json", rule("{ text = \"g\" }, ", ""), false),
        ("rule.schema.json", rule("\"red car\"", "\"\""), false),
        ("rule.schema.json", rule(words, "[match]\nin = [\"body\"]\n"), false),
        ("rule.schema.json", rule(words, &format!("[match.pattern]\nregex = \"a\"\n{words}")), false),
        ("rule.schema.json", rule(words, "[match.pattern]\nregex = \"a\"\n[match.order]\nfirst = \"a\"\nbefore = []\n"), false),
        ("rule.schema.json", rule(words, "[match.pattern]\nregex = \"a\"\n"), true),
        ("rule.schema.json", rule(words, &format!("[match.count]\nof = \"phrases\"\nover = 1\n{words}")), true),
        ("rule.schema.json", rule(words, "[match.missing]\nat = \"end\"\n"), false),
        ("rule.schema.json", rule(words, "[match.missing]\nat = \"end\"\nparts = [\"body\"]\n"), true),
        ("rule.schema.json", rule(words, "[match.missing]\nat = \"nowhere\"\nparts = [\"body\"]\n"), false),
        ("rule.schema.json", rule(words, "[[match.frame]]\nslots = {}\n"), false),
        ("rule.schema.json", rule(words, "[[match.frame]]\nwithin = \"page\"\nslots = { a = [\"b\"] }\n"), false),
        ("rule.schema.json", rule(words, "[[match.frame]]\nwithin = \"clause\"\nslots = { a = [\"b\"] }\n"), true),
        ("rule.schema.json", rule(words, &format!("{words}[when]\nkinds = [\"phone\", \"reply\"]\nchannels = [\"unknown\"]\n")), true),
        ("rule.schema.json", rule(words, &format!("{words}[when]\nkinds = [\"unknown\"]\n")), false),
        ("rule.schema.json", rule(words, &format!("{words}[when]\nneeds = [\"money\"]\n")), false),
        ("rule.schema.json", rule(words, &format!("{words}[fix]\nreplace = \"a\"\n")), true),
        ("rule.schema.json", rule(words, &format!("{words}[fix]\nswap = true\n")), true),
        ("rule.schema.json", rule(words, &format!("{words}[fix]\nsafe = true\n")), false),
        ("rule.schema.json", rule(words, &format!("{words}[fix]\nreplace = \"a\"\ndelete = \"match\"\n")), false),
        ("rule.schema.json", rule(words, &format!("{words}[fix]\ndelete = \"draft\"\n")), false),
        ("rule.schema.json", rule(words, &format!("{words}[[raise]]\nto = \"loud\"\n")), false),
        ("tip.schema.json", tip("", ""), true),
        ("tip.schema.json", tip("\"before\"", "\"soon\""), false),
        ("tip.schema.json", tip("turn = 1", "turn = \"1\""), false),
        ("tip.schema.json", tip("source = [{ name = \"s\" }]", "source = []"), false),
        ("tip.schema.json", tip("turn = 1", "turn = 1\nwhen = { kinds = [\"phone\"] }"), false),
        ("tip.schema.json", tip("turn = 1", "turn = 1\nwhen = { channels = [\"phone\"] }"), true),
        ("start.schema.json", "kind = \"reply\"\ntext = \"Hi [first name]\"\n".into(), true),
        ("start.schema.json", "kind = \"phone\"\ntext = \"Hi\"\n".into(), false),
        ("start.schema.json", "kind = \"reply\"\n".into(), false),
        ("cordial.schema.json", String::new(), true),
        ("cordial.schema.json", "drafts = []\n".into(), false),
        ("cordial.schema.json", "drafts = \"a\"\n".into(), false),
        ("cordial.schema.json", "[rules]\n\"ask/job\" = \"off\"\n".into(), true),
        ("cordial.schema.json", "[rules]\n\"ask/job\" = \"loud\"\n".into(), false),
        ("cordial.schema.json", "[[overrides]]\npaths = [\"a\"]\nrules = {}\n".into(), false),
        ("cordial.schema.json", "[[band]]\nkind = \"reply\"\n".into(), false),
        ("cordial.schema.json", "[[band]]\nkind = \"reply\"\nover = 3\n".into(), true),
        ("cordial.schema.json", "[[band]]\ncount = \"pages\"\nover = 3\n".into(), false),
        ("cordial.schema.json", "[message]\nlevel = \"boss\"\n".into(), false),
    ];
    for (name, text, right) in table {
        let (cordial, wrong) = (said(name, &text), check(&schema(name), &value(&text)));
        assert_eq!(cordial.is_empty(), right, "cordial says {cordial:?} of\n{text}");
        assert_eq!(wrong.is_empty(), right, "the schema says {wrong:?} of\n{text}");
    }
}
