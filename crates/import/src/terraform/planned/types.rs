//! What a type of resource may touch of what decides a sign-in.
//!
//! A type of resource that is not known here may touch everything.

use vestibule_wire::Kind;

/// What a type of resource may touch.
pub(super) enum Touches {
    Nothing,
    Endpoints,
    Identity,
    Control,
    All,
    /// It runs something only where a provisioner is written at it.
    Provisioners,
    Organization,
    Unit,
    Account,
    Policy,
    Attachment,
    Iam,
    Endpoint,
    EndpointPolicy,
}

pub(super) const CONTROL: &[Kind] = &[Kind::ResourceControl, Kind::ServiceControl];

/// Services of AWS by which resources of other services are made, or functions run.
const MAKERS: [&str; 17] = [
    "amplify_",
    "cloudformation",
    "cloudcontrolapi",
    "codepipeline",
    "controltower",
    "datazone_environment",
    "ecs_task_execution",
    "elasticbeanstalk",
    "lambda_invocation",
    "launchwizard",
    "proton_",
    "sagemaker_project",
    "serverlessapplicationrepository",
    "servicecatalog",
    "signin",
    "ssm_association",
    "ssmquicksetup",
];

/// Providers that change nothing at AWS.
const ELSEWHERE: [&str; 14] = [
    "random",
    "tls",
    "time",
    "local",
    "archive",
    "template",
    "cloudinit",
    "google",
    "azurerm",
    "azuread",
    "github",
    "gitlab",
    "datadog",
    "cloudflare",
];

/// Whether a type is of the provider that its name begins with, where that is told.
fn is_of_its_provider(of_type: &str, prefix: &str, provider: Option<&str>) -> bool {
    let name = provider.map(|provider| provider.rsplit('/').next().unwrap_or(provider));
    match name {
        None => true,
        Some("terraform") => of_type == "terraform_data",
        Some("google-beta") => prefix == "google",
        Some(name) => name == prefix,
    }
}

pub(super) fn touches(of_type: &str, told: Option<&str>) -> Touches {
    let (provider, rest) = of_type.split_once('_').unwrap_or((of_type, ""));
    // Another provider may call its own so.
    if !is_of_its_provider(of_type, provider, told) {
        return Touches::All;
    }
    let is_made = MAKERS.iter().any(|maker| rest.starts_with(maker));
    match (provider, of_type) {
        ("null", _) | (_, "terraform_data") => Touches::Provisioners,
        ("aws" | "awscc", _) if is_made => Touches::All,
        ("awscc", _) if rest.starts_with("organizations_") => Touches::All,
        ("awscc", _) if rest.starts_with("ec2_vpc_endpoint") => Touches::Endpoints,
        ("aws" | "awscc", _)
            if ["ssoadmin", "sso_", "identitystore"]
                .iter()
                .any(|of| rest.starts_with(of)) =>
        {
            Touches::Identity
        }
        ("awscc", _) if rest.starts_with("iam_") => Touches::Identity,
        ("aws", "aws_organizations_organization") => Touches::Organization,
        ("aws", "aws_organizations_account") => Touches::Account,
        ("aws", "aws_organizations_policy") => Touches::Policy,
        ("aws", "aws_organizations_policy_attachment") => Touches::Attachment,
        ("aws", "aws_organizations_organizational_unit") => Touches::Unit,
        (
            "aws",
            "aws_organizations_delegated_administrator" | "aws_organizations_resource_policy",
        ) => Touches::Nothing,
        ("aws", _) if rest.starts_with("organizations_") => Touches::Control,
        (
            "aws",
            "aws_iam_instance_profile"
            | "aws_iam_server_certificate"
            | "aws_iam_service_linked_role",
        ) => Touches::Nothing,
        ("aws", _) if rest.starts_with("iam_") => Touches::Iam,
        ("aws", "aws_vpc_endpoint") => Touches::Endpoint,
        ("aws", "aws_vpc_endpoint_policy") => Touches::EndpointPolicy,
        ("aws" | "awscc", _) => Touches::Nothing,
        (provider, _) if ELSEWHERE.contains(&provider) => Touches::Nothing,
        _ => Touches::All,
    }
}
