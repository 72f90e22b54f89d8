//! Principals in words.

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::message;
use vestibule_wire::{AnyCase, Pattern, PrincipalKind, PrincipalSet};

use super::pattern::{admits, single};
use super::tree::{self, all, apart, one};

const KINDS: [PrincipalKind; 5] = [
    PrincipalKind::Root,
    PrincipalKind::User,
    PrincipalKind::Role,
    PrincipalKind::IdentityCenterRole,
    PrincipalKind::FederatedUser,
];

const IDENTITY_CENTER: &str = "role/aws-reserved/sso.amazonaws.com/";

fn plural(kind: PrincipalKind) -> Message {
    match kind {
        PrincipalKind::Root => message!("the root user"),
        PrincipalKind::User => message!("users"),
        PrincipalKind::Role => message!("roles"),
        PrincipalKind::IdentityCenterRole => message!("roles of IAM Identity Center"),
        PrincipalKind::FederatedUser => message!("federated users"),
    }
}

/// `everybody but user/Contractor`, `users among user/team/*`.
pub(super) fn who(set: &PrincipalSet) -> Message {
    let kinds = set.kind.as_deref();
    let mut exceptions: Vec<Arg> = Vec::new();
    let some = match (&set.within, kinds) {
        (Some(within), kinds) => {
            let names = all(within.iter().map(name).collect());
            match kinds {
                Some(kinds) if !within.iter().all(says_kind) => {
                    message!(
                        "{kinds} among {names}",
                        kinds = all_of(kinds),
                        names = names
                    )
                }
                Some(_) | None => one(names),
            }
        }
        (None, None) => message!("everybody"),
        (None, Some(kinds)) => {
            let others = KINDS.into_iter().filter(|kind| !kinds.contains(kind));
            let others: Vec<PrincipalKind> = others.collect();
            if others.len() < kinds.len() {
                exceptions.extend(others.iter().map(|kind| plural(*kind).into()));
                message!("everybody")
            } else {
                one(all_of(kinds))
            }
        }
    };
    // One of another kind is none of them anyway.
    let is_of_kind = |pattern: &&Pattern| match (pattern, kinds) {
        (Pattern::Exact(text), Some(kinds)) if says_kind(pattern) => kinds.contains(&kind_of(text)),
        _ => true,
    };
    exceptions.extend(set.without.iter().filter(is_of_kind).map(name));
    if exceptions.is_empty() {
        some
    } else {
        but(some, all(exceptions))
    }
}

/// Several sets of principals.
pub(crate) fn names(sets: &[&PrincipalSet]) -> Message {
    let sets = united(sets);
    match one_by_one(&sets) {
        Some(names) => one(all(names)),
        None => apart(sets.iter().map(who).collect()),
    }
}

/// The same principals in fewer words: one that is named is no exception of another set.
fn united(sets: &[&PrincipalSet]) -> Vec<PrincipalSet> {
    let mut united: Vec<PrincipalSet> = sets.iter().map(|set| (*set).clone()).collect();
    let names: Vec<Pattern> = united
        .iter()
        .filter(|set| named(set).is_some())
        .flat_map(|set| set.within.clone().unwrap_or_default())
        .collect();
    for set in united.iter_mut().filter(|set| set.within.is_none()) {
        set.without.retain(|pattern| !names.contains(pattern));
    }
    let is_told = |set: &PrincipalSet| {
        let others = || united.iter().filter(|other| other.within.is_none());
        let is_among = |arn: &String| others().any(|other| is_among(other, arn));
        named(set).is_some_and(|arns| arns.iter().all(is_among))
    };
    let told: Vec<bool> = united.iter().map(is_told).collect();
    let kept = united.into_iter().zip(told);
    kept.filter_map(|(set, is_told)| (!is_told).then_some(set))
        .collect()
}

/// The principals of sets that only name some; `None` where one is of another form.
fn one_by_one(sets: &[PrincipalSet]) -> Option<Vec<Arg>> {
    let mut names = Vec::new();
    for set in sets {
        let within = set.within.as_ref().filter(|_| set.without.is_empty());
        match (within, &set.kind) {
            (Some(within), None) => names.extend(within.iter().map(name)),
            (Some(within), Some(_)) if within.iter().all(says_kind) => {
                names.extend(within.iter().map(name));
            }
            _ => return None,
        }
    }
    Some(names)
}

/// `everybody but user/Contractor`.
pub(super) fn but(some: Message, exceptions: Arg) -> Message {
    message!(
        "{some} but {exceptions}",
        some = some,
        exceptions = exceptions
    )
}

fn all_of(kinds: &[PrincipalKind]) -> Arg {
    all(kinds.iter().map(|kind| plural(*kind).into()).collect())
}

/// A pattern of ARNs of the one account without the account.
fn name(pattern: &Pattern) -> Arg {
    match pattern {
        Pattern::Exact(pattern) if of_account(pattern) == "root" => {
            plural(PrincipalKind::Root).into()
        }
        Pattern::Exact(pattern) => tree::name(of_account(pattern)),
        Pattern::AnyCase(AnyCase { any_case }) => in_any_case(of_account(any_case)).into(),
        Pattern::All(of) => all_at_once(of.all.iter().map(name).collect()).into(),
    }
}

/// A text whose upper and lower case do not differ.
pub(super) fn in_any_case(text: &str) -> Message {
    message!("{text} in any case of its letters", text = tree::name(text))
}

/// What several patterns have in common.
pub(super) fn all_at_once(patterns: Vec<Arg>) -> Message {
    message!(
        "whatever matches all of {patterns}",
        patterns = all(patterns)
    )
}

