//! Outputs of AWS IAM about one user, role, group or policy, and lists of users and roles.

use vestibule_iam::json::Node;
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportedKind, Severity};

use crate::call::{About, IamCall, Sort};
use crate::fact::Fact;
use crate::iam::{account_of, policy_text};
use crate::node::{array, is_there, member, some_text, truth};
use crate::output::{Output, Told};
use crate::subject::Subject;

/// Reads the output of one of its commands; false for all others.
pub(crate) fn read(command: &str, output: &Output<'_>, told: &mut Told) -> bool {
    let root = output.root;
    let call = match command {
        "aws iam get-user" => entity(output, "User", told),
        "aws iam get-role" => entity(output, "Role", told),
        // `get-group` prints the users of one group.
        "aws iam list-users" if !is_there(root, "Group") => {
            listed(output, "Users", Sort::User, told)
        }
        "aws iam list-roles" => listed(output, "Roles", Sort::Role, told),
        "aws iam list-attached-role-policies" => attached(output, told),
        "aws iam list-role-policies" => names(output, told),
        "aws iam list-groups" => groups(output, told),
        "aws iam get-user-policy" => own(output, told),
        "aws iam get-policy" => default(root, told),
        "aws iam get-policy-version" => version(output, told),
        "aws iam get-login-profile" => login(root, told),
        "aws iam get-account-password-policy" => password_policy(root, told),
        _ => None,
    };
    let is_read = call.is_some();
    if let Some(call) = call {
        let of = output.subject.clone();
        told.fact(Fact::Iam { of, call });
    }
    is_read
}

/// The ARN of a user or role.
fn arn_of(node: &Node, sort: Sort) -> Option<String> {
    let arn = some_text(node, "Arn")?;
    let is_of_iam = arn.split(':').nth(2) == Some("iam");
    (is_of_iam && Sort::of_arn(&arn) == Some(sort) && account_of(&arn).is_some()).then_some(arn)
}

fn entity(output: &Output<'_>, name: &str, told: &mut Told) -> Option<IamCall> {
    let node = member(output.root, name)?;
    let sort = match name {
        "User" => Sort::User,
        _ => Sort::Role,
    };
    let arn = arn_of(node, sort)?;
    told.drop_of(node, &["UserId", "RoleId", "CreateDate", "Tags"]);
    told.drop_of(node, &["PasswordLastUsed", "RoleLastUsed", "Description"]);
    told.drop_of(node, &["AssumeRolePolicyDocument", "MaxSessionDuration"]);
    told.used(ImportedKind::Principal, 1);
    let told_boundary = member(node, "PermissionsBoundary");
    let boundary = told_boundary.and_then(|told| some_text(told, "PermissionsBoundaryArn"));
    // AWS leaves it out where there is none. Cut off by a tool, it stands there as something else,
    // and `--query` leaves it out with the rest.
    let mut marks = ["UserId", "RoleId", "CreateDate"].into_iter();
    let is_whole = marks.any(|mark| is_there(node, mark)) && !output.is_narrowed();
    let is_known = boundary.is_some() || (is_whole && !is_there(node, "PermissionsBoundary"));
    Some(IamCall::Entity {
        arn,
        boundary: is_known.then_some(boundary),
    })
}

/// Lists do not tell permissions boundaries.
fn listed(output: &Output<'_>, list: &str, sort: Sort, told: &mut Told) -> Option<IamCall> {
    let nodes = array(output.root, list)?;
    let arns: Vec<String> = nodes.iter().filter_map(|node| arn_of(node, sort)).collect();
    for node in nodes {
        told.drop_of(node, &["UserId", "RoleId", "CreateDate", "Tags"]);
        told.drop_of(node, &["PasswordLastUsed", "AssumeRolePolicyDocument"]);
    }
    // Other services list users, too: an empty list is of none of them by itself.
    let command = output.command.and_then(|part| part.name());
    let is_of_iam = command.map_or(!arns.is_empty(), |name| name.contains("aws iam list-"));
    if arns.len() != nodes.len() || !is_of_iam {
        return None;
    }
    told.used(ImportedKind::Principal, arns.len());
    if output.is_part() {
        told.fact(Fact::Partial(crate::fact::Part::Principals));
    }
    Some(IamCall::Listed {
        sort,
        arns,
        is_all: output.is_all(list),
    })
}

