//! The dimensions in classes, each with a value that a person would recognise.

use vestibule_signin::Principal;

use super::context::Kind;
use super::{Axis, Cutter, ENDPOINT, NETWORK, Options, PRINCIPAL, REGION, VPC, VPC_ADDRESS};
use crate::space::axis::{ContextKey, KeyValues, Principals};
use crate::space::keys::Ranging;
use crate::space::values::{Addresses, Ordered};
use crate::text::{Glob, Shape, Texts};
use crate::unanswered::Unanswered;

const VPCS: &[&str] = &["vpc-0123456789abcdef0"];
const ENDPOINTS: &[&str] = &["vpce-0123456789abcdef0"];
const REGIONS: &[&str] = &[
    "us-east-1",
    "eu-west-1",
    "us-west-2",
    "eu-central-1",
    "ap-northeast-1",
    "ap-southeast-1",
    "us-gov-west-1",
    "cn-north-1",
];
/// Those of documentation, and others that people know where none of these will do.
const PUBLIC: &[&str] = &[
    "203.0.113.7",
    "198.51.100.7",
    "192.0.2.7",
    "8.8.8.8",
    "2001:db8::7",
    "2001:4860:4860::8888",
];
const INSIDE: &[&str] = &["10.0.0.7", "172.16.0.7", "192.168.0.7", "fd00::7"];
const PRINCIPALS: &[&str] = &[
    "user/someone",
    "role/someone",
    "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Someone_0123456789abcdef",
];
const KINDS_OF_IAM: [&str; 3] = ["root", "user/*", "role/*"];
const IDENTITY_CENTER: &str = "role/aws-reserved/sso.amazonaws.com/*";
const FEDERATED: &[&str] = &["federated-user/someone"];

impl Cutter<'_> {
    pub(super) fn axes(&mut self, options: &Options) -> Result<Vec<Axis>, Unanswered> {
        let familiar = || options.familiar.iter().map(String::as_str);
        let known = |list: &'static [&'static str]| familiar().chain(list.iter().copied());
        let mut axes = vec![
            Axis::Entry,
            Axis::Network(self.addresses(NETWORK, known(PUBLIC))),
            Axis::Vpc(self.texts(VPC, Shape::Vpc, known(VPCS))?),
            Axis::Endpoint(self.texts(ENDPOINT, Shape::Endpoint, known(ENDPOINTS))?),
            Axis::VpcAddress(self.addresses(VPC_ADDRESS, known(INSIDE))),
            Axis::Region(self.texts(REGION, Shape::Region, known(REGIONS))?),
            Axis::Principal(self.principals(options)?),
        ];
        for key in &self.policies.facts.ranging {
            let values = self.key_values(axes.len(), key, familiar())?;
            axes.push(Axis::Context(ContextKey {
                name: key.name.clone(),
                given: key.given,
                with_mfa: key.with_mfa,
                may_be_left_out: key.may_be_left_out,
                values,
            }));
        }
        Ok(axes)
    }

    fn addresses<'v>(&mut self, axis: usize, familiar: impl Iterator<Item = &'v str>) -> Addresses {
        let mut addresses = Addresses::new(self.ranges.remove(&axis).unwrap_or_default());
        addresses.prefer(familiar);
        addresses
    }

    fn texts<'v>(
        &mut self,
        axis: usize,
        shape: Shape,
        familiar: impl Iterator<Item = &'v str>,
    ) -> Result<Texts, Unanswered> {
        let patterns = self.patterns.remove(&axis).unwrap_or_default();
        let mut texts = Texts::new(shape, patterns)?;
        texts.prefer(familiar);
        Ok(texts)
    }

    fn principals(&mut self, options: &Options) -> Result<Principals, Unanswered> {
        let home = self.home;
        let [of_iam, of_sts] = &home.prefixes;
        let familiar = |prefix: &'_ str| -> Vec<&str> {
            let arns = options.familiar.iter();
            arns.filter_map(|arn| arn.strip_prefix(prefix)).collect()
        };
        // Patterns for each kind, so that what kinds have in common need not be told apart.
        for kind in KINDS_OF_IAM {
            self.add(PRINCIPAL, Glob::of(kind));
        }
        let shape = if options.without_identity_center {
            Shape::IamPrincipalWithoutIdentityCenter
        } else {
            self.add(PRINCIPAL, Glob::of(IDENTITY_CENTER));
            Shape::IamPrincipal
        };
        self.federated.push(Glob::of("federated-user/*"));
        let own = familiar(of_iam).into_iter();
        let own = own.chain(PRINCIPALS.iter().copied());
        let iam = self.texts(PRINCIPAL, shape, own)?;
        let patterns = std::mem::take(&mut self.federated);
        let mut federated = Texts::new(Shape::FederatedUser, patterns)?;
        let own = familiar(of_sts).into_iter();
        federated.prefer(own.chain(FEDERATED.iter().copied()));
        let mut witnesses = Vec::new();
        for (prefix, texts) in [(of_iam, &iam), (of_sts, &federated)] {
            for class in texts.classes() {
                // Every text of these shapes is that of a principal.
                witnesses.extend(Principal::parse(&format!("{prefix}{}", class.witness)));
            }
        }
        Ok(Principals {
            iam,
            federated,
            prefixes: home.prefixes.clone(),
            witnesses,
        })
    }

    fn key_values<'v>(
        &mut self,
        axis: usize,
        key: &Ranging,
        familiar: impl Iterator<Item = &'v str>,
    ) -> Result<KeyValues, Unanswered> {
        Ok(match Kind::of(key.value) {
            Kind::Text => {
                let known = familiar.chain(["other"]);
                KeyValues::Texts(self.texts(axis, Shape::Any, known)?)
            }
            Kind::Boolean => KeyValues::Texts(self.texts(axis, Shape::Boolean, familiar)?),
            Kind::Address => KeyValues::Addresses(self.addresses(axis, familiar)),
            Kind::Ordered(unit) => {
                let starts = self.starts.remove(&axis).unwrap_or_default();
                KeyValues::Ordered(Ordered::new(unit, starts))
            }
        })
    }
}
