//! Points in virtual time, to the millisecond, as the timestamps of Step Functions have them.

use std::fmt;
use std::time::Duration;

/// A point in virtual time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

impl Time {
    /// The moment `millis` milliseconds after 1970-01-01T00:00:00Z.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Reads an ISO-8601 / RFC 3339 timestamp with an offset, such as `2026-01-31T12:00:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let at: jiff::Timestamp = text.parse().ok()?;
        Some(Self(at.as_millisecond()))
    }

    /// The first millisecond that is not before `at`.
    pub(crate) fn not_before(at: jiff::Timestamp) -> Self {
        let late = at.subsec_nanosecond() % 1_000_000 > 0;
        Self(at.as_millisecond().saturating_add(i64::from(late)))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This moment plus a duration; stays at the end of time where that would overflow.
    pub fn after(self, duration: Duration) -> Self {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        Self(self.0.saturating_add(millis))
    }

    /// The time that passed since `earlier`; zero when `earlier` is not earlier.
    pub fn since(self, earlier: Self) -> Duration {
        let millis = self.0.saturating_sub(earlier.0);
        Duration::from_millis(u64::try_from(millis).unwrap_or(0))
    }
}

/// Prints the form of the context object: `2026-01-31T12:00:00.000Z`.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(at) => write!(f, "{at:.3}"),
            Err(_) => write!(f, "+{}ms", self.0),
        }
    }
}

/// Reads a timestamp as Step Functions does: ISO-8601 with an upper-case `T` and an offset or `Z`.
pub(crate) fn timestamp(text: &str) -> Option<jiff::Timestamp> {
    let bytes = text.as_bytes();
    let shape = bytes.get(10) == Some(&b'T') && bytes.get(13) == Some(&b':');
    let zone = text.ends_with('Z') || offset(bytes);
    if shape && zone {
        text.parse().ok()
    } else {
        None
    }
}

/// Whether the text ends in `+HH:MM` or `-HH:MM`.
fn offset(bytes: &[u8]) -> bool {
    let Some(tail) = bytes.len().checked_sub(6).map(|start| &bytes[start..]) else {
        return false;
    };
    matches!(tail[0], b'+' | b'-') && tail[3] == b':'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints_timestamps() {
        let at = Time::parse("2026-01-31T13:00:00.25+01:00").unwrap();
        assert_eq!(at.to_string(), "2026-01-31T12:00:00.250Z");
        assert_eq!(
            at.after(Duration::from_secs(60)).to_string(),
            "2026-01-31T12:01:00.250Z"
        );
        assert_eq!(Time::parse("2026-01-31"), None);
    }

    #[test]
    fn takes_only_what_step_functions_takes() {
        let good = [
            "2016-03-14T01:59:00Z",
            "2016-03-05T21:29:29.243167252Z",
            "2012-10-09T19:00:55+01:00",
        ];
        let bad = [
            "05-12-2016T21:29:29Z",
            "2016-12-05T25:29:29Z",
            "2016-12-05 21:29:29Z",
            "2016-12-05T21:29:29",
            "2016-12-05t21:29:29z",
            "2023-02-24",
            "",
        ];
        assert!(good.iter().all(|text| timestamp(text).is_some()));
        for text in bad {
            assert_eq!(timestamp(text), None, "{text}");
        }
    }

    #[test]
    fn never_overflows() {
        let end = Time::from_millis(i64::MAX);
        assert_eq!(end.after(Duration::MAX), end);
        assert_eq!(Time::from_millis(i64::MIN).since(end), Duration::ZERO);
        assert_eq!(end.to_string(), "+9223372036854775807ms");
    }
}
