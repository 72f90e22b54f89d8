//! The gate that everything shown goes through.
//!
//! Names, keys, values and addresses are written by strangers. A component hands them to `html!`
//! as it has them; here, where elements are made and where components end, each text and each
//! attribute that is read out loses what could deceive:
//!
//! - What is not seen becomes a visible escape ([`visible`]), or two names could look equal.
//! - What is written from right to left is isolated, or it would draw what stands beside it to
//!   its other side. A text gets `<bdi>` around each such run, an attribute Unicode's isolates.
//! - An address that is neither of the web nor relative is no link.
//!
//! What is typed into a field is its value, which is no text or attribute of this kind: it stays
//! as it is. Texts of the program itself are static and pass.

use std::borrow::Cow;
use std::rc::Rc;

use vestibule_syntax::visible::{is_unseen, visible};
use yew::html::NodeRef;
use yew::virtual_dom::listeners::Listeners;
use yew::virtual_dom::{self, AttrValue, AttributeOrProperty, Attributes, VList, VNode, VText};

/// Attributes whose value is read by people.
const READ: [&str; 8] = [
    "title",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "alt",
    "label",
];

/// Attributes whose value is an address.
const ADDRESSES: [&str; 5] = ["href", "src", "action", "formaction", "xlink:href"];

/// What stands around a run from right to left where there can be no element.
const ISOLATES: (char, char) = ('\u{2068}', '\u{2069}');

/// Where texts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Anywhere.
    Flow,
    /// In an element that keeps lines: `<pre>`.
    Lines,
    /// In an element that has text alone: `<option>`.
    Bare,
}

impl Place {
    pub(crate) fn of(tag: &str) -> Self {
        match tag {
            "pre" => Self::Lines,
            "option" | "title" => Self::Bare,
            _ => Self::Flow,
        }
    }
}

/// Makes the texts among `nodes` safe to show; elements in them are already.
pub(crate) fn nodes(nodes: &mut VNode, place: Place) {
    match nodes {
        VNode::VText(text) => {
            if let Some(safe) = text_node(text, place) {
                *nodes = safe;
            }
        }
        VNode::VList(list) if list.iter().any(|node| is_deceptive_node(node, place)) => {
            let list: &mut VList = Rc::make_mut(list);
            list.iter_mut().for_each(|node| self::nodes(node, place));
        }
        _ => {}
    }
}

/// Makes what is read out safe, and takes out addresses that are no links.
pub(crate) fn attributes(attributes: &mut Attributes) {
    // The others are the program's own.
    let Attributes::Dynamic { keys, values } = attributes else {
        return;
    };
    for (key, value) in keys.iter().zip(values.iter_mut()) {
        let Some(AttributeOrProperty::Attribute(text)) = value else {
            continue;
        };
        if ADDRESSES.contains(key) {
            if !is_link(text) {
                *value = None;
            }
        } else if READ.contains(key) && is_deceptive(text, Place::Bare) {
            *text = bare(text, Place::Bare).into();
        }
    }
}

/// Whether an address leads into the web or into the folder of the page. Browsers leave out
/// white space and controls before an address and line breaks inside of one.
fn is_link(address: &str) -> bool {
    let mut scheme = String::new();
    for character in address.trim_start_matches(|c: char| c <= ' ').chars() {
        match character {
            ':' => return matches!(&*scheme, "http" | "https"),
            '/' | '?' | '#' | '\\' => return true,
            '\t' | '\n' | '\r' => {}
            _ => scheme.push(character.to_ascii_lowercase()),
        }
    }
    true
}

fn is_deceptive_node(node: &VNode, place: Place) -> bool {
    match node {
        VNode::VText(text) => is_deceptive(&text.text, place),
        VNode::VList(list) => list.iter().any(|node| is_deceptive_node(node, place)),
        _ => false,
    }
}

