//! `$hash`.

use std::fmt::Write;

use jlens_core::{HostCall, Result};
use md5::{Digest, Md5};
use serde_json::Value;
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

use super::{Argument, argument, at_most, complaint, mismatch};

/// `$hash(text, algorithm)`: the digest of the text's UTF-8 bytes in hexadecimal digits.
pub(super) fn hash(arguments: &[Argument], _: &HostCall<'_>) -> Result<Argument> {
    at_most(2, arguments, "hash")?;
    let (Some(text), Some(algorithm)) = (text(arguments, 0)?, text(arguments, 1)?) else {
        return Ok(None);
    };
    let digits = match algorithm {
        "MD5" => digits::<Md5>(text),
        "SHA-1" => digits::<Sha1>(text),
        "SHA-256" => digits::<Sha256>(text),
        "SHA-384" => digits::<Sha384>(text),
        "SHA-512" => digits::<Sha512>(text),
        _ => {
            return Err(complaint(
                "Second argument must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512",
            ));
        }
    };
    Ok(Some(digits.into()))
}

fn text(arguments: &[Argument], index: usize) -> Result<Option<&str>> {
    match argument(arguments, index) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(mismatch(index + 1, "hash")),
    }
}

fn digits<D: Digest>(text: &str) -> String {
    let mut digits = String::new();
    for byte in D::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
