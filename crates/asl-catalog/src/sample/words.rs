//! What a member's name says about its value.

/// When everything happens: one moment, so that samples are the same on every day.
pub(super) const TIME: &str = "2024-01-01T00:00:00Z";

/// What a member is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It leads to another page.
    PageToken,
    /// It says what went wrong, or what is left to be done again.
    Failure,
    /// It is there only where the request asks for it.
    OnDemand,
    Other,
}

/// How the names of failures start or end; as they stand in responses of many services.
const FAILURES: &[&str] = &[
    "Error",
    "Errors",
    "ErrorCode",
    "ErrorMessage",
    "ErrorInfo",
    "ErrorDetails",
    "Failed",
    "Failure",
    "Failures",
    "FailureReason",
    "FailureCode",
    "FailureMessage",
    "Exception",
    "Exceptions",
    "Unprocessed",
    "Unsuccessful",
    "Rejected",
    "Invalid",
    "FunctionError",
    "Cause",
    "ImpairedSince",
];

const PAGE_TOKENS: &[&str] = &[
    "NextToken",
    "NextMarker",
    "NextPageToken",
    "NextContinuationToken",
    "ContinuationToken",
];

/// What DynamoDB and Lambda say only to who asks, by `ReturnConsumedCapacity`,
/// `ReturnItemCollectionMetrics` and `LogType`. Source: their API references.
const ON_DEMAND: &[&str] = &["ConsumedCapacity", "ItemCollectionMetrics", "LogResult"];

/// What a member of that name is for.
pub(super) fn role(name: &str) -> Role {
    let is_failure = |word: &str| name.starts_with(word) || name.ends_with(word);
    if PAGE_TOKENS.contains(&name) {
        Role::PageToken
    } else if FAILURES.iter().any(|word| is_failure(word)) {
        Role::Failure
    } else if ON_DEMAND.contains(&name) {
        Role::OnDemand
    } else {
        Role::Other
    }
}

/// The value of an enumeration that says that all is well, or its first.
pub(super) fn best<'v>(values: impl Iterator<Item = &'v str> + Clone) -> Option<&'v str> {
    const WANTED: &[&str] = &[
        "succeeded",
        "success",
        "successful",
        "completed",
        "complete",
        "active",
        "available",
        "ready",
        "ok",
        "passed",
        "healthy",
        "enabled",
        "finished",
        "issued",
        "inservice",
        "deployed",
        "created",
        "running",
    ];
    let wanted = |value: &str| {
        let letters = value.chars().filter(char::is_ascii_alphanumeric);
        let plain: String = letters.map(|it| it.to_ascii_lowercase()).collect();
        WANTED
            .iter()
            .position(|it| *it == plain)
            .unwrap_or(WANTED.len())
    };
    values.min_by_key(|value| wanted(value))
}

/// Whether a flag is set: one that says that there is more to do, or that something is wrong,
/// is not.
pub(super) fn is_true(name: &str) -> bool {
    const UNSET: &[&str] = &[
        "Truncated",
        "More",
        "Fail",
        "Error",
        "Partial",
        "Incomplete",
        "Progress",
        "Delet",
        "Disabl",
        "Null",
        "NULL",
        "Nul",
    ];
    !UNSET.iter().any(|word| name.contains(word))
}

/// A number.
pub(super) fn number(name: &str) -> i64 {
    match name {
        "StatusCode" | "HttpStatusCode" | "Status" => 200,
        _ if name.ends_with("ExitCode") || name.contains("Remaining") => 0,
        _ => 1,
    }
}

/// A key of a map.
pub(super) fn key(name: &str) -> &'static str {
    if name.ends_with("Headers") {
        "Content-Type"
    } else {
        "key"
    }
}

/// Bytes as text: what streams is the text itself, all else is base64.
pub(super) fn blob(name: &str) -> &'static str {
    match name {
        "Payload" => "{}",
        "Body" | "Content" => "example",
        _ => "ZXhhbXBsZQ==",
    }
}

/// A text.
pub(super) fn text(name: &str, seed: u64) -> String {
    let ends = |end: &str| name.ends_with(end);
    match name {
        "N" | "NS" | "Ns" => "1".to_owned(),
        "StatusText" => "OK".to_owned(),
        "ExecutedVersion" => "$LATEST".to_owned(),
        _ if ends("MD5")
            || name.starts_with("MD5")
            || name.starts_with("Md5")
            || name == "ETag" =>
        {
            // The digest of `example`.
            "1a79a4d60de6718e8e5b326e338ae533".to_owned()
        }
        _ if ends("Number") => "1".to_owned(),
        _ if ends("Headers") => "application/json".to_owned(),
        _ if ends("Arn") || ends("ARN") => {
            format!("arn:aws:example:us-east-1:123456789012:{}", uuid(seed))
        }
        _ if ends("Url") || ends("Uri") || ends("URL") || ends("URI") || ends("Endpoint") => {
            "https://example.com/".to_owned()
        }
        _ if ends("Id") || ends("ID") || ends("Token") => uuid(seed),
        _ if ends("Time") || ends("Date") || ends("Timestamp") => TIME.to_owned(),
        _ if ends("Region") => "us-east-1".to_owned(),
        _ if ends("Input") || ends("Output") || ends("Json") || ends("JSON") => "{}".to_owned(),
        _ if ends("Status") || ends("State") => "ACTIVE".to_owned(),
        _ => "example".to_owned(),
    }
}

/// Another seed for every place.
pub(super) fn mix(seed: u64, path: &str) -> u64 {
    // FNV-1a, then the last step of SplitMix64: short, and the same everywhere.
    let start = 0xcbf2_9ce4_8422_2325 ^ seed;
    let hash = path.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// An id in the form of a random UUID (RFC 9562, version 4).
fn uuid(seed: u64) -> String {
    const VERSION: u64 = 0x4000;
    const VARIANT: u64 = 0x8000_0000_0000_0000;
    let high = mix(seed, "high") & !0xf000 | VERSION;
    let low = mix(seed, "low") >> 2 | VARIANT;
    let digits = format!("{high:016x}{low:016x}");
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
    parts
        .map(|part| digits.get(part).unwrap_or_default())
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::{Role, best, role, uuid};

    #[test]
    fn names_tell_failures_and_pages() {
        let cases = [
            ("FailedEntryCount", Role::Failure),
            ("UnprocessedItems", Role::Failure),
            ("Failures", Role::Failure),
            ("StatusFailureReason", Role::Failure),
            ("NextToken", Role::PageToken),
            ("TaskToken", Role::Other),
            ("ErrorEquals", Role::Failure),
            ("Status", Role::Other),
        ];
        for (name, wanted) in cases {
            assert_eq!(role(name), wanted, "{name}");
        }
    }

    #[test]
    fn enumerations_say_that_all_is_well() {
        assert_eq!(
            best(["FAILED", "IN_PROGRESS", "SUCCEEDED"].into_iter()),
            Some("SUCCEEDED")
        );
        assert_eq!(best(["InService", "Failed"].into_iter()), Some("InService"));
        assert_eq!(best(["STANDARD", "GLACIER"].into_iter()), Some("STANDARD"));
        assert_eq!(best([].into_iter()), None);
    }

    #[test]
    fn ids_have_their_form() {
        let id = uuid(7);
        assert_eq!((id.len(), id.as_bytes()[14]), (36, b'4'), "{id}");
        assert_ne!(id, uuid(8));
    }
}
