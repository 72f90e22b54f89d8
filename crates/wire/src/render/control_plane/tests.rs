use super::*;
use crate::contract::words::Layer;
use crate::input::permission_statements::commands as reader;
use crate::{Form, recognize};

fn statement() -> PermissionStatement {
    PermissionStatement {
        source_ip: Some("203.0.113.0/24".to_owned()),
        excluded_principal: Some("arn:aws:iam::111122223333:role/BreakGlass".to_owned()),
        ..PermissionStatement::default()
    }
}

fn policies() -> Vec<OrganizationPolicy> {
    let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalTag/it's":"${aws:PrincipalTag/%{x}"}}}}"#;
    let of = |kind, name: &str, targets: &[&str]| OrganizationPolicy {
        kind,
        name: name.to_owned(),
        targets: targets.iter().map(|target| (*target).to_owned()).collect(),
        text: text.to_owned(),
    };
    vec![
        of(
            Kind::ResourceControl,
            "Office perimeter",
            &["r-ab12", "ou-ab12-cdefghij"],
        ),
        of(Kind::ServiceControl, "office-perimeter", &[]),
    ]
}

#[test]
fn a_token_is_made_of_what_the_statement_says() {
    let token = client_token(&statement());
    assert_eq!(token, client_token(&statement()));
    assert_eq!(token.len(), "vestibule-".len() + 2 * IN_TOKEN);
    assert!(control_plane::Parameter::ClientToken.check(&token).is_ok());
    let other = PermissionStatement {
        source_ip: Some("203.0.113.0/25".to_owned()),
        ..statement()
    };
    assert_ne!(token, client_token(&other));
    let own = PermissionStatement {
        client_token: Some("mine".to_owned()),
        ..statement()
    };
    assert_eq!(client_token(&own), "mine");
}

#[test]
fn commands_are_read_back() {
    let vpc = PermissionStatement {
        source_vpc: Some("vpc-0a1b2c3d".to_owned()),
        requested_region: Some("eu-west-1".to_owned()),
        ..PermissionStatement::default()
    };
    let statements = [statement(), vpc];
    let text = commands(&statements, &[]);
    let found = reader::read(&text).unwrap();
    assert_eq!(found.findings, []);
    let read: Vec<PermissionStatement> = found.statements.into_iter().map(Into::into).collect();
    let tokened = |one: &PermissionStatement| PermissionStatement {
        client_token: Some(client_token(one)),
        ..one.clone()
    };
    assert_eq!(read, statements.iter().map(tokened).collect::<Vec<_>>());
    assert!(text.starts_with(
        "aws signin put-resource-permission-statement \\\n  --source-ip 203.0.113.0/24 \\\n"
    ));
    assert!(text.contains("  --region us-east-1\n\naws signin"));
}

/// The policy that stands in a text between two others, which stand for themselves.
fn between<'t>(text: &'t str, before: &str, behind: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(behind).unwrap().0
}

fn same(text: &str) {
    let read: serde_json::Value = serde_json::from_str(text).unwrap();
    let own: serde_json::Value = serde_json::from_str(&policies()[0].text).unwrap();
    assert_eq!(read, own, "{text}");
}

#[test]
fn policies_of_organizations_are_read_back() {
    let policies = policies();
    let shell = commands(&[], &policies);
    same(&between(&shell, "--content '", "' \\\n").replace(r"'\''", "'"));
    assert!(shell.contains("--name 'Office perimeter'"));
    assert!(shell.contains("--target-id ou-ab12-cdefghij\n"));

    let broken = [OrganizationPolicy {
        name: "two\nlines".to_owned(),
        ..policies[0].clone()
    }];
    assert!(commands(&[], &broken).contains("--name 'two lines' "));

    let script = python(&[statement()], &policies);
    let content: String = serde_json::from_str(between(&script, "Content=", ",\n")).unwrap();
    same(&content);
    assert!(script.contains("    sourceIp=\"203.0.113.0/24\",\n"));

    let configuration = terraform(&policies);
    let content = between(&configuration, "<<-POLICY\n", "  POLICY\n");
    assert!(content.contains("$${aws:PrincipalTag/%%{x}"));
    same(&content.replace("$${", "${").replace("%%{", "%{"));
    for resource in [
        "\"aws_organizations_policy\" \"office_perimeter\"",
        "\"aws_organizations_policy\" \"office_perimeter_2\"",
        "\"aws_organizations_policy_attachment\" \"office_perimeter_r_ab12\"",
        "policy_id = aws_organizations_policy.office_perimeter.id",
    ] {
        assert!(configuration.contains(resource), "{resource}");
    }

    let template = cloudformation(&policies);
    let found = recognize(&template);
    assert_eq!(found.form, Form::CloudFormation);
    let read: Vec<(Option<Layer>, &str)> = found
        .policies
        .iter()
        .map(|policy| (policy.layer, &*policy.text))
        .collect();
    let layers: Vec<Option<Layer>> = read.iter().map(|(layer, _)| *layer).collect();
    assert_eq!(
        layers,
        [Some(Layer::ResourceControl), Some(Layer::ServiceControl)]
    );
    read.iter().for_each(|(_, text)| same(text));
}
