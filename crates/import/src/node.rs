//! Members of outputs, as the tools of AWS write them.

use vestibule_iam::json::{self, Member, Node, Value};

/// A member, whatever its case: PowerShell and SDKs have their own.
pub(crate) fn member<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    node.get(name).or_else(|| node.get_ignore_case(name))
}

/// The text of a member. PowerShell writes a word of the API as an object with `Value`.
pub(crate) fn text<'n>(node: &'n Node, name: &str) -> Option<&'n str> {
    let found = member(node, name)?;
    found.as_str().or_else(|| found.get("Value")?.as_str())
}

/// The text of a member that says something.
pub(crate) fn some_text(node: &Node, name: &str) -> Option<String> {
    let text = text(node, name).filter(|text| !text.is_empty());
    text.map(ToOwned::to_owned)
}

pub(crate) fn truth(node: &Node, name: &str) -> Option<bool> {
    match member(node, name)?.value {
        Value::Bool(truth) => Some(truth),
        _ => None,
    }
}

/// Whether a member is there and says something.
pub(crate) fn is_there(node: &Node, name: &str) -> bool {
    member(node, name).is_some_and(|found| !matches!(found.value, Value::Null))
}

/// The elements of a member that is a list; `None` where it is not there, or something else.
pub(crate) fn array<'n>(node: &'n Node, name: &str) -> Option<&'n [Node]> {
    let found = member(node, name)?;
    matches!(found.value, Value::Array(_)).then(|| found.elements())
}

/// The elements of a member.
pub(crate) fn list<'n>(node: &'n Node, name: &str) -> &'n [Node] {
    member(node, name).map(Node::elements).unwrap_or_default()
}

/// Whether the output goes on in another page.
pub(crate) fn is_cut(root: &Node) -> bool {
    let goes_on = |name: &str| {
        member(root, name).is_some_and(|token| match &token.value {
            Value::Null | Value::Missing => false,
            Value::Bool(goes_on) => *goes_on,
            Value::String(token) => !token.is_empty(),
            _ => true,
        })
    };
    ["NextToken", "IsTruncated", "Marker"]
        .into_iter()
        .any(goes_on)
}

/// The type and the id at the end of an ARN of AWS Organizations, with the management account and
/// the organization: `arn:aws:organizations::111122223333:ou/o-a1b2c3d4e5/ou-ab12-11111111`.
pub(crate) struct OrganizationsArn<'n> {
    pub(crate) management: &'n str,
    pub(crate) of_type: &'n str,
    pub(crate) organization: &'n str,
}

impl<'n> OrganizationsArn<'n> {
    pub(crate) fn of(arn: &'n str) -> Option<Self> {
        let mut parts = arn.splitn(6, ':');
        let is_ours = parts.next() == Some("arn") && parts.next()?.starts_with("aws");
        if !is_ours || parts.next() != Some("organizations") {
            return None;
        }
        let (_, management, resource) = (parts.next()?, parts.next()?, parts.next()?);
        let mut resource = resource.split('/');
        Some(Self {
            management,
            of_type: resource.next()?,
            organization: resource.next()?,
        })
    }
}

/// Whether two texts are one value, however they are laid out, and in whatever order members are.
/// One that is no sound JSON is the same as itself alone.
pub(crate) fn is_same_json(one: &String, other: &String) -> bool {
    one == other || {
        let of = |text: &str| {
            let parsed = json::parse(text);
            parsed.problems.is_empty().then(|| sorted(&parsed.root))
        };
        let own = of(one);
        own.is_some() && own == of(other)
    }
}

/// A value as JSON, with its members by their names.
fn sorted(node: &Node) -> String {
    match &node.value {
        Value::Array(all) => {
            let all: Vec<String> = all.iter().map(sorted).collect();
            format!("[{}]", all.join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<&Member> = members.iter().collect();
            members.sort_by(|one, other| one.key.value.cmp(&other.key.value));
            let member = |member: &&Member| {
                let key = json::json_string(&member.key.value);
                format!("{key}:{}", sorted(&member.value))
            };
            let members: Vec<String> = members.iter().map(member).collect();
            format!("{{{}}}", members.join(","))
        }
        _ => node.to_compact_string(),
    }
}
