//! Every bound on size, depth and work, in one place.
//!
//! Bounds are counted and never timed, so that an answer does not depend on the
//! machine. All of them are far above what AWS stores. `docs/limits.md` lists them,
//! held to this file by a test.

/// One bound, for documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The name of its constant.
    pub name: &'static str,
    /// The figure.
    pub figure: u64,
    /// What is bounded, with the unit of the figure.
    pub what: &'static str,
    /// What the user gets over it: the code of a finding, or a sentence.
    pub over: &'static str,
}

macro_rules! limits {
    ($($(#[doc = $doc:literal])+ $name:ident: $type:ty = $figure:expr, $what:literal, $over:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: $type = $figure;)+

        /// All of them, in the order of this file.
        pub const ALL: &[Limit] = &[$(Limit {
            name: stringify!($name),
            figure: $name as u64,
            what: $what,
            over: $over,
        }),+];
    };
}

limits! {
    /// The longest text that is read as JSON, in bytes, but for case files.
    DOCUMENT_BYTES: usize = 1 << 20,
        "bytes of a policy document or a share link", "`document-too-large`";
    /// The longest case file that is read, in bytes.
    CASE_BYTES: usize = 4 << 20,
        "bytes of a case file, with the policies in it", "`document-too-large`";
    /// The deepest nesting of JSON that is read.
    DOCUMENT_DEPTH: usize = 64,
        "levels of nested JSON", "`nesting-too-deep`";
    /// The most statements of a policy that are read.
    STATEMENTS: usize = 10_000,
        "statements of a policy", "`policy-too-large`";
    /// The most policies of a case that are read.
    POLICIES: usize = 10_000,
        "policies of a case, those of several endpoints in one file each", "`too-many-policies`";
    /// The longest page of documentation that is read, in bytes.
    PAGE_BYTES: usize = 8 << 20,
        "bytes of a page of documentation", "`page-too-large`";
    /// The most files that a case or a page names, each counted as often as it is named.
    NAMED_FILES: usize = 5_000,
        "files that a case or a page names, each as often as it is named", "`too-many-files`";
    /// The most that the files hold which a case or a page names, each counted as often
    /// as it is named, in bytes.
    NAMED_BYTES: usize = 8 << 20,
        "bytes of the files that a case or a page names, each as often as it is named", "`files-too-large`";
    /// The most that the files hold which all cases and pages of one run name, each counted
    /// as often as it is named, in bytes.
    RUN_BYTES: usize = 32 << 20,
        "bytes of the files that all cases and pages of one run name, each as often as it is named", "`run-too-large`";
    /// The deepest folder below a tested one that is walked.
    WALK_DEPTH: usize = 128,
        "levels of folders below a tested one", "`folder-too-deep`";
    /// The most files and folders that are looked at below a tested folder.
    WALK_ENTRIES: usize = 200_000,
        "files and folders below a tested one", "`folder-too-large`";
    /// The largest file that is imported, in bytes.
    IMPORT_BYTES: usize = 64 << 20,
        "bytes of a file that is imported", "`import-too-large`";
    /// The largest file of YAML that is imported, in bytes.
    YAML_BYTES: usize = 16 << 20,
        "bytes of YAML that is imported", "`import-unreadable`";
    /// The largest file of a configuration of Terraform that is imported, in bytes.
    TERRAFORM_BYTES: usize = 4 << 20,
        "bytes of a configuration of Terraform that is imported", "`import-unreadable`";
    /// How many folders are looked at for a configuration, the working directory among them.
    CONFIG_LEVELS: usize = 64,
        "folders from the working directory up to the root of its repository in which `check` looks for a configuration",
        "none is looked for above the working directory";
    /// The longest text that a decision repeats.
    SHOWN_TEXT: usize = 10_240,
        "bytes of one text that a decision repeats from a policy or a request",
        "the text ends in `… and N more characters`, and `leftOut.characters` counts them";
    /// What the decisions on one case list, explanations aside.
    LISTED_BYTES: usize = 64 << 20,
        "bytes of the lists in all decisions of one command or call",
        "three entries a list, 256 bytes a text, and `leftOut` counts the others";
    /// What explanations of the decisions on one case say.
    EXPLAINED_BYTES: usize = 128 << 20,
        "bytes of the explanations in all decisions of one command or call",
        "no further statements, and `leftOut` and the last line of the explanation count them";
    /// How many entries of a list a sentence or a table names.
    LIST_NAMES: usize = 100,
        "entries of a list in a sentence, a table or a mismatch",
        "`and N more`";
    /// The longest list in a mismatch.
    LIST_BYTES: usize = 4_096,
        "bytes of a list in a mismatch",
        "`and N more`";
    /// The longest name in a sentence.
    NAME_CHARACTERS: usize = 256,
        "characters of a name in a sentence",
        "`…`";
    /// How many failed requests and guarantees `test` writes out.
    FAILED_SHOWN: usize = 100,
        "failed requests and guarantees that `test` writes out for people",
        "`and N more that failed`; the summary counts all";
    /// How many unmet expectations of a file are explained.
    UNMET_EXPLAINED: usize = 20,
        "unmet expectations of a file of which `test` looks for the nearest sign-in that is as expected",
        "the others are told without one";
    /// How many findings on one file are written out.
    FINDINGS_SHOWN: usize = 1_000,
        "findings on one file that are written out for people",
        "`and N more findings`; the summary counts all";
    /// The most text that is made of the examples of a page, each with what stands before it
    /// as white space, in bytes.
    PAGE_EXAMPLES_BYTES: usize = 16 << 20,
        "bytes of the examples of a page, each with the page before it as white space", "`too-many-examples`";
    /// The most context keys that a request gives. AWS allows fifty tags of a session.
    CONTEXT_KEYS: usize = 500,
        "context keys of a request", "`too-many-context-keys`";
    /// The longest way from the root to an account. AWS allows five levels of units.
    PATH_NODES: usize = 100,
        "roots and units in `account.organization.path`", "`path-too-long`";
    /// The most accounts of an organization that are read.
    ORGANIZATION_ACCOUNTS: usize = 10_000,
        "accounts in the tree of an organization", "`organization-too-large`";
    /// The most units of an organization that are read. AWS allows 2,000.
    ORGANIZATION_UNITS: usize = 5_000,
        "roots and units in the tree of an organization", "`organization-too-large`";
    /// The most levels of units below the root, as many as AWS allows.
    ORGANIZATION_LEVELS: usize = 5,
        "levels of units below the root of an organization", "`organization-too-deep`";
    /// The most entries that are kept of what binds the accounts of requests: policies and
    /// condition keys for each class of accounts, policies for each account.
    ORGANIZATION_BOUND: usize = 2_000_000,
        "policies and keys that bind the accounts of requests, those of each account by themselves", "`organization-too-large`";
    /// The most groups of accounts of an organization for which an answer about all sign-ins is
    /// asked for.
    ACCOUNT_GROUPS: usize = 1_000,
        "groups of accounts that policies, requests and guarantees tell apart, in answers about all sign-ins", "`analysis-too-large`";
    /// The most groups of accounts of an organization of which rules about all sign-ins are
    /// asked: each takes several answers.
    CHECKED_GROUPS: usize = 500,
        "groups of accounts that policies and requests tell apart, in rules about all sign-ins", "`not-analysed`";
    /// The most networks of a case that have names.
    NAMED_NETWORKS: usize = 250,
        "networks of a case that have names", "`too-many-networks`";
    /// The most guarantees of a case.
    GUARANTEES: usize = 250,
        "guarantees of a case", "`too-many-guarantees`";
    /// The most networks from which `init` writes a sign-in of each principal.
    DRAFT_NETWORKS: usize = 5,
        "networks from which `init` writes sign-ins", "the others have guarantees alone";
    /// The most principals of whom `init` writes sign-ins.
    DRAFT_PRINCIPALS: usize = 5,
        "principals, of those that policies name, of whom `init` writes sign-ins", "`draft-cut`";
    /// The most principals of whom `lockout` says by name whether they have a way in.
    NAMED_PRINCIPALS: usize = 250,
        "principals of the requests and policies of a case of whom `lockout` speaks by name", "they are among all others, of whom it speaks too";
    /// The most steps that a decision may take, counted before it is made: about one for
    /// each character that is compared. The largest policies that AWS stores at all levels
    /// of an organization take about ten million.
    DECISION_WORK: u64 = 1 << 30,
        "steps of a decision, counted before it is made", "`work-limit`: the decision is unknown";
    /// The most steps that the decisions of a case file, or the trials of what would change
    /// a decision, take together.
    CASE_WORK: u64 = 1 << 31,
        "steps of all decisions of a case file", "`work-limit`: the decisions behind it are unknown";
    /// The most states of the automaton of all patterns that one key is compared with.
    AUTOMATON_STATES: usize = 50_000,
        "states of the automaton of all patterns on one key", "the values of the key are not told apart: too large";
    /// The most steps that are taken to build that automaton: one for each place in a
    /// pattern that is looked at.
    AUTOMATON_STEPS: usize = 1 << 23,
        "steps to build the automaton of all patterns on one key", "the values of the key are not told apart: too large";
    /// The most places in texts of one dimension that the patterns on it and the shape of its
    /// values tell apart.
    CLASS_STATES: usize = 200_000,
        "ways to read a text that the patterns on one dimension tell apart", "the analysis leaves statements with wildcards on it undecided, or has no answer";
    /// The most classes of values of one dimension.
    SPACE_CLASSES: usize = 50_000,
        "classes of values of one dimension of all sign-ins", "the analysis has no answer";
    /// The most truths of parts of statements that the evaluator is asked for.
    SPACE_STEPS: usize = 1 << 22,
        "truths of parts of statements in one analysis", "the analysis has no answer";
    /// The most edges of the diagram of all sign-ins that are made or followed.
    DIAGRAM_EDGES: usize = 1 << 24,
        "edges of the diagram of all sign-ins that are made or followed", "the analysis has no answer";
    /// The most regions into which all sign-ins are divided.
    REGIONS: usize = 10_000,
        "regions of one list", "the analysis has no answer";
    /// The longest certificate that is read, in bytes.
    CERTIFICATE_BYTES: usize = 32 << 20,
        "bytes of a certificate", "`certificate-too-large`";
    /// The most steps that are taken to check a certificate: places in patterns, truths of
    /// parts of statements, and parts of regions that are looked at.
    CHECK_STEPS: usize = 1 << 26,
        "steps to check a certificate", "`certificate-not-checked`";
    /// The most sign-ins for which repairs are looked for.
    REPAIRED_SIGN_INS: usize = 20,
        "sign-ins for which `repair` looks for changes in one run", "`repair` names how many it left out";
    /// The most changes to policies that are tried for one sign-in.
    REPAIR_TRIALS: usize = 60,
        "changes that `repair` tries for one sign-in", "`notTried` counts the others";
    /// The most changes to policies of which `mutants` says whether anything notices them.
    MUTANTS: usize = 300,
        "changes that `mutants` tries", "`notTried` counts the others";
    /// The most rounds in which fixes are applied, each to what the one before it made.
    FIX_ROUNDS: usize = 100,
        "rounds in which `check --fix` applies fixes", "`check --fix` applies the rest when it is run again";
    /// The most accounts that policies name for which is compared what a fix changes.
    FIX_ACCOUNTS: usize = 4,
        "accounts that policies name for which `check --fix` compares decisions", "the others are not compared, and their number is told";
    /// The most findings about all policies of a case that are kept.
    POLICY_FINDINGS: usize = 1_000,
        "findings about all policies of a case", "`too-many-problems`";
    /// The most domains and patterns of an allow-list that are looked at.
    ALLOW_LIST_ENTRIES: usize = 5_000,
        "domains and patterns of an allow-list", "`doors` counts the others, and says that they are not looked at";
    /// The most lines of an allow-list that could not be read and are told.
    ALLOW_LIST_UNREAD: usize = 200,
        "lines of an allow-list that could not be read", "`doors` counts the others";
    /// The most findings about a case file that are kept, beside those about its policies.
    CASE_FINDINGS: usize = 100,
        "findings about a case file, and about each request that stands alone", "`too-many-problems`";
}
