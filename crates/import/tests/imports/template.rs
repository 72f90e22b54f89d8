//! Templates of CloudFormation.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use vestibule_import::{Imported, Importer, Options};
use vestibule_wire::{Kind, Outcome};

use crate::{
    File, MANAGEMENT, PROD, RCP, TEST, UNIT, codes, complete, deny_outside, file, import,
    import_with, outcomes, policy, whole,
};
use Outcome::{Allowed, Denied, Unknown};

/// The whole organization without its RCP, of which a template is, with all else known.
fn with(template: &str) -> Imported {
    let mut files = whole();
    files.retain(|(name, _)| {
        !name.contains("rcp1aaaa") && name != "c.json" && name != "list-policies-1.json"
    });
    files.push(file(
        "list-policies-1.json",
        &json!({ "Policies": [
        crate::summary("p-RCPFullAWSAccess", "RCPFullAWSAccess", RCP)] }),
    ));
    files.push(("template.yaml".to_owned(), template.to_owned()));
    import_with(&files, &complete(&[Kind::Identity, Kind::VpcEndpoint]))
}

/// Sign-ins to the management account and to one below the unit, from inside and outside of the
/// range of the RCP.
fn decided(imported: &Imported) -> Vec<Outcome> {
    outcomes(
        imported,
        &[
            (MANAGEMENT, "198.51.100.1"),
            (PROD, "198.51.100.1"),
            (PROD, "198.51.100.100"),
        ],
    )
}

const NARROW: &str = "
Resources:
  Perimeter:
    Type: AWS::Organizations::Policy
    Properties:
      Name: perimeter
      Type: RESOURCE_CONTROL_POLICY
      TargetIds: [TARGET]
      Content:
        Version: 2012-10-17
        Statement:
          - Effect: Deny
            Principal: '*'
            Action: signin:*
            Resource: '*'
            Condition:
              NotIpAddress:
                aws:SourceIp: RANGE
";

fn narrow(target: &str, range: &str, more: &str) -> String {
    let text = NARROW.replace("TARGET", target).replace("RANGE", range);
    format!("AWSTemplateFormatVersion: '2010-09-09'\n{more}{text}")
}

#[test]
fn a_policy_holds_where_the_template_attaches_it() {
    let parameters = "Parameters:\n  Unit: {Type: String, Default: UNIT}\n  Range: {Type: CommaDelimitedList, Default: '198.51.100.64/26, 192.0.2.0/24'}\n  Prod: {Type: String, Default: 'yes'}\nMappings:\n  Ranges:\n    office: {v4: 198.51.100.64/26}\nConditions:\n  IsProd: !Equals [!Ref Prod, 'yes']\n  IsNot: !Not [!Condition IsProd]\n".replace("UNIT", UNIT);
    for (target, range, more, has_defaults) in [
        (UNIT, "198.51.100.64/26", "", false),
        ("!Ref Unit", "!Ref Range", &*parameters, true),
        (
            "!Sub '${Unit}'",
            "!FindInMap [Ranges, office, v4]",
            &parameters,
            true,
        ),
        (UNIT, "!Join ['/', [198.51.100.64, 26]]", "", false),
        (
            UNIT,
            "!If [IsProd, 198.51.100.64/26, 0.0.0.0/0]",
            &parameters,
            true,
        ),
        (
            UNIT,
            "!If [IsNot, 0.0.0.0/0, 198.51.100.64/26]",
            &parameters,
            true,
        ),
        (
            UNIT,
            "!Select [1, !Split [' ', 'x 198.51.100.64/26']]",
            "",
            false,
        ),
        (
            &format!("{UNIT}, !Ref AWS::NoValue"),
            "198.51.100.64/26",
            "",
            false,
        ),
    ] {
        let imported = with(&narrow(target, range, more));
        let codes = codes(&imported);
        let expected: &[&str] = if has_defaults {
            &["import-default"]
        } else {
            &[]
        };
        let found: Vec<&str> = codes.iter().map(|(_, code)| &**code).collect();
        assert_eq!(found, expected, "{range}");
        assert_eq!(decided(&imported), [Allowed, Denied, Allowed], "{range}");
    }
}

