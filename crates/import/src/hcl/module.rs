//! What the files of one folder say together.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::expr::Expression;
use hcl_edit::structure::Block;

use super::source::{Source, Written};
use super::value::Value;

/// A thing of a module, with the number of the file that it stands in.
pub(super) type Placed<'a, T> = (usize, &'a T);

/// The value that a file gives to a variable.
#[derive(Clone, Copy)]
pub(super) enum Given<'a> {
    Written(Placed<'a, Expression>),
    Known(&'a Value),
}

/// The type and the name of a resource, and whether it is data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    pub(super) is_data: bool,
    pub(super) of_type: String,
    pub(super) name: String,
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let data = if self.is_data { "data." } else { "" };
        write!(f, "{data}{}.{}", self.of_type, self.name)
    }
}

/// A module of Terraform: the files of one folder.
#[derive(Default)]
pub(super) struct Module<'a> {
    pub(super) folder: String,
    pub(super) files: BTreeMap<usize, &'a Written>,
    pub(super) locals: BTreeMap<&'a str, Placed<'a, Expression>>,
    pub(super) variables: BTreeMap<&'a str, Placed<'a, Block>>,
    pub(super) values: BTreeMap<&'a str, Given<'a>>,
    pub(super) resources: BTreeMap<Address, Placed<'a, Block>>,
    /// What is written twice, such as by a file that overrides others.
    pub(super) twice: BTreeSet<String>,
    pub(super) calls: Vec<(usize, &'a str, &'a Block)>,
    /// Another module calls it, with values that only that call tells.
    pub(super) is_called: bool,
}

impl<'a> Module<'a> {
    pub(super) fn new(folder: String) -> Self {
        Self {
            folder,
            ..Self::default()
        }
    }

    /// Takes in a file; those with values in the order in which Terraform takes them.
    pub(super) fn add(&mut self, file: usize, source: &'a Source) {
        match source {
            Source::Configuration(written) => self.configuration(file, written),
            Source::Values(written) => {
                self.files.insert(file, written);
                for attribute in written.body.attributes() {
                    let given = Given::Written((file, &attribute.value));
                    self.values.insert(attribute.key.as_str(), given);
                }
            }
            Source::JsonValues(values) => {
                let values = values.iter();
                self.values
                    .extend(values.map(|(name, value)| (&**name, Given::Known(value))));
            }
            Source::Unread => {}
        }
    }

    /// What a file says in the place of others, which is not followed.
    pub(super) fn overridden(&mut self, written: &Written) {
        for block in written.body.blocks() {
            let labels = block.labels.iter().map(|label| label.as_str());
            let labels: Vec<&str> = labels.collect();
            let labels = labels.join(".");
            match block.ident.as_str() {
                "resource" => self.twice.insert(labels),
                "data" => self.twice.insert(format!("data.{labels}")),
                "variable" => self.twice.insert(format!("var.{labels}")),
                "locals" => {
                    let names = block.body.attributes();
                    let names = names.map(|one| format!("local.{}", one.key.as_str()));
                    self.twice.extend(names);
                    continue;
                }
                _ => continue,
            };
        }
    }

    fn configuration(&mut self, file: usize, written: &'a Written) {
        self.files.insert(file, written);
        for block in written.body.blocks() {
            let labels: Vec<&str> = block.labels.iter().map(|label| label.as_str()).collect();
            match (block.ident.as_str(), labels.as_slice()) {
                ("locals", []) => {
                    for attribute in block.body.attributes() {
                        let name = attribute.key.as_str();
                        let before = self.locals.insert(name, (file, &attribute.value));
                        if before.is_some() {
                            self.twice.insert(format!("local.{name}"));
                        }
                    }
                }
                ("variable", [name]) => {
                    let before = self.variables.insert(name, (file, block));
                    if before.is_some() {
                        self.twice.insert(format!("var.{name}"));
                    }
                }
                (sort @ ("resource" | "data"), [of_type, name]) => {
                    let address = Address {
                        is_data: sort == "data",
                        of_type: (*of_type).to_owned(),
                        name: (*name).to_owned(),
                    };
                    let text = address.to_string();
                    let before = self.resources.insert(address, (file, block));
                    if before.is_some() {
                        self.twice.insert(text);
                    }
                }
                ("module", [name]) => self.calls.push((file, name, block)),
                _ => {}
            }
        }
    }
}

/// An attribute of a block.
pub(super) fn attribute<'a>(block: &'a Block, name: &str) -> Option<&'a Expression> {
    block.body.get_attribute(name).map(|found| &found.value)
}
