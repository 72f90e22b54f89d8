//! What sends the AWS CLI and boto3 here. By the rules that they come with, operations of the
//! control plane go to AWS whatever endpoint is configured.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Where the rules stand in a folder of AWS_DATA_PATH.
const FOLDER: &str = "signin/2023-01-01";
const FILE: &str = "endpoint-rule-set-1.json";
/// Rules by which every operation of Sign-In goes to the endpoint that is configured, and none
/// to AWS.
const RULES: &str = include_str!("endpoint-rule-set-1.json");
/// What only our own rules say.
const OURS: &str = "vestibule emulate";

/// Writes the rules into a folder for AWS_DATA_PATH, without replacing any of somebody else's.
///
/// # Errors
/// When they cannot be written, or other rules stand there.
pub fn write_aws_data(folder: &Path) -> io::Result<()> {
    let folder = folder.join(FOLDER);
    let file = folder.join(FILE);
    match fs::read_to_string(&file) {
        Ok(text) if text == RULES => return Ok(()),
        Ok(text) if !text.contains(OURS) => return Err(ErrorKind::AlreadyExists.into()),
        _ => {}
    }
    fs::create_dir_all(&folder)?;
    fs::write(file, RULES)
}

#[cfg(test)]
mod tests {
    use super::{FILE, FOLDER, RULES, write_aws_data};
    use std::fs;
    use std::io::ErrorKind;

    #[test]
    fn rules_replace_none_of_others() {
        let folder = std::env::temp_dir().join(format!("vestibule-rules-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let file = folder.join(FOLDER).join(FILE);
        write_aws_data(&folder).unwrap();
        write_aws_data(&folder).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), RULES);
        fs::write(&file, "{}").unwrap();
        let refused = write_aws_data(&folder).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&file).unwrap(), "{}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
