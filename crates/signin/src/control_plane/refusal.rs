//! Why a parameter, or a set of them, is not taken.

use vestibule_syntax::diagnostic::{Message, code, quoted};
use vestibule_syntax::message;

use super::VPC_OF_AWS_EXAMPLE;
use super::parameter::Parameter;

/// One thing that is wrong with the parameters of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The parameter that is wrong or missing.
    pub parameter: Parameter,
    /// What it says; empty where it is missing.
    pub value: String,
    /// What is wrong.
    pub reason: RefusalReason,
}

/// What is wrong with a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusalReason {
    /// It does not match the pattern of AWS's model.
    Pattern,
    /// It has fewer or more characters than the model's bounds.
    Characters(usize, usize),
    /// It is the VPC of AWS's own example, which does not match the model's pattern.
    AwsExample,
    /// An excluded principal with a path.
    Path,
    /// An excluded principal that IAM Identity Center made, which has a path always.
    IdentityCenterRole,
    /// An excluded principal with a wildcard.
    Wildcard,
    /// An excluded principal that is the session of a role.
    AssumedRole,
    /// Several addresses where one is taken.
    SeveralNetworks,
    /// Neither an address nor a range.
    NotANetwork,
    /// An IPv6 range with bits behind its prefix, which policies are refused for; the range that
    /// it lies in.
    HostBits(String),
    /// It is required beside the parameter.
    RequiredBeside(Parameter),
    /// The call restricts no network and no Region.
    RestrictsNothing,
    /// An excluded principal whose key does not exist before authentication.
    FederatedUser,
    /// An excluded principal of another account than that of the policy.
    AnotherAccount(String),
}

/// What a refusal rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// AWS's model forbids it: the service answers with a ValidationException.
    Model,
    /// AWS's documentation says that the parameter is required.
    Documentation,
    /// The model takes it, and a policy with it would be refused or would mean nothing.
    Policy,
    /// AWS documents no policy for it, so none is made.
    NotDocumented,
    /// It is taken, and does not do what it seems to.
    Advice,
}

impl Refusal {
    pub(super) fn new(parameter: Parameter, value: &str, reason: RefusalReason) -> Self {
        Self {
            parameter,
            value: value.to_owned(),
            reason,
        }
    }

