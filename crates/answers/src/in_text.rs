//! A statement in the text of its policy, and edits of its parts.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::document::Document;
use vestibule_iam::json::Node;
use vestibule_iam::json::edit::{Edit, Editor, New};
use vestibule_iam::policy::{KeyTest, Statement};
use vestibule_iam::span::Span;
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::{Action, Authorizer, Layer};
use vestibule_wire::Case;

/// A statement of a policy whose text can be edited.
#[derive(Clone, Copy)]
pub(crate) struct InText<'c> {
    pub(crate) policy: usize,
    pub(crate) statement: usize,
    pub(crate) layer: Layer,
    pub(crate) typed: &'c Statement,
    document: &'c Document,
    /// The object of the statement.
    node: &'c Node,
}

/// The place of a test in a statement: its operator, and its key below that.
pub(crate) type TestPlace = (usize, usize);

impl<'c> InText<'c> {
    /// The statement, unless its text cannot be edited.
    pub(crate) fn of(
        case: &'c Case,
        authorizer: &'c Authorizer,
        policy: usize,
        statement: usize,
    ) -> Option<Self> {
        let document = case.editable(policy)?;
        let attached = authorizer.policies().nth(policy)?;
        let typed = attached.policy.statements.get(statement)?;
        Some(Self {
            policy,
            statement,
            layer: attached.layer,
            typed,
            document,
            node: find(&document.root, typed.span)?,
        })
    }

