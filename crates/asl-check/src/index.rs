//! The index of the rules' pages, made from the table.

use std::fmt::Write as _;

use crate::{Group, RULES, Rule};

/// The text of `rules/README.md`: every rule in its group, with a link to its page.
pub fn index() -> String {
    let mut page = String::from(
        "<!-- Made by `cargo dev generate` from the table in src/table.rs. -->\n\n# Rules\n\n\
         Errors are what AWS refuses when the state machine is created; warnings are what fails or \
         misbehaves when it runs; hints are better ways. Every page has a wrong and a right example, \
         and the tests run both. `asl check --explain CODE` prints a page.\n",
    );
    for group in Group::ALL {
        let _ = write!(page, "\n## {}\n\n", group.title());
        page.push_str("| code | severity | what is wrong | AWS says | quick fix |\n");
        page.push_str("|---|---|---|---|---|\n");
        for rule in RULES.iter().filter(|it| it.group == group) {
            page.push_str(&row(rule));
        }
    }
    page
}

fn row(rule: &Rule) -> String {
    let aws = rule.aws.map_or(String::new(), |it| format!("`{it}`"));
    let fix = if rule.fixable { "yes" } else { "" };
    let (code, summary) = (rule.code, rule.summary);
    format!(
        "| [{code}]({code}.md) | {} | {summary} | {aws} | {fix} |\n",
        rule.severity
    )
}
