//! The parameters of a permission statement, as a state keeps them.

use std::collections::BTreeMap;

use vestibule_signin::control_plane::{Parameter, PermissionStatement};

/// Parameters of the API by their names.
pub(crate) type Parameters = BTreeMap<String, String>;

/// The parameters of a statement as they are kept: without the client token.
pub(crate) fn parameters(statement: &PermissionStatement) -> Parameters {
    let kept = statement.parameters();
    let kept = kept.filter(|(parameter, _)| *parameter != Parameter::ClientToken);
    kept.map(|(parameter, value)| (parameter.name().to_owned(), value.to_owned()))
        .collect()
}

/// The statement of parameters that were kept.
pub(crate) fn typed(parameters: &Parameters) -> PermissionStatement {
    let mut statement = PermissionStatement::default();
    for (name, value) in parameters {
        let parameter = Parameter::from_name(name);
        if let Some(place) = parameter.and_then(|parameter| statement.get_mut(parameter)) {
            *place = Some(value.clone());
        }
    }
    statement
}
