//! Definitions that are cut off at a word: it is offered there.

use std::collections::BTreeMap;

use asl_ide::{Analysis, Document, Format};
use asl_testing::outside;

use crate::corpus;
use crate::editor::{offered, shown};
use crate::machine::{Found, place};
use crate::wanted::{Kind, Wanted, wanted};

/// Numbers without an order, the same ones each time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// Cuts a text behind the first letters of a word, up to two.
fn cut(text: &str, format: Format, word: &Wanted) -> Found {
    let ends = (word.start..=word.end.min(word.start + 2)).filter(|it| text.is_char_boundary(*it));
    let found = ends.map(|end| {
        let text = &text[..end];
        let (analysis, file) = Analysis::single(Document::new(text, format));
        let items = shown(offered(&analysis, file, end, true), text, end);
        place(word, items.iter().map(|it| it.label.as_str()))
    });
    found.min().unwrap_or(Found::No)
}

/// How many of so many cuts offer what was there, and what was not offered.
fn try_out(texts: &[(String, String, Format)], count: usize, seed: u64) -> (usize, Vec<String>) {
    let words: Vec<Vec<Wanted>> = texts.iter().map(|it| wanted(&it.1, it.2)).collect();
    let mut chance = Chance(seed);
    let (mut good, mut tried, mut missed) = (0, 0, Vec::new());
    let mut unknown = 0;
    while tried < count {
        let at = chance.below(texts.len());
        let (name, text, format) = &texts[at];
        if words[at].is_empty() {
            continue;
        }
        let word = &words[at][chance.below(words[at].len())];
        let found = cut(text, *format, word);
        // What the data consists of is often not known.
        if word.kind == Kind::Member && found == Found::No {
            unknown += 1;
            continue;
        }
        tried += 1;
        if found == Found::Yes {
            good += 1;
        } else {
            let line = text[..word.start].matches('\n').count() + 1;
            missed.push(format!(
                "{name}:{line} {:?} {:?} {found:?}",
                word.kind, word.labels
            ));
        }
    }
    eprintln!("{good} of {tried} are among the first five; {unknown} members are not known");
    (good, missed)
}

fn of(format: Format) -> Vec<(String, String, Format)> {
    let all = corpus::all();
    all.into_iter().filter(|it| it.2 == format).collect()
}

fn assert_most(good: usize, count: usize, missed: &[String]) {
    assert!(good * 100 >= count * 95, "{good} of {count}: {missed:#?}");
}

#[test]
fn two_hundred_in_json() {
    let (good, missed) = try_out(&of(Format::Json), 200, 7);
    assert_most(good, 200, &missed);
}

#[test]
fn two_hundred_in_yaml() {
    let (good, missed) = try_out(&of(Format::Yaml), 200, 7);
    assert_most(good, 200, &missed);
}

/// Definitions from outside that are whole, with names that say where they are from.
#[test]
fn definitions_from_outside() {
    let files = outside::shared_files("corpus/real", &[".json", ".yaml", ".yml"]);
    let mut texts = Vec::new();
    for (path, text) in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let format = if name.ends_with("json") {
            Format::Json
        } else {
            Format::Yaml
        };
        let parsed = asl_syntax::parse(&text, format);
        if text.len() < 60_000 && parsed.errors().is_empty() {
            texts.push((name, text, format));
        }
    }
    if texts.is_empty() {
        return;
    }
    let (good, missed) = try_out(&texts, 400, 11);
    let mut kinds = BTreeMap::<&str, usize>::new();
    for line in &missed {
        let kind = line.split(' ').nth(1).unwrap_or_default();
        *kinds.entry(kind).or_default() += 1;
    }
    eprintln!("{kinds:?}\n{}", missed.join("\n"));
    assert_most(good, 400, &missed);
}
