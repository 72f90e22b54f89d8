//! Which sign-ins are provisional while a policy has errors.

use vestibule_wire::Layer;

use super::Page;
use crate::state::action::{Action, DocumentEdit};

const WRONG: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Denny","Action":"*","Resource":"*"}]}"#;

#[test]
fn a_policy_with_errors_makes_provisional_what_it_bears_on() {
    let mut page = Page::new();
    let sign_in = page.scenario("203.0.113.10");
    assert!(!page.row(sign_in).provisional);
    let policy = page.add(Layer::ServiceControl, WRONG);
    assert!(page.row(sign_in).provisional);
    // Attached to another account, to an endpoint that is not passed, or put right.
    let target = |page: &mut Page, target: &'static str| {
        page.act(Action::Document(
            policy,
            DocumentEdit::Target(target.into()),
        ));
    };
    target(&mut page, "444455556666");
    assert!(!page.row(sign_in).provisional);
    target(&mut page, "");
    assert!(page.row(sign_in).provisional);
    page.act(Action::Document(
        policy,
        DocumentEdit::Layer(Layer::VpcEndpoint),
    ));
    assert!(!page.row(sign_in).provisional);
    page.act(Action::Document(
        policy,
        DocumentEdit::Layer(Layer::ServiceControl),
    ));
    assert!(page.row(sign_in).provisional);
    page.type_text(policy, &WRONG.replace("Denny", "Deny"));
    assert!(!page.row(sign_in).provisional);
}

#[test]
fn one_that_holds_no_policy_may_bear_on_all() {
    let mut page = Page::new();
    let sign_in = page.scenario("203.0.113.10");
    page.add(Layer::ServiceControl, r#"{"Policy":{"Arn":"x"}}"#);
    assert!(page.row(sign_in).provisional);
}

/// Only what AWS may not take, or what is to be filled in, keeps a policy from being in force.
#[test]
fn an_error_that_aws_stores_makes_nothing_provisional() {
    let with = |address: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{{"NotIpAddress":{{"aws:SourceIp":"{address}"}}}}}}]}}"#
        )
    };
    let rows = [
        ("10.0.0.0/8", "private-source-ip", false),
        ("203.0.113.256/24", "invalid-cidr", true),
        ("<office>", "placeholder", true),
    ];
    for (address, code, is_provisional) in rows {
        let mut page = Page::new();
        let sign_in = page.scenario("203.0.113.10");
        page.add(Layer::ResourceControl, &with(address));
        let problems = &page.state.results.problems;
        let has_it = |problem: &std::rc::Rc<crate::evaluate::answer::Problem>| {
            problem.finding.code == code && problem.finding.is_error()
        };
        assert!(problems.iter().any(has_it), "{address}: {problems:?}");
        assert_eq!(page.row(sign_in).provisional, is_provisional, "{address}");
    }
}
