//! What belongs into `Condition` and stands beside it.

use super::condition::is_key;
use super::element::Place;
use crate::condition::{Operator, operator_names};
use crate::json::json_string;
use crate::json::{Member, Node, Value};
use crate::message;
use crate::policy::reader::Reader;
use crate::problem::{Arg, Code, Problem, nearest, quoted};
use crate::span::Span;
use vestibule_syntax::diagnostic::{Joint, List};

/// True for an operator and for a condition key, unless `member` rather is one of `names`.
pub(super) fn belongs_in_condition(member: &Member, names: &[&'static str]) -> bool {
    let name = &*member.key.value;
    Operator::parse(name).is_some()
        || is_key(name)
        || (nearest(name, names.iter().copied()).is_none()
            && matches!(member.value.value, Value::Object(_))
            && nearest(base(name), operator_names()).is_some())
}

/// The name of an operator without `IfExists` and what stands before its colon.
fn base(name: &str) -> &str {
    let name = name.rsplit_once(':').map_or(name, |(_, base)| base);
    name.strip_suffix("IfExists").unwrap_or(name)
}

impl Reader<'_> {
    /// Complains about a `member` of a statement or policy that is a part of a condition. To
    /// remove it would drop a test: a Deny would then hit more requests.
    pub(super) fn misplaced(&mut self, member: &Member, members: &[Member], place: Place) {
        let span = member.key.span;
        let name = quoted(&member.key.value);
        let is_operator =
            Operator::parse(&member.key.value).is_some() || !is_key(&member.key.value);
        self.report(Code::MisplacedCondition, span, || {
            if !is_operator {
                let message = message!("{key} is a condition key and stands outside of `Condition`", key = name);
                return Problem::new(Code::MisplacedCondition, span, message).help(message!("put it under an operator in `Condition`; without it the statement applies to more requests"));
            }
            let message = message!("{operator} is a condition operator and stands outside of `Condition`", operator = name.clone());
            let problem = Problem::new(Code::MisplacedCondition, span, message);
            if place == Place::Policy {
                return problem.help(message!("move it into the `Condition` of the statement that it belongs to"));
            }
            match moved(member, members) {
                Some((names, edits)) => problem
                    .help(message!("move it into `Condition`; without it the statement applies to more requests"))
                    .fix_title(message!("move {operator} into `Condition`", operator = names))
                    .edits(edits)
                    .safe(),
                None => problem.help(message!("move what it tests into `Condition` by hand; without it the statement applies to more requests")),
            }
        });
    }
}

/// What is moved, and the edits that move it.
type Moved = (Arg, Vec<(Span, String)>);

/// The edits that move `member` into the `Condition` of its statement, with the other operators
/// that stand in a row with it; `None` where that has the same operator or either cannot be read
/// in full.
fn moved(member: &Member, members: &[Member]) -> Option<Moved> {
    if !matches!(member.value.value, Value::Object(_)) || !is_whole(&member.value) {
        return None;
    }
    let index = members
        .iter()
        .position(|other| std::ptr::eq(other, member))?;
    let mut conditions = members
        .iter()
        .enumerate()
        .filter(|(_, other)| other.key.value.eq_ignore_ascii_case("Condition"));
    let Some((at, condition)) = conditions.next() else {
        let row = row(members, None, index)?;
        let (first, last) = (row.first()?, row.last()?);
        let edits = vec![
            (
                Span::empty(first.key.span.start),
                "\"Condition\": { ".to_owned(),
            ),
            (Span::empty(last.value.span.end), " }".to_owned()),
        ];
        return Some((names(row), edits));
    };
    let is_object = matches!(condition.value.value, Value::Object(_));
    let tests = condition.value.members();
    let has_it = |member: &Member| tests.iter().any(|test| test.key.value == member.key.value);
    let is_one = conditions.next().is_none();
    if !is_one || !is_object || !is_whole(&condition.value) || has_it(member) {
        return None;
    }
    if let Some(test) = tests.last()
        && let Some(row) = row(members, Some(at + 1), index)
        && let Some(last) = row.last()
        && !row.iter().any(has_it)
    {
        // The brace that closes `Condition` moves behind them, and their text stays as it is.
        let brace = Span::new(test.value.span.end, condition.value.span.end);
        let end = Span::empty(last.value.span.end);
        let edits = vec![(brace, String::new()), (end, " }".to_owned())];
        return Some((names(row), edits));
    }
    let text = format!(
        "{}: {}",
        json_string(&member.key.value),
        member.value.to_compact_string()
    );
    let added = match tests.last() {
        Some(last) => (Span::empty(last.value.span.end), format!(", {text}")),
        None => (Span::empty(condition.value.opening().end), text),
    };
    let (start, end) = (member.key.span.start, member.value.span.end);
    // With the comma before it, or that behind it where it is the first.
    let removed = match index.checked_sub(1).and_then(|before| members.get(before)) {
        Some(before) => Span::new(before.value.span.end, end),
        None => Span::new(start, members.get(index + 1)?.key.span.start),
    };
    Some((
        quoted(&member.key.value),
        vec![added, (removed, String::new())],
    ))
}

