//! What `vestibule statements` writes, read back by readers that share no code with it: it says
//! the same and decides the same.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests may panic

mod calls;
mod script;
mod shell;
mod templates;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vestibule_answers::{Comparing, diff};
use vestibule_arbitrary::sign_in::{self, Seed, seed};
use vestibule_arbitrary::{PolicyModel, permission_statement, statement};
use vestibule_iam::document::Document;
use vestibule_signin::{DecisionValue, Layer};
use vestibule_wire::{
    Account, Case, CaseFile, DocumentText, Kind, NoFiles, NodePolicy, Organization,
    OrganizationPolicy, PermissionStatement, Policies, Reading, cloudformation, commands,
    organization_policies, python, statements, terraform,
};

const ACCOUNT: &str = "111122223333";

/// What a reader found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    pub(crate) statements: Vec<PermissionStatement>,
    pub(crate) policies: Vec<Policy>,
}

/// A policy of an organization.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Policy {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) targets: Vec<String>,
}

/// Names with what a shell, Python, Terraform and JSON read in a way of their own.
const NAMES: &[&str] = &[
    "perimeter",
    "Office perimeter",
    "office-perimeter",
    "it's \"$(one)\" `two` \\n #",
    "${aws:username} %{ if true }",
    "境界 \u{1f3e2}",
];

fn node_policy(layer: Layer) -> impl Strategy<Value = NodePolicy> {
    let nodes = vec!["r-ab12", "ou-ab12-12345678", "ou-ab12-87654321", ACCOUNT];
    let targets = prop::option::of(subsequence(nodes, 1..=2));
    (
        vec(statement(), 1..3),
        prop::option::of(select(NAMES)),
        targets,
    )
        .prop_map(move |(statements, name, targets)| {
            let mut statements = statements.into_iter();
            let mut model = PolicyModel::of(layer, statements.next().unwrap());
            model.statements.extend(statements);
            NodePolicy {
                name: name.map(str::to_owned),
                attached_to: targets.map(|targets| targets.join(",")),
                document: DocumentText::new(model.text(false)),
            }
        })
        // Readers of JSON take one of two members by the same name.
        .prop_filter("sound JSON", |policy| {
            let text = policy.document.text().unwrap_or_default();
            Document::parse(text).problems.is_empty()
        })
}

fn file() -> impl Strategy<Value = CaseFile> {
    let statements = vec(permission_statement().prop_map(Into::into), 0..4);
    let of_organization = (
        vec(node_policy(Layer::ResourceControl), 0..3),
        vec(node_policy(Layer::ServiceControl), 0..2),
    );
    (statements, of_organization, any::<bool>()).prop_map(
        |(statements, (resource_control, service_control), is_merged)| CaseFile {
            account: Some(Account {
                id: Some(ACCOUNT.to_owned()),
                organization: Some(Organization {
                    id: Some("o-a1b2c3d4e5".to_owned()),
                    management_account: false,
                    path: Some(vec!["r-ab12".to_owned(), "ou-ab12-12345678".to_owned()]),
                }),
                ..Account::default()
            }),
            policies: Policies {
                permission_statements: statements,
                resource_control,
                service_control,
                identity: Some(Vec::new()),
                ..Policies::default()
            },
            assumptions: is_merged
                .then(|| ("J1".to_owned(), false))
                .into_iter()
                .collect(),
            ..CaseFile::default()
        },
    )
}

/// The case with what was found in place of what it was written of.
fn rebuilt(file: &CaseFile, statements: &[PermissionStatement], policies: &[Policy]) -> CaseFile {
    let of = |kind: Kind| -> Vec<NodePolicy> {
        let own = policies.iter().filter(|policy| policy.kind == kind);
        own.map(|policy| NodePolicy {
            name: Some(policy.name.clone()),
            attached_to: (!policy.targets.is_empty()).then(|| policy.targets.join(",")),
            document: DocumentText::new(policy.text.clone()),
        })
        .collect()
    };
    let mut other = file.clone();
    other.policies.permission_statements = statements.to_vec();
    other.policies.resource_control = of(Kind::ResourceControl);
    other.policies.service_control = of(Kind::ServiceControl);
    other
}

