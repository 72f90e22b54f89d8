//! Fixes: each removes its finding and nothing else, and a safe one changes no decision.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use vestibule_answers::{Effect, Fixed, Fixing, ToFix, fix, words};
use vestibule_arbitrary::{PolicyModel, layer, statement};
use vestibule_signin::Layer;
use vestibule_wire::{Finding, FixApplies, Kind, LoadError, Loader, NoFiles, check};

const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "effect": "Deny", // outside of the office
      "Principal": "*",
      "Action": "signin:*",
      "Resource": "*",
      "Condition": { "NotIpAddress": { "aws:SourcIp": "203.0.113.7/24" } },
    }
  ]
}
"#;

fn codes(fixed: &Fixed) -> Vec<&str> {
    let applied = fixed.applied.iter();
    applied.map(|of| &*of.finding.code).collect()
}

#[test]
fn safe_fixes_keep_decisions_and_the_others_are_shown_by_what_they_change() {
    let to_fix = ToFix::Policy(POLICY, Some(Kind::ResourceControl));
    let safe = fix(to_fix, Fixing::Safe);
    let expected = [
        "element-case",
        "json-comment",
        "ipv4-host-bits",
        "json-trailing-comma",
    ];
    assert_eq!(codes(&safe), expected);
    assert_eq!(safe.applied[0].line, Some(5));
    let after = POLICY
        .replace("effect", "Effect")
        .replace("113.7/24", "113.0/24")
        .replace("// outside of the office", "")
        .replace("} },\n", "} }\n");
    assert_eq!(safe.files[0].after, after);
    assert!(
        matches!(safe.effect, Effect::Settles(_)),
        "{:?}",
        safe.effect
    );
    assert!(safe.refused.is_empty());
    let left: Vec<&str> = safe.left.iter().map(|of| &*of.code).collect();
    assert!(left.contains(&"unknown-key"), "{left:?}");

    let to_fix = ToFix::Policy(&after, Some(Kind::ResourceControl));
    let all = fix(to_fix, Fixing::All);
    assert_eq!(codes(&all), ["unknown-key"]);
    assert!(all.files[0].after.contains(r#""aws:SourceIp""#));
    assert!(matches!(all.effect, Effect::Changes(_)), "{:?}", all.effect);
}

/// What a fix changes is told once of all accounts of which the same is said, first in short.
#[test]
fn accounts_of_which_the_same_is_said_are_told_together() {
    let text = |operator: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{{"{operator}":{{"aws:SourceIp":"203.0.113.0/24"}},"ArnNotLike":{{"signin:PrincipalArn":["arn:aws:iam::111122223333:role/A","arn:aws:iam::444455556666:role/A"]}}}}}}]}}"#
        )
    };
    let broken = text("NotIpAdress");
    let to_fix = ToFix::Policy(&broken, Some(Kind::ResourceControl));
    let fixed = fix(to_fix, Fixing::All);
    let comparisons = fixed.effect.comparisons();
    assert_eq!(comparisons.len(), 3, "both accounts, and any other");
    let told = words::changed(comparisons, fixed.other.as_deref());
    let whose: Vec<String> = told.iter().map(|of| of.whose.plain()).collect();
    assert_eq!(
        whose,
        [
            "sign-ins to the accounts 111122223333 and 444455556666",
            "sign-ins to any account that no policy names",
        ]
    );
    for of in &told {
        // Each group of people is told once for each way in which its sign-ins change.
        let lines: Vec<String> = of.summary.iter().map(|line| line.head.plain()).collect();
        assert!((1..=9).contains(&lines.len()), "{lines:?}");
        let titles: Vec<String> = of.details.iter().map(|of| of.title.plain()).collect();
        let is_once = titles
            .iter()
            .all(|title| titles.iter().filter(|of| *of == title).count() == 1);
        assert!(
            is_once && !titles.iter().any(|title| title.contains("by itself")),
            "{titles:?}"
        );
    }
    assert_eq!(
        told[0].summary[0]
            .tail
            .as_ref()
            .map(|tail| tail.plain())
            .as_deref(),
        Some(
            "everybody but role/A, over the internet from outside of 203.0.113.0/24 and through a VPC endpoint"
        )
    );
}

