//! The table of services that is committed is the one that its summary describes. Whether both are
//! what botocore gives, `cargo dev catalog --check` says: that needs the network.

#![expect(clippy::expect_used, reason = "a test that cannot begin has failed")]

use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

fn read(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../asl-catalog/data");
    std::fs::read(folder.join(name)).expect("a file of the catalogue")
}

#[test]
fn the_summary_describes_the_table() {
    let table = read("catalog.bin");
    let lock: Value = serde_json::from_slice(&read("botocore.json")).expect("JSON");
    let summary = String::from_utf8(read("catalog.txt")).expect("UTF-8");
    let mut lines = summary.lines();
    let version = lock["version"].as_str().expect("a version");
    assert_eq!(
        lines.next(),
        Some(&*format!(
            "# Made by `cargo dev catalog` from botocore {version}"
        ))
    );
    let hash = Sha256::digest(&table);
    let halves = hash.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    let hash: String = halves
        .filter_map(|half| char::from_digit(u32::from(half), 16))
        .collect();
    let wanted = format!("# {} bytes, sha256 {hash}", table.len());
    assert_eq!(lines.next(), Some(&*wanted));
    assert!(table.len() <= 2_000_000, "{} bytes", table.len());
}
