//! What an editor waits for: a keystroke's diagnostics, and the answers to its questions.

use std::hint::black_box;
use std::time::Duration;

use asl_ide::{
    Analysis, CheckConfig, CompletionConfig, Document, Edit, FilePosition, Format, TextRange,
    TextSize,
};

use crate::median;

/// A document with a place in its middle where somebody types.
pub(crate) struct Editor {
    document: Document,
    /// Inside the name that a `Next` holds.
    at: TextSize,
    /// What was typed last is there.
    typed: bool,
}

impl Editor {
    /// A generated document of that many bytes.
    pub(crate) fn new(bytes: usize) -> Self {
        let text = asl_testing::generate::json(bytes);
        let next = text[text.len() / 2..]
            .find("\"Next\": \"")
            .expect("states go on");
        let at = text.len() / 2 + next + "\"Next\": \"".len() + 2;
        Self {
            document: Document::new(&text, Format::Json),
            at: TextSize::new(u32::try_from(at).expect("small enough")),
            typed: false,
        }
    }

    fn type_one(&mut self) {
        let one = TextRange::at(self.at, TextSize::new(1));
        let edit = if self.typed {
            Edit {
                range: one,
                insert: String::new(),
            }
        } else {
            Edit {
                range: TextRange::empty(self.at),
                insert: "x".to_owned(),
            }
        };
        self.document
            .edit(&edit)
            .expect("the edit lies in the text");
        self.typed = !self.typed;
    }

    /// A letter is typed or taken back; then everything that is wrong is known again.
    pub(crate) fn keystroke(&mut self) {
        self.type_one();
        black_box(asl_check::check(
            self.document.model(),
            &CheckConfig::default(),
        ));
    }

    /// After a keystroke: the longest of what completion, hover and definition take.
    pub(crate) fn slowest_question(&mut self, runs: usize) -> Duration {
        self.type_one();
        self.type_one();
        let (analysis, file) = Analysis::single(self.document.clone());
        let at = FilePosition {
            file,
            offset: self.at,
        };
        let config = CompletionConfig {
            snippets: true,
            ..CompletionConfig::default()
        };
        let completion = median(runs, || {
            drop(black_box(asl_ide::completions(&analysis, at, &config)));
        });
        let hover = median(runs, || drop(black_box(asl_ide::hover(&analysis, at))));
        let definition = median(runs, || {
            drop(black_box(asl_ide::goto_definition(&analysis, at)));
        });
        completion.max(hover).max(definition)
    }
}
