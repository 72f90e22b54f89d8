//! Where the cursor is in a half-typed policy: on which key or value of what.

use vestibule_iam::json::{Member, Node, Value};
use vestibule_iam::span::Span;
use vestibule_wire::Layer;

use super::topics::element_name;

/// The place of the cursor.
#[derive(Debug)]
pub(super) struct Place<'d> {
    /// The keys that lead here from the policy, without the numbers in lists. Elements go by
    /// their names, in whatever case they are written.
    pub(super) path: Vec<&'d str>,
    /// The object that is the policy.
    policy: Option<&'d Node>,
    /// The policy stands in the output of `get-resource-policy`.
    is_output: bool,
    /// The object whose key this is, or which holds the value.
    pub(super) object: Option<&'d Node>,
    /// The object that is the statement.
    pub(super) statement: Option<&'d Node>,
    pub(super) slot: Slot,
    /// In a list of values.
    pub(super) in_list: bool,
    pub(super) token: Token,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Key,
    Value,
}

/// What stands at the cursor, if anything does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Quotes included.
    pub(super) span: Span,
    pub(super) opened: bool,
    pub(super) closed: bool,
}

impl Token {
    fn empty(offset: u32) -> Self {
        Self {
            span: Span::empty(offset),
            opened: false,
            closed: false,
        }
    }

    /// What stands at `span` of `text`.
    fn of(text: &str, span: Span) -> Self {
        let raw = span.of(text).unwrap_or_default();
        let opened = raw.starts_with('"');
        Self {
            span,
            opened,
            closed: opened && raw.len() > 1 && raw.ends_with('"'),
        }
    }

    /// Without the opening quote, up to behind the closing one.
    pub(super) fn replaced(self) -> Span {
        Span::new(self.span.start + u32::from(self.opened), self.span.end)
    }

    /// The cursor is on what is between the quotes.
    fn holds(self, offset: u32) -> bool {
        let (start, end) = (self.replaced().start, self.span.end);
        start <= offset && offset <= end.saturating_sub(u32::from(self.closed))
    }
}

impl Place<'_> {
    /// Elements begin with a small letter here, as the AWS CLI prints a resource-based policy,
    /// and a policy that is read so may go on so. One `Statement` makes all of it exact.
    pub(super) fn is_lower(&self, layer: Layer) -> bool {
        let members = self.policy.map(Node::members).unwrap_or_default();
        let others = members
            .iter()
            .filter(|member| member.key.span != self.token.span);
        let mut keys = others.map(|member| &*member.key.value);
        (self.is_output || layer == Layer::ResourceBased)
            && keys.clone().all(|key| key != "Statement")
            && keys.any(|key| element_name(key).is_some_and(|name| name != key))
    }
}

/// The wrapper of `get-resource-policy`.
const OUTPUT: &str = "signinResourceBasedPolicy";
/// The others in which AWS tools hand policies out.
const WRAPPERS: [&str; 2] = ["Document", "PolicyDocument"];

/// Finds the place of `offset` in the tree that was read from `text`. `None`
/// where nothing is to be said, such as behind a value.
pub(super) fn find<'d>(text: &str, root: &'d Node, offset: u32) -> Option<Place<'d>> {
    let mut finder = Finder {
        text,
        offset,
        path: Vec::new(),
        objects: Vec::new(),
        in_list: false,
    };
    let (slot, token) = finder.node(root, u32::MAX)?;
    let Finder {
        mut path,
        mut objects,
        in_list,
        ..
    } = finder;
    let object = objects.last().map(|(_, object)| *object);
    // What is around the policy is not part of it.
    let is_wrapper = |key: &&str| key.eq_ignore_ascii_case(OUTPUT) || WRAPPERS.contains(key);
    let mut is_output = false;
    if let Some(wrapper) = path.iter().rposition(is_wrapper) {
        let innermost = path.drain(..=wrapper).next_back();
        is_output = innermost.is_some_and(|key| key.eq_ignore_ascii_case(OUTPUT));
        objects.retain(|(depth, _)| *depth > wrapper);
        objects
            .iter_mut()
            .for_each(|(depth, _)| *depth -= wrapper + 1);
    }
    // Those of the policy and of the statement; what is below may be called anything.
    for key in path.iter_mut().take(2) {
        if let Some(name) = element_name(key) {
            *key = name;
        }
    }
    let at = |wanted| {
        let mut objects = objects.iter();
        objects
            .find(|(depth, _)| *depth == wanted)
            .map(|(_, object)| *object)
    };
    let statement = at(1).filter(|_| path.first() == Some(&"Statement"));
    Some(Place {
        policy: at(0),
        is_output,
        path,
        object,
        statement,
        slot,
        in_list,
        token,
    })
}

