//! The tree of an organization as it is shown: rows from the root down, with what is attached
//! where.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::{AccountState, OrganizationNode};

use crate::state::organization::{Member, Organization};
use crate::state::workspace::{Document, Workspace};

/// So many rows are shown at the most.
pub const MOST: usize = 400;

/// Units are closed at first where there are more accounts than these.
const OPEN_UP_TO: usize = 60;

/// The root, a unit or an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: IString,
    /// Empty where it has none.
    pub name: IString,
    /// How deep it is: 1 for the root.
    pub level: usize,
    /// Its place among those beside it, from 1, and how many these are.
    pub place: (usize, usize),
    pub what: What,
    /// The policies that are attached to it, or that are its own.
    pub policies: Vec<Rc<Document>>,
}

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Unit {
        /// How many accounts are below it.
        accounts: usize,
        is_open: bool,
        /// False for one with nothing below it.
        can_open: bool,
    },
    Account {
        is_management: bool,
        /// `None` where it is in use.
        state: Option<AccountState>,
    },
}

/// The rows that are shown, and how many more there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    pub rows: Vec<Row>,
    pub left_out: usize,
}

/// The rows of the organization of a workspace. `toggled` are the units that are not as they are
/// at first; with a query, those that it finds are shown, and what they are in.
pub fn rows(workspace: &Workspace, toggled: &HashSet<IString>, query: &str) -> Rows {
    let Some(organization) = &workspace.organization else {
        return Rows::default();
    };
    let mut attached: HashMap<&str, Vec<Rc<Document>>> = HashMap::new();
    for document in &workspace.documents {
        let own = Some(document.account.trim()).filter(|own| !own.is_empty());
        let nodes = document.attachment().split(',').map(str::trim);
        let nodes = nodes.filter(|node| !node.is_empty());
        for node in nodes.chain(own) {
            attached.entry(node).or_default().push(Rc::clone(document));
        }
    }
    let members = organization.members.iter();
    let making = Making {
        organization,
        members: members.map(|member| (&*member.id, &**member)).collect(),
        attached,
        toggled,
        words: query.split_whitespace().map(str::to_lowercase).collect(),
        is_open: organization.places().len() <= OPEN_UP_TO,
    };
    let mut rows = Vec::new();
    making.node(&organization.tree, 1, (1, 1), &mut rows);
    let left_out = rows.len().saturating_sub(MOST);
    rows.truncate(MOST);
    Rows { rows, left_out }
}

struct Making<'a> {
    organization: &'a Organization,
    members: HashMap<&'a str, &'a Member>,
    attached: HashMap<&'a str, Vec<Rc<Document>>>,
    toggled: &'a HashSet<IString>,
    words: Vec<String>,
    /// Whether units are open at first.
    is_open: bool,
}

impl Making<'_> {
    /// Adds the rows of a unit; false where the query finds nothing in it.
    fn node(
        &self,
        node: &OrganizationNode,
        level: usize,
        place: (usize, usize),
        rows: &mut Vec<Row>,
    ) -> bool {
        let name = node.name.as_deref().unwrap_or_default();
        let is_found = self.finds(&node.id, name);
        let is_asked = !self.words.is_empty();
        let at_first = self.is_open || level == 1;
        let is_open = is_asked || at_first != self.toggled.contains(node.id.as_str());
        let at = rows.len();
        rows.push(Row {
            id: node.id.clone().into(),
            name: name.to_owned().into(),
            level,
            place,
            what: What::Unit {
                accounts: below(node),
                is_open,
                can_open: !node.accounts.is_empty() || !node.children.is_empty(),
            },
            policies: self.policies(&node.id),
        });
        if !is_open {
            return true;
        }
        let count = node.accounts.len() + node.children.len();
        let mut finds_below = false;
        for (index, id) in node.accounts.iter().enumerate() {
            let member = self.members.get(&**id);
            let name = member.map(|member| &member.name);
            let name = name.cloned().unwrap_or_default();
            if is_asked && !self.finds(id, &name) {
                continue;
            }
            finds_below = true;
            let state = member.and_then(|member| member.state);
            rows.push(Row {
                id: id.clone().into(),
                name,
                level: level + 1,
                place: (index + 1, count),
                what: What::Account {
                    is_management: *id == *self.organization.management_account,
                    state: state.filter(|state| *state != AccountState::Active),
                },
                policies: self.policies(id),
            });
        }
        for (index, child) in node.children.iter().enumerate() {
            let place = (node.accounts.len() + index + 1, count);
            finds_below |= self.node(child, level + 1, place, rows);
        }
        if is_asked && !is_found && !finds_below {
            rows.truncate(at);
            return false;
        }
        true
    }

    fn finds(&self, id: &str, name: &str) -> bool {
        let name = name.to_lowercase();
        let mut words = self.words.iter();
        words.all(|word| id.contains(word.as_str()) || name.contains(word.as_str()))
    }

    fn policies(&self, id: &str) -> Vec<Rc<Document>> {
        self.attached.get(id).cloned().unwrap_or_default()
    }
}

