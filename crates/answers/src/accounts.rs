//! Cases and policies of several accounts.

use vestibule_wire::{Case, LoadError, Loader};

/// How many digits the id of an account has.
const DIGITS: usize = 12;

/// The accounts that the policies of a case name, each once.
pub fn named_accounts(case: &Case) -> Vec<String> {
    let policies = case.compiled().authorizer().policies();
    let statements = policies.flat_map(|policy| &policy.policy.statements);
    let mut accounts: Vec<String> = Vec::new();
    for statement in statements {
        let named = statement.principal.iter().flat_map(|named| &named.entries);
        let tests = statement.conditions.iter().flat_map(|block| &block.tests);
        let values = tests.flat_map(|test| &test.values);
        let resources = statement.resource.iter().flat_map(|of| &of.patterns);
        let texts = named.map(|entry| &entry.value).chain(values);
        for text in texts.chain(resources) {
            if let Some(account) = account_of(&text.value)
                && !accounts.iter().any(|known| known == account)
            {
                accounts.push(account.to_owned());
            }
        }
    }
    accounts
}

/// The account of an ARN, or the account that a text is.
pub(crate) fn account_of(text: &str) -> Option<&str> {
    let is_id = |id: &&str| is_account_id(id);
    let of_arn = || text.strip_prefix("arn:")?.split(':').nth(3);
    Some(text).filter(is_id).or_else(|| of_arn().filter(is_id))
}

/// Whether a text is twelve digits, as the id of an account is.
pub(crate) fn is_account_id(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Two accounts, each in the place of the other: what a case says of the one it says of the
/// other then, and places in the text stay.
#[derive(Clone, Debug)]
pub struct Swapped {
    accounts: [String; 2],
}

impl Swapped {
    /// These two.
    pub fn new(one: &str, other: &str) -> Self {
        Self {
            accounts: [one.to_owned(), other.to_owned()],
        }
    }

    /// A text with each in the place of the other.
    pub fn bytes(&self, text: &[u8]) -> Vec<u8> {
        let [one, other] = &self.accounts;
        let mut swapped = text.to_vec();
        let mut at = 0;
        while at < text.len() {
            let rest = text.get(at..).unwrap_or_default();
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let run = rest.get(..digits).unwrap_or_default();
            let instead = if run == one.as_bytes() {
                Some(other)
            } else if run == other.as_bytes() {
                Some(one)
            } else {
                None
            };
            if let (Some(instead), Some(place)) = (instead, swapped.get_mut(at..at + digits))
                && place.len() == instead.len()
            {
                place.copy_from_slice(instead.as_bytes());
            }
            at += digits.max(1);
        }
        swapped
    }

    /// A text with each in the place of the other: what was swapped, as it stood.
    pub fn text(&self, text: &str) -> String {
        let swapped = String::from_utf8(self.bytes(text.as_bytes()));
        swapped.unwrap_or_else(|_| text.to_owned())
    }

    pub(crate) fn first(&self) -> &str {
        let [first, _] = &self.accounts;
        first
    }

    pub(crate) fn second(&self) -> &str {
        let [_, second] = &self.accounts;
        second
    }
}

/// Documents in which two accounts are in each other's place.
pub struct SwappedFiles<'a> {
    /// Which accounts.
    pub swapped: &'a Swapped,
    /// The documents.
    pub files: &'a dyn Loader,
}

impl Loader for SwappedFiles<'_> {
    fn find(&self, path: &str) -> Result<usize, LoadError> {
        // The path stands in what was swapped, and the file does not.
        self.files.find(&self.swapped.text(path))
    }

    fn read(&self, file: usize) -> Result<Vec<u8>, LoadError> {
        Ok(self.swapped.bytes(&self.files.read(file)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_swapped_where_they_stand_alone() {
        let swapped = Swapped::new("111122223333", "444455556666");
        for (text, expected) in [
            ("", ""),
            (
                "arn:aws:iam::111122223333:root",
                "arn:aws:iam::444455556666:root",
            ),
            (
                "\"444455556666\",\"111122223333\"",
                "\"111122223333\",\"444455556666\"",
            ),
            ("1111222233334 0111122223333", "1111222233334 0111122223333"),
            ("é111122223333", "é444455556666"),
        ] {
            let said = swapped.text(text);
            assert_eq!(said, expected);
            assert_eq!(swapped.text(&said), text);
        }
    }
}