/// Which of users, roles and groups a command is about that says so by its own name alone.
fn sort_of(output: &Output<'_>, mark: impl Fn(&str) -> String) -> Option<(Sort, String)> {
    let mut sorts = Sort::ALL.into_iter();
    let sort = sorts.find(|sort| {
        let mark = mark(sort.word()).replace('-', "");
        output.is_of(&mark, None)
    })?;
    Some((sort, mark(sort.word())))
}

/// What says which one an output is about: an option of the command, or the name of the file where
/// no command is told.
pub(crate) fn about(output: &Output<'_>, option: &str, command: &str) -> About {
    About {
        told: output
            .command
            .and_then(|part| part.option(option))
            .map(ToOwned::to_owned),
        rest: match output.command {
            Some(_) => None,
            None => output.subject.behind(command),
        },
    }
}

fn names(output: &Output<'_>, told: &mut Told) -> Option<IamCall> {
    let nodes = array(output.root, "PolicyNames")?;
    let (sort, command) = sort_of(output, |word| format!("list-{word}-policies"))?;
    let names = nodes.iter().filter_map(Node::as_str);
    let names: Vec<String> = names.map(ToOwned::to_owned).collect();
    told.taken(match sort {
        Sort::User => "aws iam list-user-policies",
        Sort::Role => "aws iam list-role-policies",
        Sort::Group => "aws iam list-group-policies",
    });
    told.used(ImportedKind::PolicyName, names.len());
    Some(IamCall::Names {
        sort,
        about: about(output, sort.option(), &command),
        is_all: names.len() == nodes.len() && output.is_all("PolicyNames"),
        names,
    })
}

fn attached(output: &Output<'_>, told: &mut Told) -> Option<IamCall> {
    let nodes = array(output.root, "AttachedPolicies")?;
    let (sort, command) = sort_of(output, |word| format!("list-attached-{word}-policies"))?;
    let arns = nodes.iter().filter_map(|node| some_text(node, "PolicyArn"));
    let arns: Vec<String> = arns.collect();
    told.taken(match sort {
        Sort::User => "aws iam list-attached-user-policies",
        Sort::Role => "aws iam list-attached-role-policies",
        Sort::Group => "aws iam list-attached-group-policies",
    });
    told.used(ImportedKind::Attachment, arns.len());
    Some(IamCall::Attached {
        sort,
        about: about(output, sort.option(), &command),
        is_all: arns.len() == nodes.len() && output.is_all("AttachedPolicies"),
        arns,
    })
}

/// The groups of a user, which are printed as all groups of an account are.
fn groups(output: &Output<'_>, told: &mut Told) -> Option<IamCall> {
    const COMMAND: &str = "list-groups-for-user";
    let nodes = array(output.root, "Groups")?;
    if !output.is_of("listgroupsforuser", None) {
        return None;
    }
    let arns = nodes.iter().filter_map(|node| arn_of(node, Sort::Group));
    let arns: Vec<String> = arns.collect();
    for node in nodes {
        told.drop_of(node, &["GroupId", "CreateDate"]);
    }
    told.taken("aws iam list-groups-for-user");
    told.used(ImportedKind::Attachment, arns.len());
    Some(IamCall::Groups {
        about: about(output, "--user-name", COMMAND),
        is_all: arns.len() == nodes.len() && output.is_all("Groups"),
        arns,
    })
}