/// Two cases decide every sign-in the same.
fn same(
    output: &str,
    before: &CaseFile,
    after: CaseFile,
    seeds: &[Seed],
) -> Result<(), TestCaseError> {
    let cases = [before.clone(), after].map(|file| Case::new(file, &NoFiles));
    for case in &cases {
        prop_assert!(case.is_usable(), "{output}: {:?}", case.findings());
    }
    let [before, after] = &cases;
    let [one, other] = [before, after].map(|case| case.compiled().authorizer());
    let keys: Vec<String> = one.keys().iter().map(|(_, name)| name.to_owned()).collect();
    for seed in seeds {
        let request = sign_in::of(one, &keys, seed);
        let [first, second] = [one, other].map(|authorizer| authorizer.decide(&request).unwrap());
        prop_assert_eq!(first.outcome, second.outcome, "{}: {:?}", output, request);
        prop_assert_eq!(
            first.denied_at,
            second.denied_at,
            "{}: {:?}",
            output,
            request
        );
        let of_phases = |decision: &vestibule_signin::Decision<'_>| -> Vec<DecisionValue> {
            decision.phases.iter().map(|phase| phase.decision).collect()
        };
        prop_assert_eq!(
            of_phases(&first),
            of_phases(&second),
            "{}: {:?}",
            output,
            request
        );
    }
    let found = diff(
        before,
        after,
        Comparing {
            phases: true,
            ..Comparing::default()
        },
    );
    let found = found.unwrap_or_else(|finding| panic!("{output}: {}", finding.message));
    prop_assert_eq!(&found.changes, &[], "{}", output);
    prop_assert_ne!(found.equivalent, Some(false), "{}", output);
    Ok(())
}

/// Checks that policies that were read back have the names and targets of those that were
/// written, in any order.
fn named(policies: &[OrganizationPolicy], found: &[Policy]) -> Result<(), TestCaseError> {
    let mut told: Vec<(&str, Vec<String>)> = policies
        .iter()
        .map(|policy| (&*policy.name, policy.targets.clone()))
        .collect();
    let mut read: Vec<(&str, Vec<String>)> = found
        .iter()
        .map(|policy| (&*policy.name, policy.targets.clone()))
        .collect();
    told.sort();
    read.sort();
    prop_assert_eq!(read, told);
    Ok(())
}

fn without_tokens(statements: &[PermissionStatement]) -> Vec<PermissionStatement> {
    let all = statements.iter().cloned();
    all.map(|one| PermissionStatement {
        client_token: None,
        ..one
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_output_decides_as_its_case(file in file(), seeds in vec(seed(), 12)) {
        let told = &file.policies.permission_statements;
        let policies = organization_policies(&file);
        for (output, found) in [
            ("commands", shell::read(&commands(told, &policies))),
            ("python", script::read(&python(told, &policies))),
        ] {
            prop_assert_eq!(without_tokens(&found.statements), without_tokens(told));
            for (read, own) in found.statements.iter().zip(told) {
                // A call that says no token gets one, so that it is the same call again.
                prop_assert!(read.client_token.is_some());
                prop_assert!(own.client_token.is_none() || read.client_token == own.client_token);
            }
            named(&policies, &found.policies)?;
            same(output, &file, rebuilt(&file, &found.statements, &found.policies), &seeds)?;
        }
        for (output, found) in [
            ("terraform", templates::terraform(&terraform(&policies))),
            ("cloudformation", templates::cloudformation(&cloudformation(&policies))),
        ] {
            named(&policies, &found.policies)?;
            same(output, &file, rebuilt(&file, told, &found.policies), &seeds)?;
        }
        if told.is_empty() {
            return Ok(());
        }
        // The answer as JSON says statements and policy, and each is the other.
        let text = serde_json::to_string(&file).unwrap();
        let (made, _) = statements(&text, &Reading::default()).unwrap();
        let json = serde_json::to_value(&made).unwrap();
        let listed: Vec<PermissionStatement> =
            serde_json::from_value(json["permissionStatements"].clone()).unwrap();
        prop_assert_eq!(&listed, told);
        let mut by_policy = file.clone();
        by_policy.policies.permission_statements = Vec::new();
        by_policy.policies.resource_based = Some(DocumentText::new(json["policy"].to_string()));
        same("json", &file, by_policy, &seeds)?;
    }
}
