//! The documentation that the register of assumptions draws on.

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
}

/// The sources on which the entry of an assumption in `docs/semantics.md` draws, in its order.
pub fn of(assumption: Assumption) -> impl Iterator<Item = &'static Source> {
    let row = DRAWN_ON.iter().find(|(of, _)| *of == assumption);
    let tags = row.map_or(&[][..], |(_, tags)| tags);
    tags.iter()
        .filter_map(|tag| SOURCES.iter().find(|source| source.tag == *tag))
}

/// Every source that some assumption draws on, in the order of the document.
pub const SOURCES: &[Source] = &[
    Source {
        tag: "UG",
        title: "AWS Sign-In: controlling console access",
        address: "https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html",
    },
    Source {
        tag: "UG-CLI",
        title: "AWS Sign-In: sign in through the CLI",
        address: "https://docs.aws.amazon.com/signin/latest/userguide/command-line-sign-in.html",
    },
    Source {
        tag: "CK",
        title: "AWS Sign-In: condition keys reference",
        address: "https://docs.aws.amazon.com/signin/latest/userguide/reference-signin-condition-keys.html",
    },
    Source {
        tag: "WS",
        title: "AWS Sign-In: what is AWS Sign-In",
        address: "https://docs.aws.amazon.com/signin/latest/userguide/what-is-sign-in.html",
    },
    Source {
        tag: "SAR",
        title: "Service Authorization Reference: AWS Signin",
        address: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_signin.html",
    },
    Source {
        tag: "API",
        title: "AWS Sign-In API: PutResourcePermissionStatement",
        address: "https://docs.aws.amazon.com/signin/latest/APIReference/API_PutResourcePermissionStatement.html",
    },
    Source {
        tag: "BC",
        title: "signin/2023-01-01/service-2.json",
        address: "https://github.com/boto/botocore/tree/develop/botocore/data/signin/2023-01-01",
    },
    Source {
        tag: "EP",
        title: "AWS Sign-In endpoints and quotas",
        address: "https://docs.aws.amazon.com/general/latest/gr/signin-service.html",
    },
    Source {
        tag: "VPCE",
        title: "Console Private Access: trusted identities",
        address: "https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/trusted-identities.html",
    },
    Source {
        tag: "RCP",
        title: "Organizations: resource control policies",
        address: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
    },
    Source {
        tag: "SCPEVAL",
        title: "Organizations: SCP evaluation",
        address: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html",
    },
    Source {
        tag: "LIM",
        title: "Organizations: quotas",
        address: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
    },
    Source {
        tag: "GCK",
        title: "IAM: global condition context keys",
        address: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    },
    Source {
        tag: "GCK-23",
        title: "awsdocs/iam-user-guide, 2023",
        address: "https://github.com/awsdocs/iam-user-guide/blob/1d158fa/doc_source/reference_policies_condition-keys.md",
    },
    Source {
        tag: "OPS",
        title: "IAM: condition operators",
        address: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    },
    Source {
        tag: "EVAL2",
        title: "how a request is allowed or denied",
        address: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html",
    },
    Source {
        tag: "AA",
        title: "IAM Access Analyzer: policy checks",
        address: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    },
    Source {
        tag: "CTREC",
        title: "CloudTrail: record contents",
        address: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html",
    },
    Source {
        tag: "E2",
        title: "recordings of live AWS decisions",
        address: "https://github.com/radkawar/stackd/tree/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam",
    },
    Source {
        tag: "CC",
        title: "Cloud Copilot's operator reference",
        address: "https://iam.cloudcopilot.io/resources/operators",
    },
    Source {
        tag: "REPOST",
        title: "AWS re:Post on ForAnyValue:StringEqualsIfExists",
        address: "https://repost.aws/questions/QU9HFmDzP0QGuU-fd7rS6B7w/foranyvalue-stringequalsifexists-behaving-unexpectedly",
    },
];

const DRAWN_ON: &[(Assumption, &[&str])] = &[
    (Assumption::J1, &["UG"]),
    (Assumption::J2, &["UG"]),
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
];
