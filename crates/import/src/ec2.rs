//! Outputs of Amazon EC2 about VPC endpoints.

use vestibule_iam::json::Node;
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportedKind, Severity};

use crate::fact::{Endpoint, Fact, Part};
use crate::node::{member, some_text};
use crate::output::{Output, Told};

/// Reads the output of one of its commands; false for all others.
pub(crate) fn read(command: &str, output: &Output<'_>, told: &mut Told) -> bool {
    if command != "aws ec2 describe-vpc-endpoints" {
        return false;
    }
    let root = output.root;
    if let Some(created) = member(root, "VpcEndpoint") {
        // `aws ec2 create-vpc-endpoint` prints the one that it made.
        told.taken("aws ec2 create-vpc-endpoint");
        endpoint(created, output, told);
        return true;
    }
    let all = match member(root, "VpcEndpoints") {
        Some(all) => all.elements(),
        None if root.elements().is_empty() => std::slice::from_ref(root),
        None => root.elements(),
    };
    let mut others = 0;
    for one in all {
        others += usize::from(!endpoint(one, output, told));
    }
    if output.is_cut {
        told.fact(Fact::Partial(Part::Endpoints));
    } else if member(root, "VpcEndpoints").is_some() {
        told.fact(Fact::EndpointsListed);
    }
    if others > 0 {
        let message = message!(
            "{count} of its endpoints lead to other services than AWS Sign-In",
            count = others
        );
        let help = message!("leave them out; their policies bear on no sign-in");
        let finding = Finding::new("import-unused", Severity::Info, message);
        told.say(finding.help(help));
    }
    true
}

/// False for one of another service.
fn endpoint(node: &Node, output: &Output<'_>, told: &mut Told) -> bool {
    let (Some(id), Some(service)) = (
        some_text(node, "VpcEndpointId"),
        some_text(node, "ServiceName"),
    ) else {
        return false;
    };
    if !is_of_sign_in(&service) {
        return false;
    }
    told.used(ImportedKind::Endpoint, 1);
    let text = member(node, "PolicyDocument").and_then(|policy| output.policy(policy));
    told.fact(Fact::Endpoint(Endpoint {
        id,
        service,
        vpc: some_text(node, "VpcId"),
        owner: some_text(node, "OwnerId"),
        text,
    }));
    true
}

/// Whether a service is AWS Sign-In: `com.amazonaws.eu-west-1.signin` and its kin.
pub(crate) fn is_of_sign_in(service: &str) -> bool {
    let last = service.rsplit('.').next();
    matches!(last, Some("signin" | "signin-v2"))
}
