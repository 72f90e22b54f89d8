//! What `GetRequestAuthorizationDetails` of IAM Access Troubleshooter returns.

use vestibule_iam::cidr::parse_address;
use vestibule_iam::json::{Node, Value};
use vestibule_signin::network::{is_endpoint_id, is_region, is_vpc_id};
use vestibule_signin::{Action, Principal, keys};
use vestibule_wire::{ContextValue, DenialEvent, Entry, Layer, MatchedPolicy, RecordedCheck};

use super::facts::{Facts, Kind, Path, RegionAsked, Who, WhyUnknown};

/// So many checks are told of an evaluation, and policies of a check.
const CHECKS: usize = 64;

/// One evaluation: an action on a resource.
#[derive(Clone, Debug)]
pub(super) struct Evaluation {
    pub(super) action: String,
    pub(super) is_denied: Option<bool>,
    pub(super) checks: Vec<RecordedCheck>,
    pub(super) facts: Facts,
    /// Keys that nothing else of a sign-in determines.
    pub(super) context: Vec<(String, ContextValue)>,
}

impl Evaluation {
    /// The action of a sign-in that it is about.
    pub(super) fn of_sign_in(&self) -> Option<Action> {
        Action::from_name(&self.action)
    }

    /// The layers that deny, by its checks.
    pub(super) fn denied_by(&self) -> Vec<Layer> {
        let denying = self.checks.iter().filter(|check| is_denial(&check.effect));
        let mut found = Vec::new();
        for layer in denying.filter_map(|check| check.layer) {
            if !found.contains(&layer) {
                found.push(layer);
            }
        }
        found
    }
}

/// Whether an effect is a denial.
pub(super) fn is_denial(effect: &str) -> bool {
    effect.eq_ignore_ascii_case("EXPLICIT_DENY") || effect.eq_ignore_ascii_case("IMPLICIT_DENY")
}

/// The evaluations of an answer.
pub(super) fn evaluations(root: &Node, is_broken: bool) -> Vec<Evaluation> {
    let shared = root.get_ignore_case("requestContext");
    let policies = root.get_ignore_case("policies");
    let all = root.get_ignore_case("evaluations");
    let all = all.map(Node::one_or_many).unwrap_or_default();
    all.iter()
        .map(|evaluation| of(evaluation, shared, policies, is_broken))
        .collect()
}

fn text(node: &Node, name: &str) -> Option<String> {
    let found = node.get_ignore_case(name)?.as_str()?;
    (!found.is_empty()).then(|| found.to_owned())
}

fn of(
    evaluation: &Node,
    shared: Option<&Node>,
    policies: Option<&Node>,
    is_broken: bool,
) -> Evaluation {
    let action = text(evaluation, "action").unwrap_or_default();
    let context = context(evaluation.get_ignore_case("context"), shared);
    let effect = text(evaluation, "evaluatedEffect");
    let mut checks: Vec<RecordedCheck> = Vec::new();
    if let Some(list) = evaluation.get_ignore_case("checks") {
        checks = list.elements().iter().take(CHECKS).map(check).collect();
    }
    if checks.is_empty()
        && let Some(matched) = evaluation.get_ignore_case("matchedPolicies")
    {
        // Before there were checks, policies that matched were all that was told.
        let effect = effect.clone().unwrap_or_default();
        let matched = matched.elements().iter().take(CHECKS);
        checks = matched
            .map(|policy| {
                let kind = kind_of(policy, policies).unwrap_or_default();
                RecordedCheck {
                    layer: layer(&kind),
                    check: kind,
                    effect: effect.clone(),
                    target: None,
                    matched: vec![self::matched(policy)],
                }
            })
            .collect();
    }
    let facts = facts(&action, text(evaluation, "resource"), &context, is_broken);
    Evaluation {
        is_denied: effect.as_deref().map(is_denial),
        checks,
        facts,
        context: context
            .into_iter()
            .filter(|(name, _)| is_free(name))
            .collect(),
        action,
    }
}

/// Whether nothing else of a sign-in determines a key.
fn is_free(name: &str) -> bool {
    keys::find(name).is_some_and(|row| row.origin.member().is_none())
}

/// `type` of the policy that an evaluation refers to.
fn kind_of(matched: &Node, policies: Option<&Node>) -> Option<String> {
    let uri = text(matched, "uri")?;
    let mut all = policies?.elements().iter();
    let policy = all.find(|policy| text(policy, "uri").as_deref() == Some(&*uri))?;
    text(policy, "type")
}

fn check(check: &Node) -> RecordedCheck {
    let kind = text(check, "checkType").unwrap_or_default();
    let matched = check.get_ignore_case("matchedPolicies");
    let matched = matched.map(Node::elements).unwrap_or_default();
    RecordedCheck {
        layer: layer(&kind),
        check: kind,
        effect: text(check, "evaluatedEffect").unwrap_or_default(),
        target: text(check, "targetArn"),
        matched: matched.iter().take(CHECKS).map(self::matched).collect(),
    }
}