#[test]
fn what_cannot_be_resolved_is_unknown_and_named_with_its_line() {
    let parameters = "Parameters:\n  Open: {Type: String}\n  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /range}\nConditions:\n  Open: !Equals [!Ref Open, a]\n";
    for range in [
        "!Ref Open",
        "!Ref Stored",
        "!Ref AWS::AccountId",
        "!Sub '${AWS::Region}'",
        "!GetAtt Other.Range",
        "!ImportValue range",
        "!If [Open, 198.51.100.64/26, 0.0.0.0/0]",
        "'{{resolve:ssm:range}}'",
        "!Ref Nothing",
        "!FindInMap [Ranges, a, b]",
    ] {
        let imported = with(&narrow(UNIT, range, parameters));
        assert_eq!(decided(&imported), [Allowed, Unknown, Unknown], "{range}");
        let report = imported
            .report
            .files
            .iter()
            .find(|file| file.file == "template.yaml");
        let findings = &report.unwrap().findings;
        let mut findings = findings.iter();
        let finding = findings
            .find(|finding| finding.code != "import-default")
            .unwrap();
        assert_eq!(finding.code, "import-unresolved", "{range}");
        // Of a condition the place is named that decides it.
        if range.starts_with("!If") {
            continue;
        }
        let line = narrow(UNIT, range, parameters)
            .lines()
            .position(|line| line.contains("SourceIp"));
        let line = format!("line {}", line.unwrap() + 1);
        assert!(
            finding.message.to_string().starts_with(&line),
            "{}",
            finding.message
        );
    }
    // What it is attached to: it may deny anywhere.
    for target in ["!Ref Open", "!Ref Unit", "my-unit", "!ImportValue unit"] {
        let imported = with(&narrow(target, "198.51.100.64/26", parameters));
        assert_eq!(decided(&imported)[1], Unknown, "{target}");
        assert!(
            codes(&imported)
                .iter()
                .any(|(_, code)| code == "import-unresolved"),
            "{target}"
        );
    }
    // Whether it is made, or made so.
    let conditional = narrow(UNIT, "198.51.100.64/26", parameters).replace(
        "    Type: AWS::Organizations::Policy\n",
        "    Type: AWS::Organizations::Policy\n    Condition: Open\n",
    );
    assert_eq!(decided(&with(&conditional))[1..], [Unknown, Unknown]);
    let by_macro = narrow(UNIT, "198.51.100.64/26", "Transform: Mine\n");
    assert_eq!(decided(&with(&by_macro))[1..], [Unknown, Unknown]);
    let of_type = narrow(UNIT, "198.51.100.64/26", parameters).replace(RCP, "!Ref Open");
    assert_eq!(decided(&with(&of_type))[1..], [Unknown, Unknown]);
    let is_not = narrow(
        UNIT,
        "198.51.100.64/26",
        "Conditions:\n  Never: !Equals [a, b]\n",
    )
    .replace(
        "    Type: AWS::Organizations::Policy\n",
        "    Type: AWS::Organizations::Policy\n    Condition: Never\n",
    );
    assert_eq!(decided(&with(&is_not)), [Allowed; 3]);
}

#[test]
fn what_the_stacks_in_a_template_make_is_not_known() {
    for of_type in ["Stack", "StackSet"] {
        let template = format!(
            "Resources:\n  Inner:\n    Type: AWS::CloudFormation::{of_type}\n    Properties:\n      TemplateURL: https://example.com/inner.yaml\n"
        );
        let imported = with(&template);
        assert_eq!(decided(&imported), [Unknown; 3], "{of_type}");
        let mut said = codes(&imported).into_iter();
        assert!(said.any(|(_, code)| code == "import-unresolved"));
    }
}

#[test]
fn a_template_and_an_output_may_contradict_each_other() {
    let with_output = |document: &Value| {
        let mut files = whole();
        files.retain(|(name, _)| name != "c.json");
        files.push(file(
            "c.json",
            &policy("p-rcp1aaaa", "perimeter", RCP, document),
        ));
        files.push((
            "template.yaml".to_owned(),
            narrow(UNIT, "198.51.100.64/26", ""),
        ));
        import_with(&files, &complete(&[Kind::Identity, Kind::VpcEndpoint]))
    };
    let same = with_output(&deny_outside("198.51.100.64/26", true));
    assert_eq!(codes(&same), []);
    assert_eq!(decided(&same), [Allowed, Denied, Allowed]);
    let other = with_output(&deny_outside("192.0.2.0/24", true));
    assert_eq!(codes(&other)[0].1, "import-contradiction");
    assert_eq!(decided(&other)[1..], [Unknown, Unknown]);
    // Elsewhere than the list of targets says.
    let mut files = whole();
    files.push((
        "template.yaml".to_owned(),
        narrow(TEST, "198.51.100.0/24", ""),
    ));
    assert_eq!(codes(&import(&files))[0].1, "import-contradiction");
}

