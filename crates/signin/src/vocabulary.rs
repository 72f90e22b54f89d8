//! The names that a policy on sign-in may use, for the policy reader.

use vestibule_iam::policy::{GLOBAL_PREFIX, OperandRule, Service, Shape, Vocabulary};

use crate::facts::RCP_SERVICES;
use crate::facts::actions::NAMES;
use crate::keys::{KEYS, KeyRow};

/// What the reader of policies needs to know of AWS Sign-In.
pub static VOCABULARY: Vocabulary = Vocabulary {
    services: &[SIGN_IN],
    global_keys: &names::<GLOBAL>(GLOBAL_PREFIX, false),
    global_key_prefixes: &names::<PREFIXES>(GLOBAL_PREFIX, true),
    rcp_services: &RCP_PREFIXES,
    operands: &operands::<OPERANDS>(),
};

/// The services that RCPs support. The list grows from month to month: a policy that names
/// another service is not taken for refused. [RCP]
const RCP_PREFIXES: [&str; RCP_SERVICES.len()] = {
    let mut prefixes = [""; RCP_SERVICES.len()];
    let mut index = 0;
    while index < prefixes.len() {
        prefixes[index] = RCP_SERVICES[index].prefix;
        index += 1;
    }
    prefixes
};

const SERVICE: &str = "signin";

/// The `signin` service. [SAR, CK, VPCE]
const SIGN_IN: Service = Service {
    prefix: SERVICE,
    similar: &["signer"],
    actions: &NAMES,
    keys: &names::<OWN>(SERVICE, false),
};

const GLOBAL: usize = count(GLOBAL_PREFIX, false);
const PREFIXES: usize = count(GLOBAL_PREFIX, true);
const OWN: usize = count(SERVICE, false);
const OPERANDS: usize = {
    let (mut found, mut index) = (0, 0);
    while index < KEYS.len() {
        found += KEYS[index].operands.is_some() as usize;
        index += 1;
    }
    found
};

/// Is `row` about a key, or keys that begin alike, of that service?
const fn is_of(row: &KeyRow, service: &str, prefix: bool) -> bool {
    let (name, service) = (row.name.as_bytes(), service.as_bytes());
    let mut index = 0;
    while index < service.len() {
        if name[index] != service[index] {
            return false;
        }
        index += 1;
    }
    name[index] == b':' && (name[name.len() - 1] == b'/') == prefix
}

const fn count(service: &str, prefix: bool) -> usize {
    let (mut found, mut index) = (0, 0);
    while index < KEYS.len() {
        found += is_of(&KEYS[index], service, prefix) as usize;
        index += 1;
    }
    found
}

/// The names of those rows, by name.
const fn names<const N: usize>(service: &str, prefix: bool) -> [&'static str; N] {
    let mut names = [""; N];
    let (mut found, mut index) = (0, 0);
    while index < KEYS.len() {
        let row = &KEYS[index];
        if is_of(row, service, prefix) {
            // Later names move up, so that the list stays in order.
            let mut at = found;
            while at > 0 && is_before(row.name, names[at - 1]) {
                names[at] = names[at - 1];
                at -= 1;
            }
            names[at] = row.name;
            found += 1;
        }
        index += 1;
    }
    names
}

const fn is_before(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut index = 0;
    while index < a.len() && index < b.len() {
        if a[index] != b[index] {
            return a[index] < b[index];
        }
        index += 1;
    }
    a.len() < b.len()
}

const fn operands<const N: usize>() -> [OperandRule; N] {
    let mut rules = [NO_RULE; N];
    let (mut found, mut index) = (0, 0);
    while index < KEYS.len() {
        let row = &KEYS[index];
        if let (Some(shape), Some(example)) = (row.operands, row.example) {
            rules[found] = OperandRule {
                key: row.name,
                shape,
                example,
            };
            found += 1;
        }
        index += 1;
    }
    rules
}

/// Fills the list until each place has its name.
const NO_RULE: OperandRule = OperandRule {
    key: "",
    shape: Shape::PrincipalArn,
    example: "",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Action;
    use crate::keys::Page;

    #[test]
    fn every_row_is_known_to_the_reader_of_policies() {
        for row in KEYS {
            let of_global = VOCABULARY.global_keys.contains(&row.name)
                || VOCABULARY.global_key_prefixes.contains(&row.name);
            let known = of_global || SIGN_IN.keys.contains(&row.name);
            // Nothing is judged of keys of other services.
            assert_eq!(known, row.page != Page::Session, "{}", row.name);
            let rule = VOCABULARY.operand_rule(row.name);
            assert_eq!(rule.is_some(), row.operands.is_some(), "{}", row.name);
            assert_eq!(rule.map(|rule| rule.example), rule.and(row.example));
        }
        assert!(VOCABULARY.global_keys.is_sorted() && SIGN_IN.keys.is_sorted());
    }

    #[test]
    fn every_action_of_a_sign_in_is_known() {
        for action in Action::ALL {
            let name = action.name().trim_start_matches("signin:");
            assert!(SIGN_IN.actions.contains(&name), "{name}");
        }
        assert!(SIGN_IN.actions.is_sorted());
    }
}
