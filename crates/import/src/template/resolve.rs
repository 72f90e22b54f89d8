//! What the functions of CloudFormation make, as far as a template alone tells it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use vestibule_iam::json::{Node, Value, json_string};
use vestibule_syntax::limits::DOCUMENT_BYTES;

use crate::values::Values;

/// How many values are looked at for one template.
const STEPS: usize = 4_000_000;
/// How deep conditions stand in each other.
const CONDITIONS: usize = 32;

/// A value that is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Known {
    Text(String),
    /// A number, `true`, `false` or `null`, as JSON.
    Plain(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
    /// `AWS::NoValue`: what would hold it does not.
    Nothing,
}

/// What is not known without the stack, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unknown {
    pub(super) what: String,
    pub(super) at: u32,
}

/// A template, but for its resources.
pub(super) struct Template<'t> {
    root: &'t Node,
    /// What the user gives.
    values: &'t Values,
    steps: Cell<usize>,
    bytes: Cell<usize>,
    /// The parameters that were taken at their defaults.
    pub(super) defaults: RefCell<BTreeSet<String>>,
}

type Result<T> = std::result::Result<T, Unknown>;

impl Known {
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Plain(text) => Some(text),
            Self::List(_) | Self::Map(_) | Self::Nothing => None,
        }
    }

    pub(super) fn json(&self) -> String {
        match self {
            Self::Text(text) => json_string(text),
            Self::Plain(text) => text.clone(),
            Self::List(all) => {
                let all: Vec<String> = all.iter().map(Self::json).collect();
                format!("[{}]", all.join(","))
            }
            Self::Map(all) => {
                let member = |(key, value): &(String, Self)| {
                    format!("{}:{}", json_string(key), value.json())
                };
                let all: Vec<String> = all.iter().map(member).collect();
                format!("{{{}}}", all.join(","))
            }
            Self::Nothing => "null".to_owned(),
        }
    }
}

impl<'t> Template<'t> {
    pub(super) fn new(root: &'t Node, values: &'t Values) -> Self {
        Self {
            root,
            values,
            steps: Cell::new(STEPS),
            bytes: Cell::new(4 * DOCUMENT_BYTES),
            defaults: RefCell::default(),
        }
    }

    /// The macro that may make something else of the template.
    pub(super) fn by_macro(&self) -> Option<Unknown> {
        let transform = self.root.get("Transform")?;
        let is_of_aws = |node: &Node| node.as_str().is_some_and(|name| name.starts_with("AWS::"));
        let mut all = transform.one_or_many().iter();
        let other = all.find(|node| !is_of_aws(node))?;
        Some(unknown("Transform", other))
    }

    /// What a value is.
    pub(super) fn value(&self, node: &Node) -> Result<Known> {
        let left = self.steps.get().checked_sub(1);
        self.steps.set(left.ok_or_else(|| unknown("Fn::If", node))?);
        match &node.value {
            Value::Missing => Err(unknown("null", node)),
            Value::Null => Ok(Known::Plain("null".to_owned())),
            Value::Bool(truth) => Ok(Known::Plain(truth.to_string())),
            Value::Number(text) => Ok(Known::Plain(text.to_string())),
            Value::String(text) => self.text(text, node),
            Value::Array(all) => {
                let mut known = Vec::new();
                for one in all {
                    match self.value(one)? {
                        Known::Nothing => {}
                        value => known.push(value),
                    }
                }
                Ok(Known::List(known))
            }
            Value::Object(members) => {
                if let [only] = members.as_slice()
                    && is_function(&only.key.value)
                {
                    return self.function(&only.key.value, &only.value);
                }
                let mut known = Vec::new();
                for member in members {
                    let key = member.key.value.to_string();
                    if is_function(&key) {
                        return Err(unknown(&key, &member.value));
                    }
                    match self.value(&member.value)? {
                        Known::Nothing => {}
                        value => known.push((key, value)),
                    }
                }
                Ok(Known::Map(known))
            }
        }
    }

