//! Where AWS says what the assumptions go by, taken from docs/semantics.md when
//! the page is built.

/// One line a source: the assumption, the title and the address, by tabs.
const SOURCES: &str = include_str!(concat!(env!("OUT_DIR"), "/sources.tsv"));

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) title: &'static str,
    pub(super) address: &'static str,
}

/// The sources of an assumption (`J8`).
pub(super) fn of(assumption: &str) -> impl Iterator<Item = Source> {
    SOURCES.lines().filter_map(move |line| {
        let mut fields = line.split('\t');
        let (of, title, address) = (fields.next()?, fields.next()?, fields.next()?);
        (of == assumption).then_some(Source { title, address })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_wire::open_points;

    #[test]
    fn assumptions_have_the_sources_of_the_documentation() {
        let titles = |id| of(id).map(|source| source.title).collect::<Vec<_>>();
        assert_eq!(
            titles("J8"),
            [
                "AWS Sign-In: controlling console access",
                "AWS Sign-In: condition keys reference"
            ]
        );
        assert_eq!(titles("J32"), [""; 0], "its source is an inference");
        let with_sources = open_points()
            .filter(|point| of(&point.id).next().is_some())
            .count();
        assert!(with_sources >= 28, "{with_sources} have sources");
        for point in open_points() {
            for source in of(&point.id) {
                assert!(source.address.starts_with("https://"), "{source:?}");
                assert!(!source.title.is_empty(), "{source:?}");
            }
        }
    }
}
