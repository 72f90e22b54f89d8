//! A case file, made of what the tools of AWS print.

use vestibule_import::{Importer, Options};
use vestibule_wire::Kind;
use wasm_bindgen::prelude::*;

use super::json;

/// Takes files in, one by one, as `vestibule import` does.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Import {
    importer: Importer,
}

#[wasm_bindgen]
impl Import {
    /// An import without files.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a file by its path, with `/` between folders, and its bytes.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.importer.add(path, bytes);
    }

    /// What the files tell together, as JSON text: `case`, which is null where they say too little
    /// for one, and `report`. `account` is that of outputs that name none, and `complete` are the
    /// kinds of policies of which the files have all. Throws where a kind is none.
    pub fn finish(self, account: Option<String>, complete: Vec<String>) -> Result<String, JsValue> {
        let kinds = complete.iter().map(|name| {
            let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
            kind.ok_or_else(|| JsError::new("there is no such kind of policies").into())
        });
        let complete = kinds.collect::<Result<_, JsValue>>()?;
        let written = self
            .importer
            .finish(&Options { account, complete })
            .written();
        let case = written.case.as_deref().unwrap_or("null");
        let report = json(&written.report)?;
        Ok(format!("{{\"case\":{case},\"report\":{report}}}"))
    }
}
