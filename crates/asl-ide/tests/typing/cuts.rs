//! Definitions that are cut off at a word: it is offered there.

use std::collections::BTreeMap;

use asl_ide::{Analysis, Format};
use asl_testing::outside;

use crate::corpus::{self, Definition};
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
fn cut(definition: &Definition, word: &Wanted) -> Found {
    let text = &definition.text;
    let ends = (word.start..=word.end.min(word.start + 2)).filter(|it| text.is_char_boundary(*it));
    let found = ends.map(|end| {
        let text = &text[..end];
        let (analysis, file) = Analysis::single(definition.document(text));
        let items = shown(offered(&analysis, file, end, true), text, end);
        place(word, items.iter().map(|it| it.label.as_str()))
    });
    found.min().unwrap_or(Found::No)
}

/// How many of so many cuts offer what was there, and what was not offered. What nobody can know is
/// counted like everything else: a member of the data that the text names for the first time.
fn try_out(texts: &[Definition], count: usize, seed: u64) -> (usize, Vec<String>) {
    let words: Vec<Vec<Wanted>> = texts.iter().map(|it| wanted(&it.text, it.format)).collect();
    let mut chance = Chance(seed);
    let (mut good, mut tried, mut missed) = (0, 0, Vec::new());
    let mut unknown = 0;
    while tried < count {
        let at = chance.below(texts.len());
        let Definition { name, text, .. } = &texts[at];
        if words[at].is_empty() {
            continue;
        }
        let word = &words[at][chance.below(words[at].len())];
        let found = cut(&texts[at], word);
        tried += 1;
        if found == Found::Yes {
            good += 1;
            continue;
        }
        unknown += usize::from(word.kind == Kind::Member && found == Found::No);
        let line = text[..word.start].matches('\n').count() + 1;
        missed.push(format!(
            "{name}:{line} {:?} {:?} {found:?}",
            word.kind, word.labels
        ));
    }
    eprintln!("{good} of {tried} are among the first five; {unknown} members are not known");
    (good, missed)
}

fn of(format: Format) -> Vec<Definition> {
    let all = corpus::all();
    all.into_iter().filter(|it| it.format == format).collect()
}

fn assert_most(good: usize, count: usize, missed: &[String]) {
    assert!(good * 100 >= count * 95, "{good} of {count}: {missed:#?}");
}

/// How often in each format.
const CUTS: usize = 200;

#[test]
fn two_hundred_in_json() {
    let (good, missed) = try_out(&of(Format::Json), CUTS, 7);
    assert_most(good, CUTS, &missed);
}

#[test]
fn two_hundred_in_yaml() {
    let (good, missed) = try_out(&of(Format::Yaml), CUTS, 7);
    assert_most(good, CUTS, &missed);
}

/// Definitions from outside that are whole, with names that say where they are from.
#[test]
fn definitions_from_outside() {
    let files = outside::shared_files("corpus/real", &[".json", ".yaml", ".yml"]);
    let files = files.into_iter().map(|it| corpus::read(&it.0, it.1));
    let is_whole = |it: &Definition| {
        let parsed = asl_syntax::parse(&it.text, it.format);
        it.text.len() < 60_000 && parsed.errors().is_empty()
    };
    let texts: Vec<_> = files.filter(is_whole).collect();
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
    assert!(good * 100 >= 400 * 90, "{good} of 400");
}
