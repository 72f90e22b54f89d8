//! The names that a policy may use, as far as the caller knows them. The reader
//! itself knows the language and no service.

use vestibule_syntax::nearest::nearest;

use super::Alphabet;

/// Known names. What belongs to a service that is not listed is not judged.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vocabulary {
    /// The services whose actions and keys are known in full.
    pub services: &'static [Service],
    /// The global condition keys, with their prefix; empty where they are not known.
    pub global_keys: &'static [&'static str],
    /// Beginnings of global keys that end in the name of a tag.
    pub global_key_prefixes: &'static [&'static str],
    /// The services that resource control policies may name, as far as they are known; empty for
    /// any.
    pub rcp_services: &'static [&'static str],
    /// What the values of some keys look like.
    pub operands: &'static [OperandRule],
}

/// One service.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// Its prefix in actions and keys.
    pub prefix: &'static str,
    /// The prefixes of other services that look like it.
    pub similar: &'static [&'static str],
    /// Its actions, without the prefix.
    pub actions: &'static [&'static str],
    /// Its condition keys, with the prefix.
    pub keys: &'static [&'static str],
}

impl Service {
    /// True when `prefix` is nearly that of the service and that of no other one.
    pub fn is_misspelt(&self, prefix: &str) -> bool {
        let mut similar = self.similar.iter();
        let is_other = similar.any(|other| other.eq_ignore_ascii_case(prefix));
        !is_other && nearest(prefix, [self.prefix]).is_some()
    }
}

/// What the values of one key look like; holds for its string and ARN operands
/// that have neither wildcards nor variables.
#[derive(Clone, Copy, Debug)]
pub struct OperandRule {
    /// The key, with its prefix.
    pub key: &'static str,
    /// What its values look like.
    pub shape: Shape,
    /// A value that is right, for the message.
    pub example: &'static str,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A fixed beginning and so many characters of an alphabet.
    Identifier {
        /// The beginning, `vpc-`.
        prefix: &'static str,
        /// The characters behind it.
        alphabet: Alphabet,
        /// How many there may be: inclusive ranges.
        lengths: &'static [(usize, usize)],
    },
    /// The ARN of a user, role, federated user or account root; the ARN of a
    /// role session never occurs.
    PrincipalArn,
    /// One of these values; others are only likely to be wrong.
    OneOf(&'static [&'static str]),
}

impl Vocabulary {
    /// The service of that prefix, whatever its case.
    pub fn service(&self, prefix: &str) -> Option<&'static Service> {
        self.services
            .iter()
            .find(|service| service.prefix.eq_ignore_ascii_case(prefix))
    }

    /// The rule for the values of `key`.
    pub fn operand_rule(&self, key: &str) -> Option<&'static OperandRule> {
        self.operands
            .iter()
            .find(|rule| rule.key.eq_ignore_ascii_case(key))
    }

    /// Whether `key` is a known condition key; `None` when its prefix belongs
    /// to nothing that is known.
    pub(crate) fn knows_key(&self, key: &str) -> Option<bool> {
        let (prefix, _) = key.split_once(':')?;
        let known = |keys: &[&str]| keys.iter().any(|name| name.eq_ignore_ascii_case(key));
        if prefix.eq_ignore_ascii_case(GLOBAL_PREFIX) {
            if self.global_keys.is_empty() {
                return None;
            }
            return Some(known(self.global_keys) || self.has_global_prefix(key));
        }
        self.service(prefix).map(|service| known(service.keys))
    }

    fn has_global_prefix(&self, key: &str) -> bool {
        self.global_key_prefixes.iter().any(|prefix| {
            let start = key.get(..prefix.len());
            key.len() > prefix.len()
                && start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        })
    }

    /// All known condition keys.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'static str> {
        let of_services = self.services.iter().flat_map(|service| service.keys);
        self.global_keys.iter().chain(of_services).copied()
    }
}

/// The prefix of the global condition keys.
pub const GLOBAL_PREFIX: &str = "aws";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_known_and_unknown() {
        const VOCABULARY: Vocabulary = Vocabulary {
            services: &[Service {
                prefix: "demo",
                similar: &[],
                actions: &[],
                keys: &["demo:Color"],
            }],
            global_keys: &["aws:SourceIp"],
            global_key_prefixes: &["aws:PrincipalTag/"],
            rcp_services: &[],
            operands: &[],
        };
        let cases = [
            ("global", "aws:SourceIp", Some(true)),
            ("case does not count", "AWS:sourceip", Some(true)),
            ("tag", "aws:PrincipalTag/team", Some(true)),
            ("tag, another case", "aws:principaltag/team", Some(true)),
            ("tag without a name", "aws:PrincipalTag/", Some(false)),
            ("misspelt", "aws:SourceIpp", Some(false)),
            ("a service's", "demo:color", Some(true)),
            ("not a service's", "demo:Size", Some(false)),
            ("another service", "s3:prefix", None),
            ("no prefix", "SourceIp", None),
            ("not on a boundary", "aws:PrincipalTagé", Some(false)),
        ];
        for (name, key, expected) in cases {
            assert_eq!(VOCABULARY.knows_key(key), expected, "{name}");
        }
        assert_eq!(Vocabulary::default().knows_key("aws:Anything"), None);
    }
}
