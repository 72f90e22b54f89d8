//! Rules about what policies come to together: what they find is taken from the answers about
//! all sign-ins, so that it does not depend on how the policies are written.

mod accounts;
mod exempted;
mod explain;
mod locked;
mod once;
mod rules;
mod told;

use std::cell::OnceCell;
use std::collections::HashSet;

use vestibule_analysis::Place;
use vestibule_lint::{Rule, case_file, reader};
use vestibule_signin::Layer;
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    AccessMap, Case, CaseFile, Checked, Compiled, DecidedBy, DocumentText, EndpointPolicy, Finding,
    Form, Kind, KnownPrincipal, Lockout, NoFiles, NodePolicy, Policies, RuleNames, Severity,
    Suppressing, SuppressionPlace, Unneeded, check_file, drop_explained, recognize,
};

use crate::organization::add_new;
use crate::question::{self, Question};
use crate::summary::About;
use crate::summary::exempt::{Exempt, exempt};
use crate::{lockout, map, unneeded};
use locked::Locked;

pub use exempted::is_of;

pub use explain::explained;
pub use rules::{DOCS, RULES};
pub use vestibule_lint::Doc;

/// A rule about a whole case.
pub struct CaseRule {
    /// The rule.
    pub rule: &'static Rule,
    check: fn(&Answers<'_>) -> Vec<Finding>,
}

/// What rules look at.
pub(crate) struct Answers<'a> {
    about: About<'a>,
    whole: &'a Whole<'a>,
    /// The partition of the principals, where it is told.
    partition: Option<&'a str>,
    exempt: Vec<Exempt>,
    /// The principals of the case file that may be among the exempt ones, each with the number
    /// of its entry.
    principals: Vec<(usize, &'a KnownPrincipal)>,
    locked: Locked<'a>,
    /// The statements that cover an action of a sign-in, in the order of the layers.
    of_sign_ins: Vec<DecidedBy>,
    unneeded: Option<&'a Unneeded>,
    /// The day, as `2027-06-30`, where it is told.
    today: Option<&'a str>,
}

/// The case file that rules look at: that of the account, or of the organization that it is one
/// of.
pub(crate) struct Whole<'a> {
    case: &'a Case,
    attached_elsewhere: OnceCell<HashSet<(Layer, String)>>,
}

impl<'a> Whole<'a> {
    fn of(case: &'a Case) -> Self {
        Self {
            case,
            attached_elsewhere: OnceCell::new(),
        }
    }

    /// All principals that it tells of, each with the number of its entry.
    fn principals(&self) -> Vec<(usize, &'a KnownPrincipal)> {
        self.case.file().principals.iter().enumerate().collect()
    }

    /// The layers and the documents of policies that are attached to units or accounts.
    fn attached_elsewhere(&self) -> &HashSet<(Layer, String)> {
        let found = || rules::attached_elsewhere(self.case);
        self.attached_elsewhere.get_or_init(found)
    }
}

/// What the rules about a whole case find in it. What is wrong with one of its policies by
/// itself is not among it; see [`vestibule_wire::Compiled::lint`].
pub fn lint(case: &Case) -> Vec<Finding> {
    lint_on(case, None)
}

/// As [`lint`]; `today`, as `2027-06-30`, is the day by which something may have expired.
pub fn lint_on(case: &Case, today: Option<&str>) -> Vec<Finding> {
    // Which policies there are is not known, or none restricts a sign-in.
    if !case.is_usable() || case.compiled().authorizer().policies().next().is_none() {
        return Vec::new();
    }
    if case.organization().is_some() {
        return accounts::lint(case, today);
    }
    let question = question::of_any_account(case);
    match answers(case, &question) {
        Ok((map, lockout)) => {
            let unneeded = unneeded::of_question(case, &question);
            lint_with(
                case,
                &map,
                &lockout,
                unneeded.as_ref().map_err(AsRef::as_ref),
                today,
            )
        }
        Err(why) => vec![rules::not_analysed(*why)],
    }
}

fn answers(case: &Case, question: &Question<'_>) -> Result<(AccessMap, Lockout), Box<Finding>> {
    let map = map::of_question(case, question)?;
    Ok((map, lockout::of_question(case, question)?))
}

/// As [`lint_on`], of a case of which the answers are known already; `unneeded` may be why there
/// is none.
pub fn lint_with(
    case: &Case,
    map: &AccessMap,
    lockout: &Lockout,
    unneeded: Result<&Unneeded, &Finding>,
    today: Option<&str>,
) -> Vec<Finding> {
    let whole = Whole::of(case);
    let about = About::new(case, map, lockout);
    let exempt = exempt(&about);
    let answers = Answers {
        whole: &whole,
        partition: None,
        locked: Locked::of(about.lockout, &exempt),
        of_sign_ins: of_sign_ins(case.compiled()),
        exempt,
        principals: whole.principals(),
        about,
        unneeded: unneeded.ok(),
        today,
    };
    let mut found = answers.found(|_| true);
    if let Err(why) = unneeded {
        found.push(rules::not_analysed(why.clone()));
    }
    found
}

/// Checks the bytes of a file that holds a policy: what the reader of policies and the rules
/// find, those about a whole case, too, as if it were the only policy.
pub fn check_policy(bytes: &[u8], kind: Option<Kind>) -> Checked {
    let mut checked = check_file(bytes, kind);
    // What depends on a mistake is not known, and the mistake is told.
    let is_told = checked.has_errors();
    let kinds = kinds(&checked);
    let of_kind = |kind| lint_policy(checked.text(), kind);
    let mut found: Vec<Finding> = kinds.into_iter().flat_map(of_kind).collect();
    found.retain(|finding| !is_told || finding.severity > Severity::Warning);
    for finding in &mut found {
        // To whom it is attached is not known: it may be meant to seal something.
        finding.severity = finding.severity.min(Severity::Warning);
        finding.layer = None;
        finding.policy = None;
        finding.path = None;
    }
    checked.add(found);
    checked
}

