//! Real files, where they can be had: valid ones have no errors and read as `serde_json` reads them.
#![expect(clippy::print_stderr, reason = "what was not tried is said aloud")]

mod support;

use asl_syntax::{Format, parse};
use asl_testing::outside::shared_files;
use support::assert_sound;

#[test]
fn valid_json_has_no_errors() {
    let mut tried = 0;
    for folder in ["corpus", "cases"] {
        for (path, text) in shared_files(folder, &[".json"]) {
            let tree = parse(&text, Format::Json);
            assert_sound(&tree, &text);
            let path = path.display();
            match serde_json::from_str::<serde_json::Value>(&text) {
                Ok(value) => {
                    assert_eq!(tree.errors(), [], "{path}");
                    let read = tree.root().value().map(|it| it.to_json());
                    assert_eq!(read, Some(value), "{path}");
                    tried += 1;
                }
                Err(error) if text.contains("${") => {
                    eprintln!("note: {path}: {error}; {:?}", tree.errors().first());
                }
                Err(_) => assert_ne!(tree.errors(), [], "{path}"),
            }
        }
    }
    eprintln!("{tried} valid files");
}
