//! The text of the fragment: `case=1.` and bytes in base64url, which are a check
//! of two bytes and the packed payload.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vestibule_iam::message;
use vestibule_wire::CaseFile;

use crate::error::Error;
use crate::packing::{self, Unpack};
use crate::payload;

/// The longest text of a case that travels in a link, and the longest link, in bytes.
pub const MAX_LEN: usize = vestibule_iam::json::MAX_LEN;

/// The name of the parameter.
const PARAMETER: &str = "case=";
/// The version that is written.
const VERSION: &str = "1";

/// The fragment of a link that opens `case`, without the `#`.
///
/// # Errors
/// `case-too-large`, when no link could hold it; `organization-not-answered`, when it has an
/// organization with all of its accounts.
pub fn encode(case: &CaseFile) -> Result<String, Error> {
    let text = payload::write(case)?;
    if text.len() > MAX_LEN {
        return Err(Error::case_too_large());
    }
    let mut bytes = check(text.as_bytes()).to_vec();
    bytes.append(&mut packing::pack(text.as_bytes()));
    let mut fragment = format!("{PARAMETER}{VERSION}.");
    URL_SAFE_NO_PAD.encode_string(bytes, &mut fragment);
    if fragment.len() > MAX_LEN {
        return Err(Error::case_too_large());
    }
    Ok(fragment)
}

/// The case in a fragment, with or without its `#`; `None` when it holds none.
///
/// Other parameters are ignored.
pub fn decode(fragment: &str) -> Option<Result<CaseFile, Error>> {
    let fragment = fragment.trim();
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    fragment
        .split('&')
        .find_map(|parameter| parameter.strip_prefix(PARAMETER))
        .map(open)
}

fn open(value: &str) -> Result<CaseFile, Error> {
    if value.len() > MAX_LEN {
        return Err(Error::link_too_large());
    }
    let (version, data) = value
        .split_once('.')
        .ok_or_else(|| Error::broken(message!("the link is cut off")))?;
    if version != VERSION {
        let is_number = version.len() < 6 && version.bytes().all(|byte| byte.is_ascii_digit());
        let number = version.parse().ok().filter(|_| is_number);
        return Err(number.map_or_else(
            || Error::broken(message!("the link does not begin as share links do")),
            Error::newer,
        ));
    }
    let bytes = URL_SAFE_NO_PAD.decode(data).map_err(|error| match error {
        base64::DecodeError::InvalidByte(..) => Error::broken(message!(
            "the link has a character that share links do not have"
        )),
        _ => Error::broken(message!("the link is cut off")),
    })?;
    let (told, packed) = bytes
        .split_first_chunk()
        .ok_or_else(|| Error::broken(message!("the link is cut off")))?;
    let text = packing::unpack(packed, MAX_LEN).map_err(|error| match error {
        Unpack::Short => Error::broken(message!("the link is cut off")),
        Unpack::Broken => Error::broken(message!("the link is damaged")),
        Unpack::Large => Error::link_too_large(),
    })?;
    if check(&text) != *told {
        return Err(Error::broken(message!("the link is damaged")));
    }
    let text =
        String::from_utf8(text).map_err(|_| Error::broken(message!("the link is damaged")))?;
    payload::read(&text)
}

/// Finds a character that changed on the way, which could otherwise open as
/// another case.
fn check(text: &[u8]) -> [u8; 2] {
    let [a, b, c, d] = adler2::adler32_slice(text).to_be_bytes();
    [a ^ c, b ^ d]
}
