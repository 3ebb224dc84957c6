//! Actions by the beginnings of their words, as people type who know about what they want.

use asl_catalog::{Action, catalog};

use super::{json_resource, with_snippets, yaml_resource};
use crate::support::{Setup, format_of, offered_as};

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

/// The words of a name, each cut behind so many letters.
fn words(name: &str, length: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut().filter(|_| !c.is_ascii_uppercase()) {
            Some(word) if word.len() >= length => {}
            Some(word) => word.push(c),
            None => words.push(c.to_ascii_lowercase().to_string()),
        }
    }
    words
}

/// Whether the action is among the first five in a list as editors show it.
fn is_found(action: &Action<'_>, marked: &str) -> bool {
    let setup = Setup::new(marked, format_of(marked));
    let offset = usize::from(setup.position().offset);
    let wanted = format!(":{}", action.name());
    // What every editor keeps: texts that begin with what is typed.
    let shown = offered_as(&setup, &with_snippets())
        .into_iter()
        .filter(|it| {
            let start = usize::from(it.edit.range.start());
            it.filter_text.starts_with(&setup.text[start..offset])
        });
    let mut first = shown.take(5);
    first.any(|it| it.label.ends_with(&wanted))
}

/// How many of a hundred actions are found by what is typed of their names behind `service:`.
fn share(seed: u64, only: Option<&str>, typed: impl Fn(&str) -> String) -> usize {
    let services = catalog().services();
    let services: Vec<_> = services
        .iter()
        .filter(|it| only.is_none_or(|only| it.name() == only))
        .collect();
    let mut chance = Chance(seed);
    let mut found = 0;
    for index in 0..100 {
        let service = services[chance.below(services.len())];
        let actions: Vec<_> = service.actions().filter(|it| it.is_callable()).collect();
        if actions.is_empty() {
            found += 1;
            continue;
        }
        let action = &actions[chance.below(actions.len())];
        let text = typed(action.name());
        let marked = match index % 4 {
            0 => json_resource(&format!(
                "arn:aws:states:::aws-sdk:{}:{text}",
                service.name()
            )),
            1 => yaml_resource(&format!(
                "arn:aws:states:::aws-sdk:{}:{text}",
                service.name()
            )),
            2 => json_resource(&format!("{}:{text}", service.name())),
            _ => yaml_resource(&format!("{} {text}", service.name())),
        };
        found += usize::from(is_found(action, &marked));
    }
    found
}

#[test]
fn by_four_letters_of_each_word() {
    let typed = |name: &str| words(name, 4).join(" ");
    assert!(share(7, Some("ec2"), typed) >= 95);
    assert!(share(11, None, typed) >= 95);
}

#[test]
fn by_two_letters_of_each_word_without_blanks() {
    let typed = |name: &str| words(name, 2).concat();
    assert!(share(7, Some("ec2"), typed) >= 95);
    assert!(share(11, None, typed) >= 95);
}

/// Two of the first word and two of the last.
#[test]
fn by_four_letters() {
    let typed = |name: &str| {
        let words = words(name, 2);
        match words.as_slice() {
            [one] => one.clone(),
            [first, .., last] => [first.as_str(), last].concat(),
            [] => String::new(),
        }
    };
    // Many actions of the largest service have both words in common.
    assert!(share(7, Some("ec2"), typed) >= 60);
    assert!(share(11, None, typed) >= 95);
}
