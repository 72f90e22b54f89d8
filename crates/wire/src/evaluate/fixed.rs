//! Texts after the fixes of their findings.

use vestibule_iam::json::edit::{self, Edit};

use super::case::Case;
use super::edited::{Edited, InFiles};
use crate::contract::finding::{Finding, Fix};

/// What the fixes of some findings made of a case.
#[derive(Debug)]
pub struct FixedCase {
    /// The case as it is read from the edited files.
    pub edited: Edited,
    /// The numbers of the findings whose fixes were applied.
    pub applied: Vec<usize>,
}

/// The text after the fixes of the findings that are wanted, and the numbers of these. Of fixes
/// that touch each other the first is applied; `None` where there is none to apply.
pub fn fixed_text(
    text: &str,
    findings: &[Finding],
    wanted: &dyn Fn(usize) -> bool,
) -> Option<(String, Vec<usize>)> {
    let mut edits = Vec::new();
    let mut applied = Vec::new();
    for (index, fix) in fixes(findings, wanted) {
        if take(&mut edits, of_fix(fix)) {
            applied.push(index);
        }
    }
    if applied.is_empty() {
        return None;
    }
    Some((edit::apply(text, &edits)?, applied))
}

impl Case {
    /// The case after the fixes of those of its findings that are wanted, told by their numbers.
    /// Of fixes that touch each other the first is applied. The edited files are read again as
    /// they would be from a disk, and nothing else is read. `None` where there is no fix to
    /// apply, or what they make is no case file.
    pub fn fixed(&self, findings: &[Finding], wanted: &dyn Fn(usize) -> bool) -> Option<FixedCase> {
        let mut all = InFiles::default();
        let mut applied = Vec::new();
        for (index, fix) in fixes(findings, wanted) {
            let finding = findings.get(index)?;
            let path = finding.policy.as_ref().and(finding.path.as_deref());
            let holder = path.and_then(|path| self.compiled().document(path));
            let edits = of_fix(fix);
            let is_taken = match holder {
                None => take(&mut all.of_case, edits),
                Some(holder) => match &holder.origin {
                    // Its text would have to be encoded like what is around it, or is AWS's.
                    Some(origin) if !origin.is_written() => false,
                    Some(origin) => {
                        let placed = edits.into_iter();
                        let placed = placed.map(|(span, text)| (origin.place(span), text));
                        take(&mut all.of_case, placed.collect())
                    }
                    None if holder.file.is_some() && holder.is_read => {
                        take(all.of_file(holder), edits)
                    }
                    None => false,
                },
            };
            if is_taken {
                applied.push(index);
            }
        }
        if applied.is_empty() {
            return None;
        }
        let edited = self.rewritten(all)?;
        Some(FixedCase { edited, applied })
    }
}

/// The fixes of the findings that are wanted, with the numbers of these.
fn fixes<'f>(
    findings: &'f [Finding],
    wanted: &dyn Fn(usize) -> bool,
) -> impl Iterator<Item = (usize, &'f Fix)> {
    let findings = findings.iter().enumerate();
    findings.filter_map(move |(index, finding)| {
        let fix = finding.fix.as_ref()?;
        wanted(index).then_some((index, fix))
    })
}

fn of_fix(fix: &Fix) -> Vec<Edit> {
    let edits = fix.edits.iter();
    edits
        .map(|edit| (edit.span.into(), edit.text.clone()))
        .collect()
}

/// Adds the edits of a fix unless one of them touches one that is there. Those that are all
/// there already, since two entries name the same file, count as added.
fn take(known: &mut Vec<Edit>, new: Vec<Edit>) -> bool {
    if new.iter().all(|edit| known.contains(edit)) {
        return true;
    }
    let touches =
        |(one, _): &Edit, (other, _): &Edit| one.start <= other.end && other.start <= one.end;
    if new
        .iter()
        .any(|edit| known.iter().any(|of| touches(edit, of)))
    {
        return false;
    }
    known.extend(new);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::kind::Kind;
    use crate::input::check::check;
    use crate::input::loader::{LoadError, Loader, NoFiles};

    #[test]
    fn of_fixes_that_touch_each_other_the_first_is_applied() {
        let text = r#"{"Version":"2012-10-17" "Statement":[],}"#;
        let checked = check(text.as_bytes(), Some(Kind::ResourceBased));
        let codes: Vec<&str> = checked.findings.iter().map(|one| &*one.code).collect();
        assert_eq!(
            codes[..2],
            ["json-missing-comma", "empty-array"],
            "{codes:?}"
        );
        let all = fixed_text(text, &checked.findings, &|_| true);
        let (fixed, applied) = all.expect("there are fixes");
        assert_eq!(fixed, r#"{"Version":"2012-10-17", "Statement":[]}"#);
        assert_eq!(applied.len(), 2);
        assert_eq!(fixed_text(text, &checked.findings, &|_| false), None);

        let mut twice = checked.findings.clone();
        let mut other = twice[0].clone();
        if let Some(fix) = &mut other.fix {
            fix.edits[0].text = ";".to_owned();
        }
        twice.push(other);
        let (again, applied) = fixed_text(text, &twice, &|_| true).expect("there are fixes");
        assert_eq!((again, applied.len()), (fixed, 2), "the second is left out");
    }

    struct One(&'static str);

    impl Loader for One {
        fn find(&self, path: &str) -> Result<usize, LoadError> {
            match path {
                "./a.json" | "./same.json" => Ok(0),
                _ => NoFiles.find(path),
            }
        }

        fn read(&self, _: usize) -> Result<Vec<u8>, LoadError> {
            Ok(self.0.as_bytes().to_vec())
        }
    }

    #[test]
    fn the_fixes_of_a_case_are_made_where_its_policies_stand() {
        let policy = r#"{"Version":"2012-10-17","Statement":[{"effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#;
        let fixed = policy.replace("effect", "Effect");
        let in_string = vestibule_iam::json::json_string(policy);
        let text = format!(
            r#"{{"vestibule":1,"account":{{"id":"111122223333"}},"policies":{{"resourceBased":{policy},"resourceControl":[{{"document":"./a.json"}},{{"document":"./same.json"}},{{"document":{in_string}}}]}},"requests":[]}}"#
        );
        let case = Case::read(&*text, &One(policy)).expect("it is a case file");
        let found = case
            .fixed(case.findings(), &|_| true)
            .expect("there are fixes");
        let mut files = found.edited.files.iter();
        let own = files.find(|of| of.file.is_none()).expect("it is edited");
        assert_eq!(own.after, text.replacen("effect", "Effect", 1));
        let mut others = found.edited.files.iter().filter(|of| of.file.is_some());
        let other = others.next().expect("it is edited");
        assert_eq!((&*other.before, &*other.after), (policy, &*fixed));
        assert!(others.next().is_none(), "the same file once");
        assert_eq!(found.applied.len(), 3);
        let after = &found.edited.case;
        assert!(
            after.fixed(after.findings(), &|_| true).is_none(),
            "in a string it stays"
        );
    }
}
