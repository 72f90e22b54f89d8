//! How the modules of a crate use each other, read off its sources.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The way to a module, or to something in it, from the root of its crate.
pub(crate) type Way = Vec<String>;

/// The files of a crate, by their modules, with the modules that each uses. What is only there
/// for tests does not count, nor that a module hands on what its own submodules have.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    files: BTreeMap<Way, File>,
}

#[derive(Debug, Default)]
struct File {
    path: PathBuf,
    used: Vec<Way>,
    /// What `pub use` hands on, by the name that it has here.
    handed_on: BTreeMap<String, Way>,
}

impl Modules {
    /// Reads the sources below `src`.
    pub(crate) fn read(src: &Path) -> io::Result<Self> {
        let mut found = Vec::new();
        files(src, &mut found)?;
        let sources = found
            .into_iter()
            .map(|path| {
                Ok((
                    path.strip_prefix(src).unwrap_or(&path).to_path_buf(),
                    fs::read_to_string(&path)?,
                ))
            })
            .collect::<io::Result<Vec<_>>>()?;
        Ok(Self::of(sources))
    }

    fn of(sources: Vec<(PathBuf, String)>) -> Self {
        let modules: BTreeSet<Way> = sources.iter().map(|(path, _)| module(path)).collect();
        let file = |(path, text): (PathBuf, String)| {
            let module = module(&path);
            let tokens: TokenStream = text.parse().unwrap_or_default();
            let mut reader = Reader {
                module: module.clone(),
                modules: &modules,
                file: File {
                    path,
                    ..File::default()
                },
            };
            reader.items(tokens);
            (module, reader.file)
        };
        Self {
            files: sources.into_iter().map(file).collect(),
        }
    }

    /// The modules that `module` uses, each with a file of its own.
    fn used_by(&self, module: &Way) -> BTreeSet<&Way> {
        let ways = self
            .files
            .get(module)
            .into_iter()
            .flat_map(|file| &file.used);
        ways.filter_map(|way| self.home(way, 0))
            .filter(|used| *used != module)
            .collect()
    }

    /// The module in which what `way` leads to is written.
    fn home(&self, way: &[String], followed: usize) -> Option<&Way> {
        (0..=way.len()).rev().find_map(|end| {
            let (to, rest) = way.split_at_checked(end)?;
            let (module, file) = self.files.get_key_value(to)?;
            let handed_on = rest.first().and_then(|name| file.handed_on.get(name));
            match handed_on {
                // A name may be handed on to the module itself.
                Some(on) if followed < 8 => {
                    let on: Way = on.iter().chain(rest.get(1..)?).cloned().collect();
                    self.home(&on, followed + 1)
                }
                _ => Some(module),
            }
        })
    }

    /// All that `module` uses, directly or by what it uses.
    fn reached_by(&self, module: &Way) -> BTreeSet<&Way> {
        let mut reached = BTreeSet::new();
        let mut waiting = self.used_by(module);
        while let Some(next) = waiting.pop_first() {
            if reached.insert(next) {
                waiting.extend(self.used_by(next));
            }
        }
        reached
    }

    /// The files that use each other in a circle although their modules at the root of the crate
    /// differ; a line for each such use.
    pub(crate) fn circles(&self) -> Vec<String> {
        let reached: BTreeMap<&Way, BTreeSet<&Way>> = self
            .files
            .keys()
            .map(|module| (module, self.reached_by(module)))
            .collect();
        let reaches = |from: &Way, to: &Way| reached.get(from).is_some_and(|all| all.contains(to));
        let mut lines = Vec::new();
        for module in self.files.keys() {
            for used in self.used_by(module) {
                if used.first() != module.first() && reaches(used, module) {
                    lines.push(format!("{} uses {}", self.path(module), self.path(used)));
                }
            }
        }
        lines
    }

    /// The uses that go against `order`, in which each module at the root of the crate may use
    /// those before it.
    pub(crate) fn against(&self, order: &[&str]) -> Vec<String> {
        let place = |module: &Way| {
            order
                .iter()
                .position(|name| module.first().is_some_and(|of| of == name))
        };
        let mut lines = Vec::new();
        for module in self.files.keys() {
            for used in self.used_by(module) {
                if place(module) < place(used) && place(module).is_some() {
                    lines.push(format!("{} uses {}", self.path(module), self.path(used)));
                }
            }
        }
        lines
    }

    fn path(&self, module: &Way) -> String {
        let path = self.files.get(module).map(|file| file.path.display());
        path.map_or_else(String::new, |path| path.to_string())
    }
}

