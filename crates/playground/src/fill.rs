//! The form for what is to be filled in: one field for each placeholder of the documents, what
//! may be proposed for it, and the texts that are filled in.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_iam::document::Document as Tree;
use vestibule_iam::span::Span;
use vestibule_lint::blank::{
    Blank, Filled, blanks, fill, is_account_of_examples, is_network_of_documentation, may_be_public,
};
pub use vestibule_lint::blank::{Meaning, Wrong};
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{Finding, Kind, check};

use crate::state::persona::{SiteKind, parts};
use crate::state::workspace::{Document, Workspace};

/// No text of that size is a policy, and a form reads it with each letter.
const READ: usize = 64 * 1024;

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The placeholder as it is written.
    pub name: IString,
    /// What belongs there.
    pub meaning: Meaning,
    /// Whether it is a placeholder; otherwise a value of examples, which may stay.
    pub is_placeholder: bool,
    /// Whether several values may be typed.
    pub takes_several: bool,
    /// In how many places of the text it stands.
    pub places: usize,
}

/// What is wrong with what was typed into a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A value does not belong there.
    Value(IString, Wrong),
    /// What the reader of policies says of it.
    Read(Message),
}

/// The fields for a text, in the order in which they stand in it, placeholders first.
pub fn fields(text: &str) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for blank in of(text) {
        let known = fields.iter_mut().find(|field| field.is_for(&blank));
        if let Some(field) = known {
            field.places += 1;
            field.takes_several &= blank.takes_several;
            if field.meaning == Meaning::Text {
                // What another place says of it is more.
                field.meaning = blank.meaning;
            }
        } else {
            fields.push(Field {
                name: blank.name.into(),
                meaning: blank.meaning,
                is_placeholder: blank.is_placeholder,
                takes_several: blank.takes_several,
                places: 1,
            });
        }
    }
    let (mut placeholders, examples): (Vec<Field>, Vec<Field>) =
        fields.into_iter().partition(|field| field.is_placeholder);
    placeholders.extend(examples);
    placeholders
}

/// The account that is filled in for a placeholder of it, where it is the id of one.
pub fn account<'t>(fields: &[Field], typed: &dyn Fn(&Field) -> &'t str) -> Option<IString> {
    let mut own = fields
        .iter()
        .filter(|field| field.is_placeholder && field.meaning == Meaning::Account);
    let value = typed(own.next()?).trim();
    Meaning::Account
        .wrong(value)
        .is_none()
        .then(|| value.to_owned().into())
}

/// The codes of findings that the form mends.
pub const CODES: [&str; 2] = ["example-value", "placeholder"];

/// The placeholders among findings in a text, each once.
pub fn names<'t>(text: &'t str, findings: impl Iterator<Item = &'t Finding>) -> Vec<&'t str> {
    let mut names: Vec<&str> = Vec::new();
    for finding in findings.filter(|finding| finding.code == "placeholder") {
        if let Some(name) = place(text, finding)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// What stands at the place of a finding.
pub fn place<'t>(text: &'t str, finding: &Finding) -> Option<&'t str> {
    let span = finding.span?;
    text.get(span.start as usize..span.end as usize)
}

