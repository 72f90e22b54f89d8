//! The table.

use vestibule_iam::policy::Shape;

use super::origin::{CredentialsPart, EntryPart, NetworkPart, Origin, PrincipalPart};
use super::{KeyRow, Listed, Page, Seen, ValueType, shape};
use crate::assumption::Assumption;

const ALL: [bool; 3] = [true, true, true];
const PRE: [bool; 3] = [true, false, false];
const POST: [bool; 3] = [false, true, true];
const TOKEN: [bool; 3] = [false, false, true];
const NEVER: [bool; 3] = [false, false, false];

const NETWORK: &[Assumption] = &[Assumption::J17, Assumption::J30];
const OAUTH: &[Assumption] = &[Assumption::J28, Assumption::J29];
const J10: &[Assumption] = &[Assumption::J10];
const J12: &[Assumption] = &[Assumption::J12];
const J34: &[Assumption] = &[Assumption::J34];
const J36: &[Assumption] = &[Assumption::J36];
const J39: &[Assumption] = &[Assumption::J39];
const J40: &[Assumption] = &[Assumption::J40];

const fn row(name: &'static str, value: ValueType, actions: [bool; 3], origin: Origin) -> KeyRow {
    KeyRow {
        name,
        value,
        operators: Listed::OfType,
        multivalued: false,
        actions,
        origin,
        seen: Seen::ByAll,
        page: Page::Global,
        assumptions: &[],
        operands: None,
        example: None,
    }
}

impl KeyRow {
    /// The operators that AWS lists for the key by name.
    const fn listed(mut self, names: &'static [&'static str]) -> Self {
        self.operators = Listed::Names(names);
        self
    }

    /// AWS gives the key the type String, whatever its values look like.
    const fn string(mut self) -> Self {
        self.operators = Listed::Strings;
        self
    }

    const fn many(mut self) -> Self {
        self.multivalued = true;
        self
    }

    const fn seen(mut self, seen: Seen) -> Self {
        self.seen = seen;
        self
    }

    const fn of(mut self, page: Page) -> Self {
        self.page = page;
        self
    }

    const fn assumed(mut self, assumptions: &'static [Assumption]) -> Self {
        self.assumptions = assumptions;
        self
    }

    const fn operands(mut self, shape: Shape, example: &'static str) -> Self {
        self.operands = Some(shape);
        self.example(example)
    }

    const fn example(mut self, example: &'static str) -> Self {
        self.example = Some(example);
        self
    }
}

/// A key that AWS does not list: nothing says that it is there.
pub(crate) static UNLISTED: KeyRow = row("", ValueType::Text, ALL, Origin::Unsaid);

use Origin::{
    Credentials, Entry, Federation, Fixed, Network, Principal, RoleSession, SomePrincipals, Unsaid,
    Varying,
};
use Page::{Session, SignIn};
use Seen::{ByAllAlways, ByResourceSide};
use ValueType::{
    Account, Address, Arn, Boolean, Date, Endpoint, EpochSeconds, Number, Organization,
    OrganizationPath, PrincipalArn, Region, Service, Text, Vpc, Word,
};

const ADDRESSES: &[&str] = &["IpAddress", "NotIpAddress"];
const EQUAL: &[&str] = &["StringEquals", "StringNotEquals"];
const SIGN_IN_ARN: &[&str] = &[
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "StringEquals",
    "StringLike",
];
const PRINCIPAL_ARN: &[&str] = &[
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "StringEquals",
    "StringLike",
];

const ROLE: &str = "arn:aws:iam::111122223333:role/Admin";
const GRANTS: Shape = Shape::OneOf(&["authorization_code", "refresh_token", "client_credentials"]);
const TOKENS: Shape = Shape::OneOf(&["access_token", "refresh_token"]);

