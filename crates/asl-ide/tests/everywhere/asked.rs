//! Every feature at every word: it answers, and about something that is there.

use asl_ide::{
    Analysis, CheckConfig, CompletionConfig, FileId, FilePosition, FileRange, Format, FormatConfig,
    InlayHintsConfig, ON_TYPE_LETTERS, TextRange, TextSize,
};
use proptest::prelude::*;

use crate::machines::{self, Unusual};
use crate::words::{applied, edits, open, places};

/// A text that is asked about, and what was found to be wrong.
struct Asking<'t> {
    text: &'t str,
    analysis: Analysis,
    file: FileId,
    wrong: Vec<String>,
}

impl<'t> Asking<'t> {
    fn new(text: &'t str, format: Format) -> Self {
        let (analysis, file) = open(text, format);
        Self {
            text,
            analysis,
            file,
            wrong: Vec::new(),
        }
    }

    fn say(&mut self, what: &str, at: TextSize, how: &str) {
        let before: String = self.text[..usize::from(at)]
            .chars()
            .rev()
            .take(20)
            .collect();
        let before: String = before.chars().rev().collect();
        self.wrong.push(format!("{what} behind {before:?}: {how}"));
    }

    fn range(&mut self, what: &str, at: TextSize, range: TextRange) {
        if self
            .text
            .get(std::ops::Range::<usize>::from(range))
            .is_none()
        {
            self.say(what, at, &format!("{range:?} lies not in the text"));
        }
    }

    /// A range that must have the place in it, or be next to it in the same quotes.
    fn around(&mut self, what: &str, at: TextSize, range: TextRange) {
        self.range(what, at, range);
        let between = range.cover_offset(at);
        let is_quotes = |it: &str| {
            it.chars()
                .all(|it| it.is_whitespace() || "\\\"'$.|->".contains(it))
        };
        let before = TextRange::new(between.start(), range.start());
        let behind = TextRange::new(range.end(), between.end());
        if !is_quotes(&self.text[before]) || !is_quotes(&self.text[behind]) {
            self.say(what, at, &format!("{range:?} is elsewhere than {at:?}"));
        }
    }

    fn change(&mut self, what: &str, at: TextSize, edits: &[asl_ide::Edit]) {
        if let Err(wrong) = applied(self.text, edits) {
            self.say(what, at, &wrong);
        }
    }

    fn whole(&mut self) {
        let (start, length) = (TextSize::new(0), TextSize::of(self.text));
        let (analysis, file) = (self.analysis.clone(), self.file);
        let within = FileRange {
            file,
            range: TextRange::up_to(length),
        };
        for it in asl_ide::diagnostics(&analysis, file, &CheckConfig::default()) {
            self.range("diagnostics", start, it.range);
            for fix in &it.fixes {
                let mut edits = fix.edits.clone();
                edits.sort_by_key(|it| it.range.start());
                self.change(&fix.title, it.range.start(), &edits);
            }
        }
        let mut symbols = asl_ide::document_symbols(&analysis, file);
        while let Some(it) = symbols.pop() {
            self.range("outline", start, it.range);
            if !it.range.contains_range(it.selection_range) {
                self.say("outline", it.range.start(), "the name is not in its state");
            }
            symbols.extend(it.children);
        }
        for it in asl_ide::folding_ranges(&analysis, file) {
            self.range("folding", start, it.range);
            if !self.text[it.range].contains('\n') {
                self.say("folding", it.range.start(), "one line");
            }
        }
        for it in asl_ide::code_lens(&analysis, file, &["Case".to_owned()]) {
            self.range("lens", start, it.range);
        }
        for it in asl_ide::document_links(&analysis, file) {
            self.range("link", start, it.range);
        }
        for it in asl_ide::inlay_hints(&analysis, within, &InlayHintsConfig::default()) {
            self.range("hint", start, TextRange::empty(it.offset));
        }
        self.colours();
        for edits in [
            asl_ide::format(&analysis, file, &FormatConfig::default()),
            asl_ide::format_range(&analysis, within, &FormatConfig::default()),
        ] {
            self.change("format", start, &edits);
        }
    }

    /// Colours lie in lines and do not overlap.
    fn colours(&mut self) {
        let mut end = TextSize::new(0);
        for it in asl_ide::semantic_tokens(&self.analysis.clone(), self.file, None) {
            self.range("colours", it.range.start(), it.range);
            if it.range.start() < end {
                self.say("colours", it.range.start(), "two at one place");
            }
            if self.text[it.range].contains(['\n', '\r']) {
                self.say("colours", it.range.start(), "over several lines");
            }
            end = it.range.end();
        }
    }

    fn reading(&mut self, offset: TextSize) {
        let (analysis, file) = (self.analysis.clone(), self.file);
        let at = FilePosition { file, offset };
        if let Some(it) = asl_ide::hover(&analysis, at) {
            self.around("hover", offset, it.range);
            if it.info.trim().is_empty() {
                self.say("hover", offset, "nothing is said");
            }
        }
        if let Some(it) = asl_ide::goto_definition(&analysis, at) {
            self.around("definition", offset, it.range);
            for target in it.info {
                self.range("definition", offset, target.full_range);
                if !target.full_range.contains_range(target.focus_range) {
                    self.say("definition", offset, "the focus is elsewhere");
                }
            }
        }
        let found = asl_ide::references(&analysis, at, true);
        found
            .into_iter()
            .flatten()
            .for_each(|it| self.range("references", offset, it.range));
        for it in asl_ide::document_highlight(&analysis, at) {
            self.range("highlight", offset, it.range);
        }
        if let Some(it) = asl_ide::prepare_call_hierarchy(&analysis, at) {
            self.range("call hierarchy", offset, it.selection_range);
        }
        let ways = [
            asl_ide::incoming_transitions(&analysis, at),
            asl_ide::outgoing_transitions(&analysis, at),
        ];
        for it in ways.into_iter().flatten().flatten() {
            self.range("call hierarchy", offset, it.state.selection_range);
        }
        let _ = asl_ide::signature_help(&analysis, at);
        let _ = asl_ide::linked_files(&analysis, at);
        let _ = asl_ide::state_at(&analysis, at);
        self.selection(offset);
    }

