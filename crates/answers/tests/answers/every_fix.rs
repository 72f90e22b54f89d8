//! Every code that has fixes, on generated policies: each fix removes its finding, leaves all
//! else as it is written, is applied once, and decides what the policy decided before somebody
//! made the mistake.

use std::collections::{BTreeMap, BTreeSet};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use vestibule_answers::{Comparing, Effect, Fixing, ToFix, diff, fix};
use vestibule_arbitrary::{PolicyModel, StatementModel, statement};
use vestibule_iam::document::Document;
use vestibule_lint::FIXES;
use vestibule_signin::Layer;
use vestibule_wire::{
    Case, CaseFile, DocumentText, Finding, FixApplies, Kind, NoFiles, Policies, SignInChange, check,
};

use super::mistakes::{Beside, LAYOUTS, Layout, MISTAKES, Made, Mistake};

/// How many policies are generated for each mistake.
const POLICIES: usize = 8;

/// A policy with a mistake, and without.
struct Sample {
    kind: Kind,
    good: String,
    wrong: String,
}

fn layer(kind: Kind) -> Layer {
    match kind {
        Kind::ResourceBased => Layer::ResourceBased,
        Kind::ResourceControl => Layer::ResourceControl,
        Kind::ServiceControl => Layer::ServiceControl,
        Kind::Identity => Layer::Identity,
        Kind::VpcEndpoint => Layer::VpcEndpoint,
    }
}

/// The text of one statement.
fn text_of(statement: StatementModel, kind: Kind) -> String {
    let text = PolicyModel::of(layer(kind), statement).text(false);
    let start = text.find('[').unwrap() + 1;
    text[start..text.len() - 2].to_owned()
}

fn sample(mistake: &Mistake, number: usize, runner: &mut TestRunner) -> Sample {
    let kind = mistake.kinds[number % mistake.kinds.len()];
    let layout = LAYOUTS[number % LAYOUTS.len()];
    let mut some = |most: usize| -> Vec<String> {
        let count = match mistake.beside {
            Beside::Anything => (number + most) % (most + 1),
            Beside::Nothing => 0,
        };
        (0..count)
            .map(|_| statement().new_tree(runner).unwrap().current())
            .map(|statement| text_of(statement, kind))
            .collect()
    };
    let (before, behind) = (some(2), some(1));
    let layout = match (&mistake.made, layout) {
        // What is laid out anew would lose a member that stands twice.
        (Made::Statement(_), Layout::Pretty) => Layout::Tabs,
        (_, layout) => layout,
    };
    let (good, wrong) = mistake.texts(kind, (&before, &behind), layout);
    Sample { kind, good, wrong }
}

/// The findings that a mistake is for, with the text as they refer to it.
fn found(sample: &Sample, mistake: &Mistake) -> (String, Vec<Finding>, Option<Finding>) {
    let checked = check(sample.wrong.as_bytes(), Some(sample.kind));
    let text = checked.text().to_owned();
    let at = super::mistakes::place(&sample.good);
    let longer = text.len().saturating_sub(sample.good.len());
    let is_here = |finding: &&Finding| {
        let fix = finding.fix.as_ref();
        let is_meant = |applies| (applies == FixApplies::Safe) == mistake.is_safe;
        let inside = |start: u32| (at.start..=at.end + longer + 1).contains(&(start as usize));
        let is_inside = match mistake.made {
            Made::Text(_) => true,
            Made::Word(..) | Made::Statement(_) => {
                finding.span.is_some_and(|span| inside(span.start))
            }
        };
        finding.code == mistake.code && is_inside && fix.is_some_and(|fix| is_meant(fix.applies))
    };
    let finding = checked.findings.iter().find(is_here).cloned();
    (text, checked.findings, finding)
}

fn count(findings: &[Finding], like: &Finding) -> usize {
    let same = |of: &&Finding| of.code == like.code && of.message == like.message;
    findings.iter().filter(same).count()
}

