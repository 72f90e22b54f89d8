//! What looks like a record of a denied sign-in, of which the page offers the explanation. Whether
//! it is one is found by the worker that analyses.

/// So much of a text is looked at.
const HEAD: usize = 64 * 1024;

/// Parts of what users see and CloudTrail records of sign-ins that fail, folded.
const PARTS: [&str; 19] = [
    "authenticationinformationisincorrect",
    "認証情報が正しくありません",
    "authenticationfailed",
    "failedauthentication",
    "認証に失敗しました",
    "signinfromadifferentnetwork",
    "別のネットワークからサインイン",
    "permissiontouseawsmanagementconsoleprivateaccess",
    "authorizationdeniedbecauseof",
    "notauthorizedtoperform",
    "missingpermissionforthesignin",
    "insufficientpermissions",
    "accessdenied",
    "nousernamefound",
    "reauthenticateusingawslogin",
    "securitytokenincludedintherequest",
    "invalidsamlresponse",
    "couldnotswitchroles",
    "mustfirstlogoutbeforelogginginto",
];

/// Members and values by which an event is one of a sign-in that failed.
const FAILURES: [&str; 4] = ["errormessage", "errorcode", "failure", "accessdenied"];

/// True for a text that looks like a sign-in that failed: what a user saw, an event of CloudTrail
/// or a record of Access Troubleshooter.
pub fn looks_denied(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let folded: String = head.chars().filter_map(folded).collect();
    let has = |part: &str| folded.contains(part);
    if has("eventsource") {
        return has("signinamazonawscom") && FAILURES.into_iter().any(has);
    }
    // A policy may have any of these words in its names.
    let is_policy = has("statement") && has("effect");
    has("evaluatedeffect") || (!is_policy && PARTS.into_iter().any(has))
}

/// A letter or digit in lower case, without its width; `None` for any other character.
fn folded(character: char) -> Option<char> {
    let character = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0)?,
        other => other,
    };
    let is_letter = character.is_alphanumeric();
    is_letter.then(|| character.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use vestibule_answers::{Beside, explain_denial};
    use vestibule_wire::DenialVerdict;

    use super::looks_denied;

    fn cases(text: &str) -> Vec<Value> {
        let corpus: Value = serde_json::from_str(text).expect("JSON");
        corpus["cases"].as_array().expect("cases").clone()
    }

    #[test]
    fn what_is_a_denial_looks_like_one() {
        let messages = cases(include_str!("../../../tests/denials/messages.json"));
        let events = cases(include_str!("../../../tests/denials/events.json"));
        let records = cases(include_str!("../../../tests/denials/troubleshooter.json"));
        let mut denied = 0;
        for case in messages.iter().chain(&events).chain(&records) {
            let input = &case["input"];
            let text = input
                .as_str()
                .map_or_else(|| input.to_string(), ToOwned::to_owned);
            let found = explain_denial(text.as_bytes(), Beside::default());
            if found.answer.verdict >= DenialVerdict::PerhapsDenied {
                denied += 1;
                assert!(looks_denied(&text), "{text}");
            }
        }
        assert!(denied > 20, "{denied}");
    }

    #[test]
    fn what_is_something_else_does_not() {
        let passed = r#"{"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin",
            "responseElements":{"ConsoleLogin":"Success"}}"#;
        let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;
        let other = r#"{"eventSource":"s3.amazonaws.com","errorCode":"AccessDenied"}"#;
        for text in [
            "",
            "hello",
            passed,
            policy,
            other,
            "$ aws sts get-caller-identity",
        ] {
            assert!(!looks_denied(text), "{text}");
        }
        let late = format!("{}authentication failed", "あ".repeat(30_000));
        assert!(!looks_denied(&late));
    }
}
