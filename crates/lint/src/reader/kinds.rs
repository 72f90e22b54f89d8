//! What AWS refuses in one kind of policy and not in all.

use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::Code;

use super::{RIGHT, about, made, rcp, rule, scp, what, whole};
use crate::{Doc, Sample};

/// An RCP that allows one network and `spaces` more, `ranges` of them.
fn of_ranges(ranges: usize, space: &str) -> Vec<u8> {
    let ranges = (0..ranges).map(|at| format!("\"198.{}.{}.0/24\"", 18 + at / 256, at % 256));
    let list: Vec<String> = ranges.collect();
    let list = list.join(&format!(",{space}"));
    format!("{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":\"*\",\"Condition\":{{\"NotIpAddress\":{{\"aws:SourceIp\":[{list}]}}}}}}]}}").into_bytes()
}

pub(super) static DOCS: &[Doc] = &[
    about!(
        Code::InvalidSid,
        ["SID", "AA"],
        "IAM refuses a `Sid` of an identity policy with other characters than letters and digits. Policies of organizations are said to take the same characters.",
        [scp(
            r#"{"Sid":"Deny outside","Effect":"Deny","Action":"signin:*","Resource":"*"}"#
        )],
        [
            scp(r#"{"Sid":"DenyOutside","Effect":"Deny","Action":"signin:*","Resource":"*"}"#),
            Sample::Statements(
                PolicyKind::VpcEndpoint,
                r#"{"Sid":"Allow-inside","Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*"}"#,
            ),
        ],
    ),
    about!(
        Code::OldVersion,
        ["GRAM", "RCPSYN", "SCP", "CP"],
        "AWS documents the current version as required in RCPs and SCPs, and IAM refuses new identity policies of 2008. Policy variables are plain text in it.",
        [whole(
            r#"{"Version":"2008-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [
            whole(RIGHT),
            Sample::Policy(
                PolicyKind::VpcEndpoint,
                r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*"}]}"#,
            ),
        ],
    ),
    about!(
        Code::PolicySizeWithWhitespace,
        ["LIM"],
        "The console takes the whitespace out before it counts. The AWS CLI and SDKs send it as it stands, and AWS refuses the policy.",
        [made(|| of_ranges(250, "\n        "))],
        [whole(RIGHT)],
    ),
    about!(
        Code::PolicyTooLarge,
        ["LIM", "IAMLIM", "VPC"],
        "AWS refuses a larger policy. An RCP has at most 5,120 characters, an SCP 10,240. An endpoint policy has at most 20,480, a managed policy of IAM 6,144.",
        [made(|| of_ranges(300, ""))],
        [whole(RIGHT)],
    ),
    about!(
        Code::PrincipalNotAllowed,
        ["PRIN", "SCP", "AA"],
        "Such a policy is about those that it is attached to, and AWS refuses one that names others.",
        [scp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#
        )],
        [
            scp(r#"{"Effect":"Deny","Action":"signin:*","Resource":"*"}"#),
            rcp(r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#),
        ],
    ),
    about!(
        Code::RcpAction,
        ["RCPSYN", "RCP", "E2"],
        "AWS refuses a bare `*`, and actions of services that RCPs do not support. The list of those grows, so a service that is not on it is a warning.",
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}"#
        )],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":["signin:*","s3:*"],"Resource":"*"}"#
        )],
    ),
    about!(
        Code::RcpAllow,
        ["RCPSYN", "E2"],
        "RCPs take away and never allow: AWS refuses it. `RCPFullAWSAccess`, which AWS attaches everywhere, allows all that no RCP denies.",
        [rcp(
            r#"{"Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*"}"#
        )],
        [
            rcp(r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}"#),
            rcp(r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#),
        ],
    ),
    about!(
        Code::RcpNotAction,
        ["RCPSYN", "E2"],
        "AWS refuses it: an RCP names the actions that it denies.",
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*"}"#
        )],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","NotResource":"arn:aws:signin:::console/canvas"}"#
        )],
    ),
    about!(
        Code::RcpPrincipal,
        ["RCPSYN", "E2"],
        "AWS refuses any other than `*`. Principals are named in a condition: by `signin:PrincipalArn` before authentication, by `aws:PrincipalArn` afterwards.",
        [rcp(
            r#"{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"signin:CreateOAuth2Token","Resource":"*"}"#
        )],
        [rcp(
            r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:root"}}}"#
        )],
    ),
    about!(
        Code::RefusedCharacter,
        ["CP", "AA"],
        "AWS takes characters up to U+00FF in policies of identities, and refuses the others. An escape such as `\\u6771` stands for any.",
        [Sample::Policy(
            PolicyKind::Identity,
            r#"{"Version":"2012-10-17","Id":"東京","Statement":[{"Effect":"Deny","Action":"signin:*","Resource":"*"}]}"#,
        )],
        [Sample::Policy(
            PolicyKind::Identity,
            r#"{"Version":"2012-10-17","Id":"\u6771\u4eac","Statement":[{"Effect":"Deny","Action":"signin:*","Resource":"*"}]}"#,
        )],
    ),
];
