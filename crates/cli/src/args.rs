//! The command line.

use std::num::NonZeroUsize;

use clap::{ArgAction, ArgGroup, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use vestibule_answers::{is_account_alias, is_commercial_region, is_label};
use vestibule_l10n::Language;
use vestibule_syntax::visible::visible;
use vestibule_wire::{DoorKind, Entry, Kind, Severity};

use crate::language;

/// The widest that help is.
pub(crate) const MAX_WIDTH: usize = 100;

/// Decides AWS Sign-In console access before anyone is locked out.
///
/// Evaluates sign-in resource-based policies, RCPs, SCPs, identity policies and
/// VPC endpoint policies through the three phases of a sign-in. Everything
/// stays on this machine.
#[derive(Debug, Parser)]
#[command(name = "vestibule", version)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// The language of what is printed for people, `en` or `ja` [default: that of LC_ALL,
    /// LC_MESSAGES or LANG]: findings, results and decisions; this help and JSON are English
    #[arg(long, value_name = "LANG", global = true, value_parser = language::parse)]
    pub(crate) lang: Option<Language>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Decide(Box<Decide>),
    Check(Check),
    Test(Test),
    Map(Map),
    Lockout(Lockout),
    Prove(Prove),
    Diff(Diff),
    Verify(Verify),
    Repair(Repair),
    Unneeded(Unneeded),
    Mutants(Mutants),
    Recover(Recover),
    ExplainDenial(ExplainDenial),
    Plan(Plan),
    Init(Init),
    Collect(Collect),
    Import(Import),
    Emulate(Box<Emulate>),
    Facts(Facts),
    Doors(Doors),
    Statements(Box<Statements>),
    Schema(Schema),
    Completions(Completions),
}

/// Decide sign-ins: of a case file, or one told by flags
///
/// Exits with 0 whatever is decided, and with 2 when the input cannot be used
/// or a policy has errors.
#[derive(Debug, ClapArgs)]
#[command(group(ArgGroup::new("flags").multiple(true)))]
pub(crate) struct Decide {
    /// The case file; `-` reads standard input
    #[arg(value_name = "CASE.json", conflicts_with_all = ["flags", "principal"], required_unless_present = "principal")]
    pub(crate) case: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TableFormat,
    /// Say of every statement why it applies or does not
    #[arg(long)]
    pub(crate) explain: bool,
    /// The day, such as 2027-06-30, by which a password may have expired; without it none has
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) today: Option<String>,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
    #[command(flatten)]
    pub(crate) request: RequestFlags,
    #[command(flatten)]
    pub(crate) policies: PolicyFlags,
    #[command(flatten)]
    pub(crate) account: AccountFlags,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct AllowFlags {
    /// A further folder from which files may be read, also by links. Files are read from the
    /// folder of the case file or page and from the working directory anyway. May be repeated
    #[arg(long, value_name = "DIR")]
    pub(crate) allow_path: Vec<String>,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "The sign-in, without a case file")]
pub(crate) struct RequestFlags {
    /// The ARN of the root user, user, role or federated user
    #[arg(long, value_name = "ARN")]
    pub(crate) principal: Option<String>,
    /// The public address it comes from
    #[arg(long, value_name = "IP", group = "flags")]
    pub(crate) source_ip: Option<String>,
    /// The VPC it comes from, through a VPC endpoint
    #[arg(long, value_name = "VPC", group = "flags")]
    pub(crate) vpc: Option<String>,
    /// The VPC endpoint it comes through
    #[arg(long, value_name = "VPCE", group = "flags")]
    pub(crate) vpc_endpoint: Option<String>,
    /// The address inside the VPC
    #[arg(long, value_name = "IP", group = "flags")]
    pub(crate) vpc_source_ip: Option<String>,
    /// The Region asked for [default: us-east-1]
    #[arg(long, group = "flags")]
    pub(crate) region: Option<String>,
    /// The door
    #[arg(long, value_enum, group = "flags")]
    pub(crate) entry: Option<EntryArg>,
    /// A further context key; repeat one for several values, `KEY?` for unknown
    #[arg(long, value_name = "KEY=VALUE", group = "flags")]
    pub(crate) context: Vec<String>,
    /// The ARN of the console or OAuth client
    #[arg(long, value_name = "ARN", group = "flags")]
    pub(crate) resource: Option<String>,
}

#[derive(Debug, ClapArgs)]
#[command(
    next_help_heading = "The policies, without a case file (files, or the output of the AWS CLI)"
)]
pub(crate) struct PolicyFlags {
    /// The account's sign-in resource-based policy
    #[arg(long, value_name = "FILE", group = "flags")]
    pub(crate) resource_policy: Option<String>,
    /// A resource control policy, and the root, OU or account it is attached to
    #[arg(long, value_name = "[NAME=]FILE[@NODE]", group = "flags")]
    pub(crate) rcp: Vec<String>,
    /// A service control policy, and the root, OU or account it is attached to
    #[arg(long, value_name = "[NAME=]FILE[@NODE]", group = "flags")]
    pub(crate) scp: Vec<String>,
    /// A policy of the principal; without one it is not known which it has
    #[arg(
        long,
        value_name = "[NAME=]FILE",
        group = "flags",
        conflicts_with = "no_identity_policy"
    )]
    pub(crate) identity_policy: Vec<String>,
    /// The principal has no policies
    #[arg(long, group = "flags")]
    pub(crate) no_identity_policy: bool,
    /// The permissions boundary of the principal
    #[arg(long, value_name = "[NAME=]FILE", group = "flags")]
    pub(crate) permissions_boundary: Vec<String>,
    /// A policy of the session
    #[arg(long, value_name = "[NAME=]FILE", group = "flags")]
    pub(crate) session_policy: Vec<String>,
    /// The policy of a VPC endpoint, and which
    #[arg(long, value_name = "[NAME=]FILE[@VPCE]", group = "flags")]
    pub(crate) vpc_endpoint_policy: Vec<String>,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "The account, without a case file")]
