//! Good policies in which one mistake is made: for each code that has fixes, and for each way in
//! which they apply.

use vestibule_iam::document::Document;
use vestibule_wire::Kind;

/// A mistake that one code finds.
pub(crate) struct Mistake {
    pub(crate) code: &'static str,
    pub(crate) is_safe: bool,
    /// The kinds of policies in which it is found.
    pub(crate) kinds: &'static [Kind],
    /// The statement before it, with the `Sid` `Fixed`; `@` stands for a principal where the
    /// kind has one.
    pub(crate) good: &'static str,
    pub(crate) made: Made,
    /// What else may stand in the policy.
    pub(crate) beside: Beside,
}

/// How a mistake is made.
pub(crate) enum Made {
    /// The first of these in the statement is replaced by that.
    Word(&'static str, &'static str),
    /// This stands instead of the statement.
    Statement(&'static str),
    /// The whole text is changed, of which the statement is at these places.
    Text(fn(&str, std::ops::Range<usize>) -> String),
}

/// What may stand beside the statement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    Anything,
    Nothing,
}

use Made::{Statement, Text, Word};

const ANY: &[Kind] = &Kind::ALL;
const DENYING: &[Kind] = &[Kind::ResourceBased, Kind::ResourceControl];
const RCP: &[Kind] = &[Kind::ResourceControl];
const SCP: &[Kind] = &[Kind::ServiceControl];

