//! The points that AWS leaves open, and how vestibule reads each.

/// A point that AWS does not document, by its number in `docs/semantics.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assumption(u8);

/// One row of the register.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The number behind the `J`.
    pub assumption: Assumption,
    /// Its id: `J8`.
    pub id: &'static str,
    /// How vestibule reads the point: one sentence.
    pub reading: &'static str,
    /// The other reading, where a switch selects it.
    pub alternative: Option<&'static str>,
}

macro_rules! register {
    ($($name:ident = $number:literal: $reading:literal $(, or $alternative:literal)?;)*) => {
        impl Assumption {
            $(#[doc = $reading] pub const $name: Assumption = Assumption($number);)*
        }
        /// The id of each, apart from the register: a program that says no reading has none in it.
        const IDS: &[&str] = &[$(stringify!($name)),*];
        /// Every assumption, by number.
        pub const REGISTER: &[Entry] = &[$(Entry {
            assumption: Assumption::$name,
            id: stringify!($name),
            reading: $reading,
            alternative: register!(@option $($alternative)?),
        }),*];
    };
    (@option) => { None };
    (@option $alternative:literal) => { Some($alternative) };
}

register! {
    J1 = 1: "Several permission statements are independent statements of the resource-based policy unless the policy read from AWS says otherwise.",
        or "Several permission statements act as one: any of them allows a network, and any of them excludes a principal.";
    J2 = 2: "Generated network conditions use the operators of AWS's RCP example 1; `IfExists` would not change their outcome.";
    J3 = 3: "`signinSourceVpce` and `consoleSourceVpce` both end up as allowed values of `aws:SourceVpce`.";
    J4 = 4: "`scope` of the console authorization configuration is an opaque string.";
    J5 = 5: "Console authorization is enforced for an account when it is on for the account or for its organization.",
        or "The account's switch enforces only the resource-based policy, and the organization's switch only RCPs and SCPs.";
    J6 = 6: "While console authorization is off, RCPs, SCPs and identity policies are not evaluated for console sign-in; SCPs are on the path through a VPC endpoint, and SCPs and identity policies for `aws login`.",
        or "RCPs, SCPs and identity policies are evaluated even while console authorization is off.";
    J7 = 7: "The resource-based policy of an organization's management account binds that account.",
        or "The resource-based policy of the management account is not enforced.";
    J8 = 8: "SCPs are evaluated at `signin:Authenticate`, with every principal key absent, `signin:PrincipalArn` included.",
        or "SCPs are not evaluated at `signin:Authenticate`.";
    J9 = 9: "A console sign-in needs no Allow from identity policies; only an explicit Deny blocks it.",
        or "A console sign-in needs an Allow from identity policies after authentication, as `aws login` does.";
    J10 = 10: "`signin:PrincipalArn` is the role's ARN for IAM Identity Center and absent for a federated user.",
        or "`signin:PrincipalArn` is absent for IAM Identity Center as well.";
    J11 = 11: "Other global keys: time, user agent, TLS and `aws:ViaAWSService` exist at every action, keys that describe the principal only after authentication.";
    J12 = 12: "`aws:RequestedRegion` is us-east-1 on the global endpoint.";
    J13 = 13: "When both an RCP and the resource-based policy deny, the user sees the RCP's text.",
        or "When both deny, the user sees the resource-based policy's text.";
    J14 = 14: "Of a denial, CloudTrail records no statement, only the kind of policy in `errorMessage`.";
    J15 = 15: "A ConsoleLogin event through a VPC endpoint may carry the endpoint in either documented field.";
    J16 = 16: "`CreateOAuth2TokenWithIAM`, signed with SigV4, is programmatic access and is not gated.";
    J17 = 17: "A session that changes its network is judged at `signin:CreateOAuth2Token` with the network it has at the next refresh.";
    J18 = 18: "`ForAnyValue:` with `IfExists` is false for a missing key.",
        or "`ForAnyValue:` with `IfExists` is true for a missing key.";
    J19 = 19: "IPv6 ranges with host bits never match and IPv4-mapped addresses count as IPv4, as recorded of the service.";
    J20 = 20: "Before authentication nobody is known, so a `Principal` element matches only through `*`.";
    J21 = 21: "An excluded principal is an ARN condition in the statement, not a policy that is left unevaluated.";
    J22 = 22: "Deleting the console authorization configuration keeps the permission statements.";
    J23 = 23: "The output of get-resource-policy is read without regard to the case of element names and of `Effect`.";
    J24 = 24: "An SCP may have 10,240 characters, and ten may be attached to a node.";
    J25 = 25: "A console sign-in's resource is some `arn:aws:signin:::console/*`; which one is not known unless the request says so.";
    J26 = 26: "A root, OU or account whose listed SCPs contain no Allow statement still has AWS's FullAWSAccess attached.";
    J27 = 27: "A malformed ARN operand beside a condition that is false does not make the statement apply.";
    J28 = 28: "The OAuth keys are absent in a sign-in to the console itself.";
    J29 = 29: "`aws login` sends the client id of its mode, the grant type `authorization_code` and no client authentication; its redirect address is not known in advance.";
    J30 = 30: "The network keys are absent for IAM Identity Center, whose users AWS says any network restriction blocks; a Deny of an RCP or the resource-based policy that only their absence keeps from applying leaves the phase unknown.",
        or "The network keys are those of the user's own network for IAM Identity Center as well.";
    J31 = 31: "A condition without values is unknown with a plain operator; with `ForAllValues:` or `IfExists` it holds only for a missing key, with `ForAnyValue:` never.";
    J32 = 32: "A bare `*` as an operand of an ARN operator matches every ARN.";
    J33 = 33: "A role that IAM Identity Center users enter through Account Access is decided as any other role.";
    J34 = 34: "The session operations and `CreateBearerToken` are not gated by the three actions; `aws:SignInSessionArn` may be there after authentication.";
    J35 = 35: "Whether ConsoleLogin is among the enriched events of CloudTrail is not known.";
    J36 = 36: "After authentication a sign-in has temporary credentials: `aws:MultiFactorAuthPresent` and `aws:TokenIssueTime` are there, `aws:MultiFactorAuthAge` is there if MFA was used, and none of their values is known unless the request gives it.",
        or "The keys of temporary credentials are absent in a sign-in unless the request gives them.";
    J37 = 37: "A request whose `sourceIp` is no address of the internet is decided as one over the public internet from that address.";
    J38 = 38: "Before authentication the policy of a VPC endpoint sees the keys of the account signed in to; whether it sees any other key is not known.",
        or "Before authentication the policy of a VPC endpoint sees every key that the action offers but `signin:PrincipalArn`.";
    J39 = 39: "What a request does not tell of the way into it may be there: for a role `aws:FederatedProvider` and the SAML keys of its subject, in a browser `aws:referer`.",
        or "The keys of federation and `aws:referer` are absent unless the request gives them.";
    J40 = 40: "`aws:PrincipalType` and `aws:userid` are absent before authentication, as the other keys that describe the principal are.",
        or "`aws:PrincipalType` and `aws:userid` are there before authentication, with values that are not known.";
    J41 = 41: "`requestedRegion` of a permission statement binds what comes from its VPC or endpoint, and every sign-in where it names neither.",
        or "`requestedRegion` of a permission statement binds every sign-in.";
    J42 = 42: "The excluded principal of a permission statement is spared by what `requestedRegion` makes, too.",
        or "What `requestedRegion` of a permission statement makes spares nobody.";
    J43 = 43: "`vpcSourceIp` narrows the VPC or endpoint that it stands beside in a permission statement.",
        or "`vpcSourceIp` of a permission statement lets in that address of any VPC.";
}

impl Assumption {
    /// Every assumption, by number.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=IDS.len() as u8).map(Self)
    }

    /// The assumption of that id (`J8`), when there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|assumption| assumption.id() == id)
    }

    /// Its id: `J8`.
    pub fn id(self) -> &'static str {
        IDS[usize::from(self.0) - 1]
    }

    /// Whether a switch selects another reading.
    pub fn is_switchable(self) -> bool {
        SWITCHABLE.contains(self)
    }

    /// Its row in the register.
    pub fn entry(self) -> &'static Entry {
        // The register holds every constant, in order of number.
        &REGISTER[usize::from(self.0) - 1]
    }
}