pub(crate) struct AccountFlags {
    /// The account signed in to [default: that of the principal]
    #[arg(long, value_name = "ID", group = "flags")]
    pub(crate) account: Option<String>,
    /// The organization of the account
    #[arg(long, value_name = "ID", group = "flags")]
    pub(crate) organization_id: Option<String>,
    /// The account is the organization's management account
    #[arg(long, group = "flags")]
    pub(crate) management_account: bool,
    /// Console authorization [default: on]
    #[arg(long, value_name = "on|off", value_parser = on_or_off, action = ArgAction::Set, group = "flags")]
    pub(crate) authorization: Option<bool>,
    /// Take the other reading of a point that AWS leaves open, such as J9
    #[arg(long, value_name = "ID", group = "flags")]
    pub(crate) other_reading: Vec<String>,
}

fn on_or_off(text: &str) -> Result<bool, &'static str> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("write `on` or `off`"),
    }
}

/// Find what is wrong with policies, by themselves or in a case file
///
/// A case file is checked with all its policies, each in its own file. A folder is walked with
/// everything below it. JSON files that are neither policies nor case files are passed over
/// there, and counted.
/// Exits with 1 when a finding is as bad as `--fail-on` says. Exits with 2 when something
/// cannot be read or there is nothing to check.
#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    /// Policies, the output of the AWS CLI that holds one, case files, or folders of them; `-`
    /// reads standard input
    #[arg(
        value_name = "POLICY.json|CASE.json|DIR",
        required_unless_present = "explain"
    )]
    pub(crate) files: Vec<String>,
    /// Say what a rule looks for, why, and where that is documented, and check nothing; `all`
    /// explains all rules
    #[arg(long, value_name = "CODE", conflicts_with_all = ["files", "kind"])]
    pub(crate) explain: Option<String>,
    /// Write the files with the fixes that change no decision, and check what they are then;
    /// what standard input is then goes to standard output
    #[arg(long, conflicts_with = "explain")]
    pub(crate) fix: bool,
    /// Write the files with all fixes, also those that change what is decided
    #[arg(long, conflicts_with = "explain")]
    pub(crate) fix_unsafe: bool,
    /// Write nothing, and show what `--fix` or `--fix-unsafe` would do, as a patch with what it
    /// changes for sign-ins; exits with 1 where that is anything
    #[arg(long, conflicts_with = "explain")]
    pub(crate) diff: bool,
    /// What kind of policies they are; guessed from what they hold unless told
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindArg>,
    #[command(flatten)]
    pub(crate) select: SelectFlags,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: CheckFormat,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "What is reported")]
pub(crate) struct SelectFlags {
    /// The mildest findings that are reported [default: info]
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    pub(crate) severity: Option<Severity>,
    /// The mildest reported findings for which the exit status is 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    pub(crate) fail_on: Option<Severity>,
    /// Report these rules alone: codes such as `private-source-ip` or numbers such as VST012,
    /// with commas between them; may be repeated
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Do not report these rules, beside those of the configuration
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// The configuration [default: `vestibule.json` or `.vestibule.json`, in the working
    /// directory or the nearest folder above it in the repository]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<String>,
    /// Look for no configuration
    #[arg(long)]
    pub(crate) no_config: bool,
    /// The day, such as 2027-06-30, by which suppressions are said to have ended; without it
    /// none has
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) today: Option<String>,
}

/// How bad a finding is.
fn severity(text: &str) -> Result<Severity, &'static str> {
    let mut all = [Severity::Error, Severity::Warning, Severity::Info].into_iter();
    let found = all.find(|severity| severity.name() == text);
    found.ok_or("write `error`, `warning` or `info`")
}

/// Hold the decisions of case files against what they expect
///
/// In pages of documentation (.html, .md, .mdx) every `<vestibule-example>` is tested. In a glob
/// pattern `*` stays within a folder, and `**` goes through all folders below. A folder
/// is walked with everything below it, without `node_modules` and names that begin with a dot.
/// A linked folder is walked once, and only if it lies in the folder. JSON files that are no
/// case files are passed over there, and counted.
/// Exits with 1 when a decision differs. Exits with 2 when something cannot be read or used, or
/// when a case or an example expects nothing. It does so, too, when there is nothing to test.
#[derive(Debug, ClapArgs)]
pub(crate) struct Test {
    /// Case files and pages, folders of them, or glob patterns such as `cases/**/*.json`; `-`
    /// reads standard input
    #[arg(value_name = "CASE.json|PAGE|DIR|GLOB", required = true)]
    pub(crate) files: Vec<String>,
    /// The folder that a site serves as `/`, for examples whose `src` begins with that
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<String>,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
    /// Let case files and examples pass that expect nothing
    #[arg(long)]
    pub(crate) allow_no_expectations: bool,
    /// Test only what has this text in its name: the file, the request or the guarantee. May be
    /// repeated
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Vec<String>,
    /// Read no further file after the first one with something that is not as expected
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Test so many files at once [default: one for each processor]; what is printed is the same
    #[arg(long, value_name = "N")]
    #[cfg_attr(target_arch = "wasm32", allow(dead_code))]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Test again whenever a tested file changes, or one that it names, until ^C; exits as the
    /// last run does
    #[arg(long)]
    pub(crate) watch: bool,
    /// Say which statements and conditions decide the tested sign-ins, and which do nothing
    #[arg(long)]
    pub(crate) coverage: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TestFormat,
    /// Write a file, too, in the place of one that is there, such as `junit=report.xml`. May be
    /// repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = test_report)]
    pub(crate) report: Vec<(TestFormat, String)>,
}

