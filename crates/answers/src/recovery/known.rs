//! What the case file says of whether somebody can sign in at all, and what it does not.

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{Case, JoinedMethod, KnownPrincipal};

use crate::lint::is_of;

/// The role that AWS Organizations makes in accounts that it creates.
pub(crate) const ORGANIZATION_ROLE: &str = "OrganizationAccountAccessRole";

/// What is known of whether somebody can sign in.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// True where something that is told keeps them out.
    pub(crate) is_stopped: bool,
    /// True where the case file says something of them.
    pub(crate) is_spoken_of: bool,
    pub(crate) told: Vec<Message>,
    pub(crate) untold: Vec<Message>,
    /// What of it keeps them out.
    pub(crate) stops: Vec<Message>,
}

/// What a case file says of the principal with an ARN, whom `whom` names. `today`, as
/// `2027-06-30`, is the day by which a password may have expired.
pub(crate) fn of(case: &Case, arn: &str, whom: &Message, today: Option<&str>) -> Known {
    let mut known = Known::default();
    let own = arn.split(':').nth(4).unwrap_or_default();
    let account = case.file().account.as_ref();
    let account = account.filter(|_| case.file().tells_account(own));
    if arn.ends_with(":root") {
        let credentials = account.and_then(|account| account.root_credentials);
        match credentials {
            Some(true) => known.says(message!("{whom} has credentials", whom = whom.clone())),
            Some(false) => known.stops(message!(
                "the credentials of {whom} were removed",
                whom = whom.clone()
            )),
            None => known.lacks(message!(
                "whether {whom} has credentials",
                whom = whom.clone()
            )),
        }
        known.is_spoken_of = credentials.is_some();
        let of_arn = entries(case, arn);
        if told(&of_arn, |of| of.mfa_lost).is_some() {
            known.is_spoken_of = true;
            known.mfa(&of_arn, whom);
        }
        return known;
    }
    let of_arn = entries(case, arn);
    known.is_spoken_of = !of_arn.is_empty();
    if told(&of_arn, |of| of.deleted) == Some(true) {
        known.stops(message!("{whom} was deleted", whom = whom.clone()));
        return known;
    }
    if arn.contains(":user/") {
        let is_hard = account.and_then(|account| account.hard_expiry) == Some(true);
        known.user(&of_arn, whom, is_hard, today);
    } else {
        known.role(case, &of_arn, arn, whom);
    }
    known.mfa(&of_arn, whom);
    known
}

/// What the case file has of the principal with an ARN.
pub(super) fn entries<'c>(case: &'c Case, arn: &str) -> Vec<&'c KnownPrincipal> {
    let all = case.file().principals.iter();
    all.filter(|of| is_of(&of.principal, arn)).collect()
}

/// What the first entry says that says it.
pub(super) fn told(
    of_arn: &[&KnownPrincipal],
    member: fn(&KnownPrincipal) -> Option<bool>,
) -> Option<bool> {
    of_arn.iter().find_map(|of| member(of))
}

impl Known {
    /// What is told of a user: the password, whether it is to be changed, and access keys.
    fn user(
        &mut self,
        of_arn: &[&KnownPrincipal],
        whom: &Message,
        is_hard: bool,
        today: Option<&str>,
    ) {
        let whom = || whom.clone();
        match told(of_arn, |of| of.login_profile) {
            Some(true) => self.says(message!(
                "{whom} has a password for the console",
                whom = whom()
            )),
            Some(false) => {
                self.stops(message!(
                    "{whom} has no password for the console",
                    whom = whom()
                ));
                if told(of_arn, |of| of.access_keys) == Some(true) {
                    self.says(message!(
                        "{whom} has access keys, which open no console",
                        whom = whom()
                    ));
                }
            }
            None => self.lacks(message!(
                "whether {whom} has a password for the console",
                whom = whom()
            )),
        }
        let last = of_arn.iter().find_map(|of| of.password_expires.as_deref());
        if let Some(last) = last {
            let said = message!(
                "the password of {whom} expires after {day}",
                whom = whom(),
                day = code(last)
            );
            if is_hard && today.is_some_and(|today| last < today) {
                self.stops(said);
            } else {
                self.says(said);
            }
        }
        if told(of_arn, |of| of.must_change_password) == Some(true) {
            let action = || code("iam:ChangePassword");
            match told(of_arn, |of| of.may_change_password) {
                Some(false) => self.stops(message!(
                    "{whom} must set a new password, and may not call {action}",
                    whom = whom(),
                    action = action()
                )),
                Some(true) => self.says(message!(
                    "{whom} must set a new password, and may call {action}",
                    whom = whom(),
                    action = action()
                )),
                None => self.lacks(message!(
                    "whether {whom}, who must set a new password, may call {action}",
                    whom = whom(),
                    action = action()
                )),
            }
        }
    }

    /// What is told of a role: who is assigned to it, and whether it is there.
    fn role(&mut self, case: &Case, of_arn: &[&KnownPrincipal], arn: &str, whom: &Message) {
        let whom = || whom.clone();
        let account = case.file().account.as_ref();
        if arn.contains(":role/aws-reserved/sso.amazonaws.com/") {
            if account.and_then(|account| account.identity_center) == Some(false) {
                self.is_spoken_of = true;
                self.stops(message!("IAM Identity Center is not used in this account"));
                return;
            }
            match told(of_arn, |of| of.assigned) {
                Some(true) => self.says(message!("somebody is assigned to {whom}", whom = whom())),
                Some(false) => {
                    self.stops(message!("nobody is assigned to {whom}", whom = whom()));
                }
                None => self.lacks(message!(
                    "whether somebody is assigned to {whom}",
                    whom = whom()
                )),
            }
        }
        let is_of_organization = arn
            .strip_suffix(ORGANIZATION_ROLE)
            .is_some_and(|before| before.ends_with(":role/"));
        let joined = account.and_then(|account| account.joined_method);
        if is_of_organization && of_arn.is_empty() && joined == Some(JoinedMethod::Invited) {
            self.is_spoken_of = true;
            self.lacks(message!(
                "whether somebody made {role}, which accounts that were invited do not have",
                role = code(ORGANIZATION_ROLE)
            ));
        }
        self.lacks(message!(
            "who can enter the console as {whom}, and whether their identity provider works",
            whom = whom()
        ));
    }

    fn mfa(&mut self, of_arn: &[&KnownPrincipal], whom: &Message) {
        let whom = || whom.clone();
        let is_required = told(of_arn, |of| of.mfa_required) == Some(true);
        if is_required {
            self.says(message!("{whom} signs in with MFA alone", whom = whom()));
        }
        match told(of_arn, |of| of.mfa_lost) {
            Some(true) => self.stops(message!("the MFA device of {whom} is lost", whom = whom())),
            Some(false) => self.says(message!(
                "the MFA device of {whom} is at hand",
                whom = whom()
            )),
            None => self.lacks(message!(
                "whether {whom} has an MFA device at hand",
                whom = whom()
            )),
        }
    }

    fn says(&mut self, message: Message) {
        self.told.push(message);
    }

    fn stops(&mut self, message: Message) {
        self.told.push(message.clone());
        self.stops.push(message);
        self.is_stopped = true;
    }

    fn lacks(&mut self, message: Message) {
        self.untold.push(message);
    }
}
