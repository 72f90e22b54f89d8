//! The files of a configuration.

use hcl_edit::structure::Body;
use vestibule_iam::json;
use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::limits::TERRAFORM_BYTES;
use vestibule_syntax::message;

use super::value::Value;

/// What a file of Terraform holds.
#[derive(Debug)]
pub(crate) enum Source {
    Configuration(Written),
    /// Values of variables that Terraform takes by the name of the file.
    Values(Written),
    /// Values of variables in JSON.
    JsonValues(Vec<(String, Value)>),
    /// A configuration that cannot be read.
    Unread,
}

/// A text that was read.
#[derive(Debug)]
pub(crate) struct Written {
    pub(super) body: Body,
    text: String,
}

impl Written {
    /// The line and the column of an offset.
    pub(super) fn place(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    pub(super) fn text(&self, span: std::ops::Range<usize>) -> &str {
        self.text.get(span).unwrap_or_default()
    }
}

/// The name of a file without its folders.
fn own(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Whether Terraform takes values of variables from a file of that name.
pub(crate) fn has_values(name: &str) -> bool {
    let own = own(name);
    let own = own.strip_suffix(".json").unwrap_or(own);
    own == "terraform.tfvars" || own.ends_with(".auto.tfvars")
}

/// Whether Terraform reads a file of that name as configuration.
pub(crate) fn is_configuration(name: &str) -> bool {
    own(name).ends_with(".tf")
}

/// Whether a file overrides what others of its folder say.
pub(super) fn is_override(name: &str) -> bool {
    let own = own(name);
    own == "override.tf" || own.ends_with("_override.tf")
}

/// Whether a text is written as a configuration of Terraform is: it begins with a block.
pub(crate) fn is_written(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let mut is_comment = false;
    let first = lines.find(|line| {
        let is_begun = line.starts_with("/*");
        let is_plain = !is_comment && !is_begun && !line.is_empty();
        is_comment = (is_comment || is_begun) && !line.ends_with("*/");
        is_plain && !line.starts_with('#') && !line.starts_with("//")
    });
    let Some(block) = first.and_then(|line| line.strip_suffix('{')) else {
        return false;
    };
    let mut words = block.split_whitespace();
    let labels = match words.next() {
        Some("resource" | "data") => 2,
        Some("variable" | "module" | "output" | "provider") => 1,
        Some("locals" | "terraform") => 0,
        _ => return false,
    };
    let words: Vec<&str> = words.collect();
    words.len() == labels && words.iter().all(|word| word.starts_with('"'))
}

/// Reads a text, or says why not.
pub(crate) fn read(name: &str, text: &str) -> Result<Source, Message> {
    if text.len() > TERRAFORM_BYTES {
        return Err(message!(
            "it is a configuration of more than {most} bytes",
            most = TERRAFORM_BYTES
        ));
    }
    let text = text.trim_start_matches('\u{feff}');
    if has_values(name) && name.ends_with(".json") {
        let parsed = json::parse(text);
        let members = parsed.root.members().iter();
        let members = members.filter_map(|member| {
            Some((member.key.value.to_string(), Value::of_json(&member.value)?))
        });
        return Ok(Source::JsonValues(members.collect()));
    }
    // Lines of Windows end as those of other systems, so that texts are the same.
    let text = text.replace("\r\n", "\n");
    let body = hcl_edit::parser::parse_body(&text).map_err(|error| {
        let place = error.location();
        message!(
            "it is not HCL at line {line}, column {column}, or it is nested too deep there",
            line = place.line(),
            column = place.column()
        )
    })?;
    let written = Written { body, text };
    Ok(match has_values(name) {
        true => Source::Values(written),
        false => Source::Configuration(written),
    })
}
