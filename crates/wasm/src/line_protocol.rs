//! Requests of the usual shape as lines of text.
//!
//! JavaScript writes them, and they are read here, several times faster than JSON.
//! Whatever does not fit is read as JSON instead, and so is every request that
//! cannot be decided: what is wrong with it is only said of the JSON.
//!
//! ```text
//! D2                                      which members follow, and how many context keys
//! arn:aws:iam::111122223333:user/alice    the principal
//! 203.0.113.10                            those members, in the order of `member`
//! aws:MultiFactorAuthPresent              each context key with its value behind `=`,
//! =true                                   or `?` for one that is not known
//! ```
//!
//! In a list, a request that differs from the one before in its principal alone is
//! one line: `.` and the principal.
//!
//! A string that holds a line break makes more lines than its writer counted.

use vestibule_wire::{ContextValue, Entry, Ordered, Request};

/// The bits of the first character, above `0`.
mod member {
    /// No entry, or one more than its place in `Entry::ALL`; it has no line.
    pub(super) const ENTRY: u8 = 0b11;
    pub(super) const SOURCE_IP: u8 = 1 << 2;
    pub(super) const VPC: u8 = 1 << 3;
    pub(super) const ENDPOINT: u8 = 1 << 4;
    pub(super) const REGION: u8 = 1 << 5;
    pub(super) const ALL: u8 = (1 << 6) - 1;
}

/// So many strings that a decision may show does a request have without context keys.
pub(crate) const OWN: usize = 5;

/// What tells that all but the principal is as in the request before.
const AS_BEFORE: char = '.';

/// Reads lines, and counts them.
pub(crate) struct Lines<'t> {
    rest: &'t str,
    read: usize,
}

impl<'t> Lines<'t> {
    /// `None` for text with a string that was not Unicode: its writer put U+FFFD.
    pub(crate) fn new(text: &'t [u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        let fits = text.is_ascii() || !text.contains('\u{fffd}');
        fits.then_some(Self {
            rest: text,
            read: 0,
        })
    }

