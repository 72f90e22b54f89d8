//! How the modules of a crate use each other, read off its sources.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use self::source::File;

/// The way to a module, or to something in it, from the root of its crate.
pub(crate) type Way = Vec<String>;

/// The files of a crate, by their modules, with the modules that each uses. What is only there
/// for tests does not count, nor that a module hands on what its own submodules have.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    files: BTreeMap<Way, File>,
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
            let file = File::read(path, &text, &module, &modules);
            (module, file)
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