const VPC: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0abc1234"}}}"#;
const IP: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const IPV6: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"2001:db8::/32"}}}"#;
const TWO: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0abc1234"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const TWO_APART: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0abc1234"}},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#;
const TWO_FIRST: &str = r#"{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0abc1234"}}}"#;
const ALONE: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","StringNotEquals":{"aws:SourceVpc":"vpc-0abc1234"}}"#;
const ONE: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotLike":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/Admin"}}}"#;
const BOTH: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","Condition":{"ArnNotLike":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/Admin","aws:PrincipalArn":"arn:aws:iam::111122223333:role/Admin"}}}"#;
const AFTER_ALONE: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/Admin"}}}"#;
const AFTER: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/Admin"}}}"#;
const LISTS: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":["signin:*"],"Resource":["arn:aws:signin:::console/*"],"Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24"]}}}"#;
const NULL: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","Condition":{"Null":{"aws:SourceVpc":"true"}}}"#;
const GRANT: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"StringEquals":{"signin:OAuthGrantType":"authorization_code"}}}"#;
const BOOL: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}"#;
const VARIABLE: &str = r#"{"Sid":"Fixed","Effect":"Deny",@"Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"StringEquals":{"aws:username":"${aws:PrincipalTag/owner}"}}}"#;
const NAMED: &str = r#"{"Sid":"Fixed","Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"signin:*","Resource":"*"}"#;
const UNNAMED: &str = r#"{"Sid":"Fixed","Effect":"Deny","Principal":"111122223333","Action":"signin:*","Resource":"*"}"#;
const SERVICE: &str = r#"{"Sid":"Fixed","Effect":"Deny","Principal":{"Service":"ec2.amazonaws.com"},"Action":"signin:*","Resource":"*"}"#;
const UNNAMED_SERVICE: &str = r#"{"Sid":"Fixed","Effect":"Deny","Principal":"ec2.amazonaws.com","Action":"signin:*","Resource":"*"}"#;
const ALLOWS: &str =
    r#"{"Sid":"Fixed","Effect":"Allow","Action":["ec2:*","signin:*"],"Resource":"*"}"#;
const ALLOWS_OTHERS: &str = r#"{"Sid":"Fixed","Effect":"Allow","Action":["ec2:*"],"Resource":"*"}"#;
const SPARES: &str = r#"{"Sid":"Fixed","Effect":"Deny","NotAction":["iam:*","signin:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-1"]}}}"#;
const SPARES_OTHERS: &str = r#"{"Sid":"Fixed","Effect":"Deny","NotAction":["iam:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-1"]}}}"#;

const fn mistake(
    code: &'static str,
    is_safe: bool,
    kinds: &'static [Kind],
    good: &'static str,
    made: Made,
) -> Mistake {
    Mistake {
        code,
        is_safe,
        kinds,
        good,
        made,
        beside: Beside::Anything,
    }
}

const fn safe(
    code: &'static str,
    kinds: &'static [Kind],
    good: &'static str,
    made: Made,
) -> Mistake {
    mistake(code, true, kinds, good, made)
}

const fn guess(
    code: &'static str,
    kinds: &'static [Kind],
    good: &'static str,
    made: Made,
) -> Mistake {
    mistake(code, false, kinds, good, made)
}

const fn alone(mistake: Mistake) -> Mistake {
    Mistake {
        beside: Beside::Nothing,
        ..mistake
    }
}

#[rustfmt::skip]
pub(crate) static MISTAKES: &[Mistake] = &[
    // Rules.
    alone(guess("allow-list-without-sign-in", SCP, ALLOWS, Statement(ALLOWS_OTHERS))),
    guess("exempts-nobody", DENYING, ONE, Word("signin:PrincipalArn", "aws:PrincipalArn")),
    guess("exempts-nobody", DENYING, BOTH, Statement(AFTER_ALONE)),
    guess("exempts-nobody", DENYING, AFTER, Word("aws:PrincipalArn", "signin:PrincipalArn")),
    guess("if-exists-denies", DENYING, IP, Word("IpAddress", "IpAddressIfExists")),
    safe("if-exists-without-effect", ANY, VPC, Word("NotEquals", "NotEqualsIfExists")),
    guess("operator-of-wrong-type", ANY, IP, Word("IpAddress", "StringEquals")),
    safe("redundant-action", ANY, LISTS, Word("\"signin:*\"", "\"signin:Authenticate\",\"signin:*\"")),
    safe("redundant-resource", ANY, LISTS, Word("\"arn:aws:signin:::console/*\"", "\"arn:aws:signin:::console/canvas\",\"arn:aws:signin:::console/*\"")),
    safe("redundant-statement", ANY, VPC, Text(twice)),
    safe("redundant-value", ANY, LISTS, Word("\"203.0.113.0/24\"", "\"203.0.113.0/25\",\"203.0.113.0/24\"")),
    guess("region-deny-covers-sign-in", SCP, SPARES, Statement(SPARES_OTHERS)),
    safe("set-prefix-on-single-value", ANY, VPC, Word("StringNot", "ForAllValues:StringNot")),
    // The policy language.
    safe("element-case", ANY, VPC, Word("\"Effect\"", "\"effect\"")),
    safe("element-case", DENYING, NAMED, Word("\"AWS\"", "\"aws\"")),
    safe("invalid-effect", ANY, VPC, Word("\"Deny\"", "\"deny\"")),
    guess("invalid-effect", ANY, VPC, Word("\"Deny\"", "\"Denny\"")),
    guess("invalid-operand", ANY, GRANT, Word("authorization_code", "authorisation_code")),
    safe("invalid-sid", &[Kind::ResourceControl, Kind::ServiceControl, Kind::Identity], VPC, Word("\"Fixed\"", "\"Fix ed\"")),
    safe("ipv4-host-bits", ANY, IP, Word("113.0/24", "113.9/24")),
    guess("ipv4-mapped-cidr", ANY, IP, Word("203.0.113.0/24", "::ffff:cb00:7100/120")),
    guess("ipv6-host-bits", ANY, IPV6, Word("db8::/32", "db8::1/32")),
    guess("malformed-action", ANY, ONE, Word("signin:Authenticate", "Authenticate")),
    guess("malformed-key", ANY, VPC, Word("aws:SourceVpc", "SourceVpc")),
    safe("malformed-principal", &[Kind::ResourceBased, Kind::VpcEndpoint], NAMED, Statement(UNNAMED)),
    safe("malformed-principal", &[Kind::ResourceBased, Kind::VpcEndpoint], SERVICE, Statement(UNNAMED_SERVICE)),
    safe("misplaced-condition", ANY, TWO, Statement(TWO_APART)),
    safe("misplaced-condition", ANY, TWO, Statement(TWO_FIRST)),
    safe("misplaced-condition", ANY, VPC, Statement(ALONE)),
    alone(safe("missing-version", ANY, VPC, Text(without_version))),
    guess("missing-version", ANY, VARIABLE, Text(without_version)),
    guess("null-with-qualifier", ANY, NULL, Word("\"Null\"", "\"ForAnyValue:Null\"")),
    alone(safe("old-version", RCP, VPC, Text(of_2008))),
    guess("old-version", RCP, VARIABLE, Text(of_2008)),
    guess("rcp-action", RCP, VPC, Word("signin:", "sigin:")),
    guess("session-arn", ANY, AFTER, Word("iam::111122223333:role/Admin", "sts::111122223333:assumed-role/Admin/me")),
    guess("unknown-action", ANY, ONE, Word("signin:Authenticate", "signin:Authentcate")),
    guess("unknown-element", ANY, VPC, Word("\"Action\"", "\"Acton\"")),
    guess("unknown-element", DENYING, NAMED, Word("\"AWS\"", "\"AWSS\"")),
    guess("unknown-key", ANY, VPC, Word("aws:SourceVpc", "aws:SourcVpc")),
    safe("unknown-operator", ANY, VPC, Word("\"StringNotEquals\"", "\"stringNotEquals\"")),
    safe("unknown-operator", ANY, NULL, Word("\"Null\"", "\"null\"")),
    guess("unknown-operator", ANY, VPC, Word("\"StringNotEquals\"", "\"StringNotEqual\"")),
    guess("unknown-operator", ANY, NULL, Word("\"Null\"", "\"NullIfExists\"")),
    guess("unknown-service", &[Kind::ResourceBased, Kind::ServiceControl, Kind::Identity, Kind::VpcEndpoint], VPC, Word("signin:", "sigin:")),
    alone(safe("unknown-version", ANY, VPC, Text(of_another_day))),
    guess("unknown-version", ANY, VARIABLE, Text(of_another_day)),
    safe("wrong-type", ANY, VPC, Word("\"Fixed\"", "7")),
    safe("wrong-type", ANY, VPC, Word("\"Fixed\"", "true")),
    // JSON.
    safe("json-byte-order-mark", ANY, VPC, Text(|text, _| format!("\u{feff}{text}"))),
    alone(guess("json-closed-early", ANY, VPC, Text(closed_early))),
    safe("json-comment", ANY, VPC, Word("\"Deny\"", "/* them */\"Deny\"")),
    safe("json-comment", ANY, VPC, Text(|text, _| format!("// of ours\n{text}"))),
    safe("json-control-character", ANY, VPC, Word("\"Fixed\"", "\"Fi\txed\"")),
    guess("json-invalid-number", ANY, VPC, Word("\"Fixed\"", "0x1F")),
    alone(guess("json-missing-close", ANY, VPC, Text(|text, _| text.trim_end().trim_end_matches('}').to_owned()))),
    safe("json-missing-colon", ANY, VPC, Word("\"Effect\":", "\"Effect\" ")),
    safe("json-missing-comma", ANY, VPC, Word("\"Deny\",", "\"Deny\" ")),
    guess("json-missing-open", ANY, VPC, Text(|text, _| text.trim_start().replacen('{', "", 1))),
    safe("json-quotes", ANY, VPC, Word("\"Effect\"", "'Effect'")),
    safe("json-quotes", ANY, VPC, Word("\"Effect\"", "\u{201c}Effect\u{201d}")),
    safe("json-syntax", ANY, VPC, Word("\"Effect\":", "\"Effect\"=")),
    safe("json-syntax", ANY, VPC, Word("\"Deny\",", "\"Deny\";")),
    safe("json-syntax", ANY, VPC, Word("\"Effect\":", "\u{a0}\"Effect\":")),
    safe("json-syntax", ANY, BOOL, Word("\"false\"", "False")),
    guess("json-syntax", ANY, VPC, Word("\"Deny\",", "\"Deny\")," )),
    guess("json-text-after", ANY, VPC, Text(|text, _| format!("{text}}}"))),
    guess("json-text-before", ANY, VPC, Text(|text, _| format!("policy = {text}"))),
    safe("json-trailing-comma", ANY, VPC, Text(|text, at| format!("{},{}", &text[..at.end - 1], &text[at.end - 1..]))),
    safe("json-trailing-comma", ANY, VPC, Word("\"Deny\",", "\"Deny\",,")),
    safe("json-unquoted", ANY, VPC, Word("\"Effect\"", "Effect")),
    guess("json-unterminated-string", ANY, VPC, Word("\"Deny\",", "\"Deny,\n")),
];

