//! `cargo xtask serve`: the page with live reload, and below it the page of documentation that
//! shows `<vestibule-example>`.

use crate::args::{Args, Long, unexpected};
use crate::cmd::build;
use crate::element::{self, DEMO};
use crate::error::{Error, Result};
use crate::exec;
use crate::paths::Paths;
use crate::setup;
use crate::wasm::{Env, Profile};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// A folder of its own, so that the published page in `dist/` stays what it is.
const FOLDER: &str = "target/serve";

pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<()> {
    let (mut port, mut open) = (8080, false);
    while let Some(arg) = args.next()? {
        match arg {
            Long("port") => port = args.number()?,
            Long("open") => open = true,
            _ => return Err(unexpected(arg)),
        }
    }
    check_port(port)?;
    let env = Env::ready(paths, setup::PAGE)?;
    std::fs::create_dir_all(paths.root.join(FOLDER))
        .map_err(Error::because(format!("make `{FOLDER}` writable")))?;
    eprintln!("Building the playground for http://127.0.0.1:{port}/");
    // The page needs most of it as well. It is not built anew when something changes.
    element::demo(paths, &env, Profile::Dev)?;
    let mut trunk = build::trunk(paths, &env);
    trunk
        .args(["serve", "--offline", "--address", "127.0.0.1", "--port"])
        .arg(port.to_string())
        .args(["--dist", FOLDER])
        .args(open.then_some("--open"));
    thread::spawn(move || announce(port));
    exec::run(&mut trunk, "see what Trunk says above")
}

/// Says where the page is as soon as it is there, below all that was printed on the way.
fn announce(port: u16) {
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        thread::sleep(Duration::from_millis(200));
    }
    let page = format!("http://127.0.0.1:{port}/");
    println!("\nThe playground is at {page} (Ctrl-C ends it)");
    println!("Examples in documentation: {page}{DEMO}/\n");
}

fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(cause) => Err(Error::new(format!(
            "choose another port with `cargo xtask serve --port {}`: {port} cannot be used ({cause})",
            port.checked_add(1).unwrap_or(8080)
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::check_port;
    use std::net::TcpListener;

    #[test]
    fn a_taken_port_is_named_with_the_way_out() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = check_port(port).unwrap_err().to_string();
        assert!(error.contains(&format!("{port} cannot be used")), "{error}");
        drop(taken);
        check_port(port).unwrap();
    }
}