struct Folder(&'static str);

impl Loader for Folder {
    fn find(&self, path: &str) -> Result<usize, LoadError> {
        match path {
            "./rcp.json" => Ok(0),
            _ => NoFiles.find(path),
        }
    }

    fn read(&self, _: usize) -> Result<Vec<u8>, LoadError> {
        Ok(self.0.as_bytes().to_vec())
    }
}

#[test]
fn the_files_of_a_case_are_fixed_also_one_that_cannot_be_read_as_it_is() {
    let text = r#"{
  "vestibule": 1,
  "acount": { "id": "111122223333" },
  "policies": { "resourceControl": [{ "document": "./rcp.json" }] },
  "requests": []
}"#;
    let right = text.replace("acount", "account");
    let files = Folder(POLICY);
    let safe = fix(ToFix::CaseFile(&right, &files), Fixing::Safe);
    let changed: Vec<_> = safe.files.iter().map(|of| of.file.as_deref()).collect();
    assert_eq!(changed, [Some("./rcp.json")]);
    assert_eq!(safe.applied[0].file.as_deref(), Some("./rcp.json"));
    assert_eq!(codes(&safe).len(), 4);
    // What is not understood of a case file is a guess.
    assert!(!codes(&fix(ToFix::CaseFile(text, &files), Fixing::Safe)).contains(&"unknown-field"));
    let all = fix(ToFix::CaseFile(text, &files), Fixing::All);
    let own = all.files.iter().find(|of| of.file.is_none());
    assert_eq!(own.map(|of| &*of.after), Some(&*right));
    assert!(all.files.len() == 2, "{:?}", all.files);
}

/// Mistakes: what is replaced, once, and by what.
const MISTAKES: &[(&str, &str)] = &[
    ("\"Effect\"", "\"effect\""),
    ("\"Effect\":", "\"Effect\" "),
    ("\"Effect\"", "Effect"),
    ("\"Effect\"", "'Effect'"),
    ("\"Deny\"", "\"deny\""),
    ("\"Deny\"", "\"Denny\""),
    ("\"Allow\"", "\"ALLOW\""),
    ("\"Action\"", "\"Acton\""),
    ("\"Version\":\"2012-10-17\",", ""),
    ("2012-10-17", "2012-10-18"),
    ("\"Statement\":[", "\"Statement\":[/* these */"),
    ("}]}", "},]}"),
    ("}]}", "}]"),
    ("\",\"", "\" \""),
    ("{\"Effect\"", "{\"Sid\":\"No one\",\"Effect\""),
    ("{\"Effect\"", "{\"Sid\":7,\"Effect\""),
    ("\"StringEquals", "\"stringEquals"),
    ("\"StringLike", "\"StringLikes"),
    ("\"ArnLike", "\"ARNLike"),
    ("\"aws:SourceIp\"", "\"aws:SourcIp\""),
    ("\"aws:PrincipalArn\"", "\"PrincipalArn\""),
    ("signin:Authenticate", "signin:Authentcate"),
    ("signin:", "sigin:"),
    (".0/24", ".9/24"),
    ("::/32", "::1/32"),
    ("\"true\"", "True"),
    (
        "\"Condition\":{",
        "\"StringNotLikeIfExists\":{\"aws:SourceVpc\":\"vpc-1*\"},\"Condition\":{",
    ),
    (
        "\"Principal\":\"*\"",
        "\"Principal\":\"arn:aws:iam::111122223333:role/admin\"",
    ),
    ("\"Null\":", "\"ForAnyValue:Null\":"),
    ("{\"AWS\"", "{\"aws\""),
    (":role/", ":rôle/"),
];

fn kind(layer: Layer) -> Kind {
    match layer {
        Layer::ResourceBased => Kind::ResourceBased,
        Layer::ResourceControl => Kind::ResourceControl,
        Layer::ServiceControl => Kind::ServiceControl,
        Layer::Identity | Layer::PermissionsBoundary | Layer::Session => Kind::Identity,
        Layer::VpcEndpoint => Kind::VpcEndpoint,
    }
}

/// A policy in which mistakes are made.
fn mistaken() -> impl Strategy<Value = (String, Kind)> {
    let statements = vec(statement(), 1..3);
    let mistakes = vec((0..MISTAKES.len(), any::<Index>()), 1..5);
    (layer(), statements, mistakes, any::<bool>()).prop_map(
        |(layer, statements, mistakes, spaced)| {
            let mut statements = statements.into_iter();
            let mut model = PolicyModel::of(layer, statements.next().unwrap());
            model.statements.extend(statements);
            let mut text = model.text(false);
            for (which, place) in mistakes {
                let (right, wrong) = MISTAKES[which];
                let places: Vec<usize> = text.match_indices(right).map(|(at, _)| at).collect();
                if !places.is_empty() {
                    let at = *place.get(&places);
                    text.replace_range(at..at + right.len(), wrong);
                }
            }
            if spaced {
                text = text.replace(",\"", ",\r\n  \"");
            }
            (text, kind(layer))
        },
    )
}

/// How many findings say the same.
fn count(findings: &[Finding], like: &Finding) -> usize {
    let same = |of: &&Finding| of.code == like.code && of.message == like.message;
    findings.iter().filter(same).count()
}

/// The text with the edits of a finding's fix, from the last to the first.
fn spliced(text: &str, finding: &Finding) -> String {
    let mut edits = finding.fix.clone().unwrap().edits;
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
    let mut text = text.to_owned();
    for edit in edits {
        let span = edit.span.start as usize..edit.span.end as usize;
        text.replace_range(span, &edit.text);
    }
    text
}

