//! The examples of the gallery: case files like any other, in `examples/`. Their
//! titles and lessons are messages; the names of their sign-ins stand in the case
//! files in English, and each has a translation.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_iam::json::json_string;
use vestibule_wire::{Action, Case, Layer, NoFiles, Outcome};

use crate::ACTIONS;
use vestibule_l10n::Text;

/// Why an example is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// AWS documents it, or it is how one would do it.
    Pattern,
    /// It does something else than it seems to say.
    Trap,
}

/// An example.
#[derive(Debug)]
pub struct Example {
    pub slug: &'static str,
    pub group: Group,
    /// The text of its case file.
    pub file: &'static str,
}

macro_rules! examples {
    ($($group:ident $slug:literal,)+) => {
        /// All of them, in the order in which they are shown.
        pub const ALL: &[Example] = &[$(Example {
            slug: $slug,
            group: Group::$group,
            file: include_str!(concat!("../examples/", $slug, ".json")),
        }),+];
    };
}

examples! {
    Pattern "break-glass",
    Trap "example-2-rbp",
    Trap "example-1-rcp",
    Trap "separate-statements",
    Trap "one-phase-exemption",
    Trap "missing-key",
    Pattern "data-perimeter-rcp",
    Trap "scp-break-glass",
    Trap "scp-aws-login",
    Trap "region-deny-scp",
    Pattern "endpoint-policy",
    Trap "identity-center",
    Trap "federated-user",
    Pattern "managed-policies",
    Pattern "session-revocation",
    Pattern "authorization-off",
}

/// A sign-in of an example, and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SignIn {
    pub name: IString,
    pub outcome: Outcome,
    pub denied_at: Option<Action>,
}

/// An example as the gallery shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub slug: &'static str,
    pub group: Group,
    pub title: IString,
    pub lesson: IString,
    /// The layers that it has policies of.
    pub layers: Vec<Layer>,
    pub sign_ins: Vec<SignIn>,
}

/// All examples in the language of `text`. What comes of their sign-ins is what
/// their files expect; a test decides each and holds the two together.
pub fn shown(text: &Text) -> Rc<[Shown]> {
    ALL.iter()
        .filter_map(|example| example.shown(text))
        .collect()
}

fn action(name: &str) -> Option<Action> {
    ACTIONS.into_iter().find(|action| action.name() == name)
}

impl Example {
    pub fn title(&self, text: &Text) -> IString {
        text.of("example-title", self.slug)
    }

    fn shown(&self, text: &Text) -> Option<Shown> {
        let case = Case::read(self.file, &NoFiles).ok()?;
        let mut layers: Vec<Layer> = case
            .compiled()
            .documents()
            .iter()
            .map(|document| document.layer)
            .collect();
        layers.dedup();
        let sign_ins = case.names().iter().zip(&case.file().requests);
        let sign_ins = sign_ins.filter_map(|(name, request)| {
            let expect = request.expect.as_ref()?;
            Some(SignIn {
                name: text.sample(name),
                outcome: expect.outcome?,
                denied_at: expect.at.as_deref().and_then(action),
            })
        });
        Some(Shown {
            slug: self.slug,
            group: self.group,
            title: self.title(text),
            lesson: text.of("example-lesson", self.slug),
            layers,
            sign_ins: sign_ins.collect(),
        })
    }