fn without_version(text: &str, _: std::ops::Range<usize>) -> String {
    let start = text.find("\"Version\"").expect("it has a version");
    let end = text.find("\"Statement\"").expect("it has statements");
    text[..start].to_owned() + &text[end..]
}

fn of_2008(text: &str, _: std::ops::Range<usize>) -> String {
    text.replacen("2012-10-17", "2008-10-17", 1)
}

fn of_another_day(text: &str, _: std::ops::Range<usize>) -> String {
    text.replacen("2012-10-17", "2012-10-71", 1)
}

/// Closes the list of statements behind the first, and one more follows.
fn closed_early(text: &str, at: std::ops::Range<usize>) -> String {
    let statement = &text[at.clone()];
    format!("{}],{statement}{}", &text[..at.end], &text[at.end..])
}

/// Writes the statement once more, under another name.
fn twice(text: &str, at: std::ops::Range<usize>) -> String {
    let copy = text[at.clone()].replacen("\"Fixed\"", "\"Copy\"", 1);
    format!("{},{copy}{}", &text[..at.end], &text[at.end..])
}

/// How a text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    Compact,
    Windows,
    Tabs,
    Pretty,
}

pub(crate) const LAYOUTS: [Layout; 4] = [
    Layout::Compact,
    Layout::Windows,
    Layout::Tabs,
    Layout::Pretty,
];

