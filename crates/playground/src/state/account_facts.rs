//! What outputs of the AWS CLI say of the account, taken into a workspace.

use implicit_clone::unsync::IString;
use vestibule_wire::AccountFacts;

use super::workspace::{Account, Standing};

/// A part of the account that an output set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountPart {
    Id(IString),
    Organization(IString),
    Path(IString),
    Standing(Standing),
    OnAccount(bool),
    OnOrganization(bool),
}

/// What became of the facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenFacts {
    /// What was set.
    pub set: Vec<AccountPart>,
    /// The ids of another account or organization, whose facts were not used: the one here, and
    /// the one of the output.
    pub others: Vec<(IString, IString)>,
}

impl Account {
    /// Takes in what several outputs say. Nothing that somebody typed is replaced by what is
    /// about another account or organization.
    pub(super) fn take_facts(&mut self, facts: &[AccountFacts]) -> TakenFacts {
        let mut taken = TakenFacts::default();
        let management = facts.iter().find_map(|facts| facts.management.clone());
        for facts in facts {
            if let Some(other) = self.other(facts) {
                taken.others.push(other);
                continue;
            }
            self.take(facts, &mut taken.set);
        }
        if let Some(management) = management.filter(|_| taken.others.is_empty()) {
            let standing = match self.id.trim() {
                "" => return taken,
                id if id == management => Standing::Management,
                _ => Standing::Member,
            };
            self.stand(standing, &mut taken.set);
        }
        taken
    }

    /// The account or organization here, and the other one that the facts are about.
    fn other(&self, facts: &AccountFacts) -> Option<(IString, IString)> {
        let pairs = [
            (&self.id, &facts.id),
            (&self.organization, &facts.organization),
        ];
        pairs.into_iter().find_map(|(here, told)| {
            let told = told.as_deref()?;
            let here = here.trim();
            let is_other = !here.is_empty() && here != told;
            is_other.then(|| (here.to_owned().into(), told.to_owned().into()))
        })
    }

    fn take(&mut self, facts: &AccountFacts, set: &mut Vec<AccountPart>) {
        if let Some(id) = facts.id.clone().map(IString::from)
            && self.id != id
        {
            self.id = id.clone();
            set.push(AccountPart::Id(id));
        }
        if let Some(organization) = facts.organization.clone().map(IString::from) {
            if self.organization != organization {
                self.organization = organization.clone();
                set.push(AccountPart::Organization(organization));
            }
            if self.standing == Standing::Standalone {
                self.stand(Standing::Member, set);
            }
        }
        if let Some(path) = &facts.path {
            let path = IString::from(path.join(" "));
            if self.path != path {
                self.path = path.clone();
                set.push(AccountPart::Path(path));
            }
            if self.standing == Standing::Standalone {
                self.stand(Standing::Member, set);
            }
        }
        let is_alone = self.standing == Standing::Standalone;
        let switches = [
            (
                &mut self.on_account,
                facts.on_account,
                AccountPart::OnAccount as fn(bool) -> AccountPart,
            ),
            (
                &mut self.on_organization,
                facts.on_organization,
                AccountPart::OnOrganization,
            ),
        ];
        for (switch, told, part) in switches {
            if let Some(is_on) = told {
                *switch = is_on;
                set.push(part(is_on));
            }
        }
        if is_alone {
            // It has one switch.
            self.on_organization = self.on_account;
        }
    }

    fn stand(&mut self, standing: Standing, set: &mut Vec<AccountPart>) {
        if self.standing != standing {
            self.standing = standing;
            set.push(AccountPart::Standing(standing));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> AccountFacts {
        AccountFacts::default()
    }

    #[test]
    fn facts_of_the_account_are_set() {
        let mut account = Account {
            standing: Standing::Standalone,
            ..Account::default()
        };
        let taken = account.take_facts(&[
            AccountFacts {
                id: Some("111122223333".into()),
                on_account: Some(false),
                ..facts()
            },
            AccountFacts {
                organization: Some("o-a1b2c3d4e5".into()),
                management: Some("111122223333".into()),
                path: Some(vec!["r-ab12".into(), "ou-ab12-cdefghij".into()]),
                ..facts()
            },
        ]);
        assert_eq!(account.path, "r-ab12 ou-ab12-cdefghij");
        let expected = [
            AccountPart::Id("111122223333".into()),
            AccountPart::OnAccount(false),
            AccountPart::Organization("o-a1b2c3d4e5".into()),
            AccountPart::Standing(Standing::Member),
            AccountPart::Path("r-ab12 ou-ab12-cdefghij".into()),
            AccountPart::Standing(Standing::Management),
        ];
        assert_eq!(taken.set, expected);
        assert_eq!(taken.others, []);
        assert_eq!((&*account.id, account.on_account), ("111122223333", false));
        assert_eq!(account.standing, Standing::Management);
    }

    #[test]
    fn facts_of_another_account_are_not_used() {
        let before = Account {
            id: "111122223333".into(),
            organization: "o-a1b2c3d4e5".into(),
            ..Account::default()
        };
        let mut account = before.clone();
        let taken = account.take_facts(&[
            AccountFacts {
                id: Some("444455556666".into()),
                on_account: Some(false),
                ..facts()
            },
            AccountFacts {
                organization: Some("o-zzzzzzzzzz".into()),
                management: Some("111122223333".into()),
                on_organization: Some(false),
                ..facts()
            },
        ]);
        assert_eq!(account, before);
        assert_eq!(taken.set, []);
        let others = [
            ("111122223333".into(), "444455556666".into()),
            ("o-a1b2c3d4e5".into(), "o-zzzzzzzzzz".into()),
        ];
        assert_eq!(taken.others, others);
    }
}
