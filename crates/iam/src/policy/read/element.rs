//! The members of a policy or statement by the names that they may have.

use crate::json::Member;
use crate::json::json_string;
use crate::message;
use crate::policy::model::Casing;
use crate::policy::reader::Reader;
use crate::problem::{Code, Message, Problem, code, nearest, quoted};
use crate::span::Span;

/// Where members stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Policy,
    Statement,
}

impl Place {
    fn phrase(self) -> Message {
        match self {
            Self::Policy => message!("a policy"),
            Self::Statement => message!("a statement"),
        }
    }
}

/// The members that have a meaning.
pub(super) struct Elements<'n> {
    found: Vec<Found<'n>>,
    /// Members that look like a misspelt element.
    near: Vec<(&'static str, &'n Member)>,
}

struct Found<'n> {
    name: &'static str,
    member: &'n Member,
    /// It stands there twice, has no value, or not quite that name.
    doubtful: bool,
}

impl<'n> Elements<'n> {
    /// The element of that name, when it is certain which one it is.
    pub(super) fn get(&self, name: &str) -> Option<&'n Member> {
        let mut named = self.named(name);
        match (named.next(), named.next()) {
            (Some(found), None) if !found.doubtful => Some(found.member),
            _ => None,
        }
    }

    /// True when something stands for the element, and it is not certain what.
    pub(super) fn is_doubtful(&self, name: &str) -> bool {
        self.get(name).is_none() && self.all(name).next().is_some()
    }

    /// Everything that may be the element of that name; when nothing has the
    /// name, what has nearly the same.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &'n Member> {
        let is_there = self.named(name).next().is_some();
        let near = self
            .near
            .iter()
            .filter(move |(other, _)| !is_there && *other == name);
        self.named(name)
            .map(|found| found.member)
            .chain(near.map(|(_, member)| *member))
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &Found<'n>> {
        self.found.iter().filter(move |found| found.name == name)
    }
}

impl Reader<'_> {
    /// Sorts the members of a policy or statement by the names that it may
    /// have. What has another name, or is there twice, is a defect.
    pub(super) fn elements<'n>(
        &mut self,
        members: &'n [Member],
        names: &'static [&'static str],
        place: Place,
        defects: &mut Vec<Span>,
    ) -> Elements<'n> {
        let mut elements = Elements {
            found: Vec::new(),
            near: Vec::new(),
        };
        for member in members {
            let span = member.key.span.to(member.value.span);
            let Some((name, same_case)) = find(&member.key.value, names) else {
                defects.push(span);
                // A key that is missing has been complained about.
                if !member.key.span.is_empty() {
                    if super::misplaced::belongs_in_condition(member, names) {
                        self.misplaced(member, members, place);
                        continue;
                    }
                    let near = self.unknown_element(member, names, place);
                    elements.near.extend(near.map(|name| (name, member)));
                }
                continue;
            };
            let mut doubtful = member.value.is_missing();
            match self.options.casing {
                Casing::Insensitive => self.case_folded |= !same_case,
                Casing::Exact if !same_case => {
                    doubtful = true;
                    self.element_case(member, name);
                }
                Casing::Exact => {}
            }
            if let Some(first) = elements.named(name).next() {
                let other_case = first.member.key.value != member.key.value;
                // The JSON reader has complained about equal keys.
                if other_case && self.options.casing == Casing::Insensitive {
                    self.duplicate_case(first.member, member);
                }
                defects.push(span);
            } else if doubtful {
                defects.push(span);
            }
            elements.found.push(Found {
                name,
                member,
                doubtful,
            });
        }
        elements
    }

    /// Complains, and says which element was probably meant.
    fn unknown_element(
        &mut self,
        member: &Member,
        names: &'static [&'static str],
        place: Place,
    ) -> Option<&'static str> {
        let span = member.key.span;
        let near = nearest(&member.key.value, names.iter().copied());
        self.report(Code::UnknownElement, span, || {
            let message = message!(
                "{place} has no element {element}",
                place = place.phrase(),
                element = quoted(&member.key.value)
            );
            let problem = Problem::new(Code::UnknownElement, span, message);
            match near {
                Some(near) => problem
                    .help(message!("did you mean {right}?", right = code(near)))
                    .replacement(json_string(near)),
                None => problem.help(message!(
                    "remove it and compare the results; AWS refuses elements that it does not know"
                )),
            }
        });
        near
    }

    fn element_case(&mut self, member: &Member, name: &str) {
        let span = member.key.span;
        self.report(Code::ElementCase, span, || {
            let message = message!(
                "{element} is written {right}",
                element = quoted(&member.key.value),
                right = code(name)
            );
            Problem::new(Code::ElementCase, span, message)
                .help(message!(
                    "write {right}; the names of elements are case-sensitive",
                    right = code(name)
                ))
                .replacement(json_string(name))
                .safe()
        });
    }

    pub(super) fn duplicate_case(&mut self, first: &Member, later: &Member) {
        let span = later.key.span;
        self.report(Code::DuplicateKeyCase, span, || {
            let (first_name, later_name) = (quoted(&first.key.value), quoted(&later.key.value));
            let message = message!(
                "{later} and {first} are the same key",
                later = later_name,
                first = first_name
            );
            Problem::new(Code::DuplicateKeyCase, span, message)
                .help(message!(
                    "merge the two; case does not count in these names"
                ))
                .related(first.key.span)
        });
    }
}

/// The name that `key` stands for, and whether its case is right.
fn find(key: &str, names: &'static [&'static str]) -> Option<(&'static str, bool)> {
    let exact = names.iter().find(|name| **name == key);
    let folded = || names.iter().find(|name| name.eq_ignore_ascii_case(key));
    exact
        .map(|name| (*name, true))
        .or_else(|| folded().map(|name| (*name, false)))
}