impl Layout {
    pub(crate) fn of(self, text: &str) -> String {
        match self {
            Self::Compact => text.to_owned(),
            Self::Windows => text.replace(",\"", ",\r\n  \""),
            Self::Tabs => text.replace(",\"", ",\n\t\"").replace("\":", "\": "),
            Self::Pretty => Document::parse(text).root.to_pretty_string(),
        }
    }
}

/// The place of the statement that is called `Fixed`.
pub(crate) fn place(text: &str) -> std::ops::Range<usize> {
    let document = Document::parse(text);
    let statements = document.root.get("Statement").expect("there are some");
    let is_it = |node: &&vestibule_iam::json::Node| {
        node.get("Sid").and_then(|sid| sid.as_str()) == Some("Fixed")
    };
    let found = statements.elements().iter().find(is_it);
    let span = found.expect("it is there").span;
    span.start as usize..span.end as usize
}

impl Mistake {
    /// The good text with the statement among others, and the one with the mistake.
    pub(crate) fn texts(
        &self,
        kind: Kind,
        others: (&[String], &[String]),
        layout: Layout,
    ) -> (String, String) {
        let has_principal = matches!(
            kind,
            Kind::ResourceBased | Kind::ResourceControl | Kind::VpcEndpoint
        );
        let principal = if has_principal {
            "\"Principal\":\"*\","
        } else {
            ""
        };
        let whole = |statement: &str| {
            let statement = statement.replace('@', principal);
            let (before, behind) = others;
            let all: Vec<&str> = before
                .iter()
                .map(String::as_str)
                .chain([&*statement])
                .chain(behind.iter().map(String::as_str))
                .collect();
            let text = format!(
                "{{\"Version\":\"2012-10-17\",\"Statement\":[{}]}}",
                all.join(",")
            );
            layout.of(&text)
        };
        let good = whole(self.good);
        let at = place(&good);
        let wrong = match &self.made {
            Made::Statement(wrong) => whole(wrong),
            Made::Word(right, wrong) => {
                let statement = &good[at.clone()];
                assert!(statement.contains(right), "{}: {statement}", self.code);
                let statement = statement.replacen(right, wrong, 1);
                format!("{}{statement}{}", &good[..at.start], &good[at.end..])
            }
            Made::Text(change) => change(&good, at),
        };
        (good, wrong)
    }
}
