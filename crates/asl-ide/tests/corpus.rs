//! Definitions from outside, when they are at hand: nothing panics, formatting keeps what they mean
//! and settles at once.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads files and says when there are none"
)]

use std::path::{Path, PathBuf};

use asl_ide::{
    Analysis, CompletionConfig, Document, FilePosition, Format, FormatConfig, TextSize,
    completions, document_symbols, folding_ranges, format_of, format_text, goto_definition, hover,
};
use asl_syntax::parse;

fn files() -> Vec<(PathBuf, String, Format)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let mut folders = vec![root.join("corpus")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            if let Some(format) = format_of(&name, None, &text).filter(|_| text.len() < 60_000) {
                files.push((path, text, format));
            }
        }
    }
    if files.is_empty() {
        eprintln!("note: no definitions from outside, nothing was tried");
    }
    files
}

#[test]
fn formatting_keeps_what_they_mean_and_settles_at_once() {
    let config = FormatConfig::default();
    for (path, text, format) in files() {
        let formatted = format_text(&text, format, &config);
        let json = |it: &str| parse(it, format).root().value().map(|it| it.to_json());
        assert_eq!(json(&formatted), json(&text), "{}", path.display());
        assert_eq!(
            format_text(&formatted, format, &config),
            formatted,
            "{}",
            path.display()
        );
    }
}

#[test]
fn features_answer_here_and_there() {
    for (_, text, format) in files() {
        let (analysis, file) = Analysis::single(Document::new(&text, format));
        document_symbols(&analysis, file);
        folding_ranges(&analysis, file);
        let step = (text.len() / 8).max(1);
        for offset in (0..text.len()).step_by(step) {
            let offset = TextSize::new(offset as u32);
            let at = FilePosition { file, offset };
            completions(
                &analysis,
                at,
                &CompletionConfig {
                    snippets: true,
                    ..CompletionConfig::default()
                },
            );
            hover(&analysis, at);
            goto_definition(&analysis, at);
        }
    }
}
