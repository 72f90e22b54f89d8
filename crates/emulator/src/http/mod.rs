//! The control plane over HTTP/1.1: connections, their limits, and what is told of them.

mod exchange;
mod limits;

use std::cell::RefCell;
use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::asked::Asked;
use crate::call::{Answer, Call};
use crate::service::Service;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
pub use limits::{BODY_BYTES, CONNECTION_SECONDS, CONNECTIONS, HEAD_BYTES, HEADERS, READ_SECONDS};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::LocalSet;
use tokio::time::{sleep, timeout};

/// What happened, for a log. Times are seconds since 1970.
#[derive(Debug)]
pub enum Event<'a> {
    /// A request was answered.
    Answered {
        /// When.
        now: u64,
        /// The operation, where there is such a one.
        operation: Option<Asked>,
        /// The request.
        call: &'a Call,
        /// The answer.
        answer: &'a Answer,
    },
    /// A connection ended before its request was read: it was malformed, or took too long.
    Dropped {
        /// When.
        now: u64,
        /// Who connected.
        peer: SocketAddr,
        /// Why, in the words of the HTTP library.
        why: String,
    },
}

/// Whoever is told what happens.
pub type Watch = Box<dyn FnMut(&Event<'_>)>;

/// What connections share.
struct Shared {
    service: RefCell<Service>,
    watch: RefCell<Watch>,
}

impl Shared {
    fn tell(&self, event: &Event<'_>) {
        (self.watch.borrow_mut())(event);
    }
}

/// Answers the requests that come to `listener` until the process ends.
///
/// # Errors
/// When the system does not let anybody wait for connections.
pub fn serve(listener: TcpListener, service: Service, watch: Watch) -> io::Result<Infallible> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let shared = Rc::new(Shared {
        service: RefCell::new(service),
        watch: RefCell::new(watch),
    });
    LocalSet::new().block_on(&runtime, async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        accept(&listener, &shared).await
    })
}

/// After a connection that could not be taken, such as for want of file descriptors, so long is
/// waited until others may have ended.
const PAUSE: Duration = Duration::from_millis(20);

async fn accept(listener: &tokio::net::TcpListener, shared: &Rc<Shared>) -> io::Result<Infallible> {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let place = Arc::clone(&room).acquire_owned().await;
        match listener.accept().await {
            Ok((stream, peer)) => {
                let shared = Rc::clone(shared);
                tokio::task::spawn_local(async move {
                    connection(stream, peer, shared).await;
                    drop(place);
                });
            }
            Err(_) => sleep(PAUSE).await,
        }
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, shared: Rc<Shared>) {
    let answer = service_fn(|request| exchange::exchange(request, &shared));
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(READ_SECONDS))
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), answer);
    let served = timeout(Duration::from_secs(CONNECTION_SECONDS), served).await;
    let why = match served {
        Ok(Ok(())) => return,
        Ok(Err(error)) => error.to_string(),
        // It had its answers, or does not take them.
        Err(_) => return,
    };
    let now = now();
    shared.tell(&Event::Dropped { now, peer, why });
}

/// Seconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
