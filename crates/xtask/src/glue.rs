//! The page's program and the JavaScript that wasm-bindgen writes around it, made smaller for
//! release: the script is minified, and the names that only the two of them use are short.
//!
//! wasm-bindgen names an import `__wbg_activeElement_6c30fe7fda33ef51`, and an export
//! `wasm_bindgen__convert__closures_____invoke__h059aa112bf09633a`: such names are a third of
//! what the script is when sent, since digits like these cannot be compressed.

use crate::csp::integrity;
use crate::error::{Error, Result};
use crate::esbuild::{self, MODULE};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What all the names of wasm-bindgen begin with.
const THEIRS: [&str; 2] = ["__wb", "wasm_bindgen__"];

/// The module that wasm-bindgen imports from, and what it is called instead.
const MODULE_END: &str = "_bg.js";
const MODULE_NAME: &str = "$";

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// What starts the worker. Its name stays the same.
const WORKER: &str = "worker.js";

/// Replaces these files in `staging` and returns the page with the new names.
pub(crate) fn shrink(root: &Path, staging: &Path, html: &str) -> Result<String> {
    let (script_name, wasm_name) = names(html)?;
    let script = fs::read_to_string(staging.join(script_name))
        .map_err(Error::because(format!("cannot read `{script_name}`")))?;
    let wasm = fs::read(staging.join(wasm_name))
        .map_err(Error::because(format!("cannot read `{wasm_name}`")))?;
    let mut short = Names::default();
    let wasm = short.in_wasm(&wasm).ok_or_else(|| {
        Error::new("see what wasm-bindgen and wasm-opt made: the sections of the wasm are broken")
    })?;
    let script = esbuild::minify(root, &short.in_script(&script), MODULE)?;
    let file = staging.join(WORKER);
    let advice = || format!("make `{}` writable", file.display());
    let worker = fs::read_to_string(&file).map_err(Error::because(advice()))?;
    let worker = esbuild::minify(root, &worker, MODULE)?;
    fs::write(&file, worker).map_err(Error::because(advice()))?;
    let mut html = html.to_owned();
    for (old, end, content) in [
        (wasm_name, "_bg.wasm", wasm.as_slice()),
        (script_name, ".js", script.as_bytes()),
    ] {
        let file = staging.join(old);
        fs::remove_file(&file).map_err(Error::because(format!("remove `{}`", file.display())))?;
        let new = esbuild::write(staging, "vestibule-web", end, content)?;
        html = renamed(&html, old, &new, &integrity(content));
    }
    Ok(html)
}

/// What Trunk called the script and the wasm.
fn names(html: &str) -> Result<(&str, &str)> {
    let broken = || Error::new("see what Trunk wrote into index.html: it names no program");
    let quoted = |end: &str| {
        html.split(['"', '\''])
            .find(|text| text.starts_with("./vestibule-web-") && text.ends_with(end))
            .and_then(|text| text.strip_prefix("./"))
            .ok_or_else(broken)
    };
    Ok((quoted(".js")?, quoted("_bg.wasm")?))
}

/// The page with another name for a file, and another integrity where it says that.
fn renamed(html: &str, old: &str, new: &str, integrity: &str) -> String {
    let mut page = String::new();
    for (index, tag) in html.split('<').enumerate() {
        if index > 0 {
            page.push('<');
        }
        match tag.split_once(" integrity=\"") {
            Some((before, after)) if before.contains(old) => {
                let (_, after) = after.split_once('"').unwrap_or_default();
                page.push_str(&format!("{before} integrity=\"{integrity}\"{after}"));
            }
            _ => page.push_str(tag),
        }
    }
    page.replace(old, new)
}

/// What wasm-bindgen gave names to.
#[derive(Default)]
struct Names {
    /// The module that is imported from.
    module: String,
    /// The short names, by those of its members.
    short: BTreeMap<String, String>,
}

impl Names {
    fn short(&mut self, name: &str) -> String {
        if !THEIRS.iter().any(|start| name.starts_with(start)) {
            return name.to_owned();
        }
        let next = format!("${}", self.short.len());
        self.short.entry(name.to_owned()).or_insert(next).clone()
    }

    /// The module with short names, and without what is said of how it was made; nothing if it
    /// cannot be read.
    fn in_wasm(&mut self, wasm: &[u8]) -> Option<Vec<u8>> {
        let (head, rest) = wasm.split_at_checked(8)?;
        let mut made = head.to_vec();
        let mut reader = Reader(rest);
        while !reader.0.is_empty() {
            let id = reader.byte()?;
            let section = reader.sized()?;
            let section = match id {
                CUSTOM => continue,
                IMPORTS => self.imports(section)?,
                EXPORTS => self.exports(section)?,
                _ => section.to_vec(),
            };
            made.push(id);
            sized(&mut made, &section)?;
        }
        Some(made)
    }

    fn imports(&mut self, section: &[u8]) -> Option<Vec<u8>> {
        let mut reader = Reader(section);
        let (mut made, count) = (Vec::new(), reader.number()?);
        number(&mut made, count);
        for _ in 0..count {
            let (module, name) = (reader.name()?, reader.name()?);
            let module = if module.ends_with(MODULE_END) {
                module.clone_into(&mut self.module);
                MODULE_NAME
            } else {
                module
            };
            sized(&mut made, module.as_bytes())?;
            sized(&mut made, self.short(name).as_bytes())?;
            // wasm-bindgen imports functions alone: what is left of one is its type.
            let kind = reader.byte().filter(|kind| *kind == 0)?;
            made.push(kind);
            number(&mut made, reader.number()?);
        }
        Some(made)
    }

