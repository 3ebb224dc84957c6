//! The README's console blocks, run as they stand in the folder of the corpus.

use std::process::Command;

use asl_testing::binary::{asl, repository};

use crate::corpus::folder;

/// A line of its own that stands for lines that the README leaves out.
const LEFT_OUT: &str = "\n…\n";

#[test]
fn the_program_says_what_the_readme_shows() {
    let readme = std::fs::read_to_string(repository().join("README.md")).expect("the README");
    let blocks = readme.split("```console").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split("```").next());
    let examples: Vec<_> = blocks
        .flat_map(|block| block.split("\n$ ").skip(1))
        .collect();
    assert!(examples.len() > 3, "{examples:?}");
    for example in examples {
        let example = example.replace("\\\n", "");
        let (command, shown) = example.split_once('\n').expect("a command and its output");
        let said = run(command);
        let mut rest = said.as_str();
        for piece in shown.trim_end().split(LEFT_OUT) {
            let after = rest.split_once(piece.trim_end());
            assert!(after.is_some(), "$ {command}\n{said}\nis not\n{shown}");
            rest = after.unwrap_or_default().1;
        }
        assert_eq!(rest.trim_end(), "", "$ {command}");
    }
}

/// What the command prints, on both outputs.
fn run(command: &str) -> String {
    let program = asl();
    let folders = program.parent().into_iter().map(std::path::Path::to_owned);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(folders.chain(std::env::split_paths(&path)));
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder())
        .env("PATH", path.expect("folders without a colon"))
        .output()
        .expect("a shell");
    let said = [output.stdout, output.stderr].concat();
    String::from_utf8(said).expect("UTF-8")
}
