//! What one source file uses and hands on, read off its tokens.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::Way;

/// A source file, and what it uses.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) used: Vec<Way>,
    /// What `pub use` hands on, by the name that it has here.
    pub(super) handed_on: BTreeMap<String, Way>,
}

impl File {
    /// Reads the file of `module`; `modules` are all that have a file of their own.
    pub(super) fn read(path: PathBuf, text: &str, module: &Way, modules: &BTreeSet<Way>) -> Self {
        let tokens: TokenStream = text.parse().unwrap_or_default();
        let mut reader = Reader {
            module: module.clone(),
            modules,
            file: Self {
                path,
                ..Self::default()
            },
        };
        reader.items(tokens);
        reader.file
    }
}

/// Reads what a file uses.
struct Reader<'m> {
    module: Way,
    modules: &'m BTreeSet<Way>,
    file: File,
}

impl Reader<'_> {
    fn items(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let rest = tokens.get(at..).unwrap_or_default();
            at += match token {
                TokenTree::Punct(_) if is_for_tests(rest) => {
                    2 + item(rest.get(2..).unwrap_or_default())
                }
                TokenTree::Ident(word) if *word == "use" => {
                    let end = rest.iter().position(is_semicolon).unwrap_or(rest.len());
                    let is_public = is_public(tokens.get(..at).unwrap_or_default());
                    self.uses(rest.get(1..end).unwrap_or_default(), &[], is_public);
                    end
                }
                TokenTree::Ident(word) if *word == "mod" => {
                    if let [_, TokenTree::Ident(name), TokenTree::Group(group), ..] = rest {
                        self.module.push(name.to_string());
                        self.items(group.stream());
                        self.module.pop();
                        3
                    } else {
                        1
                    }
                }
                TokenTree::Ident(_) => {
                    let (way, len) = way(rest);
                    if way.len() > 1
                        && let Some(way) = self.absolute(&way)
                    {
                        self.file.used.push(way);
                    }
                    len
                }
                TokenTree::Group(group) => {
                    self.items(group.stream());
                    1
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => 1,
            };
        }
    }

    /// The tree of a `use`, or a part of it behind `before`.
    fn uses(&mut self, tree: &[TokenTree], before: &[String], is_public: bool) {
        let is_comma =
            |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
        for branch in tree.split(is_comma) {
            let (mut way, len) = way(branch);
            way.splice(0..0, before.iter().cloned());
            let rest = branch.get(len..).unwrap_or_default();
            if let Some(TokenTree::Group(group)) = rest.last() {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                self.uses(&inner, &way, is_public);
                continue;
            }
            if way.len() > 1 && way.last().is_some_and(|last| last == "self") {
                way.pop();
            }
            let name = match rest {
                [TokenTree::Ident(word), TokenTree::Ident(name)] if *word == "as" => {
                    name.to_string()
                }
                _ => way.last().cloned().unwrap_or_default(),
            };
            let Some(way) = self.absolute(&way) else {
                continue;
            };
            let is_own = way.starts_with(&self.module);
            if is_public {
                self.file.handed_on.insert(name, way.clone());
            }
            if !(is_public && is_own) {
                self.file.used.push(way);
            }
        }
    }

    /// A way from the root of the crate; `None` for one that leads out of it.
    fn absolute(&self, way: &[String]) -> Option<Way> {
        let (first, rest) = way.split_first()?;
        let above = self.module.split_last().map(|(_, above)| above);
        let mut from = match first.as_str() {
            "crate" => Vec::new(),
            "self" => self.module.clone(),
            "super" => above?.to_vec(),
            _ => {
                let child: Way = self.module.iter().chain([first]).cloned().collect();
                return self
                    .modules
                    .contains(&child)
                    .then(|| child.into_iter().chain(rest.iter().cloned()).collect());
            }
        };
        for name in rest {
            if name == "super" {
                from.pop();
            } else {
                from.push(name.clone());
            }
        }
        Some(from)
    }
}

/// Whether `pub` or `pub(crate)` is what `tokens` end in.
fn is_public(tokens: &[TokenTree]) -> bool {
    let is_pub = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if *word == "pub");
    match tokens {
        [.., word, TokenTree::Group(_)] if is_pub(word) => true,
        [.., word] => is_pub(word),
        [] => false,
    }
}

/// The names at the start of `tokens` with `::` between them, and how many tokens that are.
fn way(tokens: &[TokenTree]) -> (Way, usize) {
    let mut way = Vec::new();
    let mut at = 0;
    let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == ':');
    while let Some(TokenTree::Ident(name)) = tokens.get(at) {
        way.push(name.to_string());
        at += 1;
        if !(is_colon(tokens.get(at)) && is_colon(tokens.get(at + 1))) {
            break;
        }
        at += 2;
    }
    (way, at.max(1))
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == ';')
}

/// Whether `#[cfg(test)]` stands first.
fn is_for_tests(tokens: &[TokenTree]) -> bool {
    let [TokenTree::Punct(hash), TokenTree::Group(group), ..] = tokens else {
        return false;
    };
    let attribute = group.stream().to_string().replace(' ', "");
    hash.as_char() == '#' && (attribute == "cfg(test)" || attribute.starts_with("cfg(all(test,"))
}

/// How many tokens the item at the start takes.
fn item(tokens: &[TokenTree]) -> usize {
    let is_end = |token: &TokenTree| {
        is_semicolon(token)
            || matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
    };
    tokens
        .iter()
        .position(is_end)
        .map_or(tokens.len(), |end| end + 1)
}
