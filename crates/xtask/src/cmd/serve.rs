//! `cargo xtask serve`: the page with live reload.

use crate::error::{Error, Result};
use crate::exec;
use crate::paths::Paths;
use crate::setup;
use crate::wasm::Env;
use std::net::TcpListener;

pub(crate) fn run(paths: &Paths, port: u16, open: bool) -> Result<()> {
    check_port(port)?;
    let env = Env::ready(paths, setup::PAGE)?;
    println!(
        "The playground will be at http://127.0.0.1:{port}/ once it is built (Ctrl-C ends it)"
    );
    let mut trunk = env.command("trunk");
    trunk
        .args(["serve", "--offline", "--address", "127.0.0.1", "--port"])
        .arg(port.to_string())
        // A folder of its own, so that the published page in dist/ stays what it is.
        .args(["--dist", "target/serve"])
        .args(open.then_some("--open"))
        .current_dir(&paths.root);
    std::fs::create_dir_all(paths.root.join("target/serve"))
        .map_err(Error::because("make `target/serve` writable"))?;
    exec::run(&mut trunk, "see what Trunk says above")
}

fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind(("127.0.0.1", port)) {
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
