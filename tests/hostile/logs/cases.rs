//! Case files that hold what does something to a terminal, a runner or a reader.

use crate::run::{case, json, request};

/// Everything that does something to a terminal, a runner or a reader.
pub(super) const HOSTILE: &str = "h\n7 passed in 7 files\n::add-mask::x\n##[error]y\r\n\u{1b}]0;t\u{7}\u{1b}[2J\u{9b}31m\u{202e}gpj\u{2066}\u{200b}\u{feff}\u{2028}\u{2029}\u{ad}\u{e0041}\0\u{85}\u{8}\t.";

/// Case files with the hostile text in every place that takes one.
pub(super) fn cases() -> Vec<(&'static str, String)> {
    let text = json(HOSTILE);
    let hostile = &text[1..text.len() - 1];
    let statement = |more: &str| {
        format!(
            "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":\"*\"{more}}}]}}"
        )
    };
    let based = |policy: String| format!("\"resourceBased\":{policy}");
    let plain = request(",\"expect\":{\"outcome\":\"allowed\"}");
    vec![
        (
            "name of a request",
            case(
                &based(statement("")),
                &request(&format!(
                    ",\"name\":{text},\"expect\":{{\"outcome\":\"allowed\"}}"
                )),
            ),
        ),
        (
            "name twice",
            case(
                "",
                &[
                    request(&format!(",\"name\":{text}")),
                    request(&format!(",\"name\":{text}")),
                ]
                .join(","),
            ),
        ),
        (
            "name of a policy",
            case(
                &format!(
                    "\"resourceControl\":[{{\"name\":{text},\"attachedTo\":{text},\"document\":{}}}]",
                    statement("")
                ),
                &plain,
            ),
        ),
        (
            "endpoint",
            case(
                &format!(
                    "\"vpcEndpoint\":[{{\"name\":{text},\"endpoint\":{text},\"document\":{}}}]",
                    statement("")
                ),
                &plain,
            ),
        ),
        (
            "sid",
            case(&based(statement(&format!(",\"Sid\":{text}"))), &plain),
        ),
        (
            "element",
            case(&based(statement(&format!(",{text}:1"))), &plain),
        ),
        (
            "key",
            case(
                &based(statement(&format!(
                    ",\"Condition\":{{\"StringEquals\":{{\"aws:PrincipalTag/{hostile}\":{text}}}}}"
                ))),
                &plain,
            ),
        ),
        (
            "unknown key",
            case(
                &based(statement(&format!(
                    ",\"Condition\":{{\"StringEquals\":{{{text}:{text}}}}}"
                ))),
                &plain,
            ),
        ),
        (
            "operator",
            case(
                &based(statement(&format!(
                    ",\"Condition\":{{{text}:{{\"aws:SourceIp\":{text}}}}}"
                ))),
                &plain,
            ),
        ),
        (
            "address",
            case(
                &based(statement(&format!(
                    ",\"Condition\":{{\"IpAddress\":{{\"aws:SourceIp\":{text}}}}}"
                ))),
                &plain,
            ),
        ),
        (
            "variable",
            case(
                &based(statement(&format!(
                    ",\"Condition\":{{\"StringLike\":{{\"aws:userid\":\"${{{hostile}}}\"}}}}"
                ))),
                &plain,
            ),
        ),
        (
            "action",
            case(&based(statement("").replace("signin:*", hostile)), &plain),
        ),
        (
            "principal of a statement",
            case(
                &based(statement("").replace(
                    "\"Principal\":\"*\"",
                    &format!("\"Principal\":{{\"AWS\":{text},{text}:1}}"),
                )),
                &plain,
            ),
        ),
        (
            "version",
            case(&based(statement("").replace("2012-10-17", hostile)), &plain),
        ),
        (
            "effect",
            case(&based(statement("").replace("Deny", hostile)), &plain),
        ),
        ("text of a policy", case(&based(text.clone()), &plain)),
        (
            "broken text",
            case(&based(json(&format!("{{{HOSTILE}"))), &plain),
        ),
        (
            "principal",
            case(
                &based(statement("")),
                &request("").replace("user/alice", &format!("user/{hostile}")),
            ),
        ),
        (
            "bad principal",
            case(
                &based(statement("")),
                &request("").replace("arn:aws", hostile),
            ),
        ),
        (
            "context",
            case(
                &based(statement("")),
                &request(&format!(
                    ",\"context\":{{{text}:{text},\"aws:PrincipalTag/{hostile}\":{text}}}"
                )),
            ),
        ),
        (
            "expectation",
            case(
                &based(statement("")),
                &request(&format!(
                    ",\"expect\":{{\"outcome\":\"denied\",\"at\":{text}}}"
                )),
            ),
        ),
        (
            "decided by",
            case(
                &based(statement("")),
                &request(&format!(
                    ",\"expect\":{{\"outcome\":\"denied\",\"phases\":{{\"signin:Authenticate\":{{\"decidedBy\":[{text}]}}}}}}"
                )),
            ),
        ),
        ("member", format!("{{\"vestibule\":1,{text}:1}}")),
        (
            "network",
            case("", &request("").replace("198.51.100.7", hostile)),
        ),
        (
            "region",
            case(
                &based(statement("")),
                &request(&format!(",\"region\":{text},\"resource\":{text}")),
            ),
        ),
        (
            "account",
            format!(
                "{{\"vestibule\":1,\"account\":{{\"id\":{text},\"organization\":{{\"id\":{text},\"path\":[{text}]}}}},\"requests\":[{plain}]}}"
            ),
        ),
        (
            "assumption",
            format!("{{\"vestibule\":1,\"assumptions\":{{{text}:{text}}},\"requests\":[{plain}]}}"),
        ),
        ("no JSON", format!("{{\"vestibule\":1,{HOSTILE}")),
        (
            "raw in a string",
            format!("{{\"vestibule\":1,\"{HOSTILE}\":1}}"),
        ),
    ]
}
