//! Which operation of which service a request asks for.

use vestibule_signin::control_plane::Operation;

use crate::call::Call;
use crate::organizations::OrganizationsOperation;

/// An operation of one of the services that are emulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// One of AWS Sign-In.
    SignIn(Operation),
    /// One of AWS Organizations.
    Organizations(OrganizationsOperation),
}

impl Asked {
    /// The operation that a request asks for.
    pub(crate) fn of(call: &Call) -> Option<Self> {
        if let Some(target) = call.target.as_deref() {
            return OrganizationsOperation::from_target(target).map(Self::Organizations);
        }
        let mut all = Operation::ALL.into_iter();
        all.find(|operation| operation.row().path == call.path)
            .map(Self::SignIn)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn(operation) => operation.row().name,
            Self::Organizations(operation) => operation.name(),
        }
    }

    /// Whether it has a parameter of that name.
    pub(crate) fn takes(self, name: &str) -> bool {
        match self {
            Self::SignIn(operation) => {
                let mut known = operation.row().parameters.iter();
                known.any(|(parameter, _)| parameter.name() == name)
            }
            Self::Organizations(operation) => {
                let mut known = operation.parameters().iter();
                known.any(|(field, _)| field.name() == name)
            }
        }
    }
}