fn matched(policy: &Node) -> MatchedPolicy {
    let statements = policy.get_ignore_case("matchedStatements");
    let statements = statements.map(Node::elements).unwrap_or_default();
    MatchedPolicy {
        uri: text(policy, "uri").unwrap_or_default(),
        statements: statements
            .iter()
            .take(CHECKS)
            .filter_map(|statement| text(statement, "sid"))
            .collect(),
    }
}

/// The layer of a check, or of a policy by its type.
fn layer(kind: &str) -> Option<Layer> {
    Some(match &*kind.to_ascii_uppercase() {
        "SERVICE_CONTROL_POLICY" => Layer::ServiceControl,
        "RESOURCE_CONTROL_POLICY" => Layer::ResourceControl,
        "VPC_ENDPOINT" | "VPC_ENDPOINT_POLICY" => Layer::VpcEndpoint,
        "RESOURCE" | "RESOURCE_BASED_POLICY" => Layer::ResourceBased,
        "PRINCIPAL" | "IDENTITY_BASED_POLICY" => Layer::Identity,
        "PERMISSIONS_BOUNDARY" => Layer::PermissionsBoundary,
        "SESSION" | "SESSION_POLICY" => Layer::Session,
        _ => return None,
    })
}

/// The keys of an evaluation, on top of those of the request.
fn context(own: Option<&Node>, shared: Option<&Node>) -> Vec<(String, ContextValue)> {
    let mut found: Vec<(String, ContextValue)> = Vec::new();
    for node in [own, shared].into_iter().flatten() {
        for member in node.members() {
            let name = &*member.key.value;
            let is_known = found
                .iter()
                .any(|(known, _)| known.eq_ignore_ascii_case(name));
            if let Some(value) = value(&member.value)
                && !is_known
            {
                found.push((name.to_owned(), value));
            }
        }
    }
    found
}

fn value(node: &Node) -> Option<ContextValue> {
    let single = |node: &Node| match &node.value {
        Value::String(text) => Some(text.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) | Value::Missing => None,
    };
    match &node.value {
        Value::Array(elements) => {
            let values: Option<Vec<String>> = elements.iter().map(single).collect();
            match values?.as_slice() {
                [one] => Some(ContextValue::One(one.clone())),
                many => Some(ContextValue::Many(many.to_vec())),
            }
        }
        _ => single(node).map(ContextValue::One),
    }
}

fn facts(
    action: &str,
    resource: Option<String>,
    context: &[(String, ContextValue)],
    is_broken: bool,
) -> Facts {
    let one = |key: &str| {
        let (_, value) = context
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(key))?;
        match value {
            ContextValue::One(value) => Some(value.clone()),
            ContextValue::Unknown | ContextValue::Many(_) => None,
        }
    };
    let arn = one("aws:PrincipalArn").or_else(|| one("signin:PrincipalArn"));
    let who = match arn.filter(|arn| Principal::parse(arn).is_ok()) {
        Some(arn) => Who::Known(arn),
        None => Who::Unknown,
    };
    let vpc = one("aws:SourceVpc").filter(|id| is_vpc_id(id));
    let endpoint = one("aws:SourceVpce").filter(|id| is_endpoint_id(id));
    let is_address = |text: &String| parse_address(text).is_some();
    let path = match (endpoint, one("aws:SourceIp").filter(is_address)) {
        (Some(id), _) => Path::Endpoint {
            id,
            vpc,
            address: one("aws:VpcSourceIp").filter(is_address),
        },
        (None, Some(address)) => Path::Public(address),
        (None, None) => Path::Unknown(WhyUnknown::Missing),
    };
    let region = match one("aws:RequestedRegion").filter(|name| is_region(name)) {
        Some(region) => RegionAsked::Known(region),
        None => RegionAsked::Unknown,
    };
    let client = one("signin:OAuthClientId");
    let of_sign_in = Action::from_name(action);
    let (kind, entry) = match (of_sign_in, client.as_deref()) {
        (None, _) => (Kind::OtherService, None),
        (Some(_), None) => (Kind::ConsoleLogin, Some(Entry::Console)),
        (Some(action), Some(client)) => (Kind::Action(action), super::facts::entry(Some(client))),
    };
    Facts {
        event: DenialEvent {
            name: (!action.is_empty()).then(|| action.to_owned()),
            ..DenialEvent::default()
        },
        kind,
        error_code: None,
        success: None,
        who,
        path,
        region,
        entry,
        client,
        redirect: one("signin:OAuthRedirectUri"),
        grant: one("signin:OAuthGrantType"),
        resource,
        session: one("aws:SignInSessionArn"),
        is_broken,
    }
}
