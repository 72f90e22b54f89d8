//! From the text of an example to what is shown of it: pure.

use std::rc::Rc;

use vestibule_iam::sort;
use vestibule_wire::{
    Case, CaseFile, Decision, DocumentText, Finding, Layer, Mismatch, Network, NoFiles, Outcome,
    PhaseDecision, Severity,
};

use yew::AttrValue;

use crate::components::decision::{Shown, words};
use crate::evaluate::answer::{By, Cell, Row, Unmet};

/// A policy of the case, as it can be read and changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Document {
    pub(super) layer: Layer,
    /// Its place in the case file: `policies.identity[0]`.
    pub(super) path: String,
    pub(super) name: String,
    pub(super) text: Rc<str>,
}

/// A case file whose policies can be changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Model {
    file: CaseFile,
    pub(super) documents: Vec<Document>,
}

/// Everything that was decided.
#[derive(Debug)]
pub(super) struct Decided {
    case: Case,
    pub(super) rows: Rc<[Shown]>,
    /// How many sign-ins say what is expected of them.
    pub(super) expected: usize,
    /// Those that are decided otherwise.
    pub(super) unmet: Vec<(String, Vec<Unmet>)>,
    /// What is wrong, errors first.
    pub(super) findings: Vec<Finding>,
    /// The case in the fragment of a link to a playground.
    pub(super) fragment: Option<String>,
}

impl Model {
    /// Reads the text of an example.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(super) fn read(text: &str) -> Result<Self, Vec<Finding>> {
        // Through `Case`, which knows what is wrong beside the members.
        let case = Case::read(text, &NoFiles).and_then(Case::of_one_account)?;
        let mut file = case.file().clone();
        let mut documents = Vec::new();
        let mut each =
            |layer: Layer, index: Option<usize>, name: Option<&str>, text: &mut DocumentText| {
                let path = match index {
                    Some(index) => format!("policies.{}[{index}]", layer.name()),
                    None => format!("policies.{}", layer.name()),
                };
                let Some(written) = text.text() else { return };
                let written = dedented(written);
                *text = DocumentText::new(written.as_str());
                documents.push(Document {
                    layer,
                    name: name.map_or_else(
                        || path.trim_start_matches("policies.").to_owned(),
                        str::to_owned,
                    ),
                    path,
                    text: written.into(),
                });
            };
        for_each_document(&mut file, &mut each);
        Ok(Self { file, documents })
    }

    /// This case with another text for the policy at `path`.
    pub(super) fn with(&self, path: &str, text: &str) -> Self {
        let mut model = self.clone();
        if let Some(document) = model
            .documents
            .iter_mut()
            .find(|document| document.path == path)
        {
            document.text = text.into();
        }
        let documents = &model.documents;
        let mut at = 0;
        for_each_document(&mut model.file, &mut |_, _, _, document| {
            if document.text().is_some() {
                if let Some(changed) = documents.get(at) {
                    *document = DocumentText::new(&*changed.text);
                }
                at += 1;
            }
        });
        model
    }

    /// The case file as it stands; `None` where a policy has no place in JSON.
    pub(super) fn text(&self) -> Option<AttrValue> {
        self.file.to_json().map(AttrValue::from)
    }

    /// Decides every sign-in.
    pub(super) fn decide(&self) -> Decided {
        let case = Case::new(self.file.clone(), &NoFiles);
        let mut rows = Vec::new();
        let mut unmet = Vec::new();
        let mut expected = 0;
        let of_policy = |finding: &Finding| finding.is_error() && finding.policy.is_some();
        let provisional = case.findings().iter().any(of_policy);
        for (index, request) in self.file.requests.iter().enumerate() {
            let id = u32::try_from(index).unwrap_or(u32::MAX);
            let name = case.names().get(index).cloned().unwrap_or_default();
            let decision = case.decide(index);
            let mismatches = match (&request.expect, &decision) {
                (Some(expect), Some(decision)) => expect.mismatches(decision),
                (Some(_), None) => vec![undecided()],
                (None, _) => Vec::new(),
            };
            let mismatches: Vec<Unmet> = mismatches.into_iter().map(of_mismatch).collect();
            expected += usize::from(request.expect.is_some());
            if !mismatches.is_empty() {
                unmet.push((name.clone(), mismatches.clone()));
            }
            rows.push(Shown {
                name: name.into(),
                who: words::principal(&request.principal).into(),
                from: request
                    .network
                    .as_ref()
                    .map(network)
                    .unwrap_or_default()
                    .into(),
                row: Rc::new(row(id, decision.as_ref(), mismatches, provisional)),
            });
        }
        let mut findings = case.findings().to_vec();
        findings.retain(|finding| finding.severity != Severity::Info);
        sort::by_key(&mut findings, |finding| std::cmp::Reverse(finding.severity));
        Decided {
            case,
            rows: rows.into(),
            expected,
            unmet,
            findings,
            fragment: vestibule_share::encode(&self.file).ok(),
        }
    }
}

