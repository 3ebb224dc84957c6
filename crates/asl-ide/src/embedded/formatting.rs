//! Canonical formatting of the definitions in a template; the template itself stays as it is.

use asl_model::host::Segment;
use asl_syntax::ast::ScalarStyle;
use asl_syntax::{Format, TextRange, TextSize};
use asl_text::Edit;

use super::Way;
use super::back::Writer;
use crate::FormatConfig;
use crate::format::format_text;

impl Way<'_> {
    /// The edit of the document around that brings the part into canonical form: objects, and texts
    /// that stand in a block of lines. A text between quotes stays on its line.
    pub(super) fn formatted(&self, config: &FormatConfig) -> Option<Edit> {
        match (self.part.root(), self.part.segments()) {
            (Some(root), _) => self.object(root, config),
            (None, [segment]) if is_block(segment) => {
                let text = self.part.document().text().to_string();
                let new = format_text(&text, Format::Json, config);
                self.edit(&Edit::between(&text, &new)?, Writer::Edit)
            }
            _ => None,
        }
    }

    /// The lines move left, are formatted, and move back.
    fn object(&self, root: TextRange, config: &FormatConfig) -> Option<Edit> {
        let format = self.host.format();
        let old = self.host.text().slice(root);
        let blanks = " ".repeat(self.part.indent()?);
        let mut left = String::with_capacity(old.len());
        for (index, line) in old.split_inclusive('\n').enumerate() {
            let moved = line.strip_prefix(&blanks).filter(|_| index > 0);
            let is_blank = line.trim().is_empty();
            // The lines of a text that begin further left would not come back as they were.
            if index > 0 && moved.is_none() && !is_blank && format == Format::Yaml {
                return None;
            }
            left.push_str(moved.unwrap_or(if index > 0 {
                line.trim_start_matches(' ')
            } else {
                line
            }));
        }
        let new = format_text(&left, format, config);
        let mut right = String::with_capacity(new.len());
        for (index, line) in new
            .trim_end_matches(['\n', '\r'])
            .split_inclusive('\n')
            .enumerate()
        {
            if index > 0 && !line.trim().is_empty() {
                right.push_str(&blanks);
            }
            right.push_str(line);
        }
        let edit = Edit::between(&old, &right)?;
        let at = |it: TextSize| it + root.start();
        Some(Edit {
            range: TextRange::new(at(edit.range.start()), at(edit.range.end())),
            insert: edit.insert,
        })
    }
}

fn is_block(segment: &Segment) -> bool {
    segment.notation.style == ScalarStyle::Literal
}
