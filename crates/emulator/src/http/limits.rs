//! Bounds of what a connection may be. The bounds of time change no answer: they end connections
//! that are too slow.

/// The connections that are open at once; others wait until one of them ends.
pub const CONNECTIONS: usize = 1024;
/// The bytes of the line and headers of a request.
pub const HEAD_BYTES: usize = 32 * 1024;
/// The headers of a request.
pub const HEADERS: usize = 64;
/// The bytes of the body of a request.
pub const BODY_BYTES: usize = 64 * 1024;
/// The seconds in which the head of a request is to arrive, and in which its body is.
pub const READ_SECONDS: u64 = 10;
/// The seconds that a connection lasts, however many requests come through it.
pub const CONNECTION_SECONDS: u64 = 300;
