//! Amazon Resource Names: six colon-separated fields, matched one by one.

use crate::wildcard::{Pattern, PatternBuilder};

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
    pub(crate) fn from_pieces(pieces: &[(&str, bool)]) -> Option<Self> {
        let mut fields: Vec<PatternBuilder> = vec![PatternBuilder::default()];
        for (text, literal) in pieces {
            let mut rest = *text;
            // The sixth field keeps its colons.
            while fields.len() < 6
                && let Some((field, behind)) = split_field(rest)
            {
                if let Some(last) = fields.last_mut() {
                    last.push(field, *literal);
                }
                fields.push(PatternBuilder::default());
                rest = behind;
            }
            if let Some(last) = fields.last_mut() {
                last.push(rest, *literal);
            }
        }
        let mut fields = fields.into_iter().map(PatternBuilder::build);
        let prefix = fields.next()?;
        let Some(partition) = fields.next() else {
            return prefix.matches_everything().then(Self::everything);
        };
        if prefix.literal() != Some("arn") {
            return None;
        }
        let fields = [
            partition,
            fields.next()?,
            fields.next()?,
            fields.next()?,
            fields.next()?,
        ];
        Some(Self {
            fields,
            bare_star: false,
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

#[cfg(test)]
mod tests;