    /// The case file with the names of its sign-ins in the language of `text`.
    /// All else stays as it is written.
    pub fn case_file(&self, text: &Text) -> String {
        let mut file = self.file.to_owned();
        let Ok(case) = Case::read(self.file, &NoFiles) else {
            return file;
        };
        for name in case.names() {
            let (from, to) = (json_string(name), json_string(&text.sample(name)));
            file = file.replace(&format!("\"name\": {from}"), &format!("\"name\": {to}"));
        }
        file
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use vestibule_wire::FileResult;

    use super::*;
    use vestibule_l10n::Language;

    fn is_japanese(text: &str) -> bool {
        text.contains(|c| ('\u{3000}'..'\u{FFF0}').contains(&c))
    }

    #[test]
    fn every_file_is_an_example() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("the folder of the examples")
            .map(|entry| {
                entry
                    .expect("a file")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        let known: BTreeSet<String> = ALL.iter().map(|e| format!("{}.json", e.slug)).collect();
        assert_eq!(files, known);
        assert!(ALL.len() >= 12);
    }

    /// The example has all managed policies, with their text.
    #[test]
    fn the_managed_policies_are_those_of_the_facts() {
        let example = ALL.iter().find(|of| of.slug == "managed-policies");
        let file: serde_json::Value =
            serde_json::from_str(example.expect("the example").file).expect("JSON");
        let facts = vestibule_wire::facts(Some(vestibule_wire::FactList::ManagedPolicies));
        let facts = facts.managed_policies.expect("the policies");
        let entries = file["policies"]["identity"].as_array().expect("a list");
        assert_eq!(entries.len(), facts.len());
        for fact in facts {
            let entry = entries.iter().find(|entry| entry["name"] == *fact.name);
            let document = serde_json::to_value(&fact.document).expect("JSON");
            assert_eq!(
                entry.expect("an entry")["document"],
                document,
                "{}",
                fact.name
            );
        }
    }

    #[test]
    fn every_example_decides_as_it_says() {
        for example in ALL {
            let case = Case::read(example.file, &NoFiles)
                .unwrap_or_else(|findings| panic!("{}: {findings:?}", example.slug));
            assert!(case.file().requests.len() >= 2, "{}", example.slug);
            let result = FileResult::of(example.slug, &case);
            for request in &result.requests {
                assert_eq!(request.passed, Some(true), "{}: {request:?}", example.slug);
            }
            for request in &case.file().requests {
                let expect = request.expect.as_ref().expect("an expectation");
                assert!(expect.outcome.is_some(), "{}", example.slug);
                let is_denied = expect.outcome == Some(Outcome::Denied);
                assert_eq!(expect.at.is_some(), is_denied, "{}", example.slug);
            }
        }
    }

    /// What the lesson says of an exemption for IAM Identity Center.
    #[test]
    fn exempting_reserved_roles_lets_them_in_from_everywhere() {
        let example = ALL.iter().find(|one| one.slug == "identity-center");
        let file = example.expect("the example").file;
        let there = "\"arn:aws:iam::111122223333:role/BreakGlassRole\"\n            },";
        assert_eq!(file.matches(there).count(), 2);
        let exempt = "[\"arn:aws:iam::111122223333:role/BreakGlassRole\", \
             \"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*\"]},";
        let outcomes = |file: &str| -> Vec<Outcome> {
            let case = Case::read(file, &NoFiles).expect("a case file");
            let all = 0..case.file().requests.len();
            all.filter_map(|at| Some(case.decide(at)?.outcome))
                .collect()
        };
        use Outcome::{Allowed, Denied};
        assert_eq!(outcomes(file), [Denied, Denied, Allowed, Allowed]);
        let after = outcomes(&file.replace(there, exempt));
        assert_eq!(after, [Allowed, Allowed, Allowed, Allowed]);
    }

    #[test]
    fn every_example_is_shown_in_both_languages() {
        for language in Language::ALL {
            let text = Text::new(language);
            let shown = shown(&text);
            assert_eq!(shown.len(), ALL.len());
            for (shown, example) in shown.iter().zip(ALL) {
                let english = !is_japanese(&shown.title);
                assert_eq!(english, language == Language::En, "{}", shown.title);
                let stops = if language == Language::En {
                    ". "
                } else {
                    "。"
                };
                let sentences = shown.lesson.matches(stops).count();
                let expected = if language == Language::En { 1 } else { 2 };
                assert_eq!(sentences, expected, "two sentences: {}", shown.lesson);
                assert!(!shown.layers.is_empty(), "{}", example.slug);
                let file = example.case_file(&text);
                let case = Case::read(&file, &NoFiles).expect("the translated file");
                let written = Case::read(example.file, &NoFiles).expect("the file");
                for (at, name) in case.names().iter().enumerate() {
                    assert_eq!(name.as_str(), shown.sign_ins[at].name.as_str());
                    let translated = *name != written.names()[at];
                    assert_eq!(translated, language == Language::Ja, "{name}");
                }
            }
        }
    }
}
