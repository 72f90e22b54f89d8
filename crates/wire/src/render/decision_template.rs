//! Decisions without the strings that their requests brought.
//!
//! Many requests share few such templates. Whoever pays for every object that crosses a
//! border (JavaScript) takes each template over once and puts in the strings, which it has;
//! what it then holds is the decision that [`Compiled::decide`] returns.

use vestibule_signin::decide::KeyState;
use vestibule_signin::keys::{self, KeyRow};
use vestibule_signin::{self as signin};

use crate::contract::decision::Decision;
use crate::contract::finding::Finding;
use crate::contract::request::{ContextValue, Request};
use crate::evaluate::compiled::Compiled;
use crate::evaluate::decide::refused;

/// All of a decision but the strings that its request brought, as bytes to compare.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionTemplate {
    bytes: Vec<u8>,
}

impl DecisionTemplate {
    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }
}

/// A string of a decision that is one of the request's own, or a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which of the request's own strings.
    pub own: usize,
    /// Its first byte.
    pub start: usize,
    /// Behind its last byte; `None` for the end of the string.
    pub end: Option<usize>,
}

/// The strings that a request brings, as its decision may show them again.
#[derive(Clone, Copy, Debug)]
pub struct Own<'o> {
    strings: &'o [&'o str],
    /// The principal's account and name, which stand in its ARN.
    account: (usize, usize),
    name: usize,
}

impl<'o> Own<'o> {
    /// `strings` begins with the principal's ARN; what is empty is never a part.
    pub fn new(strings: &'o [&'o str]) -> Self {
        let arn = strings.first().copied().unwrap_or_default();
        let mut colons = arn.match_indices(':').map(|(at, _)| at).skip(3);
        let account = colons.next().zip(colons.next());
        Self {
            strings,
            account: account.map_or((0, 0), |(before, behind)| (before + 1, behind)),
            name: arn.rfind('/').map_or(arn.len(), |at| at + 1),
        }
    }

    fn find(&self, value: &str) -> Option<Part> {
        if value.is_empty() {
            return None;
        }
        if let Some(own) = self.strings.iter().position(|own| *own == value) {
            let (start, end) = (0, None);
            return Some(Part { own, start, end });
        }
        let arn = self.strings.first()?;
        let (start, end) = self.account;
        if arn.get(start..end) == Some(value) {
            let end = Some(end);
            return Some(Part { own: 0, start, end });
        }
        let (start, end) = (self.name, None);
        (arn.get(start..) == Some(value)).then_some(Part { own: 0, start, end })
    }
}

impl Compiled {
    /// Makes `template` that of the decision on `request`. Decisions of one template differ
    /// in their [`parts`] and in the request's name alone.
    ///
    /// # Errors
    /// As [`Compiled::decide`]; also for a request of which something is worth knowing, as
    /// a template does not say it.
    pub fn template(
        &self,
        request: &Request,
        own: &Own<'_>,
        template: &mut DecisionTemplate,
    ) -> Result<(), Vec<Finding>> {
        let (ready, findings) = self.checked(request)?;
        if !findings.is_empty() {
            return Err(findings);
        }
        let decision = self.authorizer().decide(&ready).map_err(refused)?;
        template.bytes.clear();
        let bytes = &mut template.bytes;
        let mut writer = Writer { own, bytes };
        writer.raw(&decision.assumptions.bits().to_le_bytes());
        let mut before = None;
        for phase in &decision.phases {
            writer.phase(phase, before.replace(phase));
        }
        Ok(())
    }
}

/// Where a decision shows strings of the request: the number of the phase, the key
/// in its context, and the part.
pub fn parts<'a>(
    decision: &'a Decision,
    own: &'a Own<'a>,
) -> impl Iterator<Item = (usize, &'a str, Part)> {
    let phases = decision.phases.iter().enumerate();
    phases.flat_map(move |(phase, of)| {
        let one = move |(name, value): (&'a str, &'a ContextValue)| match value {
            ContextValue::One(value) => Some((phase, name, own.find(value)?)),
            ContextValue::Unknown | ContextValue::Many(_) => None,
        };
        of.context.iter().filter_map(one)
    })
}

