//! Runs other programs.

use crate::error::{Error, Result};
use crate::system;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Standard output of a program that succeeds, trimmed; `None` when it cannot run or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let out = command.stdin(Stdio::null()).output().ok()?;
    out.status
        .success()
        .then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// Runs a program with its output on ours.
pub(crate) fn run(command: &mut Command, advice: &str) -> Result<()> {
    let status = command
        .status()
        .map_err(Error::because(format!("{}; it cannot start", advice)))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::new(advice))
}

/// Takes the output of what a step of set-up runs.
pub(crate) struct Log {
    path: PathBuf,
    /// The lock of the cache. Every program that writes there gets it as its standard input,
    /// which is empty. So the cache stays locked until the last of them has ended, even when
    /// this program was killed before.
    lock: File,
}

impl Log {
    /// An empty log.
    pub(crate) fn new(path: &Path, lock: &File) -> Result<Self> {
        let open = || -> std::io::Result<Self> {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            File::create(path)?;
            Ok(Self {
                path: path.to_path_buf(),
                lock: lock.try_clone()?,
            })
        };
        open().map_err(Error::because(format!(
            "make `{}` writable",
            path.display()
        )))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn attach(&self, command: &mut Command) -> Result<()> {
        let mut open = || -> std::io::Result<()> {
            let mut file = File::options().append(true).open(&self.path)?;
            writeln!(file, "$ {}", line(command))?;
            command
                .stdin(self.lock.try_clone()?)
                .stdout(file.try_clone()?)
                .stderr(file);
            Ok(())
        };
        open().map_err(Error::because(format!(
            "make `{}` writable",
            self.path.display()
        )))
    }
}

/// The last lines of a log that are not blank.
pub(crate) fn tail(log: &Path, lines: usize) -> Vec<String> {
    let read = || -> std::io::Result<String> {
        let mut file = File::open(log)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(16 * 1024)))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let text = read().unwrap_or_default();
    let all: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let from = all.len().saturating_sub(lines);
    all.iter()
        .skip(from)
        .map(|line| (*line).to_owned())
        .collect()
}

/// Runs a program with its output in `log`; a failure carries the log's last lines.
pub(crate) fn run_logged(command: &mut Command, log: &Log, advice: &str) -> Result<()> {
    log.attach(command)?;
    let failed = |cause: String| {
        Error::new(advice).detail(format!(
            "{}\n{cause}\n(all of it: {})",
            tail(&log.path, 20).join("\n"),
            log.path.display()
        ))
    };
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(format!("{} ended with {status}", name(command)))),
        Err(cause) => Err(failed(format!("{} cannot start: {cause}", name(command)))),
    }
}

/// How a bounded run ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Bounded {
    Succeeded,
    Failed,
    TimedOut,
}

/// Runs a program for at most `limit`, then ends it with everything that it started.
pub(crate) fn run_bounded(command: &mut Command, log: &Log, limit: Duration) -> Result<Bounded> {
    log.attach(command)?;
    // The program may have handed the work to a child.
    let Ok(mut child) = system::apart(command).spawn() else {
        return Ok(Bounded::Failed);
    };
    let start = Instant::now();
    loop {
        let status = child
            .try_wait()
            .map_err(Error::because("cannot wait for a program"))?;
        if let Some(status) = status {
            return Ok(if status.success() {
                Bounded::Succeeded
            } else {
                Bounded::Failed
            });
        }
        if start.elapsed() >= limit {
            system::end(child.id());
            let _ = child.wait();
            return Ok(Bounded::TimedOut);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

/// The command as one would type it, for people to read.
pub(crate) fn line(command: &Command) -> String {
    let mut text = name(command);
    for arg in command.get_args() {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}

// They start programs of Unix.
#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::{Bounded, Log, output, run_bounded, run_logged, tail};
    use std::fs::File;
    use std::path::Path;
    use std::process::Command;
    use std::time::{Duration, Instant};

    fn log(name: &str) -> Log {
        let path = std::env::temp_dir().join(format!("vestibule-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        let lock = lock(&path);
        Log::new(&path.join("log"), &lock).unwrap()
    }

    fn lock(folder: &Path) -> File {
        let mut options = File::options();
        options.create(true).truncate(false).read(true).write(true);
        options.open(folder.join("lock")).unwrap()
    }

    fn clear(log: &Log) {
        std::fs::remove_dir_all(log.path().parent().unwrap()).unwrap();
    }

    #[test]
    fn a_hanging_program_is_ended_with_its_children() {
        let log = log("hang");
        let pid = log.path().with_extension("pid");
        let script = format!("sleep 60 & echo $! > {}; wait", pid.display());
        let start = Instant::now();
        let end = run_bounded(
            Command::new("sh").args(["-c", &script]),
            &log,
            Duration::from_millis(400),
        )
        .unwrap();
        assert_eq!(end, Bounded::TimedOut);
        assert!(start.elapsed() < Duration::from_secs(10));
        let child = std::fs::read_to_string(&pid).unwrap();
        // An orphan may stay for a moment as a zombie (state Z).
        let gone = (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(20));
            let state = output(Command::new("ps").args(["-o", "stat=", "-p", child.trim()]));
            state.is_none_or(|state| state.is_empty() || state.starts_with('Z'))
        });
        clear(&log);
        assert!(gone, "the child of the hanging program still runs");
    }

    #[test]
    fn bounded_tells_success_from_failure() {
        let log = log("bounded");
        let limit = Duration::from_secs(20);
        let good = run_bounded(&mut Command::new("true"), &log, limit).unwrap();
        let bad = run_bounded(&mut Command::new("false"), &log, limit).unwrap();
        clear(&log);
        assert_eq!((good, bad), (Bounded::Succeeded, Bounded::Failed));
    }

    #[test]
    fn a_failure_shows_the_end_of_its_log() {
        let log = log("failure");
        let mut command = Command::new("sh");
        command.args(["-c", "echo the cause >&2; exit 3"]);
        let error = run_logged(&mut command, &log, "do that").unwrap_err();
        clear(&log);
        let text = error.to_string();
        assert!(text.contains("the cause"), "{text}");
        assert!(text.ends_with("error: do that"), "{text}");
    }

    #[test]
    fn the_lock_outlives_this_program_with_its_children() {
        let log = log("lock");
        let folder = log.path().parent().unwrap().to_path_buf();
        let held = lock(&folder);
        held.lock().unwrap();
        let orphan = Log::new(&folder.join("log"), &held).unwrap();
        drop(held);
        let mut sleep = Command::new("sleep");
        orphan.attach(sleep.arg("60")).unwrap();
        let mut child = sleep.spawn().unwrap();
        // What a kill of this program would close.
        drop((orphan, sleep));
        let other = lock(&folder);
        let while_it_runs = other.try_lock().is_ok();
        child.kill().unwrap();
        child.wait().unwrap();
        let afterwards = other.try_lock().is_ok();
        clear(&log);
        assert_eq!((while_it_runs, afterwards), (false, true));
    }

    #[test]
    fn tail_skips_blank_lines_and_missing_files() {
        let log = std::env::temp_dir().join(format!("vestibule-tail-{}", std::process::id()));
        std::fs::write(&log, "one\ntwo\n\nthree\n\n").unwrap();
        let last = tail(&log, 2);
        std::fs::remove_file(&log).unwrap();
        assert_eq!(last, ["two", "three"]);
        assert_eq!(tail(&log, 2), [""; 0]);
    }
}
