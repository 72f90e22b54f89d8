//! Case files in share links, and case files without what is secret.
//!
//! # Links
//!
//! A case is stored in the fragment of a URL, which browsers do not send anywhere:
//! `case=1.<data>`. [`encode`] makes it, without the `#`; [`decode`] takes what
//! stands behind the `#` and is `None` when that is no share link at all:
//!
//! ```
//! use vestibule_wire::CaseFile;
//!
//! let case = CaseFile::default();
//! let fragment = vestibule_share::encode(&case)?;
//! assert!(fragment.starts_with("case=1."));
//! assert_eq!(vestibule_share::decode(&fragment), Some(Ok(case)));
//! assert_eq!(vestibule_share::decode("about"), None);
//! # Ok::<(), vestibule_share::Error>(())
//! ```
//!
//! Decoding gives the case that was encoded, with one exception: a document that is an
//! object of sound JSON is laid out anew, two spaces a level. Only white space between
//! its tokens changes; a document with anything wrong (half typed, a key twice, a comma
//! too many) is kept as it was typed.
//!
//! The version in front of the data says how to read the rest and with which
//! dictionary. Old versions stay readable: `tests/samples/` keeps links of each.
//! [`decode`] bounds what it makes of a text, whatever the text is, and says
//! what is wrong as an [`Error`] with a stable code.
//!
//! # Redaction
//!
//! [`redact::redact`] renames account ids, addresses, names and the like
//! consistently, so that a case decides as before and names nobody, and proves
//! it; see [`redact`].

mod documents;
mod error;
mod layout;
mod link;
mod packing;
mod payload;
pub mod redact;

pub use error::Error;
pub use link::{MAX_LEN, decode, encode};
