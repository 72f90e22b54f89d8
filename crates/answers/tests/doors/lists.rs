//! Allow-lists, as people write them.

use super::*;

/// What a root user needs in eu-west-1, exactly.
const EXACT: &str = "\
# the sign-in page
eu-west-1.signin.aws
eu-west-1.signin.aws.amazon.com
signin.aws.amazon.com
*.cloudfront.net
opfcaptcha-prod.s3.amazonaws.com
https://console.aws.amazon.com/
";

fn widths(answer: &DoorsAnswer) -> Vec<(&str, EntryWidth)> {
    let list = answer.answer.allow_list.as_ref().unwrap();
    list.entries
        .iter()
        .map(|entry| (&*entry.text, entry.width))
        .collect()
}

fn unread(answer: &DoorsAnswer) -> Vec<(u32, bool)> {
    let list = answer.answer.allow_list.as_ref().unwrap();
    list.unread
        .iter()
        .map(|line| (line.line, line.may_cover))
        .collect()
}

#[test]
fn a_list_with_what_is_needed_is_right() {
    let answer = held(EXACT);
    assert!(answer.is_right(), "{:?}", answer.answer.allow_list);
    assert!(
        widths(&answer)
            .iter()
            .all(|(_, width)| *width == EntryWidth::Needed)
    );
    // Without any line of it something is missing.
    for (number, line) in EXACT.lines().enumerate().skip(1) {
        let others = EXACT
            .lines()
            .enumerate()
            .filter(|(other, _)| *other != number);
        let others: Vec<&str> = others.map(|(_, line)| line).collect();
        let answer = held(&others.join("\n"));
        assert!(!answer.is_right(), "{line}");
    }
}

#[test]
fn what_clients_of_oauth_alone_need_is_not_missing() {
    let answer = held(&format!("{EXACT}eu-west-1.oauth.signin.aws\n"));
    assert!(answer.is_right());
    let widths = widths(&answer);
    assert!(widths.iter().all(|(_, width)| *width == EntryWidth::Needed));
}

#[test]
fn too_wide_is_told_from_wide() {
    let answer = held(
        "*\n*.com\n.amazonaws.com\n*.s3.eu-west-1.amazonaws.com\n.signin.aws.amazon.com\n*.aws\nexample.com\n*.cloudfront.net\n",
    );
    assert_eq!(
        widths(&answer),
        [
            ("*", EntryWidth::TooWide),
            ("*.com", EntryWidth::TooWide),
            (".amazonaws.com", EntryWidth::TooWide),
            ("*.s3.eu-west-1.amazonaws.com", EntryWidth::TooWide),
            (".signin.aws.amazon.com", EntryWidth::Wider),
            ("*.aws", EntryWidth::TooWide),
            ("example.com", EntryWidth::Other),
            ("*.cloudfront.net", EntryWidth::Needed),
        ]
    );
    assert!(!answer.is_right());
}

#[test]
fn a_dot_stands_for_the_domain_and_all_below_and_a_star_for_those_below() {
    let answer = held(".console.aws.amazon.com\n*.signin.aws.amazon.com");
    assert_eq!(verdict(&answer, "console.aws.amazon.com"), Covered::Covered);
    assert_eq!(verdict(&answer, "signin.aws.amazon.com"), Covered::Missing);
    assert_eq!(
        verdict(&answer, "eu-west-1.signin.aws.amazon.com"),
        Covered::Covered
    );
}

#[test]
fn a_path_covers_no_whole_domain() {
    let builder = asked(&[DoorKind::BuilderId], &["us-east-1"]);
    let answer = doors(
        &builder,
        Some("view.awsapps.com/start\nprofile.aws.amazon.com/x"),
    );
    assert_eq!(verdict(&answer, "view.awsapps.com"), Covered::Covered);
    assert_eq!(verdict(&answer, "profile.aws.amazon.com"), Covered::Missing);
    let answer = doors(&builder, Some("view.awsapps.com/other"));
    assert_eq!(verdict(&answer, "view.awsapps.com"), Covered::Missing);
}

#[test]
fn some_of_a_wildcard_is_not_all_of_it() {
    let answer = held("d111111abcdef8.cloudfront.net");
    assert_eq!(verdict(&answer, "*.cloudfront.net"), Covered::Missing);
    let list = answer.answer.allow_list.unwrap();
    let found = list
        .domains
        .iter()
        .find(|of| of.domain == "*.cloudfront.net")
        .unwrap();
    assert_eq!(found.lines, [1]);
    assert!(found.why.is_some());
}

