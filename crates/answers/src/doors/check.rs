//! What of an allow-list covers the domains that are needed.

use std::collections::BTreeMap;

use vestibule_signin::network::is_region;
use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{
    AllowListCheck, AllowListEntry, CheckedDomain, Covered, DomainList, EntryWidth, NeededDomain,
    UnreadLine,
};

use super::list::{Effect, List, Rule, Unread};
use super::pattern::{covers, meet};
use super::table::{SHARED, SHARED_LABELS};

/// What is said of a list, in the contract's JSON and in words.
pub(super) struct Checked {
    pub(super) answer: AllowListCheck,
    pub(super) domains: Vec<Option<Message>>,
    pub(super) unread: Vec<Message>,
    pub(super) notes: Vec<Message>,
}

/// A domain that is needed, once, and the pattern of its hosts.
struct Needed<'a> {
    domain: &'a NeededDomain,
    /// With a `*` for what is not known.
    pattern: String,
    is_open: bool,
}

/// Exact names by the rules that name them, so that a long list costs little.
struct Index<'l> {
    exact: BTreeMap<&'l str, Vec<usize>>,
    /// The rules that have a wildcard, or turn around what they name.
    wide: Vec<usize>,
}

impl<'l> Index<'l> {
    fn of(rules: &'l [Rule]) -> Self {
        let mut index = Self {
            exact: BTreeMap::new(),
            wide: Vec::new(),
        };
        for (number, rule) in rules.iter().enumerate() {
            match rule.patterns.as_slice() {
                [one] if !is_wide(one) && rule.effect != Effect::StopsOthers => {
                    index.exact.entry(one).or_default().push(number);
                }
                _ => index.wide.push(number),
            }
        }
        index
    }

    /// The rules that may match some host of a pattern, in order.
    fn about(&self, needed: &str) -> Vec<usize> {
        let mut all = self.wide.clone();
        if is_wide(needed) {
            let named = self.exact.iter().filter(|(name, _)| covers(needed, name));
            all.extend(named.flat_map(|(_, rules)| rules));
        } else {
            all.extend(self.exact.get(needed).into_iter().flatten());
        }
        all.sort_unstable();
        all
    }
}

fn is_wide(pattern: &str) -> bool {
    pattern.contains(['*', '?'])
}

pub(super) fn check(list: &List, domains: &[NeededDomain]) -> Checked {
    let mut needed: Vec<Needed<'_>> = Vec::new();
    for domain in domains {
        if needed.iter().any(|of| of.domain.domain == domain.domain) {
            continue;
        }
        let (pattern, is_open) = without_brackets(&domain.domain);
        needed.push(Needed {
            domain,
            pattern,
            is_open,
        });
    }
    let index = Index::of(&list.rules);
    let (checked, why): (Vec<_>, Vec<_>) = needed
        .iter()
        // The console does without what clients of OAuth alone need.
        .filter(|needed| needed.domain.list != DomainList::Oauth)
        .map(|needed| one(list, &index, needed))
        .unzip();
    let passes = list
        .rules
        .iter()
        .filter(|rule| rule.effect == Effect::Passes);
    let entries = passes.map(|rule| AllowListEntry {
        line: rule.line,
        text: rule.text.clone(),
        width: width(rule, &needed),
        route: rule.route.clone(),
    });
    let unread = list.unread.iter().map(|unread| UnreadLine {
        line: unread.line,
        text: unread.text.clone(),
        why: unread.why.plain(),
        may_cover: may_cover(unread, &needed),
    });
    Checked {
        answer: AllowListCheck {
            format: list.format,
            domains: checked,
            entries: entries.collect(),
            unread: unread.collect(),
            notes: list.notes.iter().map(|told| told.plain()).collect(),
        },
        domains: why,
        unread: list
            .unread
            .iter()
            .map(|unread| unread.why.clone())
            .collect(),
        notes: list.notes.clone(),
    }
}

/// A domain with a `*` for each pair of brackets, and whether it has one.
fn without_brackets(domain: &str) -> (String, bool) {
    let mut pattern = String::new();
    let mut rest = domain;
    let mut is_open = false;
    while let Some((before, behind)) = rest.split_once('[') {
        pattern.push_str(before);
        pattern.push('*');
        is_open = true;
        rest = behind.split_once(']').map_or("", |(_, behind)| behind);
    }
    pattern.push_str(rest);
    (pattern, is_open)
}