fn is_deceptive(text: &AttrValue, place: Place) -> bool {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    // Most texts are ASCII, and those of the program are its own.
    !matches!(text, AttrValue::Static(_))
        && !text.bytes().all(is_plain)
        && text
            .chars()
            .any(|c| (is_unseen(c) && !is_kept(c, place)) || is_right_to_left(c))
}

const fn is_kept(character: char, place: Place) -> bool {
    matches!(place, Place::Lines) && matches!(character, '\n' | '\t')
}

/// Whether a character is of a script that is written from right to left.
const fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// What stands in the place of a text; `None` when it may stay.
fn text_node(text: &VText, place: Place) -> Option<VNode> {
    let text = &text.text;
    if !is_deceptive(text, place) {
        return None;
    }
    if place == Place::Bare || !text.contains(is_right_to_left) {
        return Some(VText::new(bare(text, place)).into());
    }
    let parts = runs(text).into_iter().map(|(run, is_right_to_left)| {
        let text = VNode::from(VText::new(seen(run, place).into_owned()));
        if is_right_to_left {
            isolated(text)
        } else {
            text
        }
    });
    Some(VNode::VList(Rc::new(parts.collect::<Vec<_>>().into())))
}

fn isolated(text: VNode) -> VNode {
    virtual_dom::VTag::__new_other(
        "bdi".into(),
        NodeRef::default(),
        None,
        Attributes::default(),
        Listeners::None,
        text,
    )
    .into()
}

/// A text without elements.
fn bare(text: &str, place: Place) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for (run, is_right_to_left) in runs(text) {
        if is_right_to_left {
            safe.push(ISOLATES.0);
        }
        safe.push_str(&seen(run, place));
        if is_right_to_left {
            safe.push(ISOLATES.1);
        }
    }
    safe
}

