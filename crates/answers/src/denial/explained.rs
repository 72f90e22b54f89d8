//! What a message, an event or an evaluation comes to, as words and contract take it.

use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    Action, Agreement, Ambiguity, Denial, DenialEvent, DenialText, DenialVerdict, Layer, PointsAt,
    RecordedCheck, Request,
};

use super::advice::Advice;
use super::decided::{Answered, Recorded};
use super::sign_in::Unknown;
use super::words;

/// What a message, an event or an evaluation comes to.
#[derive(Clone, Debug)]
pub(super) struct Explained {
    pub(super) verdict: DenialVerdict,
    pub(super) texts: Vec<DenialText>,
    pub(super) event: Option<DenialEvent>,
    pub(super) points: Vec<(Layer, Vec<Action>)>,
    pub(super) sign_in: Option<Request>,
    pub(super) unknown: Vec<Unknown>,
    pub(super) checks: Vec<RecordedCheck>,
    pub(super) decided: Vec<(Answered, Recorded)>,
    /// True where the requests are those of a case, of which none has to be the one.
    pub(super) is_any_request: bool,
    pub(super) advice: Advice,
    pub(super) summary: Message,
}

impl Default for Explained {
    fn default() -> Self {
        Self {
            verdict: DenialVerdict::Unrecognized,
            texts: Vec::new(),
            event: None,
            points: Vec::new(),
            sign_in: None,
            unknown: Vec::new(),
            checks: Vec::new(),
            decided: Vec::new(),
            is_any_request: false,
            advice: Advice::default(),
            summary: words::unrecognized(false),
        }
    }
}

impl Explained {
    /// Whether the policies decide as was recorded; `None` where none were held against it.
    pub(super) fn agreement(&self) -> Option<Agreement> {
        let mut all = self.decided.iter().map(|(one, _)| one.answer.agreement);
        if self.is_any_request {
            // One that agrees may be the one; that none does says little, as it may be another.
            let best = all.min()?;
            return Some(best.min(Agreement::Open));
        }
        all.next()
    }

    pub(super) fn layers(&self) -> Vec<Layer> {
        self.points.iter().map(|(layer, _)| *layer).collect()
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let mut all: Vec<Action> = Vec::new();
        for action in self.points.iter().flat_map(|(_, actions)| actions) {
            if !all.contains(action) {
                all.push(*action);
            }
        }
        vestibule_syntax::sort::by(&mut all, Ord::cmp);
        all
    }

    pub(super) fn into_contract(self) -> Denial {
        let plain = |messages: &[Message]| messages.iter().map(|told| told.plain()).collect();
        let of_unknown = |unknown: &Unknown| Ambiguity {
            fact: unknown.fact,
            explanation: unknown.why.plain(),
        };
        Denial {
            verdict: self.verdict,
            event: self.event,
            points_at: self
                .points
                .into_iter()
                .map(|(layer, actions)| PointsAt { layer, actions })
                .collect(),
            ambiguous: self.unknown.iter().map(of_unknown).collect(),
            texts: self.texts,
            sign_in: self.sign_in,
            checks: self.checks,
            decided: self
                .decided
                .into_iter()
                .map(|(one, _)| one.answer)
                .collect(),
            user: plain(&self.advice.user),
            administrator: plain(&self.advice.administrator),
            summary: self.summary.plain(),
        }
    }
}
