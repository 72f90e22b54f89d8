//! Words of the contract, as the evaluator has them.

use vestibule_signin as signin;

use crate::contract::request::Entry;
use crate::contract::words::{Action, Layer};

impl From<Layer> for signin::Layer {
    fn from(layer: Layer) -> Self {
        match layer {
            Layer::VpcEndpoint => Self::VpcEndpoint,
            Layer::ResourceControl => Self::ResourceControl,
            Layer::ServiceControl => Self::ServiceControl,
            Layer::ResourceBased => Self::ResourceBased,
            Layer::Identity => Self::Identity,
            Layer::PermissionsBoundary => Self::PermissionsBoundary,
            Layer::Session => Self::Session,
        }
    }
}

impl From<Action> for signin::Action {
    fn from(action: Action) -> Self {
        match action {
            Action::Authenticate => Self::Authenticate,
            Action::AuthorizeOAuth2Access => Self::AuthorizeOAuth2Access,
            Action::CreateOAuth2Token => Self::CreateOAuth2Token,
        }
    }
}

impl From<Entry> for signin::Entry {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Console => Self::Console,
            Entry::LoginLocal => Self::LoginLocal,
            Entry::LoginRemote => Self::LoginRemote,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contract writes its words itself; they are those of the evaluator.
    #[test]
    fn words_are_those_of_the_evaluator() {
        for layer in signin::Layer::ALL.map(Layer::from) {
            assert_eq!(layer.name(), signin::Layer::from(layer).name());
        }
        for action in signin::Action::ALL.map(Action::from) {
            assert_eq!(action.name(), signin::Action::from(action).name());
        }
        for entry in Entry::ALL {
            assert_eq!(entry.name(), signin::Entry::from(entry).name());
        }
    }
}
