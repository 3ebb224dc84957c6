//! Seconds as people say them.

#![expect(clippy::cast_sign_loss, reason = "seconds are positive here")]

const UNITS: [(u64, &str); 4] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];

/// `5400` is `1 h 30 min`, `0.5` is `0.5 s`; the two largest units that there are.
pub(crate) fn words(seconds: f64) -> String {
    if !seconds.is_finite() || seconds < 60.0 {
        let rounded = (seconds * 1000.0).round() / 1000.0;
        return format!("{rounded} s");
    }
    let mut rest = seconds.round() as u64;
    let mut parts = Vec::new();
    for (length, unit) in UNITS {
        if rest >= length && parts.len() < 2 {
            parts.push(format!("{} {unit}", rest / length));
            rest %= length;
        }
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn two_units_at_most() {
        assert_eq!(words(0.5), "0.5 s");
        assert_eq!(words(59.0), "59 s");
        assert_eq!(words(5400.0), "1 h 30 min");
        assert_eq!(words(604_800.0), "7 d");
        assert_eq!(words(90_061.0), "1 d 1 h");
    }
}