    /// A stable code.
    pub const fn code(&self) -> &'static str {
        match self.reason {
            RefusalReason::AwsExample => "vpc-of-aws-example",
            RefusalReason::Path
            | RefusalReason::IdentityCenterRole
            | RefusalReason::Wildcard
            | RefusalReason::AssumedRole => "excluded-principal-not-taken",
            RefusalReason::RequiredBeside(_) => "missing-parameter",
            RefusalReason::RestrictsNothing => "statement-restricts-nothing",
            RefusalReason::FederatedUser => "excluded-federated-user",
            RefusalReason::AnotherAccount(_) => "excluded-principal-of-another-account",
            RefusalReason::Pattern
            | RefusalReason::Characters(..)
            | RefusalReason::SeveralNetworks
            | RefusalReason::NotANetwork
            | RefusalReason::HostBits(_) => "invalid-parameter",
        }
    }

    /// What it rests on.
    pub const fn basis(&self) -> Basis {
        match self.reason {
            RefusalReason::SeveralNetworks
            | RefusalReason::NotANetwork
            | RefusalReason::HostBits(_) => Basis::Policy,
            RefusalReason::RequiredBeside(_) => Basis::Documentation,
            RefusalReason::RestrictsNothing => Basis::NotDocumented,
            RefusalReason::FederatedUser | RefusalReason::AnotherAccount(_) => Basis::Advice,
            _ => Basis::Model,
        }
    }

    /// True where a policy is made all the same: of AWS's own example, and where the statement
    /// does less than it seems to.
    pub const fn is_warning(&self) -> bool {
        matches!(
            self.reason,
            RefusalReason::AwsExample
                | RefusalReason::FederatedUser
                | RefusalReason::AnotherAccount(_)
        )
    }

    /// What is wrong: one sentence.
    pub fn message(&self) -> Message {
        let parameter = || code(self.parameter.name());
        let value = || quoted(&self.value);
        match &self.reason {
            RefusalReason::Pattern => match self.parameter.in_words() {
                Some(pattern) => message!(
                    "{value} of {parameter} is not {pattern}",
                    value = value(),
                    parameter = parameter(),
                    pattern = pattern
                ),
                None => message!(
                    "{parameter} does not take {value}",
                    parameter = parameter(),
                    value = value()
                ),
            },
            RefusalReason::Characters(least, most) => message!(
                "{parameter} takes {least} to {most} characters",
                parameter = parameter(),
                least = *least,
                most = *most
            ),
            RefusalReason::AwsExample => message!(
                "{value} of AWS's example has 16 digits, and AWS takes 8 or 17",
                value = value()
            ),
            RefusalReason::Path => message!(
                "{parameter} takes no path, which {value} has",
                parameter = parameter(),
                value = value()
            ),
            RefusalReason::IdentityCenterRole => message!(
                "{parameter} takes no role of IAM Identity Center, and {value} is one",
                parameter = parameter(),
                value = value()
            ),
            RefusalReason::Wildcard => message!(
                "{parameter} takes no wildcard, which {value} has",
                parameter = parameter(),
                value = value()
            ),
            RefusalReason::AssumedRole => message!(
                "{parameter} takes no session of a role, and {value} is one",
                parameter = parameter(),
                value = value()
            ),
            RefusalReason::SeveralNetworks => message!(
                "{parameter} takes one address or range, and {value} is several",
                parameter = parameter(),
                value = value()
            ),
            RefusalReason::NotANetwork => message!(
                "{parameter} takes an address or a range, and {value} is neither",
                parameter = parameter(),
                value = value()
            ),
            RefusalReason::HostBits(_) => message!(
                "{value} has bits set behind its prefix, so it would match no address",
                value = value()
            ),
            RefusalReason::RequiredBeside(beside) => message!(
                "{parameter} is required beside {beside}",
                parameter = parameter(),
                beside = code(beside.name())
            ),
            RefusalReason::RestrictsNothing => message!(
                "the statement names no network and no Region, and AWS documents no policy for that"
            ),
            RefusalReason::FederatedUser => message!(
                "the exclusion of {value} does not work before authentication",
                value = value()
            ),
            RefusalReason::AnotherAccount(account) => message!(
                "{value} does not belong to the account {account}, so the exclusion spares nobody",
                value = value(),
                account = code(account)
            ),
        }
    }

    /// What to do.
    pub fn help(&self) -> Message {
        match &self.reason {
            RefusalReason::AwsExample => message!(
                "put the id of your VPC in the place of {example}",
                example = code(VPC_OF_AWS_EXAMPLE)
            ),
            RefusalReason::Path => message!(
                "exclude a user or role without a path, or write an RCP, which takes any ARN"
            ),
            RefusalReason::IdentityCenterRole => message!(
                "exclude an IAM user or role for emergencies, or write an RCP, which takes any ARN"
            ),
            RefusalReason::Wildcard => {
                message!("write one whole ARN, or write an RCP, which takes wildcards")
            }
            RefusalReason::AssumedRole => {
                message!("write the ARN of the role: `arn:aws:iam::ACCOUNT:role/NAME`")
            }
            RefusalReason::SeveralNetworks => {
                message!("write the smallest range that holds them, or an RCP, which takes a list")
            }
            RefusalReason::HostBits(network) => {
                message!("write {network}", network = code(network))
            }
            RefusalReason::RequiredBeside(beside) => message!(
                "add the Region that {beside} is in",
                beside = code(beside.name())
            ),
            RefusalReason::RestrictsNothing => message!(
                "add {address}, {vpc} with {region}, or an endpoint with {region_too}",
                address = code(Parameter::SourceIp.name()),
                vpc = code(Parameter::SourceVpc.name()),
                region = code(Parameter::RequestedRegion.name()),
                region_too = code(Parameter::RequestedRegion.name())
            ),
            RefusalReason::FederatedUser => message!(
                "write the root user, an IAM user or a role: `signin:PrincipalArn` knows no federated users"
            ),
            RefusalReason::AnotherAccount(account) => message!(
                "write a principal of the account {account}",
                account = code(account)
            ),
            RefusalReason::Pattern | RefusalReason::Characters(..) | RefusalReason::NotANetwork => {
                match self.parameter.in_words() {
                    Some(pattern) => message!("write {pattern}", pattern = pattern),
                    None => message!("see the operation in AWS's API Reference"),
                }
            }
        }
    }
}
