//! ARNs whose account or region cannot be. AWS finds out when something is called.

use asl_syntax::ast::Value;
use asl_text::{TextRange, TextSize};

use crate::findings::Findings;
use crate::table::INVALID_ARN;

/// Digits of an account. Source: "AWS account identifiers" of the Account Management guide.
const ACCOUNT_DIGITS: usize = 12;

/// The services whose ARNs are looked at: those of functions, activities, state machines.
const SERVICES: [&str; 2] = ["lambda", "states"];

/// Judges the region and the account of an ARN, where they are written out.
pub(super) fn check(value: &Value, findings: &mut Findings) {
    let Value::Scalar(scalar) = value else { return };
    let decoded = scalar.decoded();
    let parts: Vec<_> = decoded.text.splitn(6, ':').collect();
    let &["arn", partition, service, region, account, _] = parts.as_slice() else {
        return;
    };
    if !partition.starts_with("aws") || !SERVICES.contains(&service) {
        return;
    }
    let start = "arn:".len() + partition.len() + 1 + service.len() + 1;
    let place = |start: usize, text: &str| {
        let range = TextRange::at(size(start), TextSize::of(text));
        decoded.map.to_source_range(range)
    };
    if is_slip_of_region(region) {
        let message = format!("\"{region}\" is no region: one is written as eu-central-1");
        findings.report(&INVALID_ARN, place(start, region), message);
    }
    let is_number = !account.is_empty() && account.bytes().all(|it| it.is_ascii_digit());
    if is_number && account.len() != ACCOUNT_DIGITS {
        let many = account.len();
        let message = format!("An account has {ACCOUNT_DIGITS} digits, this one has {many}");
        let at = place(start + region.len() + 1, account);
        findings.report(&INVALID_ARN, at, message);
    }
}

fn size(bytes: usize) -> TextSize {
    TextSize::new(u32::try_from(bytes).unwrap_or(u32::MAX))
}

/// Whether the text was meant to be a region and is none. Words that wait to be replaced, such as
/// `REGION`, `my-region`, `xx-xxxx-x` or `...`, are no slips.
fn is_slip_of_region(text: &str) -> bool {
    let is_written_out = text
        .chars()
        .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || "-_".contains(it));
    let waits = text.is_empty() || text.contains("region") || text.contains("xx");
    // A word alone says nothing about what it stands for.
    let is_meant = text.contains(|it: char| it.is_ascii_digit())
        || text.find(['-', '_']).is_some_and(|it| it == 2);
    is_written_out && !waits && is_meant && !is_region(text)
}

/// `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`.
fn is_region(text: &str) -> bool {
    let is_word = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_lowercase());
    let Some((words, number)) = text.rsplit_once('-') else {
        return false;
    };
    let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    let count = words.split('-').count();
    is_number && (2..=3).contains(&count) && words.split('-').all(|it| is_word(&it))
}
