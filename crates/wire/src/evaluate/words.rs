//! Words of the evaluator, as the contract has them.

use vestibule_iam::matching;
use vestibule_iam::policy;
use vestibule_signin::{self as signin, denial_message};

use crate::contract::decision::CloudTrail;
use crate::contract::trace::{Bearing, Effect, Truth};
use crate::contract::words::{Action, Layer, Outcome, Phase, Reason};

macro_rules! same_variants {
    ($($from:path => $to:ident { $($variant:ident)+ })+) => {
        $(impl From<$from> for $to {
            fn from(value: $from) -> Self {
                match value {
                    $(<$from>::$variant => Self::$variant,)+
                }
            }
        })+
    };
}

same_variants! {
    signin::DecisionValue => Outcome { Allowed Denied Unknown }
    signin::Reason => Reason {
        NoMatchingDeny ExplicitDeny ImplicitDeny EnforcementOff UnknownKey UnevaluableStatement
    }
    signin::Layer => Layer {
        VpcEndpoint ResourceControl ServiceControl ResourceBased Identity PermissionsBoundary Session
    }
    signin::Action => Action { Authenticate AuthorizeOAuth2Access CreateOAuth2Token }
    signin::Stage => Phase { PreAuthentication PostAuthentication }
    matching::Truth => Truth { True False Unknown Indeterminate }
    policy::Effect => Effect { Allow Deny }
}

impl From<signin::Applicability> for Bearing {
    fn from(bearing: signin::Applicability) -> Self {
        use signin::Applicability as From;
        match bearing {
            From::Evaluated => Self::Evaluated,
            From::PerhapsOtherEndpoint => Self::PerhapsOtherEndpoint,
            From::NoEndpoint => Self::NoEndpoint,
            From::OtherEndpoint => Self::OtherEndpoint,
            From::EnforcementOff => Self::EnforcementOff,
            From::ManagementAccount => Self::ManagementAccount,
            From::OtherNode => Self::OtherNode,
            From::OtherPrincipal => Self::OtherPrincipal,
            From::BeforeAuthentication => Self::BeforeAuthentication,
            From::RootUser => Self::RootUser,
            From::Assumed(_) => Self::Assumed,
        }
    }
}

impl From<denial_message::CloudTrail> for CloudTrail {
    fn from(record: denial_message::CloudTrail) -> Self {
        Self {
            event_name: record.event_name.into(),
            error_code: record.error_code.into(),
            error_message: record.error_message.into(),
        }
    }
}
