//! What is said of a text that holds no policy, and what to do about it.

use vestibule_iam::document::Document;
use vestibule_iam::json::Node;
use vestibule_iam::message;
use vestibule_iam::problem::{Arg, Message, code};

use super::aws_output::{Form, Found};
use super::foreign;
use super::not_policy::{Instead, NotPolicy, not_policy};
use super::problems::no_policy;
use crate::contract::finding::{Finding, Severity};

/// What is said of a document that holds no policy; `None` for one that holds or may become
/// one.
pub(crate) fn unusable(
    document: &Document,
    form: Form,
    found: &Result<Vec<Found<'_>>, Arg>,
) -> Option<Vec<Finding>> {
    let what = not_policy(document, form, found);
    if let Some(NotPolicy::Text(foreign)) = what {
        let problem = foreign::problem(document, foreign);
        return Some(vec![Finding::from_problem(&problem, &document.lines)]);
    }
    let finding = match (what, found) {
        (Some(NotPolicy::Output(_, Instead::Iam | Instead::Elsewhere)), Err(_))
            if form == Form::DescribePolicy =>
        {
            said(what?, document)
        }
        (Some(NotPolicy::CloudFormation | NotPolicy::Terraform), _) => said(what?, document),
        (_, Err(missing)) => no_policy(form, missing.clone(), document),
        (Some(what), Ok(_)) => said(what, document),
        (None, Ok(_)) => return None,
    };
    let problems = document.problems.iter();
    let of_json = problems.map(|problem| Finding::from_problem(problem, &document.lines));
    Some(of_json.chain([finding]).collect())
}

fn said(what: NotPolicy, document: &Document) -> Finding {
    Finding::new("no-policy", Severity::Error, what.message())
        .help(what.help())
        .at(Node::opening(&document.root), &document.lines)
}

impl NotPolicy {
    /// What it is, in a lower-case sentence.
    pub fn message(self) -> Message {
        match self {
            Self::Output(command, Instead::Elsewhere) => message!(
                "this is the output of {command}, which does not bear on a sign-in",
                command = code(command)
            ),
            Self::Output(command, _) => message!(
                "this is the output of {command}, which holds no policy",
                command = code(command)
            ),
            Self::Event => message!("this is an event of CloudTrail or EventBridge and no policy"),
            Self::Terraform => {
                message!(
                    "this is a configuration, plan or state of Terraform, and no policy in it can be read"
                )
            }
            Self::CloudFormation => message!(
                "this is a CloudFormation template, and no resource of it holds a policy that bears on a sign-in"
            ),
            Self::CaseFile => {
                message!("this looks like a case file in which `\"vestibule\": 1` is missing")
            }
            Self::Statements => message!("these are statements without a policy around them"),
            Self::Policies => message!("this is a list of policies"),
            Self::List => message!("this is a list and no policy"),
            Self::Other => message!("this is no policy: it has no `Statement`"),
            Self::Text(foreign) => message!("this is {what} and no JSON", what = foreign.name()),
        }
    }

    /// What to do, in a lower-case sentence.
    pub fn help(self) -> Message {
        match self {
            Self::Output(_, instead) => instead.help(),
            Self::Event => message!("hand in a policy, or what the AWS CLI prints of one"),
            Self::Terraform => message!(
                "hand in a state, or what `terraform show -json` prints of a plan or a state; the policies of organizations, IAM, Identity Center and VPC endpoints in it are read"
            ),
            Self::CloudFormation => message!(
                "policies of organizations, IAM, Identity Center and VPC endpoints are read; `aws signin get-resource-policy` prints the resource-based policy"
            ),
            Self::CaseFile => message!("add it, and hand the file to `vestibule decide`"),
            Self::Statements => message!(
                "put them into the list `Statement` of a policy, beside `\"Version\": \"2012-10-17\"`"
            ),
            Self::Policies => message!("hand in each policy by itself"),
            Self::List => message!("write a policy, an object with `Statement`"),
            Self::Other => message!("hand in a policy, or what the AWS CLI prints of one"),
            Self::Text(foreign) => foreign.help(),
        }
    }
}

impl Instead {
    fn help(self) -> Message {
        match self {
            Self::DescribePolicy => {
                message!("`aws organizations describe-policy` prints a policy of the organization")
            }
            Self::GetResourcePolicy => {
                message!("`aws signin get-resource-policy` prints the resource-based policy")
            }
            Self::Iam => message!(
                "run `aws iam get-policy-version` for a managed policy; `get-role-policy`, `get-user-policy` and `get-group-policy` print inline ones"
            ),
            Self::DescribeVpcEndpoints => {
                message!("`aws ec2 describe-vpc-endpoints` prints the policies of endpoints")
            }
            Self::Account => {
                message!("write what it says of the account under `account` of a case file")
            }
            Self::Elsewhere => message!(
                "hand in a policy of AWS Sign-In, of the organization, of IAM or of a VPC endpoint"
            ),
        }
    }
}
