//! A proxy auto-configuration file. Nothing in it is executed.
//!
//! What is read is what `FindProxyForURL` asks first of all hosts: `if` with conditions on the
//! host, joined by `||`, and the `return` of a text behind it. Of all else the texts are kept
//! that may be patterns of hosts, with the line.

use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::AllowListFormat;

use super::super::pattern::host;
use super::script::{Is, Token, tokens};
use super::{Effect, List, Rule};

pub(super) fn read(text: &str) -> List {
    let mut list = List::new(AllowListFormat::Pac);
    let tokens = tokens(text);
    let Some((before, body, host_name)) = function(&tokens) else {
        list.unread(
            1,
            "FindProxyForURL",
            message!(
                "it has no function {name} that could be read",
                name = code("FindProxyForURL")
            ),
            vec!["*".to_owned()],
        );
        return list;
    };
    if body.iter().any(|token| named(token, "eval")) {
        list.unread(
            body.first().map_or(1, |token| token.line),
            "eval",
            message!("it makes code while it runs"),
            vec!["*".to_owned()],
        );
    }
    let mut reader = Reader {
        list: &mut list,
        host: host_name,
    };
    // Lists of hosts often stand before the function.
    reader.unread(before);
    reader.body(body);
    list.notes.push(message!(
        "a PAC file says where a host is sent, not whether the proxy there lets it through"
    ));
    list
}

/// What stands outside of `FindProxyForURL`, its body, and what it calls the host.
fn function(tokens: &[Token]) -> Option<(&[Token], &[Token], &str)> {
    let at = tokens
        .iter()
        .position(|token| named(token, "FindProxyForURL"))?;
    let open = at + 1;
    let [
        _,
        _,
        _,
        Token {
            is: Is::Name(host), ..
        },
        ..,
    ] = tokens.get(open..)?
    else {
        return None;
    };
    let close = end(tokens, open)?;
    let body = close + 1;
    let last = end(tokens, body)?;
    let is_block = tokens.get(body).is_some_and(|token| sign(token, "{"));
    let inside = tokens.get(body + 1..last)?;
    is_block.then_some((tokens.get(..at)?, inside, host.as_str()))
}

fn sign(token: &Token, is: &str) -> bool {
    matches!(&token.is, Is::Sign(sign) if *sign == is)
}

fn named(token: &Token, is: &str) -> bool {
    matches!(&token.is, Is::Name(name) if name == is)
}

