//! The control plane of AWS Sign-In on loopback, for dry runs: console authorization, permission
//! statements, the policy that they make, and sessions, as AWS's model has them; and of AWS
//! Organizations RCPs and SCPs, and what they are attached to.
//!
//! [`step`] is the control plane as a function of a state, a request and a time, without any
//! input or output. [`Service`] keeps the state, in a file where it has one, and [`serve`]
//! answers HTTP. No credentials are checked, and none are stored or logged.

mod asked;
mod aws_data;
mod call;
mod consoles;
mod consolidated;
mod failure;
mod file;
mod follow;
mod given;
mod guard;
mod http;
mod log;
mod moment;
mod organizations;
mod paging;
mod parameters;
mod service;
mod session;
mod sessions;
mod settings;
mod state;
mod statements;
mod step;
mod store;
mod time;

pub use asked::Asked;
pub use aws_data::write_aws_data;
pub use call::{Answer, Call, signed_region};
pub use failure::{Failure, Told};
pub use guard::Guard;
pub use http::{
    BODY_BYTES, CONNECTION_SECONDS, CONNECTIONS, Event, HEAD_BYTES, HEADERS, READ_SECONDS, Watch,
    serve,
};
pub use log::entry;
pub use organizations::{OrganizationPolicy, Organizations, OrganizationsOperation, PolicyType};
pub use service::Service;
pub use session::{ClientType, Session, SessionStatus};
pub use settings::{IDEMPOTENCY_WINDOW, MAX_PAGE, MAX_STATEMENTS, Settings};
pub use state::{ControlPlane, Did, Replaced, State, Statement, VERSION, View, Write};
pub use step::{Step, step};
pub use store::{Seen, Store, StoreError};
pub use time::utc;
