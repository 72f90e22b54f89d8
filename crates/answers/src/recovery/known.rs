//! What the case file says of those who are to come back in, and what it does not.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{Case, KnownPrincipal, WayBack};

use crate::lint::is_of;

/// What is known of whether somebody can sign in.
pub(super) struct Known {
    /// [`WayBack::Closed`] where something that is told keeps them out.
    pub(super) verdict: WayBack,
    pub(super) told: Vec<Message>,
    pub(super) untold: Vec<Message>,
}

/// What a case file says of the principal with an ARN, whom `whom` names.
pub(super) fn of(case: &Case, arn: &str, whom: &Message, today: Option<&str>) -> Known {
    let mut known = Known {
        verdict: WayBack::Open,
        told: Vec::new(),
        untold: Vec::new(),
    };
    let account = case.file().account.as_ref();
    if arn.ends_with(":root") {
        let credentials = account.and_then(|account| account.root_credentials);
        match credentials {
            Some(true) => known.says(message!("{whom} has credentials", whom = whom.clone())),
            Some(false) => known.closes(message!(
                "the credentials of {whom} were removed",
                whom = whom.clone()
            )),
            None => known.lacks(message!(
                "whether {whom} has credentials",
                whom = whom.clone()
            )),
        }
        return known;
    }
    let all = case.file().principals.iter();
    let of_arn: Vec<&KnownPrincipal> = all.filter(|of| is_of(&of.principal, arn)).collect();
    let lost = of_arn.iter().find_map(|of| of.mfa_lost);
    if arn.contains(":user/") {
        let profile = of_arn.iter().find_map(|of| of.login_profile);
        match profile {
            Some(true) => known.says(message!(
                "{whom} has a password for the console",
                whom = whom.clone()
            )),
            Some(false) => known.closes(message!(
                "{whom} has no password for the console",
                whom = whom.clone()
            )),
            None => known.lacks(message!(
                "whether {whom} has a password for the console",
                whom = whom.clone()
            )),
        }
        let last = of_arn.iter().find_map(|of| of.password_expires.as_deref());
        let is_hard = account.and_then(|account| account.hard_expiry) == Some(true);
        if let Some(last) = last {
            let said = message!(
                "the password of {whom} expires after {day}",
                whom = whom.clone(),
                day = vestibule_syntax::diagnostic::code(last)
            );
            if is_hard && today.is_some_and(|today| last < today) {
                known.closes(said);
            } else {
                known.says(said);
            }
        }
    } else {
        known.lacks(message!(
            "who can enter the console as {whom}, and whether their identity provider works",
            whom = whom.clone()
        ));
    }
    match lost {
        Some(true) => known.closes(message!(
            "the MFA device of {whom} is lost",
            whom = whom.clone()
        )),
        Some(false) => known.says(message!(
            "the MFA device of {whom} is at hand",
            whom = whom.clone()
        )),
        None => known.lacks(message!(
            "whether {whom} has an MFA device at hand",
            whom = whom.clone()
        )),
    }
    known
}

impl Known {
    fn says(&mut self, message: Message) {
        self.told.push(message);
    }

    fn closes(&mut self, message: Message) {
        self.told.push(message);
        self.verdict = WayBack::Closed;
    }

    fn lacks(&mut self, message: Message) {
        self.untold.push(message);
    }
}
