//! Inputs whose parts multiply: small ones must not take long or much memory.

use std::fmt::Write as _;

use crate::run::{Run, case, deny, folder, json, request, run, write};

/// Decides a case in every way.
fn decided(name: &str, text: &str) -> Vec<Run> {
    assert!(text.len() < 2 << 20, "{name}: {} bytes", text.len());
    let folder = folder(&format!("work-{name}"));
    write(&folder.join("case.json"), text);
    [
        &["decide", "case.json"][..],
        &["decide", "case.json", "--format", "json"],
        &["decide", "case.json", "--explain"],
        &["decide", "case.json", "--explain", "--format", "json"],
        &["test", "case.json"],
    ]
    .iter()
    .map(|args| run(&folder, args))
    .collect()
}

fn based(condition: &str) -> String {
    format!("\"resourceBased\":{}", deny(condition))
}

/// A list of JSON strings, up to so many bytes.
fn strings(bytes: usize, of: impl Fn(usize) -> String) -> String {
    let mut list = String::new();
    for index in 0.. {
        let next = json(&of(index));
        if list.len() + next.len() > bytes {
            break;
        }
        if index > 0 {
            list.push(',');
        }
        list.push_str(&next);
    }
    list
}

#[test]
fn variables_are_not_expanded_into_gigabytes() {
    let tag = format!(
        ",\"context\":{{\"aws:PrincipalTag/y\":\"{}\",\"aws:PrincipalTag/x\":\"{0}a\"}}",
        "a".repeat(100_000)
    );
    let many = "${aws:PrincipalTag/y}".repeat(18_000);
    for (name, value) in [
        ("variables", json(&many)),
        (
            "variables-stars",
            json(&"*${aws:PrincipalTag/y}".repeat(18_000)),
        ),
        (
            "variables-list",
            format!(
                "[{}]",
                strings(400_000, |index| format!("${{aws:PrincipalTag/y}}*{index}"))
            ),
        ),
        (
            "variables-default",
            json(&format!("${{aws:PrincipalTag/z, '{}'}}", "a".repeat(100_000)).repeat(5)),
        ),
    ] {
        let operators = [
            "StringLike",
            "StringEquals",
            "StringNotEqualsIgnoreCase",
            "ArnLike",
        ];
        let condition: Vec<String> = operators
            .iter()
            .map(|operator| format!("\"{operator}\":{{\"aws:PrincipalTag/x\":{value}}}"))
            .take(if value.len() > 300_000 { 1 } else { 4 })
            .collect();
        decided(name, &case(&based(&condition.join(",")), &request(&tag)));
    }
    let resource = deny("").replace(
        "\"Resource\":\"*\"",
        &format!(
            "\"Resource\":{}",
            json(&format!("arn:aws:signin:*:*:{many}"))
        ),
    );
    decided(
        "variables-resource",
        &case(&format!("\"resourceBased\":{resource}"), &request(&tag)),
    );
}

#[test]
fn sets_are_not_multiplied() {
    for (operator, key) in [
        ("ForAnyValue:StringLike", "aws:TagKeys"),
        ("ForAllValues:StringNotLike", "aws:TagKeys"),
        ("ForAnyValue:StringEquals", "aws:TagKeys"),
        ("ForAnyValue:ArnLike", "aws:TagKeys"),
        (
            "ForAllValues:StringEqualsIgnoreCase",
            "aws:PrincipalOrgPaths",
        ),
    ] {
        let patterns = strings(394_000, |index| format!("*a{index}*b?"));
        let values = strings(394_000, |index| format!("arn:aws:iam::1:aaaaaaa{index}"));
        let condition = format!("\"{operator}\":{{\"{key}\":[{patterns}]}}");
        let context = format!(",\"context\":{{\"{key}\":[{values}]}}");
        decided(
            &operator.replace(':', "-"),
            &case(&based(&condition), &request(&context)),
        );
    }
}

#[test]
fn patterns_are_not_searched_for_everywhere() {
    for (name, pattern, value) in [
        ("question", "?".repeat(200_000) + "b", "a".repeat(500_000)),
        (
            "star-question",
            format!("*{}b*", "?".repeat(200_000)),
            "a".repeat(500_000),
        ),
        ("stars", "*a".repeat(150_000) + "b", "a".repeat(500_000)),
        (
            "periodic",
            format!("*{}b*", "a?".repeat(100_000)),
            "a".repeat(500_000),
        ),
        (
            "wide",
            format!("*{}b*", "é?".repeat(60_000)),
            "é😀".repeat(80_000),
        ),
    ] {
        let condition = format!(
            "\"StringLike\":{{\"aws:PrincipalTag/x\":{}}}",
            json(&pattern)
        );
        let context = format!(",\"context\":{{\"aws:PrincipalTag/x\":{}}}", json(&value));
        decided(name, &case(&based(&condition), &request(&context)));
    }
}

