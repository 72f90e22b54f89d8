//! An organization: its tree, and what binds each of its accounts.
//!
//! A policy that is attached to a root or an OU binds every account below it, one that is
//! attached to an account binds that account. [RCPEVAL, SCPEVAL] Accounts that the same policies
//! bind under the same switches are one class, and one authorizer decides for all of them.

use std::collections::HashMap;

use crate::account::{Account, Authorization, Organization};

/// The tree of an organization with its accounts.
#[derive(Clone, Debug, Default)]
pub struct OrganizationTree {
    /// `o-…`.
    pub id: String,
    /// The id of the management account, which RCPs and SCPs do not bind. [RCP]
    pub management_account: String,
    units: Vec<Unit>,
    members: Vec<Member>,
    by_id: HashMap<String, usize>,
}

/// The root or an OU.
#[derive(Clone, Debug)]
struct Unit {
    id: String,
    above: Option<usize>,
}

/// An account of an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Twelve digits.
    pub id: String,
    /// Whether console authorization is on.
    pub authorization: Authorization,
    /// False when it is not told which identity policies it has.
    pub identity_given: bool,
    unit: usize,
}

/// What a policy binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Every account.
    Everywhere,
    /// The accounts below a root or an OU.
    Below(String),
    /// These accounts, each for itself.
    Accounts(Vec<String>),
}

/// Accounts that the same policies bind under the same switches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountClass {
    /// As an authorizer takes it that decides for any of them: it has no id.
    pub account: Account,
    /// False when it is not told which identity policies they have.
    pub identity_given: bool,
    /// The numbers of its accounts in [`OrganizationTree::members`], ascending.
    pub members: Vec<usize>,
    /// The policies that bind them through the units above.
    above: usize,
    /// The numbers of the policies that bind the accounts themselves, ascending.
    own: Vec<usize>,
}

/// The classes of the accounts of an organization.
///
/// Of what binds many, each list is kept once: the size is linear in the accounts, the units and
/// the policies.
#[derive(Clone, Debug, Default)]
pub struct AccountClasses {
    /// In the order of the first account of each.
    pub classes: Vec<AccountClass>,
    everywhere: Vec<usize>,
    /// The numbers of the policies of a unit, with the place of those of the units above it; the
    /// first has none.
    units: Vec<(Option<usize>, Vec<usize>)>,
}

impl AccountClasses {
    /// The numbers of the policies that bind the accounts of a class, ascending.
    pub fn policies(&self, class: &AccountClass) -> Vec<usize> {
        let mut policies = self.everywhere.clone();
        policies.extend(&class.own);
        let mut at = Some(class.above);
        while let Some((above, of_unit)) = at.and_then(|at| self.units.get(at)) {
            policies.extend(of_unit);
            at = *above;
        }
        policies.sort_unstable();
        policies.dedup();
        policies
    }

    /// The numbers of the classes, those together that are bound alike: `alike` has for each
    /// policy the number of the first one like it. Policies on one unit are alike to those on
    /// another only where those above the units are, too.
    pub fn bound_alike(&self, alike: &[usize]) -> Vec<Vec<usize>> {
        let like = |policies: &[usize]| {
            let like = |policy: &usize| alike.get(*policy).copied().unwrap_or(*policy);
            let mut like: Vec<usize> = policies.iter().map(like).collect();
            like.sort_unstable();
            like
        };
        // For each unit the number of the first one like it. A unit stands behind those above it.
        let mut units: Vec<usize> = Vec::with_capacity(self.units.len());
        let mut known = HashMap::new();
        for (number, (above, policies)) in self.units.iter().enumerate() {
            let above = above.and_then(|above| units.get(above).copied());
            let key = (above, like(policies));
            units.push(*known.entry(key).or_insert(number));
        }
        let mut found: Vec<Vec<usize>> = Vec::new();
        let mut known = HashMap::new();
        for (number, class) in self.classes.iter().enumerate() {
            let of_organization = class.account.organization.as_ref();
            let key = (
                units.get(class.above),
                like(&class.own),
                class.account.authorization,
                class.identity_given,
                of_organization.is_some_and(|of| of.management_account),
            );
            let place = *known.entry(key).or_insert(found.len());
            match found.get_mut(place) {
                Some(classes) => classes.push(number),
                None => found.push(vec![number]),
            }
        }
        found
    }

    /// How many policies bind the accounts of a class, each as often as it is attached.
    pub fn count(&self, class: &AccountClass) -> usize {
        let mut count = self.everywhere.len() + class.own.len();
        let mut at = Some(class.above);
        while let Some((above, of_unit)) = at.and_then(|at| self.units.get(at)) {
            count += of_unit.len();
            at = *above;
        }
        count
    }
}

