//! What is wrong with the files around a case, or with what a file holds.

use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::Severity::{Error, Info, Warning};

use super::{AROUND, NONE, about, with};
use crate::{Check, Doc, Rule, Sample};

pub(super) static DOCS: &[Doc] = &[
    about!(
        "file-not-written",
        Error,
        NONE,
        "A file that `check --fix` puts right cannot be written.",
        "It is as it was: nothing of it was put right.",
        AROUND,
        AROUND,
    ),
    about!(
        "folder-too-deep",
        Error,
        NONE,
        "A folder lies deeper below the one that is checked than is walked.",
        "What lies in it was not checked.",
        AROUND,
        AROUND,
    ),
    about!(
        "folder-too-large",
        Error,
        NONE,
        "More files and folders are below the one that is checked than are looked at.",
        "Those behind were not checked.",
        AROUND,
        AROUND,
    ),
    about!(
        "run-too-large",
        Error,
        NONE,
        "The files that all case files of one run name are larger together than is read in it.",
        "What was not read was not checked.",
        AROUND,
        AROUND,
    ),
    about!(
        "case-file",
        Error,
        NONE,
        "A case file stands where a policy was expected.",
        "Nothing in it was looked at as a policy. `vestibule check` of the file by itself looks at all its policies.",
        [Sample::Policy(
            PolicyKind::ResourceControl,
            r#"{"vestibule":1,"requests":[]}"#,
        )],
        [Sample::Policy(
            PolicyKind::ResourceControl,
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#,
        )],
    ),
    about!(
        "endpoint-not-found",
        Error,
        ["VPC"],
        "The output of `describe-vpc-endpoints` does not hold the endpoint.",
        "Without its policy, sign-ins through the endpoint cannot be decided.",
        [with!(
            r#""policies":{"vpcEndpoint":[{"endpoint":"vpce-0a1b2c3d4e5f60718","document":{"VpcEndpoints":[{"VpcEndpointId":"vpce-0a1b2c3d4e5f60719","ServiceName":"com.amazonaws.us-east-1.signin","PolicyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}],\"Version\":\"2012-10-17\"}"}]}}]},"requests":[]"#
        )],
        [with!(
            r#""policies":{"vpcEndpoint":[{"endpoint":"vpce-0a1b2c3d4e5f60719","document":{"VpcEndpoints":[{"VpcEndpointId":"vpce-0a1b2c3d4e5f60719","ServiceName":"com.amazonaws.us-east-1.signin","PolicyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}],\"Version\":\"2012-10-17\"}"}]}}]},"requests":[]"#
        )],
    ),
    about!(
        "expired-suppression",
        Warning,
        NONE,
        "The last day of a suppression is past.",
        "What it is about counts again: somebody was to decide anew by that day.",
        AROUND,
        AROUND,
    ),
    about!(
        "files-too-large",
        Error,
        NONE,
        "The files that a case names are larger together than is read.",
        "What was not read was not checked. Each file counts as often as it is named.",
        AROUND,
        AROUND,
    ),
    about!(
        "managed-policy",
        Info,
        ["MP", "UG-JA"],
        "A document is the ARN of a policy that AWS manages for its Sign-In.",
        "The text that stands for it is kept here, and AWS may publish another version.",
        [with!(
            r#""policies":{"identity":[{"document":"arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess"}]},"requests":[]"#
        )],
        [with!(
            r#""policies":{"identity":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"arn:aws:signin:*:*:oauth2/public-client/*"}]}}]},"requests":[]"#
        )],
    ),
    about!(
        "no-policy",
        Error,
        NONE,
        "The text holds no policy, or none of the layer.",
        "Nothing was checked. Policies stand in documents by themselves, in case files, and in what the AWS CLI, CloudFormation and Terraform print.",
        [Sample::Policy(
            PolicyKind::ResourceControl,
            r#"{"Policies":[{"PolicyName":"perimeter"}]}"#,
        )],
        [Sample::Policy(
            PolicyKind::ResourceControl,
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#,
        )],
    ),
    about!(
        "path-not-followed",
        Error,
        NONE,
        "A document is named by its path where no files are read.",
        "Without the policy nothing is decided. The page and the npm package take documents themselves.",
        [with!(
            r#""policies":{"resourceControl":[{"document":"rcp.json"}]},"requests":[]"#
        )],
        [with!(
            r#""policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}}]},"requests":[]"#
        )],
    ),
    about!(
        "path-outside",
        Error,
        NONE,
        "A path leads to a file outside of the folders that files are read from.",
        "A case file may be somebody else's: it shall not read your other files. `--allow-path` allows a folder.",
        AROUND,
        AROUND,
    ),
    about!(
        "policies-inside",
        Info,
        NONE,
        "The text is a CloudFormation template, or a state or plan of Terraform.",
        "Only the policies in it are checked, and nothing else of it.",
        [Sample::Policy(
            PolicyKind::ResourceControl,
            r#"{"Resources":{"Edge":{"Type":"AWS::Organizations::Policy","Properties":{"Type":"RESOURCE_CONTROL_POLICY","Content":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}}}}}"#,
        )],
        [Sample::Policy(
            PolicyKind::ResourceControl,
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#,
        )],
    ),
    about!(
        "several-policies",
        Error,
        NONE,
        "The output, template or state holds several policies that the entry may mean.",
        "Which of them is meant is not guessed. `name` of the entry says it.",
        [with!(
            r#""policies":{"resourceControl":[{"document":{"Resources":{"One":{"Type":"AWS::Organizations::Policy","Properties":{"Type":"RESOURCE_CONTROL_POLICY","Content":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}}},"Two":{"Type":"AWS::Organizations::Policy","Properties":{"Type":"RESOURCE_CONTROL_POLICY","Content":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}}}}}}]},"requests":[]"#
        )],
        [with!(
            r#""policies":{"resourceControl":[{"name":"Two","document":{"Resources":{"One":{"Type":"AWS::Organizations::Policy","Properties":{"Type":"RESOURCE_CONTROL_POLICY","Content":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}}},"Two":{"Type":"AWS::Organizations::Policy","Properties":{"Type":"RESOURCE_CONTROL_POLICY","Content":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}}}}}}]},"requests":[]"#
        )],
    ),
    about!(
        "too-many-files",
        Error,
        NONE,
        "A case names more files than are read.",
        "What was not read was not checked.",
        AROUND,
        AROUND,
    ),
    about!(
        "two-configurations",
        Error,
        NONE,
        "A folder has both `vestibule.json` and `.vestibule.json`.",
        "Which of them counts is not guessed.",
        AROUND,
        AROUND,
    ),
    about!(
        "unknown-managed-policy",
        Error,
        ["MP"],
        "A document is an ARN, and not that of a managed policy whose text is kept here.",
        "Without the policy nothing is decided. No ARN is looked up in an account.",
        [with!(
            r#""policies":{"identity":[{"document":"arn:aws:iam::aws:policy/AdministratorAccess"}]},"requests":[]"#
        )],
        [with!(
            r#""policies":{"identity":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]},"requests":[]"#
        )],
    ),
    about!(
        "unknown-rule",
        Error,
        NONE,
        "A rule that is selected, ignored, suppressed or explained has no such code or number.",
        "Nothing would be selected or suppressed, without a word.",
        AROUND,
        AROUND,
    ),
    about!(
        "unreadable-path",
        Error,
        NONE,
        "A file or folder cannot be read, or is no regular file.",
        "What was not read was not checked.",
        AROUND,
        AROUND,
    ),
    about!(
        "unused-suppression",
        Warning,
        NONE,
        "Nothing is found that a suppression is about.",
        "It would hide what is found there later, for another reason.",
        AROUND,
        AROUND,
    ),
];
