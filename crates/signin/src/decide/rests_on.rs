//! Which assumptions the value of a context key rests on.

use crate::action::{Action, Entry};
use crate::assumption::{Assumption, AssumptionSet};
use crate::context::PhaseContext;
use crate::keys::{KeyRow, Origin, PrincipalPart};
use crate::principal::PrincipalKind;

impl KeyRow {
    /// The assumptions that reading this key, whose name is `name`, rests on.
    pub(crate) fn rests_on(&self, phase_context: &PhaseContext<'_>, name: &str) -> AssumptionSet {
        let mut set = AssumptionSet::new();
        if self.is_of_sign_in() {
            if self.is_offered(phase_context.action) {
                self.rests_on_request(phase_context, &mut set);
            }
            return set;
        }
        set.insert(Assumption::J11);
        let applies = match self.origin {
            Origin::Principal(PrincipalPart::UserId | PrincipalPart::Kind) => {
                phase_context.action == Action::Authenticate
            }
            // What the request gives is not assumed, and neither is what the action
            // does not offer.
            Origin::Network(_)
            | Origin::Region
            | Origin::Principal(_)
            | Origin::Account
            | Origin::Organization
            | Origin::OrganizationPaths
            | Origin::Entry(_)
            | Origin::Varying
            | Origin::Fixed(_)
            | Origin::Credentials(_)
            | Origin::SignInSession
            | Origin::Federation
            | Origin::Referer
            | Origin::IdentityStore
            | Origin::RoleSession
            | Origin::SomePrincipals
            | Origin::OtherOperations
            | Origin::Unsaid => phase_context.offers(self) && phase_context.given(name).is_none(),
        };
        if applies {
            set = set.union(self.assumptions.iter().copied().collect());
        }
        set
    }

    /// Adds the assumptions that one of AWS Sign-In's own keys rests on, when the action
    /// offers it.
    fn rests_on_request(&self, phase_context: &PhaseContext<'_>, set: &mut AssumptionSet) {
        let request = phase_context.request;
        match self.origin {
            Origin::Network(_) => {
                if request.principal.kind == PrincipalKind::IdentityCenterRole {
                    set.insert(Assumption::J30);
                }
                if request.networks.change() && phase_context.action == Action::CreateOAuth2Token {
                    set.insert(Assumption::J17);
                }
            }
            Origin::Region => {
                if request.region.is_none() {
                    set.insert(Assumption::J12);
                }
            }
            Origin::Principal(PrincipalPart::SignInArn) => match request.principal.kind {
                PrincipalKind::FederatedUser | PrincipalKind::IdentityCenterRole => {
                    set.insert(Assumption::J10);
                }
                PrincipalKind::Root | PrincipalKind::User | PrincipalKind::Role => {}
            },
            Origin::Entry(_) => set.insert(match request.entry {
                Entry::Console => Assumption::J28,
                Entry::LoginLocal | Entry::LoginRemote => Assumption::J29,
            }),
            Origin::Principal(
                PrincipalPart::Arn
                | PrincipalPart::Account
                | PrincipalPart::Kind
                | PrincipalPart::UserName
                | PrincipalPart::UserId,
            )
            | Origin::Account
            | Origin::Organization
            | Origin::OrganizationPaths
            | Origin::Varying
            | Origin::Fixed(_)
            | Origin::Credentials(_)
            | Origin::SignInSession
            | Origin::Federation
            | Origin::Referer
            | Origin::IdentityStore
            | Origin::RoleSession
            | Origin::SomePrincipals
            | Origin::OtherOperations
            | Origin::Unsaid => {}
        }
    }
}
