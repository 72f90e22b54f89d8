//! Does a `Principal` or `NotPrincipal` element name the caller? [PRIN, NOTPRIN]

use crate::language::{Effect, Id};
use crate::policy::{PrincipalElement, PrincipalEntry, PrincipalType};
use crate::truth::Truth;
use crate::work::{Weight, count};

/// Who makes a request.
#[derive(Clone, Copy, Debug)]
pub enum Caller<'a> {
    /// Nobody has authenticated: only `*` names the caller.
    Anonymous,
    /// An authenticated principal.
    Known(Identity<'a>),
}

/// An authenticated principal as policies may name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity<'a> {
    /// The account, twelve digits.
    pub account: &'a str,
    /// The ARN of the user, role, federated user or account root.
    pub arn: &'a str,
    /// For a role, its name without the path: it stands in the ARNs of its sessions.
    pub role: Option<&'a str>,
    /// True when it has a permissions boundary.
    pub bounded: bool,
}

/// A compiled `Principal` or `NotPrincipal`.
#[derive(Clone, Debug)]
pub struct CallerMatcher {
    not: bool,
    anyone: bool,
    names: Vec<PrincipalName>,
}

/// Whom an entry of a `Principal` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrincipalName {
    /// A whole account: its ID or the ARN of its root.
    Account(Box<str>),
    /// One principal by its ARN; names compare with regard to case.
    Arn(Box<str>),
}

impl CallerMatcher {
    pub(super) fn compile(element: &PrincipalElement) -> Self {
        let aws = |entry: &&PrincipalEntry| entry.kind == PrincipalType::Aws;
        let names: Vec<&str> = element
            .entries
            .iter()
            .filter(aws)
            .map(|e| &*e.value.value)
            .collect();
        Self {
            not: element.not,
            anyone: names.contains(&"*"),
            names: names
                .into_iter()
                .filter(|name| *name != "*")
                .map(PrincipalName::of)
                .collect(),
        }
    }

    /// True for `NotPrincipal`.
    #[must_use]
    pub fn is_not(&self) -> bool {
        self.not
    }

    /// True when `*` is among the names.
    #[must_use]
    pub fn names_anyone(&self) -> bool {
        self.anyone
    }

    /// Whom it names, `*` aside. Principals that cannot sign in are left out: services,
    /// identity providers and canonical users.
    #[must_use]
    pub fn entries(&self) -> &[PrincipalName] {
        &self.names
    }

    /// True when the answer is not the same for everyone.
    #[must_use]
    pub fn depends_on_caller(&self) -> bool {
        !self.anyone
    }

    /// What [`CallerMatcher::truth`] costs at most.
    pub(super) fn weight(&self) -> Weight {
        let name = |name: &PrincipalName| match name {
            PrincipalName::Account(_) => 8,
            PrincipalName::Arn(arn) => 16 + count(arn.len()),
        };
        Weight::fixed(self.names.iter().map(name).sum())
    }

    /// Does it name the caller, in a statement with that effect?
    #[must_use]
    pub fn truth(&self, caller: Caller<'_>, effect: Option<Effect>) -> Truth {
        if self.anyone {
            return Truth::from(!self.not);
        }
        let Caller::Known(identity) = caller else {
            return Truth::from(self.not);
        };
        match (self.not, effect) {
            (false, _) => self.names(identity),
            (true, Some(Effect::Allow)) => self.names(identity).negate(),
            (true, _) => self.exempts(identity).negate(),
        }
    }

    /// Is the caller named, directly or through the account?
    fn names(&self, identity: Identity<'_>) -> Truth {
        if self.names_account(identity) {
            Truth::True
        } else {
            self.names_itself(identity)
        }
    }

    fn names_account(&self, identity: Identity<'_>) -> bool {
        self.names
            .iter()
            .any(|name| matches!(name, PrincipalName::Account(account) if **account == *identity.account))
    }

    /// Is the caller itself named? A named session of the caller's role may be the caller's
    /// or another one, so the answer is then unknown.
    fn names_itself(&self, identity: Identity<'_>) -> Truth {
        let arns = || {
            self.names.iter().filter_map(|name| match name {
                PrincipalName::Arn(arn) => Some(&**arn),
                PrincipalName::Account(_) => None,
            })
        };
        if arns().any(|arn| arn == identity.arn) {
            Truth::True
        } else if arns().any(|arn| is_session_of(arn, identity)) {
            Truth::Unknown
        } else {
            Truth::False
        }
    }

    /// Does a Deny with this `NotPrincipal` exempt the caller? It must name the
    /// account beside the principal, and for a role the session as well; with
    /// less, AWS says that it "might" deny. It never exempts a principal with a
    /// permissions boundary. [NOTPRIN]
    fn exempts(&self, identity: Identity<'_>) -> Truth {
        if identity.bounded {
            return Truth::False;
        }
        let account_named = self.names_account(identity);
        if identity.arn.ends_with(":root") {
            return Truth::from(account_named);
        }
        match self.names_itself(identity) {
            Truth::False => Truth::False,
            Truth::True if account_named && identity.role.is_none() => Truth::True,
            Truth::True | Truth::Unknown | Truth::Indeterminate => Truth::Unknown,
        }
    }
}