struct Finder<'t, 'd> {
    text: &'t str,
    offset: u32,
    path: Vec<&'d str>,
    /// The objects that the cursor is in, with how many keys lead to each.
    objects: Vec<(usize, &'d Node)>,
    in_list: bool,
}

impl<'d> Finder<'_, 'd> {
    /// Looks into `node`, which may reach up to `limit` when nothing closes it.
    fn node(&mut self, node: &'d Node, limit: u32) -> Option<(Slot, Token)> {
        match &node.value {
            Value::Object(members) => {
                let end = self.end(node, members.last().map(|last| last.value.span.end), limit);
                self.is_in(node.span.start, end).then_some(())?;
                self.objects.push((self.path.len(), node));
                self.in_list = false;
                self.members(members, end)
            }
            Value::Array(elements) => {
                let end = self.end(node, elements.last().map(|last| last.span.end), limit);
                self.is_in(node.span.start, end).then_some(())?;
                self.in_list = true;
                for (index, element) in elements.iter().enumerate() {
                    let limit = elements.get(index + 1).map_or(end, |next| next.span.start);
                    if let Some(found) = self.node(element, limit) {
                        return Some(found);
                    }
                    self.in_list = true;
                }
                let on_element = |element: &Node| {
                    !element.is_missing()
                        && element.span.start < self.offset
                        && self.offset <= element.span.end
                };
                (!elements.iter().any(on_element)).then(|| (Slot::Value, Token::empty(self.offset)))
            }
            Value::Missing if node.span.is_empty() => {
                // An empty text, or the place behind a colon.
                (self.path.is_empty() || node.span.start <= self.offset)
                    .then(|| (Slot::Value, Token::empty(self.offset)))
            }
            _ => {
                let token = Token::of(self.text, node.span);
                token.holds(self.offset).then_some((Slot::Value, token))
            }
        }
    }

    fn members(&mut self, members: &'d [Member], end: u32) -> Option<(Slot, Token)> {
        for (index, member) in members.iter().enumerate() {
            let next = members
                .get(index + 1)
                .map_or(end, |next| next.key.span.start);
            let key = Token::of(self.text, member.key.span);
            if !member.key.span.is_empty() && key.holds(self.offset) {
                return Some((Slot::Key, key));
            }
            if self.offset <= member.key.span.end || self.offset > next {
                continue;
            }
            let between = Span::new(member.key.span.end, self.offset).of(self.text)?;
            let colon = between.trim_start().starts_with(':');
            self.path.push(&member.key.value);
            let value = &member.value;
            let found = if value.is_missing() && value.span.is_empty() {
                // Directly behind the colon; a comma or a line further on is another place.
                let only_colon = colon && between.trim() == ":";
                only_colon.then(|| (Slot::Value, Token::empty(self.offset)))
            } else {
                self.node(value, next)
            };
            if found.is_some() {
                return found;
            }
            self.path.pop();
            let before_value = colon && self.offset < value.span.start && !value.is_missing();
            let on_value = value.span.start <= self.offset && self.offset <= value.span.end;
            let no_comma = value.is_missing() && !between.contains(',');
            if before_value || (on_value && !value.is_missing()) || no_comma {
                return None;
            }
        }
        Some((Slot::Key, Token::empty(self.offset)))
    }

    /// The end of a container: when nothing closes it, that of what it stands in.
    fn end(&self, node: &Node, last: Option<u32>, limit: u32) -> u32 {
        let raw = node.span.of(self.text).unwrap_or_default();
        let closed = raw.len() > 1
            && raw.ends_with(['}', ']'])
            && last.is_none_or(|last| last < node.span.end);
        if closed { node.span.end - 1 } else { limit }
    }

    fn is_in(&self, start: u32, end: u32) -> bool {
        start < self.offset && self.offset <= end
    }
}
