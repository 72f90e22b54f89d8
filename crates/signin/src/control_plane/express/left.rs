//! What no call makes, and why.

use vestibule_syntax::diagnostic::{Message, code, quoted};
use vestibule_syntax::message;

use crate::control_plane::refusal::Refusal;

/// A statement of a policy that no call makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its number in the policy; `None` for the whole policy.
    pub statement: Option<usize>,
    /// Why.
    pub reason: NotExpressible,
}

/// Why no call makes a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotExpressible {
    /// It cannot be read.
    Unreadable,
    /// It allows.
    Allows,
    /// It is not about everybody.
    NamesPrincipals,
    /// It is not about every resource.
    NarrowResource,
    /// It is about other actions than those of a sign-in.
    OtherActions,
    /// It has no counterpart at the other actions.
    OnePhase,
    /// It excludes somebody at some of its actions only.
    ExclusionInOnePhase,
    /// It is about another account.
    OtherAccount(String),
    /// It has a condition that no parameter makes.
    Condition {
        /// The operator, as written.
        operator: String,
        /// The key, as written.
        key: String,
    },
    /// Its conditions stand together as no call puts them.
    Mixed,
    /// It denies everywhere.
    RestrictsNothing,
    /// It excludes so many.
    SeveralExcluded(usize),
    /// It lists several values of that key.
    SeveralNetworks(&'static str),
    /// It lets in a VPC or endpoint, and nothing pins that to a Region.
    NoRegion(String),
    /// It has several Regions for one VPC or endpoint.
    SeveralRegions,
    /// It restricts a VPC or endpoint that no other statement lets in.
    PinAlone,
    /// A parameter would be refused.
    Parameter(Refusal),
}

impl NotExpressible {
    /// A stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable-statement",
            Self::Allows => "statement-allows",
            Self::NamesPrincipals => "statement-names-principals",
            Self::NarrowResource => "statement-names-resources",
            Self::OtherActions => "statement-of-other-actions",
            Self::OnePhase => "statement-of-one-phase",
            Self::ExclusionInOnePhase => "exclusion-in-one-phase",
            Self::OtherAccount(_) => "statement-of-another-account",
            Self::Condition { .. } => "no-parameter-for-condition",
            Self::Mixed => "conditions-not-combined",
            Self::RestrictsNothing => "statement-restricts-nothing",
            Self::SeveralExcluded(_) => "several-excluded-principals",
            Self::SeveralNetworks(_) => "several-networks",
            Self::NoRegion(_) => "region-not-pinned",
            Self::SeveralRegions => "several-regions",
            Self::PinAlone => "restriction-alone",
            Self::Parameter(refusal) => refusal.code(),
        }
    }

    /// Why: one sentence.
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable => message!("the statement cannot be read"),
            Self::Allows => message!("the statement allows, and calls make statements that deny"),
            Self::NamesPrincipals => {
                message!("the statement names principals, and calls make statements for everybody")
            }
            Self::NarrowResource => {
                message!("the statement names resources, and calls make statements for all of them")
            }
            Self::OtherActions => message!(
                "the statement names other actions than the three of a sign-in, or has `NotAction`"
            ),
            Self::OnePhase => message!(
                "the statement has no counterpart at the other actions, and a call makes statements for all three"
            ),
            Self::ExclusionInOnePhase => message!(
                "the statement does not exclude the same principals before and after authentication"
            ),
            Self::OtherAccount(account) => message!(
                "the statement is about the account {account}, and a call is about its own",
                account = code(account)
            ),
            Self::Condition { operator, key } => message!(
                "no parameter makes the condition {operator} on {key}",
                operator = quoted(operator),
                key = quoted(key)
            ),
            Self::Mixed => message!("no call combines these conditions"),
            Self::RestrictsNothing => message!(
                "the statement names no network and no Region, and AWS documents no call for that"
            ),
            Self::SeveralExcluded(count) => message!(
                "the statement excludes {count} principals, and a call excludes one",
                count = *count
            ),
            Self::SeveralNetworks(key) => message!(
                "the statement lists more values of {key} than a call has parameters",
                key = code(key)
            ),
            Self::NoRegion(id) => message!(
                "no statement like the one that `requestedRegion` makes pins {id} to a Region",
                id = quoted(id)
            ),
            Self::SeveralRegions => {
                message!("the policy has several Regions there, and a call has one")
            }
            Self::PinAlone => message!(
                "a call makes such a statement only beside one that denies all other networks"
            ),
            Self::Parameter(refusal) => refusal.message(),
        }
    }

    /// What to do.
    pub fn help(&self) -> Message {
        match self {
            Self::Unreadable => message!("`vestibule check` says what is wrong with it"),
            Self::SeveralExcluded(_) => message!(
                "two calls would each deny whom the other excludes; exclude one role that all of them may assume, or write an RCP"
            ),
            Self::SeveralNetworks(_) => message!(
                "two calls would let in only what both let in; write one range that holds all, or an RCP"
            ),
            Self::NoRegion(_) | Self::SeveralRegions => message!(
                "the API requires a Region beside a VPC or an endpoint; write an RCP to leave it open"
            ),
            Self::OnePhase | Self::ExclusionInOnePhase => message!(
                "write both statements with the same conditions: `signin:PrincipalArn` before authentication, `aws:PrincipalArn` after it"
            ),
            Self::OtherAccount(_) => message!("call the API with credentials of that account"),
            Self::Parameter(refusal) => refusal.help(),
            Self::Allows => message!("leave it out: what nothing denies is allowed"),
            Self::NamesPrincipals
            | Self::NarrowResource
            | Self::OtherActions
            | Self::Condition { .. }
            | Self::Mixed
            | Self::RestrictsNothing
            | Self::PinAlone => message!("write an RCP, whose text is yours"),
        }
    }
}