/// The sources below a folder, without those of tests and of further programs.
fn files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            if name != "tests" && name != "bin" {
                files(&path, found)?;
            }
        } else if name != "tests.rs" && path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// The module that a file holds.
fn module(path: &Path) -> Way {
    let path = path.with_extension("");
    let mut way: Way = path
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    let is_root = way.len() == 1
        && way
            .first()
            .is_some_and(|name| name == "lib" || name == "main");
    if is_root || way.last().is_some_and(|name| name == "mod") {
        way.pop();
    }
    way
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

#[cfg(test)]
mod tests {
    use super::Modules;
    use crate::members;
    use crate::paths::Paths;

    fn modules(sources: &[(&str, &str)]) -> Modules {
        let owned = sources
            .iter()
            .map(|(path, text)| ((*path).into(), (*text).to_owned()));
        Modules::of(owned.collect())
    }

    #[test]
    fn a_circle_through_several_files_is_found() {
        let text = [
            ("lib.rs", "mod a; mod b; mod c; pub use c::Deep;"),
            ("a/mod.rs", "mod one; pub(crate) use one::One;"),
            (
                "a/one.rs",
                "use crate::b::{self, other::{Two as T, Three}};",
            ),
            (
                "b/mod.rs",
                "fn f() { html! { <p>{ crate::Deep::NEW }</p> } }",
            ),
            ("b/other.rs", "struct Three;"),
            ("c.rs", "/* crate::b */ fn f(_: super::a::One) {}"),
        ];
        let circles = modules(&text).circles();
        assert_eq!(
            circles,
            [
                "a/one.rs uses b/mod.rs",
                "b/mod.rs uses c.rs",
                "c.rs uses a/one.rs"
            ]
        );
    }

    #[test]
    fn modules_of_one_folder_and_tests_may_use_each_other() {
        let text = [
            ("main.rs", "mod a; mod b; use a::A; use b::B;"),
            ("a/mod.rs", "mod one; struct A; fn f() -> one::One {}"),
            ("a/one.rs", "use super::A; use crate::b::B;"),
            (
                "b.rs",
                "struct B; // crate::a::A\n#[cfg(test)] mod tests { use crate::a::A; }\n#[cfg(test)]\nuse crate::a;",
            ),
        ];
        assert_eq!(modules(&text).circles(), Vec::<String>::new());
    }

    #[test]
    fn uses_against_an_order_are_found() {
        let text = [
            ("lib.rs", "mod first; mod second;"),
            ("first.rs", "use crate::second::X;"),
            ("second.rs", "use crate::first::Y; struct X;"),
        ];
        let modules = modules(&text);
        assert_eq!(
            modules.against(&["first", "second"]),
            ["first.rs uses second.rs"]
        );
        assert_eq!(
            modules.against(&["second", "first"]),
            ["second.rs uses first.rs"]
        );
    }

    #[test]
    fn no_crate_has_a_circle_between_its_modules() {
        let paths = Paths::find().unwrap();
        let mut found = Vec::new();
        for member in members::all(&paths.root).unwrap() {
            let modules = Modules::read(&member.folder.join("src")).unwrap();
            let circles = modules.circles().into_iter();
            found.extend(circles.map(|line| format!("{}: {line}", member.name)));
        }
        assert!(found.is_empty(), "{found:#?}");
    }

    /// Faces speak in the contract's types: what the evaluator has does not reach them.
    #[test]
    fn no_face_knows_the_evaluator() {
        let paths = Paths::find().unwrap();
        let members = members::all(&paths.root).unwrap();
        for face in ["vestibule-cli", "vestibule-wasm", "vestibule-playground"] {
            let mut members = members.iter();
            let member = members.find(|member| member.name == face).unwrap();
            assert!(member.depends_on("vestibule-wire"), "{face}");
            assert!(!member.depends_on("vestibule-signin"), "{face}");
        }
    }

    /// Types, then what reads them, then what decides, then what tells of it.
    #[test]
    fn the_modules_of_wire_use_those_before_them_alone() {
        let paths = Paths::find().unwrap();
        let src = paths.root.join("crates/wire/src");
        let modules = Modules::read(&src).unwrap();
        let order = ["contract", "input", "evaluate", "render"];
        assert!(order.iter().all(|name| src.join(name).is_dir()));
        assert_eq!(modules.against(&order), Vec::<String>::new());
        let mut types = Vec::new();
        super::files(&src.join("contract"), &mut types).unwrap();
        for file in types {
            let text = std::fs::read_to_string(&file).unwrap();
            let is_service = text.contains("vestibule_iam") || text.contains("vestibule_signin");
            assert!(!is_service, "{} knows a service", file.display());
        }
    }
}
