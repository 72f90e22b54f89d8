//! Effects, whose machinery is compiled once and not for each of them.

use std::any::Any;
use std::rc::Rc;

use yew::functional::{Hook, TearDown};

/// Yew's hook of this name: `effect` runs when `deps` change, and what it returns before it runs
/// anew and at the end.
pub fn use_effect_with<T, D>(
    deps: T,
    effect: impl FnOnce(&T) -> D + 'static,
) -> impl Hook<Output = ()>
where
    T: PartialEq + 'static,
    D: TearDown,
{
    let deps = Rc::new(deps);
    let shared = Deps(Rc::clone(&deps) as Rc<dyn Dependency>);
    let effect = move || {
        let end = effect(&deps);
        Box::new(move || end.tear_down()) as End
    };
    use_any_effect(shared, Box::new(effect))
}

type End = Box<dyn FnOnce()>;

fn use_any_effect(deps: Deps, effect: Box<dyn FnOnce() -> End>) -> impl Hook<Output = ()> {
    yew::functional::use_effect_with(deps, move |_: &Deps| effect())
}

struct Deps(Rc<dyn Dependency>);

impl PartialEq for Deps {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_equal(&*other.0)
    }
}

trait Dependency: Any {
    fn is_equal(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + 'static> Dependency for T {
    fn is_equal(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>().is_some_and(|other| self == other)
    }
}

#[cfg(test)]
mod tests {
    use super::{Dependency, Deps};
    use std::rc::Rc;

    #[test]
    fn dependencies_are_equal_when_type_and_value_are() {
        let deps = |value: Rc<dyn Dependency>| Deps(value);
        assert!(deps(Rc::new(1_u8)) == deps(Rc::new(1_u8)));
        assert!(deps(Rc::new(1_u8)) != deps(Rc::new(2_u8)));
        assert!(deps(Rc::new(1_u8)) != deps(Rc::new(1_u16)));
        assert!(deps(Rc::new(())) == deps(Rc::new(())));
    }
}
