//! What is wrong with a text as JSON.

use vestibule_iam::problem::Code;
use vestibule_syntax::json;
use vestibule_syntax::limits::{DOCUMENT_BYTES, DOCUMENT_DEPTH};

use super::{RIGHT, about, made, rule, what, whole};
use crate::Doc;

pub(super) static DOCS: &[Doc] = &[
    about!(
        Code::Json(json::Code::DocumentTooLarge),
        ["LIM"],
        "No policy that AWS stores is as large, so this is most likely another file. Nothing of it was read.",
        [made(|| vec![b' '; DOCUMENT_BYTES + 1])],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::DuplicateKey),
        ["GRAM", "AA"],
        "AWS refuses a policy in which a key stands twice in one object. Readers of JSON take one of the two and pass over the other, so people and programs read different policies.",
        [whole(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Action":"signin:CreateOAuth2Token","Resource":"*"}]}"#
        )],
        [whole(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":["signin:Authenticate","signin:CreateOAuth2Token"],"Resource":"*"}]}"#
        )],
    ),
    about!(
        Code::Json(json::Code::ByteOrderMark),
        ["RFC 8259"],
        "Some editors put U+FEFF in front of a file. JSON does not allow it, and some programs refuse such a file.",
        [whole(
            "\u{feff}{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":\"*\"}]}"
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::ClosedEarly),
        ["RFC 8259"],
        "AWS refuses what is not JSON. What stands behind the bracket is most likely an item of the list, and is read as such.",
        [whole(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*"}],{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*"}]}"#
        )],
        [whole(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*"}]}"#
        )],
    ),
    about!(
        Code::Json(json::Code::Comment),
        ["RFC 8259"],
        "AWS refuses what is not JSON. A `Sid` can say what a statement is for.",
        [whole(
            "{\"Version\":\"2012-10-17\", // the current one\n\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":\"*\"}]}"
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::ControlCharacter),
        ["RFC 8259"],
        "AWS refuses what is not JSON. In a string, a tab is written `\\t` and the end of a line `\\n`. Policies hardly ever need either.",
        [whole(
            "{\"Version\":\"2012-10-17\",\"Id\":\"of\tmine\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":\"*\"}]}"
        )],
        [whole(
            r#"{"Version":"2012-10-17","Id":"of mine","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
    ),
    about!(
        Code::Json(json::Code::Empty),
        ["RFC 8259", "GRAM"],
        "Without a policy nothing was checked.",
        [whole("  \n")],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::InvalidEscape),
        ["RFC 8259"],
        "AWS refuses what is not JSON. It is open which character was meant, so what the string says is not known.",
        [whole(
            r#"{"Version":"2012-10-17","Id":"of\mine","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(
            r#"{"Version":"2012-10-17","Id":"of\\mine","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
    ),
    about!(
        Code::Json(json::Code::InvalidNumber),
        ["RFC 8259"],
        "AWS refuses what is not JSON. In quotes, a number is written as AWS documents it.",
        [whole(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":03600}}}]}"#
        )],
        [whole(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"}}}]}"#
        )],
    ),
    about!(
        Code::Json(json::Code::LoneSurrogate),
        ["RFC 8259"],
        "Characters above U+FFFF are written as two escapes. One alone is not a character, so the text of the string is unknown.",
        [whole(
            r#"{"Version":"2012-10-17","Id":"\ud83d","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(
            r#"{"Version":"2012-10-17","Id":"\ud83d\udd11","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
    ),
    about!(
        Code::Json(json::Code::MissingClose),
        ["RFC 8259"],
        "AWS refuses what is not JSON. Where the bracket is missing decides what belongs to what, so what the policy says is not known.",
        [whole(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::MissingColon),
        ["RFC 8259"],
        "AWS refuses what is not JSON. Whether the two are a key and its value is a guess.",
        [whole(
            r#"{"Version" "2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::MissingComma),
        ["RFC 8259"],
        "AWS refuses what is not JSON. What is meant is plain, and is read so.",
        [whole(
            r#"{"Version":"2012-10-17" "Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::MissingKey),
        ["RFC 8259"],
        "AWS refuses what is not JSON. What the value is for is not known.",
        [whole(
            r#"{"Version":"2012-10-17",:"perimeter","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::MissingOpen),
        ["RFC 8259"],
        "AWS refuses what is not JSON. Something may be missing beside the brace.",
        [whole(
            r#""Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::MissingValue),
        ["RFC 8259"],
        "AWS refuses what is not JSON. What was meant is not known.",
        [whole(
            r#"{"Version":"2012-10-17","Id":,"Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::Quotes),
        ["RFC 8259"],
        "Documents and chats turn plain quotes into curly ones. AWS refuses a policy with them.",
        [whole(
            "{“Version”:\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":\"*\"}]}"
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::Syntax),
        ["RFC 8259"],
        "AWS refuses what is not JSON. What stands there is passed over, so what the policy says is not known.",
        [whole(
            r#"{"Version":"2012-10-17";"Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::TextAfter),
        ["RFC 8259"],
        "AWS takes one policy and nothing behind it. A second policy there was not read.",
        [whole(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}]"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::TextBefore),
        ["RFC 8259"],
        "AWS takes the policy alone. Words of a page or a message were copied with it, most likely.",
        [whole(
            r#"The perimeter: {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::TrailingComma),
        ["RFC 8259"],
        "AWS refuses what is not JSON. An item may have been lost behind the comma.",
        [whole(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*",}]}"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::Unquoted),
        ["RFC 8259"],
        "AWS refuses what is not JSON. Where the string ends is a guess.",
        [whole(
            r#"{Version:"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::UnterminatedString),
        ["RFC 8259"],
        "AWS refuses what is not JSON. Where the string ends is a guess.",
        [whole(
            "{\"Version\":\"2012-10-17\",\"Id\":\"perimeter,\n\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":\"*\"}]}"
        )],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::NestingTooDeep),
        ["GRAM"],
        "No policy has lists and objects as deep inside each other. What lies deeper was not read.",
        [made(|| {
            let deep = DOCUMENT_DEPTH + 1;
            format!("{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":{}{}}}]}}", "[".repeat(deep), "]".repeat(deep)).into_bytes()
        })],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::NotUtf8),
        ["RFC 8259"],
        "AWS takes JSON in UTF-8. In another encoding, what is not ASCII is other text than the one that is seen.",
        [made(|| {
            RIGHT
                .replacen('{', "{\"Id\":\"caf?\",", 1)
                .bytes()
                .map(|byte| if byte == b'?' { 0xE9 } else { byte })
                .collect()
        })],
        [whole(RIGHT)],
    ),
    about!(
        Code::Json(json::Code::TooManyProblems),
        ["GRAM"],
        "So many at once mean that the text is of another kind, or that one mistake brings all others. Those that are listed come first.",
        [made(|| {
            let statements = ["{}"; 30];
            format!(
                "{{\"Version\":\"2012-10-17\",\"Statement\":[{}]}}",
                statements.join(",")
            )
            .into_bytes()
        })],
        [whole(RIGHT)],
    ),
];
