//! What is said first of a case.

use vestibule_answers::words::Line;
use vestibule_answers::{Summary, SummaryVerdict, access_map, lockout, prove, summary};
use vestibule_wire::{Case, Entry, NoFiles, Outcome, Request};

use crate::{files, folder, read, sign_ins};

use SummaryVerdict::{LockedOut, Nothing, Proven, Unknown};

fn of(case: &Case) -> Option<Summary> {
    let (map, lockout) = (access_map(case).ok()?, lockout(case).ok()?);
    let proofs = prove(case, None).unwrap_or_default();
    Some(summary(case, &map, &lockout, &proofs))
}

fn text(line: &Line) -> String {
    match &line.tail {
        Some(tail) => format!("{}: {}", line.head.plain(), tail.plain()),
        None => line.head.plain(),
    }
}

/// The verdict and the sentences of a case.
pub(crate) fn said(case: &Case) -> (SummaryVerdict, Vec<String>) {
    let summary = of(case).expect("an answer");
    (
        summary.verdict,
        summary.sentences.iter().map(text).collect(),
    )
}

fn without_networks(case: &Case) -> Case {
    let mut file = case.file().clone();
    file.networks.clear();
    file.guarantees.clear();
    Case::new(file, &NoFiles)
}

/// AWS's own examples, what goes wrong with each, and the gallery.
#[test]
fn the_examples_are_summed_up() {
    let portal = "roles of IAM Identity Center cannot sign in to the console";
    let portal_networks =
        "roles of IAM Identity Center cannot sign in from any of the declared networks";
    let exempt = "role/OrgBreakGlassRole and user/EmergencyUser cannot sign in through vpc-0a1b2c3d4e5f60718 in other Regions than us-west-2";
    let ways = "2 ways in: from 203.0.113.0/24; through vpc-0a1b2c3d4e5f60718 in us-west-2";
    let office = "one way in: from 203.0.113.0/24";
    let endpoint = "nobody but role/BreakGlassRole gets in through a VPC endpoint";
    let proven = "nobody is locked out: proven";
    let analysis: [(&str, SummaryVerdict, &[&str]); 9] = [
        (
            "example-1.json",
            LockedOut,
            &[
                exempt,
                "nobody gets in from corporate VPC in Ireland",
                portal_networks,
                ways,
            ],
        ),
        (
            "example-2.json",
            LockedOut,
            &[
                "nobody but role/BreakGlassRole gets in from corporate VPC",
                portal_networks,
                office,
            ],
        ),
        (
            "mfa-and-dates.json",
            Proven,
            &[
                proven,
                "one way in, depending on aws:MultiFactorAuthPresent, aws:CurrentTime and aws:MultiFactorAuthAge: from anywhere",
            ],
        ),
        (
            "open.json",
            Proven,
            &[
                "user/Nobody cannot sign in from anywhere in ap-northeast-1",
                proven,
                "people get in from anywhere",
            ],
        ),
        (
            "scp-break-glass.json",
            LockedOut,
            &[
                "nobody can sign in from any of the declared networks, not even role/OrgBreakGlassRole",
            ],
        ),
        (
            "separate-statements.json",
            LockedOut,
            &["nobody but role/OrgBreakGlassRole can sign in from any of the declared networks"],
        ),
        (
            "undecided.json",
            Unknown,
            &[
                "it is not known whether users can sign in from any of the declared networks: Statement[0] of the resource-based policy cannot be decided for all sign-ins together",
                "one way in: from anywhere",
            ],
        ),
        (
            "../../crates/playground/examples/authorization-off.json",
            Nothing,
            &["everybody gets in from anywhere, as console authorization is off"],
        ),
        (
            "../../crates/playground/examples/missing-key.json",
            LockedOut,
            &["nobody can sign in to the console"],
        ),
    ];
    let guarantees = said(&read(&folder("analysis").join("guarantees.json")));
    let broken = [
        "guarantee users get in from every network does not hold",
        "guarantee everybody has a way in does not hold",
        "nobody but role/BreakGlassRole gets in from corporate VPC",
        portal_networks,
        office,
        "3 of 5 guarantees hold",
    ];
    assert_eq!(guarantees, (LockedOut, strings(&broken)));
    for (name, verdict, sentences) in analysis {
        let found = said(&read(&folder("analysis").join(name)));
        assert_eq!((found.0, found.1), (verdict, strings(sentences)), "{name}");
    }
    let without: [(&str, SummaryVerdict, &[&str]); 5] = [
        ("example-1.json", LockedOut, &[exempt, portal, ways]),
        ("example-2.json", LockedOut, &[endpoint, portal, office]),
        (
            "scp-break-glass.json",
            LockedOut,
            &["nobody can sign in to the console, not even role/OrgBreakGlassRole"],
        ),
        (
            "separate-statements.json",
            LockedOut,
            &["nobody but role/OrgBreakGlassRole can sign in to the console"],
        ),
        (
            "undecided.json",
            Unknown,
            &[
                "it is not known whether users can sign in to the console: Statement[0] of the resource-based policy cannot be decided for all sign-ins together",
                "one way in: from anywhere",
            ],
        ),
    ];
    for (name, verdict, sentences) in without {
        let case = without_networks(&read(&folder("analysis").join(name)));
        let found = said(&case);
        assert_eq!((found.0, found.1), (verdict, strings(sentences)), "{name}");
    }
    let gallery: [(&str, SummaryVerdict, &[&str]); 7] = [
        (
            "break-glass.json",
            LockedOut,
            &[
                portal,
                "2 ways in: from 203.0.113.0/24 and 2001:db8:1234::/48; through vpc-0a1b2c3d4e5f60718 in us-west-2",
            ],
        ),
        (
            "endpoint-policy.json",
            Proven,
            &[
                proven,
                "2 ways in: over the internet; through other VPC endpoints than vpce-0fedcba9876543210",
            ],
        ),
        (
            "federated-user.json",
            LockedOut,
            &[
                "federated-user/Carlos cannot sign in over the internet from outside of 203.0.113.0/24 or through a VPC endpoint",
                endpoint,
                portal,
                office,
            ],
        ),
        (
            "identity-center.json",
            LockedOut,
            &[endpoint, portal, office],
        ),
        (
            "one-phase-exemption.json",
            LockedOut,
            &[
                "role/BreakGlassRole cannot sign in over the internet from outside of 203.0.113.0/24 or through a VPC endpoint",
                "nobody gets in through a VPC endpoint",
                portal,
                office,
            ],
        ),
        (
            "region-deny-scp.json",
            Proven,
            &[
                proven,
                "one way in: from anywhere in eu-central-1 and eu-west-1",
            ],
        ),
        (
            "session-revocation.json",
            Proven,
            &[
                "user/Alice cannot sign in from anywhere, with aws:TokenIssueTime before 2026-07-01T12:00:00Z",
                proven,
                "people get in from anywhere",
            ],
        ),
    ];
    let examples = folder("../crates/playground/examples");
    for (name, verdict, sentences) in gallery {
        let found = said(&read(&examples.join(name)));
        assert_eq!((found.0, found.1), (verdict, strings(sentences)), "{name}");
    }
}