/// Every key that AWS lists: first AWS Sign-In's own, in the order in which decisions show
/// them, then the others by name.
#[rustfmt::skip] // a row a key
pub static KEYS: &[KeyRow] = &[
    row("aws:SourceIp", Address, ALL, Network(NetworkPart::PublicAddress)).of(SignIn).listed(ADDRESSES).assumed(NETWORK).example("203.0.113.0/24"),
    row("aws:SourceVpc", Vpc, ALL, Network(NetworkPart::Vpc)).of(SignIn).listed(EQUAL).assumed(NETWORK).operands(shape::VPC, "vpc-0123456789abcdef0"),
    row("aws:SourceVpce", Endpoint, ALL, Network(NetworkPart::Endpoint)).of(SignIn).listed(EQUAL).assumed(NETWORK).operands(shape::ENDPOINT, "vpce-0123456789abcdef0"),
    row("aws:VpcSourceIp", Address, ALL, Network(NetworkPart::VpcAddress)).of(SignIn).listed(ADDRESSES).assumed(NETWORK).example("10.0.0.0/16"),
    row("aws:RequestedRegion", Region, ALL, Origin::Region).of(SignIn).listed(EQUAL).assumed(J12),
    row("signin:PrincipalArn", PrincipalArn, PRE, Principal(PrincipalPart::SignInArn)).of(SignIn).listed(SIGN_IN_ARN).seen(ByResourceSide).assumed(J10).operands(Shape::PrincipalArn, ROLE),
    row("aws:PrincipalArn", PrincipalArn, POST, Principal(PrincipalPart::Arn)).of(SignIn).listed(PRINCIPAL_ARN).operands(Shape::PrincipalArn, ROLE),
    row("aws:PrincipalAccount", Account, POST, Principal(PrincipalPart::Account)).of(SignIn).listed(EQUAL).operands(shape::ACCOUNT, "111122223333"),
    row("aws:ResourceAccount", Account, ALL, Origin::Account).of(SignIn).seen(ByAllAlways).operands(shape::ACCOUNT, "111122223333"),
    row("aws:ResourceOrgID", Organization, ALL, Origin::Organization).of(SignIn).seen(ByAllAlways).operands(shape::ORGANIZATION, "o-a1b2c3d4e5"),
    row("aws:PrincipalOrgID", Organization, POST, Origin::Organization).of(SignIn).operands(shape::ORGANIZATION, "o-a1b2c3d4e5"),
    row("signin:OAuthClientId", Arn, POST, Entry(EntryPart::ClientId)).of(SignIn).string().assumed(OAUTH),
    row("signin:OAuthRedirectUri", Text, POST, Entry(EntryPart::RedirectUri)).of(SignIn).string().assumed(OAUTH),
    row("signin:OAuthGrantType", Word, TOKEN, Entry(EntryPart::GrantType)).of(SignIn).string().assumed(OAUTH).operands(GRANTS, "authorization_code"),
    row("signin:OAuthClientAuthentication", Word, TOKEN, Entry(EntryPart::ClientAuthentication)).of(SignIn).string().assumed(OAUTH).operands(Shape::OneOf(&["none"]), "none"),
    row("signin:OAuthTokenType", Word, NEVER, Origin::OtherOperations).of(SignIn).string().operands(TOKENS, "access_token"),

    row("aws:AssumedRoot", Boolean, POST, SomePrincipals),
    row("aws:CalledVia", Service, ALL, Unsaid).many(),
    row("aws:CalledViaAWSMCP", Service, POST, SomePrincipals),
    row("aws:CalledViaFirst", Service, ALL, Unsaid),
    row("aws:CalledViaLast", Service, ALL, Unsaid),
    row("aws:ChatbotSourceArn", Arn, POST, SomePrincipals),
    row("aws:CurrentTime", Date, ALL, Varying),
    row("aws:Ec2InstanceSourcePrivateIPv4", Address, POST, RoleSession),
    row("aws:Ec2InstanceSourceVpc", Vpc, POST, RoleSession),
    row("aws:EpochTime", EpochSeconds, ALL, Varying),
    row("aws:FederatedProvider", Text, POST, Federation).assumed(J39),
    row("aws:MultiFactorAuthAge", Number, POST, Credentials(CredentialsPart::MfaAge)).assumed(J36),
    row("aws:MultiFactorAuthPresent", Boolean, POST, Credentials(CredentialsPart::MfaPresent)).assumed(J36),
    row("aws:PrincipalIsAWSService", Boolean, POST, Fixed("false")),
    row("aws:PrincipalOrgPaths", OrganizationPath, POST, Origin::OrganizationPaths).many(),
    row("aws:PrincipalServiceName", Service, POST, SomePrincipals),
    row("aws:PrincipalServiceNamesList", Service, POST, SomePrincipals).many(),
    row("aws:PrincipalTag/", Text, POST, SomePrincipals),
    row("aws:PrincipalType", Word, POST, Principal(PrincipalPart::Kind)).assumed(J40),
    row("aws:RequestTag/", Text, ALL, Unsaid),
    row("aws:ResourceOrgPaths", OrganizationPath, ALL, Origin::OrganizationPaths).many().seen(ByAllAlways),
    row("aws:ResourceTag/", Text, ALL, Unsaid),
    row("aws:SecureTransport", Boolean, ALL, Fixed("true")),
    row("aws:SignInSessionArn", Arn, POST, Origin::SignInSession).assumed(J34),
    row("aws:SourceAccount", Account, ALL, Unsaid),
    row("aws:SourceArn", Arn, ALL, Unsaid),
    row("aws:SourceIdentity", Text, POST, RoleSession),
    row("aws:SourceOrgID", Organization, ALL, Unsaid),
    row("aws:SourceOrgPaths", OrganizationPath, ALL, Unsaid).many(),
    row("aws:SourceVpcArn", Arn, ALL, Unsaid),
    row("aws:TagKeys", Text, ALL, Unsaid).many(),
    row("aws:TokenIssueTime", Date, POST, Credentials(CredentialsPart::IssueTime)).assumed(J36),
    row("aws:UserAgent", Text, ALL, Varying),
    row("aws:ViaAWSMCPService", Boolean, POST, SomePrincipals),
    row("aws:ViaAWSService", Boolean, ALL, Fixed("false")),
    row("aws:VpceAccount", Account, ALL, Unsaid),
    row("aws:VpceOrgID", Organization, ALL, Unsaid),
    row("aws:VpceOrgPaths", OrganizationPath, ALL, Unsaid).many(),
    row("aws:referer", Text, ALL, Origin::Referer).assumed(J39),
    row("aws:userid", Text, POST, Principal(PrincipalPart::UserId)).assumed(J40),
    row("aws:username", Text, POST, Principal(PrincipalPart::UserName)),

    row("identitystore:UserId", Text, POST, Origin::IdentityStore).of(Session),
    row("saml:namequalifier", Text, POST, Federation).of(Session).assumed(J39),
    row("saml:sub", Text, POST, Federation).of(Session).assumed(J39),
    row("saml:sub_type", Text, POST, Federation).of(Session).assumed(J39),
];

/// How many rows are AWS Sign-In's own.
pub(super) const OF_SIGN_IN: usize = {
    let mut count = 0;
    while count < KEYS.len() && matches!(KEYS[count].page, Page::SignIn) {
        count += 1;
    }
    count
};
