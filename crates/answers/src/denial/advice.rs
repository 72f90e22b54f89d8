//! What to do about a text or an event, for the user and for an administrator.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{DenialText, DenialVerdict, Layer};

/// What is to be done, and by whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Advice {
    pub(super) user: Vec<Message>,
    pub(super) administrator: Vec<Message>,
}

/// What to do about a denial by one of some layers, or perhaps by one.
pub(super) fn of_denial(verdict: DenialVerdict, layers: &[Layer], has_event: bool) -> Advice {
    let mut user = vec![message!(
        "sign in from the network that your administrator names, such as the VPN of your office"
    )];
    if verdict == DenialVerdict::PerhapsDenied {
        user.insert(
            0,
            message!("check user name, account and keyboard once; more attempts do not help"),
        );
        user.push(message!(
            "ask whether a policy restricts sign-ins before you let the password be reset"
        ));
    }
    user.push(message!(
        "give your administrator the time, your public address and the text that you see"
    ));
    let mut administrator = Vec::new();
    if !has_event {
        administrator.push(message!(
            "look for `ConsoleLogin` with `AccessDenied` in CloudTrail, in the Region of the sign-in endpoint"
        ));
    }
    for layer in layers {
        let look = match layer {
            Layer::ResourceBased => {
                message!("read the policy in force with `aws signin get-resource-policy`")
            }
            Layer::ResourceControl => message!(
                "list the RCPs of the account and above it with `aws organizations list-policies-for-target`"
            ),
            Layer::VpcEndpoint => message!(
                "read the endpoint policy with `aws ec2 describe-vpc-endpoints`: it has to allow the sign-in actions"
            ),
            Layer::ServiceControl => {
                message!("look for SCPs that deny `signin:*`, or that do not allow it")
            }
            Layer::Identity | Layer::PermissionsBoundary | Layer::Session => message!(
                "`aws login` needs `signin:AuthorizeOAuth2Access` and `signin:CreateOAuth2Token`, as `SignInLocalDevelopmentAccess` allows them"
            ),
        };
        if !administrator.contains(&look) {
            administrator.push(look);
        }
    }
    if layers.len() <= 3 {
        administrator.push(message!(
            "compare address, VPC endpoint, Region and excluded principals; a change takes a few minutes to spread"
        ));
        administrator.push(message!(
            "users of the IAM Identity Center portal are denied by every policy on networks"
        ));
    }
    Advice {
        user,
        administrator,
    }
}

/// What to do about a text that no policy on sign-ins is the reason of.
pub(super) fn of_text(text: DenialText) -> Advice {
    let (user, administrator) = match text {
        DenialText::FailedAuthentication => (
            message!("enter the password and the MFA code again, or have the password reset"),
            message!("check that the user has a password for the console and its MFA device"),
        ),
        DenialText::UnknownUser => (
            message!("check the user name and the account id or alias"),
            message!("check that the user is in this account: AWS hides the name that was entered"),
        ),
        DenialText::LoginExpired => (
            message!("run `aws login` again: a session ends after 12 hours at the latest"),
            message!("check whether the password was changed or the session was revoked"),
        ),
        DenialText::GrantInvalid => (
            message!("sign in again, with the Region of the first sign-in and the newest client"),
            message!("check that browser and client reach the same sign-in endpoint"),
        ),
        DenialText::OAuthClient => (
            message!("remove the connection from the client and add it again"),
            message!("check that AWS supports the redirect URI of the client"),
        ),
        DenialText::ApiCredentials => (
            message!("renew the credentials of the profile, and check the clock of the machine"),
            message!(
                "check that the access key is active; policies on sign-ins do not bind API calls"
            ),
        ),
        DenialText::IdentityCenterSession => (
            message!("run `aws sso login` again"),
            message!("check the session duration in IAM Identity Center"),
        ),
        DenialText::ChangePassword => (
            message!("choose a password that meets the password policy of the account"),
            message!("allow `iam:ChangePassword` also without MFA, and check the password policy"),
        ),
        DenialText::Saml => (
            message!("sign in at your identity provider again"),
            message!("check the role's trust policy, the provider in IAM and the assertion"),
        ),
        DenialText::SwitchRole => (
            message!("check account and role name, and that you are signed in as the right user"),
            message!("check the role's trust policy and `sts:AssumeRole` of the user"),
        ),
        DenialText::SignOutFirst => (
            message!("sign out of the other account, or turn on multi-session support"),
            message!("nothing is to be changed in policies"),
        ),
        DenialText::NotAuthorized => (
            message!("ask for permission for the action that the text names"),
            message!("look at identity policies, boundaries, SCPs and RCPs for this action"),
        ),
        DenialText::AuthenticationInformationIncorrect
        | DenialText::InvalidRequest
        | DenialText::DifferentNetwork
        | DenialText::PrivateAccess
        | DenialText::ResourceBasedPolicy
        | DenialText::ResourceControlPolicy
        | DenialText::InsufficientPermissions => return Advice::default(),
    };
    Advice {
        user: vec![user],
        administrator: vec![administrator],
    }
}

/// What to do about a text that is not known.
pub(super) fn of_unknown(is_another_language: bool) -> Advice {
    let first = if is_another_language {
        message!("set the sign-in page to English or Japanese, and try again")
    } else {
        message!("copy the whole text of the page, or the error that the command prints")
    };
    Advice {
        user: vec![first],
        administrator: vec![message!(
            "take the event of the sign-in from CloudTrail: it says what was denied, in English"
        )],
    }
}