    /// A text, unless it is to be filled in. All texts together are bounded.
    fn text(&self, text: &str, node: &Node) -> Result<Known> {
        let left = self.bytes.get().checked_sub(text.len());
        let left = left.filter(|_| !text.contains("{{resolve:"));
        self.bytes
            .set(left.ok_or_else(|| unknown("{{resolve:…}}", node))?);
        Ok(Known::Text(text.to_owned()))
    }

    fn function(&self, name: &str, argument: &Node) -> Result<Known> {
        let lost = || unknown(name, argument);
        let arguments = argument.elements();
        match (name, arguments) {
            ("Ref", _) => self.reference(argument.as_str().ok_or_else(lost)?, argument),
            ("Fn::Sub", []) => self.substitute(argument, None),
            ("Fn::Sub", [text, values]) => self.substitute(text, Some(values)),
            ("Fn::If", [condition, yes, no]) => {
                let condition = condition.as_str().ok_or_else(lost)?;
                match self.condition(condition, argument, 0)? {
                    true => self.value(yes),
                    false => self.value(no),
                }
            }
            ("Fn::Join", [between, all]) => {
                let between = self.value(between)?;
                let Known::List(all) = self.value(all)? else {
                    return Err(lost());
                };
                let all: Option<Vec<&str>> = all.iter().map(Known::text).collect();
                let joined = all
                    .zip(between.text())
                    .map(|(all, between)| all.join(between));
                self.text(&joined.ok_or_else(lost)?, argument)
            }
            ("Fn::Split", [between, text]) => {
                let (between, text) = (self.value(between)?, self.value(text)?);
                let (between, text) = between.text().zip(text.text()).ok_or_else(lost)?;
                if between.is_empty() {
                    return Err(lost());
                }
                Ok(Known::List(split(text, between)))
            }
            ("Fn::Select", [index, all]) => {
                let index = self.value(index)?;
                let Known::List(all) = self.value(all)? else {
                    return Err(lost());
                };
                let index = index.text().and_then(|index| index.parse::<usize>().ok());
                index
                    .and_then(|index| all.get(index))
                    .cloned()
                    .ok_or_else(lost)
            }
            ("Fn::FindInMap", [map, first, second]) => {
                let mut found = self.root.get("Mappings").ok_or_else(lost)?;
                for key in [map, first, second] {
                    let key = self.value(key)?;
                    let key = key.text().ok_or_else(lost)?;
                    found = found.get(key).ok_or_else(lost)?;
                }
                self.value(found)
            }
            ("Fn::ToJsonString", _) => {
                let value = self.value(argument)?;
                self.text(&value.json(), argument)
            }
            _ => Err(lost()),
        }
    }

    fn reference(&self, name: &str, node: &Node) -> Result<Known> {
        if name == "AWS::NoValue" {
            return Ok(Known::Nothing);
        }
        let lost = || Unknown {
            what: format!("Ref {name}"),
            at: node.span.start,
        };
        let parameter = self.root.get("Parameters").and_then(|all| all.get(name));
        if let Some(given) = self.values.get(name) {
            let of_type = parameter.and_then(|one| one.get("Type")?.as_str());
            let Known::Text(text) = self.text(given, node)? else {
                return Err(lost());
            };
            return Ok(of_parameter(text, of_type.unwrap_or_default()));
        }
        let parameter = parameter.ok_or_else(lost)?;
        let of_type = parameter
            .get("Type")
            .and_then(Node::as_str)
            .ok_or_else(lost)?;
        let default = parameter.get("Default").ok_or_else(lost)?;
        let default = match &default.value {
            Value::String(text) => text.to_string(),
            Value::Number(text) => text.to_string(),
            Value::Bool(truth) => truth.to_string(),
            _ => return Err(lost()),
        };
        // The default of these is the name of where the value is.
        if of_type.starts_with("AWS::SSM::") {
            return Err(lost());
        }
        let Known::Text(text) = self.text(&default, node)? else {
            return Err(lost());
        };
        self.defaults.borrow_mut().insert(name.to_owned());
        Ok(of_parameter(text, of_type))
    }

