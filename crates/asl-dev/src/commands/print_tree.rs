//! `cargo dev print-tree`: what the parsers make of a document.

use std::path::PathBuf;
use std::process::ExitCode;

use asl_syntax::{Format, NodeOrToken, SyntaxNode, WalkEvent, parse};

use super::Done;
use crate::workspace::print;

/// Which document.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A JSON or YAML file; everything that does not end in `.yaml` or `.yml` is JSON.
    file: PathBuf,
}

/// Prints the tree with ranges, then the errors.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let text = std::fs::read_to_string(&arguments.file).map_err(|error| {
        let file = arguments.file.display();
        std::io::Error::other(format!("{file}: {error}"))
    })?;
    let extension = arguments.file.extension().unwrap_or_default();
    let format = if extension == "yaml" || extension == "yml" {
        Format::Yaml
    } else {
        Format::Json
    };
    let parse = parse(&text, format);
    print_node(&parse.syntax())?;
    for error in parse.errors() {
        print(&format!("error {:?}: {}", error.range, error.message()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print_node(root: &SyntaxNode) -> std::io::Result<()> {
    let mut depth = 0_usize;
    for event in root.preorder_with_tokens() {
        match event {
            WalkEvent::Leave(_) => depth -= 1,
            WalkEvent::Enter(element) => {
                let indent = "  ".repeat(depth);
                let line = match &element {
                    NodeOrToken::Node(node) => {
                        format!("{indent}{:?}@{:?}", node.kind(), node.text_range())
                    }
                    NodeOrToken::Token(token) => {
                        format!(
                            "{indent}{:?}@{:?} {:?}",
                            token.kind(),
                            token.text_range(),
                            token.text()
                        )
                    }
                };
                print(&line)?;
                depth += 1;
            }
        }
    }
    Ok(())
}
