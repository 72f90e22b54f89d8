//! Comparisons, held to the evaluator.

use proptest::prelude::*;
use vestibule_analysis::{
    Change, Comparison, Decided, Difference, Options, Unanswered, Where, diff, diff_of_texts,
};
use vestibule_arbitrary::{Case, PolicyModel, case, layer, statement};
use vestibule_signin::{Action, Authorizer, Decision, DecisionValue, Entry, Layer, Request};

use crate::examples::{compile, policy};
use crate::lockouts::PERIMETER;
use crate::{reader, sign_in, told};

fn compare(before: &Authorizer, after: &Authorizer) -> Comparison {
    diff(before, after, &Options::default()).expect("small policies are not too large")
}

#[test]
fn what_an_edit_changes_is_said_with_a_witness() {
    let compile = |text: &str| compile("111122223333", vec![policy(Layer::ResourceBased, text)]);
    let wider = PERIMETER.replace("203.0.113.0/24", "203.0.112.0/23");
    let found = compare(&compile(PERIMETER), &compile(&wider)).chain;
    assert_eq!(found.is_equivalent(), Some(false));
    // The new half of the range, to the console and for root by `aws login`.
    assert!(!found.changes.is_empty() && found.undecided.is_empty());
    let opens = |change: &Change| change.after.outcome == DecisionValue::Allowed;
    assert!(found.changes.iter().any(opens));
    for change in &found.changes {
        // What still needs an Allow gets further than before.
        assert_eq!(change.before.denied_at, Some(Action::Authenticate));
        assert!(opens(change) || change.after.denied_at == Some(Action::AuthorizeOAuth2Access));
        let inside = Where {
            network: Some(vestibule_analysis::NetworkSet::Public(Some(vec![
                crate::lockouts::cidr("203.0.112.0/24"),
            ]))),
            ..Where::default()
        };
        assert!(reader::admits(&inside, &change.witness));
    }
}

#[test]
fn policies_of_two_accounts_are_not_compared() {
    let one = compile("111122223333", Vec::new());
    let other = compile("444455556666", Vec::new());
    assert_eq!(
        diff(&one, &other, &Options::default()),
        Err(Unanswered::AnotherAccount)
    );
}

fn of(decision: &Decision<'_>) -> Decided {
    Decided {
        outcome: decision.outcome,
        denied_at: decision.denied_at,
    }
}

fn of_phase(decision: &Decision<'_>, action: Action) -> Decided {
    let outcome = decision.phases[action as usize].decision;
    Decided {
        outcome,
        denied_at: (outcome == DecisionValue::Denied).then_some(action),
    }
}

/// A sign-in lies in a change exactly if it is decided otherwise.
fn holds(
    found: &Difference,
    request: &Request,
    before: Decided,
    after: Decided,
) -> Result<(), TestCaseError> {
    if found
        .undecided
        .iter()
        .any(|unsure| reader::admits(&unsure.place, request))
    {
        return Ok(());
    }
    let changes: Vec<&Change> = found
        .changes
        .iter()
        .filter(|change| reader::admits(&change.place, request))
        .collect();
    let said: Vec<(Decided, Decided)> = changes
        .iter()
        .map(|change| (change.before, change.after))
        .collect();
    let expected = if before == after {
        Vec::new()
    } else {
        vec![(before, after)]
    };
    prop_assert_eq!(said, expected, "{:?}", request);
    Ok(())
}

fn all_hold(
    found: &Comparison,
    (before, after): (&Authorizer, &Authorizer),
    request: &Request,
) -> Result<(), TestCaseError> {
    let decide = |authorizer: &'_ Authorizer| {
        let decision = authorizer
            .decide(request)
            .expect("a request made here is sound");
        (
            of(&decision),
            Action::ALL.map(|action| of_phase(&decision, action)),
        )
    };
    let (before, before_phases) = decide(before);
    let (after, after_phases) = decide(after);
    holds(&found.chain, request, before, after)?;
    for ((found, before), after) in found.phases.iter().zip(before_phases).zip(after_phases) {
        holds(found, request, before, after)?;
    }
    Ok(())
}

/// The keys that range because of one set of policies or the other, asked of both.
fn sign_in_of(
    all: (&Authorizer, &Authorizer),
    found: &Comparison,
    seed: &sign_in::Seed,
) -> Request {
    let mut request = sign_in::of(all.0, &found.ranging, seed);
    let other = sign_in::of(all.1, &found.ranging, seed);
    for (name, value) in other.context {
        if !request
            .context
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(&name))
        {
            request.context.push((name, value));
        }
    }
    request
}

