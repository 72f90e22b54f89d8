//! What a text that holds no policy looks like, in words.

use vestibule_wire::{Instead, NotPolicy};
use yew::AttrValue;

use crate::text::Text;

/// What it looks like, and where a policy is found instead.
pub(super) fn looks(text: &Text, what: NotPolicy) -> AttrValue {
    let (command, instead) = match what {
        NotPolicy::Output(command, instead) => (command, instead),
        NotPolicy::Event => return text.say(id!("documents-looks-event")),
        NotPolicy::Terraform => return text.say(id!("documents-looks-terraform")),
        NotPolicy::CloudFormation => return text.say(id!("documents-looks-cloudformation")),
        NotPolicy::CaseFile => return text.say(id!("documents-looks-case")),
        NotPolicy::Statements => return text.say(id!("documents-looks-statements")),
        NotPolicy::Policies => return text.say(id!("documents-looks-policies")),
        NotPolicy::List => return text.say(id!("documents-looks-list")),
        NotPolicy::Other => return text.say(id!("documents-looks-other")),
    };
    let instead = match instead {
        Instead::DescribePolicy => "organizations",
        Instead::GetResourcePolicy => "signin",
        Instead::Iam => "iam",
        Instead::DescribeVpcEndpoints => "ec2",
        Instead::Account => "account",
    };
    let both = [("command", command.into()), ("instead", instead.into())];
    text.with(id!("documents-looks-output"), &both)
}