fn one(list: &List, index: &Index<'_>, needed: &Needed<'_>) -> (CheckedDomain, Option<Message>) {
    let told = |verdict: Covered, lines: Vec<u32>, why: Option<Message>| {
        let answer = CheckedDomain {
            domain: needed.domain.domain.clone(),
            verdict,
            lines,
            why: why.as_ref().map(|told| told.plain()),
        };
        (answer, why)
    };
    let mut parts: Vec<u32> = Vec::new();
    let mut may_stop: Option<u32> = None;
    for number in index.about(&needed.pattern) {
        let Some(rule) = list.rules.get(number) else {
            continue;
        };
        let covered = rule
            .patterns
            .iter()
            .any(|pattern| covers(pattern, &needed.pattern));
        let met = covered
            || rule
                .patterns
                .iter()
                .any(|pattern| meet(pattern, &needed.pattern));
        let is_whole = covered && on_path(rule, needed);
        match rule.effect {
            Effect::Passes if is_whole => {
                return match may_stop {
                    None => told(Covered::Covered, vec![rule.line], None),
                    Some(line) => told(
                        Covered::Unknown,
                        vec![line, rule.line],
                        Some(may_be_stopped(line)),
                    ),
                };
            }
            Effect::Passes if met => parts.push(rule.line),
            Effect::Passes => {}
            Effect::Stops if covered => {
                return told(Covered::Missing, vec![rule.line], Some(stopped(rule.line)));
            }
            Effect::StopsOthers if !met => {
                return match unread_of(list, needed) {
                    Some(line) => told(Covered::Unknown, vec![line], Some(unreadable(line))),
                    None => told(Covered::Missing, vec![rule.line], Some(stopped(rule.line))),
                };
            }
            Effect::Stops | Effect::MayStop if met => may_stop = may_stop.or(Some(rule.line)),
            Effect::StopsOthers if !covered => may_stop = may_stop.or(Some(rule.line)),
            Effect::Stops | Effect::StopsOthers | Effect::MayStop => {}
        }
    }
    if let Some(line) = unread_of(list, needed) {
        return told(Covered::Unknown, vec![line], Some(unreadable(line)));
    }
    if parts.is_empty() {
        return told(Covered::Missing, Vec::new(), None);
    }
    parts.truncate(LINES);
    let why = if needed.is_open {
        message!("the lines let some of it through: give what stands in brackets")
    } else {
        message!("the lines let some of it through, and AWS asks for all of it")
    };
    let verdict = if needed.is_open {
        Covered::Unknown
    } else {
        Covered::Missing
    };
    told(verdict, parts, Some(why))
}

/// So many lines are named for one domain.
const LINES: usize = 10;

fn stopped(line: u32) -> Message {
    message!("line {line} stops it", line = line)
}

fn may_be_stopped(line: u32) -> Message {
    message!("line {line} may stop it first", line = line)
}

fn unreadable(line: u32) -> Message {
    message!(
        "line {line} may let it through, and could not be read",
        line = line
    )
}

/// Whether a rule lets through the path that is needed.
fn on_path(rule: &Rule, needed: &Needed<'_>) -> bool {
    match (&rule.path, &needed.domain.path) {
        (None, _) => true,
        (Some(only), Some(path)) => path.starts_with(only.as_str()),
        (Some(_), None) => false,
    }
}

/// The line that could not be read and may let a domain through.
fn unread_of(list: &List, needed: &Needed<'_>) -> Option<u32> {
    let unread = list.unread.iter().find(|unread| {
        let mut patterns = unread.patterns.iter();
        patterns.any(|pattern| meet(pattern, &needed.pattern))
    });
    unread.map(|unread| unread.line)
}

fn may_cover(unread: &Unread, needed: &[Needed<'_>]) -> bool {
    let mut patterns = unread.patterns.iter();
    patterns.any(|pattern| needed.iter().any(|of| meet(pattern, &of.pattern)))
}

/// How wide an entry is, beside what is needed.
fn width(rule: &Rule, needed: &[Needed<'_>]) -> EntryWidth {
    let of = |pattern: &String| {
        let within = needed.iter().any(|of| covers(&of.pattern, pattern));
        if within {
            return EntryWidth::Needed;
        }
        if is_shared(pattern) {
            return EntryWidth::TooWide;
        }
        let covered = needed.iter().any(|of| covers(pattern, &of.pattern));
        let met = || needed.iter().any(|of| meet(pattern, &of.pattern));
        if covered || is_wide(pattern) && met() {
            EntryWidth::Wider
        } else {
            EntryWidth::Other
        }
    };
    let widths: Vec<EntryWidth> = rule.patterns.iter().map(of).collect();
    let any = |width: EntryWidth| widths.contains(&width);
    // A leading dot stands for the domain itself and for all below it.
    if any(EntryWidth::TooWide) {
        EntryWidth::TooWide
    } else if any(EntryWidth::Wider) {
        EntryWidth::Wider
    } else if any(EntryWidth::Needed) {
        if any(EntryWidth::Other) && widths.first() == Some(&EntryWidth::Other) {
            EntryWidth::Wider
        } else {
            EntryWidth::Needed
        }
    } else {
        EntryWidth::Other
    }
}

/// Whether strangers have hosts among those of a pattern, such as buckets.
fn is_shared(pattern: &str) -> bool {
    let Some(star) = pattern.rfind(['*', '?']) else {
        return false;
    };
    let end = pattern.get(star + 1..).unwrap_or_default();
    // Behind a `*` without a dot, the first label is a part of one.
    let end = match end.split_once('.') {
        Some((_, behind)) => behind,
        None => return true,
    };
    if !end.contains('.') {
        return true;
    }
    SHARED.iter().any(|shared| {
        let Some(before) = end.strip_suffix(shared) else {
            return false;
        };
        let Some(labels) = before.strip_suffix('.') else {
            return before.is_empty();
        };
        let is_common = |label: &str| is_region(label) || SHARED_LABELS.contains(&label);
        labels.split('.').all(is_common)
    })
}

/// Lines in words, such as `lines 3 and 7`.
pub(super) fn lines_of(lines: &[u32]) -> Message {
    match lines {
        [one] => message!("line {line}", line = *one),
        _ => {
            let all: Vec<String> = lines.iter().map(u32::to_string).collect();
            message!("lines {lines}", lines = code(&all.join(", ")))
        }
    }
}