impl Decided {
    /// The whole walk of one sign-in.
    pub(super) fn explained(&self, id: u32) -> Option<Rc<Decision>> {
        let index = usize::try_from(id).ok()?;
        self.case.decide_traced(index).map(Rc::new)
    }

    /// How many sign-ins have that outcome.
    pub(super) fn count(&self, outcome: Outcome) -> usize {
        let rows = self.rows.iter();
        rows.filter(|shown| shown.row.outcome == Some(outcome))
            .count()
    }
}

type Each<'e> = &'e mut dyn FnMut(Layer, Option<usize>, Option<&str>, &mut DocumentText);

fn for_each_document(file: &mut CaseFile, each: Each<'_>) {
    let policies = &mut file.policies;
    if let Some(document) = &mut policies.resource_based {
        each(Layer::ResourceBased, None, None, document);
    }
    let of_nodes = [
        (Layer::ResourceControl, &mut policies.resource_control),
        (Layer::ServiceControl, &mut policies.service_control),
    ];
    for (layer, entries) in of_nodes {
        for (index, entry) in entries.iter_mut().enumerate() {
            each(
                layer,
                Some(index),
                entry.name.as_deref(),
                &mut entry.document,
            );
        }
    }
    let mut none = Vec::new();
    let of_principals = [
        (
            Layer::Identity,
            policies.identity.as_mut().unwrap_or(&mut none),
        ),
        (
            Layer::PermissionsBoundary,
            &mut policies.permissions_boundary,
        ),
        (Layer::Session, &mut policies.session),
    ];
    for (layer, entries) in of_principals {
        for (index, entry) in entries.iter_mut().enumerate() {
            each(
                layer,
                Some(index),
                entry.name.as_deref(),
                &mut entry.document,
            );
        }
    }
    for (index, entry) in policies.vpc_endpoint.iter_mut().enumerate() {
        let name = entry.name.as_deref().or(entry.endpoint.as_deref());
        each(Layer::VpcEndpoint, Some(index), name, &mut entry.document);
    }
}

/// A policy that stood deep inside of something else, without the margin that
/// all its lines but the first have in common.
fn dedented(text: &str) -> String {
    let margin = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let lines = || text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let common = lines().map(margin).min().unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let cut = if number > 0 { common } else { 0 };
        out.push_str(line.get(cut..).unwrap_or_default());
    }
    out
}

fn row(id: u32, decision: Option<&Decision>, unmet: Vec<Unmet>, provisional: bool) -> Row {
    Row {
        id,
        outcome: decision.map(|decision| decision.outcome),
        denied_at: decision.and_then(|decision| decision.denied_at),
        cells: decision.map_or_else(Vec::new, |decision| {
            decision.phases.iter().map(cell).collect()
        }),
        unmet,
        provisional,
    }
}

fn cell(phase: &PhaseDecision) -> Cell {
    let by = phase.decided_by.first().map(|by| {
        Rc::new(By {
            layer: by.layer,
            document: None,
            statement: by.statement,
            sid: by.sid.clone(),
        })
    });
    Cell {
        action: phase.action,
        decision: phase.decision,
        reached: phase.reached,
        protected: phase.protected,
        reason: phase.reason,
        by,
        // An example has no cursor that would ask for them.
        rest: Vec::new(),
        others: u16::try_from(phase.decided_by.len().saturating_sub(1)).unwrap_or(u16::MAX),
    }
}

