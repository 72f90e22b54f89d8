//! The stable codes, one line each.

use vestibule_syntax::diagnostic::{Coded, Severity};
use vestibule_syntax::json;

vestibule_syntax::codes! {
    /// The stable codes. New ones may join; none changes its meaning.
    pub enum Code with Json(json::Code), "What is wrong with the JSON of a document.";

    /// An operand of an ARN operator is a bare `*`.
    BareArnWildcard = "bare-arn-wildcard", Warning;
    /// `Action` and `NotAction`, or another pair, stand in one statement.
    ConflictingElements = "conflicting-elements", Error;
    /// Two keys of one object differ only in case.
    DuplicateKeyCase = "duplicate-key-case", Error;
    /// Two statements have the same `Sid`.
    DuplicateSid = "duplicate-sid", Warning;
    /// The name of an element is not written as AWS writes it.
    ElementCase = "element-case", Error;
    /// A list is empty.
    EmptyArray = "empty-array", Warning;
    /// A `Condition` or one of its operators tests nothing.
    EmptyCondition = "empty-condition", Warning;
    /// A `Principal` names nobody.
    EmptyPrincipal = "empty-principal", Warning;
    /// An operand is not an ARN pattern.
    InvalidArn = "invalid-arn", Error;
    /// An operand is not canonical base64.
    InvalidBase64 = "invalid-base64", Error;
    /// An operand of `Bool` is neither `true` nor `false`.
    InvalidBool = "invalid-bool", Warning;
    /// An operand is neither an IP address nor a CIDR range.
    InvalidCidr = "invalid-cidr", Error;
    /// An operand is not a date.
    InvalidDate = "invalid-date", Error;
    /// `Effect` is neither `Allow` nor `Deny`.
    InvalidEffect = "invalid-effect", Error;
    /// An operand of `Null` is neither `true` nor `false`.
    InvalidNull = "invalid-null", Warning;
    /// An operand is not a number.
    InvalidNumber = "invalid-number", Error;
    /// An operand cannot be a value of its condition key.
    InvalidOperand = "invalid-operand", Error;
    /// A `Sid` has characters that AWS refuses.
    InvalidSid = "invalid-sid", Error;
    /// An IPv4 range has bits set behind its prefix.
    Ipv4HostBits = "ipv4-host-bits", Info;
    /// An IPv4 range is written as IPv6.
    Ipv4MappedCidr = "ipv4-mapped-cidr", Warning;
    /// An IPv6 range has bits set behind its prefix.
    Ipv6HostBits = "ipv6-host-bits", Error;
    /// An action is not written as `service:name`.
    MalformedAction = "malformed-action", Error;
    /// A condition key is not written as `prefix:name`.
    MalformedKey = "malformed-key", Warning;
    /// A principal is not written as its type demands.
    MalformedPrincipal = "malformed-principal", Error;
    /// A resource is neither `*` nor an ARN.
    MalformedResource = "malformed-resource", Error;
    /// A policy variable is not written as AWS reads it.
    MalformedVariable = "malformed-variable", Error;
    /// What belongs into `Condition` stands outside of it.
    MisplacedCondition = "misplaced-condition", Error;
    /// A statement has neither `Action` nor `NotAction`.
    MissingAction = "missing-action", Error;
    /// A statement has no `Effect`.
    MissingEffect = "missing-effect", Error;
    /// A statement has no `Principal` where the kind of policy needs one.
    MissingPrincipal = "missing-principal", Error;
    /// A statement has neither `Resource` nor `NotResource`.
    MissingResource = "missing-resource", Error;
    /// A policy has no `Statement`.
    MissingStatement = "missing-statement", Error;
    /// A policy has no `Version` and is read by the rules of 2008.
    MissingVersion = "missing-version", Info;
    /// A word mixes letters that look alike, or an ARN of IAM is not ASCII.
    MixedScripts = "mixed-scripts", Warning;
    /// `Null` has a set prefix, so that it tests nothing.
    NullWithQualifier = "null-with-qualifier", Warning;
    /// A policy has the version of 2008, which a new one of its kind may not have.
    OldVersion = "old-version", Warning;
    /// A policy is larger than AWS allows only while its whitespace counts.
    PolicySizeWithWhitespace = "policy-size-with-whitespace", Warning;
    /// A policy is larger than AWS allows.
    PolicyTooLarge = "policy-too-large", Error;
    /// A kind of policy that is attached to principals names principals.
    PrincipalNotAllowed = "principal-not-allowed", Error;
    /// A resource control policy has an action that AWS refuses there.
    RcpAction = "rcp-action", Error;
    /// A resource control policy allows.
    RcpAllow = "rcp-allow", Error;
    /// A resource control policy has `NotAction`.
    RcpNotAction = "rcp-not-action", Error;
    /// A resource control policy has a principal other than `*`.
    RcpPrincipal = "rcp-principal", Error;
    /// A policy holds a character that AWS refuses in policies of its kind.
    RefusedCharacter = "refused-character", Error;
    /// A PrincipalArn key is compared with the ARN of a role session.
    SessionArn = "session-arn", Error;
    /// A boolean operator has several operands.
    SeveralBooleans = "several-booleans", Warning;
    /// AWS has no such action.
    UnknownAction = "unknown-action", Error;
    /// A policy or statement has no such element.
    UnknownElement = "unknown-element", Error;
    /// AWS has no such condition key.
    UnknownKey = "unknown-key", Error;
    /// AWS has no such condition operator.
    UnknownOperator = "unknown-operator", Error;
    /// The name of a service looks misspelt.
    UnknownService = "unknown-service", Warning;
    /// AWS has no such version of the policy language.
    UnknownVersion = "unknown-version", Error;
    /// A value is filled in later, by the tool that deploys the policy.
    UnresolvedValue = "unresolved-value", Warning;
    /// A text holds a character that is not seen.
    UnseenCharacter = "unseen-character", Warning;
    /// A policy variable stands where none is replaced.
    VariableNotAllowed = "variable-not-allowed", Error;
    /// A policy variable is literal text in this version of the language.
    VariableWithoutVersion = "variable-without-version", Warning;
    /// `*` or `?` stands where the operator takes it literally.
    WildcardIgnored = "wildcard-ignored", Warning;
    /// A principal has a wildcard in a part of its name.
    WildcardInPrincipal = "wildcard-in-principal", Error;
    /// A value is of the wrong JSON type.
    WrongType = "wrong-type", Error;
}

