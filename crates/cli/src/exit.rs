//! Exit statuses: a part of the public contract.

use std::io;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Done, and nothing is wrong.
    Done = 0,
    /// An error finding in `check`, an unmet expectation in `test`.
    Wrong = 1,
    /// Input or arguments that cannot be used; clap exits so as well.
    Unusable = 2,
}

impl Exit {
    /// Keeps this status when the output was written, and when its reader closed the pipe.
    pub(crate) fn after(self, output: io::Result<()>) -> io::Result<Self> {
        match output {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            Ok(()) | Err(_) => Ok(self),
        }
    }
}
