//! Collects problems up to a limit, so that garbage does not drown its reader.

use super::{Coded, Problem, Severity};
use crate::message;
use crate::span::Span;

/// How many problems one pass keeps.
const LIMIT: usize = 100;

/// The problems of one pass.
#[derive(Debug)]
pub struct Collector<C> {
    problems: Vec<Problem<C>>,
    dropped: usize,
    worst: Option<Severity>,
    last: Span,
}

impl<C> Default for Collector<C> {
    fn default() -> Self {
        Self {
            problems: Vec::new(),
            dropped: 0,
            worst: None,
            last: Span::default(),
        }
    }
}

impl<C: Coded> Collector<C> {
    /// Notes a problem at `span`. `build` only runs when it will be kept.
    pub fn report(&mut self, code: C, span: Span, build: impl FnOnce() -> Problem<C>) {
        if self.problems.len() < LIMIT {
            self.problems.push(build());
        } else {
            self.dropped += 1;
            self.worst = self.worst.max(Some(code.severity()));
            self.last = span;
        }
    }

    /// How many problems have been noted.
    pub fn count(&self) -> usize {
        self.problems.len() + self.dropped
    }

    /// How many problems have been kept, for [`Collector::forget`].
    pub fn mark(&self) -> (usize, usize) {
        (self.problems.len(), self.dropped)
    }

    /// Drops the problems noted since `mark`.
    pub fn forget(&mut self, (kept, dropped): (usize, usize)) {
        self.problems.truncate(kept);
        self.dropped = dropped;
    }

    /// Drops what was noted of `code` inside of `within`, where something else explains it.
    pub fn withdraw(&mut self, code: C, within: Span)
    where
        C: PartialEq,
    {
        let is_it = |problem: &Problem<C>| {
            problem.code == code
                && within.start <= problem.span.start
                && problem.span.end <= within.end
        };
        self.problems.retain(|problem| !is_it(problem));
    }

    /// The problems, in the order of their places.
    pub fn finish(mut self) -> Vec<Problem<C>> {
        Problem::sort(&mut self.problems);
        if self.dropped > 0 {
            let message = message!("{count} more problems are not listed", count = self.dropped);
            self.problems.push(
                Problem::new(C::TOO_MANY, self.last, message)
                    .help(message!("put the listed ones right first"))
                    .severity(self.worst.unwrap_or(Severity::Warning)),
            );
        }
        self.problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Code;

    #[test]
    fn keeps_a_hundred_and_says_so() {
        let mut collector = Collector::default();
        for at in 0..150 {
            let span = Span::empty(at);
            collector.report(Code::Syntax, span, || {
                Problem::new(Code::Syntax, span, message!("x"))
            });
        }
        let problems = collector.finish();
        assert_eq!(problems.len(), 101);
        assert_eq!(problems[100].code, Code::TooManyProblems);
        assert_eq!(problems[100].severity, Severity::Error);
        assert_eq!(
            problems[100].message.to_string(),
            "50 more problems are not listed"
        );
    }

    #[test]
    fn forgets_what_came_after_a_mark() {
        let mut collector = Collector::default();
        let report = |collector: &mut Collector<Code>| {
            let code = Code::Syntax;
            collector.report(code, Span::default(), || {
                Problem::new(code, Span::default(), message!("x"))
            });
        };
        report(&mut collector);
        let mark = collector.mark();
        report(&mut collector);
        collector.forget(mark);
        assert_eq!(collector.finish().len(), 1);
    }
}