fn case(text: &str, kind: Kind) -> Case {
    let document = DocumentText::new(text);
    let file = CaseFile {
        policies: Policies::of_one(kind, None, Some(document)),
        ..CaseFile::default()
    };
    Case::new(file, &NoFiles)
}

/// Whether two texts decide every sign-in, and each of its actions, in the same way.
fn decides_the_same(one: &str, other: &str, kind: Kind) -> bool {
    let compact = |text: &str| Document::parse(text).root.to_compact_string();
    if compact(one) == compact(other) {
        return true;
    }
    let (one, other) = (case(one, kind), case(other, kind));
    ["111122223333", "444455556666"].iter().all(|account| {
        let comparing = Comparing {
            account: Some(account),
            phases: true,
            ..Comparing::default()
        };
        let found = diff(&one, &other, comparing).expect("it can be compared");
        let mut phases = found.phases.iter().flatten();
        // Of statements that cannot be read it is not known what they come to.
        let is_open = |change: &SignInChange| change.from == change.to;
        phases.all(|phase| phase.changes.is_empty() && phase.not_known.iter().all(is_open))
    })
}

/// What is wrong with a text as JSON.
fn problems(text: &str) -> usize {
    Document::parse(text).problems.len()
}

/// What does not hold, with the line that says it.
macro_rules! hold {
    ($what:expr, $about:expr) => {
        if !$what {
            return Err(format!("line {}: {}", line!(), $about));
        }
    };
}

/// Whether the mistake is found in a sample, and its fix does what it is to do.
fn holds(sample: &Sample, mistake: &Mistake) -> Result<bool, String> {
    let Sample { kind, good, wrong } = sample;
    let (text, findings, Some(finding)) = found(sample, mistake) else {
        return Ok(false);
    };
    let fixed = fix(ToFix::Policy(wrong, Some(*kind)), Fixing::Of(&finding));
    let about = format!("{} {kind:?}\n{good}\n{wrong}", mistake.code);
    let Some(file) = fixed.files.first() else {
        // Beside other mistakes a bracket does not end up where the text misses it.
        hold!(mistake.code == "json-missing-close", about);
        return Ok(false);
    };
    let after = &file.after;
    let about = format!("{about}\n{after}\n{:?}\n{finding:?}", fixed.effect);
    hold!(
        count(&fixed.left, &finding) < count(&findings, &finding),
        about
    );
    let of_json = mistake.code.starts_with("json-");
    hold!(
        problems(after) + usize::from(of_json) <= problems(&text),
        about
    );
    // Lines end as they ended.
    let lone = |text: &str| text.replace("\r\n", "").matches('\n').count();
    hold!(!text.contains("\r\n") || lone(after) <= lone(&text), about);
    hold!(decides_the_same(after, good, *kind), about);
    hold!(!matches!(fixed.effect, Effect::NotKnown(_)), about);
    hold!(!mistake.is_safe || fixed.effect.keeps_decisions(), about);
    for fixing in [Fixing::Safe, Fixing::All] {
        let first = fix(ToFix::Policy(wrong, Some(*kind)), fixing);
        let after = first.files.first().map_or(&*text, |file| &file.after);
        let about = format!("{about}\n{first:?}");
        hold!(first.refused.is_empty(), about);
        hold!(problems(after) <= problems(&text), about);
        let again = fix(ToFix::Policy(after, Some(*kind)), fixing);
        hold!(again.files.is_empty(), format!("{about}\n{again:?}"));
    }
    Ok(true)
}