    /// A text with `${…}` in it.
    fn substitute(&self, text: &Node, values: Option<&Node>) -> Result<Known> {
        let lost = || unknown("Fn::Sub", text);
        let mut rest = text.as_str().ok_or_else(lost)?;
        let mut out = String::new();
        while let Some((before, behind)) = rest.split_once("${") {
            out.push_str(before);
            let (name, next) = behind.split_once('}').ok_or_else(lost)?;
            rest = next;
            if let Some(literal) = name.strip_prefix('!') {
                out.push_str(&format!("${{{literal}}}"));
                continue;
            }
            let name = name.trim();
            let value = match values.and_then(|values| values.get(name)) {
                Some(value) => self.value(value)?,
                None => self.reference(name, text)?,
            };
            out.push_str(value.text().ok_or_else(lost)?);
            // What grows is counted before it grows further.
            self.text(&out, text)?;
        }
        out.push_str(rest);
        self.text(&out, text)
    }

    /// Whether a condition holds.
    pub(super) fn condition(&self, name: &str, at: &Node, depth: usize) -> Result<bool> {
        let lost = || Unknown {
            what: format!("Condition {name}"),
            at: at.span.start,
        };
        if depth > CONDITIONS {
            return Err(lost());
        }
        let all = self.root.get("Conditions");
        let condition = all.and_then(|all| all.get(name)).ok_or_else(lost)?;
        self.holds(condition, depth + 1)
    }

    fn holds(&self, node: &Node, depth: usize) -> Result<bool> {
        let left = self.steps.get().checked_sub(1);
        self.steps
            .set(left.ok_or_else(|| unknown("Condition", node))?);
        let [only] = node.members() else {
            return Err(unknown("Condition", node));
        };
        let lost = || unknown(&only.key.value, &only.value);
        let all = only.value.elements();
        match (&*only.key.value, all) {
            ("Condition", _) => {
                let name = only.value.as_str().ok_or_else(lost)?;
                self.condition(name, node, depth)
            }
            ("Fn::Equals", [one, other]) => {
                let (one, other) = (self.value(one)?, self.value(other)?);
                let both = one.text().zip(other.text()).ok_or_else(lost)?;
                Ok(both.0 == both.1)
            }
            ("Fn::Not", [one]) => self.holds(one, depth).map(|holds| !holds),
            ("Fn::And" | "Fn::Or", [_, ..]) => {
                let decides = &*only.key.value == "Fn::Or";
                let mut open = None;
                for one in all {
                    match self.holds(one, depth) {
                        Ok(holds) if holds == decides => return Ok(decides),
                        Ok(_) => {}
                        Err(why) => open = Some(why),
                    }
                }
                open.map_or(Ok(!decides), Err)
            }
            _ => Err(lost()),
        }
    }
}

/// The value of a parameter of a type, of a text.
fn of_parameter(text: String, of_type: &str) -> Known {
    let is_list = of_type == "CommaDelimitedList"
        || of_type.starts_with("List<")
        || of_type.starts_with("AWS::SSM::Parameter::Value<List<");
    match is_list {
        true => Known::List(split(&text, ",")),
        false => Known::Text(text),
    }
}

fn split(text: &str, between: &str) -> Vec<Known> {
    let is_comma = between == ",";
    let parts = text.split(between);
    let parts = parts.map(|part| if is_comma { part.trim() } else { part });
    parts.map(|part| Known::Text(part.to_owned())).collect()
}

pub(super) fn is_function(name: &str) -> bool {
    name == "Ref" || name.starts_with("Fn::")
}

fn unknown(what: &str, node: &Node) -> Unknown {
    Unknown {
        what: what.to_owned(),
        at: node.span.start,
    }
}
