//! Tests files on all processors. What is said, and in which order, does not depend on that.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, Builder};

use indicatif::{ProgressBar, ProgressStyle};
use vestibule_l10n::{Language, Text as Words};
use vestibule_syntax::limits::RUN_BYTES;

use super::Setting;
use super::quiet::Quiet;
use super::steps::Step;
use super::tested::{Outcome, Tested, outcome};
use crate::access::Access;
use crate::args::Test;
use crate::host::{Host, Stream};

/// What a thread has room for; deep inputs are read as deep as on the first one.
const STACK: usize = 8 << 20;

/// What a file came to.
struct Done {
    outcome: Outcome,
    said: Vec<u8>,
    /// The bytes of the files that it names.
    named: usize,
}

/// What all threads know.
struct Shared<'r> {
    steps: &'r [Step],
    args: &'r Test,
    host: &'r (dyn Host + Sync),
    language: Language,
    /// The next step that nobody has begun.
    next: AtomicUsize,
    /// The bytes of the files that were named so far.
    named: AtomicUsize,
    stops: AtomicBool,
}

/// How far it got, for the steps behind to be done one by one.
#[derive(Default)]
pub(super) struct Reached {
    /// The first step that is not done.
    pub(super) step: usize,
    /// The bytes of the files that those before it name.
    pub(super) named: usize,
}

/// Does the steps in their order, as far as that can be done side by side.
pub(super) fn all(
    steps: &[Step],
    tested: &mut Tested,
    setting: &Setting<'_>,
    failed: &dyn Fn(&Step, &mut Tested),
) -> Reached {
    let Setting {
        access,
        args,
        words,
    } = *setting;
    let Some(host) = access.host.shared() else {
        return Reached::default();
    };
    // What is no regular file can be read once, and in its turn.
    let alone = steps.iter().position(|step| match step {
        Step::File(job) if job.below.is_none() => !host.is_regular(&job.file),
        Step::File(_) | Step::Failed(..) => false,
    });
    let steps = steps.get(..alone.unwrap_or(steps.len())).unwrap_or(steps);
    let processors = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = args.jobs.map_or_else(processors, NonZeroUsize::get);
    let threads = threads.min(steps.len());
    let shared = Shared {
        steps,
        args,
        host,
        language: words.language(),
        next: AtomicUsize::new(0),
        named: AtomicUsize::new(0),
        stops: AtomicBool::new(false),
    };
    let bar = bar(steps.len(), host);
    let mut reached = Reached::default();
    thread::scope(|scope| {
        let (send, receive) = channel();
        for _ in 0..threads {
            let (send, shared) = (send.clone(), &shared);
            // Without a thread the others do its work, or the caller does.
            let _ = Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, move || work(shared, &send));
        }
        drop(send);
        let mut waiting: BTreeMap<usize, Done> = BTreeMap::new();
        loop {
            while let Some(step) = steps.get(reached.step) {
                if args.fail_fast && tested.fails() {
                    break;
                }
                match (step, waiting.remove(&reached.step)) {
                    (Step::Failed(..), _) => bar.suspend(|| failed(step, tested)),
                    (Step::File(_), None) => break,
                    // It is done again, where the limit is counted file by file.
                    (_, Some(done)) if reached.named + done.named > RUN_BYTES => break,
                    (_, Some(done)) => {
                        reached.named += done.named;
                        say(&done.said, host, &bar);
                        tested.take(done.outcome);
                    }
                }
                reached.step += 1;
                bar.inc(1);
            }
            match receive.recv() {
                Ok((step, done)) => waiting.insert(step, done),
                Err(_) => break,
            };
            if args.fail_fast && tested.fails() {
                break;
            }
        }
        shared.stops.store(true, Ordering::Relaxed);
    });
    bar.finish_and_clear();
    reached
}

/// Does steps until there are none left.
fn work(shared: &Shared<'_>, send: &Sender<(usize, Done)>) {
    let words = Words::of_command(shared.language);
    loop {
        let step = shared.next.fetch_add(1, Ordering::Relaxed);
        let is_over = shared.named.load(Ordering::Relaxed) > RUN_BYTES;
        if is_over || shared.stops.load(Ordering::Relaxed) {
            return;
        }
        let job = match shared.steps.get(step) {
            Some(Step::File(job)) => job,
            Some(Step::Failed(..)) => continue,
            None => return,
        };
        let host = Quiet::of(shared.host);
        let allowed = Access::new(&host, &shared.args.allow.allow_path);
        let access = job.access(&allowed);
        let setting = Setting {
            access: &access,
            args: shared.args,
            words: &words,
        };
        let outcome = outcome(&job.file, job.below.is_none(), &setting);
        let named = access.named_bytes();
        shared.named.fetch_add(named, Ordering::Relaxed);
        let said = host.said();
        let done = Done {
            outcome,
            said,
            named,
        };
        if send.send((step, done)).is_err() {
            return;
        }
    }
}

/// Writes what a file had to say, with its styles. When standard error is closed there is nobody
/// left to tell.
fn say(said: &[u8], host: &dyn Host, bar: &ProgressBar) {
    if !said.is_empty() {
        bar.suspend(|| {
            let mut err = host.open(Stream::Err, true);
            let _ = err.write_all(said).and_then(|()| err.flush());
        });
    }
}

/// How far it is, where somebody looks.
fn bar(steps: usize, host: &dyn Host) -> ProgressBar {
    let is_terminal = host.shows_colours(Stream::Err);
    if !is_looked_at(is_terminal, host.var("CI").as_deref()) {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(steps).unwrap_or(u64::MAX));
    match ProgressStyle::with_template("{wide_bar} {pos}/{len}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Whether somebody sees standard error as it comes, and not the log of a runner. `ci` is what
/// the variable `CI` says.
fn is_looked_at(is_terminal: bool, ci: Option<&str>) -> bool {
    is_terminal && ci.is_none_or(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::is_looked_at;

    #[test]
    fn a_bar_is_for_somebody_who_looks() {
        for (is_terminal, ci, shows) in [
            (true, None, true),
            (true, Some(""), true),
            (true, Some("true"), false),
            (false, None, false),
        ] {
            assert_eq!(is_looked_at(is_terminal, ci), shows, "{is_terminal} {ci:?}");
        }
    }
}