/// A text with what is unseen in it as escapes, but for what its place keeps.
fn seen(text: &str, place: Place) -> Cow<'_, str> {
    if place != Place::Lines || !text.contains(is_unseen) {
        return visible(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive(['\n', '\t']) {
        let end = line.trim_end_matches(['\n', '\t']).len();
        let (line, end) = line.split_at(end);
        // A line break of two characters is one.
        safe.push_str(&visible(line.strip_suffix('\r').unwrap_or(line)));
        safe.push_str(end);
    }
    Cow::Owned(safe)
}

/// The runs of a text, and which of them are written from right to left: from its first such
/// letter to its last one before a letter of the other direction.
fn runs(text: &str) -> Vec<(&str, bool)> {
    let mut runs = Vec::new();
    // Where the present run begins, and where the last letter from right to left in it ends.
    let (mut start, mut end) = (0, None);
    for (at, character) in text.char_indices() {
        if is_right_to_left(character) {
            if end.is_none() {
                runs.push((text.get(start..at).unwrap_or_default(), false));
                start = at;
            }
            end = Some(at + character.len_utf8());
        } else if (character.is_alphabetic() || is_unseen(character))
            && let Some(to) = end.take()
        {
            runs.push((text.get(start..to).unwrap_or_default(), true));
            start = to;
        }
    }
    if let Some(to) = end {
        runs.push((text.get(start..to).unwrap_or_default(), true));
        start = to;
    }
    runs.push((text.get(start..).unwrap_or_default(), false));
    runs.retain(|(run, _)| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element::VTag;

    /// What a browser would make of it, in short.
    fn shown(node: &VNode) -> String {
        match node {
            VNode::VText(text) => text.text.to_string(),
            VNode::VList(list) => list.iter().map(shown).collect(),
            VNode::VTag(tag) => {
                let attributes = tag.attributes.iter();
                let attributes: String = attributes
                    .map(|(name, value)| format!(" {name}={value}"))
                    .collect();
                let children = tag.children().map(shown).unwrap_or_default();
                format!("<{}{attributes}>{children}</>", tag.tag())
            }
            _ => "?".to_owned(),
        }
    }

    fn text(text: &str) -> VNode {
        VText::new(text.to_owned()).into()
    }

    fn attributes(keys: &'static [&'static str], value: &str) -> Attributes {
        let value = AttributeOrProperty::Attribute(value.to_owned().into());
        let values = vec![Some(value); keys.len()].into();
        Attributes::Dynamic { keys, values }
    }

    fn element(tag: &'static str, attributes: Attributes, children: Vec<VNode>) -> VNode {
        let (node, none) = (NodeRef::default(), Listeners::None);
        let children = VNode::VList(Rc::new(children.into()));
        VTag::__new_other(tag.into(), node, None, attributes, none, children)
    }

    fn plain(tag: &'static str, written: &str) -> String {
        shown(&element(tag, Attributes::default(), vec![text(written)]))
    }

    #[test]
    fn texts_show_what_is_unseen_wherever_they_stand() {
        let name = "ali\u{200b}ce\u{202e}\n";
        let nested = VNode::VList(Rc::new(vec![text(name), text("山田 é")].into()));
        let keys = &["title", "aria-label", "data-key"];
        let node = element("div", attributes(keys, name), vec![text(name), nested]);
        let safe = "ali\\u{200b}ce\\u{202e}\\n";
        assert_eq!(
            shown(&node),
            format!("<div title={safe} aria-label={safe} data-key={name}>{safe}{safe}山田 é</>")
        );
    }

    #[test]
    fn what_is_typed_stays() {
        let (typed, node) = (
            AttrValue::from("ali\u{200b}ce".to_owned()),
            NodeRef::default(),
        );
        let attributes = attributes(&["placeholder"], &typed);
        let value = Some(typed.clone());
        let field = VTag::__new_input(value, None, node, None, attributes, Listeners::None);
        assert_eq!(shown(&field), "<input placeholder=ali\\u{200b}ce></>");
        let VNode::VTag(field) = field else {
            unreachable!()
        };
        assert_eq!(field.value(), Some(&typed));
    }

    #[test]
    fn lines_stay_where_a_text_has_lines() {
        let lines = "{\r\n\t\"a\u{feff}\"\n}";
        assert_eq!(plain("pre", lines), "<pre>{\n\t\"a\\u{feff}\"\n}</>");
        assert_eq!(
            plain("code", lines),
            "<code>{\\r\\n\\t\"a\\u{feff}\"\\n}</>"
        );
    }

    #[test]
    fn runs_from_right_to_left_are_isolated() {
        let name = "user/אבג 1 דה/x · 203.0.113.7";
        let node = element("p", attributes(&["title"], name), vec![text(name)]);
        assert_eq!(
            shown(&node),
            "<p title=user/\u{2068}אבג 1 דה\u{2069}/x · 203.0.113.7>user/<bdi>אבג 1 דה</>/x · 203.0.113.7</>"
        );
        // Marks of the other side cannot end the isolation.
        assert_eq!(
            plain("option", "א\u{2069}ב"),
            "<option>\u{2068}א\u{2069}\\u{2069}\u{2068}ב\u{2069}</>"
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for (address, is_kept) in [
            ("https://example.com/#x", true),
            ("HTTP://example.com", true),
            ("//example.com", true),
            ("../?a:b", true),
            ("#case=1.a:b", true),
            ("", true),
            ("page", true),
            ("javascript:alert(1)", false),
            (" \u{1}\njava\tscr\nipt:alert(1)", false),
            ("JaVaScRiPt:alert(1)", false),
            ("data:text/html,x", false),
            ("vbscript:x", false),
            ("blob:https://example.com/1", false),
            ("file:///etc/passwd", false),
        ] {
            let link = element("a", attributes(&["href"], address), vec![text("x")]);
            let kept = format!("<a href={address}>x</>");
            let expected = if is_kept { &*kept } else { "<a>x</>" };
            assert_eq!(shown(&link), expected, "{address:?}");
        }
    }
}
