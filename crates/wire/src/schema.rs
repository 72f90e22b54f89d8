//! JSON Schemas of the contract.

use schemars::{Schema, generate::SchemaSettings};

use crate::case_file::CaseFile;
use crate::decision::Decision;

/// The JSON Schema of a case file.
pub fn case_file() -> Schema {
    SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<CaseFile>()
}

/// The JSON Schema of a decision.
pub fn decision() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Decision>()
}
