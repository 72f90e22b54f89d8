//! What holds no policy is told by its shape.

use vestibule_wire::Instead::{
    Account, DescribePolicy, DescribeVpcEndpoints, GetResourcePolicy, Iam,
};
use vestibule_wire::{NotPolicy, recognize};

#[test]
fn what_holds_no_policy_is_told_by_its_shape() {
    let output = |command, instead| Some(NotPolicy::Output(command, instead));
    let rows = [
        (
            r#"{"Roots":[{"Id":"r-ab12","PolicyTypes":[]}]}"#,
            output("aws organizations list-roots", DescribePolicy),
        ),
        (
            r#"{"Accounts":[{"Id":"111122223333"}],"NextToken":"x"}"#,
            output("aws organizations list-accounts", DescribePolicy),
        ),
        (
            r#"{"Accounts":[{"Id":"1111222233"#,
            output("aws organizations list-accounts", DescribePolicy),
        ),
        (
            r#"{"Policies":[{"Id":"p-1","Type":"SERVICE_CONTROL_POLICY"}]}"#,
            output("aws organizations list-policies", DescribePolicy),
        ),
        (
            r#"{"Policies":[]}"#,
            output("aws organizations list-policies", DescribePolicy),
        ),
        (
            r#"{"Policies":[{"PolicyName":"x","Arn":"y"}]}"#,
            output("aws iam list-policies", Iam),
        ),
        (
            r#"{"Policy":{"PolicyName":"x","DefaultVersionId":"v1"}}"#,
            output("aws iam get-policy", Iam),
        ),
        (
            r#"{"Policy":{"PolicySummary":{"Id":"p-1"}}}"#,
            output("aws organizations describe-policy", DescribePolicy),
        ),
        (r#"{"requests":[],"account":{}}"#, Some(NotPolicy::CaseFile)),
        (r#"{"requests":[]}"#, Some(NotPolicy::Other)),
        (r#"{"account":{}}"#, Some(NotPolicy::Other)),
        (
            r#"{"Effect":"Deny","Principal":"*"}"#,
            Some(NotPolicy::Statements),
        ),
        (r#"{"Principal":"*"}"#, Some(NotPolicy::Other)),
        (
            r#"{"permissionStatements":[{"sid":"a","condition":{}}]}"#,
            output(
                "aws signin list-resource-permission-statements",
                GetResourcePolicy,
            ),
        ),
        (
            r#"{"targetId":"o-1","scope":"ORGANIZATION","consoleAuthorizationEnabled":true}"#,
            output(
                "aws signin get-console-authorization-configuration",
                Account,
            ),
        ),
        (
            r#"{"signinResourceBasedPolicy":null}"#,
            output("aws signin get-resource-policy", GetResourcePolicy),
        ),
        (
            r#"{"VpcEndpoints":[]}"#,
            output("aws ec2 describe-vpc-endpoints", DescribeVpcEndpoints),
        ),
        (
            r#"{"UserId":"A","Account":"111122223333","Arn":"x"}"#,
            output("aws sts get-caller-identity", Account),
        ),
        (
            r#"{"eventVersion":"1.09","eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin"}"#,
            Some(NotPolicy::Event),
        ),
        (
            r#"{"Records":[{"eventName":"ConsoleLogin"}]}"#,
            Some(NotPolicy::Event),
        ),
        (
            r#"[{"eventName":"a","eventSource":"b"}]"#,
            Some(NotPolicy::Event),
        ),
        (
            r#"{"resource":{"aws_organizations_policy":{"x":{"content":"{}"}}}}"#,
            Some(NotPolicy::Terraform),
        ),
        (
            r#"{"version":4,"terraform_version":"1.9.0","resources":[]}"#,
            Some(NotPolicy::Terraform),
        ),
        (
            r#"{"Resources":{"P":{"Type":"AWS::IAM::Policy"}}}"#,
            Some(NotPolicy::CloudFormation),
        ),
        (
            r#"[{"Effect":"Deny","Action":"*","Resource":"*"}]"#,
            Some(NotPolicy::Statements),
        ),
        (
            r#"{"Effect":"Deny","Action":"*","Resource":"*"}"#,
            Some(NotPolicy::Statements),
        ),
        (
            r#"[{"Version":"2012-10-17","Statement":[]}]"#,
            Some(NotPolicy::Policies),
        ),
        ("[1, 2]", Some(NotPolicy::List)),
        (
            r#"{"policies":{},"requests":[]}"#,
            Some(NotPolicy::CaseFile),
        ),
        (
            r#"{"name":"left-pad","version":"1.3.0"}"#,
            Some(NotPolicy::Other),
        ),
        ("true", Some(NotPolicy::Other)),
        (
            r#"{"Effect":"Deny","NotAction":"*"}"#,
            Some(NotPolicy::Statements),
        ),
        (
            r#"{"Effect":"Deny","Resource":"*"}"#,
            Some(NotPolicy::Statements),
        ),
        (
            r#"{"effect":"Deny","action":"*"}"#,
            Some(NotPolicy::Statements),
        ),
        (r#"{"Effect":"Deny"}"#, Some(NotPolicy::Other)),
        (r#"{"Action":"*","Resource":"*"}"#, Some(NotPolicy::Other)),
        (r#"{"effect":"Deny"}"#, Some(NotPolicy::Other)),
        (r#"{"action":"*"}"#, Some(NotPolicy::Other)),
        (r#"{"policies":{}}"#, Some(NotPolicy::Other)),
        (
            r#"{"eventName":"a","eventVersion":"1.09"}"#,
            Some(NotPolicy::Event),
        ),
        (r#"{"eventName":"a"}"#, Some(NotPolicy::Other)),
        (r#"{"eventVersion":"1.09"}"#, Some(NotPolicy::Other)),
        (r#"{"eventSource":"a"}"#, Some(NotPolicy::Other)),
        (r#"{"detail-type":"a"}"#, Some(NotPolicy::Event)),
        (r#"{"Events":[{"EventName":"a"}]}"#, Some(NotPolicy::Event)),
        (r#"{"Records":[{"name":"a"}]}"#, Some(NotPolicy::Other)),
        (r#"{"terraform":{}}"#, Some(NotPolicy::Terraform)),
        (
            r#"{"data":{"aws_iam_policy_document":{}}}"#,
            Some(NotPolicy::Terraform),
        ),
        (r#"{"data":{"name":{}}}"#, Some(NotPolicy::Other)),
        (
            r#"{"AWSTemplateFormatVersion":"2010-09-09"}"#,
            Some(NotPolicy::CloudFormation),
        ),
        (
            r#"{"Resources":{"P":{"Name":"x"}}}"#,
            Some(NotPolicy::Other),
        ),
        (
            r#"{"UserId":"A","Account":"111122223333"}"#,
            Some(NotPolicy::Other),
        ),
        (r#"{"UserId":"A","Arn":"x"}"#, Some(NotPolicy::Other)),
        (
            r#"{"Account":"111122223333","Arn":"x"}"#,
            Some(NotPolicy::Other),
        ),
        (
            r#"{"Account":{"Id":"111122223333"}}"#,
            output("aws organizations describe-account", DescribePolicy),
        ),
        (r#"{"Account":{"Name":"x"}}"#, Some(NotPolicy::Other)),
        (
            r#"{"Policies":[],"UserDetailList":[]}"#,
            output("aws iam get-account-authorization-details", Iam),
        ),
        (
            r#"{"Policies":[],"RoleDetailList":[]}"#,
            output("aws iam get-account-authorization-details", Iam),
        ),
        (
            r#"{"Policy":{"DefaultVersionId":"v1"}}"#,
            output("aws iam get-policy", Iam),
        ),
        (
            r#"{"Policy":{"PolicyName":"x"}}"#,
            output("aws iam get-policy", Iam),
        ),
        (
            r#"{"PolicyVersion":{"Document":null}}"#,
            output("aws iam get-policy-version", Iam),
        ),
        (
            r#"{"PolicyName":"x","PolicyDocument":5}"#,
            output("aws iam get-user-policy", Iam),
        ),
        (r#"[{"name":"a"}]"#, Some(NotPolicy::List)),
        (r#"[]"#, Some(NotPolicy::List)),
        (r#"5"#, Some(NotPolicy::Other)),
        (r#"{"Version":"1.0.0"}"#, Some(NotPolicy::Other)),
        // Policies, whole and half, and what may become one.
        (r#"{"Version":"2012-10-17","Statement":[]}"#, None),
        (r#"{"Statment":[]}"#, None),
        (r#"{"statement":{"effect":"Deny"}}"#, None),
        (r#"{"Version":"2012-10-17"}"#, None),
        (r#""{\"Statement\":[]}""#, None),
        (r#"{"Version": "#, None),
        ("{}", None),
        ("[", None),
        ("", None),
        (r#"{"vestibule":1,"policies":{},"requests":[]}"#, None),
        (r#"{"PolicyVersion":{"Document":{"Statement":[]}}}"#, None),
    ];
    for (text, expected) in rows {
        let found = recognize(text);
        assert_eq!(found.not_policy, expected, "{text}");
        assert!(expected.is_none() || found.policies.is_empty(), "{text}");
    }
}
