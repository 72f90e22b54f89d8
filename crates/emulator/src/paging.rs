//! Lists in pages.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;

use crate::failure::Failure;

/// What a list is of, which a token tells so that it continues no other list.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of {
    Policies,
    PoliciesOfTarget,
    Sessions,
    Statements,
    Targets,
}

impl Of {
    fn name(self) -> &'static str {
        match self {
            Self::Policies => "policies",
            Self::PoliciesOfTarget => "policies-of-target",
            Self::Sessions => "sessions",
            Self::Statements => "statements",
            Self::Targets => "targets",
        }
    }
}

/// A page of a list.
pub(crate) struct Page<'a, T> {
    pub(crate) items: Vec<&'a T>,
    pub(crate) next: Option<String>,
}

/// The page behind `token` of a list whose items have ascending numbers. A token stays good
/// when items are deleted.
pub(crate) fn page<'a, T>(
    of: Of,
    items: impl Iterator<Item = (u64, &'a T)>,
    token: Option<&str>,
    most: usize,
) -> Result<Page<'a, T>, Failure> {
    let behind = match token.filter(|token| !token.is_empty()) {
        Some(token) => Some(read(of, token).ok_or_else(|| {
            Failure::invalid(
                "the parameter `nextToken` is none of this list; begin anew without it",
            )
        })?),
        None => None,
    };
    let mut rest = items
        .filter(|(number, _)| behind.is_none_or(|behind| *number > behind))
        .peekable();
    let mut page = Page {
        items: Vec::new(),
        next: None,
    };
    while let Some((number, item)) = rest.next() {
        page.items.push(item);
        if page.items.len() >= most.max(1) {
            page.next = rest.peek().map(|_| write(of, number));
            break;
        }
    }
    Ok(page)
}

fn write(of: Of, number: u64) -> String {
    URL_SAFE.encode(format!("{}/{number}", of.name()))
}

fn read(of: Of, token: &str) -> Option<u64> {
    let text = String::from_utf8(URL_SAFE.decode(token).ok()?).ok()?;
    let number = text.strip_prefix(of.name())?.strip_prefix('/')?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Of, page, write};

    #[test]
    fn pages_cover_a_list_that_shrinks() {
        let numbers = [1_u64, 2, 4, 7, 8];
        let of = |numbers: &[u64], token: Option<&str>| {
            let all = numbers.iter().map(|number| (*number, number));
            let page = page(Of::Statements, all, token, 2).unwrap();
            (
                page.items.into_iter().copied().collect::<Vec<_>>(),
                page.next,
            )
        };
        let (first, token) = of(&numbers, None);
        assert_eq!(first, [1, 2]);
        // The last item of the page is deleted meanwhile.
        let (second, token) = of(&[1, 4, 7, 8], token.as_deref());
        assert_eq!(second, [4, 7]);
        assert_eq!(of(&[1, 4, 7, 8], token.as_deref()), (vec![8], None));
        assert_eq!(of(&[1, 2], None), (vec![1, 2], None));
    }

    #[test]
    fn tokens_of_other_lists_are_refused() {
        let numbers = [1_u64];
        for token in [&*write(Of::Sessions, 1), "x", "AAAA", "c3RhdGVtZW50cy8="] {
            let all = numbers.iter().map(|number| (*number, number));
            assert!(
                page(Of::Statements, all, Some(token), 2).is_err(),
                "{token}"
            );
        }
    }
}