fn of_account(arn: &str) -> &str {
    let mut fields = arn.splitn(6, ':');
    let is_arn = fields.next() == Some("arn");
    fields.nth(4).filter(|_| is_arn).unwrap_or(arn)
}

/// Whether every ARN that a pattern matches is of one kind, which is seen in the pattern.
fn says_kind(pattern: &Pattern) -> bool {
    let Pattern::Exact(text) = pattern else {
        return false;
    };
    let name = of_account(text);
    if single(pattern).is_some() || name == "root" || name.starts_with(IDENTITY_CENTER) {
        return true;
    }
    let literal = name.split(['*', '?', '$']).next().unwrap_or_default();
    literal.starts_with("user/")
        || literal.starts_with("federated-user/")
        || (literal.starts_with("role/") && !IDENTITY_CENTER.starts_with(literal))
}

/// The kind of the principal with that ARN.
pub(crate) fn kind_of(arn: &str) -> PrincipalKind {
    let name = of_account(arn);
    if name.starts_with(IDENTITY_CENTER) {
        PrincipalKind::IdentityCenterRole
    } else if name.starts_with("role/") {
        PrincipalKind::Role
    } else if name.starts_with("user/") {
        PrincipalKind::User
    } else if name.starts_with("federated-user/") {
        PrincipalKind::FederatedUser
    } else {
        PrincipalKind::Root
    }
}

/// Whether the principal with that ARN belongs.
pub(crate) fn is_among(set: &PrincipalSet, arn: &str) -> bool {
    let kinds = set.kind.as_ref();
    kinds.is_none_or(|kinds| kinds.contains(&kind_of(arn)))
        && admits(set.within.as_deref(), &set.without, arn)
}

/// The ARNs of a set that consists of a few principals.
pub(crate) fn named(set: &PrincipalSet) -> Option<Vec<String>> {
    let within = set.within.as_ref().filter(|_| set.without.is_empty())?;
    within.iter().map(single).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arns(names: &[&str]) -> Vec<Pattern> {
        let arn = |name: &&str| Pattern::Exact(format!("arn:aws:iam::111122223333:{name}"));
        names.iter().map(arn).collect()
    }

    #[test]
    fn principals_in_words() {
        use PrincipalKind::{FederatedUser, IdentityCenterRole, Role, Root, User};
        let set = |kind: &[PrincipalKind], within: &[&str], without: &[&str]| PrincipalSet {
            kind: (!kind.is_empty()).then(|| kind.to_vec()),
            within: (!within.is_empty()).then(|| arns(within)),
            without: arns(without),
        };
        for (set, expected) in [
            (set(&[], &[], &[]), "everybody"),
            (
                set(&[], &[], &["user/a", "role/b"]),
                "everybody but user/a and role/b",
            ),
            (
                set(&[Root, User, Role, FederatedUser], &[], &["user/a"]),
                "everybody but roles of IAM Identity Center and user/a",
            ),
            (
                set(&[IdentityCenterRole], &[], &[]),
                "roles of IAM Identity Center",
            ),
            (
                set(&[IdentityCenterRole], &[], &["role/BreakGlass", "user/a"]),
                "roles of IAM Identity Center",
            ),
            (set(&[Role], &[], &["role/a", "user/a"]), "roles but role/a"),
            (set(&[User], &["user/a"], &[]), "user/a"),
            (
                set(&[User], &["user/team/*"], &["user/team/x"]),
                "user/team/* but user/team/x",
            ),
            (
                set(&[Root, User], &["root", "user/a"], &[]),
                "the root user and user/a",
            ),
            (set(&[Role], &["role/*"], &[]), "roles among role/*"),
            (set(&[Role], &["role/team/*"], &[]), "role/team/*"),
            (
                set(&[User, Role], &["*Admin*"], &[]),
                "users and roles among *Admin*",
            ),
        ] {
            assert_eq!(who(&set).plain(), expected);
        }
        let roles = set(&[Role], &["role/*"], &[]);
        let arn = |name: &str| format!("arn:aws:iam::111122223333:{name}");
        assert!(is_among(&roles, &arn("role/a")));
        assert!(!is_among(
            &roles,
            &arn("role/aws-reserved/sso.amazonaws.com/a")
        ));
        assert!(!is_among(&roles, &arn("user/a")));
    }

    #[test]
    fn several_sets_are_named_in_few_words() {
        use PrincipalKind::{IdentityCenterRole, User};
        let set = |kind: &[PrincipalKind], within: &[&str], without: &[&str]| PrincipalSet {
            kind: (!kind.is_empty()).then(|| kind.to_vec()),
            within: (!within.is_empty()).then(|| arns(within)),
            without: arns(without),
        };
        for (sets, expected) in [
            (
                vec![set(&[User], &["user/a"], &[]), set(&[], &["role/b"], &[])],
                "user/a and role/b",
            ),
            (
                vec![
                    set(&[User], &["user/a"], &[]),
                    set(&[], &[], &["role/b", "user/a"]),
                ],
                "everybody but role/b",
            ),
            (
                vec![
                    set(&[User], &["user/a"], &[]),
                    set(&[IdentityCenterRole], &[], &["user/a"]),
                ],
                "user/a; roles of IAM Identity Center",
            ),
            (
                vec![
                    set(&[User], &["user/a"], &[]),
                    set(&[], &[], &["user/*", "user/a"]),
                ],
                "user/a; everybody but user/*",
            ),
        ] {
            let sets: Vec<&PrincipalSet> = sets.iter().collect();
            assert_eq!(names(&sets).plain(), expected);
        }
    }
}