impl Test {
    /// Whether it is to be known what decides the tested sign-ins.
    pub(crate) fn covers(&self) -> bool {
        let mut reports = self.report.iter().map(|(format, _)| *format);
        let is_lcov = |format| format == TestFormat::Lcov;
        self.coverage || is_lcov(self.format) || reports.any(is_lcov)
    }

    /// Whether the file, request or guarantee of that name is tested.
    pub(crate) fn selects(&self, name: &str) -> bool {
        self.filter.is_empty() || self.filter.iter().any(|text| name.contains(&**text))
    }
}

/// A format and the file that is written in it.
fn test_report(text: &str) -> Result<(TestFormat, String), String> {
    let (format, file) = text.split_once('=').unwrap_or((text, ""));
    let known = TestFormat::from_str(format, false).map_err(|_| {
        let all = TestFormat::value_variants().iter();
        let all = all.filter_map(ValueEnum::to_possible_value);
        let all: Vec<String> = all.map(|value| value.get_name().to_owned()).collect();
        format!(
            "write a format, `=` and a file; formats are {}",
            all.join(", ")
        )
    })?;
    if file.is_empty() {
        return Err("write the file behind the format, such as `junit=report.xml`".to_owned());
    }
    Ok((known, file.to_owned()))
}

/// Say who gets in from where, of all sign-ins of a case file at once
///
/// Every sign-in to the account lies in one region, and all sign-ins of a region are decided
/// alike. Networks have the names that `networks` of the case file gives them.
/// Exits with 2 when the input cannot be used, a policy has errors, or the policies are too
/// large.
#[derive(Debug, ClapArgs)]
pub(crate) struct Map {
    #[command(flatten)]
    pub(crate) all: AllAtOnce,
    /// Let a context key have any value or be absent, though nothing says that sign-ins have
    /// it; may be given several times
    #[arg(long, value_name = "KEY", conflicts_with = "certificate")]
    pub(crate) free: Vec<String>,
}

/// Prove that nobody is locked out of the console, or say who is
///
/// Every principal that the requests and policies of a case file name is shown, and all others
/// as one. Each has a sign-in that passes from one of the `networks`, or from anywhere where
/// there are none. Or it has a sign-in that does not pass, with what stops it.
/// Exits with 1 when somebody is locked out, or when that is unknown. Exits with 2 when the
/// input cannot be used, a policy has errors, or the policies are too large.
#[derive(Debug, ClapArgs)]
pub(crate) struct Lockout {
    #[command(flatten)]
    pub(crate) all: AllAtOnce,
}

/// Prove that the guarantees of a case file hold, or say for which sign-in they do not
///
/// A guarantee says what is to hold for every sign-in of some principals from some networks.
/// `perimeter` of the case file is one, too: nobody gets in from outside of `networks`.
/// Exits with 1 unless all of them hold. Exits with 2 when there are no guarantees. It does so,
/// too, when the input cannot be used, a policy has errors, or the policies are too large.
#[derive(Debug, ClapArgs)]
pub(crate) struct Prove {
    #[command(flatten)]
    pub(crate) all: AllAtOnce,
    /// Prove, too, that nobody gets in from outside of `networks`, by any door: the `perimeter`
    /// of a case file that has none
    #[arg(long)]
    pub(crate) perimeter: bool,
    /// The day, such as 2027-06-30, by which guarantees that expire are said to have expired;
    /// without it none is
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) today: Option<String>,
}

/// Write a first case file about policies
///
/// The case file has the networks that the policies let in. It has guarantees and a perimeter
/// that hold now, for exempt principals, for users and for all others. It has sign-ins with
/// their present outcomes. Somebody who knows what is meant has to confirm each.
/// Exits with 2, and writes nothing, when a policy cannot be used or the account is unknown.
#[derive(Debug, ClapArgs)]
pub(crate) struct Init {
    /// Policies, or the output of the AWS CLI that holds one; `-` reads standard input
    #[arg(value_name = "POLICY.json", required = true)]
    pub(crate) files: Vec<String>,
    /// What kind of policies they are, where no output of the AWS CLI says it; guessed from
    /// what they hold unless told
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindArg>,
    /// The account signed in to [default: the one that the policies name]
    #[arg(long, value_name = "ID")]
    pub(crate) account: Option<String>,
    /// The file to write. It names the policies below its folder by their paths, and holds all
    /// others. Without it the case file goes to standard output and holds them all
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<String>,
    /// Replace the file to write if it is there
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// Print a shell script that saves what AWS answers about who may sign in
///
/// The script calls operations of the AWS CLI that read, and saves each answer in a folder. It
/// ends with `vestibule import`. Run it where your credentials are: vestibule itself never calls
/// AWS. What is refused in one account stands beside the answers, and the rest goes on. An answer
/// that is there is not asked for again. It is a POSIX script, such as for Linux and macOS.
#[derive(Debug, ClapArgs)]
pub(crate) struct Collect {
    /// Save the organization and the account of the credentials. This is so unless `--account` is
    /// given
    #[arg(long)]
    pub(crate) organization: bool,
    /// Save the account of the credentials alone
    #[arg(long, conflicts_with_all = ["organization", "role"])]
    pub(crate) account: bool,
    /// Save the other accounts of the organization, too, with a role that each has by this name
    #[arg(long, value_name = "NAME", value_parser = role_name)]
    pub(crate) role: Option<String>,
    /// Use a profile of the AWS CLI; may be repeated. The first one is for the organization, and
    /// each is for its own account
    #[arg(long, value_name = "PROFILE", value_parser = shell_word)]
    pub(crate) profile: Vec<String>,
    /// A Region with VPC endpoints; may be repeated [default: all that are enabled in an account]
    #[arg(long, value_name = "REGION", value_parser = region_name)]
    pub(crate) region: Vec<String>,
    /// Save the credential report of each account, too, which AWS makes for this
    #[arg(long)]
    pub(crate) credential_report: bool,
    /// Compare with what was collected in that folder, at the end: what has changed, in words
    #[arg(long, value_name = "FOLDER", value_parser = shell_word)]
    pub(crate) since: Option<String>,
    /// Print the IAM policy that the calls of the script need, and not the script
    #[arg(long)]
    pub(crate) policy: bool,
}

/// The name of a role, perhaps with its path.
fn role_name(text: &str) -> Result<String, &'static str> {
    let is_fine = |c: char| c.is_ascii_alphanumeric() || "+=,.@_-/".contains(c);
    let text = text.trim_start_matches('/');
    match !text.is_empty() && text.chars().all(is_fine) {
        true => Ok(text.to_owned()),
        false => Err("write the name of a role, such as `SecurityAudit`, and not its ARN"),
    }
}

