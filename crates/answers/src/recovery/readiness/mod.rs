//! The checklist of break-glass access: who can get back in, point by point, and what says it.

mod account;
mod person;
mod words;

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{
    DecidedBy, Outcome, PrincipalSet, ReadinessBasis, ReadinessKind, ReadinessPoint, Request,
    WayBack,
};

use super::callers::{Callers, Why};
use super::ways::Found;
use crate::summary::exempt::Exempt;
use crate::words::{all_of, is_among, names};
pub(super) use words::section;

/// So many excluded principals have points of their own.
const PEOPLE: usize = 8;

/// An inference of vestibule, in the place of the tag of a source.
const INFERRED: &str = "‡";

/// The points about somebody, or about the account.
pub(super) struct Group {
    /// Whom or what they are about.
    title: Message,
    points: Vec<Point>,
}

/// A point, in words.
struct Point {
    kind: ReadinessKind,
    principal: Option<String>,
    basis: ReadinessBasis,
    holds: Option<bool>,
    statement: Message,
    details: Vec<Message>,
    witness: Option<Request>,
    decided_by: Vec<DecidedBy>,
    tell: Vec<&'static str>,
    run: Vec<String>,
    sources: &'static [&'static str],
}

impl Point {
    fn new(kind: ReadinessKind, basis: ReadinessBasis, statement: Message) -> Self {
        Self {
            kind,
            principal: None,
            basis,
            holds: None,
            statement,
            details: Vec::new(),
            witness: None,
            decided_by: Vec::new(),
            tell: Vec::new(),
            run: Vec::new(),
            sources: &[],
        }
    }

    /// What the policies prove.
    fn proven(kind: ReadinessKind, holds: bool, statement: Message) -> Self {
        Self {
            holds: Some(holds),
            ..Self::new(kind, ReadinessBasis::Proven, statement)
        }
    }

    /// What the case file or AWS says.
    fn told(kind: ReadinessKind, holds: bool, statement: Message) -> Self {
        Self {
            holds: Some(holds),
            ..Self::new(kind, ReadinessBasis::Told, statement)
        }
    }

    /// What nobody says.
    fn untold(kind: ReadinessKind, statement: Message) -> Self {
        Self::new(kind, ReadinessBasis::Untold, statement)
    }

    fn of(mut self, arn: &str) -> Self {
        self.principal = Some(arn.to_owned());
        self
    }

    fn seen(mut self, witness: Option<Request>) -> Self {
        self.witness = witness;
        self
    }

    fn by(mut self, sources: &'static [&'static str]) -> Self {
        self.sources = sources;
        self
    }

    fn tell(mut self, members: &[&'static str]) -> Self {
        self.tell.extend(members);
        self
    }

    fn run(mut self, commands: impl IntoIterator<Item = String>) -> Self {
        self.run.extend(commands);
        self
    }

    /// A call that is left open, and what would settle it.
    fn left_open(mut self, why: Why) -> Self {
        if why.depends_on.iter().any(|key| key == "policies.identity") {
            self = self.tell(&["policies.identity"]);
        }
        self.decided_by = why.decided_by;
        self
    }

    fn detail(mut self, detail: Message) -> Self {
        self.details.push(detail);
        self
    }
}

/// The checklist of an account. `exempt` are those whom the policies exclude, and `deleters` the
/// calls that delete a permission statement.
pub(super) fn of(found: &Found<'_>, exempt: &[Exempt], deleters: &Callers<'_>) -> Vec<Group> {
    let root = found.root_arn();
    let mut groups = vec![person::root(found, &root)];
    for (arn, set) in people(found, exempt) {
        if arn != root {
            groups.push(person::person(found, &arn, &names(&[&set])));
        }
    }
    groups.push(account::account(found, exempt, deleters));
    groups.extend(account::organization(found));
    groups
}

