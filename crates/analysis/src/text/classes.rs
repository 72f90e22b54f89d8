//! The texts of a shape, cut into classes on which every pattern is constant.

use std::collections::{HashMap, HashSet, VecDeque};

use vestibule_iam::wildcard::{TextParts, TextPattern};
use vestibule_syntax::limits::CLASS_STATES;
use vestibule_syntax::sort;

use super::glob::Glob;
use super::shape::{Shape, State};
use crate::unanswered::Unanswered;

/// The texts of a shape in classes.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    shape: Shape,
    patterns: Vec<Glob>,
    parts: TextParts,
    classes: Vec<TextClass>,
    index: HashMap<(u8, usize), usize>,
}

/// Texts that the same patterns match and that have the same tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextClass {
    /// The kind of the principal, and 0 for other texts.
    pub(crate) tag: u8,
    /// One of its texts.
    pub(crate) witness: String,
    /// True when it is the only one.
    pub(crate) is_single: bool,
    part: usize,
}

impl Texts {
    /// The classes into which `patterns` cut the texts of `shape`.
    ///
    /// # Errors
    /// When there are too many ways to read a text.
    pub(crate) fn new(shape: Shape, mut patterns: Vec<Glob>) -> Result<Self, Unanswered> {
        let mut unique: Vec<Glob> = Vec::with_capacity(patterns.len());
        if shape == Shape::Boolean {
            patterns.extend(["true", "false"].map(Glob::literal));
        }
        // Whatever pattern comes first.
        sort::by_cached_key(&mut patterns, |glob| {
            (glob.ignores_case(), glob.to_string())
        });
        let mut seen = HashSet::new();
        patterns.retain(|pattern| seen.insert(pattern.clone()));
        let mut texts: Vec<TextPattern> = Vec::with_capacity(patterns.len());
        for pattern in patterns {
            if let Some(text) = pattern.texts() {
                texts.push(text);
                unique.push(pattern);
            }
        }
        let parts = TextParts::new(&texts).map_err(|_| Unanswered::patterns())?;
        let mut all = Self {
            shape,
            patterns: unique,
            parts,
            classes: Vec::new(),
            index: HashMap::new(),
        };
        all.find_classes()?;
        Ok(all)
    }

    /// Reads all texts, shortest first, until nothing new comes.
    fn find_classes(&mut self) -> Result<(), Unanswered> {
        // How each place was reached, to spell a text that leads there.
        let mut reached: Vec<(usize, char)> = Vec::new();
        let mut known: HashSet<(usize, State)> = HashSet::new();
        let mut queue: VecDeque<(usize, State, usize)> = VecDeque::new();
        let start = (TextParts::START, self.shape.start());
        known.insert(start);
        reached.push((0, '\0'));
        queue.push_back((start.0, start.1, 0));
        let mut groups: HashMap<State, Option<Vec<Vec<char>>>> = HashMap::new();
        while let Some((at, state, way)) = queue.pop_front() {
            if let Some(tag) = self.shape.tag(state) {
                self.add_class(tag, self.parts.part_at(at), || spell(&reached, way));
            }
            let groups = groups
                .entry(state)
                .or_insert_with(|| self.shape.groups(state));
            for character in self.ways_on(at, groups.as_deref()) {
                let Some(next_state) = self.shape.step(state, character) else {
                    continue;
                };
                let next = (self.parts.step(at, character), next_state);
                if known.insert(next) {
                    if known.len() > CLASS_STATES {
                        return Err(Unanswered::patterns());
                    }
                    queue.push_back((next.0, next.1, reached.len()));
                    reached.push((way, character));
                }
            }
        }
        Ok(())
    }

    /// Characters that lead to every place that some character leads to.
    fn ways_on(&self, at: usize, groups: Option<&[Vec<char>]>) -> Vec<char> {
        let named: Vec<char> = self.parts.named(at).collect();
        let is_named = |c: &char| named.binary_search(c).is_ok();
        match groups {
            Some(groups) => {
                let mut ways: Vec<char> = Vec::new();
                for group in groups {
                    ways.extend(group.iter().find(|c| !is_named(c)));
                    ways.extend(group.iter().filter(|c| is_named(c)));
                }
                ways
            }
            None => {
                let strangers = ('a'..='z')
                    .rev()
                    .chain('0'..='9')
                    .chain('\u{100}'..='\u{d7ff}');
                let stranger = strangers.into_iter().find(|c| !is_named(c));
                stranger.into_iter().chain(named.iter().copied()).collect()
            }
        }
    }

