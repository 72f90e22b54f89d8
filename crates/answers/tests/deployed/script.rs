//! What Python makes of a script: the few forms of statements that there are, and strings by the
//! rules of Python.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

use serde_json::{Map, Value};

use crate::shell::kind;
use crate::{Found, Policy};

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Text(String),
    Mark(char),
}

fn tokens(script: &str) -> Vec<Token> {
    let mut chars = script.chars().peekable();
    let mut tokens = Vec::new();
    while let Some(c) = chars.next() {
        match c {
            ' ' | '\n' => {}
            '"' => tokens.push(Token::Text(string(&mut chars))),
            '=' | '(' | ')' | '[' | ']' | '.' | ',' => tokens.push(Token::Mark(c)),
            'a'..='z' | 'A'..='Z' | '_' => {
                let mut name = String::from(c);
                while let Some(next) =
                    chars.next_if(|next| next.is_ascii_alphanumeric() || *next == '_')
                {
                    name.push(next);
                }
                tokens.push(Token::Name(name));
            }
            _ => panic!("{c:?} in {script}"),
        }
    }
    tokens
}

/// A string behind its first quote.
fn string(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut text = String::new();
    loop {
        match chars.next().expect("a string ends") {
            '"' => return text,
            '\n' => panic!("a string ends on its line"),
            '\\' => text.push(match chars.next().unwrap() {
                c @ ('"' | '\\') => c,
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'u' => {
                    let digits: String = chars.by_ref().take(4).collect();
                    let number = u32::from_str_radix(&digits, 16).unwrap();
                    // Two halves of a character stay two in Python.
                    char::from_u32(number).unwrap()
                }
                other => panic!("Python keeps the backslash before {other:?}"),
            }),
            c => text.push(c),
        }
    }
}

struct Reader {
    tokens: Peekable<std::vec::IntoIter<Token>>,
}

/// What a call has in its parentheses.
#[derive(Debug, PartialEq)]
enum Argument {
    Text(String),
    /// `created["Policy"]["PolicySummary"]["Id"]`.
    Member(String, Vec<String>),
}

impl Reader {
    fn name(&mut self) -> String {
        match self.tokens.next() {
            Some(Token::Name(name)) => name,
            other => panic!("{other:?} is no name"),
        }
    }

    fn mark(&mut self, mark: char) {
        assert_eq!(self.tokens.next(), Some(Token::Mark(mark)));
    }

    fn has(&mut self, mark: char) -> bool {
        self.tokens.next_if_eq(&Token::Mark(mark)).is_some()
    }

    fn argument(&mut self) -> Argument {
        match self.tokens.next() {
            Some(Token::Text(text)) => Argument::Text(text),
            Some(Token::Name(name)) => {
                let mut members = Vec::new();
                while self.has('[') {
                    match self.tokens.next() {
                        Some(Token::Text(member)) => members.push(member),
                        other => panic!("{other:?} is no key"),
                    }
                    self.mark(']');
                }
                Argument::Member(name, members)
            }
            other => panic!("{other:?} is no argument"),
        }
    }

    /// The object, the method and the arguments, of which those without a name come first.
    fn call(&mut self, object: String) -> Call {
        self.mark('.');
        let method = self.name();
        self.mark('(');
        let mut call = Call {
            object,
            method,
            first: None,
            named: BTreeMap::new(),
        };
        while !self.has(')') {
            if let Some(Token::Text(_)) = self.tokens.peek() {
                assert!(call.first.is_none() && call.named.is_empty());
                call.first = Some(self.argument());
            } else {
                let name = self.name();
                self.mark('=');
                let argument = self.argument();
                assert!(call.named.insert(name, argument).is_none());
            }
            if !self.has(',') {
                self.mark(')');
                break;
            }
        }
        call
    }
}

struct Call {
    object: String,
    method: String,
    first: Option<Argument>,
    named: BTreeMap<String, Argument>,
}

impl Call {
    fn text(&mut self, name: &str) -> String {
        match self.named.remove(name) {
            Some(Argument::Text(text)) => text,
            other => panic!("{other:?} for {name}"),
        }
    }
}

pub(crate) fn read(script: &str) -> Found {
    let mut reader = Reader {
        tokens: tokens(script).into_iter().peekable(),
    };
    assert_eq!(reader.name(), "import");
    assert_eq!(reader.name(), "boto3");
    let mut clients: Vec<String> = Vec::new();
    let mut found = Found::default();
    while reader.tokens.peek().is_some() {
        let mut object = reader.name();
        let assigned = reader.has('=').then(|| {
            let target = std::mem::take(&mut object);
            object = reader.name();
            target
        });
        let mut call = reader.call(object);
        let is_client = clients.contains(&call.object);
        match (call.object.as_str(), &*call.method) {
            ("boto3", "client") => {
                let name = assigned.expect("a client has a name");
                assert_eq!(call.first, Some(Argument::Text(name.clone())));
                if name == "signin" {
                    assert_eq!(call.text("region_name"), "us-east-1");
                }
                clients.push(name);
            }
            ("signin", "put_resource_permission_statement") => {
                assert!(is_client && call.first.is_none() && assigned.is_none());
                let named = std::mem::take(&mut call.named);
                let members = named.into_iter().map(|(name, argument)| match argument {
                    Argument::Text(text) => (name, Value::from(text)),
                    Argument::Member(..) => panic!("{name}"),
                });
                let statement: Map<String, Value> = members.collect();
                found
                    .statements
                    .push(serde_json::from_value(statement.into()).unwrap());
            }
            ("organizations", "create_policy") => {
                assert!(is_client && call.first.is_none());
                assert_eq!(assigned.as_deref(), Some("created"));
                let name = call.text("Name");
                assert_eq!(call.text("Description"), name);
                found.policies.push(Policy {
                    kind: kind(&call.text("Type")),
                    name,
                    text: call.text("Content"),
                    targets: Vec::new(),
                });
            }
            ("organizations", "attach_policy") => {
                assert!(is_client && call.first.is_none() && assigned.is_none());
                let of = ["Policy", "PolicySummary", "Id"]
                    .map(str::to_owned)
                    .to_vec();
                let made = Argument::Member("created".to_owned(), of);
                assert_eq!(call.named.remove("PolicyId"), Some(made));
                let target = call.text("TargetId");
                found.policies.last_mut().unwrap().targets.push(target);
            }
            (object, method) => panic!("{object}.{method} in {script}"),
        }
        assert!(call.named.is_empty(), "{:?}", call.named);
    }
    found
}
