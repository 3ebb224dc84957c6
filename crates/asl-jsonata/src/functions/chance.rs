//! `$random` and `$uuid`: pseudo-random numbers as `java.util.Random` makes them.

use std::sync::Mutex;

use jlens_core::{HostCall, HostFunction, Result};

use super::{Argument, at_most, truncated};

/// The function of that name, fed by the seed of this evaluation.
pub(crate) fn chance(name: &str, seed: u64) -> Option<HostFunction> {
    let source = Mutex::new(JavaRandom::new(seed.cast_signed()));
    let next = move || {
        source
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .next_bits_pair()
    };
    let function = match name {
        "random" => Some(HostFunction::new(
            1,
            move |arguments: &[Argument], _: &HostCall<'_>| random(arguments, &next),
        )),
        "uuid" => Some(HostFunction::new(
            0,
            move |arguments: &[Argument], _: &HostCall<'_>| uuid(arguments, &next),
        )),
        _ => None,
    };
    function.map(HostFunction::without_input)
}

/// `$random([seed])`: a number from 0 up to 1; the same seed gives the same number.
fn random(arguments: &[Argument], next: &dyn Fn() -> (u64, u64)) -> Result<Argument> {
    at_most(1, arguments, "random")?;
    let seed = truncated(arguments, 0, "random")?;
    let (high, low) = match seed {
        Some(seed) => JavaRandom::new(seed as i64).next_bits_pair(),
        None => next(),
    };
    Ok(Some(fraction(high, low).into()))
}

/// `$uuid()`: version 4.
fn uuid(arguments: &[Argument], next: &dyn Fn() -> (u64, u64)) -> Result<Argument> {
    at_most(0, arguments, "uuid")?;
    let wide = |(high, low): (u64, u64)| (high << 32) | low;
    let (high, low) = (wide(next()), wide(next()));
    Ok(Some(uuid_of(high, low).into()))
}

/// The UUID of version 4 that these bits of chance make.
pub fn uuid_of(high: u64, low: u64) -> String {
    let high = (high & !0xf000) | 0x4000;
    let low = (low & !(0b11 << 62)) | (0b10 << 62);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

/// `java.util.Random`: a linear congruential generator of 48 bits.
struct JavaRandom(u64);

impl JavaRandom {
    const MULTIPLIER: u64 = 0x5_DEEC_E66D;
    const MASK: u64 = (1 << 48) - 1;

    fn new(seed: i64) -> Self {
        Self((seed.cast_unsigned() ^ Self::MULTIPLIER) & Self::MASK)
    }

    /// The next 32 bits.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(Self::MULTIPLIER).wrapping_add(0xB) & Self::MASK;
        self.0 >> 16
    }

    fn next_bits_pair(&mut self) -> (u64, u64) {
        (self.next(), self.next())
    }
}

/// What `nextDouble` makes of two draws: 26 bits of the first and 27 of the second.
#[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
fn fraction(high: u64, low: u64) -> f64 {
    (((high >> 6) << 27) + (low >> 5)) as f64 / (1_u64 << 53) as f64
}
