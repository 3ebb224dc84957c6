//! What is offered at a cursor, and the text after it is taken.

mod fields;
mod objects;
mod states;
mod values;

use asl_ide::{CompletionItem, Format};
use expect_test::Expect;

use crate::support::{Setup, chosen, drawn, format_of, offered};

const SHOWN: usize = 8;

fn items(setup: &Setup, snippets: bool) -> Vec<CompletionItem> {
    offered(setup, snippets)
}

/// The first items of the list, and how many there are.
fn list(marked: &str, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    expect.assert_eq(&drawn(&items(&setup, true), SHOWN));
}

/// The text after the item was chosen. What is to be filled in stays visible.
fn choose(marked: &str, label: &str, expect: &Expect) {
    choose_as(marked, format_of(marked), label, true, expect);
}

fn choose_as(marked: &str, format: Format, label: &str, snippets: bool, expect: &Expect) {
    let setup = Setup::new(marked, format);
    expect.assert_eq(&chosen(&setup, &items(&setup, snippets), label));
}