/// What is wrong with what was typed into the fields for a document, of which `typed` tells:
/// first each value by itself, then what the reader of policies says where all stand in the text.
pub fn faults<'t>(
    document: &Document,
    fields: &[Field],
    typed: &dyn Fn(&Field) -> &'t str,
) -> Vec<Vec<Fault>> {
    let mut faults: Vec<Vec<Fault>> = fields
        .iter()
        .map(|field| field.faults(typed(field)))
        .collect();
    let is_filled = fields.iter().any(|field| !typed(field).trim().is_empty());
    if !is_filled || !faults.iter().all(Vec::is_empty) {
        return faults;
    }
    let blanks = of(&document.text);
    let filled = filled(&document.text, &blanks, fields, typed);
    let kind = Kind::from(document.layer);
    let errors = check(filled.text.as_bytes(), Some(kind)).findings;
    // Another part of the same string may still be a placeholder.
    let is_told = |finding: &Finding| finding.is_error() && finding.code != "placeholder";
    for finding in errors.into_iter().filter(is_told) {
        let Some(span) = finding.span else { continue };
        let is_of_test = OF_TESTS.contains(&&*finding.code);
        let is_at = |place: Span| {
            let is_in = place.start <= span.start && span.end <= place.end;
            is_in || (is_of_test && span.start <= place.start && place.end <= span.end)
        };
        let mut places = filled.places.iter();
        let place = places.find(|(place, _)| is_at(*place));
        let mut of = place.into_iter().flat_map(|(_, of)| of);
        let field = of.find_map(|index| {
            let blank = blanks.get(*index)?;
            fields.iter().position(|field| field.is_for(blank))
        });
        if let Some(faults) = field.and_then(|field| faults.get_mut(field)) {
            let fault = Fault::Read(finding.message);
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    faults
}

/// Codes that are told of a whole test and are about its values alone.
const OF_TESTS: [&str; 1] = ["private-source-ip"];

/// The texts of the documents that change when what was typed is filled in, by id.
pub fn texts<'t>(
    documents: &[Rc<Document>],
    fields: &[Field],
    typed: &dyn Fn(&Field) -> &'t str,
) -> Vec<(u32, IString)> {
    let texts = documents.iter().filter_map(|document| {
        let blanks = of(&document.text);
        let filled = filled(&document.text, &blanks, fields, typed);
        let is_other = filled.text != *document.text;
        is_other.then(|| (document.id, filled.text.into()))
    });
    texts.collect()
}

fn of(text: &str) -> Vec<Blank> {
    if text.len() > READ {
        return Vec::new();
    }
    blanks(&Tree::parse(text).root)
}

fn filled<'t>(
    text: &str,
    found: &[Blank],
    fields: &[Field],
    typed: &dyn Fn(&Field) -> &'t str,
) -> Filled {
    let with_values: Vec<(Blank, Vec<&str>)> = found
        .iter()
        .map(|blank| {
            let field = fields.iter().find(|field| field.is_for(blank));
            let values = field.map(|field| field.meaning.values(typed(field)));
            (blank.clone(), values.unwrap_or_default())
        })
        .collect();
    fill(text, &with_values)
}

impl Field {
    fn is_for(&self, blank: &Blank) -> bool {
        // A placeholder stands for one value, wherever it stands.
        *self.name == *blank.name && (self.is_placeholder || self.meaning == blank.meaning)
    }

    /// What is wrong with what was typed, by itself.
    fn faults(&self, typed: &str) -> Vec<Fault> {
        let values = self.meaning.values(typed);
        let fault = |value: &str, wrong| Fault::Value(value.to_owned().into(), wrong);
        if values.len() > 1 && !self.takes_several {
            return vec![fault(typed.trim(), Wrong::Several)];
        }
        let wrong = values.into_iter();
        wrong
            .filter_map(|value| Some(fault(value, self.meaning.wrong(value)?)))
            .collect()
    }

    /// The values that the workspace has for it.
    pub fn proposals(&self, workspace: &Workspace) -> Vec<IString> {
        let mut found: Vec<IString> = Vec::new();
        for value in self.known(workspace) {
            let value = value.trim();
            let is_new = found.len() < PROPOSED && found.iter().all(|known| **known != *value);
            let is_own = !value.is_empty() && !is_of_examples(value);
            // Nor is an address inside of a VPC, where policies look at public ones.
            let is_public = may_be_public(value);
            if is_new
                && is_own
                && is_public
                && *value != *self.name
                && self.meaning.wrong(value).is_none()
            {
                found.push(value.to_owned().into());
            }
        }
        found
    }

    fn known<'w>(&self, workspace: &'w Workspace) -> Vec<&'w str> {
        let account = &workspace.account;
        let sites = workspace.sites.iter();
        let sites = sites.map(|site| (&site.network, &site.region));
        let scenarios = workspace.scenarios.iter();
        let scenarios = scenarios.map(|scenario| (&scenario.network, &scenario.region));
        // The Region of a network of examples is one of examples, too.
        let networks = scenarios.chain(sites).filter(|(network, _)| {
            let ids = [network.vpc.trim(), network.endpoint.trim()];
            let mut all = parts(&network.source_ip).chain(ids);
            !all.any(is_of_examples)
        });
        match self.meaning {
            Meaning::Account => vec![&account.id],
            Meaning::Organization => vec![&account.organization],
            Meaning::Addresses => networks
                .flat_map(|(network, _)| parts(&network.source_ip))
                .collect(),
            Meaning::Endpoint => networks.map(|(network, _)| &*network.endpoint).collect(),
            Meaning::Vpc => networks.map(|(network, _)| &*network.vpc).collect(),
            Meaning::Region => networks.flat_map(|(_, region)| parts(region)).collect(),
            Meaning::Principal => {
                let scenarios = workspace.scenarios.iter();
                let of_rows = scenarios.map(|scenario| &*scenario.principal);
                let personas = workspace.personas.iter();
                of_rows
                    .chain(personas.map(|persona| &*persona.principal))
                    .collect()
            }
            Meaning::Partition => vec!["aws"],
            Meaning::Arn | Meaning::Text => Vec::new(),
        }
    }
}

