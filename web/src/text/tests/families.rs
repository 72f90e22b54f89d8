//! The names that `Text::of` puts behind each family of messages.

/// The names of a family; nothing for one that is not listed.
pub(super) fn names(family: &str) -> Option<Vec<&'static str>> {
    #[expect(clippy::match_single_binding, reason = "families join as they come")]
    match family {
        _ => None,
    }
}