/// What stands between quotes in a script.
fn shell_word(text: &str) -> Result<String, &'static str> {
    let is_fine = !text.is_empty() && !text.starts_with('-') && visible(text) == text;
    match is_fine {
        true => Ok(text.to_owned()),
        false => Err("write visible characters, of which the first one is no hyphen"),
    }
}

fn region_name(text: &str) -> Result<String, &'static str> {
    let is_fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match text.contains('-') && !text.starts_with('-') && text.chars().all(is_fine) {
        true => Ok(text.to_owned()),
        false => Err("write a Region, such as `eu-west-1`"),
    }
}

/// Make a case file of what the tools of AWS print
///
/// Takes outputs in any mixture and order, and under any name. It recognises each file by what it
/// holds, and says what of it was used. What no file tells is unknown in the case file, too. The
/// call that tells it is named.
/// Some outputs do not say what they are about, such as the children of a unit. For these, name the
/// file or its folder as that, such as list-children-r-ab12.json.
/// Exits with 1 when a file cannot be read or contradicts another, and with 2 without a case file.
#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// Files and folders; `-` reads standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<String>,
    /// The file to write. Without it the case file goes to standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<String>,
    /// Replace the file to write if it is there
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    /// The account of outputs that do not name theirs
    #[arg(long, value_name = "ID", value_parser = account)]
    pub(crate) account: Option<String>,
    /// Say that the files have all policies of a kind; may be repeated
    #[arg(long, value_name = "KIND", value_enum)]
    pub(crate) complete: Vec<KindArg>,
    /// The value of a placeholder `${NAME}`, a variable or a parameter; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = assignment)]
    pub(crate) set: Vec<(String, String)>,
    /// A file of such values: lines of NAME=VALUE, or an object in JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) set_file: Option<String>,
    /// How to print what became of the files; JSON needs `--output`
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ImportFormat,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// How `import` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// For reading
    #[default]
    Text,
    /// One JSON value
    Json,
}

/// Answer the AWS CLI and SDKs as the control plane of Sign-In would
///
/// Scripts with `aws signin …` or boto3 run against it unchanged, with the two variables set that
/// it prints. Nothing reaches AWS. No credentials are checked or stored, so any will do. Other
/// commands of vestibule take the state file as a case file.
/// Runs until it is ended. Exits with 2 when the input cannot be used or the port is taken.
/// The npm package's command listens on no port, and exits with 2, too.
#[derive(Debug, ClapArgs)]
#[cfg_attr(
    target_arch = "wasm32",
    allow(dead_code, reason = "it is refused there")
)]
pub(crate) struct Emulate {
    /// The file in which the state is kept. It is made where there is none; without this flag
    /// the state ends with the command
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<String>,
    /// The case file to begin with: the account, its organization, guarantees and other policies
    #[arg(long, value_name = "CASE.json")]
    pub(crate) case: Option<String>,
    /// Sessions to begin with: what `aws signin list-sessions` prints
    #[arg(long, value_name = "FILE")]
    pub(crate) sessions: Option<String>,
    /// The account to begin with [default: that of the case file, else 111122223333]
    #[arg(long, value_name = "ID", value_parser = account)]
    pub(crate) account: Option<String>,
    /// The ARN of the caller, whose sessions are meant where a request names nobody [default: the
    /// root user]
    #[arg(long, value_name = "ARN")]
    pub(crate) caller: Option<String>,
    /// Another root, unit or account that policies may be attached to; may be repeated
    #[arg(long, value_name = "ID", value_parser = target)]
    pub(crate) target: Vec<String>,
    /// A folder for AWS_DATA_PATH, in which endpoint rules are written that lead the AWS CLI and
    /// boto3 here. By their own rules these operations go to AWS, whatever endpoint is set
    #[arg(long, value_name = "DIR")]
    pub(crate) aws_data_path: Option<String>,
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8098")]
    pub(crate) listen: String,
    /// Listen on an address that other machines reach
    #[arg(long)]
    pub(crate) allow_remote: bool,
    /// Refuse writes that break a guarantee of the case file. Without guarantees, refuse those
    /// that leave somebody without a way in
    #[arg(long)]
    pub(crate) guard: bool,
    /// The file to which each request is added as a line of JSON, without credentials
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<String>,
    /// How many permission statements there may be, up to 500 [default: 500]
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u64).range(1..=500))]
    pub(crate) max_statements: Option<u64>,
    /// How many requests are answered in a second [default: all]
    #[arg(long, value_name = "COUNT")]
    pub(crate) max_requests: Option<u64>,
    /// How many items a page holds at most, up to 100 [default: 100]
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u64).range(1..=100))]
    pub(crate) page_size: Option<u64>,
    /// The seconds after which other Regions than us-east-1 see a write [default: 0]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) replication_delay: Option<u64>,
    /// The seconds for which client tokens, and statements made twice, are recognized
    /// [default: 600]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) idempotency_window: Option<u64>,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// A day as `2027-06-30`.