/// Is `arn` that of a session of the caller's role?
fn is_session_of(arn: &str, identity: Identity<'_>) -> bool {
    let Some(role) = identity.role else {
        return false;
    };
    arn.split_once(":sts::")
        .and_then(|(_, rest)| rest.strip_prefix(identity.account))
        .and_then(|rest| rest.strip_prefix(":assumed-role/"))
        .and_then(|rest| rest.strip_prefix(role))
        .is_some_and(|rest| rest.starts_with('/'))
}

impl PrincipalName {
    fn of(text: &str) -> Self {
        let root = text
            .strip_prefix("arn:")
            .and_then(|rest| rest.split_once(":iam::"))
            .and_then(|(_, rest)| rest.strip_suffix(":root"));
        match root {
            Some(account) => PrincipalName::Account(account.into()),
            None if Id::ACCOUNT.matches(text) => PrincipalName::Account(text.into()),
            None => PrincipalName::Arn(text.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Span, Text};

    const USER: &str = "arn:aws:iam::111122223333:user/alice";
    const ROLE: &str = "arn:aws:iam::111122223333:role/admin";
    const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/admin/s1";
    const ROOT: &str = "arn:aws:iam::111122223333:root";

    fn matcher(not: bool, names: &[&str]) -> CallerMatcher {
        let text = |value: &&str| Text {
            value: (*value).into(),
            span: Span::default(),
        };
        CallerMatcher::compile(&PrincipalElement {
            not,
            span: Span::default(),
            entries: names
                .iter()
                .map(|name| PrincipalEntry {
                    kind: PrincipalType::Aws,
                    value: text(name),
                })
                .collect(),
        })
    }

    fn identity<'a>(arn: &'a str, role: Option<&'a str>) -> Identity<'a> {
        Identity {
            account: "111122223333",
            arn,
            role,
            bounded: false,
        }
    }

    #[test]
    fn principal_names_the_caller() {
        use Truth::{False, True, Unknown};
        let user = identity(USER, None);
        let role = identity(ROLE, Some("admin"));
        let rows: &[(&[&str], Truth, Truth, Truth)] = &[
            // names, anonymous, user, role
            (&["*"], True, True, True),
            (&["111122223333"], False, True, True),
            (&[ROOT], False, True, True),
            (&["444455556666"], False, False, False),
            (&[USER], False, True, False),
            (
                &["arn:aws:iam::111122223333:user/Alice"],
                False,
                False,
                False,
            ),
            (&[ROLE], False, False, True),
            (&[SESSION], False, False, Unknown),
            (&["arn:aws:iam::111122223333:user/*"], False, False, False),
            (&[], False, False, False),
            (&["444455556666", USER], False, True, False),
        ];
        for (names, anonymous, by_user, by_role) in rows {
            let matcher = matcher(false, names);
            for effect in [Some(Effect::Allow), Some(Effect::Deny), None] {
                assert_eq!(
                    matcher.truth(Caller::Anonymous, effect),
                    *anonymous,
                    "{names:?}"
                );
                assert_eq!(
                    matcher.truth(Caller::Known(user), effect),
                    *by_user,
                    "{names:?}"
                );
                assert_eq!(
                    matcher.truth(Caller::Known(role), effect),
                    *by_role,
                    "{names:?}"
                );
            }
        }
    }

    #[test]
    fn a_deny_with_not_principal_exempts_only_who_is_fully_named() {
        use Truth::{False, True, Unknown};
        let user = identity(USER, None);
        let role = identity(ROLE, Some("admin"));
        let root = identity(ROOT, None);
        let rows: &[(&[&str], Identity<'_>, Truth)] = &[
            (&[USER, ROOT], user, False),
            (&[USER], user, Unknown),
            (&[ROOT], user, True),
            (&["444455556666"], user, True),
            (&[ROLE, SESSION, ROOT], role, Unknown),
            (&[ROLE, ROOT], role, Unknown),
            (&[ROOT], role, True),
            (&[ROOT], root, False),
            (&[USER], root, True),
            (&["*"], user, False),
        ];
        for (names, identity, expected) in rows {
            let truth = matcher(true, names).truth(Caller::Known(*identity), Some(Effect::Deny));
            assert_eq!(truth, *expected, "{names:?} {}", identity.arn);
        }
        let bounded = Identity {
            bounded: true,
            ..user
        };
        let deny = matcher(true, &[USER, ROOT]).truth(Caller::Known(bounded), Some(Effect::Deny));
        assert_eq!(deny, True);
        let anonymous = matcher(true, &[USER]).truth(Caller::Anonymous, Some(Effect::Deny));
        assert_eq!(anonymous, True);
        let allow = matcher(true, &[USER]).truth(Caller::Known(user), Some(Effect::Allow));
        assert_eq!(allow, False);
    }
}
