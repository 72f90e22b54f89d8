//! The state as the text of a file.

use serde_json::Value;
use vestibule_syntax::message;
use vestibule_wire::{
    Account, Case, CaseFile, DocumentText, Finding, NoFiles, PermissionStatement, Reading,
    Severity, read_text, statements as statements_of_text,
};

use crate::consoles;
use crate::follow::follow;
use crate::organizations;
use crate::session::Session;
use crate::state::{ControlPlane, State, VERSION};
use crate::statements;

impl State {
    /// The state before the first request: of a case file, with these sessions, and with further
    /// targets of policies in the organization.
    ///
    /// # Errors
    /// When requests could not have made what the case file says.
    pub fn of_case(
        mut case: CaseFile,
        account: &str,
        sessions: Vec<Session>,
        targets: &[String],
    ) -> Result<Self, Box<Finding>> {
        if let Some(policy) = case.policies.resource_based.take() {
            let reading = Reading {
                account: Some(account.to_owned()),
                assumptions: case.assumptions.clone(),
            };
            case.policies.permission_statements = expressed(&policy, &reading)?;
        }
        case.account.get_or_insert_with(Account::default);
        let organizations = organizations::begin(&case, account, targets)?;
        let statements =
            statements::begin(&std::mem::take(&mut case.policies.permission_statements));
        let mut control_plane = ControlPlane {
            made: statements.last().map_or(0, |last| last.number),
            organizations,
            sessions,
            ..ControlPlane::default()
        };
        control_plane.current.statements = statements;
        control_plane.current.consoles = consoles::begin(&case, account);
        let mut state = Self {
            vestibule_emulator: VERSION,
            case,
            control_plane,
        };
        follow(&mut state, account);
        Ok(state)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// Everything that is wrong, with its place in the text.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Finding>> {
        let Ok(text) = std::str::from_utf8(bytes) else {
            let message = message!("the state file is not written in UTF-8");
            let help = message!("restore it, or name another file");
            return Err(vec![error("invalid-state", message).help(help)]);
        };
        version(text)?;
        let state: Self = read_text(text)?;
        let wrong = state.wrong();
        if wrong.is_empty() {
            Ok(state)
        } else {
            Err(wrong)
        }
    }

    /// What contradicts itself.
    fn wrong(&self) -> Vec<Finding> {
        let mut wrong = Vec::new();
        if let Some((index, why)) = statements::unsound(self) {
            let message = message!(
                "permission statement {number} of the state is none that requests make: {why}",
                number = index + 1,
                why = vestibule_syntax::diagnostic::quoted(&why)
            );
            let help = message!("mend it, or delete it");
            let path = format!("controlPlane.current.statements[{index}]");
            wrong.push(error("invalid-state", message).help(help).path(path));
            return wrong;
        }
        if let Some((index, why)) = organizations::unsound(&self.control_plane.organizations) {
            let message = message!(
                "policy {number} of the state is none that requests make: {why}",
                number = index + 1,
                why = vestibule_syntax::diagnostic::quoted(&why)
            );
            let help = message!("mend it, or delete it");
            let path = format!("controlPlane.organizations.policies[{index}]");
            wrong.push(error("invalid-state", message).help(help).path(path));
            return wrong;
        }
        let account = self.account().unwrap_or_default();
        let mut followed = self.clone();
        followed.case.policies.permission_statements.clear();
        follow(&mut followed, account);
        let policy = |state: &Self| {
            let document = state.case.policies.resource_based.as_ref();
            let text = document.and_then(|document| document.text());
            text.and_then(|text| serde_json::from_str::<Value>(text).ok())
        };
        let [told, made] = [self, &followed]
            .map(|state| (policy(state), state.case.policies.resource_based.is_some()));
        if told != made {
            let message = message!(
                "the resource-based policy of the state is not the one that its permission statements make"
            );
            let help =
                message!("change it with the emulator's operations alone, or restore the file");
            let finding = error("state-contradicts-itself", message).help(help);
            wrong.push(finding.path("case.policies.resourceBased"));
        }
        if organizations::seen(&self.case) != organizations::seen(&followed.case) {
            let message =
                message!("RCPs and SCPs of the state are not those that its control plane has");
            let help =
                message!("change it with the emulator's operations alone, or restore the file");
            let finding = error("state-contradicts-itself", message).help(help);
            wrong.push(finding.path("case.policies"));
        }
        let on = |state: &Self| {
            state
                .case
                .account
                .as_ref()
                .map(|of| of.console_authorization)
        };
        if on(self) != on(&followed) {
            let message =
                message!("console authorization of the state is not what its control plane says");
            let help =
                message!("change it with the emulator's operations alone, or restore the file");
            let finding = error("state-contradicts-itself", message).help(help);
            wrong.push(finding.path("case.account.consoleAuthorization"));
        }
        if wrong.is_empty() {
            let case = Case::new(self.case.clone(), &NoFiles);
            let of_case = case.findings().iter();
            wrong.extend(of_case.filter(|finding| finding.is_error()).cloned());
        }
        wrong
    }

    /// The text of the file.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self).ok()?;
        bytes.push(b'\n');
        Some(bytes)
    }

    /// The account that is signed in to.
    pub fn account(&self) -> Option<&str> {
        self.case.account.as_ref()?.id.as_deref()
    }

    /// Whether it is the state of an account.
    pub fn is_of(&self, account: &str) -> bool {
        self.account() == Some(account)
    }
}

/// The permission statements that make a resource-based policy.
fn expressed(
    policy: &DocumentText,
    reading: &Reading,
) -> Result<Vec<PermissionStatement>, Box<Finding>> {
    let made = statements_of_text(policy.text().unwrap_or_default(), reading);
    let (statements, left) = match made {
        Ok((made, _)) => (made.permission_statements, made.not_expressible),
        Err(findings) => (Vec::new(), findings),
    };
    let Some(left) = left.first() else {
        return Ok(statements);
    };
    let message = message!(
        "no permission statements make the resource-based policy of the case: {reason}",
        reason = left.message.clone()
    );
    let finding = Finding::new("policy-without-statements", Severity::Error, message);
    let help = left.help.clone().unwrap_or_else(|| {
        message!(
            "take the policy out, and make it with `aws signin put-resource-permission-statement`"
        )
    });
    Err(Box::new(finding.help(help).path("policies.resourceBased")))
}

/// Whether the version is one that is understood. What else another one has is not looked at.
fn version(text: &str) -> Result<(), Vec<Finding>> {
    let Ok(Value::Object(members)) = serde_json::from_str(text) else {
        // What is no JSON is told with its place.
        return Ok(());
    };
    match members.get("vestibuleEmulator") {
        Some(Value::Number(version)) if version.as_u64() == Some(VERSION.into()) => Ok(()),
        Some(version) => {
            let message = message!(
                "this is version {version} of the emulator's state and only {known} is understood",
                version = vestibule_syntax::diagnostic::code(&version.to_string()),
                known = VERSION
            );
            let help = message!("take the release that wrote it, or begin with another file");
            let finding = error("unsupported-version", message).help(help);
            Err(vec![finding.path("vestibuleEmulator")])
        }
        None => {
            let message = message!("the file is no state of the emulator");
            let help = message!("name a new file, and hand a case file in with `--case`");
            Err(vec![error("invalid-state", message).help(help)])
        }
    }
}

fn error(code: &'static str, message: vestibule_syntax::diagnostic::Message) -> Finding {
    Finding::new(code, Severity::Error, message)
}