#[test]
fn many_sign_ins_do_not_add_up() {
    let requests: Vec<String> = (0..60)
        .map(|index| request(&format!(",\"name\":\"{index}\"")))
        .collect();
    let mut statements = String::new();
    while statements.len() < 830_000 {
        let index = statements.len();
        let comma = if index == 0 { "" } else { "," };
        write!(statements, "{comma}{{\"Sid\":\"s{index}\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":\"*\",\"Condition\":{{\"NotIpAddress\":{{\"aws:SourceIp\":\"198.51.100.0/24\"}}}}}}").unwrap();
    }
    let policy = format!("{{\"Version\":\"2012-10-17\",\"Statement\":[{statements}]}}");
    for run in decided(
        "sign-ins",
        &case(&format!("\"resourceBased\":{policy}"), &requests.join(",")),
    ) {
        assert_ne!(run.status, 1, "{}", run.stderr);
    }
    // Many of both, and findings of each.
    let requests: Vec<String> = (0..4_000)
        .map(|_| request(",\"context\":{\"aws:PrincipalTag/a\":\"?\"}"))
        .collect();
    decided(
        "requests",
        &case(
            &based("\"StringEquals\":{\"aws:PrincipalTag/b\":\"x\"}"),
            &requests.join(","),
        ),
    );
    let keys: Vec<String> = (0..15_000)
        .map(|index| format!("\"aws:PrincipalTag/{index}\":\"x\""))
        .collect();
    let context = format!(",\"context\":{{{}}}", keys.join(","));
    decided(
        "keys",
        &case(
            &based(&format!("\"StringEquals\":{{{}}}", keys.join(","))),
            &request(&context),
        ),
    );
}

#[test]
fn values_are_compared_in_time() {
    let digits = "9".repeat(300_000);
    for (name, condition, context) in [
        (
            "digits",
            format!(
                "\"NumericLessThan\":{{\"aws:MultiFactorAuthAge\":{}}}",
                json(&digits)
            ),
            format!(
                ",\"context\":{{\"aws:MultiFactorAuthAge\":{}}}",
                json(&digits)
            ),
        ),
        (
            "exponents",
            format!(
                "\"NumericEquals\":{{\"aws:MultiFactorAuthAge\":[{}]}}",
                strings(300_000, |index| format!("1e{index}999999999"))
            ),
            ",\"context\":{\"aws:MultiFactorAuthAge\":\"1e999999999999\"}".to_owned(),
        ),
        (
            "ranges",
            format!(
                "\"IpAddress\":{{\"aws:SourceIp\":[{}]}}",
                strings(900_000, |index| format!(
                    "10.{}.{}.0/24",
                    index / 256 % 256,
                    index % 256
                ))
            ),
            String::new(),
        ),
        (
            "ranges6",
            format!(
                "\"NotIpAddress\":{{\"aws:SourceIp\":[{}]}}",
                strings(900_000, |index| format!("2001:db8:{index:x}::/48"))
            ),
            String::new(),
        ),
        (
            "not ranges",
            format!(
                "\"IpAddress\":{{\"aws:SourceIp\":[{}]}}",
                strings(900_000, |index| format!("{index}"))
            ),
            String::new(),
        ),
        (
            "arns",
            format!(
                "\"ArnLike\":{{\"aws:PrincipalArn\":[{}]}}",
                strings(900_000, |index| format!("arn:aws:iam::*:user/*{index}*a*"))
            ),
            String::new(),
        ),
        (
            "dates",
            format!(
                "\"DateLessThan\":{{\"aws:CurrentTime\":[{}]}}",
                strings(900_000, |index| format!("2026-01-01T00:00:00.{index}Z"))
            ),
            String::new(),
        ),
    ] {
        decided(name, &case(&based(&condition), &request(&context)));
    }
    // The names that are nearest to those that nobody knows.
    let members: Vec<String> = (0..20_000)
        .map(|index| format!("\"unkown{index}\":1"))
        .collect();
    decided(
        "members",
        &format!("{{\"vestibule\":1,{}}}", members.join(",")),
    );
    let operators: Vec<String> = (0..30_000)
        .map(|index| format!("\"StringEqual{index}\":{{}}"))
        .collect();
    decided(
        "operators",
        &case(&based(&operators.join(",")), &request("")),
    );
}

