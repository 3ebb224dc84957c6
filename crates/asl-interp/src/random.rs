//! The one source of chance of a run: the same seed gives the same numbers in the same order.

use std::cell::Cell;
use std::fmt::Write;

/// A splitmix64 generator.
#[derive(Debug)]
pub(crate) struct Random(Cell<u64>);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    /// The next 64 bits.
    pub(crate) fn next(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The next number, uniform in 0..1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(crate) fn fraction(&self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The next version 4 UUID.
    pub(crate) fn uuid(&self) -> String {
        let (high, low) = (self.next(), self.next());
        asl_jsonata::uuid_of(high, low)
    }

    /// The next task token: long and opaque, as AWS makes them.
    pub(crate) fn token(&self) -> String {
        let mut token = String::from("AQCgAAAAKgAAAAMAAAAAAAAAA");
        for _ in 0..6 {
            // Writing to a string cannot fail.
            let _ = write!(token, "{:016x}", self.next());
        }
        token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_decides() {
        let (one, two) = (Random::new(7), Random::new(7));
        assert_eq!(one.uuid(), two.uuid());
        assert_eq!(one.token(), two.token());
        assert_ne!(Random::new(8).next(), Random::new(7).next());
    }

    #[test]
    fn uuids_are_version_4() {
        let random = Random::new(0);
        for _ in 0..100 {
            let uuid = random.uuid();
            assert_eq!(uuid.len(), 36);
            assert_eq!(&uuid[14..15], "4");
            assert!("89ab".contains(&uuid[19..20]), "{uuid}");
        }
    }

    #[test]
    fn fractions_stay_below_one() {
        let random = Random::new(1);
        assert!((0..1000).all(|_| (0.0..1.0).contains(&random.fraction())));
    }
}
