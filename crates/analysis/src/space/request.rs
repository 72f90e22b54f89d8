//! The request at a point of a space, and which dimensions say something of it.

use vestibule_iam::keys::KeyId;
use vestibule_signin::{Entry, GivenValue, Network, Request};

use super::Space;
use super::axis::{
    Axis, ENDPOINT, ENTRY, NETWORK, PRINCIPAL, REGION, THROUGH_ENDPOINT, VPC, VPC_ADDRESS,
    kind_index,
};
use super::keys::MFA_PRESENT;
use crate::text::Texts;

impl Space<'_> {
    /// The request at a point of classes that are not merged.
    pub(crate) fn request(&self, point: &[usize]) -> Request {
        self.request_without(point, &[])
    }

    /// The request at a point of classes that are not merged, with nothing known of some keys.
    pub(crate) fn request_without(&self, point: &[usize], unknown: &[KeyId]) -> Request {
        let class = |axis: usize| point.get(axis).copied().unwrap_or(0);
        let entry = Entry::ALL.get(class(ENTRY)).copied().unwrap_or_default();
        let principals = self.principals();
        let principal = principals.and_then(|p| p.witnesses.get(class(PRINCIPAL)));
        let principal = principal.unwrap_or(&self.sample).clone();
        let text = |axis: usize| self.texts(axis).map(|t| text_of(t, class(axis)).to_owned());
        let network = match self.axes.get(NETWORK) {
            Some(Axis::Network(addresses)) if class(NETWORK) < addresses.len() => Network::Public {
                source_ip: addresses.witness(class(NETWORK)).to_owned(),
            },
            _ => Network::Endpoint {
                vpc: text(VPC),
                endpoint: text(ENDPOINT),
                source_ip: match self.axes.get(VPC_ADDRESS) {
                    Some(Axis::VpcAddress(inside)) => {
                        Some(inside.witness(class(VPC_ADDRESS)).to_owned())
                    }
                    _ => None,
                },
            },
        };
        let mut context: Vec<(String, GivenValue)> = Vec::new();
        for id in unknown {
            let name = self.authorizer.keys().name(*id).to_owned();
            context.push((name, GivenValue::Unknown));
        }
        for (axis, key) in self.context_keys() {
            if !self.matters(axis, point) {
                continue;
            }
            let Some(value) = key.value_class(class(axis)) else {
                continue;
            };
            let value = key.values.witness(value);
            let is_unknown = context
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case(&key.name));
            if !is_unknown {
                context.push((key.name.clone(), GivenValue::One(value)));
            }
        }
        Request {
            entry,
            principal,
            networks: network.into(),
            region: text(REGION),
            context,
            resource: None,
        }
    }

    /// Whether a sign-in at a point has a value of a dimension: through an endpoint it has no
    /// public address, and not every sign-in has every key. The dimensions that decide it
    /// come first.
    pub(crate) fn matters(&self, axis: usize, point: &[usize]) -> bool {
        let class = |axis: usize| point.get(axis).copied().unwrap_or(0);
        match self.axes.get(axis) {
            Some(Axis::Vpc(_) | Axis::Endpoint(_) | Axis::VpcAddress(_)) => {
                let network = self.axes.get(NETWORK);
                network.is_some_and(|network| network.group(class(NETWORK)) == THROUGH_ENDPOINT)
            }
            Some(Axis::Context(key)) => {
                let kind = self
                    .principals()
                    .map(|of| kind_index(of.kind(class(PRINCIPAL))));
                let given = kind.and_then(|kind| key.given.get(kind));
                given.and_then(|of| of.get(class(ENTRY))) == Some(&true)
                    && (!key.with_mfa || self.used_mfa(point))
            }
            Some(Axis::Entry | Axis::Network(_) | Axis::Region(_) | Axis::Principal(_)) | None => {
                true
            }
        }
    }

    fn used_mfa(&self, point: &[usize]) -> bool {
        self.context_keys().any(|(axis, key)| {
            let value = point.get(axis).and_then(|class| key.value_class(*class));
            key.name.eq_ignore_ascii_case(MFA_PRESENT)
                && self.matters(axis, point)
                && value.is_some_and(|class| key.values.witness(class) == "true")
        })
    }

    fn texts(&self, axis: usize) -> Option<&Texts> {
        match self.axes.get(axis)? {
            Axis::Vpc(texts) | Axis::Endpoint(texts) | Axis::Region(texts) => Some(texts),
            _ => None,
        }
    }
}

fn text_of(texts: &Texts, class: usize) -> &str {
    texts
        .classes()
        .get(class)
        .map_or("", |class| &class.witness)
}