pub(crate) fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// Whether a sentence that tells who comes by a path alone, or that nobody does, names a
/// principal.
fn is_named(sentence: &str, arn: &str) -> bool {
    let name = arn.splitn(6, ':').last().unwrap_or_default();
    let portal = "role/aws-reserved/sso.amazonaws.com/";
    sentence.contains(name)
        || (name == "root" && sentence.contains("the root user"))
        || (name.starts_with(portal) && sentence.contains("roles of IAM Identity Center"))
}

/// Who gets in by a path that is said to be closed is named, and a path is said to be closed
/// by which none of many sign-ins gets in.
#[test]
fn paths_are_closed_exactly_where_that_is_said() {
    let mut paths = Vec::new();
    files(&folder("analysis"), &mut paths);
    files(&folder("../crates/playground/examples"), &mut paths);
    files(&folder("corpus"), &mut paths);
    let (mut closed, mut open) = (0, 0);
    for path in paths.into_iter().step_by(2) {
        let case = without_networks(&read(&path));
        let (Some(summary), Ok(map)) = (of(&case), access_map(&case)) else {
            continue;
        };
        let sentences: Vec<String> = summary.sentences.iter().map(text).collect();
        if summary.verdict == Nothing || sentences[0].contains("can sign in to the console") {
            continue;
        }
        let regions = map.phases.iter().flat_map(|phase| &phase.regions);
        let witnesses = map
            .chain
            .iter()
            .chain(regions)
            .map(|region| &region.witness);
        let mut requests: Vec<Request> = witnesses.cloned().collect();
        let account = case.compiled().account_id().map(sign_ins);
        // An account is of one partition.
        let mut told = case.file().requests.iter();
        let is_of_aws = told.all(|request| request.principal.starts_with("arn:aws:"));
        let others = account.filter(|_| is_of_aws).into_iter().flatten();
        requests.extend(others.map(|request| serde_json::from_value(request).unwrap()));
        requests.retain(|request| request.entry.unwrap_or_default() == Entry::Console);
        // A path may be open in the Region of the global endpoint alone.
        let global = requests.clone().into_iter().map(|request| Request {
            region: Some("us-east-1".to_owned()),
            ..request
        });
        requests.extend(global);
        for (path_name, is_endpoint) in [
            ("through a VPC endpoint", true),
            ("over the internet", false),
        ] {
            let about = format!("{}: {path_name}: {sentences:#?}", path.display());
            let said = sentences
                .iter()
                .find(|sentence| sentence.ends_with(path_name) && sentence.starts_with("nobody"));
            let gets_in = |request: &&Request| {
                let network = request.network.as_ref().unwrap();
                network.is_endpoint() == is_endpoint
                    && case.compiled().decide(request).unwrap().outcome != Outcome::Denied
            };
            let mut passing = requests.iter().filter(gets_in).peekable();
            match said {
                // A pattern names more than can be seen here.
                Some(said) if said.contains('*') => {}
                Some(said) => {
                    closed += 1;
                    for request in passing {
                        assert!(is_named(said, &request.principal), "{about}: {request:#?}");
                    }
                }
                // The witnesses alone may come by one path.
                None if !is_of_aws || case.compiled().account_id().is_none() => {}
                None => {
                    open += 1;
                    assert!(passing.peek().is_some(), "{about}");
                }
            }
        }
    }
    assert!(closed > 10 && open > 10, "{closed}, {open}");
}

