//! The rules about whole cases: what they find in their samples, and that they never say
//! nothing where somebody is locked out, or may be.

#![allow(clippy::expect_used)] // helpers of tests may panic

mod each_account;
mod facts;
mod large_organizations;
mod organizations;
mod perimeters;

use std::fs;
use std::path::{Path, PathBuf};

use vestibule_answers::{lint, lockout};
use vestibule_lint::Sample;
use vestibule_wire::{Case, LockoutVerdict, NoFiles, Severity, WayIn};

fn case(text: &str) -> Case {
    let case = Case::read(text, &NoFiles).expect("a case file");
    assert!(case.is_usable(), "{text}: {:?}", case.findings());
    case
}

fn codes(sample: &Sample) -> Vec<String> {
    let found = lint::lint(&case(&sample.text()));
    found
        .iter()
        .map(|finding| finding.code.to_string())
        .collect()
}

#[test]
fn rules_find_what_their_samples_say() {
    for doc in lint::DOCS {
        let code = doc.rule.code;
        for sample in doc.finds {
            let (found, text) = (codes(sample), sample.text());
            assert!(
                found.iter().any(|one| one == code),
                "{code} in {text}: {found:?}"
            );
        }
        for sample in doc.passes {
            let (found, text) = (codes(sample), sample.text());
            assert!(
                found.iter().all(|one| one != code),
                "{code} in {text}: {found:?}"
            );
        }
    }
}

#[test]
fn rules_are_sorted_and_documented() {
    assert!(lint::RULES.is_sorted_by(|a, b| a.rule.code < b.rule.code));
    let of_rules = lint::RULES.iter().map(|rule| &rule.rule);
    assert!(of_rules.eq(lint::DOCS.iter().map(|doc| &doc.rule)));
    let docs = lint::docs();
    assert!(docs.is_sorted_by(|a, b| a.rule.code < b.rule.code));
}

/// The case files of the repository that name no files and can be used, with their paths.
fn cases() -> Vec<(String, Case)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = [
        "tests/corpus",
        "tests/analysis",
        "crates/playground/examples",
    ];
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut cases = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                let text = fs::read_to_string(&path).expect("a file");
                let case = Case::read(text, &NoFiles).ok();
                let case =
                    case.filter(|case| case.is_usable() && case.compiled().account_id().is_some());
                cases.extend(case.map(|case| (path.display().to_string(), case)));
            }
        }
    }
    cases
}

#[test]
fn a_lockout_is_always_a_finding_and_nothing_else_is() {
    let (mut locked, mut open) = (0, 0);
    for (path, case) in cases() {
        let Ok(lockout) = lockout(&case) else {
            continue;
        };
        let found = lint::lint(&case);
        let has = |codes: &[&str]| found.iter().any(|finding| codes.contains(&&*finding.code));
        let any = |way_in| {
            lockout
                .principals
                .iter()
                .any(|access| access.verdict == way_in)
        };
        let all = lockout
            .principals
            .iter()
            .all(|access| access.verdict == WayIn::LockedOut);
        let policies = case.compiled().authorizer().policies().count();
        assert_eq!(has(&["nobody-signs-in"]), all && policies > 0, "{path}");
        let some = [
            "exempt-locked-out",
            "identity-center-locked-out",
            "locked-out",
            "people-locked-out",
        ];
        assert_eq!(
            has(&some),
            any(WayIn::LockedOut) && !all,
            "{path}: {found:?}"
        );
        assert_eq!(has(&["may-be-locked-out"]), any(WayIn::Unknown), "{path}");
        let is_told = found
            .iter()
            .any(|finding| finding.severity >= Severity::Warning);
        assert!(is_told || lockout.verdict == LockoutVerdict::None, "{path}");
        match lockout.verdict {
            LockoutVerdict::None => open += 1,
            LockoutVerdict::Lockout | LockoutVerdict::Unknown => locked += 1,
        }
    }
    assert!(
        locked > 50 && open > 50,
        "{locked} with a lockout, {open} without"
    );
}

#[test]
fn each_kind_of_a_template_is_asked_about_by_itself() {
    let template = r#"{"Resources": {
        "Role": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "signin:*", "Resource": "*"}]}}},
        "Edge": {"Type": "AWS::Organizations::Policy", "Properties": {"Type": "RESOURCE_CONTROL_POLICY",
            "Content": {"Version": "2012-10-17", "Statement": [
                {"Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*"}]}}}}}"#;
    let checked = lint::check_policy(template.as_bytes(), None);
    let codes: Vec<&str> = checked.findings.iter().map(|one| &*one.code).collect();
    assert!(codes.contains(&"nobody-signs-in"), "{codes:?}");
}

/// An RCP that exempts a user, with what is known of that one.
fn exempting(account: &str, known: &str) -> Case {
    let arn = "arn:aws:iam::111122223333:user/BreakGlass";
    case(&format!(
        r#"{{"vestibule":1,"account":{{"id":"111122223333"{account}}},"policies":{{"resourceControl":[{{"document":{{
            "Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{{
            "NotIpAddress":{{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}},
            "ArnNotEquals":{{"signin:PrincipalArn":"{arn}","aws:PrincipalArn":"{arn}"}}}}}}]}}}}]}},
            "principals":[{{"principal":"{arn}",{known}}}],"requests":[]}}"#
    ))
}

#[test]
fn what_expires_does_so_by_the_day_that_is_told() {
    let exemption = exempting("", r#""expires":"2027-06-30""#);
    let hard = r#","hardExpiry":true"#;
    let password = exempting(hard, r#""passwordExpires":"2027-06-30""#);
    let soft = exempting("", r#""passwordExpires":"2027-06-30""#);
    let rows = [
        ("exemption-expired", &exemption, Some("2027-06-30"), false),
        ("exemption-expired", &exemption, Some("2027-07-01"), true),
        ("exemption-expired", &exemption, None, false),
        (
            "exempt-without-sign-in",
            &password,
            Some("2027-06-30"),
            false,
        ),
        (
            "exempt-without-sign-in",
            &password,
            Some("2027-07-01"),
            true,
        ),
        ("exempt-without-sign-in", &password, None, false),
        ("exempt-without-sign-in", &soft, Some("2027-07-01"), false),
    ];
    for (code, case, today, expected) in rows {
        let found = lint::lint_on(case, today);
        let of_code = found.iter().find(|finding| finding.code == code);
        assert_eq!(of_code.is_some(), expected, "{code} on {today:?}");
        if let Some(finding) = of_code {
            let path = finding.path.as_deref().expect("a place in the case file");
            assert!(path.starts_with("principals[0]."), "{path}");
            assert!(finding.span.is_some() && finding.policy.is_none());
        }
    }
}
