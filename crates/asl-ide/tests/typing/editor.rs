//! An editor as far as completion goes: what it closes by itself, how it filters and sorts what is
//! offered, and what stands in the text when an item is taken.

use asl_ide::{
    Analysis, CompletionConfig, CompletionItem, Document, Edit, FileId, FilePosition, Format,
    TextRange, TextSize, completions,
};

/// A document that is being typed into.
pub(crate) struct Editor {
    document: Document,
    text: String,
}

impl Editor {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            document: Document::new("", format),
            text: String::new(),
        }
    }

    /// Makes the text what it is after the next key, by the smallest edit that does so.
    pub(crate) fn show(&mut self, before: &str, behind: &str) {
        let text = [before, behind].concat();
        let same = |a: &str, b: &str| {
            let pairs = a.chars().zip(b.chars()).take_while(|it| it.0 == it.1);
            pairs.map(|it| it.0.len_utf8()).sum::<usize>()
        };
        let start = same(&self.text, &text);
        let back = |it: &str| it[start..].chars().rev().collect::<String>();
        let end = same(&back(&self.text), &back(&text));
        let size = |it: usize| TextSize::new(it as u32);
        let edit = Edit {
            range: TextRange::new(size(start), size(self.text.len() - end)),
            insert: text[start..text.len() - end].to_owned(),
        };
        self.document.edit(&edit).unwrap();
        self.text = text;
    }

    /// What is offered there.
    pub(crate) fn offered(&self, offset: usize, snippets: bool) -> Vec<CompletionItem> {
        let (analysis, file) = Analysis::single(self.document.clone());
        offered(&analysis, file, offset, snippets)
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// What is offered at an offset; what every client needs of an item holds.
pub(crate) fn offered(
    analysis: &Analysis,
    file: FileId,
    offset: usize,
    snippets: bool,
) -> Vec<CompletionItem> {
    let config = CompletionConfig {
        snippets,
        ..CompletionConfig::default()
    };
    let offset = TextSize::new(offset as u32);
    let items = completions(analysis, FilePosition { file, offset }, &config);
    for item in &items {
        let range = item.edit.range;
        assert!(range.contains_inclusive(offset), "{item:?} at {offset:?}");
    }
    items
}

/// The items that a list shows for what is typed: those that begin with it, then those that have its
/// letters in their order, each in the order of their texts for sorting.
pub(crate) fn shown(items: Vec<CompletionItem>, text: &str, offset: usize) -> Vec<CompletionItem> {
    let mut found: Vec<_> = items
        .into_iter()
        .filter_map(|it| {
            let start = usize::from(it.edit.range.start());
            let typed = text[start..offset].to_lowercase();
            let filter = it.filter_text.to_lowercase();
            let begins = filter.starts_with(&typed);
            (begins || has_letters(&filter, &typed)).then_some((!begins, it))
        })
        .collect();
    found.sort_by(|a, b| (a.0, &a.1.sort_text).cmp(&(b.0, &b.1.sort_text)));
    found.into_iter().map(|it| it.1).collect()
}

fn has_letters(text: &str, letters: &str) -> bool {
    let mut text = text.chars();
    letters.chars().all(|it| text.any(|c| c == it))
}

/// What an editor that closes brackets and quotes has behind the cursor, when that much of a text is
/// typed: the text's own brackets, on lines of their own once there is a line between.
pub(crate) fn closed(text: &str, typed: usize, format: Format) -> String {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quote = None;
    let mut is_escaped = false;
    for (at, c) in text[..typed].char_indices() {
        let begins_word = text[..at].ends_with([' ', '\n', '[', '{', ',', ':']) || at == 0;
        match (quote, c) {
            (Some('"'), '\\') if !is_escaped => {
                is_escaped = true;
                continue;
            }
            (Some(it), _) if it == c && !is_escaped => quote = None,
            (Some(_), _) => {}
            (None, '"') if format == Format::Json || begins_word => quote = Some('"'),
            (None, '\'') if format == Format::Yaml && begins_word => quote = Some('\''),
            (None, '{' | '[') if format == Format::Json || begins_word => {
                open.push((at, if c == '{' { '}' } else { ']' }));
            }
            (None, '}' | ']') if open.last().is_some_and(|it| it.1 == c) => {
                open.pop();
            }
            _ => {}
        }
        is_escaped = false;
    }
    let mut behind: String = quote.into_iter().collect();
    for (at, bracket) in open.into_iter().rev() {
        if text[at..typed].contains('\n') {
            let line = text[..at].rfind('\n').map_or(0, |it| it + 1);
            let line = &text[line..];
            let indent = line.len() - line.trim_start_matches(' ').len();
            behind.push('\n');
            behind.push_str(&" ".repeat(indent));
        }
        behind.push(bracket);
    }
    behind
}

/// The text when an item is taken: lines behind the first are indented like the line of the cursor.
pub(crate) fn taken(item: &CompletionItem, text: &str) -> String {
    let range = item.edit.range;
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    let line = text[..start].rfind('\n').map_or(0, |it| it + 1);
    let blanks = text[line..].len() - text[line..].trim_start_matches(' ').len();
    let blanks = blanks.min(start - line);
    let insert = if item.snippet {
        filled(&item.edit.insert)
    } else {
        item.edit.insert.clone()
    };
    let insert = insert.replace('\n', &["\n", &" ".repeat(blanks)].concat());
    let mut edits: Vec<_> = item
        .additional
        .iter()
        .map(|it| (it.range, it.insert.clone()))
        .collect();
    edits.push((range, insert));
    edits.sort_by_key(|it| std::cmp::Reverse(it.0.start()));
    assert!(!text[start..end].contains('\n'), "{item:?} is on one line");
    let mut text = text.to_owned();
    for (range, insert) in edits {
        text.replace_range(
            usize::from(range.start())..usize::from(range.end()),
            &insert,
        );
    }
    text
}

/// A snippet with what stands in its holes at first; a number where a value is left open.
fn filled(snippet: &str) -> String {
    let (mut text, mut rest) = (String::new(), snippet.chars().peekable());
    let mut holes: Vec<(String, usize)> = Vec::new();
    let mut open = None;
    while let Some(c) = rest.next() {
        match c {
            '\\' => text.extend(rest.next()),
            '$' => {
                let has_default = rest.next_if_eq(&'{').is_some();
                let number: String =
                    std::iter::from_fn(|| rest.next_if(char::is_ascii_digit)).collect();
                if has_default {
                    rest.next_if_eq(&':');
                    holes.push((number, text.len()));
                    open = Some(text.len());
                } else if let Some((_, start)) = holes.iter().find(|it| it.0 == number) {
                    // The same text again: up to the quote or colon that ends it.
                    let same = text[*start..]
                        .split(['"', ':', '\n'])
                        .next()
                        .unwrap()
                        .to_owned();
                    text.push_str(&same);
                } else if text.ends_with(": ") && rest.peek() != Some(&'"') {
                    text.push('1');
                }
            }
            '}' if open.take().is_some() => {}
            other => text.push(other),
        }
    }
    text
}