#[test]
fn without_a_region_a_list_of_regions_is_unknown() {
    let open = asked(&[DoorKind::Root], &[]);
    let answer = doors(&open, Some("eu-west-1.signin.aws\n*.signin.aws.amazon.com"));
    assert_eq!(verdict(&answer, "[Region].signin.aws"), Covered::Unknown);
    assert_eq!(
        verdict(&answer, "[Region].signin.aws.amazon.com"),
        Covered::Covered
    );
    assert_eq!(verdict(&answer, "console.aws.amazon.com"), Covered::Missing);
}

#[test]
fn noise_is_told_with_its_line() {
    let answer = held(
        "10.0.0.0/8\n!signin.aws.amazon.com\nnot a domain\n\u{feff}\nsignin.aws.amazon.com  # page\n// x\n; y",
    );
    assert_eq!(
        unread(&answer),
        [(1, false), (2, false), (3, false), (4, false)]
    );
    assert_eq!(verdict(&answer, "signin.aws.amazon.com"), Covered::Covered);
    let format = answer.answer.allow_list.unwrap().format;
    assert_eq!(format, AllowListFormat::Lines);
}

#[test]
fn an_empty_list_lacks_everything() {
    let answer = held("");
    let list = answer.answer.allow_list.as_ref().unwrap();
    assert!(list.domains.iter().all(|of| of.verdict == Covered::Missing));
    assert!(!answer.is_right());
}

#[test]
fn a_pac_file_is_read_and_not_run() {
    let answer = held(
        r#"
// "signin.aws.amazon.com" in a comment names nothing
function FindProxyForURL(url, host) {
  host = host.toLowerCase();
  if (isPlainHostName(host)) return "DIRECT";
  if (dnsDomainIs(host, ".ads.example")) { return "PROXY 0.0.0.0:0"; }
  if (shExpMatch(host, "*.signin.aws.amazon.com") || host == "signin.aws.amazon.com"
      || dnsDomainIs(host, ".cloudfront.net")) {
    return "PROXY proxy.example:8080; DIRECT";
  } else if (localHostOrDomainIs(host, "console.aws.amazon.com"))
    return "DIRECT";
  if (shExpMatch(host, "EU-west-1.signin.aws")) return "DIRECT";
  if (!shExpMatch(host, "opfcaptcha-prod.s3.amazonaws.com")) return "DIRECT";
  return "PROXY other.example:3128";
}
"#,
    );
    assert_eq!(
        answer.answer.allow_list.as_ref().unwrap().format,
        AllowListFormat::Pac
    );
    for (domain, expected) in [
        ("signin.aws.amazon.com", Covered::Covered),
        ("eu-west-1.signin.aws.amazon.com", Covered::Covered),
        ("*.cloudfront.net", Covered::Covered),
        ("console.aws.amazon.com", Covered::Covered),
        ("eu-west-1.signin.aws", Covered::Missing),
        ("opfcaptcha-prod.s3.amazonaws.com", Covered::Unknown),
    ] {
        assert_eq!(verdict(&answer, domain), expected, "{domain}");
    }
    let list = answer.answer.allow_list.unwrap();
    assert_eq!(
        list.entries[0].route.as_deref(),
        Some("PROXY proxy.example:8080; DIRECT")
    );
    assert_eq!(list.notes.len(), 2, "{:?}", list.notes);
}

#[test]
fn what_a_pac_file_puts_together_is_unknown() {
    for body in [
        r#"var hosts = ["signin.aws.amazon.com"]; for (var i in hosts) if (host == hosts[i]) return "DIRECT"; return "PROXY 0.0.0.0:0";"#,
        r#"if (shExpMatch(host, "signin.aws.amazon.com") && weekdayRange("MON")) return "DIRECT";"#,
        r#"if (weekdayRange("MON")) { if (host == "signin.aws.amazon.com") return "DIRECT"; }"#,
        r#"return host == "signin.aws.amazon.com" ? "DIRECT" : "PROXY 0.0.0.0:0";"#,
        r#"if (/signin\.aws/.test(host)) return "DIRECT";"#,
        r#"if (shExpMatch(url, "https://signin.aws.amazon.com/*")) return "DIRECT";"#,
        r#"if (isInNet(dnsResolve(host), "192.0.2.0", "255.255.255.0")) return "PROXY 0.0.0.0:0"; if (host == "signin.aws.amazon.com") return "DIRECT";"#,
        r#"host = "x" + host; if (shExpMatch(host, "*.x")) return "DIRECT";"#,
        r#"eval("x"); if (host == "a.example") return "DIRECT";"#,
    ] {
        let answer = held(&format!("function FindProxyForURL(url, host) {{ {body} }}"));
        assert_eq!(
            verdict(&answer, "signin.aws.amazon.com"),
            Covered::Unknown,
            "{body}"
        );
    }
}

