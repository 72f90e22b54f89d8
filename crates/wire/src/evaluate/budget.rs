//! How much work is done for one case: counted in steps, before anything is decided.

use vestibule_iam::message;
use vestibule_iam::problem::quoted;
use vestibule_signin::{Authorizer, Request};
use vestibule_syntax::limits::{CASE_WORK, DECISION_WORK};

use crate::contract::finding::{Finding, Severity};
use crate::input::place::Place;
use crate::input::report::Report;

/// The code of a finding about what is not decided.
const WORK_LIMIT: &str = vestibule_signin::decide::WORK_LIMIT;

/// The steps that are left for a case.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    left: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: CASE_WORK }
    }
}

/// Whether the work of a decision is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// It is.
    Done,
    /// It is too much for any sign-in; what is said of that.
    TooMuch(Finding),
    /// It is more than is left, and nothing is left for what comes behind; what is said of that.
    NoneLeft(Finding),
}

impl Budget {
    /// Takes off what deciding `request`, which is called `name`, costs.
    pub(crate) fn take(&mut self, authorizer: &Authorizer, request: &Request, name: &str) -> Work {
        let warning =
            |message, help| Finding::new(WORK_LIMIT, Severity::Warning, message).help(help);
        if authorizer.is_too_much(request) {
            return Work::TooMuch(warning(
                message!(
                    "deciding {name} takes more than the {steps} steps that are done for a sign-in",
                    name = quoted(name),
                    steps = DECISION_WORK
                ),
                message!(
                    "shorten the lists of values and the values that are compared with them, or the policies; until then the decision is unknown"
                ),
            ));
        }
        if self.admits(authorizer, request) {
            return Work::Done;
        }
        Work::NoneLeft(warning(
            message!(
                "deciding {name} and all behind it takes more than the {steps} steps that are done for a case file",
                name = quoted(name),
                steps = CASE_WORK
            ),
            message!(
                "split the requests over several case files; until then these decisions are unknown"
            ),
        ))
    }

    /// Takes off what deciding `request` costs; false when that is more than is left.
    /// Nothing is left then.
    pub(crate) fn admits(&mut self, authorizer: &Authorizer, request: &Request) -> bool {
        let work = authorizer.work(request);
        // It is not decided, which costs nothing.
        if work > DECISION_WORK {
            return true;
        }
        match self.left.checked_sub(work) {
            Some(left) => {
                self.left = left;
                true
            }
            None => {
                self.left = 0;
                false
            }
        }
    }
}

/// How many of `requests`, from the first, are decided within the budget of a case; those
/// that are not, and those that are too much by themselves, are said.
pub(crate) fn decided<'a>(
    authorizer: impl Fn(usize) -> &'a Authorizer,
    requests: &[Option<Request>],
    names: &[String],
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> usize {
    let mut budget = Budget::default();
    for (index, request) in requests.iter().enumerate() {
        let Some(request) = request else { continue };
        let name = names.get(index).map_or("", |name| name);
        let place = place.element(index);
        match budget.take(authorizer(index), request, name) {
            Work::Done => {}
            Work::TooMuch(finding) => report.value(&place, finding),
            Work::NoneLeft(finding) => {
                report.value(&place, finding);
                return index;
            }
        }
    }
    requests.len()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{Case, CaseFile, NoFiles, read_text};

    /// The largest policies that AWS stores at all levels of an organization are far below.
    #[test]
    fn what_aws_stores_is_far_below_the_limit() {
        let policy = |characters: usize| {
            let deny = json!({
                "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
                "Condition": {
                    "StringNotLikeIfExists": { "aws:PrincipalArn": [
                        "arn:aws:iam::111122223333:role/break-glass-*", "arn:aws:iam::*:role/*admin*",
                        "arn:aws:iam::*:role/${aws:PrincipalTag/team}/*" ] },
                    "NotIpAddressIfExists": { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] },
                    "ForAnyValue:StringNotLike": { "aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/*/ou-ab12-*"] },
                },
            });
            let each = deny.to_string().len();
            json!({ "Version": "2012-10-17", "Statement": vec![deny; characters / each] })
        };
        let nodes = [
            "r-ab12",
            "ou-ab12-11111111",
            "ou-ab12-22222222",
            "ou-ab12-33333333",
            "ou-ab12-44444444",
            "111122223333",
        ];
        let attached = |size: usize, count: usize| -> Vec<Value> {
            nodes
                .iter()
                .flat_map(|node| {
                    vec![json!({ "attachedTo": node, "document": policy(size) }); count]
                })
                .collect()
        };
        let file = json!({
            "vestibule": 1,
            "account": { "organization": { "id": "o-a1b2c3d4e5" } },
            "policies": {
                "resourceBased": policy(20_480),
                "resourceControl": attached(5_120, 5),
                "serviceControl": attached(10_240, 10),
            },
            "requests": [{
                "principal": "arn:aws:iam::111122223333:user/alice",
                "network": { "sourceIp": "203.0.113.10" },
                "context": {
                    "aws:PrincipalOrgPaths": vec!["o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"; 10],
                    "aws:PrincipalTag/team": "x".repeat(256),
                },
            }],
        });
        let file: CaseFile = read_text(&file.to_string()).unwrap();
        let case = Case::new(file, &NoFiles);
        assert!(case.findings().iter().all(|one| one.code != WORK_LIMIT));
        let compiled = case.compiled();
        let (ready, _) = compiled.checked(&case.file().requests[0]).unwrap();
        let work = compiled.authorizer().work(&ready);
        assert!(work > 1_000_000 && work * 100 < DECISION_WORK, "{work}");
    }
}
