//! The examples: case files like any other, in `web/examples/`.

use vestibule_wire::{Case, NoFiles};

use super::case;
use super::input::{Input, Request};

/// Why an example is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// AWS documents it.
    Aws,
    /// People get it wrong.
    Pitfall,
}

/// An example, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Example {
    pub(crate) slug: &'static str,
    pub(crate) group: Group,
    /// With the first of its sign-ins.
    pub(crate) input: Input,
    pub(crate) sign_ins: Vec<SignIn>,
}

/// A sign-in of an example.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SignIn {
    pub(crate) name: String,
    pub(crate) request: Request,
}

macro_rules! example {
    ($group:ident, $slug:literal) => {
        (
            Group::$group,
            $slug,
            include_str!(concat!("../../../examples/", $slug, ".json")),
        )
    };
}

/// In the order in which they are offered; the page opens with the first.
pub(crate) const FILES: [(Group, &str, &str); 5] = [
    example!(Aws, "example-2-rbp"),
    example!(Aws, "example-1-rcp"),
    example!(Aws, "data-perimeter-rcp"),
    example!(Pitfall, "separate-statements"),
    example!(Pitfall, "scp-break-glass"),
];

/// All examples. A test holds that each can be read.
pub(crate) fn all() -> std::rc::Rc<[Example]> {
    FILES
        .into_iter()
        .filter_map(|(group, slug, file)| read(group, slug, file))
        .collect()
}

fn read(group: Group, slug: &'static str, file: &str) -> Option<Example> {
    let case = Case::read(file, &NoFiles).ok()?;
    let mut input = case::input(case.file());
    input.example = Some(slug.into());
    let sign_in = |(name, request): (&String, _)| SignIn {
        name: name.clone(),
        request: case::request(request),
    };
    let sign_ins = case
        .names()
        .iter()
        .zip(&case.file().requests)
        .map(sign_in)
        .collect();
    Some(Example {
        slug,
        group,
        input,
        sign_ins,
    })
}

impl Example {
    /// True when `input` is this example with one of its sign-ins.
    pub(crate) fn is_unchanged(&self, input: &Input) -> bool {
        let known = self
            .sign_ins
            .iter()
            .any(|sign_in| sign_in.request == input.request);
        known
            && Input {
                request: self.input.request.clone(),
                ..input.clone()
            } == self.input
    }
}