    fn exports(&mut self, section: &[u8]) -> Option<Vec<u8>> {
        let mut reader = Reader(section);
        let (mut made, count) = (Vec::new(), reader.number()?);
        number(&mut made, count);
        for _ in 0..count {
            sized(&mut made, self.short(reader.name()?).as_bytes())?;
            made.push(reader.byte()?);
            number(&mut made, reader.number()?);
        }
        Some(made)
    }

    /// The script with the names that the wasm has now.
    fn in_script(&self, script: &str) -> String {
        let mut made = String::new();
        let mut rest = script;
        let part_of_name = |char: char| char.is_ascii_alphanumeric() || "_$".contains(char);
        while let Some(from) = rest.find(part_of_name) {
            let (before, name) = rest.split_at(from);
            let end = name.find(|char| !part_of_name(char)).unwrap_or(name.len());
            let (name, after) = name.split_at(end);
            made.push_str(before);
            made.push_str(self.short.get(name).map_or(name, String::as_str));
            rest = after;
        }
        made.push_str(rest);
        let quoted = |name: &str| format!("\"{name}\"");
        made.replace(&quoted(&self.module), &quoted(MODULE_NAME))
    }
}

/// What is left of a part of a wasm module.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned LEB128 of 32 bits.
    fn number(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn sized(&mut self) -> Option<&'a [u8]> {
        let size = usize::try_from(self.number()?).ok()?;
        let (sized, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some(sized)
    }

    fn name(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.sized()?).ok()
    }
}

fn number(made: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        made.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    made.push(value.to_le_bytes()[0]);
}

fn sized(made: &mut Vec<u8>, content: &[u8]) -> Option<()> {
    number(made, u32::try_from(content.len()).ok()?);
    made.extend_from_slice(content);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{Names, names, number, renamed};

    const HEAD: &[u8] = b"\0asm\x01\0\0\0";

    fn section(id: u8, content: &[u8]) -> Vec<u8> {
        let mut made = vec![id];
        super::sized(&mut made, content).unwrap();
        made
    }

    fn wasm(module: &str, import: &str, export: &str) -> Vec<u8> {
        let mut imports = vec![1];
        super::sized(&mut imports, module.as_bytes()).unwrap();
        super::sized(&mut imports, import.as_bytes()).unwrap();
        imports.extend([0, 0xe5, 0x8e, 0x26]);
        let mut exports = vec![2];
        for name in [export, "memory"] {
            super::sized(&mut exports, name.as_bytes()).unwrap();
            exports.extend([0, 7]);
        }
        [
            HEAD,
            &section(2, &imports),
            &section(7, &exports),
            &section(10, b"code"),
        ]
        .concat()
    }

    #[test]
    fn both_sides_have_the_same_short_names() {
        let mut short = Names::default();
        let mut module = wasm(
            "./vestibule-web_bg.js",
            "__wbg_then_65",
            "__wbindgen_malloc",
        );
        module.extend(section(0, b"\x09producersrustc"));
        let made = short.in_wasm(&module).unwrap();
        assert_eq!(made, wasm("$", "$0", "$1"));
        let script = "{ __wbg_then_65: (a) => wasm.__wbindgen_malloc(a, x__wbg_then_65) }\n\
                      return { \"./vestibule-web_bg.js\": wasm.memory };";
        assert_eq!(
            short.in_script(script),
            "{ $0: (a) => wasm.$1(a, x__wbg_then_65) }\nreturn { \"$\": wasm.memory };"
        );
    }

    #[test]
    fn a_module_that_is_cut_off_is_refused() {
        let module = wasm(
            "./vestibule-web_bg.js",
            "__wbg_then_65",
            "__wbindgen_malloc",
        );
        let read = |end| Names::default().in_wasm(&module[..end]);
        assert!(read(module.len()).is_some());
        // In its head, in the imports, in the code.
        for end in [4, HEAD.len() + 1, 20, module.len() - 1] {
            assert!(read(end).is_none(), "{end}");
        }
    }

    #[test]
    fn numbers_as_wasm_has_them() {
        for (value, bytes) in [(0, &b"\0"[..]), (127, b"\x7f"), (624_485, b"\xe5\x8e\x26")] {
            let mut made = Vec::new();
            number(&mut made, value);
            assert_eq!(made, bytes);
            assert_eq!(super::Reader(bytes).number(), Some(value));
        }
        assert_eq!(super::Reader(b"\x80").number(), None);
        assert_eq!(super::Reader(b"\xff\xff\xff\xff\xff\x01").number(), None);
    }

    #[test]
    fn the_page_names_the_new_files_with_their_content() {
        let html = "<script>import i from './vestibule-web-1.js'; i('./vestibule-web-1_bg.wasm')\
                    </script><link href=\"./vestibule-web-1.js\" integrity=\"sha384-a\">\
                    <link href=\"./vestibule-web-1_bg.wasm\" integrity=\"sha384-b\" as=\"fetch\">";
        let (script, wasm) = names(html).unwrap();
        assert_eq!(
            (script, wasm),
            ("vestibule-web-1.js", "vestibule-web-1_bg.wasm")
        );
        let html = renamed(html, script, "vestibule-web-2.js", "sha256-c");
        assert_eq!(
            renamed(&html, wasm, "vestibule-web-3_bg.wasm", "sha256-d"),
            "<script>import i from './vestibule-web-2.js'; i('./vestibule-web-3_bg.wasm')\
             </script><link href=\"./vestibule-web-2.js\" integrity=\"sha256-c\">\
             <link href=\"./vestibule-web-3_bg.wasm\" integrity=\"sha256-d\" as=\"fetch\">"
        );
        assert!(names("<html></html>").is_err());
    }
}
