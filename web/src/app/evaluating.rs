//! The worker follows the state, and its answers become actions.

use std::rc::Rc;

use yew::prelude::*;

use crate::state::State;
use crate::state::action::Action;
use crate::state::view::NoticeKind;
use crate::worker::{Evaluator, Event};

/// The worker, told of every state.
#[hook]
pub(super) fn use_evaluator(state: &Rc<State>, reduce: &Callback<Action>) -> Evaluator {
    let evaluator = {
        let reduce = reduce.clone();
        use_memo((), move |()| {
            Evaluator::new(Callback::from(move |event| match event {
                Event::Answer(answer) => reduce.emit(Action::Answer(answer)),
                Event::Late => reduce.emit(Action::Late),
                Event::Failed(reason) => {
                    reduce.emit(Action::Stopped);
                    let reason = reason.into();
                    reduce.emit(Action::Notify(NoticeKind::NoWorker { reason }));
                }
            }))
        })
    };
    {
        let evaluator = Evaluator::clone(&evaluator);
        let state = Rc::clone(state);
        use_effect_with(
            (state.revision, state.selected, state.question),
            move |_| evaluator.update(&state),
        );
    }
    Evaluator::clone(&evaluator)
}
