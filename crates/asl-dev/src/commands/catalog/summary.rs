//! The table in words, so that a review sees what a new version of botocore changes.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::drafts::ServiceDraft;
use super::inputs::Inputs;
use super::wheel::hex;

/// A line per service: family, name, actions, shapes.
pub(crate) fn summary(services: &[ServiceDraft], inputs: &Inputs, table: &[u8]) -> String {
    let mut text = String::new();
    let hash = hex(&Sha256::digest(table));
    let version = &inputs.lock.version;
    let _ = writeln!(
        text,
        "# Made by `cargo dev catalog` from botocore {version}"
    );
    let _ = writeln!(text, "# {} bytes, sha256 {hash}", table.len());
    let _ = writeln!(text, "# family service actions shapes");
    for service in services {
        let family = match (service.is_optimized, service.is_documented) {
            (true, _) => "optimized",
            (_, true) => "aws-sdk",
            (_, false) => "aws-sdk (not in the guide)",
        };
        let (actions, shapes) = (service.actions.len(), service.shapes.rows.len());
        let _ = writeln!(text, "{family} {} {actions} {shapes}", service.name);
    }
    text
}
