//! HTTP on raw sockets: good requests, malformed, oversized and slow ones, and many at once.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use vestibule_emulator::{BODY_BYTES, Event, HEAD_BYTES, HEADERS, Service, Settings, State, serve};
use vestibule_wire::CaseFile;

const SIGNED: &str = "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261129/us-east-1/signin/aws4_request, SignedHeaders=host, Signature=00\r\n";

/// What the emulator said of a request or connection.
type Told = Receiver<String>;

/// An emulator in a thread of its own, which ends with the process.
fn emulator() -> (SocketAddr, Told) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = channel();
    thread::spawn(move || {
        let state = State::of_case(CaseFile::default(), "111122223333", Vec::new(), &[]).unwrap();
        let settings = Settings::of_account("111122223333");
        let service = Service::new(state, settings, None, None);
        let watch = move |event: &Event<'_>| {
            let text = match event {
                Event::Answered { call, answer, .. } => {
                    format!("{} {}", answer.status(), call.path)
                }
                Event::Dropped { why, .. } => format!("dropped: {why}"),
            };
            let _ = tell.send(text);
        };
        serve(listener, service, Box::new(watch))
    });
    (address, told)
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    stream
}

/// A request that asks to close the connection.
fn request(path: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
    )
}

/// All that comes back for these bytes.
fn answer(address: SocketAddr, sent: &[u8]) -> String {
    let mut stream = connect(address);
    // It may be refused before all of it is sent.
    let _ = stream.write_all(sent);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("none")
}

