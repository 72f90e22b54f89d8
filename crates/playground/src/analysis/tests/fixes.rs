//! Fixes that are looked at before they are applied, and what is known of rules.

use std::rc::Rc;

use vestibule_l10n::Language;
use vestibule_wire::Layer;

use super::{OFFICE_ONLY, Page, round, said, words};
use crate::analysis::answer::Line;
use crate::analysis::engine;
use crate::analysis::inquiry::{FixEffect, FixTold, Inquiry, Told};
use crate::evaluate::answer::Problem;
use crate::state::action::Action;
use crate::state::results::Stop;
use crate::state::view::{Dialog, NoticeKind};

impl Page {
    /// Whatever is asked next is answered; what it was.
    fn ask(&mut self) -> Option<Inquiry> {
        let inquiry = self.state.inquiry(&String::new)?;
        assert_eq!(self.state.next_inquiry(), Some(inquiry.number()));
        let told: Told = round(&engine::told(round(&inquiry)));
        self.act(Action::Told(told));
        Some(inquiry)
    }

    fn problem(&self, code: &str) -> Rc<Problem> {
        let mut problems = self.state.results.problems.iter();
        let found = problems.find(|problem| problem.finding.code == code);
        Rc::clone(found.unwrap_or_else(|| panic!("{code}: {:?}", self.state.results.problems)))
    }

    /// What the fix of a problem is found to do.
    fn look(&mut self, code: &str) -> Rc<FixTold> {
        let problem = self.problem(code);
        self.act(Action::LookAtFix(problem));
        assert_eq!(self.state.dialog, Some(Dialog::Fix));
        assert!(matches!(self.ask(), Some(Inquiry::Fix(_))));
        let fixing = self.state.fixing.as_ref().expect("a fix");
        Rc::clone(fixing.told.as_ref().expect("an answer"))
    }

    fn text(&self, document: u32) -> String {
        let document = self.state.workspace.document(document);
        document.expect("a document").text.to_string()
    }
}

const MISSPELT: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAdress":{"aws:SourceIp":"203.0.113.0/24"}}}]}"#;

#[test]
fn a_fix_is_compared_before_it_is_applied() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceControl, MISSPELT);
    let told = page.look("unknown-operator");
    assert_eq!(*told.text, *MISSPELT.replace("NotIpAdress", "NotIpAddress"));
    assert_eq!(told.effect, FixEffect::Settles, "{told:?}");
    assert!(!told.lines.is_empty());
    // What it hid is told, too.
    let appears = told.appears.iter();
    let codes: Vec<&str> = appears.map(|problem| &*problem.finding.code).collect();
    assert!(codes.contains(&"denies-vpc-endpoints"), "{codes:?}");
    assert_eq!(page.text(policy), MISSPELT, "nothing is applied yet");
    page.act(Action::ApplyFix);
    let replacement = page
        .state
        .replacement
        .clone()
        .expect("the editor writes it");
    assert_eq!(
        (replacement.document, &replacement.text),
        (policy, &told.text)
    );
    assert!(page.state.dialog.is_none() && page.state.fixing.is_none());
    // That more is wrong then is said, as the list grows.
    let appeared = codes.len();
    let said = page.state.notices.iter().any(|notice| {
        let grows = |found: usize| found == appeared;
        matches!(notice.kind, NoticeKind::Fixed { fixes: 1, appeared, .. } if grows(appeared))
    });
    assert!(said, "{:?}", page.state.notices);
    // The editor writes it as if it were typed, and once.
    page.type_text(policy, &replacement.text).table();
    assert_eq!(page.state.replacement, None);
    page.act(Action::Undo);
    assert_eq!(page.text(policy), MISSPELT);
}

#[test]
fn what_a_fix_changes_is_told_of_the_whole_workspace() {
    let mut page = Page::new();
    page.add(Layer::ResourceControl, OFFICE_ONLY);
    let with = |cidr: &str| OFFICE_ONLY.replace("203.0.113.0/24", cidr);
    let policy = page.add(Layer::ServiceControl, &with("203.0.113.7/24"));
    // The bits behind the prefix say nothing.
    let told = page.look("ipv4-host-bits");
    assert_eq!(told.effect, FixEffect::Same, "{told:?}");
    assert!(told.lines.is_empty());
    page.act(Action::Dialog(None));
    assert!(page.state.fixing.is_none());
    // An answer to what is looked at no more is none.
    let number = told.number;
    page.act(Action::Told(Told::Fix(told)));
    assert!(page.state.fixing.is_none() && !page.state.awaits(number));
    // A problem of another text than the present one has no fix.
    let problem = page.problem("ipv4-host-bits");
    page.type_text(policy, &with("203.0.113.0/24"));
    page.act(Action::LookAtFix(problem));
    assert!(page.state.fixing.is_none());
}

