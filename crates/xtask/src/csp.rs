//! The Content-Security-Policy of the page.
//!
//! The page makes no request to anybody, and its policy holds it to that. The scripts that stand
//! in the page, such as the one from which Trunk starts it, are allowed by their hashes and by
//! nothing wider. No text can become markup or code: Trusted Types are required, and the only
//! ones are those that index.html makes of the addresses of the page's own scripts.

use crate::error::{Error, Result};

/// Who the page is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Publishing.
    Release,
    /// Trunk's server, which puts a script of its own and a web socket into the page.
    Serve,
}

/// The page with its policy as the first thing after the head begins.
pub(crate) fn insert(html: &str, mode: Mode) -> Result<String> {
    let head = html
        .find("<head>")
        .map(|at| at + "<head>".len())
        .ok_or_else(|| Error::new("keep a plain `<head>` in index.html"))?;
    if html.contains("http-equiv=\"Content-Security-Policy\"") {
        return Err(Error::new(
            "leave the Content-Security-Policy out of index.html: the build inserts it",
        ));
    }
    let scripts = inline_scripts(html)?;
    let policy = policy(&scripts, mode);
    let (before, after) = html.split_at(head);
    Ok(format!(
        "{before}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />{after}"
    ))
}

fn policy(scripts: &[&str], mode: Mode) -> String {
    let (script, connect, types) = match mode {
        Mode::Release => {
            let hashes: Vec<String> = scripts.iter().map(|text| source(text)).collect();
            (
                hashes.join(" "),
                "'self'",
                "; trusted-types default; require-trusted-types-for 'script'",
            )
        }
        Mode::Serve => ("'unsafe-inline'".to_owned(), "'self' ws: wss:", ""),
    };
    let mut script_src = "'self' 'wasm-unsafe-eval'".to_owned();
    if !script.is_empty() {
        script_src.push(' ');
        script_src.push_str(&script);
    }
    format!(
        "default-src 'none'; script-src {script_src}; style-src 'self'; connect-src {connect}; \
         img-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'{types}"
    )
}

/// The exact text of every script that stands in the page itself.
fn inline_scripts(html: &str) -> Result<Vec<&str>> {
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some((_, from)) = rest.split_once("<script") {
        let broken = || Error::new("close every `<script>` of index.html");
        let (attributes, body) = from.split_once('>').ok_or_else(broken)?;
        let (text, after) = body.split_once("</script>").ok_or_else(broken)?;
        let external = attributes
            .split_whitespace()
            .any(|attribute| attribute.starts_with("src="));
        if !external {
            scripts.push(text);
        }
        rest = after;
    }
    Ok(scripts)
}

/// `'sha256-…'`, as a policy names a script.
fn source(text: &str) -> String {
    format!("'{}'", integrity(text.as_bytes()))
}

/// `sha256-…`, as a file is named by what it must contain.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", base64(&hmac_sha256::Hash::hash(bytes)))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut bits = 0_u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0));
        }
        for at in 0..4 {
            let digit = (bits >> (18 - 6 * at)) & 63;
            let digit = DIGITS.get(digit as usize).copied().unwrap_or(b'=');
            text.push(if at > chunk.len() {
                '='
            } else {
                char::from(digit)
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Mode, base64, inline_scripts, insert, source};

    #[test]
    fn base64_as_in_rfc_4648() {
        let rows = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (text, expected) in rows {
            assert_eq!(base64(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }

    #[test]
    fn a_source_is_what_browsers_compute() {
        // The example of the CSP specification.
        assert_eq!(
            source("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
    }

    #[test]
    fn only_inline_scripts_count() {
        let html = "<script src=\"a.js\"></script><script type=\"module\">\nx\n</script>";
        assert_eq!(inline_scripts(html).unwrap(), ["\nx\n"]);
        assert!(inline_scripts("<script>x").is_err());
    }

    #[test]
    fn release_names_the_script_and_serve_is_looser() {
        let html = "<html><head><script>x</script></head></html>";
        let release = insert(html, Mode::Release).unwrap();
        assert!(release.contains(&source("x")), "{release}");
        assert!(!release.contains("unsafe-inline"), "{release}");
        for directive in [
            "default-src 'none';",
            "connect-src 'self';",
            "require-trusted-types-for 'script'",
        ] {
            assert!(release.contains(directive), "{directive} in {release}");
        }
        let policy = release.find("Content-Security-Policy").unwrap();
        assert!(policy < release.find("<script>").unwrap());
        let serve = insert(html, Mode::Serve).unwrap();
        assert!(
            serve.contains("ws:") && serve.contains("'unsafe-inline'"),
            "{serve}"
        );
    }

    #[test]
    fn a_second_policy_is_refused() {
        let html = "<html><head></head></html>";
        let once = insert(html, Mode::Release).unwrap();
        assert!(insert(&once, Mode::Release).is_err());
        assert!(insert("<html></html>", Mode::Release).is_err());
    }
}
