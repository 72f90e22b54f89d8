//! Quotas of AWS that policies on sign-ins meet. [LIM, VPC, EP, API]

use vestibule_iam::policy::PolicyKind;

use crate::assumption::Assumption;

/// A quota.
#[derive(Clone, Copy, Debug)]
pub struct Quota {
    /// What there may be so much of.
    pub of: QuotaOf,
    /// How much; `None` where AWS publishes no number.
    pub limit: Option<usize>,
    /// Of what.
    pub unit: Unit,
    /// The tags of its sources.
    pub sources: &'static [&'static str],
    /// The assumption that the number rests on, where the documentation has several.
    pub assumption: Option<Assumption>,
}

/// What a quota limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaOf {
    /// The size of a policy of that kind.
    Size(PolicyKind),
    /// The policies of that kind that are attached to one root, organizational unit or account;
    /// of resource control policies `RCPFullAWSAccess` is one.
    Attached(PolicyKind),
    /// The permission statements of an account.
    PermissionStatements,
}

/// What a quota counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Characters of the document.
    Characters,
    /// Policies.
    Policies,
    /// Permission statements.
    Statements,
}

use PolicyKind::{ResourceBased, ResourceControl, ServiceControl, VpcEndpoint};

const fn size(kind: PolicyKind, sources: &'static [&'static str]) -> Quota {
    let limit = match kind.size_limit() {
        Some((characters, _)) => Some(characters),
        None => None,
    };
    Quota {
        of: QuotaOf::Size(kind),
        limit,
        unit: Unit::Characters,
        sources,
        assumption: None,
    }
}

const fn attached(kind: PolicyKind, limit: usize) -> Quota {
    Quota {
        of: QuotaOf::Attached(kind),
        limit: Some(limit),
        unit: Unit::Policies,
        sources: LIM,
        assumption: None,
    }
}

impl Quota {
    const fn assumed(mut self, assumption: Assumption) -> Self {
        self.assumption = Some(assumption);
        self
    }
}

const LIM: &[&str] = &["LIM"];
const EP: &[&str] = &["EP"];

/// All of them.
pub const QUOTAS: &[Quota] = &[
    size(ResourceControl, LIM),
    attached(ResourceControl, 5),
    size(ServiceControl, LIM).assumed(Assumption::J24),
    attached(ServiceControl, 10).assumed(Assumption::J24),
    size(VpcEndpoint, &["VPC"]),
    size(ResourceBased, EP),
    Quota {
        of: QuotaOf::PermissionStatements,
        limit: None,
        unit: Unit::Statements,
        sources: EP,
        assumption: None,
    },
];

/// How many policies of `kind` may be attached to one root, organizational unit or account;
/// `None` for kinds that are not attached to those.
pub fn most_attached(kind: PolicyKind) -> Option<usize> {
    let quota = QUOTAS
        .iter()
        .find(|quota| quota.of == QuotaOf::Attached(kind))?;
    quota.limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_that_is_attached_has_a_number() {
        assert_eq!(most_attached(ResourceControl), Some(5));
        assert_eq!(most_attached(ServiceControl), Some(10));
        assert_eq!(most_attached(VpcEndpoint), None);
    }

    /// Every size that the reader of policies holds documents against is told.
    #[test]
    fn every_size_that_is_checked_is_a_quota() {
        let kinds = [
            ResourceBased,
            ResourceControl,
            ServiceControl,
            PolicyKind::Identity,
            PolicyKind::PermissionsBoundary,
            PolicyKind::Session,
            VpcEndpoint,
        ];
        for kind in kinds {
            let told = QUOTAS.iter().find(|quota| quota.of == QuotaOf::Size(kind));
            let limit = told.and_then(|quota| quota.limit);
            assert_eq!(limit, kind.size_limit().map(|(limit, _)| limit), "{kind:?}");
        }
    }
}