/// The kinds of the policies in a text: several in a template or a state, where the type of
/// each resource tells its own.
fn kinds(checked: &Checked) -> Vec<Kind> {
    if !matches!(checked.form, Form::CloudFormation | Form::Terraform) {
        return vec![checked.kind];
    }
    let policies = recognize(checked.text()).policies;
    let told = |kind: &Kind| {
        let mut layers = policies.iter().filter_map(|policy| policy.layer);
        layers.any(|layer| Kind::from(vestibule_signin::Layer::from(layer).kind()) == *kind)
    };
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(told).collect();
    if kinds.is_empty() {
        vec![checked.kind]
    } else {
        kinds
    }
}

/// All that is wrong with a case and its policies, or worth knowing; `today` as for
/// [`lint_on`].
pub fn check_case(case: &Case, today: Option<&str>) -> Vec<Finding> {
    let mut findings = case.findings().to_vec();
    findings.extend(case.compiled().lint());
    if case.organization().is_some() {
        once::once(case, &mut findings);
    }
    findings.extend(lint_on(case, today));
    drop_explained(&mut findings);
    findings
}

/// All that is wrong with a case file and its policies, each at its place in the file: what the
/// suppressions of the case file are about says so, and what is wrong with suppressions is told,
/// too, but not whether their rules exist. `today` as for [`lint_on`].
pub fn check_case_file(case: &Case, today: Option<&str>) -> Vec<Finding> {
    let checked = case.placed(check_case(case, today));
    let mut found = checked.found;
    let suppressions = case.file().suppressions.iter().cloned();
    let mut suppressing: Vec<Suppressing> = suppressions
        .map(|one| Suppressing::unchecked(one, SuppressionPlace::CaseFile, today))
        .collect();
    for one in &mut suppressing {
        one.apply(found.iter_mut());
    }
    found.extend(case.complaints(&suppressing, None, checked.is_whole));
    found.into_iter().map(|placed| placed.finding).collect()
}

/// What the rules about a whole case find where one policy is all there is. Nothing is said
/// of policies on the side of identities, which say nothing without their principals.
pub fn lint_policy(text: &str, kind: Kind) -> Vec<Finding> {
    let document = DocumentText::new(text);
    let node = |document| NodePolicy {
        name: None,
        attached_to: None,
        document,
    };
    let mut policies = Policies::default();
    match kind {
        Kind::ResourceBased => policies.resource_based = Some(document),
        Kind::ResourceControl => policies.resource_control = vec![node(document)],
        Kind::ServiceControl => policies.service_control = vec![node(document)],
        Kind::VpcEndpoint => {
            policies.vpc_endpoint = vec![EndpointPolicy {
                name: None,
                endpoint: None,
                document,
            }];
        }
        Kind::Identity => return Vec::new(),
    }
    let file = CaseFile {
        policies,
        ..CaseFile::default()
    };
    lint(&Case::new(file, &NoFiles))
}

/// The documentation of every rule there is, in the order of the codes.
pub fn docs() -> Vec<&'static Doc> {
    let rules = vestibule_lint::DOCS.iter().chain(DOCS).copied();
    let readers = reader::docs().chain(case_file::docs());
    let mut docs: Vec<&Doc> = rules.chain(readers).collect();
    docs.sort_by_key(|doc| doc.rule.code);
    docs
}

/// The names by which findings are selected and suppressed: the codes, and the numbers of rules.
pub fn names() -> RuleNames {
    let docs = docs();
    let codes = docs.iter().map(|doc| doc.rule.code);
    let numbers = docs.iter().filter_map(|doc| doc.rule.number);
    RuleNames::new(codes.chain(numbers).collect())
}

impl Answers<'_> {
    /// What those of the rules find that are asked.
    fn found(&self, is_asked: impl Fn(&Rule) -> bool) -> Vec<Finding> {
        let asked = RULES.iter().filter(|rule| is_asked(rule.rule));
        let mut found = Vec::new();
        for rule in asked {
            // A policy that is attached to several nodes is one.
            add_new(&mut found, (rule.check)(self));
        }
        found
    }

    /// Whether the account is one of an organization with all of its accounts.
    fn is_by_tree(&self) -> bool {
        self.whole.case.organization().is_some()
    }

    /// What is asked of the account.
    fn question(&self) -> Question<'_> {
        question::of_any_account_in(self.about.case, self.partition)
    }

    /// A finding of `rule` at the first statement of `decided_by`.
    fn finding(&self, rule: &'static Rule, message: Message, decided_by: &[DecidedBy]) -> Finding {
        let mut finding = Finding::new(rule.code, rule.severity.into(), message);
        finding.rule = rule.number.map(Into::into);
        let statement = decided_by.iter().find(|by| by.span.is_some());
        if let Some(by) = statement.or(decided_by.first()) {
            finding.layer = Some(by.layer);
            finding.policy.clone_from(&by.policy);
            finding.path.clone_from(&by.path);
            finding.span = by.span;
            finding.range = by.range;
        }
        finding
    }
}

/// The statements that cover an action of a sign-in, in the order of the layers.
fn of_sign_ins(compiled: &Compiled) -> Vec<DecidedBy> {
    let policies = compiled.authorizer().policies().enumerate();
    let places = policies.flat_map(|(policy, attached)| {
        let statements = attached.policy.statements.iter().enumerate();
        let covering = statements.filter(|(_, of)| vestibule_lint::covers_sign_in(of));
        covering.map(move |(statement, _)| Place { policy, statement })
    });
    places.map(|place| map::by(compiled, place)).collect()
}
