//! What of a policy is filled in later, by the tool that deploys it.

use vestibule_iam::json::{Node, Value};
use vestibule_iam::message;
use vestibule_iam::problem::{Code, Problem, code, quoted};
use vestibule_iam::span::Span;

/// The first function of CloudFormation in a policy, which is not known without its stack.
pub(crate) fn find(node: &Node) -> Option<Problem> {
    match &node.value {
        Value::Object(members) => {
            if let [only] = members.as_slice()
                && is_function(&only.key.value)
            {
                return Some(function(&only.key.value, only.key.span));
            }
            members.iter().find_map(|member| find(&member.value))
        }
        Value::Array(elements) => elements.iter().find_map(find),
        _ => None,
    }
}

/// Whether a member of that name is a function of CloudFormation.
pub(crate) fn is_function(name: &str) -> bool {
    name == "Ref" || name.starts_with("Fn::")
}

/// What is said of a policy that such a function makes.
pub(crate) fn function(name: &str, span: Span) -> Problem {
    let message = message!(
        "CloudFormation fills in {function} when it deploys, so this policy is not known here and was not read",
        function = code(name)
    );
    Problem::new(Code::UnresolvedValue, span, message).help(message!(
        "write the value instead, or give the policy as AWS stores it"
    ))
}

/// What prints the policy in whose place `{ "unknown": "aws …" }` stands, as an import writes it.
pub(crate) fn unknown(node: &Node) -> Option<&str> {
    match node.members() {
        [only] if &*only.key.value == "unknown" => only.value.as_str(),
        _ => None,
    }
}

/// What is said of a policy that the case file declares unknown.
pub(crate) fn declared(call: &str, span: Span) -> Problem {
    let message = message!("the case file declares this policy unknown");
    Problem::new(Code::UnresolvedValue, span, message).help(message!(
        "import the output of {call}, too, or write the policy here",
        call = quoted(call)
    ))
}

/// Terraform tells a policy only after it was applied.
pub(crate) fn after_apply(span: Span) -> Problem {
    let message =
        message!("Terraform knows this policy only after it was applied, so it was not read");
    Problem::new(Code::UnresolvedValue, span, message).help(message!(
        "hand in the state after `terraform apply`, or the policy as AWS stores it"
    ))
}