/// How many accounts are below a unit.
fn below(node: &OrganizationNode) -> usize {
    node.accounts.len() + node.children.iter().map(below).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::case_file::import;

    fn workspace(accounts: usize) -> Workspace {
        let ids = |first: usize| -> Vec<String> {
            (first..first + accounts)
                .map(|id| format!("{id:012}"))
                .collect()
        };
        let file = serde_json::json!({ "vestibule": 1, "organization": {
            "id": "o-a1b2c3d4e5", "managementAccount": "111122223333",
            "tree": { "id": "r-ab12", "accounts": ["111122223333"], "children": [
                { "id": "ou-ab12-11111111", "name": "Workloads", "accounts": ids(1), "children": [
                    { "id": "ou-ab12-22222222", "name": "Production", "accounts": ids(10_000) }] },
                { "id": "ou-ab12-33333333" }] },
            "accounts": [{ "id": "000000000001", "name": "Billing", "state": "SUSPENDED" }] },
            "policies": { "resourceControl": [{ "name": "perimeter",
                "attachedTo": ["r-ab12", "ou-ab12-22222222"],
                "document": { "Version": "2012-10-17", "Statement": [] } }] },
            "requests": [] });
        import(&file.to_string()).unwrap().0
    }

    fn told(rows: &Rows) -> Vec<String> {
        let row = |row: &Row| {
            let what = match &row.what {
                What::Unit {
                    accounts, is_open, ..
                } => format!("{accounts} {is_open}"),
                What::Account {
                    is_management: true,
                    ..
                } => "management".to_owned(),
                What::Account { state, .. } => format!("{state:?}"),
            };
            format!(
                "{} {}{} {what} {}",
                row.level,
                row.id,
                row.name,
                row.policies.len()
            )
        };
        rows.rows.iter().map(row).collect()
    }

    #[test]
    fn a_small_organization_is_open() {
        let shown = rows(&workspace(1), &HashSet::new(), "");
        assert_eq!(
            told(&shown),
            [
                "1 r-ab12 3 true 1",
                "2 111122223333 management 0",
                "2 ou-ab12-11111111Workloads 2 true 0",
                "3 000000000001Billing Some(Suspended) 0",
                "3 ou-ab12-22222222Production 1 true 1",
                "4 000000010000 None 0",
                "2 ou-ab12-33333333 0 true 0",
            ]
        );
        assert_eq!(shown.rows[4].place, (2, 2));
    }

    #[test]
    fn a_large_one_is_opened_by_hand_and_searched() {
        let workspace = workspace(1_000);
        let closed = rows(&workspace, &HashSet::new(), "");
        assert_eq!(closed.rows.len(), 4);
        let toggled = HashSet::from([IString::from("ou-ab12-11111111")]);
        let open = rows(&workspace, &toggled, "");
        assert_eq!((open.rows.len(), open.left_out), (MOST, 1_005 - MOST));
        let found = rows(&workspace, &HashSet::new(), "production 9999");
        assert!(told(&found).is_empty(), "{found:?}");
        let found = rows(&workspace, &HashSet::new(), "BILL");
        assert_eq!(
            told(&found),
            [
                "1 r-ab12 2001 true 1",
                "2 ou-ab12-11111111Workloads 2000 true 0",
                "3 000000000001Billing Some(Suspended) 0",
            ]
        );
    }
}