    // Lines are too short for a search that first gets up speed.
    fn line(&mut self) -> Option<&'t str> {
        let end = self.rest.bytes().position(|byte| byte == b'\n')?;
        let line = self.rest.get(..end)?;
        self.rest = self.rest.get(end + 1..)?;
        self.read += 1;
        Some(line)
    }

    /// True when all was read and it was as many lines as its writer counted.
    pub(crate) fn are_all_read(&self, written: usize) -> bool {
        self.read == written && self.rest.is_empty()
    }

    /// Whose the next request is, when all else of it is as in the one before.
    pub(crate) fn other_principal(&mut self) -> Option<&'t str> {
        self.rest
            .starts_with(AS_BEFORE)
            .then(|| self.line())??
            .strip_prefix(AS_BEFORE)
    }

    /// Reads the next request into `request`, which is another one that was read or the default:
    /// its memory serves again. `own` becomes the strings that the decision may show.
    pub(crate) fn request(&mut self, request: &mut Request, own: &mut Vec<&'t str>) -> Option<()> {
        let head = self.line()?;
        let members = head.bytes().next()?.checked_sub(b'0')?;
        let keys = match head.get(1..)? {
            "" => 0,
            number => number.parse().ok()?,
        };
        if members > member::ALL {
            return None;
        }
        own.clear();
        let principal = self.line()?;
        own.push(principal);
        principal.clone_into(&mut request.principal);
        request.entry = match members & member::ENTRY {
            0 => None,
            number => Some(*Entry::ALL.get(usize::from(number) - 1)?),
        };
        let mut member = |bit, told: &mut Option<String>| {
            if members & bit == 0 {
                own.push("");
                *told = None;
                return Some(());
            }
            let line = self.line()?;
            own.push(line);
            line.clone_into(told.get_or_insert_default());
            Some(())
        };
        let network = request.network.get_or_insert_default();
        member(member::SOURCE_IP, &mut network.source_ip)?;
        member(member::VPC, &mut network.vpc)?;
        member(member::ENDPOINT, &mut network.endpoint)?;
        member(member::REGION, &mut request.region)?;
        let Ordered(context) = &mut request.context;
        context.clear();
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
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALICE: &str = "arn:aws:iam::111122223333:user/alice";

    fn read(text: &str, lines: usize) -> Option<(Request, Vec<&str>)> {
        let mut own = Vec::new();
        let mut request = Request::default();
        let mut rest = Lines::new(text.as_bytes())?;
        rest.request(&mut request, &mut own)?;
        rest.are_all_read(lines).then_some((request, own))
    }

    #[test]
    fn members_are_told_by_the_head() {
        let text = format!("V\n{ALICE}\n192.0.2.1\neu-west-1\n");
        let (request, own) = read(&text, 4).expect("the lines fit");
        assert_eq!(request.principal, ALICE);
        assert_eq!(request.entry, Some(Entry::LoginLocal));
        let network = request.network.expect("a network");
        assert_eq!(network.source_ip.as_deref(), Some("192.0.2.1"));
        assert_eq!((network.vpc, network.endpoint), (None, None));
        assert_eq!(request.region.as_deref(), Some("eu-west-1"));
        assert_eq!(own, [ALICE, "192.0.2.1", "", "", "eu-west-1"]);
    }

    #[test]
    fn entries_are_told_by_their_place() {
        for (head, entry) in [
            ("4", None),
            ("5", Some(Entry::Console)),
            ("6", Some(Entry::LoginLocal)),
            ("7", Some(Entry::LoginRemote)),
        ] {
            let text = format!("{head}\n{ALICE}\n192.0.2.1\n");
            let (request, _) = read(&text, 3).expect("the lines fit");
            assert_eq!(request.entry, entry, "{head}");
        }
    }

    #[test]
    fn context_keys_are_told_or_unknown() {
        let text = format!("42\n{ALICE}\n192.0.2.1\naws:a\n==?\naws:b\n?\n");
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
    fn nothing_is_left_of_the_request_before() {
        let first = format!("o1\n{ALICE}\n192.0.2.1\nvpc-1\nvpce-1\neu-west-1\naws:a\n=b\n");
        let text = format!("{first}0\nb\n");
        let mut rest = Lines::new(text.as_bytes()).expect("it is Unicode");
        let (mut request, mut own) = (Request::default(), Vec::new());
        rest.request(&mut request, &mut own).expect("the lines fit");
        rest.request(&mut request, &mut own).expect("the lines fit");
        let (second, of_second) = read("0\nb\n", 2).expect("the lines fit");
        assert_eq!((request, own), (second, of_second));
    }

    #[test]
    fn a_principal_alone_is_told_by_a_dot() {
        let text = format!("4\n{ALICE}\n192.0.2.1\n.b\n.\n..c");
        let mut rest = Lines::new(text.as_bytes()).expect("it is Unicode");
        assert_eq!(rest.other_principal(), None);
        rest.request(&mut Request::default(), &mut Vec::new())
            .expect("the lines fit");
        assert_eq!(rest.other_principal(), Some("b"));
        assert_eq!(rest.other_principal(), Some(""));
        assert!(!rest.are_all_read(5));
        // Without the last line's end.
        assert_eq!(rest.other_principal(), None);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let rows = [
            ("", 0),
            ("4", 1),
            ("4\n", 1),
            ("4\na\n", 2),
            // Without the last line's end.
            ("4\na\n1", 3),
            // Fewer and more lines than were counted.
            ("4\na\n1\n", 2),
            ("4\na\n1\n", 4),
            ("4\na\n1\n2\n", 4),
            // A line break in a string looks like another member.
            ("4\na\nb\n", 4),
            // No such member, number or value.
            ("p\na\n", 2),
            ("/\na\n", 2),
            ("4x\na\n1\n", 3),
            ("41\na\n1\nk\nv\n", 5),
            // A string that was not Unicode.
            ("4\na\n\u{fffd}\n", 3),
        ];
        for (text, lines) in rows {
            assert_eq!(read(text, lines), None, "{text:?}");
        }
    }
}
