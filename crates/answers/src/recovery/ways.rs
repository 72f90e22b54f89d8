//! Each way back: whether it is there, for whom, and what to run.

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{
    Case, ConsoleAuthorization, JoinedMethod, Outcome, PrincipalSet, RecoveryKind, Region, Request,
    WayBack,
};

use super::callers::{Callers, Calls};
use super::known::{self, ORGANIZATION_ROLE};
use super::{commands, overall, words};
use crate::lint::is_of;
use crate::question::Question;
use crate::summary::About;
use crate::summary::exempt::Exempt;
use crate::words::{is_among, names};

/// So many sets of principals are told of one kind of way.
const SETS: usize = 8;

/// A way back, in words.
pub(super) struct Way {
    pub(super) kind: RecoveryKind,
    pub(super) verdict: WayBack,
    pub(super) title: Message,
    pub(super) principals: Vec<PrincipalSet>,
    pub(super) proven: Vec<Message>,
    pub(super) told: Vec<Message>,
    pub(super) untold: Vec<Message>,
    pub(super) witness: Option<Request>,
    pub(super) commands: Vec<String>,
}

/// What was found about an account.
pub(super) struct Found<'a> {
    pub(super) case: &'a Case,
    pub(super) question: &'a Question<'a>,
    pub(super) about: &'a About<'a>,
    pub(super) callers: &'a Callers<'a>,
    pub(super) today: Option<&'a str>,
}

