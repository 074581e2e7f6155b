//! A checker of JSON Schema for the keywords that the schemas of cordial use, and no others: one that it does not know
//! fails the test instead of being passed over.

use serde_json::Value;

/// Keywords that say something to people only.
const TO_PEOPLE: &[&str] = &["$schema", "$defs", "title", "description", "examples", "default"];

/// What is wrong with a value, each with its path.
pub fn check(root: &Value, value: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    visit(root, root, value, "", &mut wrong);
    wrong
}

/// The schema that a `$ref` leads to.
pub fn resolve<'a>(root: &'a Value, mut schema: &'a Value) -> &'a Value {
    while let Some(to) = schema.get("$ref").and_then(Value::as_str) {
        schema = root.pointer(to.trim_start_matches('#')).unwrap_or_else(|| panic!("{to} leads nowhere"));
    }
    schema
}

fn visit(root: &Value, schema: &Value, value: &Value, path: &str, wrong: &mut Vec<String>) {
    let keywords = match schema {
        Value::Bool(true) => return,
        Value::Bool(false) => return wrong.push(format!("{path}: may not be here")),
        Value::Object(keywords) => keywords,
        other => panic!("{other} is no schema"),
    };
    let fits = |schema: &Value| {
        let mut inside = Vec::new();
        visit(root, schema, value, path, &mut inside);
        inside.is_empty()
    };
    let count = |list: &Value| list.as_array().unwrap().iter().filter(|schema| fits(schema)).count();
    for (keyword, given) in keywords {
        let mut say = |what: String| wrong.push(format!("{path}: {what}"));
        match keyword.as_str() {
            to_people if TO_PEOPLE.contains(&to_people) => {}
            "$ref" => visit(root, resolve(root, schema), value, path, wrong),
            "type" if !is(given.as_str().unwrap(), value) => say(format!("{value} is no {given}")),
            "enum" if !given.as_array().unwrap().contains(value) => say(format!("{value} is none of {given}")),
            "const" if given != value => say(format!("{value} is not {given}")),
            "minItems" if value.as_array().is_some_and(|list| list.len() < given.as_u64().unwrap() as usize) => {
                say(format!("fewer than {given}"))
            }
            "minLength" if value.as_str().is_some_and(|text| text.chars().count() < given.as_u64().unwrap() as usize) => {
                say(format!("shorter than {given}"));
            }
            "minimum" if value.as_f64().is_some_and(|number| number < given.as_f64().unwrap()) => say(format!("{value} is under {given}")),
            "maximum" if value.as_f64().is_some_and(|number| number > given.as_f64().unwrap()) => say(format!("{value} is over {given}")),
            "minProperties" if value.as_object().is_some_and(|keys| keys.len() < given.as_u64().unwrap() as usize) => {
                say(format!("fewer than {given}"))
            }
            "type" | "enum" | "const" | "minItems" | "minLength" | "minimum" | "maximum" | "minProperties" => {}
            "oneOf" if count(given) != 1 => say(format!("fits {} of the ways that exclude each other", count(given))),
            "anyOf" if count(given) == 0 => say("fits none of the ways".into()),
            "oneOf" | "anyOf" => {}
            "required" => {
                for key in given.as_array().unwrap().iter().filter(|key| value.is_object() && value.get(key.as_str().unwrap()).is_none()) {
                    wrong.push(format!("{path}: {key} is missing"));
                }
            }
            "properties" => {
                for (key, inner) in given.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        visit(root, inner, value, &format!("{path}/{key}"), wrong);
                    }
                }
            }
            "additionalProperties" => {
                let known = keywords.get("properties").and_then(Value::as_object);
                for (key, value) in
                    value.as_object().into_iter().flatten().filter(|(key, _)| !known.is_some_and(|known| known.contains_key(*key)))
                {
                    visit(root, given, value, &format!("{path}/{key}"), wrong);
                }
            }
            "items" => {
                for (number, value) in value.as_array().into_iter().flatten().enumerate() {
                    visit(root, given, value, &format!("{path}/{number}"), wrong);
                }
            }
            other => panic!("the checker does not know `{other}`"),
        }
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        other => panic!("the checker does not know the type `{other}`"),
    }
}
