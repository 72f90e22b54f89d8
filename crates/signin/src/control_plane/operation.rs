//! The operations, by AWS's model. [BC2]

use super::parameter::Parameter::{
    self, ClientId, ClientToken, ConsoleSourceVpce, ExcludedPrincipal, IssuedAfter, IssuedBefore,
    MaxResults, NextToken, PrincipalArn, Reason, RequestedRegion, SessionArn, SessionArns,
    SigninSourceVpce, SourceIp, SourceVpc, StatementId, Status, TargetId, VpcSourceIp,
};

/// An operation on console authorization, permission statements, the policy or sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// Turns console authorization on.
    PutConsoleAuthorizationConfiguration,
    /// Says whether it is on.
    GetConsoleAuthorizationConfiguration,
    /// Turns it off.
    DeleteConsoleAuthorizationConfiguration,
    /// Makes a permission statement.
    PutResourcePermissionStatement,
    /// Deletes one.
    DeleteResourcePermissionStatement,
    /// Lists them.
    ListResourcePermissionStatements,
    /// Tells the policy that they make.
    GetResourcePolicy,
    /// Lists sessions.
    ListSessions,
    /// Tells of one.
    GetSession,
    /// Revokes some.
    BatchRevokeSessions,
}

/// What the model says of an operation.
#[derive(Clone, Copy, Debug)]
pub struct OperationRow {
    /// Its name: `PutResourcePermissionStatement`.
    pub name: &'static str,
    /// The path that it is posted to, which with `aws signin ` in front of it is its command.
    pub path: &'static str,
    /// Whether it writes, which only us-east-1 takes. [UG]
    pub writes: bool,
    /// Its parameters, and whether each is required.
    pub parameters: &'static [(Parameter, bool)],
    /// What it answers besides a result.
    pub errors: &'static [ErrorShape],
}

/// A modeled error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorShape {
    /// The caller has no permission.
    AccessDenied,
    /// The request contradicts what is there, or a client token was used otherwise.
    Conflict,
    /// The service failed.
    InternalServer,
    /// There is none.
    ResourceNotFound,
    /// There are as many as there may be.
    ServiceQuotaExceeded,
    /// There were too many requests.
    TooManyRequests,
    /// A parameter is missing or malformed.
    Validation,
}

use ErrorShape::{
    AccessDenied, Conflict, InternalServer, ResourceNotFound, ServiceQuotaExceeded,
    TooManyRequests, Validation,
};

impl ErrorShape {
    /// The name of its shape, as `x-amzn-ErrorType` tells it.
    pub const fn name(self) -> &'static str {
        match self {
            AccessDenied => "AccessDeniedException",
            Conflict => "ConflictException",
            InternalServer => "InternalServerException",
            ResourceNotFound => "ResourceNotFoundException",
            ServiceQuotaExceeded => "ServiceQuotaExceededException",
            TooManyRequests => "TooManyRequestsError",
            Validation => "ValidationException",
        }
    }

    /// The HTTP status of the model. Of a missing permission it gives none: the API Reference
    /// has 400 for every error of the caller.
    pub const fn status(self) -> u16 {
        match self {
            AccessDenied | Validation => 400,
            Conflict => 409,
            InternalServer => 500,
            ResourceNotFound => 404,
            ServiceQuotaExceeded => 402,
            TooManyRequests => 429,
        }
    }

    /// What the member `error` of its body says.
    pub const fn error(self) -> &'static str {
        match self {
            AccessDenied => "INSUFFICIENT_PERMISSIONS",
            Conflict => "CONFLICT",
            InternalServer => "server_error",
            ResourceNotFound => "RESOURCE_NOT_FOUND",
            ServiceQuotaExceeded => "SERVICE_QUOTA_EXCEEDED",
            TooManyRequests => "rate_exceeded",
            Validation => "INVALID_REQUEST",
        }
    }
}

const TARGET: &[(Parameter, bool)] = &[(TargetId, false)];
const READ: &[ErrorShape] = &[
    TooManyRequests,
    ResourceNotFound,
    InternalServer,
    Validation,
    AccessDenied,
];

