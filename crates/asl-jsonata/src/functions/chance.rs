//! `$random` and `$uuid`: pseudo-random numbers as `java.util.Random` makes them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use java_random::Random;
use jlens_core::{HostCall, HostFunction, Result};

use super::{Argument, at_most, truncated};

/// The function of that name, fed by the seed of this evaluation.
pub(crate) fn chance(name: &str, seed: u64) -> Option<HostFunction> {
    let source = Mutex::new(Random::with_seed(seed));
    let function = match name {
        "random" => Some(HostFunction::new(
            1,
            move |arguments: &[Argument], _: &HostCall<'_>| random(arguments, &source),
        )),
        "uuid" => Some(HostFunction::new(
            0,
            move |arguments: &[Argument], _: &HostCall<'_>| uuid(arguments, &source),
        )),
        _ => None,
    };
    function.map(HostFunction::without_input)
}

/// `$random([seed])`: a number from 0 up to 1; the same seed gives the same number.
fn random(arguments: &[Argument], source: &Mutex<Random>) -> Result<Argument> {
    at_most(1, arguments, "random")?;
    let seed = truncated(arguments, 0, "random")?;
    let number = match seed {
        Some(seed) => Random::with_seed((seed as i64).cast_unsigned()).next_double(),
        None => locked(source).next_double(),
    };
    Ok(Some(number.into()))
}

/// `$uuid()`: version 4.
fn uuid(arguments: &[Argument], source: &Mutex<Random>) -> Result<Argument> {
    at_most(0, arguments, "uuid")?;
    let mut source = locked(source);
    let mut half = || u64::from(source.next_int().cast_unsigned());
    let mut wide = || (half() << 32) | half();
    let (high, low) = (wide(), wide());
    Ok(Some(uuid_of(high, low).into()))
}

/// A poisoned lock still holds a number to go on from.
fn locked(source: &Mutex<Random>) -> MutexGuard<'_, Random> {
    source.lock().unwrap_or_else(PoisonError::into_inner)
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
