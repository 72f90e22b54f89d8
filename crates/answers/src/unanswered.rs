//! Why there is no answer, as a finding.

use vestibule_analysis::{Large, Unanswered};
use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

/// The finding that says why there is no answer.
pub(crate) fn finding(why: Unanswered) -> Box<Finding> {
    let (code, message, help) = match why {
        Unanswered::NoAccount => return no_account(),
        Unanswered::AnotherAccount => (
            "another-account",
            message!("the cases are of two accounts"),
            message!("compare cases of one account"),
        ),
        Unanswered::NobodyOfTheAccount => (
            "another-account",
            message!("a principal that is named belongs to another account"),
            message!("name principals of the account that is signed in to"),
        ),
        Unanswered::NoSuchNetwork => (
            "unknown-network",
            message!("a network that is named is none of those of the case"),
            message!("name one of `networks`"),
        ),
        Unanswered::NoWords => (
            "analysis-no-words",
            message!(
                "there is no answer for all sign-ins, because overlapping patterns make a region that no pattern describes"
            ),
            message!(
                "decide single sign-ins with `vestibule decide`, or use fewer wildcards on one key"
            ),
        ),
        Unanswered::TooLarge { what, limit } => (
            "analysis-too-large",
            message!(
                "there is no answer for all sign-ins, because there are more than {limit} {what}",
                limit = limit,
                what = large(what)
            ),
            message!(
                "decide single sign-ins with `vestibule decide`, or leave out policies that do not bear on them"
            ),
        ),
    };
    Box::new(Finding::new(code, Severity::Error, message).help(help))
}

fn large(what: Large) -> Message {
    match what {
        Large::Patterns => message!("ways to read a text that patterns tell apart"),
        Large::Classes => message!("classes of values of one dimension"),
        Large::Truths => message!("truths of parts of statements"),
        Large::Edges => message!("edges of the diagram of all sign-ins"),
        Large::Regions => message!("regions"),
        Large::Steps => message!("steps of one decision"),
    }
}

/// Nobody told the account that is signed in to.
pub(crate) fn no_account() -> Box<Finding> {
    let message = message!("the account is not set, and the requests are not all of one account");
    let finding = Finding::new("missing-account", Severity::Error, message);
    let help = message!("write its twelve digits as `account.id`");
    Box::new(finding.help(help).path("account.id"))
}
