//! Shows long steps while they run: one line when a step begins, one when it ends, and signs
//! of life in between.

use crate::error::Result;
use crate::exec::{Log, tail};
use std::fs::File;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often a log that nobody can redraw gets a line about what still runs.
const HEARTBEAT: Duration = Duration::from_secs(15);
const REDRAW: Duration = Duration::from_millis(250);

/// The steps that run now; dropping it ends the display.
pub(crate) struct Progress {
    lock: File,
    shared: Arc<Shared>,
    ticker: Option<JoinHandle<()>>,
}

struct Shared {
    terminal: bool,
    state: Mutex<State>,
    done: Condvar,
}

#[derive(Default)]
struct State {
    running: Vec<Running>,
    finished: bool,
    next: usize,
}

struct Running {
    id: usize,
    name: String,
    since: Instant,
    log: PathBuf,
}

impl Progress {
    /// `lock` is that of the cache; it is let go of at the end.
    pub(crate) fn start(lock: File) -> Self {
        let shared = Arc::new(Shared {
            terminal: std::io::stderr().is_terminal(),
            state: Mutex::default(),
            done: Condvar::new(),
        });
        let ticking = Arc::clone(&shared);
        let ticker = thread::spawn(move || ticking.tick());
        Self {
            lock,
            shared,
            ticker: Some(ticker),
        }
    }

    /// Runs one step under a header; `work` gets the log that takes its full output.
    pub(crate) fn step<T>(
        &self,
        name: &str,
        log: &Path,
        work: impl FnOnce(&Log) -> Result<T>,
    ) -> Result<T> {
        let since = Instant::now();
        let id = {
            let mut state = self.shared.lock();
            self.shared.print(&format!("  start  {name}"));
            let id = state.next;
            state.next += 1;
            state.running.push(Running {
                id,
                name: name.to_owned(),
                since,
                log: log.to_path_buf(),
            });
            id
        };
        let result = Log::new(log, &self.lock).and_then(|log| work(&log));
        let mut state = self.shared.lock();
        state.running.retain(|step| step.id != id);
        let word = if result.is_ok() { "done " } else { "FAILED" };
        let line = format!("  {word}  {name} ({})", elapsed(since.elapsed()));
        self.shared.print(&line);
        result
    }

    /// A line that is no step.
    pub(crate) fn note(&self, line: &str) {
        let _state = self.shared.lock();
        self.shared.print(line);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.shared.lock().finished = true;
        self.shared.done.notify_all();
        if let Some(ticker) = self.ticker.take() {
            // A ticker that panicked has nothing left to show.
            let _ = ticker.join();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Prints a whole line; callers hold the state so that lines never mix.
    fn print(&self, line: &str) {
        let clear = if self.terminal { "\r\x1b[2K" } else { "" };
        // Progress is a courtesy: a closed stderr must not fail the work.
        let _ = writeln!(std::io::stderr(), "{clear}{line}");
    }

    fn tick(&self) {
        let pause = if self.terminal { REDRAW } else { HEARTBEAT };
        let mut state = self.lock();
        loop {
            let (next, _) = self
                .done
                .wait_timeout_while(state, pause, |state| !state.finished)
                .unwrap_or_else(PoisonError::into_inner);
            state = next;
            if state.finished {
                if self.terminal {
                    let _ = write!(std::io::stderr(), "\r\x1b[2K");
                }
                return;
            }
            if self.terminal {
                let names: Vec<String> = state.running.iter().map(Running::brief).collect();
                let line: String = names.join("   ").chars().take(78).collect();
                let _ = write!(std::io::stderr(), "\r\x1b[2K{line}");
                let _ = std::io::stderr().flush();
            } else {
                for step in &state.running {
                    self.print(&step.full());
                }
            }
        }
    }
}

impl Running {
    fn brief(&self) -> String {
        format!("{} {}", self.name, elapsed(self.since.elapsed()))
    }

    fn full(&self) -> String {
        let mut line = format!("    ...  {}", self.brief());
        if let Some(last) = tail(&self.log, 1).pop() {
            line.push_str(": ");
            line.extend(last.trim().chars().take(90));
        }
        line
    }
}

/// `8.3 s` or `2 min 05 s`.
pub(crate) fn elapsed(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::elapsed;
    use std::time::Duration;

    #[test]
    fn elapsed_reads_like_a_clock() {
        assert_eq!(elapsed(Duration::from_millis(8_340)), "8.3 s");
        assert_eq!(elapsed(Duration::from_secs(125)), "2 min 05 s");
    }
}
