//! Runs other programs.

use crate::error::{Error, Result};
use crate::progress::tail;
use std::fs::File;
use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
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

/// Runs a program with its output in `log`; a failure carries the log's last lines.
pub(crate) fn run_logged(command: &mut Command, log: &Path, advice: &str) -> Result<()> {
    let file = attach(command, log)?;
    let failed = |cause: String| {
        Error::new(advice).detail(format!(
            "{}\n{cause}\n(all of it: {})",
            tail(log, 20).join("\n"),
            log.display()
        ))
    };
    let status = command.status();
    drop(file);
    match status {
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
pub(crate) fn run_bounded(command: &mut Command, log: &Path, limit: Duration) -> Result<Bounded> {
    attach(command, log)?;
    // A group of its own: the program may have handed the work to a child.
    let Ok(mut child) = command.process_group(0).spawn() else {
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
            let group = format!("-{}", child.id());
            // It may end by itself in this very moment; then there is nothing to kill.
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let _ = child.wait();
            return Ok(Bounded::TimedOut);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn attach(command: &mut Command, log: &Path) -> Result<File> {
    let open = || -> std::io::Result<(File, File, File)> {
        if let Some(folder) = log.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = File::options().create(true).append(true).open(log)?;
        writeln!(file, "$ {}", line(command))?;
        Ok((file.try_clone()?, file.try_clone()?, file))
    };
    let (out, err, file) =
        open().map_err(Error::because(format!("make `{}` writable", log.display())))?;
    command.stdin(Stdio::null()).stdout(out).stderr(err);
    Ok(file)
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

#[cfg(test)]
mod tests {
    use super::{Bounded, output, run_bounded, run_logged};
    use std::path::PathBuf;
    use std::process::Command;
    use std::time::{Duration, Instant};

    fn log(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("vestibule-{name}-{}.log", std::process::id()))
    }

    #[test]
    fn a_hanging_program_is_ended_with_its_children() {
        let log = log("hang");
        let pid = log.with_extension("pid");
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
        std::fs::remove_file(&pid).unwrap();
        std::fs::remove_file(&log).unwrap();
        assert!(gone, "the child of the hanging program still runs");
    }

    #[test]
    fn bounded_tells_success_from_failure() {
        let log = log("bounded");
        let limit = Duration::from_secs(20);
        let good = run_bounded(&mut Command::new("true"), &log, limit).unwrap();
        let bad = run_bounded(&mut Command::new("false"), &log, limit).unwrap();
        std::fs::remove_file(&log).unwrap();
        assert_eq!((good, bad), (Bounded::Succeeded, Bounded::Failed));
    }

    #[test]
    fn a_failure_shows_the_end_of_its_log() {
        let log = log("failure");
        let mut command = Command::new("sh");
        command.args(["-c", "echo the cause >&2; exit 3"]);
        let error = run_logged(&mut command, &log, "do that").unwrap_err();
        std::fs::remove_file(&log).unwrap();
        let text = error.to_string();
        assert!(text.contains("the cause"), "{text}");
        assert!(text.ends_with("error: do that"), "{text}");
    }
}
