//! What the service answers when it refuses a request.

use serde_json::{Value, json};
use vestibule_signin::control_plane::{ErrorShape, Refusal};

/// Why a request gets an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The name of the exception, by which SDKs tell them apart.
    pub name: &'static str,
    /// The status of HTTP.
    pub status: u16,
    /// What the body has besides.
    pub told: Told,
    /// Why, in a sentence.
    pub message: String,
}

/// What the body of an error has besides its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Of AWS Sign-In: the member `error`.
    SignIn(&'static str),
    /// Of AWS Organizations: the name as `__type`, and perhaps a reason of the model.
    Organizations(Option<&'static str>),
}

impl Failure {
    /// An exception of the model.
    pub(crate) fn new(shape: ErrorShape, message: impl Into<String>) -> Self {
        Self {
            name: shape.name(),
            status: shape.status(),
            told: Told::SignIn(shape.error()),
            message: message.into(),
        }
    }

    /// A parameter that the model does not take.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorShape::Validation, message)
    }

    /// Something that is not there.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(ErrorShape::ResourceNotFound, message)
    }

    /// There is no such operation, which every service of AWS answers in this way.
    pub(crate) fn unknown_operation(message: impl Into<String>) -> Self {
        Self {
            name: "UnknownOperationException",
            status: 404,
            ..Self::invalid(message)
        }
    }

    /// A request without a signature.
    pub(crate) fn unsigned() -> Self {
        Self::new(
            ErrorShape::AccessDenied,
            "the request is not signed, so the Region that it is for is not known; sign it with any credentials, which nobody checks",
        )
    }

    /// A request that HTTP itself refuses.
    pub(crate) fn of_http(status: u16, name: &'static str, message: impl Into<String>) -> Self {
        Self {
            name,
            status,
            ..Self::invalid(message)
        }
    }

    /// An exception of the model of AWS Organizations, all of which but one are errors of the
    /// caller.
    pub(crate) fn organizations(name: &'static str, message: impl Into<String>) -> Self {
        Self {
            name,
            status: if name == "ServiceException" { 500 } else { 400 },
            told: Told::Organizations(None),
            message: message.into(),
        }
    }

    /// The body of the answer.
    pub fn body(&self) -> Value {
        match self.told {
            Told::SignIn(error) => json!({ "error": error, "message": self.message }),
            Told::Organizations(None) => json!({ "__type": self.name, "Message": self.message }),
            Told::Organizations(Some(reason)) => {
                json!({ "__type": self.name, "Message": self.message, "Reason": reason })
            }
        }
    }

    /// The failure as AWS Organizations tells of it.
    pub(crate) fn of_organizations(self) -> Self {
        if matches!(self.told, Told::Organizations(_)) {
            return self;
        }
        let name = match self.name {
            "InternalServerException" => "ServiceException",
            "ServiceQuotaExceededException" => "ConstraintViolationException",
            "TooManyRequestsError" => "TooManyRequestsException",
            "ValidationException" => "InvalidInputException",
            name => name,
        };
        Self::organizations(name, self.message)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::invalid(refusal.message().plain())
    }
}
