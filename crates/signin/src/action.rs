//! The three actions that a sign-in passes, in order. [UG, SAR]

/// An action that AWS Sign-In authorizes on the way to a console session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// `signin:Authenticate`: before the password is asked for or the
    /// federated sign-in accepted.
    Authenticate,
    /// `signin:AuthorizeOAuth2Access`: the authorization code is made.
    AuthorizeOAuth2Access,
    /// `signin:CreateOAuth2Token`: the code is redeemed, a token refreshed.
    CreateOAuth2Token,
}

impl Action {
    /// All three, in the order a sign-in passes them.
    pub const ALL: [Action; 3] = [
        Action::Authenticate,
        Action::AuthorizeOAuth2Access,
        Action::CreateOAuth2Token,
    ];

    /// The names, in the same order.
    pub const NAMES: [&'static str; 3] = [
        "signin:Authenticate",
        "signin:AuthorizeOAuth2Access",
        "signin:CreateOAuth2Token",
    ];

    /// The name in policies.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The action of that name, without regard to case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|action| action.name().eq_ignore_ascii_case(name))
    }

    /// Before or after authentication.
    pub fn stage(self) -> Stage {
        match self {
            Action::Authenticate => Stage::PreAuthentication,
            Action::AuthorizeOAuth2Access | Action::CreateOAuth2Token => Stage::PostAuthentication,
        }
    }
}

/// Before or after authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Nobody has proved their identity yet.
    PreAuthentication,
    /// The principal is known.
    PostAuthentication,
}

impl Stage {
    /// The name in the public contract.
    pub fn name(self) -> &'static str {
        match self {
            Stage::PreAuthentication => "pre-authentication",
            Stage::PostAuthentication => "post-authentication",
        }
    }
}

/// How a sign-in is entered: the console or one of the forms of `aws login`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Entry {
    /// The console's sign-in page, or federation into the console.
    #[default]
    Console,
    /// `aws login`: the browser is on the same machine.
    LoginLocal,
    /// `aws login --remote`: the browser is on another machine.
    LoginRemote,
}

impl Entry {
    /// All of them.
    pub const ALL: [Entry; 3] = [Entry::Console, Entry::LoginLocal, Entry::LoginRemote];

    /// The name in the public contract.
    pub fn name(self) -> &'static str {
        match self {
            Entry::Console => "console",
            Entry::LoginLocal => "login-local",
            Entry::LoginRemote => "login-remote",
        }
    }

    /// True for `aws login` in either form.
    pub fn is_login(self) -> bool {
        self != Entry::Console
    }
}