fn day(text: &str) -> Result<String, String> {
    if vestibule_wire::is_day(text) {
        Ok(text.to_owned())
    } else {
        Err("write a day such as 2027-06-30".to_owned())
    }
}

/// Say which sign-ins are decided otherwise, of all of them at once
///
/// Compares two case files, in which anything may differ, or two policies with `--kind`. Says
/// who is newly denied, who is newly allowed, and by which statement, or proves that nothing
/// changes. `--other-reading` compares a case file with itself, and says who depends on what AWS
/// leaves open. `--terraform` says what the apply of a plan does to sign-ins.
/// Exits with 0 when every sign-in is decided the same. Exits with 1 when some are not, or when
/// that is unknown. Exits with 2 when the input cannot be used, a policy has errors, or the
/// policies are too large.
#[derive(Debug, ClapArgs)]
pub(crate) struct Diff {
    /// The case file or policy before; `-` reads standard input, and `/dev/null` stands for none
    #[arg(value_name = "BEFORE", required_unless_present = "terraform")]
    pub(crate) before: Option<String>,
    /// The case file or policy after
    #[arg(value_name = "AFTER", required_unless_present_any = ["other_reading", "terraform"])]
    pub(crate) after: Option<String>,
    /// In place of both, a plan as `terraform show -json FILE` prints it; `-` reads standard input
    #[arg(long, value_name = "PLAN.json", conflicts_with_all = ["before", "after", "other_reading", "kind"])]
    pub(crate) terraform: Option<String>,
    /// With `--terraform`, the case file of what is there today, such as an imported organization
    #[arg(long, value_name = "CASE.json", requires = "terraform")]
    pub(crate) case: Option<String>,
    /// In place of AFTER, the other reading of a point that AWS leaves open, such as J1
    #[arg(long, value_name = "ID", conflicts_with_all = ["after", "kind"])]
    pub(crate) other_reading: Vec<String>,
    /// They are policies of this kind, not case files
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindArg>,
    /// With `--kind`, the account that is signed in to; to be told where the policies name
    /// several, or an RCP or SCP names one [default: the one that they name, else 111122223333]
    #[arg(long, value_name = "ID", requires = "kind", value_parser = account)]
    pub(crate) account: Option<String>,
    /// Compare each of the three actions by itself, too
    #[arg(long)]
    pub(crate) phases: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: AnswerFormat,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// Check a certificate of an answer against the files that it is about
///
/// `map`, `lockout` and `prove` write one with `--certificate FILE`. It is checked without what
/// gave the answer. Regions have to be disjoint, to have every sign-in and to be decided as
/// they say. Witnesses have to be decided as they say, and guarantees have to hold.
/// Exits with 1 when something is not so, differs or could not be checked. Exits with 2 when a
/// file cannot be used.
#[derive(Debug, ClapArgs)]
pub(crate) struct Verify {
    /// The certificate
    #[arg(value_name = "CERTIFICATE.json")]
    pub(crate) certificate: String,
    /// The case file; `-` reads standard input
    #[arg(value_name = "CASE.json")]
    pub(crate) case: String,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: PrettyFormat,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// The id of an account.
fn target(text: &str) -> Result<String, &'static str> {
    if text.starts_with("r-") || text.starts_with("ou-") {
        return Ok(text.to_owned());
    }
    account(text).map_err(|_| "write a root, a unit such as ou-ab12-cdefghij, or twelve digits")
}

fn assignment(text: &str) -> Result<(String, String), &'static str> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.to_owned()))
        }
        _ => Err("write NAME=VALUE"),
    }
}

fn account(text: &str) -> Result<String, &'static str> {
    if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
        Err("write twelve digits")
    }
}

/// Turn permission statements into the policy that they make, and a policy into the calls
///
/// AWS makes the resource-based policy of calls to `put-resource-permission-statement`. Takes
/// parameters by flags, commands of the AWS CLI, JSON or a case file, and prints the policy.
/// Takes a policy or the list of statements, and prints the calls.
/// Exits with 1 when a statement of the policy cannot be made by a call. Exits with 2 when the
/// input cannot be used.
#[derive(Debug, ClapArgs)]
#[command(group(ArgGroup::new("parameters").multiple(true)))]
pub(crate) struct Statements {
    /// Commands, parameters, a policy, a list of statements or a case file; `-` reads standard
    /// input
    #[arg(
        value_name = "FILE",
        conflicts_with = "parameters",
        required_unless_present = "parameters"
    )]
    pub(crate) file: Option<String>,
    /// What to print [default: `policy` for statements, `commands` for a policy]
    #[arg(long = "as", value_name = "FORM", value_enum)]
    pub(crate) form: Option<StatementsAs>,
    #[command(flatten)]
    pub(crate) statement: StatementFlags,
    /// The account of the policy [default: that of the excluded principals]
    #[arg(long, value_name = "ID", value_parser = account)]
    pub(crate) account: Option<String>,
    /// Take the other reading of a point that AWS leaves open, such as J1
    #[arg(long, value_name = "ID")]
    pub(crate) other_reading: Vec<String>,
    /// The file is a policy of an organization of this kind
    #[arg(long, value_enum, requires = "file")]
    pub(crate) kind: Option<KindArg>,
    /// With `--kind`, the name of the policy [default: that of the file]
    #[arg(long, value_name = "NAME", requires = "kind")]
    pub(crate) name: Option<String>,
    /// With `--kind`, a root, OU or account that the policy is attached to; may be repeated
    #[arg(long, value_name = "NODE", requires = "kind")]
    pub(crate) target: Vec<String>,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "One permission statement, without a file")]
