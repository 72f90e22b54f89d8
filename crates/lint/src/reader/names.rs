//! What is wrong with the names in statements: of actions, principals, resources, operators
//! and keys, and with policy variables.

use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::Code;

use super::{about, denied, identity, rcp, rule, what};
use crate::{Doc, Sample};

pub(super) static DOCS: &[Doc] = &[
    about!(
        Code::MalformedAction,
        ["ACT", "AA"],
        "Without the prefix of its service an action is about nothing, and AWS refuses most of such texts.",
        [
            identity(r#"{"Effect":"Deny","Action":"CreateOAuth2Token","Resource":"*"}"#),
            rcp(
                r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate:all","Resource":"*"}"#
            )
        ],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*"}"#
        )],
    ),
    about!(
        Code::MalformedKey,
        ["COND", "AA"],
        "AWS stores a key without its prefix, and no request has it: the test comes to the same for everybody. By a negated operator it denies everybody.",
        [denied!(r#""NotIpAddress":{"SourceIp":"198.51.100.0/24"}"#)],
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}"#
        )],
    ),
    about!(
        Code::MalformedPrincipal,
        ["PRIN", "AA"],
        "AWS refuses a principal that it cannot find. Only `*` stands without a type.",
        [Sample::Statements(
            PolicyKind::ResourceBased,
            r#"{"Effect":"Deny","Principal":"arn:aws:iam::111122223333:root","Action":"signin:*","Resource":"*"}"#,
        )],
        [Sample::Statements(
            PolicyKind::ResourceBased,
            r#"{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"signin:*","Resource":"*"}"#,
        )],
    ),
    about!(
        Code::MalformedResource,
        ["GRAM", "AA"],
        "The name of a resource is an ARN of six parts. AWS refuses other texts, and an ARN that ends early matches nothing.",
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"console/canvas"}"#
        )],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"arn:aws:signin:::console/canvas"}"#
        )],
    ),
    about!(
        Code::MalformedVariable,
        ["VAR", "AA"],
        "The value of the variable is unknown. AWS refuses the policy or takes the variable for plain text.",
        [denied!(
            r#""StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/${aws:username"}"#
        )],
        [denied!(
            r#""StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/${aws:username}"}"#
        )],
    ),
    about!(
        Code::NullWithQualifier,
        ["AA", "OPS"],
        "`ForAllValues:Null` holds for every request and `ForAnyValue:Null` for none, whatever the key is. The statement does more, or less, than it says.",
        [denied!(r#""ForAllValues:Null":{"aws:SourceVpce":"true"}"#)],
        [denied!(r#""Null":{"aws:SourceVpce":"true"}"#)],
    ),
    about!(
        Code::UnknownAction,
        ["SAR", "ACT", "AA"],
        "The statement covers nothing by it. What it was to deny stays open, and what it was to allow is denied.",
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:Autenticate","Resource":"*"}"#
        )],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*"}"#
        )],
    ),
    about!(
        Code::UnknownKey,
        ["GCK", "CK", "AA"],
        "No request has such a key, so the test comes to the same for everybody: by a negated operator it holds, and a Deny denies everybody.",
        [denied!(
            r#""NotIpAddress":{"aws:SourceIP4":"198.51.100.0/24"}"#
        )],
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}"#
        )],
    ),
    about!(
        Code::UnknownOperator,
        ["OPS", "AA"],
        "AWS refuses a policy with an operator that it does not know.",
        [
            denied!(r#""notIpAddress":{"aws:SourceIp":"198.51.100.0/24"}"#),
            denied!(r#""OutsideOf":{"aws:SourceIp":"198.51.100.0/24"}"#),
            denied!(r#""NotIpAdress":{"aws:SourceIp":"198.51.100.0/24"}"#)
        ],
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}"#
        )],
    ),
    about!(
        Code::UnknownService,
        ["SAR", "ACT"],
        "An action of a service that AWS does not have is stored and covers nothing: what it was to deny stays open.",
        [identity(
            r#"{"Effect":"Deny","Action":"singin:Authenticate","Resource":"*"}"#
        )],
        [identity(
            r#"{"Effect":"Deny","Action":"signin:Authenticate","Resource":"*"}"#
        )],
    ),
    about!(
        Code::VariableNotAllowed,
        ["VAR", "AA"],
        "AWS replaces variables in the operands of string and ARN operators and in the last part of a resource. Elsewhere it refuses them, or takes them for the text that they are.",
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"${aws:PrincipalTag/office}"}"#
        )],
        [denied!(
            r#""StringNotEquals":{"aws:SourceVpc":"${aws:PrincipalTag/vpc}"}"#
        )],
    ),
    about!(
        Code::VariableWithoutVersion,
        ["VAR"],
        "Without `\"Version\": \"2012-10-17\"` AWS compares with the text as it stands, dollar sign and braces included, which nothing equals.",
        [Sample::Policy(
            PolicyKind::ResourceBased,
            r#"{"Version":"2008-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"${aws:PrincipalTag/vpc}"}}}]}"#,
        )],
        [denied!(
            r#""StringNotEquals":{"aws:SourceVpc":"${aws:PrincipalTag/vpc}"}"#
        )],
    ),
    about!(
        Code::WildcardInPrincipal,
        ["PRIN"],
        "`Principal` takes whole names: AWS refuses a name with a wildcard in it. A condition on `aws:PrincipalArn` takes patterns.",
        [Sample::Statements(
            PolicyKind::ResourceBased,
            r#"{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:role/Office*"},"Action":"signin:CreateOAuth2Token","Resource":"*"}"#,
        )],
        [Sample::Statements(
            PolicyKind::ResourceBased,
            r#"{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/Office*"}}}"#,
        )],
    ),
];
