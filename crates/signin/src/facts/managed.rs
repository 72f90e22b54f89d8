//! The policies that AWS manages for its Sign-In, as an account may attach them.

/// A policy that AWS manages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManagedPolicy {
    /// The end of its ARN, `arn:aws:iam::aws:policy/NAME`.
    pub name: &'static str,
    /// The version whose text this is; none where AWS's guide says what the policy grants, and
    /// no copy of its text is known.
    pub version: Option<&'static str>,
    /// The day on which AWS made the policy, as the source has it.
    pub created: &'static str,
    /// Its text, as compact JSON.
    pub document: &'static str,
    /// Where it stands.
    pub sources: &'static [&'static str],
}

impl ManagedPolicy {
    /// Its ARN.
    pub fn arn(&self) -> String {
        format!("arn:aws:iam::aws:policy/{}", self.name)
    }
}

/// Those that are about sign-ins, or about what restricts them, by name.
pub const MANAGED_POLICIES: &[ManagedPolicy] = &[
    ManagedPolicy {
        name: "AWSMCPSignInOAuthAccessPolicy",
        version: Some("v1"),
        created: "2026-07-09",
        document: r#"{"Version":"2012-10-17","Statement":[{"Sid":"AllowOAuthForAWSMCP","Effect":"Allow","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"arn:aws:signin:*:*:service-principal/aws-mcp.amazonaws.com"}]}"#,
        sources: &["MP"],
    },
    ManagedPolicy {
        name: "AWSSignInResourcePolicyManagement",
        version: None,
        created: "2026-06-10",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["signin:DeleteConsoleAuthorizationConfiguration","signin:DeleteResourcePermissionStatement","signin:GetConsoleAuthorizationConfiguration","signin:GetResourcePolicy","signin:ListResourcePermissionStatements","signin:PutConsoleAuthorizationConfiguration","signin:PutResourcePermissionStatement"],"Resource":"*"}]}"#,
        sources: &["UG-JA"],
    },
    ManagedPolicy {
        name: "SignInLocalDevelopmentAccess",
        version: Some("v3"),
        created: "2025-11-19",
        document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"arn:aws:signin:*:*:oauth2/public-client/*"}]}"#,
        sources: &["UG-JA", "MP"],
    },
];
