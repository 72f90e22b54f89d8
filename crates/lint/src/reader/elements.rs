//! What is wrong with the elements of a policy and its statements.

use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::Code;

use super::{RIGHT, about, denied, identity, rcp, rule, scp, what, whole};
use crate::{Doc, Sample};

pub(super) static DOCS: &[Doc] = &[
    about!(
        Code::ConflictingElements,
        ["GRAM", "AA"],
        "The grammar allows one of the two, and AWS refuses the policy. Which of them was meant is not known.",
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","NotResource":"arn:aws:signin:::console/canvas"}"#
        )],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","NotResource":"arn:aws:signin:::console/canvas"}"#
        )],
    ),
    about!(
        Code::DuplicateKeyCase,
        ["COND", "AA"],
        "Case does not count in the names of condition keys, so the two are one key that stands twice. Access Analyzer calls it an error, and which of the two counts is not documented.",
        [denied!(
            r#""StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718","aws:sourceVpc":"vpc-0a1b2c3d4e5f60719"}"#
        )],
        [denied!(
            r#""StringNotEquals":{"aws:SourceVpc":["vpc-0a1b2c3d4e5f60718","vpc-0a1b2c3d4e5f60719"]}"#
        )],
    ),
    about!(
        Code::DuplicateSid,
        ["SID", "AA"],
        "A `Sid` is to tell a statement from the others of its policy. IAM refuses an identity policy with two of one name.",
        [identity(
            r#"{"Sid":"Office","Effect":"Deny","Action":"signin:Authenticate","Resource":"*"},{"Sid":"Office","Effect":"Deny","Action":"signin:CreateOAuth2Token","Resource":"*"}"#
        )],
        [identity(
            r#"{"Sid":"Office","Effect":"Deny","Action":"signin:Authenticate","Resource":"*"},{"Sid":"Token","Effect":"Deny","Action":"signin:CreateOAuth2Token","Resource":"*"}"#
        )],
    ),
    about!(
        Code::ElementCase,
        ["GRAM"],
        "Case counts in the names of elements: AWS does not know this one. Only the output of `get-resource-policy` has small letters.",
        [rcp(
            r#"{"effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#
        )],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#
        )],
    ),
    about!(
        Code::EmptyArray,
        ["AA", "MV", "CP"],
        "An empty list of values tests nothing, or never holds, by its operator. IAM refuses an identity policy with no statement, action or resource.",
        [denied!(r#""NotIpAddress":{"aws:SourceIp":[]}"#)],
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":["198.51.100.0/24"]}"#
        )],
    ),
    about!(
        Code::EmptyCondition,
        ["AA"],
        "The statement applies without a condition. If one was to restrict it, it is missing.",
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{}}"#
        )],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#
        )],
    ),
    about!(
        Code::EmptyPrincipal,
        ["PRIN", "AA"],
        "The statement is about nobody and never applies.",
        [Sample::Statements(
            PolicyKind::ResourceBased,
            r#"{"Effect":"Deny","Principal":{},"Action":"signin:*","Resource":"*"}"#,
        )],
        [Sample::Statements(
            PolicyKind::ResourceBased,
            r#"{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*"}"#,
        )],
    ),
    about!(
        Code::InvalidEffect,
        ["GRAM", "AA"],
        "AWS knows `Allow` and `Deny`, with a capital letter, and refuses anything else.",
        [
            rcp(r#"{"Effect":"deny","Principal":"*","Action":"signin:*","Resource":"*"}"#),
            rcp(r#"{"Effect":"Denied","Principal":"*","Action":"signin:*","Resource":"*"}"#),
            rcp(r#"{"Effect":"Block","Principal":"*","Action":"signin:*","Resource":"*"}"#)
        ],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#
        )],
    ),
    about!(
        Code::MisplacedCondition,
        ["GRAM", "UG-JA"],
        "AWS refuses a statement with an element that it does not know, and what was to restrict it does not. Printed examples have operators beside `Condition`.",
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}}"#
        )],
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}"#
        )],
    ),
    about!(
        Code::MissingAction,
        ["GRAM", "AA"],
        "AWS refuses a statement that is about no action.",
        [rcp(r#"{"Effect":"Deny","Principal":"*","Resource":"*"}"#)],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*"}"#
        )],
    ),
    about!(
        Code::MissingEffect,
        ["GRAM", "AA"],
        "AWS refuses a statement that neither allows nor denies.",
        [rcp(
            r#"{"Principal":"*","Action":"signin:*","Resource":"*"}"#
        )],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#
        )],
    ),
    about!(
        Code::MissingPrincipal,
        ["PRIN", "RCPSYN", "AA"],
        "Each statement of a resource-based policy, an RCP or an endpoint policy names its principals. AWS refuses one that does not.",
        [rcp(
            r#"{"Effect":"Deny","Action":"signin:*","Resource":"*"}"#
        )],
        [
            rcp(r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#),
            scp(r#"{"Effect":"Deny","Action":"signin:*","Resource":"*"}"#),
        ],
    ),
    about!(
        Code::MissingResource,
        ["GRAM", "AA"],
        "AWS refuses a statement that is about no resource. For sign-ins it is `*`, as in all examples of AWS.",
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*"}"#
        )],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#
        )],
    ),
    about!(
        Code::MissingStatement,
        ["GRAM", "AA"],
        "AWS refuses a policy without statements, and so it decides nothing.",
        [whole(r#"{"Version":"2012-10-17"}"#)],
        [whole(RIGHT)],
    ),
    about!(
        Code::MissingVersion,
        ["GRAM", "VAR", "RCPSYN", "AA"],
        "AWS takes such a policy to be of `2008-10-17`, in which `${aws:username}` is plain text. Documents of SCPs and RCPs are to have the version, and IAM refuses new policies of 2008.",
        [whole(
            r#"{"Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::MixedScripts,
        ["PRIN"],
        "A Cyrillic `а` looks as a Latin `a` and makes another name: an exemption with it exempts nobody, and a person who reads the policy does not see why.",
        [denied!(
            r#""ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/аlice"}"#
        )],
        [
            denied!(
                r#""ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/alice"}"#
            ),
            whole(
                r#"{"Version":"2012-10-17","Id":"東京オフィスのVPC","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#,
            ),
        ],
    ),
    about!(
        Code::UnknownElement,
        ["GRAM", "AA"],
        "AWS refuses a policy with an element that the grammar does not have. If it is misspelt, the one that was meant is missing.",
        [
            rcp(r#"{"Efect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#),
            rcp(
                r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Comment":"of the office"}"#
            )
        ],
        [rcp(
            r#"{"Sid":"OfTheOffice","Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#
        )],
    ),
    about!(
        Code::UnknownVersion,
        ["GRAM", "AA"],
        "`Version` is the version of the policy language, not the date of the policy. AWS refuses all but the two versions that exist.",
        [
            whole(
                r#"{"Version":"2012-10-7","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"${aws:PrincipalTag/vpc}"}}}]}"#
            ),
            whole(
                r#"{"Version":"2026-11-28","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
            )
        ],
        [whole(RIGHT)],
    ),
    about!(
        Code::UnresolvedValue,
        ["GRAM"],
        "AWS stores the policy with another value there. The value is unknown here, so the policy was not read.",
        [Sample::Policy(
            PolicyKind::ResourceControl,
            r#"{"Resources":{"Edge":{"Type":"AWS::Organizations::Policy","Properties":{"Type":"RESOURCE_CONTROL_POLICY","Content":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":{"Ref":"Office"}}}}]}}}}}"#,
        )],
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}"#
        )],
    ),
    about!(
        Code::UnseenCharacter,
        ["PRIN"],
        "A name that was copied from a page or a chat may hold a space without width. It is another name than the one that is seen, so that what tests it matches nobody.",
        [denied!(
            r#""ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/alice​"}"#
        )],
        [denied!(
            r#""ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/alice"}"#
        )],
    ),
    about!(
        Code::WrongType,
        ["GRAM", "AA"],
        "The grammar has another kind of value there, and AWS refuses the policy.",
        [
            scp(r#"{"Sid":7,"Effect":"Deny","Action":"signin:*","Resource":"*"}"#),
            rcp(r#"{"Effect":"Deny","Principal":"*","Action":{"signin":"*"},"Resource":"*"}"#)
        ],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":["signin:*"],"Resource":"*"}"#
        )],
    ),
];
