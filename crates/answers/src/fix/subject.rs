//! What is fixed, read.

use std::ops::Deref;

use vestibule_iam::document::Document;
use vestibule_wire::{
    Case, CaseFile, Checked, DocumentText, EditedFile, Finding, Kind, Loader, NoFiles, NodePolicy,
    Placed, Policies, PrincipalPolicy, check, drop_explained, fixed_text,
};

use super::{FixedFinding, Permits, ToFix};

/// A policy that allows everything.
const ALLOWING: &str =
    r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#;

/// A text with what is found in it.
pub(super) enum Subject<'a> {
    /// A policy, and its kind where that is told.
    Policy(Box<Checked>, Option<Kind>),
    /// A case file, and what is found in it and in its policies by themselves.
    Case(Box<Case>, Vec<Finding>),
    /// A case file of which no case can be made, and the files that it may name.
    NoCase(String, Vec<Finding>, &'a dyn Loader),
}

/// A change of a subject: what it is then, the files that changed, and of which findings the
/// fixes were applied.
type Change<'a> = (Subject<'a>, Vec<EditedFile>, Vec<FixedFinding>);

/// The file that a finding is in, where it is another one, and the line.
type At = (Option<String>, Option<u32>);

impl<'a> Subject<'a> {
    pub(super) fn read(to_fix: ToFix<'a>) -> Self {
        match to_fix {
            ToFix::Policy(text, kind) => Self::policy(text, kind),
            ToFix::CaseFile(text, loader) => {
                match Case::read(text, loader).and_then(Case::of_one_account) {
                    Ok(case) => Self::case(case),
                    Err(findings) => Self::NoCase(text.to_owned(), findings, loader),
                }
            }
        }
    }

    /// What rules about the whole case find has no fix, and would be asked in every round.
    fn case(case: Case) -> Self {
        let mut findings = case.findings().to_vec();
        findings.extend(case.compiled().lint());
        drop_explained(&mut findings);
        Self::Case(Box::new(case), findings)
    }

    fn policy(text: &str, kind: Option<Kind>) -> Self {
        Self::Policy(Box::new(check(text.as_bytes(), kind)), kind)
    }

    pub(super) fn findings(&self) -> &[Finding] {
        match self {
            Self::Policy(checked, _) => &checked.findings,
            Self::Case(_, findings) | Self::NoCase(_, findings, _) => findings,
        }
    }

    /// Whether the fix of one of the findings may be applied.
    pub(super) fn permits(&self, finding: &Finding, permits: &Permits<'_>) -> bool {
        match self {
            Self::Policy(checked, _) => permits(&checked.lying(finding), &[]),
            Self::Case(case, _) => permits(&case.lying(finding), &case.file().suppressions),
            Self::NoCase(..) => permits(&Placed::unplaced(finding), &[]),
        }
    }

    /// The subject after the fixes of findings that are wanted.
    pub(super) fn fixed(&self, wanted: &dyn Fn(&Finding) -> bool) -> Option<Change<'a>> {
        let findings = self.findings();
        let wanted = |index: usize| findings.get(index).is_some_and(wanted);
        let told = |applied: &[usize], file: &dyn Fn(&Finding) -> At| {
            let applied = applied.iter().filter_map(|index| findings.get(*index));
            let applied = applied.map(|finding| {
                let (file, line) = file(finding);
                FixedFinding {
                    finding: finding.clone(),
                    line,
                    file,
                }
            });
            applied.collect()
        };
        let line = |finding: &Finding| Some(finding.range?.start.line + 1);
        match self {
            Self::Case(case, findings) => {
                let fixed = case.fixed(findings, &wanted)?;
                let applied = told(&fixed.applied, &|finding| {
                    let place = case.location_of(finding);
                    let file = place.and_then(|place| place.file.map(str::to_owned));
                    (file, place.map(|place| place.line()))
                });
                Some((Self::case(fixed.edited.case), fixed.edited.files, applied))
            }
            Self::Policy(checked, kind) => {
                let (after, applied) = fixed_text(checked.text(), findings, &wanted)?;
                let applied = told(&applied, &|finding| (None, line(finding)));
                let files = vec![edited(checked.text(), &after)];
                Some((Self::policy(&after, *kind), files, applied))
            }
            Self::NoCase(text, _, loader) => {
                let (after, applied) = fixed_text(text, findings, &wanted)?;
                let applied = told(&applied, &|finding| (None, line(finding)));
                let changed = vec![edited(text, &after)];
                let after = match Case::read(&*after, *loader) {
                    Ok(case) => Self::case(case),
                    Err(findings) => Self::NoCase(after, findings, *loader),
                };
                Some((after, changed, applied))
            }
        }
    }

    /// Whether both are policies whose JSON is the same but for its layout.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let (Self::Policy(one, _), Self::Policy(other, _)) = (self, other) else {
            return false;
        };
        let [one, other] = [one, other].map(|checked| Document::parse(checked.text()));
        let is_read = one.is_sound() && other.is_sound();
        is_read && one.root.to_compact_string() == other.root.to_compact_string()
    }

    /// The kind of a policy.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Self::Policy(checked, _) => Some(checked.kind),
            Self::Case(..) | Self::NoCase(..) => None,
        }
    }

    /// The cases to decide sign-ins by. A policy is the only one of its case, and of that kind;
    /// one of a layer in which somebody must allow stands beside one that does in a second case,
    /// where alone it shows what it denies.
    pub(super) fn cases(&self, kind: Option<Kind>) -> Vec<Held<'_>> {
        match self {
            Self::Case(case, _) => vec![Held::Of(case)],
            Self::NoCase(..) => Vec::new(),
            Self::Policy(checked, _) => {
                let kind = kind.unwrap_or(checked.kind);
                let document = || DocumentText::new(checked.text());
                let alone = Policies::of_one(kind, None, Some(document()));
                let mut beside = alone.clone();
                let allowing = || DocumentText::new(ALLOWING);
                match kind {
                    Kind::ServiceControl => {
                        let policy = NodePolicy {
                            name: None,
                            attached_to: None,
                            document: allowing(),
                        };
                        beside.service_control.push(policy);
                    }
                    Kind::Identity => {
                        let policy = PrincipalPolicy {
                            name: None,
                            principal: None,
                            document: allowing(),
                        };
                        beside.identity.get_or_insert_default().push(policy);
                    }
                    Kind::ResourceBased | Kind::ResourceControl | Kind::VpcEndpoint => {}
                }
                let is_one = beside == alone;
                let all = std::iter::once(alone).chain((!is_one).then_some(beside));
                let case = |policies| {
                    let file = CaseFile {
                        policies,
                        ..CaseFile::default()
                    };
                    Held::Own(Box::new(Case::new(file, &NoFiles)))
                };
                all.map(case).collect()
            }
        }
    }
}

/// A case that is there, or was made.
pub(super) enum Held<'s> {
    Of(&'s Case),
    Own(Box<Case>),
}

impl Deref for Held<'_> {
    type Target = Case;

    fn deref(&self) -> &Case {
        match self {
            Self::Of(case) => case,
            Self::Own(case) => case,
        }
    }
}

fn edited(before: &str, after: &str) -> EditedFile {
    EditedFile {
        file: None,
        before: before.to_owned(),
        after: after.to_owned(),
    }
}