impl Found<'_> {
    /// All ways, in the order in which to try them.
    pub(super) fn ways(&self, exempt: &[Exempt]) -> Vec<Way> {
        let mut ways: Vec<Way> = exempt
            .iter()
            .take(SETS)
            .map(|one| self.exempt(one))
            .collect();
        if ways.is_empty() {
            ways.push(self.nobody_exempt());
        }
        let credentials = self.credentials();
        // AWS Support needs somebody who may make the call; see the guide.
        let support = overall(credentials.iter().map(|way| way.verdict));
        ways.extend(credentials);
        ways.push(self.root());
        ways.extend(self.organization_role());
        ways.extend(self.management_account());
        ways.push(Self::support(support));
        ways
    }

    fn way(&self, kind: RecoveryKind, verdict: WayBack, title: Message) -> Way {
        Way {
            kind,
            verdict,
            title,
            principals: Vec::new(),
            proven: Vec::new(),
            told: Vec::new(),
            untold: Vec::new(),
            witness: None,
            commands: commands::delete(&self.question.account, self.organization()),
        }
    }

    /// The organization that console authorization is on for, where both are told.
    fn organization(&self) -> Option<&str> {
        let account = self.case.file().account.as_ref()?;
        let id = account.organization.as_ref()?.id.as_deref()?;
        self.is_on_for_organization().then_some(id)
    }

    /// Whether the case says by target that it is on for the organization.
    fn is_on_for_organization(&self) -> bool {
        let account = self.case.file().account.as_ref();
        matches!(
            account.and_then(|account| account.console_authorization),
            Some(ConsoleAuthorization::ByTarget(targets)) if targets.organization
        )
    }

    /// Adds what a call on its account leaves out: the target.
    fn with_target(&self, mut way: Way) -> Way {
        let account = self.case.file().account.as_ref();
        let told = account.and_then(|account| account.console_authorization);
        let authorizer = self.case.compiled().authorizer();
        let has_organization = authorizer.account().organization.is_some();
        if self.is_on_for_organization() {
            way.told.push(words::on_for_organization());
            if way.verdict == WayBack::Open {
                way.verdict = WayBack::Unknown;
                way.untold.push(words::who_for_organization());
            }
        } else if has_organization && !matches!(told, Some(ConsoleAuthorization::ByTarget(_))) {
            way.untold.push(words::which_target());
        }
        way
    }

    fn nobody_exempt(&self) -> Way {
        let mut way = self.way(
            RecoveryKind::ExcludedPrincipal,
            WayBack::Closed,
            message!("an excluded principal signs in to the console"),
        );
        way.proven.push(message!(
            "the policies exclude nobody who gets in where others are denied"
        ));
        way.commands = Vec::new();
        way
    }

    /// An excluded principal signs in and makes the call.
    fn exempt(&self, exempt: &Exempt) -> Way {
        let whom = names(&[&exempt.principals]);
        let (call, calls) = self.callers.of_principal(&exempt.arn);
        let known = known::of(self.case, &exempt.arn, &whom, self.today);
        let regions = self.console(&exempt.arn, Outcome::Allowed);
        let entry = self.gets_in(&exempt.arn);
        let verdict = match (entry, call) {
            _ if known.is_stopped => WayBack::Closed,
            (WayBack::Closed, _) | (_, WayBack::Closed) => WayBack::Closed,
            (WayBack::Unknown, _) => WayBack::Unknown,
            (WayBack::Open, call) => call,
        };
        let title = message!(
            "{whom} signs in to the console and puts console authorization off",
            whom = whom.clone()
        );
        let mut way = self.way(RecoveryKind::ExcludedPrincipal, verdict, title);
        way.principals = vec![exempt.principals.clone()];
        match entry {
            WayBack::Open => way.proven.push(words::gets_in(&whom, &regions)),
            WayBack::Closed => way.proven.push(words::gets_in_nowhere(&whom)),
            WayBack::Unknown => way.untold.push(words::whether_gets_in(&whom)),
        }
        way.witness = regions.first().map(|region| Request {
            principal: exempt.arn.clone(),
            ..region.witness.clone()
        });
        self.say_call(&mut way, &whom, call, &calls);
        way.told.extend(known.told);
        way.untold.extend(known.untold);
        self.with_target(way)
    }

    /// The regions of sign-ins of a principal to the console with an outcome.
    pub(super) fn console(&self, arn: &str, outcome: Outcome) -> Vec<&Region> {
        let own = |region: &&&Region| {
            let set = region.place.principal.as_ref();
            region.outcome == outcome && set.is_none_or(|set| is_among(set, arn))
        };
        self.about.console.iter().filter(own).copied().collect()
    }

    /// Whether the policies let a principal in at the console from anywhere at all.
    pub(super) fn gets_in(&self, arn: &str) -> WayBack {
        let has = |outcome| !self.console(arn, outcome).is_empty();
        if has(Outcome::Allowed) {
            WayBack::Open
        } else if has(Outcome::Denied) && !has(Outcome::Unknown) {
            WayBack::Closed
        } else {
            WayBack::Unknown
        }
    }

    /// The ARN of the root user.
    pub(super) fn root_arn(&self) -> String {
        let partition = self.question.options.partition.as_deref().unwrap_or("aws");
        format!("arn:{partition}:iam::{}:root", self.question.account)
    }

    /// Adds what the policies say of the call.
    fn say_call(&self, way: &mut Way, whom: &Message, call: WayBack, calls: &[&Calls]) {
        match call {
            WayBack::Open => way
                .proven
                .push(words::may_call(whom, self.callers.action, calls)),
            WayBack::Closed => {
                let why = calls.first().map(|calls| self.callers.why(calls));
                let why = why.unwrap_or_default();
                way.proven
                    .push(words::may_not_call(whom, self.callers.action, &why));
            }
            WayBack::Unknown => {
                let why = calls.first().map(|calls| self.callers.why(calls));
                let why = why.unwrap_or_default();
                way.untold
                    .extend(words::may_call_if(whom, self.callers.action, &why));
            }
        }
    }

    /// Those whom the policies let make the call with credentials outside of the console.
    fn credentials(&self) -> Vec<Way> {
        let passing = self.callers.passing();
        let of = |(set, calls): &(PrincipalSet, Vec<&Calls>)| {
            let whom = names(&[set]);
            let title = message!(
                "{whom} puts console authorization off with SigV4 credentials",
                whom = whom.clone()
            );
            let mut way = self.way(RecoveryKind::Credentials, WayBack::Open, title);
            way.principals = vec![set.clone()];
            self.say_call(&mut way, &whom, WayBack::Open, calls);
            way.told.push(words::programmatic());
            way.untold.push(words::has_credentials(&whom));
            self.with_target(way)
        };
        let mut ways: Vec<Way> = passing.iter().take(SETS).map(of).collect();
        let open = self.callers.open();
        if let Some((_, calls)) = open.first() {
            let sets: Vec<&PrincipalSet> = open.iter().map(|(set, _)| set).collect();
            let whom = names(&sets);
            let title = message!(
                "{whom}, perhaps, with SigV4 credentials",
                whom = whom.clone()
            );
            let mut way = self.way(RecoveryKind::Credentials, WayBack::Unknown, title);
            way.principals = sets.into_iter().cloned().collect();
            self.say_call(&mut way, &whom, WayBack::Unknown, calls);
            way.told.push(words::programmatic());
            way.untold.push(words::has_credentials(&whom));
            ways.push(self.with_target(way));
        }
        if ways.is_empty() {
            let title =
                message!("a user or role puts console authorization off with SigV4 credentials");
            let mut way = self.way(RecoveryKind::Credentials, WayBack::Closed, title);
            way.proven.push(words::nobody_may_call(self.callers.action));
            way.commands = Vec::new();
            ways.push(way);
        }
        ways
    }

    /// The root user, of whom nobody knows whether it has access keys.
    fn root(&self) -> Way {
        let arn = self.root_arn();
        let (call, calls) = self.callers.of_principal(&arn);
        let account = self.case.file().account.as_ref();
        let credentials = account.and_then(|account| account.root_credentials);
        let set = PrincipalSet {
            kind: Some(vec![vestibule_wire::PrincipalKind::Root]),
            ..PrincipalSet::default()
        };
        let whom = names(&[&set]);
        let verdict = match (call, credentials) {
            (WayBack::Closed, _) | (_, Some(false)) => WayBack::Closed,
            _ => WayBack::Unknown,
        };
        let title = message!(
            "{whom} puts console authorization off with access keys",
            whom = whom.clone()
        );
        let mut way = self.way(RecoveryKind::Credentials, verdict, title);
        way.principals = vec![set];
        self.say_call(&mut way, &whom, call, &calls);
        if credentials == Some(false) {
            way.told.push(message!(
                "the credentials of {whom} were removed",
                whom = whom
            ));
        } else {
            way.untold.push(message!(
                "whether {whom} has access keys, which AWS advises against",
                whom = whom
            ));
        }
        self.with_target(way)
    }

    /// Whether the role is there by which a management account enters accounts that it created:
    /// what is told of it, or what nobody tells. `None` of the management account itself.
    pub(super) fn organization_role_is_there(
        &self,
    ) -> Option<(WayBack, Result<Message, Message>, String)> {
        let account = self.case.file().account.as_ref();
        let authorizer = self.case.compiled().authorizer().account();
        if authorizer.is_management() {
            return None;
        }
        let partition = self.question.options.partition.as_deref().unwrap_or("aws");
        let arn = format!(
            "arn:{partition}:iam::{}:role/{ORGANIZATION_ROLE}",
            self.question.account
        );
        let is_known = |of: &vestibule_wire::KnownPrincipal| is_of(&of.principal, &arn);
        let is_there = self.case.file().principals.iter().any(is_known);
        let joined = account.and_then(|account| account.joined_method);
        let role = code(ORGANIZATION_ROLE);
        let (exists, said) = match (is_there, joined) {
            (true, _) => (
                WayBack::Open,
                Ok(message!("the case file names {role}", role = role)),
            ),
            (false, Some(JoinedMethod::Created)) => (
                WayBack::Open,
                Ok(message!(
                    "AWS Organizations makes {role} in accounts that it creates, such as this one",
                    role = role
                )),
            ),
            (false, Some(JoinedMethod::Invited)) => (
                WayBack::Closed,
                Ok(message!(
                    "accounts that were invited, such as this one, do not have {role} unless somebody made it",
                    role = role
                )),
            ),
            (false, None) => (
                WayBack::Unknown,
                Err(message!(
                    "whether AWS Organizations created the account: only then it made {role}",
                    role = role
                )),
            ),
        };
        Some((exists, said, arn))
    }

    /// The management account enters by that role.
    fn organization_role(&self) -> Option<Way> {
        let (exists, said, arn) = self.organization_role_is_there()?;
        let (call, calls) = self.callers.of_principal(&arn);
        let verdict = match (exists, call) {
            (WayBack::Closed, _) | (_, WayBack::Closed) => WayBack::Closed,
            (WayBack::Open, WayBack::Open) => WayBack::Open,
            _ => WayBack::Unknown,
        };
        let whom = message!("{it}", it = code(&format!("role/{ORGANIZATION_ROLE}")));
        let title = message!(
            "the management account assumes {role} and puts console authorization off",
            role = code(ORGANIZATION_ROLE)
        );
        let mut way = self.way(RecoveryKind::OrganizationRole, verdict, title);
        self.say_call(&mut way, &whom, call, &calls);
        match said {
            Ok(told) => way.told.push(told),
            Err(untold) => way.untold.push(untold),
        }
        if exists == WayBack::Closed {
            way.commands = Vec::new();
            return Some(way);
        }
        way.untold.push(message!(
            "whether somebody in the management account may call {action}",
            action = code("sts:AssumeRole")
        ));
        let mut lines = commands::assume(&arn);
        lines.append(&mut way.commands);
        way.commands = lines;
        Some(self.with_target(way))
    }

    /// The management account takes off what denies.
    fn management_account(&self) -> Option<Way> {
        let authorizer = self.case.compiled().authorizer();
        if authorizer.account().is_management() {
            return None;
        }
        let commands = commands::detach(authorizer, &self.question.account);
        if commands.is_empty() {
            return None;
        }
        let title = message!("the management account detaches the RCP or SCP that denies");
        let mut way = self.way(RecoveryKind::ManagementAccount, WayBack::Unknown, title);
        way.told.push(message!(
            "RCPs and SCPs do not bind the management account, nor do they close its console"
        ));
        way.untold.push(message!(
            "whether somebody in the management account may call {action}",
            action = code("organizations:DetachPolicy")
        ));
        way.commands = commands;
        Some(way)
    }

    /// AWS Support's recovery portal.
    fn support(verdict: WayBack) -> Way {
        Way {
            kind: RecoveryKind::Support,
            verdict,
            title: message!("AWS Support sends a link to its recovery portal"),
            principals: Vec::new(),
            proven: Vec::new(),
            told: words::support(),
            untold: vec![words::support_principal()],
            witness: None,
            commands: Vec::new(),
        }
    }
}