/// True when both hold the same strings at the same place in memory, which is soon
/// seen; false says nothing.
fn is_same(a: &[(&str, KeyState<'_>)], b: &[(&str, KeyState<'_>)]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|((a_name, a), (b_name, b))| {
            std::ptr::eq(*a_name, *b_name)
                && match (a, b) {
                    (KeyState::Unknown, KeyState::Unknown) => true,
                    (KeyState::One(a), KeyState::One(b)) => std::ptr::eq(*a, *b),
                    (KeyState::Many(a), KeyState::Many(b)) => std::ptr::eq(*a, *b),
                    (KeyState::Unknown | KeyState::One(_) | KeyState::Many(_), _) => false,
                }
        })
}

/// What a phase shows outside of vestibule; empty where it shows nothing.
fn surfaced(phase: &signin::PhaseDecision<'_>) -> [&'static str; 4] {
    let [name, code, message] = phase.cloud_trail.map_or([""; 3], |record| {
        [record.event_name, record.error_code, record.error_message]
    });
    [phase.user_message.unwrap_or_default(), name, code, message]
}

/// Writes so that two templates are the same bytes only when they say the same:
/// numbers tell by their first byte how long they are, strings and lists tell theirs.
struct Writer<'o> {
    own: &'o Own<'o>,
    bytes: &'o mut Vec<u8>,
}

impl Writer<'_> {
    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn number(&mut self, number: usize) {
        // Most are short, and what is short is compared soon.
        match u8::try_from(number) {
            Ok(byte) if byte != u8::MAX => self.byte(byte),
            _ => {
                self.byte(u8::MAX);
                self.raw(&number.to_le_bytes());
            }
        }
    }

    fn optional(&mut self, number: Option<usize>) {
        self.byte(u8::from(number.is_some()));
        if let Some(number) = number {
            self.number(number);
        }
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.raw(text.as_bytes());
    }

    fn texts(&mut self, texts: &[&str]) {
        self.number(texts.len());
        texts.iter().for_each(|text| self.text(text));
    }

    /// What is as in the phase `before` is told by a byte.
    fn phase(
        &mut self,
        phase: &signin::PhaseDecision<'_>,
        before: Option<&signin::PhaseDecision<'_>>,
    ) {
        self.byte(phase.decision as u8);
        self.byte(u8::from(phase.reached));
        self.byte(u8::from(phase.protected));
        self.byte(phase.reason as u8);
        self.number(phase.decided_by.len());
        for by in &phase.decided_by {
            self.byte(by.layer as u8);
            self.optional(by.policy);
            self.optional(by.statement);
        }
        self.texts(&phase.depends_on);
        let is_before = before.is_some_and(|before| is_same(&before.context, &phase.context));
        self.byte(u8::from(is_before));
        if !is_before {
            self.context(&phase.context);
        }
        self.texts(&phase.absent_keys);
        self.texts(&phase.assumed_absent);
        let before = before.map(surfaced).unwrap_or_default();
        for (text, before) in surfaced(phase).into_iter().zip(before) {
            let is_before = std::ptr::eq(text, before);
            self.byte(u8::from(is_before));
            if !is_before {
                self.text(text);
            }
        }
    }

    /// The keys in their order, most of which are AWS Sign-In's own in theirs.
    fn context(&mut self, context: &[(&str, KeyState<'_>)]) {
        self.number(context.len());
        let mut rows = keys::of_sign_in().iter();
        for (name, state) in context {
            // Most often it is the very name in its row, which needs no comparing.
            let is_it = |row: &KeyRow| std::ptr::eq(row.name, *name) || row.name == *name;
            match rows.clone().position(is_it) {
                Some(skipped) => {
                    self.number(skipped + 1);
                    rows.nth(skipped);
                }
                None => {
                    self.number(0);
                    self.text(name);
                }
            }
            self.state(state);
        }
    }

    fn state(&mut self, state: &KeyState<'_>) {
        match state {
            KeyState::Unknown => self.byte(0),
            KeyState::One(value) => match self.own.find(value) {
                Some(part) => {
                    self.byte(1);
                    self.number(part.own);
                    self.number(part.start);
                    self.optional(part.end);
                }
                None => {
                    self.byte(2);
                    self.text(value);
                }
            },
            KeyState::Many(values) => {
                self.byte(3);
                self.number(values.len());
                values.iter().for_each(|value| self.text(value));
            }
        }
    }
}
