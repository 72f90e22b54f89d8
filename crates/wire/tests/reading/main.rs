//! Case files that are wrong: a code, a place and a help for each.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests may panic

mod case_file;
mod policy;
mod request;

use vestibule_wire::{Case, Finding, NoFiles};

const ALICE: &str = "arn:aws:iam::111122223333:user/alice";

/// What is wrong with a case file, whether or not a case came of it.
fn findings(text: &str) -> Vec<Finding> {
    match Case::read(text, &NoFiles) {
        Ok(case) => case.findings().to_vec(),
        Err(findings) => findings,
    }
}

fn at<'t>(text: &'t str, finding: &Finding) -> &'t str {
    let span = finding.span.expect("a finding about text has a span");
    text.get(span.start as usize..span.end as usize)
        .expect("a span lies in its text")
}

/// A case file with one request.
fn with_request(request: &str) -> String {
    format!(
        r#"{{ "vestibule": 1, "account": {{ "id": "111122223333" }}, "policies": {{}}, "requests": [{request}] }}"#
    )
}

/// name, text, code, path, what the span covers, what the help says.
type Row<'r> = (&'r str, String, &'r str, &'r str, &'r str, &'r str);