/// Whether a value is of the networks and principals that examples and new workspaces have, and
/// not of the user's.
fn is_of_examples(value: &str) -> bool {
    let arn = Some(value).filter(|value| value.starts_with("arn:"));
    let account = arn.and_then(|arn| arn.split(':').nth(4));
    let endpoint = SiteKind::VpcEndpoint.network();
    is_network_of_documentation(value)
        || account.is_some_and(is_account_of_examples)
        || [&endpoint.vpc, &endpoint.endpoint].contains(&&IString::from(value.to_owned()))
}

/// More are not proposed for a field.
const PROPOSED: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::scenario::Scenario;
    use vestibule_wire::Layer;

    /// AWS's second example, as the user guide has it.
    const EXAMPLE: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": { "AWS": "*" },
      "Action": ["signin:Authenticate"],
      "Resource": "*",
      "Condition": {
        "ArnNotEquals": {
          "signin:PrincipalArn": "<excluded-principal-arn>"
        },
        "NotIpAddress": {
          "aws:SourceIp": "<my-corporate-cidr>"
        },
        "StringEquals": {
          "aws:ResourceAccount": "<my-aws-account-id>"
        }
      }
    },
    {
      "Effect": "Deny",
      "Principal": { "AWS": "*" },
      "Action": ["signin:CreateOAuth2Token", "signin:AuthorizeOAuth2Access"],
      "Resource": "*",
      "Condition": {
        "ArnNotEquals": {
          "aws:PrincipalArn": "<excluded-principal-arn>"
        },
        "NotIpAddress": {
          "aws:SourceIp": "<my-corporate-cidr>"
        },
        "StringEquals": {
          "aws:ResourceAccount": "<my-aws-account-id>"
        }
      }
    }
  ]
}"#;

    fn document(id: u32, layer: Layer, text: &str) -> Rc<Document> {
        Rc::new(Document {
            id,
            layer,
            text: text.to_owned().into(),
            ..Document::default()
        })
    }

    fn typed(field: &Field) -> &'static str {
        match &*field.name {
            "<excluded-principal-arn>" => "arn:aws:iam::777788889999:role/Emergency",
            "<my-corporate-cidr>" => "8.8.8.0/24, 8.8.4.0/24",
            "<my-aws-account-id>" => "777788889999",
            _ => "",
        }
    }

    #[test]
    fn a_field_stands_for_all_places_of_a_placeholder() {
        let fields = fields(EXAMPLE);
        let told: Vec<_> = fields
            .iter()
            .map(|field| (&*field.name, field.meaning, field.places))
            .collect();
        assert_eq!(
            told,
            [
                ("<excluded-principal-arn>", Meaning::Principal, 2),
                ("<my-corporate-cidr>", Meaning::Addresses, 2),
                ("<my-aws-account-id>", Meaning::Account, 2),
            ]
        );
    }

    #[test]
    fn all_documents_are_filled_in_at_once_and_keep_their_layout() {
        let other = r#"{"Statement":{"Condition":{"IpAddress":{"aws:SourceIp":["<my-corporate-cidr>"]}}}, // half done"#;
        let documents = [
            document(1, Layer::ResourceBased, EXAMPLE),
            document(2, Layer::ServiceControl, other),
            document(3, Layer::Identity, "{}"),
        ];
        let fields = fields(EXAMPLE);
        let texts = texts(&documents, &fields, &typed);
        let expected = EXAMPLE
            .replace(
                "<excluded-principal-arn>",
                "arn:aws:iam::777788889999:role/Emergency",
            )
            .replace("<my-aws-account-id>", "777788889999")
            .replace(
                "\"<my-corporate-cidr>\"",
                "[\"8.8.8.0/24\", \"8.8.4.0/24\"]",
            );
        let others = other.replace("\"<my-corporate-cidr>\"", "\"8.8.8.0/24\", \"8.8.4.0/24\"");
        assert_eq!(texts, [(1, expected.into()), (2, others.into())]);
    }

    #[test]
    fn what_is_typed_is_read_as_it_would_stand_in_the_text() {
        let document = document(1, Layer::ResourceBased, EXAMPLE);
        let fields = fields(EXAMPLE);
        assert!(faults(&document, &fields, &typed).iter().all(Vec::is_empty));
        let with = |name: &'static str, value: &'static str| {
            faults(&document, &fields, &move |field| {
                if *field.name == *name { value } else { "" }
            })
        };
        let [arn, cidr, account] = [
            "<excluded-principal-arn>",
            "<my-corporate-cidr>",
            "<my-aws-account-id>",
        ];
        assert_eq!(
            with(cidr, "8.8.8.0/24 8.8.8.0/33"),
            [
                vec![],
                vec![Fault::Value("8.8.8.0/33".into(), Wrong::Value)],
                vec![]
            ]
        );
        assert_eq!(
            with(account, "<account>"),
            [
                vec![],
                vec![],
                vec![Fault::Value("<account>".into(), Wrong::Placeholder)]
            ]
        );
        // What only the rules know.
        let found = with(arn, "arn:aws:iam::777788889999:rol*");
        assert!(found.iter().all(Vec::is_empty), "{found:?}");
        let found = with(cidr, "10.0.0.0/8");
        let [Fault::Read(message)] = &found[1][..] else {
            panic!("{found:?}")
        };
        assert!(message.to_string().contains("not public"), "{message}");
    }

    #[test]
    fn one_value_alone_fits_into_a_part_of_a_text() {
        let text =
            r#"{"Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::${Account}:root"}}}"#;
        let fields = fields(text);
        let document = document(1, Layer::ServiceControl, text);
        let found = faults(&document, &fields, &|_| "777788889999, 314159265358");
        let expected = Fault::Value("777788889999, 314159265358".into(), Wrong::Several);
        assert_eq!(found, [[expected]]);
    }

    #[test]
    fn what_an_example_has_is_not_proposed() {
        let mut workspace = Workspace::default();
        let row = |principal: &'static str, vpc: &'static str, region: &'static str| {
            let mut scenario = Scenario {
                principal: principal.into(),
                region: region.into(),
                ..Scenario::default()
            };
            scenario.network.vpc = vpc.into();
            Rc::new(scenario)
        };
        let own = "arn:aws:iam::777788889990:role/Ops";
        workspace.scenarios = vec![
            row(
                "arn:aws:iam::111122223333:role/BreakGlass",
                "vpc-0a1b2c3d4e5f60718",
                "us-west-2",
            ),
            row(own, "vpc-0123abcd0123abcd0", "eu-central-1"),
        ];
        let text = r#"{"Condition":{"StringNotEquals":{"aws:SourceVpc":"<vpc>","aws:RequestedRegion":"<region>","aws:ResourceAccount":"<account>"},"ArnNotEquals":{"aws:PrincipalArn":"<arn>"}}}"#;
        let proposed: Vec<Vec<IString>> = fields(text)
            .iter()
            .map(|field| field.proposals(&workspace))
            .collect();
        assert_eq!(
            proposed,
            [
                vec!["vpc-0123abcd0123abcd0".into()],
                vec!["eu-central-1".into()],
                vec![],
                vec![IString::from(own)]
            ]
        );
    }

    #[test]
    fn a_placeholder_has_one_field_whatever_its_places_say() {
        let text = r#"{"Resource":"arn:aws:signin:*:*:<name>","Condition":{"StringEquals":{"aws:SourceVpc":"<name>"}}}"#;
        let fields = fields(text);
        let told: Vec<_> = fields
            .iter()
            .map(|field| (&*field.name, field.meaning, field.places))
            .collect();
        assert_eq!(told, [("<name>", Meaning::Vpc, 2)]);
        let texts = texts(
            &[document(1, Layer::ServiceControl, text)],
            &fields,
            &|_| "vpc-0123abcd0123abcd0",
        );
        assert!(!texts[0].1.contains("<name>"), "{texts:?}");
    }

    #[test]
    fn what_the_workspace_has_is_proposed() {
        let mut workspace = Workspace::default();
        workspace.account.id = "777788889999".into();
        let fields = fields(EXAMPLE);
        let proposed: Vec<Vec<IString>> = fields
            .iter()
            .map(|field| field.proposals(&workspace))
            .collect();
        assert_eq!(
            proposed,
            [vec![], vec![], vec![IString::from("777788889999")]]
        );
    }
}
