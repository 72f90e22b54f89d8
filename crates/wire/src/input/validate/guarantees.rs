//! Checks what is to hold for every sign-in of some kind.

use vestibule_iam::date::parse_date;
use vestibule_iam::message;
use vestibule_iam::problem::{Message, code, nearest, quoted};
use vestibule_signin::Action;
use vestibule_syntax::limits::GUARANTEES;

use super::account::account_id;
use super::network::unknown_action;
use super::{characters, region};
use crate::contract::case_file::CaseFile;
use crate::contract::finding::{Finding, Severity};
use crate::contract::guarantee::{
    Guarantee, GuaranteedNetworks, GuaranteedPrincipals, NetworksWord, Perimeter,
};
use crate::input::ids::is_node;
use crate::input::place::Place;
use crate::input::report::Report;

/// Complains of guarantees that say nothing, and of names that do not tell them apart.
pub(crate) fn guarantees(file: &CaseFile, report: &mut Report<'_>) {
    let place = Place::Root.member("guarantees");
    let told = &file.guarantees;
    if told.len() > GUARANTEES {
        let message = message!(
            "the case has {count} guarantees, and at most {most} are read",
            count = told.len(),
            most = GUARANTEES
        );
        let help = message!("put several patterns of principals into one guarantee");
        report.error(&place, "too-many-guarantees", message, help);
        return;
    }
    let names: Vec<&str> = file.networks.iter().map(|network| &*network.name).collect();
    let has_tree = file.organization.is_some();
    for (index, guarantee) in told.iter().enumerate() {
        let place = place.element(index);
        check(guarantee, &names, has_tree, &place, report);
        let mut before = told.iter().take(index);
        let is_perimeter = file.perimeter.is_some() && guarantee.name == Perimeter::NAME;
        if is_perimeter || before.any(|other| other.name == guarantee.name) {
            let message = message!(
                "two guarantees are called {name}",
                name = quoted(&guarantee.name)
            );
            let help = message!("give each a name of its own");
            report.error(&place.member("name"), "duplicate-guarantee", message, help);
        }
    }
    if let Some(perimeter) = &file.perimeter {
        let place = Place::Root.member("perimeter");
        if names.is_empty() {
            let help = message!("declare them as `networks`");
            no_networks(&place, help, report);
        }
        patterns(&perimeter.exempt, &place.member("exempt"), report);
        let (owner, reason) = (perimeter.owner.as_deref(), perimeter.reason.as_deref());
        answered_for(owner, reason, perimeter.expires.as_deref(), &place, report);
    }
}

fn no_networks(place: &Place<'_>, help: Message, report: &mut Report<'_>) {
    let message = message!("the case declares no networks");
    report.error(place, "unknown-network", message, help);
}

fn check(
    told: &Guarantee,
    networks: &[&str],
    has_tree: bool,
    place: &Place<'_>,
    report: &mut Report<'_>,
) {
    characters::name(&told.name, &place.member("name"), report);
    let (owner, reason) = (told.owner.as_deref(), told.reason.as_deref());
    answered_for(owner, reason, told.expires.as_deref(), place, report);
    principals(told, &place.member("principals"), report);
    from(told, networks, &place.member("from"), report);
    let lists = [
        ("entry", told.entry.as_ref().map(Vec::len)),
        ("regions", told.regions.as_ref().map(Vec::len)),
        ("accounts", told.accounts.as_ref().map(Vec::len)),
    ];
    for (member, _) in lists.iter().filter(|(_, count)| *count == Some(0)) {
        empty(&place.member(member), report);
    }
    let of_regions = place.member("regions");
    for (index, told) in told.regions.iter().flatten().enumerate() {
        let _ = region(told, &of_regions.element(index), report);
    }
    let of_accounts = place.member("accounts");
    for (index, id) in told.accounts.iter().flatten().enumerate() {
        // Whether the tree has it is checked with the tree.
        if !(has_tree && is_node(id)) {
            account_id(id, &of_accounts.element(index), report);
        }
    }
    let at = told.at.as_deref();
    if let Some(at) = at.filter(|at| Action::from_name(at).is_none()) {
        report.value(&place.member("at"), unknown_action(at));
    }
}

/// Who answers for it, why it is there, and until when.
pub(super) fn answered_for(
    owner: Option<&str>,
    reason: Option<&str>,
    expires: Option<&str>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) {
    for (member, text) in [("owner", owner), ("reason", reason)] {
        if let Some(text) = text {
            characters::name(text, &place.member(member), report);
        }
    }
    if let Some(day) = expires.filter(|day| !is_day(day)) {
        let message = message!("{text} is not a day", text = quoted(day));
        let help = message!("write the last day on which it is to hold, such as `2027-06-30`");
        report.error(&place.member("expires"), "invalid-day", message, help);
    }
}

fn principals(told: &Guarantee, place: &Place<'_>, report: &mut Report<'_>) {
    let (patterns, member) = told.principals.patterns();
    let inner = member.map(|member| place.member(member));
    let place = inner.as_ref().unwrap_or(place);
    if patterns.is_empty() && !matches!(told.principals, GuaranteedPrincipals::Any(_)) {
        empty(place, report);
    }
    self::patterns(patterns, place, report);
}