impl OrganizationTree {
    /// An organization without accounts.
    pub fn new(id: impl Into<String>, management_account: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            management_account: management_account.into(),
            ..Self::default()
        }
    }

    /// Adds the root, or an OU below the unit of the number `above`; gives its own number.
    pub fn add_unit(&mut self, id: impl Into<String>, above: Option<usize>) -> usize {
        self.units.push(Unit {
            id: id.into(),
            above: above.filter(|above| *above < self.units.len()),
        });
        self.units.len() - 1
    }

    /// Adds an account to the unit of the number `unit`. One that is there already stays
    /// where it is.
    pub fn add_account(
        &mut self,
        id: &str,
        unit: usize,
        authorization: Authorization,
        identity_given: bool,
    ) {
        if self.by_id.contains_key(id) {
            return;
        }
        self.by_id.insert(id.to_owned(), self.members.len());
        self.members.push(Member {
            id: id.to_owned(),
            authorization,
            identity_given,
            unit,
        });
    }

    /// The accounts, in the order in which they were added.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The number of the account of `id`.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The root and the OUs above an account, from the root down.
    pub fn path(&self, member: &Member) -> Vec<&str> {
        self.path_to(member.unit)
    }

    /// The root and the OUs from the root down to the unit of the number `unit`.
    pub fn path_to(&self, unit: usize) -> Vec<&str> {
        let mut path = Vec::new();
        let mut at = Some(unit);
        while let Some(unit) = at.and_then(|at| self.units.get(at)) {
            path.push(&*unit.id);
            at = unit.above;
        }
        path.reverse();
        path
    }

    /// The accounts in classes. `bindings` has one entry for each policy; the same policy of
    /// several accounts has one number.
    ///
    /// The work is linear in the accounts, the units and what is attached to them.
    pub fn classes(&self, bindings: &[Binding]) -> AccountClasses {
        let mut found = AccountClasses {
            // What binds an account of which no unit above has a policy.
            units: vec![(None, Vec::new())],
            ..AccountClasses::default()
        };
        let mut at: HashMap<&str, Vec<usize>> = HashMap::new();
        for (policy, binding) in bindings.iter().enumerate() {
            match binding {
                Binding::Everywhere => found.everywhere.push(policy),
                Binding::Below(node) => at.entry(node).or_default().push(policy),
                Binding::Accounts(ids) => {
                    for id in ids {
                        at.entry(id).or_default().push(policy);
                    }
                }
            }
        }
        // A unit stands behind those above it.
        let mut above: Vec<usize> = Vec::with_capacity(self.units.len());
        for unit in &self.units {
            let parent = unit.above.and_then(|parent| above.get(parent).copied());
            let parent = parent.unwrap_or_default();
            above.push(match at.remove(&*unit.id) {
                None => parent,
                Some(policies) => {
                    found.units.push((Some(parent), policies));
                    found.units.len() - 1
                }
            });
        }
        let mut known: HashMap<(usize, Vec<usize>, Authorization, bool, bool), usize> =
            HashMap::new();
        for (index, member) in self.members.iter().enumerate() {
            let above = above.get(member.unit).copied().unwrap_or_default();
            let own = at.remove(&*member.id).unwrap_or_default();
            let management_account = member.id == self.management_account;
            let key = (
                above,
                own,
                member.authorization,
                member.identity_given,
                management_account,
            );
            let class = known.get(&key).copied();
            if let Some(class) = class.and_then(|class| found.classes.get_mut(class)) {
                class.members.push(index);
                continue;
            }
            found.classes.push(AccountClass {
                account: Account {
                    id: None,
                    organization: Some(Organization {
                        id: Some(self.id.clone()),
                        management_account,
                        // The policies of a class are those on its path.
                        path: None,
                    }),
                    authorization: member.authorization,
                },
                identity_given: member.identity_given,
                members: vec![index],
                above,
                own: key.1.clone(),
            });
            known.insert(key, found.classes.len() - 1);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANAGEMENT: &str = "111122223333";
    const PROD: &str = "222233334444";
    const TEST: &str = "333344445555";
    const ALONE: &str = "444455556666";

    fn tree() -> OrganizationTree {
        let mut tree = OrganizationTree::new("o-a1b2c3d4e5", MANAGEMENT);
        let root = tree.add_unit("r-ab12", None);
        let workloads = tree.add_unit("ou-ab12-11111111", Some(root));
        let inner = tree.add_unit("ou-ab12-22222222", Some(workloads));
        let on = Authorization::both(true);
        tree.add_account(MANAGEMENT, root, on, true);
        tree.add_account(PROD, inner, on, true);
        tree.add_account(TEST, inner, on, true);
        tree.add_account(ALONE, root, on, true);
        tree
    }

    fn below(node: &str) -> Binding {
        Binding::Below(node.to_owned())
    }

    /// The accounts of each class, and the policies that bind them.
    fn classes(tree: &OrganizationTree, bindings: &[Binding]) -> Vec<(Vec<usize>, Vec<usize>)> {
        let found = tree.classes(bindings);
        let classes = found.classes.iter();
        classes
            .map(|class| (class.members.clone(), found.policies(class)))
            .collect()
    }

    #[test]
    fn what_is_attached_above_an_account_binds_it() {
        let tree = tree();
        let member = &tree.members()[tree.find(PROD).unwrap()];
        assert_eq!(
            tree.path(member),
            ["r-ab12", "ou-ab12-11111111", "ou-ab12-22222222"]
        );
        let found = classes(
            &tree,
            &[
                below("ou-ab12-22222222"),
                below("r-ab12"),
                Binding::Accounts(vec![ALONE.to_owned()]),
                Binding::Everywhere,
                below("ou-ab12-11111111"),
            ],
        );
        // The management account is a class of its own, whatever binds the others.
        let expected = [
            (vec![0], vec![1, 3]),
            (vec![1, 2], vec![0, 1, 3, 4]),
            (vec![3], vec![1, 2, 3]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_tells_accounts_apart_makes_classes() {
        let mut tree = tree();
        let both: Vec<String> = [PROD, TEST].map(ToOwned::to_owned).into();
        let shared = [Binding::Accounts(both)];
        assert_eq!(classes(&tree, &shared).len(), 3);
        let own = [Binding::Accounts(vec![PROD.to_owned()])];
        assert_eq!(classes(&tree, &own).len(), 3, "TEST and ALONE are alike");
        assert_eq!(classes(&tree, &[below("r-ab12")]).len(), 2);
        let off = Authorization {
            account: false,
            organization: true,
        };
        tree.add_account("555566667777", 0, off, true);
        tree.add_account("666677778888", 0, Authorization::both(true), false);
        // The same once more changes nothing.
        tree.add_account(PROD, 0, off, false);
        assert_eq!(classes(&tree, &[below("r-ab12")]).len(), 4);
        assert_eq!(tree.members().len(), 6);
    }

    #[test]
    fn classes_below_units_alike_are_bound_alike() {
        let mut tree = OrganizationTree::new("o-a1b2c3d4e5", MANAGEMENT);
        let root = tree.add_unit("r-ab12", None);
        let mut bindings = Vec::new();
        for (number, id) in [PROD, TEST, ALONE].into_iter().enumerate() {
            let [outer, inner] = [1, 2].map(|level| format!("ou-ab12-{level}000000{number}"));
            let outer_unit = tree.add_unit(&outer, Some(root));
            let inner_unit = tree.add_unit(&inner, Some(outer_unit));
            tree.add_account(id, inner_unit, Authorization::both(true), true);
            bindings.extend([below(&outer), below(&inner)]);
        }
        let found = tree.classes(&bindings);
        assert_eq!(found.bound_alike(&[]), [[0], [1], [2]]);
        // The same two policies, which the last account has the other way round.
        assert_eq!(
            found.bound_alike(&[0, 1, 0, 1, 1, 0]),
            [vec![0, 1], vec![2]]
        );
    }

    #[test]
    fn classes_with_own_policies_alike_are_bound_alike() {
        let own = |id: &str| Binding::Accounts(vec![id.to_owned()]);
        let mut tree = tree();
        tree.add_account("555566667777", 0, Authorization::both(true), false);
        let found = tree.classes(&[own(PROD), own(TEST), own("555566667777"), own(MANAGEMENT)]);
        assert_eq!(found.classes.len(), 5);
        assert_eq!(found.bound_alike(&[]).len(), 5);
        // Neither the management account nor one of which less is told.
        let alike = found.bound_alike(&[0, 0, 0, 0]);
        assert_eq!(alike.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 1, 1]);
    }

    #[test]
    fn ten_thousand_accounts_are_few_classes() {
        let mut tree = OrganizationTree::new("o-a1b2c3d4e5", MANAGEMENT);
        let root = tree.add_unit("r-ab12", None);
        let units: Vec<usize> = (0..100)
            .map(|unit| tree.add_unit(format!("ou-ab12-{unit:08}"), Some(root)))
            .collect();
        for account in 0..10_000_usize {
            let id = format!("{:012}", account + 1);
            let unit = units[account % units.len()];
            tree.add_account(&id, unit, Authorization::both(true), true);
        }
        let bindings: Vec<Binding> = (0..3)
            .map(|unit| below(&format!("ou-ab12-{unit:08}")))
            .collect();
        let found = classes(&tree, &bindings);
        let sizes: Vec<usize> = found.iter().map(|(members, _)| members.len()).collect();
        assert_eq!(sizes, [100, 100, 100, 9_700]);
    }
}