fn of_mismatch(mismatch: Mismatch) -> Unmet {
    Unmet {
        path: mismatch.path,
        expected: mismatch.expected,
        actual: mismatch.actual,
    }
}

fn undecided() -> Mismatch {
    Mismatch {
        path: "outcome".to_owned(),
        expected: "a decision".to_owned(),
        actual: "none".to_owned(),
    }
}

/// The VPC or else the endpoint, and the address.
fn network(network: &Network) -> String {
    let through = network.vpc.as_ref().or(network.endpoint.as_ref()).cloned();
    let parts = [&through, &network.source_ip];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = r#"{
  "vestibule": 1,
  "policies": {
    "resourceBased": {
      "Version": "2012-10-17",
      "Statement": [
        { "Sid": "Office", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
          "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }
      ]
    },
    "serviceControl": [{ "name": "away", "document": "away.json" }, { "name": "open", "document": { "Statement": [] } }],
    "vpcEndpoint": [{ "endpoint": "vpce-0123456789abcdef0", "document": { "Statement": [] } }]
  },
  "requests": [
    { "name": "office", "principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "203.0.113.9" } },
    { "name": "home", "principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "198.51.100.7" }, "expect": { "outcome": "denied", "at": "signin:Authenticate" } },
    { "name": "bad", "principal": "alice", "network": { "sourceIp": "198.51.100.7" }, "expect": { "outcome": "denied" } }
  ]
}"#;

    #[test]
    fn an_example_is_read_and_decided() {
        let model = Model::read(EXAMPLE).unwrap();
        let told: Vec<_> = model
            .documents
            .iter()
            .map(|d| (&*d.path, &*d.name))
            .collect();
        assert_eq!(
            told,
            [
                ("policies.resourceBased", "resourceBased"),
                ("policies.serviceControl[1]", "open"),
                ("policies.vpcEndpoint[0]", "vpce-0123456789abcdef0"),
            ]
        );
        assert!(
            model.documents[0].text.starts_with("{\n  \"Version\""),
            "{}",
            model.documents[0].text
        );
        let decided = model.decide();
        let outcomes: Vec<_> = decided.rows.iter().map(|shown| shown.row.outcome).collect();
        // The path that cannot be followed leaves open what it would decide.
        assert_eq!(
            outcomes,
            [Some(Outcome::Unknown), Some(Outcome::Denied), None]
        );
        assert_eq!(decided.expected, 2);
        let unmet: Vec<&str> = decided.unmet.iter().map(|(name, _)| &**name).collect();
        assert_eq!(unmet, ["bad"]);
        assert_eq!(decided.count(Outcome::Denied), 1);
        assert!(
            decided
                .findings
                .iter()
                .any(|finding| finding.code == "path-not-followed")
        );
        assert!(decided.explained(1).unwrap().phases[0].statements.is_some());
        assert!(decided.explained(2).is_none());
    }

    #[test]
    fn a_changed_policy_decides_anew_and_travels_in_the_link() {
        let model = Model::read(EXAMPLE).unwrap();
        let opened = model.with("policies.resourceBased", r#"{"Statement":[]}"#);
        let decided = opened.decide();
        assert_eq!(decided.rows[1].row.outcome, Some(Outcome::Unknown));
        assert_eq!(decided.unmet.len(), 2);
        let link = decided.fragment.unwrap();
        let case = vestibule_share::decode(&link).unwrap().unwrap();
        assert_eq!(
            case.policies.resource_based.unwrap().text(),
            Some("{\n  \"Statement\": []\n}")
        );
        assert_eq!(
            case.policies.service_control[0].document.path(),
            Some("away.json")
        );
        let broken = model.with("policies.serviceControl[1]", "{").decide();
        assert!(broken.findings[0].is_error());
    }

    #[test]
    fn what_is_no_example_is_told() {
        for text in [
            "",
            "{",
            "[]",
            r#"{ "vestibule": 2, "policies": {}, "requests": [] }"#,
        ] {
            let findings = Model::read(text).unwrap_err();
            assert!(findings.iter().any(Finding::is_error), "{text}");
        }
    }
}
