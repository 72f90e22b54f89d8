//! The public JSON contract of vestibule: case files in, decisions out.
//!
//! This is the only crate whose types cross the border of a process or a
//! language. It reads and checks input, hands it to the evaluator, and says what
//! came out; it holds no rule of AWS's.

mod contract;
mod evaluate;
mod input;
mod render;

pub use contract::analysis::{
    AccessMap, AddressCount, GuaranteeProof, GuaranteeVerdict, Lockout, LockoutVerdict, PhaseMap,
    PrincipalAccess, Region, UndecidedStatement, WayIn,
};
pub use contract::case_file::{
    Account, AuthorizationTargets, CaseFile, ConsoleAuthorization, EndpointPolicy, NodePolicy,
    Organization, Policies, PrincipalPolicy, VERSION,
};
pub use contract::certificate::{
    CERTIFICATE_FORMAT, Certificate, CertifiedAnswer, CertifiedFile, CertifiedInputs,
    CertifiedProofs, CheckedAnswer, Verification,
};
pub use contract::checked_file::{CheckedFile, CheckedKind};
pub use contract::comparison::{Comparison, DecidedSide, PhaseComparison, SignInChange};
pub use contract::configuration::{Configuration, FileSuppression};
pub use contract::coverage::{ConditionCoverage, Coverage, PolicyCoverage, StatementCoverage};
pub use contract::decision::{
    AccountStanding, CloudTrail, DecidedBy, Decision, LeftOut, PhaseDecision, StandingVerdict,
};
pub use contract::denial::{
    Agreement, Ambiguity, AmbiguousFact, Candidate, Denial, DenialEvent, DenialSource, DenialText,
    DenialVerdict, Denials, MatchedPolicy, PointsAt, RecordedCheck, Redecided,
};
pub use contract::document::DocumentText;
pub use contract::doors::{
    AllowListCheck, AllowListEntry, AllowListFormat, CheckedDomain, Covered, DomainList, Door,
    DoorKind, Doors, EntryWidth, NeededDomain, PrivateEndpoint, UnreadLine,
};
pub use contract::expect::{Expect, Mismatch, PhaseDetails, PhaseExpect};
pub use contract::explanation::{Line, Mark};
pub use contract::facts::{
    ActionFact, ActionRole, FactSource, Facts, KeyFact, ManagedPolicyFact, OperatorFact,
    OperatorFamily, QuotaFact, QuotaName, QuotaUnit, ServiceFact, ValueKind,
};
pub use contract::finding::{
    Edit, Finding, Fix, FixApplies, Position, Range, Related, Severity, Span,
};
pub use contract::grid::{Grid, GridNetwork, Person};
pub use contract::guarantee::{
    Guarantee, GuaranteedNetworks, GuaranteedOutcome, GuaranteedPrincipals, Holds, NetworksWord,
    NotIn, Perimeter,
};
pub use contract::import::{ImportGap, ImportReport, ImportedFile, ImportedItems, ImportedKind};
pub use contract::kind::Kind;
pub use contract::known::{JoinedMethod, KnownEndpoint, KnownPrincipal, OAuthClient};
pub use contract::mutants::{MutantKind, Mutants, Survivor};
pub use contract::named_network::NamedNetwork;
pub use contract::open_point::OpenPoint;
pub use contract::ordered::Ordered;
pub use contract::organization::{
    AccountPolicies, AccountState, OrganizationAccount, OrganizationNode, OrganizationTree,
};
pub use contract::permission_statement::{PermissionStatement, Statements};
pub use contract::recovery::{
    IssuedSessions, ReadinessBasis, ReadinessKind, ReadinessPoint, Recovery, RecoveryKind,
    RecoveryWay, SessionTimeline, WayBack,
};
pub use contract::region::{
    Absent, AllOf, Any, AnyCase, ContextSet, ContextValues, EndpointSet, NetworkSet, Pattern,
    Patterns, PrincipalKind, PrincipalSet, Ranges, TextSet, Where,
};
pub use contract::repair::{Extent, FileEdit, Repair, RepairKind, RepairStep, Repairs};
pub use contract::request::{ContextValue, Entry, Network, PhaseOverride, Request};
pub use contract::results::{FileResult, NearestSignIn, RequestResult, TestReport, Unmet};
pub use contract::rollout::{
    GuaranteeInState, RequestInState, RolloutKind, RolloutPlan, RolloutReading, RolloutState,
    RolloutStep, RolloutVerdict, StoppedStep,
};
pub use contract::rule::{RuleDoc, RuleSample, RuleSource};
#[cfg(feature = "schema")]
pub use contract::schema;
pub use contract::suppression::{StatementName, SuppressedBy, Suppression, SuppressionPlace};
pub use contract::trace::{Bearing, Effect, StatementTrace, TestTrace, Truth, Why};
pub use contract::unneeded::{Unneeded, UnneededStatement, UnneededTest, WhyUnneeded};
pub use contract::words::{Action, Layer, Outcome, Phase, Reason};
pub use evaluate::address_parts::{AddressCuts, AddressPart, address_in, address_range};
pub use evaluate::assumptions::{open_point, open_points};
pub use evaluate::budget::{Budget, Work};
pub use evaluate::case::{Case, not_answered};
pub use evaluate::check::CheckedCase;
pub use evaluate::compiled::Compiled;
pub use evaluate::edited::{Edited, EditedFile};
pub use evaluate::facts::{FactList, facts, managed_policy};
pub use evaluate::fixed::{FixedCase, fixed_text};
pub use evaluate::named::{Named, account_of, is_principal, principal_like};
pub use evaluate::organization::ByAccount;
pub use evaluate::prepared::{BoundRequest, Prepared};
pub use evaluate::room::Room;
pub use evaluate::statements::{
    Reading, ToldBy, ToldStatements, makes_statements, policy_to_statements, statements,
    statements_of, statements_to_policy, told_statements, with_policy_written,
};
pub use evaluate::summary::{Decider, PhaseSummary, Summary};
pub use evaluate::what_if::{Change, Fact, Known, Source, Standing, Trial};
pub use input::account_facts::AccountFacts;
pub use input::aws_output::Form;
pub use input::check::{Checked, check, check_file};
pub use input::configuration::ConfigurationFile;
pub use input::foreign::Foreign;
pub use input::lint::{drop_explained, lint};
pub use input::loader::{LoadError, Loader, NoFiles};
pub use input::location::{Location, SourceText};
pub use input::not_policy::{Instead, NotPolicy};
pub use input::placed::{Placed, TextStatements};
pub use input::policies::declares_unknown;
pub use input::read::read_text;
pub use input::recognize::{PolicyInText, Recognized, recognize, taken_for};
pub use input::rule_names::RuleNames;
pub use input::selection::Selection;
pub use input::shorten::short_name;
pub use input::source_document::SourceDocument;
pub use input::suppress::Suppressing;
pub use input::transcript::{Part as TranscriptPart, parts as transcript_parts};
pub use input::validate::{is_day, is_principal_pattern};
pub use render::control_plane::{
    OrganizationPolicy, client_token, cloudformation, commands, organization_policies, python,
    terraform,
};
pub use render::decision_template::{DecisionTemplate, Own, Part, parts};
pub use render::excerpt::Excerpt;
pub use render::explain::{explanation, outcome, reason, reason_with};
pub use vestibule_syntax::diagnostic::grouped;
