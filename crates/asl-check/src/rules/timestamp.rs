//! RFC 3339 timestamps as AWS takes them: `2026-03-14T01:59:00.123Z`, `…+01:00`. `T` and `Z` are capital
//! letters (Amazon States Language, "Timestamps"; measured).

/// Whether the text is a timestamp with a real date and time and a zone.
pub(super) fn is_valid(text: &str) -> bool {
    parse(text.as_bytes()).is_some()
}

/// The timestamp that was meant, when only the `T` or the zone is missing.
pub(super) fn mend(text: &str) -> Option<String> {
    let text = text.trim();
    let with_t = match text.get(10..11) {
        Some(" ") => format!("{}T{}", &text[..10], &text[11..]),
        None if text.len() == 10 => format!("{text}T00:00:00"),
        _ => text.to_owned(),
    };
    let with_zone = format!("{with_t}Z");
    let in_capitals = text.to_ascii_uppercase();
    [with_t, with_zone, in_capitals]
        .into_iter()
        .find(|it| is_valid(it))
}

fn parse(text: &[u8]) -> Option<()> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(after(rest, b"-")?, 2)?;
    let (day, rest) = digits(after(rest, b"-")?, 2)?;
    let (hour, rest) = digits(after(rest, b"T")?, 2)?;
    let (minute, rest) = digits(after(rest, b":")?, 2)?;
    let (second, rest) = digits(after(rest, b":")?, 2)?;
    let is_date = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    let is_time = hour < 24 && minute < 60 && second < 61;
    (is_date && is_time).then_some(())?;
    zone(fraction(rest)?)
}

fn fraction(text: &[u8]) -> Option<&[u8]> {
    let Some(rest) = after(text, b".") else {
        return Some(text);
    };
    let length = rest.iter().take_while(|it| it.is_ascii_digit()).count();
    (length > 0).then(|| &rest[length..])
}

fn zone(text: &[u8]) -> Option<()> {
    if text == b"Z" {
        return Some(());
    }
    let (hour, rest) = digits(after(text, b"+-")?, 2)?;
    let (minute, rest) = digits(after(rest, b":")?, 2)?;
    (rest.is_empty() && hour < 24 && minute < 60).then_some(())
}

fn after<'t>(text: &'t [u8], one_of: &[u8]) -> Option<&'t [u8]> {
    let (first, rest) = text.split_first()?;
    one_of.contains(first).then_some(rest)
}

fn digits(text: &[u8], count: usize) -> Option<(u32, &[u8])> {
    let (number, rest) = text.split_at_checked(count)?;
    let value = number.iter().try_fold(0, |sum, it| {
        it.is_ascii_digit().then(|| sum * 10 + u32::from(it - b'0'))
    })?;
    Some((value, rest))
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_valid, mend};

    #[test]
    fn takes_what_the_standard_has() {
        for text in [
            "2026-03-14T01:59:00Z",
            "2024-02-29T23:59:59.123456+01:00",
            "1999-12-31T00:00:00-11:30",
        ] {
            assert!(is_valid(text), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "",
            "2026-03-14",
            "2026-03-14 01:59:00Z",
            "2026-03-14t01:59:00Z",
            "2026-03-14T01:59:00z",
            "2026-03-14T01:59:00",
            "2026-13-14T01:59:00Z",
            "2025-02-29T01:59:00Z",
            "2026-03-14T24:00:00Z",
            "2026-03-14T01:59:00.Z",
            "2026-03-14T01:59:00+0100",
            "{% $now() %}",
            "2026-03-1äT01:59:00Z",
        ] {
            assert!(!is_valid(text), "{text}");
        }
    }

    #[test]
    fn mends_what_is_nearly_one() {
        let cases = [
            ("2026-03-14 01:59:00Z", Some("2026-03-14T01:59:00Z")),
            ("2026-03-14T01:59:00", Some("2026-03-14T01:59:00Z")),
            ("2026-03-14t01:59:00z", Some("2026-03-14T01:59:00Z")),
            ("2026-03-14", Some("2026-03-14T00:00:00Z")),
            ("tomorrow", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(mend(text).as_deref(), wanted, "{text}");
        }
    }
}
