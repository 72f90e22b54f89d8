//! Finding keys that stand twice.

use std::collections::HashMap;

/// Up to so many keys are compared one by one.
const FEW: usize = 12;

/// The positions in `keys` of keys that stood there before, each with the
/// position of the first. Takes linear time.
pub fn repeated<K: AsRef<str>>(keys: &[K]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if keys.len() <= FEW {
        for (later, key) in keys.iter().enumerate() {
            let first = keys
                .iter()
                .take(later)
                .position(|other| other.as_ref() == key.as_ref());
            found.extend(first.map(|first| (first, later)));
        }
        return found;
    }
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    repeated_of_many(&keys)
}

#[inline(never)]
fn repeated_of_many(keys: &[&str]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(keys.len());
    for (later, key) in keys.iter().enumerate() {
        let first = *seen.entry(key).or_insert(later);
        if first != later {
            found.push((first, later));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_agree() {
        let few = ["a", "b", "a", "c", "a", "b"];
        let expected = [(0, 2), (0, 4), (1, 5)];
        assert_eq!(repeated(&few), expected);
        let mut many: Vec<String> = few.iter().map(|key| (*key).to_owned()).collect();
        many.extend((0..100).map(|number| number.to_string()));
        assert_eq!(repeated(&many), expected);
        assert!(repeated::<&str>(&[]).is_empty());
    }
}