fn keeps(fixed: &Fixed) -> bool {
    fixed.effect.keeps_decisions() || matches!(fixed.effect, Effect::NotKnown(_))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_fix_removes_its_finding_and_a_safe_one_changes_no_decision((text, kind) in mistaken()) {
        let findings = check(text.as_bytes(), Some(kind)).findings;
        for finding in findings.iter().filter(|of| of.fix.is_some()) {
            let fixed = fix(ToFix::Policy(&text, Some(kind)), Fixing::Of(finding));
            let is_safe = finding.fix.as_ref().is_some_and(|fix| fix.applies == FixApplies::Safe);
            // Beside other mistakes a bracket does not end up where the text misses it.
            if fixed.applied.is_empty() && finding.code == "json-missing-close" {
                prop_assert!(fixed.files.is_empty() && !is_safe);
                continue;
            }
            prop_assert_eq!(fixed.applied.len(), 1, "{:?} {}", finding, text);
            prop_assert_eq!(&fixed.files[0].before, &text);
            prop_assert_eq!(&fixed.files[0].after, &spliced(&text, finding));
            prop_assert!(count(&fixed.left, finding) < count(&findings, finding), "{:?} {}", finding, text);
            prop_assert!(!is_safe || keeps(&fixed), "{:?} {} {:?}", finding, text, fixed.effect);
        }
    }

    #[test]
    fn fixes_are_applied_until_there_is_nothing_left_to_fix((text, kind) in mistaken()) {
        for fixing in [Fixing::Safe, Fixing::All] {
            let fixed = fix(ToFix::Policy(&text, Some(kind)), fixing);
            if fixing == Fixing::Safe {
                prop_assert!(fixed.refused.is_empty() && keeps(&fixed), "{} {:?}", text, fixed);
            }
            let after = fixed.files.first().map_or(&*text, |file| &file.after);
            let again = fix(ToFix::Policy(after, Some(kind)), fixing);
            prop_assert!(again.files.is_empty(), "{} {:?} {:?}", text, fixed, again);
        }
    }
}

/// What an empty list comes to hangs on the prefix.
#[test]
fn a_prefix_on_an_empty_list_stays() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["signin:CreateOAuth2Token"],"Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:ResourceAccount":[]}}}]}"#;
    for fixing in [Fixing::Safe, Fixing::All] {
        let fixed = fix(ToFix::Policy(text, Some(Kind::ServiceControl)), fixing);
        assert!(
            fixed.files.is_empty() && fixed.refused.is_empty(),
            "{fixed:?}"
        );
    }
}

/// Each of two fixes alone is right, and both together would write one key twice; where it is
/// there already there is no fix.
#[test]
fn no_fix_writes_a_key_that_is_there() {
    let text = |tests: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{{{tests}}}}}]}}"#
        )
    };
    let wrong =
        r#""ForAllValues:Null":{"aws:SourceVpc":"true"},"NullIfExists":{"aws:SourceIp":"true"}"#;
    let fixed = fix(
        ToFix::Policy(&text(wrong), Some(Kind::ServiceControl)),
        Fixing::All,
    );
    let expected = text(&wrong.replacen("ForAllValues:Null", "Null", 1));
    assert_eq!(fixed.files[0].after, expected);
    assert_eq!(codes(&fixed), ["null-with-qualifier"]);
    let beside = r#""Null":{"aws:SourceVpc":"true"},"NullIfExists":{"aws:SourceIp":"true"}"#;
    for (text, code) in [
        (text(beside), "unknown-operator"),
        (text("").replace("Condition", "Efect"), "unknown-element"),
    ] {
        let found = check(text.as_bytes(), Some(Kind::ServiceControl)).findings;
        let found = found.iter().find(|of| of.code == code).unwrap();
        assert_eq!(found.fix, None, "{text}");
    }
}

/// What one fix shows anew is fixed after it.
#[test]
fn a_finding_that_another_fix_shows_twice_is_fixed() {
    let condition =
        r#""Condition":{"ForAllValues:NotIpAddress":{"aws:SourceIp":["2001:db8::/32"]}}"#;
    let first = r#""Effect":"Deny","Action":"signin:CreateOAuth2Token","Resource":"*""#;
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{{first},"StringNotLikeIfExists":{{"aws:SourceVpc":"vpc-1*"}},{condition}}},{{{first},{condition}}}]}}"#
    );
    for fixing in [Fixing::Safe, Fixing::All] {
        let fixed = fix(ToFix::Policy(&text, Some(Kind::ServiceControl)), fixing);
        let after = &fixed.files[0].after;
        assert!(!after.contains("ForAllValues"), "{after}");
    }
}