pub(crate) struct StatementFlags {
    /// The VPC from which sign-ins are let in
    #[arg(long, value_name = "VPC", group = "parameters")]
    pub(crate) source_vpc: Option<String>,
    /// The VPC endpoint for Sign-In through which they are let in
    #[arg(long, value_name = "VPCE", group = "parameters")]
    pub(crate) signin_source_vpce: Option<String>,
    /// The VPC endpoint for the console through which they are let in
    #[arg(long, value_name = "VPCE", group = "parameters")]
    pub(crate) console_source_vpce: Option<String>,
    /// The address or range inside of the VPC
    #[arg(long, value_name = "IP", group = "parameters")]
    pub(crate) vpc_source_ip: Option<String>,
    /// The public address or range from which they are let in
    #[arg(long, value_name = "IP", group = "parameters")]
    pub(crate) source_ip: Option<String>,
    /// The Region of the VPC or endpoint
    #[arg(long, value_name = "REGION", group = "parameters")]
    pub(crate) requested_region: Option<String>,
    /// The ARN of a principal that the statement does not bind
    #[arg(long, value_name = "ARN", group = "parameters")]
    pub(crate) excluded_principal: Option<String>,
    /// What makes a repeated call one call [default: made of the other parameters]
    #[arg(long, value_name = "TOKEN", group = "parameters")]
    pub(crate) client_token: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatementsAs {
    /// The policy as JSON
    Policy,
    /// Commands of the AWS CLI
    #[value(alias = "cli")]
    Commands,
    /// A script for boto3
    #[value(alias = "boto3")]
    Python,
    /// Statements and policy as one JSON value
    Json,
    /// Terraform, of RCPs and SCPs alone
    Terraform,
    /// CloudFormation, of RCPs and SCPs alone
    Cloudformation,
}

/// Propose changes to policies that change how a sign-in is decided
///
/// Changes are proposed for the sign-in that is named, or for one of each principal that is
/// locked out. Each change is an edit of the user's own text, after which the sign-in is
/// decided as wanted. What else it changes is said, and those that open the least come first.
/// No file is changed. `--format patch` prints one change for `git apply` or `patch -p1`.
/// Exits with 1 when there is no change for some sign-in. Exits with 2 when the input cannot be
/// used, a policy has errors, or the policies are too large.
#[derive(Debug, ClapArgs)]
pub(crate) struct Repair {
    /// The case file
    #[arg(value_name = "CASE.json")]
    pub(crate) case: String,
    /// A request of the case file, which is to become what it expects. Without an expectation a
    /// denied request is to be allowed, and an allowed one denied
    #[arg(long, value_name = "NAME", conflicts_with = "guarantee")]
    pub(crate) request: Option<String>,
    /// A guarantee of the case file, by a sign-in for which it does not hold
    #[arg(long, value_name = "NAME")]
    pub(crate) guarantee: Option<String>,
    /// With `--format patch`, which change, by its number from 1 on, counted over all sign-ins
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) change: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: RepairFormat,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// Find statements that never decide anything, and conditions that never matter
///
/// Without each of them, by itself, every sign-in is decided the same at each action, whatever
/// values condition keys have. That is proven, and what is unknown is said.
/// Exits with 1 when there are some. Exits with 2 when the input cannot be used, a policy has
/// errors, or the policies are too large.
#[derive(Debug, ClapArgs)]
pub(crate) struct Unneeded {
    /// The case file; `-` reads standard input
    #[arg(value_name = "CASE.json")]
    pub(crate) case: String,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: AnswerFormat,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// Find changes to the policies that no expectation and no guarantee notices
///
/// Each change is made by itself. It drops a statement, or turns an operator, element or truth
/// value into its opposite. Or it widens a range of addresses by a bit, or takes out a value
/// that is excluded. Expectations and guarantees of the case file are tried on each change.
/// Where none fails, all sign-ins are compared. A change that decides some of them otherwise
/// comes with a request that would notice it.
/// Exits with 1 when there are some, or when that is unknown. Exits with 2 when the input
/// cannot be used, a policy has errors, or the case file expects nothing.
#[derive(Debug, ClapArgs)]
pub(crate) struct Mutants {
    /// The case file; `-` reads standard input
    #[arg(value_name = "CASE.json")]
    pub(crate) case: String,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: AnswerFormat,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// Say which ways back into the console there are after a lockout, for whom, and what to run
///
/// The ways are excluded principals, SigV4 credentials, the role of the management account, and
/// AWS Support. What policies prove, what is given and what nobody gave stand apart. Before a
/// rollout the answer says how ready the account is.
/// Exits with 0 when some way is open. Exits with 1 when none is, or when that is unknown.
/// Exits with 2 when the input cannot be used, a policy has errors, or the policies are too
/// large.
#[derive(Debug, ClapArgs)]
pub(crate) struct Recover {
    /// The case file; `-` reads standard input
    #[arg(value_name = "CASE.json")]
    pub(crate) case: String,
    /// Say, too, what becomes of people who are signed in: of a session that each request of
    /// the case file opened
    #[arg(long)]
    pub(crate) sessions: bool,
    /// The day, such as 2027-06-30, by which a password may have expired; without it none has
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) today: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: AnswerFormat,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// Say why somebody was denied, and whether given policies deny it, too
///
/// Takes the text that a user saw, in English or Japanese, or events of CloudTrail. Takes what
/// IAM Access Troubleshooter returns, too. Says which kind of policy and which action it points
/// at, what is not certain, and what to do. With a case file its policies decide the sign-in,
/// once for each thing that an unknown fact may be.
/// Exits with 1 when the policies do not decide as was recorded. Exits with 2 when the input is
/// not known or cannot be used, or a policy has errors.
#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainDenial {
    /// The file with the text or the events; `-` reads standard input
    #[arg(
        value_name = "FILE",
        conflicts_with = "message",
        required_unless_present = "message"
    )]
    pub(crate) file: Option<String>,
    /// The text that the user saw
    #[arg(long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
    /// The case file with the policies
    #[arg(long, value_name = "CASE.json")]
    pub(crate) case: Option<String>,
    /// The request of the case file that is meant by a text [default: any of them]
    #[arg(long, value_name = "NAME", requires = "case")]
    pub(crate) request: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: AnswerFormat,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// Order the calls that lead from one state of an account to another, and prove each state between
///
/// Compares the permission statements, RCPs, SCPs and console authorization of two case files. A
/// policy goes to a canary unit first and to the root last, and console authorization comes last.
/// Behind each step stand the requests, the lockout and the guarantees. Where AWS does not say
/// how several statements are combined, a state is shown by both readings. A step that would
/// break a guarantee is not taken: another order is looked for, and where there is none, the
/// states are counted. Exits with 0 when the steps break nothing and nobody is locked out at the
/// end. Exits with 1 when somebody is, or when there is no such order. Exits with 2 when the
/// input cannot be used.
#[derive(Debug, ClapArgs)]
pub(crate) struct Plan {
    /// The case file of the current state; `-` reads standard input
    #[arg(value_name = "CURRENT.json")]
    pub(crate) current: String,
    /// The case file of the wanted state, with its guarantees and requests
    #[arg(value_name = "WANTED.json")]
    pub(crate) wanted: String,
    /// A unit that policies are attached to first, such as a canary; repeat it in order. Without
    /// it these are the units of `account.organization.path`, from the account up
    #[arg(long, value_name = "NODE")]
    pub(crate) stage: Vec<String>,
    /// The day, such as 2027-06-30, by which something may have expired
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) today: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: PlanFormat,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// What the commands take that answer for all sign-ins at once.
#[derive(Debug, ClapArgs)]
pub(crate) struct AllAtOnce {
    /// The case file; `-` reads standard input
    #[arg(value_name = "CASE.json")]
    pub(crate) case: String,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: AnswerFormat,
    /// Write the answer to a file, too, with the SHA-256 of all files that it is about:
    /// `vestibule verify` checks it
    #[arg(long, value_name = "FILE")]
    pub(crate) certificate: Option<String>,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

/// Print what AWS documents: condition keys, actions, operators, quotas, managed policies
///
/// Each fact names its sources, and each source the day as of which vestibule has what it says:
/// what AWS has changed since is not in it.
#[derive(Debug, ClapArgs)]
pub(crate) struct Facts {
    /// Of what
    #[arg(value_enum, default_value_t)]
    pub(crate) of: FactsOf,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: AnswerFormat,
}

/// Say where people sign in, which domains a network must let through, and what policies gate
///
/// The domains, addresses and VPC endpoints are those that AWS documents, each with its source
/// and date. With `--allow-list` the list of a firewall or proxy is held against them. Nothing in
/// a PAC file is executed: the domains that it names are read.
/// Exits with 1 when the list lacks a domain, or when that is unknown. It does so, too, when
/// strangers have hosts in what it lets through. Exits with 2 when the list cannot be read.
#[derive(Debug, ClapArgs)]
pub(crate) struct Doors {
    /// The door; may be repeated [default: all of them]
    #[arg(long, value_enum, value_name = "DOOR")]
    pub(crate) user: Vec<DoorArg>,
    /// The id or the alias of the account
    #[arg(long, value_name = "ID|ALIAS", value_parser = account_or_alias)]
    pub(crate) account: Option<String>,
    /// A Region that people sign in to; may be repeated
    #[arg(long, value_name = "REGION", value_parser = commercial_region)]
    pub(crate) region: Vec<String>,
    /// The first label of the access portal, such as `d-1234567890` or its alias
    #[arg(long, value_name = "LABEL", value_parser = label)]
    pub(crate) portal: Option<String>,
    /// The id of the instance of IAM Identity Center, such as `ssoins-1234567890abcdef`
    #[arg(long, value_name = "ID", value_parser = label)]
    pub(crate) instance: Option<String>,
    /// The addresses over which people reach the access portal [default: both lists]
    #[arg(long, value_enum)]
    pub(crate) stack: Option<StackArg>,
    /// The list of a firewall or proxy: one domain a line, a PAC file, or a configuration of
    /// Squid; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) allow_list: Option<String>,
    /// For a firewall that takes no wildcards: `--format list` names hosts alone
    #[arg(long)]
    pub(crate) no_wildcards: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: DoorsFormat,
    #[command(flatten)]
    pub(crate) allow: AllowFlags,
}

fn account_or_alias(text: &str) -> Result<String, &'static str> {
    let is_id = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_id || is_account_alias(text) {
        Ok(text.to_owned())
    } else {
        Err("write the twelve digits of an account, or its alias")
    }
}

fn commercial_region(text: &str) -> Result<String, &'static str> {
    if is_commercial_region(text) {
        Ok(text.to_owned())
    } else {
        Err("write a commercial Region, such as `eu-west-1`: the lists are for these alone")
    }
}

