//! How messages are found.

/// The place of a message in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(pub(crate) u16);

/// The ids in the order of the tables. Only the compiler reads them.
const IDS: &[&str] = &include!(concat!(env!("OUT_DIR"), "/ids.rs"));

impl Id {
    /// The place of the message of this name, for `id!`: a name that there is not fails the build.
    pub const fn of(name: &str) -> Self {
        let (mut low, mut high) = (0, IDS.len());
        while low < high {
            let middle = low.midpoint(high);
            match compare(IDS[middle].as_bytes(), name.as_bytes()) {
                0 => return Self(middle as u16),
                1 => high = middle,
                _ => low = middle + 1,
            }
        }
        #[expect(clippy::panic, reason = "the compiler is told, and nobody else")]
        {
            panic!("there is no such message")
        }
    }
}

/// Whether the first is less, -1, the same, 0, or greater, 1.
const fn compare(a: &[u8], b: &[u8]) -> i8 {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return if a[at] < b[at] { -1 } else { 1 };
        }
        at += 1;
    }
    if a.len() == b.len() {
        0
    } else if a.len() < b.len() {
        -1
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::{IDS, Id};

    #[test]
    fn every_message_is_found_at_its_place() {
        for (place, id) in IDS.iter().enumerate() {
            assert_eq!(usize::from(Id::of(id).0), place, "{id}");
        }
    }
}