#[test]
fn a_pac_file_may_send_a_host_nowhere() {
    let answer = held(
        r#"function FindProxyForURL(u, h) {
  if (h == "signin.aws.amazon.com") return "PROXY 127.0.0.1:9";
  if (shExpMatch(h, "*.amazon.com")) return "DIRECT";
}"#,
    );
    assert_eq!(verdict(&answer, "signin.aws.amazon.com"), Covered::Missing);
    assert_eq!(verdict(&answer, "console.aws.amazon.com"), Covered::Covered);
}

#[test]
fn squid_is_read_line_by_line_in_order() {
    let answer = held(
        "\
acl SSL_ports port 443
acl office src 10.0.0.0/8
acl aws dstdomain .signin.aws.amazon.com \\
    console.aws.amazon.com
acl aws dstdomain .cloudfront.net
acl bad dstdomain *.signin.aws
acl none dstdomain opfcaptcha-prod.s3.amazonaws.com
http_access deny CONNECT !SSL_ports
http_access deny none
http_access allow office aws
http_access deny all
http_access allow none
",
    );
    assert_eq!(
        answer.answer.allow_list.as_ref().unwrap().format,
        AllowListFormat::Squid
    );
    for (domain, expected) in [
        ("signin.aws.amazon.com", Covered::Covered),
        ("console.aws.amazon.com", Covered::Covered),
        ("*.cloudfront.net", Covered::Covered),
        ("eu-west-1.signin.aws", Covered::Missing),
        ("opfcaptcha-prod.s3.amazonaws.com", Covered::Missing),
    ] {
        assert_eq!(verdict(&answer, domain), expected, "{domain}");
    }
    assert_eq!(unread(&answer), [(6, false)]);
    assert_eq!(
        answer.answer.allow_list.unwrap().entries[0]
            .route
            .as_deref(),
        Some("office")
    );
}

#[test]
fn squid_may_deny_all_but_a_list() {
    let text = "acl aws dstdomain signin.aws.amazon.com\nacl net src 10.0.0.0/8\nhttp_access deny !aws\nhttp_access allow net\n";
    let answer = held(text);
    assert_eq!(verdict(&answer, "signin.aws.amazon.com"), Covered::Covered);
    assert_eq!(verdict(&answer, "console.aws.amazon.com"), Covered::Missing);
}

#[test]
fn what_squid_takes_from_elsewhere_is_unknown() {
    for text in [
        "acl aws dstdomain \"/etc/squid/aws.txt\"\nhttp_access allow aws\n",
        "acl aws dstdom_regex signin\nhttp_access allow aws\n",
        "acl t time 09:00-17:00\nacl aws dstdomain signin.aws.amazon.com\nhttp_access allow t aws\n",
        "acl aws dstdomain signin.aws.amazon.com\nacl t time 09:00-17:00\nhttp_access deny t aws\nhttp_access allow aws\n",
        "include /etc/squid/conf.d/*.conf\nhttp_access deny all\n",
    ] {
        let answer = held(text);
        assert_eq!(
            verdict(&answer, "signin.aws.amazon.com"),
            Covered::Unknown,
            "{text}"
        );
    }
}

#[test]
fn lists_of_strangers_do_no_harm() {
    let many: String = (0..20_000)
        .map(|number| format!("*a*{number}*b*\n"))
        .collect();
    let answer = held(&many);
    assert!(answer.answer.allow_list.unwrap().entries.len() <= 5_000);
    let deep = "(".repeat(100_000);
    for text in [
        format!("function FindProxyForURL(url, host) {{ if {deep} }}"),
        "function FindProxyForURL(url, host) { if (host == \"a".to_owned(),
        "function FindProxyForURL".to_owned(),
        "FindProxyForURL(a,b){/*".to_owned(),
        format!("acl a dstdomain {}", "x.".repeat(1000)),
        "acl\nhttp_access".to_owned(),
        "\\\n\\\n".to_owned(),
    ] {
        assert!(!held(&text).is_right());
    }
}