#[test]
fn texts_are_read_in_time() {
    let folder = folder("work-texts");
    for (name, text) in [
        ("open", "[".repeat(1_000_000)),
        ("objects", "{\"a\":".repeat(200_000)),
        ("quotes", "\"\\".repeat(500_000)),
        ("colons", ":".repeat(1_000_000)),
        ("lists of keys", "{\"a\":[\"b\":".repeat(100_000)),
        ("keys", "{\"a\" ".repeat(150_000)),
        ("curly", "“".repeat(300_000)),
        ("comments", "/*".repeat(500_000)),
        ("slashes", "//\n".repeat(300_000)),
        ("members", format!("{{{}}}", "\"a\":1,".repeat(160_000))),
        ("wide", "é😀\n".repeat(130_000)),
        ("percent", json(&"%25".repeat(300_000))),
        ("escapes", json(&"\\\"".repeat(200_000))),
    ] {
        for text in [
            text.clone(),
            format!("{{\"vestibule\":1,\"policies\":{{\"resourceBased\":{text}"),
        ] {
            write(&folder.join("case.json"), &text);
            for command in ["decide", "check", "test"] {
                println!("{name}");
                run(&folder, &[command, "case.json"]);
            }
        }
    }
}

#[test]
fn pages_are_read_in_time() {
    let folder = folder("work-pages");
    for fragment in [
        "<A b={",
        "<A b={'",
        "<A b={\\'",
        "\\```",
        "<a{",
        "</",
        "`a``",
        "<vestibule-example>",
        "<vestibule-example>{}</vestibule-example>",
        "<vestibule-example src=\"a.json\"/>",
        "<svg>",
        "[a](",
        "> - 1. ",
    ] {
        let page = fragment.repeat((1 << 20) / fragment.len());
        for kind in ["mdx", "md", "html"] {
            let name = format!("page.{kind}");
            write(&folder.join(&name), &page);
            println!("{fragment} in {kind}");
            run(&folder, &["test", &name]);
        }
    }
}

#[test]
fn long_names_are_not_repeated_for_every_finding() {
    let name = json(&"n".repeat(500_000));
    let values = vec!["1"; 150_000].join(",");
    let members: Vec<String> = (0..30_000).map(|n| format!("\"x{n}\":1")).collect();
    let members = members.join(",");
    let faulty = vec!["{}"; 1_000].join(",");
    let policy = |name: &str| {
        format!(
            "\"serviceControl\":[{{\"name\":{name},\"document\":{{\"Statement\":[{faulty}]}}}}]"
        )
    };
    for (what, text) in [
        (
            "context",
            case("", &request(&format!(",\"context\":{{{name}:[{values}]}}"))),
        ),
        (
            "phases",
            case(
                "",
                &request(&format!(",\"phases\":{{{name}:{{{members}}}}}")),
            ),
        ),
        (
            "expectations",
            case(
                "",
                &request(&format!(
                    ",\"expect\":{{\"phases\":{{{name}:{{{members}}}}}}}"
                )),
            ),
        ),
        ("policy", case(&policy(&name), &request(""))),
    ] {
        decided(&format!("long-{what}"), &text);
    }
    let folder = folder("work-long-names");
    let text = case(&policy(&json(&"n".repeat(950_000))), &request(""));
    write(&folder.join("one.json"), &text);
    write(&folder.join("two.json"), &text);
    run(&folder, &["test", "one.json", "two.json"]);
}

#[test]
fn an_output_with_many_policies_is_read_in_time() {
    let folder = folder("work-outputs");
    let endpoints: Vec<String> = (0..20_000)
        .map(|n| format!("{{\"VpcEndpointId\":\"vpce-{n}\",\"PolicyDocument\":\"{{\"}}"))
        .collect();
    let text = format!("{{\"VpcEndpoints\":[{}]}}", endpoints.join(","));
    assert!(text.len() < 1 << 20, "{}", text.len());
    write(&folder.join("output.json"), &text);
    run(&folder, &["check", "output.json"]);
    let policies = ["{\"document\":\"output.json\"}"; 7].join(",");
    let text = case(&format!("\"vpcEndpoint\":[{policies}]"), &request(""));
    write(&folder.join("case.json"), &text);
    run(&folder, &["test", "case.json"]);
}