/// More operators than a statement has.
const ROW: usize = 16;

/// The operators that stand in a row with the member at `index`, of which the first is the one
/// at `from` where that is told; `None` where they do not, or one of them is there twice.
fn row(members: &[Member], from: Option<usize>, index: usize) -> Option<&[Member]> {
    let belongs = |at: &usize| {
        *at == index
            || members.get(*at).is_some_and(|member| {
                Operator::parse(&member.key.value).is_some()
                    && matches!(member.value.value, Value::Object(_))
                    && is_whole(&member.value)
            })
    };
    let start = (0..=index).rev().take(ROW).take_while(belongs).last()?;
    let start = match from {
        Some(from) => (start..=index).contains(&from).then_some(from)?,
        None => start,
    };
    let behind = (index..members.len()).take(ROW).take_while(belongs).count();
    let row = members.get(start..index + behind)?;
    let is_twice = |(at, member): (usize, &Member)| {
        let mut others = row.iter().take(at);
        others.any(|other| other.key.value == member.key.value)
    };
    (!row.iter().enumerate().any(is_twice)).then_some(row)
}

fn names(row: &[Member]) -> Arg {
    match row {
        [one] => quoted(&one.key.value),
        _ => {
            let names = row.iter().map(|member| quoted(&member.key.value));
            List::arg(Joint::And, names.collect())
        }
    }
}