/// The place of what closes the bracket at `open`.
fn end(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token.is {
            Is::Sign("(" | "[" | "{") => depth += 1,
            Is::Sign(")" | "]" | "}") => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(index);
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

struct Reader<'a, 't> {
    list: &'a mut List,
    /// What the function calls the host.
    host: &'t str,
}

/// A part of a condition.
enum Asks<'t> {
    /// Hosts that match a pattern.
    Hosts(u32, &'t str, String),
    /// Something else.
    Other(&'t [Token]),
}

impl<'t> Reader<'_, 't> {
    fn body(&mut self, mut rest: &'t [Token]) {
        while let Some(first) = rest.first() {
            if named(first, "if")
                && let Some(close) = end(rest, 1)
                && let Some((route, behind)) = rest.get(close + 1..).and_then(returned)
            {
                let condition = rest.get(2..close).unwrap_or_default();
                self.condition(condition, route);
                rest = behind;
                if rest.first().is_some_and(|token| named(token, "else")) {
                    rest = rest.get(1..).unwrap_or_default();
                }
                continue;
            }
            if let Some((route, _)) = returned(rest) {
                // What stands behind it is never reached.
                self.otherwise(first.line, route);
                return;
            }
            let (statement, behind) = statement(rest);
            if self.changes_host(statement) {
                let line = first.line;
                self.list.unread(
                    line,
                    self.host,
                    message!("the name of the host is changed before it is compared"),
                    vec!["*".to_owned()],
                );
            }
            let stops = statement.iter().find_map(|token| match &token.is {
                Is::Text(text) if text.starts_with("PROXY ") && effect(text) == Effect::Stops => {
                    Some(text)
                }
                _ => None,
            });
            if let Some(text) = stops {
                self.may_stop(statement, text);
            }
            self.unread(statement);
            rest = behind;
        }
    }

    /// Whether a statement gives the host another value than its own in lower case.
    fn changes_host(&self, statement: &[Token]) -> bool {
        let lower = [".", "toLowerCase", "(", ")"];
        statement.windows(2).enumerate().any(|(index, pair)| {
            let [name, equals] = pair else { return false };
            let behind = statement.get(index + 2..).unwrap_or_default();
            let is_lower = behind.first().is_some_and(|token| named(token, self.host))
                && lower
                    .iter()
                    .zip(behind.iter().skip(1))
                    .all(|(is, token)| sign(token, is) || named(token, is))
                && behind.len() > lower.len();
            named(name, self.host) && sign(equals, "=") && !is_lower
        })
    }

    fn condition(&mut self, condition: &'t [Token], route: &'t str) {
        for part in alternatives(condition) {
            match self.asks(part) {
                Asks::Hosts(line, text, pattern) => match host_pattern(&pattern) {
                    Some(pattern) => self.list.rule(Rule {
                        line,
                        text: super::shown(text),
                        patterns: vec![pattern],
                        path: None,
                        effect: effect(route),
                        route: Some(super::shown(route)),
                    }),
                    None => {
                        self.list
                            .unread(line, text, message!("it is not a domain"), Vec::new())
                    }
                },
                Asks::Other(tokens) => {
                    self.unread(tokens);
                    if effect(route) == Effect::Stops && !self.is_plain(tokens) {
                        self.may_stop(tokens, route);
                    }
                }
            }
        }
    }

    /// Whether a condition asks for hosts without a domain alone, of which AWS has none.
    fn is_plain(&self, tokens: &[Token]) -> bool {
        matches!(tokens, [asks, open, host, close]
            if named(asks, "isPlainHostName") && sign(open, "(") && named(host, self.host)
                && sign(close, ")"))
    }

    fn may_stop(&mut self, tokens: &[Token], text: &str) {
        self.list.rule(Rule {
            line: tokens.first().map_or(1, |token| token.line),
            text: super::shown(text),
            patterns: vec!["*".to_owned()],
            path: None,
            effect: Effect::MayStop,
            route: None,
        });
    }

    /// The route of all hosts that no condition named.
    fn otherwise(&mut self, line: u32, route: &str) {
        if effect(route) == Effect::Passes {
            self.list.notes.push(message!(
                "line {line} sends all other hosts to {route}: what that lets through is not in this file",
                line = line,
                route = code(&super::shown(route))
            ));
        }
    }

    /// What one alternative of a condition asks.
    fn asks(&self, mut part: &'t [Token]) -> Asks<'t> {
        while part.first().is_some_and(|token| sign(token, "("))
            && end(part, 0) == Some(part.len().saturating_sub(1))
        {
            part = part.get(1..part.len() - 1).unwrap_or_default();
        }
        match part {
            [
                Token {
                    is: Is::Name(function),
                    ..
                },
                open,
                Token {
                    is: Is::Name(name), ..
                },
                comma,
                Token {
                    is: Is::Text(text),
                    line,
                },
                close,
            ] if name == self.host && sign(open, "(") && sign(comma, ",") && sign(close, ")") => {
                match function.as_str() {
                    "shExpMatch" | "localHostOrDomainIs" => Asks::Hosts(*line, text, text.clone()),
                    "dnsDomainIs" => Asks::Hosts(*line, text, format!("*{text}")),
                    _ => Asks::Other(part),
                }
            }
            [
                Token {
                    is: Is::Name(name), ..
                },
                Token {
                    is: Is::Sign("==" | "==="),
                    ..
                },
                Token {
                    is: Is::Text(text),
                    line,
                },
            ]
            | [
                Token {
                    is: Is::Text(text),
                    line,
                },
                Token {
                    is: Is::Sign("==" | "==="),
                    ..
                },
                Token {
                    is: Is::Name(name), ..
                },
            ] if name == self.host && !text.contains('*') => Asks::Hosts(*line, text, text.clone()),
            _ => Asks::Other(part),
        }
    }

    /// Keeps the texts that may be patterns of hosts.
    fn unread(&mut self, tokens: &[Token]) {
        for token in tokens {
            let (text, is_open) = match &token.is {
                Is::Text(text) => (text, false),
                Is::Open(text) => (text, true),
                _ => continue,
            };
            let text = text
                .split_once("://")
                .map_or(text.as_str(), |(_, behind)| behind);
            let name = text.split('/').next().unwrap_or_default();
            let name = name.trim_start_matches('.');
            let pattern = if is_open {
                Some("*".to_owned())
            } else {
                host(name).filter(|name| name.contains('.') || name.contains('*'))
            };
            if let Some(pattern) = pattern {
                // It may be the end of a name, such as of one that is put together.
                let pattern = if is_open || pattern.starts_with('*') {
                    pattern
                } else {
                    format!("*{pattern}")
                };
                self.list.unread(
                    token.line,
                    text,
                    message!(
                        "it is not in a plain condition on the host, so what it decides is unknown"
                    ),
                    vec![pattern],
                );
            }
        }
    }
}

/// A pattern of hosts as a PAC file compares it. Browsers hand the host over in lower case, so
/// that a pattern with a capital matches nothing.
fn host_pattern(text: &str) -> Option<String> {
    let has_capital = text.chars().any(|c| c.is_ascii_uppercase());
    host(text).filter(|_| !has_capital)
}

/// The alternatives of a condition, cut at `||`: one for a condition that chooses with `?`.
fn alternatives(condition: &[Token]) -> Vec<&[Token]> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (index, token) in condition.iter().enumerate() {
        match token.is {
            Is::Sign("(" | "[" | "{") => depth += 1,
            Is::Sign(")" | "]" | "}") => depth = depth.saturating_sub(1),
            Is::Sign("?") if depth == 0 => return vec![condition],
            Is::Sign("||") if depth == 0 => {
                parts.extend(condition.get(from..index));
                from = index + 1;
            }
            _ => {}
        }
    }
    parts.extend(condition.get(from..));
    parts
}

/// The text that a statement returns, with or without a block, and what stands behind it.
fn returned(tokens: &[Token]) -> Option<(&str, &[Token])> {
    let (tokens, is_block) = match tokens.split_first() {
        Some((first, behind)) if sign(first, "{") => (behind, true),
        _ => (tokens, false),
    };
    let [
        back,
        Token {
            is: Is::Text(route),
            ..
        },
        behind @ ..,
    ] = tokens
    else {
        return None;
    };
    if !named(back, "return") {
        return None;
    }
    let mut behind = behind;
    let semicolon = behind.first().is_some_and(|token| sign(token, ";"));
    let ends = semicolon
        || behind
            .first()
            .is_none_or(|token| sign(token, "}") || matches!(token.is, Is::Name(_)));
    if !ends {
        return None;
    }
    if semicolon {
        behind = behind.get(1..).unwrap_or_default();
    }
    if is_block {
        let (close, rest) = behind.split_first()?;
        if !sign(close, "}") {
            return None;
        }
        behind = rest;
    }
    Some((route, behind))
}

/// A statement that is not understood, up to its `;` or the end of its block, and what stands
/// behind it.
fn statement(tokens: &[Token]) -> (&[Token], &[Token]) {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.is {
            Is::Sign("(" | "[" | "{") => depth += 1,
            Is::Sign(")" | "]" | "}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(token.is, Is::Sign(";" | "}")) {
            return tokens.split_at(index + 1);
        }
    }
    (tokens, &[])
}

/// Whether a route leads anywhere.
fn effect(route: &str) -> Effect {
    let nowhere = |one: &str| {
        let one = one.trim();
        let port = one.rsplit_once(':').map_or("", |(_, port)| port);
        one.contains(" 0.0.0.0") || matches!(port, "0" | "1" | "9")
    };
    if route.trim().is_empty() {
        return Effect::Passes;
    }
    let mut routes = route.split(';').filter(|one| !one.trim().is_empty());
    if routes.all(nowhere) {
        Effect::Stops
    } else {
        Effect::Passes
    }
}