/// Those that a switch gives another reading.
const SWITCHABLE: AssumptionSet = {
    let mut bits = 0;
    let mut at = 0;
    while at < REGISTER.len() {
        if REGISTER[at].alternative.is_some() {
            bits |= 1 << REGISTER[at].assumption.0;
        }
        at += 1;
    }
    AssumptionSet(bits)
};

impl std::fmt::Display for Assumption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

/// A set of assumptions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AssumptionSet(u64);

impl AssumptionSet {
    /// The empty set.
    pub const fn new() -> Self {
        Self(0)
    }

    /// Adds one.
    pub fn insert(&mut self, assumption: Assumption) {
        self.0 |= 1 << assumption.0;
    }

    /// True when it is in.
    pub const fn contains(self, assumption: Assumption) -> bool {
        self.0 & (1 << assumption.0) != 0
    }

    /// Both together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set as bits: that of `J8` is `1 << 8`.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Those in it, by number.
    pub fn iter(self) -> impl Iterator<Item = Assumption> {
        (0..64)
            .map(Assumption)
            .filter(move |assumption| self.contains(*assumption))
    }
}

impl FromIterator<Assumption> for AssumptionSet {
    fn from_iter<I: IntoIterator<Item = Assumption>>(iter: I) -> Self {
        let mut set = Self::new();
        iter.into_iter()
            .for_each(|assumption| set.insert(assumption));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register_is_numbered_without_gaps() {
        for (index, entry) in REGISTER.iter().enumerate() {
            assert_eq!(usize::from(entry.assumption.0), index + 1);
            assert_eq!(entry.assumption.entry().reading, entry.reading);
            assert_eq!(entry.assumption.id(), entry.id);
            assert_eq!(
                entry.assumption.is_switchable(),
                entry.alternative.is_some()
            );
            assert!(entry.reading.ends_with('.'));
        }
        assert!(REGISTER.len() < 64, "AssumptionSet holds 63");
    }

    #[test]
    fn ids_are_read_and_written() {
        assert_eq!(Assumption::from_id("J8"), Some(Assumption::J8));
        assert_eq!(Assumption::J30.to_string(), "J30");
        for id in ["J0", "J99", "j8", "8", ""] {
            assert_eq!(Assumption::from_id(id), None, "{id}");
        }
    }

    #[test]
    fn sets_iterate_in_order() {
        let set: AssumptionSet = [Assumption::J20, Assumption::J8].into_iter().collect();
        let ids: Vec<String> = set.iter().map(|a| a.to_string()).collect();
        assert_eq!(ids, ["J8", "J20"]);
        assert!(!set.contains(Assumption::J9));
    }
}