    fn add_class(&mut self, tag: u8, part: usize, witness: impl FnOnce() -> String) {
        let is_single = |pattern: &usize| {
            let pattern = self.patterns.get(*pattern);
            pattern.is_some_and(Glob::is_single)
        };
        let classes = &mut self.classes;
        let matching = self.parts.matching(part);
        let is_single = matching.iter().any(is_single);
        self.index.entry((tag, part)).or_insert_with(|| {
            classes.push(TextClass {
                tag,
                witness: witness(),
                is_single,
                part,
            });
            classes.len() - 1
        });
    }

    /// All classes: disjoint, and every text of the shape lies in one.
    pub(crate) fn classes(&self) -> &[TextClass] {
        &self.classes
    }

    /// The patterns that cut, each once.
    pub(crate) fn patterns(&self) -> &[Glob] {
        &self.patterns
    }

    /// The patterns that match the texts of a class, as indices in ascending order.
    pub(crate) fn matching(&self, class: &TextClass) -> &[usize] {
        self.parts.matching(class.part)
    }

    /// The class of a text; `None` for one of another shape.
    pub(crate) fn locate(&self, text: &str) -> Option<usize> {
        let tag = self.shape.tag_of(text)?;
        self.index.get(&(tag, self.parts.locate(text))).copied()
    }

    /// Takes the first of `values` that lies in a class for its witness.
    pub(crate) fn prefer<'v>(&mut self, values: impl IntoIterator<Item = &'v str>) {
        let mut taken = vec![false; self.classes.len()];
        for value in values {
            let Some(at) = self.locate(value) else {
                continue;
            };
            if let (Some(class), Some(taken)) = (self.classes.get_mut(at), taken.get_mut(at))
                && !*taken
            {
                *taken = true;
                value.clone_into(&mut class.witness);
            }
        }
    }
}

fn spell(reached: &[(usize, char)], mut way: usize) -> String {
    let mut characters = Vec::new();
    while way != 0 {
        let Some((before, character)) = reached.get(way) else {
            break;
        };
        characters.push(*character);
        way = *before;
    }
    characters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;
    use vestibule_iam::wildcard::Pattern;

    use super::*;

    const POOL: &[&str] = &[
        "user/*",
        "*",
        "*a*",
        "role/?",
        "root",
        "user/alice",
        "role/aws-reserved/*",
        "*/alice",
        "vpc-0*",
        "vpc-0123456789abcdef0",
        "vpc-????????",
        "eu-*",
        "*-1",
        "us-east-1",
        "vpce-?*",
        "role/*/a",
        "u*r/a",
        "true",
    ];
    const SHAPES: &[Shape] = &[
        Shape::Any,
        Shape::Boolean,
        Shape::Vpc,
        Shape::Endpoint,
        Shape::Region,
        Shape::IamPrincipal,
    ];

    #[test]
    fn witnesses_are_of_the_shape() {
        let patterns = ["user/alice", "role/*"].map(Glob::of).to_vec();
        let texts = Texts::new(Shape::IamPrincipal, patterns).unwrap();
        let found: Vec<(u8, &str)> = texts
            .classes()
            .iter()
            .map(|class| (class.tag, class.witness.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (0, "root"),
                (2, "role/x"),
                (1, "user/x"),
                (1, "user/alice"),
                (3, "role/aws-reserved/sso.amazonaws.com/x"),
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn a_text_lies_where_its_patterns_match(
            shape in select(SHAPES),
            patterns in prop::collection::vec(select(POOL), 0..5),
            text in prop_oneof![select(POOL).prop_map(str::to_owned), "[a-c/]{0,5}", "vpc-[0-9a-f]{8}"],
        ) {
            let globs: Vec<Glob> = patterns.iter().map(|p| Glob::of(p)).collect();
            let texts = Texts::new(shape, globs).unwrap();
            let matching = |text: &str| -> Vec<bool> {
                let all = texts.patterns().iter();
                all.map(|glob| Pattern::new(&glob.to_string()).matches(text)).collect()
            };
            for (at, class) in texts.classes().iter().enumerate() {
                prop_assert_eq!(texts.locate(&class.witness), Some(at));
                let found = matching(&class.witness);
                let said: Vec<usize> = (0..found.len()).filter(|p| found[*p]).collect();
                prop_assert_eq!(texts.matching(class), said);
            }
            match texts.locate(&text) {
                Some(at) => {
                    let class = &texts.classes()[at];
                    prop_assert_eq!(matching(&text), matching(&class.witness));
                    prop_assert!(!class.is_single || class.witness == text);
                }
                None => prop_assert_eq!(shape.tag_of(&text), None),
            }
        }
    }
}
