//! Lists whose parts are shared.

use std::rc::Rc;

/// True when both lists share every part.
pub(crate) fn same_parts<T>(a: &[Rc<T>], b: &[Rc<T>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Rc::ptr_eq(a, b))
}