    /// Each range holds the one before and the place.
    fn selection(&mut self, offset: TextSize) {
        let ranges = asl_ide::selection_ranges(&self.analysis.clone(), self.file, &[offset]);
        let ranges = ranges.concat();
        for it in &ranges {
            // A client takes none that the place is not in.
            if !it.contains_inclusive(offset) {
                self.say("selection", offset, &format!("{it:?} is elsewhere"));
            }
            self.range("selection", offset, *it);
        }
        let grows = |it: &[TextRange]| it[1].contains_range(it[0]) && it[0] != it[1];
        if !ranges.windows(2).all(grows) {
            self.say("selection", offset, &format!("{ranges:?}"));
        }
    }

    fn writing(&mut self, offset: TextSize) {
        let (analysis, file) = (self.analysis.clone(), self.file);
        let at = FilePosition { file, offset };
        for it in asl_ide::completions(&analysis, at, &CompletionConfig::default()) {
            self.around("completion", offset, it.edit.range);
        }
        if let Ok(it) = asl_ide::prepare_rename(&analysis, at) {
            self.around("rename", offset, it.range);
            for name in ["Other", "ü \"x\" \\ 🦀", "- a: #b", "$x"] {
                if let Ok(change) = asl_ide::rename(&analysis, at, name) {
                    self.change("rename", offset, &edits(&change));
                }
            }
        }
        for letter in ON_TYPE_LETTERS {
            let found =
                asl_ide::on_type_formatting(&analysis, at, letter, &FormatConfig::default());
            self.change("typing", offset, &found);
        }
    }

    fn actions(&mut self, offset: TextSize) {
        let range = FileRange {
            file: self.file,
            range: TextRange::empty(offset),
        };
        let found = asl_ide::code_actions(&self.analysis.clone(), range, &CheckConfig::default());
        for it in found {
            self.change(&it.title, offset, &edits(&it.change));
        }
        let at = FilePosition {
            file: self.file,
            offset,
        };
        if let Some(graph) = asl_ide::graph(&self.analysis.clone(), at) {
            assert!(!graph.to_svg().contains("NaN"));
        }
    }
}

/// So many places of a text are asked about.
const PLACES: usize = 150;

/// Asks everything everywhere; at every so many places what looks at the whole document.
fn ask(text: &str, format: Format, seldom: usize) -> Vec<String> {
    let mut asking = Asking::new(text, format);
    asking.whole();
    let places = places(text);
    let step = places.len() / PLACES + 1;
    for (index, offset) in places.into_iter().step_by(step).enumerate() {
        asking.reading(offset);
        asking.writing(offset);
        if index % seldom == 0 {
            asking.actions(offset);
        }
    }
    asking.wrong.sort();
    asking.wrong.dedup();
    asking.wrong
}

#[test]
fn of_whole_texts() {
    let mut wrong = Vec::new();
    for Unusual { name, format, text } in machines::all() {
        let found = ask(&text, format, 5).into_iter();
        wrong.extend(found.map(|it| format!("{name} ({format:?}): {it}")));
    }
    assert!(
        wrong.is_empty(),
        "{} times\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn of_definitions_from_outside() {
    let mut wrong = Vec::new();
    let files = asl_testing::outside::shared_files("corpus/real", &[".json", ".yaml", ".yml"]);
    for (path, text) in files.into_iter().step_by(9) {
        let name = path.to_string_lossy();
        let format = asl_ide::format_of(&name, None, &text);
        if let Some(format) = format.filter(|_| text.len() < 6_000) {
            let found = ask(&text, format, 20).into_iter();
            wrong.extend(found.map(|it| format!("{name}: {it}")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} times\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_texts_that_are_cut(which in 0_usize..100, at in 0.0..1.0, length in 0_usize..40, insert in "[\"'{}\\[\\]:, \n$%&*|>🦀-]{0,3}") {
        let all = machines::all();
        let Unusual { text, format, name } = &all[which % all.len()];
        let boundary = |mut it: usize| {
            while !text.is_char_boundary(it) {
                it -= 1;
            }
            it
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in the text")]
        let from = boundary((at * text.len() as f64) as usize);
        let to = boundary((from + length).min(text.len())).max(from);
        let broken = [&text[..from], &insert, &text[to..]].concat();
        let mut asking = Asking::new(&broken, *format);
        asking.whole();
        let near = places(&broken).into_iter().filter(|it| usize::from(*it).abs_diff(from) < 40);
        for (index, offset) in near.enumerate() {
            asking.reading(offset);
            asking.writing(offset);
            if index % 7 == 0 {
                asking.actions(offset);
            }
        }
        prop_assert!(asking.wrong.is_empty(), "{name}: {}\n{broken}", asking.wrong.join("\n"));
    }
}