/// True when nothing of it had to be guessed.
fn is_whole(node: &Node) -> bool {
    match &node.value {
        Value::Missing => false,
        Value::Object(members) => members
            .iter()
            .all(|member| !member.key.span.is_empty() && is_whole(&member.value)),
        Value::Array(elements) => elements.iter().all(is_whole),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::is_key;
    use crate::document::Document;
    use crate::policy::{Casing, Policy, PolicyKind, ReadOptions, Vocabulary};
    use crate::problem::Problem;

    fn misplaced(text: &str) -> Vec<Problem> {
        let options = ReadOptions {
            kind: PolicyKind::ServiceControl,
            casing: Casing::Exact,
            vocabulary: &Vocabulary::default(),
        };
        let (_, problems) = Policy::from_document(&Document::parse(text), options);
        problems
    }

    fn fixed(text: &str, problem: &Problem) -> String {
        let mut edits = problem.edits.clone();
        edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        edits.iter().fold(text.to_owned(), |text, (span, new)| {
            let (before, behind) = (&text[..span.start as usize], &text[span.end as usize..]);
            format!("{before}{new}{behind}")
        })
    }

    fn policy(statement: &str) -> String {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Action":"*","Resource":"*"{statement}}}]}}"#
        )
    }

    #[test]
    fn operators_are_moved_into_the_condition() {
        let network = r#""NotIpAddressIfExists":{"aws:SourceIp":["203.0.113.0/24"]}"#;
        let user = r#""StringNotEquals":{"aws:username":"Alice"}"#;
        let rows = [
            (
                "alone",
                format!(",{network}"),
                format!(r#","Condition": {{ {network} }}"#),
            ),
            (
                "behind it",
                format!(",\"Condition\":{{{user}\n}},\n{network}"),
                format!(",\"Condition\":{{{user},\n{network} }}"),
            ),
            (
                "before it",
                format!(",{network},\"Condition\":{{{user}}}"),
                format!(
                    ",\"Condition\":{{{user}, {}}}",
                    network
                        .replace("\":", "\": ")
                        .replace(": [", ":[")
                        .replace("aws: ", "aws:")
                ),
            ),
            (
                "behind an empty one",
                format!(",\"Condition\":{{}},{network}"),
                format!(",\"Condition\":{{{network}}}"),
            ),
            (
                "two in a row",
                format!(",{network},{user}"),
                format!(r#","Condition": {{ {network},{user} }}"#),
            ),
            (
                "two in a row behind it",
                format!(
                    r#","Condition":{{"Bool":{{"aws:ViaAWSService":"false"}}}},{network},{user},"Sid":"x""#
                ),
                format!(
                    r#","Condition":{{"Bool":{{"aws:ViaAWSService":"false"}},{network},{user}}},"Sid":"x""#
                ),
            ),
            (
                "in two rows",
                format!(
                    r#","Condition":{{"Bool":{{"aws:ViaAWSService":"false"}}}},{user},"Sid":"x",{network}"#
                ),
                format!(
                    r#","Condition":{{"Bool":{{"aws:ViaAWSService":"false"}},{user}}},"Sid":"x",{network}"#
                ),
            ),
            (
                "misspelt",
                r#","NotIpAdress":{"aws:SourceIp":"203.0.113.0/24"}"#.to_owned(),
                r#","Condition": { "NotIpAdress":{"aws:SourceIp":"203.0.113.0/24"} }"#.to_owned(),
            ),
        ];
        for (name, statement, expected) in rows {
            let text = policy(&statement);
            let problems = misplaced(&text);
            let problem = problems
                .iter()
                .find(|problem| problem.code.as_str() == "misplaced-condition")
                .unwrap_or_else(|| panic!("{name}: {problems:?}"));
            assert!(problem.message.to_string().contains("operator"), "{name}");
            let spaceless = |text: &str| text.replace([' ', '\n'], "");
            assert_eq!(
                spaceless(&fixed(&text, problem)),
                spaceless(&policy(&expected)),
                "{name}"
            );
        }
    }

    /// What stands elsewhere keeps its spaces, and what is moved keeps them where it can.
    #[test]
    fn the_rest_of_the_text_stays_as_it_is() {
        let network = r#""IpAddress" : { "aws:SourceIp" :"203.0.113.0/24" }"#;
        let compact = r#""IpAddress": {"aws:SourceIp":"203.0.113.0/24"}"#;
        let user = r#""StringEquals" : {"aws:username":"Alice"}"#;
        let rest = r#""Effect": "Deny", "Action" :"*", "Resource":"*""#;
        let rows = [
            (
                format!("{rest}, \"Condition\" :{{ {user} \n}} , {network}"),
                format!("{rest}, \"Condition\" :{{ {user} , {network} \n}}"),
            ),
            (
                format!("\"Condition\":{{ {user} }}, {network}, {rest}"),
                format!("\"Condition\":{{ {user}, {network} }}, {rest}"),
            ),
            (
                format!("\"Condition\":{{ {user} }}, {rest}, {network} "),
                format!("\"Condition\":{{ {user}, {compact} }}, {rest} "),
            ),
            (
                format!("{network} ,  {rest}, \"Condition\":{{ {user} }}"),
                format!("{rest}, \"Condition\":{{ {user}, {compact} }}"),
            ),
            (
                format!("{rest}, \"Condition\":{{ }}, {network}"),
                format!("{rest}, \"Condition\":{{{compact} }}"),
            ),
            (
                format!("{network}, {rest}"),
                format!("\"Condition\": {{ {network} }}, {rest}"),
            ),
        ];
        for (statement, expected) in rows {
            let whole = |statement: &str| {
                format!(r#"{{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"#)
            };
            let text = whole(&statement);
            let problems = misplaced(&text);
            let problem = problems
                .iter()
                .find(|problem| problem.code.as_str() == "misplaced-condition")
                .unwrap_or_else(|| panic!("{statement}: {problems:?}"));
            assert_eq!(fixed(&text, problem), whole(&expected));
        }
    }

    /// Whichever of several in a row is fixed, all of them are moved at once.
    #[test]
    fn operators_in_a_row_are_moved_together() {
        let network = r#""NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}"#;
        let vpc = r#""StringNotEquals": {"aws:SourceVpc": "vpc-0a1b2c3d4e5f60718"}"#;
        let condition = r#""ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:root"}"#;
        let text = policy(&format!(
            ", \"Condition\": {{ {condition} }}, {network}, {vpc}"
        ));
        let expected = policy(&format!(
            ", \"Condition\": {{ {condition}, {network}, {vpc} }}"
        ));
        let problems = misplaced(&text);
        let mut titles = Vec::new();
        for problem in &problems {
            assert_eq!(fixed(&text, problem), expected);
            titles.extend(problem.fix_title.as_ref().map(ToString::to_string));
        }
        let title = "move `NotIpAddress` and `StringNotEquals` into `Condition`";
        assert_eq!(titles, [title; 2]);
    }

    #[test]
    fn keys_are_told_by_their_form() {
        let rows = [
            ("aws:SourceIp", true),
            ("aws:PrincipalTag/a b", true),
            ("a-b_c.d/e:x", true),
            ("aws", false),
            (":SourceIp", false),
            ("aws:", false),
            ("a ws:SourceIp", false),
            ("aws: SourceIp", false),
            ("aws:/SourceIp", false),
            ("aws:Source\nIp", false),
            ("aws:Source*", false),
            ("aws:Source?", false),
            ("${aws:SourceIp}", false),
            ("aws:${x}", false),
        ];
        for (name, expected) in rows {
            assert_eq!(is_key(name), expected, "{name:?}");
        }
    }

    #[test]
    fn what_cannot_be_moved_is_still_called_what_it_is() {
        let network = r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#;
        let rows = [
            (
                "twice",
                policy(&format!(r#","Condition":{{{network}}},{network}"#)),
                "operator",
            ),
            ("no object", policy(r#","Bool":true"#), "operator"),
            (
                "not in full",
                policy(r#","Bool":{"aws:MultiFactorAuthPresent":}"#),
                "operator",
            ),
            (
                "into two",
                policy(&format!(r#","Condition":{{}},"Condition":{{}},{network}"#)),
                "operator",
            ),
            (
                "into a list",
                policy(&format!(r#","Condition":[],{network}"#)),
                "operator",
            ),
            (
                "into what is not in full",
                policy(&format!(r#","Condition":{{"Bool":}},{network}"#)),
                "operator",
            ),
            (
                "a key",
                policy(r#","aws:SourceIp":["203.0.113.0/24"]"#),
                "key",
            ),
            (
                "of the policy",
                format!(r#"{{"Version":"2012-10-17","Statement":[],{network}}}"#),
                "operator",
            ),
        ];
        for (name, text, what) in rows {
            let problems = misplaced(&text);
            let problem = problems
                .iter()
                .find(|problem| problem.code.as_str() == "misplaced-condition")
                .unwrap_or_else(|| panic!("{name}: {problems:?}"));
            assert!(
                problem.message.to_string().contains(what),
                "{name}: {}",
                problem.message
            );
            assert!(
                problem.edits.is_empty() && problem.replacement.is_none(),
                "{name}"
            );
        }
        // Another name is as unknown as ever.
        assert!(
            misplaced(&policy(r#","Efect":"Deny""#))
                .iter()
                .all(|problem| problem.code.as_str() != "misplaced-condition")
        );
    }
}
