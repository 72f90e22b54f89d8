//! Requests of the usual shape as lines of text.
//!
//! JavaScript writes them, and they are read here, several times faster than JSON.
//! Whatever does not fit is read as JSON instead, and so is every request that
//! cannot be decided: what is wrong with it is only said of the JSON.
//!
//! ```text
//! R2                                      which members follow, and how many context keys
//! arn:aws:iam::111122223333:user/alice    the principal
//! 203.0.113.10                            those members, in the order of `Member`
//! aws:MultiFactorAuthPresent              each context key with its value behind `=`,
//! =true                                   or `?` for one that is not known
//! ```
//!
//! A string that holds a line break makes more lines than its writer counted.

use std::str::Split;

use vestibule_wire::{ContextValue, Entry, Network, Ordered, Request};

/// The bits of the first character, above `@`.
mod member {
    pub(super) const ENTRY: u8 = 1;
    pub(super) const SOURCE_IP: u8 = 1 << 1;
    pub(super) const VPC: u8 = 1 << 2;
    pub(super) const ENDPOINT: u8 = 1 << 3;
    pub(super) const REGION: u8 = 1 << 4;
    pub(super) const ALL: u8 = (1 << 5) - 1;
}

/// Reads lines, and counts them.
pub(crate) struct Lines<'t> {
    rest: Split<'t, char>,
    read: usize,
}

impl<'t> Lines<'t> {
    /// `None` for text with a string that was not Unicode: its writer put U+FFFD.
    pub(crate) fn new(text: &'t str) -> Option<Self> {
        let text = text.strip_suffix('\n')?;
        (!text.contains('\u{fffd}')).then(|| Self {
            rest: text.split('\n'),
            read: 0,
        })
    }

    fn line(&mut self) -> Option<&'t str> {
        self.read += 1;
        self.rest.next()
    }

    /// True when all was read and it was as many lines as its writer counted.
    pub(crate) fn are_all_read(mut self, written: usize) -> bool {
        self.read == written && self.rest.next().is_none()
    }

    /// The next request. `own` becomes the strings that its decision may show.
    pub(crate) fn request(&mut self, own: &mut Vec<&'t str>) -> Option<Request> {
        let head = self.line()?;
        let members = head.bytes().next()?.checked_sub(b'@')?;
        let keys = match head.get(1..)? {
            "" => 0,
            number => number.parse().ok()?,
        };
        if members > member::ALL {
            return None;
        }
        own.clear();
        own.push(self.line()?);
        let entry = match members & member::ENTRY {
            0 => None,
            _ => Some(entry(self.line()?)?),
        };
        let mut member = |bit| {
            let told = if members & bit == 0 {
                None
            } else {
                Some(self.line()?)
            };
            own.push(told.unwrap_or_default());
            Some(told.map(str::to_owned))
        };
        let source_ip = member(member::SOURCE_IP)?;
        let vpc = member(member::VPC)?;
        let endpoint = member(member::ENDPOINT)?;
        let region = member(member::REGION)?;
        let mut context = Vec::new();
        for _ in 0..keys {
            let key = self.line()?.to_owned();
            let value = self.line()?;
            let told = value.strip_prefix('=');
            own.push(told.unwrap_or_default());
            context.push(match told {
                Some(value) => (key, ContextValue::One(value.to_owned())),
                None if value == "?" => (key, ContextValue::Unknown),
                None => return None,
            });
        }
        Some(Request {
            entry,
            principal: (*own.first()?).to_owned(),
            network: Some(Network {
                vpc,
                endpoint,
                source_ip,
            }),
            region,
            context: Ordered(context),
            ..Request::default()
        })
    }
}

fn entry(name: &str) -> Option<Entry> {
    Entry::ALL.into_iter().find(|entry| entry.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALICE: &str = "arn:aws:iam::111122223333:user/alice";

    fn read(text: &str, lines: usize) -> Option<(Request, Vec<&str>)> {
        let mut own = Vec::new();
        let mut rest = Lines::new(text)?;
        let request = rest.request(&mut own)?;
        rest.are_all_read(lines).then_some((request, own))
    }

    #[test]
    fn members_are_told_by_the_head() {
        let text = format!("S\n{ALICE}\nlogin-local\n192.0.2.1\neu-west-1\n");
        let (request, own) = read(&text, 5).expect("the lines fit");
        assert_eq!(request.principal, ALICE);
        assert_eq!(request.entry, Some(Entry::LoginLocal));
        let network = request.network.expect("a network");
        assert_eq!(network.source_ip.as_deref(), Some("192.0.2.1"));
        assert_eq!((network.vpc, network.endpoint), (None, None));
        assert_eq!(request.region.as_deref(), Some("eu-west-1"));
        assert_eq!(own, [ALICE, "192.0.2.1", "", "", "eu-west-1"]);
    }

    #[test]
    fn context_keys_are_told_or_unknown() {
        let text = format!("B2\n{ALICE}\n192.0.2.1\naws:a\n==?\naws:b\n?\n");
        let (request, own) = read(&text, 7).expect("the lines fit");
        let context: Vec<_> = request.context.iter().collect();
        let one = ContextValue::One("=?".to_owned());
        assert_eq!(
            context,
            [("aws:a", &one), ("aws:b", &ContextValue::Unknown)]
        );
        assert_eq!(own.get(5..), Some(["=?", ""].as_slice()));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let rows = [
            ("", 0),
            ("B", 1),
            ("B\n", 1),
            ("B\na\n", 2),
            // Fewer and more lines than were counted.
            ("B\na\n1\n", 2),
            ("B\na\n1\n", 4),
            ("B\na\n1\n2\n", 4),
            // A line break in a string looks like another member.
            ("B\na\nb\n", 4),
            // No such member, entry, number or value.
            ("`\na\n", 2),
            ("A\na\nhome\n", 3),
            ("Bx\na\n1\n", 3),
            ("B1\na\n1\nk\nv\n", 5),
            // A string that was not Unicode.
            ("B\na\n\u{fffd}\n", 3),
        ];
        for (text, lines) in rows {
            assert_eq!(read(text, lines), None, "{text:?}");
        }
    }
}
