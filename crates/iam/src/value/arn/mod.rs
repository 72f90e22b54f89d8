//! Amazon Resource Names: six colon-separated fields, matched one by one.

use crate::value::wildcard::{Pattern, Piece, matches_pieces, pattern_of};
use crate::work::Weight;

/// The five fields behind `arn:`; the last one is everything behind the fifth colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn`, `aws-us-gov`.
    pub partition: &'a str,
    /// Such as `iam`.
    pub service: &'a str,
    /// Empty for global services.
    pub region: &'a str,
    /// The account ID; empty where the service has none.
    pub account: &'a str,
    /// Such as `role/admin`; may itself hold colons and slashes.
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Splits an ARN. Well-formed is what begins with `arn:` in lower case and has
    /// five colons; any field may be empty. This is all that the recorded cases
    /// tell apart (`not-an-arn` and the empty string are malformed) [E2].
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix("arn:")?;
        let (partition, rest) = split_field(rest)?;
        let (service, rest) = split_field(rest)?;
        let (region, rest) = split_field(rest)?;
        let (account, resource) = split_field(rest)?;
        Some(Self {
            partition,
            service,
            region,
            account,
            resource,
        })
    }

    fn fields(&self) -> [&'a str; 5] {
        [
            self.partition,
            self.service,
            self.region,
            self.account,
            self.resource,
        ]
    }
}

fn split_field(text: &str) -> Option<(&str, &str)> {
    let at = text.as_bytes().iter().position(|byte| *byte == b':')?;
    Some((&text[..at], &text[at + 1..]))
}

/// An ARN with wildcards: `*` and `?` never cross a field, and in the sixth field
/// `*` crosses `:` and `/` [OPS, E2].
#[derive(Clone, Debug)]
pub struct ArnPattern {
    fields: [Pattern; 5],
    bare_star: bool,
}

impl ArnPattern {
    /// Reads a pattern; `None` when it is not of the form of an ARN, whose first
    /// field is `arn` itself and not a wildcard.
    ///
    /// A bare `*` is the one exception: it matches every ARN. Nothing is recorded of
    /// it, but queue and topic policies with `ArnEquals: *` are deployed and mean
    /// that. See [`ArnPattern::is_bare_star`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::everything());
        }
        let arn = Arn::parse(text)?;
        Some(Self {
            fields: arn.fields().map(Pattern::new),
            bare_star: false,
        })
    }

    /// Reads a pattern from pieces of which some stand for themselves.
    pub(crate) fn from_pieces(pieces: &[Piece<'_>]) -> Option<Self> {
        Some(match ArnPieces::split(pieces)? {
            ArnPieces::Everything => Self::everything(),
            ArnPieces::Fields(fields) => Self {
                fields: fields.map(|field| pattern_of(&field)),
                bare_star: false,
            },
        })
    }

    fn everything() -> Self {
        Self {
            fields: std::array::from_fn(|_| Pattern::new("*")),
            bare_star: true,
        }
    }

    /// True for the pattern `*`, whose meaning is an assumption.
    #[must_use]
    pub fn is_bare_star(&self) -> bool {
        self.bare_star
    }

    /// True when every field matches.
    #[must_use]
    pub fn matches(&self, arn: &Arn<'_>) -> bool {
        // The account and the resource differ most often.
        let [partition, service, region, account, resource] = &self.fields;
        account.matches(arn.account)
            && resource.matches(arn.resource)
            && service.matches(arn.service)
            && region.matches(arn.region)
            && partition.matches(arn.partition)
    }

    /// What [`ArnPattern::matches`] costs at most.
    #[must_use]
    pub fn weight(&self) -> Weight {
        self.fields.iter().map(Pattern::weight).sum()
    }

    /// The ARN that alone matches, when no field has a wildcard.
    #[must_use]
    pub fn literal(&self) -> Option<String> {
        let mut arn = String::from("arn");
        for field in &self.fields {
            arn.push(':');
            arn.push_str(field.literal()?);
        }
        Some(arn)
    }

    /// The patterns of partition, service, region, account and resource.
    #[must_use]
    pub fn fields(&self) -> &[Pattern; 5] {
        &self.fields
    }
}

/// The pieces of an ARN pattern, field by field, for one comparison: nothing is copied,
/// however long the values are that stand for policy variables.
pub(crate) enum ArnPieces<'a> {
    /// A bare `*`.
    Everything,
    /// Those of partition, service, region, account and resource.
    Fields([Vec<Piece<'a>>; 5]),
}

impl<'a> ArnPieces<'a> {
    /// Splits pieces at the first five colons; `None` when they make no ARN pattern.
    pub(crate) fn split(pieces: &[Piece<'a>]) -> Option<Self> {
        let mut fields: Vec<Vec<Piece<'a>>> = vec![Vec::new()];
        for (text, literal) in pieces {
            let mut rest = *text;
            // The sixth field keeps its colons.
            while fields.len() < 6
                && let Some((field, behind)) = split_field(rest)
            {
                push(&mut fields, (field, *literal));
                fields.push(Vec::new());
                rest = behind;
            }
            push(&mut fields, (rest, *literal));
        }
        let mut fields = fields.into_iter();
        let prefix = fields.next()?;
        let Some(partition) = fields.next() else {
            let stars = |(text, literal): &Piece<'_>| {
                text.is_empty() || (!literal && text.bytes().all(|byte| byte == b'*'))
            };
            let everything = prefix.iter().all(stars) && !prefix.is_empty();
            return everything.then_some(Self::Everything);
        };
        is_arn(&prefix).then_some(())?;
        Some(Self::Fields([
            partition,
            fields.next()?,
            fields.next()?,
            fields.next()?,
            fields.next()?,
        ]))
    }

    /// True when every field matches.
    pub(crate) fn matches(&self, arn: &Arn<'_>) -> bool {
        match self {
            Self::Everything => true,
            Self::Fields(fields) => fields
                .iter()
                .zip(arn.fields())
                .all(|(field, text)| matches_pieces(field, text)),
        }
    }
}

fn push<'a>(fields: &mut [Vec<Piece<'a>>], piece: Piece<'a>) {
    if let Some(last) = fields.last_mut().filter(|_| !piece.0.is_empty()) {
        last.push(piece);
    }
}

/// True for pieces that spell `arn`.
fn is_arn(pieces: &[Piece<'_>]) -> bool {
    let mut rest = "arn";
    pieces
        .iter()
        .all(|(text, _)| match rest.strip_prefix(text) {
            Some(behind) => {
                rest = behind;
                true
            }
            None => false,
        })
        && rest.is_empty()
}

#[cfg(test)]
mod tests;