#[test]
fn what_a_template_makes_without_an_id_is_not_all_there_is() {
    let of = |resources: Value| {
        let template = json!({ "Resources": resources });
        let mut files = whole();
        files.push(file("stack.template.json", &template));
        let imported = import_with(&files, &complete(&[Kind::Identity, Kind::VpcEndpoint]));
        (decided(&imported)[1], codes(&imported))
    };
    let deny = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Action": "signin:*", "Resource": "*" }] });
    let storage = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Action": "s3:*", "Resource": "*" }] });
    let inline = |document: &Value| {
        json!({ "R": { "Type": "AWS::IAM::Role", "Properties": {
        "Policies": [{ "PolicyName": "p", "PolicyDocument": document }] } } })
    };
    let unresolved = "import-unresolved";
    for (resources, outcome, code) in [
        (inline(&deny), Unknown, unresolved),
        (inline(&storage), Allowed, "import-unused"),
        (inline(&json!({ "Ref": "x" })), Unknown, unresolved),
        (
            json!({ "P": { "Type": "AWS::IAM::ManagedPolicy", "Properties": {
            "PolicyDocument": deny, "Users": ["alice"] } } }),
            Unknown,
            unresolved,
        ),
        (
            json!({ "S": { "Type": "AWS::SSO::PermissionSet", "Properties": {
            "InlinePolicy": deny.to_string() } } }),
            Unknown,
            unresolved,
        ),
        (
            json!({ "U": { "Type": "AWS::IAM::User", "Properties": {
            "ManagedPolicyArns": [{ "Ref": "P" }] } } }),
            Unknown,
            unresolved,
        ),
        (
            json!({ "Q": { "Type": "AWS::SQS::Queue" } }),
            Allowed,
            "import-unused",
        ),
        (
            json!({ "E": { "Type": "AWS::EC2::VPCEndpoint", "Properties": { "ServiceName":
            { "Fn::Sub": "com.amazonaws.${AWS::Region}.signin" } } } }),
            Allowed,
            unresolved,
        ),
        (
            json!({ "E": { "Type": "AWS::EC2::VPCEndpoint", "Properties": { "ServiceName":
            { "Fn::Join": ["", ["com.amazonaws.", { "Ref": "AWS::Region" }, ".s3"]] } } } }),
            Allowed,
            "import-unused",
        ),
        (
            json!({ "Fn::ForEach::X": ["x", ["a"], { "P${x}": { "Type": "AWS::Organizations::Policy",
            "Properties": {} } }] }),
            Unknown,
            unresolved,
        ),
        (
            json!({ "T": { "Type": "AWS::Organizations::Policy", "Properties": {
            "Type": "TAG_POLICY", "TargetIds": ["r-ab12"], "Content": {} } } }),
            Allowed,
            "import-unused",
        ),
    ] {
        let shown = resources.to_string();
        let (found, codes) = of(resources);
        assert_eq!(found, outcome, "{shown}");
        let first = codes.first().map_or("", |(_, code)| code);
        assert_eq!(first, code, "{shown}");
    }
}

fn hostile() -> Vec<File> {
    let conditions: String = (0..40)
        .map(|level| {
            let next = format!("!Condition C{}", level + 1);
            format!("  C{level}: !Or [{}]\n", [&*next; 10].join(", "))
        })
        .collect();
    let more = format!("Conditions:\n{conditions}  C40: !Condition C0\n");
    let grows = (0..200).map(|_| "${Big}").collect::<String>();
    let big = format!(
        "Parameters:\n  Big: {{Type: String, Default: {}}}\n",
        "x".repeat(100_000)
    );
    vec![
        ("a".to_owned(), narrow(UNIT, "!If [C0, a, b]", &more)),
        (
            "b".to_owned(),
            narrow(UNIT, &format!("!Sub '{grows}'"), &big),
        ),
        (
            "c".to_owned(),
            narrow("!Ref Unit", "!Sub ['${x}', {x: !Ref Y}]", ""),
        ),
    ]
}

#[test]
fn templates_that_explode_come_to_an_end() {
    for (_, text) in hostile() {
        assert_eq!(decided(&with(&text))[1], Unknown);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_make_it_panic(
        changes in prop::collection::vec((any::<Index>(), prop::sample::select(
            b"\n -:{}[]!&*|>'\"#$,?~\t0a/".to_vec())), 1..12),
        has_functions in any::<bool>(),
    ) {
        let range = if has_functions { "!If [A, !Sub '${B}', !Join [',', [!Ref C]]]" } else { "1" };
        let mut bytes = narrow(UNIT, range, "Conditions:\n  A: !Equals [a, !Ref B]\n").into_bytes();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let mut importer = Importer::new();
        importer.add("template.yaml", &bytes);
        importer.finish(&Options::default());
    }
}
