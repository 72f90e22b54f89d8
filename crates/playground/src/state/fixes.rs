//! A fix that is looked at before it is applied: what it writes, and what that does to decisions.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_iam::sort;
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{Fix, FixApplies};

use super::State;
use super::results::Stop;
use super::view::{Dialog, NoticeKind};
use crate::analysis::inquiry::{FixAsked, FixTold};
use crate::evaluate::answer::{Field, Problem};

/// A fix that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixing {
    pub document: u32,
    /// The text of the document as it is.
    pub before: IString,
    /// The text that one fix makes of it; all fixes that change no decision otherwise.
    fixed: Option<IString>,
    /// The problems whose fixes are looked at together.
    listed: Vec<Rc<Problem>>,
    /// What the one fix does, and whether it may change what is decided.
    pub title: Option<Message>,
    pub is_safe: bool,
    number: u64,
    pub told: Option<Rc<FixTold>>,
    /// There is no answer.
    pub stopped: Option<Stop>,
}

impl Fixing {
    /// The text that it makes, once that is known.
    pub fn after(&self) -> Option<&IString> {
        self.fixed
            .as_ref()
            .or_else(|| self.told.as_ref().map(|told| &told.text))
    }
}

/// A text that the editor is to put in the place of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    pub document: u32,
    pub text: IString,
    /// Counts them.
    pub request: u64,
}

impl State {
    /// Looks at the fix of a problem, unless it is of another text than the present one.
    pub(super) fn look_at_fix(&mut self, problem: &Rc<Problem>) {
        let is_known = self.results.problems.contains(problem);
        let Some(Field::DocumentText(document)) = problem.place.filter(|_| is_known) else {
            return;
        };
        let Some(fix) = problem.finding.fix.as_ref() else {
            return;
        };
        let text = self.workspace.document(document).map(|one| &one.text);
        let Some(before) = text.filter(|_| !self.is_stale()).cloned() else {
            return;
        };
        let Some(fixed) = applied(&before, fix) else {
            return;
        };
        self.fixing = Some(Fixing {
            document,
            before,
            fixed: Some(fixed.into()),
            listed: Vec::new(),
            title: Some(fix.title.clone()),
            is_safe: fix.applies == FixApplies::Safe,
            number: self.analysis.next_number(),
            told: None,
            stopped: None,
        });
        self.dialog = Some(Dialog::Fix);
    }

    /// Looks at all fixes of these problems of a document that change no decision.
    pub(super) fn look_at_safe_fixes(&mut self, document: u32, listed: &[Rc<Problem>]) {
        let Some(of) = self.workspace.document(document) else {
            return;
        };
        let listed = listed.iter().filter(|problem| problem.has_safe_fix());
        self.fixing = Some(Fixing {
            document,
            before: of.text.clone(),
            fixed: None,
            listed: listed.cloned().collect(),
            title: None,
            is_safe: true,
            number: self.analysis.next_number(),
            told: None,
            stopped: None,
        });
        self.dialog = Some(Dialog::Fix);
    }

    /// The number of the question about it, while nobody answered.
    pub(super) fn fix_wanted(&self) -> Option<u64> {
        let fixing = self.fixing.as_ref()?;
        let is_open = fixing.told.is_none() && fixing.stopped.is_none();
        is_open.then_some(fixing.number)
    }

    /// The question about it.
    pub(super) fn fix_asked(&self, today: String) -> Option<FixAsked> {
        let fixing = self.fixing.as_ref()?;
        Some(FixAsked {
            order: self.order_of_now(fixing.number, today),
            document: fixing.document,
            text: fixing.before.clone(),
            fixed: fixing.fixed.clone(),
            listed: fixing.listed.clone(),
        })
    }

    pub(super) fn is_fix_asked(&self, number: u64) -> bool {
        let fixing = self.fixing.as_ref();
        fixing.is_some_and(|fixing| fixing.number == number)
    }

    pub(super) fn take_fix(&mut self, told: &Rc<FixTold>) {
        if let Some(fixing) = self.fixing.as_mut().filter(|of| of.number == told.number) {
            fixing.told = Some(Rc::clone(told));
        }
    }

    pub(super) fn stop_fix(&mut self, number: u64, why: Stop) {
        if let Some(fixing) = self.fixing.as_mut().filter(|of| of.number == number) {
            fixing.stopped = Some(why);
        }
    }

    /// Has the editor write what the fix that is looked at makes of the text, so that it can be
    /// undone there like what was typed.
    pub(super) fn apply_fix(&mut self) {
        self.dialog = None;
        let Some(fixing) = self.fixing.take() else {
            return;
        };
        let text = self.workspace.document(fixing.document);
        let is_same = text.is_some_and(|of| of.text == fixing.before);
        if let Some(after) = fixing.after().filter(|_| is_same) {
            let is_said =
                |told: &&Rc<FixTold>| !told.applied.is_empty() || !told.appears.is_empty();
            if let Some(told) = fixing.told.as_ref().filter(is_said) {
                self.notify(NoticeKind::Fixed {
                    fixes: told.applied.len().max(1),
                    left_out: told.refused.len(),
                    appeared: told.appears.len(),
                });
            }
            self.history.settle();
            self.replacement = Some(Replacement {
                document: fixing.document,
                text: after.clone(),
                request: self.stamp,
            });
        }
    }
}

/// `text` with the edits made; `None` when they do not fit it.
pub fn applied(text: &str, fix: &Fix) -> Option<String> {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    sort::by_key(&mut edits, |edit| edit.span.start);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        out.push_str(text.get(at..start)?);
        out.push_str(&edit.text);
        at = end.max(start);
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// The lines in which two texts differ, those of before first; as many at the beginning and at the
/// end are the same.
pub fn changed_lines<'t>(before: &'t str, after: &'t str) -> [Vec<&'t str>; 2] {
    let [before, after]: [Vec<&str>; 2] = [before, after].map(|text| text.lines().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let first = same(&mut before.iter().zip(&after));
    let most = before.len().min(after.len()) - first;
    let last = same(&mut before.iter().rev().zip(after.iter().rev())).min(most);
    [before, after].map(|lines| {
        let end = lines.len() - last;
        lines.get(first..end).unwrap_or_default().to_vec()
    })
}

#[cfg(test)]
mod tests {
    use vestibule_wire::{Kind, check};

    use super::*;

    #[test]
    fn fixes_are_applied_to_the_text_that_they_are_for() {
        let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Denny","Action":"é*","Resource":"*"}]}"#;
        let found = check(text.as_bytes(), Some(Kind::ServiceControl)).findings;
        let fix = found
            .iter()
            .find_map(|finding| finding.fix.as_ref())
            .unwrap();
        let fixed = applied(text, fix).unwrap();
        assert_eq!(fixed, text.replace("Denny", "Deny"));
        assert_eq!(applied("", fix), None, "another text");
    }

    #[test]
    fn lines_that_differ_are_told() {
        let rows: [(&str, &str, [&[&str]; 2]); 5] = [
            ("a\nb\nc", "a\nB\nc", [&["b"], &["B"]]),
            ("a\nc", "a\nb\nc", [&[], &["b"]]),
            ("a\na", "a", [&["a"], &[]]),
            ("a", "a", [&[], &[]]),
            ("", "a", [&[], &["a"]]),
        ];
        for (before, after, [gone, new]) in rows {
            let changed = changed_lines(before, after);
            assert_eq!(changed, [gone.to_vec(), new.to_vec()], "{before} {after}");
        }
    }
}