fn patterns(patterns: &[String], place: &Place<'_>, report: &mut Report<'_>) {
    for (index, pattern) in patterns.iter().enumerate() {
        let help = message!(
            "write an ARN such as `arn:aws:iam::111122223333:role/*`, or `any` for everybody"
        );
        self::pattern(pattern, &place.element(index), help, report);
    }
}

/// Complains of a pattern that the ARN of no principal matches.
pub(super) fn pattern(pattern: &str, place: &Place<'_>, help: Message, report: &mut Report<'_>) {
    characters::text(pattern, place, report);
    if !is_principal_pattern(pattern) {
        let message = message!(
            "{pattern} matches the ARN of no principal",
            pattern = quoted(pattern)
        );
        report.error(place, "invalid-principal", message, help);
    }
}

/// Whether a pattern may match the ARN of a principal: as far as it goes without wildcards
/// it is the beginning of one.
pub fn is_principal_pattern(pattern: &str) -> bool {
    let plain = pattern.split(['*', '?']).next().unwrap_or_default();
    let is_cut = plain.len() < pattern.len();
    let fields: Vec<&str> = plain.splitn(6, ':').collect();
    let last = fields.len().saturating_sub(1);
    let fits = |(index, field): (usize, &&str)| {
        let ends_here = index == last && is_cut;
        let is = |word: &str| {
            if ends_here {
                word.starts_with(field)
            } else {
                word == *field
            }
        };
        match index {
            0 => is("arn"),
            1 => is("aws") || field.starts_with("aws-") || (ends_here && "aws-".starts_with(field)),
            2 => is("iam") || is("sts"),
            3 => field.is_empty(),
            4 => {
                let digits = field.bytes().all(|byte| byte.is_ascii_digit());
                digits && (field.len() == 12 || (ends_here && field.len() < 12))
            }
            _ => true,
        }
    };
    (is_cut || fields.len() == 6) && fields.iter().enumerate().all(fits)
}

fn from(told: &Guarantee, networks: &[&str], place: &Place<'_>, report: &mut Report<'_>) {
    let word = match &told.from {
        GuaranteedNetworks::Word(word) => Some(*word),
        GuaranteedNetworks::In(_) | GuaranteedNetworks::NotIn(_) => None,
    };
    if word == Some(NetworksWord::Networks) && networks.is_empty() {
        let help = message!("declare them as `networks`, or write `anywhere`");
        no_networks(place, help, report);
    }
    let (names, member) = told.from.names();
    let inner = member.map(|member| place.member(member));
    let place = inner.as_ref().unwrap_or(place);
    if names.is_empty() && word.is_none() {
        empty(place, report);
    }
    named(names, networks, place, report);
}

/// Complains of names that no network has.
pub(super) fn named(
    names: &[String],
    networks: &[&str],
    place: &Place<'_>,
    report: &mut Report<'_>,
) {
    for (index, name) in names.iter().enumerate() {
        if networks.contains(&&**name) {
            continue;
        }
        let message = message!("no network is called {name}", name = quoted(name));
        let finding = Finding::new("unknown-network", Severity::Error, message);
        let finding = match nearest(name, networks.iter().copied()) {
            Some(near) => finding.help(message!("did you mean {right}?", right = code(near))),
            None => finding.help(message!("declare it as one of `networks`")),
        };
        report.value(&place.element(index), finding);
    }
}

/// The list has nothing in it, so that the guarantee would be about no sign-in, or about all.
#[inline(never)]
pub(super) fn empty(place: &Place<'_>, report: &mut Report<'_>) {
    let message = message!("the list is empty");
    let help = message!("name something, or leave the restriction out");
    report.error(place, "empty-list", message, help);
}

/// Whether a text is a day that there is, as `2027-06-30`.
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && parse_date(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_match_nobody() {
        for right in [
            "*",
            "arn:aws:iam::111122223333:user/BreakGlass",
            "arn:aws:iam::1111*",
            "arn:aws*:iam::*:role/x",
            "arn:aws-cn:iam::111122223333:root",
            "arn:*",
            "a?n:aws:iam::111122223333:user/x",
        ] {
            assert!(is_principal_pattern(right), "{right}");
        }
        for wrong in [
            "",
            "alice",
            "user/*",
            "arn:aws:iam::111122223333",
            "arn:aws:s3:::bucket/*",
            "arn:aws:iam:eu-west-1:111122223333:user/x",
            "arn:aws:iam::11112222333:user/*",
        ] {
            assert!(!is_principal_pattern(wrong), "{wrong}");
        }
    }

    #[test]
    fn days() {
        assert!(is_day("2027-06-30"));
        for wrong in [
            "2027-06",
            "2027-06-31",
            "30.06.2027",
            "2027-6-30",
            "2027-06-30T00:00:00Z",
        ] {
            assert!(!is_day(wrong), "{wrong}");
        }
    }
}
