//! Allow-lists as they are written: which patterns of host names they let through, in order.
//!
//! Nothing is executed. A line of which no pattern can be told is kept, with the reason.

mod lines;
mod pac;
mod script;
mod squid;

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::limits::{ALLOW_LIST_ENTRIES, ALLOW_LIST_UNREAD};
use vestibule_syntax::message;
use vestibule_wire::AllowListFormat;

/// An allow-list as it was read.
#[derive(Debug)]
pub(super) struct List {
    pub(super) format: AllowListFormat,
    pub(super) rules: Vec<Rule>,
    pub(super) unread: Vec<Unread>,
    pub(super) notes: Vec<Message>,
    left_out: usize,
}

/// A line that lets something through or stops it. The first that matches decides.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) line: u32,
    /// As the list writes it.
    pub(super) text: String,
    /// What it matches: hosts that match any of these.
    pub(super) patterns: Vec<String>,
    /// The path that it is limited to.
    pub(super) path: Option<String>,
    pub(super) effect: Effect,
    /// Where it sends a host, or what else it asks for.
    pub(super) route: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Passes,
    Stops,
    /// Stops all hosts that it does not match.
    StopsOthers,
    /// May stop hosts that it matches: that depends on more than the host.
    MayStop,
}

/// What could not be read.
#[derive(Debug)]
pub(super) struct Unread {
    pub(super) line: u32,
    pub(super) text: String,
    pub(super) why: Message,
    /// What it may let through, or stop: none for noise, `*` for anything.
    pub(super) patterns: Vec<String>,
}

impl List {
    fn new(format: AllowListFormat) -> Self {
        Self {
            format,
            rules: Vec::new(),
            unread: Vec::new(),
            notes: Vec::new(),
            left_out: 0,
        }
    }

    fn rule(&mut self, rule: Rule) {
        if self.rules.len() < ALLOW_LIST_ENTRIES {
            self.rules.push(rule);
        } else {
            self.left_out += 1;
        }
    }

    fn unread(&mut self, line: u32, text: &str, why: Message, patterns: Vec<String>) {
        if self.unread.len() >= ALLOW_LIST_UNREAD {
            self.left_out += 1;
            return;
        }
        self.unread.push(Unread {
            line,
            text: shown(text),
            why,
            patterns,
        });
    }

    fn done(mut self) -> Self {
        if self.left_out > 0 {
            let (line, count) = (0, self.left_out);
            self.unread.push(Unread {
                line,
                text: String::new(),
                why: message!("{count} more lines are not looked at", count = count),
                patterns: vec!["*".to_owned()],
            });
        }
        self
    }
}

/// The beginning of what stands in a line.
fn shown(text: &str) -> String {
    const SHOWN: usize = 120;
    let text = text.trim();
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Reads an allow-list, whichever way it is written.
pub(super) fn read(text: &str) -> List {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_squid = |line: &str| {
        let mut words = line.split_whitespace();
        let first = words.next();
        first == Some("http_access") || first == Some("acl") && words.count() >= 2
    };
    let list = if text.contains("FindProxyForURL") {
        pac::read(text)
    } else if text.lines().any(is_squid) {
        squid::read(text)
    } else {
        lines::read(text)
    };
    list.done()
}

/// The lines of a text, with their numbers.
fn numbered(text: &str) -> impl Iterator<Item = (u32, &str)> {
    (1..).zip(text.lines())
}
