//! A request to the control plane and the answer to it, without HTTP.

use serde_json::Value;

use crate::failure::Failure;

/// A request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// The path.
    pub path: String,
    /// The header `X-Amz-Target`, by which AWS Organizations is asked.
    pub target: Option<String>,
    /// The Region that it is signed for; `None` for one that is not signed.
    pub region: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What the request asked for, or why it does not get it.
    pub result: Result<Value, Failure>,
    /// What the request did to sign-ins, where a guard looked at it.
    pub effect: Option<String>,
}

impl Answer {
    /// The answer in the words of the service that a request is for.
    pub(crate) fn told_to(mut self, call: &Call) -> Self {
        if call.target.is_some() {
            self.result = self.result.map_err(Failure::of_organizations);
        }
        self
    }

    /// The status of HTTP.
    pub fn status(&self) -> u16 {
        self.result
            .as_ref()
            .map_or_else(|failure| failure.status, |_| 200)
    }

    /// The body as JSON.
    pub fn body(&self) -> Value {
        self.result
            .as_ref()
            .map_or_else(Failure::body, Value::clone)
    }
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        Self {
            result: Err(failure),
            effect: None,
        }
    }
}

/// The Region in the header of a request that is signed with Signature Version 4. Neither the
/// id of the key nor the signature is looked at.
pub fn signed_region(authorization: &str) -> Option<String> {
    let fields = authorization.strip_prefix("AWS4-HMAC-SHA256")?;
    let credential = fields
        .split(',')
        .find_map(|field| field.trim().strip_prefix("Credential="))?;
    let mut scope = credential.rsplit('/');
    let (terminator, _service, region) = (scope.next()?, scope.next()?, scope.next()?);
    (terminator == "aws4_request" && !region.is_empty()).then(|| region.to_owned())
}

#[cfg(test)]
mod tests {
    use super::signed_region;

    #[test]
    fn the_region_of_a_signature() {
        let signed = |scope: &str| {
            format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0123")
        };
        for (header, region) in [
            (
                signed("AKIDEXAMPLE/20261129/us-east-1/signin/aws4_request"),
                Some("us-east-1"),
            ),
            // An id of a key may hold a slash.
            (
                signed("A/B/20261129/eu-west-1/signin/aws4_request"),
                Some("eu-west-1"),
            ),
            (signed("AKIDEXAMPLE/20261129//signin/aws4_request"), None),
            (signed("us-east-1"), None),
            ("Bearer us-east-1/signin/aws4_request".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(signed_region(&header).as_deref(), region, "{header}");
        }
    }
}
