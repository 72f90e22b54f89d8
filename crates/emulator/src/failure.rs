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
    /// The member `error` of the body.
    pub error: &'static str,
    /// Why, in a sentence.
    pub message: String,
}

impl Failure {
    /// An exception of the model.
    pub(crate) fn new(shape: ErrorShape, message: impl Into<String>) -> Self {
        Self {
            name: shape.name(),
            status: shape.status(),
            error: shape.error(),
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

    /// The body of the answer.
    pub fn body(&self) -> Value {
        json!({ "error": self.error, "message": self.message })
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::invalid(refusal.message().plain())
    }
}