/// What a sign-in to the console may be for.
const RESOURCES: [&str; 2] = [
    "arn:aws:signin:::console/canvas",
    "arn:aws:signin:::console/other",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_sign_in_changes_as_is_said(
        one in case(), other in case(), seeds in prop::collection::vec(sign_in::seed(), 24),
    ) {
        let (before, after) = (told(one).compile(), told(other).compile());
        let found = compare(&before, &after);
        for list in found.phases.iter().chain([&found.chain]) {
            for change in &list.changes {
                all_hold(&found, (&before, &after), &change.witness)?;
            }
        }
        for seed in seeds {
            let request = sign_in_of((&before, &after), &found, &seed);
            all_hold(&found, (&before, &after), &request)?;
        }
        // The other way round it is the mirror image.
        let mirrored = compare(&after, &before);
        let turned = |change: &Change| (change.after, change.before, change.place.clone());
        let plain = |change: &Change| (change.before, change.after, change.place.clone());
        let mut expected: Vec<_> = found.chain.changes.iter().map(turned).collect();
        let mut said: Vec<_> = mirrored.chain.changes.iter().map(plain).collect();
        let by_text = |one: &(Decided, Decided, Where)| format!("{one:?}");
        expected.sort_by_key(by_text);
        said.sort_by_key(by_text);
        prop_assert_eq!(said, expected);
    }

    #[test]
    fn policies_are_equivalent_to_themselves(case in case()) {
        let case = told(case);
        for other in [case.compile(), case.reversed().compile()] {
            let found = compare(&case.compile(), &other);
            for list in found.phases.iter().chain([&found.chain]) {
                prop_assert_eq!(&list.changes, &[]);
            }
        }
        // The same texts leave the same open.
        let same = |one: usize, other: usize| one == other;
        let compiled = case.compile();
        let found = diff_of_texts(&compiled, &case.compile(), &same, &Options::default())
            .expect("small policies are not too large");
        for unsure in found.phases.iter().chain([&found.chain]).flat_map(|list| &list.undecided) {
            prop_assert!(unsure.undecided.iter().any(|places| !places.is_empty()), "{:#?}", unsure);
        }
    }

    /// What is unknown to both and said to be the same stays the same once it is known.
    #[test]
    fn what_is_said_to_be_the_same_is_so_whatever_is_open(
        case in case(), other in statement(), at in any::<prop::sample::Index>(),
        edit in 0..3_u8, own in prop::collection::vec(statement(), 1..3),
        resource in prop::option::of(prop::sample::select(&RESOURCES[..])),
        seeds in prop::collection::vec(sign_in::seed(), 24),
    ) {
        let mut before = told(case);
        let mut after = before.clone();
        let count = after.policies.len();
        if count > 0 {
            let at = at.index(count);
            match edit {
                0 => after.policies[at].statements.push(other),
                1 => after.policies[at].statements[0] = other,
                _ => {
                    after.policies.remove(at);
                }
            }
        }
        let all = (before.compile(), after.compile());
        let found = compare(&all.0, &all.1);
        for case in [&mut before, &mut after] {
            if !case.identity_told {
                case.policies.retain(|policy| policy.layer != Layer::Identity);
                case.identity_told = true;
                for statement in &own {
                    case.policies.push(PolicyModel::of(Layer::Identity, statement.clone()));
                }
            }
            if let Some(organization) = &mut case.organization {
                organization.id.get_or_insert_with(|| "o-a1b2c3d4e5".to_owned());
            }
        }
        let known = (before.compile(), after.compile());
        for seed in seeds {
            let request = sign_in_of((&all.0, &all.1), &found, &seed);
            // A form of `aws login` tells the resource.
            let resource = resource.filter(|_| request.entry == Entry::Console);
            let opened = Request { resource: resource.map(str::to_owned), ..request.clone() };
            let decided = |of: &Authorizer| {
                let decision = of.decide(&opened).expect("sound");
                let phases = Action::ALL.map(|action| decision.phases[action as usize].decision);
                (phases, decision.outcome)
            };
            let (one, other) = (decided(&known.0), decided(&known.1));
            let same = |list: &Difference| {
                let changes = list.changes.iter().map(|change| &change.place);
                let mut places = changes.chain(list.undecided.iter().map(|unsure| &unsure.place));
                !places.any(|place| reader::admits(place, &request))
            };
            if same(&found.chain) {
                prop_assert_eq!(one.1, other.1, "{:?}", opened);
            }
            for (index, list) in found.phases.iter().enumerate() {
                if same(list) {
                    prop_assert_eq!(one.0[index], other.0[index], "{} {:?}", index, opened);
                }
            }
        }
    }

    #[test]
    fn a_further_deny_only_closes(case in case(), deny in statement(), layer in layer()) {
        let mut more = told(case);
        more.organization.get_or_insert_default();
        let before = more.compile();
        more.policies.push(PolicyModel::of(layer, deny.denying()));
        for change in compare(&before, &Case::compile(&more)).chain.changes {
            prop_assert_ne!(change.after.outcome, DecisionValue::Allowed, "{:#?}", change);
            // One that was denied is so as early, or earlier.
            if change.before.outcome == DecisionValue::Denied {
                prop_assert_eq!(change.after.outcome, DecisionValue::Denied);
                prop_assert!(change.after.denied_at < change.before.denied_at);
            }
        }
    }
}