#[test]
fn answers_are_such_as_sdks_read() {
    let (address, told) = emulator();
    let put = request(
        "/put-resource-permission-statement",
        SIGNED,
        r#"{"sourceIp":"203.0.113.0/24"}"#,
    );
    let good = answer(address, put.as_bytes());
    assert!(good.starts_with("HTTP/1.1 200 OK\r\n"), "{good}");
    let lower = good.to_ascii_lowercase();
    assert!(
        lower.contains("content-type: application/json\r\n"),
        "{good}"
    );
    assert!(lower.contains("x-amzn-requestid: "), "{good}");
    assert!(!lower.contains("x-amzn-errortype"), "{good}");
    let bad = answer(address, put.as_bytes());
    assert_eq!(status(&bad), "409");
    assert!(
        bad.to_ascii_lowercase()
            .contains("x-amzn-errortype: conflictexception\r\n"),
        "{bad}"
    );
    assert!(bad.contains(r#"{"error":"CONFLICT","message":""#), "{bad}");
    let expected = [
        "200 /put-resource-permission-statement",
        "409 /put-resource-permission-statement",
    ];
    for expected in expected {
        assert_eq!(told.recv().unwrap(), expected);
    }
}

/// Requests to AWS Organizations are told by a header, and answered in the words of its protocol.
#[test]
fn organizations_answers_by_its_own_protocol() {
    let (address, told) = emulator();
    let target = format!("{SIGNED}X-Amz-Target: AWSOrganizationsV20161128.ListPolicies\r\n");
    let list = request("/", &target, r#"{"Filter":"RESOURCE_CONTROL_POLICY"}"#);
    let refused = answer(address, list.as_bytes());
    assert_eq!(status(&refused), "400");
    for part in [
        "content-type: application/x-amz-json-1.1\r\n",
        "x-amzn-errortype: AWSOrganizationsNotInUseException\r\n",
        r#""__type":"AWSOrganizationsNotInUseException""#,
    ] {
        let part = part.to_ascii_lowercase();
        assert!(refused.to_ascii_lowercase().contains(&part), "{refused}");
    }
    for (sent, expected) in [
        (
            list.replace("ListPolicies", &"L".repeat(HEAD_BYTES * 4)),
            "431",
        ),
        (list.replace("ListPolicies", "ListAccounts"), "400"),
        (list.replace(SIGNED, ""), "400"),
        (list.replacen("POST", "GET", 1), "405"),
        (list.replacen("{\"", "[\"", 1), "400"),
        (request("/", &target, &" ".repeat(BODY_BYTES + 1)), "413"),
    ] {
        let answer = answer(address, sent.as_bytes());
        assert_eq!(status(&answer), expected, "{answer}");
    }
    assert_eq!(told.recv().unwrap(), "400 /");
}

#[test]
fn one_connection_takes_many_requests() {
    let (address, _) = emulator();
    let mut stream = connect(address);
    let put = request("/put-console-authorization-configuration", SIGNED, "");
    let keep = put.replace("Connection: close\r\n", "");
    // Two at once, and the last one closes.
    stream
        .write_all(format!("{keep}{keep}{put}").as_bytes())
        .unwrap();
    let mut all = String::new();
    stream.read_to_string(&mut all).unwrap();
    assert_eq!(all.matches("HTTP/1.1 200 OK").count(), 3, "{all}");
}

#[test]
fn what_is_no_request_of_the_control_plane() {
    let (address, _) = emulator();
    let put = request("/put-console-authorization-configuration", SIGNED, "");
    let rows = [
        (put.replacen("POST", "GET", 1), "405", "POST"),
        (put.replacen("POST", "OPTIONS", 1), "405", "POST"),
        (put.replace(SIGNED, ""), "400", "not signed"),
        (
            put.replace(SIGNED, &format!("{SIGNED}Origin: https://example.com\r\n")),
            "403",
            "web page",
        ),
        (
            put.replace("/put-console", "/console"),
            "404",
            "no operation",
        ),
    ];
    for (sent, expected, words) in rows {
        let answer = answer(address, sent.as_bytes());
        assert_eq!(status(&answer), expected, "{sent}: {answer}");
        assert!(answer.contains(words), "{sent}: {answer}");
    }
}

#[test]
fn malformed_requests_end_their_connection_alone() {
    let (address, told) = emulator();
    let head = "POST / HTTP/1.1\r\nHost: localhost\r\n";
    let sent: [&[u8]; 8] = [
        b"hello\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST / HTTP/9.9\r\n\r\n",
        b"POST  /  HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];
    for sent in sent {
        let answer = answer(address, sent);
        assert!(matches!(status(&answer), "400" | "none"), "{answer}");
        let told = told.recv().unwrap();
        assert!(told.starts_with("dropped: "), "{told}");
    }
    let many = format!("{head}{}\r\n", "A: b\r\n".repeat(HEADERS));
    assert_eq!(status(&answer(address, many.as_bytes())), "431");
    let long = format!("{head}A: {}\r\n\r\n", "b".repeat(4 * HEAD_BYTES));
    assert_eq!(status(&answer(address, long.as_bytes())), "431");
    let put = request("/put-console-authorization-configuration", SIGNED, "");
    assert_eq!(status(&answer(address, put.as_bytes())), "200");
}

#[test]
fn bodies_have_a_bound_with_and_without_a_length() {
    let (address, _) = emulator();
    let path = "/put-resource-permission-statement";
    let fits = format!("{{\"sourceIp\":\"{}\"}}", "a".repeat(BODY_BYTES - 15));
    assert_eq!(fits.len(), BODY_BYTES);
    let rows = [(fits.clone(), "400"), (format!("{fits} "), "413")];
    for (body, expected) in &rows {
        let plain = request(path, SIGNED, body);
        assert_eq!(status(&answer(address, plain.as_bytes())), *expected);
        let length = format!("Content-Length: {}\r\n", body.len());
        let chunked = plain.replace(&length, "Transfer-Encoding: chunked\r\n");
        let chunk = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        let chunked = chunked.replace(body.as_str(), &chunk);
        assert_eq!(status(&answer(address, chunked.as_bytes())), *expected);
    }
    // One that only says that it will be large is not waited for.
    let mut stream = connect(address);
    let claimed =
        request(path, SIGNED, "").replace("Content-Length: 0", "Content-Length: 9999999999");
    stream.write_all(claimed.as_bytes()).unwrap();
    let mut told = String::new();
    stream.read_to_string(&mut told).unwrap();
    assert_eq!(status(&told), "413");
}

#[test]
fn slow_clients_hold_nobody_up_and_are_dropped() {
    let (address, told) = emulator();
    let put = request("/put-console-authorization-configuration", SIGNED, "{}");
    // One sends no head, one half of it, and one no body.
    let silent = connect(address);
    let mut half = connect(address);
    half.write_all(b"POST / HTTP/1.1\r\nHost: loc").unwrap();
    let mut bodiless = connect(address);
    bodiless
        .write_all(put.trim_end_matches("{}").as_bytes())
        .unwrap();
    assert_eq!(status(&answer(address, put.as_bytes())), "200");
    assert_eq!(
        told.recv().unwrap(),
        "200 /put-console-authorization-configuration"
    );
    for mut slow in [silent, half, bodiless] {
        let mut answer = Vec::new();
        slow.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(matches!(status(&answer), "408" | "none"), "{answer}");
    }
    let mut ended: Vec<String> = (0..3).map(|_| told.recv().unwrap()).collect();
    ended.sort();
    assert_eq!(ended[0], "408 /put-console-authorization-configuration");
    assert!(
        ended[1].starts_with("dropped: ") && ended[2].starts_with("dropped: "),
        "{ended:?}"
    );
}

#[test]
fn a_client_that_leaves_is_no_loss() {
    let (address, _) = emulator();
    let put = request("/put-console-authorization-configuration", SIGNED, "");
    for end in [1, 20, put.len()] {
        let mut stream = connect(address);
        stream.write_all(&put.as_bytes()[..end]).unwrap();
        stream.shutdown(Shutdown::Both).unwrap();
    }
    assert_eq!(status(&answer(address, put.as_bytes())), "200");
}

#[test]
fn a_thousand_connections_at_once() {
    let (address, _) = emulator();
    // All are open before the first one sends anything.
    let mut open: Vec<TcpStream> = (0..1000).map(|_| connect(address)).collect();
    for (number, stream) in open.iter_mut().enumerate() {
        let body = format!(
            "{{\"sourceIp\":\"10.0.{}.{}\"}}",
            number / 250,
            number % 250
        );
        let put = request("/put-resource-permission-statement", SIGNED, &body);
        stream.write_all(put.as_bytes()).unwrap();
    }
    let mut statuses = std::collections::BTreeMap::<String, usize>::new();
    for mut stream in open {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        *statuses.entry(status(&answer).to_owned()).or_default() += 1;
    }
    // There are no more statements than there may be, and every request has its answer.
    let expected = [("200".to_owned(), 500), ("402".to_owned(), 500)];
    assert_eq!(statuses, expected.into());
}