impl Operation {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::PutConsoleAuthorizationConfiguration,
        Self::GetConsoleAuthorizationConfiguration,
        Self::DeleteConsoleAuthorizationConfiguration,
        Self::PutResourcePermissionStatement,
        Self::DeleteResourcePermissionStatement,
        Self::ListResourcePermissionStatements,
        Self::GetResourcePolicy,
        Self::ListSessions,
        Self::GetSession,
        Self::BatchRevokeSessions,
    ];

    /// What the model says of it.
    pub const fn row(self) -> OperationRow {
        match self {
            Self::PutConsoleAuthorizationConfiguration => OperationRow {
                name: "PutConsoleAuthorizationConfiguration",
                path: "/put-console-authorization-configuration",
                writes: true,
                parameters: TARGET,
                errors: &[
                    TooManyRequests,
                    Conflict,
                    ResourceNotFound,
                    InternalServer,
                    Validation,
                    AccessDenied,
                ],
            },
            Self::GetConsoleAuthorizationConfiguration => OperationRow {
                name: "GetConsoleAuthorizationConfiguration",
                path: "/get-console-authorization-configuration",
                writes: false,
                parameters: TARGET,
                errors: READ,
            },
            Self::DeleteConsoleAuthorizationConfiguration => OperationRow {
                name: "DeleteConsoleAuthorizationConfiguration",
                path: "/delete-console-authorization-configuration",
                writes: true,
                parameters: TARGET,
                errors: READ,
            },
            Self::PutResourcePermissionStatement => OperationRow {
                name: "PutResourcePermissionStatement",
                path: "/put-resource-permission-statement",
                writes: true,
                parameters: &[
                    (SourceVpc, false),
                    (SigninSourceVpce, false),
                    (ConsoleSourceVpce, false),
                    (VpcSourceIp, false),
                    (SourceIp, false),
                    (RequestedRegion, false),
                    (ExcludedPrincipal, false),
                    (ClientToken, false),
                ],
                errors: &[
                    TooManyRequests,
                    Conflict,
                    ServiceQuotaExceeded,
                    InternalServer,
                    Validation,
                    AccessDenied,
                ],
            },
            Self::DeleteResourcePermissionStatement => OperationRow {
                name: "DeleteResourcePermissionStatement",
                path: "/delete-resource-permission-statement",
                writes: true,
                parameters: &[(StatementId, true), (ClientToken, false)],
                errors: READ,
            },
            Self::ListResourcePermissionStatements => OperationRow {
                name: "ListResourcePermissionStatements",
                path: "/list-resource-permission-statements",
                writes: false,
                parameters: &[(MaxResults, false), (NextToken, false)],
                errors: READ,
            },
            Self::GetResourcePolicy => OperationRow {
                name: "GetResourcePolicy",
                path: "/get-resource-policy",
                writes: false,
                parameters: &[],
                errors: &[
                    TooManyRequests,
                    ResourceNotFound,
                    InternalServer,
                    AccessDenied,
                ],
            },
            Self::ListSessions => OperationRow {
                name: "ListSessions",
                path: "/list-sessions",
                writes: false,
                parameters: &[
                    (PrincipalArn, false),
                    (MaxResults, false),
                    (NextToken, false),
                    (Status, false),
                    (ClientId, false),
                    (IssuedAfter, false),
                    (IssuedBefore, false),
                ],
                errors: &[TooManyRequests, InternalServer, Validation, AccessDenied],
            },
            Self::GetSession => OperationRow {
                name: "GetSession",
                path: "/get-session",
                writes: false,
                parameters: &[(SessionArn, true), (PrincipalArn, false)],
                errors: READ,
            },
            Self::BatchRevokeSessions => OperationRow {
                name: "BatchRevokeSessions",
                path: "/batch-revoke-sessions",
                // The session operations are not among the writes that the guide sends to us-east-1.
                writes: false,
                parameters: &[(PrincipalArn, false), (SessionArns, true), (Reason, false)],
                errors: READ,
            },
        }
    }

    /// Its subcommand of `aws signin`.
    pub fn command(self) -> &'static str {
        self.row().path.trim_start_matches('/')
    }

    /// The operation with that subcommand of `aws signin`, or posted to that path.
    pub fn from_command(command: &str) -> Option<Self> {
        let command = command.trim_start_matches('/');
        Self::ALL.into_iter().find(|one| one.command() == command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_found_by_command_and_path() {
        for operation in Operation::ALL {
            let row = operation.row();
            assert_eq!(Operation::from_command(row.path), Some(operation));
            assert_eq!(
                Operation::from_command(operation.command()),
                Some(operation)
            );
            let words: String = operation.command().split('-').collect();
            assert_eq!(words, row.name.to_ascii_lowercase());
        }
        assert_eq!(Operation::from_command("create-oauth2-token"), None);
    }
}