impl Code {
    /// All codes, those of JSON last.
    pub fn all() -> impl Iterator<Item = Self> {
        let of_json = json::Code::OWN.iter().map(|code| Self::Json(*code));
        Self::OWN.iter().copied().chain(of_json)
    }

    /// True for what is wrong with a document in a way that leaves open what it
    /// says: something had to be guessed, or a key stands twice. A comma or a
    /// comment too many is wrong as well, but means nothing else.
    pub const fn leaves_meaning_open(self) -> bool {
        match self {
            Self::Json(code) => code.leaves_meaning_open(),
            _ => false,
        }
    }

    /// True where a source says that AWS refuses a policy in which this is an error. Others it
    /// may store: then they are in force, and do not do what they say.
    pub const fn is_refused(self) -> bool {
        match self {
            Self::Json(_)
            | Self::ConflictingElements
            | Self::DuplicateSid
            | Self::ElementCase
            | Self::EmptyArray
            | Self::InvalidArn
            | Self::InvalidBase64
            | Self::InvalidCidr
            | Self::InvalidDate
            | Self::InvalidEffect
            | Self::InvalidNumber
            | Self::InvalidSid
            | Self::Ipv6HostBits
            | Self::MalformedAction
            | Self::MalformedPrincipal
            | Self::MalformedResource
            | Self::MalformedVariable
            | Self::MisplacedCondition
            | Self::MissingAction
            | Self::MissingEffect
            | Self::MissingPrincipal
            | Self::MissingResource
            | Self::MissingStatement
            | Self::MissingVersion
            | Self::OldVersion
            | Self::PolicyTooLarge
            | Self::PrincipalNotAllowed
            | Self::RcpAction
            | Self::RcpAllow
            | Self::RcpNotAction
            | Self::RcpPrincipal
            | Self::RefusedCharacter
            | Self::UnknownElement
            | Self::UnknownOperator
            | Self::UnknownVersion
            | Self::WildcardInPrincipal
            | Self::WrongType => true,
            Self::BareArnWildcard
            | Self::DuplicateKeyCase
            | Self::EmptyCondition
            | Self::EmptyPrincipal
            | Self::InvalidBool
            | Self::InvalidNull
            | Self::InvalidOperand
            | Self::Ipv4HostBits
            | Self::Ipv4MappedCidr
            | Self::MalformedKey
            | Self::MixedScripts
            | Self::NullWithQualifier
            | Self::PolicySizeWithWhitespace
            | Self::SessionArn
            | Self::SeveralBooleans
            | Self::UnknownAction
            | Self::UnknownKey
            | Self::UnknownService
            | Self::UnresolvedValue
            | Self::UnseenCharacter
            | Self::VariableNotAllowed
            | Self::VariableWithoutVersion
            | Self::WildcardIgnored => false,
        }
    }

    /// True when a policy in whose JSON this was found may not mean what was read
    /// of it. Keys that stand twice are judged where they stand.
    pub fn leaves_policy_open(self) -> bool {
        self.leaves_meaning_open() && self != Self::Json(json::Code::DuplicateKey)
    }
}

impl Coded for Code {
    const TOO_MANY: Self = Self::Json(json::Code::TooManyProblems);

    fn severity(self) -> Severity {
        self.severity()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_unique_sorted_and_described() {
        assert!(Code::OWN.is_sorted_by_key(|code| code.as_str()));
        let mut seen = HashSet::new();
        for code in Code::all() {
            let text = code.as_str();
            assert!(seen.insert(text), "{text}");
            assert!(
                text.bytes()
                    .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')),
                "{text}"
            );
            assert!(code.description().ends_with('.'), "{text}");
        }
    }
}
