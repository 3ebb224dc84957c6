//! Every YAML file of a folder of real definitions and templates, where there is one.
#![expect(clippy::print_stderr, reason = "what is left out is said aloud")]

use asl_testing::outside::shared_files;

use crate::judge::{agree, judged};

#[test]
fn real_files_read_like_the_judge_reads_them() {
    let (mut refused, mut wrong) = (Vec::new(), Vec::new());
    let files = shared_files("corpus", &[".yaml", ".yml"]);
    for (path, text) in &files {
        match judged(text) {
            Ok(_) => wrong.extend(agree(&path.display().to_string(), text).err()),
            Err(error) => refused.push(format!("{}: {error}", path.display())),
        }
    }
    eprintln!(
        "{} files; the judge refuses {}:\n{}",
        files.len(),
        refused.len(),
        refused.join("\n")
    );
    assert!(
        wrong.is_empty(),
        "{} files:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
