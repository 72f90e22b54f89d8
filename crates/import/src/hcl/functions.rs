//! The functions of Terraform that are known.

use std::collections::BTreeMap;

use vestibule_iam::json;

use super::value::Value;

/// What a function makes; `None` for one that is not known, and for arguments that it does not
/// take.
pub(super) fn call(name: &str, arguments: Vec<Value>) -> Option<Value> {
    let text = |text: String| Some(Value::Text(text));
    match (name, arguments.as_slice()) {
        ("jsonencode", [value]) => text(value.json()),
        ("jsondecode", [Value::Text(written)]) => {
            let parsed = json::parse(written);
            if !parsed.problems.is_empty() {
                return None;
            }
            Value::of_json(&parsed.root)
        }
        ("tostring", [Value::Null]) => Some(Value::Null),
        ("tostring", [value]) => text(value.text()?),
        ("tobool", [value @ Value::Bool(_)]) | ("tonumber", [value @ Value::Number(_)]) => {
            Some(value.clone())
        }
        ("tolist", [Value::List(all)]) => Some(Value::List(all.clone())),
        ("tomap", [Value::Map(all)]) => Some(Value::Map(all.clone())),
        ("toset", [Value::List(all)]) => Value::set(all),
        ("setunion", all) => {
            let mut together = Vec::new();
            for one in all {
                together.extend(list(one)?.iter().cloned());
            }
            Value::set(&together)
        }
        ("concat", all) => {
            let mut together = Vec::new();
            for one in all {
                together.extend(list(one)?.iter().cloned());
            }
            Some(Value::List(together))
        }
        ("merge", all) => {
            let mut together = BTreeMap::new();
            for one in all {
                match one {
                    Value::Map(members) => together.extend(members.clone()),
                    Value::Null => {}
                    _ => return None,
                }
            }
            Some(Value::Map(together))
        }
        ("join", [Value::Text(between), Value::List(all)]) => {
            let all: Vec<String> = all.iter().map(Value::text).collect::<Option<_>>()?;
            text(all.join(between))
        }
        ("split", [Value::Text(between), Value::Text(whole)]) if !between.is_empty() => {
            let parts = whole.split(between.as_str());
            Some(Value::List(
                parts.map(|part| Value::Text(part.to_owned())).collect(),
            ))
        }
        ("format", [Value::Text(format), all @ ..]) => text(formatted(format, all)?),
        ("formatlist", [Value::Text(format), Value::List(all)]) => {
            let all = all.iter();
            let all = all.map(|one| {
                let one = std::slice::from_ref(one);
                formatted(format, one).map(Value::Text)
            });
            Some(Value::List(all.collect::<Option<_>>()?))
        }
        ("replace", [Value::Text(whole), Value::Text(from), Value::Text(to)]) => {
            // Between slashes it is a regular expression.
            let is_pattern = from.len() > 1 && from.starts_with('/') && from.ends_with('/');
            (!is_pattern && !from.is_empty()).then_some(())?;
            text(whole.replace(from.as_str(), to))
        }
        ("lower", [Value::Text(one)]) if one.is_ascii() => text(one.to_ascii_lowercase()),
        ("upper", [Value::Text(one)]) if one.is_ascii() => text(one.to_ascii_uppercase()),
        ("trimspace", [Value::Text(one)]) => text(one.trim().to_owned()),
        ("chomp", [Value::Text(one)]) => text(one.trim_end_matches(['\n', '\r']).to_owned()),
        ("length", [Value::List(all)]) => Some(Value::Number(all.len().to_string())),
        ("length", [Value::Map(all)]) => Some(Value::Number(all.len().to_string())),
        ("length", [Value::Text(one)]) if one.is_ascii() => {
            Some(Value::Number(one.len().to_string()))
        }
        ("keys", [Value::Map(all)]) => Some(Value::List(
            all.keys().map(|key| Value::Text(key.clone())).collect(),
        )),
        ("values", [Value::Map(all)]) => Some(Value::List(all.values().cloned().collect())),
        ("lookup", [Value::Map(all), Value::Text(key), otherwise]) => {
            Some(all.get(key).unwrap_or(otherwise).clone())
        }
        ("element", [Value::List(all), Value::Number(at)]) => {
            let at = at.parse::<usize>().ok()?;
            all.get(at.checked_rem(all.len())?).cloned()
        }
        ("contains", [Value::List(all), value]) => {
            let is_text = |one: &Value| matches!(one, Value::Text(_));
            (all.iter().all(is_text) && is_text(value)).then_some(())?;
            Some(Value::Bool(all.contains(value)))
        }
        ("coalesce", all) => {
            let is_text = |one: &Value| matches!(one, Value::Text(_) | Value::Null);
            all.iter().all(is_text).then_some(())?;
            let mut told = all.iter();
            told.find(|one| one.as_text().is_some_and(|text| !text.is_empty()))
                .cloned()
        }
        ("compact", [Value::List(all)]) => {
            let is_text = |one: &Value| matches!(one, Value::Text(_) | Value::Null);
            all.iter().all(is_text).then_some(())?;
            let told = all.iter();
            let told = told.filter(|one| one.as_text().is_some_and(|text| !text.is_empty()));
            Some(Value::List(told.cloned().collect()))
        }
        ("distinct", [Value::List(all)]) => {
            let mut told: Vec<Value> = Vec::new();
            let mut seen = std::collections::BTreeSet::new();
            for one in all {
                if seen.insert(one.json()) {
                    told.push(one.clone());
                }
            }
            Some(Value::List(told))
        }
        ("sort", [Value::List(all)]) => {
            let mut texts: Vec<String> = all.iter().map(Value::text).collect::<Option<_>>()?;
            texts.sort();
            Some(Value::List(texts.into_iter().map(Value::Text).collect()))
        }
        ("flatten", [Value::List(all)]) => {
            let mut flat = Vec::new();
            flatten(all, &mut flat);
            Some(Value::List(flat))
        }
        _ => None,
    }
}

fn list(value: &Value) -> Option<&[Value]> {
    match value {
        Value::List(all) => Some(all),
        _ => None,
    }
}

/// Lists in lists; values are no deeper than expressions are.
fn flatten(all: &[Value], flat: &mut Vec<Value>) {
    for one in all {
        match one {
            Value::List(inner) => flatten(inner, flat),
            other => flat.push(other.clone()),
        }
    }
}

/// A format with nothing but `%s`, `%d` and `%%` in it.
fn formatted(format: &str, arguments: &[Value]) -> Option<String> {
    let mut arguments = arguments.iter();
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        match chars.next()? {
            '%' => out.push('%'),
            's' => out.push_str(&arguments.next()?.text()?),
            'd' => match arguments.next()? {
                Value::Number(number) => out.push_str(number),
                _ => return None,
            },
            _ => return None,
        }
    }
    arguments.next().is_none().then_some(out)
}
