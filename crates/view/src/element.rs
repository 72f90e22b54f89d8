//! Elements, made in one place, where what they show is made [safe to show](super::foreign).

use yew::html::NodeRef;
use yew::virtual_dom::listeners::Listeners;
use yew::virtual_dom::{self, AttrValue, AttributeOrProperty, Attributes, Key, VNode};

use crate::foreign::{self, Place};

/// What `html!` makes of an element. Each function is small where it is called and hands on what
/// the element has: the rest is known there.
#[derive(Debug)]
pub enum VTag {}

#[doc(hidden)]
impl VTag {
    #[inline(always)]
    pub fn __new_input(
        value: Option<AttrValue>,
        checked: Option<bool>,
        node_ref: NodeRef,
        key: Option<Key>,
        mut attributes: Attributes,
        listeners: Listeners,
    ) -> VNode {
        foreign::attributes(&mut attributes);
        virtual_dom::VTag::__new_input(value, checked, node_ref, key, attributes, listeners).into()
    }

    #[inline(always)]
    pub fn __new_textarea(
        value: Option<AttrValue>,
        default: Option<AttrValue>,
        node_ref: NodeRef,
        key: Option<Key>,
        mut attributes: Attributes,
        listeners: Listeners,
    ) -> VNode {
        foreign::attributes(&mut attributes);
        virtual_dom::VTag::__new_textarea(value, default, node_ref, key, attributes, listeners)
            .into()
    }

    #[inline(always)]
    pub fn __new_other(
        tag: AttrValue,
        node_ref: NodeRef,
        key: Option<Key>,
        attributes: Attributes,
        listeners: Listeners,
        children: VNode,
    ) -> VNode {
        match (tag, key, attributes) {
            (AttrValue::Static(tag), None, Attributes::Static(attributes)) => {
                constant(tag, node_ref, attributes, listeners, children)
            }
            (AttrValue::Static(tag), None, Attributes::Dynamic { keys, values }) => {
                changing(tag, node_ref, keys, values, listeners, children)
            }
            (tag, key, attributes) => whole(tag, node_ref, key, attributes, listeners, children),
        }
    }
}

#[inline(never)]
fn constant(
    tag: &'static str,
    node_ref: NodeRef,
    attributes: &'static [(&'static str, AttributeOrProperty)],
    listeners: Listeners,
    children: VNode,
) -> VNode {
    let attributes = Attributes::Static(attributes);
    whole(tag.into(), node_ref, None, attributes, listeners, children)
}

#[inline(never)]
fn changing(
    tag: &'static str,
    node_ref: NodeRef,
    keys: &'static [&'static str],
    values: Box<[Option<AttributeOrProperty>]>,
    listeners: Listeners,
    children: VNode,
) -> VNode {
    let attributes = Attributes::Dynamic { keys, values };
    whole(tag.into(), node_ref, None, attributes, listeners, children)
}

#[inline(never)]
fn whole(
    tag: AttrValue,
    node_ref: NodeRef,
    key: Option<Key>,
    mut attributes: Attributes,
    listeners: Listeners,
    mut children: VNode,
) -> VNode {
    foreign::attributes(&mut attributes);
    foreign::nodes(&mut children, Place::of(&tag));
    virtual_dom::VTag::__new_other(tag, node_ref, key, attributes, listeners, children).into()
}