fn label(text: &str) -> Result<String, &'static str> {
    if is_label(text) {
        Ok(text.to_owned())
    } else {
        Err("write lower-case letters, digits and hyphens, without dots")
    }
}

/// Print a JSON Schema of the contract
#[derive(Debug, ClapArgs)]
pub(crate) struct Schema {
    /// Of what
    #[arg(value_enum, default_value_t)]
    pub(crate) of: SchemaOf,
}

/// Print completions for a shell
#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For reading
    #[default]
    Table,
    /// An array of decisions
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PrettyFormat {
    /// For reading
    #[default]
    Pretty,
    /// One JSON value
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For reading
    #[default]
    Pretty,
    /// One JSON value
    Json,
    /// SARIF 2.1.0, such as for GitHub code scanning
    Sarif,
    /// Annotations on a pull request, by commands in the log of GitHub Actions
    Github,
    /// JUnit XML, a test for each finding
    Junit,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TestFormat {
    /// For reading
    #[default]
    Pretty,
    /// One JSON value
    Json,
    /// JUnit XML, a suite for each file and a test for each request and guarantee
    Junit,
    /// TAP version 14
    Tap,
    /// Annotations on a pull request, by commands in the log of GitHub Actions
    Github,
    /// A summary in Markdown, such as for `$GITHUB_STEP_SUMMARY`
    Markdown,
    /// SARIF 2.1.0, such as for GitHub code scanning
    Sarif,
    /// Coverage of the lines of policies, for tools that read lcov
    Lcov,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// For reading
    #[default]
    Text,
    /// One JSON value
    Json,
    /// For the comment on a pull request
    Markdown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DoorsFormat {
    /// For reading
    #[default]
    Text,
    /// One JSON value
    Json,
    /// For the comment on a pull request
    Markdown,
    /// One domain a line, for a firewall
    List,
}

/// The addresses over which people reach the access portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StackArg {
    /// IPv4 alone
    Ipv4,
    /// IPv4 and IPv6
    DualStack,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct DoorArg(pub(crate) DoorKind);

impl ValueEnum for DoorArg {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [DoorArg; 6] = [
            DoorArg(DoorKind::ALL[0]),
            DoorArg(DoorKind::ALL[1]),
            DoorArg(DoorKind::ALL[2]),
            DoorArg(DoorKind::ALL[3]),
            DoorArg(DoorKind::ALL[4]),
            DoorArg(DoorKind::ALL[5]),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.name()))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlanFormat {
    /// For reading
    #[default]
    Text,
    /// One JSON value
    Json,
    /// A runbook
    Markdown,
    /// A shell script that asks before each step
    Script,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum RepairFormat {
    /// For reading
    #[default]
    Text,
    /// One JSON value
    Json,
    /// For the comment on a pull request
    Markdown,
    /// One change, for `git apply` or `patch -p1`
    Patch,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Case files
    #[default]
    Case,
    /// Decisions
    Decision,
    /// Findings
    Finding,
    /// What `check --format json` prints
    Check,
    /// The configuration of `check`
    Config,
    /// What `test --format json` prints
    Report,
    /// What `map --format json` prints
    Map,
    /// What `lockout --format json` prints
    Lockout,
    /// What `prove --format json` prints
    Prove,
    /// What `diff --format json` prints
    Diff,
    /// What `--certificate` writes
    Certificate,
    /// What `verify --format json` prints
    Verify,
    /// What `repair --format json` prints
    Repair,
    /// What `unneeded --format json` prints
    Unneeded,
    /// What `mutants --format json` prints
    Mutants,
    /// What `recover --format json` prints
    Recover,
    /// What `explain-denial --format json` prints
    ExplainDenial,
    /// What `plan --format json` prints
    Plan,
    /// What `facts --format json` prints
    Facts,
    /// What `doors --format json` prints
    Doors,
    /// What `import --format json` prints
    Import,
    /// What `statements --as json` prints
    Statements,
    /// All of them, as the definitions of one schema
    All,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FactsOf {
    /// Condition keys
    Keys,
    /// Actions of AWS Sign-In
    Actions,
    /// Condition operators
    Operators,
    /// Services that resource control policies support
    Services,
    /// Quotas
    Quotas,
    /// Policies that AWS manages for its Sign-In
    ManagedPolicies,
    /// Sources, with their dates
    Sources,
    /// All of them
    #[default]
    All,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct EntryArg(pub(crate) Entry);

impl ValueEnum for EntryArg {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [EntryArg; 3] = [
            EntryArg(Entry::ALL[0]),
            EntryArg(Entry::ALL[1]),
            EntryArg(Entry::ALL[2]),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        let help = match self.0 {
            Entry::Console => "The console's sign-in page, or federation into it",
            Entry::LoginLocal => "`aws login`",
            Entry::LoginRemote => "`aws login --remote`",
        };
        Some(clap::builder::PossibleValue::new(self.0.name()).help(help))
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct KindArg(pub(crate) Kind);

impl ValueEnum for KindArg {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [KindArg; 5] = [
            KindArg(Kind::ALL[0]),
            KindArg(Kind::ALL[1]),
            KindArg(Kind::ALL[2]),
            KindArg(Kind::ALL[3]),
            KindArg(Kind::ALL[4]),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.name()))
    }
}