#[test]
fn every_fix_does_what_it_says_and_nothing_else() {
    let mut runner = TestRunner::deterministic();
    let mut covered: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    let mut wrong: Vec<String> = Vec::new();
    for mistake in MISTAKES {
        let mut held = 0;
        for number in 0..POLICIES {
            match holds(&sample(mistake, number, &mut runner), mistake) {
                Ok(is_found) => held += usize::from(is_found),
                Err(why) => wrong.push(why),
            }
        }
        if held < POLICIES / 2 {
            let (code, good) = (mistake.code, mistake.good);
            wrong.push(format!("{code} is found in {held} of {POLICIES}: {good}"));
        }
        *covered.entry((mistake.code, mistake.is_safe)).or_default() += held;
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n\n"));
    let expected = FIXES.iter().flat_map(|(code, fixes)| {
        let ways = [true, false].into_iter();
        ways.filter(|is_safe| fixes.has(*is_safe))
            .map(|is_safe| (*code, is_safe))
    });
    let expected: BTreeSet<(&str, bool)> = expected.collect();
    for (code, is_safe) in &expected {
        let held = covered.get(&(code, *is_safe)).copied().unwrap_or(0);
        let safe = if *is_safe { "safe" } else { "unsafe" };
        println!("{code}, {safe}: {held} policies");
        assert!(
            held > 0,
            "no policy was generated for the {safe} fixes of {code}"
        );
    }
    assert_eq!(covered.keys().copied().collect::<BTreeSet<_>>(), expected);
}

/// A good policy in a case file, as a part of it and in a file of its own: what is fixed is
/// fixed there as it is by itself, and nothing else of the case file is touched.
#[test]
fn in_a_case_file_a_fix_is_the_same() {
    let mut runner = TestRunner::deterministic();
    let mut held = 0;
    for mistake in MISTAKES {
        for number in 0..2 {
            let sample = sample(mistake, number, &mut runner);
            held += usize::from(in_case(&sample));
        }
    }
    assert!(held > MISTAKES.len(), "{held}");
}

fn in_case(sample: &Sample) -> bool {
    let Sample { kind, wrong, .. } = sample;
    // What is no JSON would be wrong with the whole case file.
    if problems(wrong) > 0 || *kind == Kind::Identity {
        return false;
    }
    let alone = fix(ToFix::Policy(wrong, Some(*kind)), Fixing::All);
    let Some(file) = alone.files.first() else {
        return false;
    };
    let entry = match kind {
        Kind::ResourceBased => "\"resourceBased\" : @",
        Kind::ResourceControl => "\"resourceControl\": [ {\"document\":  @ } ]",
        Kind::ServiceControl => "\"serviceControl\":[{ \"document\":@}]",
        Kind::VpcEndpoint => "\"vpcEndpoint\":\t[{ \"document\":@}]",
        Kind::Identity => return false,
    };
    let around = |document: &str| {
        let entry = entry.replace('@', document);
        format!(
            "{{\r\n  \"vestibule\":1,  \"account\": {{\"id\":\"111122223333\"}},\n\t\"policies\":{{{entry}}}, \"requests\" :[ ]\n}}\n"
        )
    };
    let text = around(wrong);
    let fixed = fix(ToFix::CaseFile(&text, &NoFiles), Fixing::All);
    let own = fixed.files.first().expect("it is fixed there, too");
    assert_eq!(own.file, None);
    assert_eq!(own.after, around(&file.after), "{wrong}");
    let files = One(wrong.clone());
    let text = around("\"./policy.json\"");
    let fixed = fix(ToFix::CaseFile(&text, &files), Fixing::All);
    let [own] = &*fixed.files else {
        panic!("{:?}", fixed.files)
    };
    assert_eq!(own.file.as_deref(), Some("./policy.json"));
    assert_eq!(own.after, file.after);
    true
}

struct One(String);

impl vestibule_wire::Loader for One {
    fn find(&self, path: &str) -> Result<usize, vestibule_wire::LoadError> {
        match path {
            "./policy.json" => Ok(0),
            _ => NoFiles.find(path),
        }
    }

    fn read(&self, _: usize) -> Result<Vec<u8>, vestibule_wire::LoadError> {
        Ok(self.0.clone().into_bytes())
    }
}