    pub(crate) fn editor(&self) -> Editor<'c> {
        Editor::new(&self.document.text, &self.document.root)
    }

    /// A member by its name, which may be in lower camel case.
    fn member(&self, name: &str) -> Option<&'c Node> {
        self.node
            .get(name)
            .or_else(|| self.node.get_ignore_case(name))
    }

    /// The text of a member without white space.
    pub(crate) fn compact(&self, name: &str) -> Option<String> {
        Some(self.member(name)?.to_compact_string())
    }

    /// Its tests with their operators and places.
    pub(crate) fn tests(&self) -> impl Iterator<Item = (TestPlace, Operator, &'c KeyTest)> {
        let blocks = self.typed.conditions.iter().enumerate();
        blocks.flat_map(|(block, of)| {
            let tests = of.tests.iter().enumerate();
            tests.filter_map(move |(test, key)| Some(((block, test), of.operator?, key)))
        })
    }

    /// The tests of a key that hold unless it has one of some values, or that hold if it
    /// has.
    pub(crate) fn tests_of(
        &self,
        key: &str,
        negated: bool,
    ) -> impl Iterator<Item = (TestPlace, Operator, &'c KeyTest)> {
        let key = key.to_owned();
        self.tests().filter(move |(_, operator, test)| {
            operator.negated == negated
                && operator.set.is_none()
                && test.key.value.eq_ignore_ascii_case(&key)
        })
    }

    fn block_node(&self, block: usize) -> Option<&'c Node> {
        let name = self.typed.conditions.get(block)?.name.span;
        let mut members = self.member("Condition")?.members().iter();
        members
            .find(|member| member.key.span == name)
            .map(|member| &member.value)
    }

    /// The node of the values of a test.
    fn values_node(&self, (block, test): TestPlace) -> Option<&'c Node> {
        let key = self.typed.conditions.get(block)?.tests.get(test)?.key.span;
        let mut members = self.block_node(block)?.members().iter();
        members
            .find(|member| member.key.span == key)
            .map(|member| &member.value)
    }

    /// Adds values to a test; nothing where it has them.
    pub(crate) fn add_values(&self, at: TestPlace, values: &[String]) -> Option<Vec<Edit>> {
        let test = self.typed.conditions.get(at.0)?.tests.get(at.1)?;
        let is_new = |value: &&String| test.values.iter().all(|known| *known.value != ***value);
        let new: Vec<String> = values.iter().filter(is_new).cloned().collect();
        if new.is_empty() {
            return Some(Vec::new());
        }
        Some(vec![self.editor().extend(self.values_node(at)?, &new)?])
    }

    /// Puts another text in the place of a value.
    pub(crate) fn replace_value(&self, at: TestPlace, index: usize, new: &str) -> Option<Edit> {
        let test = self.typed.conditions.get(at.0)?.tests.get(at.1)?;
        let old = test.values.get(index)?;
        Some((old.span, vestibule_iam::json::json_string(new)))
    }

    /// Takes values out of a test; the whole test where none would be left.
    pub(crate) fn remove_values(&self, at: TestPlace, indices: &[usize]) -> Option<Vec<Edit>> {
        let node = self.values_node(at)?;
        if indices.len() >= node.one_or_many().len() {
            return self.drop_test(at);
        }
        self.editor().remove_elements(node, indices)
    }

    /// Takes a test out, and the operator with its last one.
    pub(crate) fn drop_test(&self, (block, test): TestPlace) -> Option<Vec<Edit>> {
        let condition = self.member("Condition")?;
        let of_block = self.block_node(block)?;
        let key = self.typed.conditions.get(block)?.tests.get(test)?.key.span;
        let index = |node: &Node, span: Span| {
            let mut members = node.members().iter();
            members.position(|member| member.key.span == span)
        };
        let editor = self.editor();
        if of_block.members().len() > 1 {
            return editor.remove_members(of_block, &[index(of_block, key)?]);
        }
        if condition.members().len() > 1 {
            let name = self.typed.conditions.get(block)?.name.span;
            return editor.remove_members(condition, &[index(condition, name)?]);
        }
        let mut members = self.node.members().iter();
        let at = members.position(|member| member.value.span == condition.span)?;
        editor.remove_members(self.node, &[at])
    }

    /// Adds tests that hold unless a key has one of some values: to an operator that is there,
    /// or behind the others.
    pub(crate) fn add_tests(
        &self,
        operator: &str,
        tests: &[(&str, &[String])],
    ) -> Option<Vec<Edit>> {
        let base = Operator::parse(operator)?;
        let like =
            |of: Operator| (of.base, of.negated, of.set) == (base.base, base.negated, base.set);
        let free = |block: usize| {
            let tested = self.typed.conditions.get(block);
            tested.is_some_and(|block| {
                let mut keys = block.tests.iter().map(|test| &*test.key.value);
                !keys.any(|key| tests.iter().any(|(new, _)| new.eq_ignore_ascii_case(key)))
            })
        };
        let editor = self.editor();
        let member =
            |(key, values): &(&str, &[String])| ((*key).to_owned(), New::one_or_many(values));
        let mut blocks = self.typed.conditions.iter().enumerate();
        let known = blocks.find(|(at, block)| block.operator.is_some_and(like) && free(*at));
        if let Some((at, _)) = known {
            let node = self.block_node(at)?;
            let each = tests.iter().map(member);
            return each
                .map(|(key, new)| editor.insert(node, &key, &new))
                .collect();
        }
        let block = New::Object(tests.iter().map(member).collect());
        let Some(condition) = self.member("Condition") else {
            let name = if self.node.get("effect").is_some() {
                "condition"
            } else {
                "Condition"
            };
            let condition = New::Object(vec![(operator.to_owned(), block)]);
            return Some(vec![editor.insert(self.node, name, &condition)?]);
        };
        if condition.get(operator).is_some() {
            return None;
        }
        Some(vec![editor.insert(condition, operator, &block)?])
    }

    /// Adds actions to those that it is about.
    pub(crate) fn add_action(&self, action: Action) -> Option<Vec<Edit>> {
        let element = self.typed.action.as_ref().filter(|element| !element.not)?;
        let node = find(self.node, element.span)?;
        let name = [action.name().to_owned()];
        Some(vec![self.editor().extend(node, &name)?])
    }

    /// Takes actions out of those that it is about. A pattern of sign-in's actions becomes
    /// the others that it stands for.
    pub(crate) fn remove_actions(&self, actions: &[Action]) -> Option<Vec<Edit>> {
        let element = self.typed.action.as_ref().filter(|element| !element.not)?;
        let node = find(self.node, element.span)?;
        let names = |pattern: &str, removed: bool| {
            let pattern = Pattern::new_ignore_ascii_case(pattern);
            let all = Action::ALL.into_iter();
            all.filter(move |action| {
                pattern.matches(action.name()) && actions.contains(action) == removed
            })
        };
        let (mut edits, mut gone, mut left) = (Vec::new(), Vec::new(), false);
        for (index, text) in element.patterns.iter().enumerate() {
            let pattern = &*text.value;
            if names(pattern, true).next().is_none() {
                left |= names(pattern, false).next().is_some();
                continue;
            }
            let others: Vec<String> = names(pattern, false)
                .map(|action| vestibule_iam::json::json_string(action.name()))
                .collect();
            if others.is_empty() {
                gone.push(index);
                continue;
            }
            // A pattern of other services' actions, too, would lose those.
            if !pattern
                .get(..7)
                .is_some_and(|service| service.eq_ignore_ascii_case("signin:"))
            {
                return None;
            }
            left = true;
            let others = others.join(", ");
            let is_list = text.span != node.span;
            let new = if is_list {
                others
            } else {
                format!("[{others}]")
            };
            edits.push((text.span, new));
        }
        if !left {
            return None;
        }
        if !gone.is_empty() {
            edits.extend(self.editor().remove_elements(node, &gone)?);
        }
        Some(edits)
    }

    /// Its elements that have an opposite, as they are written, with the places of their names.
    pub(crate) fn elements(&self) -> impl Iterator<Item = (&'c str, Span)> {
        const ELEMENTS: [&str; 6] = [
            "Action",
            "NotAction",
            "Principal",
            "NotPrincipal",
            "Resource",
            "NotResource",
        ];
        self.node.members().iter().filter_map(|member| {
            let name = ELEMENTS.iter().find(|name| ***name == *member.key.value)?;
            Some((*name, member.key.span))
        })
    }

    /// Drops it; a policy that has no other is left without statements.
    pub(crate) fn drop(&self) -> Option<Vec<Edit>> {
        match self.list() {
            Some((list, index)) if list.elements().len() > 1 => {
                self.editor().remove_elements(list, &[index])
            }
            Some((list, _)) => Some(vec![(list.span, "[]".to_owned())]),
            None => Some(vec![(self.node.span, "[]".to_owned())]),
        }
    }

    /// The list of statements in which it stands.
    pub(crate) fn list(&self) -> Option<(&'c Node, usize)> {
        parent(&self.document.root, self.node.span)
    }
}