/// Those who are meant to get back in: whom the policies exclude, and of whom the case file says
/// who answers for their exemption, or why they have one.
fn people(found: &Found<'_>, exempt: &[Exempt]) -> Vec<(String, PrincipalSet)> {
    let mut people: Vec<(String, PrincipalSet)> = exempt
        .iter()
        .map(|one| (one.arn.clone(), one.principals.clone()))
        .collect();
    let own = format!("::{}:", found.question.account);
    for known in &found.case.file().principals {
        let is_exempt = known.owner.is_some() || known.reason.is_some() || known.expires.is_some();
        let arn = &known.principal;
        let is_one = !arn.contains(['*', '?', '$']) && arn.contains(&own);
        if is_exempt && is_one && !people.iter().any(|(_, set)| is_among(set, arn)) {
            let set = PrincipalSet {
                within: Some(vec![vestibule_wire::Pattern::Exact(arn.clone())]),
                ..PrincipalSet::default()
            };
            people.push((arn.clone(), set));
        }
    }
    people.truncate(PEOPLE);
    people
}

/// The checklist in the contract's JSON.
pub(super) fn points(groups: &[Group]) -> Vec<ReadinessPoint> {
    let points = groups.iter().flat_map(|group| &group.points);
    let told = |point: &Point| ReadinessPoint {
        point: point.kind,
        principal: point.principal.clone(),
        basis: point.basis,
        holds: point.holds,
        statement: point.statement.plain(),
        details: point.details.iter().map(|detail| detail.plain()).collect(),
        witness: point.witness.clone(),
        decided_by: point.decided_by.clone(),
        tell: point.tell.iter().map(|&member| member.to_owned()).collect(),
        run: point.run.clone(),
        sources: point.sources.iter().map(|&tag| tag.to_owned()).collect(),
    };
    points.map(told).collect()
}

/// The principal gets in at the console through all layers, as the map proves it.
fn sign_in(found: &Found<'_>, arn: &str, whom: &Message) -> Point {
    let [allowed, denied, unknown] = [Outcome::Allowed, Outcome::Denied, Outcome::Unknown]
        .map(|outcome| found.console(arn, outcome));
    let witness = |regions: &[&vestibule_wire::Region]| {
        regions.first().map(|region| Request {
            principal: arn.to_owned(),
            ..region.witness.clone()
        })
    };
    let kind = ReadinessKind::SignIn;
    let mut point = match found.gets_in(arn) {
        WayBack::Open => {
            let statement = super::words::gets_in(whom, &allowed);
            Point::proven(kind, true, statement).seen(witness(&allowed))
        }
        WayBack::Closed => {
            let decided_by = denied.first().map(|region| region.decided_by.clone());
            let statement = super::words::gets_in_nowhere(whom);
            let mut point = Point::proven(kind, false, statement).seen(witness(&denied));
            point.decided_by = decided_by.unwrap_or_default();
            point
        }
        WayBack::Unknown => {
            let mut point = Point::untold(kind, super::words::whether_gets_in(whom));
            if let Some(first) = unknown.first() {
                point.decided_by.clone_from(&first.decided_by);
                let keys = first.depends_on.iter().flatten();
                let keys: Vec<_> = keys.map(|key| code(key)).collect();
                if !keys.is_empty() {
                    point = point.detail(message!("that depends on {keys}", keys = all_of(keys)));
                }
            }
            point
        }
    };
    if point.holds == Some(true) && !denied.is_empty() {
        point = point.detail(super::words::is_denied(whom, &denied));
    }
    point.of(arn).by(&["UG"])
}

/// What the policies say of whether the principal may make the calls of `callers`.
fn call(callers: &Callers<'_>, kind: ReadinessKind, arn: &str, whom: &Message) -> Point {
    use WayBack::{Closed, Open, Unknown};
    let (verdict, calls) = callers.of_principal(arn);
    let why = calls.first().map(|calls| callers.why(calls));
    let why = why.unwrap_or_default();
    let point = match verdict {
        Open => {
            let statement = super::words::may_call(whom, callers.action, &calls);
            let mut point = Point::proven(kind, true, statement);
            point.decided_by = why.decided_by;
            point
        }
        Closed => {
            let statement = super::words::may_not_call(whom, callers.action, &why);
            let mut point = Point::proven(kind, false, statement);
            point.decided_by = why.decided_by;
            point
        }
        Unknown => {
            let mut all = super::words::may_call_if(whom, callers.action, &why).into_iter();
            let first = all.next().unwrap_or_else(|| {
                message!(
                    "whether {whom} may call {action}",
                    whom = whom.clone(),
                    action = code(callers.action)
                )
            });
            let mut point = Point::untold(kind, first);
            point.details.extend(all);
            point.left_open(why)
        }
    };
    point.of(arn).by(&["UG", "SAR", "EVAL"])
}
