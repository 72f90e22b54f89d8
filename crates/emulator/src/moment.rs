//! What an operation is done with, and what it gives.

use serde_json::Value;
use vestibule_signin::control_plane::Parameter;

use crate::failure::Failure;
use crate::given::Given;
use crate::settings::{MAX_PAGE, Settings};
use crate::state::{State, View};

/// What an operation is done with.
pub(crate) struct Moment<'a> {
    pub(crate) state: &'a State,
    pub(crate) settings: &'a Settings,
    /// Seconds since 1970.
    pub(crate) now: u64,
    /// Whether the request was sent to the Region that takes writes, which sees them at once.
    pub(crate) is_home: bool,
}

impl Moment<'_> {
    /// What the Region of the request sees.
    pub(crate) fn seen(&self) -> &View {
        let plane = &self.state.control_plane;
        plane.seen(self.is_home, self.now, self.settings.replication_delay)
    }

    /// How many a page holds at most.
    pub(crate) fn page_size(&self, given: &Given) -> usize {
        let asked = given.number(Parameter::MaxResults);
        let asked = asked.and_then(|number| usize::try_from(number).ok());
        asked.unwrap_or(MAX_PAGE).min(self.settings.page_size)
    }
}

/// What an operation gives: its result, and the state behind it where that is another one.
pub(crate) type Done = Result<(Value, Option<State>), Failure>;
