//! The public JSON contract of vestibule: case files in, decisions out.
//!
//! This is the only crate whose types cross the border of a process or a
//! language. It reads and checks input, hands it to the evaluator, and says what
//! came out; it holds no rule of AWS's.

mod assumptions;
mod case;
mod case_file;
mod change;
mod check;
mod compiled;
mod convert;
mod decision;
mod document;
mod excerpt;
mod expect;
mod explain;
mod file;
mod finding;
mod forms;
mod ids;
mod limit;
mod loader;
mod named;
mod ordered;
mod origin;
mod outline;
mod percent;
mod place;
mod policies;
mod prepared;
mod read;
mod recognize;
mod report;
mod request;
mod results;
mod room;
#[cfg(feature = "schema")]
pub mod schema;
mod trace;
mod validate;
mod variant;

pub use assumptions::{OpenPoint, open_point, open_points};
pub use case::Case;
pub use case_file::{
    Account, AuthorizationTargets, CaseFile, ConsoleAuthorization, EndpointPolicy, NodePolicy,
    Organization, Policies, PrincipalPolicy, VERSION,
};
pub use change::{Change, Fact, Known, Source, Trial};
pub use check::{Checked, Kind, check, check_file};
pub use compiled::Compiled;
pub use decision::{
    Action, CloudTrail, DecidedBy, Decision, Layer, LeftOut, Outcome, Phase, PhaseDecision, Reason,
};
pub use document::DocumentText;
pub use excerpt::{Excerpt, Location, SourceText};
pub use expect::{Expect, Mismatch, PhaseDetails, PhaseExpect};
pub use explain::{Line, Mark, reason, reason_with};
pub use finding::{Edit, Finding, Fix, Position, Range, Related, Severity, Span};
pub use forms::Form;
pub use limit::Budget;
pub use loader::{LoadError, Loader, NoFiles};
pub use ordered::Ordered;
pub use outline::{Own, Part, parts};
pub use policies::SourceDocument;
pub use prepared::Prepared;
pub use read::read_text;
pub use recognize::{PolicyInText, Recognized, recognize};
pub use request::{ContextValue, Entry, Network, PhaseOverride, Request};
pub use results::{FileResult, RequestResult, TestReport};
pub use room::{Room, grouped, short_name};
pub use trace::{Bearing, Effect, StatementTrace, TestTrace, Truth, Why};