#[test]
fn all_safe_fixes_of_a_document_are_compared_at_once() {
    let mut page = Page::new();
    let text = OFFICE_ONLY.replace(
        r#""203.0.113.0/24""#,
        r#"["203.0.113.7/24","198.51.100.9/24"]"#,
    );
    let policy = page.add(Layer::ResourceControl, &text);
    let first = page.problem("ipv4-host-bits");
    let all = page.state.results.problems.to_vec();
    let fixes = |page: &mut Page, listed: Vec<Rc<Problem>>| {
        page.act(Action::LookAtSafeFixes(policy, listed));
        assert!(matches!(page.ask(), Some(Inquiry::Fix(_))));
        let fixing = page.state.fixing.clone().expect("fixes");
        Rc::clone(fixing.told.as_ref().expect("an answer"))
    };
    // What is not listed, or is suppressed, is left alone.
    let told = fixes(&mut page, vec![first]);
    assert!(told.text.contains("198.51.100.9/24"), "{}", told.text);
    assert_eq!(told.applied.len(), 1);
    let told = fixes(&mut page, all);
    let fixing = page.state.fixing.clone().unwrap();
    assert_eq!(
        (told.effect, told.applied.len(), told.refused.len()),
        (FixEffect::Same, 2, 0)
    );
    let line = text
        .lines()
        .position(|line| line.contains("113.7"))
        .unwrap();
    for done in &told.applied {
        assert_eq!(done.line, u32::try_from(line + 1).ok());
        assert!(!done.title.to_string().is_empty() && !done.problem.to_string().is_empty());
    }
    assert!(told.text.contains("198.51.100.0/24") && told.text.contains("203.0.113.0/24"));
    assert_eq!(fixing.after(), Some(&told.text));
    page.act(Action::ApplyFix);
    let count = NoticeKind::Fixed {
        fixes: 2,
        left_out: 0,
        appeared: 0,
    };
    assert!(page.state.notices.iter().any(|notice| notice.kind == count));
}

/// The texts of lines and of those below them.
fn texts(lines: &[Line]) -> Vec<String> {
    let all = lines.iter().flat_map(|line| {
        let mut all = vec![said(line)];
        all.extend(texts(&line.below));
        all
    });
    all.collect()
}

#[test]
fn what_a_fix_changes_is_said_in_short_and_by_the_names_of_the_page() {
    let mut page = Page::new();
    page.add(Layer::ResourceControl, MISSPELT);
    let told = page.look("unknown-operator");
    assert_eq!(
        texts(&told.short),
        [
            "now denied, unknown before: everybody, over the internet from outside of 203.0.113.0/24 and through a VPC endpoint",
            "now denied, unknown before: roles of IAM Identity Center, from 203.0.113.0/24",
            "now allowed, unknown before: everybody but roles of IAM Identity Center, only by the console, from 203.0.113.0/24",
            "now allowed, unknown before: the root user, only by aws login and aws login --remote, from 203.0.113.0/24",
        ]
    );
    let details = texts(&told.lines);
    assert!(
        details.iter().any(|line| line.contains("policy RCP")),
        "{details:?}"
    );
    assert!(
        !details.iter().any(|line| line.contains("resourceControl")),
        "{details:?}"
    );
    // Two of a kind have numbers.
    page.act(Action::Dialog(None));
    page.add(Layer::ResourceControl, OFFICE_ONLY);
    let told = page.look("unknown-operator");
    let details = texts(&told.lines);
    assert!(
        details.iter().any(|line| line.contains("policy RCP 1")),
        "{details:?}"
    );
}

#[test]
fn findings_name_a_policy_as_the_case_file_does() {
    let mut page = Page::new();
    let nobody = OFFICE_ONLY
        .replace("NotIpAddress", "IpAddress")
        .replace("203.0.113.0/24", "0.0.0.0/0");
    page.add(Layer::ResourceControl, &nobody);
    page.act(Action::Told(round(&engine::told(
        page.state.inquiry(&String::new).unwrap(),
    ))));
    let problems = page.state.results.problems.iter();
    let of_all: Vec<_> = problems
        .filter(|problem| problem.of_all && problem.finding.policy.is_some())
        .collect();
    assert!(!of_all.is_empty());
    for problem in of_all {
        assert_eq!(
            problem.finding.policy.as_deref(),
            Some("resourceControl[0]")
        );
    }
}

#[test]
fn a_fix_that_nobody_compares_says_so() {
    let mut page = Page::new();
    page.add(Layer::ResourceControl, MISSPELT);
    let problem = page.problem("unknown-operator");
    page.act(Action::LookAtFix(problem));
    let number = page.state.next_inquiry().unwrap();
    page.act(Action::AnalysisStopped(number, Stop::Died));
    let fixing = page.state.fixing.as_ref().unwrap();
    assert_eq!((fixing.stopped, &fixing.told), (Some(Stop::Died), &None));
    // What holds for all sign-ins goes on being asked.
    assert_eq!(
        page.state.next_inquiry(),
        Some(page.state.analysis_number())
    );
}

#[test]
fn rules_are_told_once_behind_everything_else_and_in_the_language_of_the_page() {
    let mut page = Page::new();
    page.add(Layer::ResourceControl, OFFICE_ONLY);
    assert!(matches!(page.ask(), Some(Inquiry::All(_))));
    assert!(matches!(page.ask(), Some(Inquiry::Rules(_))));
    assert_eq!(page.state.next_inquiry(), None);
    let why = |page: &Page| {
        let rule = page.state.rules.of("denies-vpc-endpoints").expect("a rule");
        assert!(!rule.finds.is_empty() && !rule.sources.is_empty());
        rule.why.clone().unwrap_or_default()
    };
    let english = why(&page);
    assert!(english.is_ascii() && !english.is_empty());
    // One that found nothing is told when it is shown.
    page.act(Action::ShowRule("private-source-ip".into()));
    assert_eq!(page.state.dialog, Some(Dialog::Rule));
    assert!(matches!(page.ask(), Some(Inquiry::Rules(_))));
    assert!(page.state.rules.of("private-source-ip").is_some());
    page.act(Action::Words(Rc::new(words(Language::Ja.tag()))));
    while page.ask().is_some() {}
    assert_ne!(why(&page), english);
    // Nobody tells: it is not asked for again.
    page.act(Action::ShowRule("not-a-rule".into()));
    page.act(Action::AnalysisStopped(Inquiry::OF_RULES, Stop::Died));
    assert!(page.state.rules.is_told("not-a-rule"));
    assert_eq!(page.state.next_inquiry(), None);
}