/// The node at a place.
fn find(node: &Node, span: Span) -> Option<&Node> {
    if node.span == span {
        return Some(node);
    }
    let members = node.members().iter().map(|member| &member.value);
    let mut children = members.chain(node.elements());
    children
        .find(|child| child.span.contains(span))
        .and_then(|child| find(child, span))
}

/// The list that has an element at a place, and which.
fn parent(node: &Node, span: Span) -> Option<(&Node, usize)> {
    let mut elements = node.elements().iter();
    if let Some(index) = elements.position(|element| element.span == span) {
        return Some((node, index));
    }
    let members = node.members().iter().map(|member| &member.value);
    let mut children = members.chain(node.elements());
    children
        .find(|child| child.span.contains(span))
        .and_then(|child| parent(child, span))
}

/// The indices of the operands that match a value, as far as each by itself says so.
pub(crate) fn matching(base: Base, test: &KeyTest, value: &str) -> Vec<usize> {
    let operands = test.values.iter().enumerate();
    let is_match = |operand: &str| match base {
        Base::StringEquals => operand == value,
        Base::StringEqualsIgnoreCase | Base::Bool => operand.eq_ignore_ascii_case(value),
        Base::StringLike | Base::Arn => Pattern::new(operand).matches(value),
        Base::IpAddress => {
            let address = vestibule_iam::cidr::parse_address(value);
            let range = vestibule_iam::cidr::parse_network(operand).ok();
            range
                .zip(address)
                .is_some_and(|(range, address)| range.contains(address))
        }
        Base::Numeric(_) | Base::Date(_) | Base::Binary | Base::Null => false,
    };
    let found = operands.filter(|(_, operand)| is_match(&operand.value));
    found.map(|(index, _)| index).collect()
}
