//! What the reader of policies finds, documented as rules.

mod elements;
mod json;
mod kinds;
mod names;
mod operands;

use std::iter;

use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::Code;

use crate::{Check, Doc, Rule, Sample};

/// The documentation of every code of the reader.
pub fn docs() -> impl Iterator<Item = &'static Doc> {
    let of_policies = [elements::DOCS, names::DOCS, operands::DOCS, kinds::DOCS];
    iter::once(json::DOCS)
        .chain(of_policies)
        .flat_map(<[Doc]>::iter)
}

/// The number of a code that is one of the mistakes with a number.
pub const fn number(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::WildcardIgnored => "VST017",
        Code::InvalidOperand => "VST019",
        Code::InvalidCidr | Code::Ipv4MappedCidr | Code::Ipv6HostBits => "VST020",
        Code::Ipv4HostBits => "VST021",
        Code::SessionArn => "VST022",
        Code::RcpAction | Code::RcpAllow | Code::RcpNotAction | Code::RcpPrincipal => "VST026",
        Code::PolicySizeWithWhitespace | Code::PolicyTooLarge => "VST027",
        Code::NullWithQualifier
        | Code::UnknownAction
        | Code::UnknownKey
        | Code::UnknownOperator
        | Code::UnknownService => "VST039",
        Code::DuplicateKeyCase | Code::Json(vestibule_syntax::json::Code::DuplicateKey) => "VST041",
        Code::MalformedVariable | Code::VariableNotAllowed | Code::VariableWithoutVersion => {
            "VST042"
        }
        Code::DuplicateSid | Code::MissingVersion => "VST055",
        Code::MisplacedCondition => "VST061",
        _ => return None,
    })
}

/// The rule that the code is.
const fn rule(code: Code) -> Rule {
    Rule {
        code: code.as_str(),
        number: number(code),
        severity: code.severity(),
        check: Check::Reader,
    }
}

/// What the code says.
const fn what(code: Code) -> &'static str {
    code.description().trim_ascii()
}

/// Statements of a resource control policy.
const fn rcp(statements: &'static str) -> Sample {
    Sample::Statements(PolicyKind::ResourceControl, statements)
}

/// Statements of a service control policy.
const fn scp(statements: &'static str) -> Sample {
    Sample::Statements(PolicyKind::ServiceControl, statements)
}

/// Statements of an identity policy.
const fn identity(statements: &'static str) -> Sample {
    Sample::Statements(PolicyKind::Identity, statements)
}

/// The whole text of a resource control policy.
const fn whole(text: &'static str) -> Sample {
    Sample::Policy(PolicyKind::ResourceControl, text)
}

/// The bytes of a resource control policy that are too many, or no text, to be written here.
const fn made(bytes: fn() -> Vec<u8>) -> Sample {
    Sample::Made(Some(PolicyKind::ResourceControl), bytes)
}

/// The documentation of a code.
macro_rules! about {
    ($code:expr, $sources:expr, $why:literal, $finds:expr, $passes:expr $(,)?) => {
        Doc {
            rule: &rule($code),
            what: what($code),
            why: $why,
            sources: &$sources,
            finds: &$finds,
            passes: &$passes,
        }
    };
}
use about;

/// A statement of a resource control policy with those conditions.
macro_rules! denied {
    ($conditions:literal) => {
        crate::reader::rcp(concat!(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"#,
            $conditions,
            "}}"
        ))
    };
}
use denied;

/// A resource control policy in which nothing is wrong.
const RIGHT: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_is_documented_and_no_other() {
        let documented: Vec<&str> = docs().map(|doc| doc.rule.code).collect();
        let set: BTreeSet<&str> = documented.iter().copied().collect();
        assert_eq!(documented.len(), set.len(), "{documented:?}");
        let codes: BTreeSet<&str> = Code::all().map(Code::as_str).collect();
        assert_eq!(set, codes);
        for doc in docs() {
            let code = doc.rule.code;
            assert!(doc.why.ends_with('.'), "{code}: {}", doc.why);
            let is_sampled = !doc.finds.is_empty() && !doc.passes.is_empty();
            assert!(is_sampled && !doc.sources.is_empty(), "{code}");
        }
    }
}