/// A sentence is shown by a sign-in that comes to what it says, by the statements that it
/// names.
#[test]
fn what_is_said_is_shown() {
    let mut paths = Vec::new();
    files(&folder("analysis"), &mut paths);
    files(&folder("../crates/playground/examples"), &mut paths);
    let mut corpus = Vec::new();
    files(&folder("corpus"), &mut corpus);
    // The corpus repeats itself.
    paths.extend(corpus.into_iter().step_by(5));
    let (mut summaries, mut shown) = (0, 0);
    for path in paths {
        let case = read(&path);
        for case in [without_networks(&case), case] {
            let Some(summary) = of(&case) else { continue };
            summaries += 1;
            let about = path.display();
            assert!(!summary.sentences.is_empty(), "{about}");
            let is_denied = |line: &Line| line.outcome == Some(Outcome::Denied);
            let is_open = |line: &Line| line.outcome == Some(Outcome::Unknown);
            match summary.verdict {
                LockedOut => assert!(summary.sentences.iter().any(is_denied), "{about}"),
                Unknown => assert!(summary.sentences.iter().any(is_open), "{about}"),
                Proven | Nothing => {}
            }
            for line in &summary.sentences {
                let said = format!("{about}: {}", text(line));
                if !is_denied(line) {
                    continue;
                }
                let witness = line.witness.as_ref().unwrap_or_else(|| panic!("{said}"));
                let decision = case.compiled().decide(witness).unwrap();
                shown += 1;
                if said.contains("guarantee") {
                    continue;
                }
                assert_eq!(decision.outcome, Outcome::Denied, "{said}");
                let at = decision.phases.iter();
                let deciders: Vec<_> = at.flat_map(|phase| &phase.decided_by).collect();
                for by in &line.statements {
                    assert!(deciders.contains(&by), "{said}: {by:?}");
                }
            }
        }
    }
    assert!(summaries > 50 && shown > 50, "{summaries}, {shown}");
}
