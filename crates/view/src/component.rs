//! The one component that all function components are to Yew.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;

use yew::context::ContextProviderProps;
use yew::functional::{FunctionComponent, FunctionProvider, HookContext};
use yew::html::{BaseComponent, Context, HtmlResult};
use yew::virtual_dom::{Key, VComp, VNode};
use yew::{ContextProvider, Html, Properties};

use crate::foreign::{self, Place};

/// What `html!` makes of `<C … />`.
#[derive(Debug)]
pub struct VChild<C>(PhantomData<C>);

impl<C: FunctionProvider + 'static> VChild<C> {
    /// The component with these properties.
    #[expect(
        clippy::new_ret_no_self,
        reason = "`html!` takes whatever becomes a node"
    )]
    pub fn new(props: C::Properties, key: Option<Key>) -> VNode {
        mounted(Rc::new(Of::<C>(props)), key)
    }
}

fn mounted(shown: Rc<dyn Shown>, key: Option<Key>) -> VNode {
    VComp::new::<Host>(Rc::new(Props { shown }), key).into()
}

/// `children`, which find `context` by `use_context`.
pub fn provide<T: Clone + PartialEq + 'static>(context: T, mut children: Html) -> Html {
    foreign::nodes(&mut children, Place::Flow);
    let props = ContextProviderProps { context, children };
    VComp::new::<ContextProvider<T>>(Rc::new(props), None).into()
}

/// A function component with its properties.
trait Shown: Any {
    fn run(&self, ctx: &mut HookContext) -> HtmlResult;

    fn is_equal(&self, other: &dyn Any) -> bool;
}

struct Of<C: FunctionProvider>(C::Properties);

impl<C: FunctionProvider + 'static> Shown for Of<C> {
    fn run(&self, ctx: &mut HookContext) -> HtmlResult {
        let mut shown = C::run(ctx, &self.0)?;
        // Texts that stand in no element of the component.
        foreign::nodes(&mut shown, Place::Flow);
        Ok(shown)
    }

    fn is_equal(&self, other: &dyn Any) -> bool {
        let other = other.downcast_ref::<Self>();
        other.is_some_and(|other| self.0 == other.0)
    }
}

#[derive(Properties)]
struct Props {
    shown: Rc<dyn Shown>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.shown.is_equal(&*other.shown)
    }
}

/// To Yew it is one component, wherever it stands. Where another function component takes a
/// place, it begins with hooks of its own, as if it were another one to Yew too.
struct Host(FunctionComponent<Self>);

impl FunctionProvider for Host {
    type Properties = Props;

    fn run(ctx: &mut HookContext, props: &Props) -> HtmlResult {
        props.shown.run(ctx)
    }
}

impl BaseComponent for Host {
    type Message = ();
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self(FunctionComponent::new(ctx))
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Props) -> bool {
        let id = |props: &Props| {
            let shown: &dyn Any = &*props.shown;
            shown.type_id()
        };
        if id(before) != id(ctx.props()) {
            self.0.destroy();
            self.0 = FunctionComponent::new(ctx);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> HtmlResult {
        self.0.render(ctx.props())
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.0.rendered();
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.0.destroy();
    }

    fn prepare_state(&self) -> Option<String> {
        self.0.prepare_state()
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Host")
    }
}