fn own(output: &Output<'_>, told: &mut Told) -> Option<IamCall> {
    let root = output.root;
    let mut sorts = Sort::ALL.into_iter();
    let (sort, of) = sorts.find_map(|sort| Some((sort, some_text(root, sort.member())?)))?;
    let name = some_text(root, "PolicyName")?;
    let text = member(root, "PolicyDocument").and_then(|policy| policy_text(policy, output));
    told.taken(match sort {
        Sort::User => "aws iam get-user-policy",
        Sort::Role => "aws iam get-role-policy",
        Sort::Group => "aws iam get-group-policy",
    });
    told.used(ImportedKind::Policy, usize::from(text.is_some()));
    Some(IamCall::Own {
        sort,
        about: About {
            told: Some(of),
            rest: None,
        },
        name,
        text,
    })
}

fn default(root: &Node, told: &mut Told) -> Option<IamCall> {
    let policy = member(root, "Policy")?;
    told.drop_of(policy, &["PolicyId", "CreateDate", "UpdateDate", "Tags"]);
    told.drop_of(policy, &["Description", "AttachmentCount"]);
    let arn = some_text(policy, "Arn")?;
    let version = some_text(policy, "DefaultVersionId")?;
    told.used(ImportedKind::PolicyName, 1);
    Some(IamCall::Default { arn, version })
}

fn version(output: &Output<'_>, told: &mut Told) -> Option<IamCall> {
    let version = member(output.root, "PolicyVersion")?;
    told.drop_of(version, &["CreateDate"]);
    let text = member(version, "Document").and_then(|policy| policy_text(policy, output));
    told.used(ImportedKind::Policy, usize::from(text.is_some()));
    Some(IamCall::Version {
        about: about(output, "--policy-arn", "get-policy-version"),
        version: some_text(version, "VersionId")?,
        is_default: truth(version, "IsDefaultVersion"),
        text,
    })
}

fn login(root: &Node, told: &mut Told) -> Option<IamCall> {
    let profile = member(root, "LoginProfile")?;
    told.drop_of(profile, &["CreateDate"]);
    let name = some_text(profile, "UserName")?;
    told.used(ImportedKind::Principal, 1);
    Some(IamCall::Login {
        about: About {
            told: Some(name),
            rest: None,
        },
        has_profile: true,
        must_change: truth(profile, "PasswordResetRequired"),
    })
}

/// Of the rules for passwords, what bears on whether a user that must change one gets in.
fn password_policy(root: &Node, told: &mut Told) -> Option<IamCall> {
    let policy = member(root, "PasswordPolicy")?;
    told.drop_of(policy, &["MinimumPasswordLength", "RequireSymbols"]);
    told.drop_of(policy, &["RequireNumbers", "RequireUppercaseCharacters"]);
    told.drop_of(policy, &["RequireLowercaseCharacters", "MaxPasswordAge"]);
    told.drop_of(policy, &["ExpirePasswords", "PasswordReusePrevention"]);
    told.drop_of(policy, &["HardExpiry"]);
    // Where they may not, a policy of their own may say so.
    let may_change = truth(policy, "AllowUsersToChangePassword") == Some(true);
    if may_change {
        return Some(IamCall::MayChange);
    }
    let message = message!("users are not allowed by it to change their passwords");
    let help = message!("leave it out; policies of users may allow that");
    told.say(Finding::new("import-unused", Severity::Info, message).help(help));
    None
}

/// Reads that a user has no password: false for another error.
pub(crate) fn nothing(error: &str, subject: &Subject, told: &mut Told) -> bool {
    const MARK: &str =
        "(NoSuchEntity) when calling the GetLoginProfile operation: Login Profile for User ";
    let names: Vec<&str> = error
        .lines()
        .filter_map(|line| line.split_once(MARK)?.1.split_once(" cannot be found"))
        .map(|(name, _)| name)
        .collect();
    for name in &names {
        told.taken("aws iam get-login-profile");
        told.used(ImportedKind::Principal, 1);
        let about = About {
            told: Some((*name).to_owned()),
            rest: None,
        };
        told.fact(Fact::Iam {
            of: subject.clone(),
            call: IamCall::Login {
                about,
                has_profile: false,
                must_change: None,
            },
        });
    }
    !names.is_empty()
}
