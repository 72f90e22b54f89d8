//! What the user sees and what CloudTrail records of a denial. [UG, WS, VPCE]

use crate::action::{Action, Entry, Stage};
use crate::layers::Layer;

/// What CloudTrail records of a denial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloudTrail {
    /// `eventName`.
    pub event_name: &'static str,
    /// `errorCode`.
    pub error_code: &'static str,
    /// `errorMessage`.
    pub error_message: &'static str,
}

/// The text on the page when `layer` denies; `None` where AWS documents none.
pub fn user_message(layer: Layer, stage: Stage) -> Option<&'static str> {
    match (layer, stage) {
        (Layer::VpcEndpoint, _) => Some(
            "Your account doesn't have permission to use AWS Management Console Private Access",
        ),
        (Layer::ResourceBased, Stage::PreAuthentication) => {
            Some("Your authentication information is incorrect. Please try again.")
        }
        (Layer::ResourceControl, Stage::PreAuthentication) => {
            Some("Authentication failed Invalid request")
        }
        (Layer::ResourceBased | Layer::ResourceControl, Stage::PostAuthentication) => Some(
            "Authentication failed: To access this account, sign in from a different network, or contact your administrator for more information",
        ),
        (
            Layer::ServiceControl | Layer::Identity | Layer::PermissionsBoundary | Layer::Session,
            _,
        ) => None,
    }
}

/// The record when `layer` denies; `None` where AWS documents none.
pub fn cloud_trail(layer: Layer, action: Action, entry: Entry) -> Option<CloudTrail> {
    let error_message = match layer {
        Layer::ResourceBased => "Authorization denied because of a resource-based policy",
        Layer::ResourceControl => "Authorization denied because of a resource control policy",
        Layer::VpcEndpoint
        | Layer::ServiceControl
        | Layer::Identity
        | Layer::PermissionsBoundary
        | Layer::Session => return None,
    };
    // A console sign-in is one ConsoleLogin event; `aws login` records its OAuth calls.
    let event_name = match (entry.is_login(), action) {
        (true, Action::AuthorizeOAuth2Access) => "AuthorizeOAuth2Access",
        (true, Action::CreateOAuth2Token) => "CreateOAuth2Token",
        (true, Action::Authenticate) | (false, _) => "ConsoleLogin",
    };
    Some(CloudTrail {
        event_name,
        error_code: "AccessDenied",
        error_message,
    })
}
